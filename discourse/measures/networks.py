"""Networks: who is mentioned with whom, who with what, who speaks of whom; and the graphs of these tables.

References
----------
Leifeld, P. (2017). Discourse Network Analysis: policy debates as dynamic networks. In The Oxford Handbook of
Political Networks. Oxford University Press. (Its normalisations: average activity, Jaccard, cosine.)
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse._arguments import checked
from discourse.english import closed_classes

_UNITS = {"sentence": "sentence_id", "document": "doc_id"}
_ENDINGS = (".graphml", ".gexf", ".csv")


@checked
def count_cooccurrence(
    mentions: pd.DataFrame,
    *,
    unit: Literal["sentence", "document"] = "sentence",
    zeros: bool = True,
    scores: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How often two actors are mentioned in the same unit.

    Parameters
    ----------
    mentions : DataFrame
        Needs doc_id, sentence_id and actor.
    unit : {"sentence", "document"}
        The unit in which both have to be mentioned. A unit counts once, however often it names them.
    zeros : bool
        Whether pairs that never occur together have rows.
    scores : DataFrame, optional
        A `sentiment` table, for the tone of the units that name both; needs doc_id, sentence_id and compound.

    Returns
    -------
    DataFrame
        source, target (in alphabetical order), n, n_source, n_target (units), n_docs; the normalised values jaccard (n
        divided by the units of either; Jaccard 1901), average (n divided by the mean of both; Dice 1945) and cosine (n
        divided by the geometric mean; Ochiai 1957), each 0 to 1; tone (mean compound of the units that name both, -1 to
        1; NaN without scores). Every pair of actors that occur together has a row; with `zeros`, the other pairs have
        rows too. The most frequent pairs come first.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> mentions = pd.DataFrame({"doc_id": "a", "sentence_id": [1, 1, 2], "actor": ["Russia", "Iran", "Iran"]})
    >>> dc.count_cooccurrence(mentions)[["source", "target", "n", "jaccard"]].values.tolist()
    [['Iran', 'Russia', 1, 0.5]]
    """
    schema.one_of(unit, tuple(_UNITS), "unit")
    schema.need(mentions, ("doc_id", "sentence_id", "actor"), "mentions")
    seen = _seen(mentions, "actor", unit)
    actors, names = pd.factorize(seen["name"], sort=True)
    if len(names) < 2:
        return schema.empty("cooccurrence")
    low, high = _pairs(seen["unit"].to_numpy(), actors)
    left, right = np.triu_indices(len(names), 1)
    edges = _edges(seen, actors, low, high, left, right, len(names), _tone(scores, unit))
    order = np.argsort(-edges["n"], kind="stable")  # pairs come in the order of their names
    order = order if zeros else order[edges["n"][order] > 0]
    edges = {column: values[order] for column, values in edges.items()}
    table = pd.DataFrame({"source": names.take(left[order]), "target": names.take(right[order]), **edges})
    return schema.conform(table, "cooccurrence")


