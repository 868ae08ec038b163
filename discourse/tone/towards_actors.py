"""Tone towards an actor: what is said of an actor who is mentioned, and what is done by or to that actor.

Evaluative words relate to the mention that they occur with. A verb has a direction: `X condemned Y` says something bad
of Y and less of X, `X murdered Y` something bad of X. There is no parser. The agent is the mention before an active
verb in the same clause with no other name between them, or the mention after `by`. The patient is the mention close
after the verb, or the one before a passive. Other words count most after the mention in its own clause, less before it
or in another clause, and least in what the mention says or across quotation marks, where somebody else speaks. The
words of the mentions themselves are never read, so a name cannot change the tone.

References
----------
Rashkin, H., Singh, S. and Choi, Y. (2016). Connotation frames: a data-driven investigation. ACL.
Hamborg, F. and Donnay, K. (2021). NewsMTSC: a dataset for (multi-)target-dependent sentiment classification in
political news articles. EACL.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import make_spans, read_spans
from discourse.english.quotation_marks import pair_marks
from discourse.text.tokens import Tokens, covered
from discourse.tone._label import SUM_OF, SUMS, circumstances, tell_label
from discourse.tone._relation import RELATIONS, VALUES, WEIGHTS, relate
from discourse.tone._scene import Scene
from discourse.tone._valence import lower_types, tell_rules, token_ranges
from discourse.tone.commentary import find_evaluative, listed, weigh

_TOKENS_AT_ONCE = 1 << 20
_AT_ONCE = 1 << 20  # pairs of a mention and a word
_NO_PAIR = np.zeros(0, np.int64)
_OTHER_VOICE = 0.7
_ALPHA = 1.0
_LABELS = np.array(["negative", "neutral", "positive"], dtype=object)


@checked
def score_actor_sentiment(
    corpus: Corpus, mentions: pd.DataFrame, *, quotes: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The tone towards the actor of each mention in its sentence.

    Parameters
    ----------
    corpus : Corpus
    mentions : DataFrame
        Spans with doc_id, start, end and actor, such as `find_mentions` gives.
    quotes : DataFrame, optional
        The result of `find_quotes`. With it, a word counts for a mention only if both are in the same voice: the
        author's, or the same quotation. Without it, words on the other side of quotation marks count less.

    Returns
    -------
    DataFrame
        One row per mention: doc_id, sentence_id, start, end (code points), actor; tone (-1 to 1, 0 if no word relates
        to it); label: negative, neutral or positive. The label never contradicts the sign of tone, and it is neutral if
        tone is 0. Mentions outside the text that is read (in other roles) are left out. Only the sentence of the
        mention is read.

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column, or the mentions come from another corpus.

    See Also
    --------
    actor_sentiment_evidence : the words behind a score.

    Notes
    -----
    The list is that of `score_sentiment(..., lexicon="commentary")`, with separate values for the agent and the patient
    of a verb. Negation and similar rules work as there. All mentions given are masked: their words are never counted,
    and each is as long as one word, so a different name makes no difference. The label is fitted to annotated
    sentences. Positive and negative each have a score, and neutral has 0. A score adds up the values of good and bad
    words, by their relation to the mention, and circumstances such as whether the mention begins the sentence
    (`discourse/data/tone_label.csv`). Neutral means that the mention is hardly judged. If much is said both for and
    against it, the label is mostly that of the stronger side, though the tone is near 0.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["Lee condemned Poe."]}))
    >>> mentions = pd.DataFrame({"doc_id": "a", "start": [0, 14], "end": [3, 17], "actor": ["Lee", "Poe"]})
    >>> dc.score_actor_sentiment(corpus, mentions)["label"].tolist()
    ['neutral', 'negative']
    """
    schema.need(mentions, ("doc_id", "start", "end", "actor"), "mentions")
    mentions = read_spans(mentions, corpus, "the table of mentions")
    _need_quotes(quotes)
    tokens, scored = corpus.arrays, []
    for low, part in tokens.by_documents(_TOKENS_AT_ONCE):
        part.know(pair_marks, tokens.once(pair_marks).between(low, low + len(part)))
        at, own = _rows_in(part, mentions), None if quotes is None else quotes.iloc[_rows_in(part, quotes)]
        found = _read(part, mentions.iloc[at], own, pairs=False)
        if found is not None:
            label = tell_label(found.good, found.bad, circumstances(found.scene))
            sentence = part.sentence_at(found.scene.first)
            scored.append((at[found.mention], sentence, found.tone, label))
    if not scored:
        return schema.empty("actor_sentiment")
    row, sentence, tone, label = (np.concatenate(column) for column in zip(*scored, strict=True))
    order = np.argsort(row)
    spans = mentions.iloc[row[order]]
    table = pd.DataFrame(
        {
            "doc_id": spans["doc_id"].astype("str").array,
            "sentence_id": sentence[order],
            "start": spans["start"].array,
            "end": spans["end"].array,
            "actor": spans["actor"].astype("str").array,
            "tone": tone[order],
            "label": pd.array(_LABELS[1 + label[order]], dtype="str"),
        }
    )
    return schema.conform(table, "actor_sentiment")


