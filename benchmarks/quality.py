"""How well the library agrees with annotations that nobody on the project made; the README next to this file shows it.

    python benchmarks/quality.py --data DIR [--write] [task ...]

DIR holds one file a set, `<name>.jsonl.gz`: one JSON record a line, UTF-8, offsets in characters, end exclusive. A set
that is not in DIR is a row that says so. Without tasks all are measured; `--write`, for which all are needed, puts the
tables into the README. Every interval is a bootstrap over documents, or over sentences where a set knows no documents
(95 %, seed 0). The names of the files, what a record holds, and where the sets can be had:

- sentences_brown_editorial, sentences_brown_news {text, sentence_starts}: categories of the Brown corpus (Francis &
  Kučera 1979), paragraphs parted by an empty line; NLTK has the corpus: `nltk.download("brown")`.
- sent_nyt_editorials {text, mean, doc}: the mean of 20 ratings from -4 to 4; nytEditorialSnippets_GroundTruth.txt in
  the source of vaderSentiment (Hutto & Gilbert 2014), https://github.com/cjhutto/vaderSentiment
- target_newsmtsc_train, _rw, _mt {text, start, end, target, label neg|neu|pos}: NewsMTSC (Hamborg & Donnay 2021,
  doi:10.18653/v1/2021.eacl-main.142), https://github.com/fhamborg/NewsMTSC
- hedge_sfu {text, doc, hedged, cues: [{start, end, text, type}]}: SFU Review Corpus with negation and speculation
  (Konstantinova et al. 2012).
- hedge_conll2010wiki {text, hedged}: Wikipedia sentences of the CoNLL-2010 shared task (Farkas et al. 2010), a sample.
- hedge_bioscope_full_papers, hedge_bioscope_abstracts, as hedge_sfu: BioScope (Vincze et al. 2008,
  doi:10.1186/1471-2105-9-S11-S9).
- certainty_sentence {text, certainty 1 to 6}: Pei & Jurgens (2021),
  https://github.com/Jiaxin-Pei/Certainty-in-Science-Communication
- neg_cdsco {text, negated, negations: [{cue: [[start, end, text], ...]}]}: stories by Conan Doyle, the data of the *SEM
  2012 shared task (Morante & Daelemans 2012; Morante & Blanco 2012).
- zonination_probly.csv, a column a phrase, a row a person, percentages; in DIR or in the folder `probability_words`
  beside it: https://github.com/zonination/perceptions (probly.csv).
- attr_polnear_train, _dev, _test {id, text, attributions: [{source, cue, content: [[start, end], ...]}]}: PolNeAR
  (Newell, Margolin & Ruths 2018), https://github.com/networkdynamics/PolNeAR; content includes quotation marks, and of
  an article that several people annotated the first record counts.
- actor_newswcl50 {text, mentions: [{chain, start, end, text}]}: NewsWCL50 (Hamborg, Zhukova & Gipp 2019,
  doi:10.1109/JCDL.2019.00036), https://github.com/fhamborg/NewsWCL50; a chain ends in `_USA_COUNTRY` and the like.
- actor_re3d {text, mentions: [{start, end, type, confidence}]}: re3d (Dstl 2017), https://github.com/dstl/re3d
- ner_crossner_politics, ner_wikigold {text, mentions: [{start, end, type}]}: CrossNER (Liu et al. 2021),
  https://github.com/zliucr/CrossNER; WikiGold (Balasuriya et al. 2009).
- metonymy_relocar {text, start, end, label lit|met|mix}: ReLocaR (Gritta et al. 2017),
  https://github.com/milangritta/Minimalist-Location-Metonymy-Resolution
- metonymy_gwn {text, mentions: [{start, end, text, type}]}: GeoWebNews (Gritta, Pilehvar & Collier 2020,
  doi:10.1007/s10579-019-09475-3), https://github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

import discourse as dc

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- quality: begin -->", "<!-- quality: end -->"
RESAMPLES = 500
MANY = 4000  # above so many units of resampling, resampling in blocks of neighbours is as good and takes less time
COLUMNS = ("task", "data", "measure", "ours", "simple, on the same texts", "others, on other texts")
DATA_COLUMNS = ("data", "size", "from", "licence", "in the making")

#: Speculation in reviews and abstracts, but no hedging as Hyland has it: a cue such as these is set aside.
OTHER_CONSTRUCTS = frozenset(("if", "or", "and", "can", "cannot", "can't", "can’t"))
#: Categories that those guidelines leave out.
BEYOND_GUIDELINES = frozenset(("quantifier", "shield"))
AFFIXES = frozenset("un in im il ir dis less non".split())
#: What re3d marks beside names.
NOT_NAMES = frozenset(
    "DocumentReference Quantity Temporal Money Frequency Coordinates Weapon Vehicle MilitaryPlatform "
    "CommsIdentifier".split()
)
#: The states whose chains NewsWCL50 has, by the code in the name of the chain (ISO 3166, and GER).
STATE_OF = dict(
    pair.split(" ", 1)
    for pair in (
        "AFG Afghanistan,CAN Canada,CHN China,DEU Germany,FRA France,GBR United Kingdom,GER Germany,HND Honduras,"
        "IRN Iran,IRQ Iraq,ISR Israel,JPN Japan,KOR South Korea,LBY Libya,MEX Mexico,PRK North Korea,RUS Russia,"
        "SAU Saudi Arabia,SYR Syria,TUR Turkey,UKR Ukraine,USA United States,VNM Vietnam"
    ).split(",")
)


class MissingError(Exception):
    """A function of the library, or an option of it, that this version does not have."""


def function(name: str) -> Callable:
    """A function as `discourse` exports it."""
    if name not in dc.__all__:
        raise MissingError(f"`{name}`")
    return getattr(dc, name)


def read(folder: Path, *names: str) -> list[dict]:
    """The records of the files that are there, those of the first name first; each id once."""
    records: list[dict] = []
    for name in names:
        path = folder / f"{name}.jsonl.gz"
        if path.is_file():
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                records += map(json.loads, lines)
        for path in (folder / f"{name}.csv", folder.parent / "probability_words" / f"{name}.csv"):
            if path.is_file():
                table = pd.read_csv(path)
                records += [{"phrase": c.strip().lower(), "answers": table[c].dropna().tolist()} for c in table]
                break
    if len(names) > 1:
        seen = {r["id"]: r for r in reversed(records)}
        records = [r for r in records if seen[r["id"]] is r]
    return records


def corpus_of(texts: list[str]) -> dc.Corpus:
    frame = pd.DataFrame({"doc_id": [f"{n:06d}" for n in range(len(texts))], "text": pd.Series(texts, dtype="str")})
    return dc.from_documents(frame, sections=False)


def texts_of(gold: list[dict]) -> list[str]:
    return [g["text"] for g in gold]


def per_document(table: pd.DataFrame, n: int, *columns: str) -> list[list[tuple]]:
    """The rows of a table, as tuples of these columns, by document."""
    out: list[list[tuple]] = [[] for _ in range(n)]
    values = (table[c].astype("object").to_numpy() for c in columns)
    for doc, *row in zip(table["doc_id"].astype("str"), *values, strict=True):
        out[int(doc)].append(tuple(row))
    return out


def per_text(pattern: str, gold: list[dict], flags: int = re.IGNORECASE) -> list[list[tuple]]:
    """The (start, end) of an expression's matches in every text."""
    expression = re.compile(pattern, flags)
    return [[m.span() for m in expression.finditer(g["text"])] for g in gold]


