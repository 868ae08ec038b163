"""Voice: what an author says, and what is said through the author.

A text quotes (``“...”``), reports (``said that ...``) and keeps a distance from words (the ‘grand bargain’); the rest
is the author's own. A direct quotation is between quotation marks. Indirect speech, thought and stance follow a
reporting verb. A mixed quotation is a reported clause with quotation marks inside it (PARC: Pareti 2012). Marks around
a phrase that nobody is said to have spoken are scare quotes (Predelli 2003), unless they contain a title, or a word
that is mentioned as a word.

References
----------
Pareti, S. (2012). A database of attribution relations. LREC.
Predelli, S. (2003). Scare quotes and their relation to other semantic issues. Linguistics and Philosophy, 26, 1-28.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus, tidy_column
from discourse.corpus.spans import find_containing, make_spans
from discourse.corpus.voices import VOICES
from discourse.english.phrases import Stream, WordClasses
from discourse.english.quotation_marks import Pairs, pair_marks
from discourse.text.tokens import Tokens
from discourse.voice._attribution import Attribution, find_attributions
from discourse.voice._candidates import ListedVerbs
from discourse.voice._layout import find_labelled
from discourse.voice._marks import MarkReader
from discourse.voice.reporting_verbs import read_listed, read_verbs

_AT_ONCE = 1 << 18  # tokens
KINDS = ("direct", "indirect", "mixed", "scare", "title", "word")


@checked
def find_quotes(corpus: Corpus, *, verbs: pd.DataFrame | None = None) -> pd.DataFrame:
    """Quotations, reported speech and thought, and scare quotes.

    Parameters
    ----------
    corpus : Corpus
    verbs : DataFrame, optional
        Reporting verbs, by default those of `load_reporting_verbs`. For a narrower definition, pass some of its rows,
        such as those of the categories speech and claim.

    Returns
    -------
    DataFrame
        doc_id, sentence_id (of the first word), quote_id, start, end (code points; with the quotation marks, without a
        full stop after them), text, kind, source, source_start, source_end, cue, cue_start, cue_end (NA if there is
        none). The parts of an interrupted quotation share a quote_id. A ``mixed`` row is the whole reported clause.
        Each pair of marks inside it is one more row with the same quote_id, ``direct``, ``title`` or ``word``. Apart
        from these, rows never overlap.

    Notes
    -----
    An apposition and the comma that closes it are part of the source (`Ms Lee, the envoy,`). Auxiliaries, adverbs and a
    colon are part of the cue (`has also said:`). If an attribution is inside another one, or quotation marks are inside
    others, the outer one counts. A fragment of speech has the source of the attribution in its sentence. Quotation
    marks around titles and other names (``title``), and around words that are mentioned as words (``word``), change
    neither voice nor distance.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> text = "“We will go,” she said. The envoy told us that the ‘deal’ is off. A ‘reset’ failed."
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> for row in dc.find_quotes(corpus)[["text", "kind", "source", "cue"]].fillna("").values.tolist():
    ...     print(row)
    ['“We will go,”', 'direct', 'she', 'said']
    ['that the ‘deal’ is off', 'mixed', 'The envoy', 'told']
    ['‘deal’', 'direct', 'The envoy', 'told']
    ['‘reset’', 'scare', '', '']

    >>> text = "The film “Jaws” made “shark” a bad word. The word “shark” is Dutch."
    >>> dc.find_quotes(dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]})))["kind"].tolist()
    ['title', 'scare', 'word']
    """
    tokens = corpus.arrays
    if not len(tokens):
        return schema.empty("quotes")
    pairs = tokens.once(pair_marks)
    symbols, known = read_listed() if verbs is None else read_verbs(verbs)
    classes = WordClasses(tokens, symbols)
    listed = ListedVerbs(classes.forms, known)
    parts: list[_Part] = []
    for low, part in tokens.by_documents(_AT_ONCE):
        own = pairs.between(low, low + len(part))
        parts.append(_read(part, own, Stream(part, own, classes), listed, verbs is None).behind(low, parts))
    return _table(corpus, parts)


class _Part(NamedTuple):
    """The quotations of some documents, as arrays of three columns: tokens, first and last, and an owner.

    The owner is the number of what a piece is a piece of: of an attribution, or of a chain of marks that stand in none.
    """

    pieces: np.ndarray
    kinds: np.ndarray  # of the pieces, by their place in `KINDS`
    sources: np.ndarray
    cues: np.ndarray
    owners: int  # one more than the last

    def behind(self, low: int, parts: list[_Part]) -> _Part:
        """The same behind `low` tokens and other parts."""
        before = parts[-1].owners if parts else 0
        moved = (table + np.array([low, low, before]) for table in (self.pieces, self.sources, self.cues))
        pieces, sources, cues = moved
        return _Part(pieces, self.kinds, sources, cues, before + self.owners)


def _read(tokens: Tokens, pairs: Pairs, stream: Stream, listed: ListedVerbs, nouns: bool) -> _Part:
    marks = MarkReader(tokens, stream, pairs, listed.known)
    found = find_attributions(stream, tokens, pairs, listed, nouns=nouns)
    found = _with_labelled([a for a in found if not marks.is_no_speech(a)], find_labelled(tokens, stream))
    kinds = marks.read(found)
    places = list(kinds)
    rows = [row for n, attribution in enumerate(found) for row in _governed(n, attribution, kinds, places)]
    rows += _free(found, marks, kinds)

    def tokens_of(ranges: list[tuple[int, int, int]]) -> np.ndarray:
        low, high, owner = np.array(ranges, np.int64).reshape(-1, 3).T
        return np.array([stream.first[low], stream.last[high - 1], owner]).T

    return _Part(
        tokens_of([(row.low, row.high, row.owner) for row in rows]),
        np.array([KINDS.index(row.kind) for row in rows], np.int8),
        tokens_of([(*a.source, n) for n, a in enumerate(found) if a.source]),
        tokens_of([(*a.cue, n) for n, a in enumerate(found) if a.cue]),
        max([len(found), *(row.owner + 1 for row in rows)]),
    )


def _with_labelled(found: list[Attribution], labelled: list[Attribution]) -> list[Attribution]:
    """Both, in the order of the text; what is reported inside the words of a labelled speaker is part of them."""
    pieces = sorted(piece for a in labelled for piece in a.content)
    starts = [low for low, _ in pieces]

    def inside(at: int) -> bool:
        n = bisect_right(starts, at) - 1
        return n >= 0 and at < pieces[n][1]

    labels = {a.source for a in labelled}
    found = [a for a in found if a.cue and not inside(a.cue[0]) and a.source not in labels]
    governed = {low for a in found for low, _ in a.content}
    own = [a for a in labelled if governed.isdisjoint(low for low, _ in a.content)]
    return sorted([*found, *own], key=Attribution.place)


class _Row(NamedTuple):
    """A row of the table: symbols of the stream, the kind, and what it is a piece of."""

    low: int
    high: int
    kind: str
    owner: int


def _governed(n: int, attribution: Attribution, kinds: dict[int, str | None], places: list[int]) -> Iterator[_Row]:
    """The content of an attribution, piece by piece, and the marks inside each; `places` are those of all marks."""
    for low, high in attribution.content:
        if attribution.cue is None:
            yield _Row(low, high, "direct", n)
            continue
        held = places[bisect_left(places, low) : bisect_left(places, high)]
        if held and high == low + 1:
            yield _Row(low, high, "direct", n)
            continue
        said = [_Row(i, i + 1, kind, n) for i in held if (kind := kinds[i])]
        yield _Row(low, high, "mixed" if any(row.kind == "direct" for row in said) else "indirect", n)
        yield from said


def _free(found: list[Attribution], marks: MarkReader, kinds: dict[int, str | None]) -> Iterator[_Row]:
    """The marks that stand in no attribution. A fragment of speech is a piece of the one in its sentence."""
    covered = {i for a in found for low, high in a.content for i in marks.marks_in(low, high)}
    owner = len(found)
    chains: dict[int, int] = {}
    for i, kind in kinds.items():
        if kind and i not in covered:
            near = marks.attribution_of(i) if kind == "direct" else None
            if near is None:
                near = chains.setdefault(marks.chain(i), owner)
                owner += near == owner
            yield _Row(i, i + 1, kind, near)


def _table(corpus: Corpus, parts: list[_Part]) -> pd.DataFrame:
    pieces, kinds, sources, cues = (np.concatenate(some) for some in list(zip(*parts, strict=True))[:4])
    if not len(pieces):
        return schema.empty("quotes")
    pieces, kinds = (rows[np.lexsort((-pieces[:, 1], pieces[:, 0]))] for rows in (pieces, kinds))
    owner = pieces[:, 2]
    table = make_spans(corpus, pieces[:, 0], pieces[:, 1])
    table["kind"] = pd.array(np.array(KINDS, dtype=object)[kinds], dtype="str")
    for name, ranges in (("source", sources), ("cue", cues)):
        part = make_spans(corpus, ranges[:, 0], ranges[:, 1])
        row = pd.Index(ranges[:, 2]).get_indexer(owner)
        table[name] = tidy_column(part["text"]).array.take(row, allow_fill=True)
        for edge in ("start", "end"):
            table[f"{name}_{edge}"] = part[edge].astype("Int64").array.take(row, allow_fill=True)
    table["quote_id"] = pd.factorize(owner)[0]
    return schema.conform(table, "quotes")


@checked
def with_voice(spans: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Whose voice each span is in.

    Parameters
    ----------
    spans : DataFrame
        Needs doc_id, start, end: mentions, hedges, tokens, sentences, ...
    quotes : DataFrame
        The result of `find_quotes`, or of `resolve_sources` after it; needs doc_id, start, end, kind.

    Returns
    -------
    DataFrame
        The same rows with the columns voice (author, quoted, reported or scare) and speaker. The speaker is the actor
        behind the source if the quotes have one, or else the source; it is NA for the author and for scare quotes. A
        span that is only partly inside a quotation, such as the sentence around it, is in the author's voice.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> quotes = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [9], "kind": ["direct"], "source": ["she"]})
    >>> spans = pd.DataFrame({"doc_id": ["a", "a"], "start": [3, 10], "end": [5, 14]})
    >>> dc.with_voice(spans, quotes)[["voice", "speaker"]].fillna("").values.tolist()
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
