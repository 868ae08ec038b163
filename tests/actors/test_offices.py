"""Dated offices: every way to name an office or not to."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from conftest import check_spans, corpus_of
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse import schema
from discourse.actors.holders import load_holders
from discourse.actors.offices import find_offices

STATES = {
    "US": "United States", "American": "United States", "Russia": "Russia", "Russian": "Russia", "France": "France",
    "Ukraine": "Ukraine", "German": "Germany", "Germany": "Germany", "British": "United Kingdom", "Chinese": "China",
    "Brazil": "Brazil", "Brazilian": "Brazil",
}  # fmt: skip
PERSONS = {
    "Obama": ("Barack Obama", "United States"), "George W. Bush": ("George W. Bush", "United States"),
    "Trump": ("Donald Trump", "United States"), "Putin": ("Vladimir Putin", "Russia"),
    "Vladimir Putin": ("Vladimir Putin", "Russia"), "Kerry": ("John Kerry", "United States"),
    "Ban Ki-moon": ("Ban Ki-moon", None), "Merkel": ("Angela Merkel", "Germany"),
}  # fmt: skip
OTHERS = {
    "NATO": ("NATO", "organisation", None), "CIA": ("CIA", "government", "United States"),
    "European Commission": ("European Commission", "organisation", None),
    "EU": ("European Union", "organisation", None),
    "Kremlin": ("Kremlin", "government", "Russia"), "UN": ("United Nations", "organisation", None),
    "Gazprom": ("Gazprom", "organisation", "Russia"), "Labour": ("Labour Party", "party", "United Kingdom"),
}  # fmt: skip
NAMES = {name: (state, "state", state) for name, state in STATES.items()} | OTHERS
NAMES |= {name: (person, "person", country) for name, (person, country) in PERSONS.items()}
SPRING_2015 = "2015-05-12"


@pytest.fixture(scope="module")
def holders() -> pd.DataFrame:
    return load_holders()


def mentions_in(corpus) -> pd.DataFrame:
    """Every name of NAMES, the longest first; found by a regular expression, so that no other module is tested."""
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(NAMES, key=len, reverse=True))) + r")\b")
    rows = [
        (doc, m.start(), m.end(), *NAMES[m[1]])
        for doc, text in zip(corpus.documents["doc_id"], corpus.documents["text"], strict=True)
        for m in pattern.finditer(text)
    ]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "actor", "type", "country"])


def offices(holders, *texts, date=SPRING_2015) -> pd.DataFrame:
    corpus = corpus_of(*texts, date=pd.to_datetime([date] * len(texts)))
    found = find_offices(corpus, mentions_in(corpus), holders)
    check_spans(found, corpus)
    return found


def found_in(holders, text, date=SPRING_2015) -> list[list[str]]:
    return offices(holders, text, date=date)[["text", "actor"]].values.tolist()


# --- the table -------------------------------------------------------------------------------------------------------


def test_a_missing_column_is_named(holders):
    corpus = corpus_of("The US president left.")
    with pytest.raises(ValueError, match="the table of office-holders holders lacks the column start"):
        find_offices(corpus, mentions_in(corpus), holders.drop(columns="start"))


# --- whose office ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "expected"), [
    ("The US president spoke.", [["president", "Barack Obama"]]),
    ("The American president spoke.", [["president", "Barack Obama"]]),
    ("Ukraine’s president spoke.", [["president", "Petro Poroshenko"]]),
    ("He met the president of France.", [["president", "François Hollande"]]),
    ("The Russian foreign minister left.", [["foreign minister", "Sergei Lavrov"]]),
    ("The British foreign secretary left.", [["foreign secretary", "Philip Hammond"]]),
    ("The US top diplomat left.", [["top diplomat", "John Kerry"]]),
    ("The US secretary of defense left.", [["secretary of defense", "Ash Carter"]]),
    ("The Russian defense minister left.", [["defense minister", "Sergei Shoigu"]]),
    ("The Chinese premier left.", [["premier", "Li Keqiang"]]),
    ("The German chancellor and the German president left.",
     [["chancellor", "Angela Merkel"], ["president", "Joachim Gauck"]]),
    ("The Kremlin leader and the Chinese leader met.", [["leader", "Vladimir Putin"], ["leader", "Xi Jinping"]]),
    ("The German leader and the British leader met.", [["leader", "Angela Merkel"], ["leader", "David Cameron"]]),
    ("The CIA director left.", [["director", "John Brennan"]]),
    ("NATO’s secretary general and the UN chief left.",
     [["secretary general", "Jens Stoltenberg"], ["chief", "Ban Ki-moon"]]),
    ("The president of the European Commission left.", [["president", "Jean-Claude Juncker"]]),
    ("The EU’s foreign policy chief left.", [["foreign policy chief", "Federica Mogherini"]]),
    ("Putin’s foreign minister met Obama’s secretary of state.",
     [["foreign minister", "Sergei Lavrov"], ["secretary of state", "John Kerry"]]),
    ("The US vice president left.", [["vice president", "Joe Biden"]]),
    ("The new Russian president left.", [["president", "Vladimir Putin"]]),
])  # fmt: skip
def test_the_phrase_names_the_state(holders, text, expected):
    assert found_in(holders, text) == expected


@pytest.mark.parametrize(("text", "expected", "rule"), [
    ("Obama spoke. The president left for Russia.", "Barack Obama", "a holder is named before; by date"),
    ("Obama met Putin. The president then left Russia.", "Vladimir Putin", "a holder is named before; by date"),
    ("The US voted. The president signed.", "Barack Obama", "the state most named in the document; by date"),
    ("The Secretary of Defense signed.", "Ash Carter", "one state alone has this title; by date"),
    ("The country’s prime minister left Russia.", "Dmitry Medvedev", "the state most named in the document; by date"),
])  # fmt: skip
def test_the_text_around_names_the_state(holders, text, expected, rule):
    found = offices(holders, text)
    assert found[["actor", "rule"]].values.tolist() == [[expected, rule]]


def titled(holders, text: str, **docvars) -> list[list[str]]:
    """What stands for whom by office, in a text with these docvars."""
    corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text], **{k: [v] for k, v in docvars.items()}}))
    found = dc.find_mentions(corpus, dc.load_actors("world"), holders=holders)
    return found.loc[found["form"] == "office", ["text", "actor"]].values.tolist()


def test_without_a_state_in_play_a_title_of_several_stays_open(holders):
    day = {"date": "2015-05-12"}
    assert titled(holders, "The Secretary of State refused.", **day) == []
    assert titled(holders, "The Secretary of State refused. Britain waited.", **day) == []
    assert titled(holders, "The Home Secretary refused.", **day) == []
    assert titled(holders, "The Secretary of State refused. The US waited.", **day) == [
        ["Secretary of State", "John Kerry"]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia waits. Germany reads, said its foreign minister.", [["foreign minister", "Frank-Walter Steinmeier"]]),
        ("Russia waits. Russia reads. Brazil sang, and its prime minister sang.", []),
        ("Russia waits. France waits. Putin sang, and his foreign minister sang in France.",
         [["foreign minister", "Sergei Lavrov"]]),
        ("Putin met Obama in Russia, and his foreign minister sang.", [["foreign minister", "Sergei Lavrov"]]),
    ],
)  # fmt: skip
def test_a_possessive_means_the_one_state_or_person_of_the_sentence(holders, text, expected):
    assert found_in(holders, text) == expected


def test_the_outlet_tells_the_state(holders):
    day = {"date": "2015-05-12"}
    kerry = [["Secretary of State", "John Kerry"]]
    assert titled(holders, "The Secretary of State refused.", outlet="New York Times", **day) == kerry
    assert titled(holders, "The Secretary of State refused.", outlet="The Guardian", **day) == []
    assert titled(holders, "The chancellor and the home secretary left.", outlet="The Guardian", **day) == [
        ["chancellor", "George Osborne"], ["home secretary", "Theresa May"]
    ]  # fmt: skip


def test_who_was_called_president_is_the_president(holders):
    text = "President Donald Trump met Barack Obama. Later the president left."
    for docvars in ({}, {"date": "2018-05-12"}, {"date": "2022-05-12"}):
        assert titled(holders, text, **docvars) == [["president", "Donald Trump"]]
    assert titled(holders, "Prime Minister Viktor Orban spoke. The prime minister left.") == [
        ["prime minister", "Viktor Orbán"]
    ]


@pytest.mark.parametrize("text", [
    "A president, any prime minister and presidents left the US.",
    "The president of the bank of Russia left.",
    "The bank president met the company’s president in the US.",
    "As president of Russia he left; he became US president and ran for president.",
    "The deputy prime minister of Russia and the deputy Russian foreign minister left.",
    "The president-elect of the US left.",
    "The next US president and the first Russian president left.",
    "The pro-Russian president left.",
    "The Fijian president left Fiji.",
    "Texas Attorney General left the US.",
    "The opposition leader, the Labour leader and world leaders left Russia.",
    "The Gazprom president left.",
    "Our president left the US.",
    "The UN chief negotiator left.",
    "The president of the Republic of Nowhere left Russia.",
    "The 44th US president left; the US ended with Obama as its president.",
    "The president left.",
])  # fmt: skip
def test_no_office_is_meant(holders, text):
    assert found_in(holders, text) == []


@pytest.mark.parametrize("text", [
    "Russian President Vladimir Putin left.",
    "President Obama left the US.",
    "President Somebody left the US.",
    "The Russian president, Vladimir Putin, left.",
    "Vladimir Putin, the Russian president, left.",
    "Merkel, the chancellor, left Germany.",
    "Former President Obama met then-Secretary Kerry in the US.",
    "George W. Bush, the former US president, left.",
    "George W. Bush, then the president of the US, left.",
    "The secretary general of the UN, Mr. Ban Ki-moon, left.",
])  # fmt: skip
def test_a_title_beside_a_name_is_none(holders, text):
    assert found_in(holders, text) == []


def test_an_office_after_a_name_that_is_not_its_holder_counts(holders):
    assert found_in(holders, "Unlike Putin, the US president left.") == [["president", "Barack Obama"]]


# --- when ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("date", "actor"), [
    ("2009-01-19", "George W. Bush"), ("2009-01-20", "Barack Obama"), ("2017-01-19", "Barack Obama"),
    ("2018-07-16", "Donald Trump"), ("2021-06-16", "Joe Biden"),
])  # fmt: skip
def test_the_date_decides_and_on_a_handover_the_new_one_holds(holders, date, actor):
    assert found_in(holders, "The US president left.", date=date) == [["president", actor]]


def test_without_a_date_the_office_is_the_actor(holders):
    found = offices(holders, "The US president left.", date=None)
    assert found[["actor", "type", "country", "rule"]].values.tolist() == [
        ["President of the United States", "government", "United States", "the state is named; no date"]
    ]


def test_without_a_date_the_only_holder_named_is_meant(holders):
    one = "Obama spoke. The president left."
    two = "Obama met Trump. The US president left."
    assert found_in(holders, one, date=None) == [["president", "Barack Obama"]]
    assert found_in(holders, two, date=None) == [["president", "President of the United States"]]


def test_before_the_table_begins_nobody_is_guessed(holders):
    assert found_in(holders, "The US president left.", date="1961-04-17") == [
        ["president", "President of the United States"]
    ]


def test_the_rule_says_where_the_table_is_unsure(holders):
    late = offices(holders, "The US president left.", date="2026-10-01")["rule"].tolist()
    assert late == ["the state is named; by date, not checked after 2025-12-31"]
    near = offices(holders, "The Russian defence minister left.", date="2024-05-13")["rule"].tolist()
    assert near == ["the state is named; by date, near an unsure day"]
    sure = offices(holders, "The Russian defence minister left.", date="2015-05-13")["rule"].tolist()
    assert sure == ["the state is named; by date"]


@pytest.mark.parametrize(("text", "expected"), [
    ("George W. Bush said the former US president would not come.", [["president", "George W. Bush"]]),
    ("The former US president left.", [["president", "President of the United States"]]),
    ("The ex-president left, said Obama of George W. Bush.", [["president", "George W. Bush"]]),
    ("Obama blamed his predecessor.", [["predecessor", "George W. Bush"]]),
    ("The US president blamed his predecessor.",
     [["president", "Barack Obama"], ["predecessor", "George W. Bush"]]),
    ("George W. Bush praised his successor.", [["successor", "Barack Obama"]]),
    ("Kerry’s predecessor left.", [["predecessor", "Hillary Clinton"]]),
    ("Obama’s successor is not known.", []),
    ("Obama praised his predecessor, George W. Bush.", []),
    ("Ban Ki-moon praised a predecessor.", []),
])  # fmt: skip
def test_former_holders(holders, text, expected):
    assert found_in(holders, text) == expected


def test_an_acting_holder_is_nobodys_predecessor(holders):
    found = found_in(holders, "Kerry left. His predecessor stayed.", date="2013-02-05")
    assert found == [["predecessor", "Hillary Clinton"]]


# --- the output ------------------------------------------------------------------------------------------------------


def test_columns_are_those_of_mentions_and_the_rule(holders):
    columns = list(schema.TABLES["mentions"])
    for found in (offices(holders, "The US president left."), offices(holders, "Nobody left."), offices(holders, "")):
        assert found.columns[: len(columns)].tolist() == columns
        assert "rule" in found
        assert found["rule"].dtype == "str"
    full = offices(holders, "The US president left.").iloc[0]
    assert (full["form"], full["reading"], full["type"], full["country"]) == (
        "office", "actor", "person", "United States",
    )  # fmt: skip


def test_heads_of_organisations_act_for_no_state(holders):
    found = offices(holders, "The NATO secretary general and the CIA director left.")
    assert found["country"].isna().tolist() == [True, False]


def test_no_mentions_and_no_corpus(holders):
    empty = schema.empty("mentions")
    assert len(find_offices(corpus_of(), empty, holders)) == 0
    assert len(find_offices(corpus_of("The president left."), empty, holders)) == 0


def test_an_office_inside_a_mention_is_none(holders):
    corpus = corpus_of("The US president left.", date=pd.to_datetime([SPRING_2015]))
    whole = pd.DataFrame(
        [["d0", 4, 16, "US Government", "government", "United States"]],
        columns=["doc_id", "start", "end", "actor", "type", "country"],
    )
    assert len(find_offices(corpus, whole, holders)) == 0


def test_inputs_stay_as_they_were(holders):
    corpus = corpus_of("The US president left.", date=pd.to_datetime([SPRING_2015]))
    mentions = mentions_in(corpus)
    before, table = mentions.copy(), holders.copy()
    find_offices(corpus, mentions, holders)
    pd.testing.assert_frame_equal(mentions, before)
    pd.testing.assert_frame_equal(holders, table)


POOL = """
    the a his former then ex - , . of and US Russian Putin Obama Kerry Ukraine ’s president leader chancellor chief NATO
    predecessor successor prime minister Secretary State General country said President republic Mr. as
