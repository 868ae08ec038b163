"""Voice: what an author says, and what is said through the author.

A text quotes (``“...”``), reports (``said that ...``) and keeps words at a distance (the ‘grand bargain’); what is left
is the author's own. Direct quotation stands between marks, indirect speech, thought and stance behind a reporting verb;
a mixed quotation is a reported clause with marks inside it (PARC: Pareti 2012). Marks around a phrase that nobody is
said to have spoken are scare quotes (Predelli 2003).

References
----------
Pareti, S. (2012). A database of attribution relations. LREC.
Predelli, S. (2003). Scare quotes and their relation to other semantic issues. Linguistics and Philosophy, 26, 1-28.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import find_containing, make_spans
from discourse.corpus.voices import VOICES
from discourse.english import closed_classes
from discourse.english.quotation_marks import pair_marks
from discourse.voice._attribution import find_attributions
from discourse.voice.reporting_verbs import load_reporting_verbs

KINDS = ("direct", "indirect", "mixed", "scare")

_LONGEST_TERM = 8  # words of a scare quote
_FIRST = 24  # tokens that are looked at: enough for a title
_SPOKEN = 4  # words from which a quotation that ends in a stop is a sentence


@checked
def find_quotes(corpus: Corpus, *, verbs: pd.DataFrame | None = None) -> pd.DataFrame:
    """Quotations, reported speech and thought, and scare quotes.

    Parameters
    ----------
    corpus : Corpus
    verbs : DataFrame, optional
        Reporting verbs, by default those of `load_reporting_verbs`; rows of it, such as those of the categories
        speech and claim, give a narrower reading.

    Returns
    -------
    DataFrame
        doc_id, sentence_id (of the first word), quote_id, start, end (code points; marks included, a stop behind them
        not), text, kind, source, source_start, source_end, cue, cue_start, cue_end (NA where there is none).
        Pieces of an interrupted quotation share a quote_id. A ``mixed`` row is the whole reported clause; each pair of
        marks inside it is one more row, ``direct``, with its quote_id. Apart from these, rows never overlap.

    Notes
    -----
    An apposition and the comma that closes it belong to the source (`Ms Lee, the envoy,`), auxiliaries, adverbs and a
    colon to the cue (`has also said:`). Of attributions inside one another, and of marks inside marks, the outer one
    counts. Marks around the title of a work are no quotation.

    Examples
    --------
    >>> import discourse as dc
    >>> text = "“We will go,” she said. The envoy told us that the ‘deal’ is off. A ‘reset’ failed."
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> for row in find_quotes(corpus)[["text", "kind", "source", "cue"]].fillna("").values.tolist():
    ...     print(row)
    ['“We will go,”', 'direct', 'she', 'said']
    ['that the ‘deal’ is off', 'mixed', 'The envoy', 'told']
    ['‘deal’', 'direct', 'The envoy', 'told']
    ['‘reset’', 'scare', '', '']
    """
    tokens = corpus.arrays
    if not len(tokens):
        return schema.empty("quotes")
    pairs = pair_marks(tokens)
    listed = load_reporting_verbs() if verbs is None else verbs
    stream, found = find_attributions(tokens, pairs, listed, nouns=verbs is None)
    text = stream.text
    pieces, kinds, owners = [], [], []
    covered: set[int] = set()
    marks = _Marks(corpus, stream, pairs)
    for n, attribution in enumerate(found):
        for low, high in attribution.content:
            inside = [i for i in range(low, high) if text[i] in "QU"] if _has_mark(text, low, high) else []
            covered.update(inside)
            whole = high == low + 1 and bool(inside)
            said = inside if whole else [i for i in inside if not marks.is_title(marks.words(i))]
            pieces.append((low, high))
            kinds.append("direct" if whole else "mixed" if said else "indirect")
            owners.append(n)
            if not whole:
                pieces += [(i, i + 1) for i in said]
                kinds += ["direct"] * len(said)
                owners += [n] * len(said)
    chains: dict[int, int] = {}
    n_owners = len(found)
    for mark in re.finditer("[QU]", text):
        i = mark.start()
        kind = None if i in covered else marks.kind(i)
        if kind:
            owner = chains.setdefault(marks.chain(i), n_owners)
            n_owners += owner == n_owners
            pieces.append((i, i + 1))
            kinds.append(kind)
            owners.append(owner)
    return _table(corpus, stream, found, pieces, kinds, np.array(owners, np.int64))


def _has_mark(text: str, low: int, high: int) -> bool:
    return text.find("Q", low, high) >= 0 or text.find("U", low, high) >= 0


class _Marks:
    """What stands between marks: speech, a title, or a term at a distance."""

    def __init__(self, corpus: Corpus, stream, pairs) -> None:
        self.stream, self.types = stream, corpus.arrays.types.tolist()
        self.codes = corpus.arrays.codes
        self.chains = dict(zip(pairs.first.tolist(), pairs.chain.tolist(), strict=True))
        self.long = np.bincount(pairs.chain)
        self.loose = dict(zip(pairs.first.tolist(), (~pairs.closed).tolist(), strict=True))

    def words(self, i: int) -> list[str]:
        """The words between the marks; only the first ones of a long quotation."""
        first, last = int(self.stream.first[i]), int(self.stream.last[i])
        last = min(last, first + _FIRST)
        forms = [self.types[code] for code in self.codes[first + 1 : last + self.loose[first]].tolist()]
        return [f for f in forms if any(c.isalnum() for c in f) and f[0] not in "'’"]

    def chain(self, i: int) -> int:
        return self.chains[int(self.stream.first[i])]

    def is_title(self, words: list[str]) -> bool:
        large = [w for w in words if w.lower() not in closed_classes.SMALL_IN_TITLES]
        return 2 < len(words) < _FIRST // 2 and words[0][0].isupper() and all(not w[0].islower() for w in large)

    def kind(self, i: int) -> str | None:
        """Direct or scare, for marks that are in no attribution; None for a title, and for marks without a word."""
        words = self.words(i)
        if not words or self.is_title(words):
            return None
        spoken = self.stream.text[i] == "U" and words[0][0].isupper() and len(words) >= _SPOKEN
        if spoken or len(words) > _LONGEST_TERM or self.long[self.chain(i)] > 1:
            return "direct"
        return "scare"


def _table(corpus: Corpus, stream, found, pieces, kinds, owner) -> pd.DataFrame:
    if not pieces:
        return schema.empty("quotes")
    rows = {}
    ranges = list(pieces)
    for name in ("source", "cue"):
        rows[name] = np.array([n for n, a in enumerate(found) if getattr(a, name)], np.int64)
        ranges += [getattr(found[n], name) for n in rows[name].tolist()]
    at = np.array(ranges, np.int64)
    spans = make_spans(corpus, stream.first[at[:, 0]], stream.last[at[:, 1] - 1])
    table = spans.iloc[: len(pieces)].assign(kind=kinds)
    low = len(pieces)
    for name in ("source", "cue"):
        part = spans.iloc[low : low + len(rows[name])].set_index(rows[name]).reindex(owner)
        low += len(rows[name])
        table[name] = part["text"].array
        table[f"{name}_start"], table[f"{name}_end"] = part["start"].array, part["end"].array
    order = np.lexsort((-stream.last[at[: len(pieces), 1] - 1], stream.first[at[: len(pieces), 0]]))
    table = table.iloc[order]
    table["quote_id"] = pd.factorize(owner[order])[0]
    return schema.conform(table, "quotes")


@checked
def with_voice(spans: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Whose voice each span is in.

    Parameters
    ----------
    spans : DataFrame
        Needs doc_id, start, end: mentions, hedges, tokens, sentences, ...
    quotes : DataFrame
        What `find_quotes` gave, or `resolve_sources` after it; needs doc_id, start, end, kind.

    Returns
    -------
    DataFrame
        The same rows with the columns voice (author, quoted, reported or scare) and speaker: the actor behind the
        source where the quotes have one, else the source; NA for the author and for scare quotes. A span that lies
        only partly in a quotation, such as the sentence that holds it, is the author's.

    Examples
    --------
    >>> quotes = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [9], "kind": ["direct"], "source": ["she"]})
    >>> spans = pd.DataFrame({"doc_id": ["a", "a"], "start": [3, 10], "end": [5, 14]})
    >>> with_voice(spans, quotes)[["voice", "speaker"]].fillna("").values.tolist()
    [['quoted', 'she'], ['author', '']]
    """
    schema.need(spans, ("doc_id", "start", "end"), "the spans")
    schema.need(quotes, ("doc_id", "start", "end", "kind"), "the quotes")
    wrong = set(quotes["kind"].dropna()) - set(KINDS)
    if wrong:
        schema.one_of(min(map(str, wrong)), KINDS, "the kind of a quote")
    voice = np.full(len(spans), "author", dtype=object)
    place = np.full(len(spans), -1, np.int64)
    for name, kinds in VOICES.items():
        rows = np.flatnonzero(quotes["kind"].isin(kinds).to_numpy())
        inside = find_containing(spans, quotes.iloc[rows])
        hit = inside >= 0
        voice[hit], place[hit] = name, rows[inside[hit]]
    speaker = pd.Series(pd.NA, index=quotes.index, dtype="str")
    for column in ("source", "actor"):
        if column in quotes:
            speaker = quotes[column].astype("str").fillna(speaker)
    speaker = speaker.array.take(place, allow_fill=True)
    added = {"voice": pd.array(voice, dtype="str"), "speaker": pd.array(speaker, dtype="str")}
    return spans.drop(columns=[c for c in added if c in spans]).assign(**added)
