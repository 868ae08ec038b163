"""How news opens: datelines in the orders of agencies, signatures, and lines that look alike."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.corpus.sections import _datelines, find_sections
from discourse.corpus.sections._datelines import dateline_of, is_signature

#: Datelines by the form that they have; the dash is followed by a sentence.
FORMS = {
    "an agency, then perhaps a place": ["(Kyodo) -- ", "(ANSA) - Turin, May 3 - "],
    "a well-known agency": ["(CNN) "],
    "a place in brackets": ["[QUITO] "],
    "a place and an agency in brackets": ["QUITO (AP) — ", "BASRA, Iraq, 3 May (dpa) - ", "Quito (EFE).- "],
    "the same without a dash": ["Turin (CNN) ", "HYDERABAD, May 3 (PTI) "],
    "a place, a dash, an agency": ["TUNIS — (AP) ", "TUNIS – (AFP) – "],
    "a place, an agency": ["TUNIS, Reuters — ", "KAZAN, May 3. /TASS/. "],
    "a place and a day": ["Turin, 3 May – ", "KAZAN, Russia, May 3, 2019 — "],
    "a place in capitals": ["ST. PAUL, Minn. — ", "WASHINGTON—", "TURIN: ", "QUITO/LIMA — ", "TUNIS | "],
    "a place": ["Beirut — ", "Aix – "],
}  # fmt: skip
SENTENCE = "The ministers met again on Monday, and they agreed on nothing at all."
LABELS = [
    "FILE - ",
    "Update: ",
    "WATCH: ",
    "OPINION — ",
    "Still — ",
    "(again) ",
    "By Monday, ",
    "Brexit (again): ",
]
SIGNATURES = ["Tom Hale, Tunis", "Tom Hale in Tunis and Anna Reyes in Quito", "ANNA REYES", "Anna de la Cruz | Quito"]
SIGNATURES += [
    "Anna Reyes for the Tunis Herald",
    "Tom Hale, Reuters",
    "Anna Reyes reports from Quito",
    "Anna Reyes & Tom Hale",
]
NO_SIGNATURES = [
    "The Prime Minister",
    "Ships in Tunis",
    "Tom left",
    "Georgia and Ukraine",
    "Tom Hale was in Tunis",
    "Tom",
]


@pytest.mark.parametrize(("form", "dateline"), [(form, line) for form, lines in FORMS.items() for line in lines])
def test_each_form_of_a_dateline(form, dateline):
    assert dateline_of(dateline + SENTENCE) == len(dateline)
    assert next(name for name, known in _datelines._FORMS if known.match(dateline + SENTENCE)) == form


def test_every_form_has_an_example():
    assert list(FORMS) == [name for name, _ in _datelines._FORMS]


@pytest.mark.parametrize("label", LABELS)
def test_what_is_no_dateline(label):
    assert dateline_of(label + SENTENCE) == 0


@given(st.text(max_size=40))
def test_a_dateline_ends_within_the_paragraph_and_before_a_capital_or_a_digit(text):
    end = dateline_of(text)
    assert end == 0 or text[end:].lstrip("\"'“‘«")[0].isupper() or text[end:].lstrip("\"'“‘«")[0].isdigit()


@pytest.mark.parametrize("line", SIGNATURES)
def test_signatures(line):
    assert is_signature(line)


@pytest.mark.parametrize("line", NO_SIGNATURES)
def test_what_is_no_signature(line):
    assert not is_signature(line)


@pytest.mark.parametrize("dateline", [line for lines in FORMS.values() for line in lines])
@pytest.mark.parametrize("signature", ["", "By Anna Reyes, Quito\n\n", "Tom Hale in Tunis\n\n"])
def test_a_lead_is_body_and_what_stands_before_it_keeps_its_role(dateline, signature):
    more = "A second round of talks is planned for the spring, when the new parliament will have met and can decide."
    text = f"Talks end without a deal\n\n{signature}{dateline}{SENTENCE}\n\n{more}\n\n{more[2:]}"
    roles = find_sections(pd.DataFrame({"doc_id": ["a"], "text": [text]}))["role"].tolist()
    assert roles[:-1] == ["title", *["byline"] * bool(signature), "body", "body"]


def test_a_caption_with_a_dateline_is_a_caption():
    page = [
        SENTENCE.replace("met", "sat") * 2,
        "QUITO — A man waits for the bus in the rain on Monday. (AP Photo/Tom Hale)",
        SENTENCE * 2,
    ]
    roles = find_sections(pd.DataFrame({"doc_id": ["a"], "text": ["\n\n".join(page)]}))["role"].tolist()
    assert roles[1] == "caption"
