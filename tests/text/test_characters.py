"""Characters as bytes: more of them than a byte holds leave every rule in force."""

from __future__ import annotations

from conftest import corpus_of, tokens_of
from hypothesis import given
from hypothesis import strategies as st
from plain_tokeniser import CHINESE, tokens_by_document


def test_more_characters_than_bytes_leave_every_rule_in_force():
    hard = "Trump’s “no.” We’ve – so… 👩\u200d🚀 said ‘it’. 中国 and 国中 differ. 中国 stays, a\u0304-b"
    texts = [f"{CHINESE}。{CHINESE[::-1]}，ΑΒΓ", hard, f"{CHINESE}。"]
    tokens = tokens_by_document(corpus_of(*texts))
    assert tokens == [[CHINESE, "。", CHINESE[::-1], "，", "ΑΒΓ"], tokens_of(hard), [CHINESE, "。"]]
    assert corpus_of(CHINESE, hard).tokens["sentence_id"].max() == corpus_of(hard).tokens["sentence_id"].max() + 1
    assert tokens[1][:4] == ["Trump", "’s", "“", "no"]
    assert "👩\u200d🚀" in tokens[1]


@given(st.lists(st.text(alphabet=CHINESE + "ab ’.\u0301", min_size=1, max_size=40), min_size=1, max_size=5))
def test_tokens_of_spilled_characters_are_their_text(texts):
    corpus = corpus_of(CHINESE, *texts)
    for doc, start, end, token in corpus.tokens[["doc_id", "start", "end", "token"]].itertuples(index=False):
        assert token == (CHINESE, *texts)[int(doc[1:])][start:end]
    assert corpus.tokens["token"].cat.categories.is_unique
