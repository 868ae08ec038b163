"""Where sentences end, and the keys by which tokens are told apart."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import corpus_of, tokens_of
from plain_tokeniser import CHINESE, plain_tokens, tokens_by_document

from discourse.text import _boundaries
from discourse.text import tokenise as tokens_module
from discourse.text._boundaries import Piece
from discourse.text.characters import Alphabet


def sentences_of(text: str) -> list[str]:
    """Each sentence from its first to its last token."""
    tokens = corpus_of(text).tokens
    bounds = tokens.groupby("sentence_id").agg(start=("start", "min"), end=("end", "max"))
    return [text[s:e] for s, e in bounds.to_numpy()]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Trump won in 2016. Then 2018 came.", 2),
        ("It fell 30 per cent. Then it rose.", 2),
        ("Sales fell. 30 per cent went.", 2),
        ("It cost £5m. £6m went.", 2),
        ("Mr. Bolton met Gen. Kelly. Dr. No left.", 2),
        ("Some, e.g. Poland, paid. Brown v. Board stood.", 2),
        ("He left the U.S. Congress alone.", 1),
        ("He left the U.S. The Congress stayed.", 2),
        ("George W. Bush won. So did I. We left.", 3),
        ("He went to No. 10. It was shut. He said no. It hurt.", 4),
        ("Well… he left. Well… She stayed.", 3),
        ("Well... he left. Well... She stayed.", 3),
        ("Well . . . he left. Well . . . She stayed.", 3),
        ("He said ‘no.’ Then he left.", 2),
        ("He said “no.” Then he left.", 2),
        ('He said "no." Then he left.', 2),
        ("He said ‘no’. Then he left.", 2),
        ("(He left.) She stayed.", 2),
        ("He left (at noon). She stayed.", 2),
        ("“Why?” he asked. “Why not?” She left.", 3),
        ("He left. ‘She stayed.’", 2),
        ("He left. (She stayed.)", 2),
        ("He left. [She] stayed.", 2),
        ("He left.12 She stayed.[3][4] They slept.¹ All did.", 4),
        ("He left.She stayed.", 2),
        ("Yahoo! is up.", 1),
        ("Nato, etc. and others. Nato etc. They left.", 3),
        ("Really?! Yes!!! No.", 3),
        ("Он ушёл. Она осталась.", 2),
    ],
)
def test_sentences(text, sentences):
    assert len(sentences_of(text)) == sentences


def test_closing_marks_and_footnote_numbers_stay_with_their_sentence():
    assert sentences_of("He said “no.” “Yes,” she said.12 It ended.[3] (So it did.) Good.") == [
        "He said “no.”",
        "“Yes,” she said.12",
        "It ended.[3]",
        "(So it did.)",
        "Good.",
    ]


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\n\n", "\u2029", " \n\t\n "])
def test_no_sentence_crosses_a_paragraph(gap):
    tokens = corpus_of(f"He and I.{gap}U.S. troops and{gap}ours").tokens
    assert tokens["token"].tolist() == ["He", "and", "I", ".", "U.S.", "troops", "and", "ours"]
    assert tokens["sentence_id"].tolist() == [0, 0, 0, 0, 1, 1, 1, 2]
    assert tokens["section_id"].tolist() == [0, 0, 0, 0, 1, 1, 1, 2]


def test_no_sentence_crosses_a_document_and_ids_grow():
    tokens = corpus_of("he and", "she left. It rained", "", "so").tokens
    assert tokens["sentence_id"].tolist() == [0, 0, 1, 1, 1, 2, 2, 3]
    assert tokens["doc_id"].tolist() == ["d0"] * 2 + ["d1"] * 5 + ["d3"]  # d2 is empty and thus rejected


LONG = np.uint64(0xFF << 56)  # what the keys of long tokens begin with; short ones are their own key


@pytest.mark.parametrize("key_of", [lambda start, key: key * 0 + LONG, lambda start, key: LONG + key % 2])
@pytest.mark.parametrize("size", [1, 1 << 18])
@pytest.mark.parametrize(
    "texts",
    [
        ["Rapprochement or confrontation? Sanctions, Rapprochement; negotiations.", "negotiations or nothing"],
        ["Rapprochement", "confrontation", "Rapprochement"],
        ["Rapprochement or"],
        ["or Rapprochement"],
    ],
)
def test_tokens_are_right_when_hashes_collide(monkeypatch, key_of, size, texts):
    right = tokens_by_document(corpus_of(*texts))
    keys = Piece._keys

    def collide(piece, start, length):
        key, hashed, check = keys(piece, start, length)
        return np.where(length > 8, key_of(start.astype(np.uint64), key), key), hashed, check

    monkeypatch.setattr(Piece, "_keys", collide)
    monkeypatch.setattr(tokens_module, "_PIECE", size)
    corpus = corpus_of(*texts)
    assert tokens_by_document(corpus) == right == [plain_tokens(text) for text in texts]
    assert corpus.tokens["token"].cat.categories.is_unique


def test_no_key_of_a_long_token_or_of_one_with_rare_characters_is_that_of_a_short_one():
    texts = [f"{CHINESE} or confrontation", "a rapprochement, or 中国", "or"]
    alphabet = Alphabet()
    piece = Piece(texts, alphabet)
    size = piece.end - piece.start
    long = piece.key >> np.uint64(56) == 0xFF
    assert long.tolist() == (size > 8).tolist()
    assert sum(long) == 3
    assert piece.hashed.tolist() == np.flatnonzero(long).tolist()
    assert piece.check.all()
    assert (piece.check_of(np.arange(len(size))) > 0).tolist() == long.tolist()
    assert [piece.text(piece.start[i], piece.end[i]) for i in piece.spilled()] == [CHINESE, "中国"]


def test_a_run_of_stops_is_gone_through_once(monkeypatch):
    asked = []
    plain = Alphabet.mask_of
    monkeypatch.setattr(Alphabet, "mask_of", lambda self, chars: asked.append(chars) or plain(self, chars))
    counts = []
    for n in (50, 5000):
        asked.clear()
        corpus = corpus_of("So it is" + "…" * n + " The end.")
        counts.append(len(asked))
        assert corpus.tokens.groupby("sentence_id").size().tolist() == [3 + n, 3]
    assert counts[1] < 2 * counts[0]


def test_an_address_in_an_address_is_not_looked_at_again(monkeypatch):
    tried = []

    class Counted:
        def match(self, text, at):
            tried.append(at)
            return pattern.match(text, at)

    pattern = _boundaries._ADDRESSES[0]
    monkeypatch.setattr(_boundaries, "_ADDRESSES", [Counted(), *_boundaries._ADDRESSES[1:]])
    assert tokens_of("http://a" * 500 + " and http://b.c/d.") == ["http://a" * 500, "and", "http://b.c/d", "."]
    assert len(tried) == 2
