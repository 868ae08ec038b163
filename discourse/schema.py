"""Every table of the library: its columns, their dtypes, and what they mean.

The table is the interface: a function takes plain DataFrames and returns one new DataFrame whose columns are
listed here, in this order and with these dtypes, also when it has no rows. Offsets count Unicode code points into
``documents.text`` from 0, end exclusive. A table may carry further columns (docvars, columns of a lexicon); those
ride along untouched behind the listed ones.
"""

from __future__ import annotations

from collections.abc import Hashable
from numbers import Number

import pandas as pd

#: The kinds of doubts about what was read.
DOUBTS = {
    "encoding": "the bytes could be read in several encodings, and one was chosen",
    "garbled": "the text looks as if it was read in a wrong encoding before it was saved",
    "language": "the text is not English, or not in the stated language",
    "capitals": "the text has no small letters, or no capitals, by which names are recognised",
    "date": "the stated date is not a single day",
    "markup": "the text contains HTML, whose tags are read as words",
    "rows": "the table may contain rows or values other than those that were read",
    "count": "two marks in the file disagree about its number of articles",
    "length": "the text differs from the length that the file states by more than a tenth",
    "cut": "the file contains only the beginning of the text",
    "furniture": "more than half of the words are set aside as page furniture",
    "parts": "the file contains parts that are not in the text, such as comments or text boxes",
}
_LONGEST = 60  # characters of a value in a message
_DOC = ("str", "the document, a key of `documents`")
_SENTENCE = ("int32", "the sentence: a number, unique in the corpus and increasing with the text")
_START = ("int32", "first character of the span in `documents.text`")
_END = ("int32", "the position after the last character of the span")
_TEXT = ("str", "the span itself: `documents.text[start:end]`")
_WHERE = {"doc_id": _DOC, "sentence_id": _SENTENCE, "start": _START, "end": _END}
_SPAN = _WHERE | {"text": _TEXT}
_SCOPE = {
    "scope_start": ("Int32", "first character of the words that the cue applies to; NA if unknown"),
    "scope_end": ("Int32", "the position after the last character of those words"),
}

