"""Dictionary files of other programs: every entry is read or listed, and counts are those of quanteda."""

from __future__ import annotations

import gzip
import re
import warnings

import pandas as pd
import pytest
from conftest import corpus_of
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse import schema
from discourse.lexicon.dictionaries import read_dictionary


def written(tmp_path, name: str, text: str | bytes):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def rows(table: pd.DataFrame) -> list[list]:
    return table.to_numpy().tolist()


LIWC_2007 = "%\r\n1\tcalm\r\n02\tdread\r\n%\r\nquiet*\t1\r\nCold War\t2\t1\r\nfear  02   \r\n"
LIWC_2015 = (
    "%\n1\taffect (Affect)\n\t2\tposemo (Good)\n\t\t3\tjoy\n\t4\tnegemo\n5\tdrives\n%\nglad\t1\t2\t3\nsad\t4\nwin*\t5\n"
)
WORDSTAT = (
    "ORDER\r\n\tLAW\r\n\t\tCOURT* (1)\r\n\t\tRULE_OF_LAW (2)\r\n\tPOLICE (0.5)\r\n"
    "UNREST\r\n   \tMOB\r\n   \t\tRIOT (1)\r\n"
)
LEXICODER = "+good#008800\nbright*\nbull's eye\n\n+bad#AA0000\na mess\n"
YOSHIKODER = """<?xml version="1.0" encoding="UTF-8"?>
<dictionary style="050805" patternengine="substring">
 <cnode name="Mine" desc="">
  <cnode name="Trade &amp; aid"><pnode name="Tariff*" score="-1.5"/><pnode name="export"/></cnode>
  <pnode name="café"/>
 </cnode>
</dictionary>
"""
YAML = """
state:
  home: [Whitehall, "*hall", no]
  abroad:
    - Kremlin
    - east: [Beijing, Zhongnanhai]
  __: [capital]
count: 10 Downing
state: [Élysée]
"""


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("a.dic", LIWC_2007, [["quiet*", "calm"], ["cold war", "dread"], ["cold war", "calm"], ["fear", "dread"]]),
        (
            "a.dic",
            LIWC_2015,
            [
                ["glad", "affect (Affect)"],
                ["glad", "affect (Affect) > posemo (Good)"],
                ["glad", "affect (Affect) > posemo (Good) > joy"],
                ["sad", "affect (Affect) > negemo"],
                ["win*", "drives"],
            ],
        ),
        (
            "A.CAT",
            WORDSTAT,
            [
                ["court*", "ORDER > LAW", 1.0],
                ["rule of law", "ORDER > LAW", 2.0],
                ["police", "ORDER", 0.5],
                ["riot", "UNREST > MOB", 1.0],
            ],
        ),
        ("a.lc3", LEXICODER, [["bright*", "good"], ["bull's eye", "good"], ["a mess", "bad"]]),
        ("a.lcd", LEXICODER, [["bright*", "good"], ["bull's eye", "good"], ["a mess", "bad"]]),
        (
            "a.yml",
            YAML,
            [
                ["whitehall", "state > home"],
                ["*hall", "state > home"],
                ["no", "state > home"],
                ["kremlin", "state > abroad"],
                ["beijing", "state > abroad > east"],
                ["zhongnanhai", "state > abroad > east"],
                ["capital", "state"],
                ["10 downing", "count"],
                ["élysée", "state"],
            ],
        ),
        ("a.yaml", "a: b", [["b", "a"]]),
    ],
)
def test_each_format_becomes_the_same_table(tmp_path, name, text, wanted):
    table = dc.load_lexicon(written(tmp_path, name, text))
    assert rows(table) == wanted
    assert table.columns.tolist() == ["pattern", "category", "weight"][: len(wanted[0])]
    zipped = dc.load_lexicon(written(tmp_path, name + ".gz", gzip.compress(text.encode("utf-8"))))
    pd.testing.assert_frame_equal(zipped, table)


