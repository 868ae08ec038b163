"""Which label the summaries of a mention give."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of, mentions_of
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse._lists import read_rows
from discourse.tone import _label
from discourse.tone._label import CIRCUMSTANCES, SUMS, circumstances, summaries, summarise, tell_label, weights
from discourse.tone._relation import RELATIONS
from discourse.tone._scene import Scene
from discourse.tone._valence import token_ranges
from discourse.tone.towards_actors import actor_sentiment_evidence, score_actor_sentiment


def around_of(text: str) -> dict[str, float]:
    corpus = corpus_of(text)
    _, first, after = token_ranges(corpus.arrays, mentions_of(corpus, "Lee"), "mentions")
    return dict(zip(CIRCUMSTANCES, circumstances(Scene(corpus.arrays, first, after - 1))[0].tolist(), strict=True))


def test_every_relation_is_of_one_sum():
    held = [name for names in SUMS.values() for name in names]
    assert sorted(held) == sorted(name for name, _, _ in RELATIONS)
    assert [list(SUMS)[at] for at in _label.SUM_OF[:2]] == ["behind it", "further behind"]


def test_the_list_has_each_summary_once():
    rows = read_rows("tone_label", "summary", "words")
    assert list(rows) == summaries()
    assert len(rows) == 1 + 2 * len(SUMS) + len(CIRCUMSTANCES) < 40
    assert weights().shape == (len(rows), 2)
    assert all(reference for (reference,) in read_rows("tone_label", "reference"))


def test_good_words_speak_for_positive_and_bad_ones_for_negative():
    sides = pd.DataFrame(weights(), index=pd.MultiIndex.from_tuples(summaries()), columns=["positive", "negative"])
    good, bad = (sides[sides.index.get_level_values(1) == words] for words in ("good", "bad"))
    assert (good["positive"] > good["negative"]).all()
    assert (bad["negative"] > bad["positive"]).all()


def test_circumstances_by_hand():
    assert around_of("Lee is one of the friends of Poe .") == {
        "a preposition governs it": 0,
        "begins the sentence": 1,
        "in quotation marks": 0,
        "before a form of be": 1,
        "other names of the sentence": 1,
        "words before it": 0,
        "words of the sentence": 3,
    }
    found = around_of("They say “we met with Lee”")
    assert found["a preposition governs it"] == found["in quotation marks"] == 1
    assert found["begins the sentence"] == found["before a form of be"] == 0
    assert found["words before it"] == pytest.approx(np.sqrt(6))


@pytest.mark.parametrize(
    ("good", "bad", "by", "side"),
    [
        (1.0, 0.0, (1, 0), 1),
        (0.0, 1.0, (0, 1), -1),
        (1.0, 0.0, (0, 0), 0),
        (1.0, 0.0, (-1, -1), 0),
        (1.0, 0.5, (0, 1), 0),  # the label never contradicts the tone
        (0.0, 0.0, (1, 0), 0),  # where no word bears on it, it is neutral
    ],
)
def test_the_highest_score_names_the_label(good, bad, by, side):
    said = np.zeros((2, 1, len(SUMS)))
    said[:, 0, 0] = good, bad
    around = np.zeros((1, len(CIRCUMSTANCES)))
    constant = np.zeros((len(summaries()), 2))
    constant[0] = by
    assert tell_label(*said, around, by=constant).tolist() == [side]


def test_more_words_of_a_kind_add_less_and_less():
    good = np.zeros((3, len(SUMS)))
    good[:, 0] = 0.5, 1.0, 1.5
    step = np.diff(summarise(good, good, np.zeros((3, 0)))[:, 1])
    assert step[0] == pytest.approx(np.log(5 / 3))
    assert step[0] > step[1] > 0


def test_evidence_and_list_give_the_label():
    corpus = corpus_of("Lee was an honest man, but the corrupt Lee lied about Poe.")
    mentions = mentions_of(corpus, "Lee", "Poe")
    found = actor_sentiment_evidence(corpus, mentions)
    sums = {name: held for held, names in zip(SUMS, SUMS.values(), strict=True) for name in names}
    table, scene = score_actor_sentiment(corpus, mentions), None
    _, first, after = token_ranges(corpus.arrays, mentions, "mentions")
    scene = Scene(corpus.arrays, first, after - 1)
    for n, row in enumerate(table.itertuples()):
        score = weights()[0] + circumstances(scene)[n] @ weights()[-len(CIRCUMSTANCES) :]
        mine = found[found["mention_start"] == row.start]
        for side, words in ((1, "good"), (-1, "bad")):
            said = mine[np.sign(mine["contribution"]) == side]
            for name, part in said.groupby(said["relation"].map(sums)):
                at = summaries().index((name, words))
                score += np.log1p(4 * part["contribution"].abs().sum()) * weights()[at]
        label = "neutral" if score.max() <= 0 else ["positive", "negative"][score.argmax()]
        assert row.label == (label if (label == "positive") == (row.tone > 0) else "neutral")


AMOUNTS = st.lists(st.floats(0, 3), min_size=2 * len(SUMS), max_size=2 * len(SUMS))
AROUND = st.lists(st.floats(0, 5), min_size=len(CIRCUMSTANCES), max_size=len(CIRCUMSTANCES))


@settings(deadline=None)
@given(AMOUNTS, AROUND)
def test_the_label_has_the_sign_of_the_tone(amounts, around):
    good, bad = np.array(amounts).reshape(2, 1, -1)
    side = tell_label(good, bad, np.array([around])).item()
    assert side * (good.sum() - bad.sum()) > 0 or side == 0
