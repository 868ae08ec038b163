"""What the documentation says is there, is there: names, parameters, columns, examples, figures, links.

The examples themselves are run by pytest, which collects the doctests of the package (see the test of its settings).
"""

from __future__ import annotations

import ast
import builtins
import doctest
import importlib
import inspect
import re
import tomllib
import typing
from pathlib import Path

import pandas as pd
import pytest
from conftest import corpus_of
from scripts import load_script

import discourse as dc
from discourse import schema
from discourse.measures import intervals
from discourse.measures.intervals import _spread, differences
from discourse.readers.encoding import guessing
from discourse.stance import certainty
from discourse.study import _report_data
from discourse.tone import _label, commentary, towards_actors
from discourse.tone import _relation as relation

ROOT = Path(__file__).parents[1]
PACKAGE = Path(dc.__file__).parent
PAGES = ("README.md", "METHODS.md")
#: Names of an earlier version that stay for a while with a warning, and what they are called now.
OLD = {"describe": "alt_text"}
FUNCTIONS = {
    name: getattr(dc, name) for name in dc.__all__ if inspect.isfunction(getattr(dc, name)) and name not in OLD
}
#: And the module where a comment `#:` explains each.
CONSTANTS = {"DEFAULT_ROLES": "corpus/corpus", "ROLES": "corpus/sections/__init__"}

#: Public functions and the table of the schema that each returns, where the table has another name than the function.
#: The site has them; `test_tables_are_those_that_functions_make` calls each one, so that an entry cannot be wrong.
RETURNS = {
    name: table for name, table in load_script("docs/site/reference.py").RETURNS.items() if name != "read_dictionary"
}
#: Functions that return a table without a name of its own in the schema, and why.
OTHER_TABLES = {
    "as_spans": "the spans given, with text and sentence_id",
    "concat_tables": "the tables given, one behind the other",
    "context": "the table given, with one more column",
    "count_multiverse": "what the finding returns, with a column for each choice",
    "find_coded": "spans, with one more column",
    "find_edits": "the edits given, with one more column",
    "find_near": "rows of the spans given, with four more columns",
    "find_ngrams": "spans, with one more column",
    "find_outside": "rows of the frame given, with one more column",
    "join_docvars": "the table given, with docvars",
    "load_codes": "the rows of a file, with its columns",
    "load_countries": "a list of the library with columns of its own",
    "load_holders": "a list of the library with columns of its own",
    "load_probability_words": "a list of the library with columns of its own",
    "load_reporting_verbs": "a list of the library with columns of its own",
    "resolve_sources": "the quotes given, with one more column",
    "score_association": "the counts given, with measures: part of the table collocates",
    "score_dispersion": "the measures of the table dispersion without the name of the feature",
    "score_mentions": "the scores given, with the actor",
    "with_correction": "the scores given, with three more columns",
    "with_edits": "the spans given, corrected",
    "with_found": "the table given, with one more column",
    "with_voice": "the spans given, with two more columns",
}


def named_after(function: str) -> str:
    """The table that a function gives by its name: `count_contested` the table contested, `kwic` the table kwic."""
    return function if function in schema.TABLES else function.partition("_")[2]


RETURNS |= {
    name: named_after(name)
    for name, function in FUNCTIONS.items()
    if name not in RETURNS | OTHER_TABLES
    and named_after(name) in schema.TABLES
    and inspect.signature(function).return_annotation == "pd.DataFrame"
}
#: Tables that are no function's only result: who holds them.
HELD = {
    "documents": dc.Corpus,
    "sections": dc.Corpus,
    "tokens": dc.Corpus,
    "rejected": dc.Corpus,
    "doubts": dc.Corpus,
    "unread": dc.read_dictionary,
}
#: Functions without an example, and why.
NO_EXAMPLE = {
    "load_corpus": "reads files",
    "load_lexicon": "reads files",
    "map_corpus": "reads and writes files",
    "read_dictionary": "reads files",
    "save_corpus": "writes files",
    "save_figure": "writes files",
    "save_graph": "writes files",
}


