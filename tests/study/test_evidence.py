"""What a study finds before it counts: the tables that are wanted with what they need, each row with its voice."""

from __future__ import annotations

import pytest
from studies import make_study

from discourse.actors.mentions import load_actors
from discourse.corpus.corpus import load_corpus
from discourse.study.evidence import find_evidence
from discourse.study.load import StudyError
from discourse.study.register import with_needs


def evidence(tmp_path, *more: str, wanted: set, known=None) -> dict:
    study = make_study(tmp_path, *more)
    actors = load_actors(tmp_path / "actors.csv")
    return find_evidence(study, load_corpus(study.corpus_path), actors, wanted, known)


def test_every_row_has_a_voice(tmp_path):
    found = evidence(tmp_path, wanted=with_needs(["hedges", "sentiment", "actor_sentiment"]))
    assert found["mentions"][["actor", "voice"]].values.tolist() == [
        ["Freedonia", "author"], ["Sylvania", "author"], ["Sylvania", "quoted"], ["Freedonia", "author"],
    ]  # fmt: skip
    assert found["mentions"]["speaker"].dropna().tolist() == ["Roe"]
    assert found["hedges"][["text", "voice"]].values.tolist() == [
        ["may", "author"], ["seem", "author"], ["Perhaps", "author"],
    ]  # fmt: skip
    assert set(found["actor_sentiment"]["type"]) == {"state"}
    assert set(found["sentiment"]["voice"]) == {"author"}


def test_terms_of_the_study_are_found_and_one_that_is_nowhere_is_a_category(tmp_path):
    terms = '[terms]\ntalk = ["talk*"]\nwar = ["war"]'
    found = evidence(tmp_path, terms, wanted=with_needs(["terms"]))["terms"]
    assert found["text"].tolist() == ["talks"]
    assert found["category"].cat.categories.tolist() == ["talk", "war"]


def test_what_is_known_is_not_found_again(tmp_path):
    known = {"quotes": "not read", "mentions": "not read"}
    assert evidence(tmp_path, wanted={"mentions", "quotes"}, known=known) == known


def test_a_pattern_that_is_none_names_its_study(tmp_path):
    with pytest.raises(StudyError, match=r"study\.toml, \[terms\]: the pattern 'in \*' has a word without letters"):
        evidence(tmp_path, '[terms]\nbad = ["in *"]', wanted=with_needs(["terms"]))