""".split()


@given(st.lists(st.lists(st.sampled_from(POOL), max_size=12), max_size=4))
def test_no_text_breaks_it_and_no_office_overlaps_a_mention(docs):
    corpus = corpus_of(*map(" ".join, docs), date=pd.to_datetime([SPRING_2015] * len(docs)))
    mentions = mentions_in(corpus)
    found = find_offices(corpus, mentions, load_holders())
    check_spans(found, corpus)
    both = found[["doc_id", "start", "end"]].merge(mentions, on="doc_id", suffixes=("", "_named"))
    assert not ((both["start"] < both["end_named"]) & (both["start_named"] < both["end"])).any()
    assert (found["type"] == "person").eq(found["actor"].isin(set(load_holders()["actor"]))).all()


def test_documents_do_not_touch(holders):
    found = offices(holders, "Obama spoke of the US.", "The president left.")
    assert len(found) == 0


def test_typography_does_not_matter(holders):
    curly = found_in(holders, "Ukraine’s ex–president and Russia’s secretary–general")
    straight = found_in(holders, "Ukraine's ex-president and Russia's secretary-general")
    assert curly == straight == [["president", "President of Ukraine"]]


def test_a_table_of_ones_own(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(
        "office,country,actor,start,end\nPresident of Brazil,Brazil,Dilma Rousseff,2011-01-01,2016-08-31\n"
        "Governor of Brazil,Brazil,Some Governor,2011-01-01,\n",
        encoding="utf-8",
    )
    found = found_in(load_holders(path), "The Brazilian president met Brazil’s governor.")
    assert found == [["president", "Dilma Rousseff"], ["governor", "Some Governor"]]
