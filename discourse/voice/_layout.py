"""Voice by layout: speech that no reporting verb tells of, but the place of a name.

In interviews, hearings and debates a label opens the paragraph of each speaker (`Lee: We may go.`, `Q: Why?`); an
epigraph has its author behind a dash. A label counts where a document has several and one of them again, so that
`Note: ...` or a headline with a colon is none.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from discourse._lists import read_words
from discourse._regex import Expression
from discourse.english.phrases import Stream
from discourse.text.tokens import Tokens
from discourse.text.vocabulary import vocabulary_of
from discourse.voice._attribution import Attribution

#: A label: words with a capital, perhaps with brackets, and a colon; `Q.` and `A.` have a point instead.
_LABEL = Expression(r"/((?:N\.\|)?[^:|/QU,;()-]{1,7}(?:\([^()|/]{1,12}\))?):|/(N)\|?")
_PARAGRAPH = Expression("/")
_EPIGRAPH = Expression(r"/([QU])[.,]?[|/]?-([Ndo~.]{0,7}[Ndo~](?:,[^|/QU]{1,12})?)\.?(?=[|/])")
_NO_LABEL = read_words("quotation_words", "class")["no speaker"]
_ASKED, _ANSWERED = "q", "a"
_BETWEEN = 3  # paragraphs without a label that go on with the speaker, if another label follows


def find_labelled(tokens: Tokens, stream: Stream) -> list[Attribution]:
    """What stands behind the labels of speakers and before the authors of epigraphs; these have no cue."""
    labels = [found for found in map(_Label.of, _LABEL.finditer(stream.text)) if found.names_somebody(tokens, stream)]
    spoken: list[Attribution] = []
    for _, group in groupby(labels, key=lambda label: int(tokens.doc[stream.first[label.low]])):
        here = list(group)
        if _is_transcript(Counter(label.name for label in here)):
            spoken += _turns(here, stream, tokens)
    return spoken + [Attribution(found.span(2), None, [found.span(1)]) for found in _EPIGRAPH.finditer(stream.text)]


class _Label:
    """The label of a paragraph: symbols low to high, and where the speech behind it begins."""

    def __init__(self, low: int, high: int, speech: int) -> None:
        self.low, self.high, self.speech, self.name = low, high, speech, ""

    @classmethod
    def of(cls, found) -> _Label:
        low, high = found.span(1) if found.group(1) else found.span(2)
        return cls(low, high, found.end())

    def names_somebody(self, tokens: Tokens, stream: Stream) -> bool:
        """Is it written as names and roles are, and none of the words that open notes and lists?"""
        first, last = int(stream.first[self.low]), int(stream.last[self.high - 1]) + 1
        types = vocabulary_of(tokens).forms
        forms = [types[code] for code in tokens.codes[first:last].tolist()]
        forms = forms[: forms.index("(")] if "(" in forms else forms
        self.name = " ".join(forms).lower()
        if stream.text[self.speech - 1] != ":":
            self.name = self.name.rstrip(".")
            return forms[0] in ("Q.", "A.")
        words = [form for form in forms if form[0].isalpha()]
        if not words or not words[0][0].isupper():
            return False
        small = sum(word[0].islower() for word in words)
        return small * 2 < len(words) and words[-1].lower() not in _NO_LABEL


def _is_transcript(labels: Counter[str]) -> bool:
    """Do several labels take turns?"""
    asked = _ASKED in labels and _ANSWERED in labels
    return len(labels) > 1 and (asked or max(labels.values()) > 1)


def _turns(labels: list[_Label], stream: Stream, tokens: Tokens) -> list[Attribution]:
    """The paragraphs that each label stands for."""
    found = []
    for n, label in enumerate(labels):
        following = labels[n + 1].low - 1 if n + 1 < len(labels) else -1
        content = _paragraphs(stream.text, label.speech, following)
        doc = tokens.doc[stream.first[label.low]]
        content = [(low, high) for low, high in content if tokens.doc[stream.first[low]] == doc]
        if content:
            found.append(Attribution((label.low, label.high), None, content))
    return found


def _paragraphs(text: str, low: int, following: int) -> list[tuple[int, int]]:
    """The rest of the paragraph, or the next one where the label stands alone, and those up to the next label."""
    found: list[tuple[int, int]] = []
    while len(found) < _BETWEEN + 2 and low < len(text):
        end = text.find("/", low)
        if end > low:
            found.append((low, end))
        if end == following:
            return found
        low = end + 1
    return found[:1]
