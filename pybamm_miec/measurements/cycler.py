"""Files of cyclers, read by ionworksdata, which is not needed otherwise."""

import warnings
from pathlib import Path

import pandas as pd

from pybamm_miec.errors import MeasurementError
from pybamm_miec.measurements.refused import refuse

READER = "ionworksdata"
TOLD = (
    "ionworksdata leaves out rows without voltage or current, lets time begin at 0, moves equal times "
    "apart, and turns currents by how the voltage answers."
)


def read_cycler(path: Path, reader: str, where: str) -> tuple[pd.DataFrame, list[str]]:
    """Return the table of a cycler's file, and what the reader has to say about it.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    reader : str
        "ionworksdata", or with the make of the cycler as in "ionworksdata:neware".
    where : str
        What messages call it.

    Returns
    -------
    pandas.DataFrame
        With PyBaMM's names, current positive on discharge.
    list of str
        What is left out or changed.

    Raises
    ------
    MeasurementError
        When ionworksdata is not installed or can't read the file.
    """
    try:
        from ionworksdata.read import time_series
    except ImportError:
        refuse(
            where,
            "the reader 'ionworksdata' is not installed; pip install 'pybamm-miec[cyclers]' (Python 3.11 or "
            "newer), or export the file as CSV.",
        )
    make = reader.partition(":")[2] or None
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            table = time_series(path, make)
        except Exception as error:  # whatever a reader of a dozen formats meets
            raise MeasurementError(
                f"{where}: ionworksdata can't read it, {error}; say which cycler it is from, as in reader = "
                "'ionworksdata:neware', or export it as CSV."
            ) from error
    columns = {name: table[name].to_numpy() for name in table.columns}  # to_pandas() needs pyarrow
    return pd.DataFrame(columns), [TOLD, *(f"ionworksdata: {warning.message}" for warning in told)]
