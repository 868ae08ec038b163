"""The start of hand coding: a sample beside the study, to be filled in by people, and the lines that put it to use.

The sample is the one that the study asks for. A study that asks for none is given one that goes with the tables by
which `discourse.study.new` begins. Nothing is overwritten.
"""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path

from discourse import schema
from discourse.coding.counted import score_spans
from discourse.corpus.corpus import Corpus
from discourse.study._proposal import look_at
from discourse.study.corrections import read_corrections
from discourse.study.evidence import find_evidence, read_actors
from discourse.study.hand_codes.drawing import draw_sample, write_sample
from discourse.study.load import Study, StudyError, load_study
from discourse.study.new import Begun, results_folder
from discourse.study.register import EVIDENCE
from discourse.study.run import read_duplicates, read_texts

_FILES = ("anna.csv", "ben.csv")
_N, _SEED = 200, 1
#: What is coded where the study does not say, and how.
_CODES = {
    "negative": "yes or no: does the sentence say something bad about somebody or something?",
    "hedges": "a number: how many hedges (may, perhaps, seems) does it have? 0 for none",
}


def start_coding(folder: str | os.PathLike) -> Begun:
    """Write the sample that coders fill in.

    Parameters
    ----------
    folder : str or path
        A study.toml, or the folder that holds one. Its [coding] says what is drawn (`sample`) and which files are
        written (`files`, those that are not there yet); else 200 sentences, a file for each of two coders.

    Returns
    -------
    Begun

    Raises
    ------
    StudyError
        If the study cannot be read, the sample not drawn, or all files are there.
    """
    study = load_study(folder)
    texts, _ = read_duplicates(study, read_texts(study, study.corpus_path.resolve().parent / "results"))
    corpus = texts["drop" if study.drops_duplicates else "keep"]
    spec = study.coding.get("sample") or _proposed(corpus)
    units = [spec["units"]] if spec.get("units") in EVIDENCE else []
    tables = (
        find_evidence(study, corpus, read_actors(study), units, corrections=read_corrections(study)) if units else {}
    )
    sample = draw_sample(study, spec, corpus, tables)
    paths = [study.folder / name for name in study.coding.get("files", _FILES)]
    new = [path for path in paths if not path.exists()]
    if not new:
        raise StudyError(
            f"{', '.join(map(str, paths))}: the sample already exists; fill it in, or move it away to draw a new one"
        )
    for path in new:
        write_sample(sample, path)
    return Begun(study.path, new, _next_steps(study, spec, new, len(sample)))


def _proposed(corpus: Corpus) -> dict:
    n = min(_N, len(score_spans(schema.empty("hedges"), corpus)))
    group = look_at(corpus).group
    return {"n": n, "seed": _SEED} | ({"by": group} if group else {}) | {"codes": list(_CODES)}


def _next_steps(study: Study, spec: dict, written: list[Path], n: int) -> list[str]:
    codes = spec.get("codes", ["code"])
    codes = [codes] if isinstance(codes, str) else codes
    lines = [f"{n} {spec.get('units', 'sentences').replace('_', ' ')} drawn. Written: {', '.join(map(str, written))}"]
    lines += [
        "Next:",
        "  each coder fills in a file alone: in a notebook (code_sample, as notebook 06 shows), or in any",
    ]
    lines += ["  spreadsheet, and saves it as CSV (UTF-8):"]
    lines += [f"    {code}: {_CODES.get(code, 'as your codebook says; numbers, or yes and no')}" for code in codes]
    lines.append("  change no other column; if you run out of time, code the first rows without a gap")
    if len(written) > 1:
        lines.append(
            f"  remove a file that nobody codes from files; the codes of {written[0].name} are used for the correction"
        )
    lines += [
        f"  put these lines into {study.path}{' under its [coding]' * bool(study.coding)}:",
        *_lines(study, spec, codes),
    ]
    out = results_folder(study.folder, study.corpus_path)
    run = shlex.join(["discourse", "run", str(study.folder), "--out", str(out)])
    lines.append(f"  {run}, and read Check and correct in its report")
    return lines


def _lines(study: Study, spec: dict, codes: list[str]) -> list[str]:
    """What is to be added to the study."""
    coding = {"sample": spec, "files": list(_FILES)}
    lines = [f"{key} = {_toml(value)}" for key, value in coding.items() if key not in study.coding]
    if lines and not study.coding:
        lines.insert(0, "[coding]")
    by = spec.get("by")
    group = f"_by_{by}" if isinstance(by, str) and by.isidentifier() else ""
    for code, measure, of, plot in (("negative", "mean", "sentiment", "tone"), ("hedges", "rate", "hedges", "rates")):
        name = f"{code}{group or '_of_all'}_corrected"
        if code in codes and spec.get("units", "sentences") == "sentences" and name not in study.tables:
            asked = {"measure": measure, "of": of} | ({"by": by} if by else {}) | {"code": code, "corrected": True}
            lines += ["", f"[tables.{name}]", *(f"{key} = {_toml(value)}" for key, value in asked.items())]
            lines += ["", f"[figures.{name}]", f'plot = "{plot}"']
    return [f"    {line}" for line in lines]


def _toml(value: object) -> str:
    """A value as TOML has it, which is as JSON has it but for tables."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(of)}" for key, of in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
