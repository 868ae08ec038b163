"""A corpus: five tables that belong together, and the ways into and out of it.

`Corpus` holds `documents`, `sections`, `tokens`, `rejected` and `doubts` so that they cannot be mixed up. It has no
analysis methods: everything else is a function that takes it, or takes tables.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus._saved import is_saved, open_saved, write_saved
from discourse.corpus.sections import ROLES, find_sections
from discourse.corpus.set_aside import find_set_aside
from discourse.readers import MAX_BYTES, Read, read_path
from discourse.readers.doubts import code_of, find_doubts
from discourse.readers.languages import detect_languages, need_languages
from discourse.text.tokenise import make_tokens, plain_spelling
from discourse.text.tokens import Tokens, concat_tokens
from discourse.text.words import is_word

#: The roles that count as discourse unless others are asked for: no page furniture, no repeated pull quotes.
DEFAULT_ROLES = ("standfirst", "heading", "body")
_HALF = "the {} contains half a character (a lone surrogate)"


class _Made:
    """The table `tokens`, which is made of the arrays of a corpus when somebody asks for it.

    It is set to arrays, to a table, or to a function that gives the arrays.
    """

    def __get__(self, corpus: Corpus | None, owner: type) -> pd.DataFrame:
        if corpus is None:
            raise AttributeError("tokens")  # so that the field has no default
        return corpus.arrays.table

    def __set__(self, corpus: Corpus, tokens: Tokens | pd.DataFrame | Callable[[], Tokens]) -> None:
        if callable(tokens):
            corpus.__dict__["_unpack"] = tokens
        else:
            corpus.__dict__["arrays"] = tokens if isinstance(tokens, Tokens) else Tokens.of(tokens)


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """Documents with their sections and tokens, with lists of what could not be read and of what is doubtful.

    Attributes
    ----------
    documents : one row per document: doc_id, text, then the docvars
    sections : one row per paragraph: doc_id, section_id, role (see `ROLES`), start, end (code points), duplicate_of
        (the paragraph that a pull quote repeats, else NA)
    tokens : one row per token of the roles that are read: doc_id, section_id, sentence_id, start, end, token; made when
        it is first used, because the library itself works on `arrays` (see `discourse.text.tokens`)
    rejected : one row for everything that was not read: source, doc_id (NA if there is none), reason
    doubts : one row for everything about which there is a doubt: source, doc_id (NA if there is none), kind (see
        `discourse.schema.DOUBTS`), detail; the text itself is never changed

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a", "b"], "text": ["Talks failed. They may resume.", ""]}))
    >>> corpus
    Corpus of 1 document, 5 words, 2 sentences
      read: 1 body
      1 text rejected: see .rejected
    """

    documents: pd.DataFrame
    sections: pd.DataFrame
    tokens: pd.DataFrame = _Made()
    rejected: pd.DataFrame  # type: ignore[misc]  # `_Made` gives no default, which the checker cannot know
    doubts: pd.DataFrame = field(default_factory=lambda: schema.empty("doubts"))

    @cached_property
    def arrays(self) -> Tokens:
        """The tokens as the library works on them; those of a saved corpus are unpacked when first asked for."""
        arrays = self.__dict__["_unpack"]()
        del self.__dict__["_unpack"]
        return arrays

    @cached_property
    def texts(self) -> list[str]:
        """The texts as a list, in the order of `documents`: Python reads a list faster than a column."""
        return self.documents["text"].tolist()

    def with_documents(self, documents: pd.DataFrame) -> Corpus:
        """The corpus with other docvars; its documents are the same, in the same order."""
        if not _in_order(documents, self.arrays):
            raise ValueError(
                "the documents are not those of the corpus in the same order; to leave some out, use filter_corpus; "
                "to sort them, make a corpus from the sorted frame: from_documents(frame.sort_values(...))"
            )
        other = Corpus(documents, self.sections, self.arrays, self.rejected, self.doubts)
        other.__dict__.update({"texts": self.texts} if "texts" in self.__dict__ else {})
        return other

    def __repr__(self) -> str:
        many = lambda n, noun: f"{n:,} {noun}{'s' * (n != 1)}"  # noqa: E731
        lines = [
            f"Corpus of {many(len(self.documents), 'document')}, {many(int(is_word(self.arrays).sum()), 'word')}, "
            f"{many(len(self.arrays.opening), 'sentence')}"
        ]
        dates = self.documents["date"].dropna() if "date" in self.documents else pd.Series()
        if len(dates) and pd.api.types.is_datetime64_any_dtype(dates):
            lines.append(f"dated {dates.min():%Y-%m-%d} to {dates.max():%Y-%m-%d}")
        read = set(self.arrays.section_id.tolist())
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
        if len(self.doubts):
            kinds = ", ".join(self.doubts["kind"].drop_duplicates())
            lines.append(f"{many(len(self.doubts), 'doubt')} ({kinds}): see .doubts")
        return "\n  ".join(lines)


@checked
def from_documents(frame: pd.DataFrame, *, sections: bool = True, roles: Sequence[str] = DEFAULT_ROLES) -> Corpus:
    """A corpus from a DataFrame of texts.

    Parameters
    ----------
    frame : DataFrame
        Needs doc_id (unique) and text; every other column becomes a docvar.
    sections : bool
        Whether to separate title, captions, pull quotes and other page furniture from the body. If false, every
        paragraph is body.
    roles : sequence of str
        The roles that are read, that is, tokenised and counted.

    Returns
    -------
    Corpus
        Rows without text or doc_id are in `rejected`, and so are rows with a repeated doc_id.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> frame = pd.DataFrame({"doc_id": ["a"], "text": ["Moscow’s offer may stand. Washington waits."]})
    >>> dc.from_documents(frame).tokens["token"].tolist()
    ['Moscow', '’s', 'offer', 'may', 'stand', '.', 'Washington', 'waits', '.']
    """
    schema.need(frame, ("doc_id", "text"), "the frame of documents")
    for role in roles:
        schema.one_of(role, ROLES, "a role")
    documents, rejected = _accept(frame)
    doubts = _doubts_of(documents, detect_languages(documents["text"]))
    return _build(documents, rejected, sections, roles, doubts=doubts)


@checked
def load_corpus(
    path: str | os.PathLike,
    *,
    text: str = "text",
    doc_id: str | None = None,
    roles: Sequence[str] | None = None,
    sections: bool = True,
    dayfirst: bool | None = None,
    encoding: str | None = None,
    languages: Sequence[str] | None = None,
    max_bytes: int = MAX_BYTES,
) -> Corpus:
    """A corpus from a file or a folder, or one that `save_corpus` wrote.

    Parameters
    ----------
    path : str or path
        A file or folder of texts (.txt, .md, .html, .docx, .rtf, .odt, .pdf, .epub), tables with one text per row
        (.csv, .tsv, .xlsx, .json, .jsonl, .parquet), transcripts (.xml in TEI), archives (.warc, .zip), or exports of
        Nexis, Factiva, ProQuest, Europresse and others. Each may also be gzipped. `metadata.csv` in the folder adds
        docvars, joined on doc_id or file name.
    text, doc_id : str
        The columns of a table with the text and the key. The default for the key is the column doc_id, or else id, or
        else file name and row.
    roles : sequence of str, optional
        The roles that are read, that is, tokenised and counted. The default is standfirst, heading and body, or the
        roles of the saved corpus.
    sections : bool
        Whether to separate page furniture from the body; see `from_documents`. A saved corpus keeps its sections.
    dayfirst : bool, optional
        How dates such as 03/04/2018 are read: True for 3 April, False for 4 March. By default the other dates in the
        same column decide, if one of them can be read in one way only. Otherwise such a date is left out and is a
        doubt.
    encoding : str, optional
        The encoding of all text files, such as ``"mac_roman"``. By default it is detected for each file; a guess is a
        doubt.
    languages : sequence of str, optional
        Codes of ISO 639-1, such as ``["en"]``: texts with another `language` are rejected. By default all texts are
        kept, and those that are not English are doubts.
    max_bytes : int
        The largest size of one file in bytes, both on disk and unpacked; by default 512 MiB. A larger file is rejected,
        and never unpacked beyond this limit. A saved corpus has no limit.

    Returns
    -------
    Corpus
        The docvar `language` is detected if the files do not state it, and NA if a text is too short. Everything that
        cannot be read is a row of `rejected`, so every text is either in documents or in rejected. Every doubt is a row
        of `doubts`.

    Raises
    ------
    FileNotFoundError
        If there is nothing at `path`.
    ValueError
        If a saved corpus is damaged, has files of two saves or was written by another version; if `max_bytes` is less
        than 1; or if `encoding` or one of `languages` is unknown. The tokens of a saved corpus are unpacked when they
        are first used, so damage inside them is reported only then.
    """
    path = Path(path)
    for role in roles or ():
        schema.one_of(role, ROLES, "a role")
    if languages is not None:
        need_languages(languages)
    if is_saved(path):
        saved = Corpus(**open_saved(path))
        if roles is None:
            return saved
        tokens = make_tokens(saved.documents, saved.sections, roles)
        return Corpus(saved.documents, saved.sections, tokens, saved.rejected, saved.doubts)
    read = read_documents(path, text=text, doc_id=doc_id, dayfirst=dayfirst, encoding=encoding, max_bytes=max_bytes)
    return make_corpus(read, roles=roles, sections=sections, languages=languages)


def read_documents(path: Path, *, only: Collection[str] | None = None, **options: Any) -> Read:
    """What `load_corpus` reads before it looks into the texts: rows that can be documents, and what is amiss.

    Parameters
    ----------
    path, **options
        As in `load_corpus`.
    only : collection of str, optional
        The files of the folder that are read, each by its way from there; by default all.
    """
    read = read_path(path, only=only, **options)
    accepted, further = _accept(read.documents)
    return read._replace(documents=accepted, rejected=pd.concat([read.rejected, further], ignore_index=True))


def make_corpus(
    read: Read, *, roles: Sequence[str] | None = None, sections: bool = True, languages: Sequence[str] | None = None
) -> Corpus:
    """The corpus of what `read_documents` has read, or of some rows of it: each text is looked at by itself."""
    detected = detect_languages(read.documents["text"])
    accepted = _with_language(read.documents, detected)
    tables, doubts = [read.rejected], pd.concat([read.doubts, _doubts_of(accepted, detected)], ignore_index=True)
    if languages is not None:
        accepted, others = _keep_languages(accepted, languages)
        tables.append(others)
    rejected = pd.concat(tables, ignore_index=True)
    roles = DEFAULT_ROLES if roles is None else roles
    return _build(accepted, rejected, sections, roles, doubts=without_gone(doubts, accepted), shown=read.roles)


def without_gone(doubts: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """The doubts, without those about documents that are not there."""
    gone = doubts["doc_id"].notna() & ~doubts["doc_id"].isin(documents["doc_id"])
    return doubts[~gone].reset_index(drop=True)


@checked
def filter_corpus(corpus: Corpus, mask: pd.Series | np.ndarray) -> Corpus:
    """The corpus with only the documents for which `mask` is true. Tokens and ids do not change.

    Parameters
    ----------
    corpus : Corpus
    mask : Series or ndarray of bool
        One value per row of `corpus.documents`, such as ``corpus.documents["outlet"] == "The Meridian"``. A Series is
        aligned by its labels, as pandas does; an array is in the order of the documents. A missing value counts as
        false.

    Returns
    -------
    Corpus
        The documents for which `mask` is true, with their sections and tokens; `rejected` does not change.

    Raises
    ------
    ValueError
        If `mask` has values other than true and false, or has not exactly one value for each document, or if the labels
        of a Series are not those of `corpus.documents`.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a", "b"], "text": ["War.", "Peace."], "year": [2014, 2015]})
    >>> corpus = dc.from_documents(texts)
    >>> dc.filter_corpus(corpus, corpus.documents["year"] > 2014).documents["doc_id"].tolist()
    ['b']
    """
    documents_of(corpus)
    keep = _aligned(mask, corpus.documents.index)
    if keep.shape != (len(corpus.documents),) or keep.dtype != bool:
        raise ValueError(
            f"mask has {keep.dtype} values and shape {keep.shape}; one True or False for each of the "
            f"{len(corpus.documents)} documents is needed, such as corpus.documents['year'] > 2016"
        )
    documents = corpus.documents[keep].reset_index(drop=True)
    ids = documents["doc_id"]
    sections = corpus.sections[corpus.sections["doc_id"].isin(ids)].reset_index(drop=True)
    about = pd.concat([ids, documents["parent"].astype("str")]) if "parent" in documents else ids  # of pieces
    doubts = corpus.doubts[corpus.doubts["doc_id"].isna() | corpus.doubts["doc_id"].isin(about)].reset_index(drop=True)
    tokens = corpus.arrays.of_documents(pd.Index(ids.array))
    return Corpus(documents, sections, tokens, corpus.rejected.copy(), doubts)


def _aligned(mask: pd.Series | np.ndarray, documents: pd.Index) -> np.ndarray:
    """The mask in the order of the documents; a Series is known by its labels."""
    if isinstance(mask, pd.api.extensions.ExtensionArray):
        return (
            _aligned(pd.Series(mask, index=documents), documents) if len(mask) == len(documents) else np.asarray(mask)
        )
    if not isinstance(mask, pd.Series):
        return np.asarray(mask)
    if isinstance(mask.dtype, pd.BooleanDtype | pd.ArrowDtype) or mask.dtype == object:
        known = mask.dropna()
        if known.map(lambda value: isinstance(value, bool | np.bool_)).all():
            mask = mask.where(mask.notna(), False).astype("bool")
    if len(mask) == len(documents) and not mask.index.equals(documents):
        place = mask.index.get_indexer(documents) if mask.index.is_unique else np.array([-1])
        if (place < 0).any():
            raise ValueError(
                f"mask has the labels {mask.index[:3].tolist()} ..., and corpus.documents has {documents[:3].tolist()} "
                "...; make it from corpus.documents, or pass mask.to_numpy() if it is in the order of the documents"
            )
        mask = mask.iloc[place]
    return mask.to_numpy()


def documents_of(corpus: Corpus) -> pd.Index:
    """The doc_ids in their order; an error where somebody has changed that order in the table itself."""
    if not _in_order(corpus.documents, corpus.arrays):
        raise ValueError(
            "corpus.documents was sorted or cut after the corpus was made, but its tokens were not; make it again, "
            "for example with from_documents(corpus.documents)"
        )
    return pd.Index(corpus.documents["doc_id"].array)


def _in_order(documents: pd.DataFrame, tokens: Tokens) -> bool:
    """Are the documents those that the tokens are of, in the same order?"""
    return pd.Index(documents["doc_id"].array).equals(pd.Index(tokens.doc_ids.astype("str").array))


def number_documents(table: pd.DataFrame, corpus: Corpus, what: str = "the table") -> np.ndarray:
    """The number of the document of each row, by its place in `corpus.documents`; `table` needs doc_id.

    >>> corpus = from_documents(pd.DataFrame({"doc_id": ["a", "b"], "text": ["It may.", "So be it."]}))
    >>> number_documents(pd.DataFrame({"doc_id": ["b", "a"]}), corpus).tolist()
    [1, 0]
    """
    ids = documents_of(corpus)
    number = ids.get_indexer(table["doc_id"].astype("str"))
    if (number < 0).any():
        stranger = table["doc_id"].iloc[int(np.flatnonzero(number < 0)[0])]
        raise ValueError(
            f"{what} has rows of document {stranger!r}, which the corpus lacks; pass the corpus it came from"
        )
    return number


@checked
def concat_corpora(corpora: Sequence[Corpus]) -> Corpus:
    """Join several corpora into one.

    The numbers of sections and sentences continue from one corpus to the next. The tokens stay as they are.

    Parameters
    ----------
    corpora : sequence of Corpus
        The corpora to join. The sequence may be empty.

    Returns
    -------
    Corpus
        All documents, in the given order. If a corpus does not have a docvar that another one has, the values of its
        documents are missing.

    Raises
    ------
    ValueError
        If the same doc_id is in two corpora.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> first = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["War."]}))
    >>> second = dc.from_documents(pd.DataFrame({"doc_id": ["b"], "text": ["Peace."]}))
    >>> dc.concat_corpora([first, second]).tokens[["doc_id", "sentence_id", "token"]].values.tolist()
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
    sections, n_sections = [], [0]
    for c in corpora:
        shifted = c.sections.assign(section_id=c.sections["section_id"] + n_sections[-1])
        sections.append(shifted.assign(duplicate_of=c.sections["duplicate_of"] + n_sections[-1]))
        n_sections.append(n_sections[-1] + (int(c.sections["section_id"].max()) + 1 if len(c.sections) else 0))
    return Corpus(
        documents,
        schema.conform(pd.concat(sections, ignore_index=True), "sections"),
        concat_tokens([c.arrays for c in corpora], n_sections[:-1], pd.Index(documents["doc_id"].array)),
        pd.concat([c.rejected for c in corpora], ignore_index=True),
        pd.concat([c.doubts for c in corpora], ignore_index=True),
    )


