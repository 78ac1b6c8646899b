"""Everything that is compared is smooth in the parameters, so that differences and exact derivatives agree.

Central differences err by a multiple of h^2.  Of three steps, each half of the one before, the two changes
are then as 4 to 1, and the order log2 of their ratio is 2, to terms of h^4 and the noise of the solver.
"""

import numpy as np
import pytest
from plans import PLATE_AND_STRIP, central, efficiencies, free, measured, number

from pybamm_miec.calibration import Cell, Numerics, differences
from pybamm_miec.calibration.run import Run

TIGHT = Numerics("SPM", 5, 1e-9)
HALF = Cell("LLTO@CNT")
LAYERED = Cell("LLTO@CNT", options={"surface form": "differential"})
FULL = Cell("LLTO@CNT", "full", design={"n_to_p": None, "cathode_capacity": 1.0})
FOIL = Cell("Cu", "full", design={"n_to_p": 0.5, "cathode_capacity": 1.0})
PLATE = {"name": "plate", "current_density": 1.0, "capacity": 1.0}
CYCLES = {**PLATE_AND_STRIP, "cycles": 3}
SWEEP = {"name": "cyclic_voltammetry", "scan_rate": 1.0, "upper": 2.5}
SPECTRUM = {"name": "impedance", "after": {**PLATE, "capacity": 0.5}}

CHI, TRAPS = free("chi", 5e-3, 5e-2), free("C_t", 100.0, 1000.0)
SITES, LAYER = free("u", 0.2, 0.4, "linear"), free("C_dl", 0.1, 0.5, "linear")
ISOLATED = free("chi_f", 5e-3, 6.5e-2)
SLOW = free("j0_m_ref", 0.1, 10.0)  # has a corner at rest, see small_signal.py


def voltage(**columns):
    t = np.linspace(300.0, 3600.0, 12)
    columns = {"Time [s]": t, "Voltage [V]": 0 * t, **columns}
    protocol = {"name": "as measured"} if "Current [A]" in columns else PLATE
    return measured("voltage", columns, {"Voltage [V]": 1e-3}, protocol)


def curve():
    q = np.linspace(0.1, 0.9, 9)
    columns = {"cycle": [2] * 14, "step": [0] * 9 + [1] * 5, "voltage [V]": 0.0}
    columns["capacity [mA.h.cm-2]"] = np.concatenate([q, q[:5]])
    return measured("voltage", columns, {"voltage [V]": 1e-3}, CYCLES)


def life(cycles):
    done = {"name": "full_cell_cycling", "cycles": cycles}
    return number("cycles until capacity", share=90.0, protocol=done)


def voltammogram():
    E = np.tile(np.linspace(0.1, 2.4, 8), 2)
    columns = {"cycle": 1, "direction": ["anodic"] * 8 + ["cathodic"] * 8, "potential [V]": E}
    columns["current [mA.cm-2]"] = 0.0
    return measured("voltammogram", columns, {"current [mA.cm-2]": 0.01}, SWEEP)


def spectrum():
    columns = {"frequency [Hz]": np.logspace(4, -1, 6), "real [Ohm]": 0.0, "imaginary [Ohm]": 0.0}
    return measured("impedance", columns, {"real [Ohm]": 1.0, "imaginary [Ohm]": 1.0}, SPECTRUM)


OF_CYCLES = [
    efficiencies([90.0] * 3),
    curve(),
    number("coulombic efficiency", cycle=2, protocol=CYCLES),
    number("mean coulombic efficiency", from_cycle=1, to_cycle=3, protocol=CYCLES),
    number("delithiation", cycle=2, protocol=CYCLES),
    number("capacity kept", cycle=3, protocol=CYCLES),
]
CASES = {
    "voltage over time": (HALF, [voltage()], (free("j0_m_ref", 0.1, 10.0), TRAPS, SITES), 0.1),
    "cycles, voltage over capacity and their numbers": (HALF, OF_CYCLES, (CHI, TRAPS, SITES), 0.1),
    "life": (FULL, [life(cycles=2)], (CHI,), 0.2),
    "life beyond the run, of a reserve": (FOIL, [life(cycles=8)], (ISOLATED,), 0.2),
    # what the points of a sweep add is less than the curvature over this step
    "voltammogram": (HALF, [voltammogram()], (TRAPS,), 0.4),
    "impedance": (LAYERED, [spectrum()], (LAYER, SLOW), 0.2),
}
# a sweep takes some thousand steps even so, and no step is small enough for a foil that turns
ROUGHLY = ("voltammogram", "life beyond the run, of a reserve")