def _need_quotes(quotes: pd.DataFrame | None) -> None:
    if quotes is not None:
        schema.need(quotes, ("doc_id", "start", "end"), "quotes")


def _rows_in(part: Tokens, spans: pd.DataFrame) -> np.ndarray:
    """The rows of spans in the documents of a part, which follow one another."""
    doc = part.doc_ids.get_indexer(spans["doc_id"].astype("str"))
    return np.flatnonzero((doc >= part.doc_of_sentence[0]) & (doc <= part.doc_of_sentence[-1]))


@checked
def actor_sentiment_evidence(
    corpus: Corpus, mentions: pd.DataFrame, *, quotes: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Every word that counted for the tone towards an actor.

    Parameters
    ----------
    corpus, mentions, quotes
        As in `score_actor_sentiment`.

    Returns
    -------
    DataFrame
        One row per word and mention: doc_id, sentence_id, start, end (code points), text of the word; actor,
        mention_start, mention_end; valence, the value in the list (for a verb, the value for its agent or for its
        patient); contribution, whose sum over a mention is s, and the tone is s / sqrt(s² + 1); share, whose sum is the
        tone; relation, how the word relates to the mention; rule, what changed the valence (NA if nothing did).

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["Lee was praised by Poe."]}))
    >>> mentions = pd.DataFrame({"doc_id": "a", "start": [0, 19], "end": [3, 22], "actor": ["Lee", "Poe"]})
    >>> dc.actor_sentiment_evidence(corpus, mentions)[["actor", "text", "relation"]].values.tolist()
    [['Lee', 'praised', 'is done to, in the passive'], ['Poe', 'praised', 'does it, behind by']]
    """
    schema.need(mentions, ("doc_id", "start", "end", "actor"), "mentions")
    mentions = read_spans(mentions, corpus, "the table of mentions")
    _need_quotes(quotes)
    found = _read(corpus.arrays, mentions, quotes)
    if found is None:
        return schema.empty("actor_sentiment_evidence")
    spans = mentions.iloc[found.mention[found.owner]]
    ratio = 1 / np.sqrt(found.total**2 + _ALPHA)
    relation = np.array([name for name, _, _ in RELATIONS], dtype=object)[found.relation]
    relation[found.apart] += ", in another voice"
    rules = tell_rules(found.notes, lower_types(corpus.arrays), len(found.hit_first))
    table = make_spans(corpus, found.hit_first[found.hit], found.hit_last[found.hit]).assign(
        actor=spans["actor"].astype("str").array,
        mention_start=spans["start"].array,
        mention_end=spans["end"].array,
        valence=found.valence,
        contribution=found.value,
        share=found.value * ratio[found.owner],
        relation=pd.array(relation, dtype="str"),
        rule=rules[found.hit],
    )
    return schema.conform(table, "actor_sentiment_evidence")


class _Found(NamedTuple):
    mention: np.ndarray  # the rows of `mentions` that hold a token
    scene: Scene  # where they stand
    good: np.ndarray  # what their good words count for, a column each of `SUMS`
    bad: np.ndarray  # and their bad ones, from 0
    hit_first: np.ndarray  # the words of the list: their first tokens
    hit_last: np.ndarray
    notes: list[tuple[str, np.ndarray]]  # of those words
    owner: np.ndarray  # pairs of a mention and a word: which of the mentions
    hit: np.ndarray  # which of the words
    relation: np.ndarray
    apart: np.ndarray  # do they stand in different voices?
    valence: np.ndarray
    value: np.ndarray

    @property
    def total(self) -> np.ndarray:
        return self.good.sum(axis=1) - self.bad.sum(axis=1)

    @property
    def tone(self) -> np.ndarray:
        return self.total / np.sqrt(self.total**2 + _ALPHA)


def _read(tokens: Tokens, mentions: pd.DataFrame, quotes: pd.DataFrame | None, *, pairs: bool = True) -> _Found | None:
    """The words that bear on each mention; None where there is nothing to read. Only sums without `pairs`."""
    if not len(tokens) or mentions.empty:
        return None
    rows, first, after = token_ranges(tokens, mentions, "mentions")
    held = first < after
    rows, first, last = rows[held], first[held], after[held] - 1
    scene = Scene(tokens, first, last)
    words = listed()
    hit_first, hit_last, row = find_evaluative(scene.words)
    # Only words in a sentence with a mention are weighed.
    sentence = tokens.sentence
    low = np.searchsorted(sentence[hit_first], sentence[first], "left")
    high = np.searchsorted(sentence[hit_first], sentence[first], "right")
    near = covered(low, high, len(hit_first))
    used = np.flatnonzero(near)
    place = np.append(0, np.cumsum(near))
    low, high = place[low], place[high]
    hit_first, hit_last, row = hit_first[used], hit_last[used], row[used]

    valence = words.valence[row]
    value, notes = weigh(scene.words, hit_first, valence, words.negation[row], last=hit_last, steps=scene.steps)
    factor = value / valence  # what the rules make of any value the word has
    agent, patient = words.agent[row], words.patient[row]
    roles = {"valence": valence, "agent": agent, "patient": patient, "either": (agent + patient) / 2}
    voice, other_voice = (scene.quoted, _OTHER_VOICE) if quotes is None else (_quotation(tokens, quotes), 0.0)
    n = len(SUMS)
    sums, kept = np.zeros((2, len(rows) * n)), []  # of the good words and of the bad ones
    for owner, hit in _pairs(low, high):
        relation = relate(scene, hit_first, hit_last, words.verb[row], owner, hit)
        said = np.select([VALUES[relation] == role for role in roles], [value[hit] for value in roles.values()])
        apart = voice[hit_first[hit]] != voice[first[owner]]
        value = said * factor[hit] * WEIGHTS[relation] * np.where(apart, other_voice, 1.0)
        counts = np.flatnonzero(value != 0)
        owner, value = owner[counts], value[counts]
        at = owner * n + SUM_OF[relation[counts]]
        start = at.min(initial=sums.shape[1])
        for side, sign in enumerate((1, -1)):
            some = np.bincount(at - start, np.maximum(sign * value, 0))
            sums[side, start : start + len(some)] += some
        if pairs:
            kept.append((owner, *(a[counts] for a in (hit, relation, apart, said)), value))
    columns = [np.concatenate(column) for column in zip(*kept, strict=True)] if kept else [_NO_PAIR] * 6
    good, bad = sums.reshape(2, -1, n)
    return _Found(rows, scene, good, bad, hit_first, hit_last, notes, *columns)


def _pairs(low: np.ndarray, high: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Each mention with each word from `low` to before `high`; not too many pairs at once."""
    size = high - low
    part = np.cumsum(size) // _AT_ONCE
    for some in np.split(np.arange(len(low)), np.flatnonzero(np.diff(part)) + 1):
        owner = np.repeat(some, size[some])
        before = np.repeat(np.cumsum(size[some]) - size[some], size[some])
        yield owner, np.arange(len(owner)) - before + np.repeat(low[some], size[some])


def _quotation(tokens: Tokens, quotes: pd.DataFrame) -> np.ndarray:
    """For each token the innermost quotation that holds it, from 1; 0 for none."""
    rows, first, after = token_ranges(tokens, quotes, "quotes")
    voice = np.zeros(len(tokens), np.int32)
    order = np.argsort(first - after, kind="stable")  # the longest first, so that shorter ones are written over it
    for i in order.tolist():
        voice[first[i] : after[i]] = rows[i] + 1
    return voice
