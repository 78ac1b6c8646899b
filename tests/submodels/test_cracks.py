"""Cracks: equation (1) of pybamm_miec/submodels/cracks.py."""

import numpy as np
import pybamm
import pytest

import pybamm_miec as miec
from pybamm_miec import submodels

CRACKS = {"particle mechanics": "swelling and cracking"}
NO_METAL = {**CRACKS, "lithium metal": "none"}
STOCK = {**NO_METAL, "host sites": "none"}


def law_of(options):
    model = miec.SPM(options, build=False)
    return model.submodels["negative primaryparticle mechanics"], model.param


def rate(law, tension, length=2e-8):
    """Rate of a law [m.s-1] at a tension [Pa], with m = 2.2 and all else one."""
    grain = "Negative particle"
    variables = {
        "Negative electrode temperature [K]": pybamm.Scalar(298.15),
        f"{grain} surface tangential stress [Pa]": pybamm.Scalar(tension),
        f"{grain} crack length [m]": pybamm.Scalar(length),
    }
    for found_elsewhere in ("_get_standard_surface_variables", "_get_mechanical_results"):
        setattr(law, found_elsewhere, lambda _: {})
    found = law.get_coupled_variables(variables)[f"{grain} cracking rate [m.s-1]"]
    values = pybamm.ParameterValues(
        {
            "Negative electrode cracking rate": 1.0,
            "Negative electrode Paris' law constant b": 1.0,
            "Negative electrode Paris' law constant m": 2.2,
        }
    )
    return float(values.evaluate(found))


@pytest.mark.parametrize("tension", [1e-3, 1.0, 1e6])
def test_tension_opens_cracks_as_in_pybamm(tension):
    ours, stock = (rate(law_of(options)[0], tension) for options in (NO_METAL, STOCK))
    assert ours == pytest.approx(stock, rel=1e-14)
    assert ours == pytest.approx((tension * np.sqrt(np.pi * 2e-8)) ** 2.2 / 3600, rel=1e-12)


@pytest.mark.parametrize("tension", [0.0, -1e-10, -1e6])
def test_without_tension_cracks_stay(tension):
    assert rate(law_of(NO_METAL)[0], tension) == 0


def test_a_model_of_pybamms_keeps_its_own():
    assert isinstance(law_of(NO_METAL)[0], submodels.Cracks)
    assert type(law_of(STOCK)[0]) is pybamm.particle_mechanics.CrackPropagation