def meet(a, b) -> bool:
    return a[0] < b[1] and b[0] < a[1]


# --- measures: from an array with a row a unit to one number ------------------------------------------------------


def f_score(units: np.ndarray) -> float:
    """F1 from columns right, found, wanted.

    >>> f_score(np.array([[1, 2, 1], [1, 1, 3]]))
    0.5714285714285714
    """
    right, found, wanted = units.sum(axis=0)
    return float(2 * right / max(found + wanted, 1))


def share(units: np.ndarray) -> float:
    """The sum of the first column over that of the second."""
    return float(units[:, 0].sum() / max(units[:, 1].sum(), 1))


def macro_f(units: np.ndarray) -> float:
    """The mean of the F1 of negative, neutral and positive, from columns wanted and found (-1, 0, 1)."""
    wanted, found = units.T
    return float(
        np.mean(
            [
                2 * np.sum((wanted == k) & (found == k)) / max(np.sum(wanted == k) + np.sum(found == k), 1)
                for k in (-1, 0, 1)
            ]
        )
    )


def pearson(units: np.ndarray) -> float:
    return float(np.corrcoef(units.T)[0, 1])


def spearman(units: np.ndarray) -> float:
    return pearson(pd.DataFrame(units).rank().to_numpy())


def distance(units: np.ndarray) -> float:
    return float(np.abs(units[:, 0] - units[:, 1]).mean())


class Result(NamedTuple):
    """One measure: the statistic of an array whose rows belong to documents (`owner`)."""

    measure: str
    statistic: Callable[[np.ndarray], float]
    units: np.ndarray
    owner: np.ndarray

    def value(self) -> float:
        return self.statistic(self.units)

    def interval(self) -> tuple[float, float]:
        """95 %, by drawing documents with replacement."""
        documents = pd.factorize(self.owner)[0]
        n = documents.max() + 1
        if n > MANY:
            documents = documents * MANY // n
            n = MANY
        rows = np.split(np.argsort(documents, kind="stable"), np.cumsum(np.bincount(documents, minlength=n))[:-1])
        draw = np.random.default_rng(0)
        values = []
        for _ in range(RESAMPLES):
            chosen = np.concatenate([rows[k] for k in draw.integers(0, n, n)])
            values.append(self.statistic(self.units[chosen]))
        low, high = np.nanpercentile(values, [2.5, 97.5])
        return float(low), float(high)


def result(measure: str, statistic: Callable, units: list, gold: list[dict]) -> Result:
    """A result with a unit a record; records of the same `doc` are resampled together."""
    owner = np.array([str(g.get("doc", n)) for n, g in enumerate(gold)])
    return Result(measure, statistic, np.array(units, dtype=float), owner)


