"""The report of a run: one HTML file that shows every number and the sentences behind it.

It begins with the results of the tables, what does not follow from them, and which texts were doubtful or not read
(`discourse.study.forms.answer`). The file stands alone: styles, figures, sentences and the script that pages them are
inside it, and its Content-Security-Policy forbids every request. Text reaches the page escaped, or as data that the
script sets as text, never as HTML. It holds no time and no path of the machine, so that the same run gives the same
bytes.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path, PurePath

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.corpus import Corpus
from discourse.corpus.dates import year_column
from discourse.corpus.duplicates import COPY
from discourse.corpus.set_aside import words_of_sections
from discourse.study._entries import joined
from discourse.study._outputs import MANIFEST, SUFFIXES
from discourse.study._report_data import (
    KEYS,
    Traces,
    display_name,
    examples,
    filters_of_row,
    first_sentences,
    hold,
)
from discourse.study.forms.answer import answers, cautions
from discourse.study.forms.decimals import by_size, decimals_of, say_number, size_of
from discourse.study.forms.drawing import lines_to_draw
from discourse.study.forms.licence import without_texts
from discourse.study.forms.overlap import EXCERPT, HOW, Overlap, overlap_of
from discourse.study.parts.stored import as_frame
from discourse.study.register import CODEBOOK, MEASURES, OF_CODES, compares_unchecked
from discourse.text.tokens import distinct
from discourse.text.words import words_of_documents
from discourse.view.page import read_template
from discourse.view.wording import CITED, cite_all, say, say_all, showable

#: So many rows of a table stand in the page itself, for readers without script and for print; the rest is data.
_ROWS_OF_STUDY, _ROWS_OF_EVIDENCE = 200, 24
_LONGEST_CELL = 400
_WIDE = (
    "citation",
    "detail",
    "example",
    "figure",
    "names",
    "other_title",
    "pre",
    "post",
    "reason",
    "source",
    "title",
)  # columns of prose
_CLASSES = {"url": "web", "doc_id": "id"}
_WEB = re.compile(r"https?://", re.IGNORECASE)


def make_report(
    study,
    corpus: Corpus,
    tables: dict,
    figures: dict,
    *,
    alts: dict,
    behind: dict,
    versions: dict,
    empty: dict | None = None,
    edits: pd.DataFrame | None = None,
    n_words: np.ndarray | None = None,
) -> str:
    """The report of a run as one HTML document.

    Parameters
    ----------
    study : Study
        Its title, question, tables, figures and source are shown.
    corpus : Corpus
    tables : dict of name -> DataFrame
        The evidence (documents, sections, rejected, mentions, hedges, sentiment, actor_sentiment, as far as they are
        there) and the tables of the study.
    figures : dict of name -> list of path
        The files of each figure; the .svg is shown, else the .png.
    alts : dict of name -> str
        What each figure shows, in words.
    behind : dict of name -> DataFrame
        The rows that each table of the study was counted from: doc_id, start, end, and what they say. Tables
        without such rows may be left out.
    versions : dict of name -> str
        What the results were made with.
    empty : dict of name -> str, optional
        Why a table of the study has no rows.
    edits : DataFrame, optional
        The corrections made by hand, with what came of each.
    n_words : ndarray, optional
        The number of words of each paragraph, where the texts are not at hand to count them.

    Returns
    -------
    str
        The same for the same input.
    """
    from jinja2 import Environment
    from markupsafe import Markup

    evidence = [name for name in tables if name not in study.tables and name not in (*OF_CODES, CODEBOOK)]
    spans = Traces(corpus, len(behind) + 2)
    if study.has_texts:
        spans.add_evidence(tables)
        for name in study.tables:
            if name in behind:
                spans.add_set(name, study.tables[name], behind[name], _number_of(study, name))
    data = spans.data(study)
    opens = {s["name"] for s in data["sets"]}
    own = [
        _own(name, tables[name], spec)
        | {"set": name if name in opens else "", "examples": examples(data, name, _order_of_keys(tables[name], spec))}
        for name, spec in study.tables.items()
        if name in tables
    ]
    for grid in own:
        spec = study.tables[grid["name"]]
        grid["empty"] = (empty or {}).get(grid["name"], "")
        grid["meanings"] = _meanings_of_study(grid, spec)
        grid["behind"] = filters_of_row(data, grid["name"], spec, [column["label"] for column in grid["columns"]])
    found = []
    for name in evidence:
        caption = f"The table {showable(name)}, as in tables/{showable(name)}.csv"
        grid = _grid(name, tables[name], caption, rows=_ROWS_OF_EVIDENCE, file=f"tables/{name}.csv")
        found.append(grid | {"meanings": _meanings(grid, name)})
    by_hand = [_by_hand(name, tables[name]) for name in OF_CODES if len(tables.get(name, ()))]
    codebook = [_by_hand(name, tables[name]) for name in (CODEBOOK,) if name in tables]
    lists = {
        "roles": _grid(
            "corpus-roles",
            _roles(corpus, n_words),
            "Paragraphs and their words by role, read or set aside",
            first="words read",
        ),
        "edits": _grid(
            "corpus-edits",
            _edits(study, edits),
            "Corrections made by hand, and what happened to each",
        ),
        "rejected": _grid("corpus-rejected", corpus.rejected, "What was not read, and why", file="tables/rejected.csv"),
        "doubts": _grid("corpus-doubts", corpus.doubts, "Doubts about what was read", file="tables/doubts.csv"),
        "duplicates": _grid(
            "corpus-duplicates",
            _duplicates(tables),
            "Pairs of documents that share text",
            file="tables/duplicates.csv",
        ),
        "actors": _grid(
            "corpus-actors",
            _actors(tables),
            "Who is mentioned, most often first",
            opens="actor" if opens else "",
            first="n",
        ),
        "hedges": _grid(
            "corpus-hedges", _hedges(tables), "Hedges, most frequent first", opens="hedge" if opens else "", first="n"
        ),
        "documents": _grid(
            "corpus-documents",
            _documents(study, corpus, tables),
            "The documents, with their references",
            opens="doc" if opens else "",
            file="tables/documents.csv",
        ),
        "versions": _grid(
            "made-versions", pd.DataFrame({"software": list(versions), "version": list(versions.values())}), "Versions"
        ),
    }
    lists["duplicates"]["meanings"] = _meanings(lists["duplicates"], "duplicates")
    overlap = None if study.drops_duplicates else _overlap(corpus, tables)
    unchecked = [name for name in study.tables if _is_unchecked(study, name)]
    data["tables"] = {g["name"]: g["more"] for g in [*own, *found, *by_hand, *codebook, *lists.values()] if g["more"]}
    script = read_template("reading.js") + read_template("report.js")
    style = read_template("marks.css") + read_template("report.css")
    digest = b64encode(sha256(script.encode("utf8")).digest()).decode()
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["is_web"] = lambda text: bool(_WEB.match(text))
    return environment.from_string(read_template("report.html")).render(
        title=showable(study.title) or "Report",
        question=showable(study.question),
        numbers=_numbers(corpus),
        answers=answers(study, tables),
        read=_say_read(corpus, tables, n_words, overlap),
        cautions=cautions(study, tables, unchecked=unchecked, overlap=overlap, doubts=len(corpus.doubts)),
        is_twice=overlap is not None and overlap.is_much,
        office=[f"tables.{form}" for form in study.office],
        manifest=MANIFEST,
        has_texts=study.has_texts,
        first=first_sentences(data),
        said_of_duplicates=_say_duplicates(study, corpus, tables, overlap),
        figures=[_figure(study, name, figures.get(name, []), alts, opens) for name in study.figures],
        own=own,
        evidence=found,
        by_hand=by_hand,
        codebook=codebook,
        coded=showable(joined(study.coded, "and")),
        corrects=showable(next(iter(study.coded), "")),
        unchecked=[display_name(name) for name in unchecked],
        parameters=showable(json.dumps(_without_paths(study.source), indent=1, ensure_ascii=False, default=str)),
        data=Markup(_for_script(data)),
        script=Markup(script),
        script_hash=Markup(f"sha256-{digest}"),
        style=Markup(style),
        **lists,
    )


def _for_script(data: dict) -> str:
    """JSON that cannot close the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _without_paths(source: dict) -> dict:
    """The study file's content, a path of this machine cut to its last name."""
    corpus = source.get("corpus", {})
    path = corpus.get("path", "") if isinstance(corpus, dict) else ""
    if not PurePath(path).is_absolute():
        return source
    return source | {"corpus": corpus | {"path": PurePath(path).name}}


