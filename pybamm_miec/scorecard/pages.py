"""The figures of a reproduction: which runs each shows, and how large it is."""

from pathlib import Path

from pybamm_miec import analysis, figures
from pybamm_miec.scorecard.results import Results
from pybamm_miec.scorecard.runs import cycling, full_cells, metal_path, plating, rates
from pybamm_miec.scorecard.runs.effort import ANODE, ANODES
from pybamm_miec.scorecard.runs.suite import Suite
from pybamm_miec.scorecard.targets import read_targets

SIZES = {
    "cross_section": (7.6, 9.4),
    "filling": (9.0, 3.4),
    "first_discharge": (9.0, 3.8),
    "centroid_map": (7.0, 4.6),
    "metal_path_ranges": (9.0, 3.4),
    "spike_against_current": (5.6, 3.6),
    "activation": (9.0, 5.2),
    "voltage_profiles": (9.0, 3.4),
    "coulombic_efficiency": (9.0, 6.4),
    "rate_series": (7.0, 3.4),
    "lithium_ledger": (9.0, 6.0),
    "voltammogram": (9.0, 3.8),
    "nyquist": (9.0, 4.4),
    "bode": (9.0, 3.6),
    "conductivity": (7.6, 3.4),
    "full_cells": (9.0, 6.4),
    "full_cell_voltage": (11.0, 3.6),
}  # [inch]
STABILISED = {"4e": "C02", "4f": "C06", "4g": "C10"}  # what the paper reports of LLTO@CNT
BALANCED = (*(f"4e {anode}" for anode in ANODES), f"4f {ANODE}", f"4g {ANODE}")  # tests by key
LASTED = {"5a Cu, N/P 4": "F06", "5a LLTO@CNT, N/P 4": "F08", "5a LLTO@CNT, N/P 2": "F10"}  # cycles
PROFILES = (
    *("5a Cu, N/P 4", "5a Cu, N/P 4, fitted"),
    *("5a LLTO@CNT, N/P 4", "5a LLTO@CNT, N/P 2"),
)  # cells by key
PEAKS = {"V01": "cathodic", "V02": "anodic", "V03": "cathodic", "V04": "anodic"}
RISES = {(ANODE, "ionic"): "M09", (ANODE, "electronic"): "M10"}
DIPS = {"Cu": "N02", "CNT": "N03", "LLTO": "N04", "LLTO@CNT": "N01"}  # and for each anode


def write(folder: Path, suite: Suite, found: Results) -> None:
    """Write all figures and the numbers in them.

    Parameters
    ----------
    folder : pathlib.Path
        Exists already.
    suite : Suite
        All runs.
    found : Results
        What they gave.
    """
    for name, numbers in compute(suite, found).items():
        width, height = SIZES[name]
        figures.write(folder, name, numbers, getattr(figures, name).draw, width, height)


def compute(suite: Suite, found: Results) -> dict:
    """Return the numbers in each figure, a pandas.DataFrame by name.

    Parameters
    ----------
    suite : Suite
        All runs.
    found : Results
        What they gave.

    Returns
    -------
    dict of pandas.DataFrame
    """
    platings = suite.platings
    pictures = {anode: plating.times(plated) for anode, plated in platings.items()}
    own_centroid = {
        anode: plated.deposit.loc[plating.EARLY, "centroid"]
        for anode, plated in found.platings.items()
    }
    by_anode = sorted(cycling.TESTS, key=lambda test: ANODES.index(test.anode))
    tests = {_panel(test): found.cycling[test.key] for test in by_anode}
    balanced = {_panel(cycling.BY_KEY[key]): found.cycling[key] for key in BALANCED}
    paper = {
        _panel(cycling.BY_KEY[f"{figure} {ANODE}"]): value
        for figure, value in _paper(STABILISED).items()
    }
    return {
        "cross_section": figures.cross_section.compute(platings, pictures),
        "filling": figures.filling.compute(platings, pictures),
        "first_discharge": figures.first_discharge.compute(
            platings, plating.CURRENT, plating.EARLY, _paper(DIPS)
        ),
        "centroid_map": figures.centroid_map.compute(suite.rails, suite.marked, own_centroid),
        "metal_path_ranges": figures.metal_path_ranges.compute(suite.paths, metal_path.ranges()),
        "spike_against_current": figures.spike_against_current.compute(
            suite.spikes, plating.CURRENT, _paper(DIPS)
        ),
        "activation": figures.activation.compute(
            {pair: cycled.efficiency for pair, cycled in found.activation.items()}
        ),
        "voltage_profiles": figures.voltage_profiles.compute(
            found.cycling[cycling.TESTS[0].key].voltage
        ),
        "coulombic_efficiency": figures.coulombic_efficiency.compute(
            {panel: cycled.efficiency for panel, cycled in tests.items()}, paper
        ),
        "rate_series": figures.rate_series.compute(
            found.rates.efficiency, rates.CURRENTS, rates.cycles_at(found.effort)
        ),
        "lithium_ledger": figures.lithium_ledger.compute(
            {panel: cycled.ledger for panel, cycled in balanced.items()}, found.pores_hold
        ),
        "voltammogram": figures.voltammogram.compute(
            {anode: swept.curve for anode, swept in found.voltammetry.items()},
            {anode: swept.peaks for anode, swept in found.voltammetry.items()},
            {ANODE: {volts: PEAKS[key] for key, volts in _paper({k: k for k in PEAKS}).items()}},
        ),
        "nyquist": figures.nyquist.compute(found.impedance, _ends(found.impedance)),
        "bode": figures.bode.compute(found.impedance),
        "conductivity": figures.conductivity.compute(found.conduction, _paper(RISES)),
        "full_cells": figures.full_cells.compute(
            {_cell(cell): found.cycling[cell.key].efficiency for cell in full_cells.CELLS},
            {_cell(cell): found.cycling[cell.key].ledger for cell in full_cells.CELLS},
            {_cell(full_cells.BY_KEY[key]): value for key, value in _paper(LASTED).items()},
        ),
        "full_cell_voltage": figures.full_cell_voltage.compute(
            {full_cells.BY_KEY[key].name: found.cycling[key].voltage for key in PROFILES}
        ),
    }


def _ends(spectra):
    """Frequency at which the arc of a spectrum ends, of those that close [Hz]."""
    arcs = {pair: analysis.charge_transfer_resistance(each) for pair, each in spectra.items()}
    return {pair: arc["frequency [Hz]"] for pair, arc in arcs.items() if arc["closed"]}


def _paper(keys):
    targets = {target.id: target for target in read_targets(ANODE)}
    return {name: targets[key].numbers[0] for name, key in keys.items()}


def _cell(cell):
    """Anode and reserve."""
    return cell.anode, cell.reserve


def _panel(test):
    """Title of the panel that shows a test, and its anode."""
    return f"Fig. {test.figure}: {test.name}", test.anode