@checked
def save_corpus(corpus: Corpus, path: str | os.PathLike) -> Path:
    """Write a corpus to the folder `path` as Parquet files; `load_corpus` opens it again.

    The folder appears complete or not at all. An older saved corpus there is replaced, but no other folder is. If an
    earlier save was killed and left a hidden folder beside it, that folder is removed. The same corpus is always saved
    as the same bytes.

    Parameters
    ----------
    corpus : Corpus
    path : str or path
        A folder that does not exist, is empty, or contains an older saved corpus.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    FileExistsError
        If `path` is a file, or a folder with other contents.
    """
    tables = {
        "documents": corpus.documents,
        "sections": corpus.sections,
        "rejected": corpus.rejected,
        "doubts": corpus.doubts,
    }
    return write_saved(tables, corpus.arrays, Path(path))


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
        reason[no_string & text.notna()] = "the text is not a string"
        broken = ~no_string & text.map(lambda t: isinstance(t, str) and _has_surrogate(t))
        reason[broken] = _HALF.format("text")
    ids = pd.Series([_name(i) for i in frame["doc_id"].tolist()], index=frame.index, dtype="object")
    reason[np.array([isinstance(i, str) and _has_surrogate(i) for i in ids], bool)] = _HALF.format("doc_id")
    blank = text.isna()
    sound = reason.isna() & ~blank
    strings = (text if sound.all() else text[sound]).astype("str")
    blank[sound] = (strings.str.isspace() | strings.eq("")).to_numpy(bool)
    reason[blank] = "no text"
    reason[ids.isna()] = "no doc_id"
    live = reason.isna()
    twice = ids[live].duplicated()
    reason[twice.index[twice]] = [f"doc_id {i!r} already exists" for i in ids[live][twice]]
    bad = reason.notna()
    source = (
        frame["source"].astype("object") if "source" in frame else pd.Series(None, index=frame.index, dtype="object")
    )
    named = [
        s if pd.notna(s) else f"row {n}" if pd.isna(i) else f"row {n}: {_spell(i)}"
        for n, s, i in zip(np.flatnonzero(bad).tolist(), source[bad], ids[bad], strict=True)
    ]
    rejected = pd.DataFrame(
        {
            "source": pd.array(named, "str"),
            "doc_id": pd.array([None if pd.isna(i) else _spell(i) for i in ids[bad]], "str"),
            "reason": pd.array(reason[bad].tolist(), "str"),
        }
    )
    documents = _compose(frame[~bad]).assign(doc_id=ids[~bad], text=text[~bad])
    return schema.conform(documents, "documents"), schema.conform(rejected, "rejected")


