"""The role of every paragraph: known pages, pages made up for it, texts with no furniture, and lifted sentences."""

from __future__ import annotations

import random
import textwrap

import pandas as pd
import pytest
from conftest import corpus_of
from hypothesis import given, settings
from hypothesis import strategies as st

import discourse as dc
from discourse import schema
from discourse.corpus.sections import ROLES, find_sections


def roles_of(text: str, **docvars: str) -> list[str]:
    sections = find_sections(pd.DataFrame({"doc_id": ["a"], "text": [text]}).assign(**docvars))
    return sections["role"].tolist()


def check_page(page: list[tuple[str, str]], **docvars: str) -> None:
    """Each paragraph of the page has the role that stands before it."""
    got = roles_of("\n\n".join(text for _, text in page), **docvars)
    assert list(zip(got, [text[:50] for _, text in page], strict=True)) == [(role, text[:50]) for role, text in page]


# --- the seed commentary ----------------------------------------------------------------------------------------


SEED = {0: "title", 1: "caption", 2: "caption", 3: "standfirst", 10: "pull_quote", 16: "pull_quote", 22: "pull_quote"}
SEED |= {30: "bio", 31: "disclaimer", 32: "notes", 33: "related"}


def test_the_seed_commentary(seed_text):
    corpus = corpus_of(seed_text, sections=True)
    sections = corpus.sections
    assert sections["role"].tolist() == [SEED.get(i, "body") for i in range(34)]
    assert sections["duplicate_of"].dropna().to_dict() == {10: 12, 16: 18, 22: 26}
    words = dc.count_words(corpus, by="role").set_index("role")["n_words"]
    assert words.to_dict() == {"standfirst": 11, "body": 995}


# --- pages ------------------------------------------------------------------------------------------------------


FISH = (
    "The two governments have quarrelled over herring for as long as anybody can remember, and the quarrel has fed "
    "three parties, two newspapers and one small navy. Nobody in either capital gains from ending it."
)
BOATS = (
    "What has changed is the price of fuel. A trawler that paid its way in spring stays in harbour in autumn, and a "
    "crew that stays in harbour has time to vote. Ministers noticed late, as ministers tend to do."
)
PORTS = (
    "None of this makes a settlement certain, for a quarrel that costs little may go on for ever. It does make one "
    "possible, and possible is more than the fishermen of either coast have been offered so far."
)
BILL = (
    "The third reason is plain arithmetic. Each patrol costs more than the catch that it protects, and the committee "
    "that pays for patrols has begun to ask why. Its chairman comes from a county without a coast."
)


def test_a_page_of_a_think_tank():
    check_page(
        [
            ("related", "Commentary"),
            ("title", "Why the Herring War Will End"),
            ("byline", "By Ada Moe and Bo Lee, 12 May 2017"),
            ("caption", "Trawlers leave the harbour of Eastness at dawn. Photo: Ministry of Fisheries"),
            ("standfirst", "Dear fuel and idle crews may bring both governments back to the table"),
            ("body", FISH),
            ("pull_quote", "a crew that stays in harbour has time to vote"),
            ("body", BOATS),
            ("heading", "The bill"),
            ("body", BILL),
            ("body", PORTS),
            ("bio", "Ada Moe is a senior fellow at the Institute for Cold Waters. She worked on trawlers for a year."),
            ("bio", "Bo Lee is professor of maritime law at the University of Eastness."),
            ("disclaimer", "The views expressed here are those of the authors and not of the Institute."),
            ("related", "Related publications"),
            ("related", "Cod and the Constitution"),
        ]
    )


def test_a_page_of_a_newspaper():
    check_page(
        [
            ("related", "Opinion"),
            ("title", "Let them eat herring"),
            ("byline", "Ada Moe, 3 June 2018"),
            ("byline", "4 min read"),
            ("body", FISH),
            ("related", "Advertisement"),
            ("body", BOATS),
            ("related", "Read more: The last cannery of Westness"),
            ("pull_quote", "“Each patrol costs more than the catch that it protects”"),
            ("body", BILL),
            ("related", "Sign up for our weekly newsletter on the sea"),
            ("body", PORTS),
            ("bio", "Ada Moe is a columnist. Follow her on Twitter."),
            ("related", "Share this article"),
            ("related", "Topics: fish, law, borders"),
        ]
    )


