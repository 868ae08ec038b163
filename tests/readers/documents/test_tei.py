"""Transcripts of parliaments and other TEI, made here in small."""

from __future__ import annotations

import random
import re

import pytest
from hostile import FOREIGN, flipped

from discourse.readers.archive import parse_xml
from discourse.readers.article import Paragraph, lay_out
from discourse.readers.documents import tei
from discourse.readers.encoding import Unreadable

SPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'
BROKEN = "XML that cannot be parsed"
HEADER = """<teiHeader><fileDesc><titleStmt>
<title type="main" xml:lang="xx">Zbor Ostreja [ParlaMint]</title>
<title type="main">Corpus ParlaMint-XX [ParlaMint]</title>
<title type="sub">Sitting 12, Tuesday</title></titleStmt>
<extent><measure unit="speeches" quantity="{stated}"/></extent>
<publicationStmt><publisher>Nobody</publisher><date when="2026-03-02"/></publicationStmt>
<sourceDesc><bibl><title>Minutes</title><idno type="URI">https://ostrey.example/12</idno>
<date when="2019-05-14"/></bibl>
</sourceDesc></fileDesc><profileDesc>
<settingDesc><setting><date when="{date}">that day</date></setting></settingDesc>
<particDesc>{lists}</particDesc></profileDesc></teiHeader>"""
ORGANISATIONS = """<listOrg>
<org xml:id="PO" role="parliamentaryGroup"><orgName full="yes">Pier Owners</orgName>
<orgName full="abb">PO</orgName></org>
<org xml:id="G" role="government"><orgName>Government</orgName></org></listOrg>"""
PERSONS = """<listPerson>
<person xml:id="HR"><persName to="2019-05-13"><surname>Roskvist</surname><forename>Hanne</forename></persName>
<persName from="2019-05-14"><surname>Elmsgaard</surname><forename>Hanne</forename><forename>Ina</forename>
<roleName>Dr.</roleName></persName>
<affiliation ref="#G" role="minister" from="2018"/><affiliation ref="#politicalParty.FF" role="member"/>
<affiliation ref="#parliamentaryGroup.FF" role="member" to="2019-05-13"/>
<affiliation ref="#PO" role="member" from="2019-05-14"/></person>
<person xml:id="BT"><persName>Bram Teller</persName>
<affiliation ref="#party.TT" role="head" from="2019" to="2019"/></person>
</listPerson>"""
SPEECHES = """<note type="speaker">Hanne Elmsgaard:</note>
<u who="#HR" ana="#chair #covid" xml:id="u1"><seg>The sitting
is open.<note>Bell</note> Order!</seg><vocal><desc>Laughter</desc></vocal><incident><desc>Noise</desc></incident>
<seg>We turn to <gap reason="inaudible"/>the pier.</seg><kinesic><desc>Applause</desc></kinesic></u>
<u who="#BT" ana="#regular" xml:id="u2" xml:lang="de"><note type="time">14.05</note>Danke.</u>
<u who="#NN" ana="#guest" xml:id="u3"><seg><note>Microphone off</note></seg></u>
<u xml:id="u4"><seg>Hear, hear!</seg></u>"""


def sitting(
    speeches: str = SPEECHES, *, lists=ORGANISATIONS + PERSONS, stated=4, date="2019-05-14", name="ParlaMint-XX_1"
):
    header = HEADER.format(lists=lists, stated=stated, date=date)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI {SPACE} xml:lang="en" xml:id="{name}">'
        f'{header}<text><body><div type="debateSection"><head>Questions</head>{speeches}</div></body></text></TEI>'
    )


def essay(body: str, header: str = "", *, front="", back="") -> str:
    text = f"<text>{front}<body>{body}</body>{back}</text>"
    return f'<TEI {SPACE} xml:lang="en"><teiHeader>{header}</teiHeader>{text}</TEI>'


def read(text: str, **options):
    return tei.read(text.encode(), **{"max_bytes": 10**6, **options})


def docvars(text: str, name: str) -> list:
    return [article.docvars.get(name) for article in read(text).articles]


def paragraphs(body: str, **parts) -> list[tuple]:
    """What is said and in which role, white space aside."""
    (article,) = read(essay(body, **parts)).articles
    return [(" ".join(text.split()), role) for text, role in article.paragraphs]


# --- speeches ------------------------------------------------------------------------------------------------


def test_each_speech_is_an_article_without_the_notes_of_the_transcript():
    found = read(sitting())
    assert [(article.n, lay_out(article.paragraphs)[0]) for article in found.articles] == [
        (1, "The sitting is open. Order!\n\nWe turn to the pier."),
        (2, "Danke."),
        (4, "Hear, hear!"),
    ]
    assert found.rejected == [(3, "a speech without words")]
    assert found.doubts == []
    assert {p.role for article in found.articles for p in article.paragraphs} == {"body"}


