"""The figures of a reproduction: which runs each shows, and how large it is."""

from pathlib import Path

from pybamm_miec import figures
from pybamm_miec.scorecard.results import Results
from pybamm_miec.scorecard.runs import cycling, metal_path, plating
from pybamm_miec.scorecard.runs.effort import ANODE
from pybamm_miec.scorecard.runs.suite import Suite
from pybamm_miec.scorecard.targets import read_targets

SIZES = {
    "cross_section": (7.6, 9.4),
    "filling": (9.0, 3.4),
    "first_discharge": (9.0, 3.8),
    "centroid_map": (7.0, 4.6),
    "metal_path_ranges": (9.0, 3.4),
    "spike_against_current": (5.6, 3.6),
    "voltage_profiles": (9.0, 3.4),
    "coulombic_efficiency": (9.0, 3.4),
    "lithium_ledger": (9.0, 3.4),
}  # [inch]
STABILISED = {"4e": "C02", "4f": "C06", "4g": "C10"}  # what the paper reports for each test
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
    platings, names = suite.platings, {test.figure: test.name for test in cycling.TESTS}
    pictures = {anode: plating.times(plated) for anode, plated in platings.items()}
    own_centroid = {
        anode: plated.deposit.loc[plating.EARLY, "centroid"]
        for anode, plated in found.platings.items()
    }
    shown = cycling.TESTS[0]
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
        "voltage_profiles": figures.voltage_profiles.compute(
            suite.cycling[shown.figure], cycling.SHOWN, shown.current_density
        ),
        "coulombic_efficiency": figures.coulombic_efficiency.compute(
            _renamed(found.efficiency, names), _renamed(_paper(STABILISED), names)
        ),
        "lithium_ledger": figures.lithium_ledger.compute(
            _renamed(found.ledger, names), found.cell.pore_capacity
        ),
    }


def _paper(keys):
    targets = {target.id: target for target in read_targets(ANODE)}
    return {name: targets[key].numbers[0] for name, key in keys.items()}


def _renamed(by_figure, names):
    return {names[figure]: value for figure, value in by_figure.items()}
