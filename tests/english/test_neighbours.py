"""The words around a token: at a place, of a class, the nearest of a class; and never beyond the sentence."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import corpus_of, curly_text, odd_text, straighten, typed_text
from hypothesis import given
from hypothesis import strategies as st

from discourse.english.neighbours import Bits, Neighbours, count_between
from discourse.text.vocabulary import vocabulary_of

TEXT = "He can’t go. But May, who won 3 seats in May, may."
#       0  1     2 3 4   5  6 7   8   9 10   11 12 13 14 15


def neighbours_of(*texts: str, hidden: list[int] | None = None) -> Neighbours:
    tokens = corpus_of(*texts).arrays
    if hidden is None:
        return Neighbours(tokens)
    mask = np.zeros(len(tokens), bool)
    mask[hidden] = True
    return Neighbours(tokens, hidden=mask)


@pytest.fixture
def words() -> Neighbours:
    return neighbours_of(TEXT)


def places(*at: int) -> np.ndarray:
    return np.array(at, np.int64)


EVERYWHERE = np.arange(-1, 17)  # one before the first token and one behind the last


def where(answers: np.ndarray) -> list[int]:
    """The positions of EVERYWHERE that the answer is yes for."""
    return EVERYWHERE[answers].tolist()


def test_case_and_typography_are_set_aside(words):
    assert where(words.at(EVERYWHERE, {"may", "can't"})) == [1, 5, 12, 14]
    assert where(words.at(EVERYWHERE, {"May", "can’t"})) == []  # a class is in lower case, with straight marks
    assert where(words.verbatim(EVERYWHERE, ["May"])) == [5, 12]
    assert where(words.verbatim(EVERYWHERE, ["may", "can't"])) == [14]  # the text has a curly mark
    assert where(words.verbatim(EVERYWHERE, ["nowhere"])) == []


def test_the_word_beside_is_of_the_same_sentence(words):
    assert words.after(places(1, 2, 3), {"go", ".", "but"}).tolist() == [True, True, False]
    assert words.at(places(3, 5), {".", "may"}, beside=places(4, 4)).tolist() == [False, True]
    assert words.at(places(3), {"."}).tolist() == [True]


def test_n_t_is_a_class_of_its_own(words):
    assert where(words.at(EVERYWHERE, words.contracted)) == [1]
    assert where(words.at(EVERYWHERE, words.types_in({"may"}) | words.contracted)) == [1, 5, 12, 14]


def test_one_of_the_words_within_reach_before():
    words = neighbours_of("It is not, he said, so very clear.")
    clear, not_ = places(9), places(2)
    assert words.at(clear, {"clear"}) & words.at(not_, {"not"})
    assert not words.before(clear, {"not"}, reach=6)
    assert words.before(clear, {"not"}, reach=7)
    assert words.before(clear, {"not"}, reach=7, stops={"clear", "it"})
    assert not words.before(clear, {"not"}, reach=7, stops={","})
    assert not words.before(clear, {"not"}, reach=7, stops={"not"})


def test_nothing_is_before_the_first_word_of_a_sentence():
    words = neighbours_of("Not now. Clear.", "Clear.")
    assert words.at(places(3, 5), {"clear"}).all()
    assert not words.before(places(3, 5), {"not", "now", "."}, reach=4).any()


def test_the_form_of_a_word(words):
    assert where(words.digits(EVERYWHERE)) == [9]
    assert where(words.letters(EVERYWHERE)) == [0, 1, 2, 4, 5, 7, 8, 10, 11, 12, 14]
    assert where(words.ending(EVERYWHERE, "s")) == [10]
    assert where(words.ending(EVERYWHERE, "y")) == [5, 12, 14]
    assert where(words.ending(EVERYWHERE, "ay")) == []  # one letter before is too few
    asked: list[str] = []
    words.test(places(5, 12, 14), lambda form: bool(asked.append(form)))
    assert asked == ["may"]  # each word once


def test_where_sentences_begin_and_end(words):
    assert where(words.begins(EVERYWHERE)) == [-1, 0, 4]
    assert where(words.ends(EVERYWHERE)) == [3, 15, 16]
    assert words.sentence_start(places(0, 3, 4, 15)).tolist() == [0, 0, 4, 4]
    assert words.sentence_end(places(0, 3, 4, 15)).tolist() == [3, 3, 15, 15]


def test_tight_is_without_a_blank():
    words = neighbours_of("US-led, he said")
    assert words.tight(np.arange(7)).tolist() == [False, True, True, True, False, False, False]


def test_the_nearest_of_a_class(words):
    may, comma, nothing = words.places({"may"}, {","}, {"nowhere"})
    assert (may.tolist(), comma.tolist(), nothing.tolist()) == ([5, 12, 14], [6, 13], [])
    at = places(1, 5, 6, 14, 15)
    assert words.last_before(may, at).tolist() == [-1, -1, 5, 12, 14]
    assert words.first_behind(may, at).tolist() == [4, 12, 12, 16, 16]
    assert words.last_before(nothing, at).tolist() == [-1] * 5
    assert words.first_behind(nothing, at).tolist() == [4, 16, 16, 16, 16]
    assert count_between(may, places(5, 6, 0), places(14, 12, 16)).tolist() == [2, 0, 3]


def test_the_nearest_is_in_the_sentence():
    words = neighbours_of("No. It is so. No.")
    (no,) = words.places({"no"})
    assert no.tolist() == [0, 6]
    assert words.last_before(no, places(4)).tolist() == [-1]
    assert words.first_behind(no, places(4)).tolist() == [6]


def test_as_many_classes_as_one_likes(words):
    found = words.places(*({form} for form in vocabulary_of(words.tokens).lower))
    assert np.unique(np.concatenate(found)).tolist() == list(range(16))


def test_hidden_words_are_of_no_class():
    words = neighbours_of(TEXT, hidden=[5, 13])
    assert where(words.at(EVERYWHERE, {"may", ","})) == [6, 12, 14]
    assert [found.tolist() for found in words.places({"may"}, {","})] == [[12, 14], [6]]
    assert where(words.verbatim(EVERYWHERE, ["May"])) == [5, 12]
    look = words.look(len, places(4), places(4), reach=2)  # the length of a word as its bits
    assert [look(places(at)).tolist() for at in (4, 5, 6)] == [[3], [0], [1]]


KINDS = Bits(["capital", "mark", "seats"])


def kinds(word: str) -> int:
    told = {"capital": word[:1].isupper(), "mark": not word[:1].isalnum(), "seats": word == "seats"}
    return KINDS.of(*(name for name, is_so in told.items() if is_so))


def test_a_look_gives_all_classes_at_once(words):
    first, last = places(5, 9), places(5, 10)
    look = words.look(kinds, first, last, reach=2)
    assert look(first - 1).tolist() == [KINDS["capital"], 0]
    assert look(first - 2).tolist() == [0, 0]  # the full stop is of the sentence before
    assert look(last).tolist() == [KINDS["capital"], KINDS["seats"]]
    assert KINDS.has(look(last + 1), "mark", "seats").tolist() == [True, False]
    assert KINDS.of("capital", "seats") == 5
    assert look(places(-1, 16)).tolist() == [0, 0]


def test_a_look_asks_once_for_each_type_within_reach(words):
    asked: list[str] = []

    def ask(word: str) -> int:
        asked.append(word)
        return 1

    words.look(ask, places(1), places(2), reach=1)
    assert sorted(asked) == [".", "He", "can't", "go"]


def test_of_no_text_nothing_is_asked():
    words = neighbours_of("")
    none = places()
    assert not len(words.at(none, {"a"})) + len(words.before(none, {"a"}, reach=2)) + len(words.sentence_end(none))
    assert [found.tolist() for found in words.places({"a"}, {"b"})] == [[], []]
    assert not len(words.first_behind(none, none)) + len(words.last_before(none, none))


@given(curly_text)
def test_typography_makes_no_difference(text):
    one, other = neighbours_of(text), neighbours_of(straighten(text))
    for words in ({"won't", "we've"}, {"'s", "'"}, {"-"}, {"the", "may"}):
        assert [found.tolist() for found in one.places(words)] == [found.tolist() for found in other.places(words)]


@given(st.lists(st.one_of(typed_text, odd_text), min_size=1, max_size=3), st.data())
def test_the_same_as_word_by_word(texts, data):
    words = neighbours_of(*texts)
    sentence = words.sentence.tolist()
    forms = [vocabulary_of(words.tokens).lower[code] for code in words.codes.tolist()]
    n = len(forms)
    if not n:
        return
    wanted = set(data.draw(st.lists(st.sampled_from(forms), max_size=3)))
    at, reach = np.arange(n), data.draw(st.integers(1, 4))
    is_ = [form in wanted for form in forms]
    assert words.at(at, wanted).tolist() == is_
    (found,) = words.places(wanted)
    assert found.tolist() == [i for i in range(n) if is_[i]]
    beside = [[j for j in range(n) if sentence[j] == sentence[i] and is_[j]] for i in range(n)]
    assert words.after(at, wanted).tolist() == [i + 1 in beside[i] for i in range(n)]
    assert words.before(at, wanted, reach=reach).tolist() == [
        any(i - reach <= j < i for j in beside[i]) for i in range(n)
    ]
    assert words.last_before(found, at).tolist() == [max([j for j in beside[i] if j < i], default=-1) for i in range(n)]
    end = words.sentence_end(at).tolist()
    assert words.first_behind(found, at).tolist() == [
        min([j for j in beside[i] if j > i], default=end[i] + 1) for i in range(n)
    ]
    assert words.begins(at).tolist() == [i == 0 or sentence[i] != sentence[i - 1] for i in range(n)]
    assert words.ends(at).tolist() == [end[i] == i for i in range(n)]
    assert words.sentence_start(at).tolist() == [sentence.index(sentence[i]) for i in range(n)]
