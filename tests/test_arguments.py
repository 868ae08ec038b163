"""Wrong types and impossible numbers: every public function tells them, in words of its own, before it does any work.

The walk is over `dc.__all__`. What is wrong for a parameter follows from its type hint, so that a function added
tomorrow is walked over as well.
"""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import traceback
import typing
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse._arguments import checked, need_number, need_whole

PACKAGE = str(Path(dc.__file__).parent)
FUNCTIONS = {name: getattr(dc, name) for name in dc.__all__ if inspect.isfunction(getattr(dc, name))}
HUGE = 10**30


@cache
def tables() -> dict[str, Any]:
    """What the parameters of a name are given."""
    corpus = corpus_of(
        "The Russian president said that ‘peace’ may not be good. It is clearly bad.",
        "Iran and Russia will probably talk. Iran praised Russia.",
        "Talks failed in Iran.",
        "Talks may go on in Russia.",
        outlet=["A", "A", "B", "B"],
        date=pd.to_datetime(["2014-03-01", "2015-03-01", "2016-03-01", "2017-03-01"]),
    )
    actors = dc.load_actors("world")
    mentions, quotes = dc.find_mentions(corpus, actors), dc.find_quotes(corpus)
    sample = dc.sample_sentences(corpus, n=4, seed=1).assign(code=list("yyyn"), other=list("yyny"))
    pairs = dc.count_cooccurrence(mentions)
    return {
        "corpus": corpus,
        "corpora": [corpus],
        "mentions": mentions,
        "actors": actors,
        "holders": dc.load_holders("world"),
        "quotes": quotes,
        "spans": dc.find_hedges(corpus),
        "terms": dc.find_hedges(corpus),
        "others": mentions,
        "edits": dc.find_hedges(corpus).head(1)[["doc_id", "start", "end"]].assign(edit="drop"),
        "inner": mentions,
        "outer": quotes,
        "table": dc.find_hedges(corpus),
        "scores": dc.score_sentiment(corpus),
        "coded": sample.drop(columns="other"),
        "sample": sample.drop(columns="other"),
        "found": dc.find_hedges(corpus),
        "columns": ["outlet"],
        "frame": corpus.documents,
        "mask": np.ones(4, bool),
        "by": "outlet",
        "doc_id": "d0",
        "node": "talks",
        "pattern": "talks",
        "features": ["talks"],
        "lexicon": dc.load_negations(),
        "edges": pairs,
        "pairs": dc.find_duplicates(corpus),
        "graph": dc.make_graph(pairs),
        "means": dc.count_mean(dc.score_sentiment(corpus), corpus, by="outlet"),
        "rates": dc.count_rate(dc.find_hedges(corpus), corpus, by="outlet"),
        "finding": lambda unit: 1.0,
        "choices": {"unit": {"sentence": 1}},
        "target": dc.count_features(corpus),
        "reference": dc.count_features(corpus),
        "counts": np.array([[1, 2], [3, 4]]),
        "sizes": np.array([10, 20]),
        "n": 2,
        "seed": 1,
    }


