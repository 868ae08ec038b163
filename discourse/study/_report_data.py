"""The way from a number of a report back to its sentences: spans, the sentences that they are in, and sets of spans.

The script of the report reads lists of numbers and texts, so everything is put into such lists. Each span and each
sentence is there once.

Spans have eight columns, each under the letter by which the script knows it: `s` sentence, `a` and `b` where it
starts and ends in the sentence, `k` the table that it is of, `g` key (an actor, a category), `l` note, `v` score, `w`
level of strength. Sentences, tables, keys and notes are given by number.

A page stays a page however large the corpus: beyond a certain size it holds a sample, and says so. The sample takes
from every group alike as far as the group has rows, so that what is rare is there whole. What is drawn depends on where
a span stands and on a fixed seed, so that tables that count the same spans draw the same ones (Ohlsson 1995).

References
----------
Ohlsson, E. (1995). Coordination of samples using permanent random numbers. In: Business Survey Methods. Wiley.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse.corpus.corpus import Corpus
from discourse.corpus.dates import find_dates
from discourse.study.parts.stored import as_frame
from discourse.text.counted import places_of_sentences
from discourse.view.markup import find_signs
from discourse.view.page import form_of, levels_of
from discourse.view.wording import cite_all, notes_of, say_all, showable

_MOST_VALUES = 300  # a docvar with more values is no choice in a list
_LEVELS = ("", "s1", "s3")  # classes of `levels_of`; what lies between has none
_MOST_SPANS, _MOST_TEXT = 75_000, 6_000_000  # spans of a page, and characters of the sentences that they stand in
_MOST_DOCUMENTS = 5_000  # beyond, a page has those alone that a sentence of it is of
_MOST_ROWS, _MOST_CELLS = 5_000, 500_000  # rows of a table that a page holds, and their characters
_SEED = 20180716
KEYS = ("actor", "category", "phrase", "label", "kind")
_STRATA = (*KEYS, "role", "period", "outlet")


def display_name(name: str) -> str:
    """The name of a table or figure as it is shown."""
    return showable(name).replace("_", " ")


def draw(chance: np.ndarray, groups: np.ndarray, most: int) -> np.ndarray:
    """The numbers of at most `most` rows in the order in which they are drawn: one of each group, then the next.

    Rows with the same number in `chance` are drawn together in each table that has them; `groups` are numbers, too.

    >>> groups = np.array([0, 0, 0, 0, 1])
    >>> sorted(groups[draw(np.arange(5), groups, 3)].tolist())
    [0, 0, 1]
    """
    chance = pd.util.hash_array((chance + _SEED).astype(np.uint64))
    order = np.lexsort((chance, groups))
    turn = np.arange(len(order)) - np.searchsorted(groups[order], groups[order])
    return order[np.lexsort((chance[order], turn))][:most]


def _fitting(drawn: np.ndarray, sizes: np.ndarray, room: float) -> np.ndarray:
    """Those of the rows drawn that there is room for, the first drawn first, in their order in the table."""
    return np.sort(drawn[np.cumsum(sizes) <= room])


def hold(table: pd.DataFrame, first: int, *, longest: int) -> pd.DataFrame:
    """The rows of a table that a page holds: the first ones, and a sample of the others.

    Texts are shown with up to `longest` characters.
    """
    others = table.iloc[first:]
    by = next((c for c in _STRATA if c in others), None)
    groups = np.zeros(len(others), np.int64) if by is None else pd.factorize(others[by])[0]
    drawn = draw(np.arange(len(others)), groups, max(_MOST_ROWS - first, 0))
    shown = as_frame(others.iloc[drawn])
    sizes = np.full(len(drawn), 8 * len(table.columns))
    for column in shown.select_dtypes(["object", "string", "category"]).columns:
        sizes += np.minimum([len(str(v)) for v in shown[column].tolist()], longest).astype(np.int64)
    return pd.concat([as_frame(table.iloc[:first]), as_frame(others.iloc[_fitting(drawn, sizes, _MOST_CELLS)])])


class Traces:
    """The spans that numbers come from, and the sentences that they stand in, each of them once.

    A set has the numbers of its spans, as runs: all mentions, or the spans that a table of the study counts. `of` is
    how many rows there are where the page holds a sample of them, else 0. The sets share the room of the page.

    Parameters
    ----------
    corpus : Corpus
    n_sets : int
        How many sets there may be.
    """

    def __init__(self, corpus: Corpus, n_sets: int = 1) -> None:
        self.corpus = corpus
        self.share = 1 / max(n_sets, 1)
        self.doc = corpus.arrays.doc_of_sentence.astype(np.int64)
        self.start, self.end = (places.astype(np.int64) for places in places_of_sentences(corpus.arrays))
        self.step = int(self.end.max(initial=0)) + 1  # one axis for all documents
        self.place = self.doc * self.step + self.start
        self.position: dict[tuple, int] = {}
        self.columns: dict[str, list] = {c: [] for c in "sabkglvw"}
        self.keys: dict[str, int] = {"": 0}
        self.notes: dict[str, int] = {"": 0}
        self.kinds: dict[str, dict] = {}
        self.sets: list[dict] = []

    def add_evidence(self, tables: dict) -> None:
        sets = {}
        for name, label in (("mentions", "all mentions of actors"), ("hedges", "all hedges")):
            if name in tables:
                group = tables[name]["actor"] if name == "mentions" else tables[name]["text"].str.lower()
                sets[name] = label, *self._add(name, tables[name], [group])
        if len(sets) == 2:
            both = [*sets["mentions"][1], *sets["hedges"][1]]
            order = sorted(both, key=lambda i: (self.columns["s"][i], self.columns["a"][i], i))
            sampled = any(of for _, _, of in sets.values())
            n = sum(of or len(rows) for _, rows, of in sets.values()) if sampled else 0
            self._set("all", "all mentions and hedges", order, "Actor or category", files=list(sets), of=n)
        for name, (label, rows, of) in sets.items():
            self._set(name, label, rows, "Actor" if name == "mentions" else "Category", files=[name], of=of)

    def add_set(self, name: str, spec: dict, rows: pd.DataFrame, figure: int) -> None:
        """Add the rows that a table of the study counts; for co-occurrence, those of units with two actors or more."""
        if not {"doc_id", "start", "end"} <= set(rows.columns):
            return
        pair = spec.get("unit", "sentence") if spec["measure"] == "cooccurrence" else None
        if pair and {"actor", "sentence_id"} <= set(rows.columns):
            unit = rows["doc_id"].astype("str") if pair == "document" else rows["sentence_id"]
            rows = rows[rows["actor"].groupby(unit).transform("nunique") > 1]
        kind = spec.get("of", name)
        label = f"figure {figure}: {display_name(name)}" if figure else f"table {display_name(name)}"
        found, of = self._add(kind, rows, self._groups(spec, rows))
        key = self.kinds[kind]["key"] if kind in self.kinds else ""
        self._set(name, label, found, key.capitalize(), pair, files=[kind], of=of)

    def _groups(self, spec: dict, rows: pd.DataFrame) -> list[pd.Series]:
        """What the table groups by, for each row: columns of the rows, docvars and years; else what was found."""
        by = [spec["by"]] if isinstance(spec.get("by"), str) else list(spec.get("by") or [])
        documents = self.corpus.documents.set_index("doc_id")
        of_doc = rows["doc_id"].astype("str")
        groups = [rows[c] if c in rows else of_doc.map(documents[c]) for c in by if c in rows or c in documents]
        if spec.get("freq") and (years := _years(documents)) is not None:
            groups.append(of_doc.map(years))
        return groups or [rows[c] for c in KEYS if c in rows][:1]

    def _set(
        self, name: str, label: str, rows: list[int], key: str, pair: str | None = None, *, files: list[str], of: int
    ) -> None:
        if rows:
            files = [f"tables/{showable(file)}.csv" for file in files]
            told = {"name": name, "label": label, "runs": _runs(rows), "key": key, "pair": pair}
            self.sets.append(told | {"of": of, "files": files})

    def _add(self, kind: str, rows: pd.DataFrame, groups: list[pd.Series]) -> tuple[list[int], int]:
        """The numbers of the spans `rows`, those that are new among them added; how many there are, if not all are."""
        placed = rows["start"].notna() & rows["end"].notna()
        rows = rows[placed]
        doc = pd.Index(self.corpus.documents["doc_id"]).get_indexer(rows["doc_id"].astype("str"))
        start = rows["start"].to_numpy(np.int64)
        at = np.searchsorted(self.place, doc * self.step + start, side="right") - 1  # the sentence that begins before
        known = at >= 0
        known[known] = (self.doc[at[known]] == doc[known]) & (start[known] < self.end[at[known]])
        rows, at, n = rows[known], at[known], int(known.sum())
        if not n:
            return [], 0
        of_row = np.zeros(n, np.int64)
        if groups:
            keyed = pd.DataFrame({i: pd.factorize(group)[0] for i, group in enumerate(groups)})
            of_row = keyed[placed.to_numpy()][known].groupby(list(keyed), sort=False).ngroup().to_numpy()
        drawn = draw(doc[known] * self.step + start[known], of_row, int(_MOST_SPANS * self.share))
        sizes = self.end[at[drawn]] - self.start[at[drawn]]
        held = _fitting(drawn, sizes, _MOST_TEXT * self.share)
        rows, at = as_frame(rows.iloc[held]), at[held]
        score = next((c for c in ("compound", "tone") if c in rows), None)
        key = next((c for c in KEYS if c in rows), "")
        look = form_of(kind, [kind])[0]
        number = self.kinds.setdefault(kind, {"n": len(self.kinds), "key": key, "score": bool(score), "look": look})
        keys = say_all(rows[key]) if key else [""] * len(rows)
        docvars = tuple(c for c in self.corpus.documents.columns if c != "doc_id")
        notes = [""] * len(rows) if score else notes_of(rows, leave_out=docvars)
        values = [round(float(v), 4) if pd.notna(v) else 0 for v in rows[score].tolist()] if score else [0] * len(rows)
        has_strength = kind == "hedges" and "strength" in rows
        levels = levels_of(rows["strength"]).tolist() if has_strength else [0] * len(rows)
        spans = zip(at.tolist(), rows["start"].tolist(), rows["end"].tolist(), keys, notes, values, levels, strict=True)
        out = []
        for s, start, end, word, note, value, level in spans:
            low, high = int(self.start[s]), int(self.end[s])
            a, b = max(int(start), low) - low, min(int(end), high) - low
            identity = (number["n"], s, a, b, word, note)
            if identity not in self.position:
                self.position[identity] = len(self.position)
                coded = (self.keys.setdefault(word, len(self.keys)), self.notes.setdefault(note, len(self.notes)))
                for column, cell in zip("sabkglvw", (s, a, b, number["n"], *coded, value, _LEVELS[level]), strict=True):
                    self.columns[column].append(cell)
            out.append(self.position[identity])
        return out, n if len(held) < n else 0

    def _leave_out_signs(self, sentences: list[str], doc: list[int], columns: dict[str, list]) -> None:
        """Take the signs of Markdown out of sentences from such files, and move the spans in them."""
        sources = self.corpus.documents.get("source")
        if sources is None:
            return
        marked_up = sources.astype("str").str.lower().str.endswith((".md", ".markdown")).tolist()
        if not any(marked_up):
            return
        signs = {i: _apart(find_signs(text)) for i, text in enumerate(sentences) if marked_up[doc[i]]}
        for i, places in signs.items():
            ends = [0, *(at for place in places for at in place), len(sentences[i])]
            sentences[i] = "".join(sentences[i][a:b] for a, b in zip(ends[::2], ends[1::2], strict=True))
        for n, s in enumerate(columns["s"]):
            for column in "ab" if signs.get(s) else "":
                at = self.columns[column][n]
                columns[column][n] = at - sum(max(0, min(at, end) - start) for start, end in signs[s])

    def data(self, study) -> dict:
        """What the script reads: sentences that are behind a number, spans, sets, documents and their docvars."""
        used = np.unique(np.array(self.columns["s"], dtype=np.int64))
        texts = self.corpus.texts
        where = zip(self.doc[used].tolist(), self.start[used].tolist(), self.end[used].tolist(), strict=True)
        first_of_doc = np.searchsorted(self.doc, self.doc[used])
        columns = self.columns | {column: list(self.columns[column]) for column in "ab"}
        columns |= {"s": np.searchsorted(used, np.array(self.columns["s"], dtype=np.int64)).tolist()}
        sentences = [showable(texts[d][s:e]) for d, s, e in where]
        self._leave_out_signs(sentences, self.doc[used].tolist(), columns)
        documents = self.corpus.documents.drop(columns="text")
        held = np.arange(len(documents)) if len(documents) <= _MOST_DOCUMENTS else np.unique(self.doc[used])
        documents = documents.iloc[held]
        return {
            "docs": [
                {"id": doc_id, "cite": cited}
                for doc_id, cited in zip(say_all(documents["doc_id"]), cite_all(documents), strict=True)
            ],
            "facets": _facets(documents, study),
            "sentences": {
                "t": sentences,
                "d": np.searchsorted(held, self.doc[used]).tolist(),
                "n": (used - first_of_doc + 1).tolist(),
            },
            "kinds": [{"name": display_name(name), **kind} for name, kind in self.kinds.items()],
            "spans": columns,
            "keys": list(self.keys),
            "notes": list(self.notes),
            "sets": self.sets,
        }


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places with those that touch or overlap made one.

    >>> _apart([(0, 3), (2, 5), (7, 8)])
    [(0, 5), (7, 8)]
    """
    out: list[tuple[int, int]] = []
    for start, end in places:
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def examples(data: dict, name: str, keys: list[str], most: int = 5) -> list[dict]:
    """A sentence of a set for each of the first `keys`: what stands in the page without script and on paper.

    Each is of a length at which it can be read alone, and of another document than the others, where there is one.
    """
    held = next((s for s in data["sets"] if s["name"] == name), None)
    if held is None:
        return []
    found: dict[str, list[int]] = {}
    for i in _unrun(held["runs"]):
        found.setdefault(data["keys"][data["spans"]["g"][i]], []).append(i)
    chosen = [key for key in keys if key in found] or sorted(found, key=lambda key: -len(found[key]))
    told: list[int] = []
    for key in chosen[:most]:
        docs = {_doc_of(data, i) for i in told}
        told.append(min(found[key], key=lambda i: (_unlike_prose(data, i), _doc_of(data, i) in docs)))
    return [_example(data, i) for i in told]


