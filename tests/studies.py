"""A small study beside its texts: what tests of the parts of a study share."""

from __future__ import annotations

from pathlib import Path

from discourse.study.load import Study, load_study

#: The tables that every study of the tests writes beside its own.
EVIDENCE = [
    "actor_sentiment",
    "documents",
    "doubts",
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
