"""Words of estimative probability: odds that are put in words.

Kent (1964) found that analysts who agreed on one wording meant quite different odds by it, and proposed a scale.
Intelligence services and the IPCC have theirs; surveys tell what readers hear. No scale is what the author meant,
unless he says so: a number here is what the words are worth *as if read under* a scale.

References
----------
Kent, S. (1964). Words of estimative probability. Studies in Intelligence, 8(4), 49-65.
ICD 203 (2015). Intelligence Community Directive 203: Analytic standards. US Office of the Director of National
Intelligence.
PHIA (2018). Probability yardstick. Professional Head of Intelligence Assessment, UK Cabinet Office.
Mastrandrea, M. D., et al. (2010). Guidance note for lead authors of the IPCC Fifth Assessment Report. IPCC.
Fagen-Ulmschneider, W. (2019). Perception of probability words (survey of 123 people). University of Illinois.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse._lists import open_list, read_words
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import make_spans
from discourse.english import closed_classes, negators
from discourse.english.neighbours import Neighbours
from discourse.lexicon.match import match

#: Scale -> what it is.
SCALES = {
    "survey": "quartiles of what 123 people hear (Fagen-Ulmschneider 2019)",
    "icd203": "US intelligence community (ICD 203, 2015)",
    "phia": "UK intelligence assessment (PHIA probability yardstick, 2018)",
    "ipcc": "climate assessment (Mastrandrea et al. 2010)",
    "kent": "Kent (1964)",
}
_READING = read_words("cue_reading", "class")
_PARTED = frozenset(", ; :".split()) | _READING["parts a denial"]
_STILL_DENIED = _READING["hands a denial on"]


@checked
def load_probability_words(*, scale: str = "survey") -> pd.DataFrame:
    """The phrases to which a scale assigns odds, and plain variants of them.

    Parameters
    ----------
    scale : {"survey", "icd203", "phia", "ipcc", "kent"}

    Returns
    -------
    DataFrame
        pattern, scale (``none`` marks a longer phrase that is not an estimate), phrase (of the scale), low, high in [0,
        1], denied (the phrase that applies if `not` comes before it), mirrored (the phrase for odds on the contrary, as
        in `probably won't`), reference.

    Raises
    ------
    ValueError
        If the scale is unknown. The message names the valid ones.

    Examples
    --------
    >>> import discourse as dc
    >>> words = dc.load_probability_words(scale="icd203")
    >>> words.loc[words["pattern"] == "likely", ["phrase", "low", "high", "denied"]].values.tolist()
    [['likely', 0.55, 0.8, 'unlikely']]
    """
    schema.one_of(scale, tuple(SCALES), "scale")
    table = _all_scales()
    own = table["scale"].isin([scale, "none"])
    # What other scales name and this one does not must not be read in part: `extremely likely` is not `likely`.
    negated = table["pattern"].str.contains(r"\bnot\b", regex=True)  # read from its parts
    other = table[~own & ~negated & ~table["pattern"].isin(table["pattern"][own])].drop_duplicates("pattern")
    blank = {"scale": "none", "phrase": "", "low": 0.0, "high": 0.0, "denied": "", "mirrored": ""}
    return pd.concat([table[own], other.assign(**blank)], ignore_index=True)


@cache
def _all_scales() -> pd.DataFrame:
    with open_list("probability_words") as file:
        return pd.read_csv(file, keep_default_na=False, dtype={"low": "float64", "high": "float64"})


@checked
def find_probability_words(corpus: Corpus, *, scale: str = "survey") -> pd.DataFrame:
    """Every phrase to which a scale of probability words assigns odds, read by that scale.

    Intensifiers are part of the phrase (`very unlikely`, `almost certainly`), and so is a negation: `not at all likely`
    is read as `unlikely`, `probably will not` as `probably not`. If the scale has no phrase for it, `not X` goes from 0
    to the lower end of X, and odds on the contrary go from 1 - high to 1 - low. Comparisons (`more likely`) state no
    odds. Words that the scale does not contain are left out, so scales find different numbers of phrases.

    Parameters
    ----------
    corpus : Corpus
    scale : {"survey", "icd203", "phia", "ipcc", "kent"}
        `survey` is the middle half of what 123 people understood. The others were defined by institutions or authors.

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end (code points), text, phrase (of the scale), scale, low, high in [0, 1]: the odds
        of `text` if it is read by the scale `scale`.

    Raises
    ------
    ValueError
        If the scale is unknown. The message names the valid ones.

    References
    ----------
    Kent (1964), ICD 203 (2015), PHIA (2018), Mastrandrea et al. (2010), Fagen-Ulmschneider (2019).

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> text = "War is not likely. Talks will almost certainly fail, and he probably won’t go."
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> found = dc.find_probability_words(corpus, scale="icd203")
    >>> found[["text", "phrase", "low", "high"]].to_numpy().tolist()  # doctest: +NORMALIZE_WHITESPACE
    [['not likely', 'unlikely', 0.2, 0.45], ['almost certainly', 'almost certain', 0.95, 0.99],
     ['probably won’t', 'unlikely', 0.2, 0.45]]
    """
    listed = load_probability_words(scale=scale)
    first, last, row = match(corpus.arrays, listed["pattern"].tolist())
    keep = (listed["scale"] != "none").to_numpy()[row]
    first, last, row = first[keep], last[keep], row[keep]
    words = Neighbours(corpus.arrays)
    before, after = _denial_before(words, first), _denial_after(words, last)
    own = listed["pattern"].str.contains(r"\b(?:no|not|don't|hardly|little|doubt)\b", regex=True).to_numpy()[row]
    denied, mirrored = (before < first) & ~own, (after > last) & ~own & ~(before < first)
    phrase, low, high = _read(listed, row, denied, mirrored)
    found = make_spans(corpus, np.where(denied, before, first), np.where(mirrored, after, last)).assign(
        phrase=phrase, scale=scale, low=low, high=high
    )
    return schema.conform(found, "probability_words")


def _read(
    listed: pd.DataFrame, row: np.ndarray, denied: np.ndarray, mirrored: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Phrase, low and high of each hit, denied or mirrored where it is."""
    phrases = listed.drop_duplicates("phrase").set_index("phrase")[["low", "high"]]
    phrase, low, high = (listed[column].to_numpy()[row] for column in ("phrase", "low", "high"))
    phrase, low, high = phrase.astype(object), low.copy(), high.copy()
    for which, column in ((denied, "denied"), (mirrored, "mirrored")):
        other = listed[column].to_numpy(dtype=object)[row]
        for i in np.flatnonzero(which).tolist():
            if other[i]:
                phrase[i], (low[i], high[i]) = other[i], phrases.loc[other[i]]
            else:
                phrase[i] = f"not {phrase[i]}" if column == "denied" else f"{phrase[i]} not"
                low[i], high[i] = (0.0, low[i]) if column == "denied" else (round(1 - high[i], 4), round(1 - low[i], 4))
    return phrase, low, high


def _denial_before(words: Neighbours, first: np.ndarray) -> np.ndarray:
    """The token of a negation in the three words before each hit, or the hit's own first token."""
    found, open_ = first.copy(), np.ones(len(first), bool)
    for step in (1, 2, 3, 4):
        word = first - step
        open_ &= ~words.at(word, _PARTED, beside=first)
        denies = negators.deny(words, word, negators.ODDS, beside=first)
        far = words.at(word, {"from"}, beside=first) & words.at(word - 1, {"far"}, beside=first)
        hit = open_ & (denies | far) & (found == first)
        found = np.where(hit, word - far, found)
        open_ &= words.at(word, _STILL_DENIED, beside=first)
    return found


def _denial_after(words: Neighbours, last: np.ndarray) -> np.ndarray:
    """The token of a negation in the two words behind each hit, or the hit's own last token."""
    here = words.after(last, words.types_in({"not", "never", "cannot"}) | words.contracted)
    later = words.after(last, closed_classes.AUXILIARIES) & words.at(last + 2, {"not", "never"}, beside=last)
    return np.where(here, last + 1, np.where(later & ~here, last + 2, last))