@pytest.mark.parametrize("name", ["a.ykd", "a.lcd"])
def test_yoshikoder_has_scores_where_the_file_has_them(tmp_path, name):
    table = dc.load_lexicon(written(tmp_path, name, YOSHIKODER))
    assert rows(table[["pattern", "category"]]) == [
        ["tariff*", "Mine > Trade & aid"],
        ["export", "Mine > Trade & aid"],
        ["café", "Mine"],
    ]
    assert table["score"].fillna(0).tolist() == [-1.5, 0, 0]
    assert "score" not in dc.load_lexicon(written(tmp_path, name, YOSHIKODER.replace(' score="-1.5"', "")))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(("name", "text"), [("a.lc3", "+x\ncafé l’or\n"), ("a.cat", "X\n\tCAFÉ L’OR (1)\n")])
def test_the_encoding_is_that_of_the_file(tmp_path, name, text, encoding):
    table = dc.load_lexicon(written(tmp_path, name, text.encode(encoding)))
    assert table["pattern"].tolist() == ["café l’or"]


def test_xml_says_its_encoding(tmp_path):
    text = '<dictionary><cnode name="x"><pnode name="čas"/></cnode></dictionary>'
    text = '<?xml version="1.0" encoding="iso-8859-2"?>' + text
    assert dc.load_lexicon(written(tmp_path, "a.ykd", text.encode("iso-8859-2")))["pattern"].tolist() == ["čas"]


def test_csv_is_read_as_before_and_keeps_its_capitals(tmp_path):
    lexicon, unread = read_dictionary(written(tmp_path, "a.csv", "pattern,category,valence\nUS,x,2\n"))
    assert rows(lexicon) == [["US", "x", 2]]
    assert len(unread) == 0
    assert unread.columns.tolist() == list(schema.TABLES["unread"])


# --- what cannot be read ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "read", "unread"),
    [
        (
            "a.dic",
            "stray\n%\n1\tpron\n2\tother\n2\tagain\nfiller\n%\nlike\t(02 134)125/464\t2\nkind\t<of>131/125\n"
            "fell (down)\t1\nodd\t9\nnone\nx\t1a\nfair-*\t1\t2\n:)\t1\n",
            ["like", ":)"],
            [
                [1, "stray", "it is in no category"],
                [5, "2 again", "the number 2 is taken"],
                [6, "filler", "a category needs a number and a name"],
                [8, "like (02 134)125/464 2", "(02 134)125/464 depends on a condition"],
                [9, "kind <of>131/125", "<of>131/125 depends on a condition"],
                [10, "fell (down)", "it reads like a rule, a condition or a regular expression"],
                [11, "odd 9", "9 is not the number of a category"],
                [12, "none", "it is in no category"],
                [13, "x 1a", "1a is not the number of a category"],
                [14, "fair-*", "a * needs at least one letter"],
            ],
        ),
        (
            "a.cat",
            "STRAY (1)\nA\n\tEMPTY\n\tB\n\t\tWOM?N (1)\n\t\t@NEAR [a b] (1)\n\t\tC (1)\nLAST\n",
            ["c"],
            [
                [1, "STRAY", "it is in no category"],
                [3, "EMPTY", "a category without entries, or a word without its weight in brackets"],
                [5, "WOM?N", "? stands for one letter, but patterns only know *, for any letters"],
                [6, "@NEAR [a b]", "it reads like a rule, a condition or a regular expression"],
                [8, "LAST", "a category without entries, or a word without its weight in brackets"],
            ],
        ),
        (
            "a.lc3",
            "early\n+x\n*\nb\n",
            ["b"],
            [[1, "early", "it is in no category"], [3, "*", "a * needs at least one letter"]],
        ),
        (
            "a.ykd",
            '<dictionary patternengine="regexp">\n<cnode name="x">\n<pnode name="a.*b"/>\n<pnode name="c"/>\n'
            '<pnode name="d" score="high"/>\n<note name="n"/>\n<pnode/>\n</cnode>\n</dictionary>',
            ["c"],
            [
                [3, "a.*b", "it is a regular expression"],
                [5, "d", "its score 'high' is not a number"],
                [6, "<note n>", "the element is neither cnode nor pnode"],
                [7, "", "it is empty"],
            ],
        ),
        (
            "a.yml",
            'x:\ny: [a, b|c, "*\'"]\n',
            ["a"],
            [
                [1, "", "it is empty"],
                [2, "b|c", "it reads like a rule, a condition or a regular expression"],
                [2, "*'", "a * needs at least one letter"],
            ],
        ),
    ],
)
def test_nothing_is_passed_over(tmp_path, name, text, read, unread):
    lexicon, lost = read_dictionary(written(tmp_path, name, text))
    assert lexicon["pattern"].tolist() == read
    assert rows(lost) == unread
    assert [str(dtype) for dtype in lost.dtypes] == ["int64", "str", "str"]