def _compose(frame: pd.DataFrame) -> pd.DataFrame:
    """The docvars as a reader sees them: a name that is spelt in two ways is one group."""
    names = [c for c in frame.columns if c not in ("doc_id", "text", "source")]
    tidied = {c: tidy_column(frame[c]) for c in names if isinstance(frame[c].dtype, pd.StringDtype)}
    changed = {c: column for c, column in tidied.items() if not column.equals(frame[c])}
    if changed:
        frame = frame.copy()
        for c, column in changed.items():
            frame[c] = column
    return frame


def tidy_column(column: pd.Series) -> pd.Series:
    """Strings with composed characters, none that are invisible, and one blank where several stand.

    >>> tidy_column(pd.Series(["Sa\u0303o  Paulo", None], dtype="str")).tolist()
    ['São Paulo', nan]
    """
    values = column.to_numpy(dtype=object, na_value=None)
    odd = [i for i, value in enumerate(values) if value and not (value.isascii() and value.split() == value.split(" "))]
    if not odd:
        return column
    values[odd] = plain_spelling(values[odd])
    return pd.Series(pd.array(values, dtype=column.dtype), column.index, name=column.name)


def _name(doc_id: object) -> str | None:
    """The doc_id as text. Beside a missing id pandas makes 7.0 of 7; both are `7`."""
    if not isinstance(doc_id, str) and pd.isna(doc_id):
        return None
    name = str(int(doc_id)) if isinstance(doc_id, float) and doc_id.is_integer() else str(doc_id)
    return name if name.strip() else None


