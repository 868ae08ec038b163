"""A corpus: four tables that belong together, and the ways into and out of it.

`Corpus` holds `documents`, `sections`, `tokens` and `rejected` so that they cannot be mixed up. It has no analysis
methods: everything else is a function that takes it, or takes tables.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from discourse import schema
from discourse.readers import MAX_BYTES, read_path
from discourse.readers.encoding import read_bytes
from discourse.readers.folder import why_closed
from discourse.sections import ROLES, find_sections
from discourse.tokens import make_tokens
from discourse.words import is_word

#: The roles that count as discourse unless others are asked for: no page furniture, no repeated pull quotes.
DEFAULT_ROLES = ("standfirst", "heading", "body")
_TABLES = ("documents", "sections", "tokens", "rejected")
_FORMAT = 1
_LARGEST_JSON = 2**20
_HALF = "the {} holds half a character (a lone surrogate)"
_FOREIGN = "corpus.json was not written by save_corpus"
_SAVE_AGAIN = "Load the texts and save them again."


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """Documents with their sections and tokens, and what could not be read.

    Attributes
    ----------
    documents : one row a document: doc_id, text, then the docvars
    sections : one row a paragraph: doc_id, section_id, role (see `ROLES`), start, end (code points), duplicate_of (the
        paragraph that a pull quote repeats, else NA)
    tokens : one row a token of the roles that were asked for: doc_id, section_id, sentence_id, start, end, token
    rejected : one row for everything that was not read: source, reason

    Examples
    --------
    >>> corpus = from_documents(pd.DataFrame({"doc_id": ["a", "b"], "text": ["Talks failed. They may resume.", ""]}))
    >>> corpus
    Corpus of 1 document, 5 words, 2 sentences
      read: 1 body
      1 text rejected: see .rejected
    """

    documents: pd.DataFrame
    sections: pd.DataFrame
    tokens: pd.DataFrame
    rejected: pd.DataFrame

    def __repr__(self) -> str:
        many = lambda n, noun: f"{n:,} {noun}{'s' * (n != 1)}"  # noqa: E731
        sentences = self.tokens["sentence_id"].nunique()
        lines = [
            f"Corpus of {many(len(self.documents), 'document')}, {many(int(is_word(self.tokens).sum()), 'word')}, "
            f"{many(sentences, 'sentence')}"
        ]
        dates = self.documents["date"].dropna() if "date" in self.documents else []
        if len(dates) and pd.api.types.is_datetime64_any_dtype(dates):
            lines.append(f"dated {dates.min():%Y-%m-%d} to {dates.max():%Y-%m-%d}")
        read = set(self.tokens["section_id"].unique().tolist())
        for title, rows in (
            ("read", self.sections[self.sections["section_id"].isin(read)]),
            ("set aside", self.sections[~self.sections["section_id"].isin(read)]),
        ):
            counts = rows["role"].astype("str").value_counts()
            if len(counts):
                lines.append(f"{title}: " + ", ".join(f"{n:,} {role}" for role, n in sorted(counts.items())))
        docvars = [c for c in self.documents.columns if c not in ("doc_id", "text")]
        if docvars:
            lines.append("docvars: " + ", ".join(map(str, docvars)))
        if len(self.rejected):
            lines.append(f"{many(len(self.rejected), 'text')} rejected: see .rejected")
        return "\n  ".join(lines)


def from_documents(frame: pd.DataFrame, *, sections: bool = True, roles: Sequence[str] = DEFAULT_ROLES) -> Corpus:
    """A corpus from a DataFrame of texts.

    Parameters
    ----------
    frame : DataFrame
        Needs doc_id (unique) and text; every other column rides along as a docvar.
    sections : bool
        Whether to tell title, captions, pull quotes and other page furniture from the body; if not, every
        paragraph is body.
    roles : sequence of str
        The roles that are tokenised and counted.

    Returns
    -------
    Corpus
        Rows without text or doc_id, and repeated ones, are in `rejected`.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a"], "text": ["Moscow’s offer may stand. Washington waits."]})
    >>> from_documents(frame).tokens["token"].tolist()
    ['Moscow', '’s', 'offer', 'may', 'stand', '.', 'Washington', 'waits', '.']
    """
    schema.need(frame, ("doc_id", "text"), "the frame of documents")
    for role in roles:
        schema.one_of(role, ROLES, "a role")
    documents, rejected = _accept(frame)
    return _build(documents, rejected, sections, roles)


def load_corpus(
    path: str | os.PathLike,
    *,
    text: str = "text",
    doc_id: str | None = None,
    roles: Sequence[str] | None = None,
    sections: bool = True,
    max_bytes: int = MAX_BYTES,
) -> Corpus:
    """A corpus from a file or a folder, or one that `save_corpus` wrote.

    Parameters
    ----------
    path : str or path
        A file or folder of .txt, .md, .html, .csv, .tsv, .jsonl or .parquet, each also gzipped. `metadata.csv` in
        the folder adds docvars, joined on doc_id or file name.
    text, doc_id : str
        The columns of a table that hold the text and the key. Without `doc_id`, the column doc_id, else id, else
        file name and row.
    roles : sequence of str, optional
        The roles that are tokenised and counted; by default standfirst, heading and body, or those of the saved corpus.
    sections : bool
        Whether to tell page furniture from body; see `from_documents`. A saved corpus keeps its sections.
    max_bytes : int
        Most bytes of one file, both as it lies on disk and unpacked, by default 512 MiB; a larger one is rejected,
        and no more than that of it is ever unpacked. It does not bear on a saved corpus.

    Returns
    -------
    Corpus
        What cannot be read is a row of `rejected`: texts in = documents + rejected.

    Raises
    ------
    FileNotFoundError
        If there is nothing at `path`.
    ValueError
        If a saved corpus is damaged or was written by a later version, or `max_bytes` is less than 1.
    """
    path = Path(path)
    for role in roles or ():
        schema.one_of(role, ROLES, "a role")
    if os.path.isfile(path / "corpus.json"):
        saved = _load_saved(path)
        if roles is None:
            return saved
        tokens = make_tokens(saved.documents, saved.sections, roles)
        return Corpus(saved.documents, saved.sections, tokens, saved.rejected)
    documents, rejected = read_path(path, text=text, doc_id=doc_id, max_bytes=max_bytes)
    roles = DEFAULT_ROLES if roles is None else roles
    accepted, further = _accept(documents)
    return _build(accepted, pd.concat([rejected, further], ignore_index=True), sections, roles)


def filter_corpus(corpus: Corpus, mask: pd.Series | np.ndarray) -> Corpus:
    """The corpus with only the documents where `mask` is true; tokens and ids stay as they are.

    Parameters
    ----------
    corpus : Corpus
    mask : Series or ndarray of bool
        One value a row of `corpus.documents` in their order, such as
        ``corpus.documents["outlet"] == "The Meridian"``. A missing value counts as false.

    Returns
    -------
    Corpus
        The documents where `mask` is true with their sections and tokens; `rejected` as it was.

    Raises
    ------
    ValueError
        If `mask` has other values than true and false, or not one for each document.

    Examples
    --------
    >>> corpus = from_documents(pd.DataFrame({"doc_id": ["a", "b"], "text": ["War.", "Peace."], "year": [2014, 2015]}))
    >>> filter_corpus(corpus, corpus.documents["year"] > 2014).documents["doc_id"].tolist()
    ['b']
    """
    if isinstance(getattr(mask, "dtype", None), pd.BooleanDtype):
        mask = mask.fillna(False).astype("bool")
    keep = np.asarray(mask)
    if keep.shape != (len(corpus.documents),) or keep.dtype != bool:
        raise ValueError(
            f"mask has {keep.dtype} values and shape {keep.shape}; one True or False for each of the "
            f"{len(corpus.documents)} documents is needed, such as corpus.documents['year'] > 2016"
        )
    documents = corpus.documents[keep].reset_index(drop=True)
    ids = documents["doc_id"]
    sections = corpus.sections[corpus.sections["doc_id"].isin(ids)].reset_index(drop=True)
    old = corpus.tokens["doc_id"].cat
    position = pd.Index(ids).get_indexer(old.categories).astype(np.int32)
    code = position[old.codes.to_numpy()] if len(corpus.tokens) else np.zeros(0, np.int32)
    tokens = corpus.tokens[code >= 0].reset_index(drop=True)
    tokens["doc_id"] = pd.Categorical.from_codes(code[code >= 0], categories=pd.Index(ids.array))
    return Corpus(documents, sections, tokens, corpus.rejected.copy())


def concat_corpora(corpora: Sequence[Corpus]) -> Corpus:
    """One corpus of several; section and sentence ids are counted on, tokens are used again.

    Parameters
    ----------
    corpora : sequence of Corpus
        May be empty.

    Returns
    -------
    Corpus
        All documents in the order given; docvars that a corpus lacks are missing values there.

    Raises
    ------
    ValueError
        If two of them share a doc_id.

    Examples
    --------
    >>> first = from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["War."]}))
    >>> second = from_documents(pd.DataFrame({"doc_id": ["b"], "text": ["Peace."]}))
    >>> concat_corpora([first, second]).tokens[["doc_id", "sentence_id", "token"]].values.tolist()
    [['a', 0, 'War'], ['a', 0, '.'], ['b', 1, 'Peace'], ['b', 1, '.']]
    """
    corpora = list(corpora)
    if not corpora:
        return from_documents(schema.empty("documents"))
    documents = pd.concat([c.documents for c in corpora], ignore_index=True)
    twice = documents.loc[documents["doc_id"].duplicated(), "doc_id"]
    if len(twice):
        raise ValueError(
            f"{len(twice)} doc_id are in more than one corpus, such as {twice.iloc[0]!r}; rename them before joining"
        )
    sections, tokens, n_sections, n_sentences = [], [], 0, 0
    for c in corpora:
        shifted = c.sections.assign(section_id=c.sections["section_id"] + n_sections)
        sections.append(shifted.assign(duplicate_of=c.sections["duplicate_of"] + n_sections))
        ids = {
            "section_id": c.tokens["section_id"] + n_sections,
            "sentence_id": c.tokens["sentence_id"] + n_sentences,
        }
        tokens.append(c.tokens.assign(**ids))
        n_sections += int(c.sections["section_id"].max()) + 1 if len(c.sections) else 0
        n_sentences += int(c.tokens["sentence_id"].max()) + 1 if len(c.tokens) else 0
    joined = pd.concat([t.drop(columns=["doc_id", "token"]) for t in tokens], ignore_index=True)
    union = pd.api.types.union_categoricals
    words = union([t["token"] for t in tokens])
    ids = union([t["doc_id"] for t in tokens]).set_categories(pd.Index(documents["doc_id"].array))
    joined.insert(0, "doc_id", ids)
    joined["token"] = words
    return Corpus(
        documents,
        schema.conform(pd.concat(sections, ignore_index=True), "sections"),
        joined,
        pd.concat([c.rejected for c in corpora], ignore_index=True),
    )


def save_corpus(corpus: Corpus, path: str | os.PathLike) -> Path:
    """Write a corpus to the folder `path` as Parquet files; `load_corpus` opens it again.

    The folder appears whole or not at all. An older saved corpus there is replaced; any other folder is not.

    Parameters
    ----------
    corpus : Corpus
    path : str or path
        A folder that does not exist, is empty, or holds an older saved corpus.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    FileExistsError
        If `path` is a file, or a folder that holds anything else.
    """
    path = Path(path)
    if path.exists() and not (path / "corpus.json").is_file() and (path.is_file() or any(path.iterdir())):
        raise FileExistsError(f"{path} exists and is no saved corpus; choose another folder")
    types = pd.DataFrame({"token": corpus.tokens["token"].cat.categories})
    codes = {c: corpus.tokens[c].cat.codes.astype(np.int32) for c in ("doc_id", "token")}
    tables = {name: getattr(corpus, name) for name in _TABLES} | {"types": types}
    tables["tokens"] = corpus.tokens.assign(**codes)
    about = {"format": _FORMAT, "rows": {name: len(table) for name, table in tables.items()}}
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as around:
        draft = Path(around) / path.name
        draft.mkdir()  # not the temporary folder itself, which no one else may read
        for name, table in tables.items():
            table.to_parquet(draft / f"{name}.parquet", index=False, **_encoding(name, table))
        (draft / "corpus.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf8")
        if path.exists():
            shutil.rmtree(path)
        draft.rename(path)
    return path


def _encoding(name: str, table: pd.DataFrame) -> dict:
    """How a table is written: as what opens fastest, differences of numbers for tokens and no dictionary of texts."""
    if name != "tokens":
        return {"compression": "lz4", "use_dictionary": [c for c in table.columns if c != "text"]}
    return {
        "compression": "none",
        "use_dictionary": False,
        "column_encoding": dict.fromkeys(table.columns, "DELTA_BINARY_PACKED"),
    }


def _load_saved(path: Path) -> Corpus:
    try:
        _refuse_links(path)
        about = json.loads(read_bytes(path / "corpus.json", max_bytes=_LARGEST_JSON)[0])
        if not isinstance(about, dict) or type(about.get("format")) is not int or about["format"] < 1:
            raise ValueError(_FOREIGN)
        if about["format"] <= _FORMAT:
            return _open_saved(path, about.get("rows"))
    except FileNotFoundError as why:
        reason = f"{Path(why.filename or str(why)).name} is missing"
        raise ValueError(f"{path} is a damaged or foreign corpus: {reason}. {_SAVE_AGAIN}") from why
    except ImportError:  # nothing is wrong with the corpus
        raise
    except Exception as why:  # what the bytes of a damaged file say decides what kind of error pyarrow raises
        reason = str(why).rstrip(".") or type(why).__name__
        raise ValueError(f"{path} is a damaged or foreign corpus: {reason}. {_SAVE_AGAIN}") from why
    raise ValueError(
        f"{path} was saved in format {about['format']}, and this version of discourse reads up to {_FORMAT}; "
        "upgrade it, or load the texts and save them again"
    )


def _open_saved(path: Path, rows: object) -> Corpus:
    if not isinstance(rows, dict) or not {*_TABLES, "types"} <= rows.keys():
        raise ValueError(_FOREIGN)
    tables = {}
    for name in ("documents", "sections", "types", "rejected", "tokens"):
        if name == "tokens" and (rows[name] > tables["documents"]["text"].str.len().sum()):
            raise ValueError(f"{name}.parquet has {rows[name]} rows, more than the texts have characters")
        tables[name] = table = _open_table(path / f"{name}.parquet")
        schema.need(table, list(schema.TABLES[name]) if name in schema.TABLES else ["token"], f"{name}.parquet")
        if len(table) != rows[name]:
            raise ValueError(f"{name}.parquet has {len(table)} rows, not {rows[name]}")
        _check_kinds(table, name)
    tokens, sections = tables["tokens"], tables["sections"]
    _check_places(tables["documents"], sections, tokens)
    for column, names in (("doc_id", tables["documents"]["doc_id"]), ("token", tables["types"]["token"])):
        tokens[column] = pd.Categorical.from_codes(tokens[column].to_numpy(), categories=pd.Index(names.array))
    if not sections["role"].isin(ROLES).all():
        raise ValueError("sections.parquet: a role is none of ours")
    sections["role"] = pd.Categorical(sections["role"], categories=list(ROLES))
    return Corpus(tables["documents"], sections, tokens, tables["rejected"])


def _refuse_links(path: Path) -> None:
    """Raise an error where a file of a saved corpus is no file, or a link that leads out of its folder."""
    for name in ("corpus.json", *(f"{table}.parquet" for table in (*_TABLES, "types"))):
        reason = why_closed(path / name, path) if os.path.lexists(path / name) else None
        if reason:
            raise ValueError(f"{name}: {reason}")


def _check_kinds(table: pd.DataFrame, name: str) -> None:
    """Raise an error for a column with values of another kind than `save_corpus` writes, or with gaps."""
    columns = schema.TABLES.get(name, {"token": ("str", "")})
    for column, (dtype, _) in columns.items():
        values = table[column]
        if dtype == "str":
            fits = isinstance(values.dtype, pd.StringDtype)
        elif name == "tokens" or dtype == "int32":  # doc_id and token are codes there
            fits = values.dtype.kind in "iu"
        else:  # the role, and duplicate_of, which may have gaps
            continue
        if not fits and len(values):
            raise ValueError(f"{name}.parquet: the column {column} holds {values.dtype}")
        if values.isna().any():
            raise ValueError(f"{name}.parquet: the column {column} has gaps")


def _check_places(documents: pd.DataFrame, sections: pd.DataFrame, tokens: pd.DataFrame) -> None:
    """Raise an error where keys do not meet or a span lies outside its text."""
    if not documents["doc_id"].is_unique:
        raise ValueError("documents.parquet: a doc_id is there twice")
    owner = pd.Index(documents["doc_id"]).get_indexer(sections["doc_id"])
    lengths = documents["text"].str.len().to_numpy(dtype=np.int64)
    for name, table, code in (("sections", sections, owner), ("tokens", tokens, tokens["doc_id"].to_numpy())):
        if not len(table):
            continue
        if code.min() < 0 or code.max() >= len(lengths):
            raise ValueError(f"{name}.parquet: a doc_id is none of documents.parquet")
        start, end = table["start"].to_numpy(), table["end"].to_numpy()
        if start.min() < 0 or (end < start).any() or (end > lengths[code]).any():
            raise ValueError(f"{name}.parquet: a span lies outside its text")
    ids = sections["section_id"]
    if not (ids.is_unique and ids.is_monotonic_increasing):
        raise ValueError("sections.parquet: section_id does not grow")
    if not np.isin(tokens["section_id"].unique(), ids).all():
        raise ValueError("tokens.parquet: a section_id is none of sections.parquet")
    if not tokens["sentence_id"].is_monotonic_increasing or (len(tokens) and tokens["token"].min() < 0):
        raise ValueError("tokens.parquet: the tokens or their sentences are not in order")


def _open_table(path: Path) -> pd.DataFrame:
    """A Parquet file; the columns of tokens one by one, as pandas would copy them all once more."""
    if path.stem != "tokens":
        return pd.read_parquet(path)
    from pyarrow.parquet import read_table

    table = read_table(path)
    return pd.DataFrame({name: table[name].to_numpy() for name in table.column_names}, copy=False)


def _accept(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that can be documents, and a reason for each of the others."""
    frame = frame.reset_index(drop=True)
    if frame.columns.duplicated().any():
        raise ValueError(
            f"two columns are called {frame.columns[frame.columns.duplicated()][0]!r}; rename or drop one of them"
        )
    reason = pd.Series(None, index=frame.index, dtype="object")
    text = frame["text"]
    if not isinstance(text.dtype, pd.StringDtype):
        no_string = ~text.map(lambda t: isinstance(t, str))
        reason[no_string & text.notna()] = "the text is no string"
        broken = ~no_string & text.map(lambda t: isinstance(t, str) and _has_surrogate(t))
        reason[broken] = _HALF.format("text")
    ids = pd.Series([_name(i) for i in frame["doc_id"].tolist()], index=frame.index, dtype="object")
    reason[np.array([isinstance(i, str) and _has_surrogate(i) for i in ids], bool)] = _HALF.format("doc_id")
    blank = text.isna()
    sound = reason.isna() & ~blank
    blank[sound] = np.array([not t or t.isspace() for t in text[sound].tolist()], bool)
    reason[blank] = "no text"
    reason[ids.isna()] = "no doc_id"
    live = reason.isna()
    twice = ids[live].duplicated()
    reason[twice.index[twice]] = [f"doc_id {i!r} is there already" for i in ids[live][twice]]
    bad = reason.notna()
    source = (
        frame["source"].astype("object") if "source" in frame else pd.Series(None, index=frame.index, dtype="object")
    )
    named = [
        s if pd.notna(s) else f"row {n}" if pd.isna(i) else f"row {n}: {_spell(i)}"
        for n, s, i in zip(np.flatnonzero(bad).tolist(), source[bad], ids[bad], strict=True)
    ]
    rejected = pd.DataFrame({"source": pd.array(named, "str"), "reason": pd.array(reason[bad].tolist(), "str")})
    documents = frame[~bad].assign(doc_id=ids[~bad], text=text[~bad])
    return schema.conform(documents, "documents"), schema.conform(rejected, "rejected")


def _name(doc_id: object) -> str | None:
    """The doc_id as text: 7 and 7.0, which pandas makes of it beside a missing one, are `7`."""
    if pd.isna(doc_id):
        return None
    name = str(int(doc_id)) if isinstance(doc_id, float) and doc_id.is_integer() else str(doc_id)
    return name if name.strip() else None


def _spell(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _has_surrogate(text: str) -> bool:
    return not text.isascii() and _spell(text) != text


def _build(documents: pd.DataFrame, rejected: pd.DataFrame, sections: bool, roles: Sequence[str]) -> Corpus:
    table = find_sections(documents, furniture=sections)
    return Corpus(documents, table, make_tokens(documents, table, roles), rejected)
