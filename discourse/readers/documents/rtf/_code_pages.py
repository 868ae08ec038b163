"""The code pages of Rich Text: which codec reads the bytes of a file, or those of one of its fonts.

Names as Python has them; where it has none of the old Macintosh in Asia, the page that it was made from stands.
Numbers from the Rich Text Format Specification 1.9.1: \\fcharset (font table) and \\ansicpg.
"""

from __future__ import annotations

import codecs

#: The page of the whole file, as its second word says.
STATED = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
#: \fcharset of a font. What is missing here (1: default, 2: symbols) is in the page of the file.
OF_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "shift_jis", 79: "euc_kr", 80: "gb2312", 81: "big5", 83: "mac_greek",
    84: "mac_turkish", 85: "mac_greek", 88: "mac_latin2", 89: "mac_cyrillic", 128: "cp932", 129: "cp949",
    130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_NUMBERED = {
    0: "cp1252", 936: "gbk", 1361: "johab", 10000: "mac_roman", 10001: "shift_jis", 10006: "mac_greek",
    10007: "mac_cyrillic", 10029: "mac_latin2", 10081: "mac_turkish", 54936: "gb18030", 65001: "utf-8",
}  # fmt: skip


def codec_of(number: int) -> str | None:
    """Python's name for a numbered code page, or None if it has none.

    Examples
    --------
    >>> codec_of(1250), codec_of(65001), codec_of(9)
    ('cp1250', 'utf-8', None)
    """
    name = _NUMBERED.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name


class CodePages:
    """The code page of a file, and those of its fonts."""

    def __init__(self) -> None:
        self.of_file = STATED["ansi"]
        self.unknown: int | None = None
        self._of_fonts: dict[int, str] = {}
        self._plain, self._entry = -1, -1

    def set_page(self, number: int) -> None:
        """The file states its code page."""
        if codec := codec_of(number):
            self.of_file = codec
        else:
            self.unknown = number

    def set_plain(self, font: int) -> None:
        """The file states the font of text of which nothing is said."""
        self._plain = font

    def enter(self, font: int) -> None:
        """What follows in the table of fonts is about this one."""
        self._entry = font

    def set_charset(self, number: int) -> None:
        if number in OF_CHARSETS:
            self._of_fonts[self._entry] = OF_CHARSETS[number]

    def set_page_of_font(self, number: int) -> None:
        if codec := codec_of(number):
            self._of_fonts[self._entry] = codec

    def codec(self, font: int | None) -> str:
        """What reads the bytes of text in a font."""
        return self._of_fonts.get(self._plain if font is None else font, self.of_file)