def filters_of_row(data: dict, name: str, spec: dict, labels: list[str]) -> list[tuple[int, str]]:
    """Which filter of the sentences each column of a table sets, so that a row leads to what it counts.

    Parameters
    ----------
    data : dict
        What the script of the report reads.
    name, spec : str, dict
        The table, and what the study asks of it.
    labels : list of str
        The columns of the table.

    Returns
    -------
    list of (int, str)
        The number of a column, and `key`, `with`, `year` or the name of a docvar. Empty where the sentences cannot be
        chosen by all that a row stands for.
    """
    held = next((s for s in data["sets"] if s["name"] == name), None)
    if held is None:
        return []
    by = [spec["by"]] if isinstance(spec.get("by"), str) else list(spec.get("by") or [])
    period = ["period"] if spec.get("freq") else []
    known = {facet["name"]: facet["name"] for facet in data["facets"]} | {held["key"].lower(): "key"}
    if str(spec.get("freq", "")).startswith("YS") and "date" not in spec and "year" in known:
        known["period"] = "year"
    if held["pair"]:
        by, known = ["source", "target"], {"source": "key", "target": "with"}
    columns = [showable(column) for column in (*by, *period)]
    if not columns or not all(column in known and column in labels for column in columns):
        return []
    return [(labels.index(column), known[column]) for column in columns]


