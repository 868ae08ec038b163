"""The sample of a study is that of the function, of sentences or of rows of the evidence."""

from __future__ import annotations

import pandas as pd
import pytest
from studies import make_coded_study, make_study

import discourse as dc
from discourse.study.hand_codes.drawing import draw_sample, write_sample
from discourse.study.load import StudyError, load_study
from discourse.study.run import run_study

#: A corpus of twelve texts has few codes.
pytestmark = pytest.mark.filterwarnings("ignore:fewer than 20 rows were coded")


def test_sentences(tmp_path):
    study = make_coded_study(tmp_path)
    corpus = dc.load_corpus(tmp_path / "texts")
    spec = {"n": 6, "seed": 2, "by": "outlet", "allocation": "equal", "codes": ["negative"]}
    pd.testing.assert_frame_equal(draw_sample(study, spec, corpus, {}), dc.sample_sentences(corpus, **spec))


def test_rows_of_scores_are_told_apart_by_their_actor_and_blind(tmp_path):
    study = make_study(tmp_path)
    results = run_study(study, tmp_path / "out")
    sample = draw_sample(study, {"n": 3, "seed": 1, "units": "actor_sentiment"}, results.corpus, results.tables)
    assert list(sample) == ["doc_id", "sentence_id", "start", "end", "text", "probability", "actor", "code"]
    assert set(sample["actor"]) <= {"Freedonia", "Sylvania"}


def test_tone_towards_actors_is_corrected_by_codes_of_its_rows(tmp_path):
    more = (
        '[coding]\nsample = { n = 4, seed = 1, units = "actor_sentiment" }\nfiles = ["anna.csv"]\n'
        '[tables.kind]\nmeasure = "mean"\nof = "actor_sentiment"\nby = "actor"\ncode = "code"\ncorrected = true\n'
    )
    make_study(tmp_path, more)
    study = load_study(tmp_path)
    corpus = dc.load_corpus(tmp_path / "texts")
    tables = {
        "actor_sentiment": dc.score_actor_sentiment(
            corpus, dc.find_mentions(corpus, dc.load_actors(tmp_path / "actors.csv"))
        )
    }
    sample = draw_sample(study, study.coding["sample"], corpus, tables)
    write_sample(sample.assign(code=(sample["actor"] == "Freedonia").astype(int)), tmp_path / "anna.csv")
    assert (tmp_path / "anna.csv").read_bytes().startswith(b"\xef\xbb\xbfdoc_id,sentence_id,")
    with pytest.warns(UserWarning, match="fewer than 20 rows were coded"):
        table = run_study(study, tmp_path / "out", only=["kind"]).tables["kind"]
    assert table[["actor", "mean"]].values.tolist() == [["Freedonia", 1], ["Sylvania", 0]]


def test_more_than_there_is(tmp_path):
    study = make_coded_study(tmp_path)
    with pytest.raises(StudyError, match=r"study\.toml, \[coding\] sample: n is 99; the corpus has 36 sentences"):
        draw_sample(study, {"n": 99, "seed": 1}, dc.load_corpus(tmp_path / "texts"), {})
