"""What a measurement must hold before a model is compared with it."""

import numpy as np
import pandas as pd
import pytest
from plans import PLATE_AND_STRIP

from pybamm_miec.calibration import Measurement
from pybamm_miec.errors import MeasurementError

GOOD = {
    "kind": "cycles",
    "table": pd.DataFrame({"cycle": [1, 2], "coulombic efficiency [%]": [90.0, 99.0]}),
    "error": {"coulombic efficiency [%]": 0.1},
    "cell": "coin",
    "protocol": PLATE_AND_STRIP,
    "source": "made up",
    "ignored": (),
    "digest": "0",
}


def test_a_measurement_knows_what_is_observed():
    assert Measurement(**GOOD).observed == ("coulombic efficiency [%]",)


def test_a_measurement_knows_the_area_it_was_measured_on():
    """A model of another area has its current per area, not its current."""
    assert Measurement(**GOOD).area is None
    assert Measurement(**GOOD, stated={"area": "1.13 cm2"}).area == pytest.approx(1.13e-4)


def changed(**columns):
    return GOOD["table"].assign(**columns)


BAD = {
    "kind": (
        {"kind": "cycle"},
        "kind must be one of ('voltage', 'cycles', 'voltammogram', "
        "'impedance', 'number'), got 'cycle'; did you mean 'cycles'?",
    ),
    "nothing observed": (
        {"table": GOOD["table"][["cycle"]]},
        "a table of kind 'cycles' must hold ('cycle',) and any of ('lithiation [mA.h.cm-2]', "
        "'delithiation [mA.h.cm-2]', 'coulombic efficiency [%]'), got ['cycle']; name its columns so.",
    ),
    "index": (
        {"table": GOOD["table"].set_index(pd.Index([5, 7]))},
        "rows of the table must be numbered from 0, call reset_index(drop=True).",
    ),
    "no row": (
        {"table": GOOD["table"][:0]},
        "a table of kind 'cycles' must have at least one row, got 0.",
    ),
    "words": ({"table": changed(cycle=["1", "2"])}, "'cycle' must be numbers, got '1'."),
    "half a cycle": ({"table": changed(cycle=[1, 1.5])}, "'cycle' must be whole numbers."),
    "no value": (
        {"table": changed(cycle=[1, np.nan])},
        "'cycle' must be finite numbers; leave out rows without a value.",
    ),
    "no error": (
        {"error": {}},
        "error must be of each of ('coulombic efficiency [%]',) and of nothing else, got ().",
    ),
    "error of 0": (
        {"error": {"coulombic efficiency [%]": 0.0}},
        "the error of 'coulombic efficiency [%]' must be above 0, got 0.",
    ),
    "three errors of two": (
        {"error": {"coulombic efficiency [%]": np.ones(3)}},
        "the error of 'coulombic efficiency [%]' must be one number or 2, got an array of shape (3,).",
    ),
    "no cell": ({"cell": " "}, "cell must be a word or a sentence, got ' '."),
    "unknown protocol": (
        {"protocol": {**PLATE_AND_STRIP, "strip_top": 1.0}},
        "'plate_and_strip' takes ('current_density', 'capacity', 'strip_to', 'cycles', 'counted_from', "
        "'after'), got 'strip_top'; did you mean 'strip_to'?",
    ),
    "no protocol": (
        {"protocol": {}},
        "protocol must be a table with its name and arguments, got {}.",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), BAD.values(), ids=BAD)
def test_what_no_model_can_be_compared_with_is_refused(change, sentence):
    with pytest.raises(MeasurementError) as refused:
        Measurement(**{**GOOD, **change})
    assert str(refused.value) == f"measurement: {sentence}"
