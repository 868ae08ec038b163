"""The figures of a study: each is drawn only from its table, in this process or in several.

Settings that a user made for matplotlib do not affect them: the same table gives the same bytes from a notebook, a
shell or a worker process.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple, cast

import pandas as pd

from discourse.corpus.corpus import Corpus
from discourse.study._outputs import SUFFIXES
from discourse.study.load import Study, StudyError
from discourse.study.register import COLUMNS, PLOTS

#: Keywords of `draw_figure`: table, spec, stem, score, corpus, empty, note, looks.
Job = dict[str, Any]


class Look(NamedTuple):
    """A look in which a figure is drawn.

    Attributes
    ----------
    infix : what stands before the ending of its files, `.print` or nothing
    sheets : the style sheets of discourse, one over the other
    """

    infix: str = ""
    sheets: tuple[str, ...] = ()


def looks_of(study: Study) -> tuple[Look, ...]:
    """The looks in which a study draws its figures, the first under the names of the figures."""
    column = (COLUMNS[study.output["columns"]],) if "columns" in study.output else ()
    if not study.styles:
        return (Look("", column),)
    sheets = {"screen": ("screen",), "print": ("print",) if study.output.get("greys", True) else ("print", "colours")}
    return tuple(
        Look(f".{style}" if i else "", (*sheets[style], *(column or ("one_column",) * (style == "print"))))
        for i, style in enumerate(study.styles)
    )


def files_of(stem: Path, looks: tuple[Look, ...]) -> list[Path]:
    """The files of a figure."""
    return [stem.with_name(f"{stem.name}{look.infix}{suffix}") for look in looks for suffix in SUFFIXES["figures"]]


def draw_figure(
    table: pd.DataFrame,
    spec: dict,
    stem: Path,
    score: str | None = None,
    corpus: Corpus | None = None,
    empty: str = "",
    note: str = "",
    looks: tuple[Look, ...] = (Look(),),
) -> str:
    """Draw one figure of a study as `stem`.svg, .pdf and .png; returns what it shows, in words.

    `score` is the column that means are of; `corpus` is needed by plots that take it; `empty` says why a table has no
    rows; `note` goes behind the words; `looks` are the styles, each with files of its own.
    """
    from discourse.plots.groups import MEANS

    plot = PLOTS[spec["plot"]]
    options = {k: v for k, v in spec.items() if k in plot.options}
    if score is not None and "label" in plot.options:
        options = ({"column": score} if plot.takes("column") else {"label": MEANS.get(score)}) | options
    if plot.takes("corpus"):
        options["corpus"] = corpus
    stem.parent.mkdir(parents=True, exist_ok=True)
    draw = partial(plot.draw, table, **options)
    said = [_draw_look(draw, look, stem, spec.get("title"), empty, note) for look in looks]
    return said[0]


def _draw_look(draw: Callable[..., Any], look: Look, stem: Path, title: str | None, empty: str, note: str) -> str:
    """Draw a figure in one look; returns what it shows."""
    import matplotlib as mpl
    import matplotlib.pyplot as plt
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from discourse.plots.saving import add_to_alt_text, alt_text, save_figure, say_why_empty

    sheets = [f"discourse.styles.{sheet}" for sheet in look.sheets]
    with mpl.rc_context(dict(mpl.rcParamsDefault) | {"backend": "agg"}), plt.style.context(sheets):
        ax = draw()
        try:
            FigureCanvasAgg(ax.figure)
            if empty:
                say_why_empty(ax, empty)
            if note:
                add_to_alt_text(ax, note)
            if title is not None:
                ax.figure.set_figheight(ax.figure.get_figheight() + 0.3)
                ax.set_title(title, fontsize=9, loc="left", parse_math=False)
            for path in files_of(stem, (look,)):
                save_figure(ax, path)
            return alt_text(ax)
        finally:
            plt.close(ax.figure)


def draw_figures(jobs: list[Job], workers: int) -> Generator[str, None, None]:
    """Draw figures, at most `workers` at a time; yields what each shows, in the order of `jobs`.

    An error of a figure is raised where it would be yielded.
    """
    if min(workers, len(jobs)) < 2:
        yield from (draw_figure(**job) for job in jobs)
        return
    with _workers(min(workers, len(jobs))) as lines:
        yield from _share_out(jobs, lines)


def _share_out(jobs: list[Job], lines: list[Connection]) -> Iterator[str]:
    """Give each worker the next figure when it is done with one."""
    from multiprocessing.connection import wait

    waiting = list(enumerate(jobs))[::-1]
    drawing: dict[Any, int] = {}  # by their lines, which `wait` gives back
    done: dict[int, tuple[str | Exception, list[str]]] = {}
    idle = list(lines)
    for wanted in range(len(jobs)):
        while wanted not in done:
            while idle and waiting:
                number, job = waiting.pop()
                line = idle.pop(0)
                line.send(job)
                drawing[line] = number
            for answered in wait(list(drawing)):
                line = cast("Connection", answered)
                try:
                    done[drawing.pop(line)] = line.recv()
                except EOFError:
                    raise StudyError(
                        "a process that draws figures ended early (it was killed, or memory ran out); use fewer jobs. "
                        "A script that uses jobs must protect its code with: if __name__ == '__main__'"
                    ) from None
                idle.append(line)
        result, notes = done.pop(wanted)
        for note in notes:
            warnings.warn(note, UserWarning, stacklevel=2)
        if isinstance(result, Exception):
            raise result
        yield result


@contextmanager
def _workers(n: int) -> Iterator[list[Connection]]:
    """`n` processes, each at the other end of a pipe; they end with it, also when this process is killed."""
    from multiprocessing import get_context

    context = get_context("spawn")  # a fork would copy the threads of pyarrow, half
    lines, processes = [], []
    try:
        for _ in range(n):
            line, end = context.Pipe()
            process = context.Process(target=_draw_what_comes, args=(end,), daemon=True)
            process.start()
            end.close()
            lines.append(line)
            processes.append(process)
        yield lines
    finally:
        for line in lines:
            line.close()
        for process in processes:
            process.terminate()
            process.join()


def _draw_what_comes(line: Connection) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that shares out hears it, and ends this one
    while True:
        try:
            job = line.recv()
        except EOFError:
            return
        line.send(_caught(partial(draw_figure, **job)))


def _caught(draw: Callable[[], str]) -> tuple[str | Exception, list[str]]:
    """The result or the error, and the warnings for the user."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        try:
            result: str | Exception = draw()
        except Exception as why:  # raised again where the figure is wanted
            result = why
    return result, [str(w.message) for w in caught if issubclass(w.category, UserWarning)]
