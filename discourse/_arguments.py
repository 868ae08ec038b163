"""The arguments of public functions: each is held against what the signature says, before any work is done.

`checked` reads the type hints, so that they are said once: a corpus, text, a list of texts, true or false, one of a few
values. It leaves to the functions what they know better than a hint tells: the columns of a table (`schema.need`),
and the range of a number (`need_whole` and those below it).
"""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from functools import cache, wraps
from numbers import Integral, Real
from types import SimpleNamespace, UnionType
from typing import Any, Literal, ParamSpec, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd

from discourse import _types
from discourse.schema import shown

P = ParamSpec("P")
R = TypeVar("R")
#: Where one of these is among the types of a hint, the function itself looks at the argument.
_LEFT: set[object] = {pd.DataFrame, pd.Series, np.ndarray, int, float}
#: Parameters of which the functions have more to say than that they are strings or lists.
_OWN = {"freq", "groups", "names"}
_LISTS: set[object] = {list, tuple, Sequence}
#: What is needed, in words: one, and several.
_SAYS: dict[object, tuple[str, str]] = {
    str: ("a string", "strings"),
    bool: ("True or False", "truth values"),
    type(None): ("None", "Nones"),
    os.PathLike: ("a path", "paths"),
    re.Pattern: ("a compiled regular expression", "regular expressions"),
    Mapping: ("a mapping, such as a dict,", "mappings"),
    Callable: ("a function", "functions"),
}
#: What to do, for the classes that are asked for by name: where one is needed, and where None will do as well.
_REMEDIES = {
    "Corpus": ("a Corpus is needed, such as the result of load_corpus(...)", "a Corpus or None is needed"),
    "Axes": (
        "a matplotlib Axes is needed, such as the result of a plot_ function",
        "a matplotlib Axes is needed, or None for a new figure",
    ),
    "Graph": (
        "a networkx Graph is needed, such as the result of make_graph(...)",
        "a networkx Graph or None is needed",
    ),
}


class _Elsewhere(type):
    """A class of `_types` that is asked for only where its library is loaded: without it, nothing is of the class."""

    def __instancecheck__(cls, value: object) -> bool:
        module = sys.modules.get(_types.WHERE[cls.__name__])
        return module is not None and isinstance(value, getattr(module, cls.__name__))


_ELSEWHERE = SimpleNamespace(**{name: _Elsewhere(name, (), {}) for name in _types.WHERE})


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """The function, with its arguments held against its type hints.

    A wrong type is a TypeError, and a value that a `Literal` does not have a ValueError. The hints are read at the
    first call, so that importing does no work.

    >>> @checked
    ... def add(word: str, *, to: list[str] | None = None, twice: bool = False): ...
    >>> add("war", to="peace")
    Traceback (most recent call last):
        ...
    TypeError: to is 'peace'; a list of strings or None is needed
    """
    names = tuple(inspect.signature(function).parameters)
    hints = cache(lambda: _hints_of(function))

    @wraps(function)
    def held(*args: P.args, **kwargs: P.kwargs) -> R:
        known = hints()
        for name, value in (*zip(names, args, strict=False), *kwargs.items()):
            if name in known and not any(_fits(value, part) for part in known[name]):
                _refuse(value, known[name], name)
        return function(*args, **kwargs)

    return held


def need_whole(value: object, what: str, remedy: str, *, least: int = 1, most: float = float("inf")) -> None:
    """Raise an error unless `value`, called `what`, is a whole number from `least` to `most`.

    >>> need_whole(0, "window", "give a whole number of words from 1 on")
    Traceback (most recent call last):
        ...
    ValueError: window is 0; give a whole number of words from 1 on
    """
    if not isinstance(value, Integral) or isinstance(value, bool) or not least <= int(value) <= most:
        raise ValueError(f"{what} is {shown(value)}; {remedy}")


