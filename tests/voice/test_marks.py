"""What marks do that no reporting verb governs: speech, a title, a word as a word, or distance."""

from __future__ import annotations

import pytest
from conftest import corpus_of

from discourse.measures.contested import count_contested
from discourse.voice.quotes import find_quotes


def kinds(text: str) -> list[str]:
    table = find_quotes(corpus_of(text))
    return table.loc[table["kind"] != "mixed", "kind"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        "“No,” he grumbled.",
        "“Never,” the old sailor grunted.",
        "“Out!” Mrs Brandt snapped.",
        "“Why?” she sighed.",
        "He shook his head: “No.”",
        "The sign of the times? “Soon.”",
        "“It is a lie!” “No, it isn’t!”",
        "Her answer was a curt “not again”.",
        "The mayor dismissed the plan as “pure theatre”.",
        "They accused the board of “gross neglect”.",
        "He walked out after shouts of “coward”.",
        "The ferry was late, as she claims, for “technical reasons”.",
        "She told the crew to “keep calm”.",
        "He said the dam was “sound” and the town, the valley and the fields were “quite safe”.",
        "Nobody forgot the “one more heave” remark.",
        "The convention asks for “a prompt and impartial inquiry by judges”.",
        "Farmers in the valley want to “take back control”.",
        "The minister rejected claims of “foul play”.",
        "In the letter the bishop promised “bread and work”.",
        "It was her view that “nothing works”.",
        "The lawyers, he insisted, were “mere clerks”.",
    ],
)
def test_words_of_somebody_are_speech(text):
    assert "scare" not in kinds(text)
    assert "direct" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "The film “Jaws” is good.",
        "The song “Imagine” by Lennon is old.",
        "The headline “War is over” was wrong.",
        "Tolkien’s novel “The Hobbit” sold well.",
        "Smith wrote a book, “The End of War”, in 1999.",
        "We saw “Hamlet” (1948) again.",
        "Her essay “On being late” is short.",
        "The “Panorama” programme was long.",
        "The fleet of Operation “Dynamo” sailed.",
        "A band named “Lovers of rain” played.",
        "Dwayne “The Rock” Johnson waved.",
        "The poem is titled “Snow at dusk”.",
        "“The Long Goodbye” is on again.",
        "She sang “Yesterday”, “Michelle” and “Help”.",
        "Readers loved “A Room of One’s Own”.",
        "He drew for the magazine “Punch”.",
        "The opera “Carmen” opened.",
        "They watched the documentary, “How the river died”.",
        "“Cold Harbour” by Ann Lee is out.",
        "“Middlemarch, A Study” was dull. Many skip “Middlemarch” now.",
    ],
)
def test_titles_and_names_are_neither_speech_nor_distance(text):
    assert set(kinds(text)) == {"title"}


@pytest.mark.parametrize(
    "text",
    [
        "The word “reset” is short.",
        "He avoids the term “collateral damage”.",
        "Avoid words such as “synergy” and “leverage”.",
        "The Arabic “jihad” (struggle) is old.",
        "The name means “red river”.",
        "It is Latin for “let it stand”.",
        "They debate the meaning of “freedom”.",
        "Nobody can define “culture”.",
        "What “sovereignty” is remains open.",
        "The slogan “bread for all” was new.",
        "A habit known as “double dipping” spread.",
        "“Glasnost” means openness.",
        "The phrase “of course” tells much.",
        "The party campaigned under the motto “work and peace”.",
        "“Brexit” denotes an exit.",
        "Strike these labels: “poor”, “old” and “weak”.",
        "The prefix “un” is old.",
        "The “wise men” phrase has gone.",
        "It is spelled “colour”.",
        "A dish called “ropa vieja” came.",
    ],
)
def test_words_as_words_are_neither_speech_nor_distance(text):
    assert set(kinds(text)) == {"word"}


@pytest.mark.parametrize(
    "text",
    [
        "His “friends” betrayed him.",
        "The so-called “deal” failed.",
        "Such “reforms” cost lives.",
        "The ‘grand bargain’ failed.",
        "A “free” press needs money.",
        "They bombed the town to “save” it.",
        "The conclusion of a “great bargain” is far off.",
        "Our “allies” in the north sold us grain at twice the price.",
        "The self-styled “people’s court” met at night.",
        "In this “culture war” nobody wins.",
        "The states competed for the most “friendly” taxes.",
        "An “expert” with no degree ran the bank.",
        "The “Reset” failed. No reset came.",
        "This “progress” left the poor behind.",
        "We are told of growth. The “growth” is debt.",
        "Shops sold “fresh” fish from May.",
        "What a “victory” that was for the town.",
        "Under “normal” rules the bridge would be shut.",
        "The ministry ‘lost’ the files twice.",
        "The “temporary” tax is now a century old.",
    ],
)
def test_what_has_no_other_sign_stands_at_a_distance(text):
    assert set(kinds(text)) == {"scare"}


def test_marks_in_a_row_do_the_same():
    assert kinds("The word “buy”, “sell” and “hold” are verbs.") == ["word"] * 3
    assert kinds("His “friends”, “allies” and “brothers” left.") == ["scare"] * 3


def test_a_fragment_has_the_source_of_its_sentence():
    table = find_quotes(corpus_of("Lee said that talks go on, and a “dead letter” was not what she wrote."))
    fragment = table[table["text"] == "“dead letter”"].iloc[0]
    assert (fragment["kind"], fragment["source"], fragment["cue"]) == ("direct", "Lee", "said")


def test_the_same_short_words_do_the_same_in_all_of_a_document():
    text = "The “great deal” is far off. Talk in the press of a “great deal” goes on."
    assert kinds(text) == ["scare", "scare"]


def test_values_in_markup_are_no_quotation():
    assert find_quotes(corpus_of('The page has <a id="7" class="Wide">one</a> link.')).empty


def test_titles_and_words_are_never_contested():
    corpus = corpus_of("The film “Jaws” is good. The word “reset” is short. His “friends” left.")
    assert count_contested(find_quotes(corpus), corpus)["term"].tolist() == ["friends"]


def test_a_title_is_nothing_that_somebody_said():
    assert find_quotes(corpus_of("Lee shows it in her novel, “The Last Mill”."))["kind"].tolist() == ["title"]


def test_a_row_of_marks_does_what_its_last_one_does():
    text = "The report has “war crimes,” “terror” and “mass acts to drive out all people”."
    assert set(find_quotes(corpus_of(text))["kind"]) == {"direct"}


def test_what_is_exclaimed_between_marks_is_speech():
    assert find_quotes(corpus_of("The walls had signs of “Come home!” and little else."))["kind"].tolist() == ["direct"]