def test_a_page_with_figures_and_notes():
    check_page(
        [
            ("title", "Herring, patrols and the price of fuel: what the figures say"),
            ("byline", "Published on 7 July 2016"),
            ("standfirst", "Three charts explain why a quarrel of forty years is losing its friends."),
            ("byline", "By Bo Lee"),
            ("body", FISH),
            ("heading", "Idle crews"),
            ("body", BOATS),
            ("caption", "Figure 1: Days spent in harbour, 1990 to 2015. Source: harbour masters."),
            ("body", BILL),
            ("caption", "A patrol boat off Westness (Reuters)"),
            ("body", PORTS),
            ("notes", "Notes"),
            ("notes", "1. Harbour masters count a day from noon."),
            ("notes", "2. Fuel is diesel, before tax."),
            ("disclaimer", "© Institute for Cold Waters. All rights reserved."),
        ]
    )


def test_a_page_in_markdown():
    check_page(
        [
            ("title", "# The herring war will end"),
            ("byline", "*By Bo Lee*"),
            ("body", FISH),
            ("heading", "## Fuel"),
            ("body", BOATS),
            ("pull_quote", "**Its chairman comes from a county without a coast**"),
            ("body", BILL + "[^1]"),
            ("heading", "## Peace"),
            ("body", PORTS),
            ("notes", "[^1]: Minutes of the committee, March."),
        ]
    )


def test_a_page_with_its_furniture_in_another_order():
    check_page(
        [
            ("byline", "21 September 2015"),
            ("title", "Peace for herring?"),
            ("standfirst", "Nobody gains from a settlement, says Ada Moe, and that is why one may come"),
            ("caption", "Image courtesy of the Eastness Maritime Museum"),
            ("body", FISH),
            ("body", BOATS),
            ("body", BILL),
            ("pull_quote", "possible is more than the fishermen of both coasts have been offered"),
            ("body", PORTS),
            ("disclaimer", "This article was first published by The Harbour Review and does not reflect its position."),
            ("bio", "About the author"),
            ("bio", "Ada Moe teaches history at Westness. Her next book is on cod."),
            ("related", "More from Ada Moe"),
            ("related", "The cod that came in from the cold"),
        ]
    )


def test_a_page_whose_title_and_author_are_known():
    check_page(
        [
            ("title", "Herring"),
            ("byline", "Ada Moe"),
            ("body", FISH),
            ("body", BOATS),
            ("body", BILL),
            ("body", PORTS),
            ("bio", "Ada Moe has sailed with both fleets."),
            ("notes", "Correction: an earlier version put Westness in the wrong county."),
        ],
        title="Herring",
        author="Ada Moe",
    )


def test_a_page_with_a_series_above_its_title_a_break_and_a_call_for_letters():
    page = [
        ("related", "The Fishery Papers"),
        ("title", "A Quarrel That Pays"),
        ("body", FISH),
        ("related", "* * *"),
        ("body", BOATS),
        ("body", PORTS),
        ("bio", "Ana Sand is a columnist who writes on harbours."),
        ("related", "Letters in reply run on Mondays, if they are short and signed. Write to letters@example.org."),
    ]
    check_page(page, title="A Quarrel That Pays")


def test_a_label_with_a_dot_is_a_label():
    assert roles_of(f"Opinion · Guest column\n\nA Quarrel That Pays\n\n{FISH}\n\n{BOATS}")[:2] == ["related", "title"]


def test_what_is_set_aside_is_not_counted():
    bio = "Ada Moe is perhaps a fellow of some institute."
    page = "\n\n".join(["Cod wars", "By Ada Moe", "So it may go on", FISH, BOATS, bio])
    corpus = corpus_of(page, sections=True)
    assert corpus.sections["role"].tolist() == ["title", "byline", "standfirst", "body", "body", "bio"]
    hedges = dc.find_hedges(corpus)["text"].tolist()
    assert "may" in hedges
    assert "perhaps" not in hedges
    assert corpus_of(page).sections["role"].eq("body").all()


