"""Check that results are what their study makes: run the study again in another folder, and compare file by file.

A result is the same when its files are the ones that the run wrote (by sha256) and a run of today gives the same:
tables with equal values in each of their files, figures with equal bytes, or, drawn by another version of matplotlib,
from an equal table. The manifest is a result, too: what it says has to be what a run of today says. Where an output is
not the same, the reason says what has changed: data, parameters, word lists or versions.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from discourse.study._outputs import MANIFEST, REPORT, SINGLE, SUFFIXES, digests
from discourse.study.load import Study, StudyError, load_study
from discourse.study.manifest import changes, output_of, read_command, read_manifest, unlike
from discourse.study.run import run_study

_KINDS = {"tables": "table", "figures": "figure", REPORT: "report", MANIFEST: "manifest"}
#: How far two values may be apart: relative to the value, and where it is next to zero.
_NEAR, _TINY = 1e-9, 1e-12


@dataclass(frozen=True)
class _Folder:
    """Results: where they lie, their manifest, and the sha256 of the files as they are."""

    path: Path
    manifest: dict
    found: dict[str, str]

    def files(self, output: str) -> dict[str, str]:
        """The files of an output that the manifest lists, with their sha256."""
        return {name: digest for name, digest in self.manifest["outputs"].items() if output_of(name) == output}


def verify_results(
    folder: str | os.PathLike,
    *,
    study: str | os.PathLike | None = None,
    corpus: str | os.PathLike | None = None,
) -> pd.DataFrame:
    """Run a study again and compare what it makes with the results in a folder, which is not changed.

    Parameters
    ----------
    folder : str or path
        Results, with their manifest.
    study : str or path, optional
        The study file, where it no longer lies where the manifest says: results and study may be moved together.
    corpus : str or path, optional
        The texts, where the run was given others than those of its study and these no longer lie where they did.

    Returns
    -------
    DataFrame
        One row a table, a figure, a file of all tables, the report and the manifest. kind (table, figure, file, report
        or manifest), name, same (bool), reason: empty if all bytes are the same; else what differs, and what has
        changed in data, parameters, word lists or versions. Values of tables are compared to 1e-9 of the value.

    Raises
    ------
    StudyError
        If the folder has no manifest that a run has written, or the study is not found or cannot be run.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    old = _Folder(folder, manifest, digests(folder))
    again = _study(old, study, corpus)
    with tempfile.TemporaryDirectory(prefix="discourse-verify-") as around:
        path = Path(around) / "results"
        run_study(again, path)
        new = _Folder(path, read_manifest(path), digests(path))
        said = changes(manifest, new.manifest)
        because = "; ".join(said) or "nothing that the manifest records has changed"
        every = {output_of(name) for part in (old.found, manifest["outputs"], new.found) for name in part}
        part = " --only " in manifest["command"]  # a run that was not limited leaves nothing out
        left_out = set(manifest["left_out"] if part else ()) - {output_of(name) for name in old.found}
        outputs = {output for output in every - left_out if output is not None}
        reasons: dict[str, tuple[bool, str]] = {}
        for output in sorted(outputs, key=lambda o: (o == REPORT, o in SINGLE, not o.startswith("tables/"), o)):
            reasons[output] = _compare(output, old, new, because, reasons)
        apart = unlike(manifest, new.manifest)
        reasons[MANIFEST] = not apart, "; ".join(apart or said)
    rows = []
    for output, (same, reason) in reasons.items():
        kind, _, name = output.partition("/")
        rows.append((_KINDS.get(kind, "file"), name or output, same, reason))
    table = pd.DataFrame(rows, columns=["kind", "name", "same", "reason"])
    return table.astype({"kind": "str", "name": "str", "same": "bool", "reason": "str"})


def _study(old: _Folder, study: str | os.PathLike | None, corpus: str | os.PathLike | None) -> Study:
    """The study that made the results, as it is now."""
    if study is None or corpus is None:
        path, other = read_command(old.manifest["command"])
        study = old.path / path if study is None else study
        corpus = old.path / other if corpus is None and other is not None else corpus
    if not Path(study).exists():
        raise StudyError(
            f"there is no study {study}, from which {old.path} was made; say where it is now, with --study, or as "
            f"study="
        )
    found = load_study(study, corpus=corpus)
    if "title" not in found.source:
        found = replace(found, title=old.manifest["title"])  # not the name of the folder that it is in now
    texts = old.manifest["parameters"].get("corpus")
    if corpus is not None and isinstance(texts, dict) and "path" in texts:
        found.source["corpus"]["path"] = texts["path"]  # the name that the texts had
    return found


