"""What a page says about itself: title, author, date, outlet and address, and nothing that it does not state."""

from __future__ import annotations

import pytest
from reading import page, read_html


def test_a_page_that_states_nothing_has_no_docvars_of_its_own():
    row = read_html(page())
    assert set(row) == {"title", "text", "encoding", "n_dropped"}
    assert row["title"] == "The Harbour Question"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="Should we widen it?">', "The Harbour Question"),
        ('<meta property="og:title" content="The Harbour Question | The Quay">', "The Harbour Question"),
    ],
)
def test_the_title_is_the_heading_that_readers_see(head, title):
    assert read_html(page(head))["title"] == title


def test_without_a_heading_the_outlet_is_cut_from_the_title():
    raw = page('<meta property="og:site_name" content="The Quay">').replace(b"h1>", b"h3>")
    assert read_html(raw)["title"] == "The Harbour Question"


@pytest.mark.parametrize("label", ["Log In", "Sign in", "Iniciar sesión", "Just a moment...", "Quay", "THE QUAY"])
def test_labels_and_the_outlet_are_no_titles(label):
    head = f'<meta property="og:site_name" content="The Quay"><meta property="og:title" content="{label}">'
    raw = page(head).replace(b"<title>The Harbour Question - The Quay", f"<title>{label}".encode())
    assert read_html(raw.replace(b"<h1>", f"<h1>{label}</h1><h1>".encode()))["title"] == "The Harbour Question"
    bare = raw.replace(b"h1>", b"h3>").replace(b"<nav>", f"<h1>{label}</h1><nav>".encode())
    assert "title" not in read_html(bare)
