"""Actors that are on no list: an actors table made from the corpus itself.

It contains the names in the texts and their frequency. It says which names belong to one actor (`Angela Merkel`,
`Merkel`; `European Union`, `EU`), and what kind of actor each seems to be. Types are guesses from cues in the name
(`Party`, `Ministry`) and around it (`Mrs`, `in`). The table is meant to be edited and then used.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked, need_whole
from discourse.actors import _name_words as w
from discourse.actors._longer_names import goes_on
from discourse.actors._name_types import guess_type, is_actor
from discourse.actors._proper_names import Names, find_names
from discourse.actors._surnames import context_patterns
from discourse.actors._variants import SUGGESTED, Entries, Entry, add_known, group_names, part_names
from discourse.actors._world_names import ShortName, short_names
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import read_sentences
from discourse.lexicon.match import find_all, settle
from discourse.text.tokenise import fold
from discourse.text.tokens import Tokens, distinct
from discourse.text.vocabulary import find_types


@checked
def suggest_actors(corpus: Corpus, *, known: pd.DataFrame | None = None, min_n: int = 1) -> pd.DataFrame:
    """An actors table of the names in the corpus, to be edited and passed to `find_mentions`.

    Names are recognised by capitals, so this needs text in ordinary spelling; the more text, the better the evidence.
    Names in `load_actors("world")` get their actor, type and country from there, unless the texts say otherwise.
    Determiners, titles (`President Donald Trump`), months and days are not part of a name. Names of events
    (`2011 Irish general election`) and of groups that act (`Iraqi security forces`) count as names; religions, periods,
    currencies and titles of works do not.

    Parameters
    ----------
    corpus : Corpus
    known : DataFrame, optional
        An actors table (`load_actors`); needs actor and alias. Its aliases are left out. New names of its actors get
        the same actor, type and country.
    min_n : int
        The number of mentions that a name needs to be proposed.

    Returns
    -------
    DataFrame
        actor, alias, type, form, country (for known actors and for states, otherwise NA), source (``suggested``),
        valid_from, valid_to (both NA), context (NA, except for short names of states, such as `the North`); n, how
        often the alias occurs in the corpus outside longer aliases; n_docs, in how many documents; example, the first
        sentence with it. The most frequent names come first.

    Raises
    ------
    ValueError
        If `known` lacks a column, or `min_n` is below 1.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> text = "In Roe, Mrs Ada Moe met the Organisation for Open Skies (OOS). The OOS then met Moe."
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> dc.suggest_actors(corpus)[["alias", "actor", "type", "n"]].values.tolist()  # doctest: +NORMALIZE_WHITESPACE
    [['OOS', 'Organisation for Open Skies', 'organisation', 2], ['Ada Moe', 'Ada Moe', 'person', 1],
     ['Moe', 'Ada Moe', 'person', 1], ['Organisation for Open Skies', 'Organisation for Open Skies', 'organisation', 1],
     ['Roe', 'Roe', 'other', 1]]
    """
    need_whole(min_n, "min_n", "a name needs at least 1 mention")
    if known is not None:
        schema.need(known, ("actor", "alias"), "the known actors")
        known = schema.conform(known, "actors")
    found = find_names(corpus.arrays)
    entries = _entries(corpus, found)
    part_names(entries)
    for entry in entries.values():
        entry.type = guess_type(entry)
    entries = {words: entry for words, entry in entries.items() if is_actor(entry)}
    listed = set()
    if known is not None:
        listed = set(fold(known["alias"].tolist()))
        add_known(entries, known)
    group_names(entries, found, corpus.arrays.codes)
    rows = []
    for entry, text in zip(entries.values(), fold([entry.text for entry in entries.values()]), strict=True):
        root = entry.root
        if text not in listed and text.lower() not in listed:
            country = entry.country or root.country or (root.text if root.type == "state" else None)
            rows.append((root.actor or root.text, entry.text, root.type, entry.form, country))
    table = pd.DataFrame(rows, columns=["actor", "alias", "type", "form", "country"]).assign(source=SUGGESTED)
    table = _with_short_names(table.drop_duplicates("alias"), listed)
    aliases = [] if known is None else known["alias"].tolist()
    return _count(corpus, schema.conform(table, "actors"), aliases, min_n)


# --- the distinct names -----------------------------------------------------------------------------------------


#: What `Entry` has of the places where a name stands, as far as they are shares.
_SHARES = ("definite", "placed", "before_noun", "human", "acts", "work")


def _entries(corpus: Corpus, found: Names) -> Entries:
    """The names worth proposing, by their words."""
    if not len(found.first):
        return {}
    tokens, first, last, bits = corpus.arrays, found.first, found.last, found.bits
    name, at = _distinct(found, tokens.codes)
    n, one, head = np.bincount(name), (first == last)[at], tokens.codes[first[at]]
    around = _Around(tokens, bits)
    before, behind = around.before(first), around.behind(last)

    def share(mask: np.ndarray) -> np.ndarray:
        return np.bincount(name, mask, len(n)) / n

    titled, definite = share(found.titled) > 0.05, share((before & w.THE) != 0)
    noun = ((behind & w.SMALL) != 0) & ((behind & (w.CLOSED | w.VERB)) == 0)
    work = ((before & w.THE) != 0) & ((behind & w.QUOTE) != 0) & ((around.at(first - 2) & w.QUOTE) != 0)  # “The Hill”
    human, work = share(_followed_by_he(found, around)), share(work) >= 0.5
    acts = share(((behind & w.VERB) != 0) & ((before & w.PREPOSITION) == 0))
    own, n_small, n_capital = bits[head], found.n_small[head], found.n_capital[head]
    acronym = one & ((own & w.ACRONYM) != 0)
    # A word on its own is no name if it is as often in lower case, or if it is one that only heads longer names ...
    drop = one & ~acronym & ~titled & (n_small >= np.maximum(n_capital, 1))
    vague = (own & (w.HEAD | w.PORTFOLIO | w.TITLE | w.MODIFIER | w.CALENDAR)) != 0
    firm = (n_capital > 2 * n_small) & (definite * n > 1) & ((own & (w.TITLE | w.CALENDAR | w.THING)) == 0)
    drop |= one & vague & ~titled & ~firm & ((own & w.CHAMBER) == 0)
    drop |= one & ((own & w.CALENDAR) != 0)  # also Mrs May: as an alias it would meet the month
    # ... nor are letters that are counted: a UAV, 84 MW.
    counted = ((before & (w.NUMBER | w.A)) != 0) & ~noun & ((behind & (w.CAPITAL | w.DASH | w.POSSESSIVE)) == 0)
    drop |= acronym & (share(counted) > 0)
    common, texts = ((bits & w.CAPITAL) != 0) & (found.n_small > found.n_capital), corpus.texts
    pair = distinct(name * np.int64(len(texts)) + tokens.doc_at(first))
    docs = np.split(pair % len(texts), np.searchsorted(pair // len(texts), np.arange(1, len(n))))
    doc, start, end = tokens.doc_at(first[at]), tokens.start[first[at]], tokens.end_at(last[at])
    shares = (definite, share((before & w.PLACE) != 0), share(noun), human, acts, work)
    columns = (first[at], last[at], doc, start, end, n, titled, acronym, drop, *shares)
    out: Entries = {}
    for where, a, b, of, low, high, count, title, letters, dropped, *about in zip(
        docs, *(column.tolist() for column in columns), strict=True
    ):
        text = " ".join(texts[of][low:high].split())
        if dropped or "*" in text:
            continue
        codes = tokens.codes[a : b + 1]
        words = [found.forms[c] for c in codes.tolist()]
        plain, form = not common[codes].any(), "acronym" if letters else "name"
        known = dict(zip(_SHARES, about, strict=True))
        out[tuple(words)] = Entry(text, words, count, where, title, plain=plain, form=form, **known)
    return out


class _Around:
    """The classes of tokens and of those beside them; 0 where there is none."""

    def __init__(self, tokens: Tokens, bits: np.ndarray) -> None:
        self.tokens, self._bits = tokens, bits

    def at(self, places: np.ndarray) -> np.ndarray:
        """The classes of the tokens at these places."""
        there = (places >= 0) & (places < len(self.tokens))
        return np.where(there, self._bits[self.tokens.codes.take(places, mode="clip")], 0)

    def before(self, places: np.ndarray) -> np.ndarray:
        """The classes of the token before, in the sentence."""
        return np.where(self.tokens.opening[self.tokens.row_at(places)] == places, 0, self.at(places - 1))

    def behind(self, places: np.ndarray) -> np.ndarray:
        """The classes of the token behind, in the sentence."""
        return np.where(self.tokens.after[self.tokens.row_at(places)] == places + 1, 0, self.at(places + 1))

    def all_of(self, classes: int) -> np.ndarray:
        """The places of all tokens of a class."""
        return find_types(self.tokens.codes, np.flatnonzero(self._bits & classes), len(self._bits))


def _followed_by_he(found: Names, around: _Around) -> np.ndarray:
    """For each name: does `he` or `her` follow before another name does, in its sentence or as the next one opens?"""
    last, tokens = found.last, around.tokens
    he = np.append(around.all_of(w.HE), len(tokens))
    at = he[np.searchsorted(he, last)]
    free = (at < np.append(found.first[1:], len(tokens))) & (at - last <= 25)
    at = np.minimum(at, len(tokens) - 1)
    own, other = tokens.row_at(last), tokens.row_at(at)
    near = (other == own) | (other == own + 1) & (tokens.opening[other] == at)
    behind, comma = around.at(last + 1), around.at(last + 1) & w.COMMA
    who = (behind & w.WHO) | (np.where(comma, around.at(last + 2), 0) & w.WHO)
    return free & near | (who != 0)


def _distinct(found: Names, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The number of each mention's name, and where each name stands first."""
    size = found.last - found.first + 1
    begin = np.cumsum(size) - size
    within = np.arange(int(size.sum())) - np.repeat(begin, size)
    random = np.random.default_rng(0)  # a name is known by the sum of random numbers that stand for its words
    key = random.integers(1, 2**63, len(found.forms), np.uint64)[pd.factorize(np.array(found.forms, dtype=object))[0]]
    factor = random.integers(1, 2**63, int(size.max()), np.uint64) | np.uint64(1)
    name = pd.factorize(np.add.reduceat(key[codes[np.repeat(found.first, size) + within]] * factor[within], begin))[0]
    at = np.zeros(int(name.max()) + 1, np.int64)
    at[name[::-1]] = np.arange(len(name))[::-1]
    return name, at


