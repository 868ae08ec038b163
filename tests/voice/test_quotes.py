"""Who says it: the table of quotations, their kinds and pieces, and the voice of a span."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from conftest import check_spans, corpus_of, odd_text, straighten, typed_text
from hypothesis import assume, given
from hypothesis import strategies as st

import discourse as dc
from discourse import schema
from discourse.measures.contested import count_contested
from discourse.voice import quotes
from discourse.voice.quotes import find_quotes, with_voice
from discourse.voice.reporting_verbs import load_reporting_verbs

COLUMNS = ["doc_id", "sentence_id", "quote_id", "start", "end", "text", "kind", "source", "source_start", "source_end"]
COLUMNS += ["cue", "cue_start", "cue_end"]


def found(text: str) -> list[tuple]:
    """(kind, text, source, cue) of each row."""
    table = find_quotes(corpus_of(text)).fillna({"source": "", "cue": ""})
    return list(table[["kind", "text", "source", "cue"]].itertuples(index=False, name=None))


def test_a_mixed_quotation_is_the_clause_and_each_pair_of_marks_inside_it():
    corpus = corpus_of("Lee said that the ‘reset’ was “dead, and gone”.")
    table = find_quotes(corpus)
    assert table["kind"].tolist() == ["mixed", "direct", "direct"]
    assert table["text"].tolist() == ["that the ‘reset’ was “dead, and gone”", "‘reset’", "“dead, and gone”"]
    assert table["quote_id"].tolist() == [0, 0, 0]
    assert set(table["source"]) == {"Lee"}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("“We will,” she said, “go.” He left.", ["“We will,”", "“go.”"]),
        ("“We will go,” she said. “Now.” He left.", ["“We will go,”", "“Now.”"]),
        ("The deal, she said, was dead.", ["The deal", "was dead"]),
        ("She said: “One.\n\n“Two.\n\n“Three.”\n\nHe left.", ["“One.", "“Two.", "“Three.”"]),
        ("“One,” she said. “Two.\n\n“Three.”", ["“One,”", "“Two.", "“Three.”"]),
    ],
)
def test_pieces_of_one_quotation_share_its_id_source_and_cue(text, pieces):
    table = find_quotes(corpus_of(text))
    assert table["text"].tolist() == pieces
    assert table["quote_id"].tolist() == [0] * len(pieces)
    assert set(table["source"].str.lower()) == {"she"}


def test_marks_around_a_term_are_scare_quotes_and_around_a_title_a_title():
    assert found("The ‘grand bargain’ failed in “War and Peace in Europe”.") == [
        ("scare", "‘grand bargain’", "", ""),
        ("title", "“War and Peace in Europe”", "", ""),
    ]
    assert found("“It is all over now.”") == [("direct", "“It is all over now.”", "", "")]
    assert found("The allies’ aims differ.") == []


def test_the_table_has_its_columns_and_dtypes_with_and_without_rows():
    listed = {name: dtype for name, (dtype, _) in schema.TABLES["quotes"].items()}
    assert list(listed) == COLUMNS
    for corpus in (corpus_of("She said no more. “Go,” she said."), corpus_of("Nothing here."), corpus_of("")):
        table = find_quotes(corpus)
        assert {name: str(dtype) for name, dtype in table.dtypes.items()} == listed
    assert len(table) == 0


def test_where_nobody_is_named_source_and_cue_are_missing():
    row = find_quotes(corpus_of("The ‘reset’ failed.")).iloc[0]
    assert row[["source", "source_start", "source_end", "cue", "cue_start", "cue_end"]].isna().all()


def test_verbs_of_ones_own():
    corpus = corpus_of("Lee fears that talks fail. Lee said that talks failed.")
    verbs = load_reporting_verbs()
    assert find_quotes(corpus, verbs=verbs[verbs["category"] == "speech"])["cue"].tolist() == ["said"]
    own = pd.DataFrame({"verb": ["opine"], "frames": ["t"]})
    assert find_quotes(corpus_of("Lee opined that talks failed."), verbs=own)["cue"].tolist() == ["opined"]
    with pytest.raises(
        ValueError, match=r"the reporting verb 'opine' has the frame 'x'; choose from q, t, T, w, i, n, a"
    ):
        find_quotes(corpus, verbs=own.assign(frames="t x"))
    with pytest.raises(ValueError, match=r"the table of reporting verbs lacks the column frames"):
        find_quotes(corpus, verbs=own[["verb"]])


def test_inputs_stay_as_they_were():
    corpus = corpus_of("Lee said: “Go.”")
    quotes = find_quotes(corpus)
    tokens, before = corpus.tokens.copy(deep=True), quotes.copy(deep=True)
    spans = quotes[["doc_id", "start", "end"]]
    with_voice(spans, quotes)
    count_contested(quotes, corpus)
    pd.testing.assert_frame_equal(corpus.tokens, tokens)
    pd.testing.assert_frame_equal(quotes, before)
    assert spans.columns.tolist() == ["doc_id", "start", "end"]


# --- properties -----------------------------------------------------------------------------------------------------


_SPEECH = st.sampled_from(
    "talks have failed|we will not go to Moscow|nobody said so|the allies believe it|perhaps he is right".split("|")
)
_FRAMES = st.sampled_from(
    [
        "“{},” said the minister, a friend of Lee.",
        "The envoy said that “{}” and left.",
        "He told us: “{}.”",
        "Lee called it “{}”, but Russia refused to talk.",
        "“{},” she said. “{}.” Nobody answered.",
        "The “{}” camp wants peace, and officials say it may win.",
        "According to Lee, “{}” was never an aim.",
    ]
)


@given(st.lists(_FRAMES, min_size=1, max_size=4), st.lists(_SPEECH, min_size=8, max_size=8), st.integers(0, 7), _SPEECH)
def test_a_word_inside_a_quotation_changes_nothing_outside_it(frames, speech, which, other):
    def rows(words: list[str]) -> tuple[list, list]:
        words = iter(words)
        text = " ".join(re.sub(r"\{\}", lambda _: next(words), frame) for frame in frames)
        corpus = corpus_of(text)
        quotes = find_quotes(corpus)
        inside = with_voice(corpus.tokens[["doc_id", "start", "end", "token"]].astype({"doc_id": "str"}), quotes)
        outside = inside[inside["voice"].isin(["author", "reported"])]
        return quotes[["quote_id", "source", "cue"]].fillna("").values.tolist(), outside[
            ["token", "voice", "speaker"]
        ].fillna("").values.tolist()

    assume(len(other.split()) > 0)
    changed = [*speech[:which], other, *speech[which + 1 :]]
    assert rows(speech) == rows(changed)


_PIECES = (
    "“talks failed,” said|Lee said that|the allies’ aims|Trump’s ‘grand bargain’|she told us: “Go.”|It won’t do.|and|"
    "He said “no” –|‘We go’, she said.|according to Lee,|the US–Russia talks|wants to leave|."
).split("|")


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12).map(" ".join))
def test_typography_changes_no_quotation(text):
    curly, straight = find_quotes(corpus_of(text)), find_quotes(corpus_of(straighten(text.replace("‘", "’"))))
    same = ["doc_id", "quote_id", "start", "end", "kind", "source_start", "source_end", "cue_start", "cue_end"]
    pd.testing.assert_frame_equal(curly[same], straight[same])


_ENDS = st.sampled_from([*_PIECES, "Lee, of", "“Go,”", "Reports claims that it failed.", "His disapproval of it grew."])


@given(st.lists(st.lists(_ENDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=5), st.integers(1, 40))
def test_documents_are_read_the_same_alone_as_among_others_and_in_parts(texts, most):
    corpus = corpus_of(*texts)
    whole = find_quotes(corpus)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quotes, "_AT_ONCE", most)
        pd.testing.assert_frame_equal(find_quotes(corpus), whole)
    places = ["start", "end", "kind", "source", "cue"]
    for text, doc_id in zip(texts, corpus.documents["doc_id"], strict=True):
        own = whole.loc[whole["doc_id"] == doc_id, places].reset_index(drop=True)
        pd.testing.assert_frame_equal(find_quotes(corpus_of(text))[places], own)


@given(typed_text | odd_text)
def test_any_text_gives_rows_that_are_their_text_and_overlap_only_as_they_may(text):
    corpus = corpus_of(text)
    table = find_quotes(corpus)
    whole = table["kind"] != "direct"
    inside = with_voice(table, table[whole & (table["kind"] == "mixed")])["voice"] == "reported"
    check_spans(table[~inside | whole], corpus)
    for name in ("source", "cue"):
        has = table[name].notna()
        for row in table[has].to_dict("records"):
            assert row[name] == text[row[f"{name}_start"] : row[f"{name}_end"]]
        assert (table[f"{name}_start"].notna() == has).all()


# --- voice ----------------------------------------------------------------------------------------------------------


def test_every_span_has_a_voice():
    text = "Russia waits. “Russia may go,” Lee said. Lee said that Russia may ‘perhaps’ stay. A ‘Russia reset’ failed."
    corpus = corpus_of(text)
    terms = dc.find_terms(corpus, pd.DataFrame({"pattern": ["Russia", "may", "perhaps"], "category": "c"}))
    voiced = with_voice(terms, find_quotes(corpus))
    assert voiced[["text", "voice", "speaker"]].fillna("").values.tolist() == [
        ["Russia", "author", ""],
        ["Russia", "quoted", "Lee"],
        ["may", "quoted", "Lee"],
        ["Russia", "reported", "Lee"],
        ["may", "reported", "Lee"],
        ["perhaps", "quoted", "Lee"],
        ["Russia", "scare", ""],
    ]
    assert voiced.columns.tolist() == [*terms.columns, "voice", "speaker"]


def test_a_sentence_that_holds_a_quotation_is_the_authors():
    corpus = corpus_of("“Go,” she said. “They stay.”")
    sentences = dc.score_sentiment(corpus)
    assert with_voice(sentences, find_quotes(corpus))["voice"].tolist() == ["author", "quoted"]


def test_the_actor_behind_a_source_is_the_speaker_where_it_is_known():
    quotes = pd.DataFrame(
        {
            "doc_id": "d0",
            "start": [0, 9],
            "end": [5, 14],
            "kind": "direct",
            "source": ["she", "Lee"],
            "actor": ["Ann Lee", None],
        }
    )
    spans = quotes[["doc_id", "start", "end"]].iloc[::-1]
    voiced = with_voice(spans, quotes)
    assert voiced["speaker"].tolist() == ["Lee", "Ann Lee"]
    assert voiced.index.tolist() == [1, 0]


def test_voice_twice_is_voice_once_and_empty_tables_give_empty_tables():
    corpus = corpus_of("“Go,” she said.")
    quotes = find_quotes(corpus)
    once = with_voice(quotes, quotes)
    pd.testing.assert_frame_equal(with_voice(once, quotes), once)
    none = with_voice(quotes.iloc[:0], quotes)
    assert none.columns.tolist() == [*quotes.columns, "voice", "speaker"]
    assert with_voice(quotes, quotes.iloc[:0])["voice"].tolist() == ["author"]


def test_voice_says_what_it_needs():
    quotes = find_quotes(corpus_of("“Go,” she said."))
    with pytest.raises(ValueError, match=r"the quotes lacks the column kind"):
        with_voice(quotes, quotes.drop(columns="kind"))
    with pytest.raises(
        ValueError, match=r"the kind of a quote is 'spoken'; choose one of 'direct', 'indirect', 'mixed', 's"
    ):
        with_voice(quotes, quotes.assign(kind="spoken"))


# --- the seed commentary --------------------------------------------------------------------------------------------


def test_the_seed_commentary_has_seven_quotations_of_speech_and_five_terms_at_a_distance(seed_text):
    corpus = corpus_of(seed_text, sections=True)
    table = find_quotes(corpus)
    marked = table[table["kind"] == "direct"]
    assert marked["source"].fillna("nobody").str.split().str[-1].tolist() == [
        "Trump", "Trump", "nobody", "official", "Republicans)", "establishment", "Clapper",
    ]  # fmt: skip
    assert marked["quote_id"].nunique() == 7
    assert count_contested(table, corpus)[["term", "n"]].values.tolist() == [["grand bargain", 5]]
    assert table.loc[table["kind"] == "word", "text"].tolist() == ["‘grand bargain’"]  # the label of ...


@pytest.mark.parametrize("before", ["“No,” Merkel said.", "Ann Lee wrote:", "“No,” Merkel said. “Not now"])
@pytest.mark.parametrize("text", ["“We will not yield.", "“We will not yield,” and more.", "said that it failed."])
def test_nothing_of_another_document_counts(before, text):
    columns = ["start", "end", "text", "kind", "source", "cue"]
    both = find_quotes(corpus_of(before, text))
    alone = find_quotes(corpus_of(text))
    behind = both[both["doc_id"] == corpus_of(before, text).documents["doc_id"].iloc[1]]
    assert behind[columns].fillna("").values.tolist() == alone[columns].fillna("").values.tolist()
