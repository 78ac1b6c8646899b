"""Units are known however they are spelt."""

import pytest

from pybamm_miec.errors import MeasurementError
from pybamm_miec.measurements.columns import take_apart
from pybamm_miec.measurements.units import UNITS, amount, unit_of

SPELT = {
    "mA.h.cm-2": ("mAh/cm2", "mAh cm-2", "mAh cm^-2", "mA h cm⁻²", "mAh·cm⁻²", "mAh/cm²"),
    "mA.h.g-1": ("mAh/g", "mAh g-1", "mA·h·g⁻¹"),
    "A.h": ("Ah", "ah", "ampere_hour"),
    "uA.h": ("µAh", "μAh"),
}


@pytest.mark.parametrize(
    ("name", "spelt"), [(name, spelt) for name, all_ in SPELT.items() for spelt in all_]
)
def test_a_capacity_is_known_however_its_unit_is_spelt(name, spelt):
    assert unit_of("capacity", spelt, "here") == UNITS["capacity"][name]


@pytest.mark.parametrize("spelt", ["Ohm", "ohm", "Ω", "\u2126"])
def test_an_ohm_is_known_however_it_is_spelt(spelt):
    assert unit_of("resistance", spelt, "here") == UNITS["resistance"]["Ohm"]


@pytest.mark.parametrize("what", UNITS)
def test_every_unit_is_known_as_it_is_listed(what):
    assert [unit_of(what, name, "here") for name in UNITS[what]] == list(UNITS[what].values())


@pytest.mark.parametrize(
    ("header", "name", "unit"),
    [
        ("Voltage [V]", "voltage", "V"),
        ("Voltage / V", "voltage", "V"),
        ("voltage_volt", "voltage", "volt"),
        ("charging_capacity_ampere_hour", "charging capacity", "ampere_hour"),
        ("Capacity (mAh/g)", "capacity", "mAh/g"),
        ("Re(Z)/Ohm", "re z", "Ohm"),
        ("Ewe-Ece/V", "ewe ece", "V"),
        ("Current density/mA/cm2", "current density", "mA/cm2"),
        ("Q charge/discharge/mA.h", "q charge discharge", "mA.h"),
        ("Power/W", "power", "W"),  # no unit of ours
        ("cycle_count", "cycle count", None),
        ("Cycle Number", "cycle number", None),
    ],
)
def test_a_header_is_a_name_and_a_unit(header, name, unit):
    assert take_apart(header)[:2] == (name, unit)


def test_a_minus_and_an_error_are_told_from_the_name():
    assert take_apart("-Im(Z) [Ohm]") == ("im z", "Ohm", False, True)
    assert take_apart("Voltage error [mV]") == ("voltage", "mV", True, False)
    assert take_apart("error [V]") == ("", "V", True, False)


def test_an_amount_is_kept_in_units_of_si():
    assert amount("area", "1.13 cm2", "here") == pytest.approx(1.13e-4)
    assert amount("mass", "12.3mg", "here") == pytest.approx(12.3e-6)


@pytest.mark.parametrize("text", ["1.1.3 cm2", ". cm2", "cm2", "1.13", 1.13, "1,13 cm2", "1 inch2"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(MeasurementError, match="must be"):
        amount("area", text, "here")
