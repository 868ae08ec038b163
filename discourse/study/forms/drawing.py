"""The lines of Python that draw a figure of a study again, from its table, for whoever wants it otherwise."""

from __future__ import annotations

from discourse.plots.groups import MEANS
from discourse.study.register import MEASURES, PLOTS, score_of


def lines_to_draw(study, name: str) -> str:
    """What is to be run in the folder of results to draw the figure `name` again."""
    spec = study.figures[name]
    table, plot = study.tables[spec["table"]], PLOTS[spec["plot"]]
    options = {key: value for key, value in spec.items() if key in plot.options}
    score = None if table.get("corrected") else score_of(table)
    if score is not None and "label" in plot.options:
        options = ({"column": score} if plot.takes("column") else {"label": MEANS.get(score)}) | options
    found = MEASURES[table["measure"]]
    lines = [
        "import pandas as pd",
        "import discourse as dc",
        "",
        f'table = pd.read_parquet("tables/{spec["table"]}.parquet")',
    ]
    if found.drawn_as:
        lines.append(f"table[{found.drawn_as!r}] = table[{found.finding!r}]")
    given = "".join(f", {key}={value!r}" for key, value in options.items())
    if plot.takes("corpus"):
        lines.append("corpus = dc.load_corpus(...)  # the texts of the study")
        given = f", corpus=corpus{given}"
    lines.append(f"ax = dc.{plot.draw.__name__}(table{given})")
    if "title" in spec:
        lines.append(f"ax.set_title({spec['title']!r})")
    lines.append(f'dc.save_figure(ax, "{name}.svg")')
    return "\n".join(lines)