# --- prose that looks like furniture ----------------------------------------------------------------------------


def test_a_person_in_the_news_has_no_bio():
    text = [FISH, "Ada Moe alone objected, as she had before. " + BOATS, BILL]
    end = "Ada Moe is the only minister who ever counted the boats. She may yet have the last word on them."
    assert roles_of("\n\n".join([*text, end])) == ["body"] * 4
    assert roles_of("\n\n".join([FISH, BOATS, BILL, end])) == ["body"] * 3 + ["bio"]


@pytest.mark.parametrize(
    "sentence",
    [
        "From Eastness, the matter looks very different.",
        "By Monday the crews had voted.",
        "It came courtesy of the ministry.",
        "On 4 March 2018 the two ministers met in Westness.",
        "Photographs of the empty harbour by Reuters moved nobody in the capital, and images by rival agencies did not "
        "either, since a harbour is a harbour.",
    ],
)
@pytest.mark.parametrize("place", [1, 2, 4])
def test_sentences_that_open_or_speak_like_furniture_are_body(sentence, place):
    text = [FISH, BOATS, BILL, PORTS]
    text.insert(place, sentence)
    assert roles_of("\n\n".join(text)) == ["body"] * 5


def test_a_lifted_clause_that_reads_like_a_byline_is_a_pull_quote():
    count = "By Ada Moe’s count nine boats in ten stayed in harbour, and the tenth was sold to a museum of the sea."
    quote = "By Ada Moe’s count nine boats in ten stayed in harbour"
    assert roles_of("\n\n".join([FISH, quote, BOATS, f"{count} {BILL}"])) == ["body", "pull_quote", "body", "body"]


# --- texts with no furniture ------------------------------------------------------------------------------------


SPEECH = [
    "Friends, we meet on a quay that our grandparents built with their own hands and paid for with their own boats.",
    "We will not sell it.",
    "They tell us that the sea is for those who can afford it, and that a village is a number in a column of numbers.",
    "We will not sell it.",
    "They tell us to wait. We waited in 1990, we waited in 2003, and we are here to say that the waiting is over.",
]
VERSE = "The boats go out, the boats come in\nThe gulls divide the morning\nA widow counts what might have been\n"
VERSE += "And no one reads the warning\nThe tide is late, the ice is thin\nThe harbour light is burning"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("\n\n".join([FISH, BOATS, BILL, PORTS]), 4),
        ("\n".join([FISH, BOATS, BILL, PORTS]), 4),
        ("\n\n".join(SPEECH), 5),
        (FISH, 1),
        ("Peace.", 1),
        (f"{FISH}\n\n{BOATS}", 2),
        (VERSE, 6),
        ("\n\n".join(textwrap.fill(p, 72) for p in (FISH, BOATS, BILL)), 3),
        ("\r\n\r\n".join(textwrap.fill(p, 72).replace("\n", "\r\n") for p in (FISH, BOATS, BILL)), 3),
        ("\n".join(textwrap.fill(p, 60) for p in (FISH, BOATS, BILL)), 3),
        ("\n\n".join(textwrap.fill(p, 72) for p in (FISH, BOATS)) + "\n\nhttps://eastness.org/" + "a" * 150, 3),
        ("Will it end? It will.\n\nWill it end soon? It will not.\n\nWho pays? We do.", 3),
    ],
    ids=["essay", "lines", "speech", "one", "word", "two", "verse", "wrapped", "crlf", "tight", "address", "short"],
)
def test_texts_without_furniture_are_body_throughout(text, paragraphs):
    assert roles_of(text) == ["body"] * paragraphs


def test_wrapped_lines_make_one_sentence():
    text = "\n\n".join(textwrap.fill(p, 40) for p in (FISH, BOATS))
    corpus = corpus_of(text, sections=True)
    assert corpus.tokens["sentence_id"].nunique() == 5
    assert corpus.tokens["token"].tolist() == corpus_of(f"{FISH}\n\n{BOATS}").tokens["token"].tolist()


# --- the table --------------------------------------------------------------------------------------------------