def test_a_speech_says_who_speaks_when_and_where():
    assert read(sitting()).articles[0].docvars == {
        "title": "Sitting 12, Tuesday",
        "author": "Hanne Ina Elmsgaard",
        "date": "2019-05-14",
        "language": "en",
        "url": "https://ostrey.example/12",
        "export": "TEI ParlaMint",
        "export_id": "u1",
        "speaker": "HR",
        "party": "PO",
        "role": "chair",
    }
    assert docvars(sitting(), "language") == ["en", "de", "en"]
    assert docvars(sitting(), "role") == ["chair", "regular", None]


def test_names_and_parties_are_those_of_the_day():
    before = sitting(date="2019-05-13")
    assert docvars(before, "author") == ["Hanne Roskvist", "Bram Teller", None]
    assert docvars(before, "party") == ["FF", "TT", None]
    assert docvars(sitting(date="2020-01-01"), "party") == ["PO", None, None]


def test_without_the_lists_a_speaker_is_known_by_the_identifier():
    alone = sitting(lists="")
    assert docvars(alone, "author") == ["HR", "BT", None]
    assert docvars(alone, "party") == [None, None, None]
    # Parties are known by how their identifiers begin.
    assert docvars(sitting(lists=PERSONS.replace("#PO", "#parliamentaryGroup.PO")), "party")[0] == "PO"


@pytest.mark.parametrize(
    ("change", "date"),
    [
        (("<setting>", "<setting><!-- "), "2019-05-14"),  # from the source
        (('when="2019-05-20"', 'when="2019-05-20T19:28:00+02:00"'), "2019-05-20"),
        (('when="2019-05-20"', ""), "that day"),
    ],
)
def test_the_day_of_the_sitting(change, date):
    text = sitting(date="2019-05-20").replace("</date></setting>", "</date><!-- --></setting>")
    text = text.replace("<!-- -->", " -->" if "<!--" in change[1] else "")
    assert docvars(text.replace(*change), "date")[0] == date


def test_a_day_in_the_name_of_the_file():
    text = re.sub(r"<date when[^>]*?/>|<date .*?</date>", "", sitting(name="ParlaMint-XX_2018-04-02-lower"))
    assert docvars(text, "date") == ["2018-04-02"] * 3


def test_a_count_in_the_header_that_is_not_met_is_told():
    assert read(sitting(stated=1404)).doubts == [("count", "the header states 1,404 speeches, but the file has 4")]


def test_words_that_are_marked_one_by_one_are_put_together():
    seg = """<seg><s>
      <w>Nobody</w>
      <name><w>Ina</w> <w join="right">Roskvist</w></name>
      <pc>,</pc>
      <w>who<w norm="who"/><w norm="is"/></w>
      <pc join="right">(</pc><w>here</w><pc join="left">)</pc>
      <linkGrp><link target="#w1 #w2"/></linkGrp></s>
      <s><w join="right">spoke</w><pc>.</pc></s></seg>"""
    (article,) = read(sitting(f'<u who="#HR">{seg}</u>')).articles
    assert article.paragraphs == [Paragraph("Nobody Ina Roskvist, who (here) spoke.", "body")]


def test_a_corpus_in_one_file_has_the_lists_of_its_own_header():
    inner = sitting(lists="").partition("?>")[2].replace(SPACE, "")
    lists = ORGANISATIONS + PERSONS
    text = f"<teiCorpus {SPACE}><teiHeader>{lists}</teiHeader>{inner}{inner}</teiCorpus>"
    found = read(text)
    assert [article.n for article in found.articles] == [1, 2, 4, 5, 6, 8]
    assert [n for n, _ in found.rejected] == [3, 7]
    assert found.articles[3].docvars["author"] == "Hanne Ina Elmsgaard"


def test_transcripts_that_write_the_party_beside_the_speaker():
    said = '<sp who="Ines Okoro" parliamentary_group="PO" party="FF" role="mp"><speaker>Ines Okoro [PO]:</speaker>'
    said += '<p>Count first.</p><stage type="interjection">(Applause)</stage><p>Vote later.</p></sp>'
    (article,) = read(f"<TEI><teiHeader/><text><body><div>{said}</div></body></text></TEI>").articles
    assert [text for text, _ in article.paragraphs] == ["Count first.", "Vote later."]
    assert article.docvars == {
        "author": "Ines Okoro",
        "speaker": "Ines Okoro",
        "party": "PO",
        "role": "mp",
        "export": "TEI",
    }


# --- other texts ---------------------------------------------------------------------------------------------


def test_a_text_has_headings_paragraphs_and_notes():
    body = """<head>The Pier</head><div><head>1</head><p>Nobody <hi>counted</hi><note place="foot">In 1901.</note>
    them.<lb/>So it is.<pb n="2"/></p><fw type="header">Pier 2</fw><quote><p>Count!</p></quote>
    <list><item>one</item><item>two</item></list><lg><l>A boat,</l><l>a boat</l></lg>
    <figure><graphic url="a.png"/><head>Fig. 1</head><figDesc>A pier</figDesc></figure></div>"""
    assert paragraphs(body, header="<fileDesc><titleStmt><title>The pier.</title></titleStmt></fileDesc>") == [
        ("The Pier", "title"),
        ("1", "heading"),
        ("Nobody counted them. So it is.", None),
        ("In 1901.", "notes"),
        ("Count!", None),
        ("one", None),
        ("two", None),
        ("A boat, a boat", None),
        ("Fig. 1", "caption"),
        ("A pier", "caption"),
    ]


