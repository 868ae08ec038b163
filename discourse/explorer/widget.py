"""The explorer: linked views of who, when, where and how, and the sentences behind every number.

`explore` gives an `Explorer`. The notebook draws it as an anywidget (`templates/explorer.js`); what is chosen there is
at hand in Python: as rows, as a corpus, and as the lines of code that choose the same. A widget is lost when a notebook
is opened without Python; so a page of the last view stands below it, as plain HTML, and `save` writes one that filters.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pandas as pd

from discourse._arguments import checked
from discourse.corpus.corpus import Corpus
from discourse.corpus.dates import first_days
from discourse.explorer._answers import Answers, describe_selection, noun_of
from discourse.explorer._columns import fits_browser, pack_columns
from discourse.explorer._counting import Counting, usual_freq
from discourse.explorer._layers import Layers
from discourse.explorer._matching import Matching
from discourse.explorer._page import page_of, static_of
from discourse.explorer._query import query_of
from discourse.explorer._reading import Readable
from discourse.explorer._selection import selection_of
from discourse.schema import one_of
from discourse.view.notebook import Below, need_anywidget
from discourse.view.page import read_template

#: Arguments of `explore` that are no further layers.
_KNOWN = (
    "mentions", "hedges", "quotes", "sentiment", "boosters", "negations", "probability_words", "certainty",
    "actor_sentiment",
)  # fmt: skip


class Explorer:
    """What `explore` returns: JupyterLab displays it, and Python has what is chosen in it.

    Attributes
    ----------
    selection : DataFrame
        The rows that are chosen of the table that is counted, with the columns that it was given.
    filter : Corpus
        The corpus with the documents that are chosen by where and when: the words that rates are per.
    query : str
        Lines of code that make `selection`, and the corpus `chosen`, which is `filter`.
    widget : anywidget.AnyWidget
        For layouts of your own.
    """

    def __init__(self, layers: Layers, *, count: str, freq: str, start: Mapping | pd.Series, texts: bool) -> None:
        self._layers = layers
        self._matching = Matching(layers)
        self._counting = Counting(self._matching, freq)
        reading = Readable(self._matching) if texts else None
        self._answers = Answers(self._counting, reading)
        self._count = count
        self._chosen = selection_of(start, layers, count, self._counting.spans)
        self._id, self._below = uuid4().hex, Below()
        columns = pack_columns(self._counting) if fits_browser(self._counting) else {}
        self.widget = _widget_class()(book=self._answers.book(), columns=columns, state=self._state(), of=self._id)
        self.widget.on_msg(lambda _, said, __: self._act(said))

    @property
    def selection(self) -> pd.DataFrame:
        return self._matching.table(self._chosen, self._count)

    @property
    def filter(self) -> Corpus:
        return self._matching.corpus(self._chosen)

    @property
    def query(self) -> str:
        return query_of(self._chosen, self._layers, self._count)

    def rows(self, layer: str) -> pd.DataFrame:
        """The rows of another table that are chosen: those in the same sentences."""
        one_of(layer, tuple(self._layers.layers), "the layer")
        return self._matching.table(self._chosen, layer)

    def choose(self, start: Mapping | pd.Series | None = None) -> None:
        """Choose what a mapping or a row of a table says, and nothing else; without it, everything."""
        self._chosen = selection_of({} if start is None else start, self._layers, self._count, self._counting.spans)
        self.widget.state = self._state()
        self._show_again()

    def save(self, path: str | os.PathLike, *, texts: bool = True) -> Path:
        """Write the view as one HTML file that filters without Python, and asks for nothing from elsewhere.

        Parameters
        ----------
        path : str or path
            Such as ``explore.html``.
        texts : bool
            Whether sentences and lines are in it. Where `explore` was told to leave texts out, they always are.

        Returns
        -------
        Path
            The file. A table is in it with all of its rows, so that counts are those of the table. Further tables are
            left out beyond 300,000 rows, and sentences beyond 4 million letters. The page says what it lacks.
        """
        path = Path(path)
        if path.suffix.lower() not in (".html", ".htm"):
            raise ValueError(f"path is {str(path)!r}; name an HTML file, such as 'explore.html'")
        answers = self._answers if texts else Answers(self._counting, None)
        path.write_text(page_of(answers, self._chosen, self._count), encoding="utf8")
        return path

    def __repr__(self) -> str:
        n = int(self._matching.rows(self._chosen, self._count).sum())
        return f"{n:,} {noun_of(self._layers.layers[self._count])}: {describe_selection(self._chosen)}"

    def _repr_html_(self) -> str:
        return static_of(self._answers, self._chosen, self._count, of=self._id)

    def _ipython_display_(self) -> None:
        self._below.display(self.widget, plain=repr(self), html=self._repr_html_())

    def _show_again(self) -> None:
        self._below.update(self._repr_html_)

    # --- the page ---------------------------------------------------------------------------------------------------

    def _state(self, *, by: str = "python") -> dict:
        """What is chosen, and by whom: the page keeps to what it has chosen itself, and may be a click further."""
        return {"chosen": self._answers.as_told(self._chosen), "count": self._count, "by": by}

    def _act(self, said: dict) -> None:
        """Answer what the page asks, and keep what it says is chosen."""
        answer: dict = {"answer": said.get("ask"), "to": said.get("do")}
        try:
            self._choose(said)
            act = _ACTS[said["do"]]
            answer |= act(self, said)
        except ValueError as why:  # a pattern that is none
            answer["problem"] = str(why)
        self.widget.send(answer)

    def _choose(self, said: dict) -> None:
        chosen, count = self._answers.as_chosen(said["chosen"]), said["count"]
        one_of(count, tuple(self._layers.layers), "count")
        self._matching.rows(chosen, count)  # a pattern that is none is told before anything is kept
        if (chosen, count) != (self._chosen, self._count):
            self._chosen, self._count = chosen, count
            self.widget.state = self._state(by="page")


def _tell_numbers(explorer: Explorer, said: dict) -> dict:
    numbers = explorer._answers.numbers(explorer._chosen, explorer._count, said["facets"], said["docvar"])
    return {"numbers": numbers}


def _tell_text(explorer: Explorer, said: dict) -> dict:
    reading = explorer._answers.reading
    return {"html": reading.whole(int(said["s"])) if reading is not None else "", "s": said["s"]}


def _rest(explorer: Explorer, said: dict) -> dict:
    """The page rests: what is seen now is what stays in the notebook."""
    explorer._show_again()
    return {}


#: What the page can ask, by the name that it gives it.
_ACTS: dict[str, Any] = {
    "numbers": _tell_numbers,
    "sentences": lambda e, said: {
        "sentences": e._answers.sentences(e._chosen, e._count, int(said["low"]), at=said.get("at"))
    },
    "lines": lambda e, said: {"lines": e._answers.lines(e._chosen, e._count, said["sort"], int(said["low"]))},
    "words": lambda e, said: {"words": e._answers.words(e._chosen, e._count)},
    "text": _tell_text,
    "rest": _rest,
}


@cache
def _widget_class() -> Any:
    need_anywidget("exploring")
    import anywidget
    import traitlets

    class ExplorerWidget(anywidget.AnyWidget):
        _esm = read_template("reading.js") + read_template("explorer.js") + "\nexport default { render };\n"
        _css = read_template("marks.css") + read_template("page.css") + read_template("explorer.css")
        book = traitlets.Dict().tag(sync=True)
        columns = traitlets.Dict().tag(sync=True)
        state = traitlets.Dict().tag(sync=True)
        of = traitlets.Unicode().tag(sync=True)

    return ExplorerWidget


@checked
def explore(
    corpus: Corpus,
    *,
    mentions: pd.DataFrame | None = None,
    hedges: pd.DataFrame | None = None,
    quotes: pd.DataFrame | None = None,
    sentiment: pd.DataFrame | None = None,
    boosters: pd.DataFrame | None = None,
    negations: pd.DataFrame | None = None,
    probability_words: pd.DataFrame | None = None,
    certainty: pd.DataFrame | None = None,
    actor_sentiment: pd.DataFrame | None = None,
    count: str | None = None,
    freq: str | None = None,
    start: Mapping | pd.Series | None = None,
    texts: bool = True,
    **layers: pd.DataFrame | None,
) -> Explorer:
    """Look at what was found: who, when, where and how, and the sentences behind every number.

    Parameters
    ----------
    corpus : Corpus
        The corpus in which everything was found.
    mentions, hedges, quotes, sentiment, boosters, negations : DataFrame, optional
        What the functions of these names gave. Each needs doc_id, and start and end or sentence_id. Give at least one
        table, here or under a name of your own. Rows outside of what is read are left out, with a warning.
    probability_words, certainty, actor_sentiment : DataFrame, optional
        The same.
    count : str, optional
        Which of the tables is counted over time and by docvar; by default the first that is given, in the order above.
    freq : str, optional
        How the timeline is cut, such as ``"YS"`` or ``"MS"``; by default years, months, weeks or days by its length.
    start : mapping or Series, optional
        What is chosen at first, such as ``{"actor": "Russia", "year": 2019}``: columns of the tables, docvars, year,
        and ``words`` as `kwic` takes them. Or a row of a table of `count_rate` or `count_mean`, such as
        ``rates.iloc[0]``: what it counts is chosen. Where the table goes by period, give its `freq` as well.
    texts : bool
        Whether sentences are shown, and stay in the notebook and in saved pages; else there are numbers alone.
    **layers : DataFrame, optional
        Further tables of spans, called as they are to be called in the views.

    Returns
    -------
    Explorer
        Displayed by JupyterLab. `selection` is the table of what is chosen, `filter` the corpus of the documents that
        are chosen, `query` the lines of code that choose the same, and `save` writes the view as an HTML file.

    Raises
    ------
    ImportError
        If anywidget is not installed, which comes with the extra `lab`.
    ValueError
        If no table is given, one is of another corpus, `count` is none of them, or `start` names what is not there.

    See Also
    --------
    count_rate : the numbers of the views, and their intervals
    kwic : the lines
    show : the whole text

    Notes
    -----
    A filter on documents (where, when) keeps their spans. One on a table (who, how) keeps its rows with that value, and
    of other tables what stands in the same sentence. Each view leaves out its own filter. Numbers are made by
    `count_rate`, of rows and never of a new search; rates are per 1,000 words of the documents that are chosen. Tone is
    negative up to -0.05 and positive from 0.05 on (Hutto and Gilbert 2014).

    Up to 20,000 spans are counted in the browser at once, and by Python a moment later; more by Python alone.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = ["It may rain. It might not.", "Perhaps."]
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a", "b"], "text": texts, "outlet": ["Globe", "Times"]}))
    >>> view = dc.explore(corpus, hedges=dc.find_hedges(corpus), start={"category": "modal"})
    >>> view
    2 hedges: category: modal
    >>> view.selection["text"].tolist()
    ['may', 'might']
    >>> print(view.query)
    import discourse as dc
    <BLANKLINE>
    # corpus and hedges are what explore was given under these names
    chosen = corpus
    selection = hedges[hedges["category"].isin(["modal"])]
    """
    _widget_class()
    given = dict(zip(_KNOWN, (mentions, hedges, quotes, sentiment, boosters, negations, probability_words, certainty,
                              actor_sentiment), strict=True))  # fmt: skip
    tables = {name: table for name, table in (given | layers).items() if table is not None}
    if not tables:
        raise ValueError("there is nothing to explore; give a table such as mentions=find_mentions(corpus, actors)")
    for name, table in tables.items():
        if not isinstance(table, pd.DataFrame):
            raise TypeError(f"{name} is a {type(table).__name__}; a table of spans or None is needed")
    if start is not None and not isinstance(start, Mapping | pd.Series):
        raise TypeError(f"start is a {type(start).__name__}; a mapping, a row of a table or None is needed")
    count = next(iter(tables)) if count is None else count
    one_of(count, tuple(tables), "count")
    if freq is not None:
        first_days(freq)
    held = Layers(corpus, tables)
    chosen: Mapping | pd.Series = {} if start is None else start
    return Explorer(held, count=count, freq=usual_freq(held) if freq is None else freq, start=chosen, texts=texts)