# --- sentences ----------------------------------------------------------------------------------------------------


def find_starts(gold: list[dict]) -> list[set[int]]:
    tokens = corpus_of(texts_of(gold)).tokens
    first = tokens.groupby(["doc_id", "sentence_id"], observed=True, sort=False)["start"].min().reset_index()
    return [{int(start) for (start,) in rows} for rows in per_document(first, len(gold), "start")]


def punkt_starts(gold: list[dict]) -> list[set[int]]:
    """NLTK's sentence splitter without its trained model, a paragraph at a time."""
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    splitter, out = PunktSentenceTokenizer(), []
    for g in gold:
        paragraphs = re.finditer(r"[^\n]+", g["text"])
        out.append({p.start() + start for p in paragraphs for start, _ in splitter.span_tokenize(p.group())})
    return out


def judge_starts(gold: list[dict], found: list[set[int]]) -> list[Result]:
    """Starts of sentences; the starts of paragraphs are given, and left out."""
    units = []
    for g, starts in zip(gold, found, strict=True):
        given = {0, *(m.end() for m in re.finditer("\n\n", g["text"]))}
        wanted, have = set(g["sentence_starts"]) - given, starts - given
        units.append((len(wanted & have), len(have), len(wanted)))
    return [result("F1 of starts", f_score, units, gold)]


# --- tone ---------------------------------------------------------------------------------------------------------


def find_tone(gold: list[dict], lexicon: str) -> np.ndarray:
    """The mean of `compound` over the sentences of a text, 0 where there are none."""
    try:
        scores = dc.score_sentiment(corpus_of(texts_of(gold)), lexicon=lexicon)
    except (TypeError, ValueError) as error:
        raise MissingError(f"`score_sentiment(lexicon={lexicon!r})`") from error
    rows = per_document(scores, len(gold), "compound")
    return np.array([np.mean(r) if r else 0.0 for r in rows])


def class_of(tone: np.ndarray) -> np.ndarray:
    """-1, 0 or 1, with the cut that VADER's authors give."""
    return (tone >= 0.05).astype(int) - (tone <= -0.05)


def judge_tone(gold: list[dict], found: np.ndarray) -> list[Result]:
    mean = np.array([g["mean"] for g in gold])
    return [
        result("correlation with the mean rating, r", pearson, np.c_[mean, found], gold),
        result("three classes, macro-F1", macro_f, np.c_[class_of(mean / 4), class_of(found)], gold),
    ]


def find_actor_tone(gold: list[dict]) -> np.ndarray:
    score = function("score_actor_sentiment")
    mentions = pd.DataFrame(
        {
            "doc_id": [f"{n:06d}" for n in range(len(gold))],
            "start": [g["start"] for g in gold],
            "end": [g["end"] for g in gold],
            "text": [g["text"][g["start"] : g["end"]] for g in gold],
            "actor": [g["target"] for g in gold],
            "type": "person",
            "form": "name",
        }
    )
    rows = per_document(score(corpus_of(texts_of(gold)), mentions), len(gold), "label")
    code = {"negative": -1, "neutral": 0, "positive": 1}
    return np.array([code[r[-1][0]] if r else 0 for r in rows])


def judge_actor_tone(gold: list[dict], found: np.ndarray) -> list[Result]:
    wanted = np.array([{"neg": -1, "neu": 0, "pos": 1}[g["label"]] for g in gold])
    owner = pd.factorize(pd.Series(texts_of(gold)))[0]  # a sentence may be there once for each of its targets
    return [Result("three classes, macro-F1", macro_f, np.c_[wanted, found], owner)]


# --- how sure -----------------------------------------------------------------------------------------------------

PLAIN_HEDGES = (
    r"\b(?:may|might|could|would|should|seem(?:s|ed)?|appear(?:s|ed)?|suggest(?:s|ed|ing)?|think|believe|perhaps|maybe"
    r"|probabl[ey]|possibl[ey]|likely)\b"
)
PLAIN_NEGATIONS = r"\b(?:not|no|never|none|nothing|nobody|nowhere|neither|nor|without|cannot)\b|n['’]t\b"


def find_hedges(gold: list[dict]) -> list[list[tuple]]:
    hedges = function("find_hedges")(corpus_of(texts_of(gold)))
    return per_document(hedges, len(gold), "start", "end", "category", "strength")


def plain_hedges(gold: list[dict]) -> list[list[tuple]]:
    return [[(*span, "plain", 0.5) for span in spans] for spans in per_text(PLAIN_HEDGES, gold)]