# --- the corpus in numbers --------------------------------------------------------------------------------------


def _numbers(corpus: Corpus) -> list[tuple[str, str]]:
    dates = corpus.documents["date"].dropna() if "date" in corpus.documents else pd.Series(dtype="object")
    read = _is_read(corpus)
    counts = [
        ("documents", len(corpus.documents)),
        ("words", int(words_of_documents(corpus.arrays).sum())),
        ("sentences", len(corpus.arrays.sentence_id)),
        ("paragraphs read", int(read.sum())),
        ("paragraphs set aside", int((~read).sum())),
        ("texts rejected", len(corpus.rejected)),
        ("doubts", len(corpus.doubts)),
    ]
    out = [(name, f"{n:,}") for name, n in counts]
    if len(dates) and pd.api.types.is_datetime64_any_dtype(dates):
        out.append(("dated", f"{dates.min().date()} to {dates.max().date()}"))
    return out


def _say_read(
    corpus: Corpus, tables: dict, n_words: np.ndarray | None, overlap: Overlap | None
) -> list[tuple[str, str]]:
    """What was read and what was not, a text and the part of the page that has more of it."""
    roles = _roles(corpus, n_words)
    aside = roles[roles["words set aside"] > 0].sort_values("words set aside", ascending=False, kind="stable")
    n, words = len(corpus.documents), int(words_of_documents(corpus.arrays).sum())
    said = [(f"{n:,} {'document' if n == 1 else 'documents'} with {words:,} words read", "corpus")]
    for count, noun, part in (
        (len(corpus.rejected), "text", "rejected"),
        (len(corpus.doubts), "doubt", "doubts"),
        (len(tables.get("duplicates", ())), "pair", "duplicates"),
    ):
        what = {"text": "not read", "doubt": "about what was read", "pair": "of documents that share their text"}[noun]
        said.append((f"{count:,} {noun}{'s' * (count != 1)} {what}", part))
    if len(corpus.doubts):
        doubted = corpus.doubts["doc_id"].nunique()
        said[2] = (f"{said[2][0]}, in {doubted:,} {'document' if doubted == 1 else 'documents'}", "doubts")
    if overlap and not overlap.is_much:  # what is much stands beside, as the first of what not to conclude
        said[3] = (showable(f"{said[3][0]}: {overlap.documents}"), "duplicates")
    listed = ", ".join(f"{row['role']} {row['words set aside']:,}" for _, row in aside.iterrows())
    total = int(aside["words set aside"].sum())
    said.append((f"{total:,} words set aside by role" + (f" ({listed})" if listed else ""), "roles"))
    return said


