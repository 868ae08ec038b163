"""The study that fits a corpus: what is known of its texts, and a study file that asks for it.

Who is named, how the authors hedge and in what tone they write is asked of every corpus; comparisons and trends where
the texts tell their outlets, authors or dates.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import pandas as pd

from discourse import schema
from discourse.actors.mentions import find_mentions, load_actors
from discourse.corpus.corpus import Corpus
from discourse.corpus.dates import find_dates, year_column
from discourse.corpus.docvars import OF_TABLE, SUFFIX

#: Docvars by which commentary is compared, the likeliest first; the first that tells texts apart is taken.
_GROUPS = (
    "outlet",
    "newspaper",
    "source_name",
    "party",
    "author",
    "speaker",
    "country",
    "continent",
    "type",
)
#: Lengths of periods in days.
_PERIODS = {"W": 7, "MS": 31, "QS": 91, "YS": 365, "5YS": 1826, "10YS": 3652, "20YS": 7305}
_NO_GROUPS = {
    *("doc_id", "text", "title", "url", "date", "date_text", "source", "encoding", "n_dropped", "sha256"),
    *("page", "edition", "n_words_stated", "export", "export_id", "joined", "crawled"),
}
_TAKEN = {column for name in ("rates", "means", "counts") for column in schema.TABLES[name]} | {
    "period",
    "actor",
    "category",
}


@dataclass(frozen=True)
class Known:
    """What is known of the texts that tables can be made by: a docvar, a period, and the actors named most.

    `docvars` are the names of all, as one may be called as a column of the spans is.
    """

    group: str | None
    freq: str | None
    actors: list[str]
    docvars: frozenset[str] = frozenset()


def look_at(corpus: Corpus) -> Known:
    """What is known of the texts of a corpus."""
    mentions = find_mentions(corpus, load_actors("world"))
    named = mentions.loc[mentions["reading"] == "actor", "actor"].value_counts().sort_index()
    documents = corpus.documents
    return Known(_group(documents), _freq(documents), named.nlargest(3).index.tolist(), frozenset(documents.columns))


def write_study(known: Known, *, title: str, path: str, command: str) -> str:
    """The study file, with remarks; parts that ask for what is not known of the texts are remarks as a whole.

    Parameters
    ----------
    known : Known
    title : str
    path : str
        The texts, from the folder of the study.
    command : str
        How the study is run.
    """
    said = "".join(c if c.isprintable() else "?" for c in command)
    slug = _slug(known.group or "text")
    head = _HEAD.format(title=_quoted(title), path=_quoted(path), run=said, **_columns("doc_id", known.docvars))
    group = {"slug": slug, **_columns(known.group or "doc_id", known.docvars)}
    parts = [head, f"# --- by {slug}\n\n" + _BY_GROUP.format(**group)]
    later = {"slug": "outlet", **_columns("outlet", known.docvars)}
    if known.group is not None:
        parts.append(_ACTORS_BY_GROUP.format(**group))
    else:
        said = _BY_GROUP.format(**later) + "\n" + _ACTORS_BY_GROUP.format(**later)
        parts.append(_LATER.format(what="by outlet") + _remark(said))
    time = _OVER_TIME.format(freq=known.freq or "YS")
    if known.actors:
        actors = "[" + ", ".join(map(_quoted, known.actors)) + "]"
        time += "\n" + _ACTORS_OVER_TIME.format(freq=known.freq or "YS", actors=actors, actor=group["actor"])
    parts.append("# --- over time\n\n" + time if known.freq else _LATER.format(what="over time") + _remark(time))
    return "\n".join(parts)


def _columns(group: str, docvars: frozenset[str]) -> dict[str, str]:
    """The names of columns for the tables, quoted; a name that docvars and spans share says which is meant."""
    found = {name: _quoted(f"{name}{OF_TABLE}" if name in docvars else name) for name in ("actor", "category")}
    for of in ("mentions", "hedges", "sentiment"):
        own = {*schema.TABLES[of], "voice", "speaker"} - {"doc_id"}
        found[f"group_of_{of}"] = _quoted(f"{group}{SUFFIX}" if group in own else group)
    return found | {"group": _quoted(group)}


def _remark(text: str) -> str:
    return "".join(f"# {line}\n" if line else "\n" for line in text.splitlines())


def _quoted(text: str) -> str:
    """As a text of TOML, which has the escapes of JSON."""
    return json.dumps(text.encode("utf8", "backslashreplace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")


def _slug(name: str) -> str:
    return re.sub("[^A-Za-z0-9]+", "_", name).strip("_") or "group"


def _group(documents: pd.DataFrame) -> str | None:
    """The docvar to compare by."""
    counts = {
        c: documents[c].nunique()
        for c in documents
        if c not in _NO_GROUPS | _TAKEN
        and isinstance(documents[c].dtype, pd.StringDtype)
        and documents[c].notna().any()
    }
    liked = [c for name in _GROUPS for c in counts if c.lower() == name and counts[c] > 1]
    others = sorted((n, c) for c, n in counts.items() if 1 < n <= len(documents) / 2)
    return next(iter([*liked, *(c for _, c in others)]), None)


def _freq(documents: pd.DataFrame) -> str | None:
    """The shortest periods that hold five texts each, on average, else the longest of which three cover the time.

    None where a third of the texts has no date: a trend would be that of the others.
    """
    dated = "date" in documents and documents["date"].notna().any()
    yearly = not dated and year_column(documents) is not None
    days = find_dates(documents, yearly=yearly).dropna() if dated or yearly else pd.Series(dtype="datetime64[us]")
    if 3 * len(days) <= 2 * len(documents):
        return None
    periods = {freq: length for freq, length in _PERIODS.items() if dated or freq.endswith("YS")}
    span = (days.max() - days.min()).days if len(days) else 0
    fitting = (freq for freq, length in periods.items() if 2 * length <= span <= length * len(days) / 5)
    return next(fitting, next((freq for freq, length in reversed(periods.items()) if 2 * length <= span), None))


_HEAD = """\
# This file describes a study: its texts, actors, tables and figures. Text after a # is a comment.
# Run it with:  {run}
title = {title}
question = "Who is talked about, in what tone, and how sure do the authors sound?"

