"""The run of a study: from its texts to tables, figures, a report and a manifest.

The results depend only on the study, the files that it names, and the versions of the software.
"""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.corpus import DEFAULT_ROLES, Corpus, load_corpus
from discourse.corpus.duplicates import drop_duplicates, find_duplicates, with_docvars_of_pairs
from discourse.corpus.set_aside import words_of_sections
from discourse.study._entries import joined
from discourse.study._outputs import (
    MANIFEST,
    REPORT,
    digests,
    drafts,
    publish,
    write_table,
    write_text,
)
from discourse.study.corrections import Corrections, read_corrections
from discourse.study.evidence import find_evidence, read_actors
from discourse.study.figures import draw_figures, files_of, looks_of
from discourse.study.forms.cells import write_spreadsheet
from discourse.study.forms.decimals import by_size
from discourse.study.forms.licence import without_texts
from discourse.study.forms.office import NEEDED, Shown, write_word, write_workbook
from discourse.study.hand_codes.comparing import compare_corrected, count_coders, count_program
from discourse.study.hand_codes.correcting import correct, corrected_scores
from discourse.study.hand_codes.drawing import draw_sample
from discourse.study.hand_codes.files import HandCodes, read_codebook, read_hand_codes
from discourse.study.load import Study, StudyError, with_texts
from discourse.study.manifest import make_manifest, read_manifest, versions, write_manifest
from discourse.study.multiverse import measure_multiverse
from discourse.study.parts.annotate import Task, asks_for_sums
from discourse.study.parts.dealing import DOCUMENTS, Batch, batches_of, is_large
from discourse.study.parts.executors import processes
from discourse.study.parts.gathered import Gathered
from discourse.study.parts.mapping import Plan, Told, gather_parts, remove_others
from discourse.study.parts.stored import Stored, as_frame
from discourse.study.register import (
    CODEBOOK,
    EVIDENCE,
    MEASURES,
    NEEDS,
    OF_CODES,
    OF_CORPUS,
    OFFICE,
    PLOTS,
    compares_unchecked,
    measure,
    needs_of,
    score_of,
    with_needs,
)
from discourse.study.report import BY_HAND, make_report, say_table
from discourse.study.rows import check_by, rows_of, why_empty
from discourse.text.words import words_of_documents


@dataclass(frozen=True)
class Results:
    """What a run made.

    Attributes
    ----------
    corpus : Corpus
    tables : dict of name -> DataFrame, the spans and scores first, then the tables of the study
    figures : dict of name -> list of files
    out : the folder
    left_out : the outputs of the study that are not in the folder, as `tables/words`; none unless `only` was given
    """

    corpus: Corpus
    tables: dict[str, pd.DataFrame]
    figures: dict[str, list[Path]]
    out: Path
    left_out: list[str]


class _Whole:
    """The texts of a study in one piece, and what is found in them."""

    def __init__(self, study: Study, out: Path) -> None:
        self.study, self.actors = study, read_actors(study)
        self.texts, self.pairs = read_duplicates(study, read_texts(study, out))
        self.corpus = self.texts["drop" if study.drops_duplicates else "keep"]

    def find(self, wanted: set[str], corrections: Corrections) -> dict[str, pd.DataFrame]:
        """The evidence."""
        return find_evidence(self.study, self.corpus, self.actors, wanted, corrections=corrections)

    def words_of_sections(self) -> np.ndarray:
        return words_of_sections(self.corpus.sections, self.corpus.documents)

    @contextmanager
    def opened(self) -> Iterator[None]:
        yield

    @staticmethod
    def without_texts(name: str, table: pd.DataFrame, docvars: set[str]) -> pd.DataFrame:
        return without_texts(name, table, docvars)

    @staticmethod
    def count(name: str, corpus: Corpus, spec: dict, rows: Any, tables: Any) -> pd.DataFrame:
        """A table that the study asks for."""
        return measure(corpus, spec, rows, tables)


