"""Which column of the input is which column of a measurement, and by what it is multiplied."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pybamm_miec.measurements import kinds as k
from pybamm_miec.measurements.columns import CHARGE, DISCHARGE, NAMES, Header, names_of, take_apart
from pybamm_miec.measurements.description import Description
from pybamm_miec.measurements.refused import refuse
from pybamm_miec.measurements.scaling import scale, sign_of
from pybamm_miec.refusal import ending


def error_key(column: str) -> str:
    """Return what the error of a column is called while rows are read."""
    return f"error of {column}"


class Source(NamedTuple):
    """A column of the input.

    Attributes
    ----------
    header : str
        As it stands there.
    column : str
        What it is in the measurement, or the column that it is the error of.
    is_error : bool
        Whether it is the error.
    factor : float
        To the unit and sign of the measurement [-].
    """

    header: str
    column: str
    is_error: bool
    factor: float

    @property
    def key(self) -> str:
        """What it is called while rows are read."""
        return error_key(self.column) if self.is_error else self.column


@dataclass(frozen=True)
class Layout:
    """How the input is laid out.

    Attributes
    ----------
    form : Form
        Of the measurement.
    sources : tuple of Source
        Columns that are read.
    constants : tuple of (Source, object)
        Columns with one value, and the errors that are one number.
    ignored : tuple of str
        Headers that nothing is made of.
    """

    form: k.Form
    sources: tuple[Source, ...]
    constants: tuple[tuple[Source, Any], ...]
    ignored: tuple[str, ...]


def lay_out(headers: Sequence[str], about: Description) -> Layout:
    """Return where each column of the measurement is in the input.

    Raises
    ------
    MeasurementError
        For a column that is missing, there twice, or without what its unit or sign needs.
    """
    _check_headers(headers, about)
    names = {header: take_apart(about.columns.get(header, header)) for header in headers}
    constant = {header: take_apart(header) for header in about.constant}
    errors = {header: take_apart(header)._replace(is_error=True) for header in about.error}
    form = _form((*names.values(), *constant.values()), about)
    found = [(header, _column(name, form, about)) for header, name in names.items()]
    sources = tuple(
        _source(header, names[header], column, about) for header, column in found if column
    )
    constants = tuple(
        (_source(header, name, _known(header, name, form, about), about), value)
        for given, values in ((constant, about.constant), (errors, about.error))
        for (header, name), value in zip(given.items(), values.values(), strict=True)
    )
    _check_once((*sources, *(source for source, _ in constants)), about)
    columns = {s.column for s in (*sources, *(s for s, _ in constants)) if not s.is_error}
    if not columns.issuperset(form.needed) or not columns.intersection(form.observed):
        refuse(
            about.where,
            f"a table of kind {about.kind!r} must hold {k.words_for(about.kind)}, got "
            f"{tuple(headers)}; say which is which in [columns], and what is the same in all rows in "
            "[constant].",
        )
    return Layout(form, sources, constants, tuple(h for h, column in found if not column))


def _check_headers(headers: Sequence[object], about: Description) -> None:
    for header in headers:
        if not isinstance(header, str):
            refuse(about.where, f"headers must be names with a unit, got {header!r}.")
    for n, header in enumerate(headers):
        if header in headers[:n]:
            refuse(about.where, f"the header {header!r} is there twice; keep one of the columns.")
    for header in about.columns:
        if header not in headers:
            got = tuple(map(str, headers))
            refuse(
                f"{about.where}, columns",
                f"must be headers of the table, {got}, got {header!r}{ending(header, got)}",
            )


def _form(names: Iterable[Header], about: Description) -> k.Form:
    """The form of this kind that lacks the least; of several, the first."""
    words = [name.name for name in names]

    def lacks(form: k.Form) -> int:
        return sum(not set(words) & set(NAMES[column].names) for column in form.needed)

    return min(k.KINDS[about.kind], key=lacks)


def _column(name: Header, form: k.Form, about: Description) -> str | None:
    """The column of a form that has this name; None if none has."""
    for column in form.columns:
        if name.name in names_of(column, about.charge):
            return column
    seen = [c for c in form.observed]
    if name.is_error and not name.name and len(seen) == 1:
        return seen[0]
    if about.kind == "cycles" and about.charge is None and name.name in (*CHARGE, *DISCHARGE):
        refuse(
            f"{about.where}, {name.name!r}",
            "which way the host goes is not said; charge must be 'delithiation' (a half cell) or "
            "'lithiation' (a full cell).",
        )
    return None


def _known(header: str, name: Header, form: k.Form, about: Description) -> str:
    column = _column(name, form, about)
    if column is None:
        refuse(
            f"{about.where}, {header!r}",
            f"must be one of the columns {form.columns}{ending(header, form.columns)}",
        )
    return column


def _source(header: str, name: Header, column: str, about: Description) -> Source:
    where = f"{about.where}, {header!r}"
    what = NAMES[column].what
    if what in ("count", "word"):
        return Source(header, column, name.is_error, 1.0)
    factor = scale(column, name.unit, about, where)
    sign = sign_of(column, about, where)
    return Source(
        header,
        column,
        name.is_error,
        factor if name.is_error else factor * sign * (-1) ** name.is_minus,
    )


def _check_once(sources: Sequence[Source], about: Description) -> None:
    seen: dict[str, str] = {}
    for source in sources:
        if source.key in seen:
            refuse(
                about.where,
                f"{seen[source.key]!r} and {source.header!r} are both the {source.key}; keep one of "
                "them, or call the other otherwise in [columns].",
            )
        seen[source.key] = source.header
