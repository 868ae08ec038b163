"""Nothing is lost on the way in, and ids stay what they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from corpora import ROLE_ERROR, TABLES, assert_same, corpus_of, message
from hypothesis import given, settings
from hypothesis import strategies as st

import discourse as dc
from discourse import schema
from discourse.corpus.corpus import Corpus, concat_corpora, filter_corpus, from_documents, load_corpus
from discourse.lexicon.terms import find_terms

LEXICON = pd.DataFrame({"pattern": ["Moscow", "may"], "category": ["place", "hedge"]})


@pytest.fixture
def three() -> Corpus:
    texts = ("Moscow may wait. It may not.", "Nothing here.", "May came to Moscow.\n\nMoscow slept.")
    return corpus_of(*texts, year=[2016, 2017, 2018], outlet=["Globe", "Times", "Globe"])


# --- from_documents ---------------------------------------------------------------------------------------------


def test_docvars_ride_along_behind_doc_id_and_text():
    frame = pd.DataFrame({"year": [2016, 2018], "text": ["One.", "Two."], "doc_id": ["a", "b"], "outlet": ["G", "T"]})
    documents = from_documents(frame).documents
    assert documents.columns.tolist() == ["doc_id", "text", "year", "outlet"]
    assert documents.to_dict("list") == {k: frame[k].tolist() for k in documents.columns}
    assert documents.dtypes.astype(str).to_dict() == {"doc_id": "str", "text": "str", "year": "int64", "outlet": "str"}


BAD_ROWS = {
    "missing text": (None, "a", "no text"),
    "missing text, as NaN": (np.nan, "a", "no text"),
    "empty text": ("", "a", "no text"),
    "blank text": (" \n\t\u00a0", "a", "no text"),
    "a number for a text": (3, "a", "the text is not a string"),
    "bytes for a text": (b"text", "a", "the text is not a string"),
    "half a character in the text": ("half \ud800", "a", "the text contains half a character (a lone surrogate)"),
    "half a character in the doc_id": ("fine", "\ud800", "the doc_id contains half a character (a lone surrogate)"),
    "missing doc_id": ("fine", None, "no doc_id"),
    "missing doc_id, as NaN": ("fine", np.nan, "no doc_id"),
    "blank doc_id": ("fine", " ", "no doc_id"),
    "repeated doc_id": ("fine", "z", "doc_id 'z' already exists"),
}


@pytest.mark.parametrize(("text", "doc_id", "reason"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_bad_rows_are_rejected_with_a_reason(text, doc_id, reason):
    frame = pd.DataFrame(
        {"doc_id": pd.Series(["z", doc_id], dtype="object"), "text": pd.Series(["sound", text], dtype="object")}
    )
    corpus = from_documents(frame)
    assert corpus.documents["doc_id"].tolist() == ["z"]
    assert corpus.rejected["reason"].tolist() == [reason]
    assert corpus.rejected["source"].str.startswith("row 1").all()
    assert corpus.rejected.dtypes.astype(str).tolist() == ["str"] * 3


def test_a_rejected_row_is_named_by_its_source_where_it_has_one():
    frame = pd.DataFrame({"doc_id": ["a", "b", None], "text": ["", "fine", "fine"], "source": ["a.txt", "b.txt", None]})
    assert from_documents(frame).rejected["source"].tolist() == ["a.txt", "row 2"]


def test_a_rejected_row_does_not_claim_its_doc_id():
    corpus = from_documents(pd.DataFrame({"doc_id": ["a", "a", "a"], "text": ["", "second", "third"]}))
    assert corpus.documents["text"].tolist() == ["second"]
    assert corpus.rejected["reason"].tolist() == ["no text", "doc_id 'a' already exists"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "1", 1, 1.0, "", None]), st.sampled_from(["One.", "", " ", None, 5, "\udfff"])
        ),
        max_size=8,
    )
)
@settings(max_examples=40, deadline=None)
def test_rows_in_are_documents_and_rejected(rows):
    ids, texts = [r[0] for r in rows], [r[1] for r in rows]
    frame = pd.DataFrame({"doc_id": pd.Series(ids, dtype="object"), "text": pd.Series(texts, dtype="object")})
    corpus = from_documents(frame)
    assert len(corpus.documents) + len(corpus.rejected) == len(rows)
    assert corpus.documents["doc_id"].is_unique
    assert (corpus.documents["text"] == "One.").all()


def test_numbers_as_doc_id_become_text():
    beside_none = pd.DataFrame({"doc_id": [1, 20, None], "text": ["One.", "Two.", "Three."]})  # floats to pandas
    assert from_documents(beside_none).documents["doc_id"].tolist() == ["1", "20"]
    mixed = pd.DataFrame({"doc_id": [1, "1", 1.5], "text": ["One.", "Two.", "Three."]})
    assert from_documents(mixed).documents["doc_id"].tolist() == ["1", "1.5"]


def test_the_index_of_the_input_does_not_matter_and_the_input_stays_as_it_is():
    plain = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": ["One.", "", "Two words."], "year": [1, 2, 3]})
    odd = plain.set_axis([7, 7, -1])
    before = odd.copy(deep=True)
    assert_same(from_documents(odd), from_documents(plain))
    pd.testing.assert_frame_equal(odd, before)


def test_sections_tell_furniture_from_body_only_when_asked():
    text = "The first paragraph is a sentence.\n\nThe second paragraph is one, too.\n\nPhoto: Ann Lee"
    frame = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    assert from_documents(frame).sections["role"].tolist() == ["body", "body", "caption"]
    flat = from_documents(frame, sections=False)
    assert flat.sections["role"].tolist() == ["body"] * 3
    assert flat.tokens["section_id"].unique().tolist() == [0, 1, 2]


def test_only_the_roles_asked_for_are_tokenised():
    frame = pd.DataFrame({"doc_id": ["a"], "text": ["The first paragraph is a sentence.\n\nPhoto: Ann Lee"]})
    assert from_documents(frame, roles=["caption"]).tokens["token"].tolist() == ["Photo", ":", "Ann", "Lee"]


def test_errors_of_from_documents():
    frame = pd.DataFrame({"doc_id": ["a"], "text": ["One."]})
    assert message(ValueError, from_documents, frame, roles=["boddy"]) == ROLE_ERROR
    assert message(ValueError, from_documents, frame[["doc_id"]]) == (
        "the frame of documents lacks the column text; it has doc_id. Add or rename the column."
    )
    assert message(TypeError, from_documents, [("a", "One.")]) == (
        "the frame of documents is a list; a pandas DataFrame with doc_id, text is needed"
    )
    assert message(ValueError, from_documents, frame[["doc_id", "text", "text"]]) == (
        "two columns are called 'text'; rename or drop one of them"
    )


def test_an_empty_frame_gives_an_empty_corpus():
    corpus = from_documents(pd.DataFrame({"doc_id": [], "text": []}))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(corpus, name), schema.empty(name), check_categorical=False)


# --- repr -------------------------------------------------------------------------------------------------------


def test_repr():
    assert repr(from_documents(schema.empty("documents"))) == "Corpus of 0 documents, 0 words, 0 sentences"
    assert repr(corpus_of("Word.")) == "Corpus of 1 document, 1 word, 1 sentence\n  read: 1 body"
    frame = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"],
            "text": ["Moscow may wait. It may not.", "One word more.\n\nPhoto: Ann Lee", ""],
            "date": pd.to_datetime(["2018-07-16", "2016-01-02", None]),
            5: ["x", "y", "z"],
        }
    )
    assert repr(from_documents(frame)).splitlines() == [
        "Corpus of 2 documents, 9 words, 3 sentences",
        "  dated 2016-01-02 to 2018-07-16",
        "  read: 2 body",
        "  set aside: 1 caption",
        "  docvars: date, 5",
        "  1 text rejected: see .rejected",
    ]


def test_languages_that_are_stated_as_numbers_and_languages_left_out(tmp_path):
    (tmp_path / "a.csv").write_text(
        "id,text,language\n1,The talks in Britain went on for a whole year.,1\n"
        "2,Nobody knew what the talks were for.,\n3,Die Verhandlungen dauerten eine ganze Woche.,\n"
    )
    corpus = load_corpus(tmp_path)
    assert corpus.documents["language"].tolist() == ["1", "en", "de"]
    assert corpus.doubts[["doc_id", "kind"]].values.tolist() == [["3", "language"]]
    corpus = load_corpus(tmp_path, languages=["en"])
    assert corpus.documents["doc_id"].tolist() == ["1", "2"]
    assert corpus.rejected["doc_id"].tolist() == ["3"]
    assert corpus.doubts.empty


# --- filter_corpus ----------------------------------------------------------------------------------------------


def test_filter_keeps_ids_and_offsets(three):
    kept = filter_corpus(three, three.documents["outlet"] == "Globe")
    assert kept.documents["doc_id"].tolist() == ["a", "c"]
    assert kept.sections["section_id"].tolist() == [0, 2, 3]
    of_kept = three.tokens["doc_id"].isin(["a", "c"])
    columns = ["section_id", "sentence_id", "start", "end", "token"]
    pd.testing.assert_frame_equal(kept.tokens[columns], three.tokens.loc[of_kept, columns].reset_index(drop=True))
    assert kept.tokens["doc_id"].cat.categories.tolist() == ["a", "c"]
    assert kept.tokens["doc_id"].tolist() == three.tokens.loc[of_kept, "doc_id"].tolist()


def test_filter_then_find_is_find_then_filter(three):
    all_terms = find_terms(three, LEXICON)
    assert all_terms["text"].tolist() == ["Moscow", "may", "may", "May", "Moscow", "Moscow"]
    kept = filter_corpus(three, np.array([False, True, True]))
    expected = all_terms[all_terms["doc_id"] != "a"].reset_index(drop=True)
    pd.testing.assert_frame_equal(find_terms(kept, LEXICON), expected)


@pytest.mark.parametrize(
    "mask",
    [
        np.array([True, False, True]),
        [True, False, True],
        pd.Series([True, False, True], dtype="boolean"),
        pd.Series([True, None, True], dtype="boolean"),
        pd.Series([True, None, True], dtype="bool[pyarrow]"),
        pd.Series([True, None, True], dtype="object"),
        pd.array([True, None, True], dtype="boolean"),
        pd.Series([True, True, False], index=[2, 0, 1]),
        pd.Series([False, True, True], index=[1, 2, 0], dtype="boolean"),
    ],
    ids=[
        "array",
        "list",
        "nullable",
        "nullable with a missing one",
        "of arrow",
        "objects",
        "nullable array",
        "in another order",
        "both",
    ],
)
def test_filter_takes_arrays_by_place_and_series_by_label(three, mask):
    assert filter_corpus(three, mask).documents["doc_id"].tolist() == ["a", "c"]


def test_filter_by_a_mask_of_sorted_documents(three):
    backwards = three.documents.sort_values("doc_id", ascending=False)
    assert filter_corpus(three, backwards["doc_id"] == "a").documents["doc_id"].tolist() == ["a"]


@pytest.mark.parametrize("index", [["z", "y", "z"], ["a", "b", "c"], [1, 2, 3], [0, 0, 1]])
def test_filter_refuses_a_series_of_other_labels(three, index):
    mask = pd.Series([True, False, True], index=index)
    with pytest.raises(ValueError, match=r"mask has the labels .*make it from corpus.documents, or pass mask.to"):
        filter_corpus(three, mask)


def test_documents_that_were_sorted_or_cut_behind_the_back_of_their_tokens(three):
    turned = three.documents.sort_values("doc_id", ascending=False, ignore_index=True)
    for other in (turned, three.documents.iloc[:2]):
        with pytest.raises(ValueError, match="the documents are not those of the corpus in the same order"):
            three.with_documents(other)
        odd = replace(three, documents=other)
        for use in (lambda c: filter_corpus(c, np.ones(len(c.documents), bool)), dc.count_words):
            with pytest.raises(ValueError, match="was sorted or cut after the corpus was made"):
                use(odd)
        with pytest.raises(ValueError, match="was sorted or cut after the corpus was made"):
            dc.count_rate(find_terms(three, LEXICON), odd)


def test_filter_down_to_nothing(three):
    none = filter_corpus(three, np.zeros(3, bool))
    assert [len(getattr(none, name)) for name in TABLES] == [0, 0, 0, 0]
    pd.testing.assert_series_equal(none.tokens.dtypes.astype(str), three.tokens.dtypes.astype(str))
    assert len(find_terms(none, LEXICON)) == 0


def test_filter_keeps_what_was_rejected():
    corpus = corpus_of("One.", "", "Three.")
    assert filter_corpus(corpus, np.array([False, True])).rejected["source"].tolist() == ["row 1: b"]


def test_filter_changes_nothing_it_was_given(three):
    before = {name: getattr(three, name).copy(deep=True) for name in TABLES}
    filter_corpus(three, np.array([False, True, True]))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(three, name), before[name])


@pytest.mark.parametrize(
    ("mask", "has"),
    [
        ([True, False], "bool values and shape (2,)"),
        ([1, 0, 1], "int64 values and shape (3,)"),
        (np.ones((3, 1), bool), "bool values and shape (3, 1)"),
        (pd.Series([True, "no", False], dtype="object"), "object values and shape (3,)"),
    ],
    ids=["too short", "numbers", "two dimensions", "objects"],
)
def test_filter_refuses_what_is_no_mask(three, mask, has):
    assert message(ValueError, filter_corpus, three, mask) == (
        f"mask has {has}; one True or False for each of the 3 documents is needed, such as "
        "corpus.documents['year'] > 2016"
    )


# --- concat_corpora ---------------------------------------------------------------------------------------------


def test_concat_is_the_corpus_of_all_at_once(three):
    more = corpus_of("Moscow slept.\n\nIt may wake.", "Last.", ids="xy", year=[2019, 2020], outlet=["Post", "Globe"])
    joined = concat_corpora([three, more])
    at_once = from_documents(pd.concat([three.documents, more.documents]), sections=False)
    for name in ("documents", "sections", "rejected"):
        pd.testing.assert_frame_equal(getattr(joined, name), getattr(at_once, name))
    words = {"token": "str"}  # the vocabulary may be in another order
    pd.testing.assert_frame_equal(joined.tokens.astype(words), at_once.tokens.astype(words))
    assert joined.tokens["token"].dtype == "category"
    pd.testing.assert_frame_equal(find_terms(joined, LEXICON), find_terms(at_once, LEXICON))


def test_concat_counts_duplicate_of_on():
    text = (
        "The ministers met in the old castle on Monday, and nobody outside knew what they said.\n\n"
        "The talks went on for days, and in the end the two sides agreed to meet again in autumn.\n\n"
        "“in the end the two sides agreed to meet again in autumn”\n\n"
        "Some ministers left the castle on Friday, and others stayed there until the next Sunday evening."
    )
    one, two = (from_documents(pd.DataFrame({"doc_id": [i], "text": [text]})) for i in "ab")
    assert one.sections["duplicate_of"].dropna().tolist() == [1]
    joined = concat_corpora([one, two]).sections
    assert joined["section_id"].tolist() == list(range(8))
    assert joined["duplicate_of"].dropna().to_dict() == {2: 1, 6: 5}


def test_concat_of_filtered_corpora_has_ids_that_grow(three):
    parts = [filter_corpus(three, three.documents["doc_id"] == i) for i in "cab"]
    joined = concat_corpora(parts)
    assert joined.documents["doc_id"].tolist() == ["c", "a", "b"]
    assert joined.sections["section_id"].is_unique
    assert joined.sections["section_id"].is_monotonic_increasing
    assert joined.tokens["sentence_id"].is_monotonic_increasing
    assert joined.tokens.groupby("sentence_id")["section_id"].nunique().eq(1).all()
    owner = joined.sections.set_index("section_id")["doc_id"]
    assert (owner.loc[joined.tokens["section_id"]].to_numpy() == joined.tokens["doc_id"].to_numpy()).all()


def test_concat_with_empty_ones_and_of_none(three):
    none = from_documents(schema.empty("documents"))
    assert_same(concat_corpora([]), none)
    assert_same(concat_corpora([none, none]), none)
    joined = concat_corpora([none, three, none])
    pd.testing.assert_frame_equal(joined.tokens.astype({"token": "str"}), three.tokens.astype({"token": "str"}))


def test_concat_keeps_what_was_rejected():
    one = from_documents(pd.DataFrame({"doc_id": ["a", "b"], "text": ["One.", ""]}))
    two = from_documents(pd.DataFrame({"doc_id": ["c", "d"], "text": ["", "Two."]}))
    assert concat_corpora([one, two]).rejected["source"].tolist() == ["row 1: b", "row 0: c"]


def test_concat_refuses_a_shared_doc_id(three):
    assert message(ValueError, concat_corpora, [three, three]) == (
        "3 doc_id are in more than one corpus, such as 'a'; rename them before joining"
    )


# --- load_corpus of texts ---------------------------------------------------------------------------------------


def test_a_folder_of_texts_with_metadata(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "lee.txt").write_text("Moscow may wait.", encoding="utf8")
    (tmp_path / "texts" / "roe.txt").write_text("Nothing here.", encoding="utf8")
    (tmp_path / "texts" / "empty.txt").write_text(" \n", encoding="utf8")
    (tmp_path / "texts" / "photo.txt").write_bytes(b"\x00\x01\x02\x03")
    (tmp_path / "metadata.csv").write_text(
        "doc_id,outlet,date\nlee,Globe,2018-07-16\nroe,Times,2016-01-02\nempty,Times,2017-01-01\nphoto,Post,2017-01-01\n"
    )
    with pytest.warns(UserWarning, match="photo"):  # its row in the metadata has no text
        corpus = load_corpus(tmp_path)
    assert corpus.documents["doc_id"].tolist() == ["lee", "roe"]
    assert corpus.documents["outlet"].tolist() == ["Globe", "Times"]
    assert corpus.documents["date"].tolist() == [pd.Timestamp("2018-07-16"), pd.Timestamp("2016-01-02")]
    assert sorted(corpus.rejected["source"]) == ["texts/empty.txt", "texts/photo.txt"]
    assert corpus.tokens["token"].tolist() == ["Moscow", "may", "wait", ".", "Nothing", "here", "."]


def test_a_table_of_texts_under_other_names(tmp_path):
    (tmp_path / "texts.csv").write_text("key,body\n7,Moscow may wait.\n8,\n7,Again.\n")
    corpus = load_corpus(tmp_path / "texts.csv", text="body", doc_id="key")
    assert corpus.documents[["doc_id", "text"]].values.tolist() == [["7", "Moscow may wait."]]
    assert len(corpus.rejected) == 2


def test_load_corpus_of_nothing_and_of_unknown_roles(tmp_path):
    path = tmp_path / "nowhere"
    assert message(FileNotFoundError, load_corpus, path) == (
        f"no file or folder {str(path)!r}; give the path of a text or of a folder of texts"
    )
    (tmp_path / "a.txt").write_text("One.")
    assert message(ValueError, load_corpus, tmp_path, roles=["boddy"]) == ROLE_ERROR


def test_an_empty_folder_is_an_empty_corpus(tmp_path):
    corpus = load_corpus(tmp_path)
    assert [len(getattr(corpus, name)) for name in TABLES] == [0, 0, 0, 0]


def test_a_name_in_two_spellings_is_one_group_and_the_text_stays():
    names = ["Jos\u00e9", "Jose\u0301", "Ann", None]
    texts = ["It may.", "Jose\u0301 may.", "I may.", "We may."]
    frame = pd.DataFrame({"doc_id": list("abcd"), "text": texts, "author": names})
    corpus = dc.from_documents(frame)
    assert corpus.documents["author"].dropna().tolist() == ["Jos\u00e9", "Jos\u00e9", "Ann"]
    assert corpus.documents["text"].tolist() == frame["text"].tolist()
    assert dc.count_rate(dc.find_hedges(corpus), corpus, by="author")["n"].tolist() == [1, 2]
