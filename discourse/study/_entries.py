"""What an entry of the register says of evidence, of a measure, and of a plot.

Whatever the function behind an entry tells of itself is not said again: which options it takes, their types and
defaults, and which of them are needed stand in its signature.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from discourse.corpus.corpus import Corpus
from discourse.study._options import Option, options_of, parameters_of

#: A text with options in braces, or what makes one of what a table of a study asks for.
Words = str | Callable[[dict], str]


@dataclass(frozen=True)
class Evidence:
    """Spans or scores that a study finds in its texts.

    Attributes
    ----------
    find : function
        Its parameters without a default name what it takes: `corpus`, `actors` (the lists of the study), other evidence
        (`mentions`), `patterns` ([terms] of the study), `hedging` ([hedges]), `settings` ([sentiment]).
    score : str, optional
        The column that is the score; spans have none.
    kind : str
        The column that tells kinds of spans apart: the second mode of affiliations.
    always : bool
        Whether every run finds and writes it; else a run does where a table is of it.
    part : str, optional
        The part of the study file without which there is none of it.
    says : str
        What a mean of the scores is of, for the report.
    """

    find: Callable[..., pd.DataFrame]
    score: str | None = None
    kind: str = "category"
    always: bool = False
    part: str | None = None
    says: str = ""

    @cached_property
    def takes(self) -> tuple[str, ...]:
        """What the function takes."""
        return tuple(name for name, p in parameters_of(self.find).items() if p.default is p.empty)


@dataclass(frozen=True)
class Measure:
    """What a table of a study may be.

    Attributes
    ----------
    count : function
        Makes the table. It takes the rows first if the measure is `of` any, and `corpus` if that is among its
        parameters. Its other parameters are options of a study, but for those that are spoken of below.
    of : tuple of str
        The spans and scores that it can be of, the default first; none if it is of the words of the corpus.
    says : str or function
        What the table holds, for the report; options stand in braces, or a function tells it from what was asked.
    table : str, optional
        The table of `discourse.schema` by which the report explains the columns.
    finding : str, optional
        The column that is the result, if there is one; a `multiverse` can be of such a measure.
    label : str or function
        What the finding is, with its unit, for figures; options stand in braces, as in `says`.
    drawn_as : str, optional
        The name that plots know for such a column: a share is drawn as a `mean`.
    score : str, optional
        The parameter that gets the column of the score.
    tables : mapping
        Parameters that get evidence, and its name.
    other : str, optional
        The parameter that gets further spans, which a study names by `with`.
    by : tuple of str
        What `by` can name besides docvars, if the measure is of no rows.
    names : mapping
        Parameters, and what a study calls them.
    without : tuple of str
        Options that a study does not have.
    refused : mapping
        Keys that are refused for a reason, and the reason.
    remarks : mapping
        What the README says of an option.
    corrects : bool
        Whether hand codes can correct what it finds (`discourse.study.hand_codes`).
    """

    count: Callable[..., pd.DataFrame]
    of: tuple[str, ...] = ()
    says: Words = ""
    table: str | None = None
    finding: str | None = None
    label: Words = ""
    drawn_as: str | None = None
    score: str | None = None
    tables: Mapping[str, str] = field(default_factory=dict)
    other: str | None = None
    by: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    corrects: bool = False

    @cached_property
    def options(self) -> dict[str, Option]:
        """What a study can say of it: `of` and `by` first, what chooses rows and what corrects them last."""
        rows = list(parameters_of(self.count))[:1] if self.of else []
        found = options_of(self.count, leave_out={*rows, "corpus", self.score or "", *self.tables, *self.without})
        called = {self.other or "": "with"} | dict(self.names)
        own = {called.get(name, name): option for name, option in found.items()}
        first = {"of": Option((str,), default=self.of[0], allowed=self.of)} if self.of else {}
        if "by" in own:
            first["by"] = Option((str, list), own["by"].needed)
        last = {}
        if self.of and "where" not in self.without:
            last = {"where": Option((dict,)), "allow_absent": Option((bool,), default=False)}
        if self.corrects:
            last |= {"code": Option((str,)), "corrected": Option((bool,), default=False)}
        return first | {name: option for name, option in own.items() if name != "by"} | last

    def make(
        self,
        spec: dict,
        corpus: Corpus,
        rows: pd.DataFrame | None,
        tables: Mapping[str, pd.DataFrame],
        score: str | None,
    ) -> pd.DataFrame:
        """The table that `spec` asks for, of `rows` if it is of any; `score` is the column of their score."""
        called = {key: name for name, key in self.names.items()}
        asked = self.options.keys() & spec.keys() - {"of", "by", "where", "allow_absent", "with", "code", "corrected"}
        given = {called.get(key, key): spec[key] for key in asked}
        given |= {name: tables.get(evidence) for name, evidence in self.tables.items()}
        if "by" in self.options:
            given["by"] = spec["by"] or None
        if self.score:
            given[self.score] = score
        if self.other:
            given[self.other] = tables[spec["with"]]
        if "corpus" in parameters_of(self.count):
            given["corpus"] = corpus
        return self.count(*([rows] if self.of else []), **given)

    def fill(self, words: Words, spec: dict) -> str:
        """`words` with what `spec` asks for in place of the braces.

        >>> def count(spans, corpus, *, per: int = 1000): ...
        >>> measure = Measure(count, of=("hedges",))
        >>> measure.fill("{Of} per {per:,} words", {"of": "probability_words"})
        'Probability words per 1,000 words'
        """
        if not isinstance(words, str):
            return words(spec)
        said = {key: option.default for key, option in self.options.items()} | spec
        prose = {key: str(said.get(key, "")).replace("_", " ") for key in ("of", "with")}
        lists = {
            key: joined([str(v).replace("_", " ") for v in value], "and")
            for key, value in said.items()
            if isinstance(value, list | dict)
        }
        return words.format_map(said | lists | prose | {"Of": prose["of"].capitalize()})


@dataclass(frozen=True)
class Plot:
    """How a figure of a study may be drawn.

    Attributes
    ----------
    draw : function
        Takes the table first, and `corpus` if that is among its parameters. Its other parameters are options of a
        study, but for those of `without` and what the study gives itself: `ax`, `column` (the score), `per`.
    of : tuple of str
        The measures that it can be of; any if none are named.
    told : function
        Takes what the table asks for and the tables of the study; gives the options that follow from them.
    without : tuple of str
        Options that a study does not have.
    remark : str
        What the README says of it.
    """

    draw: Callable
    of: tuple[str, ...] = ()
    told: Callable[[dict, dict], dict] = lambda table, tables: {}
    without: tuple[str, ...] = ()
    remark: str = ""

    @cached_property
    def options(self) -> dict[str, Option]:
        """What a study can say of it."""
        table = next(iter(parameters_of(self.draw)))
        return options_of(self.draw, leave_out={table, "corpus", "ax", "column", "per", *self.without})

    def takes(self, name: str) -> bool:
        """Has the function this parameter?"""
        return name in parameters_of(self.draw)


def joined(names: list[str], word: str) -> str:
    """Names in a sentence.

    >>> joined(["a", "b", "c"], "and"), joined(["a"], "and")
    ('a, b and c', 'a')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}" if names else ""
