"""The script behind the section Quality of benchmarks/README.md, on sets of two or three sentences."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

REPO = Path(__file__).resolve().parents[1]
SCRIPT = REPO / "benchmarks" / "quality.py"


@pytest.fixture(scope="module")
def quality():
    return load("quality")


@pytest.fixture(scope="module")
def judges():
    return load("quality_judges")


def load(name: str) -> ModuleType:
    sys.path.insert(0, str(SCRIPT.parent))
    try:
        return import_module(name)
    finally:
        sys.path.pop(0)


def put(folder: Path, name: str, *records: dict) -> None:
    with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(record) + "\n" for record in records)


def run(*options: object) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, str(SCRIPT), *map(str, options)], capture_output=True, text=True)


NEGATIONS = [
    {"text": "They did not sign.", "negated": True, "negations": [{"cue": [[9, 12, "not"]]}]},
    {"text": "They signed it.", "negated": False, "negations": []},
    {"text": "It is unlucky.", "negated": True, "negations": [{"cue": [[6, 8, "un"]]}]},
]


def test_measures_by_hand(judges):
    counts = np.array([[1, 2, 1], [1, 1, 3]])  # right, found, wanted: 2 of 3 and 2 of 4
    assert judges.f_score(counts) == pytest.approx(2 * (2 / 3) * (2 / 4) / (2 / 3 + 2 / 4))
    assert judges.share(np.array([[1, 2], [0, 2]])) == 0.25
    # negative: 1 right, 1 wanted, 2 found; neutral: none; positive: 1 right, 2 wanted, 1 found
    assert judges.macro_f(np.array([[-1, -1], [1, -1], [1, 1]])) == pytest.approx((2 / 3 + 0 + 2 / 3) / 3)
    assert judges.spearman(np.array([[1, 10], [2, 100], [3, 1000]])) == pytest.approx(1)


def test_names_are_matched_one_to_one(judges):
    gold = [{"text": "Nato and the White House", "mentions": [{"start": 13, "end": 24, "type": "x"}]}]
    (found,) = judges.judge_names(gold, [[(9, 24), (13, 24), (0, 4)]])
    assert found.units.tolist() == [[1, 3, 1]]


def test_contents_are_counted_by_span_and_by_character(judges):
    text = "He said it was over."
    gold = [{"text": text, "attributions": [{"source": [[0, 2]], "cue": [[3, 7]], "content": [[8, 19]]}]}]
    found = [{"source": {(0, 2)}, "cue": set(), "content": {(8, 14)}}]
    values = {r.measure: r.value() for r in judges.judge_attributions(gold, found)}
    assert values == {
        "source, exact, F1": 1.0,
        "cue, exact, F1": 0.0,
        "content, exact, F1": 0.0,
        "characters of content, F1": pytest.approx(2 * 6 / (6 + 11)),
    }


def test_a_hedge_of_another_construct_is_set_aside(judges):
    cue = {"start": 0, "end": 2, "text": "If", "type": "speculation"}
    gold = [
        {"text": "If so, go.", "hedged": True, "cues": [cue]},
        {"text": "It may rain.", "hedged": True, "cues": [{"start": 3, "end": 6, "text": "may"}]},
    ]
    found = [[(0, 2, "conditional", 0.1)], [(3, 6, "modal", 0.2), (7, 11, "approximator", 0.1)]]
    results = judges.judge_hedges(gold, found)
    assert len(results[0].units) == 1
    assert [r.value() for r in results] == [1, 1, 1, 0.5]  # the last counts approximators
    assert results[-1].measure == "cues, precision, approximators counted"


def test_what_one_reader_marked_counts_neither_way(judges):
    both = {"start": 3, "end": 6, "readers": "AB", "kind": "epistemic"}
    one = {"start": 12, "end": 18, "readers": "A", "kind": "approximator"}
    gold = [{"text": "It may rain almost now.", "hedges": [both, one], "boosters": []}]
    found = [judges.Stance([(3, 6, "modal"), (12, 18, "approximator"), (19, 22, "adverb")], [(0, 2)])]
    hedges, epistemic, boosters = judges.judge_stance(gold, found)
    assert hedges.units.tolist() == [[1, 2, 1]]  # `now` is wrong
    assert epistemic.units.tolist() == [[1, 2, 1]]
    assert boosters.units.tolist() == [[0, 1, 0]]


def test_who_is_for_or_against_whom(judges):
    text = "Ann praised Bob."
    pair = {"text": text, "p": [0, 3, "Ann"], "q": [12, 15, "Bob"]}
    gold = [pair | {"label": 1, "label_name": "p->q pos"}, pair | {"label": 4, "label_name": "q->p neg"}]
    gold.append(pair | {"label": 0, "label_name": "neutral"})
    assert [judges.target_of(g)[2] for g in gold] == ["Bob", "Ann", "Bob"]
    order, classes = judges.judge_directed(gold, (np.array([0.5, 0.1, -0.9]), np.array([1, 0, 0])))
    assert order.value() == 1
    assert classes.value() == pytest.approx((0 + 2 / 3 + 1) / 3)
    assert judges.auc(np.array([[1, 0.2], [0, 0.2]])) == 0.5  # a tie


def test_the_interval_holds_the_value_and_is_the_same_each_time(judges):
    units = [(k % 3 > 0, 1) for k in range(60)]
    found = judges.result("x", judges.share, units, [{}] * 60)
    low, high = found.interval()
    assert low < 2 / 3 < high
    assert found.interval() == (low, high)


def test_a_set_is_measured_and_an_absent_one_is_named(tmp_path):
    put(tmp_path, "neg_cdsco", *NEGATIONS)
    out = run("--data", tmp_path, "negation", "metonymy").stdout
    assert "| negation | CD-SCO | negated sentences, F1 | 1.000 [" in out
    assert "| metonymy | ReLocaR |  | not there |" in out
    assert "| CD-SCO | 3 sentences |" in out


def test_a_function_that_is_not_there_is_a_row(quality, judges, monkeypatch):
    monkeypatch.setattr(judges.dc, "__all__", [])
    rows = quality.measure(Path(), "negation", "cdsco", NEGATIONS)
    assert rows == [["negation", "CD-SCO", "", "not there yet: `find_negations`", "", ""]]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["wisdom"], "task 'wisdom' is not known; choose from sentences, "),
        (["negation", "--write"], "--write needs all tasks, or the tables would lose the others"),
    ],
)
def test_what_cannot_be_done_is_refused(tmp_path, options, message):
    got = run("--data", tmp_path, *options)
    assert got.returncode == 2
    assert message in re.sub(r"\s+", " ", got.stderr)


def test_names_of_one_actor_and_their_mentions_are_judged_within_an_event(judges):
    mentions = [{"chain": c, "text": "Moe", "start": n, "end": n + 1} for n, c in enumerate("aab")]
    gold = [{"id": "0/x", "text": "MMM", "mentions": mentions}]
    covered, every = judges.judge_groups(gold, [[(0, 1, "Moe"), (1, 2, "Roe")]])
    assert covered.value() == pytest.approx(2 / 3)  # precision 1, recall 1/2
    assert every.value() == pytest.approx(0.8)  # recall 2/3


def test_who_is_named_is_judged_by_what_both_readers_marked(judges):
    state = {"start": 0, "end": 1, "kind": "state", "reading": "place", "readers": "AB"}
    moe = {"start": 2, "end": 3, "kind": "person", "reading": "", "readers": "AB"}
    gold = [{"id": "x", "text": "M R S", "mentions": [state, moe, state | {"start": 4, "end": 5, "readers": "A"}]}]
    found = [judges.Listing([(0, 1, "state", "actor")], [(2, 3, "person", "actor"), (6, 7, "other", "actor")])]
    values = [r.value() for r in judges.judge_named(gold, found)]
    assert values == [1.0, 0.0, 0.0, 1.0, 0.5]


def test_halves_keep_a_document_together_and_fit_on_the_other(tmp_path):
    halves, strength = load("halves"), load("hedge_strength")
    assert halves.document_of("sfu", {"domain": "BOOKS", "doc": 3, "id": "x"}) == "BOOKS/3"
    assert halves.document_of("opinion", {"id": "x"}) == "x"
    plain, hedged = ("It rains.", 5), ("It may rain.", 2)
    records = [{"id": n, "text": text, "certainty": sure + n % 2} for n in range(40) for text, sure in (plain, hedged)]
    put(tmp_path, "certainty_sentence", *records)
    ratings = strength.Ratings.of(tmp_path, strength.shipped())
    assert set(ratings.half[::2]) == {0, 1}
    assert ratings.half[::2].tolist() == ratings.half[1::2].tolist()
    rows = list(halves.certainty_by_halves(tmp_path))
    assert [measure for _, _, measure, _ in rows] == [
        "correlation of ranks with readers, rho",
        "the same, boosters counted (score_certainty)",
    ]
    assert all(rho > 0.8 for *_, figures in rows for rho in figures)
    before = ratings.strengths(ratings.half != 0)["may"][0]
    ratings.rating[ratings.half == 0] = 0.0  # what is judged has no share in what is fitted
    assert ratings.strengths(ratings.half != 0)["may"][0] == before


def test_halves_of_absent_sets_have_no_rows(tmp_path):
    assert load("halves").fitted_by_halves(tmp_path) == {}


def test_a_text_goes_between_its_marks(tmp_path, monkeypatch):
    readme = load("readme")
    monkeypatch.setattr(readme, "README", tmp_path / "README.md")
    readme.README.write_text("a\n<!-- x: begin -->\nold\n<!-- x: end -->\nb\n", encoding="utf-8")
    readme.put("x", "new")
    assert readme.README.read_text(encoding="utf-8") == "a\n<!-- x: begin -->\nnew\n<!-- x: end -->\nb\n"
    with pytest.raises(SystemExit, match=r"README\.md needs the lines <!-- y: begin --> and <!-- y: end --> once each"):
        readme.put("y", "new")


def test_the_readme_has_room_for_the_tables(quality):
    readme = load("readme").README.read_text(encoding="utf-8")
    for name in ("quality", "halves"):
        assert readme.index(f"<!-- {name}: begin -->") < readme.index(f"<!-- {name}: end -->")
    assert {data for how in quality.TASKS.values() for data in how.data} == set(quality.DATA)
    assert {line.split(" | ")[0] for line in quality.OTHERS_LISTED.split("\n") if line} <= set(quality.DATA)