@cache
def given(name: str) -> dict[str, Any]:
    """Arguments with which the function works."""
    known = tables()
    own: dict[str, dict[str, Any]] = {
        "alt_text": {"ax": "Axes"},
        "concat_tables": {"tables": [known["table"].head(3)]},
        "describe": {"ax": "Axes"},
        "save_figure": {"ax": "Axes", "path": "figure.svg"},
        "save_graph": {"path": "graph.graphml"},
        "save_corpus": {"path": "saved"},
        "map_corpus": {"parts": "texts", "study": "study.toml", "out": "out"},
        "load_actors": {"source": "world"},
        "load_corpus": {"path": "texts"},
        "load_codebook": {"path": "codebook.toml"},
        "load_codes": {"path": "coded.csv"},
        "explore": {"mentions": known["mentions"]},
        "code_sample": {"path": "anna.csv", "codes": {"code": ["y", "n"]}},
        "adjudicate": {"coders": {"anna": "anna.csv", "ben": "ben.csv"}, "path": "agreed.csv"},
        "find_coded": {"coded": known["coded"].assign(code="none"), "code": "code"},
        "load_lexicon": {"path": "lexicon.csv"},
        "read_dictionary": {"path": "lexicon.csv"},
        "count_reliability": {
            "coded": known["coded"].assign(other=list("yyny")), "columns": ["code", "other"],
        },
        "plot_collocates": {"table": dc.collocates(known["corpus"], "talks")},
        "plot_heatmap": {"table": known["edges"]},
        "plot_difference": {"table": dc.count_difference(known["spans"], known["corpus"], by="outlet")},
        "plot_keyness": {"table": dc.keyness(known["target"], known["reference"])},
        "count_needed": {"coded": known["sample"], "column": "compound", "code": "code"},
        "with_correction": {"coded": known["sample"], "column": "compound", "code": "code"},
        "plot_needed": {"table": dc.count_needed(known["scores"], known["sample"], column="compound", code="code")},
        "plot_multiverse": {"table": pd.DataFrame({"unit": ["a"], "value": [1.0]}), "choices": ["unit"]},
        "plot_probability": {"table": dc.find_probability_words(known["corpus"])},
        "plot_trend": {"table": dc.count_rate(known["spans"], known["corpus"], freq="YS")},
        "score_association": {"table": dc.collocates(known["corpus"], "talks")},
        "show_kwic": {"table": dc.kwic(known["corpus"], "talks")},
        "as_spans": {"frame": pd.DataFrame({"doc_id": ["d0"], "start": [0], "end": [3]})},
        "find_outside": {"frame": pd.DataFrame({"doc_id": ["d0"], "start": [0], "end": [3]})},
        "with_docvars": {"frame": pd.DataFrame({"doc_id": ["d0"], "leaning": ["left"]})},
        "count_speakers": {"mentions": dc.with_voice(known["mentions"], known["quotes"]).assign(speaker="Iran")},
    }  # fmt: skip
    needed = [
        p.name
        for p in inspect.signature(FUNCTIONS[name]).parameters.values()
        if p.default is p.empty and p.kind is not p.VAR_KEYWORD
    ]
    args = {p: known.get(p) for p in needed} | own.get(name, {})
    if args.get("ax") == "Axes":
        args["ax"] = dc.plot_heatmap(known["edges"])
    return args


def hints_of(name: str) -> dict[str, tuple]:
    hints = typing.get_type_hints(FUNCTIONS[name])
    hints.pop("return", None)
    return {p: get_args(h) if get_origin(h) in (typing.Union, UnionType) else (h,) for p, h in hints.items()}


#: Values of every kind, of which each parameter gets those that its hint does not allow.
def values() -> dict[str, object]:
    return {
        "None": None,
        "bytes": b"war",
        "a word": "no such thing",
        "a list of words": ["no such thing"],
        "a list of numbers": [3],
        "a dict": {"a": 1},
        "a corpus": tables()["corpus"],
        "a table": pd.DataFrame({"strange": [1]}),
        "a function": len,
        "an object": object(),
        "True": True,
        "3": 3,
        "-1": -1,
        "0": 0,
        "1.5": 1.5,
        "NaN": float("nan"),
        "infinite": float("inf"),
        "huge": HUGE,
    }