def judge_hedges(gold: list[dict], found: list[list[tuple]]) -> list[Result]:
    """Hedged sentences and cues; where there are no cues (Wikipedia) whether the sentence is called hedged."""
    if not any(g.get("cues") for g in gold):
        units = [(bool(g["hedged"]) == bool(f), 1) for g, f in zip(gold, found, strict=True)]
        return [result("hedged sentence or not, accuracy", share, units, gold)]
    kept, sentences, precision, recall = [], [], [], []
    for g, f in zip(gold, found, strict=True):
        cues = [c for c in g["cues"] if c.get("type", "speculation").startswith("spec")]
        aside = [(c["start"], c["end"]) for c in cues if c["text"].lower() in OTHER_CONSTRUCTS]
        wanted = [(c["start"], c["end"]) for c in cues if c["text"].lower() not in OTHER_CONSTRUCTS]
        if aside and not wanted:
            continue
        have = [h for h in f if h[2] not in BEYOND_GUIDELINES and not any(meet(h, c) for c in aside)]
        kept.append(g)
        sentences.append((bool(have) and bool(wanted), bool(have), bool(wanted)))
        precision.append((sum(any(meet(h, c) for c in wanted) for h in have), len(have)))
        recall.append((sum(any(meet(h, c) for h in have) for c in wanted), len(wanted)))
    return [
        result("hedged sentences, F1", f_score, sentences, kept),
        result("cues, precision", share, precision, kept),
        result("cues, recall", share, recall, kept),
    ]


def judge_certainty(gold: list[dict], found: list[list[tuple]]) -> list[Result]:
    """Doubt is 1 - product(1 - strength); the sign is turned, so that 1 is agreement."""
    kept = [n for n, g in enumerate(gold) if g.get("certainty") is not None]
    doubt = [1 - np.prod([1 - h[3] for h in found[n]]) for n in kept]
    units = np.c_[[-gold[n]["certainty"] for n in kept], doubt]
    return [result("correlation of ranks with readers, rho", spearman, units, [gold[n] for n in kept])]


def find_negations(gold: list[dict]) -> list[list[tuple]]:
    return per_document(function("find_negations")(corpus_of(texts_of(gold))), len(gold), "start", "end")


def judge_negations(gold: list[dict], found: list[list[tuple]]) -> list[Result]:
    """Negated sentences; those that only an affix negates (un-, in-, -less) are set aside."""
    kept, units = [], []
    for g, f in zip(gold, found, strict=True):
        cues = [part[2].lower() for negation in g["negations"] for part in negation["cue"]]
        if not g["negated"] or any(cue not in AFFIXES for cue in cues):
            kept.append(g)
            units.append((bool(f) and bool(g["negated"]), bool(f), bool(g["negated"])))
    return [result("negated sentences, F1", f_score, units, kept)]


def find_odds(gold: list[dict]) -> list[tuple | None]:
    texts = [f"It is {g['phrase']} that the talks will fail." for g in gold]
    rows = per_document(function("find_probability_words")(corpus_of(texts)), len(gold), "low", "high")
    return [r[0] if r else None for r in rows]


def judge_odds(gold: list[dict], found: list[tuple | None]) -> list[Result]:
    have = [(n, f) for n, f in enumerate(found) if f]
    points = np.array([(np.median(gold[n]["answers"]), 50 * (low + high)) for n, (low, high) in have])
    owner = np.arange(len(have))
    return [
        result("phrases found, share", share, [(f is not None, 1) for f in found], gold),
        Result("correlation of ranks with the medians, rho", spearman, points, owner),
        Result("mean distance, percentage points", distance, points, owner),
    ]


# --- voice --------------------------------------------------------------------------------------------------------


def find_attributions(gold: list[dict]) -> list[dict[str, set]]:
    """Spans of source, cue and content; scare quotes and pieces inside another piece left out."""
    quotes = function("find_quotes")(corpus_of(texts_of(gold))).query("kind != 'scare'")
    columns = ["start", "end", "source_start", "source_end", "cue_start", "cue_end"]
    out = []
    for rows in per_document(quotes, len(gold), "quote_id", *columns):
        rows = [a for a in rows if not any(b is not a and b[0] == a[0] and b[1] <= a[1] and a[2] <= b[2] for b in rows)]
        spans = {}
        for role, at in (("content", 1), ("source", 3), ("cue", 5)):
            spans[role] = {(int(r[at]), int(r[at + 1])) for r in rows if not pd.isna(r[at])}
        out.append(spans)
    return out


def plain_attributions(gold: list[dict]) -> list[dict[str, set]]:
    """What stands between double quotation marks."""
    return [{"content": set(spans)} for spans in per_text(r"“[^“”\n]+”|\"[^\"\n]+\"", gold)]


def judge_attributions(gold: list[dict], found: list[dict[str, set]]) -> list[Result]:
    exact: dict[str, list] = {role: [] for role in ("source", "cue", "content")}
    characters = []
    for g, f in zip(gold, found, strict=True):
        for role, units in exact.items():
            wanted = {tuple(span) for a in g["attributions"] for span in a[role]}
            have = f.get(role, set())
            units.append((len(wanted & have), len(have), len(wanted)))
        mask = np.zeros((2, len(g["text"])), dtype=bool)
        for row, spans in enumerate(((s for a in g["attributions"] for s in a["content"]), f["content"])):
            for start, end in spans:
                mask[row, start:end] = True
        characters.append((mask.all(axis=0).sum(), mask[1].sum(), mask[0].sum()))
    there = [role for role in exact if any(role in f for f in found)]
    return [
        *(result(f"{role}, exact, F1", f_score, exact[role], gold) for role in there),
        result("characters of content, F1", f_score, characters, gold),
    ]


