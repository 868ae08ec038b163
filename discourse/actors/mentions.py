"""Actors: who is talked about, whatever name is used.

An actors table says which names refer to which actor: `Moscow`, `Russian` and `the Russian Federation` refer to Russia.
Tables are joined with ``pd.concat``. If several rows of an alias fit the date and the words of a document, the last one
is used. The text decides what the table leaves open: a bare surname is the person named in full there, and `Moscow` is
a place in `flew to Moscow`. If something had to be decided, the mention names the rule.
"""

from __future__ import annotations

import os

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse._lists import open_list
from discourse.actors._capitals import are_words, find_in_capitals, only_words
from discourse.actors._longer_names import goes_on, inside_other, is_branch, thing_names
from discourse.actors._place_or_actor import SURE, read_places
from discourse.actors._shared_names import of_other_states, states_of_outlets
from discourse.actors._surnames import Hits, choose_rows, context_patterns, names_of_documents, resolve_surnames
from discourse.actors._variants import SUGGESTED
from discourse.actors.holders import check_holders, load_holders
from discourse.actors.offices import find_offices
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import longest, make_spans
from discourse.lexicon.match import find_all
from discourse.readers.lists import check_among, check_dates, check_filled, read_lines, read_shipped
from discourse.text.tokenise import fold
from discourse.text.tokens import Tokens, covered

TYPES = ("state", "organisation", "government", "party", "person", "media", "other")
FORMS = ("name", "acronym", "demonym", "metonym", "office", "group")
#: Shipped tables and their files; names that need a date or a context stand in a file of their own.
_SHIPPED = {"world": ("actors_world", "actors_ambiguous")}
#: Organs of state that are called by the name of their building.
_BUILDINGS = frozenset(["White House", "Kremlin"])
_PLACED_FORMS = ("name", "acronym", "metonym")


@checked
def load_actors(source: str | os.PathLike) -> pd.DataFrame:
    """An actors table: ``"world"``, which ships with the library, or your own CSV file.

    Parameters
    ----------
    source : str or path
        ``"world"`` (states, international organisations, and actors that commentary on US–Russia relations names), or
        the path of a CSV file. The file needs the columns actor and alias. Missing columns type, form, country, source,
        valid_from, valid_to and context are added (with type other and form name).

    Returns
    -------
    DataFrame
        actor, alias, type, form, country, source, valid_from, valid_to, context, then the file's other columns.

    Raises
    ------
    ValueError
        If a column is missing, a name is empty, or a type, form or date is invalid. The message names the line.

    Examples
    --------
    >>> import discourse as dc
    >>> actors = dc.load_actors("world")
    >>> actors.loc[actors["alias"] == "Moscow", ["actor", "type", "form", "country"]].values.tolist()
    [['Russia', 'state', 'metonym', 'Russia']]
    """
    name = os.fspath(source)
    if name in _SHIPPED:
        tables = []
        for part in _SHIPPED[name]:
            with open_list(part) as file:
                tables.append(_check(read_lines(file, dtype="str"), part))
        return pd.concat(tables, ignore_index=True)
    if not os.path.exists(name):
        raise FileNotFoundError(
            f"there is no actors table {name!r}; name one of {', '.join(map(repr, _SHIPPED))} or a CSV file"
        )
    return _check(read_lines(name, dtype="str"), name)


@checked
def load_countries() -> pd.DataFrame:
    """The ISO 3166-1 code of each country of the table ``"world"``, to join tables with data on countries.

    Returns
    -------
    DataFrame
        country (as in actors and mentions), iso3 (three capitals, each once), source. Kosovo is ``XKX``, a code that
        ISO leaves to its users. Four former states have the code that ISO 3166-3 keeps for them; nine have none.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> rates = pd.DataFrame({"country": ["Kosovo", "Russia"], "rate": [0.1, 3.2]})
    >>> rates.merge(dc.load_countries(), on="country", how="left")["iso3"].tolist()
    ['XKX', 'RUS']
    """
    return read_shipped("countries")


def _check(table: pd.DataFrame, name: str) -> pd.DataFrame:
    schema.need(table, ("actor", "alias"), f"the actors table {name}")
    table = schema.conform(table, "actors").set_axis(table.index)
    table["type"] = table["type"].fillna("other")
    table["form"] = table["form"].fillna("name")
    check_filled(table, ("actor", "alias"), name)
    check_among(table, "type", TYPES, name)
    check_among(table, "form", FORMS, name)
    check_dates(table, ("valid_from", "valid_to"), name)
    wrong = table["context"].notna() & (table["context"].str.strip("; ") == "")
    if wrong.any():
        value = table.loc[wrong, "context"].iloc[0]
        raise ValueError(
            f"{name}, line {wrong.idxmax() + 2}: context is {value!r}; write patterns separated by `;`, or nothing"
        )
    return table.reset_index(drop=True)