def test_load_lexicon_warns_of_what_it_did_not_read(tmp_path):
    path = written(tmp_path, "a.lc3", "+x\na?b\nc\nd?\ne?\nf?\n")
    with pytest.warns(UserWarning) as caught:
        assert dc.load_lexicon(path)["pattern"].tolist() == ["c"]
    assert len(caught) == 1
    message = str(caught[0].message)
    assert message.startswith(
        f"{tmp_path / 'a.lc3'}: 4 entries were not read (line 2 'a?b', ? stands for one letter, but patterns"
    )
    assert message.endswith("; ...); read_dictionary lists them")
    assert caught[0].filename == __file__
    path = written(tmp_path, "a.lc3", "+x\na?b\n")
    with pytest.warns(UserWarning, match=r"1 entry was not read \(line 2 'a\?b', .* letters\); read_dictionary lists"):
        assert len(dc.load_lexicon(path)) == 0


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><dictionary><cnode name="&b;"/></dictionary>'


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "a.dic",
            "word\t1\n",
            r"a\.dic is not a dictionary of the format \.dic: its categories must be between two lines of %",
        ),
        ("a.ykd", ENTITIES, "it has a document type, which no dictionary needs; take the line <!DOCTYPE out"),
        ("a.ykd", "<dictionary><cnode>", "its XML is broken: no element found: line 1"),
        ("a.ykd", "<html><p/></html>", "line 1 has the element 'html', and dictionary, cnode or pnode is needed"),
        ("a.ykd", "<dictionary/>", r"a\.ykd has no entries"),
        ("a.yml", "- a\n- b\n", "it must name categories, each with a list of words"),
        ("a.yml", "a: [*ism]\n", r"its YAML is broken: .*Put patterns that begin with \* in quotation marks"),
        ("a.yml", "? [a]\n: b\n", "the name of a category is a list; write a word"),
        ("a.yml", "a: &x [b, *x]\n", "line 1: a list that contains itself"),
        ("a.yml", "a: " + "[" * 1500 + "]" * 1500, "its lists are nested too deep"),
        ("a.yml", "a: !!python/object/apply:os.getcwd []\n", r"a\.yml has no entries"),
        ("a.lc3", b"+x\n\x00\x01", r"a\.lc3 cannot be read: binary"),
        ("a.lc3", "", r"a\.lc3 cannot be read: empty file"),
        ("a.lc3", "+x\n", r"a\.lc3 has no entries"),
        ("a.lc3.gz", "+x\ny\n", r"a\.lc3\.gz cannot be read: broken gzip file"),
    ],
)
def test_a_file_of_another_kind_is_an_error(tmp_path, name, text, message):
    with pytest.raises(ValueError, match=message):
        read_dictionary(written(tmp_path, name, text))


def test_aliases_of_yaml_cannot_grow_without_end(tmp_path):
    lists = ["l0: &l0 [a, b]"] + [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9)]
    with pytest.raises(ValueError, match="it has more than 200,000 entries"):
        read_dictionary(written(tmp_path, "a.yml", "\n".join(lists)))


def test_a_missing_file_is_named(tmp_path):
    for name in ("none.dic", "none.csv"):
        with pytest.raises(FileNotFoundError, match=f"there is no file '{name}'|there is no file .*{name}"):
            dc.load_lexicon(tmp_path / name)