def sections_of(function) -> dict[str, str]:
    """The parts of a numpydoc docstring; what stands before the first is its summary."""
    parts = re.split(r"^([A-Z][A-Za-z ]+)\n-{3,}\n", inspect.getdoc(function) or "", flags=re.M)
    return {"Summary": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def documented_parameters(function) -> list[str]:
    """The names at the margin of the section Parameters: `corpus : Corpus`, `rows, columns : str`, `**layers : ...`."""
    names = re.findall(r"^([*\w][^:\n]*?)(?: :.*)?$", sections_of(function).get("Parameters", ""), re.M)
    return [name for group in names for name in re.split(r",\s*", group)]


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def make_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """What every function of RETURNS gives for a few sentences."""
    corpus = corpus_of(
        "The Russian president said that ‘peace’ may not be good. It is clearly bad.",
        "Iran and Russia will probably talk. Iran praised Russia.",
        "Talks failed in Iran.",
        "Talks may go on in Russia.",
        outlet=["A", "A", "B", "B"],
    )
    terms = pd.DataFrame({"pattern": ["talk*"], "category": ["talks"]})
    (folder / "codebook.toml").write_text('[codes.a]\ndefinition = "d"\nvalues = ["x", "y"]', encoding="utf8")
    (folder / "terms.csv").write_text("pattern,category\ntalk*,talks\n", encoding="utf8")
    actors = dc.load_actors("world")
    mentions, quotes, hedges = dc.find_mentions(corpus, actors), dc.find_quotes(corpus), dc.find_hedges(corpus)
    by_name = dc.find_mentions(corpus, actors, holders=dc.load_holders().head(0))
    tone = dc.score_sentiment(corpus)
    sample = dc.sample_sentences(corpus, n=4, seed=1)
    coded = sample.assign(code=["yes", "no", "no", "yes"], other=["yes", "no", "yes", "yes"])
    units = dc.score_spans(hedges, corpus)
    counted = sample.assign(code=[0, 0, 1, 2])
    words = dc.count_features(corpus)
    made = {
        "actor_sentiment_evidence": dc.actor_sentiment_evidence(corpus, mentions),
        "collocates": dc.collocates(corpus, "Russia"),
        "collocations": dc.collocations(corpus, min_n=1),
        "count_affiliations": dc.count_affiliations(mentions, hedges),
        "count_agreement": dc.count_agreement(coded.drop(columns="other"), hedges),
        "count_contested": dc.count_contested(quotes, corpus),
        "count_cooccurrence": dc.count_cooccurrence(mentions),
        "count_difference": dc.count_difference(hedges, corpus, by="outlet", permutations=9),
        "count_dispersion": dc.count_dispersion(corpus, min_n=1),
        "count_features": words,
        "count_mean": dc.count_mean(tone, corpus),
        "count_needed": dc.count_needed(units, counted, column="n", code="code"),
        "count_rate": dc.count_rate(hedges, corpus),
        "count_reliability": dc.count_reliability(coded, columns=["code", "other"]),
        "count_speakers": dc.count_speakers(dc.with_voice(mentions, quotes)),
        "count_words": dc.count_words(corpus),
        "find_boosters": dc.find_boosters(corpus),
        "find_hedges": hedges,
        "find_mentions": mentions,
        "find_negations": dc.find_negations(corpus),
        "find_offices": dc.find_offices(corpus, by_name, dc.load_holders()),
        "find_probability_words": dc.find_probability_words(corpus),
        "find_quotes": quotes,
        "find_terms": dc.find_terms(corpus, terms),
        "keyness": dc.keyness(words, words),
        "kwic": dc.kwic(corpus, "Russia"),
        "load_actors": actors,
        "load_boosters": dc.load_boosters(),
        "load_codebook": dc.load_codebook(folder / "codebook.toml"),
        "load_hedges": dc.load_hedges(),
        "load_lexicon": dc.load_lexicon(folder / "terms.csv"),
        "load_negations": dc.load_negations(),
        "load_tone": dc.load_tone(),
        "sample_sentences": sample[list(schema.TABLES["sample"])],
        "score_actor_sentiment": dc.score_actor_sentiment(corpus, mentions),
        "score_certainty": dc.score_certainty(corpus),
        "score_sentiment": tone,
        "score_spans": units,
        "sentiment_evidence": dc.sentiment_evidence(corpus),
        "suggest_actors": dc.suggest_actors(corpus),
    }
    return {name: FUNCTIONS[name](corpus) for name in RETURNS.keys() - made} | made  # others need the corpus alone


# Docstrings ---------------------------------------------------------------------------------------------------------


def test_every_public_name_is_a_function_a_class_or_an_explained_constant():
    others = {name for name in dc.__all__ if name not in FUNCTIONS and not inspect.isclass(getattr(dc, name))}
    assert others == set(CONSTANTS) | set(OLD)
    for name, module in CONSTANTS.items():
        assert re.search(rf"^#: .+\n{name} = ", (PACKAGE / f"{module}.py").read_text(encoding="utf8"), re.M), name


def free_names(name: str) -> set[str]:
    """Names that the examples of a function use and do not make, so that they fail where they are copied."""
    tree = ast.parse(
        "".join(example.source for example in doctest.DocTestParser().get_examples(FUNCTIONS[name].__doc__))
    )
    made, used = set(dir(builtins)), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else made).add(node.id)
        elif isinstance(node, ast.alias):
            made.add(node.asname or node.name)
        elif isinstance(node, ast.arg):
            made.add(node.arg)
    return used - made