@checked
def count_affiliations(
    mentions: pd.DataFrame,
    terms: pd.DataFrame,
    *,
    column: str = "category",
    unit: Literal["sentence", "document"] = "sentence",
    zeros: bool = True,
    scores: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How often an actor is mentioned together with a term: a two-mode network.

    Parameters
    ----------
    mentions : DataFrame
        Needs doc_id, sentence_id and actor.
    terms : DataFrame
        Any spans with doc_id, sentence_id and `column`: terms of a lexicon, hedges, quotations.
    column : str
        The column of `terms` that names the second mode.
    unit, zeros, scores
        As in `count_cooccurrence`.

    Returns
    -------
    DataFrame
        source (the actor), target (the term), then as in `count_cooccurrence`: n, n_source, n_target, n_docs, jaccard,
        average, cosine, tone. Every actor has a row with every term. If `column` is categorical, categories without
        spans have rows too.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> mentions = pd.DataFrame({"doc_id": "a", "sentence_id": [1, 2], "actor": ["Russia", "Iran"]})
    >>> terms = pd.DataFrame({"doc_id": "a", "sentence_id": [1, 1], "category": ["war", "peace"]})
    >>> dc.count_affiliations(mentions, terms).query("n > 0")[["source", "target"]].values.tolist()
    [['Russia', 'peace'], ['Russia', 'war']]
    """
    schema.one_of(unit, tuple(_UNITS), "unit")
    schema.need(mentions, ("doc_id", "sentence_id", "actor"), "mentions")
    schema.need(terms, ("doc_id", "sentence_id", column), "terms")
    first, second = _seen(mentions, "actor", unit), _seen(terms, column, unit)
    seen = pd.concat([first, second], ignore_index=True)
    if unit == "sentence" and seen.drop_duplicates(["unit", "doc_id"])["unit"].duplicated().any():
        raise ValueError(
            "the mentions and the terms have the same sentence_id in different documents: the two tables are not from "
            "the same corpus; find mentions and terms in the same corpus"
        )
    actors, actor_names = pd.factorize(first["name"], sort=True)
    kinds = terms[column].dtype
    known = kinds.categories.astype("str") if isinstance(kinds, pd.CategoricalDtype) else second["name"].unique()
    term_names = pd.Index(known, dtype="str").sort_values()
    others = term_names.get_indexer(second["name"])
    if not len(actor_names) or not len(term_names):
        return schema.empty("cooccurrence")
    node = np.concatenate([actors, others + len(actor_names)])
    low, high = _pairs(seen["unit"].to_numpy(), node)
    mixed = (node[low] < len(actor_names)) != (node[high] < len(actor_names))
    low, high = low[mixed], high[mixed]
    left = np.repeat(np.arange(len(actor_names)), len(term_names))
    right = np.tile(np.arange(len(term_names)), len(actor_names)) + len(actor_names)
    n_nodes = len(actor_names) + len(term_names)
    edges = _edges(seen, node, low, high, left, right, n_nodes, _tone(scores, unit))
    names = pd.Index([*actor_names, *term_names])
    table = pd.DataFrame({"source": names.take(left), "target": names.take(right), **edges})
    table = table if zeros else table[table["n"] > 0]
    table = table.sort_values(["n", "source", "target"], ascending=[False, True, True], ignore_index=True)
    return schema.conform(table, "cooccurrence")


#: Words that stand for a speaker whom nobody has named.
_NO_SPEAKERS = closed_classes.PRONOUNS | closed_classes.RELATIVES | closed_classes.PRONOUN_LIKE


@checked
def count_speakers(mentions: pd.DataFrame, *, scores: pd.DataFrame | None = None) -> pd.DataFrame:
    """Who speaks of whom: a directed network.

    Parameters
    ----------
    mentions : DataFrame
        Needs doc_id, actor and speaker, as `with_voice` gives it. Three kinds of rows are left out: rows without a
        speaker, which are the author's own; rows whose speaker is a pronoun (`it`, `nobody`, `who`); and rows in which
        speakers mention themselves.
    scores : DataFrame, optional
        A `sentiment` table with doc_id, sentence_id and compound, for the tone; `mentions` then also needs sentence_id.

    Returns
    -------
    DataFrame
        source (the speaker), target (the actor spoken of), n (mentions), n_docs, tone (mean compound of their
        sentences, -1 to 1; NaN without scores). Only pairs that occur have rows; the most frequent come first.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> mentions = pd.DataFrame({"doc_id": "a", "actor": ["Russia", "Iran"], "speaker": ["Donald Trump", None]})
    >>> dc.count_speakers(mentions)[["source", "target", "n"]].values.tolist()
    [['Donald Trump', 'Russia', 1]]
    """
    schema.need(mentions, ("doc_id", "actor", "speaker"), "mentions")
    said = mentions.dropna(subset=["actor", "speaker"])
    said = said[said["actor"].astype("str") != said["speaker"].astype("str")]
    said = said[~said["speaker"].astype("str").str.lower().isin(_NO_SPEAKERS)]
    if scores is None:
        said = said.assign(compound=np.nan)
    else:
        schema.need(said, ("sentence_id",), "mentions")
        schema.need(scores, ("sentence_id", "compound"), "scores")
        said = said.assign(compound=scores.set_index("sentence_id")["compound"].reindex(said["sentence_id"]).to_numpy())
    grouped = said.groupby(["speaker", "actor"], observed=True, sort=True)
    table = grouped.agg(n=("doc_id", "size"), n_docs=("doc_id", "nunique"), tone=("compound", "mean")).reset_index()
    table = table.rename(columns={"speaker": "source", "actor": "target"})
    table = table.sort_values(["n", "source", "target"], ascending=[False, True, True], ignore_index=True)
    return schema.conform(table, "speakers")


@checked
def make_graph(edges: pd.DataFrame, *, weight: str = "n", directed: bool = False) -> _types.Graph:
    """A networkx graph from a table of edges.

    Parameters
    ----------
    edges : DataFrame
        Needs source, target and `weight`. A row whose weight is 0 or missing gives no edge, but its ends become nodes.
        `n_source` and `n_target` become the attribute `n` of nodes. Every other column becomes an attribute of the
        edges.
    weight : str
        The column that becomes the attribute `weight`.
    directed : bool
        Whether edges have a direction from source to target, as in `count_speakers`.

    Returns
    -------
    networkx.Graph or networkx.DiGraph
        Nodes in alphabetical order.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> edges = pd.DataFrame({"source": ["A", "A"], "target": ["B", "C"], "n": [5, 0]})
    >>> graph = dc.make_graph(edges)
    >>> list(graph), list(graph.edges(data="weight"))
    (['A', 'B', 'C'], [('A', 'B', 5.0)])
    """
    import networkx

    schema.need(edges, ("source", "target", weight), "the table of edges")
    graph = networkx.DiGraph() if directed else networkx.Graph()
    sizes: dict[str, int] = {}
    for end in ("source", "target"):
        if f"n_{end}" in edges:
            sizes |= dict(zip(edges[end].tolist(), edges[f"n_{end}"].tolist(), strict=True))
    for name in sorted({*edges["source"], *edges["target"]}):
        graph.add_node(name, **({"n": int(sizes[name])} if name in sizes else {}))
    columns = [c for c in edges.columns if c not in ("source", "target", "n_source", "n_target", "weight")]
    for row in edges.sort_values(["source", "target"]).to_dict("records"):
        if pd.isna(row[weight]) or not row[weight]:
            continue
        own = {c: row[c] for c in columns if not pd.isna(row[c])}
        graph.add_edge(row["source"], row["target"], **own, weight=float(row[weight]))
    return graph


@checked
def save_graph(graph: _types.Graph, path: str | os.PathLike) -> Path:
    """Write a graph as .graphml or .gexf, which Gephi and igraph read, or as a .csv list of edges.

    Parameters
    ----------
    graph : networkx.Graph
        As `make_graph` gives it.
    path : str or path
        Ends in .graphml, .gexf or .csv. Its folder must exist.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ValueError
        If the suffix is a different one.
    """
    import networkx

    path = Path(path)
    schema.one_of(path.suffix, _ENDINGS, "the ending of the file")
    if path.suffix == ".graphml":
        networkx.write_graphml(graph, path)
    elif path.suffix == ".gexf":
        plain = graph.copy()
        for _, _, edge in plain.edges(data=True):  # GEXF has a weight of its own and no NumPy types
            edge.update({name: getattr(value, "item", lambda value=value: value)() for name, value in edge.items()})
        text = "\n".join(networkx.generate_gexf(plain))
        path.write_text(_without_date(text), encoding="utf8", newline="\n")
    else:
        edges = networkx.to_pandas_edgelist(graph)
        edges.to_csv(path, index=False, lineterminator="\n", encoding="utf8")
    return path


def _without_date(gexf: str) -> str:
    import re

    return re.sub(r' lastmodifieddate="[^"]*"', "", gexf)


def _seen(spans: pd.DataFrame, column: str, unit: str) -> pd.DataFrame:
    """One row for every name in every unit: name, unit, doc_id."""
    rows = spans[["doc_id", _UNITS[unit], column]].set_axis(["doc_id", "unit", "name"], axis=1).dropna()
    (units, _), (number, names) = pd.factorize(rows["unit"]), pd.factorize(rows["name"])
    again = pd.Series(units.astype(np.int64) * max(len(names), 1) + number).duplicated().to_numpy()
    return rows[~again].astype({"name": "str"}).reset_index(drop=True)


def _pairs(units, nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rows of every two nodes of a unit, the smaller number first."""
    number, _ = pd.factorize(units)
    order = np.lexsort((nodes, number))
    units = number[order]
    last = np.searchsorted(units, units, side="right")
    count = last - np.arange(len(units)) - 1  # nodes behind this one in its unit
    first = np.repeat(np.arange(len(units)), count)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(count) - count, count)
    return order[first], order[second]