# --- actors -------------------------------------------------------------------------------------------------------


def find_states(gold: list[dict], *, plain: bool = False) -> list[list[tuple]]:
    actors = function("load_actors")("world")
    if plain:
        actors = actors.query("type == 'state' and form in ('name', 'acronym')")
    found = function("find_mentions")(corpus_of(texts_of(gold)), actors)
    return per_document(found[found["type"].isin(["state", "government"])], len(gold), "start", "end", "country")


def judge_states(gold: list[dict], found: list[list[tuple]]) -> list[Result]:
    """Recall of short names of states (three words, a capital, no Mr or Ms); the state of those that meet a mention."""
    recall, right = [], []
    for g, f in zip(gold, found, strict=True):
        wanted = []
        for m in g["mentions"]:
            parts = m["chain"].split("_")
            if parts[-1] == "COUNTRY" and parts[1] in STATE_OF:
                wanted.append((m["start"], m["end"], STATE_OF[parts[1]], m["text"]))
        named = [
            w
            for w in wanted
            if len(w[3].split()) <= 3 and w[3] != w[3].lower() and not re.match(r"M(?:r|s|rs)\b", w[3])
        ]
        recall.append((sum(any(meet(h, w) and h[2] == w[2] for h in f) for w in named), len(named)))
        near = [(h[2], {w[2] for w in wanted if meet(h, w)}) for h in f]
        right.append((sum(state in states for state, states in near), sum(bool(states) for _, states in near)))
    return [
        result("names of states found, recall", share, recall, gold),
        result("right state, where a mention is met", share, right, gold),
    ]


def find_names(gold: list[dict]) -> list[list[tuple]]:
    corpus = corpus_of(texts_of(gold))
    suggested = function("suggest_actors")(corpus)
    return per_document(function("find_mentions")(corpus, suggested), len(gold), "start", "end")


def plain_names(gold: list[dict]) -> list[list[tuple]]:
    """Runs of words with a capital; a run of one word behind a full stop or at the head of a text is left out."""
    runs = per_text(r"\b[A-Z][\w.’'-]*\w(?: (?:of (?:the )?)?[A-Z][\w.’'-]*\w)*", gold, 0)
    out = []
    for g, spans in zip(gold, runs, strict=True):
        text = g["text"]
        head = [not text[:start].rstrip(' \n“"(') or text[:start].rstrip(' \n“"(')[-1] in ".!?" for start, _ in spans]
        out.append([s for s, first in zip(spans, head, strict=True) if not first or " " in text[s[0] : s[1]]])
    return out


def judge_names(gold: list[dict], found: list[list[tuple]]) -> list[Result]:
    """One to one, the spans sharing at least half of their union; each found one takes the best that is left."""
    units = []
    for g, f in zip(gold, found, strict=True):
        wanted = {
            (m["start"], m["end"])
            for m in g["mentions"]
            if m["type"] not in NOT_NAMES
            and m.get("confidence", 1) >= 0.5
            and any(map(str.isupper, g["text"][m["start"] : m["end"]]))
        }
        n_wanted, have, right = len(wanted), sorted(set(f)), 0
        for start, end in have:
            common = {
                w: (min(end, w[1]) - max(start, w[0])) / (max(end, w[1]) - min(start, w[0]))
                for w in wanted
                if meet((start, end), w)
            }
            best = max(common, key=common.get, default=None)
            if best is not None and common[best] >= 0.5:
                wanted.discard(best)
                right += 1
        units.append((right, len(have), n_wanted))
    return [result("names, F1", f_score, units, gold)]


def cases_of(gold: list[dict]) -> list[tuple[int, int, int, bool]]:
    """(record, start, end, whether it stands for an actor) of each name that is literal or metonymic."""
    cases = []
    for n, g in enumerate(gold):
        marked = g["mentions"] if "mentions" in g else [g | {"type": g["label"]}]
        for m in marked:
            if m["type"] in ("Literal", "lit", "Metonymic", "met"):
                cases.append((n, m["start"], m["end"], m["type"] in ("Metonymic", "met")))
    return cases


def find_readings(gold: list[dict]) -> list[list[tuple]]:
    aliases = sorted({gold[n]["text"][start:end] for n, start, end, _ in cases_of(gold)})
    actors = pd.DataFrame({"actor": aliases, "alias": aliases, "type": "state", "form": "name"})
    found = function("find_mentions")(corpus_of(texts_of(gold)), actors)
    return per_document(found, len(gold), "start", "end", "reading")


def judge_readings(gold: list[dict], found: list[list[tuple]]) -> list[Result]:
    """A name that is not found counts as a place."""
    cases = cases_of(gold)
    units = []
    for n, start, end, acts in cases:
        reading = next((r[2] for r in found[n] if meet(r, (start, end))), "place")
        units.append(((reading == "actor") == acts, 1))
    return [Result("actor or place, accuracy", share, np.array(units, dtype=float), np.array([c[0] for c in cases]))]


# --- what is measured on what -------------------------------------------------------------------------------------

OPEN = "open to those who wrote the rules"
APART = "not among the sets that the rules were written with"


