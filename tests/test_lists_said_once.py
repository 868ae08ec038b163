"""The lists of words that several rooms read: one row a word, in the form in which its users look it up."""

from __future__ import annotations

from importlib.resources import files

import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse._lists import all_words, read_words
from discourse.actors import _longer_names, _name_words
from discourse.actors._office_phrases import HEADS, PHRASES
from discourse.actors.mentions import TYPES
from discourse.english import closed_classes
from discourse.text import _boundaries
from discourse.text.vocabulary import PREFIX, Vocabulary

YES = {"", "yes"}
POINTS = {"", "never last", "may be last", "last", "before a number"}
TYPES_OR_NONE = {"", *TYPES}
#: Of each list: what a word looks like; which columns tell its rows apart; what other columns may hold.
LISTS = {
    "abbreviations": (r"[A-Za-z.]*[A-Za-z]", ["word"], {"point": POINTS}),
    "calendar": (r"[a-z]+", ["word"], {"point": POINTS, "number": {"", *map(str, range(1, 13))}}),
    "furniture": (
        r"[a-z]+(?:[ -][a-z]+)?",
        ["kind", "word"],
        {"kind": {"job", "deed", "credit", "rubric", "agency", "label"}},
    ),
    "name_heads": (
        r"[a-zéô]+",
        ["word"],
        {"type": TYPES_OR_NONE, "group": TYPES_OR_NONE}
        | dict.fromkeys(("behind", "before", "before_of", "body", "chamber", "event"), YES),
    ),
    "name_given": (r"[A-Za-zÀ-ž'-]+", ["word"], {"gender": {"female", "male", "either"}, "place": YES}),
    "name_parts": (r"[A-Za-zÀ-ž' -]+", ["part", "word"], {}),
    "office_words": (
        r"[a-z]+(?:[ -][a-z]+)*",
        ["kind", "word", "title"],
        {"kind": {"office", "bound", "present", "past", "role", "state", "definite", "behind"}},
    ),
    "openers": (r"[a-z']+", ["word"], {"sentence": YES}),
    "prefixes": (r"[a-z]+", ["word"], {"kind": {"prefix", "combining form", "article"}, "apart": YES}),
    "titles": (r"[a-z-]+", ["word"], {"point": POINTS, "inside": YES, "person": YES}),
}


def load(name: str) -> pd.DataFrame:
    with files("discourse").joinpath(f"data/{name}.csv").open("rb") as file:
        return pd.read_csv(file, dtype="str", keep_default_na=False)


@pytest.mark.parametrize("name", LISTS)
def test_rows_are_whole_and_stand_once(name):
    form, key, allowed = LISTS[name]
    table = load(name)
    assert not table.loc[table.duplicated(key), key].to_numpy().tolist()
    assert (table["reference"] != "").all()
    assert table.loc[~table["word"].str.fullmatch(form), "word"].tolist() == []
    for column, values in allowed.items():
        assert set(table[column]) <= values, column


def test_short_forms_of_months_and_days_are_those_of_a_month_or_day():
    table = load("calendar")
    for kind, n in (("month", 12), ("weekday", 7)):
        full = table[table["kind"] == kind].set_index("number")["word"]
        assert full.index.tolist() == [str(i + 1) for i in range(n)]
        short = table[table["kind"] == f"{kind}, shortened"]
        assert set(short["number"]) == set(full.index) - ({"5"} if kind == "month" else set())  # May is short itself
        assert all(full[row.number].startswith(row.word) for row in short.itertuples())


