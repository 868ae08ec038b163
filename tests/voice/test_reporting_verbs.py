"""The list of reporting verbs: sound rows, and the forms of a verb."""

from __future__ import annotations

import pytest

from discourse.voice.reporting_verbs import FRAMES, inflect, load_reporting_verbs, read_verbs

CATEGORIES = (
    "speech claim concede warn promise note tell ask show think feel want refuse urge describe judge_for judge_against "
    "stand_for discuss"
).split()


@pytest.mark.parametrize(
    ("verb", "irregular", "forms"),
    [
        ("argue", "", "argue argues arguing argued"),
        ("say", "said:said", "say says saying said"),
        ("deny", "", "deny denies denying denied"),
        ("stress", "", "stress stresses stressing stressed"),
        ("refer", "", "refer refers referring referred"),
        ("agree", "", "agree agrees agreeing agreed"),
        ("know", "knew:known", "know knows knowing known knew"),
        ("read", "read:read", "read reads reading"),
        ("slam", "", "slam slams slamming slammed"),
        ("signal", "", "signal signals signaling signalling signaled signalled"),
        ("glad", "adjective", "glad"),
    ],
)
def test_forms_of_a_verb(verb, irregular, forms):
    assert sorted(inflect(verb, irregular)) == sorted(forms.split())


def test_every_row_is_sound():
    table = load_reporting_verbs()
    assert table.columns.tolist() == ["verb", "forms", "noun", "category", "frames", "prepositions", "reference"]
    assert table["verb"].is_monotonic_increasing and table["verb"].is_unique
    assert set(table["category"]) == set(CATEGORIES)
    assert {frame for frames in table["frames"] for frame in frames.split()} <= set(FRAMES)
    assert (table["frames"] != "").all() and (table["reference"] != "").all()
    assert set(table["noun"]) == {"", "yes"}
    assert (table["prepositions"].ne("") == table["frames"].str.split().map(lambda f: "p" in f)).all()
    assert table["forms"].str.fullmatch(r"|adjective|[a-z]+:[a-z]+").all()


def test_a_form_knows_what_it_may_be():
    symbols, known = read_verbs(load_reporting_verbs())
    assert [symbols[form] for form in ("says", "said", "saying", "claims", "known", "knew", "refers", "referring")] == [
        *"vvGuEvvG"
    ]
    assert known["told"].frames == frozenset("qtwri")
    assert known["pointed"].prepositions == (("to",), ("out", "that"))
    assert [words for words, _ in known["shot"].longer] == [("back",)] and not known["shot"].frames
    assert known["glad"].adjective and symbols["glad"] == "u"
    assert [known[form].participle for form in ("knew", "known", "argued", "argues")] == [True, True, True, False]
