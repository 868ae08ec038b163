"""Which module knows a file as an export."""

from importlib import import_module

import pytest

from discourse.readers.exports import EXPORTS, recognise
from discourse.readers.folder import FORMATS


@pytest.mark.parametrize("form", EXPORTS)
def test_every_format_is_one_that_files_have_and_its_modules_are_there(form):
    assert form in FORMATS.values()
    for name in EXPORTS[form]:
        module = import_module(f"discourse.readers.exports.{name}")
        assert callable(module.is_export) and callable(module.read)


@pytest.mark.parametrize(
    ("form", "contents"),
    [
        (
            "txt",
            b"LENGTH: 4 words, writes Nexis. 1 of 2 DOCUMENTS is its count. Factiva and ProQuest differ.",
        ),
        ("html", b"<html><body><p>Factiva, Nexis Uni and Europresse are databases of news.</p></body></html>"),
        ("csv", b"doc_id,text\na,Media Cloud counts stories.\n"),
        ("json", b'[{"text": "The Guardian and the New York Times have interfaces."}]'),
        ("jsonl", b'{"text": "NewsAPI cuts its articles.", "content": "[+200 chars]"}\n'),
        ("pdf", b"%PDF-1.4"),
        ("txt", b""),
        ("html", b""),
        ("docx", b"PK"),
        ("xlsx", b"PK"),
        ("rtf", b"{\\rtf1 Factiva}"),
    ],
)
def test_an_ordinary_file_is_none_whatever_it_speaks_of(form, contents):
    assert recognise(contents, form) is None