#: What is right although it looks wrong: (parameter, value) or (function, parameter, value), each with its reason.
RIGHT = {
    ("window", "huge"): "the whole sentence or paragraph",
    ("kwic", "window", "0"): "the key word alone",
    ("find_near", "window", "0"): "what overlaps",
    ("min_n", "huge"): "nothing is so frequent",
    ("limit", "huge"): "all of them",
    ("links", "huge"): "all of them",
    ("max_bytes", "huge"): "no bound",
    ("seed", "0"): "a seed as good as others",
    ("seed", "huge"): "a seed as good as others",
    ("span", "huge"): "the places of a huge window",
    ("per", "1.5"): "a base need not be whole",
    ("half_width", "1.5"): "a width on the scale of the codes",
    ("uncertainty", "a word"): "of no account without scores",
    ("smoothing", "1.5"): "what is added need not be whole",
    ("neutral", "0"): "no tone is neutral",
    ("label", "a word"): "words for the axis",
    ("counted", "a word"): "words for a note",
    ("plot_network", "unit", "a word"): "words for the axis and a note",
    ("plot_tone", "column", "a word"): "what was averaged, in the label",
    ("plot_trend", "column", "a word"): "what was averaged, in the label",
    ("codes", "a word"): "a name for a new column",
    ("codes", "a list of words"): "names for new columns",
    ("name", "a word"): "a name for a new column",
    ("save_corpus", "path", "a word"): "a new folder",
    ("map_corpus", "out", "a word"): "a new folder",
    ("map_corpus", "size", "huge"): "all documents in one part",
    ("node", "a word"): "a word that does not occur has no neighbours",
    ("node", "a list of words"): "words that do not occur have no neighbours",
    ("pattern", "a word"): "a word that does not occur has no lines",
    ("pattern", "a list of words"): "words that do not occur have no lines",
    ("features", "a list of words"): "what does not occur has no spans",
    ("drop", "a list of words"): "words that do not occur are not there to be left out",
    ("load_corpus", "text", "a word"): "the files of the folder are no tables",
    ("load_corpus", "doc_id", "a word"): "the files of the folder are no tables",
    ("code_sample", "context", "0"): "the sentence alone",
    ("adjudicate", "context", "0"): "the sentence alone",
    ("finding", "a function"): "it can be called",
    ("lexicon", "a function"): "a function may score words",
}


def fits(value: object, hint: object) -> bool:
    """Is the value of the type that is hinted at? Whole numbers are numbers; true and false are none."""
    kind, inside = get_origin(hint) or hint, get_args(hint)
    if kind is Literal:
        return False
    if kind in (int, float):
        return isinstance(value, int | kind) and not isinstance(value, bool)
    if kind in (list, tuple, Sequence):
        return isinstance(value, list) and all(fits(member, inside[0] if inside else object) for member in value)
    return isinstance(value, kind)


def wrong_for(name: str, parameter: str, hints: tuple) -> dict[str, object]:
    """The values that the parameter cannot have: of another type, an impossible number, or a name of nothing."""
    wrong = {}
    for case, value in values().items():
        known = value is None or case in ("True", "3", "a dict", "a list of numbers", "a function", "a corpus")
        if any(fits(value, hint) for hint in hints) and known:
            continue
        if (parameter, case) not in RIGHT and (name, parameter, case) not in RIGHT:
            wrong[case] = value
    return wrong


WALK = [(name, parameter) for name in FUNCTIONS for parameter in inspect.signature(FUNCTIONS[name]).parameters]


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize(("name", "parameter"), WALK)
def test_what_is_wrong_is_told(name, parameter, tmp_path, monkeypatch):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Talks failed.")
    (tmp_path / "study.toml").write_text('title = "Talks"\n[corpus]\npath = "texts"\n')
    (tmp_path / "lexicon.csv").write_text("pattern,category\ntalk*,talks\n")
    (tmp_path / "codebook.toml").write_text('[codes.a]\ndefinition = "d"\nvalues = ["x", "y"]')
    (tmp_path / "coded.csv").write_text("doc_id,start,end\nd0,0,3\n")
    for coder in ("anna", "ben"):
        tables()["coded"].assign(probability=1.0).to_csv(tmp_path / f"{coder}.csv", index=False)
    monkeypatch.chdir(tmp_path)
    FUNCTIONS[name](**given(name))
    odd = []
    for case, value in wrong_for(name, parameter, hints_of(name)[parameter]).items():
        arguments = {**given(name), parameter: value}
        try:
            got = FUNCTIONS[name](**arguments)
        except (TypeError, ValueError, FileNotFoundError) as error:
            told = str(error)
            own = traceback.extract_tb(error.__traceback__)[-1].filename.startswith(PACKAGE)
            if not own or not re.search(r"[;.,:] ", told):
                odd.append(f"{case}: {type(error).__name__}: {told}")
        except Exception as error:
            odd.append(f"{case}: {type(error).__name__}: {error}")
        else:
            odd.append(f"{case}: no error, but {type(got).__name__}")
    plt.close("all")
    assert not odd, "\n".join(odd)