@pytest.mark.parametrize("name", FUNCTIONS)
def test_examples_can_be_copied(name):
    assert not free_names(name)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_is_wholly_typed(name):
    hints = typing.get_type_hints(FUNCTIONS[name])
    assert set(hints) == {*inspect.signature(FUNCTIONS[name]).parameters, "return"}


def test_every_public_class_says_what_it_holds():
    classes = [getattr(dc, name) for name in dc.__all__ if inspect.isclass(getattr(dc, name))]
    assert classes
    for kind in classes:
        parts = sections_of(kind)
        assert parts["Summary"].strip()
        assert re.findall(r"^(\w+) :", parts["Attributes"], re.M) == list(inspect.get_annotations(kind))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_summary_is_a_sentence(name):
    first = sections_of(FUNCTIONS[name])["Summary"].strip().split("\n\n")[0]
    assert first, f"{name} has no docstring"
    assert first[0].isupper() or first.startswith("`")
    assert first.rstrip()[-1] in ".:", f"the first paragraph of {name} is no sentence: {first!r}"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_parameters_are_those_of_the_signature(name):
    parameters = inspect.signature(FUNCTIONS[name]).parameters.values()
    stars = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
    wanted = [stars.get(p.kind, "") + p.name for p in parameters]
    named = documented_parameters(FUNCTIONS[name])
    assert sorted(named) == sorted(wanted), f"the docstring of {name} has {named}, its signature {wanted}"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_returned_is_told(name):
    assert sections_of(FUNCTIONS[name]).get("Returns", "").strip(), f"{name} has no section Returns"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_there_is_an_example_that_is_run(name):
    example = sections_of(FUNCTIONS[name]).get("Examples", "")
    if name in NO_EXAMPLE:
        assert ">>>" not in example, f"{name} has an example; take it from the exceptions"
        return
    assert ">>>" in example, f"{name} has no example"
    assert re.search(r"^(?!>>>|\.\.\.)\S", example, re.M), f"the example of {name} shows no result"


