"""The language of a text is told where it is long enough."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest

from discourse.readers.languages import detect_languages, language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister said that the treaty would hold for another year.", "en"),
        ("THE MINISTER SAID THAT THE TREATY WOULD HOLD FOR ANOTHER YEAR.", "en"),
        ("El presidente anunció que mañana comenzará la negociación con los sindicatos.", "es"),
        ("Le ministre a déclaré que la grève générale était terminée.", "fr"),
        ("Министр сообщил, что переговоры продолжатся на следующей неделе.", "ru"),
        ("大臣は条約の交渉が来週も続くと述べた。", "ja"),
        ("Tea!", None),
        ("", None),
        ("Jiří Dvořák of Třebíč wrote to Miloš Zeman.", None),
    ],
)
def test_languages(text, code):
    assert language_of(text) == code


def test_a_long_text_is_judged_by_all_its_parts():
    german = "Der Minister erklärte, die Verhandlungen würden nächste Woche fortgeführt. " * 30
    assert language_of("Read more of this in the archive of the paper. " + german) == "de"


def test_the_index_is_kept():
    found = detect_languages(pd.Series(["Tea!"], index=["a"]))
    assert found.index.tolist() == ["a"]
    assert found.isna().tolist() == [True]
    assert str(found.dtype) == "str"


def test_the_model_is_loaded_only_when_it_is_needed():
    code = (
        "import sys, discourse; from discourse.readers.languages import language_of; "
        "language_of('It is the plan of the party that was and that has been. ' * 9); "
        "print([name for name in ('py3langid', 'ftfy', 'babel') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
