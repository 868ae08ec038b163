"""The pages for those who come from other programs: every call of ours is run, and every figure is made again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "coming_from"
PAGES = {path.stem: path.read_text(encoding="utf8") for path in sorted(FOLDER.glob("*.md")) if path.stem != "index"}
ROW = re.compile(r"^\| (.+?) \| (.+?) \| (.*?) ?\|$", re.M)
#: A cell without a call of ours: a link to another page, or a plain word that there is none.
NO_CALL = re.compile(r"\[[\w -]+\]\(\.\./handovers\.md#[\w-]+\)|\(no counterpart\)")
Names = dict[str, Any]


def rows_of(page: str) -> list[list[str]]:
    """The rows of the table of calls."""
    table = re.search(r"^## Your (?:call|tab), and ours?.*?(?=^## |\Z)", PAGES[page], re.S | re.M)
    assert table
    return [list(row) for row in ROW.findall(table[0])][2:]  # without the header and the rule below it


def calls_of(page: str) -> list[str]:
    return [call for _, ours, _ in rows_of(page) for call in re.findall(r"`([^`]+)`", ours)]


CALLS = [(page, call) for page in PAGES for call in calls_of(page)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """What the calls read: a folder of texts, a table of texts, a dictionary, coded statements."""
    path = tmp_path_factory.mktemp("coming")
    (path / "texts").mkdir()
    (path / "texts" / "a.txt").write_text("Sanctions may bite. The deal is dead.", encoding="utf8")
    (path / "texts.csv").write_text("doc_id,text\na,The deal is dead.\nb,No deal.\n", encoding="utf8")
    (path / "mine.cat").write_text("DANGER\n\tTHREAT* (1)\n\tWAR (1)\nTALKS\n\tDEAL (1)\n", encoding="utf8")
    (path / "statements.csv").write_text("doc_id,start,end,actor\n2014-03-24_after_crimea,400,420,Anna\n")
    return path


@pytest.fixture(scope="module")
def begun() -> dict[str, Names]:
    """The names of the first block of each page; the corpus is read once."""
    corpus = dc.load_corpus(ROOT / "corpus" / "us_russia", languages=["en"])
    made = {}
    for page, text in PAGES.items():
        block = re.search(r"```python\n(.*?)```", text, re.S)[1]
        line = 'corpus = dc.load_corpus("corpus/us_russia", languages=["en"])\n'
        assert line in block
        made[page] = {"corpus": corpus}
        exec(block.replace(line, ""), made[page])
    return made


def test_there_are_five_pages():
    assert list(PAGES) == ["antconc", "dna", "nltk", "quanteda", "tidytext"]
    assert set(re.findall(r"\((\w+)\.md\)", (FOLDER / "index.md").read_text(encoding="utf8"))) == set(PAGES)


@pytest.mark.parametrize(("page", "call"), CALLS, ids=[f"{page}-{n}" for n, (page, _) in enumerate(CALLS)])
def test_a_call_of_ours_runs_and_finds_something(page, call, begun, folder, monkeypatch):
    monkeypatch.chdir(folder)
    result = eval(call, dict(begun[page]))
    plt.close("all")
    if isinstance(result, pd.DataFrame):
        assert len(result), call
    else:
        written = re.search(r'to_csv\("(.+?)"', call)
        assert Path(written[1]).stat().st_size if written else result is not None


@pytest.mark.parametrize("page", PAGES)
def test_every_row_has_a_call_or_says_where_to_go(page):
    for theirs, ours, _ in rows_of(page):
        assert re.search("`.+`", ours) or NO_CALL.fullmatch(ours), theirs
    assert len(rows_of(page)) >= 15


@pytest.mark.parametrize("page", PAGES)
def test_links_to_the_hand_overs_lead_to_a_heading(page):
    headings = re.findall(r"^##+ (.+)$", (ROOT / "docs" / "handovers.md").read_text(encoding="utf8"), re.M)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"handovers\.md#([\w-]+)", PAGES[page])) <= anchors


def test_further_blocks_run_and_tf_idf_is_that_of_tidytext(begun):
    """Two groups, each with a word of its own: tf times the logarithm of 2."""
    block = re.findall(r"```python\n(.*?)```", PAGES["tidytext"], re.S)[1]
    names: Names = {"dc": dc, "corpus": corpus_of("war war talks", "talks peace", outlet=["A", "B"])}
    exec(block, names)
    found = names["table"].set_index("feature")["tf_idf"]
    assert found["war"] == pytest.approx(2 / 3 * np.log(2))
    assert found["peace"] == pytest.approx(1 / 2 * np.log(2))
    assert found["talks"].tolist() == [0, 0]


def test_congruence_and_conflict_as_the_page_says(begun):
    names = dict(begun["dna"])
    for block in re.findall(r"```python\n(.*?)```", PAGES["dna"], re.S)[1:]:
        exec(block, names)
    for kind, wanted in {"congruence": (1, 1, 0), "conflict": (1, 1, 2), "subtract": (0, 0, -2)}.items():
        table = names[kind]
        assert (table.loc["Anna", "Ben"], table.loc["Ben", "Cleo"], table.loc["Anna", "Cleo"]) == wanted
    assert sorted(names["graph"].edges) == [("Anna", "Ben"), ("Ben", "Cleo")]


def test_the_x_ray_of_the_page_is_drawn(begun):
    names = dict(begun["quanteda"])
    exec(re.findall(r"```python\n(.*?)```", PAGES["quanteda"], re.S)[1], names)
    assert f"places of {len(names['hits'])} hits" in names["ax"].alt_text
    plt.close("all")


# What the pages say of tokens and of phrases ------------------------------------------------------------------------


def test_tokens_of_clitics_compounds_and_dashes():
    assert corpus_of("Trump’s US–Russia talks").tokens["token"].tolist() == [
        "Trump",
        "’s",
        "US",
        "–",
        "Russia",
        "talks",
    ]
    words = dc.count_features(corpus_of("Fanny's fellow-citizens came to-day: Fanny"))
    assert dict(zip(words["feature"], words["n"], strict=True)) == {
        "fanny": 2, "came": 1, "fellow-citizens": 1, "to-day": 1
    }  # fmt: skip


def test_what_nltk_makes_of_apostrophes():
    """NLTK 3.10.4; word_tokenize is NLTKWordTokenizer on each sentence."""
    from nltk.tokenize import NLTKWordTokenizer, TreebankWordTokenizer

    assert NLTKWordTokenizer().tokenize("Trump’s") == ["Trump", "’", "s"]
    assert NLTKWordTokenizer().tokenize("Trump's") == ["Trump", "'s"]
    assert TreebankWordTokenizer().tokenize("Trump’s US–Russia") == ["Trump’s", "US–Russia"]


def test_bigrams_go_across_lines_and_not_across_sentences():
    wrapped = "The head of\nthe house is one of\nthe few that go on\nand on. To be."
    pairs = set(dc.count_features(corpus_of(wrapped), n=2)["feature"])
    assert {"of the", "on and"} <= pairs and "on to" not in pairs


def test_concordance_of_immigration_in_invented_lines_with_the_traits_of_the_printed_ones():
    lines = [
        "IMMIGRATION : A PLAN FOR ALL",
        "done.- At once immigration and trade",
        "an end to all immigration , and more",
        "of all these immigrants , an end",
        "whatever their immigration status.- The party",
        "they sought mass immigration",
        "by immigration and more. In the",
        "), some new immigrants made up 2.5 percent(",
        "second immigrant mothers. Figures",
        "the immigrant rate is high",
    ]
    assert len(dc.kwic(corpus_of(*lines), "immig*")) == 10
    phrases = ["and bogus asylum seekers , and all", "An 'asylum seeker' who came", "no Asylum Seekers. It"]
    found = dc.kwic(corpus_of(*phrases), "asylum seeker*")
    assert found["keyword"].tolist() == ["asylum seekers", "asylum seeker", "Asylum Seekers"]


def test_monstrous_eleven_of_eleven():
    """What stands around the word in the lines that the NLTK book prints of Moby-Dick (Melville 1851)."""
    around = [
        "a most monstrous size .",
        "Touching that monstrous bulk",
        "array of monstrous clubs",
        "wondered what monstrous cannibal",
        "most monstrous and most mountainous !",
        "as a monstrous fable ,",
        "Of the Monstrous Pictures",
        "the monstrous pictures",
        "still more monstrous stories",
        "out of this monstrous cabinet",
        "Whale - Bones ; for Whales of a monstrous size",
    ]
    found = dc.kwic(corpus_of(*around), "monstrous")
    assert len(found) == 11
    assert found["keyword"].tolist().count("Monstrous") == 1


# VADER's lesson -----------------------------------------------------------------------------------------------------

#: The texts of NLTK's how-to on sentiment but for the empty one.
LESSON = [
    "VADER is smart, handsome, and funny.",
    "VADER is smart, handsome, and funny!",
    "VADER is very smart, handsome, and funny.",
    "VADER is VERY SMART, handsome, and FUNNY.",
    "VADER is VERY SMART, handsome, and FUNNY!!!",
    "VADER is VERY SMART, really handsome, and INCREDIBLY FUNNY!!!",
    "The book was good.",
    "The book was kind of good.",
    "The plot was good, but the characters are uncompelling and the dialog is not great.",
    "A really bad, horrible book.",
    "At least it isn't a horrible book.",
    ":) and :D",
    "Today sux",
    "Today sux!",
    "Today SUX!",
    "Today kinda sux! But I'll get by, lol",
]


def nltk_compound(texts: list[str]) -> list[float]:
    """What NLTK's analyser gives with the list of words that vaderSentiment ships, as NLTK's own is a download."""
    import vaderSentiment
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    analyser = SentimentIntensityAnalyzer.__new__(SentimentIntensityAnalyzer)
    words = Path(os.fspath(vaderSentiment.__path__[0])) / "vader_lexicon.txt"
    analyser.lexicon_file = words.read_text(encoding="utf8")
    analyser.lexicon, analyser.constants = analyser.make_lex_dict(), VaderConstants()
    return [analyser.polarity_scores(text)["compound"] for text in texts]


def test_vaders_lesson_fifteen_of_sixteen():
    scores = dc.score_sentiment(corpus_of(*LESSON)).groupby("doc_id", sort=False)["compound"].agg(list)
    ours, theirs = [[round(score, 4) for score in row] for row in scores], nltk_compound(LESSON)
    assert ours[:-1] == [[score] for score in theirs[:-1]]
    assert (ours[-1], theirs[-1]) == ([-0.3609, 0.5719], 0.5249)
    assert (theirs[5], theirs[10]) == (0.9469, 0.4310)


def test_a_curly_apostrophe_hides_a_negation_from_vader_and_not_from_us():
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    both = ["I don’t like this", "I don't like this"]
    score = SentimentIntensityAnalyzer().polarity_scores
    assert [score(text)["compound"] for text in both] == [0.3612, -0.2755]
    assert dc.score_sentiment(corpus_of(*both))["compound"].round(4).tolist() == [-0.2755, -0.2755]


# Published figures --------------------------------------------------------------------------------------------------


def row_of(page: str, word: str) -> list[str]:
    """The cells of a row of a table of figures."""
    (row,) = re.findall(rf"^\| `?{re.escape(word)}`? \|(.+)\|$", PAGES[page], re.M)
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row)]


@pytest.fixture(scope="module")
def inaugural(shared) -> dc.Corpus:
    documents = pd.read_json(shared / "data" / "corpora" / "inaugural.jsonl.gz", lines=True, dtype={"id": "str"})
    return dc.from_documents(documents.rename(columns={"id": "doc_id"}), sections=False)


def test_counts_of_words_in_the_inaugural_addresses(shared, inaugural):
    gold = pd.read_csv(shared / "data" / "statistics" / "quanteda431_frequency_top100.csv").set_index("feature")
    ours = dc.count_features(inaugural).set_index("feature")["n"].reindex(gold.index)
    assert f"{(ours == gold['frequency']).sum()} have the same count" in PAGES["quanteda"]
    for word in ("america", "nation", "fellow", "citizens", "we"):
        assert row_of("quanteda", word)[:2] == [str(gold["frequency"][word]), str(ours[word])]


def test_cosines_and_shares_of_different_words_in_the_inaugural_addresses(shared, inaugural):
    gold = pd.read_csv(shared / "data" / "statistics" / "quanteda431_cosine_first10.csv", index_col=0)
    rows = dc.make_matrix(inaugural)[0][:10].toarray().astype(float)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    assert inaugural.documents["doc_id"].head(10).tolist() == gold.index.tolist()
    assert 0.00095 < np.abs(rows @ rows.T - gold.to_numpy()).max() < 0.00115  # the page says .0011 at most
    words = dc.count_words(inaugural, by="doc_id").set_index("doc_id")
    theirs = pd.read_csv(shared / "data" / "statistics" / "quanteda431_lexdiv.csv", index_col="document")["TTR"]
    assert (words["n_types"] / words["n_words"] - theirs).abs().max() < 0.005


def test_the_x_ray_of_the_inaugural_addresses_against_a_plain_search(inaugural):
    late = dc.filter_corpus(inaugural, inaugural.documents["year"] > 1949)
    found = dc.kwic(late, "american").groupby("doc_id").size()
    plain = late.documents.set_index("doc_id")["text"].map(lambda text: len(re.findall(r"(?i)\bamerican\b", text)))
    assert found.reindex(plain.index, fill_value=0).tolist() == plain.tolist()
    said = f"{len(late.documents)} addresses after 1949: {plain.sum()} hits in {(plain > 0).sum()} of them"
    assert said in PAGES["quanteda"]


def test_laver_and_garry_on_british_manifestos(shared):
    documents = pd.read_csv(shared / "data" / "corpora" / "ukmanifestos.csv.gz").rename(columns={"id": "doc_id"})
    some = documents["Year"].isin([1992, 1997]) & documents["Party"].isin(["Con", "Lab", "LD"])
    corpus = dc.from_documents(documents[some], sections=False)
    lexicon = dc.load_lexicon(shared / "data" / "dictionaries" / "Laver_and_Garry_2000.cat")
    found = dc.find_terms(corpus, lexicon, overlap="categories")
    found = dc.join_docvars(found, corpus, columns=["Party", "Year"])
    counts = pd.crosstab([found["Party"], found["Year"]], found["category"])
    less, more = counts["ECONOMY > -STATE-"], counts["ECONOMY > +STATE+"]
    scale = ((less - more) / (less + more)).rename("scale").reset_index()
    scale = scale.pivot_table(index="Party", columns="Year", values="scale")
    for party, name in {"Con": "Conservatives", "LD": "Liberal Democrats", "Lab": "Labour"}.items():
        said = [float(cell) for cell in row_of("quanteda", name)]
        assert scale.loc[party].round(3).tolist() == said


COUNT_IN_R = """
suppressMessages({library(janeaustenr); library(dplyr); library(tidytext)})
books <- austen_books()
write.csv(data.frame(book = books$book, text = books$text), "books.csv", row.names = FALSE, fileEncoding = "UTF-8")
write.csv(books %>% unnest_tokens(word, text) %>% count(word), "words.csv", row.names = FALSE, fileEncoding = "UTF-8")
pairs <- books %>% unnest_tokens(pair, text, token = "ngrams", n = 2) %>% filter(pair == "of the")
cat(nrow(pairs))
"""


@pytest.mark.slow  # reads six novels, here and in R
def test_jane_austen_against_tidytext(tmp_path):
    if not shutil.which("Rscript"):
        pytest.skip("Rscript is not installed")
    run = subprocess.run(["Rscript", "-e", COUNT_IN_R], cwd=tmp_path, capture_output=True, text=True, encoding="utf8")
    if run.returncode:
        pytest.skip("R has no tidytext, dplyr or janeaustenr")
    options = {"keep_default_na": False, "encoding": "utf8"}
    theirs = pd.read_csv(tmp_path / "words.csv", **options).set_index("word")["n"]
    books = pd.read_csv(tmp_path / "books.csv", dtype="str", **options)
    texts = books.groupby("book", sort=False)["text"].agg("\n".join)
    corpus = dc.from_documents(pd.DataFrame({"doc_id": texts.index, "text": texts.to_numpy()}), sections=False)
    words = dc.count_features(corpus).set_index("feature")
    for word in ("miss", "time", "fanny", "dear", "lady", "sir", "day", "emma", "sister", "house"):
        assert row_of("tidytext", word)[:2] == [str(theirs[word]), str(words["n"][word])]
    assert f"tidytext has {theirs.sum():,} words and we have {words['total'].iloc[0]:,}" in PAGES["tidytext"]
    pairs = dc.count_features(corpus, n=2).set_index("feature")["n"]["of the"]
    assert f"has {int(run.stdout):,} in tidytext and {pairs:,} here" in PAGES["tidytext"]
    both = pd.concat([words["n"], theirs], axis=1).fillna(0)
    assert round(100 * (both.iloc[:, 0] == both.iloc[:, 1]).mean()) == 80