# --- the table --------------------------------------------------------------------------------------------------


def _with_short_names(table: pd.DataFrame, listed: set[str]) -> pd.DataFrame:
    """The table, and `the North` and the like, each with the context in which it is the name of a state."""
    rows = [(*name, SUGGESTED) for name in short_names() if name.alias not in listed]
    short = pd.DataFrame(rows, columns=[*ShortName._fields, "source"])
    return pd.concat([table, short[~short["alias"].isin(table["alias"])]], ignore_index=True)


def _count(corpus: Corpus, table: pd.DataFrame, known: list[str], min_n: int) -> pd.DataFrame:
    """The table with n, n_docs and example, of the names with enough mentions; none inside a known name counts."""
    tokens = corpus.arrays
    hits = find_all(tokens, [*table["alias"].tolist(), *known])
    cut = _out_of_context(tokens, table["context"], *hits)
    first, _, row = settle(*(column[~cut] for column in hits))
    first, row = first[row < len(table)], row[row < len(table)]
    doc = tokens.doc_at(first).astype(np.int64)
    n = np.bincount(row, minlength=len(table))
    pair = distinct(row * (int(doc.max(initial=0)) + 1) + doc)
    n_docs = np.bincount(pair // (int(doc.max(initial=0)) + 1), minlength=len(table))
    at = np.zeros(len(table), np.int64)
    at[row[::-1]] = first[::-1]
    keep = np.flatnonzero(n >= min_n)
    table = table.iloc[keep].assign(n=n[keep], n_docs=n_docs[keep], example=read_sentences(corpus, at[keep]))
    table = table.astype({"n": "int64", "n_docs": "int64", "example": "str"})
    return table.sort_values(["n", "actor", "alias"], ascending=[False, True, True], ignore_index=True)


def _out_of_context(tokens: Tokens, context: pd.Series, first: np.ndarray, last: np.ndarray, row: np.ndarray):
    """Which matches of rows with a context are in no document that has it, or cut off a longer name?"""
    cut = np.zeros(len(row), bool)
    for bound in np.flatnonzero(context.notna()).tolist():
        at = np.flatnonzero(row == bound)
        if len(at):
            near, _, _ = find_all(tokens, fold(context_patterns(context.iloc[bound])))
            here = np.isin(tokens.doc_at(first[at]), tokens.doc_at(near))
            cut[at] = ~here | goes_on(tokens, first[at], last[at])
    return cut