entries = st.lists(st.text(alphabet="ab*?-' .’()[]:1\u200b\u0301%+é", min_size=1, max_size=8), min_size=1, max_size=8)


@given(entries)
def test_every_entry_is_read_or_listed_and_what_is_read_can_be_found(tmp_path_factory, words):
    words = [word for word in words if word.strip() and not word.startswith("+")]
    path = tmp_path_factory.mktemp("d") / "a.lc3"
    path.write_bytes(("+x\nsure\n" + "\n".join(words)).encode("utf-8"))
    lexicon, unread = read_dictionary(path)
    lines = unread["line"].tolist()
    assert len(lexicon) + len(unread) == 1 + len(words)
    assert len(set(lines)) == len(lines)
    found = dc.find_terms(corpus_of("To be sure, ab."), lexicon)
    assert "sure" in found["pattern"].tolist()


# --- looking up -------------------------------------------------------------------------------------------------

NESTED = pd.DataFrame(
    [["new york", "city"], ["new york times", "paper"], ["york", "city"], ["times", "time"], ["new york", "place"]],
    columns=["pattern", "category"],
)


def test_the_longest_match_wins_in_the_whole_lexicon_or_in_each_category():
    corpus = corpus_of("The New York Times is a New York paper.")
    found = dc.find_terms(corpus, NESTED)
    assert rows(found[["text", "category"]]) == [["New York Times", "paper"], ["New York", "place"]]
    found = dc.find_terms(corpus, NESTED, overlap="categories")
    assert rows(found[["text", "category"]]) == [
        ["New York Times", "paper"],
        ["New York", "city"],
        ["New York", "place"],
        ["Times", "time"],
        ["New York", "city"],
        ["New York", "place"],
    ]
    assert found.columns.tolist() == list(schema.TABLES["terms"])


def test_by_categories_is_each_category_by_itself():
    corpus = corpus_of("new York times york", "Times new york\nnew york Times")
    table = NESTED.assign(case=[None, True, None, False, None], weight=[1, 2, 3, 4, 5])
    together = dc.find_terms(corpus, table, overlap="categories")
    for category, part in table.groupby("category"):
        alone = dc.find_terms(corpus, part)
        mine = together[together["category"] == category].reset_index(drop=True)
        pd.testing.assert_frame_equal(mine, alone, check_dtype=False)
    assert len(together) == sum(len(dc.find_terms(corpus, part)) for _, part in table.groupby("category"))


def test_categories_that_are_missing_or_none_are_fine():
    corpus = corpus_of("a b")
    table = pd.DataFrame({"pattern": ["a", "a", "b"], "category": ["x", None, None]})
    assert dc.find_terms(corpus, table, overlap="categories")["text"].tolist() == ["a", "a", "b"]
    none = dc.find_terms(corpus, table[:0], overlap="categories")
    assert none.dtypes.equals(dc.find_terms(corpus, table[:0]).dtypes)
    with pytest.raises(ValueError, match="overlap is 'key'; choose one of 'none', 'categories'"):
        dc.find_terms(corpus, table, overlap="key")
    with pytest.raises(ValueError, match="the lexicon lacks the column category"):
        dc.find_terms(corpus, table[["pattern"]], overlap="categories")


# --- against quanteda -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "n", "n_categories", "unread"),
    [
        ("LSD2015.lc3", 4567, 2, []),
        ("Laver_and_Garry_2000.cat", 418, 20, []),
        ("laver_garry.ykd", 416, 19, []),
        ("moral_foundations_dictionary.dic", 358, 11, [69]),
        ("RID.cat", 3148, 43, [1240, 2014, 2329]),
    ],
)
def test_published_dictionaries_are_read(shared, name, n, n_categories, unread):
    lexicon, lost = read_dictionary(shared / "data" / "dictionaries" / name)
    assert (len(lexicon), lexicon["category"].nunique()) == (n, n_categories)
    assert lost["line"].tolist() == unread