def _doc_of(data: dict, i: int) -> int:
    return data["sentences"]["d"][data["spans"]["s"][i]]


def _unlike_prose(data: dict, i: int) -> int:
    """How far the sentence is from the length at which one can be read alone; the first of the best is taken."""
    n = len(data["sentences"]["t"][data["spans"]["s"][i]])
    return max(60 - n, n - 300, 0)


def first_sentences(data: dict, most: int = 20) -> list[dict]:
    """The first sentences of the first set."""
    rows = _unrun(data["sets"][0]["runs"]) if data["sets"] else []
    return [_example(data, i) for i in rows[:most]]


def _example(data: dict, i: int) -> dict:
    """A span in its sentence: what stands before, the words and what stands behind; who, and where."""
    spans, sentences = data["spans"], data["sentences"]
    s, a, b = spans["s"][i], spans["a"][i], spans["b"][i]
    text, kind = sentences["t"][s], data["kinds"][spans["k"][i]]
    doc = data["docs"][sentences["d"][s]]
    cuts = (text, "", "") if kind["score"] else (text[:a], text[a:b], text[b:])
    return {
        "key": data["keys"][spans["g"][i]], "cuts": cuts, "look": kind["look"],
        "score": f"{spans['v'][i]:+g}" if kind["score"] else "",
        "cite": doc["cite"], "id": doc["id"], "at": f"{sentences['n'][s]:,}",
    }  # fmt: skip


