"""Documents of word processors, printers, parliaments and archives of the web.

Each module has `read`, which gives what is in a file as articles (`discourse.readers.article`): one of an office
document, many of a transcript or an archive.

`docx` reads Word, `rtf` Rich Text, `odt` OpenDocument, `pdf` pages as they are printed, `epub` books, `tei` transcripts
of parliaments and other TEI, and `warc` archives of web pages.
"""

from __future__ import annotations

#: Format of a file -> the module that reads it.
DOCUMENTS = {
    "docx": "docx",
    "rtf": "rtf",
    "odt": "odt",
    "pdf": "pdf",
    "epub": "epub",
    "xml": "tei",
    "warc": "warc",
}
#: What a reader says whose library is not installed.
MISSING = "reading {form} needs the extra `formats`: pip install 'discourse-toolkit[formats]'"
