"""Made-up tables and corpora, and figures of every kind that are drawn from them: what the tests of plots share."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

import discourse as dc
from discourse.plots import groups as plots
from discourse.plots.dispersion import plot_dispersion
from discourse.plots.networks import plot_network
from discourse.plots.words import plot_collocates, plot_keyness

LONG = [
    "Russia", "United States", "China", "Ukraine", "NATO", "European Union", "Vladimir Putin", "Donald Trump",
    "US House of Representatives", "Federal Security Service", "United Kingdom", "Syria", "Congress", "Iran",
    "Organization for Security and Co-operation in Europe",
]  # fmt: skip
OUTLETS = ["Chatham House", "RUSI", "Carnegie Endowment"]
QUARTERS = pd.date_range("2014-01-01", "2019-10-01", freq="QS")


def cross(**groups):
    return pd.MultiIndex.from_product(groups.values(), names=groups.keys()).to_frame(index=False)


def make_rates(keys, *, per=1000, zero=(), none=()):
    """Rates of a fixed pattern over `keys`; rows `zero` have no hit, rows `none` no word."""
    k = len(keys)
    rng = np.random.default_rng(7)
    n_words = rng.integers(3000, 60000, k)
    n = rng.integers(2, 300, k)
    n[list(zero)] = 0
    n[list(none)], n_words[list(none)] = 0, 0
    n_docs = -(-n_words // 1000)
    rate = np.divide(n * per, n_words, out=np.full(k, np.nan), where=n_words > 0)
    return keys.assign(n=n, n_words=n_words, n_docs=n_docs, rate=rate, low=rate * 0.7, high=rate * 1.4, few=n_docs < 10)


def make_means(keys, *, none=(), shift=0.0):
    k = len(keys)
    rng = np.random.default_rng(7)
    n = rng.integers(3, 900, k)
    n[list(none)] = 0
    mean = np.where(n > 0, np.clip(rng.normal(-0.05 + shift, 0.15, k), -0.9, 0.9), np.nan)
    return keys.assign(n=n, n_docs=n // 6, mean=mean, low=mean - 0.05, high=mean + 0.08, few=n // 6 < 10)


def tiny():
    return pd.DataFrame(
        {
            "outlet": ["A", "B", "C", "D"],
            "n": [3, 9, 0, 0],
            "n_words": [2000, 3000, 500, 0],
            "n_docs": [12, 4, 11, 0],
            "rate": [1.5, 3.0, 0.0, np.nan],
            "low": [0.4, 2.0, 0.0, np.nan],
            "high": [2.2, 4.5, 0.0, np.nan],
            "few": [False, True, False, True],
        }
    )


def pairs():
    return pd.DataFrame({"source": ["A", "A"], "target": ["B", "C"], "n": [5, 0], "jaccard": [0.5, 0.0]})


def quarters():
    """A has no row for the third quarter and no words in the fifth; nobody has the seventh."""
    periods = pd.date_range("2018-01-01", periods=8, freq="QS")
    table = make_rates(cross(outlet=["A", "B"], period=periods), none=[4])
    return table.drop(index=[2, 6, 14]).reset_index(drop=True)


MANY = [f"{i}, {actor}" for actor in LONG for i in (1, 2)]
BOTH = cross(actor=LONG[:10], outlet=OUTLETS)
PAIRS = [(a, b, len(a) * len(b)) for a, b in combinations(sorted(LONG), 2)]

#: Of groups: name -> function, table, options
MEASURES = {
    "rates_3": (plots.plot_rates, make_rates(cross(outlet=OUTLETS)), {}),
    "rates_15": (plots.plot_rates, make_rates(cross(actor=LONG), zero=[4], none=[7]), {}),
    "rates_30": (plots.plot_rates, make_rates(cross(actor=MANY)), {}),
    "rates_hue": (plots.plot_rates, make_rates(BOTH, none=[3]), {}),
    "tone_3": (plots.plot_tone, make_means(cross(outlet=OUTLETS), shift=-0.4), {}),
    "tone_30": (plots.plot_tone, make_means(cross(actor=MANY), none=[3]), {}),
    "tone_hue": (plots.plot_tone, make_means(BOTH), {}),
    "trend_quarters": (
        dc.plot_trend,
        make_rates(cross(outlet=OUTLETS, period=QUARTERS), none=[3, 30]),
        {},
    ),
    "trend_59_years": (
        dc.plot_trend,
        make_rates(cross(period=pd.date_range("1960", periods=59, freq="YS"))),
        {},
    ),
    "trend_6_years": (dc.plot_trend, make_means(cross(outlet=["X", "Y"], period=QUARTERS[::4])), {}),
    "heat_rates": (dc.plot_heatmap, make_rates(cross(actor=LONG, outlet=OUTLETS), none=[3]), {}),
    "heat_tone": (
        dc.plot_heatmap,
        make_means(cross(actor=LONG[:3], outlet=OUTLETS)),
        {"label": plots.TONE},
    ),
    "heat_pairs": (dc.plot_heatmap, pd.DataFrame(PAIRS, columns=["source", "target", "n"]), {}),
}


#: Names that are long, or that matplotlib might take for something else.
ODD = [
    "of the United States",
    "$a_1$",
    "antidisestablishmentarianism",
    "_x",
    "the Organization for Security and Co-op",
]


def features(**counts):
    return pd.DataFrame({"feature": counts.keys(), "n": counts.values()})


def toy():
    """x x x x y z z against x y y y y w w w w z."""
    return dc.keyness(features(x=4, y=1, z=2), features(x=1, y=4, w=4, z=1))


def many_key(k=60):
    rng = np.random.default_rng(3)
    names = [f"{ODD[i % 5]} {i}" for i in range(k)]
    tables = [pd.DataFrame({"feature": names, "n": rng.integers(0, 4000, k)}) for _ in range(2)]
    return dc.keyness(*tables)


def near():
    return pd.DataFrame(
        {
            "collocate": ["cold", "a", "the", "odd"],
            "n": [4, 1, 16, 2],
            "n_left": [4, 0, 12, 1],
            "n_right": [0, 1, 4, 1],
            "log_dice": [12.0, 11.5, 12.0, 9.0],
            "g2": [20.0, -3.0, 8.0, np.nan],
        }
    )


def many_near(k=30):
    rng = np.random.default_rng(3)
    left, right = rng.integers(0, 9000, k), rng.integers(0, 900, k)
    names = [f"{ODD[i % 5]} {i}" for i in range(k)]
    return pd.DataFrame(
        {"collocate": names, "n": left + right, "n_left": left, "n_right": right, "log_dice": rng.normal(9, 2, k)}
    )


def lettered(*texts, **docvars):
    names = [chr(97 + i) if len(texts) < 27 else f"2014-{i:03}_a_commentary" for i in range(len(texts))]
    return dc.from_documents(pd.DataFrame({"doc_id": names, "text": texts, **docvars}))


def three():
    return lettered(
        "War and peace and war.",
        "Peace, then war, then trade-off now.",
        "?!",
        outlet=["X", "Y", "X"],
        date=pd.to_datetime(["2020-05-01", "2019-01-01", None]),
    )


def many_texts(k):
    return lettered(*["war " * (i % 7) + "and peace " * (5 + i % 11) + "war" for i in range(k)])


def xray(corpus, pattern="war", **options):
    return plot_dispersion(dc.kwic(corpus, pattern), corpus, **options)


def edges():
    return pd.DataFrame(
        {
            "source": ["A", "A", "B", "C", "E"],
            "target": ["B", "C", "C", "D", "F"],
            "n": [8, 2, 4, 0, 1],
            "n_source": [9, 9, 12, 5, 1],
            "n_target": [12, 5, 5, 3, 1],
            "tone": [0.4, -0.3, 0.01, np.nan, np.nan],
        }
    )


def many_edges(k=30, share=0.3, seed=0):
    rng = np.random.default_rng(seed)
    names = [f"{ODD[i % 5]} {i}" if i % 3 == 0 else f"Actor {i}" for i in range(k)]
    rows = [(a, b, int(rng.geometric(0.2)), rng.normal(0, 0.2)) for a, b in combinations(names, 2)]
    table = pd.DataFrame(rows, columns=["source", "target", "n", "tone"])
    return table[rng.random(len(table)) < share]


#: Of words, places and networks: name -> function that draws
WORDS = {
    "key_toy": lambda **k: plot_keyness(toy(), **k),
    "key_many": lambda **k: plot_keyness(many_key(), names=("a newspaper of record", "all think tanks"), **k),
    "key_g2": lambda **k: plot_keyness(many_key(), value="g2", limit=3, **k),
    "near_toy": lambda **k: plot_collocates(near(), **k),
    "near_many": lambda **k: plot_collocates(many_near(), limit=None, **k),
    "xray_3": lambda **k: xray(three(), order="date", **k),
    "xray_40": lambda **k: xray(many_texts(40), position="absolute", **k),
    "xray_200": lambda **k: xray(many_texts(200), **k),
    "xray_pattern": lambda **k: xray(three(), ["war", "peace", "then"], by="pattern", **k),
    "net_toy": lambda **k: plot_network(edges(), **k),
    "net_30": lambda **k: plot_network(many_edges(), **k),
    "net_dense": lambda **k: plot_network(many_edges(share=0.9).drop(columns="tone"), **k),
    "net_arrows": lambda **k: plot_network(many_edges(12), directed=True, **k),
    "net_one": lambda **k: plot_network(edges()[:1], **k),
}

#: The names of all figures.
FIGURES = [*MEASURES, *WORDS]


def figure_of(name, **options):
    """The Axes of the figure of that name."""
    if name in WORDS:
        return WORDS[name](**options)
    draw, table, more = MEASURES[name]
    return draw(table, **more, **options)
