"""Exports of news databases: files that hold many articles, each with its labels.

Each module knows the layouts of one database by what stands in the file, in any language of its interface. It has
`is_export`, a quick look at the bytes, and `read`, which gives the articles (`discourse.readers.article`). Two
independent marks of the file say how many there are; where they differ, that is a doubt. What the labels say becomes
docvars, and no words of a label, cover page or list of hits come into a text.

`nexis` reads the newer layout of Nexis Uni (DOCX, RTF, and the same saved as text), `nexis_text` the older one as text,
`nexis_html` that of Nexis UK as a web page. `factiva` reads Factiva's web pages and RTF, `proquest` texts and
spreadsheets, `europresse` web pages, `interfaces` the JSON of the Guardian, the New York Times and NewsAPI,
`media_cloud` lists of stories without their text, and `ris` reference managers' files.

What they share of what stands in a field (names, abstracts, HTML) is in the folder `fields`.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

#: By format of the file: the modules that may know it, tried in this order.
EXPORTS = {
    "html": ("factiva", "nexis_html", "europresse"),
    "txt": ("nexis", "nexis_text", "proquest"),
    "docx": ("nexis",),
    "rtf": ("nexis", "factiva"),
    "xlsx": ("proquest",),
    "csv": ("media_cloud", "proquest"),
    "json": ("interfaces",),
    "jsonl": ("interfaces",),
    "ris": ("ris",),
}


def recognise(contents: bytes, form: str) -> ModuleType | None:
    """The module that reads this file as an export, or None if it is none that is known."""
    for name in EXPORTS.get(form, ()):
        module = import_module(f"{__name__}.{name}")
        if module.is_export(contents, form):
            return module
    return None