def _compare(
    output: str, old: _Folder, new: _Folder, because: str, before: dict[str, tuple[bool, str]]
) -> tuple[bool, str]:
    """Is an output the same, and if not, why? `before` has the outputs that were compared already."""
    listed, made = old.files(output), new.files(output)
    if not listed and made:
        return False, f"it is not in the results; {because}"
    if not listed:
        return False, "the manifest does not list it: it is from another run, or was put there by hand"
    if missing := [name for name in listed if name not in old.found]:
        return False, f"{', '.join(missing)} missing in the results"
    if edited := [name for name, digest in listed.items() if old.found[name] != digest]:
        return False, f"{', '.join(edited)} changed since the run: edited by hand, or from a run that was broken off"
    if not made:
        return False, f"the study no longer makes it; {because}"
    if listed == made:
        return True, ""
    if listed.keys() != made.keys():
        return False, f"its files were {', '.join(listed)}, are {', '.join(made)}; {because}"
    if output.startswith("tables/"):
        apart = next(filter(None, (_apart(output, suffix, old, new) for suffix in reversed(SUFFIXES["tables"]))), "")
        return (False, f"{apart}; {because}") if apart else (True, f"values are equal, bytes are not; {because}")
    drawn_alike = old.manifest["versions"].get("matplotlib") == new.manifest["versions"].get("matplotlib")
    differ = ", ".join(Path(name).suffix for name in sorted(listed | made) if listed.get(name) != made.get(name))
    if output in SINGLE:
        rest = all(same for same, _ in before.values())
        if rest and old.manifest["versions"] != new.manifest["versions"]:
            return True, f"what it shows is equal, bytes are not; {because}"
        return False, f"bytes differ; {because}"
    if drawn_alike:
        return False, f"bytes of {differ} differ; {because}"
    specs = [_spec(side.manifest, output) for side in (old, new)]
    table = f"tables/{specs[1].get('table', output.partition('/')[2])}"
    if specs[0] == specs[1] and before.get(table, (False,))[0]:
        return True, f"the drawn table is equal; bytes are not compared across versions of matplotlib; {because}"
    return False, f"the drawn table or the options of the figure differ; {because}"


def _spec(manifest: dict, output: str) -> dict:
    figures = manifest["parameters"].get("figures")
    spec = figures.get(output.partition("/")[2]) if isinstance(figures, dict) else None
    return spec if isinstance(spec, dict) else {}


def _apart(output: str, suffix: str, old: _Folder, new: _Folder) -> str:
    """How the values of a table differ in the files with this ending; empty if they do not."""
    name = f"{output}{suffix}"
    if old.found[name] == new.found[name]:
        return ""
    told = _difference(*(_read(side.path / name) for side in (old, new)))
    return f"{name}: {told}" if told and suffix == ".csv" else told


def _read(path: Path) -> pd.DataFrame:
    """A table as it was written: Parquet, or CSV with each cell as its text."""
    try:
        if path.suffix == ".csv":
            return pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
        return pd.read_parquet(path)
    except (OSError, ValueError) as why:
        form = "CSV" if path.suffix == ".csv" else "Parquet"
        raise StudyError(f"{path} is not a readable {form} file: {why}") from why


def _difference(old: pd.DataFrame, new: pd.DataFrame) -> str:
    """How the values of two tables differ, the first of the differences spelt out; empty if they do not."""
    if list(old.columns) != list(new.columns):
        return f"columns were {', '.join(old.columns)}, are {', '.join(new.columns)}"
    if len(old) != len(new):
        return f"rows were {len(old)}, are {len(new)}"
    for column in old.columns:
        left, right = old[column], new[column]
        apart = ~_equal(left, right)
        if apart.any():
            row = int(apart.argmax())
            was, now = (str(side.iloc[row])[:60] for side in (left, right))
            more = f" ({apart.sum()} rows differ)" if apart.sum() > 1 else ""
            return f"{column} of row {row + 1} was {was}, is {now}{more}"
    return ""


def _equal(left: pd.Series, right: pd.Series) -> np.ndarray:
    missing = left.isna().to_numpy(bool), right.isna().to_numpy(bool)
    both = missing[0] & missing[1]
    if all(pd.api.types.is_numeric_dtype(side) and not pd.api.types.is_bool_dtype(side) for side in (left, right)):
        values = (side.to_numpy("float64", na_value=np.nan) for side in (left, right))
        near = np.isclose(next(values), next(values), rtol=_NEAR, atol=_TINY)
    else:
        near = left.astype("object").to_numpy() == right.astype("object").to_numpy()
        near = near | _near_as_written(left, right)
    return both | (np.asarray(near, bool) & ~missing[0] & ~missing[1])


def _near_as_written(left: pd.Series, right: pd.Series) -> np.ndarray:
    """Which values are texts of decimals that are near each other, as in a CSV file that another version wrote."""
    decimal = r"-?\d+(?:\.\d+(?:e-?\d+)?|e-?\d+)"
    if not all(isinstance(side.dtype, pd.StringDtype) for side in (left, right)):
        return np.zeros(len(left), bool)
    both = left.str.fullmatch(decimal, na=False) & right.str.fullmatch(decimal, na=False)
    values = (pd.to_numeric(side.where(both)).to_numpy("float64", na_value=np.nan) for side in (left, right))
    return np.isclose(next(values), next(values), rtol=_NEAR, atol=_TINY)