def _unrun(runs: list[int]) -> list[int]:
    """The numbers of runs.

    >>> _unrun([4, 3, 9, 1])
    [4, 5, 6, 9]
    """
    return [first + i for first, length in zip(runs[::2], runs[1::2], strict=True) for i in range(length)]


def _runs(numbers: list[int]) -> list[int]:
    """First and length of every run of numbers that follow each other.

    >>> _runs([4, 5, 6, 9])
    [4, 3, 9, 1]
    """
    values = np.array(numbers)
    first = np.flatnonzero(np.diff(values, prepend=values[0] - 2) != 1)
    lengths = np.diff(first, append=len(values))
    return np.stack([values[first], lengths], axis=1).ravel().tolist()


def _years(documents: pd.DataFrame) -> pd.Series | None:
    """The year of each document; none where no docvar has dates or years."""
    try:
        return find_dates(documents, yearly=True).dt.year
    except ValueError:
        return None


def _facets(documents: pd.DataFrame, study) -> list[dict]:
    """The docvars by which sentences can be chosen: year, outlet, author, and those that the study groups by."""
    asked = ["outlet", "author", *(c for spec in study.tables.values() for c in spec.get("by", []))]
    columns = {c: pd.Series(say_all(documents[c])) for c in dict.fromkeys(asked) if c in documents}
    if (years := _years(documents)) is not None:
        columns = {"year": pd.Series(say_all(years.astype("Int64")))} | columns
    out = []
    for name, values in columns.items():
        different = sorted(set(values.tolist()) - {""})
        if 1 < len(different) <= _MOST_VALUES:
            place = {value: i for i, value in enumerate(different)}
            out.append({"name": showable(name), "values": different, "codes": [place.get(v, -1) for v in values]})
    return out
