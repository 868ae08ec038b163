"""Samples for human coders.

What a program finds is checked on units that people have coded without knowing what it found: sentences, mentions,
quotations, documents. So a sample is drawn at random, in strata where rare groups would be missed, shuffled, and blind:
the text, where it stands, and empty columns for the codes. With what chance a row was drawn stands beside it, so that
codes can speak for all rows: `discourse.coding.agreement` compares what comes back, and `discourse.coding.correction`
corrects scores by it.

References
----------
Zrnic, T. and Candès, E. J. (2024). Active statistical inference. ICML 41. (More where the program is unsure.)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked, need_seed, need_whole
from discourse.coding._draws import Drawn, draw_alike, draw_clusters, draw_unlike, share_by_size, share_evenly
from discourse.coding._units import Units, numbers_of, units_of
from discourse.corpus.corpus import Corpus
from discourse.corpus.docvars import join_docvars
from discourse.corpus.spans import say_place
from discourse.measures.means import scores_of

_SHARES = {"proportional": share_by_size, "equal": share_evenly}


@checked
def sample_sentences(
    corpus: Corpus,
    *,
    n: int,
    seed: int,
    by: str | list[str] | None = None,
    allocation: Literal["proportional", "equal"] = "proportional",
    codes: str | Sequence[str] = ("code",),
    docvars: str | Sequence[str] = (),
    units: str | pd.DataFrame = "sentences",
    per_document: int | None = None,
    scores: pd.DataFrame | None = None,
    uncertainty: str = "uncertainty",
) -> pd.DataFrame:
    """Draw a random sample for human coders. The sample is blind and shuffled, and depends on a seed.

    Parameters
    ----------
    corpus : Corpus
    n : int
        The number of units in the sample. Sentences and documents without words are never drawn.
    seed : int
        The seed of the random generator. Write it down: the same seed draws the same sample again.
    by : str or list of str, optional
        Docvars that divide the corpus into groups. The sample then has units from each group (a stratified sample). A
        missing value is a group too.
    allocation : "proportional" or "equal"
        How the units are shared out among the groups. With "proportional", the number of units is in proportion to the
        size of the group (by largest remainders). With "equal", each group gets the same number of units. If a group is
        too small for this, larger groups get its share. After an equal allocation, plain rates of the sample are not
        rates of the corpus. Use the column probability to correct this.
    codes : sequence of str
        The names of the columns that coders fill in.
    docvars : sequence of str
        Docvars that coders may see. You can also name columns of a table of units. By default coders see no docvar,
        because a coder who knows the author or the outlet is no longer blind.
    units : "sentences", "mentions", "quotes", "documents", or DataFrame
        The things that are drawn and coded. "mentions" are the mentions of the actors on the list of the library. A
        table of spans (doc_id, start, end) gives any other units. Examples are mentions of your own actors, or rows of
        scores that you want to correct. Several rows of the table may have the same place, for example if a sentence
        names two actors. Then name the column that differs, such as actor, in `docvars`.
    per_document : int, optional
        The number of units from each document. The sample is then a clustered sample, for coders who read whole
        documents. It comes from ``n / per_document`` documents, so n must be a multiple of `per_document`. A document
        with fewer units gives all of them.
    scores : DataFrame, optional
        With scores, units for which the program is unsure are drawn more often. The table needs doc_id and
        `uncertainty`. It also needs start and end, unless each row is a document. Half of the chance to be drawn is the
        same for all units. The other half is in proportion to the uncertainty of the unit. This is the largest
        uncertainty of the rows within the unit. If there is no such row, it is the uncertainty of the row that contains
        the unit, or 0.
    uncertainty : str
        The column of `scores` that says how unsure the program is. Its numbers are 0 or above, on any scale. The best
        choice is the usual difference between the score and the code.

    Returns
    -------
    DataFrame
        doc_id, sentence_id (for a document, its first sentence), start, end (code points), text, probability, the
        `docvars`, and the columns of `codes`. The probability is the chance with which the row was drawn. The columns
        of `codes` are empty. Apart from the choice of units, the sample shows nothing that the program found.

    Raises
    ------
    ValueError
        If the corpus has fewer than `n` units. If a name is unknown, or is already in use. If two units have the same
        place and no column that differs. If two options cannot be used together.

    Notes
    -----
    The rows are in random order. So if you keep only the first rows, they are a random sample too. In this case,
    multiply probability by the share of the rows that you keep.

    With `scores`, the function draws from a shuffled list at regular steps, within each group of `by` (Hartley and Rao
    1962).

    You can give each coder a CSV file, and read the files again when they are coded, as in the example below. In a
    spreadsheet, a text that begins with ``=`` may look wrong. This does no harm, because the offsets identify the
    row::

        sample.to_csv("anna.csv", index=False, encoding="utf-8-sig")
        anna, ben = (pd.read_csv(f"{name}.csv", dtype={"doc_id": "str"}) for name in ("anna", "ben"))
        ben = ben[["sentence_id", "code"]].rename(columns={"code": "ben"})
        coded = anna.rename(columns={"code": "anna"}).merge(ben, on="sentence_id")

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["One. Two. Three. Four."]}))
    >>> sample = dc.sample_sentences(corpus, n=3, seed=1, codes=["hedged"])
    >>> sorted(sample["text"]), sample["probability"].tolist(), sample["hedged"].tolist()
    (['Four.', 'One.', 'Two.'], [0.75, 0.75, 0.75], [nan, nan, nan])
    """
    schema.one_of(allocation, tuple(_SHARES), "allocation")
    need_seed(seed)
    by = [] if by is None else [by] if isinstance(by, str) else list(by)
    codes, docvars = ([value] if isinstance(value, str) else list(value) for value in (codes, docvars))
    kind = units if isinstance(units, str) else "units"
    own = [name for name in docvars if name in units] if isinstance(units, pd.DataFrame) else []
    docvars = [name for name in docvars if name not in own]
    schema.need(corpus.documents, [*by, *docvars], "corpus.documents")
    taken = [n for n in codes if n in schema.TABLES["sample"] or codes.count(n) > 1 or n in (*docvars, *own)]
    if taken:
        raise ValueError(f"codes names the column {taken[0]!r}, but this name is already in use; choose another name")
    every = units_of(corpus, units)
    _refuse_other_numbers(n, per_document, scores, kind, every)
    _refuse_one_place(every, own)
    group = np.zeros(len(corpus.documents), np.int64)
    if by:
        group = corpus.documents.groupby(by, dropna=False, observed=True).ngroup().to_numpy()
    weight = None if scores is None else _weights(every, scores, uncertainty)
    drawn = _draw(
        group[every.doc], every.doc, n, _SHARES[allocation], per_document, weight, np.random.default_rng(seed)
    )
    sample = every.rows(drawn.units)[[*list(schema.TABLES["terms"])[:5], *own]].assign(probability=drawn.chance)
    sample = join_docvars(sample.reset_index(drop=True), corpus, columns=docvars)
    blank = pd.Series(pd.NA, index=sample.index, dtype="str")
    return schema.conform(sample.assign(**dict.fromkeys(codes, blank)), "sample")


def _draw(group, doc, n: int, share_out, each: int | None, weight, random: np.random.Generator) -> Drawn:
    """n units, some of each group, and shuffled."""
    n_groups = int(group.max()) + 1
    if each is None:
        size = np.bincount(group)
    else:  # documents are shared out, and not units
        size, n = np.bincount(group[np.unique(doc, return_index=True)[1]], minlength=n_groups), n // each
    share = share_out(size, n)
    parts = []
    for g in range(n_groups):
        members = np.flatnonzero(group == g)
        if each is not None:
            parts.append(draw_clusters(members, doc, share[g], each, random))
        elif weight is not None:
            parts.append(draw_unlike(members, share[g], weight, random))
        else:
            parts.append(draw_alike(members, share[g], random))
    drawn = Drawn(*(np.concatenate(of_groups) for of_groups in zip(*parts, strict=True)))
    order = random.permutation(len(drawn.units))
    return Drawn(drawn.units[order], drawn.chance[order])


def _weights(units: Units, scores: pd.DataFrame, uncertainty: str) -> np.ndarray:
    """How unsure the program is of each unit."""
    unsure = scores_of(scores, uncertainty, "the scores")
    if (unsure < 0).any():
        raise ValueError(f"{uncertainty} is {unsure.min():g} in a row of the scores; an uncertainty must be 0 or above")
    weight = numbers_of(units, scores.assign(**{uncertainty: unsure}), uncertainty)
    if not weight.any():
        raise ValueError(
            f"{uncertainty} is 0 in all units, or no row of the scores is in a unit; give scores of these units, or "
            "leave scores out, so that all units are equally likely"
        )
    return weight


# --- what cannot be ---------------------------------------------------------------------------------------------


def _refuse_other_numbers(n: int, each: int | None, scores: pd.DataFrame | None, kind: str, units: Units) -> None:
    size = len(units.doc)
    if isinstance(n, bool) or not isinstance(n, int | np.integer) or not 0 < n <= size:
        raise ValueError(
            f"n is {schema.shown(n)}; the corpus has {size:,} {kind}, so give a whole number from 1 to that number"
        )
    if each is None:
        return
    need_whole(
        each, "per_document", f"give a whole number of {kind} from 1 on, or None for a sample from the whole corpus"
    )
    if scores is not None:
        raise ValueError(
            "per_document and scores are both given, but they cannot be used together; leave one of them out"
        )
    documents = len(np.unique(units.doc))
    if n % each or n // each > documents:
        raise ValueError(
            f"n is {n} and per_document is {each}; give an n that is a multiple of {each}, up to "
            f"{documents * each:,}, because {documents:,} documents have {kind}"
        )


def _refuse_one_place(units: Units, own: list[str]) -> None:
    """An error where a coder could not tell two units apart."""
    places = units.places.reset_index(drop=True)
    twice = np.flatnonzero(places.duplicated())
    if len(twice) and own:
        rows = units.rows(np.arange(len(places)))[["doc_id", "start", "end", *own]]
        twice = np.flatnonzero(rows.duplicated())
    if len(twice):
        raise ValueError(
            f"several units have the same place, {say_place(places.iloc[twice[0]])}; in docvars, name the columns in "
            "which they differ, such as actor, or keep one row of each"
        )