def test_the_table_of_sections():
    quote = "the committee that pays for patrols has begun to ask why"
    frame = pd.DataFrame(
        {"doc_id": ["x", "y", "z"], "text": ["One.", f"{FISH}\n{quote}\n{BOATS}\n{BILL}\n{PORTS}", "\n"]}
    )
    copy = frame.copy(deep=True)
    sections = find_sections(frame)
    assert sections["doc_id"].tolist() == ["x"] + ["y"] * 5
    assert sections["section_id"].tolist() == [0, 1, 2, 3, 4, 5]
    assert sections["role"].tolist() == ["body", "body", "pull_quote", "body", "body", "body"]
    assert sections["duplicate_of"].dropna().to_dict() == {2: 4}
    assert sections["role"].cat.categories.tolist() == list(ROLES)
    for table in (sections, find_sections(frame.iloc[:0]), find_sections(frame, furniture=False)):
        assert [str(dtype) for dtype in table.dtypes] == [dtype for dtype, _ in schema.TABLES["sections"].values()]
        assert table.columns.tolist() == list(schema.TABLES["sections"])
    assert find_sections(frame, furniture=False)["role"].tolist() == ["body"] * 6
    pd.testing.assert_frame_equal(frame, copy)
    with pytest.raises(ValueError, match="documents lacks the column text; it has doc_id"):
        find_sections(frame[["doc_id"]])


# --- sentences lifted out of the body ---------------------------------------------------------------------------


OPENINGS = ["", "", "", "Yet ", "By Monday ", "In May 2016 ", "From Moscow to Lisbon, ", "On 4 March 2018 ", "Perhaps "]
OPENINGS += [
    "According to Ada Moe, ",
    "Ada Moe was the minister when ",
    "By Ada Moe’s count ",
    "“No,” he said, and ",
    "US–Russia talks or not, ",
]
NOUNS = (
    "treaty border sanction envoy summit pipeline rival voter alliance ceasefire exporter protest railway canal".split()
)
ADJECTIVES = (
    "frail quiet costly northern hollow patient brittle coastal modest fierce sober wary distant bitter".split()
)
VERBS = (
    "weakened outlived postponed revived doubted crossed divided financed praised ignored inherited shielded".split()
)
ENDS = ["after the long winter", "as few had dared to hope", "for reasons that may remain unclear", "at a price"]
ENDS += ["despite every promise to the contrary", "while Russia’s cameras looked elsewhere", "since the autumn of 2014"]


def clause(draw: random.Random) -> str:
    pick = draw.choice
    return f"the {pick(ADJECTIVES)} {pick(NOUNS)} {pick(VERBS)} a {pick(ADJECTIVES)} {pick(NOUNS)} {pick(ENDS)}"


def sentence(draw: random.Random) -> str:
    text = draw.choice(OPENINGS) + clause(draw)
    if draw.random() < 0.5:
        text += draw.choice([", and ", "; ", " – or so it seemed – while ", " because "]) + clause(draw)
    return text[0].upper() + text[1:] + draw.choice("......?!")


def lift(draw: random.Random, paragraphs: list[list[str]]) -> str:
    """A sentence, or eight words and more of it, with up to two words changed, as a layout would print it."""
    words = draw.choice(draw.choice(paragraphs)).split(" ")
    if draw.random() < 0.5:
        length = draw.randint(min(10, len(words)), len(words))
        start = draw.randint(0, len(words) - length)
        words = words[start : start + length]
    for _ in range(draw.randint(0, 2)):
        place = draw.choice([i for i, word in enumerate(words) if word.isalpha()])
        words[place] = draw.choice(["nobody", "plainly", "spring", "Washington"])
    text = " ".join(words)
    bare = text.rstrip(".,;?!")
    return draw.choice([text, bare, f"“{bare}”", f"{bare[0].upper()}{bare[1:]}."])