def test_pytest_runs_all_examples_of_the_package_once():
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["tool"]["pytest"]["ini_options"]
    assert "--doctest-modules" in options["addopts"].split()
    assert options["testpaths"].count("discourse") == 1
    skipped = [path.name for path in PACKAGE.rglob("*.py") if "+SKIP" in path.read_text(encoding="utf8")]
    assert skipped == []


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_every_module_opens_with_its_concept(path):
    doc = re.match(r'"""(.+?)"""', path.read_text(encoding="utf8"), re.S)
    assert doc, f"{path.name} has no docstring"
    assert doc[1].strip().split("\n")[0].rstrip().endswith((".", ":", "?"))


# Tables -------------------------------------------------------------------------------------------------------------


def test_every_function_that_returns_a_table_is_listed_here():
    tables = {name for name, f in FUNCTIONS.items() if inspect.signature(f).return_annotation == "pd.DataFrame"}
    assert tables == set(RETURNS) | set(OTHER_TABLES)
    assert not set(RETURNS) & set(OTHER_TABLES)


def test_every_table_is_made_by_a_function_or_held_by_an_object():
    assert set(RETURNS.values()) | set(HELD) == set(schema.TABLES)


def test_tables_are_those_that_functions_make(tmp_path):
    made = make_tables(tmp_path)
    assert set(made) == set(RETURNS)
    for name, table in made.items():
        wanted = schema.TABLES[RETURNS[name]]
        assert list(table.columns)[: len(wanted)] == list(wanted), name
        assert {c: str(table[c].dtype) for c in wanted} == {c: dtype for c, (dtype, _) in wanted.items()}, name
        silent = set(table.columns) - words_of(inspect.getdoc(FUNCTIONS[name]))
        assert not silent, f"the docstring of {name} lacks {sorted(silent)}"


@pytest.mark.parametrize("name", RETURNS)
def test_columns_stand_in_the_section_returns(name):
    told = sections_of(FUNCTIONS[name])["Returns"]
    silent = [column for column in schema.TABLES[RETURNS[name]] if column not in words_of(told)]
    assert silent == [], f"the section Returns of {name} lacks {silent}"


@pytest.mark.parametrize("table", HELD)
def test_columns_stand_in_the_docstring_of_who_holds_the_table(table):
    silent = set(schema.TABLES[table]) - words_of(inspect.getdoc(HELD[table]))
    assert not silent, f"{HELD[table].__name__} lacks {sorted(silent)} of {table}"


@pytest.mark.parametrize("table", schema.TABLES)
def test_every_column_has_a_dtype_and_a_meaning(table):
    for column, (dtype, meaning) in schema.TABLES[table].items():
        assert column.isidentifier()
        assert str(pd.Series(dtype=dtype).dtype) == dtype
        assert meaning.strip() and meaning != column, f"{table}.{column}: {meaning!r}"


def test_the_lists_of_the_library_are_described_column_by_column():
    for name in ("load_countries", "load_holders", "load_probability_words", "load_reporting_verbs"):
        silent = set(FUNCTIONS[name]().columns) - words_of(sections_of(FUNCTIONS[name])["Returns"])
        assert not silent, f"{name} lacks {sorted(silent)}"


# Pages --------------------------------------------------------------------------------------------------------------


def prose(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf8")


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES)
def test_pages_name_only_what_exists(page):
    text = prose(page)
    code = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.S))
    verbs = {name.split("_")[0] for name in FUNCTIONS if "_" in name}
    named = set(re.findall(r"\bdc\.(\w+)", text))
    # Of quoted code: what is called, and what begins like one of our functions.
    named |= {c for quoted in code for c in re.findall(r"(?<![\w.])([a-z]\w*)\(", quoted) if not hasattr(pd, c)}
    named |= {quoted for quoted in code if re.fullmatch(rf"({'|'.join(sorted(verbs))})_\w+", quoted)}
    strangers = sorted(n for n in named if n not in dc.__all__ and n not in schema.TABLES and not hasattr(dc, n))
    assert named
    assert strangers == [], f"{page} names what the library does not have"
    for module, name in re.findall(r"\bdiscourse\.(\w+)\.(\w+)", text):
        assert hasattr(importlib.import_module(f"discourse.{module}"), name), f"{page}: discourse.{module}.{name}"


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    text = prose(page)
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        target = ROOT / path if path else ROOT / page
        assert target.exists(), f"{page} links to {path}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf8"), re.M)
            assert anchor in map(slug, headings), f"{page} links to {link}"