#: Where the counts are not quanteda's: document, key, ours less theirs, and the words that explain it.
DROPPED = [  # marks were dropped, so that phrases run across them, even from one sentence to the next
    ("1861-Lincoln", "positive", 1, "I think not. Happily"),
    ("1861-Lincoln", "neg_positive", -1, "I think not. Happily"),
    ("1997-Clinton", "negative", 1, "we will not, succumb"),
    ("1997-Clinton", "neg_negative", -1, "we will not, succumb"),
]
JOINED = [  # its words keep the possessive: `war` does not stand in `war's`
    ("1921-Harding", "negative", 1, "the disturbance of war's reaction"),
    ("2009-Obama", "positive", 1, "health care's quality"),
]
FURTHER = [  # 12 negated keys have no plain one, and are in a file of their own; which they are, the counts tell
    ("1837-VanBuren", "neg_positive", -1, "not permit"),
    ("1841-Harrison", "neg_positive", -1, "not permit"),
    ("1893-Cleveland", "neg_positive", -1, "not permit"),
    ("1901-McKinley", "neg_positive", -1, "not permit"),
    ("1925-Coolidge", "neg_positive", -2, "not permit"),
    ("1929-Hoover", "neg_positive", -2, "not prepared"),
    ("1997-Clinton", "neg_positive", -1, "or not? Will"),
]


@pytest.fixture(scope="module")
def sentiment(shared) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """LSD2015 with negated keys, the inaugural addresses, and quanteda's counts."""
    plain = dc.load_lexicon(shared / "data" / "dictionaries" / "LSD2015.lc3")
    negated = plain.assign(pattern="not " + plain["pattern"], category="neg_" + plain["category"])
    documents = pd.read_json(shared / "data" / "corpora" / "inaugural.jsonl.gz", lines=True)
    counts = pd.read_csv(shared / "data" / "statistics" / "quanteda431_LSD2015_lookup.csv").set_index("doc_id")
    return pd.concat([plain, negated], ignore_index=True), documents.rename(columns={"id": "doc_id"}), counts


def counted(documents: pd.DataFrame, lexicon: pd.DataFrame, like: pd.DataFrame) -> pd.DataFrame:
    found = dc.find_terms(dc.from_documents(documents, sections=False), lexicon)
    counts = pd.crosstab(found["doc_id"], found["category"])
    return counts.reindex(index=like.index, columns=like.columns, fill_value=0)


def test_lsd2015_gives_quantedas_counts_but_for_the_words_listed(sentiment):
    lexicon, documents, theirs = sentiment
    texts = documents.set_index("doc_id")["text"]
    expected = theirs.copy()
    for document, key, difference, words in DROPPED + JOINED + FURTHER:
        expected.loc[document, key] += difference
        assert words in texts[document]
    ours = counted(documents, lexicon, theirs)
    pd.testing.assert_frame_equal(ours, expected, check_names=False, check_dtype=False)
    assert (ours == theirs).sum().sum() == 223  # of 59 documents by 4 keys
    assert (ours - theirs).abs().sum().sum() == 15  # of 16,996 matches


def test_with_quantedas_tokens_lsd2015_gives_quantedas_counts(sentiment):
    lexicon, documents, theirs = sentiment
    texts = [re.sub(r"['’](?=s\b)", "\ua78c", text) for text in documents["text"]]  # a letter: no clitic stands apart
    texts = [re.sub(r"[^\w\s'’]|_", " ", text) for text in texts]
    keys = pd.DataFrame({"pattern": ["not permit*", "not prepar*", "not will"], "category": "neg_positive"})
    ours = counted(documents.assign(text=texts), pd.concat([lexicon, keys], ignore_index=True), theirs)
    pd.testing.assert_frame_equal(ours, theirs, check_names=False, check_dtype=False)


def test_reading_warns_of_nothing_where_all_is_read(shared):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(dc.load_lexicon(shared / "data" / "dictionaries" / "laver_garry.ykd")) == 416