class Data(NamedTuple):
    """A set: its files, what a record is, where it is from, and what part it had in the making of the library."""

    title: str
    files: tuple[str, ...]
    unit: str
    source: str
    licence: str
    making: str = OPEN


DATA = {
    "brown_editorial": Data(
        "Brown, editorials", ("sentences_brown_editorial",), "texts", "Francis & Kučera 1979", "non-commercial"
    ),
    "brown_news": Data(
        "Brown, news", ("sentences_brown_news",), "texts", "Francis & Kučera 1979", "non-commercial", APART
    ),
    "nyt": Data(
        "New York Times opinion pieces",
        ("sent_nyt_editorials",),
        "sentences, each rated by 20 people",
        "Hutto & Gilbert 2014",
        "MIT",
        "the grades of the words of `commentary` were moved by these ratings; `tone_valence.py` prints what is reached "
        "on documents that had no part in that",
    ),
    "newsmtsc": Data(
        "NewsMTSC",
        ("target_newsmtsc_train", "target_newsmtsc_rw", "target_newsmtsc_mt"),
        "marked persons in sentences of political news",
        "Hamborg & Donnay 2021",
        "MIT",
        "the grades of the words, and how much a word's place counts, were moved by the labels of the training part; "
        "`tone_valence.py` prints what is reached on documents that had no part in that",
    ),
    "sfu": Data("SFU Review NegSpec", ("hedge_sfu",), "sentences", "Konstantinova et al. 2012", "GPL-3 or later"),
    "wikipedia": Data(
        "CoNLL-2010, Wikipedia", ("hedge_conll2010wiki",), "sentences, a sample", "Farkas et al. 2010", "CC BY-SA"
    ),
    "bioscope_papers": Data(
        "BioScope, papers", ("hedge_bioscope_full_papers",), "sentences", "Vincze et al. 2008", "for research"
    ),
    "bioscope_abstracts": Data(
        "BioScope, abstracts", ("hedge_bioscope_abstracts",), "sentences", "Vincze et al. 2008", "for research", APART
    ),
    "certainty": Data(
        "Certainty in science",
        ("certainty_sentence",),
        "sentences, rated by readers from 1 to 6",
        "Pei & Jurgens 2021",
        "MIT",
        "the strengths of the hedges were estimated from these ratings; `hedge_strength.py` prints what is reached on "
        "sentences that had no part in that",
    ),
    "cdsco": Data("CD-SCO", ("neg_cdsco",), "sentences", "Morante & Daelemans 2012", "texts in the public domain"),
    "odds": Data(
        "Perceptions of probability",
        ("zonination_probly",),
        "phrases, each put to 46 people",
        "zonination, GitHub",
        "MIT",
        "the list of phrases was seen; its figures are those of another survey",
    ),
    "polnear": Data(
        "PolNeAR",
        ("attr_polnear_train", "attr_polnear_test", "attr_polnear_dev"),
        "articles of political news",
        "Newell, Margolin & Ruths 2018",
        "none stated; the texts are the publishers'",
    ),
    "newswcl50": Data(
        "NewsWCL50",
        ("actor_newswcl50",),
        "articles",
        "Hamborg, Zhukova & Gipp 2019",
        "CC BY-SA 4.0; the texts are the publishers'",
    ),
    "re3d": Data("re3d", ("actor_re3d",), "documents on Syria and Iraq", "Dstl 2017", "OGL and others"),
    "crossner": Data("CrossNER, politics", ("ner_crossner_politics",), "sentences", "Liu et al. 2021", "MIT"),
    "wikigold": Data("WikiGold", ("ner_wikigold",), "sentences of Wikipedia", "Balasuriya et al. 2009", "CC BY"),
    "relocar": Data("ReLocaR", ("metonymy_relocar",), "sentences of Wikipedia", "Gritta et al. 2017", "GPL-3"),
    "geowebnews": Data("GeoWebNews", ("metonymy_gwn",), "articles", "Gritta, Pilehvar & Collier 2020", "GPL-3"),
}


class Task(NamedTuple):
    """How something is found, by us and simply; how it is judged; on which sets; what the figure leaves open."""

    find: Callable[[list[dict]], object]
    simple: Callable[[list[dict]], object] | None
    simple_name: str
    judge: Callable[[list[dict], object], list[Result]]
    data: tuple[str, ...]
    cannot: str