[corpus]
# A file or folder of texts, relative to this file. A metadata.csv there adds columns such as author, date and outlet.
path = {path}
roles = ["standfirst", "heading", "body"]  # the parts that are read; titles, captions, notes are not
# duplicates = "drop"  # leaves out copies; without this line they are counted and listed

[actors]
lists = ["world", "actors.csv"]  # "world" has states, organisations, leaders; for the same alias, actors.csv is used
# Columns of actors.csv: actor, the name by which all mentions are counted; alias, a name that texts use, one row each;
# type: state, organisation, government, party, person, media or other; form: name, acronym, demonym, metonym or group;
# country, the state that the actor belongs to. Only actor and alias have to be filled.
# The file already has names from the texts: check them. source, n, n_docs and example show where each was found.
# `discourse suggest` adds more; correct or delete them by hand. `discourse help actors` explains the columns.

[sentiment]
lexicon = "vader"
mask_actors = true  # words inside names are not scored: "Security" in "Federal Security Service"

# [hedges]
# vague = true  # also count plain quantities and unnamed sources: "some", "many people", "critics say"

# [terms]  # your own words: remove the # from these lines; a table can then have of = "terms", by = "category"
# war = ["war*", "attack*", "troops"]
# peace = ["peace*", "talks", "deal*"]

# [coding]  # hand codes check and correct the results; `discourse new --code` writes a sample and says what to do
# sample = {{ n = 200, seed = 1, codes = ["negative"] }}
# files = ["anna.csv", "ben.csv"]  # then write code = "negative" and corrected = true in a table

# --- tables: a measure (rate, mean, difference, words, cooccurrence, affiliations, keyness, kwic, multiverse ...)
#     of something (mentions, hedges, quotes, terms; sentiment, actor_sentiment, certainty ...) by columns.
#     freq = "YS" counts by year ("QS" by quarter, "MS" by month); where = {{ ... }} keeps some rows.
# --- figures: each is a plot (rates, trend, tone, heatmap, network, dispersion ...) of the table with the same name, or
#     of table = "...". An unknown word is an error that lists the valid ones; the README lists their options.

[tables.mentions_by_actor]  # how often each actor is named per 1,000 words; names of places are not counted
measure = "rate"
of = "mentions"
by = {actor}
where = {{ reading = "actor" }}  # without this line, countries named as places are counted too
allow_absent = true            # if no actor is named, the table is empty, and this is not an error

[figures.mentions_by_actor]
plot = "rates"
limit = 15

[tables.hedges_by_category]  # may, perhaps, seems: how the authors hedge
measure = "rate"
of = "hedges"
by = {category}

[figures.hedges_by_category]
plot = "rates"

[tables.tone_by_actor]  # tone towards an actor, -1 to 1: what is said of the actor, not the whole sentence
measure = "mean"
of = "actor_sentiment"
by = {actor}

[figures.tone_by_actor]
plot = "tone"
limit = 15

[tables.actors_together]  # who is named in the same sentence as whom
measure = "cooccurrence"
unit = "sentence"

[figures.actors_together]
plot = "heatmap"
value = "n"
limit = 8
"""

_BY_GROUP = """\
[tables.words_by_{slug}]
measure = "words"
by = {group}

[tables.hedges_by_{slug}]
measure = "rate"
of = "hedges"
by = {group_of_hedges}

[figures.hedges_by_{slug}]
plot = "rates"
limit = 15

[tables.tone_by_{slug}]
measure = "mean"
of = "sentiment"
by = {group_of_sentiment}

[figures.tone_by_{slug}]
plot = "tone"
limit = 15
"""

_ACTORS_BY_GROUP = """\
[tables.mentions_by_actor_and_{slug}]
measure = "rate"
of = "mentions"
by = [{actor}, {group_of_mentions}]
where = {{ reading = "actor" }}
allow_absent = true

[figures.mentions_by_actor_and_{slug}]
plot = "heatmap"
rows = {actor}
columns = {group_of_mentions}
limit = 10
"""

_OVER_TIME = """\
[tables.hedges_over_time]
measure = "rate"
of = "hedges"
freq = "{freq}"

[figures.hedges_over_time]
plot = "trend"

[tables.tone_over_time]
measure = "mean"
of = "sentiment"
freq = "{freq}"

[figures.tone_over_time]
plot = "trend"
"""

_ACTORS_OVER_TIME = """\
[tables.mentions_over_time]
measure = "rate"
of = "mentions"
by = {actor}
freq = "{freq}"
where = {{ actor = {actors}, reading = "actor" }}  # the most frequent ones; write your own here

[figures.mentions_over_time]
plot = "trend"
"""

_LATER = "# --- {what}: when the texts have this column, remove the # before each line of this part\n\n"
