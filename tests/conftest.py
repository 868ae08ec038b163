"""What several test modules share: corpora of one line of Python, and texts as hypothesis draws them."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from browsing import chromium, kernels, lab  # noqa: F401 (fixtures)
from hypothesis import settings
from hypothesis import strategies as st

import discourse as dc

settings.register_profile("discourse", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("discourse")


def corpus_of(*texts: str, sections: bool = False, **docvars: list) -> dc.Corpus:
    """A corpus with the documents d0, d1, ...; every paragraph is body unless `sections` are asked for."""
    frame = pd.DataFrame({"doc_id": [f"d{n}" for n in range(len(texts))], "text": pd.Series(texts, dtype="str")})
    return dc.from_documents(frame.assign(**docvars), sections=sections)


def tokens_of(text: str) -> list[str]:
    return corpus_of(text).tokens["token"].tolist()


def mentions_of(corpus: dc.Corpus, *names: str) -> pd.DataFrame:
    """Where the names stand, each an actor; found by a regular expression, so that no other module is tested."""
    rows = [
        (doc, found.start(), found.end(), found.group())
        for doc, text in zip(corpus.documents["doc_id"], corpus.documents["text"], strict=True)
        for found in re.finditer("|".join(rf"\b{name}\b" for name in names), text)
    ]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "actor"])


def straighten(text: str) -> str:
    """The same text as a typewriter has it: straight marks, and hyphens between letters."""
    text = re.sub(r"(?<=[^\W\d_])–(?=[^\W\d_])", "-", text)
    return text.translate(str.maketrans("’“”", '\'""'))


def check_spans(table: pd.DataFrame, corpus: dc.Corpus) -> None:
    """Every span is its own text, lies in one document, follows the one before and overlaps none."""
    texts = corpus.documents.set_index("doc_id")["text"]
    order = {doc: n for n, doc in enumerate(texts.index)}
    last = (-1, 0)
    for row in table.to_dict("records"):
        assert row["text"] == texts[row["doc_id"]][row["start"] : row["end"]]
        assert row["text"]
        here = (order[row["doc_id"]], row["start"])
        assert here >= last
        last = (order[row["doc_id"]], row["end"])


#: Any text that Unicode allows (half characters left out), thick with what trips tokenisers.
_ODD = [*"aж中1[],@’'–-—.… \n\t\x00\u00a0\u00ad\u0301\u200b\u200d", "\r\n", "...", "US", "2018", "Mr", "://", "www."]
odd_text = st.lists(
    st.one_of(
        st.sampled_from([*_ODD, "👍🏽", "👩\u200d🚀"]),
        st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=6),
    ),
    max_size=30,
).map("".join)

#: English typography: words, clitics, abbreviations, numbers and all marks, in no order.
_ATOMS = (
    "a b I S W US U.S. e.g. Mr No no etc Inc don we it Trump Russia The then 3 10 2018 1990s 5m handl ing".split()
    + "’ ' ’s 's ’re ’ll ’d 'm ’T “ ” \" ‘ – - — … ... . . , , : ; ? ! ( ) [ ] [s] @ / £ % * _ :// www.".split()
    + [" "] * 12
    + ["\n"]
)
typed_text = st.lists(st.sampled_from(_ATOMS), max_size=40).map("".join)

_PIECES = (
    "Moscow Russia’s US–Russia the US may perhaps anti-American grand talks Mr. Bolton said that it won’t fail we’ve "
    "no deal 2017-18 and , Nato allies’ Trump’s visit trade-off ‘bargain’ “grand bargain” in May. It seems , “so.” He "
    "could not—or would not—go . The President’s “second” thoughts (and ours) matter. Mueller’s case – a weak one –"
).split()
#: Prose with curly quotes and dashes in their usual places.
curly_text = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=40).map(" ".join)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated data and reference figures beside the project."""
    path = Path(__file__).resolve().parents[2] / "shared"
    if not path.is_dir():
        pytest.skip("the data stand in ../shared, which is not here")
    return path


@pytest.fixture(scope="session")
def seed_text(shared) -> str:
    """The seed commentary, for which the roles of all paragraphs are known."""
    return (shared / "data/commentary/us_russia_relationship_is_doomed.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def world() -> pd.DataFrame:
    """The table of actors that ships."""
    return dc.load_actors("world")