@pytest.mark.parametrize("case", CASES)
def test_central_differences_converge_as_the_square_of_the_step(case):
    """To a quarter of an order: what is left of h^4, and noise of some hundredths of the last change."""
    cell, measurements, parameters, h = CASES[case]
    numerics = Numerics("SPM", 5, 1e-7) if case in ROUGHLY else TIGHT
    run = Run(cell, measurements[-1].protocol, measurements, parameters, numerics)
    x = np.full(len(parameters), 0.45)
    ends = np.cumsum([len(m.observed) * len(m.table) for m in measurements])
    for k, parameter in enumerate(parameters):
        D = [np.split(central(run, x, k, h / 2**n), ends[:-1]) for n in range(3)]
        for m, first, second, third in zip(measurements, *D, strict=True):
            changes = np.linalg.norm(first - second), np.linalg.norm(second - third)
            order = np.log2(changes[0] / changes[1])
            assert order == pytest.approx(2, abs=0.25), (m.kind, parameter.name, changes)


@pytest.mark.parametrize("anode", ["LLTO@CNT", "CNT"])
@pytest.mark.parametrize("driven", [False, True])
def test_the_solvers_own_derivatives_are_the_limit(driven, anode):
    """The distance of central differences from them falls as h^2, too; to a quarter of an order.

    Bare CNT has to nucleate: 60 ms after the current is there its share of covered wall rises a billionfold.
    """
    t = np.linspace(0.0, 3600.0, 13)
    values = Cell(anode).at({})
    area = values["Electrode height [m]"] * values["Electrode width [m]"]
    current = {"Time [s]": t, "Voltage [V]": 0 * t, "Current [A]": np.full(t.size, 10.0 * area)}
    one = voltage(**current) if driven else voltage()
    own = TRAPS if anode == "LLTO@CNT" else free("k_n", 300.0, 3000.0)
    parameters = (free("j0_m_ref", 0.1, 10.0), own)
    run = Run(Cell(anode), one.protocol, [one], parameters, Numerics("SPM", 5, 1e-8))
    x = np.full(2, 0.45)
    exact = run.slopes(x)
    for k, parameter in enumerate(parameters):
        off = [np.linalg.norm(central(run, x, k, h) - exact[:, k]) for h in (0.1, 0.05)]
        assert np.log2(off[0] / off[1]) == pytest.approx(2, abs=0.25), (parameter.name, off)


def ends_of(shown, noise):
    """What a function of a place shows at the central steps about 0.5."""
    return {step: shown(0.5 + step) for step in differences.steps(noise, 0.5, central=True)}


def test_where_a_curve_falls_steeply_the_nearer_of_two_steps_counts():
    """Of a fall over a hundredth of the range: the wider step is a quarter off, the nearer 2 %."""

    def shown(x):
        return np.array([1.4, 0.0]) + np.tanh((x - 0.5) / np.array([0.01, 1.0]))

    found = differences.slope(shown(0.5), ends_of(shown, 1e-6), np.full(2, 1.4e-6))
    np.testing.assert_allclose(found, [100.0, 1.0], rtol=0.03)


def test_where_two_steps_differ_by_noise_alone_the_wider_counts():
    rng = np.random.default_rng(1)
    ends = ends_of(lambda x: 1.4 * x + 1.4e-6 * rng.standard_normal(200), 1e-6)
    found = differences.slope(np.full(200, 0.7), ends, np.full(200, 1.4e-6))
    wide = [step for step in ends if abs(step) == max(map(abs, ends))]
    np.testing.assert_allclose(
        found, (ends[wide[0]] - ends[wide[1]]) / (wide[0] - wide[1]), rtol=1e-6
    )
