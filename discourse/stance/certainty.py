"""How sure a sentence sounds: its hedges and boosters put together.

Each hedge leaves a part of the certainty that a plain statement has: 1 - strength. What several leave is the product,
the model by which strengths were estimated from readers' ratings. Boosters take back a part of the doubt that is left.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import with_sentences
from discourse.english.neighbours import Neighbours
from discourse.stance.boosters import load_boosters, match_boosters
from discourse.stance.hedges import load_hedges, match_hedges

#: The share of doubt that a booster takes back. Readers' ratings of 1,139 sentences, 42 of them boosted, agree best at
#: about a half, but with so few boosted sentences any value from 0 to 0.8 does nearly as well.
BOOST = 0.5


@checked
def score_certainty(
    corpus: Corpus, *, hedges: pd.DataFrame | None = None, boosters: pd.DataFrame | None = None
) -> pd.DataFrame:
    """How sure every sentence sounds.

    Let p be the product of (1 - strength) over the hedges of a sentence, and b the number of its boosters. Then
    certainty is 1 - (1 - p) * (1 - BOOST) ** b. A sentence without hedges has 1, whether it is boosted or plain: this
    measures how much the author takes back, not whether the author is right. Readers do not hear boosted sentences as
    surer than plain ones.

    Parameters
    ----------
    corpus : Corpus
    hedges, boosters : DataFrame, optional
        The spans to count; by default the results of `find_hedges` and `find_boosters`. Pass some of the rows to score
        only these: those in the author's voice, or those without quantifiers. Needed: sentence_id (or doc_id, start and
        end), and for hedges strength.

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end (code points), certainty in [0, 1], n_hedges, n_boosters; one row per sentence.
        For documents or groups, take the mean over sentences, with its interval: ``count_mean(score_certainty(corpus),
        corpus, column="certainty", by="doc_id")``.

    References
    ----------
    Pei, J., & Jurgens, D. (2021). Measuring sentence-level and aspect-level (un)certainty in science communications.
    EMNLP. Holmes, J. (1984). Modifying illocutionary force. Journal of Pragmatics, 8(3), 345-365.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> text = "It rains. It may rain. It may certainly rain."
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> scores = dc.score_certainty(corpus)
    >>> scores[["n_hedges", "n_boosters"]].to_numpy().tolist()
    [[0, 0], [1, 0], [1, 1]]
    >>> bool(scores["certainty"][0] == 1 > scores["certainty"][2] > scores["certainty"][1])
    True
    """
    if hedges is None or boosters is None:
        words = Neighbours(corpus.arrays)
    if hedges is None:
        hedges = _found(words, load_hedges(), match_hedges)
    if boosters is None:
        boosters = _found(words, load_boosters(), match_boosters)
    schema.need(hedges, ("strength",), "hedges")
    hedges, boosters = with_sentences(hedges, corpus, "hedges"), with_sentences(boosters, corpus, "boosters")
    strength = hedges["strength"].to_numpy(np.float64)
    if not ((strength >= 0) & (strength <= 1)).all():
        raise ValueError("hedges have a strength outside 0 to 1; give each the share of certainty that it takes away")
    tokens = corpus.arrays
    if not len(tokens):
        return schema.empty("certainty")
    opens = tokens.opening
    closes = tokens.after - 1
    of_hedge, of_booster = (_rows(spans["sentence_id"], tokens.sentence_id) for spans in (hedges, boosters))
    with np.errstate(divide="ignore"):  # a strength of 1 leaves nothing
        left = np.exp(np.bincount(of_hedge, np.log1p(-strength), len(opens)))
    n_boosters = np.bincount(of_booster, minlength=len(opens))
    table = pd.DataFrame(
        {
            "doc_id": tokens.doc_ids.astype("str").array.take(tokens.doc_of_sentence),
            "sentence_id": tokens.sentence_id,
            "start": tokens.start[opens],
            "end": tokens.end_at(closes),
            "certainty": 1 - (1 - left) * (1 - BOOST) ** n_boosters,
            "n_hedges": np.bincount(of_hedge, minlength=len(opens)),
            "n_boosters": n_boosters,
        }
    )
    return schema.conform(table, "certainty")


def _found(words: Neighbours, lexicon: pd.DataFrame, find) -> pd.DataFrame:
    """What of the spans is needed here: the sentence, and the columns of the list."""
    first, _, row = find(words, lexicon)
    return lexicon.iloc[row].assign(sentence_id=words.tokens.sentence_at(first))


def _rows(sentence_id: pd.Series, known: np.ndarray) -> np.ndarray:
    """The row of each span's sentence."""
    wanted = sentence_id.to_numpy(np.int64)
    row = np.searchsorted(known, wanted)
    strange = wanted[known[np.minimum(row, len(known) - 1)] != wanted]
    if len(strange):
        raise ValueError(f"sentence_id {strange[0]} is not in the corpus; pass the corpus that the spans came from")
    return row