#: table -> column -> (dtype, meaning)
TABLES: dict[str, dict[str, tuple[str, str]]] = {
    "documents": {
        "doc_id": ("str", "key of the document, unique in the corpus"),
        "text": ("str", "the text, verbatim; for HTML, the extracted text"),
    },
    "sections": {
        "doc_id": _DOC,
        "section_id": ("int32", "the paragraph: a number, unique in the corpus and increasing with the text"),
        "role": (
            "category",
            "title, standfirst, byline, caption, heading, body, pull_quote, bio, disclaimer, notes or related",
        ),
        "start": _START,
        "end": _END,
        "duplicate_of": (
            "Int32",
            "section_id of the paragraph that this one repeats; NA if it repeats none",
        ),
    },
    "tokens": {
        "doc_id": ("category", "the document, a key of `documents`"),
        "section_id": ("int32", "the paragraph, a key of `sections`"),
        "sentence_id": _SENTENCE,
        "start": _START,
        "end": _END,
        "token": ("category", "the token, verbatim"),
    },
    "sentences": {
        "doc_id": _DOC,
        "section_id": ("int32", "its paragraph, a key of `sections`"),
        "sentence_id": _SENTENCE,
        "role": ("str", "role of the paragraph"),
        "start": ("int32", "first character of the sentence in `documents.text`"),
        "end": ("int32", "the position after its last character"),
        "text": ("str", "the sentence itself"),
    },
    "rejected": {
        "source": ("str", "the file, or the file and row, that was not read"),
        "doc_id": ("str", "its key; NA if it has none"),
        "reason": ("str", "why"),
    },
    "doubts": {
        "source": ("str", "the file, or the file and row; NA for a row of a DataFrame"),
        "doc_id": ("str", "the document; NA if the doubt is about a whole file"),
        "kind": ("str", "what is in doubt, one of `schema.DOUBTS`: encoding, garbled, language, ..."),
        "detail": ("str", "what was found, and how it was read"),
    },
    "duplicates": {
        "doc_id": ("str", "the longer of two documents, or the first if they are equally long"),
        "other_id": ("str", "the other document"),
        "n_shared": ("int64", "shingles (three words in a row) that both have"),
        "jaccard": ("float64", "n_shared divided by the shingles that either has, 0 to 1"),
        "containment": ("float64", "n_shared divided by the shingles of the shorter document, 0 to 1"),
        "kind": (
            "str",
            "same, edited (each contains most of the other) or excerpt (only the longer contains most of the other)",
        ),
        "days": ("Int32", "days between their dates; NA if one has none"),
    },
    "lexicon": {
        "pattern": ("str", "words, with `*` for any letters; lower-case words match any case"),
        "category": ("str", "what the pattern indicates"),
    },
    "unread": {
        "line": ("int64", "the line of the file, from 1"),
        "entry": ("str", "what stands there"),
        "reason": ("str", "why it was not read"),
    },
    "actors": {
        "actor": ("str", "canonical name"),
        "alias": ("str", "a name for the actor in texts; a pattern as in a lexicon"),
        "type": ("str", "state, organisation, government, party, person, media or other"),
        "form": ("str", "name, acronym, demonym, metonym, office or group"),
        "country": ("str", "the state behind the actor; NA if there is none"),
        "source": ("str", "where the row comes from"),
        "valid_from": ("str", "first day (ISO 8601) on which the alias refers to the actor; NA for always"),
        "valid_to": ("str", "last day; NA for always"),
        "context": ("str", "patterns, separated by `;`, of which one must be in the document; NA for none"),
    },
    "terms": _SPAN | {"pattern": ("str", "the pattern that matched"), "category": ("str", "its category")},
    "mentions": _SPAN
    | {
        "actor": ("str", "canonical name"),
        "type": ("str", "as in `actors`"),
        "form": ("str", "as in `actors`"),
        "country": ("str", "the state behind the actor; NA if there is none"),
        "reading": ("str", "actor or place"),
        "rule": ("str", "the reason for this reading or actor; NA if nothing had to be decided"),
    },
    "hedges": _SPAN
    | {
        "category": (
            "str",
            "modal, verb, adverb, adjective, noun, approximator, quantifier, shield or conditional",
        ),
        "strength": ("float64", "how much doubt the cue expresses, in (0, 1]"),
    }
    | _SCOPE,
    "quotes": {
        "doc_id": _DOC,
        "sentence_id": _SENTENCE,
        "quote_id": ("int32", "the quotation: a number, unique in the corpus; its parts share it"),
        "start": _START,
        "end": _END,
        "text": _TEXT,
        "kind": ("str", "direct, indirect, mixed, scare, title or word"),
        "source": ("str", "who is quoted, in the words of the text; NA if nobody is named"),
        "source_start": ("Int32", "first character of the source; NA if there is none"),
        "source_end": ("Int32", "the position after its last character"),
        "cue": ("str", "the words that introduce a quotation, such as `has said`; NA if there are none"),
        "cue_start": ("Int32", "first character of the cue; NA if there is none"),
        "cue_end": ("Int32", "the position after its last character"),
    },
    "contested": {
        "term": ("str", "the words in scare quotes, in lower case"),
        "n": ("int64", "scare quotes with the term in the group"),
        "n_docs": ("int64", "documents in the group that have one"),
        "doc_id": ("str", "the document of the first; NA if n is 0"),
        "start": ("Int32", "its first character"),
        "end": ("Int32", "the position after its last character"),
        "example": ("str", "the sentence that contains it"),
    },
    "boosters": _SPAN | {"category": ("str", "adverb, adjective, noun, verb or modal")} | _SCOPE,
    "negations": _SPAN
    | {"category": ("str", "particle, determiner, pronoun, adverb, coordinator or preposition")}
    | _SCOPE,
    "probability_words": _SPAN
    | {
        "phrase": ("str", "the phrase of the scale that the words are read as"),
        "scale": ("str", "the scale by which they are read"),
        "low": ("float64", "lower end of the probability on that scale, 0 to 1"),
        "high": ("float64", "upper end"),
    },
    "certainty": _WHERE
    | {
        "certainty": ("float64", "how sure the sentence sounds, 0 to 1: 1 without a hedge"),
        "n_hedges": ("int64", "hedges in the sentence"),
        "n_boosters": ("int64", "boosters in the sentence"),
    },
    "sentiment": _WHERE
    | {
        "neg": ("float64", "share of the sentence that is negative, 0 to 1"),
        "neu": ("float64", "share that is neutral, 0 to 1"),
        "pos": ("float64", "share that is positive, 0 to 1"),
        "compound": ("float64", "tone of the sentence, -1 to 1"),
    },
    "sentiment_evidence": _SPAN
    | {
        "valence": ("float64", "the value of the word in the list"),
        "contribution": (
            "float64",
            "its value after the rules; the contributions in a sentence add up to the sum behind compound",
        ),
        "share": ("float64", "its part of compound; the shares in a sentence add up to compound"),
        "rule": ("str", "what changed the valence; NA if nothing did"),
    },
    "actor_sentiment": _WHERE
    | {
        "actor": ("str", "canonical name"),
        "tone": ("float64", "tone towards the actor, -1 to 1"),
        "label": ("str", "negative, neutral or positive"),
    },
    "actor_sentiment_evidence": _SPAN
    | {
        "actor": ("str", "the actor of the mention that the word relates to"),
        "mention_start": ("int32", "first character of that mention"),
        "mention_end": ("int32", "the position after its last character"),
        "valence": ("float64", "the value of the word in the list; for a verb, the value for its agent or its patient"),
        "contribution": (
            "float64",
            "its value after the rules; the contributions to a mention add up to the sum behind its tone",
        ),
        "share": ("float64", "its part of tone; the shares of a mention add up to its tone"),
        "relation": ("str", "how the word relates to the mention"),
        "rule": ("str", "what changed the valence; NA if nothing did"),
    },
    "counts": {
        "n_docs": ("int64", "documents in the group"),
        "n_words": ("int64", "words in the group"),
        "n_types": ("int64", "different words, ignoring letter case"),
        "n_sentences": ("int64", "sentences in the group"),
    },
    "rates": {
        "n": ("int64", "spans in the group"),
        "n_words": ("int64", "words in the group"),
        "n_docs": ("int64", "documents in the group"),
        "rate": ("float64", "spans per `per` words; NaN in a group with no words"),
        "low": ("float64", "lower end of the 95 % interval over documents"),
        "high": ("float64", "upper end"),
        "few": ("bool", "fewer than 10 documents or 3 independent events: read the interval with care"),
    },
    "means": {
        "n": ("int64", "scores in the group"),
        "n_docs": ("int64", "documents with a score in the group"),
        "mean": ("float64", "mean of the scores; NaN in a group with none"),
        "low": ("float64", "lower end of the 95 % interval over documents"),
        "high": ("float64", "upper end"),
        "few": ("bool", "fewer than 10 documents or 3 independent events: read the interval with care"),
    },
    "questions": {
        "n": ("int64", "questions in the group"),
        "n_sentences": ("int64", "sentences in the group"),
        "n_docs": ("int64", "documents with a sentence in the group"),
        "share": ("float64", "questions divided by sentences, 0 to 1; NaN in a group with no sentences"),
        "low": ("float64", "lower end of the 95 % interval over documents"),
        "high": ("float64", "upper end"),
        "few": ("bool", "fewer than 10 documents or 3 independent events: read the interval with care"),
    },
    "kwic": _WHERE
    | {
        "pre": ("str", "the text before, with single spaces"),
        "keyword": ("str", "the text that matched"),
        "post": ("str", "the text behind"),
        "pattern": ("str", "the pattern that matched; NA for spans without a pattern"),
    },
    "features": {
        "feature": ("str", "word or n-gram, in lower case"),
        "n": ("int64", "occurrences"),
        "n_docs": ("int64", "documents with it: its range"),
        "total": ("int64", "occurrences of all features in the group"),
        "rate": ("float64", "occurrences per `per` of total"),
    },
    "keyness": {
        "feature": ("str", "word or n-gram"),
        "n_target": ("int64", "occurrences in the target"),
        "n_reference": ("int64", "occurrences in the reference"),
        "total_target": ("int64", "size of the target"),
        "total_reference": ("int64", "size of the reference"),
        "ll": ("float64", "log-likelihood with two terms, signed"),
        "g2": ("float64", "log-likelihood ratio with four terms, signed"),
        "chi2": ("float64", "Pearson's chi-squared, signed"),
        "chi2_yates": ("float64", "the same with Yates' correction"),
        "p": ("float64", "p of g2, one degree of freedom"),
        "p_holm": ("float64", "p after Holm, over the table"),
        "p_bh": ("float64", "p after Benjamini and Hochberg, over the table"),
        "fisher_p": ("float64", "p of Fisher's exact test, two-sided; NaN unless asked for"),
        "log_ratio": ("float64", "binary logarithm of the ratio of relative frequencies"),
        "log_ratio_low": ("float64", "lower end of its 95 % interval"),
        "log_ratio_high": ("float64", "upper end"),
        "pct_diff": ("float64", "difference of relative frequencies in per cent of the reference"),
        "odds_ratio": ("float64", "odds ratio of the sample"),
        "bic": ("float64", "Bayes factor in BIC approximation, from ll"),
    },
    "collocates": {
        "collocate": ("str", "the word near the node"),
        "n": ("int64", "how often it is in the window of a node"),
        "n_left": ("int64", "of these, to the left"),
        "n_right": ("int64", "to the right"),
        "n_docs": ("int64", "documents in which they occur together"),
        "n_node": ("int64", "occurrences of the node"),
        "n_collocate": ("int64", "occurrences of the collocate"),
        "total": ("int64", "words of the corpus"),
        "expected": ("float64", "how often they would occur together by chance"),
        "mi": ("float64", "mutual information, bits"),
        "mi3": ("float64", "the same with n cubed, bits"),
        "t": ("float64", "t-score"),
        "z": ("float64", "z-score"),
        "g2": ("float64", "log-likelihood ratio, signed; NaN if a window has more joint occurrences than words"),
        "log_dice": ("float64", "logDice, at most 14"),
        "delta_p_collocate": ("float64", "how much likelier the collocate is beside the node, -1 to 1"),
        "delta_p_node": ("float64", "how much likelier the node is beside the collocate, -1 to 1"),
        "npmi": ("float64", "normalised mutual information, -1 to 1"),
    },
    "collocations": {
        "collocation": ("str", "the run of words"),
        "n": ("int64", "occurrences"),
        "n_docs": ("int64", "documents with it"),
        "length": ("int64", "words in it"),
        "lambda_": ("float64", "interaction of the highest order, log scale"),
        "z": ("float64", "lambda_ divided by its standard error"),
    },
    "dispersion": {
        "feature": ("str", "word or n-gram"),
        "n": ("int64", "occurrences"),
        "n_parts": ("int64", "parts of the corpus"),
        "range": ("int64", "parts with the feature"),
        "juilland_d": ("float64", "Juilland's D, 0 to 1 even"),
        "carroll_d2": ("float64", "Carroll's D2, 0 to 1 even"),
        "rosengren_s": ("float64", "Rosengren's S, 1 / parts to 1 even"),
        "dp": ("float64", "Gries's DP, 0 even to 1"),
        "dp_norm": ("float64", "DP, normalised, 0 even to 1"),
        "kld": ("float64", "Kullback-Leibler divergence in bits, 0 even"),
    },
    "differences": {
        "group": ("str", "one group"),
        "other": ("str", "the group that it is compared with"),
        "value": ("float64", "rate or mean of the first"),
        "other_value": ("float64", "of the second"),
        "difference": ("float64", "value - other_value"),
        "low": ("float64", "lower end of the 95 % interval over documents"),
        "high": ("float64", "upper end"),
        "p": ("float64", "of the permutation test, two-sided"),
        "n_docs": ("int64", "documents in the first"),
        "other_n_docs": ("int64", "documents in the second"),
        "few": ("bool", "fewer than 10 documents or 3 independent events in either"),
    },
    "cooccurrence": {
        "source": ("str", "an actor; before `target` in the alphabet"),
        "target": ("str", "another actor"),
        "n": ("int64", "units in which both are mentioned"),
        "n_source": ("int64", "units in which the first is mentioned"),
        "n_target": ("int64", "units in which the second is mentioned"),
        "n_docs": ("int64", "documents in which both share a unit"),
        "jaccard": ("float64", "n / (n_source + n_target - n), 0 to 1"),
        "average": ("float64", "n divided by the mean of n_source and n_target, 0 to 1"),
        "cosine": ("float64", "n divided by the geometric mean of n_source and n_target, 0 to 1"),
        "tone": ("float64", "mean tone of the units that mention both, -1 to 1; NaN without scores"),
    },
    "speakers": {
        "source": ("str", "who speaks"),
        "target": ("str", "who is spoken of"),
        "n": ("int64", "mentions"),
        "n_docs": ("int64", "documents with one"),
        "tone": ("float64", "mean tone of their sentences, -1 to 1; NaN without scores"),
    },
    "sample": _SPAN | {"probability": ("float64", "the probability of being drawn, above 0 and at most 1")},
    "codebook": {
        "code": ("str", "the code, a column of the coded file"),
        "kind": ("str", "values, number, or spans (passages that coders mark)"),
        "value": ("str", "one of its values; NA in the row for the code itself"),
        "definition": ("str", "the definition; NA if there is none"),
        "not_when": ("str", "when not to give it; NA if this is not stated"),
        "examples": ("str", "examples, one per line; NA if there are none"),
    },
    "agreement": {
        "category": ("str", "the code; for yes and no, the column"),
        "n": ("int64", "coded rows"),
        "n_unsaid": ("int64", "rows that are left out, because the coder could not say"),
        "n_docs": ("int64", "documents of the coded rows"),
        "n_coded": ("int64", "rows to which the coder gave the code"),
        "n_found": ("int64", "rows to which the program gave it"),
        "n_both": ("int64", "rows to which both gave it"),
        "precision": ("float64", "precision, 0 to 1; NaN if it is undefined"),
        "precision_low": ("float64", "lower end of its 95 % interval"),
        "precision_high": ("float64", "upper end"),
        "recall": ("float64", "recall, 0 to 1; NaN if it is undefined"),
        "recall_low": ("float64", "lower end of its 95 % interval"),
        "recall_high": ("float64", "upper end"),
        "f1": ("float64", "f1, 0 to 1; NaN if it is undefined"),
        "f1_low": ("float64", "lower end of its 95 % interval"),
        "f1_high": ("float64", "upper end"),
        "few": ("bool", "fewer than 10 documents or 3 independent events: read the intervals with care"),
    },
    "unit_counts": _WHERE
    | {
        "n": ("int64", "spans that begin in the sentence or document"),
        "n_words": ("int64", "its words"),
    },
    "needed": {
        "group": ("str", "`all`, a group, or the difference of two, `A - B`"),
        "n": ("int64", "codes of the group so far"),
        "more": ("int64", "further codes, for all groups together"),
        "half_width": ("float64", "expected half width of the 95 % interval, corrected"),
        "half_width_alone": ("float64", "expected half width of the 95 % interval, from the codes alone"),
        "needed": ("Int64", "smallest number of further codes for the half width asked for; NA if no number is enough"),
        "needed_alone": ("Int64", "the same without the program"),
        "few": ("bool", "a group has fewer than 20 codes so far: this is a guess"),
    },
    "reliability": {
        "coders": ("str", "the coders, joined by commas"),
        "n_coders": ("int64", "the number of coders"),
        "value": ("str", "the code of the row; NA in a row for all codes"),
        "n": (
            "int64",
            "units that at least two coders coded; for a value, the units to which at least one coder gave it",
        ),
        "agreement": (
            "float64",
            "share of pairs of codes that are the same, 0 to 1; for a value, its specific agreement",
        ),
        "agreement_low": ("float64", "lower end of its 95 % interval"),
        "agreement_high": ("float64", "upper end"),
        "kappa": (
            "float64",
            "Cohen's kappa, at most 1; with more than two coders the mean over pairs; NaN for numbers",
        ),
        "kappa_low": ("float64", "lower end of its 95 % interval"),
        "kappa_high": ("float64", "upper end"),
        "alpha": ("float64", "Krippendorff's alpha, at most 1"),
        "alpha_low": ("float64", "lower end of its 95 % interval"),
        "alpha_high": ("float64", "upper end"),
        "few": ("bool", "fewer than 10 documents (or units, if there is no doc_id): read the intervals with care"),
        "reason": ("str", "the reason why there are no figures; empty if there are figures"),
    },
}


