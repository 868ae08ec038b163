"""The actors table `world`: every row well formed, no alias torn between two actors, the promised names there."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import pandas as pd
import pytest

import discourse as dc

COLUMNS = ["actor", "alias", "type", "form", "country", "source", "valid_from", "valid_to"]
TYPES = {"state", "organisation", "government", "party", "person", "media", "other"}
FORMS = {"name", "acronym", "demonym", "metonym", "group"}  # no office: its holder depends on the date
SOURCES = {
    "UN member states (2024)",
    "UN non-member observer states (2024)",
    "ISO 3166-1",
    "English usage",
    *(
        f"public record: {kind}"
        for kind in (
            "disputed state",
            "former state",
            "institution",
            "namesake",
            "party",
            "person",
            "press",
            "seat of government",
        )
    ),
}
OWN_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O", "đ": "dj", "Đ": "Dj"})
#: `Liberation` is a word, OVP an office in Washington, Goering the spelling without the mark
PLAIN_MEANS_ANOTHER = {"Libération", "ÖVP", "SPÖ", "Säpo", "Göring", "Hermann Göring"}
FILE = files("discourse").joinpath("data/actors_world.csv")


@pytest.fixture(scope="module")
def world() -> pd.DataFrame:
    with FILE.open("rb") as file:
        return pd.read_csv(file, dtype="str", keep_default_na=False)


def test_the_file_is_plain_utf8_with_unix_line_ends():
    raw = FILE.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    raw.decode("utf-8")


def test_columns_and_order(world):
    assert world.columns.tolist() == COLUMNS
    keys = list(zip(world["actor"], world["alias"], strict=True))
    assert keys == sorted(keys)
    assert len(world) >= 1500


def test_only_country_and_validity_may_be_empty(world):
    assert (world[["actor", "alias", "type", "form", "source"]] != "").all(axis=None)
    assert (world[["valid_from", "valid_to"]] == "").all(axis=None)


def test_values_are_from_the_lists(world):
    assert set(world["type"]) == TYPES
    assert set(world["form"]) == FORMS
    assert set(world["source"]) == SOURCES


@pytest.mark.parametrize("column", COLUMNS)
def test_text_is_clean(world, column):
    text = world[column]
    assert text[text != text.str.strip()].tolist() == []
    assert text[text.str.contains("\\s\\s|[\t\n\u00a0]|[‘’‛“”–—‑−]|\\*")].tolist() == []
    assert [t for t in text if unicodedata.normalize("NFC", t) != t] == []


def test_an_alias_stands_once_and_for_one_actor_whatever_its_case(world):
    assert world.loc[world["alias"].duplicated(), "alias"].tolist() == []
    owners = world.groupby(world["alias"].str.casefold())["actor"].nunique()
    assert owners[owners > 1].index.tolist() == []


def test_an_actor_has_one_type_and_one_country(world):
    kinds = world.groupby("actor")[["type", "country"]].nunique()
    assert kinds[(kinds > 1).any(axis=1)].index.tolist() == []


def test_every_country_is_a_state_and_a_state_is_its_own_country(world):
    states = world[world["type"] == "state"]
    assert (states["actor"] == states["country"]).all()
    assert set(world["country"]) - {""} <= set(states["actor"])
    government = world[world["type"] == "government"]
    stateless = government.loc[government["country"] == "", "actor"]
    assert set(stateless) == {"Republican Guard"}  # several states have one


def test_all_members_of_the_united_nations_are_states(world):
    members = world[world["source"] == "UN member states (2024)"]
    assert members["actor"].nunique() == 193
    assert set(members["type"]) == {"state"}
    others = {"Taiwan", "Kosovo", "Palestine", "Vatican City", "Soviet Union"}
    assert others <= set(world.loc[world["type"] == "state", "actor"]) - set(members["actor"])


def test_every_state_has_its_name_and_but_for_three_a_demonym(world):
    states = world[world["type"] == "state"]
    names = states[states["form"].isin(["name", "acronym"])]
    assert (names["actor"] == names["alias"]).groupby(names["actor"]).any().all()
    without = set(states["actor"]) - set(states.loc[states["form"] == "demonym", "actor"])
    assert without == {"Dominica", "Republic of the Congo", "Vatican City"}


@pytest.mark.parametrize("actor", [
    "United States", "Russia", "North Korea", "South Korea", "United Kingdom", "China", "Germany", "France", "Iran",
    "Israel", "Iraq", "Syria", "Saudi Arabia", "Honduras", "Ukraine", "Canada", "Afghanistan", "Libya", "Turkey",
    "Vietnam", "Mexico", "Japan", "US Congress", "US Senate", "US House of Representatives", "CIA", "FBI", "FSB",
    "GRU", "SVR", "Democratic Party", "Republican Party", "White House", "Kremlin", "US State Department",
    "US Department of Defense", "US Treasury", "US Government", "Russian Government", "UK Government",
    "Donald Trump", "Vladimir Putin", "Barack Obama", "NATO", "United Nations", "European Union", "OSCE",
])  # fmt: skip
def test_canonical_name(world, actor):
    assert actor in set(world["actor"])


@pytest.mark.parametrize(("alias", "actor", "type_", "form", "country"), [
    ("US", "United States", "state", "acronym", "United States"),
    ("U.S.", "United States", "state", "acronym", "United States"),
    ("America", "United States", "state", "name", "United States"),
    ("Americans", "United States", "state", "demonym", "United States"),
    ("Washington", "United States", "state", "metonym", "United States"),
    ("Washington Post", "Washington Post", "media", "name", "United States"),
    ("George Washington", "George Washington", "person", "name", "United States"),
    ("Moscow", "Russia", "state", "metonym", "Russia"),
    ("Russian Federation", "Russia", "state", "name", "Russia"),
    ("Moscow State University", "Moscow State University", "organisation", "name", "Russia"),
    ("Russia Today", "RT", "media", "name", "Russia"),
    ("Soviet", "Soviet Union", "state", "demonym", "Soviet Union"),
    ("DPRK", "North Korea", "state", "acronym", "North Korea"),
    ("Republic of Korea", "South Korea", "state", "name", "South Korea"),
    ("Republic of China", "Taiwan", "state", "name", "Taiwan"),
    ("Britons", "United Kingdom", "state", "demonym", "United Kingdom"),
    ("Downing Street", "UK Government", "government", "metonym", "United Kingdom"),
    ("Burma", "Myanmar", "state", "name", "Myanmar"),
    ("Kyiv", "Ukraine", "state", "metonym", "Ukraine"),
    ("Brussels", "European Union", "organisation", "metonym", ""),
    ("Nato", "NATO", "organisation", "acronym", ""),
    ("White House", "White House", "government", "name", "United States"),
    ("Kremlin", "Kremlin", "government", "name", "Russia"),
    ("Federal Security Service", "FSB", "government", "name", "Russia"),
    ("State Department", "US State Department", "government", "name", "United States"),
    ("Pentagon", "US Department of Defense", "government", "metonym", "United States"),
    ("Capitol Hill", "US Congress", "government", "metonym", "United States"),
    ("Trump administration", "US Government", "government", "name", "United States"),
    ("Duma", "State Duma", "government", "name", "Russia"),
    ("Democrats", "Democratic Party", "party", "group", "United States"),
    ("Democratic senators", "Democratic Party", "party", "demonym", "United States"),
    ("GOP", "Republican Party", "party", "acronym", "United States"),
    ("Zelenskiy", "Volodymyr Zelensky", "person", "name", "Ukraine"),
    ("Erdoğan", "Recep Tayyip Erdoğan", "person", "name", "Turkey"),
    ("Erdogan", "Recep Tayyip Erdoğan", "person", "name", "Turkey"),
    ("ISIL", "Islamic State", "organisation", "acronym", ""),
    ("BuzzFeed News", "BuzzFeed News", "media", "name", "United States"),
    ("King's College London", "King's College London", "organisation", "name", "United Kingdom"),
    ("Hong Kong", "Hong Kong", "other", "name", "China"),
    ("New Mexico", "New Mexico", "other", "name", "United States"),
    ("INDOPACOM", "Indo-Pacific Command", "government", "acronym", "United States"),
    ("OFAC", "US Treasury", "government", "acronym", "United States"),
    ("Foggy Bottom", "US State Department", "government", "metonym", "United States"),
    ("Matignon", "Matignon", "government", "metonym", "France"),
    ("Irish government", "Irish Government", "government", "name", "Ireland"),
    ("Unit 8200", "Unit 8200", "government", "name", "Israel"),
    ("TPLF", "Tigray People's Liberation Front", "party", "acronym", "Ethiopia"),
    ("Peronists", "Justicialist Party", "party", "group", "Argentina"),
    ("AQIM", "al-Qaeda in the Islamic Maghreb", "organisation", "acronym", ""),
    ("Kataib Hezbollah", "Kataib Hezbollah", "organisation", "name", "Iraq"),
    ("TSMC", "TSMC", "organisation", "acronym", "Taiwan"),
    ("Neue Zurcher Zeitung", "Neue Zürcher Zeitung", "media", "name", "Switzerland"),
    ("JCPOA", "Iran nuclear deal", "other", "acronym", ""),
    ("Zaluzhny", "Valerii Zaluzhnyi", "person", "name", "Ukraine"),
    ("Kallas", "Kaja Kallas", "person", "name", ""),
])  # fmt: skip
def test_row(world, alias, actor, type_, form, country):
    row = world.loc[world["alias"] == alias, ["actor", "type", "form", "country"]]
    assert row.values.tolist() == [[actor, type_, form, country]]


@pytest.mark.parametrize("alias", [
    "Bush", "Clinton", "May", "Johnson", "Brown", "Rice", "Powell", "Gates", "Ivanov", "Kim", "us", "IS", "Korea",
    "English", "Male", "Malé", "Victoria", "San Jose", "Santiago", "Kingston", "Muscat",
    "Foreign Affairs", "Northern Command", "Space Command", "Article 19", "Apple", "Nike", "Forbes", "Moody's", "Cuomo",
    "Gallant", "Cleverly", "Borne", "Garland", "Petro", "Truth and Reconciliation Commission", "ADF", "EDF",
])  # fmt: skip
def test_ambiguous_names_are_left_out(world, alias):
    assert alias not in set(world["alias"])


def test_every_alias_finds_itself_whole_and_nothing_else(world):
    texts = pd.DataFrame({
        "doc_id": [f"{i:05d}" for i in range(len(world))],
        "text": [f"Then {alias} said no more." for alias in world["alias"]],
    })  # fmt: skip
    mentions = dc.find_mentions(dc.from_documents(texts, sections=False), dc.load_actors("world"))
    behind_titles = ("Baroness Ashton", "General Franco", "General Washington", "Secretary Clinton")
    titled = {alias: alias.split()[-1] for alias in behind_titles}
    assert mentions["text"].tolist() == [titled.get(alias, alias) for alias in world["alias"]]
    assert mentions["actor"].tolist() == world["actor"].tolist()


def test_everyone_in_the_table_of_offices_is_an_actor(world):
    with FILE.parent.joinpath("office_holders.csv").open("rb") as file:
        holders = pd.read_csv(file, dtype="str", keep_default_na=False)
    persons = world[world["type"] == "person"]
    assert set(holders["actor"]) - set(persons["actor"]) == set()
    assert set(holders["country"]) - {""} <= set(world.loc[world["type"] == "state", "actor"])
    assert set(holders["organisation"]) - {""} <= set(world["actor"])


def test_a_name_with_accents_is_listed_without_them_too(world):
    aliases = set(world["alias"])
    marks = world.loc[world["alias"] != world["alias"].map(unaccented), "alias"]
    assert len(marks) > 400
    assert {alias for alias in marks if unaccented(alias) not in aliases} <= PLAIN_MEANS_ANOTHER


def unaccented(name: str) -> str:
    """The name as a text without accents writes it."""
    letters = unicodedata.normalize("NFD", name.translate(OWN_LETTERS))
    return "".join(c for c in letters if not unicodedata.combining(c))


@pytest.mark.parametrize(("text", "expected"), [
    ("It told us that the US–Russia talks failed.", ["United States", "Russia"]),
    ("He teaches at Moscow State University.", ["Moscow State University"]),
    ("Latin American leaders sailed the South China Sea.", ["Latin America", "South China Sea"]),
    ("The African National Congress wrote to Congress.", ["African National Congress", "US Congress"]),
    ("Papua New Guinea, Guinea-Bissau and Guinea agreed.", ["Papua New Guinea", "Guinea-Bissau", "Guinea"]),
    ("A Russo-American pact with Al-Qaeda’s foes.", ["Russia", "United States", "al-Qaeda"]),
    ("the Democratic Republic of the Congo is democratic", ["Democratic Republic of the Congo"]),
    ("We polish china, eat turkey and may trump them.", []),
])  # fmt: skip
def test_longer_names_protect_shorter_ones(text, expected):
    corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}), sections=False)
    assert dc.find_mentions(corpus, dc.load_actors("world"))["actor"].tolist() == expected


# Codes of countries. That each is the code of this state was compared with pycountry 26.2.16.


def test_every_country_of_the_table_has_a_row_of_codes(world):
    assert dc.load_countries()["country"].tolist() == sorted(set(world["country"]) - {""})


def test_codes_are_three_capitals_and_each_stands_once():
    countries = dc.load_countries()
    codes = countries["iso3"].dropna()
    assert codes.str.fullmatch("[A-Z]{3}").all() and codes.is_unique
    assert set(countries["source"]) == {
        "ISO 3166-1", "ISO 3166-1: user-assigned", "ISO 3166-3", "no code: former state"
    }  # fmt: skip


def test_only_former_states_have_no_code_of_today(world):
    countries = dc.load_countries()
    former = set(world.loc[world["source"] == "public record: former state", "actor"])
    today = countries["source"].str.startswith("ISO 3166-1")
    assert set(countries.loc[~today, "country"]) == former
    assert (countries["iso3"].isna() == (countries["source"] == "no code: former state")).all()


@pytest.mark.parametrize(("country", "code"), [
    ("Kosovo", "XKX"), ("Russia", "RUS"), ("Turkey", "TUR"), ("Palestine", "PSE"), ("Taiwan", "TWN"), ("Brunei", "BRN"),
    ("Micronesia", "FSM"), ("Democratic Republic of the Congo", "COD"), ("Republic of the Congo", "COG"),
    ("São Tomé and Príncipe", "STP"), ("Vatican City", "VAT"), ("Côte d'Ivoire", "CIV"), ("Switzerland", "CHE"),
    ("Niger", "NER"), ("Nigeria", "NGA"), ("Slovakia", "SVK"), ("Slovenia", "SVN"), ("Austria", "AUT"),
    ("Australia", "AUS"), ("Iran", "IRN"), ("Iraq", "IRQ"), ("North Korea", "PRK"), ("South Korea", "KOR"),
    ("Soviet Union", "SUN"), ("Czechoslovakia", "CSK"), ("East Germany", "DDR"), ("Yugoslavia", "YUG"),
])  # fmt: skip
def test_code_of_a_country(country, code):
    assert dc.load_countries().set_index("country")["iso3"][country] == code


def test_mentions_are_joined_with_data_on_countries_by_code():
    text = "Kosovo, Turkey and Angela Merkel met; NATO did not."
    corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}), sections=False)
    mentions = dc.find_mentions(corpus, dc.load_actors("world"))
    joined = mentions.merge(dc.load_countries()[["country", "iso3"]], on="country", how="left")
    assert joined["iso3"].fillna("").tolist() == ["XKX", "TUR", "DEU", ""]
