"""Corrected scores: by hand, beside other software, and in samples drawn again and again from a truth that is known."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.coding.correction import with_correction


def table(score, *, documents=None, **columns) -> pd.DataFrame:
    """Scores of units; each is a document unless it is said which documents they are of."""
    docs = np.arange(len(score)) if documents is None else np.asarray(documents)
    return pd.DataFrame({"doc_id": [f"d{doc}" for doc in docs], "score": score, **columns})


def codes_of(scores: pd.DataFrame, rows, chance, code) -> pd.DataFrame:
    keys = [name for name in ("doc_id", "start", "end") if name in scores]
    return scores.iloc[rows][keys].assign(probability=chance, code=np.asarray(code)[rows])


def correct(scores: pd.DataFrame, coded: pd.DataFrame, **options) -> pd.DataFrame:
    return with_correction(scores, coded, column="score", code="code", **options)


def mean_of(corrected: pd.DataFrame, corpus: dc.Corpus, **options) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "fewer than 20 rows were coded")
        return dc.count_mean(corrected, corpus, column="corrected", **options)


def talks(n: int, **docvars) -> dc.Corpus:
    return corpus_of(*["Talks failed."] * n, **docvars)


def test_by_hand():
    """Of eight rows four are drawn: the line of the others of each, and what its own code is off by, doubled."""
    scores = table([1.0, 1, 0, 0, 1, 1, 0, 0])
    found = correct(scores, codes_of(scores, [0, 1, 2, 3], 0.5, [1, 0, 0, 0]))
    # The first is expected to be 0 by the other three, as all are coded 0; the second to be 1, as the first was.
    assert found["expected"].tolist() == [0, 1, 0, 0, 0.5, 0.5, 0, 0]
    assert found["corrected"].tolist() == [0 + 1 / 0.5, 1 - 1 / 0.5, 0, 0, 0.5, 0.5, 0, 0]
    assert found["probability"].tolist()[:4] == [0.5] * 4
    assert found["probability"].isna().tolist() == [False] * 4 + [True] * 4
    assert found.columns.tolist() == ["doc_id", "score", "corrected", "expected", "probability"]
    assert "corrected" not in scores


def test_all_codes_leave_nothing_to_the_program():
    scores = table([1.0, 0, 1, 0])
    assert correct(scores, codes_of(scores, [0, 1, 2, 3], 1.0, [3, 5, 2, 1]))["corrected"].tolist() == [3, 5, 2, 1]


def test_scores_of_one_value_are_corrected_by_the_mean_of_the_codes():
    scores = table([0.7] * 6)
    found = correct(scores, codes_of(scores, [0, 1, 2], 0.5, [1, 0, 0]))
    assert found["expected"].tolist() == [0, 0.5, 0.5, *[pytest.approx(1 / 3)] * 3]


def test_the_scale_of_the_score_does_not_matter():
    rng = np.random.default_rng(1)
    score, code = rng.random(50), rng.integers(1, 6, 50)
    rows = np.arange(0, 50, 5)
    one, other = (table(s) for s in (score, 40 - 1000 * score))
    found = [correct(scores, codes_of(scores, rows, 0.2, code))["corrected"] for scores in (one, other)]
    assert found[0].tolist() == pytest.approx(found[1].tolist())


def test_rows_without_a_score_have_no_corrected_one():
    scores = table([1.0, 0, np.nan, 1, np.nan, 0])
    found = correct(scores, codes_of(scores, [0, 1, 2, 3], 0.7, [1, 0, 1, 0]))
    assert found["corrected"].isna().tolist() == [False, False, True, False, True, False]
    assert found["probability"].notna().tolist() == [True, True, False, True, False, False]


def test_rows_of_a_document_or_fold_are_held_against_the_line_of_the_others():
    scores = table([1.0, 0, 1, 0, 1, 0], documents=[0, 0, 1, 1, 2, 2], start=[0, 7] * 3, end=[6, 13] * 3)
    scores["part"] = ["a", "a", "a", "a", "b", "b"]
    coded = codes_of(scores, [0, 1, 2, 3, 4, 5], 0.5, [1, 0, 0, 0, 1, 1])
    of_documents, of_folds = (correct(scores, coded, **options) for options in ({}, {"folds": "part"}))
    # Of documents 1 and 2, scores of 1 are coded 0 and 1, scores of 0 are coded 0 and 1.
    assert of_documents["expected"].tolist()[:2] == [0.5, 0.5]
    assert of_folds["expected"].tolist()[:4] == pytest.approx([1, 1, 1, 1])
    assert of_folds["expected"].tolist()[4:] == pytest.approx([0.5, 0])


# --- beside other software ----------------------------------------------------------------------------------------


def golden() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    i = np.arange(400)
    score = (i * 7 % 10 < 4) + 0.1 * (i * 3 % 7)
    return i, score, ((i * 13 + i // 7) % 10 < 2 + 4 * (score > 0.9)).astype(float)


def test_a_simple_sample_beside_ppi_python_and_glide_py():
    """ppi-python 0.2.3: .34193 (.22073 to .46313); glide-py 0.11.0: .34197 (.21955 to .46439). Both tune the weight.

    Neither leaves a code out of its own line, and both take the normal quantile: of 50 codes ours is 8 % wider.
    """
    i, score, code = golden()
    scores, rows = table(score), np.flatnonzero(i * 37 % 8 == 3)
    found = mean_of(correct(scores, codes_of(scores, rows, 1 / 8, code)), talks(400)).iloc[0]
    assert found["mean"] == pytest.approx(0.34195, abs=2e-4)
    assert found["high"] - found["low"] == pytest.approx(1.08 * (0.46313 - 0.22073), rel=0.01)


def test_unequal_probabilities_beside_glide_py():
    """glide-py 0.11.0, ASIMeanEstimator: .48603, standard error .08158."""
    i, score, code = golden()
    drawn = np.where(i % 2 == 0, i // 2 * 7 % 16 == 5, i // 2 * 5 % 8 == 3)
    scores, rows = table(score), np.flatnonzero(drawn)
    corrected = correct(scores, codes_of(scores, rows, np.where(rows % 2 == 0, 1 / 16, 1 / 8), code))
    assert corrected["corrected"].mean() == pytest.approx(0.48603, abs=0.03 * 0.08158)
    assert corrected["corrected"].std() / 20 == pytest.approx(0.08158, rel=0.05)


# --- samples drawn again and again --------------------------------------------------------------------------------


def repeat(score, code, draw, corpus, *, times=80, **columns) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Means of corrected scores, those of the codes by their chance, and whether the interval holds the truth."""
    scores, truth, out = table(score, **columns), np.mean(code), []
    for seed in range(times):
        rows, chance = draw(np.random.default_rng([seed, 9]))
        found = mean_of(correct(scores, codes_of(scores, rows, chance, code)), corpus).iloc[0]
        hand = np.average(np.asarray(code)[rows], weights=1 / np.broadcast_to(chance, len(rows)))
        out.append((found["mean"], hand, found["low"] <= truth <= found["high"]))
    return tuple(np.array(out, float).T)


