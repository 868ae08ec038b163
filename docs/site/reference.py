"""The reference: a page for every public name, by task, and pages that are made of the library itself.

Which task a name serves is said here, once. Everything else comes from the docstrings, from `discourse.schema` and from
the register of studies.
"""

from __future__ import annotations

import ast
import importlib.util
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import discourse as dc
from discourse import schema

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "discourse"


class Task(NamedTuple):
    """A part of the reference: what one wants to do, and the names that do it."""

    title: str
    said: str
    names: str


#: By task, in the order in which the work goes. Each public name is here exactly once.
TASKS = {
    "reading": Task(
        "Read texts",
        "From files, exports or a DataFrame to a corpus, and from a corpus to a file.",
        "load_corpus from_documents Corpus ROLES DEFAULT_ROLES save_corpus with_docvars filter_corpus split_corpus "
        "find_sentences concat_corpora find_duplicates drop_duplicates",
    ),
    "who": Task(
        "Find who is talked about",
        "Lists of actors, the places where they are named, and any other words that you list.",
        "load_actors load_countries load_holders suggest_actors find_mentions find_offices load_lexicon "
        "read_dictionary find_terms",
    ),
    "voice": Task(
        "Tell in whose voice",
        "Quotations and reported speech, their sources, and the voice in which something is said.",
        "find_quotes resolve_sources with_voice count_contested load_reporting_verbs",
    ),
    "stance": Task(
        "Measure how sure the author sounds",
        "Hedges, boosters, negations, words of probability, and a score of certainty.",
        "find_hedges find_boosters find_negations find_probability_words score_certainty load_hedges load_boosters "
        "load_negations load_probability_words",
    ),
    "tone": Task(
        "Measure tone",
        "The tone of sentences and the tone towards an actor, each with the words behind the score.",
        "score_sentiment sentiment_evidence load_tone score_actor_sentiment actor_sentiment_evidence",
    ),
    "counting": Task(
        "Count and compare",
        "From spans and scores to rates, means and differences with intervals.",
        "count_words count_rate count_mean count_difference count_questions count_multiverse score_mentions",
    ),
    "words": Task(
        "Study words",
        "Concordances, features, n-grams, keyness, collocation and dispersion.",
        "kwic show_kwic count_features find_ngrams keyness collocates collocations score_association count_dispersion "
        "score_dispersion make_matrix",
    ),
    "networks": Task(
        "Build networks",
        "Who is named with whom, and who speaks of whom.",
        "count_cooccurrence count_affiliations count_speakers make_graph save_graph",
    ),
    "figures": Task(
        "Draw figures",
        "A table goes in and matplotlib Axes come out. The [gallery](../gallery.md) shows each one.",
        "plot_rates plot_trend plot_tone plot_difference plot_heatmap plot_keyness plot_collocates plot_dispersion "
        "plot_network plot_probability plot_multiverse plot_needed save_figure alt_text describe",
    ),
    "context": Task(
        "Go back to the text",
        "Everything side by side with its sentences, the sentence behind a row, a document with its spans marked, and "
        "spans that stand near others.",
        "explore context show join_docvars find_containing find_near",
    ),
    "corrections": Task(
        "Correct, and bring your own spans",
        "Corrections made by hand, and spans that another program found.",
        "with_edits find_edits as_spans find_outside",
    ),
    "coding": Task(
        "Check against people",
        "Draw a sample, code it by hand, see how far people and program agree, and correct the numbers.",
        "sample_sentences load_codebook code_sample adjudicate load_codes find_coded count_reliability "
        "count_agreement with_found score_spans with_correction count_needed",
    ),
    "many": Task(
        "Work on many texts",
        "Parts of a corpus on every core or on a cluster. See [many texts](../many_machines.md).",
        "map_corpus concat_tables",
    ),
}

