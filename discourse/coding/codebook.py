"""Codebooks: the codes, their values, the meaning of each value, and when not to use it.

A codebook is a TOML file that people write and cite. Here it becomes a table, with one row for each code and one row
for each value. So the coder (`discourse.coding.widget`), the report of a study and its manifest show the same words.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.coding.reliability import CANNOT_SAY
from discourse.readers.encoding import Unreadable, read_bytes

#: The column of a coded file that holds what coders write beside their codes.
NOTE = "note"
#: What a code can be: one of some values, a number, or stretches of text that coders mark.
KINDS = ("values", "number", "spans")
_TAKEN = {*schema.TABLES["sample"], NOTE}
_SAID = ("definition", "not_when", "examples")
_LARGEST = 2**24


class Code(NamedTuple):
    """A code: its name, its kind (see `KINDS`), and its values, none but for the first kind."""

    name: str
    kind: str
    values: tuple[str, ...] = ()


@checked
def load_codebook(path: str | os.PathLike) -> pd.DataFrame:
    """Load a codebook in TOML as a table. If it has mistakes, one message lists all of them.

    Parameters
    ----------
    path : str or path
        A TOML file with a section for each code::

            [codes.negative]
            values = ["yes", "no"]                        # or "number", or "spans": coders mark parts of the text
            definition = "The sentence speaks badly of somebody."
            not_when = "It only reports that somebody else does."
            examples = ["A shabby deal.", "They failed again."]

        You can also define each value. There are two ways, and both replace the list of values. For definitions only,
        write ``values = { yes = "...", no = "..." }``. To add not_when and examples, write a section for each value,
        such as ``[codes.negative.values.yes]``.

    Returns
    -------
    DataFrame
        code, kind, value, definition, not_when, examples. `code_sample` takes this table. Each code has one row for the
        code itself, in which value is NA. The rows of its values follow. The kind is values, number or spans. Examples
        are separated by line breaks. Anything that the file does not give is NA.

    Raises
    ------
    ValueError
        If the file cannot be read, or has no codes. If a code has no definition or no values, or has a value twice. If
        a name cannot be used, or a key is unknown.

    See Also
    --------
    code_sample : code a sample with a codebook

    Examples
    --------
    >>> from pathlib import Path
    >>> import discourse as dc
    >>> from tempfile import TemporaryDirectory
    >>> text = '[codes.hedged]\\nvalues = ["yes", "no"]\\ndefinition = "A word holds back, such as may."'
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "codebook.toml").write_text(text)
    ...     dc.load_codebook(Path(folder, "codebook.toml"))[["code", "kind", "value"]].fillna("").values.tolist()
    [['hedged', 'values', ''], ['hedged', 'values', 'yes'], ['hedged', 'values', 'no']]
    """
    name = Path(path).name
    try:
        raw = tomllib.loads(read_bytes(Path(path), max_bytes=_LARGEST)[1].decode("utf-8-sig"))
    except (Unreadable, UnicodeDecodeError, tomllib.TOMLDecodeError) as why:
        said = "it is not in UTF-8; save it as UTF-8" if isinstance(why, UnicodeDecodeError) else why
        raise ValueError(f"the codebook {name} cannot be read: {said}") from None
    codes = raw.get("codes")
    if not isinstance(codes, dict) or not codes:
        raise ValueError(f"the codebook {name} has no codes; write a section [codes.NAME] for each code")
    wrong = [_no_key(key, ["title", "codes"], "the codebook") for key in raw if key not in ("title", "codes")]
    lines: list[dict] = []
    for code, said in codes.items():
        try:
            lines += _lines(code, said)
        except ValueError as why:
            wrong += str(why).split("\n")
    if wrong:
        mistakes = "1 mistake" if len(wrong) == 1 else f"{len(wrong)} mistakes"
        raise ValueError(f"the codebook {name} has {mistakes}:\n  " + "\n  ".join(wrong))
    return schema.conform(pd.DataFrame(lines), "codebook")


def read_codes(
    codes: Mapping | None, codebook: str | os.PathLike | pd.DataFrame | None
) -> tuple[list[Code], pd.DataFrame]:
    """What is to be coded: the codes that are asked for, and the table of the codebook.

    Where there is a codebook, `codes` chooses some of its codes, or adds others.
    """
    if codes is None and codebook is None:
        raise ValueError(
            'codes and codebook are both None; give codes, such as {"hedged": ["yes", "no"]}, or give a codebook'
        )
    if codes is not None and not len(codes):
        raise ValueError("codes is empty; name a code and its values, or leave codes out to use the whole codebook")
    if isinstance(codebook, pd.DataFrame):
        schema.need(codebook, ("code", "kind", "value"), "the codebook")
        table = schema.conform(codebook, "codebook")
    else:
        table = schema.empty("codebook") if codebook is None else load_codebook(codebook)
    lines, wrong = [], []
    for name, values in (codes or {}).items():
        try:
            lines += _lines(name, {"values": values}, defined=False)
        except ValueError as why:
            wrong += str(why).split("\n")
    if wrong:
        raise ValueError("codes: " + "; ".join(wrong))
    given = schema.conform(pd.DataFrame(lines, columns=list(schema.TABLES["codebook"])), "codebook")
    if codes is not None:
        table = pd.concat([_chosen(given, table, name) for name in codes])
    table = table.reset_index(drop=True)
    return [_code(name, rows) for name, rows in table.groupby("code", sort=False)], table


def _chosen(given: pd.DataFrame, book: pd.DataFrame, name: str) -> pd.DataFrame:
    """The lines of a code: its values as given, with what the codebook says of them."""
    lines, known = given[given["code"] == name], book[book["code"] == name]
    if not len(known):
        return lines
    mine, theirs = (_code(name, rows) for rows in (lines, known))
    if mine.kind != theirs.kind or not set(mine.values) <= set(theirs.values):
        raise ValueError(
            f"the code {name!r} is different in codes ({_say_code(mine)}) and in the codebook ({_say_code(theirs)}); "
            "change one of the two, or leave codes out"
        )
    return known[known["value"].isna() | known["value"].isin(mine.values)]


def _say_code(code: Code) -> str:
    return f"the values {', '.join(code.values)}" if code.kind == "values" else f"a {code.kind.removesuffix('s')}"


def _code(name: str, rows: pd.DataFrame) -> Code:
    return Code(str(name), str(rows["kind"].iloc[0]), tuple(rows["value"].dropna()))


# --- what the file says -----------------------------------------------------------------------------------------


def _lines(name: str, said: object, *, defined: bool = True) -> list[dict]:
    """The lines of one code, or an error with a line for each fault."""
    if not isinstance(said, Mapping):
        raise ValueError(f"codes.{name} is {schema.shown(said)}; write a section [codes.{name}]")
    wrong = _faults_of_name(name) if isinstance(name, str) else [f"the code {name!r} is not text; give it a name"]
    wrong += [_no_key(key, ["values", *_SAID], f"codes.{name}") for key in said if key not in ("values", *_SAID)]
    if defined and not said.get("definition"):
        wrong.append(f"codes.{name} has no definition; write a sentence that says what the code means")
    values, lines = said.get("values"), []
    kind = values if isinstance(values, str) else "values"
    if kind not in KINDS[1:] and isinstance(values, str):
        wrong.append(f"codes.{name}: values is {values!r}; give a list of values, or one of 'number', 'spans'")
    elif isinstance(values, Mapping):
        lines = [(value, {"definition": of} if isinstance(of, str) else of) for value, of in values.items()]
    elif isinstance(values, Sequence) and not isinstance(values, str):
        lines = [(value, {}) for value in values]
    elif not isinstance(values, str):
        wrong.append(f'codes.{name} has no values; give a list such as ["yes", "no"], or "number", or "spans"')
    if kind == "values" and isinstance(values, Mapping | Sequence):
        wrong += _faults_of_values(name, [value for value, _ in lines])
    out = []
    for value, of in [(None, {key: said[key] for key in _SAID if key in said}), *lines]:
        where = f"codes.{name}" if value is None else f"codes.{name}.values.{value}"
        if not isinstance(of, Mapping):
            wrong.append(f"{where} is {schema.shown(of)}; write its definition, or a section [{where}]")
            continue
        wrong += [_no_key(key, _SAID, where) for key in of if key not in _SAID]
        wrong += [w for key in _SAID if (w := _fault_of_text(of.get(key, ""), key, where))]
        texts = {key: "\n".join(_listed(of[key])) for key in _SAID if of.get(key) and not wrong}
        out.append({"code": name, "kind": kind, "value": None if value is None else str(value), **texts})
    if wrong:
        raise ValueError("\n".join(wrong))
    return out


def _faults_of_name(name: str) -> list[str]:
    if name in _TAKEN:
        return [f"the code {name!r} has the same name as a column of the sample; choose another name"]
    if not name.strip() or name != name.strip() or not name.isprintable():
        return [f"the code {name!r} cannot be the name of a column; give a name without blanks at the ends"]
    return []


def _faults_of_values(name: str, values: list) -> list[str]:
    wrong = []
    odd = [value for value in values if isinstance(value, bool) or not isinstance(value, str | int)]
    if odd:
        wrong.append(f'codes.{name} has the value {odd[0]!r}; write it as text, such as "yes"')
    plain = [str(value).strip().casefold() for value in values]
    if len(plain) < 2:
        wrong.append(f"codes.{name} has {len(plain)} value{'s' * (len(plain) != 1)}; a code needs at least two values")
    twice = [value for value, key in zip(values, plain, strict=True) if plain.count(key) > 1]
    if twice:
        wrong.append(f"codes.{name} has the value {twice[-1]!r} twice (letter case and blanks make no difference)")
    if "" in plain or CANNOT_SAY in plain:
        wrong.append(f"codes.{name} has the value {CANNOT_SAY if CANNOT_SAY in plain else ''!r}; leave it out: an "
                     f"empty cell and {CANNOT_SAY!r} mean that there is no code")  # fmt: skip
    return wrong


def _fault_of_text(said: object, key: str, where: str) -> str:
    if key == "examples":
        fits = isinstance(said, str) or (isinstance(said, list) and all(isinstance(text, str) for text in said))
        return "" if fits else f"{where}: examples is {schema.shown(said)}; give a list of texts"
    return "" if isinstance(said, str) else f"{where}: {key} is {schema.shown(said)}; write a text"


def _no_key(key: str, known: Iterable[str], where: str) -> str:
    close = get_close_matches(key, list(known), 1)
    way_out = f"do you mean {close[0]!r}?" if close else f"it can have {', '.join(known)}"
    return f"{where} has an unknown key {key!r}; {way_out}"


def _listed(said: str | list[str]) -> list[str]:
    return [" ".join(text.split()) for text in ([said] if isinstance(said, str) else said)]