def simple(n, of):
    return lambda random: (random.choice(of, n, replace=False), n / of)


def rmse(found, code) -> float:
    return float(np.sqrt(np.mean((found - np.mean(code)) ** 2)))


@pytest.fixture(scope="module")
def truth() -> tuple[np.ndarray, dc.Corpus]:
    return (np.random.default_rng(3).random(600) < 0.3).astype(float), talks(600)


def test_noise_costs_next_to_nothing(truth):
    code, corpus = truth
    found, hand, held = repeat(np.random.default_rng(4).random(600), code, simple(60, 600), corpus)
    assert rmse(found, code) < 1.05 * rmse(hand, code)
    assert held.mean() > 0.9


def test_a_perfect_program_leaves_next_to_nothing(truth):
    code, corpus = truth
    found, hand, held = repeat(code, code, simple(60, 600), corpus, times=60)
    assert rmse(found, code) < 0.1 * rmse(hand, code)
    assert held.all()


def test_a_program_that_errs_in_one_direction_is_put_right(truth):
    code, corpus = truth
    score = np.where(np.random.default_rng(5).random(600) < 0.4, 0, code)  # misses two of five
    found, hand, held = repeat(score, code, simple(60, 600), corpus)
    assert abs(score.mean() - code.mean()) > 0.1
    assert abs(found.mean() - code.mean()) < 3 * found.std() / np.sqrt(len(found))
    assert rmse(found, code) < 0.85 * rmse(hand, code)
    assert held.mean() > 0.9


