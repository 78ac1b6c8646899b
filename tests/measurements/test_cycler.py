"""Files of cyclers come in through ionworksdata, where it is installed."""

import sys

import pytest
from numpy.testing import assert_allclose

from pybamm_miec.calibration import read
from pybamm_miec.errors import MeasurementError

# as Arbin writes it, charge positive: 1 mA out of 1 V, and in again
ARBIN = """Data_Point,Test_Time(s),Step_Index,Cycle_Index,Current(A),Voltage(V)
1,0,1,1,-0.001,1.0
2,60,1,1,-0.001,0.5
3,120,1,1,-0.001,0.1
4,180,2,1,0.001,0.3
5,240,2,1,0.001,0.7
6,300,2,1,0.001,1.1
"""
ABOUT = {
    "kind": "voltage",
    "cell": "coin",
    "source": "made up",
    "protocol": {"name": "as measured"},
    "area": "1.13 cm2",
    "sign": "discharge positive",
    "error": {"Voltage [mV]": 2.0},
    "reader": "ionworksdata:arbin",
}


def arbin(folder):
    path = folder / "arbin.csv"
    path.write_text(ARBIN, encoding="utf-8")
    return path


@pytest.mark.filterwarnings("default")  # what the reader and what it is built on warn of is theirs
def test_a_cycler_file_is_read_with_current_positive_on_discharge(tmp_path):
    pytest.importorskip("ionworksdata")
    found = read(arbin(tmp_path), **ABOUT, report=len)
    assert_allclose(found.table["Current [A]"], 3 * [1e-3] + 3 * [-1e-3])
    assert_allclose(found.table["Time [s]"], [0, 60, 120, 180, 240, 300])
    assert found.ignored[0].startswith("ionworksdata leaves out rows without voltage or current")


@pytest.mark.filterwarnings("default")
def test_a_file_that_the_reader_can_not_read_is_refused(tmp_path):
    pytest.importorskip("ionworksdata")
    with pytest.raises(MeasurementError, match=r"ionworksdata can't read it, .*; say which cycler"):
        read(arbin(tmp_path), **{**ABOUT, "reader": "ionworksdata:maccor"})


def test_a_reader_that_is_not_installed_is_named_with_the_way_out(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ionworksdata.read", None)
    with pytest.raises(
        MeasurementError, match=r"not installed; pip install 'pybamm-miec\[cyclers\]'"
    ):
        read(arbin(tmp_path), **ABOUT)
