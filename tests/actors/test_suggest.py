"""Actors that the corpus itself proposes: which words are names, whose they are, and how often they stand there."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import corpus_of, curly_text, odd_text, straighten, typed_text
from hypothesis import given

from discourse import find_mentions, load_actors, schema
from discourse.actors.suggest import suggest_actors

COLUMNS = [*schema.TABLES["actors"], "n", "n_docs", "example"]


def suggested(*texts: str, **options) -> pd.DataFrame:
    return suggest_actors(corpus_of(*texts), **options).set_index("alias")


def aliases(*texts: str) -> set[str]:
    return set(suggested(*texts).index)


def actor_of(*texts: str, **options) -> dict[str, str]:
    return suggested(*texts, **options)["actor"].to_dict()


# --- which words are a name -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("we met Ada Moe there", {"Ada Moe"}),
        ("it went to the Bank of Norland and to the Church of the Hill", {"Bank of Norland", "Church of the Hill"}),
        ("so Ursula von der Moe and Ada de la Roe met", {"Ursula von der Moe", "Ada de la Roe"}),
        ("so Ada Moe and Bo Lee met", {"Ada Moe", "Bo Lee"}),
        ("at the Department of Health and Human Services", {"Department of Health and Human Services"}),
        ("the Centre for Policy Studies waits for Ada", {"Centre for Policy Studies", "Ada"}),
        ("then Moe of Norland said", {"Moe of Norland"}),
        ("the Norland People’s Party in Roe’s Ministry of War", {"Norland People’s Party", "Roe", "Ministry of War"}),
        ("so AT&T and Moe & Lee paid", {"AT&T", "Moe & Lee"}),
        ("so Haider al-Moe and al-Shams met", {"Haider al-Moe", "al-Shams"}),
        ("the 2011 Norland general election was held in May", {"2011 Norland general election"}),
        ("in 2011 Norland held an election, and in 2012 Norland’s election", {"Norland"}),
        ("the 1999 presidential election in Norland, so the 1999 election", {"Norland"}),
        ("the 2003 invasion of Norland", {"2003 invasion of Norland"}),
    ],
)  # fmt: skip
def test_names_with_what_joins_them(text, names):
    assert aliases(text) == names


def test_a_name_is_not_joined_to_what_follows_of_where_it_stands_alone_too():
    assert aliases("then Moe of Norland said that Moe had won") == {"Moe", "Norland"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("so President Ada Moe met Mrs Roe and Lt. Gen. Bo Lee", {"Ada Moe", "Roe", "Bo Lee"}),
        ("the Norland Foreign Minister Ada Moe left", {"Norland", "Ada Moe"}),
        ("so Secretary of State Ada Moe saw the Director of National Intelligence", {"Ada Moe"}),
        ("the President and the Prime Minister of Norland agreed", {"Norland"}),
        ("with Members of the Security Council", {"Security Council"}),
        ("we met in May and on Friday, 3 June, and at Easter", set()),
        ("but Theresa May left in May", {"Theresa May"}),
        ("it flew a UAV and another 84 MW", {"MW"}),
        ("she said that I am here", set()),
        ("as @Ada and #Norland wrote", set()),
    ],
)
def test_titles_days_and_units_are_no_names(text, names):
    assert aliases(text) - {"MW"} == names - {"MW"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Talks failed. Critics say so. However, nobody left. Meanwhile it rained.", set()),
        ("Talks failed in Norland. Norland waits.", {"Norland"}),
        ("Moe’s plan failed. Roe was late. Ada Lee came.", {"Moe", "Roe", "Ada Lee"}),
        ("Refugees were late. Finally Norland spoke.", {"Norland"}),
        ("A minister came. Minister Moe left. Former President Roe stayed.", {"Moe", "Roe"}),
        ("New York waits. In New York they wait. A new one waits.", {"New York"}),
        ("They asked: ‘Why not? Talks fail.’", set()),
        ("The party met. In the Party of Work they met. Party members left.", {"Party of Work"}),
        ("The National Party won. National parties won.", {"National Party"}),
    ],
)
def test_the_head_of_a_sentence_needs_evidence(text, names):
    assert aliases(text) == names


def test_lines_in_title_case_and_capitals_propose_nothing_but_are_counted():
    title, shout = "How Ada Moe Lost Her War", "ALL TALKS IN NORLAND FAILED"
    assert aliases(title) == aliases(shout) == set()
    table = suggested(f"{title}\n\n{shout}\n\nso Ada Moe left")
    assert table["n"].to_dict() == {"Ada Moe": 2}


def test_hyphens_join_parts_and_part_names():
    assert aliases("so US-Norland ties and Norland-backed men; the US left Norland") == {"US", "Norland"}
    assert aliases("so US–Norland ties") == {"US", "Norland"}
    assert aliases("in Upper-Norland and Baden-Roe, and in Norland") == {"Upper-Norland", "Baden-Roe", "Norland"}
    assert aliases("the Russo-American talks, an American said") == {"American"}


# --- whose they are ---------------------------------------------------------------------------------------------


def test_variants_of_a_person_are_one_actor():
    table = suggested("so Angela B. Moe spoke. Then Mrs Moe left, and Moe’s aide too. But Angela stayed.")
    assert table["actor"].unique().tolist() == ["Angela B. Moe"]
    assert table["type"].unique().tolist() == ["person"]
    assert table["n"].to_dict() == {"Moe": 2, "Angela": 1, "Angela B. Moe": 1}


def test_a_surname_of_two_persons_is_left_to_the_reader():
    found = actor_of("so Ada Moe met Bo Moe, and Moe left")
    assert found == {"Ada Moe": "Ada Moe", "Bo Moe": "Bo Moe", "Moe": "Moe"}


def test_two_spellings_of_one_person_are_no_two_owners_of_a_surname():
    found = actor_of("so Shinzo Abe met Shinzō Abe, and Abe left")
    assert set(found.values()) == {"Shinzo Abe"}


def test_the_adjective_of_a_party_is_the_party():
    table = suggested("so Liberal envoys met the Liberal Party")
    assert table.loc["Liberal", ["actor", "type", "form"]].tolist() == ["Liberal Party", "party", "demonym"]
    assert "Liberal Party" not in actor_of("so Liberal envoys met").values()


def test_short_names_of_states_come_with_their_context():
    texts = ["North Korea waits. The North left the North Atlantic.", "then the North Korean envoy met the South"]
    table = suggested(*texts)
    assert table.loc[["the North", "the South"], ["actor", "type", "n", "n_docs"]].to_numpy().tolist() == [
        ["North Korea", "state", 1, 1],
        ["South Korea", "state", 1, 1],
    ]
    assert table.loc["the North", "context"].startswith("North Korea;")
    assert "the North" not in actor_of("then the North met the South")


def test_a_surname_is_a_persons_only_where_texts_give_the_full_name():
    texts = ["so Norby waits", "then Norby waits", "but Norby waits", "why Norby waits", "so Watchful Norby left"]
    assert actor_of(*texts)["Norby"] == "Norby"
    assert actor_of("; ".join(texts))["Norby"] == "Watchful Norby"


@pytest.mark.parametrize(
    "text",
    [
        "at the Organization for Safety and Co-operation in Norland (OSCN), the OSCN said",
        "at the Organization for Safety and Co-operation in Norland, where OSCN means it",
    ],
)
def test_acronyms_stand_for_what_their_letters_spell(text):
    long = "Organization for Safety and Co-operation in Norland"
    if "(" in text:
        assert actor_of(text) == {long: long, "OSCN": long}
        assert suggested(text).loc["OSCN", ["type", "form", "n"]].tolist() == ["organisation", "acronym", 2]
    else:
        assert long not in actor_of(text)  # nothing says how far the name goes


def test_acronyms_without_brackets_need_one_name_with_these_initials():
    assert actor_of("the Norland Union met; the NU said") == {"Norland Union": "Norland Union", "NU": "Norland Union"}
    both = actor_of("the Norland Union met the Northern Union; the NU said")
    assert both["NU"] == "NU"
    apart = actor_of("the Norland Union met", "the NU said")
    assert apart["NU"] == "NU"
    assert actor_of("the N.U. and the NU met")["N.U."] == "NU"
    found = actor_of("the United States of America, the United States and the U.S. met")
    assert set(found.values()) == {"United States"}


def test_demonyms_go_to_their_state():
    table = suggested("In Borduria the Bordurian army met Bordurians; the government of Borduria fled.")
    assert table.loc["Bordurian army", ["actor", "type", "form", "country"]].tolist() == [
        "Bordurian army", "government", "group", "Borduria",
    ]  # fmt: skip
    assert table.loc["government of Borduria", "country"] == "Borduria"
    assert table.loc["Bordurians", ["actor", "form"]].tolist() == ["Borduria", "demonym"]
    more = suggested("In Borduria a Bordurian minister met Bordurians.")
    assert more["actor"].unique().tolist() == ["Borduria"]
    assert more[["type", "country"]].drop_duplicates().to_numpy().tolist() == [["state", "Borduria"]]
    assert more["form"].to_dict() == {"Borduria": "name", "Bordurian": "demonym", "Bordurians": "demonym"}


def test_the_table_that_ships_knows_states_and_whose_a_name_is():
    table = suggested("Then North Korea and the U.S. met; North Korean envoys saw Oslo and the Syrian army.")
    assert table[["actor", "type", "form", "country"]].T.to_dict("list") == {
        "North Korea": ["North Korea", "state", "name", "North Korea"],
        "North Korean": ["North Korea", "state", "demonym", "North Korea"],
        "U.S.": ["United States", "state", "acronym", "United States"],
        "Oslo": ["Norway", "state", "metonym", "Norway"],
        "Syrian army": ["Syrian Arab Army", "government", "name", "Syria"],
    }


def test_what_the_texts_say_of_a_name_goes_before_the_table_that_ships():
    found = actor_of(
        "so Klaus Merkel spoke. Then Merkel left. The North Atlantic Tea Owners (NATO) met, and NATO left."
    )
    assert (found["Merkel"], found["NATO"]) == ("Klaus Merkel", "North Atlantic Tea Owners")
    assert actor_of("then Merkel left")["Merkel"] == "Angela Merkel"
    assert actor_of("so Angela Merkel met Klaus Merkel, and Merkel left")["Merkel"] == "Angela Merkel"
    assert suggested("so Mrs Jordan left")["type"].to_dict() == {"Jordan": "person"}


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("In Roe, Jan van der Moe spoke. Van der Moe left.", {"Jan van der Moe", "Van der Moe"}),
        ("so Ursula von der Moe spoke, and Ms von der Moe left", {"Ursula von der Moe", "von der Moe"}),
        ("so Robert S. Moe III spoke, and Moe left", {"Robert S. Moe III", "Moe"}),
        ("so Ada Moe-Roe spoke, and Moe-Roe left", {"Ada Moe-Roe", "Moe-Roe"}),
        ("Yesterday Jean-Claude Moe met the press. Then Mr Moe left.", {"Jean-Claude Moe", "Moe"}),
        ("so Gabriel García Moe spoke, and García Moe left", {"Gabriel García Moe", "García Moe"}),
        ("so Abdel Fattah al-Moe spoke, and Moe left", {"Abdel Fattah al-Moe", "Moe"}),
        ("we saw April Moe in June, and Moe left", {"April Moe", "Moe"}),
    ],
)
def test_parts_of_a_name_are_joined_to_the_whole(text, joined):
    table = suggested(text)
    full = max(joined, key=len)
    assert set(table.index[table["actor"] == full]) == joined
    assert table.loc[full, "type"] == "person"


def test_faiths_times_and_works_are_not_proposed():
    text = "in the Renaissance a Muslim read “The Hill” on Islam; a GDP in Euro; the Muslims left the Muslim League"
    assert aliases(text) == {"Muslims", "Muslim League"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Norland Labour Party", "party"),
        ("Ministry of Trade", "government"),
        ("Bank of Norland", "organisation"),
        ("University of Roe", "organisation"),
        ("Norland Daily Post", "media"),
        ("Republic of Norland", "state"),
        ("Lake Roe Treaty", "other"),
        ("Ada Moe", "person"),
        ("Norland rebels", "organisation"),
    ],
)
def test_types_are_guessed_from_the_name(name, kind):
    assert suggested(f"we met the men, and {name} left us").loc[name, "type"] == kind


def test_two_capitals_behind_in_are_a_place():
    assert suggested("we live in Ro Dale").loc["Ro Dale", "type"] == "other"


# --- the table --------------------------------------------------------------------------------------------------


def test_counts_and_example():
    table = suggested("It rained.  In  Norland, Ada Moe won. So Norland left.", "then Norland came")
    assert table.index.tolist() == ["Norland", "Ada Moe"]
    assert table["n"].tolist() == [3, 1]
    assert table["n_docs"].tolist() == [2, 1]
    assert table["example"].tolist() == ["In Norland, Ada Moe won."] * 2
    assert set(table["source"]) == {"suggested"}


def test_min_n_leaves_rarer_names_out():
    text = "so Ada met Bo; then Ada left"
    assert suggested(text, min_n=2).index.tolist() == ["Ada"]
    assert len(suggested(text, min_n=3)) == 0


def test_known_actors_are_left_out_and_lend_their_names():
    known = pd.DataFrame(
        {
            "actor": ["Angela Moe", "Norland Union", "Norland"],
            "alias": ["Angela Moe", "NU", "Norland"],
            "type": ["person", "organisation", "state"],
            "country": ["Norland", None, "Norland"],
        }
    )
    copy = known.copy(deep=True)
    table = suggested("so Angela Moe met the NU; then Moe left the Norland Union in Norland and Roeland", known=known)
    assert table["actor"].to_dict() == {"Moe": "Angela Moe", "Norland Union": "Norland Union", "Roeland": "Roeland"}
    assert table.loc["Moe", ["type", "country"]].tolist() == ["person", "Norland"]
    pd.testing.assert_frame_equal(known, copy)


def test_columns_and_dtypes_are_the_same_with_and_without_names():
    for texts in ((), ("",), ("nothing at all",), ("so Ada Moe left",)):
        table = suggest_actors(corpus_of(*texts))
        assert table.columns.tolist() == COLUMNS
        assert {str(table[c].dtype) for c in COLUMNS if c not in ("n", "n_docs")} == {"str"}
        assert {str(table[c].dtype) for c in ("n", "n_docs")} == {"int64"}
        assert len(table) == (texts == ("so Ada Moe left",))


def test_the_table_goes_into_find_mentions_through_a_file(tmp_path):
    corpus = corpus_of("So President Ada Moe met the Norland Union (NU). Moe’s NU friends left Norland’s Post.")
    table = suggest_actors(corpus)
    path = tmp_path / "mine.csv"
    table.to_csv(path, index=False)
    again = load_actors(path)
    assert again.columns.tolist() == COLUMNS
    pd.testing.assert_frame_equal(again[["actor", "alias", "type"]], table[["actor", "alias", "type"]])
    mentions = find_mentions(corpus, again)
    assert list(zip(mentions["text"], mentions["actor"], strict=True)) == [
        ("Ada Moe", "Ada Moe"),
        ("Norland Union", "Norland Union"),
        ("NU", "Norland Union"),
        ("Moe", "Ada Moe"),
        ("NU", "Norland Union"),
        ("Norland", "Norland"),
    ]


@given(odd_text)
def test_any_text_gives_a_table_of_names_that_stand_in_it(text):
    table = suggest_actors(corpus_of(text))
    assert table.columns.tolist() == COLUMNS
    assert (table["n"] >= 1).all()
    assert table["alias"].is_unique


@given(typed_text)
def test_names_have_a_capital_and_are_counted(text):
    corpus = corpus_of(text)
    tokens = corpus.tokens.copy(deep=True)
    table = suggest_actors(corpus)
    assert all(any(c.isupper() for c in alias) for alias in table["alias"])
    assert table["n"].is_monotonic_decreasing
    pd.testing.assert_frame_equal(corpus.tokens, tokens)


@given(curly_text)
def test_typography_makes_no_difference(text):
    def plain(table: pd.DataFrame) -> list[tuple]:
        return sorted(zip(map(straighten, table["alias"]), map(straighten, table["actor"]), table["n"], strict=True))

    text = text.replace("–", "-")  # a dash parts names where a hyphen may join them
    assert plain(suggest_actors(corpus_of(text))) == plain(suggest_actors(corpus_of(straighten(text))))


def test_errors_say_what_to_do():
    corpus = corpus_of("so Ada left")
    with pytest.raises(ValueError, match="min_n is 0; a name needs at least 1 mention"):
        suggest_actors(corpus, min_n=0)
    with pytest.raises(ValueError, match="the known actors lacks the column actor; it has alias"):
        suggest_actors(corpus, known=pd.DataFrame({"alias": ["Ada"]}))
    with pytest.raises(TypeError, match="the known actors is a list; a pandas DataFrame with actor, alias is needed"):
        suggest_actors(corpus, known=["Ada"])


def test_the_seed_commentary(seed_text):
    found = actor_of(seed_text)
    assert {found[a] for a in ("Trump", "Donald Trump")} == {"Donald Trump"}
    assert {found[a] for a in ("Putin", "Vladimir Putin")} == {"Vladimir Putin"}
    assert {found[a] for a in ("Russia", "Russian")} == {"Russia"}
    assert {"Congress", "CIA", "State Department", "Federal Security Service", "James Clapper", "John Bolton"} <= set(
        found
    )
    assert not {"Despite", "Yet", "Indeed", "Between", "Most", "President", "December", "National Intelligence"} & set(
        found
    )
