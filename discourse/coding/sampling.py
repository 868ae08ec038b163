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
    """A random sample for human coders: blind, shuffled, the same for the same seed.

    Parameters
    ----------
    corpus : Corpus
    n : int
        How many units are drawn; sentences and documents without a word never are.
    seed : int
        Of the random generator; note it down, it makes the sample again.
    by : str or list of str, optional
        Docvars whose groups the sample is to hold (a stratified sample). A missing value is a group too.
    allocation : "proportional" or "equal"
        Units of each group in proportion to its size (by largest remainders), or as many of each as there are; what a
        small group lacks, larger ones give. With equal allocation, plain rates of the sample are not those of the
        corpus: probability tells what each row stands for.
    codes : sequence of str
        Names of the columns that coders fill in.
    docvars : sequence of str
        Docvars that coders may see, and columns of a table of units. By default none: who knows the author or the
        outlet is no longer blind.
    units : "sentences", "mentions", "quotes", "documents", or DataFrame
        What is drawn and coded. Mentions are those of the list that ships. A table of spans (doc_id, start, end) gives
        any others, such as mentions of a list of your own, or the rows of scores that are to be corrected. Where
        several of its rows stand in one place, as sentences that name two actors do, name the column that tells them
        apart in `docvars`.
    per_document : int, optional
        So many units of a document (all of one that has fewer), from as many documents as that makes: a clustered
        sample, for coders who read whole documents. n is then a multiple of it.
    scores : DataFrame, optional
        Needs doc_id, `uncertainty`, and start and end unless it is of documents: rows where the program is unsure are
        drawn more often. Half of each chance is alike for all units, half in proportion to the largest number that
        stands in the unit (or that of the row it stands in; 0 where there is none).
    uncertainty : str
        The column of `scores` that says how unsure the program is: 0 or above, on any scale. The best is how far its
        score is usually from the code.

    Returns
    -------
    DataFrame
        doc_id, sentence_id (of a document, its first), start, end (code points), text, probability (the chance with
        which the row was drawn), the docvars asked for, and the columns of `codes`, empty. Nothing that the program
        found, but for the units.

    Raises
    ------
    ValueError
        If the corpus has fewer than `n` units, a name is taken or unknown, units cannot be told apart, or options
        exclude one another.

    Notes
    -----
    Rows stand in random order, so the first so many of them are a sample as well: multiply probability by their share.
    With `scores`, units are drawn by a systematic draw from a shuffled list (Hartley and Rao 1962), in each group of
    `by`.

    To a spreadsheet and back, a file for each coder; text that begins with ``=`` may look odd there, which does no
    harm, as rows are known by their offsets::

        sample.to_csv("anna.csv", index=False, encoding="utf-8-sig")
        anna, ben = (pd.read_csv(f"{name}.csv", dtype={"doc_id": "str"}) for name in ("anna", "ben"))
        ben = ben[["sentence_id", "code"]].rename(columns={"code": "ben"})
        coded = anna.rename(columns={"code": "anna"}).merge(ben, on="sentence_id")

    Examples
    --------
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["One. Two. Three. Four."]}))
    >>> sample = sample_sentences(corpus, n=3, seed=1, codes=["hedged"])
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
        raise ValueError(f"codes names the column {taken[0]!r}, which the sample has already; choose another name")
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
        raise ValueError(
            f"{uncertainty} is {unsure.min():g} in a row of the scores; how unsure a program is, is 0 or above"
        )
    weight = numbers_of(units, scores.assign(**{uncertainty: unsure}), uncertainty)
    if not weight.any():
        raise ValueError(
            f"{uncertainty} is 0 in all units, or the scores have no row in them; give scores of these units, or leave "
            "scores out for a sample in which all are as likely"
        )
    return weight


# --- what cannot be ---------------------------------------------------------------------------------------------


def _refuse_other_numbers(n: int, each: int | None, scores: pd.DataFrame | None, kind: str, units: Units) -> None:
    size = len(units.doc)
    if isinstance(n, bool) or not isinstance(n, int | np.integer) or not 0 < n <= size:
        raise ValueError(
            f"n is {schema.shown(n)}; the corpus has {size:,} {kind}, so give a whole number from 1 to that"
        )
    if each is None:
        return
    need_whole(
        each, "per_document", f"give a whole number of {kind} from 1 on, or None for a sample of {kind} at large"
    )
    if scores is not None:
        raise ValueError(
            "per_document and scores are both given; a sample is clustered or drawn by uncertainty, choose"
        )
    documents = len(np.unique(units.doc))
    if n % each or n // each > documents:
        raise ValueError(
            f"n is {n} and per_document {each}; give a multiple of it up to {documents * each:,}, as {documents:,} "
            f"documents have {kind}"
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
            f"several units stand in {say_place(places.iloc[twice[0]])}; name the columns that tell "
            "them apart, such as actor, in docvars, or keep one row of each"
        )
