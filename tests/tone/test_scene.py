"""What stands around a mention: titles, prepositions, verbs of speech."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import corpus_of

from discourse.tone._scene import Scene


def scene_of(text: str, *names: str) -> tuple[Scene, list[str]]:
    """The scene of the names, each one word of the text, and the words."""
    tokens = corpus_of(text).arrays
    words = [str(tokens.types[code]) for code in tokens.codes]
    at = np.array([words.index(name) for name in names])
    return Scene(tokens, at, at), words


@pytest.mark.parametrize(
    ("text", "begin", "opens"),
    [
        ("They met Lee.", "Lee", "Lee"),
        ("They met President Lee.", "President", "President"),
        ("They met the old Lee.", "Lee", "Lee"),
        ("They met the Vice President Lee.", "Vice", "the"),
        ("Later they left. Senator Lee stayed.", "Senator", "Senator"),
        ("They met Poe Lee.", "Lee", "Lee"),  # another mention is no title
    ],
)
def test_titles_belong_to_the_name(text, begin, opens):
    scene, words = scene_of(text, "Lee", *(["Poe"] if "Poe" in text else []))
    assert (words[scene.begin[0]], words[scene.opens[0]]) == (begin, opens)


@pytest.mark.parametrize(
    ("text", "governed", "aimed_at"),
    [
        ("The plan of Lee.", True, True),
        ("They spoke against the President Lee.", True, True),
        ("They live in Lee.", True, False),
        ("They met Lee.", False, False),
        ("Of late Lee slept.", False, False),
    ],
)
def test_a_preposition_governs_the_name(text, governed, aimed_at):
    scene, _ = scene_of(text, "Lee")
    assert (scene.governed[0], scene.aimed_at[0]) == (governed, aimed_at)


@pytest.mark.parametrize(
    ("text", "verb", "of_it"),
    [
        ("Lee said they left.", "said", True),
        ("Lee later told them so.", "told", True),
        ("Lee, who slept, said they left.", "said", False),
        ("They left, said Lee.", None, True),
        ("Lee met Ash, who said so.", None, False),
        ("Lee slept; they said so.", None, False),
        ("Lee was said to sleep.", None, False),
        ("They saw Lee.", None, False),
    ],
)
def test_verbs_of_speech(text, verb, of_it):
    scene, words = scene_of(text, "Lee")
    assert scene.says[0] == (len(words) if verb is None else words.index(verb))
    assert scene.said_of_it[0] == of_it


def test_a_mention_is_one_word_long_and_hidden():
    tokens = corpus_of("The Good News Party met Lee.").arrays
    scene = Scene(tokens, np.array([1, 5]), np.array([3, 5]))
    assert scene.inside.tolist() == [False, True, True, True, False, True, False]
    assert scene.steps.tolist() == [0, 1, 2, 2, 2, 3, 4, 5]
    assert scene.others.tolist() == [1, 5]
