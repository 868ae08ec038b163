"""Options of a study file: what a function takes, its signature tells.

An option has the name and the default of a parameter, and the types of its annotation that a TOML file can hold. What
cannot be written in a study, such as a table, is named there.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

#: Types of annotations, and what they are in a study.
_WRITTEN: dict[object, type] = {
    str: str, int: int, float: float, bool: bool, list: list, tuple: list, Sequence: list, dict: dict, Mapping: dict,
}  # fmt: skip
_SAYS = {
    str: "a text in quotation marks",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


@dataclass(frozen=True)
class Option:
    """What a study may say for one key.

    Attributes
    ----------
    kinds : the types that the value can have, of those of `_SAYS`
    needed : must it be there?
    default : what holds where the study does not say
    allowed : the only values, if they are few
    """

    kinds: tuple[type, ...]
    needed: bool = False
    default: Any = None
    allowed: tuple = ()

    def fits(self, value: object) -> bool:
        """Is the value of one of the types? True and false are no numbers; a whole number is a number.

        >>> [Option((int,)).fits(value) for value in (3, 3.0, True)], Option((float,)).fits(3)
        ([True, False, False], True)
        """
        if isinstance(value, bool):
            return bool in self.kinds
        return isinstance(value, self.kinds) or (isinstance(value, int) and float in self.kinds)

    @property
    def says(self) -> str:
        """What is needed, in words.

        >>> Option((str, list)).says
        'a text in quotation marks or a list'
        """
        return " or ".join(_SAYS[kind] for kind in self.kinds)


def parameters_of(function: Callable) -> Mapping[str, inspect.Parameter]:
    """The parameters of a function; of one that stands for another (`functools.wraps`), those of the other."""
    return inspect.signature(function).parameters


def options_of(function: Callable, *, leave_out: Collection[str] = ()) -> dict[str, Option]:
    """The parameters of a function as options of a study.

    >>> def count(corpus, *, by: list[str] | None = None, window: int, per: float = 1000): ...
    >>> for name, option in options_of(count, leave_out=("corpus",)).items():
    ...     print(name, option.says, option.needed, option.default)
    by a list False None
    window a whole number True None
    per a number False 1000
    """
    asked = {name: p for name, p in parameters_of(function).items() if name not in leave_out}
    types = _types_of(function, asked)
    return {name: _option(parameter, types.get(name)) for name, parameter in asked.items()}


def _types_of(function: Callable, names: Collection[str]) -> dict[str, object]:
    """The annotations of these parameters and of no others: those of plots would import matplotlib."""
    origin = inspect.unwrap(function)
    said = {name: hint for name, hint in inspect.get_annotations(origin).items() if name in names}
    return get_type_hints(SimpleNamespace(__annotations__=said), globalns=origin.__globals__)


def _option(parameter: inspect.Parameter, annotation: object) -> Option:
    parts = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    allowed = tuple(value for part in parts if get_origin(part) is Literal for value in get_args(part))
    written = (_WRITTEN.get(get_origin(part) or part) for part in parts)
    kinds = dict.fromkeys([*(kind for kind in written if kind is not None), *map(type, allowed)])
    needed = parameter.default is parameter.empty
    return Option(tuple(kinds) or (str,), needed, None if needed else parameter.default, allowed)
