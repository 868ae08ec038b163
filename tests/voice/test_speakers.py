"""Who is behind a source: the head of the phrase, the person spoken of just before, or nobody."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse.voice.quotes import find_quotes
from discourse.voice.speakers import resolve_sources

ACTORS = pd.DataFrame(
    [
        ("Ann Lee", "Ann Lee", "person"),
        ("Ann Lee", "Lee", "person"),
        ("Bo Roy", "Bo Roy", "person"),
        ("Utah", "Utah", "state"),
        ("State Department", "State Department", "government"),
        ("Russia", "Russia", "state"),
        ("Ohio", "Ohio", "other"),
        ("Senate", "Senate", "government"),
    ],
    columns=["actor", "alias", "type"],
)


def actors(*texts: str) -> list[str]:
    corpus = corpus_of(*texts)
    quotes = find_quotes(corpus)
    return resolve_sources(quotes, dc.find_mentions(corpus, ACTORS))["actor"].fillna("").tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lee said that talks failed.", "Ann Lee"),
        ("Senator Ann Lee of Utah said that talks failed.", "Ann Lee"),
        ("Senate leader Ann Lee said that talks failed.", "Ann Lee"),
        ("An unnamed State Department official said that talks failed.", "State Department"),
        ("Russia’s foreign minister said that talks failed.", "Russia"),
        ("An official from Russia said that talks failed.", "Russia"),
        ("Ann Lee’s lawyer said that talks failed.", ""),
        ("A friend of Ann Lee said that talks failed.", ""),
        ("Officials said that talks failed.", ""),
        ("He said that talks failed.", ""),
        ("The Ohio governor said that talks failed.", ""),
        ("Ann Lee, who said that talks failed", "Ann Lee"),
        ("Former Director of National Harvests Ann Lee said that talks failed.", "Ann Lee"),
        ("Minister for Trade and Industry Bo Roy said that talks failed.", "Bo Roy"),
        ("Secretary of state Ann Lee said that talks failed.", "Ann Lee"),
        ("President of Utah Ann Lee said that talks failed.", "Ann Lee"),
        ("The secretary of President Ann Lee said that talks failed.", ""),
        ("The director of the Ann Lee Fund said that talks failed.", ""),
        ("A member of the board under Ann Lee said that talks failed.", ""),
        ("Lee’s claim that talks failed is odd.", "Ann Lee"),
    ],
)
def test_the_actor_behind_a_source(text, expected):
    assert actors(text) == [expected]


def test_a_surname_is_the_person_named_before():
    assert actors("Bo Roy came. Mr Roy said that talks failed.") == ["Bo Roy"]
    assert actors("Bo Roy came.", "Mr Roy said that talks failed.") == [""]


def test_a_pronoun_is_the_last_source_or_the_person_just_spoken_of():
    assert actors("Ann Lee said that talks failed. She said that it was late.") == ["Ann Lee", "Ann Lee"]
    assert actors("Bo Roy went to Utah. “It is late,” he said.") == ["Bo Roy"]
    assert actors("Ann Lee said that talks failed. Bo Roy left. He said that it was late.") == ["Ann Lee", "Bo Roy"]
    assert actors("Ann Lee met Bo Roy. She said that it was late.") == [""]
    assert actors("Ann Lee came. One. Two. Three. She said that it was late.") == [""]
    assert actors("Russia said that talks failed. It said that it was late.") == ["Russia", ""]


def test_a_possessive_source_is_its_owner():
    assert actors("Bo Roy came. Roy’s claim that talks failed is odd.") == ["Bo Roy"]
    assert actors("Ann Lee came. Her claim that talks failed is odd.") == ["Ann Lee"]


def test_who_is_named_inside_a_quotation_or_just_before_is_not_who_speaks():
    assert actors("Ann Lee said: “Bo Roy left.” “It is late,” she said.") == ["Ann Lee", "Ann Lee"]
    assert actors("Ann Lee said that talks failed. Of Bo Roy, she said that he left.") == ["Ann Lee", "Ann Lee"]


def test_rows_stay_as_they_are_and_gain_the_column_actor():
    corpus = corpus_of("Lee said that the ‘deal’ was off. A ‘reset’ failed.")
    quotes, mentions = find_quotes(corpus), dc.find_mentions(corpus, ACTORS)
    before = quotes.copy(deep=True)
    resolved = resolve_sources(quotes, mentions)
    pd.testing.assert_frame_equal(resolved[quotes.columns.tolist()], quotes)
    pd.testing.assert_frame_equal(quotes, before)
    assert resolved["actor"].fillna("").tolist() == ["Ann Lee", "Ann Lee", ""]
    pd.testing.assert_frame_equal(resolve_sources(resolved, mentions), resolved)
    turned = resolve_sources(quotes.iloc[::-1], mentions)
    assert turned["actor"].fillna("").tolist() == ["", "Ann Lee", "Ann Lee"]
    none = resolve_sources(quotes.iloc[:0], mentions)
    assert none.columns.tolist() == [*quotes.columns, "actor"]
    assert resolve_sources(quotes, mentions.iloc[:0])["actor"].isna().all()


def test_what_is_needed_is_said():
    corpus = corpus_of("Lee said that talks failed.")
    quotes, mentions = find_quotes(corpus), dc.find_mentions(corpus, ACTORS)
    with pytest.raises(ValueError, match="the quotes lacks the column source;"):
        resolve_sources(quotes.drop(columns="source"), mentions)
    with pytest.raises(ValueError, match="the mentions lacks the column type;"):
        resolve_sources(quotes, mentions.drop(columns="type"))
