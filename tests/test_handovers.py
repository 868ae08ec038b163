"""The page of hand-overs: every block of Python is run on the sample corpus, and gives what the page says of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pytest import approx

import discourse as dc

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "handovers.md").read_text(encoding="utf8")
FIRST, *BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.S)
#: What a block needs beside the library and its dependencies: module and the name to install.
PACKAGES = {
    "cassis": "dkpro-cassis",
    "igraph": "igraph",
    "lexicalrichness": "lexicalrichness",
    "sklearn": "scikit-learn",
    "spacy": "spacy",
    "statsmodels": "statsmodels",
    "textstat": "textstat",
    "wordcloud": "wordcloud",
}
#: What packages warn of themselves, which is no matter of ours.
pytestmark = pytest.mark.filterwarnings("default")
Names = dict[str, Any]


def name_of(block: str) -> str:
    """The heading above a block, numbered where it has several."""
    before = PAGE[: PAGE.index(block)]
    heading = re.findall(r"^##+ (.+)$", before, re.M)[-1]
    return f"{heading} ({before.rsplit(heading, 1)[1].count('```python')})"


def one_row_a_document(names: Names) -> bool:
    return len(names["shares"]) == len(names["corpus"].documents) and names["shares"].sum(axis=1).round(6).eq(1).all()


def ratios_are_those_of_rates(names: Names) -> bool:
    """Whether the model gives what dividing the rates gives."""
    sums = names["table"].groupby("outlet")[["n", "n_words"]].sum()
    rates = (sums["n"] / sums["n_words"]).to_numpy()
    return np.exp(names["ratios"]).to_numpy() == approx(rates[1:] / rates[0]) and len(rates) == 3


def residuals_of_poisson(documents: pd.DataFrame, written: str) -> bool:
    """Whether the docvar is the deviance residual of each text from the rate of all texts together."""
    table = pd.read_csv(written)
    expected = table["n_words"] * table["n"].sum() / table["n_words"].sum()
    log = np.log(table["n"].where(table["n"] > 0, 1) / expected)
    deviance = np.sqrt(2 * (table["n"] * log - (table["n"] - expected))) * np.sign(table["n"] - expected)
    wanted = pd.Series(deviance.to_numpy(), index=table["doc_id"])
    return documents.set_index("doc_id")["residual"].to_numpy() == approx(wanted[documents["doc_id"]].to_numpy())


def mentions_come_back(names: Names, column: str, back: str, *, among: int | None = None) -> bool:
    """Whether the spans that were read back are those that were written."""
    wanted = names["mentions"]
    if among:
        wanted = wanted[wanted["doc_id"].isin(names["corpus"].documents["doc_id"].head(among))]
    keys = ["doc_id", "start", "end", "text", column]
    return len(wanted) > 0 and sorted(names[back][keys].values.tolist()) == sorted(wanted[keys].values.tolist())


def same_in_spacy(names: Names) -> bool:
    """Whether the file holds every mention, at its place or, where spaCy does not part the token, around it."""
    from spacy.tokens import DocBin

    docs = list(DocBin().from_disk("mentions.spacy").get_docs(names["nlp"].vocab))
    ents = [[(ent.start_char, ent.end_char, ent.kb_id_) for ent in doc.ents] for doc in docs]
    exact = sum(
        (row.start, row.end, row.actor) in ents[names["corpus"].documents["doc_id"].tolist().index(row.doc_id)]
        for row in names["mentions"].itertuples()
    )
    return len(docs) == len(names["corpus"].documents) and exact > 0.95 * len(names["mentions"])


#: What has to hold after a block.
CHECKS: dict[str, Callable[[Names], object]] = {
    "tf-idf (1)": lambda n: (
        n["weights"].shape == n["matrix"].shape
        and n["weights"].multiply(n["weights"]).sum() == approx(len(n["corpus"].documents))
    ),
    "LDA: topics (1)": lambda n: one_row_a_document(n) and len(n["best"]) == 5 and "the" not in n["names"],
    "NMF (1)": lambda n: n["topics"].shape == (5, len(n["columns"])) and (n["topics"] >= 0).all(axis=None),
    "Clusters, and back into the corpus (1)": lambda n: n["by_cluster"]["n"].sum() == len(n["hedges"]),
    "A Poisson model of counts (1)": ratios_are_those_of_rates,
    "A mixed model of scores (1)": lambda n: 0 <= n["between"] < 1 and n["mixed"].converged,
    "Networks: networkx and igraph (1)": lambda n: sum(map(len, n["groups"])) == len(n["graph"]),
    "Networks: networkx and igraph (2)": lambda n: n["network"].ecount() == n["graph"].number_of_edges() > 0,
    "Data on countries: ISO codes (1)": lambda n: n["by_seat"]["n"].sum() == len(n["mentions"]) == len(n["coded"]),
    "R: Parquet and Feather (1)": lambda n: (
        n["pd"].read_parquet("mentions.parquet").equals(n["mentions"])
        and n["pd"].read_feather("documents.feather").equals(n["corpus"].documents)
        and n["pd"].read_csv("rates.csv")["n"].sum() == len(n["hedges"])
    ),
    "R: CSV, there and back (1)": lambda n: len(n["pd"].read_csv("by_text.csv")) == len(n["corpus"].documents),
    "R: CSV, there and back (2)": lambda n: residuals_of_poisson(n["scored"].documents, "by_text.csv"),
    "Excel (1)": lambda n: n["pd"].read_excel("tables.xlsx", sheet_name="hedges")["n"].sum() == len(n["hedges"]),
    "Word clouds: wordcloud (1)": lambda n: "the" not in n["sizes"] and Path("cloud.png").stat().st_size > 1000,
    "Readability: textstat (1)": lambda n: n["graded"].documents["grade"].between(0, 30).all(),
    "Lexical diversity: lexicalrichness (1)": lambda n: n["diversity"]["mtld"].between(20, 400).all(),
    "spaCy: Doc and DocBin (1)": same_in_spacy,
    "spaCy: Doc and DocBin (2)": lambda n: (
        set(n["treaties"]["text"]) == {"INF Treaty"} and len(n["treaties"]) + len(n["outside"]) == len(n["rows"])
    ),
    "Annotation by hand: brat (1)": lambda n: (
        len(list(n["folder"].glob("*.ann"))) == len(n["corpus"].documents)
        and sum(len(path.read_text("utf8").splitlines()) for path in n["folder"].glob("*.ann")) == len(n["mentions"])
    ),
    "Annotation by hand: brat (2)": lambda n: mentions_come_back(n, "type", "corrected"),
    "Annotation by hand: INCEpTION (1)": lambda n: len(list(Path("inception").glob("*.xmi"))) == 3,
    "Annotation by hand: INCEpTION (2)": lambda n: mentions_come_back(n, "actor", "returned", among=3),
}


@pytest.fixture(scope="module")
def begun() -> Names:
    """The names of the first block."""
    names: Names = {}
    exec(FIRST.replace('"corpus/', f'"{ROOT.as_posix()}/corpus/'), names)
    return names


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Where the blocks write; one that reads goes on from the one before it."""
    return tmp_path_factory.mktemp("handovers")