def test_every_exception_is_of_a_parameter():
    known = {(name, parameter) for name, parameter in WALK}
    parameters = {parameter for _, parameter in WALK}
    assert all(key[:2] in known if len(key) == 3 else key[0] in parameters for key in RIGHT)


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        ("find_hedges", ("text",), "corpus is a str; a Corpus is needed, such as the result of load_corpus(...)"),
        ("find_hedges", (None,), "corpus is None; a Corpus is needed, such as the result of load_corpus(...)"),
        ("concat_corpora", (["text"],), "corpora is ['text']; a list of Corpus is needed"),
        ("load_corpus", (3,), "path is 3; a string or a path is needed"),
        ("alt_text", ("figure",), "ax is a str; a matplotlib Axes is needed, such as the result of a plot_ function"),
        (
            "save_graph",
            (3, "a.csv"),
            "graph is an int; a networkx Graph is needed, such as the result of make_graph(...)",
        ),
        ("count_multiverse", (3, {}), "finding is 3; a function is needed"),
    ],
)
def test_a_wrong_type_is_told_with_what_is_needed(function, arguments, message):
    with pytest.raises(TypeError) as raised:
        FUNCTIONS[function](*arguments)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": 3}, "by is 3; a string, a list of strings or None is needed"),
        ({"by": [3]}, "by is [3]; a string, a list of strings or None is needed"),
        ({"stem": "yes"}, "stem is 'yes'; True or False is needed"),
        ({"n": 10**30}, f"n is {10**30}; give a whole number of words, at least 1, such as 2 for bigrams"),
        ({"min_n": 0}, "min_n is 0; give a whole number of occurrences, at least 1; with 1, nothing is left out"),
        ({"per": float("nan")}, "per is nan; a positive number of words is needed, such as 1000"),
    ],
)
def test_options_of_count_features(options, message):
    with pytest.raises((TypeError, ValueError)) as raised:
        dc.count_features(tables()["corpus"], **options)
    assert str(raised.value) == message


def test_a_value_that_a_literal_does_not_have():
    with pytest.raises(ValueError, match=r"unit is b'war'; choose one of 'sentence', 'document'"):
        dc.count_cooccurrence(tables()["mentions"], unit=b"war")


def test_what_is_checked_stays_what_it_is():
    @checked
    def add(word: str, *, to: Sequence[str] = ()) -> str:
        """A word more."""
        return " ".join([*to, word])

    assert (add.__name__, add.__doc__) == ("add", "A word more.")
    assert str(inspect.signature(add)) == "(word: 'str', *, to: 'Sequence[str]' = ()) -> 'str'"
    assert add("war", to=pd.Index(["and"])) == add("war", to={"and": 1}.keys()) == "and war"
    with pytest.raises(TypeError, match=r"missing 1 required positional argument: 'word'"):
        add()


def test_hints_of_other_libraries_import_none_of_them():
    code = (
        "import sys, discourse as dc\n"
        "try: dc.plot_rates([], ax='figure')\n"
        "except TypeError as error: print(error, 'matplotlib' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "ax is a str; a matplotlib Axes is needed, or None for a new figure False"


def test_numbers_of_numpy_are_numbers():
    need_whole(np.int64(3), "n", "")
    need_number(np.float32(0.5), "per", "", above=0, most=1)
    for value in (np.float64(3), np.bool_(True), "3"):
        with pytest.raises(ValueError, match=r"^n is .*; give more$"):
            need_whole(value, "n", "give more")
