"""Exports of Nexis Uni with invented articles: the lines of a file, and the file in each of its three forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tests.word import paragraph, run, word

ENGLISH = {
    "user": "User Name", "job": "Job Number", "documents": "Documents", "section": "Section", "length": "Length",
    "words": "words", "byline": "Byline", "highlight": "Highlight", "body": "Body", "graphic": "Graphic",
    "classification": "Classification", "language": "Language", "load": "Load-Date", "end": "End of Document",
}  # fmt: skip
NAMES = ("user", "job", "documents", "section", "length", "words", "byline", "highlight", "body", "graphic",
         "classification", "language", "load", "end")  # fmt: skip
#: The same in other languages of the interface, and in one that there is not.
INTERFACES = {
    "en": ENGLISH,
    "de": dict(zip(NAMES, ("Benutzername", "Auftragsnummer", "Dokumente", "Rubrik", "Länge", "Wörter", "Autor",
        "Hervorhebung", "Textkörper", "Grafik", "Klassifizierung", "Sprache", "Ladedatum", "Ende des Dokuments"),
        strict=True)),
    "fr": dict(zip(NAMES, ("Nom d’utilisateur", "Numéro de tâche", "Documents", "Rubrique", "Longueur", "mots",
        "Auteur", "Encart", "Corps", "Graphique", "Classification", "Langue", "Date de chargement",
        "Fin du document"), strict=True)),
    "es": dict(zip(NAMES, ("Nombre de usuario", "Número de trabajo", "Documentos", "Sección", "Longitud", "palabras",
        "Autor", "Destacado", "Cuerpo", "Gráfico", "Clasificación", "Idioma", "Fecha de carga", "Fin del documento"),
        strict=True)),
    "nl": dict(zip(NAMES, ("Gebruikersnaam", "Taaknummer", "Documenten", "Sectie", "Lengte", "woorden", "Auteur",
        "Hoogtepunt", "Hoofdtekst", "Afbeelding", "Classificatie", "Taal", "Laaddatum", "Einde van document"),
        strict=True)),
    "unknown": dict(zip(NAMES, ("Vuzer", "Zadanok", "Dokumentoj", "Sekcik", "Longik", "vortoj", "Skribik", "Rezumik",
        "Korpik", "Bildik", "Klasik", "Lingvik", "Sxargik", "End of Document"), strict=True)),
}  # fmt: skip
DATES = {"en": "March 4, 2024 Monday", "de": "4. März 2024 Montag", "fr": "4 mars 2024 lundi",
         "es": "4 de marzo de 2024 lunes", "nl": "4 maart 2024 maandag", "unknown": "2024年3月4日"}  # fmt: skip
BODY = ("The ferry will run until May. After that, nobody knows: the council is silent.", "It should speak.")


class Line(NamedTuple):
    """A paragraph of a file; `bold` are the words that it begins with."""

    text: str
    bold: str = ""
    marks: tuple[str, ...] = ()
    is_title: bool = False


class Piece(NamedTuple):
    """An article as it goes into a file; what is None or empty is not in it."""

    title: str = "The ferry is late"
    outlet: str | None = "Harwick Courier"
    date: str | None = "March 4, 2024 Monday, Late Edition"
    copyright: str | None = "Copyright 2024 Harwick Courier Limited All Rights Reserved"
    section: str | None = "Opinion; Pg. A6"
    length: str | None = "17"
    byline: str | None = "Nora Feld"
    highlight: str | None = None
    head: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    body: tuple[str, ...] | None = BODY
    behind: tuple[Line, ...] = ()
    language: str | None = "ENGLISH"


def lines_of(piece: Piece, n: int = 1, words: dict[str, str] = ENGLISH) -> list[Line]:
    """The lines of the n-th article of a file, from its bookmark to its end."""

    def labelled(name: str, value: str | None) -> list[Line]:
        return [Line(f"{words[name]}:\u00a0{value}", f"{words[name]}:")] if value is not None else []

    suffix = f"_{n - 2}" if n > 1 else ""
    out = [Line("", marks=(f"Bookmark_{n}",)), Line(piece.title, piece.title, is_title=True)]
    out += [Line(text) for text in (piece.outlet, piece.date) if text]
    out += [Line(text) for text in piece.head]
    out += [Line(""), *([Line(f"\n{piece.copyright}")] if piece.copyright else [])]
    out += labelled("section", piece.section)
    out += labelled("length", piece.length and f"{piece.length} {words['words']}")
    out += labelled("byline", piece.byline) + [Line(text) for text in piece.below]
    out += labelled("highlight", piece.highlight)
    if piece.body is not None:
        out += [Line(words["body"], words["body"], (f"Body{suffix}",)), Line("")]
        out += [Line(text) for text in piece.body]
    out += piece.behind
    if piece.language:
        out += [Line(words["classification"], words["classification"], (f"Classification{suffix}",)), Line("")]
        out += labelled("language", piece.language)
        out += [Line("\nSubject:\u00a0CITIES (93%); FERRIES (80%)", "Subject:")]
    out += [Line(f"\n{words['load']}:\u00a0March 9, 2024", f"{words['load']}:"), Line("")]
    return [*out, Line(f"\n{words['end']}", words["end"]), Line(""), Line("")]


def cover(n: int, words: dict[str, str] = ENGLISH) -> list[Line]:
    """The cover of a file of n articles, with the name of who downloaded it."""
    out = [Line(f"{words['user']}:\u00a0A. Reader", f"{words['user']}:"), Line(f"{words['job']}:\u00a0300000001")]
    out += [Line(f"{words['documents']} ({n})", f"{words['documents']} ({n})")]
    for i in range(1, n + 1):
        out += [Line(f"{i}. A hit"), Line("Client/Matter:\u00a0-None-", "Client/Matter:"), Line("Content Type")]
    return [*out, Line(""), Line(""), Line("")]


def file_of(pieces: Sequence[Piece], words: dict[str, str] = ENGLISH, *, with_cover: bool = True) -> list[Line]:
    """The lines of a file of articles."""
    out = cover(len(pieces), words) if with_cover else []
    return out + [line for n, piece in enumerate(pieces, 1) for line in lines_of(piece, n, words)]


def as_docx(lines: Iterable[Line]) -> bytes:
    """A DOCX of these lines; titles link to the id of their article."""
    out, links = [], {}
    for i, line in enumerate(lines):
        at = line.text.find(line.bold) if line.bold else 0
        begin, rest = line.text[: at + len(line.bold)], line.text[at + len(line.bold) :]
        inner = (run(begin, bold=bool(line.bold)) if begin else "") + (run(rest) if rest else "")
        if line.is_title:
            links[f"r{i}"] = f"https://example.org/?id=urn:contentItem:5ABC-{i:04}-AAAA-0001-00000-00&amp"
            inner = f'<w:hyperlink r:id="r{i}">{inner}</w:hyperlink>'
        out.append(paragraph(inner, level=0 if line.is_title else None, marks=line.marks))
    return word(*out, links=links)


def as_rtf(lines: Iterable[Line]) -> bytes:
    """An RTF of these lines, with their bookmarks."""

    def escaped(text: str) -> str:
        signs = {"\\": "\\\\", "{": "\\{", "}": "\\}", "\n": "\\line ", "\u00a0": "\\~"}
        return "".join(
            signs.get(char) or (char if char.isascii() else f"\\u{ord(char) - (65536 if ord(char) > 32767 else 0)}?")
            for char in text
        )

    out = []
    for line in lines:
        marks = "".join(f"{{\\*\\bkmkstart {mark}}}{{\\*\\bkmkend {mark}}}" for mark in line.marks)
        out.append(f"\\pard\\plain {marks}{escaped(line.text)}\\par\n")
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\n" + "".join(out) + "}").encode("ascii")


def as_txt(lines: Iterable[Line], *, end: str = "\r\n") -> bytes:
    """The same saved as text."""
    return ("\ufeff" + "".join(line.text.replace("\n", end) + end for line in lines)).encode()


FORMS = {"docx": as_docx, "rtf": as_rtf, "txt": as_txt}