@pytest.mark.parametrize("block", BLOCKS, ids=name_of)
def test_a_block_runs_and_gives_what_the_page_says(block, begun, folder, monkeypatch):
    for module in re.findall(r"^(?:import|from) (\w+)", block, re.M):
        if module in PACKAGES:
            pytest.importorskip(module, reason=f"pip install {PACKAGES[module]}")
    monkeypatch.chdir(folder)
    names = dict(begun)
    if "scores.csv" in block:
        (lines,) = [lines for lines in re.findall(r"```r\n(.*?)```", PAGE, re.S) if "scores.csv" in lines]
        if not shutil.which("Rscript"):
            pytest.skip("Rscript is not installed")
        subprocess.run(["Rscript", "-e", lines], check=True)
    exec(block, names)
    assert CHECKS[name_of(block)](names)


def test_every_block_has_its_check():
    assert [name_of(block) for block in BLOCKS] == list(CHECKS)


def test_the_page_names_the_version_of_every_package():
    table = re.findall(r"^\| ([\w-]+) \| [\d.]+ \| .+ \|$", PAGE, re.M)
    assert set(PACKAGES.values()) <= set(table)


def test_every_function_that_the_page_names_is_there():
    named = set(re.findall(r"dc\.(\w+)", PAGE))
    assert named and named <= set(dc.__all__)


def test_offsets_of_an_emoji_come_back_from_uima(tmp_path):
    """A character beyond the first plane is two units in UIMA and one to us."""
    cassis = pytest.importorskip("cassis", reason="pip install dkpro-cassis")
    types = cassis.TypeSystem()
    mention = types.create_type("webanno.custom.Mention", supertypeName="uima.tcas.Annotation")
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = "👍 Iran agreed.", "text/plain"
    cas.add(mention(begin=2, end=6))
    cas.to_xmi(str(tmp_path / "a.xmi"))
    written = (tmp_path / "a.xmi").read_text(encoding="utf8")
    assert 'begin="3"' in written and 'end="7"' in written
    with (tmp_path / "a.xmi").open("rb") as file:
        back = cassis.load_cas_from_xmi(file, typesystem=types).select("webanno.custom.Mention")
    assert [(one.begin, one.end) for one in back] == [(2, 6)]