def results(pages: list[list[str]]) -> list[list]:
    """What every analysis finds in each page, offsets and ids left out."""
    corpus = corpus_of(*["\n\n".join(page) for page in pages], sections=True)
    terms = dc.find_terms(
        corpus, pd.DataFrame({"pattern": ["ceasefire", "*ed a", "Moscow", "winter"], "category": "x"})
    )
    actors = pd.DataFrame({"actor": ["RU", "RU", "US", "Moe"], "alias": ["Russia", "Moscow", "US", "Ada Moe"]})
    mentions, hedges = dc.find_mentions(corpus, actors), dc.find_hedges(corpus)
    counts = dc.count_words(corpus, by="doc_id").set_index("doc_id")
    assert len(terms) and len(mentions) and len(hedges)
    out = []
    for doc in corpus.documents["doc_id"]:
        spans = [
            table.loc[table["doc_id"] == doc, ["text", column]]
            for table, column in ((terms, "pattern"), (mentions, "actor"), (hedges, "category"))
        ]
        out.append([*(sorted(map(tuple, s.to_numpy())) for s in spans), counts.loc[doc].to_dict()])
    return out


@settings(max_examples=12)
@given(st.integers(0, 10**9), st.booleans())
def test_a_lifted_sentence_leaves_every_analysis_as_it_was(seed, titled):
    draw, before, after = random.Random(seed), [], []
    for _ in range(12):
        paragraphs = [[sentence(draw) for _ in range(draw.randint(2, 4))] for _ in range(draw.randint(3, 7))]
        page = ["A frail treaty for the ages"] * titled + [" ".join(p) for p in paragraphs]
        place = draw.randint(0, len(page))
        before.append(page)
        after.append([*page[:place], lift(draw, paragraphs), *page[place:]])
    for page, changed, one, other in zip(before, after, results(before), results(after), strict=True):
        assert one == other, (set(changed) - set(page), page)


@settings(max_examples=5)
@given(st.integers(0, 10**9), st.booleans())
def test_so_does_a_paragraph_of_one_sentence_printed_twice(seed, titled):
    draw, before, after = random.Random(seed), [], []
    for _ in range(12):
        body = [clause(draw).capitalize() + ", and " + clause(draw) + "." for _ in range(draw.randint(3, 7))]
        body[0] = "Russia may say no, the US may say no. " + body[0]
        page = ["A frail treaty for the ages"] * titled + body
        place = draw.randint(0, len(page))
        before.append(page)
        after.append([*page[:place], draw.choice(body[1:]), *page[place:]])
    assert results(before) == results(after)


def test_a_slogan_repeated_inside_paragraphs_stays():
    slogan = "We will not sell the quay that our grandparents built."
    text = "\n\n".join(f"{slogan} {p} {slogan}" for p in (FISH, BOATS, BILL))
    corpus = corpus_of(text, sections=True)
    assert corpus.sections["role"].tolist() == ["body"] * 3
    assert len(dc.find_terms(corpus, pd.DataFrame({"pattern": ["sell the quay"], "category": ["slogan"]}))) == 6
    short = "\n\n".join(["We will not sell it.", FISH, "We will not sell it.", BOATS + " We will not sell it."])
    assert roles_of(short) == ["body"] * 4


def test_roles_that_a_file_shows_stand_and_the_others_are_found():
    prose = "The ferry has gone on for a year, and nobody in the two harbours can say today when or how it may end."
    text = f"Ferries\n\n{prose}\n\nJo Bray is a fellow at the Harbour Institute.\n\nSee the annual statement."
    ends = {"start": [0, len(text) - 25], "end": [7, len(text)], "role": ["heading", "notes"]}
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": [prose, text]})
    shown = pd.DataFrame({"doc_id": "b"} | ends)
    assert find_sections(documents, shown=shown)["role"].tolist() == ["body", "heading", "body", "bio", "notes"]
    assert set(find_sections(documents, shown=shown, furniture=False)["role"]) == {"body"}


def test_a_role_that_is_shown_is_that_of_each_paragraph_in_its_span():
    documents = pd.DataFrame({"doc_id": ["a"], "text": ["One.\n\nTwo.\n\nThree."]})
    shown = pd.DataFrame({"doc_id": ["a", "gone"], "start": [0, 0], "end": [10, 4], "role": ["notes", "title"]})
    assert find_sections(documents, shown=shown)["role"].astype("str").tolist() == ["notes", "notes", "body"]
