"""Terms of a lexicon: its columns ride along, and what is wrong in a list is named with its line."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse import schema


def lexicon_of(*patterns: str, **columns: list) -> pd.DataFrame:
    return pd.DataFrame({"pattern": list(patterns), "category": "test"}).assign(**columns)


# --- the table --------------------------------------------------------------------------------------------------


def test_every_column_of_the_lexicon_rides_along():
    corpus = corpus_of("so", "It may, perhaps, hold. May it hold!")
    table = lexicon_of("may", "perhaps", "likely", weight=[0.5, 0.3, 0.1], note=["m", None, "l"])
    found = dc.find_terms(corpus, table)
    assert found.columns.tolist() == [*schema.TABLES["terms"], "weight", "note"]
    assert found[["doc_id", "sentence_id", "start", "text", "pattern"]].to_numpy().tolist() == [
        ["d1", 1, 3, "may", "may"],
        ["d1", 1, 8, "perhaps", "perhaps"],
        ["d1", 2, 23, "May", "may"],
    ]
    assert found["weight"].tolist() == [0.5, 0.3, 0.5]
    assert found["note"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize("texts", [(), ("Peace.",), ("War.",)])
@pytest.mark.parametrize("patterns", [(), ("peace",)])
def test_columns_and_dtypes_are_the_same_with_and_without_matches(texts, patterns):
    table = lexicon_of(*patterns, weight=np.ones(len(patterns)))
    found = dc.find_terms(corpus_of(*texts), table)
    listed = {name: dtype for name, (dtype, _) in schema.TABLES["terms"].items()} | {"weight": "float64"}
    assert {c: str(d) for c, d in found.dtypes.items()} == listed
    assert list(found.columns) == list(listed)
    assert len(found) == (texts == ("Peace.",) and len(patterns))


def test_inputs_are_left_as_they_are():
    corpus, table = corpus_of("May it be."), lexicon_of("may", "be", weight=[1, 2]).set_index(pd.Index([7, 7]))
    copies = [t.copy(deep=True) for t in (corpus.documents, corpus.sections, corpus.tokens, table)]
    assert len(dc.find_terms(corpus, table)) == 2
    for before, after in zip(copies, (corpus.documents, corpus.sections, corpus.tokens, table), strict=True):
        pd.testing.assert_frame_equal(before, after)


# --- files and errors -------------------------------------------------------------------------------------------


def test_load_lexicon_reads_every_column_and_takes_no_word_for_a_gap(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "\ufeffpattern,category,weight,case\nNA,none,1,true\n\nnull,,2,\nUS,state,3,false\n", encoding="utf-8"
    )
    table = dc.load_lexicon(path)
    assert table["pattern"].tolist() == ["NA", "null", "US"]
    assert table["category"].isna().tolist() == [False, True, False]
    assert table["weight"].tolist() == [1, 2, 3]
    assert dc.find_terms(corpus_of("na NA us NULL"), table)["text"].tolist() == ["NA", "us", "NULL"]
    path.write_text("pattern,category\n")
    assert [str(d) for d in dc.load_lexicon(path).dtypes] == ["str", "str"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("word,category\na,b\n", r"the lexicon .*list.csv lacks the column pattern; it has word, category\. Add or"),
        ("pattern,category\na,b\n\n ,c\n", r"list.csv, line 4: the pattern is empty; fill it or drop the line"),
    ],
)
def test_load_lexicon_names_what_is_wrong_and_where(tmp_path, lines, message):
    path = tmp_path / "list.csv"
    path.write_text(lines)
    with pytest.raises(ValueError, match=message):
        dc.load_lexicon(path)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (pd.DataFrame({"word": ["a"]}), "the lexicon lacks the column pattern; it has word. Add or rename the column."),
        (
            lexicon_of("a", start=[1], text=["x"]),
            "the lexicon has the columns start, text, which the matches need; ren",
        ),
        (lexicon_of("a", " "), "the pattern ' ' is empty; each needs a word"),
        (lexicon_of("a", None), "the pattern nan is empty; each needs a word"),
        (lexicon_of("in *"), r"the pattern 'in \*' has a word without letters; write at least one letter beside \*"),
        (lexicon_of("a", case=["no"]), "the lexicon's column case has 'no'; write true or false, or leave it empty"),
    ],
)
@pytest.mark.parametrize("text", ["a word", ""])
def test_errors_name_the_value_and_the_way_out(table, message, text):
    with pytest.raises(ValueError, match=message):
        dc.find_terms(corpus_of(text), table)


def test_a_lexicon_that_is_no_table_is_named_as_such():
    with pytest.raises(TypeError, match="the lexicon is a list; a pandas DataFrame with pattern is needed"):
        dc.find_terms(corpus_of("a"), ["a"])