class _Parted:
    """The texts of a study in parts, and what was found in each."""

    found: Gathered
    texts: ClassVar[dict[str, Corpus]] = {}  # of a multiverse, which is not made by parts

    def __init__(self, plan: Plan, keep: bool) -> None:
        self.plan, self.keep = plan, keep

    @property
    def corpus(self) -> Corpus:
        return self.found.corpus

    @property
    def pairs(self) -> pd.DataFrame:
        return self.found.told_pairs

    def find(self, wanted: set[str], corrections: Corrections) -> dict[str, Stored]:
        """The evidence."""
        return self.found.tables(wanted)

    def words_of_sections(self) -> np.ndarray:
        return self.found.words_of_sections()

    def without_texts(self, name: str, table: Any, docvars: set[str]) -> Any:
        """A table without a passage of the texts."""
        if isinstance(table, Stored):
            return self.found.without_texts(name, table, docvars)
        return without_texts(name, table, docvars)

    def count(self, name: str, corpus: Corpus, spec: dict, rows: Any, tables: Any) -> pd.DataFrame:
        """A table that the study asks for."""
        return self.found.measure(name, spec, corpus, rows, tables)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Look at all parts; what was made of them goes in the end, unless it is kept."""
        self.found = gather_parts(self.plan)
        yield
        shutil.rmtree(self.found.scratch, ignore_errors=True)
        if self.keep:
            remove_others(self.plan.store, self.found)
        else:
            shutil.rmtree(self.plan.store, ignore_errors=True)


#: Makes a table: takes its name, the corpus, what is asked for, the rows that it is of, and the evidence.
Count = Callable[[str, Corpus, dict, Any, Any], pd.DataFrame]
#: The folder below that of results in which what was made of parts lies.
PARTS = ".parts"
#: What the description of a figure says of a comparison by what the program found alone.
UNCHECKED = "Not corrected by hand coding."


@dataclass(frozen=True)
class _Wanted:
    """The tables, with those that they need, and the figures that a run makes."""

    tables: set[str]
    figures: list[str]


def run_study(
    study: Study,
    out: str | os.PathLike,
    *,
    progress: Callable | None = None,
    only: Iterable[str] | None = None,
    jobs: int = 1,
    executor: Any = None,
    size: int = DOCUMENTS,
    told: Told | None = None,
) -> Results:
    """Make the tables, figures and report of a study and write them to the folder `out`.

    Parameters
    ----------
    study : Study
    out : str or path
        Gets tables/*.csv and *.parquet, figures/*.svg, *.pdf and *.png, report.html and manifest.json; where the study
        asks for them, tables.docx and tables.xlsx. Files there of the same names are replaced, all of them or none.
    progress : callable, optional
        Wraps the list of steps, as tqdm does; each step is called by its name.
    only : list of str, optional
        Names of tables and figures; they are made with what they need, and no report. Other files in `out` stay, and
        stay in the manifest if they are from the same inputs, parameters, word lists and versions.
    jobs : int
        How many processes read, look for spans and draw figures at the same time. The results are the same.
    executor : optional
        Who looks at the parts of the corpus, in place of `jobs` processes: anything with `submit` as
        `concurrent.futures` has it, such as a `distributed.Client`.
    size : int
        The most documents of a part, where the corpus is looked at in parts. The results are the same.
    told : callable, optional
        Called, where the corpus is looked at in parts, with how many documents are done, of how many, and how many
        seconds the others may take.

    Returns
    -------
    Results

    Raises
    ------
    StudyError
        If a table names a column that neither the corpus nor its spans have, a figure does not fit its table, `only`
        names what the study does not have, another run is writing to `out`, or `out` lies in the folder of texts.
    """
    out = Path(out)
    only = None if only is None else list(dict.fromkeys(only))
    wanted = choose(study, only)
    _check_office(study)
    if isinstance(jobs, bool) or not isinstance(jobs, int) or jobs < 1:
        raise StudyError(f"jobs is {jobs!r}; give a whole number of processes, from 1")
    if goes_by_parts(study, wanted) and (jobs > 1 or executor is not None or is_large(study)):
        with processes(jobs) if executor is None else nullcontext(executor) as who:
            plan = plan_parts(study, out, wanted, who, size=size, told=told)
            return _run(study, out, only, wanted, _Parted(plan, keep=False), progress, jobs)
    return _run(study, out, only, wanted, _Whole(study, out), progress, jobs)


def plan_of(
    study: Study,
    parts: Sequence[Path],
    out: Path,
    *,
    executor: Any = None,
    size: int = DOCUMENTS,
    told: Told | None = None,
) -> tuple[Study, Plan]:
    """The study with these parts for its texts, or with its own, and how they are looked at."""
    for part in parts:
        if not part.exists():
            raise StudyError(f"no file or folder {str(part)!r}; give the paths of the parts")
    if parts:
        shared = parts[0] if len(parts) == 1 else Path(os.path.commonpath([part.absolute() for part in parts]))
        study = with_texts(study, shared)
    wanted = choose(study, None)
    if not goes_by_parts(study, wanted):
        raise StudyError(f"{study.path} asks for hand codes, a multiverse or an x-ray, which need all texts at once")
    batches = [batch for part in parts for batch in batches_of(part.absolute())] if len(parts) > 1 else None
    return study, plan_parts(study, out, wanted, executor, size=size, told=told, batches=batches)


def run_plan(study: Study, plan: Plan, out: Path, *, progress: Callable | None = None) -> Results:
    """The results of a study whose texts are looked at as planned; what was made of the parts is kept."""
    return _run(study, out, None, choose(study, None), _Parted(plan, keep=True), progress, 1)


def plan_parts(
    study: Study,
    out: Path,
    wanted: _Wanted,
    executor: Any = None,
    *,
    size: int = DOCUMENTS,
    told: Told | None = None,
    batches: Sequence[Batch] | None = None,
) -> Plan:
    """How the texts of a study are looked at in parts."""
    check_place(study, out)
    evidence = tuple(name for name in EVIDENCE if name in wanted.tables)
    task = Task(study, str((out / PARTS).absolute()), evidence, asks_for_sums(study, wanted.tables))
    found = batches_of(study.corpus_path.absolute()) if batches is None else batches
    return Plan(found, task, executor, size, told)


def _run(
    study: Study,
    out: Path,
    only: list[str] | None,
    wanted: _Wanted,
    source: _Whole | _Parted,
    progress: Callable | None,
    jobs: int,
) -> Results:
    """Make the results of texts in one piece or in parts."""
    corrections, codes, actors = read_corrections(study), read_hand_codes(study), read_actors(study)
    tables: dict[str, pd.DataFrame] = {CODEBOOK: read_codebook(study)} if CODEBOOK in study.coding else {}
    behind: dict[str, pd.DataFrame] = {}
    alts: dict[str, str] = {}
    empty: dict[str, str] = {}  # why a table has no rows

    def spans() -> None:
        corpus = source.corpus
        docvars = corpus.documents.drop(columns="text").assign(n_words=words_of_documents(corpus.arrays))
        tables["documents"], tables["sections"] = docvars, corpus.sections
        tables["rejected"], tables["doubts"], tables["duplicates"] = corpus.rejected, corpus.doubts, source.pairs
        tables.update(source.find(wanted.tables, corrections))
        if codes is not None:
            asked = study.coding.get("sample")
            codes.hold_against(corpus, None if asked is None else draw_sample(study, asked, corpus, tables))
        for said in corrections.warnings():
            warnings.warn(said, UserWarning, stacklevel=2)

    def table(name: str) -> None:
        spec, corpus = study.tables[name], source.corpus
        if spec["measure"] == "multiverse":
            tables[name], rows = _multiverse(study, name, spec, source.texts, actors, tables, corrections, codes), None
        else:
            tables[name], rows = _measure(
                study, name, spec, corpus, actors, tables, also=tables, codes=codes, count=source.count
            )
        if rows is not None:
            behind[name] = rows
        if not len(tables[name]):
            empty[name] = why_empty(spec, corpus, tables, rows)

    def compared() -> None:
        assert codes is not None
        tables.update(_compare(study, codes, source.corpus, actors, tables, wanted.tables))
        for said in codes.notes:
            warnings.warn(said, UserWarning, stacklevel=2)

    def figure(name: str) -> None:
        alts[name] = next(drawn)

    def license() -> None:
        docvars = set(corpus.documents.columns)
        tables.update({name: source.without_texts(name, found, docvars) for name, found in tables.items()})

    def report() -> None:
        figures = {name: files_of(draft / "figures" / name, looks_of(study)) for name in wanted.figures}
        edits = corrections.table()
        text = make_report(
            study, source.corpus, tables, figures, alts=alts, behind=behind, empty=empty, edits=edits,
            versions=versions(study.office), n_words=source.words_of_sections(),
        )  # fmt: skip
        write_text(text, draft / REPORT)

    with drafts(out) as draft, source.opened():
        corpus = source.corpus
        drawn = _drawn(study, wanted, corpus, tables, empty, draft, jobs)
        steps: list[tuple[str, Callable[[], object]]] = [("finding spans and scoring tone", spans)]
        steps += [(name, partial(table, name)) for name in study.tables if name in wanted.tables]
        if codes is not None and not wanted.tables.isdisjoint(OF_CODES):
            steps.append(("comparing with hand codes", compared))
        if not study.has_texts:
            steps.append(("leaving out the texts", license))
        steps.append(("writing tables", partial(_write_tables, study, tables, draft)))
        steps += [(name, partial(figure, name)) for name in wanted.figures]
        if only is None:
            steps += [
                (f"writing tables.{form}", partial(_write_office, study, form, tables, empty, draft))
                for form in study.office
            ]
            steps.append(("writing the report", report))
        try:
            for _, step in progress(steps) if progress else steps:
                step()
        finally:
            drawn.close()
        manifest = make_manifest(
            study, corpus, out, outputs=digests(draft), alts=alts, only=only, earlier=_earlier(out, only)
        )
        write_manifest(manifest, draft / MANIFEST)
        publish(draft, out)
    figures = {name: files_of(out / "figures" / name, looks_of(study)) for name in wanted.figures}
    return Results(corpus, tables, figures, out, manifest["left_out"])


def choose(study: Study, only: list[str] | None) -> _Wanted:
    """What a run makes: everything, or the tables and figures of these names and what they need."""
    if only is None:
        return _Wanted(set(study.all_tables), list(study.figures))
    valid = dict.fromkeys((*study.tables, *study.figures, *study.all_tables))
    for name in only:
        if name not in valid:
            raise StudyError(f"{study.path} has no table or figure {name!r}; choose from {', '.join(map(repr, valid))}")
    figures = [name for name in study.figures if name in only]
    tables = {name for name in study.all_tables if name in only} | {study.figures[name]["table"] for name in figures}
    if not tables.isdisjoint(OF_CODES):
        tables |= {name for name, spec in study.tables.items() if "code" in spec}
    specs = {
        name: study.tables.get(spec.get("table", ""), spec) for name, spec in study.tables.items()
    }  # of a multiverse
    needed = {*with_needs(tables, NEEDS | {name: needs_of(spec) for name, spec in specs.items()})}
    units = study.coding.get("sample", {}).get("units")
    if study.coded and units in EVIDENCE:  # drawn again, to be compared with what was coded
        needed |= with_needs([units])
    return _Wanted({*OF_CORPUS, *needed}, figures)


def _write_tables(study: Study, tables: dict[str, pd.DataFrame], draft: Path) -> None:
    for name, table in tables.items():
        write_table(table, draft / "tables" / name)
        if study.output.get("spreadsheet", False):
            write_spreadsheet(table, draft / "tables" / f"{name}.csv")


def _check_office(study: Study) -> None:
    """Raise an error where a package is missing that writes the tables in a form of office."""
    for form in study.office:
        if find_spec({"docx": "docx", "xlsx": "openpyxl"}[form]) is None:
            raise StudyError(f"{study.path}, [output] tables: {NEEDED.format(file=form, package=OFFICE[form])}")


def _write_office(study: Study, form: str, tables: dict[str, pd.DataFrame], empty: dict, draft: Path) -> None:
    """The tables of the study, and what hand codes say, in one file."""
    own = [
        Shown(name, say_table(spec), by_size(as_frame(tables[name]), spec["measure"]), empty.get(name, ""))
        for name, spec in study.tables.items()
    ]
    coded = [Shown(name, BY_HAND[name], tables[name]) for name in OF_CODES if name in tables]
    write = {"docx": write_word, "xlsx": write_workbook}[form]
    write([*own, *coded], draft / f"tables.{form}", title=study.title)


def _drawn(
    study: Study, wanted: _Wanted, corpus: Corpus, tables: dict, empty: dict, draft: Path, jobs: int
) -> Generator[str, None, None]:
    """Draw the figures one after another; yields what each shows."""
    specs = {name: study.figures[name] for name in wanted.figures}
    plain = Corpus(
        corpus.documents.drop(columns="text"), corpus.sections, corpus.arrays, corpus.rejected, corpus.doubts
    )
    work = [
        {
            "table": _as_drawn(as_frame(tables[spec["table"]]), study.tables[spec["table"]]),
            "spec": spec,
            "stem": draft / "figures" / name,
            "score": None if study.tables[spec["table"]].get("corrected") else score_of(study.tables[spec["table"]]),
            "note": _note(study, study.tables[spec["table"]]),
            "looks": looks_of(study),
            "empty": empty.get(spec["table"], ""),
            "corpus": plain if PLOTS[spec["plot"]].takes("corpus") else None,
        }
        for name, spec in specs.items()
    ]
    shown = draw_figures(work, jobs)
    try:
        for name in specs:
            try:
                alt = next(shown)
            except StudyError:
                raise
            except ValueError as why:
                raise StudyError(f"{study.path}, [figures.{name}]: {why}") from why
            yield alt
    finally:
        shown.close()


def _note(study: Study, spec: dict) -> str:
    """What the words of a figure add: which paragraphs were read, and whether people have looked at the codes."""
    roles = study.corpus.get("roles", list(DEFAULT_ROLES))
    read = f"Read: {joined([role.replace('_', ' ') for role in roles], 'and')}."
    return f"{read} {UNCHECKED}" if compares_unchecked(spec, study.tables) else read


def _as_drawn(table: pd.DataFrame, spec: dict) -> pd.DataFrame:
    """The table with the column under which plots know what it found."""
    found = MEASURES[spec["measure"]]
    return table.assign(**{found.drawn_as: table[found.finding]}) if found.drawn_as else table


def _earlier(out: Path, only: list[str] | None) -> dict | None:
    try:
        return None if only is None else read_manifest(out)
    except StudyError:
        return None


def check_place(study: Study, out: Path) -> None:
    """Raise an error where there are no texts, or the results would lie among them."""
    where, texts = study.corpus["path"], study.corpus_path
    if texts.exists() and not (texts.is_dir() or texts.is_file()):
        raise StudyError(f"{study.path}, [corpus]: path is {where!r}, which is neither a file nor a folder")
    if texts.is_dir() and out.resolve().is_relative_to(texts.resolve()):
        raise StudyError(
            f"the results would go to {out}, which is inside the folder of texts {texts}, so the next run would read "
            f"them as texts; choose a folder outside it"
        )


def goes_by_parts(study: Study, wanted: _Wanted) -> bool:
    """Can the study be made a part at a time? Hand codes, a multiverse and x-rays need all texts at once."""
    whole = {"multiverse"} & {study.tables[name]["measure"] for name in study.tables if name in wanted.tables}
    drawn = {study.figures[name]["plot"] for name in wanted.figures}
    return not (study.coding or whole or any(PLOTS[plot].takes("corpus") for plot in drawn))


def read_texts(study: Study, out: Path) -> Corpus:
    """The texts of a study whose results go to the folder `out`."""
    check_place(study, out)
    where, texts = study.corpus["path"], study.corpus_path
    options = {
        k: v
        for k, v in study.corpus.items()
        if k in ("text", "doc_id", "dayfirst", "encoding", "languages", "sections", "max_bytes")
    }
    try:
        corpus = load_corpus(texts, roles=study.corpus.get("roles", list(DEFAULT_ROLES)), **options)
    except (ValueError, FileNotFoundError) as why:  # a saved corpus that is damaged, or none
        about = "" if str(why).startswith(tuple(f"{name} " for name in options)) else " path"
        raise StudyError(f"{study.path}, [corpus]{about}: {why}") from why
    if not len(corpus.documents):
        reasons = "; ".join(f"{r.source}: {r.reason}" for r in corpus.rejected.head(3).itertuples())
        raise StudyError(f"{study.path}: no document could be read from {where}. {reasons}")
    return corpus


def read_duplicates(study: Study, corpus: Corpus) -> tuple[dict[str, Corpus], pd.DataFrame]:
    """The texts with their duplicates and, where the study asks for it, without; and the pairs of duplicates."""
    asked = {v for t in study.tables.values() for v in t.get("choices", {}).get("duplicates", [])}
    drop = study.drops_duplicates or "drop" in asked
    try:
        pairs = find_duplicates(corpus)
    except ValueError as why:  # too many
        if drop:
            raise StudyError(f"{study.path}, [corpus] duplicates: {why}") from why
        warnings.warn(f"duplicates are not listed: {why}", UserWarning, stacklevel=2)
        pairs = schema.empty("duplicates")
    texts = {"keep": corpus} | ({"drop": drop_duplicates(corpus, pairs, keep="earliest")} if drop else {})
    return texts, with_docvars_of_pairs(pairs, corpus)


def _measure(
    study: Study,
    name: str,
    spec: dict,
    corpus: Corpus,
    actors: pd.DataFrame,
    tables: dict,
    *,
    also: dict,
    codes: HandCodes | None = None,
    count: Count = _Whole.count,
) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """One table of the study, and the rows of spans or scores behind it, if it is of any.

    `also` is the evidence of the run itself, where another reading of the texts is measured.
    """
    where = f"{study.path}, [tables.{name}]"
    if "of" not in spec:
        docvars = [c for c in corpus.documents.columns if c != "text"]
        check_by(spec["by"], docvars, MEASURES[spec["measure"]].by, where)

    def chosen(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
        return rows_of(study, spec, corpus, actors, tables, where, also)

    rows = None
    try:
        if spec.get("corrected") and codes is not None:
            return correct(codes, spec, corpus, tables, chosen)
        rows = chosen(tables) if "of" in spec else None
        table = count(name, corpus, spec, rows, tables)
    except StudyError:
        raise
    except ValueError as why:
        raise StudyError(f"{where}: {why}") from why
    if rows is None and {"doc_id", "start", "end"} <= set(table.columns):
        rows = table  # a concordance is its own evidence
    return table, rows


def _compare(
    study: Study, codes: HandCodes, corpus: Corpus, actors: pd.DataFrame, tables: dict, wanted: set[str]
) -> dict[str, pd.DataFrame]:
    """The tables in which coders, program and corrected figures stand side by side."""
    coded = {name: spec for name, spec in study.tables.items() if "code" in spec and name in wanted}

    @cache
    def scores(name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        spec, where = coded[name], f"{study.path}, [tables.{name}]"
        rows = lambda evidence: rows_of(study, spec, corpus, actors, evidence, where, tables)  # noqa: E731
        return corrected_scores(codes, spec, corpus, tables, rows)

    def raw(name: str) -> pd.DataFrame:
        spec = coded[name] | {"corrected": False}
        return _measure(study, name, spec, corpus, actors, tables, also=tables)[0]

    corrected = {name: spec for name, spec in coded.items() if spec.get("corrected")}
    names = list(dict.fromkeys(spec["code"] for spec in coded.values()))
    found = (
        count_coders(codes, names),
        count_program(codes, coded, scores),
        compare_corrected(corrected, corpus, tables, raw, scores),
    )
    return {name: table for name, table in zip(OF_CODES, found, strict=True) if name in wanted}


def _multiverse(
    study: Study,
    name: str,
    spec: dict,
    texts: dict[str, Corpus],
    actors: pd.DataFrame,
    tables: dict,
    corrections: Corrections,
    codes: HandCodes | None,
) -> pd.DataFrame:
    def count(*of: Any) -> pd.DataFrame:
        return _measure(*of, also=tables, codes=codes)[0]

    try:
        return measure_multiverse(study, spec, texts, actors, tables, corrections, count)
    except StudyError:
        raise
    except ValueError as why:
        raise StudyError(f"{study.path}, [tables.{name}]: {why}") from why