def _edits(study, edits: pd.DataFrame | None) -> pd.DataFrame:
    if edits is None:
        return pd.DataFrame()
    return edits if study.has_texts else without_texts("edits", edits.drop(columns="text", errors="ignore"))


def _is_read(corpus: Corpus) -> pd.Series:
    return corpus.sections["section_id"].isin(distinct(corpus.arrays.section_id))


def _roles(corpus: Corpus, n_words: np.ndarray | None) -> pd.DataFrame:
    read = _is_read(corpus)
    words = words_of_sections(corpus.sections, corpus.documents) if n_words is None else n_words
    rows = pd.DataFrame(
        {
            "role": corpus.sections["role"].astype("str").str.replace("_", " "),
            "read": read.astype("int64"),
            "set aside": (~read).astype("int64"),
            "words read": words * read,
            "words set aside": words * ~read,
        }
    )
    return (
        rows.groupby("role", sort=True)
        .sum()
        .reset_index()
        .sort_values(["words read", "words set aside"], ascending=False)
    )


def _duplicates(tables: dict) -> pd.DataFrame:
    """The pairs with what each document is called beside it."""
    pairs = tables.get("duplicates", schema.empty("duplicates"))
    named = [f"{end}{c}" for end in ("", "other_") for c in ("id", "title", "outlet", "date")]
    order = [c for c in ("doc_id" if c == "id" else c for c in named) if c in pairs]
    return pairs[[*order, *(c for c in pairs if c not in order)]]


