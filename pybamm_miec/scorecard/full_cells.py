"""Comparisons of full cells with NCM622: how they are built and cycled, and how they last."""

from pybamm_miec.scorecard import copper_cells, host_cells
from pybamm_miec.scorecard.compare import Claim, Number
from pybamm_miec.scorecard.runs.full_cells import CHARGE, DISCHARGE, WINDOW

ROWS: tuple[Number | Claim, ...] = (
    *(
        Number(key, "input", lambda results, x=x: x, 0.0, "cells are cycled so")
        for key, x in (("F01", WINDOW[0]), ("F02", WINDOW[1]), ("F03", CHARGE), ("F04", DISCHARGE))
    ),
    Number(
        "F05",
        "input",
        lambda results: (host_cells.PLENTY.n_to_p, host_cells.SPARE.n_to_p),
        (0.0, 0.0),
        "cells are built so",
    ),
    *copper_cells.ROWS,
    *host_cells.ROWS,
)