@checked
def find_mentions(corpus: Corpus, actors: pd.DataFrame, *, holders: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every mention of an actor.

    If names overlap, the longest is taken. Titles and the possessive are not part of a mention.

    Parameters
    ----------
    corpus : Corpus
    actors : DataFrame
        Needs actor and alias; see `load_actors`. A row with valid_from or valid_to applies only to documents with a
        date in this range. A row with context applies only to documents that contain one of its patterns (patterns as
        in a lexicon, separated by ``;``). If several rows of an alias apply, the last one is used.
    holders : DataFrame, optional
        Who held which office when, for mentions such as `the president`. The default is the table of `load_holders`; an
        empty table switches this off. An office is looked for only if its holder or its state is among the actors (and
        not only suggested); see `find_offices`.

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end (code points), text, actor, type, form, country, reading, rule.

        - `type` is what the actor is: state, organisation, government, party, person, media or other.
        - `form` is what sort of name it is: name, acronym, demonym (`Russians`), metonym (`Moscow`), office or group.
        - `reading` is ``actor`` or ``place`` for the names of states, capitals and seats of government, and ``actor``
          for all other names.
        - `rule` gives the reason for the reading, or says how an ambiguous name was resolved.

    Notes
    -----
    A place name inside a longer name of something else (`Moscow State University`) is not a mention. Nor is a surname
    after a first name that the table does not have (`Barbara Bush`).

    In three cases, the text decides about a surname that stands alone:

    - Several people in the table share it. Example: `Bush`.
    - One person has it under a condition. Example: `Powell`, with the dates of Colin Powell's office.
    - Nobody has it as an alias by itself. Example: `Poe`, if the table has only the alias `Ann Poe`.

    The surname then refers to the person who was last named in full before it. If there is none, it refers to the one
    who is first named in full after it in the document. If there is none either, the row that applies decides. Without
    such a row it is not a mention.

    METHODS.md, "Actors, readings and offices", says how often readings are right, and what was not measured.

    References
    ----------
    Markert, K., and Nissim, M. (2007). SemEval-2007 Task 08: Metonymy resolution. SemEval, 36-41.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> text = "Moscow’s envoy met us in the US before the US-led talks."
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> found = dc.find_mentions(corpus, dc.load_actors("world"))
    >>> found[["text", "actor", "reading"]].values.tolist()
    [['Moscow', 'Russia', 'actor'], ['US', 'United States', 'place'], ['US', 'United States', 'actor']]
    """
    schema.need(actors, ("actor", "alias"), "the actors table")
    holders = load_holders() if holders is None else check_holders(holders, "holders")
    actors = schema.conform(actors, "actors")
    actors["type"] = actors["type"].fillna("other")
    actors["form"] = actors["form"].fillna("name")
    tokens = corpus.arrays
    blank = (actors["alias"].isna() | (actors["alias"].str.strip() == "")).to_numpy()
    if blank.any():
        raise ValueError(f"row {int(blank.argmax())} of the actors table has no alias; fill it or drop the row")
    hits = _match(corpus, actors)
    taken = _taken(tokens, hits)
    hits = _drop_nested(tokens, actors, hits, taken)
    hits = resolve_surnames(tokens, hits, taken, actors)
    hits = hits[~(only_words(tokens, actors, hits) | names_of_documents(tokens, actors, hits))]
    hits = hits[~of_other_states(tokens, actors, hits, states_of_outlets(corpus.documents))]
    reading = _read(tokens, actors, hits)
    spans = make_spans(corpus, hits.first, hits.last)
    who = actors[["actor", "type", "form", "country"]].iloc[hits.row].reset_index(drop=True)
    why = {"reading": reading, "rule": hits.rule}
    named = schema.conform(pd.concat([spans, who], axis=1).assign(**why), "mentions")
    return _with_offices(corpus, named, actors, holders)


def _with_offices(corpus: Corpus, named: pd.DataFrame, actors: pd.DataFrame, holders: pd.DataFrame) -> pd.DataFrame:
    """The mentions and those by office, if the table lists the holder, or the state where the holder stays open."""
    listed = set(actors["actor"][actors["source"] != SUGGESTED])
    holders = holders[[name in listed for name in holders["actor"]]]  # pandas' isin takes each listed one by one
    if not len(holders):
        return named
    offices = find_offices(corpus, named, holders)
    known = [bool(listed & {*pair}) for pair in zip(offices["actor"], offices["country"], strict=True)]
    offices = offices[known]
    if not len(offices):
        return named
    both = pd.concat([named, offices], ignore_index=True)
    order = np.lexsort((both["start"], both["sentence_id"]))
    return schema.conform(both.iloc[order], "mentions")


def _match(corpus: Corpus, actors: pd.DataFrame) -> Hits:
    """The longest matches of the aliases whose rows hold in their document, none inside the name of a mere thing."""
    tokens, names = corpus.arrays, actors["alias"].tolist()
    bound = actors[["valid_from", "valid_to", "context"]].notna().to_numpy().any()
    if bound:
        names = [name.strip() for name in fold(names)]
        contexts = fold([p for text in actors["context"].dropna().unique() for p in context_patterns(text)])
        names += sorted(set(contexts) - set(names))
    hits, things = _all_matches(tokens, names)
    if bound:
        doc = tokens.doc_at(hits.first)
        dates = corpus.documents.get("date", pd.Series(pd.NaT, index=corpus.documents.index))
        hits = choose_rows(hits, names, actors, doc, dates)
    hits = Hits.join(hits, things).in_order()
    hits = hits[longest(hits.first, hits.last)]
    return hits[hits.row >= 0]


def _all_matches(tokens: Tokens, names: list[str]) -> tuple[Hits, Hits]:
    """All matches of names, as they are listed or in capitals, and those of things (`Brussels sprouts`), of row -1."""
    own = set(names)
    wanted = [*names, *(thing for thing in thing_names() if thing not in own)]
    found, loud = Hits.of(*find_all(tokens, wanted)), Hits.of(*find_in_capitals(tokens, wanted))
    found = Hits.join(found, loud).in_order() if len(loud.row) else found
    thing = found.row >= len(names)
    hits = found[~thing]
    hits = hits[~(are_words(tokens, hits.first) | goes_on(tokens, hits.first, hits.last))]
    things = found[thing]
    return hits, Hits(things.first, things.last, np.full(len(things.row), -1), things.rule)


def _taken(tokens: Tokens, hits: Hits) -> np.ndarray:
    """For each token: is it part of a listed name?"""
    return covered(hits.first, hits.last + 1, len(tokens))


def _drop_nested(tokens: Tokens, actors: pd.DataFrame, hits: Hits, taken: np.ndarray) -> Hits:
    """The hits without names of states, capitals and regions that are part of another name."""
    rows = (actors["type"].isin(["state", "other"]) | (actors["form"] == "metonym")).to_numpy()
    at = np.flatnonzero(rows[hits.row])
    demonym = (actors["form"] == "demonym").to_numpy()[hits.row[at]]
    body = (actors["type"].isin(["organisation", "media"]) & (actors["form"] == "name")).to_numpy()[hits.row]
    branch = is_branch(tokens, hits.first[at], hits.first[body], hits.last[body])
    keep = np.ones(len(hits.row), bool)
    keep[at] = ~(inside_other(tokens, hits.first[at], hits.last[at], taken, demonym=demonym) | branch & ~demonym)
    return hits[keep]


def _read(tokens: Tokens, actors: pd.DataFrame, hits: Hits) -> np.ndarray:
    """The reading of each mention; the rules of those that were decided are written into `hits.rule`."""
    state = (actors["type"] == "state") & actors["form"].isin(_PLACED_FORMS)
    seat = (actors["form"] == "metonym") | (actors["type"] == "government") & actors["alias"].isin(_BUILDINGS)
    region = (actors["type"] == "other") & actors["form"].isin(_PLACED_FORMS) & ~seat
    region = region.to_numpy()[hits.row]
    at = np.flatnonzero((state | seat).to_numpy()[hits.row] | region)
    actor, rule = read_places(tokens, hits.first[at], hits.last[at])
    # Names of type other are of places, treaties, peoples: a place only where the words around leave no doubt.
    doubt = region[at] & (actor | ~np.isin(rule, list(SURE)))
    reading = np.full(len(hits.row), "actor", dtype=object)
    reading[at[~(actor | doubt)]] = "place"
    hits.rule[at[~doubt]] = rule[~doubt]
    return reading
