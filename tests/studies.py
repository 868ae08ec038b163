"""A small study beside its texts: what tests of the parts of a study share."""

from __future__ import annotations

from pathlib import Path

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
