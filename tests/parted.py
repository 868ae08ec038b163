"""Studies of many small texts, for what is made a part at a time: invented outlets, people and states."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from random import Random

import pandas as pd

from discourse.study.load import Study, load_study

#: A study of few tables, where what is asked is not what it counts.
SMALL = """
title = "Three states"
[corpus]
path = "texts"
[actors]
lists = ["actors.csv"]
[tables.named]
measure = "rate"
of = "mentions"
by = ["outlet", "actor"]
[tables.words]
measure = "words"
by = "outlet"
[tables.frequent]
measure = "features"
min_n = 3
"""
OUTLETS = ("The Globe", "The Lantern", "Harbour House")
SENTENCES = (
    "Freedonia may wait for Sylvania.",
    "“Sylvania is a terrible enemy,” said Ada Moe.",
    "Perhaps the talks in Freedonia were good, and the peace talks went on.",
    "Who would trust the so-called ‘reset’ now?",
    "The war is certainly a disaster for Sylvania and for Freedonia.",
    "Ruritania did not say that sanctions would probably fail.",
    "Sanctions hurt, officials in Ruritania said, and a trade-off is likely.",
    "It was a cold war, and the cold war was long.",
    "Nobody asked “why now?” in Freedonia.",
    "A ‘reset’ with Ruritania would be wonderful, Ada Moe claimed.",
)
ACTORS = "actor,alias,type,country\n" + "".join(f"{s},{s},state,{s}\n" for s in ("Freedonia", "Sylvania", "Ruritania"))
#: A table of every measure that can be made by parts, and figures of some.
STUDY = """
title = "Three states"
question = "Who is talked about?"
[corpus]
path = "texts"
[actors]
lists = ["actors.csv"]
[terms]
war = ["war*", "sanction*"]
peace = ["peace*", "talks"]
[tables.named]
measure = "rate"
of = "mentions"
by = "actor"
[tables.named_by_outlet]
measure = "rate"
of = "mentions"
by = ["outlet", "actor"]
where = { actor = ["Freedonia", "Sylvania"] }
[tables.named_by_voice]
measure = "rate"
of = "mentions"
by = ["actor", "voice"]
[tables.hedged_over_time]
measure = "rate"
of = "hedges"
by = "category"
freq = "YS"
rolling = 2
[tables.terms_by_outlet]
measure = "rate"
of = "terms"
by = ["outlet", "category"]
[tables.tone_by_outlet]
measure = "mean"
of = "sentiment"
by = "outlet"
[tables.tone_over_time]
measure = "mean"
of = "actor_sentiment"
by = ["actor", "type"]
freq = "YS"
[tables.certain]
measure = "mean"
of = "certainty"
by = "voice"
[tables.apart]
measure = "difference"
of = "hedges"
by = "outlet"
groups = ["The Globe"]
[tables.apart_in_tone]
measure = "difference"
of = "sentiment"
by = "outlet"
groups = ["The Globe", "The Lantern"]
[tables.words]
measure = "words"
by = ["outlet", "role"]
[tables.words_of_all]
measure = "words"
[tables.asked]
measure = "questions"
by = "outlet"
[tables.together]
measure = "cooccurrence"
[tables.together_in_texts]
measure = "cooccurrence"
unit = "document"
[tables.with_terms]
measure = "affiliations"
with = "terms"
[tables.speakers]
measure = "speakers"
[tables.contested]
measure = "contested"
by = "outlet"
[tables.frequent]
measure = "features"
by = "outlet"
min_n = 3
drop = "function words"
[tables.pairs_of_words]
measure = "features"
n = 2
min_n = 2
[tables.typical]
measure = "keyness"
by = "outlet"
target = "The Globe"
min_n = 3
[tables.near_war]
measure = "collocates"
node = "war"
min_n = 2
[tables.phrases]
measure = "collocations"
min_n = 3
[tables.longer_phrases]
measure = "collocations"
size = 3
min_n = 2
[tables.spread]
measure = "dispersion"
min_n = 4
[tables.spread_over_outlets]
measure = "dispersion"
parts = "outlet"
stem = true
[tables.war_in_context]
measure = "kwic"
node = "war"
[tables.sorted_context]
measure = "kwic"
node = "sanction*"
sort = ["1R", "1L"]
[tables.every_hedge]
measure = "rows"
of = "hedges"
where = { voice = "author" }
[figures.named]
plot = "rates"
[figures.tone_by_outlet]
plot = "tone"
[figures.hedged_over_time]
plot = "trend"
"""


class Now:
    """An executor that does at once what it is told, or when it is asked for the result, the last first."""

    def __init__(self, *, backwards: bool = False) -> None:
        self.backwards = backwards
        self.told: list = []

    def submit(self, do, *arguments):
        future: Future = Future()
        self.told.append((future, do, arguments))
        if not self.backwards:
            self._do()
        else:
            future.result = lambda timeout=None: self._do() or Future.result(future)  # type: ignore[method-assign]
        return future

    def _do(self) -> None:
        while self.told:
            future, do, arguments = self.told.pop()
            future.set_result(do(*arguments))


def texts(n: int = 24, seed: int = 1) -> pd.DataFrame:
    """So many texts of three to six sentences, with an outlet and a date; some lack these."""
    draw = Random(seed)
    rows = []
    for i in range(n):
        some = [draw.choice(SENTENCES) for _ in range(draw.randrange(3, 7))]
        text = " ".join(some[:2]) + "\n\n" + " ".join(some[2:])
        outlet = None if i % 11 == 10 else draw.choice(OUTLETS)
        date = None if i % 7 == 6 else f"20{draw.randrange(14, 18)}-0{draw.randrange(1, 9)}-11"
        rows.append((f"t{i:03}", outlet, date, f"Text {i}", text))
    return pd.DataFrame(rows, columns=["doc_id", "outlet", "date", "title", "text"])


def make_study(folder: Path, frame: pd.DataFrame | None = None, study: str = STUDY, *, files: bool = False) -> Study:
    """A study in `folder`, of one table of texts or of a file for each text."""
    frame = texts() if frame is None else frame
    (folder / "texts").mkdir(parents=True)
    if files:
        for row in frame.itertuples():
            (folder / "texts" / f"{row.doc_id}.txt").write_text(row.text, encoding="utf8")
        frame.drop(columns="text").to_csv(folder / "texts" / "metadata.csv", index=False)
    else:
        frame.to_csv(folder / "texts" / "texts.csv", index=False)
    (folder / "actors.csv").write_text(ACTORS, encoding="utf8")
    (folder / "study.toml").write_text(study, encoding="utf8")
    return load_study(folder / "study.toml")


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of results, without what was made of parts."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return {name: data for name, data in sorted(found.items()) if not name.startswith(".")}


def differing(one: Path, other: Path) -> list[str]:
    """The files that are not the same in two folders of results."""
    mine, theirs = files_of(one), files_of(other)
    return sorted(name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name))