TASKS = {
    "sentences": Task(
        find_starts,
        punkt_starts,
        "NLTK's Punkt, untrained",
        judge_starts,
        ("brown_editorial", "brown_news"),
        "The texts are American newspapers of 1961, clean and with their paragraphs given; nothing is said about web "
        "pages, headlines or text from PDF files.",
    ),
    "tone_vader": Task(
        lambda gold: find_tone(gold, "vader"),
        None,
        "",
        judge_tone,
        ("nyt",),
        "VADER as it is, to compare with; the correlation is over single sentences, on which readers differ.",
    ),
    "tone": Task(
        lambda gold: find_tone(gold, "commentary"),
        lambda gold: find_tone(gold, "vader"),
        "VADER",
        judge_tone,
        ("nyt",),
        "Readers rated how positive a sentence sounds, not what its author thinks of anybody; one newspaper, "
        "one country. The grades were moved by these same ratings: quote the figure held out.",
    ),
    "actor_tone": Task(
        find_actor_tone,
        lambda gold: class_of(find_tone(gold, "vader")),
        "VADER of the sentence",
        judge_actor_tone,
        ("newsmtsc",),
        "Only persons in American news, one sentence at a time, and only sentences on which the coders agreed: harder "
        "ones are not in it, and states and organisations have not been measured.",
    ),
    "hedges": Task(
        find_hedges,
        plain_hedges,
        "a regular expression of common cues",
        judge_hedges,
        ("sfu", "wikipedia", "bioscope_papers", "bioscope_abstracts"),
        "None of it is commentary. In reviews and papers `if`, `or`, `can`, quantifiers and shields are set aside, as "
        "those guidelines draw the line elsewhere; whether the scope and the owner of a doubt are right is not "
        "measured here.",
    ),
    "certainty": Task(
        find_hedges,
        plain_hedges,
        "number of common cues",
        judge_certainty,
        ("certainty",),
        "Sentences on science and the news about it; how sure a commentary on foreign policy sounds may hang on other "
        "words, and the strengths come from the same readers.",
    ),
    "negation": Task(
        find_negations,
        lambda gold: per_text(PLAIN_NEGATIONS, gold),
        "a regular expression",
        judge_negations,
        ("cdsco",),
        "Fiction of about 1900; whether a sentence has a negation, not what it covers; negation by affix is set aside.",
    ),
    "probability": Task(
        find_odds,
        None,
        "",
        judge_odds,
        ("odds",),
        "Seventeen phrases in one frame, in answers to surveys on the web; what a phrase means in a given sentence, "
        "to a given author, is not known from either survey.",
    ),
    "attribution": Task(
        find_attributions,
        plain_attributions,
        "what stands between double quotation marks",
        judge_attributions,
        ("polnear",),
        "News reporting, in which sources are named and verbs of saying are many; commentary reports in freer ways. "
        "Exact spans punish a comma as much as a miss, so read the characters too.",
    ),
    "states": Task(
        find_states,
        lambda gold: find_states(gold, plain=True),
        "names of states and their acronyms alone",
        judge_states,
        ("newswcl50",),
        "Only chains that the annotators followed are marked, so precision cannot be measured; five events of one "
        "year, and most mentions are of the United States and North Korea.",
    ),
    "names": Task(
        find_names,
        plain_names,
        "runs of words with a capital",
        judge_names,
        ("re3d", "crossner", "wikigold"),
        "Whether a span is a name, not whose name it is or of what type; in Wikipedia, from which the latter two are, "
        "names are many and a capital says nearly all.",
    ),
    "metonymy": Task(
        find_readings,
        lambda gold: [[] for _ in gold],
        "always a place",
        judge_readings,
        ("relocar", "geowebnews"),
        "Two readings only, without the mixed ones; in ReLocaR both are about equally frequent, which they need not be "
        "elsewhere; and which actor a place stands for is not asked.",
    ),
}

#: Figures of others for the same measure: set, measure, figure; on parts of the sets that the project has not been
#: given, or as published.
OTHERS_LISTED = """
brown_editorial | F1 of starts | Punkt untrained .91, with its trained model .984
brown_news | F1 of starts | Punkt untrained .80, with its trained model .967
nyt | correlation with the mean rating, r | VADER .49; three lexicons averaged .54; trained on four lexicons .57
nyt | correlation with the mean rating, r | one person against the other nineteen .73
nyt | three classes, macro-F1 | VADER .52; three lexicons averaged .56; trained on four lexicons .55
nyt | three classes, macro-F1 | one person against the other nineteen .64
newsmtsc | three classes, macro-F1 | VADER near the name .53; linear models trained on 8,700 sentences .58
newsmtsc | three classes, macro-F1 | the same with features from lexicons .63; RoBERTa .83
sfu | hedged sentences, F1 | published list .72
sfu | cues, precision | published list .64
wikipedia | hedged sentence or not, accuracy | published list .58; trained .77
bioscope_papers | hedged sentences, F1 | published list .70
bioscope_abstracts | hedged sentences, F1 | published list .77; trained .86
certainty | correlation of ranks with readers, rho | number of published cues .61; trained .64
cdsco | negated sentences, F1 | a regular expression .94
odds | correlation of ranks with the medians, rho | medians of one survey against the other .985
odds | mean distance, percentage points | medians of one survey against the other 1.7
polnear | source, exact, F1 | regular expression .27; CoreNLP .14; trained CRF .51; BERT .83; two annotators .78
polnear | cue, exact, F1 | regular expression .28; trained CRF .53; BERT .75; two annotators .70
polnear | content, exact, F1 | regular expression .32; CoreNLP .18; trained CRF .29; BERT .73; two annotators .68
polnear | characters of content, F1 | regular expression .58
newswcl50 | names of states found, recall | plain names of countries .76; with White House and Washington .89
newswcl50 | right state, where a mention is met | plain names of countries .99
re3d | names, F1 | runs of capitals .56
crossner | names, F1 | runs of capitals .74
relocar | actor or place, accuracy | a rule on prepositions .70; trained .75 to .85; BERT .94; people .91 to .93
geowebnews | actor or place, accuracy | a rule on prepositions .84; trained .92
"""