#: Functions and the table of the schema that each returns, where the name of the function does not say it.
RETURNS = {
    "count_affiliations": "cooccurrence",
    "count_difference": "differences",
    "count_mean": "means",
    "count_rate": "rates",
    "count_words": "counts",
    "find_offices": "mentions",
    "load_boosters": "lexicon",
    "load_hedges": "lexicon",
    "load_negations": "lexicon",
    "load_tone": "lexicon",
    "read_dictionary": "unread",
    "sample_sentences": "sample",
    "score_spans": "unit_counts",
}
#: Functions that are called like a table of the schema and return another one.
OTHERS = {"load_probability_words", "score_dispersion", "score_mentions"}
#: Tables that a corpus holds.
HELD = ("documents", "sections", "tokens", "rejected", "doubts")

#: Rooms of the package from the top down. Imports point down only.
LEVELS = (
    ("cli",),
    ("study",),
    ("explorer",),
    ("coding", "plots"),
    ("actors", "voice", "stance", "tone", "measures", "view"),
    ("lexicon",),
    ("corpus", "english"),
    ("text", "readers"),
)


def write_all() -> Iterator[tuple[str, str]]:
    """Every page that is made of the library: its path in the site, and its text."""
    yield "reference/index.md", index()
    for slug, task in TASKS.items():
        yield f"reference/by_task/{slug}.md", page_of_task(task)
    for name in dc.__all__:
        yield f"reference/{name}.rst", page_of_name(name)
    yield "reference/tables.rst", page_of_tables()
    yield "reference/study_file.md", page_of_study_file()
    yield "contributing/rooms.rst", page_of_rooms()


# Pages -----------------------------------------------------------------------------------------------------------


def index() -> str:
    tasks = "\n".join(f"| [{task.title}](by_task/{slug}.md) | {task.said} |" for slug, task in TASKS.items())
    return f"""# Reference

Every public name of `import discourse as dc`, by what you want to do. Each has a page with its parameters, its
columns and an example that the tests run.

| task | |
|---|---|
{tasks}

[Tables](tables.rst) lists the columns of every table, and [the study file](study_file.md) all that a study can ask for.

```{{toctree}}
:hidden:

{lines(f"by_task/{slug}" for slug in TASKS)}
tables
study_file
```
"""


def page_of_task(task: Task) -> str:
    names = task.names.split()
    rows = "\n".join(f"| [`{name}`](../{name}.rst) | {summary(name)} |" for name in names)
    return f"""# {task.title}

{task.said.replace("(../", "(../../")}

| name | what it gives |
|---|---|
{rows}

```{{toctree}}
:hidden:

{lines(f"../{name}" for name in names)}
```
"""


def page_of_name(name: str) -> str:
    head = f"{name}\n{'=' * len(name)}\n\n"
    if inspect.isclass(getattr(dc, name)):
        tables = "".join(columns_of(table) for table in HELD)
        return f"{head}.. autoclass:: discourse.{name}\n\n{tables}"
    if not callable(getattr(dc, name)):
        return f"{head}.. py:data:: discourse.{name}\n\n   {said_of_constant(name)}\n\n   {constant(name)}\n"
    table = table_of(name)
    return f"{head}.. autofunction:: discourse.{name}\n\n{columns_of(table) if table else ''}"


def page_of_tables() -> str:
    text = """Tables
======

The table is the interface: a function takes plain DataFrames and returns one new DataFrame. These are the columns that
each table has, in this order, with these dtypes, also when it has no rows. A table may have further columns, such as
docvars, behind them. Offsets count Unicode code points in ``documents.text`` from 0; ``end`` is exclusive.
Each column leads to its entry in the :doc:`glossary </glossary>`.

"""
    for table in schema.TABLES:
        givers = [name for name in dc.__all__ if table_of(name) == table] or (["Corpus"] if table in HELD else [])
        given = ", ".join(f"`{name}`" for name in givers)
        text += f".. _table-{table}:\n\n{table}\n{'-' * len(table)}\n\n"
        text += f"From {given}.\n\n" if given else ""
        text += columns(table)
    kinds = "".join(f"``{kind}``\n   {meaning}\n\n" for kind, meaning in schema.DOUBTS.items())
    return f"{text}\nKinds of doubts\n---------------\n\nThe values of ``doubts.kind``:\n\n{kinds}"


