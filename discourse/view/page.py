"""A commentary with its spans marked.

Every table of spans is one layer over the text, with a form of its own: names have a ground, hedges a dashed line under
them, quotations a frame. Where spans overlap the text is cut at their ends, so that each layer is seen on every word.
The signs of Markdown (`#`, `*`, `[^1]`) are dimmed in texts from such files; they stay, for offsets count them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from itertools import pairwise
from textwrap import fill

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus
from discourse.readers.folder import suffix_of
from discourse.view.markup import find_signs
from discourse.view.wording import _UNSHOWN, _told, cite, notes_of, say, showable

#: The layers that have a look of their own, from the outermost to the innermost. All others take x0 to x5 in turn.
LAYERS = ("quotes", "mentions", "negations", "hedges", "boosters", "probability_words")
_N_FORMS = 6
_MOST_VALUES = 12
_UNSHOWN |= dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], 0xFFFD)
_UNSHOWN |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)
_SIGN = 10**6  # the rank of a sign: behind every layer, innermost


@dataclass(frozen=True, repr=False)
class Page:
    """A commentary with its spans, as `show` returns it: JupyterLab displays it, `repr` is plain text.

    Attributes
    ----------
    doc_id : str
    html : str
        A piece of HTML that needs no network and runs no script.
    text : str
        The same commentary without marks.
    """

    doc_id: str
    html: str = field(repr=False)
    text: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


@checked
def show(
    corpus: Corpus,
    doc_id: str,
    *,
    mentions: pd.DataFrame | None = None,
    hedges: pd.DataFrame | None = None,
    quotes: pd.DataFrame | None = None,
    boosters: pd.DataFrame | None = None,
    negations: pd.DataFrame | None = None,
    probability_words: pd.DataFrame | None = None,
    **layers: pd.DataFrame | None,
) -> Page:
    """One commentary as a readable page, in which the spans of any number of tables are marked.

    Paragraphs that are not counted (captions, pull quotes, notes on the author) are grey and labelled with their role.
    The signs of Markdown are grey if `source` shows that the text is from a .md file. The columns of a span (actor,
    type, category, strength, voice) appear when the pointer is over it; the legend sums them up.

    Parameters
    ----------
    corpus : Corpus
    doc_id : str
        The document to show.
    mentions, hedges, quotes, boosters, negations, probability_words : DataFrame, optional
        Need doc_id, start and end; rows of other documents are left out. The line below a hedge is thicker for a higher
        `strength`, if there is such a column.
    **layers : DataFrame, optional
        Further tables of spans. Their names appear in the legend.

    Returns
    -------
    Page

    Raises
    ------
    ValueError
        If the corpus has no such document, or a span is outside its text or differs from the text in the table.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["Moscow may wait."]}), sections=False)
    >>> print(dc.show(corpus, "a", hedges=dc.find_hedges(corpus)))
    a
    hedges: 1
    <BLANKLINE>
    Moscow may wait.
    """
    at = np.flatnonzero((corpus.documents["doc_id"] == doc_id).to_numpy())
    if not len(at):
        some = ", ".join(map(repr, corpus.documents["doc_id"].head(5)))
        raise ValueError(f"the corpus has no document {doc_id!r}; its documents are {some or 'none'} (see .documents)")
    row = corpus.documents.iloc[int(at[0])]
    known = {
        "mentions": mentions, "hedges": hedges, "quotes": quotes, "boosters": boosters, "negations": negations,
        "probability_words": probability_words,
    }  # fmt: skip
    docvars = tuple(c for c in corpus.documents.columns if c not in ("doc_id", "text"))
    chosen = {
        name: _spans_of(table, name, str(row["doc_id"]), row["text"])
        for name, table in (known | layers).items()
        if table is not None
    }
    forms = {name: form_of(name, list(layers)) for name in chosen}
    spans = []
    order = sorted(chosen, key=lambda name: LAYERS.index(name) if name in LAYERS else 1.5)
    for rank, name in enumerate(order):
        table = chosen[name]
        look = _looks(table, forms[name])
        notes = [f"{name}: {note}" if note else name for note in notes_of(table, leave_out=docvars)]
        ends = zip(table["start"].tolist(), table["end"].tolist(), strict=True)
        spans += [(s, e, rank, cls, note) for (s, e), cls, note in zip(ends, look, notes, strict=True)]
    tokens = corpus.arrays
    title = say(row.get("title")) or str(row["doc_id"])
    byline = cite(row, title=False)
    counted = set(tokens.section_id[tokens.doc_of_sentence == tokens.doc_ids.get_loc(doc_id)].tolist())
    paragraphs = corpus.sections[corpus.sections["doc_id"] == doc_id]
    marked_up = suffix_of(str(row.get("source"))) in (".md", ".markdown")
    places = list(zip(paragraphs["start"].tolist(), paragraphs["end"].tolist(), strict=True))
    body = [
        _paragraph(p, row["text"], own, p.section_id in counted, marked_up)
        for p, own in zip(paragraphs.itertuples(), _by_paragraph(spans, places), strict=True)
    ]
    head = f'<p class="d-title" role="heading" aria-level="2">{_html(title)}</p><p class="d-byline">{_html(byline)}</p>'
    legend = _legend(chosen, forms, docvars)
    css = read_template("marks.css") + read_template("page.css")
    html = (
        f'<div class="discourse discourse-page"><style>{css}</style><article aria-label="{_html(title)}">'
        f"<header>{head}{legend}</header>{''.join(body)}</article></div>"
    )
    plain = [title, *([byline] if byline else []), ", ".join(f"{n}: {len(t)}" for n, t in chosen.items())]
    texts = [fill(" ".join(row["text"][p.start : p.end].split()), 100) for p in paragraphs.itertuples()]
    return Page(str(row["doc_id"]), html, "\n\n".join(["\n".join(filter(None, plain)), *texts]))


def form_of(name: str, others: list[str]) -> tuple[str, str]:
    """The class by which a layer is drawn, and the number that tells it apart where forms are used again."""
    if name in LAYERS:
        return f"m-{name}", ""
    i = others.index(name)
    return f"m-x{i % _N_FORMS}", str(i // _N_FORMS + 1) if i >= _N_FORMS else ""


def read_template(name: str) -> str:
    """A file of `discourse/templates`."""
    return files("discourse").joinpath("templates", name).read_text(encoding="utf8")


def _html(text: str) -> str:
    return escape(showable(text), quote=True)


def _spans_of(table: pd.DataFrame, name: str, doc_id: str, text: str) -> pd.DataFrame:
    """The rows of one document, checked against its text."""
    schema.need(table, ("doc_id", "start", "end"), name)
    rows = table[(table["doc_id"].astype("str") == doc_id) & table["start"].notna() & table["end"].notna()]
    rows = rows.astype({"start": "int64", "end": "int64"})
    wrong = (rows["start"] < 0) | (rows["end"] < rows["start"]) | (rows["end"] > len(text))
    if name in LAYERS and "text" in rows:
        own = zip(rows["start"].tolist(), rows["end"].tolist(), rows["text"].tolist(), strict=True)
        wrong |= np.array([isinstance(t, str) and text[s:e] != t for s, e, t in own], bool)
    if wrong.any():
        bad = rows[wrong].iloc[0]
        raise ValueError(
            f"{name} has a span {bad['start']} to {bad['end']} that is not in document {doc_id!r} "
            f"({len(text)} characters) as the table says; pass the corpus in which the spans were found"
        )
    return rows


def _looks(table: pd.DataFrame, form: tuple[str, str]) -> list[tuple[str, str]]:
    if form[0] != "m-hedges" or "strength" not in table or not pd.api.types.is_numeric_dtype(table["strength"]):
        return [form] * len(table)
    classes = ("s2", "s1", "s3")
    return [(f"{form[0]} {classes[level]}", form[1]) for level in levels_of(table["strength"])]


def levels_of(strength: pd.Series) -> np.ndarray:
    """How thick the line under each hedge is: 1 thin, 2 thick, and 0 between the two and where nothing is known.

    >>> levels_of(pd.Series([0.2, 0.5, 0.7, None])).tolist()
    [1, 0, 2, 0]
    """
    return np.select([strength < 1 / 3, strength >= 2 / 3], [1, 2], 0)


def _by_paragraph(spans: list[tuple], paragraphs: list[tuple[int, int]]) -> Iterator[list[tuple]]:
    """The spans that share a character with each paragraph; both go through the text once, side by side.

    >>> list(_by_paragraph([(0, 1), (2, 9), (7, 8)], [(0, 4), (6, 9)]))
    [[(0, 1), (2, 9)], [(2, 9), (7, 8)]]
    """
    waiting = sorted((s for s in spans if s[0] < s[1]), key=lambda s: s[0], reverse=True)
    live: list[tuple] = []
    for start, end in paragraphs:
        while waiting and waiting[-1][0] < end:
            live.append(waiting.pop())
        live = [s for s in live if s[1] > start]
        yield [s for s in live if s[0] < end]


def _pieces(spans: list[tuple], start: int, end: int) -> Iterator[tuple[int, int, list[tuple]]]:
    """The text from `start` to `end` cut wherever a span begins or ends, each piece with the spans over it."""
    cuts = sorted({start, end} | {max(s[0], start) for s in spans} | {min(s[1], end) for s in spans})
    waiting = sorted(spans, key=lambda s: s[0], reverse=True)
    live: list[tuple] = []
    for low, high in pairwise(cuts):
        while waiting and waiting[-1][0] <= low:
            live.append(waiting.pop())
        live = [s for s in live if s[1] > low]
        yield low, high, sorted(live, key=lambda s: (s[2], s[0], -s[1]))


def _paragraph(p, text: str, spans: list[tuple], counted: bool, marked_up: bool) -> str:
    parts = []
    signs = [(a + p.start, b + p.start, _SIGN) for a, b in find_signs(text[p.start : p.end])] if marked_up else []
    for low, high, over in _pieces([*spans, *signs], p.start, p.end):
        piece, seen = _html(text[low:high]), []
        if over and over[-1][2] == _SIGN:
            piece = f'<span class="d-sign">{piece}</span>'
            over = [span for span in over if span[2] != _SIGN]
        for start, end, rank, (look, tag), _ in reversed(over):  # the first of them ends outermost
            ends = " is-first" * (start == low) + " is-last" * (end == high) + " is-again" * (rank in seen)
            seen.append(rank)
            piece = f'<mark class="{look}{ends}"' + (f' data-tag="{tag}"' if tag else "") + f">{piece}</mark>"
        if over:
            said = _html("\n".join(span[4] for span in over))
            piece = piece.replace("<mark ", f'<mark title="{said}" ', 1)
        parts.append(piece)
    role, inner = str(p.role), "".join(parts)
    if not counted:
        again = ", repeats the text" if not pd.isna(p.duplicate_of) else ""
        return f'<p class="d-aside"><span class="d-role">[{role.replace("_", " ")}{again}]</span> {inner}</p>'
    if role == "heading":
        return f'<p class="d-heading" role="heading" aria-level="3">{inner}</p>'
    return f'<p class="d-{role}">{inner}</p>'


def _legend(chosen: dict[str, pd.DataFrame], forms: dict[str, tuple[str, str]], docvars: tuple[str, ...]) -> str:
    if not chosen:
        return ""
    items, told = [], []
    for name, table in chosen.items():
        look, tag = forms[name]
        tagged = f' data-tag="{tag}"' if tag else ""
        shown = _html(name.replace("_", " "))
        items.append(f'<li><mark class="{look} is-first is-last"{tagged}>{shown}</mark> {len(table)}</li>')
        for column in _told(table):
            if column not in docvars and (summary := _sum_up(table[column])):
                told.append(f"<dt>{shown}: {_html(str(column))}</dt><dd>{_html(summary)}</dd>")
    more = f"<details><summary>What is marked</summary><dl>{''.join(told)}</dl></details>" if told else ""
    return f'<ul class="d-legend" aria-label="Legend">{"".join(items)}</ul>{more}'


def _sum_up(column: pd.Series) -> str:
    """The values of a column: from least to greatest, or the most frequent with how often each is there."""
    column = column.dropna()
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        ends = dict.fromkeys([say(column.min()), say(column.max())]) if len(column) else {}
        return " to ".join(ends)
    counts = sorted(column.map(say).value_counts().items(), key=lambda item: (-item[1], item[0]))
    more = f", and {len(counts) - _MOST_VALUES} more" if len(counts) > _MOST_VALUES else ""
    return ", ".join(f"{value} ({n})" for value, n in counts[:_MOST_VALUES]) + more