def others_of(data: str, what: str) -> str:
    """The figures listed for one measure on one set.

    >>> others_of("sfu", "cues, precision")
    'published list .64'
    """
    rows = (line.split(" | ") for line in OTHERS_LISTED.strip().splitlines())
    return "; ".join(figure for *key, figure in rows if key == [data, what])


#: Where figures of the library were estimated from the very set: what the script that made them prints for the parts
#: that had no share in it. (task, data, measure) -> script, expression; the mean of its matches.
HELD_OUT = {
    ("certainty", "certainty", "correlation of ranks with readers, rho"): (
        "hedge_strength.py",
        r"strengths, ten-fold\s+([\d.]+)",
    ),
    ("tone", "nyt", "correlation with the mean rating, r"): (
        "tone_valence.py",
        r"opinion pieces, half \d: .*values from the other half ([\d.]+)",
    ),
}
FITTED = {("certainty", "certainty"), ("tone", "nyt"), ("actor_tone", "newsmtsc")}


# --- the report ---------------------------------------------------------------------------------------------------


def number(value: float) -> str:
    """Three figures behind the point, two from 1 on.

    >>> number(0.5754), number(2.7789)
    ('0.575', '2.78')
    """
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:.2f}"


def held_out(folder: Path, task: str, data: str, what: str) -> str:
    """How a figure is to be read whose set had a part in making the library; empty where it had none."""
    if (task, data) not in FITTED:
        return ""
    script, pattern = HELD_OUT.get((task, data, what), ("", ""))
    if script:
        command = [sys.executable, str(Path(__file__).with_name(script)), "--data", str(folder)]
        printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        values = [float(value) for value in re.findall(pattern, printed)]
        if values:
            return f"; fitted to these, held out {number(float(np.mean(values)))}"
    return "; fitted to these"


def measure(folder: Path, task: str, data: str, gold: list[dict]) -> list[list[str]]:
    """The rows of one task on one set."""
    how, title = TASKS[task], DATA[data].title
    try:
        ours = how.judge(gold, how.find(gold))
    except MissingError as missing:
        return [[task, title, "", f"not there yet: {missing}", "", ""]]
    simple = {r.measure: r.value() for r in how.judge(gold, how.simple(gold))} if how.simple else {}
    rows = []
    for r in ours:
        low, high = r.interval()
        beside = f"{how.simple_name} {number(simple[r.measure])}" if r.measure in simple else ""
        others = others_of(data, r.measure)
        ours_is = f"{number(r.value())} [{number(low)}, {number(high)}]{held_out(folder, task, data, r.measure)}"
        rows.append([task, title, r.measure, ours_is, beside, others])
    return rows


def table(head: tuple[str, ...], rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows))


def report(folder: Path, tasks: list[str]) -> str:
    """The table of figures, that of the data, and what the figures cannot say; Markdown."""
    rows, sources = [], {}
    for task in tasks:
        print(f"measuring {task}", file=sys.stderr, flush=True)
        for data in TASKS[task].data:
            about = DATA[data]
            gold = read(folder, *about.files)
            rows += measure(folder, task, data, gold) if gold else [[task, about.title, "", "not there", "", ""]]
            size = f"{len(gold):,} {about.unit}" if gold else f"not there ({about.unit})"
            sources[data] = [about.title, size, about.source, about.licence, about.making]
    limits = "\n".join(f"- **{task}**: {TASKS[task].cannot}" for task in tasks)
    return (
        f"{table(COLUMNS, rows)}\n\nThe data:\n\n{table(DATA_COLUMNS, list(sources.values()))}\n\n"
        f"What the figures cannot say:\n\n{limits}"
    )


def write(text: str) -> None:
    """Put the report between its two marks in the README."""
    readme = README.read_text(encoding="utf-8")
    if readme.count(BEGIN) != 1 or readme.count(END) != 1:
        raise SystemExit(f"{README.name} needs the lines {BEGIN} and {END} once each; put them where the tables go")
    head, tail = readme.split(BEGIN)[0], readme.split(END)[1]
    README.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", encoding="utf-8")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("task", nargs="*", metavar="task", help=f"any of {', '.join(TASKS)}; all where none is named")
    ask.add_argument("--data", type=Path, required=True, help="folder with the annotated sets")
    ask.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md")
    options = ask.parse_args()
    unknown = [t for t in options.task if t not in TASKS]
    if unknown:
        ask.error(f"task {unknown[0]!r} is not known; choose from {', '.join(TASKS)}")
    if not options.data.is_dir():
        ask.error(f"--data {str(options.data)!r} is no folder; name the one with the annotated sets")
    if options.write and options.task:
        ask.error("--write needs all tasks, or the tables would lose the others; leave the names of tasks out")
    text = report(options.data, options.task or list(TASKS))
    print(text)
    if options.write:
        write(text)


if __name__ == "__main__":
    main()
