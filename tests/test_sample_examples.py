"""Every function of the library finds at least three good examples in the sample corpus, of each kind that it tells."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scripts import load_script

import discourse as dc

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus" / "us_russia"
ENOUGH = 3
#: Odds that no piece of commentary has to name.
ODDS = {"about even", "almost certain", "almost no chance", "highly likely", "highly unlikely", "likely", "probably"}


@pytest.fixture(scope="module")
def corpus():
    return dc.load_corpus(CORPUS)


@pytest.fixture(scope="module")
def mentions(corpus):
    lists = [dc.load_actors("world"), dc.load_actors(CORPUS / "actors.csv")]
    return dc.find_mentions(corpus, pd.concat(lists, ignore_index=True))


@pytest.fixture(scope="module")
def quotes(corpus):
    return dc.find_quotes(corpus)


@pytest.fixture(scope="module")
def hedges(corpus):
    return dc.find_hedges(corpus)


@pytest.fixture(scope="module")
def registers():
    return load_script("docs/registers.py")


def enough(found: pd.Series, kinds: set[str]) -> None:
    """Whether each of these kinds is there often enough."""
    n = found.value_counts()
    assert {kind: n.get(kind, 0) for kind in kinds if n.get(kind, 0) < ENOUGH} == {}


def test_hedges_of_each_category(corpus, hedges):
    enough(hedges["category"], set(dc.load_hedges()["category"]) - {"none", "vague"})
    vague = dc.find_hedges(corpus, vague=True)
    enough(vague["category"], {"vague"})


@pytest.mark.parametrize("kind", ["boosters", "negations"])
def test_boosters_and_negations_of_each_category(corpus, kind):
    listed = getattr(dc, f"load_{kind}")()["category"]
    enough(getattr(dc, f"find_{kind}")(corpus)["category"], set(listed) - {"none"})


def test_odds_of_most_kinds_and_a_scale_of_each_school(corpus):
    enough(dc.find_probability_words(corpus)["phrase"], ODDS)
    for scale in ("icd203", "phia", "ipcc", "kent"):
        assert len(dc.find_probability_words(corpus, scale=scale)) >= ENOUGH


def test_quotations_of_each_kind(quotes):
    enough(quotes["kind"], {"direct", "indirect", "mixed", "scare", "title", "word"})


def test_every_outlet_and_author_keeps_words_at_a_distance(corpus, quotes):
    scare = dc.join_docvars(quotes[quotes["kind"] == "scare"], corpus)
    enough(scare["outlet"], set(corpus.documents["outlet"]))


def test_terms_are_contested_by_some_and_plain_to_others(corpus, quotes):
    contested = dc.count_contested(quotes, corpus, by="outlet").groupby("term")["n"].agg(["sum", "min"])
    shared = contested[(contested["sum"] >= 2) & (contested["min"] == 0)].index
    plain = [term for term in shared if len(dc.kwic(corpus, term)) > contested.loc[term, "sum"]]
    assert len(plain) >= ENOUGH


def test_sources_are_actors_and_invented_analysts(quotes, mentions):
    found = dc.resolve_sources(quotes, mentions)["actor"]
    enough(found, {"Russia", "Vladimir Putin", "Donald Trump", "Judith Amory", "Winifred Oduya", "Osric Fennimore"})


def test_voices_and_speakers(quotes, mentions):
    spoken = dc.with_voice(mentions, dc.resolve_sources(quotes, mentions))
    enough(spoken["voice"], {"author", "quoted", "reported"})
    assert (dc.count_speakers(spoken)["n"] >= ENOUGH).sum() >= ENOUGH


def test_offices_are_held_by_whoever_held_them(corpus, mentions):
    offices = mentions[mentions["form"] == "office"]
    enough(offices["actor"], {"Donald Trump", "Vladimir Putin", "Sergei Lavrov"})
    presidents = offices[offices["text"].isin(["president", "President"])]["actor"]
    assert {"Barack Obama", "Donald Trump", "Vladimir Putin", "Volodymyr Zelensky"} <= set(presidents)
    bare = dc.find_mentions(corpus, dc.load_actors("world"), holders=dc.load_holders().head(0))
    assert len(dc.find_offices(corpus, bare, dc.load_holders())) >= 50


def test_capitals_stand_for_governments_and_for_places(mentions):
    for capital in ("Moscow", "Washington", "Berlin"):
        enough(mentions[mentions["text"] == capital]["reading"], {"actor", "place"})


def test_mentions_of_each_form_and_type(mentions):
    enough(mentions["form"], {"name", "demonym", "metonym", "office", "acronym", "group"})
    enough(mentions["type"], {"state", "person", "government", "organisation", "party", "media"})


def test_copies_doubts_and_what_is_rejected(corpus):
    pairs = dc.find_duplicates(corpus)
    assert pairs[["doc_id", "other_id", "days"]].values.tolist() == [
        ["2018-04-11_aluminum_monday", "2018-04-13_no_price_for_aluminum", 2]
    ]
    assert len(dc.drop_duplicates(corpus, pairs).documents) == len(corpus.documents) - 1 == 85
    assert list(corpus.doubts["kind"]) == ["language"]
    assert list(corpus.rejected["source"]) == ["texts/2018-05-10_victory_day.docx"]
    assert corpus.documents["export"].notna().sum() == 3


def test_roles_of_each_kind(corpus):
    enough(corpus.sections["role"], set(dc.ROLES))


def test_spans_near_each_other_and_inside_each_other(corpus, mentions, hedges, quotes):
    assert len(dc.find_near(hedges, mentions[mentions["actor"] == "Russia"], corpus)) >= ENOUGH
    assert len(dc.find_containing(hedges, quotes[quotes["kind"] == "direct"])) >= ENOUGH


def test_words_and_the_company_they_keep(corpus):
    assert len(dc.kwic(corpus, "sanction*")) >= 50
    assert len(dc.collocates(corpus, "sanction*", min_n=3)) >= ENOUGH
    assert len(dc.collocations(corpus, min_n=5)) >= ENOUGH
    grams = dc.count_features(corpus, n=3, min_n=5)
    assert len(dc.find_ngrams(corpus, grams["feature"].head(9))) >= 45
    spread = dc.count_dispersion(corpus, min_n=20)
    assert spread["dp_norm"].max() - spread["dp_norm"].min() > 0.3


def test_words_are_typical_of_each_outlet(corpus):
    for outlet in corpus.documents["outlet"].unique():
        ours = corpus.documents["outlet"] == outlet
        parts = [dc.count_features(dc.filter_corpus(corpus, part)) for part in (ours, ~ours)]
        key = dc.keyness(*parts)
        assert ((key["log_ratio_low"] > 0) & (key["n_target"] >= 5)).sum() >= ENOUGH


def test_questions_terms_and_actors_that_are_not_listed(corpus):
    assert (dc.count_questions(corpus, by="outlet")["n"] >= ENOUGH).all()
    terms = pd.DataFrame({"pattern": ["war*", "treat*"], "category": ["war", "treaty"]})
    enough(dc.find_terms(corpus, terms)["category"], {"war", "treaty"})
    assert len(dc.suggest_actors(corpus)) >= ENOUGH


def test_networks_have_edges_that_are_more_than_chance(corpus, mentions, hedges):
    assert (dc.count_cooccurrence(mentions)["n"] >= ENOUGH).sum() >= ENOUGH
    assert (dc.count_affiliations(mentions, hedges)["n"] >= ENOUGH).sum() >= ENOUGH


def test_tone_has_both_signs_and_outlets_differ(corpus, mentions):
    scores = dc.score_sentiment(corpus, mask=mentions)
    assert (scores["compound"] > 0.5).sum() >= 50 and (scores["compound"] < -0.5).sum() >= 50
    tone = dc.score_actor_sentiment(corpus, mentions)["tone"]
    assert np.isfinite(tone).all() and (tone > 0.3).sum() >= ENOUGH and (tone < -0.3).sum() >= ENOUGH
    sure = dc.count_mean(dc.score_certainty(corpus), corpus, column="certainty", by="author").set_index("author")
    assert sure["mean"].idxmin() == "Imogen Tarrant"


def test_the_first_table_of_the_readme_has_rows_that_are_not_few(corpus, hedges):
    rates = dc.count_rate(hedges, corpus, by="outlet")
    assert not rates["few"].any()
    half = dc.count_rate(hedges, corpus, freq="2QS")
    assert (~half["few"]).sum() >= 7


def test_readme_has_the_registers_that_the_script_measures(registers):
    page = registers.README.read_text(encoding="utf8")
    assert registers.with_table(page, registers.make_rows()) == page, "run python docs/registers.py"


def test_the_whole_stands_between_two_collections_of_real_editorials(registers):
    lines = re.findall(r"^\| (.+) \|$", registers.README.read_text(encoding="utf8"), re.M)
    cells = [line.replace(",", "").split(" | ") for line in lines]
    rows = {row[0]: dict(zip(registers.HEAD, row, strict=True)) for row in cells if len(row) == len(registers.HEAD)}
    ours, *real = rows["**all**"], rows["New York Times opinion"], rows["Brown press editorials"]
    for name in ("boosters", "negations", "scare quotes", "sentence"):
        low, high = sorted(float(row[name]) for row in real)
        assert low <= float(ours[name]) <= high, name


def test_outlets_differ_by_more_than_their_texts_do_and_by_any_measure(corpus, hedges, mentions):
    apart = dc.count_difference(hedges, corpus, by="outlet", groups=["Penhallow House", "The Calverton Ledger"])
    assert apart["low"].iloc[0] > 0
    runs = dc.count_multiverse(
        lambda lexicon: dc.count_mean(dc.score_sentiment(corpus, lexicon=lexicon, mask=mentions), corpus),
        {"lexicon": {"VADER": "vader", "political prose": "commentary"}},
    )
    assert runs["mean"].nunique() == 2
    assert (dc.count_words(corpus, by="outlet")["n_words"] > 10_000).all()


def test_what_stands_behind_a_number(corpus, mentions, hedges):
    assert len(dc.sentiment_evidence(corpus)) >= 1000 and len(dc.actor_sentiment_evidence(corpus, mentions)) >= 100
    assert (dc.score_spans(hedges, corpus)["n"] >= 2).sum() >= 50
    scores = dc.score_sentiment(corpus)
    assert dc.score_mentions(mentions, scores).groupby("actor").size().ge(ENOUGH).sum() >= 20
    assert len(dc.find_sentences(corpus)) >= 2500


def test_nothing_that_finds_or_counts_is_left_out():
    #: They need tables of somebody else: corrections, hand codes, spans of another program, counts.
    others = {"find_edits", "find_outside", "count_agreement", "count_needed", "count_reliability"}
    others |= {"score_association", "score_dispersion", "find_coded"}
    source = Path(__file__).read_text(encoding="utf8")
    finders = [name for name in dc.__all__ if re.match(r"(find|count|score|resolve|suggest)_", name)]
    called = set(re.findall(r"dc\.(\w+)\(", source)) | {"find_boosters", "find_negations"}  # both by their names
    assert [name for name in finders if name not in called | others] == []