def _overlap(corpus: Corpus, tables: dict) -> Overlap | None:
    """What stands in more than one of the documents that are read."""
    words = pd.Series(words_of_documents(corpus.arrays), index=corpus.documents["doc_id"].astype("str"))
    return overlap_of(tables.get("duplicates", schema.empty("duplicates")), words)


def _say_duplicates(study, corpus: Corpus, tables: dict, overlap: Overlap | None) -> list[str]:
    """Which documents share their text, what it bears on and what was done about it, a paragraph each."""
    pairs = tables.get("duplicates", schema.empty("duplicates"))
    if not len(pairs):
        return ["No two documents share text."]
    counts = pairs["kind"].value_counts()
    kinds = joined(
        [f"{counts[kind]:,} of the kind {kind}" for kind in ("same", "edited", "excerpt") if kind in counts], "and"
    )
    found = (
        f"{len(pairs):,} {'pair of documents shares' if len(pairs) == 1 else 'pairs of documents share'} text: {kinds}."
    )
    which = [EXCERPT] if "excerpt" in counts else []
    if overlap:
        narrow = "counts by group and period are wrong until this is decided" if overlap.is_much else "it is little"
        return [
            showable(text)
            for text in (
                f"{overlap.documents}.",
                f"{overlap.share_said}: all of them are counted as separate texts, so intervals may be too narrow, "
                f"and {narrow}. To decide this: {HOW}",
                " ".join([found, *which]),
            )
        ]
    copies = corpus.rejected["reason"].str.startswith(COPY.format("")).sum()
    stays = "Of each text the earliest document stays, and of an excerpt the longer one"
    gone = f"{copies:,} {'copy is' if copies == 1 else 'copies are'} left out, and listed as rejected."
    return [" ".join([found, f"{stays}; {gone}", *which])]


def _documents(study, corpus: Corpus, tables: dict) -> pd.DataFrame:
    """The documents with their years and the docvars that the study groups by."""
    documents = corpus.documents
    out = pd.DataFrame({"doc_id": documents["doc_id"]})
    out["citation"] = cite_all(documents)
    grouped = dict.fromkeys(c for spec in study.tables.values() for c in spec.get("by", ()))
    for name in [c for c in (year_column(documents), *grouped) if c in documents and c not in (*out, *CITED)]:
        out[name] = documents[name]
    out["n_words"] = words_of_documents(corpus.arrays)
    for name in ("mentions", "hedges"):
        counts = tables[name]["doc_id"].astype("str").value_counts() if name in tables else pd.Series(dtype="int64")
        out[f"n_{name}"] = documents["doc_id"].map(counts).fillna(0).astype("int64")
    return out.assign(url=documents["url"]) if "url" in documents else out


def _actors(tables: dict) -> pd.DataFrame:
    columns = ("doc_id", "text", "actor", "type", "country")
    mentions = as_frame(tables.get("mentions", schema.empty("mentions")), columns)
    grouped = mentions.groupby("actor", sort=True, observed=True)
    table = grouped.agg(type=("type", "first"), country=("country", "first"), n=("actor", "size"))
    table["n_docs"] = grouped["doc_id"].nunique()
    names = mentions.groupby(["actor", _words(mentions["text"])], observed=True)["text"].size()
    table["names"] = [_most(names[actor]) for actor in table.index]
    return table.reset_index().sort_values(["n", "actor"], ascending=[False, True], ignore_index=True)


def _hedges(tables: dict) -> pd.DataFrame:
    hedges = as_frame(tables.get("hedges", schema.empty("hedges")), ("doc_id", "text", "category", "strength"))
    grouped = hedges.groupby(_words(hedges["text"]).str.lower().rename("hedge"), sort=True)
    table = grouped.agg(category=("category", "first"), strength=("strength", "mean"), n=("category", "size"))
    table["n_docs"] = grouped["doc_id"].nunique()
    return table.reset_index().sort_values(["n", "hedge"], ascending=[False, True], ignore_index=True)