def test_unequal_probabilities(truth):
    code, corpus = truth
    score = np.where(np.random.default_rng(6).random(600) < 0.3, 1 - code, code)
    chance = np.where(score == 1, 0.3, 0.1)

    def draw(random):
        rows = np.flatnonzero(random.random(600) < chance)
        return rows, chance[rows]

    found, hand, held = repeat(score, code, draw, corpus)
    assert abs(found.mean() - code.mean()) < 3 * found.std() / np.sqrt(len(found))
    assert rmse(found, code) < rmse(hand, code)
    assert held.mean() > 0.9


def test_groups_of_a_domain_are_no_worse_than_their_own_codes():
    """In a small group whose codes are unlike those of the others: the count of its codes is no noise."""
    rng = np.random.default_rng(7)
    small = np.arange(800) < 160
    code = (rng.random(800) < np.where(small, 0.8, 0.2)).astype(float)
    scores, corpus = table(rng.random(800)), talks(800, group=np.where(small, "A", "B").tolist())
    found, hand = [], []
    for seed in range(60):
        rows = np.random.default_rng([seed, 9]).choice(800, 100, replace=False)
        corrected = correct(scores, codes_of(scores, rows, 1 / 8, code))
        found.append(mean_of(corrected, corpus, by="group")["mean"][0])
        hand.append(code[rows][small[rows]].mean())
    assert np.std(found) < 1.05 * np.std(hand)
    assert np.mean(found) == pytest.approx(code[small].mean(), abs=3 * np.std(found) / np.sqrt(60))


def test_sentences_of_a_document_are_no_independent_codes():
    """Whole documents are drawn, whose sentences are alike: the interval is that of documents."""
    rng = np.random.default_rng(8)
    document = np.repeat(np.arange(150), 4)
    code = (rng.random(600) < np.where(rng.random(150) < 0.4, 0.9, 0.05)[document]).astype(float)
    corpus = corpus_of(*["Talk. Talk. Talk. Talk."] * 150)
    place = {"documents": document, "start": np.tile([0, 6, 12, 18], 150), "end": np.tile([5, 11, 17, 23], 150)}

    def draw(random):
        return np.flatnonzero(np.isin(document, random.choice(150, 30, replace=False))), 0.2

    found, hand, held = repeat(np.where(rng.random(600) < 0.3, 1 - code, code), code, draw, corpus, **place)
    assert held.mean() > 0.9
    assert rmse(found, code) < rmse(hand, code)


# --- from sample to number ----------------------------------------------------------------------------------------


def test_hedges_a_sentence_are_corrected_through_counts():
    texts = ["It may go. It did. They could perhaps see.", "It went. It may be.", "No. They might. It did. It is."]
    corpus = corpus_of(*texts)
    scores = dc.score_spans(dc.find_hedges(corpus), corpus)
    sample = dc.sample_sentences(corpus, n=9, seed=1, codes="hedges")
    coded = sample.assign(hedges=[2 if "perhaps" in text else int("m" in text) for text in sample["text"]])
    found = with_correction(scores, coded, column="n", code="hedges")
    assert found["corrected"].tolist() == [1, 0, 2, 0, 1, 0, 1, 0, 0]
    means = mean_of(found, corpus)
    assert means["mean"].tolist() == [pytest.approx(5 / 9)]
    per_word = means["mean"] * means["n"] / dc.count_words(corpus)["n_words"]
    assert 1000 * per_word[0] == pytest.approx(1000 * 5 / scores["n_words"].sum())


def test_documents_are_units_too():
    corpus = talks(30)
    scores = table(np.arange(30) % 3 / 2)
    coded = dc.sample_sentences(corpus, n=25, seed=2, units="documents").assign(code=1)
    coded.loc[:5, "code"] = 0
    found = mean_of(correct(scores, coded), corpus)
    assert found["n"].tolist() == [30]
    assert found["mean"][0] == pytest.approx(19 / 25, abs=0.02)


# --- what cannot be corrected -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s, c: (s, c.drop(columns="probability")), r"the coded table lacks the column probability; it has"),
        (lambda s, c: (s.assign(expected=1), c), "the scores already have a column 'expected'; drop or rename it"),
        (
            lambda s, c: (s.assign(score=["x"] * 40), c),
            "score of a row of document 'd0' is 'x'; scores must be numbers",
        ),
    ],
)
def test_what_the_tables_cannot_be(change, message):
    scores = table(np.arange(40) / 40)
    scores, coded = change(scores, codes_of(scores, range(0, 40, 2), 0.5, np.arange(40)))
    with pytest.raises((ValueError, TypeError), match=message):
        correct(scores, coded)
