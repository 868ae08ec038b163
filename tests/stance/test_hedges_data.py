"""The shipped list of hedges: its shape, its members, and that every row of it can match."""

import re
from importlib.resources import files

import pandas as pd
import pytest

import discourse as dc

CATEGORIES = {
    "modal",
    "verb",
    "adverb",
    "adjective",
    "noun",
    "approximator",
    "quantifier",
    "vague",
    "shield",
    "conditional",
    "none",
}
EXPECTED = (
    "seemingly; in certain respects; unclear; largely; tend to; tends to; tended to; possibility; possibilities; "
    "essentially; nearly; unlikely; rightly or wrongly; may; appear; appears; appeared; might; could; would; perhaps; "
    "maybe; possibly; probably; suggest; suggests; suggested; likely; apparently; presumably; arguably; roughly; "
    "approximately; seem; seems; seemed; if anything; if any; if true; to some extent; in my view; "
    "some; many; sort of; almost; allegedly; reportedly; in principle; uncertain; assumption; potential"
).split("; ")


@pytest.fixture(scope="module")
def hedges():
    with files("discourse").joinpath("data/hedges.csv").open(encoding="utf-8") as file:
        return pd.read_csv(file, keep_default_na=False)


@pytest.fixture(scope="module")
def cues(hedges):
    return hedges[hedges["category"] != "none"]


def corpus_of(*texts):
    frame = pd.DataFrame({"doc_id": [f"{n:05d}" for n in range(len(texts))], "text": list(texts)})
    return dc.from_documents(frame, sections=False)


def test_columns(hedges):
    assert list(hedges.columns) == ["pattern", "category", "strength", "reference", "note"]


def test_categories_are_the_documented_ones_and_all_in_use(hedges):
    assert set(hedges["category"]) == CATEGORIES


def test_strength_lies_above_zero_and_up_to_one_and_is_zero_for_what_is_no_hedge(hedges, cues):
    assert cues["strength"].between(0, 1, inclusive="right").all()
    assert (hedges.loc[hedges["category"] == "none", "strength"] == 0).all()


def test_strength_is_no_constant(cues):
    """`may` leaves more doubt than `should`, `some`, `nearly`; `not clear` more than `largely`."""
    strength = cues.set_index("pattern")["strength"]
    assert strength["may"] > strength["should"] > strength["some"]
    assert strength["may"] > strength["nearly"]
    assert strength["not clear"] > strength["largely"]
    assert strength["suggest"] == strength["suggests"] == strength["suggested"] == strength["suggesting"]


def test_every_row_has_a_reference(hedges):
    cited = hedges["reference"].str.fullmatch(r"[A-Z].+ \(\d{4}\)")
    assert (cited | ((hedges["category"] == "none") & (hedges["reference"] == "not a hedge"))).all()


def test_patterns_are_unique_and_sorted(hedges):
    assert hedges["pattern"].is_unique
    assert hedges["pattern"].tolist() == sorted(hedges["pattern"])


def test_patterns_are_lower_case_words_with_straight_apostrophes(hedges):
    bad = hedges.loc[~hedges["pattern"].str.fullmatch(r"[a-z']+(?:[ -][a-z']+)*"), "pattern"]
    assert bad.tolist() == []


@pytest.mark.parametrize("word", ["if", "or", "can", "and", "can't", "cannot", "must", "dubious", "either"])
def test_words_of_another_construct_are_left_out(cues, word):
    assert word not in set(cues["pattern"])


def test_size(cues):
    heads = {re.sub(r"(ies|ied|ing|ed|es|s|e|y)$", "", p) for p in cues["pattern"] if " " not in p}
    assert len(cues) >= 250
    assert len(heads) >= 120


def test_likely_and_unlikely_are_adjectives(cues):
    """`will likely` is an adverb by its place, which `find_hedges` sees."""
    of = cues.set_index("pattern")["category"]
    for cue in ("likely", "unlikely", "highly unlikely", "not likely", "more likely"):
        assert of[cue] == "adjective"


@pytest.mark.parametrize("pattern", EXPECTED)
def test_expected_members(cues, pattern):
    assert pattern in set(cues["pattern"])


def test_every_pattern_matches_itself_whole(hedges):
    """The tokeniser draws patterns and texts alike; a pattern it split otherwise could never match."""
    found = dc.find_terms(corpus_of(*hedges["pattern"]), hedges)
    assert found["text"].tolist() == hedges["pattern"].tolist()
    assert found["pattern"].tolist() == hedges["pattern"].tolist()


def test_every_non_hedge_stands_in_the_way_of_a_hedge(hedges, cues):
    """A row of category none that holds no hedge, nor the beginning of one, would do nothing."""
    openings = {tuple(p.split()[:n]) for p in cues["pattern"] for n in range(1, len(p.split()) + 1)}
    whole = {tuple(p.split()) for p in cues["pattern"]}
    idle = []
    for pattern in hedges.loc[hedges["category"] == "none", "pattern"]:
        words = pattern.replace("-", " ").split()
        inside = any(tuple(words[i:j]) in whole for i in range(len(words)) for j in range(i + 1, len(words) + 1))
        if not inside and not any(tuple(words[i:]) in openings for i in range(len(words))):
            idle.append(pattern)
    assert idle == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks may fail, and the deal is probably dead.", ["may", "probably"]),
        ("It is unclear whether the plan will hold.", ["unclear"]),
        (
            "He was, rightly or wrongly, seen as weak in certain respects.",
            ["rightly or wrongly", "in certain respects"],
        ),
        ("Some critics say it isn’t clear.", ["isn’t clear"]),
        ("We must act as soon as possible; there is no doubt that war is over.", []),
        ("Its military might grew, and the think tank appeared in the press.", []),
        ("The would-be leader is no longer possible to ignore.", []),
        ("What kind of order is that?", []),
        ("If we can, we act, or we wait.", []),
        ("How many likely voters are there?", []),
    ],
)
def test_on_sentences_made_up_for_it(text, expected):
    assert dc.find_hedges(corpus_of(text))["text"].tolist() == expected