def _words(texts: pd.Series) -> pd.Series:
    return texts.astype("str").str.replace(r"\s+", " ", regex=True)


def _most(names: pd.Series) -> str:
    counts = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} ({n})" for name, n in counts[:6]) + (", …" if len(counts) > 6 else "")


# --- tables and figures -----------------------------------------------------------------------------------------


def _own(name: str, table: pd.DataFrame, spec: dict) -> dict:
    """A table of the study, the largest group first."""
    shown, caption = by_size(table, spec["measure"]), say_table(spec)
    if "period" in shown and "n_docs" in shown and not shown["n_docs"].all():
        shown, caption = shown[shown["n_docs"] > 0], f"{caption}; periods without a document are left out"
    return _grid(name, shown, caption, file=f"tables/{name}.csv", first=size_of(table, spec["measure"]))


def _order_of_keys(table: pd.DataFrame, spec: dict) -> list[str]:
    """What the table names, the largest first."""
    shown = by_size(table, spec["measure"])
    column = next((c for c in (*KEYS, "source") if c in shown), None)
    return [] if column is None else list(dict.fromkeys(say_all(shown[column])))


def _grid(
    name: str,
    table: pd.DataFrame,
    caption: str,
    *,
    rows: int = _ROWS_OF_STUDY,
    file: str = "",
    opens: str = "",
    first: str | None = None,
) -> dict:
    """A table as the template shows it; what is beyond its first `rows` goes into `more`, repeated values once.

    `first` is the column by which the rows are sorted, the largest first. A column without a value is left out.
    """
    columns, cells, bare, n = [], [], [], len(table)
    decimals = decimals_of(table)
    table = hold(table, rows, longest=_LONGEST_CELL)
    for position, column in enumerate(table.columns):
        values = table.iloc[:, position]
        number = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
        said = _cells(values, str(column), number, decimals.get(column))
        label = showable(str(column))
        if position and n and not any(said):
            bare.append(label)
            continue
        cells.append(said)
        kind = "num" if number else "wide" if label in _WIDE else _CLASSES.get(label, "")
        columns.append({"label": label, "kind": kind, "sort": "descending" if column == first and n > 1 else ""})
    more = None
    if len(table) > rows:
        more = {"n": len(table) - rows, "columns": [_pack(c[rows:]) for c in cells]}
    return {
        "name": name,
        "label": display_name(name),
        "caption": caption,
        "columns": columns,
        "rows": list(zip(*(c[:rows] for c in cells), strict=True)),
        "n": n,
        "held": len(table),
        "more": more,
        "files": [showable(file.removesuffix(".csv") + s) for s in SUFFIXES["tables"]] if file else [],
        "file": showable(file),
        "bare": bare,
        "opens": opens,
        "behind": [],
        "empty": "",
        "meanings": [],
    }


def _cells(values: pd.Series, name: str, number: bool, decimals: int | None = None) -> list[str]:
    if decimals is not None:
        return [say_number(v, decimals) for v in values.tolist()]
    if number and (name in ("n", "read", "set aside") or name.startswith(("n_", "total", "words "))):
        return ["" if pd.isna(v) else f"{v:,}" for v in values.tolist()]
    out = say_all(values)
    if name == "sha256":
        return [v[:12] + "…" * (len(v) > 12) for v in out]
    return [v if len(v) <= _LONGEST_CELL else v[:_LONGEST_CELL] + "…" for v in out]


def _pack(values: list) -> dict:
    """A column as its different values and where each stands, where that is shorter."""
    codes, different = pd.factorize(np.array(values, dtype=object))
    if len(different) * 2 > len(values):
        return {"v": values}
    return {"v": different.tolist(), "i": codes.tolist()}


def _meanings(grid: dict, name: str | None) -> list[tuple[str, str]]:
    known = schema.TABLES.get(name or "", {})
    labels = [column["label"] for column in grid["columns"]]
    return [(c, known[c][1].replace("`", "")) for c in labels if c in known]


