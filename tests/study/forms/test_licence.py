"""Results without a sentence of the texts."""

from __future__ import annotations

import pandas as pd
from studies import TEXTS, make_study

from discourse.study.forms.licence import without_texts
from discourse.study.run import run_study

MORE = """
[output]
texts = false
tables = ["xlsx"]
[tables.words_in_context]
measure = "kwic"
node = "talks"
[tables.said]
measure = "rows"
of = "quotes"
[figures.words_in_context]
plot = "dispersion"
"""


def test_quotations_and_contexts_go_and_long_cells_say_how_long_they_are():
    quotes = pd.DataFrame({"quote_id": [1], "text": ["It may rain."], "cue": ["said"]})
    assert without_texts("quotes", quotes).columns.tolist() == ["quote_id", "cue"]
    lines = pd.DataFrame({"pre": ["a"], "keyword": ["b"], "post": ["c"]})
    assert without_texts("lines", lines).columns.tolist() == ["keyword"]
    spans = pd.DataFrame({"text": ["may", "one two three four five six"], "title": ["One two three four five six"] * 2})
    found = without_texts("spans", spans, {"title"})
    assert found["text"].tolist() == ["may", "[6 words]"]
    assert found["title"].equals(spans["title"]), "docvars stay"
    documents = spans.drop(columns="text")
    assert without_texts("documents", documents) is not None
    assert without_texts("documents", documents)["title"].equals(spans["title"])


def test_no_output_of_a_study_holds_a_sentence_of_its_texts(tmp_path):
    """Quotations, a concordance, an x-ray, a workbook and the report."""
    run_study(make_study(tmp_path, MORE), tmp_path / "out")
    sentences = [
        "Freedonia may wait for Sylvania",
        "The talks seem slow",
        "Sylvania is good",
        "Perhaps Freedonia is bad",
    ]
    assert all(any(sentence in text for text in TEXTS.values()) for sentence in sentences)
    found = {}
    for path in sorted((tmp_path / "out").rglob("*")):
        if path.suffix in (".csv", ".html", ".json", ".svg"):
            found[path.name] = path.read_text(encoding="utf8")
        elif path.suffix == ".parquet":
            found[path.name] = pd.read_parquet(path).to_csv()
        elif path.suffix == ".xlsx":
            found[path.name] = "".join(map(str, pd.read_excel(path, sheet_name=None).values()))
    assert {"report.html", "quotes.csv", "said.parquet", "words_in_context.svg", "tables.xlsx"} <= set(found)
    assert [(name, sentence) for name, text in found.items() for sentence in sentences if sentence in text] == []
    assert "talks" in found["words_in_context.csv"]