def test_a_play_says_who_speaks_apart_from_what_is_said():
    body = "<sp><speaker>NORA.</speaker><stage>Aside</stage><p>No. <stage>Exit</stage></p></sp>"
    assert paragraphs(body) == [("NORA.", "byline"), ("Aside", "notes"), ("No.", None), ("Exit", "notes")]


def test_the_reading_of_the_edition_is_read_and_what_was_struck_out_is_not():
    body = "<p>A <choice><sic>bote</sic><corr>boat</corr></choice><del>s</del> "
    body += "<app><lem>is</lem><rdg>was</rdg></app> <abbr>Dr</abbr> X</p>"
    assert paragraphs(body) == [("A boat is Dr X", None)]
    assert paragraphs('<p>hand<lb break="no"/>kerchief</p>') == [("handkerchief", None)]


def test_notes_at_the_end_and_lists_of_literature_are_notes():
    back = "<back><div><note><p>One.</p><p>Two.<note>Three.</note></p></note>"
    back += "<listBibl><bibl>Feld 1990</bibl></listBibl></div></back>"
    wanted = [("Tea.", None), ("One.", "notes"), ("Two.", "notes"), ("Three.", "notes"), ("Feld 1990", "notes")]
    assert paragraphs("<p>Tea.</p>", back=back) == wanted


def test_a_title_page_is_a_title_and_no_imprint():
    front = "<front><titlePage><docTitle><titlePart>Boats</titlePart></docTitle>"
    front += "<docImprint>Ostrey 1901</docImprint></titlePage></front>"
    assert paragraphs("<p>Tea.</p>", front=front) == [("Boats", "title"), ("Tea.", None)]


def test_what_the_header_says_of_a_text():
    header = """<fileDesc><titleStmt><title>Boats</title>
    <author>Nora Feld</author><author>Bram Teller</author></titleStmt>
    <publicationStmt><publisher>Small Press</publisher><date when="2020-02-02"/></publicationStmt>
    <sourceDesc><biblStruct><monogr><title level="j">Harwick Courier</title><imprint><date>4 March 1901</date></imprint>
    </monogr></biblStruct></sourceDesc></fileDesc>"""
    (article,) = read(essay("<p>Tea.</p><table><row><cell>1</cell></row></table>", header)).articles
    assert article.docvars == {
        "title": "Boats",
        "author": "Nora Feld; Bram Teller",
        "date": "1901-03-04",
        "outlet": "Harwick Courier",
        "publisher": "Small Press",
        "language": "en",
        "export": "TEI",
    }
    assert article.doubts == [("parts", "1 table left out")]
    assert docvars(essay("<p>Tea.</p>", header.replace("4 March 1901", "1901")), "date") == ["1901"]


def test_an_empty_text_is_told():
    assert read(essay("<p> </p>")).rejected == [(1, "TEI whose text is empty")]


# --- what is no text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (PERSONS, "TEI with the root <listPerson>, a part of a corpus that contains no text"),
        (
            "<rss><p>Tea</p></rss>",
            "XML with the root <rss>; XML is only read as TEI, with the root <TEI> or <teiCorpus>",
        ),
        ("<TEI><teiHeader/></TEI>", "TEI without a text"),
        (
            '<teiCorpus xmlns:xi="http://www.w3.org/2001/XInclude"><teiHeader/><xi:include href="a.xml"/></teiCorpus>',
            "TEI without a text; it includes 1 other files, which hold them",
        ),
    ],
)
def test_xml_that_holds_no_text_is_refused(text, reason):
    with pytest.raises(Unreadable, match=f"^{re.escape(reason)}$"):
        read(text)


def test_xml_that_is_broken_or_too_large_is_refused():
    with pytest.raises(Unreadable, match=BROKEN):
        read(sitting()[:-20])
    with pytest.raises(Unreadable, match="more than 100 bytes"):
        read(sitting(), max_bytes=100)
    with pytest.raises(Unreadable, match=BROKEN):
        read(essay("<p>" * 5000 + "Tea" + "</p>" * 5000))


def test_entities_are_not_followed():
    text = '<!DOCTYPE TEI [<!ENTITY a "ten "><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    text += essay("<p>Tea &b;&f;</p>")
    (article,) = read(text).articles
    assert "root" not in article.paragraphs[0].text


def test_mutated_files_are_read_or_refused():
    pieces = re.split(r"(?<=</u>)\n", sitting())
    for seed in range(60):
        dice = random.Random(seed)
        dice.shuffle(middle := pieces[1:-1])
        text = "\r\n".join([pieces[0], *middle * dice.randint(1, 2), pieces[-1]])
        raw = text.encode() if seed % 3 else flipped(text.encode(), seed)
        try:
            found = tei.read(raw, max_bytes=10**6)
        except Unreadable as error:
            assert not FOREIGN.match(str(error))
            continue
        n = len(list(parse_xml(raw).iter("{*}u")))
        assert len(found.articles) + len(found.rejected) == max(n, 1)
