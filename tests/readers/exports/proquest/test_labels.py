"""Labels of ProQuest: each means one thing, in every language."""

import pytest

from discourse.readers.exports.proquest.labels import field_of


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Full text", "full text"),
        ("FULL TEXT", "full text"),
        ("Texte intégral", "full text"),
        ("Texte inte\N{COMBINING ACUTE ACCENT}gral", "full text"),
        ("Volltext", "full text"),
        ("全文", "full text"),
        ("Zusammenfassung", "abstract"),
        ("ProQuest-Dokument-ID", "export_id"),
        ("Document URL", "url"),
        ("URL", "address"),  # of the page that was printed, not of the document
        ("Publication  title", "outlet"),
        ("Titel der Publikation", "outlet"),
        ("Titel", "title"),
        ("Fecha de titulación", "date"),
        ("Yayınlanma tarihi", "date"),
        ("Siège", None),
        ("He said", None),
        ("", None),
    ],
)
def test_a_label_is_known_whatever_its_case_and_accents(label, field):
    assert field_of(label) == field