def test_methods_mentions_every_function_that_measures():
    text = prose("METHODS.md")
    measuring = [n for n in FUNCTIONS if n.startswith(("find_", "score_", "count_"))] + ["keyness", "collocates"]
    plumbing = {"find_containing"}
    assert [name for name in measuring if f"`{name}" not in text and name not in plumbing] == []


def test_contributing_says_of_every_verb_what_comes_back():
    text = prose("CONTRIBUTING.md")
    listed = set(re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\| (`.*?) \|", text, re.M))))
    silent = [name for name in FUNCTIONS if not {name, name.partition("_")[0] + "_"} & listed]
    assert silent == [], "give each a row of the table of verbs"
    assert re.search(r"`with_docvars\(corpus, frame\)` gives a corpus", text)


def test_quality_in_methods_is_what_was_measured():
    """A row of figures there is a row of the benchmark's table, whole or without its first cell."""

    def rows(page: str) -> set[tuple[str, ...]]:
        lines = re.findall(r"^\| (.+) \|$", prose(page), re.M)
        return {tuple(cell.strip() for cell in line.split("|")) for line in lines}

    measured = {row[start:] for row in rows("benchmarks/README.md") for start in (0, 1)}
    header = ("data", "measure", "ours", "simple, on the same texts", "others, on other texts")
    assert header in measured
    quoted = {row for row in rows("METHODS.md") if len(row) == len(header) and set(row) != {"---"}}
    assert len(quoted) > 10
    stale = sorted(quoted - measured)
    assert stale == [], "METHODS.md has rows that benchmarks/README.md has not: copy them anew"


def test_figures_beside_trained_models_are_those_of_the_tables():
    text = " ".join(prose("METHODS.md").split())

    def ours(data: str, measure: str) -> str:
        found = re.search(rf"{data} \| {measure} \| (\d\.\d+)", text)
        return f"{float(found[1]):.2f}".lstrip("0")

    sources, readings = ours("PolNeAR", "source, exact, F1"), ours("ReLocaR", "actor or place, accuracy")
    assert f"where our rules reach {sources}, and reads metonymies at .94 where they reach {readings}" in text


def test_constants_in_methods_are_those_of_the_code():
    text = " ".join(prose("METHODS.md").split())
    tone = commentary
    for said in (
        f"certainty = 1 - (1 - p) * {1 - certainty.BOOST:g}^b",
        f"fewer than {intervals.FEW} documents, or fewer than {intervals.FEW_EVENTS} independent events",
        f"its {_spread.GROWTH:g}th power",
        f"and g is {differences._GROWTH:g}",
        f"(2005), a = {tone._ALPHA:g}.",
        f"up to {tone._REACH} words before a good word multiplies its value by {tone._NEGATE_GOOD:g}, "
        f"before a bad one by {tone._NEGATE_BAD:g}",
        f"`very` raises ({tone._RAISE:g}), `somewhat` softens ({tone._SOFTEN:g})",
        f"before `but` a word counts {tone._BEFORE_BUT:g}, after it {tone._AFTER_BUT:g}",
        f"tone = s / sqrt(s^2 + {towards_actors._ALPHA:g})",
        f"ln(1 + {_label._GAIN:g} c)",
        f"is read in {len(guessing.CODECS)} encodings",
        f"at most {_report_data._MOST_ROWS:,} rows of a table, {_report_data._MOST_SPANS:,} spans and "
        f"{_report_data._MOST_TEXT // 1_000_000} million characters",
        f"(from {relation.WEIGHTS.min():g} to {relation.WEIGHTS.max():g})",
    ):
        assert said in text, f"METHODS.md does not say: {said}"