def empty(name: str) -> pd.DataFrame:
    """The table `name` with no rows: every column, every dtype."""
    return pd.DataFrame({column: pd.Series(dtype=dtype) for column, (dtype, _) in TABLES[name].items()})


def conform(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """`frame` as table `name`: missing columns filled with NA, listed columns first, dtypes as listed."""
    columns = TABLES[name]
    out = frame.reset_index(drop=True)
    missing = {c: pd.Series(pd.NA, index=out.index, dtype="object") for c in columns if c not in out}
    out = out.assign(**missing)
    out = out[[*columns, *(c for c in out.columns if c not in columns)]]
    return out.astype({c: dtype for c, (dtype, _) in columns.items() if str(out[c].dtype) != dtype})


def need(frame: pd.DataFrame, columns: tuple[str, ...] | list[str], what: str) -> None:
    """Raise an error that names the columns which `frame`, called `what`, lacks."""
    if not isinstance(frame, pd.DataFrame):
        asked = f" with {', '.join(columns)}" if columns else ""
        raise TypeError(f"{what} is {shown(frame, whole=False)}; a pandas DataFrame{asked} is needed")
    missing = [c for c in columns if c not in frame.columns]
    if missing:
        raise ValueError(
            f"{what} lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}; "
            f"it has {', '.join(map(str, frame.columns)) or 'none'}. Add or rename the column."
        )


def one_of(value: object, allowed: tuple | list, what: str) -> None:
    """Raise an error that names the valid values when `value` is none of them."""
    if not isinstance(value, Hashable) or value not in allowed:
        raise ValueError(f"{what} is {shown(value)}; choose one of {', '.join(map(repr, allowed))}")


def shown(value: object, *, whole: bool = True) -> str:
    """A value as messages show it: itself where that is short (and `whole`), else what it is.

    >>> [shown(value) for value in (None, 3, b"war", [1] * 99, pd.DataFrame())], shown("war", whole=False)
    (['None', '3', "b'war'", 'a list', 'a DataFrame'], 'a str')
    """
    plain = isinstance(value, str | bytes | Number | list | tuple | dict)
    if value is None or (whole and plain and len(repr(value)) <= _LONGEST):
        return repr(value)
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"
