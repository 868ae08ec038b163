"""Typography changes no result: every public function that finds or counts, texts and lists in every spelling.

A function that is new is called here, or stands in `NOT_CALLED` with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

import pandas as pd
import pytest
from conftest import corpus_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

import discourse as dc
from discourse.text.characters import APOSTROPHES, INVISIBLE, LIGATURES, WIDE
from discourse.text.tokenise import fold, plain_spelling

ACTORS = pd.DataFrame(
    {
        "actor": ["Ana Pérez", "Sean O’Dowd", "Old Harbour Office", "Norland", "Soria"],
        "alias": ["Ana Pérez", "Sean O’Dowd", "Old Harbour Office", "Norland", "Soria"],
        "type": ["person", "person", "other", "state", "state"],
        "form": "name",
    }
)
LEXICON = pd.DataFrame(
    {"pattern": ["trade war*", "isn’t", "hard work*", "office of Norland", "old-fashioned"], "category": list("aabbc")}
)
SENTENCES = (
    "“We may not agree,” Ana Pérez said.",
    "It isn’t a trade war, and O’Dowd’s envoys won’t say so.",
    "The office of Norland—perhaps the first—found a hard-working, old-fashioned friend.",
    "“Why now?” Sean O’Dowd asked. Nobody answered him.",
    "We met at No. 10, where Mr. Pérez of the Old Harbour Office waited.",
    "Soria could be at war with Norland; that is definitely terrific.",
    "According to Ana Pérez, Norland’s offer is very bad, and it is unlikely to fail.",
    "The co-founder of the trade-off left at 10 a.m. - or so he said.",
    "The allies’ ‘deal’ was so-called peace. It can’t last.",
    "Norland–Soria talks failed in 2017–18. They seem dead.",
)


def _mentions(corpus: dc.Corpus) -> pd.DataFrame:
    return dc.find_mentions(corpus, ACTORS)


def _counted(corpus: dc.Corpus) -> pd.DataFrame:
    return dc.count_features(corpus, by="outlet")


#: What is asked of a corpus, by the name of the function. All have the docvar `outlet`.
CALLED: dict[str, Callable[[dc.Corpus], pd.DataFrame]] = {
    "actor_sentiment_evidence": lambda c: dc.actor_sentiment_evidence(c, _mentions(c)),
    "collocates": lambda c: dc.collocates(c, "norland"),
    "collocations": lambda c: dc.collocations(c, min_n=1),
    "count_affiliations": lambda c: dc.count_affiliations(_mentions(c), dc.find_terms(c, LEXICON)),
    "count_contested": lambda c: dc.count_contested(dc.find_quotes(c), c),
    "count_cooccurrence": lambda c: dc.count_cooccurrence(_mentions(c)),
    "count_dispersion": lambda c: dc.count_dispersion(c),
    "count_features": _counted,
    "count_mean": lambda c: dc.count_mean(dc.score_sentiment(c), c, column="compound", by="outlet"),
    "count_questions": lambda c: dc.count_questions(c, by="outlet"),
    "count_rate": lambda c: dc.count_rate(dc.find_hedges(c), c, by="outlet"),
    "count_speakers": lambda c: dc.count_speakers(_speakers(c)),
    "count_words": lambda c: dc.count_words(c, by="outlet"),
    "find_boosters": dc.find_boosters,
    "find_duplicates": lambda c: dc.find_duplicates(corpus_of(c.texts[0], " ".join(SENTENCES))),
    "find_hedges": lambda c: dc.find_hedges(c, vague=True),
    "find_mentions": _mentions,
    "find_near": lambda c: dc.find_near(dc.find_hedges(c), _mentions(c), c),
    "find_negations": dc.find_negations,
    "find_ngrams": lambda c: dc.find_ngrams(c, ["trade war", "isn't"]),
    "find_probability_words": dc.find_probability_words,
    "find_quotes": dc.find_quotes,
    "find_sentences": dc.find_sentences,
    "find_terms": lambda c: dc.find_terms(c, LEXICON),
    "keyness": lambda c: dc.keyness(dc.count_features(c), pd.DataFrame({"feature": ["isn't", "war"], "n": [1, 9]})),
    "kwic": lambda c: dc.kwic(c, ["trade war", "o’dowd", "isn't"]),
    "resolve_sources": lambda c: dc.resolve_sources(dc.find_quotes(c), _mentions(c)),
    "score_actor_sentiment": lambda c: dc.score_actor_sentiment(c, _mentions(c)),
    "score_certainty": dc.score_certainty,
    "score_mentions": lambda c: dc.score_mentions(_mentions(c), dc.score_sentiment(c)),
    "score_sentiment": lambda c: dc.score_sentiment(c, lexicon="commentary"),
    "sentiment_evidence": lambda c: dc.sentiment_evidence(c, lexicon="commentary"),
    "suggest_actors": lambda c: dc.suggest_actors(c, min_n=1),
    "with_voice": lambda c: dc.with_voice(_mentions(c), dc.find_quotes(c)),
}
NOT_CALLED = {
    "count_agreement": "codes, no texts",
    "count_reliability": "codes, no texts",
    "count_needed": "codes, no texts",
    "with_correction": "codes, no texts",
    "score_spans": "takes what other functions found",
    "count_difference": "takes what `count_rate` and `count_mean` take",
    "count_multiverse": "calls other measures",
    "find_containing": "places, no texts",
    "find_coded": "places, no texts",
    "find_edits": "compares two tables",
    "find_offices": "takes mentions and dates; see tests/actors/test_offices.py",
    "find_outside": "places, no texts",
    "score_association": "counts, no texts",
    "score_dispersion": "counts, no texts",
    "with_docvars": "adds columns",
    "with_edits": "adds columns",
    "with_found": "adds columns",
}


def _speakers(corpus: dc.Corpus) -> pd.DataFrame:
    mentions = _mentions(corpus)
    return dc.with_voice(mentions, dc.resolve_sources(dc.find_quotes(corpus), mentions)).assign(speaker="x")


def test_every_function_that_finds_or_counts_is_called():
    verbs = re.compile("(find|count|score|with|resolve|suggest)_|kwic|keyness|collocat|.*_evidence")
    asked = {name for name in dc.__all__ if verbs.match(name)}
    assert asked == CALLED.keys() | NOT_CALLED.keys()
    assert not CALLED.keys() & NOT_CALLED.keys()


# --- the same in another spelling -------------------------------------------------------------------------------


def _ligatures(text: str) -> str:
    for char, letters in LIGATURES.items():
        text = text.replace(letters, char)
    return text


def _wide(text: str) -> str:
    narrow = {char: wide for wide, char in WIDE.items() if char.isalnum()}
    return re.sub(r"\b(?:Norland|Soria|war|not|may)\b", lambda m: "".join(map(narrow.__getitem__, m[0])), text)


#: Each makes another spelling of a text.
SPELLINGS: dict[str, Callable[[str], str]] = {
    **{
        f"apostrophe U+{ord(mark):04X}": lambda text, mark=mark: re.sub(r"(?<=\w)’(?=\w)", mark, text)
        for mark in (*APOSTROPHES.replace("’", ""), "＇")
    },
    "straight marks": lambda text: text.translate(str.maketrans("‘’“”", "''\"\"")),
    "ligatures": _ligatures,
    "wide letters": _wide,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "two blanks": lambda text: text.replace(" ", "  "),
    "no-break blanks": lambda text: text.replace(" ", "\u00a0"),
    "thin blanks": lambda text: text.replace(" ", "\u2009"),
    "vertical tabs": lambda text: text.replace(" ", "\x0b"),
    "a horizontal bar": lambda text: text.replace("—", "―"),
    "two hyphens": lambda text: text.replace("—", "--"),
    "three hyphens": lambda text: text.replace("—", "---"),
    "hyphens": lambda text: text.replace("–", "-"),
    "no-break hyphens": lambda text: text.replace("-", "\u2011"),
    "a byte order mark": lambda text: f"\ufeff{text}",
    "soft hyphens": lambda text: re.sub(r"(?<=\w\w)(?=[a-z]{3})", "\u00ad", text),
    "zero-width blanks": lambda text: re.sub(r"(?<=[.,?”’ ])", "\u200b", text),
    "word joiners": lambda text: re.sub(r"(?=[.,?”’ —-])", "\u2060", text),
    "marks of direction": lambda text: text.replace(" ", " \u200e"),
    "selectors of variants": lambda text: re.sub(r"(?<=[?.])", "\ufe0f", text),
}
#: Columns that say where something stands, or show it as it stands there.
_PLACES = re.compile("start|end|low_at|.*_start|.*_end|scope_.*")
_SHOWN = frozenset(["text", "pre", "keyword", "post", "source", "cue", "mention", "near", "word", "words", "term"])


def seen(table: pd.DataFrame) -> pd.DataFrame:
    """The table without places, and its texts with typography set aside."""
    table = table[[c for c in table.columns if not _PLACES.fullmatch(c)]].copy()
    for column in table.columns:
        if table[column].dtype in ("str", "object", "category"):
            known = table[column].notna()
            values = table[column].astype("object")
            values[known] = fold(plain_spelling([str(value) for value in values[known]]))
            table[column] = values
    return table


@cache
def results(text: str) -> dict[str, pd.DataFrame]:
    corpus = corpus_of(text, "Norland may wait.", outlet=["Globe", "Times"])
    return {name: seen(call(corpus)) for name, call in CALLED.items()}


def check_same(text: str, other: str) -> None:
    one, two = results(text), results(other)
    for name in CALLED:
        pd.testing.assert_frame_equal(two[name], one[name], obj=name)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_spelling_changes_no_result(spelling):
    text = " ".join(SENTENCES)
    other = SPELLINGS[spelling](text)
    assert other != text
    check_same(text, other)


@settings(max_examples=8)
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join),
    st.lists(st.sampled_from(sorted(SPELLINGS)), max_size=3, unique=True),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(INVISIBLE)), max_size=6),
)
@example(SENTENCES[1], [], [(0.31, "\u200b"), (0.5, "\ufeff")])
def test_spellings_mix(text, spellings, unseen):
    other = text
    for name in spellings:
        other = SPELLINGS[name](other)
    for place, char in unseen:
        at = int(place * len(other))
        if char != "\u00ad":  # before a blank it would break the word at a line end
            other = other[:at] + char + other[at:]
    check_same(text, other)


# --- lists, patterns and docvars --------------------------------------------------------------------------------


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_spelling_of_a_list_changes_no_result(spelling):
    corpus = corpus_of(" ".join(SENTENCES))
    spell = SPELLINGS[spelling]
    for find, table, column in (
        (dc.find_terms, LEXICON, "pattern"),
        (dc.find_mentions, ACTORS, "alias"),
    ):
        other = table.assign(**{column: [spell(value) for value in table[column]]})
        one, two = find(corpus, table), find(corpus, other)
        same = ["doc_id", "start", "end", "text"]
        pd.testing.assert_frame_equal(one[same], two[same])
        assert len(one)
    assert dc.kwic(corpus, spell("trade war"))["keyword"].tolist() == ["trade war"]
    assert dc.count_features(corpus, drop=[spell("isn’t")])["feature"].tolist() == [
        feature for feature in dc.count_features(corpus)["feature"] if feature != "isn't"
    ]


@pytest.mark.parametrize(
    "name", ["Ｇlobe  Post\u200b", "Globe\u00a0Post", "\ufeffGlobe Post", "Globe \u2009Post ", "Glo\u00adbe Post"]
)
def test_a_docvar_in_two_spellings_is_one_group(name):
    corpus = corpus_of("It may.", "It might.", outlet=["Globe Post", name])
    assert dc.count_rate(dc.find_hedges(corpus), corpus, by="outlet")[["outlet", "n"]].values.tolist() == [
        ["Globe Post", 2]
    ]
