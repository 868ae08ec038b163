"""The labels of Nexis Uni, in the languages of its interface: the grammar of its files.

A file is read by its marks first: bookmarks, levels of outline, bold labels. Labels are for what no mark tells, and for
files saved as plain text, which have no marks. English, German and Dutch labels are those of real exports; those of
other languages are the words that Nexis uses in its older layout and in its interface.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

from discourse.readers.documents.docx import MarkedParagraph
from discourse.readers.worded_dates import LANGUAGES

_LABELS = {
    "section": "section rubrik ressort rubrique sección seccion sezione secção seção sectie rubriek sektion avdelning "
    "seksjon rubrica dział раздел рубрика osasto 版面 セクション 섹션",
    "length": "length länge longueur longitud extensión lunghezza comprimento extensão tamanho lengte længde längd "
    "lengde pituus długość délka dĺžka длина hossz uzunluk 长度 長度 長さ 길이",
    "byline": "byline autor autorin autoren verfasser auteur auteurs autore autori autores firma signature forfatter "
    "författare kirjoittaja автор autorzy szerző yazar 作者 著者 署名 저자",
    "highlight": "highlight highlights hervorhebung hervorhebungen encart chapeau résumé destacado destacados "
    "evidenziazione in_evidenza destaque destaques hoogtepunt hoogtepunten samenvatting fremhævning "
    "höjdpunkt 摘要 ハイライト",
    "dateline": "dateline ortsangabe ortsmarke origine datación lugar datelinje plaats 地点",
    "graphic": "graphic graphics grafik grafiken abbildung abbildungen graphique graphiques illustration gráfico "
    "gráficos grafico grafici grafiek afbeelding bild kuva grafika графика 图片 圖片 画像",
    "correction": "correction berichtigung korrektur corrección correzione rettifica correção correctie rectificatie "
    "rettelse rättelse oikaisu sprostowanie исправление 更正 訂正",
    "notes": "notes anmerkungen notas opmerkingen",
    "related": "related_articles verwandte_artikel articles_connexes artículos_relacionados articoli_correlati "
    "artigos_relacionados gerelateerde_artikelen",
    "classification": "classification klassifikation klassifizierung clasificación classificazione classificação "
    "classificatie klassificering klassifisering klasyfikacja luokitus классификация 分类 分類 분류",
    "body": "body textkörper haupttext fließtext corps corps_du_texte corps_de_l'article cuerpo cuerpo_del_texto corpo "
    "corpo_del_testo corpo_do_texto corpo_dell'articolo tekst hoofdtekst brödtext brødtekst leipäteksti treść "
    "основной_текст 正文 本文 본문",
    "load_date": "load_date ladedatum update date_chargement date_de_chargement fecha_carga fecha_de_carga data_carico "
    "data_di_caricamento data_de_carregamento laaddatum laddningsdatum indlæsningsdato дата_загрузки 加载日期",
    "language": "language sprache langue idioma lingua língua taal språk sprog kieli język язык 语言 語言 言語 언어",
    "furniture": "publication_type publikationstyp type_publication type_de_publication tipo_publicación "
    "tipo_de_publicación tipo_di_pubblicazione tipo_de_publicação publicatietype journal_code correction_date "
    "acc_no issn distribution series document_type",
    "cover": "user_name job_number benutzername auftragsnummer nom_d'utilisateur nom_de_l'utilisateur numéro_de_tâche "
    "nombre_de_usuario nombre_del_usuario número_de_trabajo nome_utente numero_processo nome_do_usuário "
    "nome_do_utilizador número_do_trabalho gebruikersnaam taaknummer användarnamn jobbnummer brugernavn jobnummer "
    "brukernavn käyttäjänimi nazwa_użytkownika имя_пользователя",
}
#: Label, in small letters and without hyphens -> what it is.
FIELDS = {label.replace("_", " "): field for field, labels in _LABELS.items() for label in labels.split()}
#: Headings that stand alone on their line.
_HEADINGS = frozenset(("graphic", "correction", "notes", "related", "classification", "body"))
#: Bookmarks and what they mark; behind the name, numbers tell them apart.
_MARKS = {
    "body": "body",
    "classification": "classification",
    "correction": "correction",
    "notes": "notes",
    "graphic": "graphic",
}
#: The line that closes an article.
_ENDS = (
    "End of Document", "Ende des Dokuments", "Dokumentende", "Fin du document", "Fin de document", "Fin del documento",
    "Fin de documento", "Fine del documento", "Fine documento", "Fim do documento", "Einde van document",
    "Einde van het document", "Einde document", "Slut på dokument", "Slut på dokumentet", "Slutt på dokument",
    "Slutt på dokumentet", "Asiakirjan loppu", "Koniec dokumentu", "Konec dokumentu", "Конец документа", "文档结束",
    "文檔結束", "文書の終わり", "문서의 끝", "문서 끝",
)  # fmt: skip
END = re.compile(rf"\s*(?:{'|'.join(_ENDS)})\s*", re.IGNORECASE)
_TELLING = [
    *_ENDS,
    *(f"{label.replace('_', ' ')}:" for field in ("length", "cover") for label in _LABELS[field].split()),
]
_TELLING_BYTES = {each.encode() for each in _TELLING} | {each.encode("latin-1", "ignore") for each in _TELLING}
_IN_BYTES = sorted({each.lower() for each in _TELLING_BYTES if len(each) > 4})
COVER_COUNT = re.compile(r"\s*(?:do[ck]u\w+|asiakirjat|документы|文档|文檔|文書|문서)\s*[(（](\d{1,6})[)）]\s*", re.I)
_LENGTH = re.compile(
    r"(\d[\d.,\s\u00a0\u202f]{0,12}?)\s*(?:words?|w[oö]rt(?:er|e)?|mots?|palabras?|parol[ae]|palavras?|woord(?:en)?|"
    r"ord|sana[a]?|słów|słowa|slov|slova|слов[оа]?|szó|kelime|词|詞|字|語|단어)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(\d[\d.,]{0,12})\s+[^\W\d_]+")
_LONGEST_LABEL = 50
#: A label, and what follows it.
_LABEL = re.compile(r"\s*([^\W\d_][^:：\n]{0,40}?)[ \u00a0]*[:：](?!//)(\s*)(.*)", re.DOTALL)
#: Labels that may stand in the line of another: an author runs into the highlight.
_INSIDE = re.compile(r"\s(Highlight|Length|Section|Dateline|Hervorhebung|Encart|Destacado|Destaque)\s?:\s")
COPYRIGHT = re.compile(
    r"\s*(?:\(c\)|©|copyright\b|alle rechte vorbehalten|all rights reserved|tous droits|todos los derechos|"
    r"tutti i diritti|todos os direitos|alle rechten)",
    re.IGNORECASE,
)
APPENDED = re.compile(r"\W*(?:correction|clarification|editors?['’]?s? note) appended\W*", re.IGNORECASE)
_PAGE = re.compile(
    r"(?:pg|pgs|page|pages|p|pp|s|seite|seiten|blz|pagina|pag|pág|página|páginas|sida|side|sivu|str|strona|стр)"
    r"(?:\.\s*|\s+|$)([A-Z]{0,3}[-.]?\d[\w ,;/.–-]{0,20})?",
    re.IGNORECASE,
)
_VERSION = re.compile(r"version:\s*\d+", re.IGNORECASE)
#: What an article shows in its place when the database could not give it.
ERROR_PAGE = re.compile(
    r"there is an error in this document|not possible to display (?:it|this document)|"
    r"document (?:is )?(?:no longer|not) (?:currently )?"
    r"available|dieses dokument (?:ist|kann) .{0,40}nicht|ce document n.est (?:pas|plus) disponible",
    re.IGNORECASE,
)
#: A caption or a credit that stands as a plain paragraph.
CAPTION = re.compile(
    r"\s*(?:(?:PHOTOS?|PHOTOGRAPHS?|DRAWINGS?|CHARTS?|MAPS?|GRAPHICS?|GRAPHS?|DIAGRAMS?|IMAGES?|CARTOONS?|PICTURES?|"
    r"FOTOS?|BILD(?:ER)?|GRAFIK|GRÁFICOS?|CAPTIONS?|Photos?|Photographs?|Drawings?|Charts?|Maps?|Graphics?|Fotos?|"
    r"Bild(?:er)?|Grafik)\s?:|[^\n]{0,300}\((?:PHOTOS?|PHOTOGRAPHS?|Photos?|Photographs?|Foto|Credit|CREDIT) ?"
    r"(?:BY|by|von|:)[^()]{0,120}\)\s*$)"
)
ABSTRACT = re.compile(r"\s*(?:abstract|summary|zusammenfassung|résumé|resumen|riassunto|resumo)\s*:?\s*", re.IGNORECASE)
FULL_TEXT = re.compile(
    r"\s*(?:full ?text|volltext|texte intégral|texto completo|testo integrale|volledige tekst)\s*:?\s*", re.I
)


def may_be_in(contents: bytes) -> bool:
    """Whether words that tell an export may stand in these bytes; of UTF-16 that is not looked up."""
    if b"\0" in contents[:100]:
        return True
    lowered = contents.lower()
    return any(each in lowered for each in _IN_BYTES)  # one after the other: ten times as fast as an expression of all


@cache
def weekdays() -> frozenset[str]:
    """The days of the week, in small letters, in the languages of `worded_dates`."""
    from babel import Locale

    return frozenset(day.casefold() for name in LANGUAGES for day in Locale(name).days["format"]["wide"].values())


@lru_cache(maxsize=4096)
def fold_label(label: str) -> str:
    """A label in small letters, with blanks for hyphens and plain apostrophes."""
    return " ".join(unicodedata.normalize("NFC", label).casefold().replace("-", " ").replace("’", "'").split())


def read_label(block: MarkedParagraph | str) -> tuple[str | None, str] | None:
    """What the label of a line means, and what follows it; None where the line has none.

    The meaning is None where a mark shows that words are a label, and the table does not know them: they are bold, or
    a blank that is not broken follows them.

    Examples
    --------
    >>> read_label("Length:\\u00a01,238 words"), read_label("Sijainti:\\u00a0Turku"), read_label("He said: go.")
    (('length', '1,238 words'), (None, 'Turku'), None)
    """
    text, lead = (block, "") if isinstance(block, str) else (block.text, block.lead)
    begin = text[:_LONGEST_LABEL]
    found = _LABEL.match(text) if ":" in begin or "：" in begin else None
    if not found:
        return None
    name = fold_label(found[1])
    if field := FIELDS.get(name):
        return field, found[3].strip()
    is_bold = lead.endswith((":", "：")) and fold_label(lead.rstrip(":： \u00a0")) == name
    return (None, found[3].strip()) if is_bold or "\u00a0" in found[2] else None


def heading_of(block: MarkedParagraph) -> str | None:
    """What a line that is nothing but a heading of the database opens: body, classification, graphic and the like."""
    for mark in block.marks:
        if (name := mark.rstrip("0123456789").rstrip("_").casefold()) in _MARKS:
            return _MARKS[name]
    if len(block.text) > 60:
        return None
    field = FIELDS.get(fold_label(block.text.strip().rstrip(":")))
    return field if field in _HEADINGS else None


def is_start(block: MarkedParagraph) -> bool:
    """Whether the bookmark of an article stands here."""
    return any(mark.startswith("Bookmark_") and mark[9:].isdecimal() for mark in block.marks)


def words_stated(value: str, *, any_unit: bool = False) -> int | None:
    """The number of words that a length states, in words of a known language or in whatever it counts.

    Examples
    --------
    >>> words_stated("1,238 words"), words_stated("1.238 Wörter"), words_stated("90 minutes")
    (1238, 1238, None)
    """
    found = _LENGTH.match(value) or (_NUMBER.fullmatch(value) if any_unit else None)
    digits = re.sub(r"\D", "", found[1]) if found else ""
    return int(digits) if 0 < len(digits) < 8 else None


def section_and_page(value: str) -> tuple[str, str]:
    """The section without the page, and the page; either is empty where nothing is stated.

    Examples
    --------
    >>> section_and_page("Section A; Column 1; Foreign Desk; Pg. A6"), section_and_page("BUITENLAND; Blz.6")
    (('Section A; Column 1; Foreign Desk', 'A6'), ('BUITENLAND', '6'))
    """
    kept, page = [], ""
    for part in (part.strip() for part in value.split(";")):
        if found := _PAGE.fullmatch(part):
            page = page or (found[1] or "").strip()
        elif part and not _VERSION.fullmatch(part):
            kept.append(part)
    return "; ".join(kept), page


def split_labels(value: str) -> list[str]:
    """A value that other labels run into, parted before each of them."""
    at = [0, *(found.start() + 1 for found in _INSIDE.finditer(value)), len(value)]
    return [value[i:j].strip() for i, j in pairwise(at)]