def page_of_study_file() -> str:
    tables = loaded("tables")
    parts = (
        ("Parts and keys", ("part", "keys"), tables.keys_of_a_study()),
        ("Measures", ("`measure`", "options"), tables.options_of_measures()),
        ("Plots", ("`plot`", "options"), tables.options_of_plots()),
    )
    text = """# The study file

A study is one file, `study.toml`: which texts, which actors, which tables, which figures. `discourse run study.toml`
makes all of it. The [study of the sample corpus](../files/corpus/us_russia/study.toml) has a comment on each part.
`discourse help rate` explains any name of this page in the terminal.

"""
    for title, head, rows in parts:
        table = [tables.line_of(head), "|" + "---|" * len(head), *map(tables.line_of, rows)]
        text += f"## {title}\n\n{lines(table)}\n\n"
    return text


def page_of_rooms() -> str:
    text = """A map of the rooms
==================

The package has a folder for each question. Each is called a room. Imports point down only: a room may use the rooms
below it, and rooms on the same level do not know each other. ``tests/test_architecture.py`` keeps it so. What follows
is what each room says of itself.

"""
    for level in LEVELS:
        for room in level:
            text += said_of_room(room, "-")
            for inner in sorted((PACKAGE / room).rglob("*/__init__.py")):
                text += said_of_room(inner.parent.relative_to(PACKAGE).as_posix(), "~")
    return text


def said_of_room(room: str, line: str) -> str:
    source = (PACKAGE / room / "__init__.py").read_text(encoding="utf8")
    said = inspect.cleandoc(ast.get_docstring(ast.parse(source)) or "")
    said = re.sub(r"^(\w+)\n-+\n", r".. rubric:: \1\n\n", said, flags=re.M)
    return f"{room}\n{line * len(room)}\n\n{said}\n\n"


# Parts -----------------------------------------------------------------------------------------------------------


def table_of(name: str) -> str | None:
    """The table of the schema that a function returns, if it has a name there."""
    if name in RETURNS:
        return RETURNS[name]
    function = getattr(dc, name)
    if (
        name in OTHERS
        or not inspect.isfunction(function)
        or inspect.signature(function).return_annotation != "pd.DataFrame"
    ):
        return None
    table = name if name in schema.TABLES else name.partition("_")[2]
    return table if table in schema.TABLES else None


def columns_of(table: str) -> str:
    return f".. rubric:: Columns of the table {table}\n\n{columns(table)}"


def columns(table: str) -> str:
    rows = "".join(
        f"   * - :term:`{column}`\n     - {dtype}\n     - {_sentence(meaning)}\n"
        for column, (dtype, meaning) in schema.TABLES[table].items()
    )
    return f""".. list-table::
   :header-rows: 1
   :widths: 22 14 64

   * - column
     - dtype
     - meaning
{rows}
"""


def _sentence(meaning: str) -> str:
    """A meaning of the schema as a sentence; a name that ends in an underscore would be a link there."""
    return re.sub(r"(?<![`\w])(\w+_)(?!\w)", r"`\1`", meaning[0].upper() + meaning[1:]) + "."


def summary(name: str) -> str:
    """The first sentence that a name says of itself."""
    value = getattr(dc, name)
    if not callable(value):
        return said_of_constant(name)
    return " ".join((inspect.getdoc(value) or "").split("\n\n")[0].split())


def said_of_constant(name: str) -> str:
    """The comment `#:` above a constant, wherever in the package it stands."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if found := re.search(rf"((?:^#: .+\n)+){name} = ", path.read_text(encoding="utf8"), re.M):
            return " ".join(found[1].replace("#: ", "").split())
    raise ValueError(f"no comment `#:` explains {name}")


def constant(name: str) -> str:
    return ", ".join(f"``{value}``" for value in getattr(dc, name))


def loaded(script: str) -> Any:
    """A script of docs/ as a module."""
    spec = importlib.util.spec_from_file_location(f"docs_{script}", ROOT / "docs" / f"{script}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def lines(rows: Iterable[str]) -> str:
    return "\n".join(rows)
