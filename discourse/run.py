"""The run of a study: from its texts to tables, figures and a manifest, each file written whole.

The manifest says from what the results were made: versions, parameters, and the sha256 of every input and output.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

import pandas as pd

from discourse import schema
from discourse.actors import find_mentions, load_actors
from discourse.corpus import DEFAULT_ROLES, Corpus, load_corpus
from discourse.hedging import find_hedges
from discourse.network import count_cooccurrence
from discourse.rates import count_mean, count_rate, count_words, score_mentions, words_of_documents
from discourse.sentiment import score_sentiment
from discourse.study import OPTIONS_OF_PLOT, Study, StudyError, among

_PACKAGES = ("numpy", "pandas", "pyarrow", "nltk", "vaderSentiment", "matplotlib", "trafilatura")
_WORD_LISTS = ("data/actors_world.csv", "data/hedges.csv")


@dataclass(frozen=True)
class Results:
    """What a run made.

    Attributes
    ----------
    corpus : Corpus
    tables : dict of name -> DataFrame, the spans and scores first, then the tables of the study
    figures : dict of name -> list of files
    out : the folder
    """

    corpus: Corpus
    tables: dict[str, pd.DataFrame]
    figures: dict[str, list[Path]]
    out: Path


def run_study(study: Study, out: str | os.PathLike, *, progress: Callable | None = None) -> Results:
    """Make the tables and figures of a study and write them to the folder `out`.

    Parameters
    ----------
    study : Study
    out : str or path
        Gets tables/*.csv and *.parquet, figures/*.svg and *.png, and manifest.json. Files there of the same
        names are replaced, each whole.
    progress : callable, optional
        Wraps the list of steps, as tqdm does; each step is called by its name.

    Returns
    -------
    Results

    Raises
    ------
    StudyError
        If a table names a column that neither the corpus nor its spans have, a figure does not fit its table, or
        `out` lies in the folder of texts.
    """
    out = Path(out)
    actors = _actors(study)
    where = Path(study.corpus["path"])
    texts = (study.folder / where).resolve()
    if texts.is_dir() and out.resolve().is_relative_to(texts):
        raise StudyError(
            f"the results would go to {out}, in the folder of texts {study.folder / where}, and be read as texts by "
            "the next run; choose a folder outside of it"
        )
    options = {k: v for k, v in study.corpus.items() if k in ("text", "doc_id", "sections")}
    roles = study.corpus.get("roles", list(DEFAULT_ROLES))
    try:
        corpus = load_corpus(study.folder / where, roles=roles, **options)
    except ValueError as why:  # a saved corpus that is damaged
        raise StudyError(f"{study.path}, [corpus] path: {why}") from why
    if not len(corpus.documents):
        reasons = "; ".join(f"{r.source}: {r.reason}" for r in corpus.rejected.head(3).itertuples())
        raise StudyError(f"{study.path}: no document could be read from {where}. {reasons}")
    tables: dict[str, pd.DataFrame] = {}
    figures: dict[str, list[Path]] = {}
    written: list[Path] = []
    alts: dict[str, str] = {}

    def spans() -> None:
        docvars = corpus.documents.drop(columns="text").assign(n_words=words_of_documents(corpus))
        tables["documents"], tables["sections"], tables["rejected"] = docvars, corpus.sections, corpus.rejected
        tables["mentions"] = find_mentions(corpus, actors)
        tables["hedges"] = find_hedges(corpus)

    def scores() -> None:
        mask = tables["mentions"] if study.sentiment.get("mask_actors", True) else None
        tables["sentiment"] = score_sentiment(corpus, lexicon=study.sentiment.get("lexicon", "vader"), mask=mask)
        scored = score_mentions(tables["mentions"], tables["sentiment"])
        kinds = tables["mentions"].drop_duplicates("actor")[["actor", "type", "country"]]
        tables["actor_sentiment"] = scored.merge(kinds, on="actor", how="left")

    def write_tables() -> None:
        for name, table in tables.items():
            written.extend(_write_table(table, out / "tables" / name))

    steps: list[tuple[str, Callable[[], None]]] = [("finding mentions and hedges", spans), ("scoring tone", scores)]
    for name, spec in study.tables.items():
        steps.append(
            (name, lambda name=name, spec=spec: tables.update({name: _measure(study, name, spec, corpus, tables)}))
        )
    steps.append(("writing tables", write_tables))
    for name, spec in study.figures.items():
        steps.append(
            (name, lambda name=name, spec=spec: figures.update({name: _draw(study, name, spec, tables, out, alts)}))
        )
    for _, step in progress(steps) if progress else steps:
        step()
    written += [file for drawn in figures.values() for file in drawn]
    manifest = _manifest(study, corpus, out, written, alts)
    with _whole(out / "manifest.json") as draft:
        draft.write_text(
            json.dumps(manifest, indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf8", newline="\n"
        )
    return Results(corpus, tables, figures, out)


def _actors(study: Study) -> pd.DataFrame:
    lists = []
    for name in study.actors:
        if not isinstance(name, str):
            raise StudyError(f'{study.path}, [actors] lists: {name!r} is no text; name "world" or a CSV file')
        if name != "world" and not (study.folder / name).is_file():
            raise StudyError(
                f"{study.path}, [actors] lists: there is no list {name!r}; name 'world' or a CSV file beside the study"
            )
        try:
            lists.append(load_actors(name if name == "world" else study.folder / name))
        except ValueError as why:
            raise StudyError(f"{study.path}, [actors] lists: {why}") from why
    return pd.concat(lists, ignore_index=True) if lists else schema.empty("actors")


def _measure(study: Study, name: str, spec: dict, corpus: Corpus, tables: dict) -> pd.DataFrame:
    """One table of the study."""
    where = f"{study.path}, [tables.{name}]"
    rows = tables.get(spec.get("of", ""), pd.DataFrame())
    known = [c for c in corpus.documents.columns if c != "text"]
    own = [c for c in rows.columns if c not in ("start", "end", "text", *known)]
    valid = (*known, "role") if spec["measure"] == "words" else (*known, *own)
    for column in spec["by"]:
        among(column, valid, f"{where} by")
    for column, wanted in spec.get("where", {}).items():
        among(column, tuple(own), f"{where} where")
        wanted = wanted if isinstance(wanted, list) else [wanted]
        if isinstance(rows[column].dtype, pd.StringDtype):
            wanted = [str(value) for value in wanted]
        rows = rows[rows[column].isin(wanted)]
        if column in spec["by"]:  # one that is nowhere found is a row with zero
            rows = rows.assign(**{column: pd.Categorical(rows[column], categories=dict.fromkeys(wanted))})
    by = spec["by"] or None
    try:
        if spec["measure"] == "words":
            return count_words(corpus, by=by)
        if spec["measure"] == "cooccurrence":
            return count_cooccurrence(rows, unit=spec.get("unit", "sentence"))
        if spec["measure"] == "mean":
            return count_mean(rows, corpus, column="compound", by=by, freq=spec.get("freq"))
        return count_rate(rows, corpus, by=by, per=spec.get("per", 1000), freq=spec.get("freq"))
    except ValueError as why:
        raise StudyError(f"{where}: {why}") from why


def _draw(study: Study, name: str, spec: dict, tables: dict, out: Path, alts: dict) -> list[Path]:
    """One figure of the study, as SVG and PNG."""
    import matplotlib as mpl
    import matplotlib.pyplot as plt
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from discourse import plots

    options = {k: v for k, v in spec.items() if k in OPTIONS_OF_PLOT[spec["plot"]]}
    with mpl.rc_context({"backend": "agg"}):
        try:
            ax = getattr(plots, f"plot_{spec['plot']}")(tables[spec["table"]], **options)
        except ValueError as why:
            raise StudyError(f"{study.path}, [figures.{name}]: {why}") from why
        FigureCanvasAgg(ax.figure)
        if "title" in spec:
            ax.figure.set_figheight(ax.figure.get_figheight() + 0.3)
            ax.set_title(spec["title"], fontsize=9, loc="left")
        alts[name] = plots.describe(ax)
        files_ = []
        for suffix in (".svg", ".png"):
            file = out / "figures" / f"{name}{suffix}"
            with _whole(file) as draft:
                plots.save_figure(ax, draft)
            files_.append(file)
        plt.close(ax.figure)
    return files_


def _write_table(table: pd.DataFrame, stem: Path) -> list[Path]:
    written = []
    for suffix in (".csv", ".parquet"):
        file = stem.with_name(stem.name + suffix)
        with _whole(file) as draft:
            if suffix == ".csv":
                table.to_csv(draft, index=False, lineterminator="\n", encoding="utf8", date_format="%Y-%m-%d")
            else:
                table.to_parquet(draft, index=False)
        written.append(file)
    return written


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A draft beside `path` that takes its name only when it is finished."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".draft-{path.name}")
    try:
        yield draft
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _manifest(study: Study, corpus: Corpus, out: Path, written: list[Path], alts: dict) -> dict:
    """Versions, inputs and outputs by sha256, and parameters: from what the results were made."""
    inputs = {study.path.name: _sha256(study.path.read_bytes())}
    inputs |= {name: _sha256((study.folder / name).read_bytes()) for name in study.actors if name != "world"}
    metadata = study.folder / study.corpus["path"] / "metadata.csv"
    if metadata.is_file():
        inputs["metadata.csv"] = _sha256(metadata.read_bytes())
    documents = corpus.documents
    if {"source", "sha256"} <= set(documents.columns):
        files_ = documents[["source", "sha256"]].drop_duplicates("source").sort_values("source")
        inputs |= {str(name): str(digest) for name, digest in files_.itertuples(index=False)}
    lists = {name: _sha256(files("discourse").joinpath(name).read_bytes()) for name in _WORD_LISTS}
    lexicon = files("vaderSentiment").joinpath("vader_lexicon.txt")
    return {
        "title": study.title,
        "question": study.question,
        "parameters": study.source,
        "corpus": {
            "documents": len(documents),
            "words": int(words_of_documents(corpus).sum()),
            "rejected": corpus.rejected.to_dict("records"),
        },
        "versions": {"discourse": _version("discourse-toolkit"), "python": platform.python_version()}
        | {name: _version(name) for name in _PACKAGES},
        "word_lists": lists | {"vader_lexicon.txt": _sha256(lexicon.read_bytes())},
        "inputs": inputs,
        "outputs": {file.relative_to(out).as_posix(): _sha256(file.read_bytes()) for file in sorted(written)},
        "alt_texts": alts,
    }


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
