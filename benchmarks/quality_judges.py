"""How what is found is judged against annotations: from records and findings to figures with their intervals.

A pair of functions a construct: one finds it in texts, the other judges what was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

import discourse as dc

RESAMPLES = 500
MANY = 4000  # above so many units of resampling, resampling in blocks of neighbours is as good and takes less time

#: Speculation in reviews and abstracts, but no hedging as Hyland has it: a cue such as these is set aside.
OTHER_CONSTRUCTS = frozenset(("if", "or", "and", "can", "cannot", "can't", "can’t"))
#: Categories that those guidelines leave out.
BEYOND_GUIDELINES = frozenset(("quantifier", "vague", "shield"))
#: Hedges of amount, degree and frequency.
ABOUT_HOW_MUCH = frozenset(("approximator", "quantifier", "vague"))
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


def auc(units: np.ndarray) -> float:
    """How often a true one has the higher number, from columns true (1, 0) and number.

    >>> auc(np.array([[1, 0.9], [1, 0.2], [0, 0.4], [0, 0.1]]))
    0.75
    """
    true, rank = units[:, 0] == 1, pd.Series(units[:, 1]).rank().to_numpy()
    n = true.sum()
    return float((rank[true].sum() - n * (n + 1) / 2) / (n * (len(true) - n)))


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


def find_directed(gold: list[dict]) -> tuple[np.ndarray, np.ndarray]:
    """Tone towards the one whom a stance is towards, and its class."""
    spans = [target_of(g) for g in gold]
    mentions = pd.DataFrame(spans, columns=["start", "end", "text"]).assign(
        doc_id=[f"{n:06d}" for n in range(len(gold))], actor="target", type="person", form="name"
    )
    scores = function("score_actor_sentiment")(corpus_of(texts_of(gold)), mentions)
    rows = per_document(scores, len(gold), "tone", "label")
    code = {"negative": -1, "neutral": 0, "positive": 1}
    return np.array([r[-1][0] if r else 0.0 for r in rows]), np.array([code[r[-1][1]] if r else 0 for r in rows])


def plain_directed(gold: list[dict]) -> tuple[np.ndarray, np.ndarray]:
    tone = find_tone(gold, "vader")
    return tone, class_of(tone)


def target_of(record: dict) -> list:
    """Where the second party stands; the first where the stance is of the second towards it."""
    return record["p" if record["label_name"].startswith("q->p") else "q"]


def judge_directed(gold: list[dict], found: tuple[np.ndarray, np.ndarray]) -> list[Result]:
    """For against against, over the pairs that are either; three classes over all."""
    tone, label = found
    sign = {"neg": -1, "pos": 1}
    wanted = np.array([sign[g["label_name"][-3:]] if g["label"] else 0 for g in gold])
    owner = pd.factorize(pd.Series(texts_of(gold)))[0]  # a sentence may be there once for each of its pairs
    signed = wanted != 0
    return [
        Result("for or against, AUC", auc, np.c_[wanted, tone][signed], owner[signed]),
        Result("three classes, macro-F1", macro_f, np.c_[wanted, label], owner),
    ]


# --- how sure -----------------------------------------------------------------------------------------------------

PLAIN_HEDGES = (
    r"\b(?:may|might|could|would|should|seem(?:s|ed)?|appear(?:s|ed)?|suggest(?:s|ed|ing)?|think|believe|perhaps|maybe"
    r"|probabl[ey]|possibl[ey]|likely)\b"
)
PLAIN_BOOSTERS = (
    r"\b(?:clearly|obviously|certainly|surely|definitely|undoubtedly|of course|in fact|indeed|no doubt|really|truly"
    r"|prove[sd]?)\b"
)
PLAIN_NEGATIONS = r"\b(?:not|no|never|none|nothing|nobody|nowhere|neither|nor|without|cannot)\b|n['’]t\b"


def find_hedges(gold: list[dict], *, lexicon: pd.DataFrame | None = None, vague: bool = False) -> list[list[tuple]]:
    hedges = function("find_hedges")(corpus_of(texts_of(gold)), lexicon=lexicon, vague=vague)
    return per_document(hedges, len(gold), "start", "end", "category", "strength")


def plain_hedges(gold: list[dict]) -> list[list[tuple]]:
    return [[(*span, "plain", 0.5) for span in spans] for spans in per_text(PLAIN_HEDGES, gold)]


def judge_hedges(gold: list[dict], found: list[list[tuple]]) -> list[Result]:
    """Hedged sentences and cues; where there are no cues (Wikipedia) whether the sentence is called hedged."""
    if not any(g.get("cues") for g in gold):
        units = [(bool(g["hedged"]) == bool(f), 1) for g, f in zip(gold, found, strict=True)]
        return [result("hedged sentence or not, accuracy", share, units, gold)]
    kept, sentences, precision, recall, wider = [], [], [], [], []
    for g, f in zip(gold, found, strict=True):
        cues = [c for c in g["cues"] if c.get("type", "speculation").startswith("spec")]
        aside = [(c["start"], c["end"]) for c in cues if c["text"].lower() in OTHER_CONSTRUCTS]
        wanted = [(c["start"], c["end"]) for c in cues if c["text"].lower() not in OTHER_CONSTRUCTS]
        if aside and not wanted:
            continue
        counted = [h for h in f if h[2] not in BEYOND_GUIDELINES and not any(meet(h, c) for c in aside)]
        have = [h for h in counted if h[2] != "approximator"]
        kept.append(g)
        sentences.append((bool(have) and bool(wanted), bool(have), bool(wanted)))
        precision.append((sum(any(meet(h, c) for c in wanted) for h in have), len(have)))
        wider.append((sum(any(meet(h, c) for c in wanted) for h in counted), len(counted)))
        recall.append((sum(any(meet(h, c) for h in have) for c in wanted), len(wanted)))
    return [
        result("hedged sentences, F1", f_score, sentences, kept),
        result("cues, precision", share, precision, kept),
        result("cues, recall", share, recall, kept),
        result("cues, precision, approximators counted", share, wider, kept),
    ]


def judge_certainty(gold: list[dict], found: list[list[tuple]]) -> list[Result]:
    """Doubt is 1 - product(1 - strength); the sign is turned, so that 1 is agreement."""
    kept = [n for n, g in enumerate(gold) if g.get("certainty") is not None]
    doubt = [1 - np.prod([1 - h[3] for h in found[n]]) for n in kept]
    units = np.c_[[-gold[n]["certainty"] for n in kept], doubt]
    return [result("correlation of ranks with readers, rho", spearman, units, [gold[n] for n in kept])]


def find_sureness(gold: list[dict], *, lexicon: pd.DataFrame | None = None) -> np.ndarray:
    """The mean of `certainty` over the sentences of a text; hedges by the list given."""
    corpus = corpus_of(texts_of(gold))
    scores = function("score_certainty")(corpus, hedges=function("find_hedges")(corpus, lexicon=lexicon))
    return np.array([np.mean(rows) for rows in per_document(scores, len(gold), "certainty")])


def judge_sureness(gold: list[dict], found: np.ndarray) -> list[Result]:
    units = np.c_[[g["certainty"] for g in gold], found]
    return [result("correlation of ranks with readers, rho", spearman, units, gold)]


class Stance(NamedTuple):
    """Found in one text: hedges with their category, and boosters."""

    hedges: list[tuple]
    boosters: list[tuple]


def find_stance(gold: list[dict]) -> list[Stance]:
    corpus = corpus_of(texts_of(gold))
    hedges = per_document(function("find_hedges")(corpus), len(gold), "start", "end", "category")
    boosters = per_document(function("find_boosters")(corpus), len(gold), "start", "end")
    return [Stance(*both) for both in zip(hedges, boosters, strict=True)]


def plain_stance(gold: list[dict]) -> list[Stance]:
    hedges, boosters = plain_hedges(gold), per_text(PLAIN_BOOSTERS, gold)
    return [Stance(*both) for both in zip(hedges, boosters, strict=True)]


def judge_cues(found: list[tuple], coded: list[dict], wanted: list[dict]) -> tuple[int, int, int]:
    """Right, found, wanted: what both readers marked has to be found, what one of them marked may be."""
    both = [(c["start"], c["end"]) for c in wanted if len(c["readers"]) == 2]
    right = sum(any(meet(cue, f) for f in found) for cue in both)
    wrong = sum(not any(meet(f, (c["start"], c["end"])) for c in coded) for f in found)
    return right, right + wrong, len(both)


def judge_stance(gold: list[dict], found: list[Stance]) -> list[Result]:
    """Hedges; those that are about whether, not about how much; boosters."""
    hedges, epistemic, boosters = [], [], []
    for g, f in zip(gold, found, strict=True):
        narrow = [h for h in f.hedges if h[2] not in ABOUT_HOW_MUCH]
        hedges.append(judge_cues(f.hedges, g["hedges"], g["hedges"]))
        epistemic.append(judge_cues(narrow, g["hedges"], [c for c in g["hedges"] if c["kind"] == "epistemic"]))
        boosters.append(judge_cues(f.boosters, g["boosters"], g["boosters"]))
    return [
        result("hedges, F1", f_score, hedges, gold),
        result("epistemic hedges, F1", f_score, epistemic, gold),
        result("boosters, F1", f_score, boosters, gold),
    ]


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


class Listing(NamedTuple):
    """Mentions in one text: by the table that ships, and with what `suggest_actors` proposes before it."""

    listed: list[tuple]
    open: list[tuple]


#: What a kind of the coding of editorials may have as its type.
TYPES_OF = {"organisation": ("organisation", "government", "media"), "person": ("person",)}


def find_named(gold: list[dict]) -> list[Listing]:
    corpus, world = corpus_of(texts_of(gold)), function("load_actors")("world")
    proposed = function("suggest_actors")(corpus)
    both = pd.concat([proposed[[c for c in world.columns if c in proposed]], world], ignore_index=True)
    columns = ("start", "end", "type", "reading")
    found = (per_document(function("find_mentions")(corpus, table), len(gold), *columns) for table in (world, both))
    return [Listing(*pair) for pair in zip(*found, strict=True)]


def plain_named(gold: list[dict]) -> list[Listing]:
    """Names of states and their acronyms, all actors; runs of words with a capital, of no type."""
    states = find_states(gold, plain=True)
    listed = [[(start, end, "state", "actor") for start, end, _ in rows] for rows in states]
    return [
        Listing(some, [(*span, "other", "actor") for span in spans])
        for some, spans in zip(listed, plain_names(gold), strict=True)
    ]


def judge_named(gold: list[dict], found: list[Listing]) -> list[Result]:
    """What both readers marked alike has to be found; what neither marked is false."""
    recall, reading, types, right = [], [], {kind: [] for kind in TYPES_OF}, []
    for g, f in zip(gold, found, strict=True):
        wanted = [m for m in g["mentions"] if m["readers"] == "AB"]
        states = [(m, [h for h in f.listed if meet(h, (m["start"], m["end"]))]) for m in wanted if m["kind"] == "state"]
        recall.append((sum(bool(hits) for _, hits in states), len(states)))
        read = [hits[0][3] == m["reading"] for m, hits in states if hits and m["reading"]]
        reading.append((sum(read), len(read)))
        for kind, fitting in TYPES_OF.items():
            near = [[h for h in f.open if meet(h, (m["start"], m["end"]))] for m in wanted if m["kind"] == kind]
            units = [any(h[2] in fitting for h in hits) for hits in near if hits]
            types[kind].append((sum(units), len(units)))
        right.append((sum(any(meet(h, (m["start"], m["end"])) for m in g["mentions"]) for h in f.open), len(f.open)))
    return [
        result("states found, recall", share, recall, gold),
        result("actor or place, accuracy", share, reading, gold),
        *(result(f"types, of each {kind} that is found", share, units, gold) for kind, units in types.items()),
        result("with suggest_actors, precision", share, right, gold),
    ]


def find_groups(gold: list[dict]) -> list[list[tuple]]:
    corpus = corpus_of(texts_of(gold))
    found = function("find_mentions")(corpus, function("suggest_actors")(corpus))
    return per_document(found, len(gold), "start", "end", "actor")


def plain_groups(gold: list[dict]) -> list[list[tuple]]:
    """Runs of words with a capital, by their last word."""
    runs = zip(gold, plain_names(gold), strict=True)
    return [[(*span, g["text"][slice(*span)].split()[-1]) for span in spans] for g, spans in runs]


def b_cubed(units: np.ndarray) -> float:
    """F1 from columns precision and recall of each mention.

    >>> b_cubed(np.array([[1, 0.5], [1, 0.5]]))
    0.6666666666666666
    """
    p, r = units.mean(axis=0)
    return float(2 * p * r / (p + r))


def judge_groups(gold: list[dict], found: list[list[tuple]]) -> list[Result]:
    """B-cubed of short named mentions, within an event; what is not found is left out, or a group of its own."""
    items, owner = [], []
    for n, (g, f) in enumerate(zip(gold, found, strict=True)):
        event = event_of(g)
        for m in g["mentions"]:
            if any(map(str.isupper, m["text"])) and len(m["text"].split()) <= 5:
                hit = next((h[2] for h in f if meet(h, (m["start"], m["end"]))), None)
                items.append((f"{event} {m['chain']}", None if hit is None else f"{event} {hit}"))
                owner.append(n)
    alone = [(chain, f"alone {n}" if actor is None else actor) for n, (chain, actor) in enumerate(items)]
    kept = [n for n, (_, actor) in enumerate(items) if actor is not None]
    return [
        Result(measure, b_cubed, _pair_shares([some[n] for n in at]), np.array(owner)[at])
        for measure, some, at in (
            ("names of one actor together, B-cubed F1", items, kept),
            ("the same, names not found counted", alone, list(range(len(items)))),
        )
    ]


def event_of(record: dict) -> str:
    """The event that an article of NewsWCL50 is on: the first part of its id."""
    return record["id"].split("/")[0]


def _pair_shares(pairs: list[tuple]) -> np.ndarray:
    """For each (chain, actor): which share of the actor's names the chain has, and of the chain's the actor."""
    table = pd.DataFrame(pairs, columns=["chain", "actor"])
    both, actor, chain = (
        table.groupby(list(columns))["chain"].transform("size")
        for columns in (("chain", "actor"), ("actor",), ("chain",))
    )
    return np.c_[both / actor, both / chain]