def _meanings_of_study(grid: dict, spec: dict) -> list[tuple[str, str]]:
    """What the columns of a table of the study mean, with the number of words that a rate is per."""
    measure = MEASURES[spec["measure"]]
    option = measure.options.get("per")
    per = spec.get("per", option.default if option else None)
    said = _meanings(grid, measure.table)
    return said if per is None else [(c, re.sub(r"\bper per\b", f"per {per:,}", meaning)) for c, meaning in said]


def _number_of(study, table: str) -> int:
    """The number of the first figure that shows a table; 0 where none does."""
    return next((n for n, spec in enumerate(study.figures.values(), 1) if spec.get("table") == table), 0)


def _figure(study, name: str, paths: list, alts: dict, opens: set[str]) -> dict:
    spec = study.figures[name]
    shown = next((Path(p) for suffix in (".svg", ".png") for p in paths if Path(p).suffix == suffix), None)
    kind = {".svg": "image/svg+xml", ".png": "image/png"}.get(shown.suffix if shown else "", "")
    return {
        "name": name,
        "n": list(study.figures).index(name) + 1,
        "label": display_name(name),
        "title": showable(spec.get("title") or display_name(name).capitalize()),
        "alt": showable(alts.get(name) or f"Figure {name}; it has no description."),
        "caption": f"{say_table(study.tables[spec['table']])}. Drawn from the table {spec['table']}.",
        "source": f"data:{kind};base64,{b64encode(shown.read_bytes()).decode()}" if shown else "",
        "files": [f"figures/{Path(p).name}" for p in paths],
        "table": spec["table"],
        "code": showable(lines_to_draw(study, name)),
        "opens": spec["table"] if spec["table"] in opens else "",
        "unchecked": _is_unchecked(study, spec["table"]),
    }


def _is_unchecked(study, name: str) -> bool:
    return compares_unchecked(study.tables[name], study.tables)


#: What each table of hand codes shows.
BY_HAND = {
    "reliability": "How far coders agree with one another",
    "agreement": "How far the program agrees with the coder whose codes are used for the correction",
    "raw_and_corrected": "The result of the program alone, and the result corrected by hand codes",
    "codebook": "The hand codes: what each means, and when not to give it",
}


def _by_hand(name: str, table: pd.DataFrame) -> dict:
    grid = _grid(name, table, BY_HAND[name], file=f"tables/{name}.csv")
    return grid | {"meanings": _meanings(grid, name)}


#: Lengths of periods, and choices of rows, in plain words.
_PERIODS = {"YS": "year", "QS": "quarter", "MS": "month", "W": "week", "D": "day"}
_IN_WORDS = {
    ("reading", "actor"): "only names of actors",
    ("reading", "place"): "only names of places",
    ("voice", "author"): "only in the author’s voice",
}


def say_table(spec: dict) -> str:
    """What a table of the study holds, in words.

    >>> say_table({"measure": "rate", "of": "hedges", "by": ["outlet", "category"], "where": {"category": "modal"}})
    'Hedges per 1,000 words, by outlet and category, where category is modal'
    >>> say_table({"measure": "rate", "of": "mentions", "by": [], "freq": "YS", "where": {"reading": "actor"}})
    'Mentions of actors per 1,000 words, by year, only names of actors'
    """
    found = MEASURES[spec["measure"]]
    said = found.fill(found.says, spec) or f"Measure {spec['measure']}"
    by = [spec["by"]] if isinstance(spec.get("by"), str) else list(spec.get("by", []))
    by += [_PERIODS.get(spec["freq"].split("-")[0], f"period ({spec['freq']})")] if spec.get("freq") else []
    parts = [said, f"by {joined(by, 'and')}"] if by else [said]
    for column, wanted in spec.get("where", {}).items():
        wanted = wanted if isinstance(wanted, list) else [wanted]
        plain = _IN_WORDS.get((column, *wanted))
        parts.append(plain or f"where {column} is {joined([say(w) for w in wanted], 'or')}")
    return showable(", ".join(parts))


# --- the sentences behind the numbers ---------------------------------------------------------------------------
