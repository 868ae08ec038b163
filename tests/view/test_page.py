"""A commentary as a page: every character stands there once, under the layers that cover it and no others."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from conftest import corpus_of
from hypothesis import given
from pages import Reader, body, layered, spans

import discourse as dc
from discourse.view import page as view
from discourse.view.page import read_template, show
from discourse.view.wording import showable

# --- marks ------------------------------------------------------------------------------------------------------


def test_a_span_is_marked_and_says_what_it_is():
    corpus = corpus_of("Moscow may wait.")
    mentions = spans((0, 6), actor="Russia", type="state", country="Russia", reading="actor")
    page = show(corpus, "d0", mentions=mentions)
    assert body(page).startswith(
        '<p class="d-body"><mark title="mentions: Russia, state" class="m-mentions is-first is-last">Moscow</mark> may'
    )


def test_nested_and_crossing_spans_are_cut_at_their_ends():
    corpus = corpus_of("abcdefgh")
    page = show(corpus, "d0", mentions=spans((0, 4)), quotes=spans((2, 8)), hedges=spans((2, 3)))
    read = Reader(body(page))
    assert "".join(char for char, _ in read.chars) == "abcdefgh"
    assert [marks for _, marks in read.chars] == [
        ("m-mentions",),
        ("m-mentions",),
        ("m-quotes", "m-mentions", "m-hedges"),
        ("m-quotes", "m-mentions"),
        *[("m-quotes",)] * 4,
    ]
    titles = [attrs["title"] for tag, attrs in read.tags if tag == "mark" and "title" in attrs]
    assert titles == ["mentions", "quotes\nmentions\nhedges", "quotes\nmentions", "quotes"]
    assert 'class="m-quotes is-first"' in body(page)
    assert 'class="m-quotes is-last"' in body(page)


def test_two_spans_of_one_layer_on_one_word_are_told_apart():
    corpus = corpus_of("abcd")
    page = show(corpus, "d0", hedges=spans((0, 4), (1, 3)))
    assert body(page).count("is-again") == 1


def test_the_strength_of_a_hedge_is_the_thickness_of_its_line():
    corpus = corpus_of("may might seem")
    page = show(corpus, "d0", hedges=spans((0, 3), (4, 9), (10, 14), strength=[0.1, 0.5, 0.9]))
    assert re.findall(r"m-hedges (s\d)", body(page)) == ["s1", "s2", "s3"]


def test_layers_of_ones_own_have_forms_of_their_own_and_a_number_where_forms_come_again():
    corpus = corpus_of("abcdefgh")
    layers = {f"coder_{n}": spans((n, n + 1)) for n in range(7)}
    read = Reader(body(show(corpus, "d0", **layers)))
    marks = [attrs for tag, attrs in read.tags if tag == "mark"]
    assert [attrs["class"].split()[0] for attrs in marks] == ["m-x0", "m-x1", "m-x2", "m-x3", "m-x4", "m-x5", "m-x0"]
    assert [attrs.get("data-tag") for attrs in marks] == [None] * 6 + ["2"]


def test_every_form_is_drawn_by_the_style_sheet():
    css = read_template("marks.css")
    for form in [f"m-{name}" for name in view.LAYERS] + [f"m-x{n}" for n in range(view._N_FORMS)]:
        assert f".discourse mark.{form} {{" in css


@given(layered())
def test_every_character_is_there_once_under_the_layers_that_cover_it(drawn):
    text, rows = drawn
    corpus = corpus_of(text)
    if not len(corpus.documents):
        return  # nothing but white space of another kind
    tables = {
        name: spans(*[(a, b) for n, a, b in rows if n == name]) for name in ("mentions", "hedges", "quotes", "own")
    }
    read = Reader(body(show(corpus, "d0", **tables)))
    form = {"own": "m-x0"}
    paragraphs = zip(corpus.sections["start"].tolist(), corpus.sections["end"].tolist(), strict=True)
    set_aside = set(corpus.sections["section_id"]) - set(corpus.tokens["section_id"])
    expected = []
    for section, (start, end) in enumerate(paragraphs):
        expected += [(" ", ())] * (section in set_aside)  # behind the name of the role
        for i in range(start, end):
            over = sorted(form.get(n, f"m-{n}") for n, a, b in rows if a <= i < b)
            expected.append((showable(text[i]), tuple(over)))
    assert [(char, tuple(sorted(marks))) for char, marks in read.chars] == expected


# --- the page ---------------------------------------------------------------------------------------------------


def test_title_byline_and_paragraphs_stand_in_order():
    corpus = corpus_of(
        "One.\n\nTwo.",
        title=["Thaw"],
        author=["A. Writer"],
        outlet=["The Post"],
        date=[pd.Timestamp("2018-07-16")],
    )
    page = show(corpus, "d0")
    assert '<p class="d-title" role="heading" aria-level="2">Thaw</p>' in page.html
    assert '<p class="d-byline">A. Writer, The Post, 2018-07-16</p>' in page.html
    assert body(page).startswith('<p class="d-body">One.</p><p class="d-body">Two.</p>')
    assert repr(page) == "Thaw\nA. Writer, The Post, 2018-07-16\n\nOne.\n\nTwo."
    assert page._repr_html_() == page.html


def test_page_furniture_says_what_it_is():
    prose = "The two governments will have to talk about arms again before the treaty runs out early next year."
    bio = "Jane Roe is a senior fellow at the Institute for Examples."
    text = "\n\n".join([prose, bio, "© 2018 The Post. All rights reserved."])
    corpus = corpus_of(text, sections=True)
    assert corpus.sections["role"].tolist() == ["body", "bio", "disclaimer"]
    asides = re.findall(r'<p class="d-aside"><span class="d-role">\[([^\]]*)\]</span> (\w+|©)', show(corpus, "d0").html)
    assert asides == [("bio", "Jane"), ("disclaimer", "©")]


def test_the_legend_counts_and_sums_up():
    corpus = corpus_of("may might seem")
    hedges = spans((0, 3), (4, 9), (10, 14), category=["modal", "modal", "verb"], strength=[0.25, 0.5, 0.5])
    html = show(corpus, "d0", hedges=hedges).html
    assert '<mark class="m-hedges is-first is-last">hedges</mark> 3</li>' in html
    assert "<dt>hedges: category</dt><dd>modal (2), verb (1)</dd>" in html
    assert "<dt>hedges: strength</dt><dd>0.25 to 0.5</dd>" in html


def test_docvars_that_ride_along_are_not_told_with_every_span():
    corpus = corpus_of("may", outlet=["The Post"])
    hedges = dc.join_docvars(spans((0, 3), category="modal"), corpus)
    assert "hedges: modal" in show(corpus, "d0", hedges=hedges).html
    assert "outlet" not in show(corpus, "d0", hedges=hedges).html


def test_everything_is_escaped():
    nasty = "<script>alert(1)</script>\" onmouseover='x' &amp;"
    corpus = corpus_of(nasty, title=[nasty], author=[nasty])
    page = show(corpus, "d0", mentions=spans((0, 8), actor=nasty), **{nasty: spans((2, 20), **{nasty: [nasty]})})
    read = Reader(page.html)
    allowed = {"div", "style", "article", "header", "p", "ul", "li", "mark", "details", "summary", "dl", "dt", "dd"}
    assert {tag for tag, _ in read.tags} == allowed
    names = {name for _, attrs in read.tags for name in attrs}
    assert names == {"class", "role", "aria-level", "aria-label", "title"}
    assert "".join(char for char, _ in read.chars) == nasty
    assert read.said.count(nasty) == 2 + 1  # title, byline, and the legend's name of the layer


def test_needs_no_network_and_runs_no_script():
    html = show(corpus_of("Moscow"), "d0", mentions=spans((0, 6))).html
    assert not re.search(r"<script|url\(|@import|https?:|<link|<img", html)


def test_styles_stay_within_the_page():
    css = re.sub(r"/\*.*?\*/", "", read_template("marks.css") + read_template("page.css"), flags=re.DOTALL)
    css = css.replace("@media print {", "")
    selectors = [s.strip() for block in re.findall(r"([^{}]+)\{", css) for s in block.split(",")]
    assert len(selectors) > 40
    assert [s for s in selectors if not re.match(r"(\[data-jp-theme-light=\"\w+\"\] )?\.discourse\b", s)] == []


def luminance(colour: tuple[float, ...]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (x / 255 for x in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple, other: tuple) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_letters_stand_out_from_every_ground(dark):
    css = read_template("marks.css")
    pairs = re.findall(r"--d-(\w+): light-dark\(#(\w{6}), #(\w{6})\)", css)
    colour = {n: tuple(bytes.fromhex(pair[dark])) for n, *pair in pairs}
    tints = re.search(r"--d-blue: light-dark\(rgb\((.*?) / (.*?)\), rgb\((.*?) / (.*?)\)\)", css).groups()
    tint, alpha = tuple(map(int, tints[2 * dark].split())), float(tints[2 * dark + 1])
    ground = tuple(alpha * t + (1 - alpha) * p for t, p in zip(tint, colour["paper"], strict=True))
    for ink in ("ink", "muted", "link"):
        assert contrast(colour[ink], colour["paper"]) >= 4.5
        assert contrast(colour[ink], colour["wash"]) >= 4.5
    for ink in ("ink", "muted"):
        assert contrast(colour[ink], ground) >= 4.5
    for line in ("orange", "green", "purple", "grey"):  # graphics need 3
        assert contrast(colour[line], colour["paper"]) >= 3


# --- input ------------------------------------------------------------------------------------------------------


def test_tables_are_not_changed_and_rows_of_other_documents_are_left_out():
    corpus = corpus_of("Moscow", "Kyiv and Minsk")
    mentions = pd.concat([spans((0, 6)), spans((0, 4), (9, 14), doc_id="d1")], ignore_index=True)
    before = mentions.copy()
    assert body(show(corpus, "d1", mentions=mentions)).count("<mark") == 2
    pd.testing.assert_frame_equal(mentions, before)


def test_spans_without_a_place_and_empty_tables_are_fine():
    corpus = corpus_of("Moscow")
    quotes = spans((0, 6)).astype("Int32", errors="ignore").assign(start=pd.array([pd.NA], dtype="Int32"))
    page = show(corpus, "d0", quotes=quotes, hedges=spans())
    assert "<mark" not in body(page)
    assert "hedges: 0" in repr(page)


def test_an_unknown_document_is_an_error_that_names_some():
    with pytest.raises(ValueError, match=r"the corpus has no document 'x'; its documents are 'd0' \(see .documents\)"):
        show(corpus_of("Moscow"), "x")


@pytest.mark.parametrize(("start", "end", "text"), [(0, 7, "Moscow?"), (-1, 2, "M"), (3, 2, ""), (0, 6, "Russia")])
def test_spans_of_another_corpus_are_an_error(start, end, text):
    message = (
        rf"mentions has a span {start} to {end} that is not in document 'd0' \(6 characters\) as the table says; "
        "pass the corpus in which the spans were found"
    )
    with pytest.raises(ValueError, match=message):
        show(corpus_of("Moscow"), "d0", mentions=spans((start, end), text=text))


def test_a_table_without_places_is_an_error():
    with pytest.raises(ValueError, match="own lacks the columns start, end"):
        show(corpus_of("Moscow"), "d0", own=pd.DataFrame({"doc_id": ["d0"]}))


def test_the_seed_commentary_is_shown_whole(seed_text):
    corpus = corpus_of(seed_text, sections=True)
    hedges = dc.find_hedges(corpus)
    read = Reader(body(show(corpus, "d0", hedges=hedges)))
    sections = zip(corpus.sections["start"], corpus.sections["end"], strict=True)
    shown = "".join(char for char, _ in read.chars)
    assert shown.replace(" ", "") == "".join(seed_text[s:e] for s, e in sections).replace(" ", "")
    assert sum("is-first" in attrs.get("class", "") for tag, attrs in read.tags if tag == "mark") == len(hedges) > 0


def test_each_paragraph_is_given_its_own_spans_alone(monkeypatch):
    given = []
    plain = view._paragraph
    monkeypatch.setattr(view, "_paragraph", lambda p, text, own, *rest: given.append(own) or plain(p, text, own, *rest))
    corpus = corpus_of("It may.\n\n" * 300)
    hedges = dc.find_hedges(corpus)
    across = pd.DataFrame({"doc_id": ["d0"], "start": [0], "end": [len(corpus.texts[0]) - 2]})
    assert show(corpus, "d0", hedges=hedges, across=across).html.count("<mark") == 2 + 300 * 4
    assert [len(own) for own in given] == [2] * 300