def test_names_of_time_are_the_closed_classes():
    names = read_words("calendar", "kind")
    assert (names["month"], names["weekday"]) == (closed_classes.MONTHS, closed_classes.WEEKDAYS)


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("He met Gen. Moe.", 1),  # a title
        ("He met Moe Jr. However, she left.", 2),  # what follows a name
        ("He met Moe Sr. However, she left.", 1),
        ("He left in Oct. However, she stayed.", 2),  # a month
        ("He left on Jul. 4 and came back.", 1),
        ("He climbed Mt. Moe.", 1),  # any other
        ("He runs Moe Inc. However, she owns it.", 2),
        ("He runs Moe Inc. Furthermore Ltd. with her.", 1),  # opens a sentence, but may be part of a name
    ],
)
def test_every_list_tells_sentences_which_points_end_them(text, n):
    assert corpus_of(text).tokens["sentence_id"].nunique() == n


def test_abbreviations_are_looked_up_as_they_are_written():
    known = _boundaries._NEVER_LAST | _boundaries._MAY_BE_LAST | _boundaries.BEFORE_NUMBER
    assert {"Mr", "Gen", "Jr", "Oct", "Jul", "vs", "etc", "Calif", "p"} <= known
    assert not {"mr", "oct", "Miss", "May", "N.C"} & known
    assert all(word.isascii() and word.isalpha() for word in known)
    assert not _boundaries._NEVER_LAST & _boundaries._MAY_BE_LAST


def test_words_that_open_sentences_make_no_names():
    classes = _name_words.word_classes()
    assert all(classes[word] & _name_words.CLOSED for word in all_words("openers") - closed_classes.MONTHS)
    assert all(_longer_names._listed()[word] & _longer_names._BIT["title"] for word in all_words("openers"))


@pytest.mark.parametrize("title", ["Senator", "Sen.", "Gen.", "Baron", "Adviser"])
def test_a_title_is_a_title_to_all(title):
    """It is no first name, stands outside a suggested name, and what it stands beside is no mention of an office."""
    world = dc.load_actors("world")
    assert dc.find_mentions(corpus_of(f"Then {title} Putin left."), world)["text"].tolist() == ["Putin"]
    suggested = dc.suggest_actors(corpus_of(f"They met {title} Ada Moe."))
    assert suggested["alias"].tolist() == ["Ada Moe"]
    found = dc.find_mentions(corpus_of(f"They met the Russian president, {title} Vladimir Putin."), world)
    assert "president" not in found["text"].tolist()


def test_a_title_that_may_be_part_of_a_name_stays_inside():
    assert dc.suggest_actors(corpus_of("They met Pope Anselm there."))["alias"].tolist() == ["Pope Anselm"]


@pytest.mark.parametrize("suffix", ["Jr.", "Sr.", "Esq."])
def test_a_suffix_is_no_surname(suffix):
    text = f"They met Ada B. Moe {suffix} there. They met Ada Moe again."
    assert set(dc.suggest_actors(corpus_of(text))["actor"]) == {"Ada Moe"}


def test_prefixes_are_prefixes_to_names_and_compounds():
    classes = _name_words.word_classes()
    assert all(classes[word] & _name_words.PREFIX for word in all_words("prefixes"))
    assert set(Vocabulary(pd.Index(sorted(all_words("prefixes")))).word_class) == {PREFIX}


def test_every_word_that_heads_names_tells_a_type_or_a_place_in_them():
    table = load("name_heads").drop(columns=["word", "reference"])
    assert (table != "").any(axis=1).all()


def test_places_inside_names_by_every_column_of_heads():
    world = dc.load_actors("world")
    for text in ("the Moscow Polytechnic", "the Hotel Moscow", "the Diocese of Moscow"):
        assert dc.find_mentions(corpus_of(f"He likes {text} there."), world).empty, text


def test_phrases_of_offices_know_their_titles_in_order():
    holders = dc.load_holders()
    titles = {title for group in PHRASES.values() for title in group}
    assert all(holders["office"].str.startswith(f"{title} of ").any() for title in titles)
    assert PHRASES["prime minister"] == ("Prime Minister", "Premier")
    assert PHRASES["successor"] == ()
    assert HEADS == ("Chancellor", "President", "Prime Minister", "Premier")
