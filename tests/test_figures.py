"""Figures: the numbers in them, never their pixels."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pybamm_miec import analysis, cli, figures, parameters, scorecard
from pybamm_miec import vocabulary as v
from pybamm_miec.figures import centroid_map, page
from pybamm_miec.scorecard import COLUMNS, pages, results
from pybamm_miec.scorecard.runs import (
    activation,
    cycling,
    full_cells,
    impedance,
    metal_path,
    plating,
    rails,
    rates,
    spikes,
    suite,
    voltammetry,
)
from pybamm_miec.scorecard.runs.effort import ANODE, ANODES, QUICK

pytestmark = pytest.mark.slow  # everything is run once
COARSE = replace(QUICK, at_most=3)
TEST = cycling.TESTS[0]
CE = "coulombic efficiency [%]"
POROUS = ANODES[:3]
UM_PER_MAH = 4.85  # of dense lithium, X01 of the targets


@pytest.fixture(scope="module")
def reports():
    """What is told while everything runs."""
    return []


@pytest.fixture(scope="module")
def ran(reports):
    return suite.run(COARSE, reports.append)


@pytest.fixture(scope="module")
def found(ran):
    return results.read(ran, COARSE)


@pytest.fixture(scope="module")
def numbers(ran, found):
    """What each figure shows, by its name."""
    return pages.compute(ran, found)


def of(shown, test):
    """What a figure shows of a test of cycling."""
    here = shown["panel"].str.startswith(f"Fig. {test.figure}:") & (shown["anode"] == test.anode)
    return shown[here]


def test_every_run_is_told(ran, reports):
    assert len(reports) == suite.steps(COARSE)
    beside = (
        cycling.TESTS,
        full_cells.CELLS,
        activation.PAIRS,
        impedance.PAIRS,
        voltammetry.ANODES,
    )
    assert reports.count("cycles, sweeps and spectra") == sum(map(len, beside)) + 1  # the rates
    assert {f"plating {anode}" for anode in ran.platings} <= set(reports)


# ---- cuts and profiles ----


def test_solid_metal_and_open_pores_are_all_of_a_cut(numbers):
    shares = numbers["cross_section"][["solid", "deposit", "open pore"]]
    np.testing.assert_allclose(shares.sum(axis=1), 1, rtol=1e-12)  # round-off
    assert (shares >= 0).all(axis=None)


def film_in_pores(solution, time):
    """As thick as if it were a layer of its own [um]."""
    model = solution.all_models[0]
    at, values = model.options.host, model.default_parameter_values
    if not (model.options.metal_films and model.options.metal_in_pores):
        return 0.0
    c_s = solution[at.key(v.c_s)].entries.mean(axis=0)  # even cells
    per_area = np.interp(time, solution.t, c_s) * values[at.key(v.L)]
    return 1e6 * values[at.key(v.V_f)] * per_area


@pytest.mark.parametrize("anode", ANODES)
def test_a_cut_shows_all_the_metal_there_is_and_its_film(anode, numbers, found, ran):
    cuts, times = numbers["cross_section"], plating.times(ran.platings[anode])
    for q, cut in cuts[cuts["anode"] == anode].groupby("plated [mA.h.cm-2]"):
        in_pores = cut["deposit"].mean() * cut["thickness of host [um]"].iloc[0]
        thickness = in_pores + cut["metal on face [um]"].iloc[0]
        metal = found.platings[anode].deposit.loc[q, "metal [mA.h.cm-2]"]
        film = film_in_pores(ran.platings[anode], times[q])
        # 4.85 is given to three digits
        assert thickness == pytest.approx(UM_PER_MAH * metal + film, rel=2e-3)


def test_a_foil_has_no_pores_to_show(numbers):
    cuts = numbers["cross_section"]
    foil = cuts[cuts["anode"] == "Cu"]
    assert list(foil["plated [mA.h.cm-2]"]) == list(plating.PICTURES)
    assert (foil["thickness of host [um]"] == 0).all()
    assert "Cu" not in set(numbers["filling"]["anode"])


@pytest.mark.parametrize("anode", POROUS)
def test_the_filling_is_that_of_the_deposit(anode, numbers, found):
    shown = numbers["filling"]
    profiles = shown[shown["anode"] == anode].groupby("plated [mA.h.cm-2]")
    # even cells: the mean over them is the mean over the depth
    means = profiles["filled share [-]"].mean()
    np.testing.assert_allclose(means, found.platings[anode].pictures["fill"], rtol=1e-12)
    for _, profile in profiles:
        assert profile["depth [um]"].is_monotonic_increasing


@pytest.mark.parametrize("anode", POROUS)
def test_pores_fill_from_one_picture_to_the_next(anode, numbers):
    shown = numbers["filling"]
    fill = shown[shown["anode"] == anode].pivot(
        index="depth [um]", columns="plated [mA.h.cm-2]", values="filled share [-]"
    )
    assert tuple(fill.columns) == plating.PICTURES
    # what is not reached yet holds the integrator's noise, and a part of what is isolated leaves no pore
    assert (fill.diff(axis=1).iloc[:, 1:] > -1e-6).all(axis=None)
    assert fill.max(axis=None) <= 1


# ---- the first discharge ----


@pytest.mark.parametrize("anode", ANODES)
def test_a_dip_is_the_lowest_voltage_below_the_plateau(anode, numbers):
    shown = numbers["first_discharge"]
    line = shown[shown["anode"] == anode]
    dip, plateau = line["dip [mV]"].iloc[0], line["plateau [V]"].iloc[0]
    early = line[line["capacity since 0 V [mA.h.cm-2]"] < plating.EARLY]
    lowest = early["voltage [V]"].min()
    # a curve that only falls has its lowest point at the plateau itself; both are read off between the points
    # of the curve, which are up to 0.2 mV away
    assert dip == pytest.approx(1000 * (plateau - min(lowest, plateau)), abs=0.2)


def test_the_discharge_is_counted_from_rest_and_from_0_V(numbers):
    ends = numbers["first_discharge"].groupby("anode").last()
    since = ends["capacity since 0 V [mA.h.cm-2]"]
    np.testing.assert_allclose(since, max(plating.PICTURES), rtol=1e-9)  # of the step's length
    before = ends["capacity [mA.h.cm-2]"] - since
    # 0.17 for the sites of its LLTO that are open at first, 0.03 that stay there, 0.04 for the first film
    assert before["LLTO@CNT"] == pytest.approx(0.24, abs=0.01)
    assert (before.drop("LLTO@CNT") < 0.01).all()


# ---- the map of conductivities ----


def test_the_model_is_the_closed_form(numbers):
    shown = numbers["centroid_map"]
    off = (shown["centroid [-]"] - shown["centroid by closed form [-]"]).abs()
    # a reaction that is thinner than a cell of the mesh is at its centre
    assert off.max() < 0.5 / (rails.FINER * COARSE.points["x_p"])


def test_the_closed_form_is_the_mean_of_the_profile():
    """Against quadrature of the profile of two rails over the depth."""
    kappa, sigma, nu = 0.2, 1e-2, 5.0
    X = (np.arange(20000) + 0.5) / 20000
    profile = np.cosh(nu * X) / sigma + np.cosh(nu * (1 - X)) / kappa
    expected = np.average(X, weights=profile)
    # the rule of the midpoint, (nu/n)^2/24
    assert centroid_map.closed_form(kappa, sigma, nu) == pytest.approx(expected, rel=1e-7)


def test_the_closed_form_does_not_overflow():
    """1 - 1/nu where electrons are short, 1/nu where ions are: nu = 1e4, of which sinh is infinite."""
    ends = centroid_map.closed_form(np.array([1.0, 1e-12]), np.array([1e-12, 1.0]), 1e4)
    # the next term is the ratio of the conductivities
    np.testing.assert_allclose(ends, [1 - 1e-4, 1e-4], rtol=1e-6)


def test_the_anodes_are_on_the_map_where_they_begin(numbers):
    shown = numbers["centroid_map"].set_index("point")
    named = shown[shown.index != centroid_map.GRID]
    assert list(named.index[:-1]) == list(POROUS)
    assert named.index[-1].endswith("starved of ions")
    first, starved = named.loc[["LLTO@CNT", named.index[-1]], "centroid [-]"]
    assert starved < 0.2 < first
    assert named.loc["LLTO", "centroid [-]"] > 0.9
    assert len(shown) == len(rails.GRID) + len(named)


# ---- paths and currents ----


def test_the_path_is_varied_over_the_range_of_the_set():
    rows = parameters.provenance("LLTO").set_index("symbol")
    thresholds = [p for p, _ in metal_path.ranges()["threshold"]]
    assert thresholds == list(rows.loc["p_c", ["low", "value", "high"]])
    lengths = [length for _, length in metal_path.ranges()["pore length"]]
    assert lengths[1] == rows.loc["l_p", "value"]
    assert lengths[2] == rows.loc["d_pore_max", "value"]


def test_a_path_that_forms_late_keeps_the_metal_at_the_collector(numbers):
    shown = numbers["metal_path_ranges"]
    of_all = shown.groupby(["changed", "threshold [-]", "pore length [um]"])["centroid [-]"].mean()
    # each apart by more than the integrator's share, 1e-4
    assert (of_all["threshold"].diff().iloc[1:] > 0.01).all()
    assert (of_all["pore length"].diff().iloc[1:] < -0.01).all()  # what reaches far conducts early


@pytest.mark.parametrize("anode", spikes.ANODES)
def test_a_spike_is_there_at_every_current_and_grows_with_it(anode, numbers, found):
    shown = numbers["spike_against_current"]
    line = shown[shown["anode"] == anode].set_index("current density [mA.cm-2]")
    if anode != "LLTO":  # whose plateau falls with the current as far as its dip does
        assert line["dip [mV]"].is_monotonic_increasing
    assert (line["dip [mV]"] > 0).all()
    at_paper = line.dropna()
    assert len(at_paper) == 1
    assert at_paper.index[0] == pytest.approx(plating.CURRENT, rel=1e-9)
    # counted from rest there and from 0 V here, so the step's length differs
    assert at_paper["dip [mV]"].iloc[0] == pytest.approx(found.platings[anode].dip, abs=2)


# ---- cycle after cycle ----


def test_the_voltage_is_plated_to_the_capacity_and_stripped_to_the_limit(numbers):
    ends = numbers["voltage_profiles"].groupby(["step", "cycle"]).last()
    plated, stripped = ends.loc["plating"], ends.loc["stripping"]
    assert list(plated.index) == [1, 2]  # of those shown, three cycles have these
    np.testing.assert_allclose(plated["capacity [mA.h.cm-2]"], TEST.capacity, rtol=1e-9)
    # the event is found to the integrator's tolerance
    np.testing.assert_allclose(stripped["voltage [V]"], cycling.STRIP_TO, atol=1e-4)


def test_the_voltage_gives_the_efficiency_too(numbers):
    ends = numbers["voltage_profiles"].groupby(["step", "cycle"]).last()["capacity [mA.h.cm-2]"]
    from_voltage = 100 * ends["stripping"] / ends["plating"]
    shown = of(numbers["coulombic_efficiency"], TEST).set_index("cycle")[CE]
    # the cycles that are shown are solved a second time
    np.testing.assert_allclose(from_voltage, shown.loc[[1, 2]], rtol=COARSE.rtol)


def test_the_pre_cycle_runs_through_its_window(found):
    """And is no part of the profiles or of the efficiencies."""
    voltage = found.cycling[TEST.key].voltage
    pre = voltage[voltage["cycle"] == 0]["voltage [V]"]
    # the events are found to the integrator's tolerance
    assert (pre.min(), pre.max()) == pytest.approx((0.0, 2.5), abs=1e-4)


def test_every_test_of_cycling_is_shown(numbers):
    shown = numbers["coulombic_efficiency"]
    assert list(shown["anode"].unique()) == list(ANODES)
    for test in cycling.TESTS:
        assert list(of(shown, test)["cycle"]) == [1, 2, 3]


def test_the_paper_stands_beside_its_own_anode(numbers):
    paper = "stabilised in the paper [%]"
    shown = numbers["coulombic_efficiency"]
    assert (of(shown, TEST)[paper] == 99.24).all()
    assert shown[shown["anode"] != ANODE][paper].isna().all()
    assert of(shown, cycling.BY_KEY[f"S7 {ANODE}"])[paper].isna().all()


@pytest.mark.parametrize("key", pages.BALANCED)
def test_the_stacked_lithium_is_what_came_through_the_terminal(key, numbers, ran):
    shown = of(numbers["lithium_ledger"], cycling.BY_KEY[key])
    charge = ran.cycling[key].ledger["charge in"].loc[0:]
    stacked = shown[list(figures.lithium_ledger.STOCKS)].sum(axis=1).to_numpy()
    # less what charges walls and face, 0.2 F.m-2 over at most 2.5 V
    walls = 25 if cycling.BY_KEY[key].anode == "LLTO" else 1
    np.testing.assert_allclose(
        stacked - stacked[0], charge - charge.loc[0], atol=walls * 0.5 / 36e3
    )


def test_the_pores_hold_what_their_volume_holds(found):
    assert found.pores_hold[ANODE] == pytest.approx(found.cell.pore_capacity, rel=1e-12)
    assert found.pores_hold["CNT"] > found.pores_hold["LLTO"]
    assert np.isnan(found.pores_hold["Cu"])


def test_the_capacity_grows_while_sites_open(numbers, found):
    shown = numbers["activation"]
    pairs = shown.groupby(["cut-off [V]", "current density [mA.cm-2]"])["lithiation [mA.h.cm-2]"]
    assert set(pairs.groups) == set(activation.PAIRS)
    for pair, taken in pairs:
        assert list(taken) == list(found.activation[pair].efficiency["lithiation [mA.h.cm-2]"])
        assert taken.iloc[2] > 1.01 * taken.iloc[1]  # the integrator leaves 1e-4


def test_each_current_has_its_cycles(numbers, found):
    shown = numbers["rate_series"]
    each = rates.cycles_at(COARSE)
    assert list(shown["current density [mA.cm-2]"]) == [
        i for i in rates.CURRENTS for _ in range(each)
    ]
    assert list(shown[CE]) == list(found.rates.efficiency[CE])


# ---- voltammetry and impedance ----


def test_a_voltammogram_shows_its_sweeps_its_peaks_and_those_of_the_paper(numbers, found):
    shown = numbers["voltammogram"]
    assert list(shown["anode"].unique()) == list(voltammetry.ANODES)
    for anode, swept in found.voltammetry.items():
        here = shown[shown["anode"] == anode]
        for kind, table in (("curve", swept.curve), ("peak", swept.peaks)):
            part = here[here["kind"] == kind]
            np.testing.assert_array_equal(part["current [mA.cm-2]"], table["current [mA.cm-2]"])
    paper = shown[shown["kind"] == "peak of the paper"]
    assert set(paper["anode"]) == {ANODE}
    assert dict(zip(paper["potential [V]"], paper["direction"], strict=True)) == {
        **dict.fromkeys((1.16, 1.55), "cathodic"),
        **dict.fromkeys((1.22, 1.6), "anodic"),
    }


def test_an_arc_ends_where_its_resistance_is_read_off(numbers, found):
    shown = numbers["nyquist"]
    for (anode, state), spectrum in found.impedance.items():
        here = shown[(shown["anode"] == anode) & (shown["state"] == state)]
        np.testing.assert_array_equal(here["real [Ohm]"], spectrum["real [Ohm]"])
        arc = analysis.charge_transfer_resistance(spectrum)
        end = here[here["arc ends"]]
        assert len(end) == arc["closed"]
        if arc["closed"]:  # read off between two frequencies, and marked at the nearer one
            f, marked = here["frequency [Hz]"], end["frequency [Hz]"].iloc[0]
            off = np.abs(np.log(f / arc["frequency [Hz]"]))
            assert marked == f[off.idxmin()]


def test_modulus_and_phase_are_the_impedance(numbers, found):
    shown = numbers["bode"].set_index(["anode", "state"])
    for pair, spectrum in found.impedance.items():
        line = shown.loc[[pair]]
        Z = line["modulus [Ohm]"] * np.exp(1j * np.radians(line["phase [deg]"]))
        expected = spectrum["real [Ohm]"] + 1j * spectrum["imaginary [Ohm]"]
        np.testing.assert_allclose(Z.to_numpy(), expected.to_numpy(), rtol=1e-12)  # round-off


def test_what_a_host_conducts_rises_as_on_the_scorecard(numbers, found):
    shown = numbers["conductivity"].set_index(["anode", "carrier"])
    for (anode, carrier), row in shown.iterrows():
        assert row["rise"] == found.rise(anode, carrier)
        assert row["lithiated [S.m-1]"] / row["at rest [S.m-1]"] == row["rise"]
    assert set(shown["rise in the paper"].dropna()) == {10.0}  # M09, M10: of LLTO@CNT alone
    assert shown["rise in the paper"].notna().groupby("anode").all().to_dict() == {
        anode: anode == ANODE for anode in found.conduction
    }


def test_units_are_printed_and_numbers_left_alone():
    assert page.readable("Fig. 4e: 0.5 mA.cm-2, 1 mA.h.cm-2") == "Fig. 4e: 0.5 mA cm⁻², 1 mA h cm⁻²"


# ---- files ----


def test_every_figure_has_numbers_and_a_size(numbers):
    assert set(numbers) == set(pages.SIZES)


@pytest.mark.parametrize("name", pages.SIZES)
def test_the_numbers_are_written_beside_the_picture(name, numbers, tmp_path):
    figure = getattr(figures, name)
    picture, table = figures.write(tmp_path, name, numbers[name], figure.draw, *pages.SIZES[name])
    assert picture.read_bytes().startswith(b"\x89PNG")
    read = pd.read_csv(table)
    # six digits are written, of a whole number none
    pd.testing.assert_frame_equal(read, numbers[name], rtol=1e-5, atol=1e-12, check_dtype=False)


def test_the_command_writes_the_scorecard_and_all_figures(ran, tmp_path, capsys, monkeypatch):
    """Of these runs; that the command makes its own is seen wherever it is used."""
    monkeypatch.setenv("PYBAMM_DISABLE_TELEMETRY", "true")
    monkeypatch.setattr(scorecard, "QUICK", COARSE)
    monkeypatch.setattr(suite, "run", lambda effort, report: ran)
    other = tmp_path / "mine.txt"
    other.write_text("as it was")
    assert cli.main(["reproduce", "--quick", "--out", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert "quick" in told.out.splitlines()[0]
    assert "Traceback" not in told.err
    card = pd.read_csv(tmp_path / "scorecard.csv", keep_default_na=False)
    assert tuple(card.columns) == COLUMNS
    assert len(card) == 97  # the rows of targets.csv
    made = {path.name for path in tmp_path.iterdir()}
    pictures = {f"{name}{ending}" for name in pages.SIZES for ending in (".png", ".csv")}
    assert made == {*pictures, "scorecard.csv", "mine.txt"}
    assert other.read_text() == "as it was"


# ---- full cells ----


@pytest.mark.parametrize("cell", full_cells.CELLS, ids=lambda cell: cell.key)
def test_a_full_cell_is_shown_from_cycle_to_cycle(cell, numbers, found):
    shown = numbers["full_cells"]
    shown = shown[(shown["anode"] == cell.anode) & (shown["reserve"] == cell.reserve)]
    ran = found.cycling[cell.key]
    assert list(shown["cycle"]) == list(ran.efficiency.index)
    assert list(shown["capacity [mA.h.cm-2]"]) == list(ran.efficiency["delithiation [mA.h.cm-2]"])
    stocks = list(figures.lithium_ledger.STOCKS)
    # what a discharge leaves behind is in a stock, but for the charge of the walls, 1e-5
    held = shown[stocks].sum(axis=1).to_numpy() - ran.ledger.loc[0, stocks].sum()
    assert held == pytest.approx(ran.ledger["charge in"].loc[1:], abs=1e-4)


def test_the_paper_s_cycles_are_marked(numbers):
    shown = numbers["full_cells"].drop_duplicates(["anode", "reserve"])
    marked = shown.set_index(["anode", "reserve"])["cycle in the paper"].dropna().to_dict()
    assert marked == {(ANODE, "N/P 4"): 250, (ANODE, "N/P 2"): 190, ("Cu", "N/P 4"): 35}


def test_a_charge_ends_at_the_upper_limit_and_a_discharge_at_the_lower(numbers):
    """To the solver's finding of the event."""
    ends = numbers["full_cell_voltage"].groupby(["step"])["voltage [V]"]
    assert ends.max()["charge"] == pytest.approx(full_cells.WINDOW[1], abs=1e-3)
    assert ends.min()["discharge"] == pytest.approx(full_cells.WINDOW[0], abs=1e-3)
