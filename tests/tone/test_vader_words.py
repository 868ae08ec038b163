"""The words of VADER's rules, and words as VADER sees them."""

from __future__ import annotations

import subprocess
import sys

from discourse.tone._vader_words import constants


def test_the_constants_are_those_of_nltk():
    from nltk.sentiment.vader import VaderConstants

    ours, theirs = vars(constants()), vars(VaderConstants)
    assert ours.keys() - {"__weakref__", "__dict__"} == theirs.keys() - {"__weakref__", "__dict__"}
    assert len(ours["NEGATE"]) > 50
    for name in theirs:
        if name.isupper():
            one, other = (getattr(known[name], "pattern", known[name]) for known in (ours, theirs))
            assert one == other, name


def test_scoring_does_not_import_all_of_nltk():
    code = (
        "import sys, pandas as pd, discourse as dc;"
        "dc.score_sentiment(dc.from_documents(pd.DataFrame({'doc_id': ['a'], 'text': ['Not so good!']})));"
        "sys.exit('nltk' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=120).returncode == 0
