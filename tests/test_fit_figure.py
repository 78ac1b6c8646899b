"""The picture of a fit: whoever sees it alone knows what was measured, and how far the model is off."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from pybamm_miec.figures import fit, page

LONG = (
    "our cells 12 to 18, cycled at 25 °C by someone else; Fig. 3 of a report with a long title, "
    * 4
)


def numbers(*, source="Fig. 3", cycles=(1, 2), single=2):
    """A voltammogram of some cycles, an efficiency, and single numbers, as `compute` returns them."""
    at = np.linspace(0, 2.5, 20)
    rows = [
        {
            **{"measurement": 1, "column": "current [mA.cm-2]", "axis": "potential [V]", "at": x},
            **{"series": f"cycle {n}", "measured": np.sin(x) + n, "error": 0.1, "model": np.sin(x)},
        }
        for n in cycles
        for x in at
    ]
    rows += [
        {
            **{"measurement": 2, "column": "coulombic efficiency [%]", "axis": "cycle", "at": n},
            **{"series": "", "measured": 99.0, "error": 0.2, "model": 99.4},
        }
        for n in range(1, 21)
    ]
    rows += [
        {
            **{"measurement": 3 + k, "column": "value", "axis": "observable", "series": ""},
            **{"at": "peak potential", "measured": 1.2, "error": 0.02, "model": 1.21},
        }
        for k in range(single)
    ]
    table = pd.DataFrame(rows).assign(source=source, cell="coin 12")
    return table.assign(off=(table["model"] - table["measured"]) / table["error"])


def drawn(table):
    figure = Figure(figsize=fit.size(table), layout="constrained")
    with mpl.rc_context(page.LOOK):
        fit.draw(table, figure)
    figure.draw_without_rendering()
    return figure


def words(figure):
    """All that is written but for the ticks, of which some are out of sight."""
    ticks = {
        id(label)
        for axes in figure.axes
        for label in (*axes.get_xticklabels(which="both"), *axes.get_yticklabels(which="both"))
    }
    texts = figure.findobj(mpl.text.Text)
    return [t for t in texts if t.get_text() and t.get_visible() and id(t) not in ticks]


@pytest.mark.parametrize("source", ["Fig. 3", LONG])
@pytest.mark.parametrize("single", [0, 1, 12])
def test_nothing_that_is_written_is_cut_off(source, single):
    figure = drawn(numbers(source=source, single=single))
    cut = [
        text.get_text()
        for text in words(figure)
        if not figure.bbox.padded(1).contains(*text.get_window_extent().min)
        or not figure.bbox.padded(1).contains(*text.get_window_extent().max)
    ]
    assert cut == []


def test_a_panel_says_what_was_measured_of_which_cell_and_how_far_the_model_is_off():
    titles = [axes.get_title(loc="left") or axes.get_title() for axes in drawn(numbers()).axes]
    assert "coulombic efficiency, coin 12: off by 2 errors (rms)" in titles
    assert sum("current, coin 12" in title for title in titles) == 1


def test_axes_have_units_and_words_say_which_is_model_and_which_measured():
    told = [text.get_text() for text in words(drawn(numbers()))]
    for label in ("current (mA cm⁻²)", "potential (V)", "coulombic efficiency (%)"):
        assert label in told
    assert "measured, with one standard error" in told
    assert "model at the optimum" in told


def test_a_long_source_is_cut_with_dots_and_a_short_one_is_whole():
    told = [text.get_text() for text in words(drawn(numbers(source=LONG)))]
    (head, _) = (text for text in told if text.startswith("our cells 12"))
    assert head.endswith("…")
    assert head.count("\n") == fit.LINES - 1
    assert "Fig. 3" in [text.get_text() for text in words(drawn(numbers()))]


def test_what_is_left_is_drawn_in_errors_where_a_bar_can_be_seen():
    """A bar of one error to either side, as tall as a tenth of its panel or more, of errors up to 3."""
    figure = drawn(numbers(cycles=(1,), single=0))
    below = [axes for axes in figure.axes if "errors" in axes.get_ylabel()]
    assert len(below) == 2
    for axes in below:
        (points,) = axes.containers
        (bars,) = points[2]
        lengths = [np.ptp(bar[:, 1]) for bar in bars.get_segments()]
        assert lengths == pytest.approx([2.0] * len(lengths))
    efficiency = below[1]
    assert 2.0 / np.ptp(efficiency.get_ylim()) > 0.1


@pytest.mark.parametrize(("count", "named"), [(2, 2), (8, 8), (20, 2)])
def test_many_series_are_named_by_the_first_and_the_last(count, named):
    figure = drawn(numbers(cycles=tuple(range(1, count + 1))))
    assert len(figure.axes[0].get_legend().get_texts()) == named


def test_one_curve_needs_no_name():
    figure = drawn(numbers(cycles=(1,)).assign(series=""))
    assert figure.axes[0].get_legend() is None


def test_cycles_are_counted_in_whole_numbers_from_0():
    axes = Figure().subplots()
    axes.plot([1, 2, 3], [99, 98, 97])
    page.count_cycles(axes)
    assert axes.get_xlim()[0] == 0
    assert all(tick == round(tick) for tick in axes.get_xticks())


def test_a_measurement_that_no_run_came_to_is_drawn_all_the_same():
    table = numbers()
    table.loc[table["measurement"] == 2, ["model", "off"]] = np.nan
    titles = [axes.get_title(loc="left") or axes.get_title() for axes in drawn(table).axes]
    assert "coulombic efficiency, coin 12: the run does not come to it" in titles
