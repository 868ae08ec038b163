"""PDF files, written line by line: what stands where, in which size."""

from __future__ import annotations

import zlib
from typing import NamedTuple

FONTS = {False: "Helvetica", True: "Helvetica-Bold"}


class At(NamedTuple):
    """A line at a place, in points from the left and from the top of the page."""

    x: float
    top: float
    text: str
    size: float = 10
    bold: bool = False
    turned: bool = False


def column(lines: list[str], *, x: float = 50, top: float = 100, size: float = 10, leading: float = 12) -> list[At]:
    return [At(x, top + n * leading, line, size) for n, line in enumerate(lines) if line]


def pdf(*pages: list[At], packed: bool = False, height: float = 800, width: float = 600, **info: str) -> bytes:
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = " ".join(f"/F{int(bold)} {len(objects) + 1 + n} 0 R" for n, bold in enumerate(FONTS))
    for name in FONTS.values():
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode())
    kids = []
    for page in pages:
        content = b"\n".join(_draw(line, height) for line in page)
        filtered = b" /Filter /FlateDecode" if packed else b""
        content = zlib.compress(content) if packed else content
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), filtered, content))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << {fonts} >> >> >>".encode()
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    said = "".join(f"/{name.title()} ({value}) " for name, value in info.items())
    objects.append(f"<< {said}>>".encode("cp1252"))
    return _file(objects)


def _draw(line: At, height: float) -> bytes:
    text = line.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    y = height - line.top - line.size
    place = f"0 1 -1 0 {line.x} {y} Tm" if line.turned else f"1 0 0 1 {line.x} {y} Tm"
    return f"BT /F{int(line.bold)} {line.size} Tf {place} (".encode() + text + b") Tj ET"


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out_at = len(out)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, size - 1, out_at)
