"""What is made of a part: the tables of its documents, and the evidence that is found in it.

All is a function of the part, the study, the word lists and the versions. It lies in a folder that is named by them,
which appears whole or not at all; so what is there need not be made again, and a run that was killed goes on.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from discourse.corpus.corpus import Corpus, filter_corpus
from discourse.corpus.drafts import draft_of
from discourse.corpus.duplicates import words_to_compare
from discourse.corpus.set_aside import words_of_sections
from discourse.study.evidence import find_evidence, read_actors
from discourse.study.load import Study
from discourse.study.manifest import versions, word_lists
from discourse.study.parts.dealing import ABOUT, Part, digest, open_part
from discourse.study.parts.released import release
from discourse.study.parts.stored import categories_of
from discourse.study.parts.sums import SUMS, sums_of
from discourse.text.counted import places_of_sentences
from discourse.text.questions import find_asking
from discourse.text.words import words_of_sentences

#: What a study says that bears on what is found in a text.
_SETTINGS = ("terms", "hedges", "sentiment")
_READ = ("roles", "sections", "languages")


@dataclass(frozen=True)
class Task:
    """What is to be made of each part.

    Attributes
    ----------
    study : Study
    store : the folder in which all lies
    evidence : the tables of spans and scores; with what they need
    asked : tables of the study that count words, by name: what is summed for them
    """

    study: Study
    store: str
    evidence: tuple[str, ...]
    asked: tuple[str, ...] = ()

    def key_of_texts(self, part: Part) -> str:
        read = {key: self.study.corpus[key] for key in _READ if key in self.study.corpus}
        return digest([part.key, read, versions()])

    def key_of_evidence(self, part: Part, left_out: Collection[str] = ()) -> str:
        said = {name: getattr(self.study, name) for name in _SETTINGS}
        said |= {"evidence": self.evidence, "asked": [self.study.tables[name] for name in self.asked]}
        actors = digest(read_actors(self.study).to_csv())
        return digest([self.key_of_texts(part), said, actors, word_lists(), sorted(left_out)])


@dataclass(frozen=True)
class Made:
    """Where what was made of a part lies, and the warnings."""

    part: Part
    texts: str
    evidence: str | None
    notes: tuple[str, ...] = field(default=())


def make_texts_and_evidence(task: Task, part: Part, left_out: tuple[str, ...] = (), only_texts: bool = False) -> Made:
    """Make of a part what is not there yet."""
    store = Path(task.store)
    texts = store / f"texts-{task.key_of_texts(part)}"
    evidence = None if only_texts else store / f"found-{task.key_of_evidence(part, left_out)}"
    corpus = None
    if not (texts / ABOUT).is_file():
        corpus = open_part(part, task.study)
        with draft_of(texts) as draft:
            _write_texts(corpus, draft)
    if evidence is not None and not (evidence / ABOUT).is_file():
        corpus = open_part(part, task.study) if corpus is None else corpus
        if left_out:
            corpus = filter_corpus(corpus, ~corpus.documents["doc_id"].isin(left_out).to_numpy(bool))
        with draft_of(evidence) as draft:
            _write_evidence(task, corpus, draft)
    del corpus
    release()
    notes = json.loads((evidence / ABOUT).read_text(encoding="utf8"))["notes"] if evidence else []
    return Made(part, str(texts), None if evidence is None else str(evidence), tuple(notes))


def _write_texts(corpus: Corpus, draft: Path) -> None:
    """The tables of the documents, without their texts, and what was counted in each sentence."""
    tokens = corpus.arrays
    start, end = places_of_sentences(tokens)
    sentences = pd.DataFrame(
        {
            "section_id": tokens.section_id,
            "sentence_id": tokens.sentence_id,
            "doc": tokens.doc_of_sentence.astype(np.int32),
            "start": start.astype(np.int32),
            "end": end.astype(np.int32),
            "n_words": words_of_sentences(tokens).astype(np.int32),
            "asks": find_asking(tokens) if len(tokens) else np.zeros(0, bool),
        }
    )
    tables = {
        "documents": corpus.documents.drop(columns="text"),
        "sections": corpus.sections,
        "words_of_sections": pd.DataFrame({"n": words_of_sections(corpus.sections, corpus.documents)}),
        "sentences": sentences,
        "rejected": corpus.rejected,
        "doubts": corpus.doubts,
        **words_to_compare(tokens),
    }
    n_keys = {"section_id": _after(corpus.sections["section_id"]), "sentence_id": _after(sentences["sentence_id"])}
    _write(tables, draft, {"n_docs": len(corpus.documents), "keys": n_keys, "notes": []})


def _write_evidence(task: Task, corpus: Corpus, draft: Path) -> None:
    """The spans and scores of the part, and the sums of its words that tables of the study are made of."""
    study = task.study
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        tables = find_evidence(study, corpus, read_actors(study), task.evidence)
        sums: dict[str, pd.DataFrame] = {}
        for name in task.asked:
            spec = study.tables[name]
            made = sums_of(spec, corpus, tables)
            sums |= {f"{name}.{what}": table for what, table in made.items()}
    notes = [str(w.message) for w in caught if issubclass(w.category, UserWarning)]
    keys = {"quote_id": _after(tables["quotes"]["quote_id"])} if "quotes" in tables else {}
    _write(tables | sums, draft, {"keys": keys, "notes": notes})


def _write(tables: dict[str, pd.DataFrame], draft: Path, about: dict) -> None:
    for name, table in tables.items():
        table.to_parquet(draft / f"{name}.parquet", index=False)
    told = about | {
        "rows": {name: len(table) for name, table in tables.items()},
        "categories": {name: categories_of(table) for name, table in tables.items()},
    }
    (draft / ABOUT).write_text(json.dumps(told, indent=1), encoding="utf8")


def _after(keys: pd.Series) -> int:
    """How many keys there are, from 0 to the highest."""
    return int(keys.max()) + 1 if len(keys) else 0


def asks_for_sums(study: Study, wanted: Collection[str]) -> tuple[str, ...]:
    """The tables of a study that are made of the words of the texts, which are summed a part at a time."""
    return tuple(name for name, spec in study.tables.items() if name in wanted and spec["measure"] in SUMS)