def _spell(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _has_surrogate(text: str) -> bool:
    return not text.isascii() and _spell(text) != text


def _with_language(documents: pd.DataFrame, detected: pd.Series) -> pd.DataFrame:
    """The documents with a docvar `language`: one that is stated stands, and gaps are filled with what is detected."""
    stated = documents["language"] if "language" in documents else pd.Series(pd.NA, index=documents.index, dtype="str")
    silent = stated.isna() | stated.eq("")
    stated = stated.astype("str") if silent.any() else stated
    return documents.assign(language=stated.where(~silent, detected))


def _keep_languages(documents: pd.DataFrame, languages: Sequence[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The documents in these languages, with those too short to tell, and the others as rows of `rejected`."""
    read = documents["language"].map(code_of, na_action="ignore")
    out = read.notna() & ~read.isin(languages)
    files = documents["source"] if "source" in documents else pd.Series(pd.NA, index=documents.index)
    others = pd.DataFrame(
        {
            "source": files[out],
            "doc_id": documents["doc_id"][out],
            "reason": [f"in the language {code}, which languages= does not name" for code in read[out]],
        }
    )
    return documents[~out].reset_index(drop=True), schema.conform(others, "rejected")


def _doubts_of(documents: pd.DataFrame, detected: pd.Series) -> pd.DataFrame:
    """What is in doubt about the texts themselves."""
    return _with_files(find_doubts(documents, languages=detected), documents)


def _with_files(found: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Doubts about documents, with the file of each where it is known."""
    files = documents.set_index("doc_id")["source"].astype("str") if "source" in documents else pd.Series(dtype="str")
    return schema.conform(found.assign(source=files.reindex(found["doc_id"]).array), "doubts")


def _build(
    documents: pd.DataFrame,
    rejected: pd.DataFrame,
    sections: bool,
    roles: Sequence[str],
    *,
    doubts: pd.DataFrame,
    shown: pd.DataFrame | None = None,
) -> Corpus:
    texts = documents["text"].tolist()
    table = find_sections(documents, furniture=sections, texts=texts, shown=shown)
    doubts = pd.concat([doubts, _with_files(find_set_aside(documents, table, DEFAULT_ROLES), documents)])
    doubts = doubts.reset_index(drop=True)
    corpus = Corpus(documents, table, make_tokens(documents, table, roles, texts=texts), rejected, doubts)
    corpus.__dict__["texts"] = texts
    return corpus
