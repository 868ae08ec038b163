"""The widget: coding by hand in a notebook, with a CSV file on disk.

`code_sample` and `adjudicate` give a `Coding`. The notebook draws it as an anywidget (`templates/coder.js`). The page
has the units and moves among them (`templates/coder_work.js`), so that a kernel that is busy holds nobody up; what is
given is checked and saved in `discourse.coding._coder`. A widget is lost when a notebook is opened without Python; so a
table of what was coded stands in its place, as plain HTML, and is hidden where the widget is there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from discourse._arguments import checked, need_whole
from discourse.coding._coder import Coder, GivenCode, Merge, Opinion, refuse_one_place, take_codes
from discourse.coding._passages import Passages
from discourse.coding.codebook import NOTE, Code, read_codes
from discourse.coding.coded_files import PLACE
from discourse.corpus.corpus import Corpus
from discourse.corpus.docvars import join_docvars, keys_of
from discourse.corpus.foreign import find_outside
from discourse.view.notebook import Below, need_anywidget
from discourse.view.page import read_template
from discourse.view.wording import showable

_LONGEST = 300  # letters of a unit in the table below the widget
_MOST_AT_ONCE = 100_000  # letters of units that go to the page in one message


class Coding:
    """A sample that is being coded, as `code_sample` and `adjudicate` return it: JupyterLab displays it.

    Attributes
    ----------
    table : DataFrame
        The sample with what was coded so far, as the file has it.
    widget : anywidget.AnyWidget
        For layouts of your own; display the coding itself, or nothing is seen without Python.
    """

    def __init__(self, coder: Coder, book: dict[str, dict]) -> None:
        self.coder, self._below, self._saved = coder, Below(), set()  # type: ignore[var-annotated]
        first = next((at for at in range(len(coder.queue)) if not coder.is_done(at)), 0)
        self.widget = _widget_class()(
            key=coder.key,
            codes=[code.name for code in coder.codes],
            book=book,
            units=self._units_from(first),
            state=coder.state,
        )
        self.widget.on_msg(lambda _, said, __: self._act(said))

    @property
    def table(self) -> pd.DataFrame:
        return self.coder.table()

    def __repr__(self) -> str:
        return f"{self.coder.file.path.name}: {self.coder.n_done} of {len(self.coder.queue)} units coded"

    def _repr_html_(self) -> str:
        return html_of(self.coder)

    def _ipython_display_(self) -> None:
        plain = f"Coding by hand: {self.coder.file.path.name}"  # it stays as it is when codes are given
        self._below.display(self.widget, plain=plain, html=self._repr_html_())

    def _act(self, said: dict) -> None:
        """Do what the page asks for."""
        if (act := said.get("do")) in _ACTS:
            _ACTS[act](self, said)

    def _answer(self, **told) -> None:
        self.widget.send({"problem": self.coder.problem, **told})

    def _give(self, said: dict) -> None:
        """Write answers in their order, and say of each what has come of it; one that is sent twice counts once."""
        results = []
        for given in said["answers"]:
            why: str | None = ""
            if given["id"] not in self._saved:
                why = self.coder.give(GivenCode(*(given[name] for name in GivenCode._fields)))
            if why is not None:
                self._saved.add(given["id"])
                results.append({"id": given["id"], "why": why})
        self._answer(results=results)

    def _units_from(self, first: int) -> dict[int, dict]:
        """The units from one on, as many as go in one message."""
        units: dict[int, dict] = {}
        letters = 0
        for at in range(first, len(self.coder.queue)):
            units[at] = self.coder.unit(at)
            letters += len(str(units[at]))
            if letters > _MOST_AT_ONCE:
                break
        return units

    def _reload(self) -> None:
        self.coder.reload()
        self._answer(state=self.coder.state())

    def _look(self) -> None:
        self.coder.look()
        self._answer()

    def _show(self) -> None:
        """Bring what is seen without Python up to date."""
        self._below.update(self._repr_html_)


_ACTS: dict[str, Callable[[Coding, dict], object]] = {
    "give": lambda coding, said: coding._give(said),
    "units": lambda coding, said: coding._answer(units=coding._units_from(int(said["first"]))),
    "look": lambda coding, _: coding._look(),
    "show": lambda coding, _: coding._show(),
    "reload": lambda coding, _: coding._reload(),
}


def need_widget() -> None:
    """An error that says what to install, where anywidget is not there."""
    _widget_class()


@cache
def _widget_class() -> Any:
    need_anywidget("coding")
    import anywidget
    import traitlets

    class CoderWidget(anywidget.AnyWidget):
        _esm = read_template("coder_work.js") + read_template("coder.js")
        _css = read_template("marks.css") + read_template("coder.css")
        key = traitlets.Unicode().tag(sync=True)
        codes = traitlets.List().tag(sync=True)  # type: ignore[var-annotated]
        book = traitlets.Dict().tag(sync=True)
        units = traitlets.Dict().tag(sync=True)
        #: A function, so that whoever asks (a page that was loaded again) gets what was coded by then.
        state = traitlets.Any().tag(sync=True, to_json=lambda state, _: state() if state else {})

    return CoderWidget


@checked
def code_sample(
    sample: pd.DataFrame,
    corpus: Corpus,
    path: str | os.PathLike,
    *,
    codes: Mapping[str, Sequence[str] | Literal["number", "spans"]] | None = None,
    codebook: str | os.PathLike | pd.DataFrame | None = None,
    context: int = 1,
    show: str | Sequence[str] = (),
) -> Coding:
    """Code a sample by hand in the notebook, one unit at a time. Each code is one key, and is saved at once.

    Parameters
    ----------
    sample : DataFrame
        A sample of `sample_sentences`, or any spans. It needs doc_id, start and end. Units may be sentences, mentions,
        quotations or documents. A unit that is shorter than its sentence is marked in the sentence.
    corpus : Corpus
        The corpus from which the sample was drawn.
    path : str or path
        The coder's own file, such as ``anna.csv``. A new file is made. If the file exists, coding continues where it
        stopped. It may also come from a spreadsheet. If a spreadsheet has damaged it, an error says how.
    codes : mapping, optional
        The codes and their values, such as ``{"hedged": ["yes", "no"]}``. In place of values, "number" asks for a
        number, and "spans" asks the coder to mark words (see `find_coded`). If you also give a codebook, `codes`
        chooses the codes from it.
    codebook : str, path or DataFrame, optional
        A file that `load_codebook` reads, or the table that it returns. You must give `codes`, `codebook` or both.
    context : int
        How many sentences the page shows before and after the sentence of the unit.
    show : sequence of str
        Columns of the sample, or docvars, that the coder may see. By default there are none, because a coder who knows
        the author or the outlet is no longer blind.

    Returns
    -------
    Coding
        JupyterLab displays it. Its `table` has the codes so far. The file has the columns of the sample, one column for
        each code, and the column `note`. If a coder cannot give a code, the cell has ``cannot say``. This counts as no
        code.

    Raises
    ------
    ImportError
        If anywidget is not installed. It comes with the extra `lab`.
    ValueError
        If there are no codes. If a row of the sample is not in the texts, or two rows have the same place. If the file
        is for another sample, or a spreadsheet has changed it.

    See Also
    --------
    sample_sentences : draw the sample
    load_codes : load and check the file
    adjudicate : decide where two coders differ

    Notes
    -----
    These keys work while the frame has the focus:

    - 1 to 9 give a value, and x gives “cannot say”.
    - u undoes the last code.
    - n writes a note.
    - b and f, or the arrow keys, go back and forward.
    - Enter goes to the next unit that is not coded.
    - g and a number go to the unit with this number.
    - c shows examples.
    - Esc leaves a field. Esc once more leaves the frame.

    The coder sees nothing that a program found, no codes of other coders, and no doc_id.

    You can go on coding while the kernel is busy. The codes wait in the page, and the page says “saving” and “saved”.
    If the kernel is restarted, run the cell again in the same tab. The codes that wait are then saved. A file that
    another tab or program has changed is never overwritten. The page tells you about the change, and the key r reads
    the file again.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> import discourse as dc
    >>> from tempfile import TemporaryDirectory
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["It may. It did."]}))
    >>> sample = dc.sample_sentences(corpus, n=2, seed=1, codes="hedged")
    >>> with TemporaryDirectory() as folder:  # your own folder, in which the file stays
    ...     dc.code_sample(sample, corpus, Path(folder, "anna.csv"), codes={"hedged": ["yes", "no"]})
    anna.csv: 0 of 2 units coded
    """
    need_widget()
    chosen, book = read_codes(codes, codebook)
    show = [show] if isinstance(show, str) else list(show)
    coder = open_coder(sample, corpus, path, chosen, context=context, show=show)
    return Coding(coder, book_of(chosen, book))


def open_coder(
    sample: pd.DataFrame,
    corpus: Corpus,
    path: str | os.PathLike,
    codes: list[Code],
    *,
    context: int,
    show: list[str],
    queue: list[int] | None = None,
    opinions: Mapping[tuple[int, str], list[Opinion]] | None = None,
    merge: Merge = take_codes,
    about: Sequence[str] = (),
) -> Coder:
    """The coder of a sample, after a look at whether it can be coded."""
    need_whole(context, "context", "give a whole number of sentences from 0 on", least=0, most=100)
    path = Path(path)
    if not path.resolve().parent.is_dir():
        raise ValueError(f"there is no folder {str(path.parent)!r} for {path.name}; make the folder first")
    if path.suffix.lower() != ".csv":
        raise ValueError(f"path is {str(path)!r}; name a CSV file, such as 'anna.csv'")
    refuse_one_place(sample, show)
    if not len(sample):
        raise ValueError("the sample has no rows; draw one with sample_sentences")
    sample = sample.assign(doc_id=keys_of(sample["doc_id"]))
    strange = find_outside(sample.drop(columns=["reason"], errors="ignore"), corpus)
    if len(strange):
        raise ValueError(
            f"{len(strange)} of {len(sample)} rows of the sample are not in the corpus ({strange['reason'].iloc[0]}); "
            "pass the corpus that was sampled"
        )
    rows = sample.reset_index(drop=True)
    docvars = [name for name in show if name not in rows]
    seen = join_docvars(rows[PLACE], corpus, columns=docvars) if docvars else rows
    shown = {name: (rows if name in rows else seen)[name].tolist() for name in show}
    passages = Passages(rows, corpus, context)
    return Coder(rows, codes, path, passages, shown=shown, queue=queue, opinions=opinions, merge=merge, about=about)


def book_of(codes: list[Code], book: pd.DataFrame) -> dict[str, dict]:
    """What the page says of each code and its values."""
    said = book.astype("object").where(book.notna(), "")
    texts = ["definition", "not_when", "examples"]
    out = {}
    for code in codes:
        lines = said[said["code"] == code.name]
        whole = lines[lines["value"] == ""]
        of_value = {line["value"]: {name: line[name] for name in texts} for line in lines.to_dict("records")}
        about = whole[texts].iloc[0].to_dict() if len(whole) else dict.fromkeys(texts, "")
        values = [{"value": value, **of_value.get(value, dict.fromkeys(texts, ""))} for value in code.values]
        out[code.name] = {"kind": code.kind, "values": values, **about}
    return out


# --- without Python -----------------------------------------------------------------------------------------------


def html_of(coder: Coder) -> str:
    """What was coded, as a piece of HTML that needs neither Python nor a script."""
    columns = [*(code.name for code in coder.codes), NOTE]
    rows = []
    for number, row in enumerate(coder.queue, start=1):
        cells = [coder.cells[name][row] for name in columns]
        if any(cells):
            place = coder.passages.doc[row], coder.passages.start[row], coder.passages.end[row]
            text = " ".join(coder.passages.corpus.texts[place[0]][place[1] : place[2]].split())
            short = text if len(text) <= _LONGEST else text[:_LONGEST] + " …"
            rows.append("".join(f"<td>{_html(cell)}</td>" for cell in [str(number), short, *cells]))
    head = "".join(f'<th scope="col">{_html(name)}</th>' for name in ["unit", "text", *columns])
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if rows else ""
    done = f"{coder.n_done} of {len(coder.queue)} units coded"
    said = f"What {coder.file.path.name} had when this was last written here: {done}. To code, run the cell"
    css = read_template("marks.css") + read_template("coder.css")
    inside = f"<details><summary>{_html(said)}</summary>{table}</details>" if rows else f"<span>{_html(said)}</span>"
    return f'<div class="discourse discourse-coded for-{coder.key}"><style>{css}</style>{inside}</div>'


def _html(text: str) -> str:
    return escape(showable(text), quote=True)
