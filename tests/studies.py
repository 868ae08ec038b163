"""A small study beside its texts: what tests of the parts of a study share."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import discourse as dc
from discourse.study.load import Study, load_study

#: The tables that every study of the tests writes beside its own.
EVIDENCE = [
    "actor_sentiment",
    "documents",
    "doubts",
    "duplicates",
    "hedges",
    "mentions",
    "quotes",
    "rejected",
    "sections",
    "sentiment",
]
TEXTS = {
    "lee.txt": "Freedonia may wait for Sylvania. The talks seem slow.\n",
    "roe.txt": "“Sylvania is good,” said Roe. Perhaps Freedonia is bad.\n",
}
ACTORS = "actor,alias,type\nFreedonia,Freedonia,state\nSylvania,Sylvania,state\n"
STUDY = """
title = "Two states"
[corpus]
path = "texts"
[actors]
lists = ["actors.csv"]
[tables.named]
measure = "rate"
of = "mentions"
by = "actor"
[tables.hedged]
measure = "rate"
of = "hedges"
by = "outlet"
[figures.named]
plot = "rates"
"""


def make_study(folder: Path, *more: str) -> Study:
    """The study in `folder`, with more tables and figures."""
    (folder / "texts").mkdir()
    for name, text in TEXTS.items():
        (folder / "texts" / name).write_text(text, encoding="utf8")
    (folder / "texts" / "metadata.csv").write_text("file,outlet,year\nlee.txt,Globe,2016\nroe.txt,Times,2018\n")
    (folder / "actors.csv").write_text(ACTORS)
    (folder / "study.toml").write_text(STUDY + "\n".join(more), encoding="utf8")
    return load_study(folder / "study.toml")


#: Twelve texts of three sentences; of each outlet's six, the first two texts have a hedge in their first sentence.
CODED_TEXTS = {
    f"{name}{n}.txt": f"{'It may be good.' if n < 2 else 'It is bad.'} The talks were long. Nobody won at all.\n"
    for name in ("globe", "times")
    for n in range(6)
}
CODED_STUDY = """
title = "Two papers"
[corpus]
path = "texts"
[tables.negative]
measure = "mean"
of = "sentiment"
by = "outlet"
code = "negative"
corrected = true
[tables.hedging]
of = "hedges"
by = "outlet"
code = "hedges"
corrected = true
[figures.negative]
plot = "tone"
"""
CODING = 'sample = { n = 36, seed = 1, codes = ["negative", "hedges"] }'


def make_coded_study(folder: Path, *more: str, coding: str = CODING, coders: tuple[str, ...] = ("anna",)) -> Study:
    """A study of twelve texts, with hand codes.

    A sentence is negative if it is that it is bad; it has a hedge more than the program finds if it is that nobody won.
    Ben codes as Anna does, but for the talks, which he finds negative.
    """
    (folder / "texts").mkdir()
    for name, text in CODED_TEXTS.items():
        (folder / "texts" / name).write_text(text, encoding="utf8")
    lines = [f"{name},{name[:5].capitalize()},{2010 + int(name[5])}" for name in CODED_TEXTS]
    (folder / "texts" / "metadata.csv").write_text("\n".join(["file,outlet,year", *lines]))
    files = ", ".join(f'"{name}.csv"' for name in coders)
    toml = f"{CODED_STUDY}[coding]\n{coding}\nfiles = [{files}]\n" + "\n".join(more)
    (folder / "study.toml").write_text(toml, encoding="utf8")
    for name in coders:
        write_codes(folder, name)
    return load_study(folder / "study.toml")


def code_by_hand(folder: Path, name: str = "anna", *, n: int = 36) -> pd.DataFrame:
    """The sample of the study with the codes that a coder gives."""
    corpus = dc.load_corpus(folder / "texts")
    sample = dc.sample_sentences(corpus, n=n, seed=1, codes=["negative", "hedges"])
    begins = sample["text"].str.split().str[1]
    negative = begins.isin(["is"] if name == "anna" else ["is", "talks"])
    hedges = (begins == "may").astype(int) + (begins == "won")
    return sample.assign(negative=negative.map({True: "yes", False: "no"}), hedges=hedges)


def write_codes(folder: Path, name: str = "anna", rows: pd.DataFrame | None = None, **options) -> None:
    rows = code_by_hand(folder, name) if rows is None else rows
    rows.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8-sig", **options)


def make_study_of_copies(folder: Path, duplicates: str | None, *more: str) -> Study:
    """The study with a third text, which is Roe's of two days before in other marks."""
    make_study(folder, *more)
    texts = {"web.txt": TEXTS["roe.txt"].replace("“", '"').replace("”", '"')}
    for name, text in texts.items():
        (folder / "texts" / name).write_text(text, encoding="utf8")
    lines = ["lee.txt,Globe,2016-05-01,Waiting", "roe.txt,Times,2018-03-03,No rain", "web.txt,Times,2018-03-01,Rain"]
    (folder / "texts" / "metadata.csv").write_text("\n".join(["file,outlet,date,title", *lines]))
    if duplicates is not None:
        path = folder / "study.toml"
        path.write_text(path.read_text().replace("[corpus]", f'[corpus]\nduplicates = "{duplicates}"'))
    return load_study(folder / "study.toml")
