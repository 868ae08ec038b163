"""Adjudication: deciding on one code where coders differ. The table also keeps the codes of each coder.

If coders agree, their code is copied. If they differ, somebody decides in the same widget in which they coded. It shows
the codes and notes of each coder. The file has all rows. So one table gives the agreement of the coders with one
another, and the agreement of each coder with the final codes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.coding._coder import Opinion
from discourse.coding.codebook import NOTE, Code, read_codes
from discourse.coding.coded_files import APART, PLACE, load_codes
from discourse.coding.reliability import CANNOT_SAY
from discourse.coding.widget import Coding, book_of, need_widget, open_coder
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import say_place

_SAMPLE = [*schema.TABLES["sample"], *APART]


@checked
def adjudicate(
    coders: Mapping[str, str | os.PathLike],
    corpus: Corpus,
    path: str | os.PathLike,
    *,
    codes: Mapping[str, Sequence[str] | Literal["number", "spans"]] | None = None,
    codebook: str | os.PathLike | pd.DataFrame | None = None,
    context: int = 1,
    show: str | Sequence[str] = (),
) -> Coding:
    """Decide in the notebook on one code where coders differ.

    Parameters
    ----------
    coders : mapping
        The names of the coders and their files, such as ``{"anna": "anna.csv", "ben": "ben.csv"}``. The files may have
        different rows. If only one coder has coded a unit, this code is the final code.
    corpus : Corpus
        The corpus from which the sample was drawn.
    path : str or path
        The file for the final codes, such as ``agreed.csv``. A new file is made. If the file exists, the work continues
        where it stopped.
    codes, codebook, context, show
        As in `code_sample`. You can leave out both `codes` and `codebook`. The codes are then the columns that all
        files have and that are not part of a sample. Their values are the values that coders have given.

    Returns
    -------
    Coding
        As `code_sample` returns it. It asks only about units for which coders differ, and shows what each coder gave
        and noted. Its `table` and the file have all rows, with these columns: the columns of the sample, each final
        code (empty if it is still to be decided), note, and the codes and notes of each coder, such as ``hedged_anna``
        and ``note_anna``.

    Raises
    ------
    ImportError
        If anywidget is not installed. It comes with the extra `lab`.
    ValueError
        If there are fewer than two coders. If a file cannot be read (see `load_codes`), does not have one of the codes,
        or has a row twice.

    See Also
    --------
    count_reliability : before, ``columns=["hedged_anna", "hedged_ben"]``; after, ``["hedged_anna", "hedged"]``
    count_agreement, with_correction : with the final codes, ``column="hedged"`` and ``code="hedged"``

    Notes
    -----
    Letter case makes no difference. ``cannot say`` differs from every code. If a coder changes a code later, the widget
    asks for a new decision on it.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> import discourse as dc
    >>> from tempfile import TemporaryDirectory
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["It may. It did."]}))
    >>> sample = dc.sample_sentences(corpus, n=2, seed=1)
    >>> with TemporaryDirectory() as folder:
    ...     files = {"anna": Path(folder, "anna.csv"), "ben": Path(folder, "ben.csv")}
    ...     sample.assign(hedged=["yes", "no"]).to_csv(files["anna"], index=False)
    ...     sample.assign(hedged=["yes", "yes"]).to_csv(files["ben"], index=False)
    ...     decided = dc.adjudicate(files, corpus, Path(folder, "agreed.csv"), codes={"hedged": ["yes", "no"]})
    >>> decided, decided.table["hedged"].fillna("").tolist()
    (agreed.csv: 0 of 1 units coded, ['yes', ''])
    """
    need_widget()
    if len(coders) < 2:
        raise ValueError(f"coders is {schema.shown(dict(coders))}; name at least two coders, each with a file")
    files = {str(name): load_codes(file, corpus) for name, file in coders.items()}
    if Path(path).resolve() in {Path(file).resolve() for file in coders.values()}:
        raise ValueError(f"path is {str(path)!r}, which is the file of a coder; name another file for the final codes")
    if codes is None and codebook is None:
        codes = _codes_in(files)
    chosen, book = read_codes(codes, codebook)
    every = _side_by_side(files, chosen)
    settled, queue, opinions = _settle(every, list(files), chosen)
    show = [show] if isinstance(show, str) else list(show)
    coder = open_coder(
        settled,
        corpus,
        path,
        chosen,
        context=context,
        show=show,
        queue=queue,
        opinions=opinions,
        merge=_Merge(chosen, list(files)),
        about=[told for code in chosen for told in _tell(every, list(files), code)],
    )
    return Coding(coder, book_of(chosen, book))


def _codes_in(files: Mapping[str, pd.DataFrame]) -> dict[str, list[str]]:
    """The columns that all files have beside those of a sample, with the values that are in them."""
    first, *others = files.values()
    names = [c for c in first if c not in (*_SAMPLE, NOTE) and all(c in other for other in others)]
    values = {name: dict.fromkeys(v for rows in files.values() for v in map(_text, rows[name]) if v) for name in names}
    found = {name: [v for v in of if v != CANNOT_SAY] for name, of in values.items()}
    some = {name: of for name, of in found.items() if len({v.casefold() for v in of}) > 1}
    if not some:
        raise ValueError(
            "no code with several values is in all files; the columns that all files have are "
            f"{', '.join(names) or 'only those of a sample'}; name the codes in codes"
        )
    return {name: list({v.casefold(): v for v in of}.values()) for name, of in some.items()}


def _text(value: object) -> str:
    """A cell as text: 1 for 1.0, nothing where it is empty."""
    if pd.isna(value):
        return ""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()


def _side_by_side(files: Mapping[str, pd.DataFrame], codes: list[Code]) -> pd.DataFrame:
    """All rows that a coder has, in the order of the files, with the codes and notes of each."""
    on = [*PLACE, *(name for name in APART if all(name in rows for rows in files.values()))]
    parts, own = [], {}
    for coder, rows in files.items():
        schema.need(rows, tuple(code.name for code in codes), f"the file of {coder}")
        twice = rows[rows.duplicated(on)]
        if len(twice):
            raise ValueError(f"the file of {coder} has {say_place(twice.iloc[0])} in two rows; keep one")
        parts.append(rows[[column for column in rows if column in _SAMPLE]])
        given = {name: rows[name].map(_text) if name in rows else "" for name in [*(c.name for c in codes), NOTE]}
        own[coder] = rows[on].assign(**{f"{name}_{coder}": cells for name, cells in given.items()})
    every = pd.concat(parts).drop_duplicates(on)
    for rows in own.values():
        every = every.merge(rows, on=on, how="left")
    return every


def _settle(
    every: pd.DataFrame, coders: list[str], codes: list[Code]
) -> tuple[pd.DataFrame, list[int], dict[tuple[int, str], list[Opinion]]]:
    """The rows with what is agreed on, those that are to be decided, and what was given there."""
    opinions: dict[tuple[int, str], list[Opinion]] = {}
    agreed: dict[str, list[str]] = {}
    notes = every[[f"{NOTE}_{coder}" for coder in coders]].fillna("")
    for code in codes:
        given = every[[f"{code.name}_{coder}" for coder in coders]].fillna("")
        agreed[code.name] = []
        for row, (cells, said) in enumerate(zip(given.values.tolist(), notes.values.tolist(), strict=True)):
            kinds = {cell.casefold(): cell for cell in cells if cell}
            agreed[code.name].append(next(iter(kinds.values())) if len(kinds) == 1 else "")
            if len(kinds) > 1:
                opinions[row, code.name] = [Opinion(*of) for of in zip(coders, cells, said, strict=True)]
    cells = {name: pd.array([cell or pd.NA for cell in of], dtype="str") for name, of in agreed.items()}
    at = len([column for column in every if column in _SAMPLE])
    settled = pd.concat([every.iloc[:, :at], pd.DataFrame(cells), every.iloc[:, at:].replace("", pd.NA)], axis=1)
    return settled, sorted({row for row, _ in opinions}), opinions


def _tell(every: pd.DataFrame, coders: list[str], code: Code) -> list[str]:
    """What stands in the way of a decision on a code: coders without codes, rows that one has coded, or none."""
    given = every[[f"{code.name}_{coder}" for coder in coders]].fillna("").to_numpy() != ""
    told = [
        f"{coder} has not coded {code.name} yet."
        for coder, some in zip(coders, given.any(axis=0).tolist(), strict=True)
        if not some
    ]
    n = np.bincount(given.sum(axis=1), minlength=2)
    if n[1]:
        told.append(f"{_units(n[1])} coded for {code.name} by only one coder. These codes are the final codes.")
    if n[0]:
        told.append(f"{_units(n[0])} not coded for {code.name} by anybody. You are not asked about them here.")
    return told


def _units(n: int) -> str:
    return f"{n} unit{'s are' if n != 1 else ' is'}"


class _Merge:
    """What was decided stays, but where a coder has changed a code since."""

    def __init__(self, codes: list[Code], coders: list[str]) -> None:
        self.codes, self.coders = codes, coders

    def __call__(self, settled: pd.DataFrame, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
        merged, n_again = rows.copy(), 0
        for name in (code.name for code in self.codes):
            gave = [f"{name}_{coder}" for coder in self.coders]
            before, now = (
                table.reindex(columns=gave).map(_text).apply(lambda of: of.str.casefold()) for table in (rows, settled)
            )
            same = (before == now).all(axis=1)
            decided = rows[name].map(_text) if name in rows else pd.Series("", index=rows.index)
            merged[name] = decided.where(same, settled[name].map(_text))
            differed = before.apply(lambda of: len({*of} - {""}) > 1, axis=1)  # else nobody had to decide
            n_again += int((~same & differed & (decided != "") & (merged[name] == "")).sum())
        of, they = ("1 code", "it is") if n_again == 1 else (f"{n_again} codes", "they are")
        told = f"had decisions on {of} that coders have changed since; {they} asked for again"
        return merged[[*rows]], [told] * bool(n_again)
