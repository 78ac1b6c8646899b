"""Arithmetic in symbols, for values that are derived from others.

Numbers, symbols, parentheses, ``+ - * / **``, ``exp log sqrt`` and the constants ``pi``, ``F``
(Faraday), ``R`` (gas) and ``N_A`` (Avogadro), in SI units and with the digits that PyBaMM uses.
Nothing else is evaluated, so a parameter file can't run code.
"""

import ast
import math
import operator
from collections.abc import Callable

import pybamm

from pybamm_miec.errors import ParameterSetError
from pybamm_miec.parameters._refusal import refuse

_F, _R, _E = (
    float(c.value) for c in (pybamm.constants.F, pybamm.constants.R, pybamm.constants.q_e)
)

CONSTANTS = {"pi": math.pi, "F": _F, "R": _R, "N_A": _F / _E}
_FUNCTIONS = {"exp": math.exp, "log": math.log, "sqrt": math.sqrt}
_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: math.pow,  # refuses what ** would answer with a complex number
}
RESERVED = frozenset({*CONSTANTS, *_FUNCTIONS})

Lookup = Callable[[str], float]


def evaluate(where: str, formula: str, lookup: Lookup) -> float:
    """Return the value of a formula.

    Parameters
    ----------
    where : str
        The row it belongs to, for messages.
    formula : str
        For instance ``"4 * phi / d"``.
    lookup : callable
        From a symbol to its value.

    Returns
    -------
    float
        The value, in the unit that the row states; units are not computed.

    Raises
    ------
    ParameterSetError
        For anything that is no arithmetic, or has no finite value.
    """
    try:
        value = _value(_parsed(where, formula), where, lookup)
    except ParameterSetError:
        raise
    except (ArithmeticError, ValueError) as error:
        refuse(where, f"formula {formula!r} has no value, {error}.")
    if not math.isfinite(value):
        refuse(where, f"formula {formula!r} must give a finite number, got {value!r}.")
    return value


def symbols(formula: str) -> set[str]:
    """Return the symbols that a formula reads, constants and functions left out."""
    nodes = ast.walk(ast.parse(formula, mode="eval"))
    return {node.id for node in nodes if isinstance(node, ast.Name)} - RESERVED


def _parsed(where: str, formula: str) -> ast.expr:
    try:
        return ast.parse(formula, mode="eval").body
    except SyntaxError as error:
        refuse(where, f"formula {formula!r} is no arithmetic, {error.msg}.")


def _value(node: ast.expr, where: str, lookup: Lookup) -> float:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)
        case ast.Name(id=name):
            return CONSTANTS[name] if name in CONSTANTS else lookup(name)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_value(left, where, lookup), _value(right, where, lookup))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, where, lookup)
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name](_value(argument, where, lookup))
    refuse(
        where,
        f"a formula may use numbers, symbols, + - * / ** and {tuple(_FUNCTIONS)}, "
        f"got {ast.unparse(node)!r}.",
    )