def need_number(value: object, what: str, remedy: str, *, above: float, most: float) -> None:
    """Raise an error unless `value`, called `what`, is a number above `above` and at most `most`.

    >>> need_number(float("nan"), "per", "give a number of words above 0", above=0, most=10**9)
    Traceback (most recent call last):
        ...
    ValueError: per is nan; give a number of words above 0
    """
    if not isinstance(value, Real) or isinstance(value, bool) or not above < cast(float, value) <= most:
        raise ValueError(f"{what} is {shown(value)}; {remedy}")


def need_min_n(min_n: object) -> None:
    """Raise an error unless `min_n` is a number of occurrences."""
    need_whole(min_n, "min_n", "give a whole number of occurrences, at least 1; with 1, nothing is left out")


def need_per(per: object, *, optional: bool = False) -> None:
    """Raise an error unless `per` is the base of a rate, or None where it is `optional`."""
    if not optional or per is not None:
        need_number(per, "per", "a positive number of words is needed, such as 1000", above=0, most=10**9)


def need_limit(limit: object, of: str, what: str = "limit") -> None:
    """Raise an error unless `limit` is how many of something are drawn at most, or None."""
    if limit is not None:
        need_whole(limit, what, f"give a whole number above 0, or None for all{of and ' '}{of}")


def need_seed(seed: object) -> None:
    """Raise an error unless `seed` can start a random generator."""
    need_whole(seed, "seed", "give a whole number of at least 0; the same seed gives the same result", least=0)


def need_rolling(rolling: object, freq: object) -> None:
    """Raise an error unless `rolling` is a number of periods of `freq`."""
    most = 1 if freq is None else 1000
    need_whole(rolling, "rolling", "give a whole number of periods, and also freq", most=most)


def _hints_of(function: Callable) -> dict[str, tuple]:
    """The types of the parameters that are looked at here."""
    said = {n: p.annotation for n, p in inspect.signature(function).parameters.items() if n not in _OWN}
    known = {**function.__globals__, "_types": _ELSEWHERE}  # so that no library is imported for its hints
    hints = get_type_hints(SimpleNamespace(__annotations__=said), globalns=known)
    parts = {
        name: get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,) for name, hint in hints.items()
    }
    return {name: some for name, some in parts.items() if not _LEFT & set(some)}


def _fits(value: object, hint: object) -> bool:
    """Is the value of this type? Whatever holds several things is a list, but for text and tables."""
    kind: Any = get_origin(hint) or hint
    inside = get_args(hint)
    if kind is Literal:
        return isinstance(value, Hashable) and value in inside
    if kind is bool:
        return isinstance(value, bool | np.bool_)
    if kind in _LISTS:
        if not isinstance(value, Collection) or isinstance(value, str | bytes | Mapping | pd.DataFrame):
            return False
        return not inside or all(_fits(member, inside[0]) for member in value)
    return isinstance(value, kind)


def _refuse(value: object, hints: tuple, name: str) -> None:
    few = [allowed for hint in hints if get_origin(hint) is Literal for allowed in get_args(hint)]
    if few:
        raise ValueError(f"{name} is {shown(value)}; choose one of {', '.join(map(repr, few))}")
    remedies = _REMEDIES.get(getattr(hints[0], "__name__", ""))
    if remedies:
        raise TypeError(f"{name} is {shown(value, whole=False)}; {remedies[len(hints) - 1]}")
    *others, last = (_say(hint) for hint in hints)
    raise TypeError(f"{name} is {shown(value)}; {', '.join(others)}{' or ' if others else ''}{last} is needed")


def _say(hint: object) -> str:
    """What is needed, in words.

    >>> [_say(hint) for hint in (str, list[str], bool)]
    ['a string', 'a list of strings', 'True or False']
    """
    kind, inside = get_origin(hint) or hint, get_args(hint)
    if kind in _LISTS:
        return f"a list of {_SAYS[inside[0]][1] if inside[0] in _SAYS else inside[0].__name__}" if inside else "a list"
    name = getattr(kind, "__name__", str(kind))
    return _SAYS[kind][0] if kind in _SAYS else f"a {name}"
