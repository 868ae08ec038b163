"""Documents in Rich Text."""

import random

import pytest

from discourse.readers.documents import rtf
from discourse.readers.documents.rtf import paragraphs_of, read
from discourse.readers.encoding import Unreadable

ESSAY = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}}"
    rb"{\stylesheet{Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Title;}{\s3 toc 1;}{\s4 caption;}}"
    rb"{\info{\title draft.rtf}{\author Bram Teller}}{\header\pard Seminar paper\par}" + b"\r\n"
    rb"\pard\s2 On the ferry\par\pard\s3 Money\tab 2\par\pard Bram Teller\par\pard\s1 Money\par" + b"\r\n"
    rb"\pard It costs {\deleted too }much.{\super\chftn{\footnote\pard The minutes of 2022.}} It \'93may\'94 "
    rb"pay.{\*\annotation Who says so?}\par\pard\s4 Figure 1. The pier\par}"
)


def test_an_essay_is_one_article():
    (article,), rejected, _ = read(ESSAY, max_bytes=10_000)
    assert rejected == []
    assert article.docvars == {"title": "On the ferry", "author": "Bram Teller"}
    assert article.paragraphs == [
        ("On the ferry", "title"),
        ("Bram Teller", "byline"),
        ("Money", "heading"),
        ("It costs much. It “may” pay.", None),
        ("Figure 1. The pier", "caption"),
        ("The minutes of 2022.", "notes"),
    ]
    assert article.doubts == [("parts", "1 comment left out")]


def test_a_file_that_breaks_off_is_read_with_a_doubt():
    cut = read(ESSAY[: ESSAY.index(rb" It \'93")], max_bytes=10_000).articles[0]
    assert cut.paragraphs[-2:] == [("It costs much.", None), ("The minutes of 2022.", "notes")]
    assert cut.doubts == [("cut", "the file breaks off inside 1 group")]


@pytest.mark.parametrize("raw", [b"", b"{\\rt", b"Tea", b"PK\x03\x04", b"text {\\rtf1 a}"])
def test_what_is_no_rtf_is_told(raw):
    with pytest.raises(Unreadable, match=r"not RTF: it does not begin with \{\\rtf"):
        paragraphs_of(raw)


def test_a_file_without_text_is_told():
    with pytest.raises(Unreadable, match="RTF without text"):
        read(rb"{\rtf1\ansi{\pict 00}\par}", max_bytes=1000)


def test_more_than_may_be_read_is_refused():
    with pytest.raises(Unreadable, match="more than 10 bytes"):
        paragraphs_of(b"{\\rtf1 a\\par}", max_bytes=10)


def test_more_groups_and_words_than_may_be_read_are_refused(monkeypatch):
    monkeypatch.setattr(rtf, "MAX_WORDS", 3)
    assert paragraphs_of(rb"{\rtf1 a\par}")[0].text == "a"
    with pytest.raises(Unreadable, match="RTF of 4 groups and words; at most 3 are read; split the file"):
        paragraphs_of(rb"{\rtf1 a\par\par}")


def mutated(raw: bytes, draw: random.Random) -> bytes:
    """The file cut, with pieces of it moved, doubled or changed."""
    low, high = sorted(draw.randrange(len(raw)) for _ in range(2))
    middle = raw[low:high]
    return draw.choice(
        [
            raw[:high],
            raw[:low] + raw[high:],
            raw[:high] + middle + raw[high:],
            raw[:low] + middle[::-1] + raw[high:],
            raw[:low] + bytes(draw.choice(b"{}\\'09u-* a\xff\r\n") for _ in range(20)) + raw[low:],
            raw.replace(b"\r\n", b"\n"),
            raw + raw,
        ]
    )


@pytest.mark.parametrize("seed", range(200))
def test_a_damaged_file_is_read_or_refused(seed):
    draw = random.Random(seed)
    raw = mutated(mutated(ESSAY, draw), draw)
    try:
        (article,) = read(raw, max_bytes=10_000).articles
    except Unreadable:
        return
    assert any(paragraph.text.strip() for paragraph in article.paragraphs)
    "".join(paragraph.text for paragraph in article.paragraphs).encode()