def _tone(scores: pd.DataFrame | None, unit: str) -> pd.Series | None:
    """The tone of every unit."""
    if scores is None:
        return None
    schema.need(scores, (_UNITS[unit], "compound"), "scores")
    return scores.groupby(_UNITS[unit])["compound"].mean()


def _edges(seen, node, low, high, left, right, n_nodes: int, tone: pd.Series | None) -> dict[str, np.ndarray]:
    """Counts and normalised weights of the pairs (left, right), from the rows (low, high) that meet."""
    docs, _ = pd.factorize(seen["doc_id"])
    key = node[low].astype(np.int64) * n_nodes + node[high]
    pair = left.astype(np.int64) * n_nodes + right
    n_docs = int(docs.max(initial=0)) + 1
    in_docs = pd.unique(key * n_docs + docs[low]) // n_docs
    n = np.bincount(key, minlength=n_nodes**2)[pair]
    single = np.bincount(node, minlength=n_nodes)
    one, other = single[left], single[right]
    mean = np.full(len(pair), np.nan)
    if tone is not None:
        value = tone.reindex(seen["unit"]).to_numpy(np.float64)[low]
        known = ~np.isnan(value)
        total = np.bincount(key[known], weights=value[known], minlength=n_nodes**2)[pair]
        scored = np.bincount(key[known], minlength=n_nodes**2)[pair]
        mean = np.divide(total, scored, out=mean, where=scored > 0)
    return {
        "n": n,
        "n_source": one,
        "n_target": other,
        "n_docs": np.bincount(in_docs, minlength=n_nodes**2)[pair],
        "jaccard": n / (one + other - n),
        "average": 2 * n / (one + other),
        "cosine": n / np.sqrt(np.maximum(one * other, 1)),
        "tone": mean,
    }
