"""Unreadable, enormous and hostile files: each is read or told, and none keeps the others from being read.

Each case is a folder with a good text and files made to break readers. Whatever they hold, the files that go in
are documents or rejected, nothing is run or written, and the errors are those that the functions document.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
import random
import re
import socket
import time
import warnings
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hostile import ARTICLE, DEEP, FOREIGN, POEM, WHOLE, Content, flipped, link, make, pipe, tree
from hostile_documents import FILES as DOCUMENTS
from hostile_documents import TOO_LARGE

import discourse as dc
from discourse.readers import FORMATS, MAX_BYTES

GOOD = "Good tea."


@dataclass(frozen=True)
class Case:
    """Files beside the good text, and what becomes of them."""

    name: str
    files: dict[str, Content]
    reads: dict[str, str] = field(default_factory=dict)  # doc_id -> text
    rejects: dict[str, str] = field(default_factory=dict)  # source -> pattern of the reason
    options: dict = field(default_factory=dict)
    warns: str | None = None
    either: bool = False  # damage that may or may not be seen: read or rejected, but one of them


def case(name: str, files: dict[str, Content], reads=(), rejects=(), *, warns=None, either=False, **options) -> Case:
    return Case(name, files, dict(reads), dict(rejects), options, warns, either)


def one(name: str, suffix: str, content: Content, *, text: str | None = None, reason: str | None = None, **options):
    """A case of one file, which is read as `text` or rejected for `reason`."""
    file = f"a{suffix}"
    return case(
        f"{suffix[1:]}-{name}",
        {file: content},
        {} if text is None else {"a": text},
        {} if reason is None else {file: reason},
        **options,
    )


def rows(name: str, suffix: str, content: Content, reads=(), rejects=(), **options) -> Case:
    """A case of one table: the texts of its rows by number, and the reasons of the others (0: the whole table)."""
    file = f"a{suffix}"
    return case(
        f"{suffix[1:]}-{name}",
        {file: content},
        {f"{file}:{row}": text for row, text in dict(reads).items()},
        {f"{file}:{row}" if row else file: reason for row, reason in dict(rejects).items()},
        **options,
    )


# --- text ----------------------------------------------------------------------------------------------------


BINARY = r"^binary: "
BROKEN = r"^broken encoding: "


TEXT = [
    one("empty", ".txt", b"", reason="^empty file$"),
    one("blank", ".txt", b" \n\t\r\n", reason="^no text, only white space$"),
    one("mark-alone", ".txt", b"\xef\xbb\xbf", reason="^no text$"),
    one("nul", ".txt", b"Te\0a.", reason=BINARY + "it has NUL bytes$"),
    one("nul-first", ".txt", b"\0" + POEM.encode(), reason=BINARY + "it has NUL bytes$"),
    one("nul-last", ".txt", POEM.encode() + b"\0", reason=BINARY + "it has NUL bytes$"),
    one("nuls", ".txt", b"\0" * 5000, reason=BINARY),
    one("nul-after-mark", ".txt", b"\xef\xbb\xbfTe\0a.", reason=BINARY + "it has NUL bytes$"),
    one("nul-in-utf-16", ".txt", "Te\0a.".encode("utf-16"), reason=BINARY + "it has NUL bytes$"),
    one("controls", ".txt", bytes(range(1, 32)) * 20, reason=BINARY + r"\d+ of \d+ characters are control characters"),
    one("few-controls", ".txt", POEM + "\x1b[31m" + POEM, text=POEM + "\x1b[31m" + POEM),
    one("backspaces", ".txt", "Tea\x08\x08\x08Milk", reason=BINARY),
    one("every-byte", ".txt", bytes(range(256)), reason=BINARY),
    one("random-bytes", ".txt", random.Random(1).randbytes(10_000), reason=BINARY),
    one("lone-surrogate", ".txt", b"Tea \xed\xa0\x80 milk", reason=BROKEN),
    one("surrogate-pair-in-utf-8", ".txt", b"Tea \xed\xa0\xbc\xed\xbd\xb5 milk", reason=BROKEN),
    one(
        "lone-surrogate-in-utf-16", ".txt", b"\xff\xfeT\0\x00\xd8a\0", reason=BROKEN + "the byte order mark says utf-16"
    ),
    one("odd-utf-16", ".txt", b"\xff\xfeT\0e\0a", reason=BROKEN + "the byte order mark says utf-16"),
    one("utf-16-mark-on-latin", ".txt", b"\xff\xfeTea", reason=BROKEN + "the byte order mark says utf-16"),
    one("utf-32-beyond", ".txt", b"\xff\xfe\0\0\xff\xff\xff\x7f", reason=BROKEN + "the byte order mark says utf-32"),
    one("utf-16-without-mark", ".txt", POEM.encode("utf-16-le"), text=POEM),
    one("utf-16-big-without-mark", ".txt", POEM.encode("utf-16-be"), text=POEM),
    one("looks-like-utf-16", ".txt", b"T\0e\0a\0\xff\xdf", reason=BINARY),
    one("utf-32-without-mark", ".txt", POEM.encode("utf-32-le"), reason=BINARY),
    one("mixed-encodings", ".txt", "Łódź, Kraków, Gdańsk ".encode() + b"caf\xe9", reason=BROKEN + ".*though"),
    one("cut-in-a-character", ".txt", "Łódź, Kraków, Łomża, Ł".encode()[:-1], reason=BROKEN + ".*though"),
    one("overlong", ".txt", b"Tea \xc0\xaf\xc0\xaf milk", either=True),
    one("latin-1", ".txt", "Caf\xe9 cr\xe8me".encode("latin-1"), text="Café crème"),
    one("windows-quotes", ".txt", b"\x93Tea\x94 \x96 milk\x85", text="“Tea” – milk…"),
    one("windows-undefined", ".txt", b"Tea \x81\x8d\x8f\x90\x9d milk", either=True),
    one("cyrillic-1251", ".txt", ("Чай и молоко. " * 5).encode("cp1251"), either=True),
    one("mark-in-the-middle", ".txt", "Tea\ufeffmilk", text="Tea\ufeffmilk"),
    one("two-marks", ".txt", "\ufeff\ufeffTea", text="\ufeffTea"),
    one("not-characters", ".txt", "Tea \ufffe\uffff\U0010ffff", text="Tea \ufffe\uffff\U0010ffff"),
    one("right-to-left", ".txt", "\u202eTea\u2066 milk\u2069", text="\u202eTea\u2066 milk\u2069"),
    one("script", ".txt", "<script>alert(1)</script>", text="<script>alert(1)</script>"),
    one("only-returns", ".txt", b"Tea.\rMilk.\r", text="Tea.\rMilk.\r"),
    one("separators", ".txt", "Tea.\u2028Milk.\x85\x0bJam.\x0c", text="Tea.\u2028Milk.\x85\x0bJam.\x0c"),
    one("accents", ".txt", "e" + "\u0301" * 20_000, text="e" + "\u0301" * 20_000),
    one("one-long-word", ".txt", "a" * 50_000, text="a" * 50_000),
    one("quotes", ".txt", "“" * 20_000, text="“" * 20_000),
    one("new-lines", ".txt", "Tea." + "\n" * 200_000, text="Tea." + "\n" * 200_000),
    one(
        "too-large",
        ".txt",
        b"x" * 1001,
        reason=r"^more than 1,000 bytes; split the file or raise max_bytes$",
        max_bytes=1000,
    ),
    one("just-fits", ".txt", b"x" * 1000, text="x" * 1000, max_bytes=1000),
    one(
        "a-terabyte",
        ".txt",
        lambda path: (path.touch(), os.truncate(path, 2**40)),
        reason=f"^more than {MAX_BYTES:,} bytes;",
    ),
    one("zip", ".txt", b"PK\x03\x04\x14\0\0\0\x08\0", reason=BINARY),
    one("png", ".txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", reason=BINARY),
    one("gzip", ".txt", gzip.compress(b"Tea."), reason=BINARY),
    one("html", ".txt", "<p>Tea.</p>", text="<p>Tea.</p>"),
    one("unknown", ".exe", b"MZ", reason=r"^unknown format \.exe"),
    one("none", ".", b"Tea.", reason=r"^unknown format "),
    one("pickle", ".pkl", b"cos\nsystem\n(S'true'\ntR.", reason=r"^unknown format \.pkl"),
]


# --- gzip ----------------------------------------------------------------------------------------------------


NO_GZIP = "^broken gzip file: "


def bomb(size: int) -> Callable[[Path], object]:
    """A gzip file of `size` zero bytes, made piece by piece."""

    def write(path: Path) -> None:
        with gzip.open(path, "wb", compresslevel=9) as file:
            for _ in range(size // 2**20):
                file.write(b" " * 2**20)

    return write


GZIP = [
    *(
        one(f"cut-at-{place}", ".txt.gz", WHOLE[:place], reason=NO_GZIP)
        for place in (1, 2, 9, 10, 11, 20, len(WHOLE) - 8, len(WHOLE) - 4, len(WHOLE) - 1)
    ),
    one("wrong-sum", ".txt.gz", WHOLE[:-8] + b"\0\0\0\0" + WHOLE[-4:], reason=NO_GZIP + "CRC check failed"),
    one("wrong-length", ".txt.gz", WHOLE[:-4] + b"\1\0\0\0", reason=NO_GZIP + "Incorrect length"),
    one("wrong-method", ".txt.gz", WHOLE[:2] + b"\7" + WHOLE[3:], reason=NO_GZIP + "Unknown compression method"),
    one("wrong-block", ".txt.gz", WHOLE[:10] + b"\xff\xff\xff" + WHOLE[13:], reason=NO_GZIP),
    one("empty", ".txt.gz", b"", reason="^empty file$"),
    one("of-nothing", ".txt.gz", gzip.compress(b""), reason="^empty file$"),
    one("of-gzip", ".txt.gz", gzip.compress(WHOLE), reason=BINARY),
    one("twice", ".txt.gz.gz", gzip.compress(WHOLE), reason=r"^unknown format \.gz"),
    one("two-members", ".txt.gz", gzip.compress(b"Tea. ") + gzip.compress(b"Milk."), text="Tea. Milk."),
    one("padded", ".txt.gz", WHOLE + b"\0" * 100, text=POEM),
    one("garbage-behind", ".txt.gz", WHOLE + b"garbage", reason=NO_GZIP + "Not a gzipped file"),
    one("no-gzip", ".txt.gz", b"Tea.", reason=NO_GZIP + "Not a gzipped file"),
    one("zlib", ".txt.gz", zlib.compress(b"Tea."), reason=NO_GZIP + "Not a gzipped file"),
    one("tar", ".tar.gz", WHOLE, reason=r"^unknown format \.tar"),
    one("alone", ".gz", WHOLE, reason="^unknown format without suffix"),
    one("bomb", ".txt.gz", bomb(64 * 2**20), reason=r"^more than 1,000,000 bytes when unpacked;", max_bytes=1_000_000),
    one("bomb-of-csv", ".csv.gz", bomb(2**22), reason=r"^more than 10,000 bytes when unpacked;", max_bytes=10_000),
    one("bomb-too-large-itself", ".txt.gz", bomb(2**22), reason=r"^more than 999 bytes;", max_bytes=999),
    one("bomb-of-members", ".txt.gz", gzip.compress(b"") * 20_000 + gzip.compress(b"Tea."), text="Tea."),
    one("fits", ".txt.gz", WHOLE, text=POEM, max_bytes=len(POEM)),
    one("html", ".html.gz", gzip.compress(f"<p>{POEM}</p>".encode()), text=POEM.strip()),
]


# --- front matter --------------------------------------------------------------------------------------------


NO_YAML = "^front matter that is not YAML "
TOO_MANY = "^a docvar with more than 10,000 values$"


def front(name: str, yaml: str, *, reason: str | None = None, body: str = "Tea.", **options) -> Case:
    whole = f"---\n{yaml}\n---\n{body}"
    return one(name, ".md", whole, text=None if reason else body, reason=reason, **options)


LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 40)
)
MERGES = "a0: &a0 {x: 1}\n" + "\n".join(f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 40))
FRONT = [
    *(
        front(f"tag-{name}", f"a: {tag}", reason=NO_YAML + ".*could not determine a constructor")
        for name, tag in {
            "system": "!!python/object/apply:os.system ['touch pwned']",
            "object": "!!python/object:builtins.object {}",
            "new": "!!python/object/new:os.system ['touch pwned']",
            "name": "!!python/name:os.system",
            "module": "!!python/module:os",
            "tuple": "!!python/tuple [1, 2]",
            "eval": '!!python/object/apply:builtins.eval [\'open("pwned", "w")\']',
            "own": "!own x",
            "value": "=",
        }.items()
    ),
    front("billion-laughs", LAUGHS, reason=TOO_MANY),
    front("billion-merges", MERGES, reason=TOO_MANY),
    front("within-itself", "a: &a [*a]", reason="^front matter nested too deeply$"),
    front("whole-within-itself", "&a\nb: *a", reason="^front matter nested too deeply$"),
    front("deep-flow", "a: " + "[" * 5000, reason="^front matter nested too deeply$"),
    front("deep-block", "a:\n" + "- " * 5000, reason="^front matter nested too deeply$"),
    front("too-long", "a: " + "x" * 70_000, reason="^front matter of 70,004 characters; at most 65,536 are read"),
    front("many-names", "\n".join(f"k{n}: v" for n in range(1200)), reason="more than 1,000 docvars$"),
    front("many-values", f"a: [{','.join('x' * 10_001)}]", reason=TOO_MANY),
    front("name-twice", "a: 1\na: 2", reason="^front matter with 'a' twice$"),
    front("number-and-text-twice", "1: a\n'1': b", reason="^front matter with '1' twice$"),
    front("huge-hexadecimal", "a: 0x" + "f" * 5000, reason="^a number of more than 4,000 digits$"),
    front("huge-sexagesimal", "a: 1" + ":59" * 5000, reason="^a number of more than 4,000 digits$"),
    front("huge-in-a-list", "a: [0x" + "f" * 5000 + "]", reason="^a number of more than 4,000 digits$"),
    front("huge-name", "a: {? 0x" + "f" * 5000 + " : 1}", reason="^a number of more than 4,000 digits$"),
    front("huge-decimal", "a: " + "9" * 5000, reason=NO_YAML),
    front("no-such-bool", "a: !!bool x", reason=NO_YAML),
    front("no-such-int", "a: !!int ''", reason=NO_YAML),
    front("no-such-float", "a: !!float x", reason=NO_YAML),
    front("no-such-time", "a: !!timestamp x\nb: 1", reason=NO_YAML),
    front("no-such-day", "a: 2018-02-30", reason=NO_YAML),
    front("bad-base64", "a: !!binary 'ä'", reason=NO_YAML),
    front("list-as-name", "? [1, 2]\n: x", reason=NO_YAML + ".*unhashable"),
    front("mapping-as-name", "? {a: 1}\n: x", reason=NO_YAML + ".*unhashable"),
    front("unknown-alias", "a: *b", reason=NO_YAML + ".*undefined alias"),
    front("half-a-character", 'a: "\\ud800"', reason="^a lone surrogate$"),
    front("control", "a: \x01" + "x" * 200, reason=NO_YAML),
    front("open-quote", 'a: "b', reason=NO_YAML),
    front("dates-as-names", "a: {2018-01-01: [1]}"),
    front("infinite", "a: .inf\nb: .nan\nc: [.inf, {d: .nan}]"),
    front("omap", "a: !!omap [b: 1, c: 2]\nd: !!set {e, f}\ng: !!pairs [h: 1]"),
    front("no-such-date", "date: 9999-99-99x", warns="1 dates left out"),
    front("date-is-a-list", "date: [2018, 1]", warns="1 dates left out"),
    front("reserved", "text: x\ntext_in_file: y\nsource: 7\nsha256: [1]\nencoding: {b: 1}\nn_dropped: x"),
    case("md-path-as-id", {"a.md": "---\ndoc_id: ../../x\n---\nTea."}, {"../../x": "Tea."}),
    front("no-text", "a: 1", reason="^no text$", body=""),
    one("rules", ".md", "---\nTea.\n---\n" * 3, text="---\nTea.\n---\n" * 3),
]


# --- tables --------------------------------------------------------------------------------------------------


WIDE = "^a table of more than 1,000 columns; leave out"
CSV = [
    rows("open-quote", ".csv", 'text,b\n"Tea,1\nMilk,2\n', {}, {0: "^a quotation mark opens and never closes$"}),
    rows("stray-quotes", ".csv", 'text,b\nTe"a,1\n"Mi""lk",2\n', {1: 'Te"a', 2: 'Mi"lk'}),
    rows("nul", ".csv", b"text,b\nTe\0a,1\n", {}, {0: BINARY}),
    rows("million-columns", ".csv", ",".join(f"k{n}" for n in range(10**6)) + ",text\n", {}, {0: WIDE}),
    rows("wide", ".csv", "text," + ",".join(f"k{n}" for n in range(1000)) + "\nTea" + ",1" * 1000, {}, {0: WIDE}),
    rows("not-too-wide", ".csv", "text," + ",".join(f"k{n}" for n in range(150)) + "\nTea" + ",x" * 150, {1: "Tea"}),
    rows(
        "million-fields",
        ".csv",
        "text,b\nTea," + "1," * 10**6 + "\nMilk,1\n",
        {2: "Milk"},
        {1: "^1000002 fields, but the header has"},
    ),
    rows(
        "million-fields-later",
        ".csv",
        "text,b\nMilk,1\nTea," + "1," * 10**6 + "\n",
        {1: "Milk"},
        {2: "^1000002 fields, but the header has"},
    ),
    rows("million-commas", ".csv", "text\n" + "," * 10**6 + "\nTea\n", {2: "Tea"}, {1: "^no text$"}),
    rows("huge-field", ".csv", "text,b\nTea," + "1" * 10**6 + "\n", {1: "Tea"}),
    rows("huge-number", ".csv", "text,b\nTea,1e999999\nMilk,-" + "9" * 50 + "\n", {1: "Tea", 2: "Milk"}),
    rows("huge-header", ".csv", '"' + "x" * 200_000 + '",text\n1,Tea\n', {1: "Tea"}),
    rows("no-header", ".csv", "\n\n\n", {}, {0: "^no column 'text'; the columns are none$"}),
    rows("header-only", ".csv", "text,b\n", {}, {0: "^no rows$"}),
    rows("no-text-column", ".csv", "body,b\nTea,1\n", {}, {0: "^no column 'text'; the columns are 'body', 'b'$"}),
    rows("column-twice", ".csv", "text,b,b\nTea,1,2\n", {1: "Tea"}),
    rows("text-twice", ".csv", "text,text\nTea,Milk\n", {1: "Tea"}),
    rows("names-of-ours", ".csv", "body,text,text_in_file\nTea,x,y\n", {1: "Tea"}, text="body"),
    rows("ids-of-ours", ".csv", "key,doc_id,doc_id_in_file,text\n,x,y,Tea\n", {1: "Tea"}, doc_id="key"),
    rows("formula", ".csv", "text\n=cmd|' /C calc'!A0\n", {1: "=cmd|' /C calc'!A0"}),
    rows("no-such-date", ".csv", "text,date\nTea,99/99/9999\n", {1: "Tea"}, warns="1 dates left out"),
    rows("date-of-a-megabyte", ".csv", "text,date\nTea," + "1" * 10**6 + "\n", {1: "Tea"}, warns="1 dates left out"),
    rows("mixed-encodings", ".csv", "text\nŁódź żółć\n".encode() + b"caf\xe9\n", {}, {0: BROKEN}),
    rows("short-rows", ".csv", "b,text\n1,Tea\n2\n3,Milk\n", {1: "Tea", 3: "Milk"}, {2: "^no text$"}),
    rows("mark-within", ".csv", "text\n\ufeffTea\n", {1: "\ufeffTea"}),
    rows("returns", ".csv", b"text,b\rTea,1\rMilk,2\r", {1: "Tea", 2: "Milk"}),
    rows("is-html", ".csv", "<html><p>Tea</p></html>", {}, {0: "^no column 'text'"}),
    rows("tabs", ".tsv", "text\tb\nTea\t1\t2\n", {}, {1: "^3 fields, but the header has 2$"}),
    case(
        "csv-same-ids",
        {"a.csv": "id,text\ngood,Tea\nx,Milk\nx,Jam\n"},
        {"good": "Tea", "x": "Milk"},
        {"good.txt": "^doc_id 'good' is already the doc_id of a.csv:1$", "a.csv:3": "^doc_id 'x' is already"},
    ),
]


JSONL = [
    rows(name, ".jsonl", '{"text": "Tea"}\n' + line + '\n{"text": "Milk"}', {1: "Tea", 3: "Milk"}, {2: reason})
    for name, line, reason in (
        ("million-deep", '{"text": "x", "b": ' + DEEP + "}", "^JSON nested too deeply$"),
        ("million-deep-alone", DEEP, "^JSON nested too deeply$"),
        ("million-deep-open", '{"text": ' * 10**5, "^JSON nested too deeply$"),
        ("huge-integer", '{"text": "x", "n": ' + "9" * 10_000 + "}", "^no JSON: Exceeds the limit"),
        ("text-twice", '{"text": "x", "text": "y"}', "^the field 'text' occurs twice$"),
        ("field-twice-within", '{"text": "x", "b": {"c": 1, "c": 2}}', "^the field 'c' occurs twice$"),
        ("many-fields-twice", '{"text": "x"' + ', "b": 1' * 50_000 + "}", "^the field 'b' occurs twice$"),
        ("many-fields", json.dumps({"text": "x"} | {f"k{n}": 1 for n in range(1001)}), "more than 1,000 columns$"),
        ("many-values", json.dumps({"text": "x", "b": list(range(10_001))}), TOO_MANY),
        ("lone-surrogate", '{"text": "\\ud800"}', "^a lone surrogate$"),
        ("lone-surrogate-as-name", '{"text": "x", "\\uDFFF": 1}', "^a lone surrogate$"),
        ("escaped-nul", '{"text": "Te\\u0000a"}', "^binary: it has NUL bytes$"),
        ("number-as-text", '{"text": 1e400}', "^the field 'text' is of type float, not text$"),
        ("list-as-text", '{"text": ["x"]}', "^the field 'text' is of type list, not text$"),
        ("null", '{"text": null}', "^no text$"),
        ("blank", '{"text": "\\u00a0\\n"}', "^no text, only white space$"),
        ("text", '"text"', "^of type str, not an object$"),
        ("NaN-alone", "NaN", "^of type float, not an object$"),
        ("cut", '{"text": "x', "^no JSON: "),
        ("single-quotes", "{'text': 'x'}", "^no JSON: "),
        ("two-on-a-line", '{"text": "x"} {"text": "y"}', "^no JSON: Extra data"),
        ("python", '__import__("os").system("touch pwned")', "^no JSON: "),
        ("control", '{"text": "a\x01b' + "x" * 200 + '"}', "^no JSON: Invalid control character"),
        ("other-field", '{"body": "x"}', "^no field 'text'; the fields are 'body'$"),
        ("same-id", '{"text": "x", "doc_id": "a.jsonl:1"}', "^doc_id 'a.jsonl:1' is already the doc_id of a.jsonl:1$"),
    )
] + [
    rows(
        "odd-numbers",
        ".jsonl",
        '{"text": "Tea", "n": NaN}\n{"text": "Milk", "n": -Infinity}\n{"text": "Jam", "n": 1e999}',
        {1: "Tea", 2: "Milk", 3: "Jam"},
    ),
    rows(
        "huge-numbers",
        ".jsonl",
        '{"text": "Tea", "n": ' + "9" * 4000 + '}\n{"text": "Milk", "n": 1}',
        {1: "Tea", 2: "Milk"},
    ),
    rows(
        "mixed-kinds",
        ".jsonl",
        '{"text": "Tea", "n": [1, {"a": null}]}\n{"text": "Milk", "n": true}\n{"text": "Jam", "n": 7}',
        {1: "Tea", 2: "Milk", 3: "Jam"},
    ),
    rows(
        "a-name-a-row",
        ".jsonl",
        "\n".join(json.dumps({"text": "Tea", f"k{n}": 1}) for n in range(300)),
        dict.fromkeys(range(1, 301), "Tea"),
    ),
    case(
        "jsonl-ids",
        {"a.jsonl": '{"text": "Tea", "id": 1e300}\n{"text": "Milk", "id": [1, 2]}\n{"text": "Jam", "id": true}'},
        {"1e+300": "Tea", "1; 2": "Milk", "True": "Jam"},
    ),
    rows("array", ".jsonl", '[{"text": "x"}]', {}, {1: "^of type list, not an object$"}),
    rows("lines-of-nothing", ".jsonl", " \n\t\n\r\n", {}, {0: "^no rows$"}),
]


def parquet(**columns) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, compression="zstd")
    return out.getvalue()


PARQUET_FILE = parquet(text=[POEM, "Milk."] * 20, n=list(range(40)))
NO_PARQUET = "^not a readable Parquet file: "


class Pickled:
    def __reduce__(self):
        return (os.system, ("touch pwned",))


def with_metadata(metadata: dict, field_metadata: dict | None = None) -> bytes:
    """A table of one text with further metadata of the schema or of its field."""
    schema = pa.schema([pa.field("text", pa.string(), metadata=field_metadata)], metadata=metadata)
    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["Tea."]}, schema=schema), out)
    return out.getvalue()


PARQUET = [
    *(
        rows(f"cut-at-{place}", ".parquet", PARQUET_FILE[:place], {}, {0: NO_PARQUET})
        for place in np.linspace(1, len(PARQUET_FILE) - 1, 12, dtype=int).tolist()
    ),
    *(rows(f"flipped-{seed}", ".parquet", flipped(PARQUET_FILE, seed), either=True) for seed in range(20)),
    rows("numbers", ".parquet", parquet(text=[1, 2]), {}, {0: "^the column 'text' has the type int64, not text$"}),
    rows(
        "bytes",
        ".parquet",
        parquet(text=[b"\xff\xfe", b"x"]),
        {},
        {0: "^the column 'text' has the type object, not text$"},
    ),
    rows(
        "lists", ".parquet", parquet(text=[["x"], ["y"]]), {}, {0: "^the column 'text' has the type object, not text$"}
    ),
    rows("structs", ".parquet", parquet(text=[{"a": 1}]), {}, {0: "^the column 'text' has the type object, not text$"}),
    rows("nulls", ".parquet", parquet(text=pa.nulls(2)), {}, {1: "^no text$", 2: "^no text$"}),
    rows("all-missing", ".parquet", parquet(text=pa.array([None, "Tea."])), {2: "Tea."}, {1: "^no text$"}),
    rows("wide", ".parquet", parquet(text=["x"], **{f"k{n}": [1] for n in range(1001)}), {}, {0: WIDE}),
    rows(
        "huge-list", ".parquet", parquet(text=["x", "Tea."], b=[list(range(10_001)), [1]]), {2: "Tea."}, {1: TOO_MANY}
    ),
    rows("nested", ".parquet", parquet(text=["Tea."], b=[[{"a": [1, 2], "b": {"c": None}}]]), {1: "Tea."}),
    rows("far-dates", ".parquet", parquet(text=["Tea."], b=pa.array([2**62], pa.timestamp("us"))), either=True),
    rows(
        "odd-types",
        ".parquet",
        parquet(text=["Tea."], a=pa.array([1], pa.duration("s")), b=pa.array([1], pa.time64("us")), c=[b"\xff"]),
        {1: "Tea."},
    ),
    rows(
        "bomb",
        ".parquet",
        parquet(text=["x" * 10**5] * 5000),
        {},
        {0: "^more than 1,000,000 bytes when unpacked;"},
        max_bytes=10**6,
    ),
    rows(
        "bomb-of-numbers",
        ".parquet",
        parquet(text=["x"] * 10**6, b=np.zeros(10**6)),
        {},
        {0: "^more than 100,000 bytes when unpacked;"},
        max_bytes=10**5,
    ),
    rows("pandas-says-nonsense", ".parquet", with_metadata({"pandas": "{"}), {}, {0: NO_PARQUET}),
    rows(
        "pandas-says-otherwise",
        ".parquet",
        with_metadata({"pandas": '{"index_columns": [7], "columns": 5}'}),
        {},
        {0: NO_PARQUET},
    ),
    rows(
        "pickled-type",
        ".parquet",
        with_metadata(
            {}, {"ARROW:extension:name": "arrow.py_extension_type", "ARROW:extension:metadata": pickle.dumps(Pickled())}
        ),
        {1: "Tea."},
    ),
    rows("is-csv", ".parquet", "text\nTea.\n", {}, {0: NO_PARQUET}),
    rows("only-marks", ".parquet", b"PAR1PAR1", {}, {0: NO_PARQUET}),
    rows("endless-footer", ".parquet", b"PAR1" + b"\xff" * 100 + b"\xff\xff\xff\x7fPAR1", {}, {0: NO_PARQUET}),
    rows("feather", ".parquet", b"ARROW1\0\0" + b"\0" * 50, {}, {0: NO_PARQUET}),
]


# --- pages ---------------------------------------------------------------------------------------------------


NO_PAGE = "^web page that cannot be parsed whole: "


def page(name: str, html: str | bytes, *, text: str | None = ARTICLE, reason: str | None = None) -> Case:
    return one(name, ".html", html, text=None if reason else text, reason=reason, either=text is None)


HTML = [
    page("deep", "<div>" * 100_000 + ARTICLE, reason=NO_PAGE + "Excessive depth"),
    page("deep-spans", "<p>" + "<b>" * 5000 + ARTICLE, reason=NO_PAGE + "Excessive depth"),
    page("no-article", "<html><body></body></html>", reason="^no article text in the page$"),
    page("only-script", "<script>document.write('x')</script>", reason="^no article text in the page$"),
    page("blank", " \n", reason="^not a web page: "),
    page("nul", f"<p>{ARTICLE}\0</p>", reason=BINARY),
    page("script-and-style", f"<style>p {{}}</style><script>alert('</p>')</script><p>{ARTICLE}</p>"),
    page("comment", f"<!-- <p>Hidden.</p> --><p>{ARTICLE}</p><!-- open"),
    page("entities", f"<p>{ARTICLE.replace('and', '&#97;nd')}</p>"),
    page("entity-definitions", f'<!DOCTYPE html [<!ENTITY a "{"x" * 50}"><!ENTITY b "&a;&a;&a;">]><p>{ARTICLE}</p>'),
    page(
        "entity-of-a-file",
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>&x;</p>' + f"<p>{ARTICLE}</p>",
        text="&x;\n\n" + ARTICLE,
    ),
    page("references-to-nothing", f"<p>{ARTICLE}&#0;&#xD800;&#x110000;&#99999999999;</p>", text=ARTICLE + "\ufffd" * 4),
    page("escaped-script", f"<p>{ARTICLE} &lt;script&gt;</p>", text=ARTICLE + " <script>"),
    page("processing", f"<?php system('x') ?><p>{ARTICLE}</p>"),
    page(
        "include",
        f'<xi:include href="file:///etc/hostname"/><iframe src="file:///etc/hostname"></iframe><p>{ARTICLE}</p>',
    ),
    page(
        "many-attributes",
        "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + f">{ARTICLE}</p>",
        reason="more than 1,000 attributes$",
    ),
    page("long-attribute", f'<p class="{"date " * 200_000}">{ARTICLE}</p>'),
    page("many-elements", f"<p>{ARTICLE}</p>" + "<br>" * 60_000, reason="^web page of 60,0.. elements; at most 50,000"),
    page(
        "broad-and-deep",
        "<div class=date>" * 200 + "<p class=date>x" * 20_000,
        reason="elements, 20. levels deep on average$",
    ),
    page("authors-in-authors", "<div class=author>" * 200 + f"<p>{ARTICLE}</p>" + "x " * 100_000, text=None),
    page("titles", "".join(f"<title>{n}</title><h1>{n} x</h1>" for n in range(3000)) + f"<p>{ARTICLE}</p>", text=None),
    page("long-text", f"<p>{'x' * 11_000_000}</p>", reason=NO_PAGE),
    page("deep-json", f'<script type="application/ld+json">{{"@type": {DEEP[:5000]}</script><p>{ARTICLE}</p>'),
    page(
        "deep-json-type",
        f'<script type="application/ld+json">{{"@type": {"[" * 900}{"]" * 900}}}</script><p>{ARTICLE}</p>',
    ),
    page("half-in-json", f'<script type="application/ld+json">{{"headline": "\\ud800"}}</script><p>{ARTICLE}</p>'),
    page(
        "json-of-wrong-kinds",
        '<script type="application/ld+json">{"author": {"name": 7}, "publisher": [1], "@graph": 5, "datePublished": {}}'
        f"</script><p>{ARTICLE}</p>",
    ),
    page("declares-utf-7", f'<meta charset="utf-7"><p>{ARTICLE}</p>'),
    page("declares-nonsense", b'<meta charset="idna"><p>' + ARTICLE.encode() + b" caf\xe9</p>", text=ARTICLE + " café"),
    page(
        "declares-otherwise",
        b'<meta charset="shift_jis"><p>\x80\xff' + ARTICLE.encode(),
        reason=BROKEN + ".*which it declares",
    ),
    page("unclosed", f"<p><a href='x{'<' * 10_000}", reason="^no "),
    page("bytes", random.Random(2).randbytes(3000), reason=BINARY),
]


# --- what is no file, and names ------------------------------------------------------------------------------


def plug(path: Path) -> None:
    """A socket, bound by a short name, as its address may not be long."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(here)


def nest(depth: int) -> Callable[[Path], object]:
    """A text in as many folders, one in the other."""

    def write(path: Path) -> None:
        here = os.open(path.parent, os.O_RDONLY)
        for _ in range(depth):
            os.mkdir("d", dir_fd=here)
            here, outer = os.open("d", os.O_RDONLY, dir_fd=here), here
            os.close(outer)
        with open(os.open("a.txt", os.O_WRONLY | os.O_CREAT, dir_fd=here), "w") as file:
            file.write("Tea.")
        os.close(here)

    return write


NO_FILE = "^not a regular file$"
ODD_NAMES = [
    *(
        "new\nline",
        "tab\t",
        "sp ace",
        "🍵",
        "a..b",
        "x'; --",
        '"',
        "\\",
        "%s%n",
        "{0}",
        "$(touch pwned)",
        "`id`",
        "-rf",
    ),
    *(
        "<script>alert(1)<",
        "\x1b[31m",
        "\u202e",
        "*",
        "?",
        "[a]",
        "con",
        "a" * 250,
        "é" * 120,
        ":",
        "a:1",
        "~",
        "\x7f",
        "&amp;",
    ),
]
FILES = [
    case("pipe", {"a.txt": pipe}, {}, {"a.txt": NO_FILE}),
    case("pipe-gz", {"a.txt.gz": pipe}, {}, {"a.txt.gz": NO_FILE}),
    case("pipe-csv", {"a.csv": pipe}, {}, {"a.csv": NO_FILE}),
    case("pipe-metadata", {"metadata.csv": pipe}, {}, {"metadata.csv": NO_FILE}),
    case("socket", {"a.txt": plug}, {}, {"a.txt": NO_FILE}),
    case(
        "link-to-device", {"a.txt": link("/dev/zero")}, {}, {"a.txt": "^a link that leaves the folder, not followed$"}
    ),
    case("link-to-nothing", {"a.txt": link("nothing")}, {}, {"a.txt": "^a link to a file that does not exist$"}),
    case("link-to-itself", {"a.txt": link("a.txt")}, {}, {"a.txt": "^a link to a file that does not exist$"}),
    case(
        "links-in-a-ring",
        {"a.txt": link("b.txt"), "b.txt": link("a.txt")},
        {},
        {"a.txt": "to a file that does not exist", "b.txt": "to a file that does not exist"},
    ),
    case("link-to-its-folder", {"a": link(".")}, {}, {"a": "^a link to a folder, not followed$"}),
    case("link-to-folder-as-text", {"a.txt": link(".")}, {}, {"a.txt": "^a link to a folder, not followed$"}),
    case("link-out", {"a.txt": link("/etc/hostname")}, {}, {"a.txt": "^a link that leaves the folder, not followed$"}),
    case(
        "link-out-relative",
        {"a.txt": link("../outside.txt")},
        {},
        {"a.txt": "^a link that leaves the folder, not followed$"},
    ),
    case(
        "link-out-metadata",
        {"metadata.csv": link("../outside.csv")},
        {},
        {"metadata.csv": "^a link that leaves the folder"},
    ),
    case("link-out-folder", {"b": link("..")}, {}, {"b": "^a link to a folder, not followed$"}),
    case("link-within", {"a.txt": link("good.txt")}, {"a": GOOD}),
    case("folder-called-text", {"a.txt/b.txt": "Tea."}, {"a.txt/b": "Tea."}),
    case("folder-called-metadata", {"metadata.csv/b.txt": "Tea."}, {"metadata.csv/b": "Tea."}),
    case("folder-called-corpus", {"corpus.json/b.txt": "Tea."}, {"corpus.json/b": "Tea."}),
    case("empty-folders", {"b/c/d.txt": lambda path: path.mkdir()}),
    case("name-of-bytes", {os.fsdecode(b"caf\xe9.txt"): "Tea."}, {"caf\\xe9": "Tea."}),
    case("folder-of-bytes", {os.fsdecode(b"caf\xe9/a.txt"): "Tea."}, {"caf\\xe9/a": "Tea."}),
    case(
        "names-that-read-alike",
        {os.fsdecode(b"caf\xe9.txt"): "Tea.", "caf\\xe9.txt": "Milk."},
        {"caf\\xe9": "Milk."},
        either=True,
    ),
    *(case(f"name-{n}", {f"{name}.txt": "Tea."}, {name: "Tea."}) for n, name in enumerate(ODD_NAMES)),
    case(
        "same-name-of-two-kinds",
        {"a.txt": "Tea.", "a.md": "Milk."},
        {"a": "Milk."},
        {"a.txt": "^doc_id 'a' is already the doc_id of a.md$"},
    ),
]


# --- metadata ------------------------------------------------------------------------------------------------


NOT_USED = "metadata.csv was not used: "


def docvars(name: str, content: Content, *, warns: str | None = None, reason: str | None = None) -> Case:
    """A metadata.csv beside the good text; where there is a reason, it is not used, and that is warned of as well."""
    rejects = {"metadata.csv": reason} if reason else {}
    return case(
        f"metadata-{name}", {"metadata.csv": content}, {}, rejects, warns=warns or (NOT_USED if reason else None)
    )


METADATA = [
    docvars("paths", "file,n\n../../etc/passwd,1\n/etc/passwd,2\n..,3\ngood.txt,4\n", warns="3 rows without a text"),
    docvars("parent", "file,n\n../outside.txt,1\n", warns="1 row without a text: ../outside.txt"),
    docvars("wide", "file," + ",".join(f"k{n}" for n in range(10_000)) + "\ngood" + ",1" * 10_000, reason=WIDE),
    docvars("hundreds", "file," + ",".join(f"k{n}" for n in range(300)) + "\ngood" + ",x" * 300),
    docvars("million-fields", "file,n\ngood," + "1," * 10**6, reason="^row 1: 1000002 fields, but the header has 2$"),
    docvars("open-quote", 'file,n\n"good,1\n', reason="^a quotation mark opens and never closes$"),
    docvars("nul", b"file,n\ngood,\0\n", reason=BINARY),
    docvars("empty", b"", reason="^empty file$"),
    docvars("broken", b"file,n\n\xc5\x81\xc3\xb3d\xc5\xba,\xff\n", reason=BROKEN),
    docvars("no-key", "a,b\n1,2\n", warns="neither doc_id nor file"),
    docvars("megabyte-name", "file,n\n" + "x" * 10**6 + ",1\n", warns=r"1 row without a text: x{200}\.\.\."),
    docvars("twice", "file,n\ngood,1\ngood.txt,2\n", warns="there is a second row, which is left out, for good.txt"),
    docvars("text", "file,text\ngood,Other.\n", warns="its column text was not used"),
    docvars("column-twice", "file,n,n\ngood,1,2\n"),
    docvars("no-such-date", "file,date\ngood,31/31/31\n", warns="1 dates left out"),
    docvars("sources", "file,source,sha256,encoding\ngood,../../x,0,rot13\n"),
    docvars("half-a-million-rows", "file,n\n" + "x,1\n" * 100_000 + "good,1\n", warns="100000 rows without a text"),
]


CASES = [*TEXT, *GZIP, *FRONT, *CSV, *JSONL, *PARQUET, *HTML, *FILES, *METADATA]


def test_there_are_two_hundred_cases_and_more():
    assert len({case.name for case in CASES}) == len(CASES)
    assert len(CASES) >= 200


@pytest.mark.skipif(os.name != "posix", reason="pipes, sockets and names of bytes")
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_hostile_files(case, tmp_path, monkeypatch):
    folder, elsewhere = tmp_path / "corpus", tmp_path / "elsewhere"
    make(folder, {"good.txt": GOOD} | case.files)
    make(tmp_path, {"outside.txt": "Secret.", "outside.csv": "file,n\ngood,1\n"})
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)  # where a command that is run would write
    before = tree(tmp_path)
    began = time.perf_counter()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        corpus = dc.load_corpus(folder, **case.options)
    assert time.perf_counter() - began < 10
    assert tree(tmp_path) == before

    found = dict(zip(corpus.documents["doc_id"], corpus.documents["text"], strict=True))
    rejected = dict(zip(corpus.rejected["source"], corpus.rejected["reason"], strict=True))
    assert len(rejected) == len(corpus.rejected)
    if "good.txt" not in case.rejects:
        assert found.pop("good") == GOOD
    if case.either:
        sources = {*corpus.documents["source"], *(source.partition(":")[0] for source in rejected)}
        assert sources == {"good.txt", *(os.fsencode(name).decode("utf-8", "backslashreplace") for name in case.files)}
    else:
        assert found == case.reads
        assert set(rejected) == set(case.rejects)
    for source, codec in zip(corpus.documents["source"], corpus.documents["encoding"], strict=True):
        if source in case.files and isinstance(codec, str) and not codec.startswith(("utf", "cp1252")):  # a guess
            assert source in corpus.doubts["source"].tolist()
    for source, pattern in case.rejects.items():
        if source in rejected:
            assert re.search(pattern, rejected[source]), rejected[source]
    assert not [reason for reason in rejected.values() if FOREIGN.search(reason) or not 0 < len(reason) <= 1000]
    notes = [str(warning.message) for warning in said]
    assert {warning.category for warning in said} <= {UserWarning}, notes
    assert bool(notes) == (case.warns is not None), notes
    assert case.warns is None or re.search(case.warns, "\n".join(notes)), notes


OF_DOCUMENTS = [(suffix, name) for suffix, files in DOCUMENTS.items() for name in files]


def test_every_format_has_hostile_cases():
    named = {name for case in CASES for name in case.files} | {f"a{suffix}" for suffix in DOCUMENTS}
    suffixes = {"." + name.removesuffix(".gz").rpartition(".")[2] for name in named}
    assert {FORMATS[suffix] for suffix in suffixes if suffix in FORMATS} == set(FORMATS.values())


@pytest.mark.parametrize(
    ("suffix", "name"), OF_DOCUMENTS, ids=[f"{suffix[1:]}-{name}" for suffix, name in OF_DOCUMENTS]
)
def test_hostile_documents(suffix, name, tmp_path, monkeypatch):
    reason, contents = DOCUMENTS[suffix][name]
    folder, elsewhere = tmp_path / "corpus", tmp_path / "elsewhere"
    make(folder, {"good.txt": GOOD, f"a{suffix}": contents})
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    before = tree(tmp_path)
    began = time.process_time()
    corpus = dc.load_corpus(folder, max_bytes=10**6 if reason == TOO_LARGE or "bomb" in name else MAX_BYTES)
    assert time.process_time() - began < 10
    assert tree(tmp_path) == before
    good = corpus.documents["source"] == "good.txt"
    assert corpus.documents["text"][good].tolist() == [GOOD]
    assert not corpus.documents["text"].str.contains("root:").any()
    others, reasons = corpus.documents[~good], corpus.rejected["reason"].tolist()
    assert len(others) or reasons
    assert not [why for why in reasons if FOREIGN.search(why) or not 0 < len(why) <= 1000]
    if reason is not None:
        assert others.empty and len(reasons) == 1 and re.search(reason, reasons[0])


@pytest.mark.slow
def test_a_line_of_a_hundred_megabytes(tmp_path):
    """One line without an end, from the file to its tokens."""
    size = 100 * 2**20
    make(tmp_path, {"good.txt": GOOD, "a.txt": (b"x" * 31 + b" ") * (size // 32)})
    corpus = dc.load_corpus(tmp_path, sections=False)
    assert corpus.documents["text"].str.len().tolist() == [size, len(GOOD)]
    assert len(corpus.tokens) == size // 32 + 3
    assert corpus.rejected.empty


def test_a_text_in_very_many_folders_is_read(tmp_path):
    make(tmp_path, {"good.txt": GOOD, "first": nest(1200)})
    try:
        corpus = dc.load_corpus(tmp_path)
        assert corpus.documents["text"].tolist() == ["Tea.", GOOD]
        assert corpus.documents["doc_id"][0] == "d/" * 1200 + "a"
        assert corpus.rejected.empty
    finally:  # not left to pytest, whose way to remove folders nests as deeply as they do
        for _ in range(1199):
            (tmp_path / "d/d").rename(tmp_path / "inner")
            (tmp_path / "d").rmdir()
            (tmp_path / "inner").rename(tmp_path / "d")
        (tmp_path / "d/a.txt").unlink()


# --- paths and limits ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["\0", "a\0b", "x" * 5000, "no/such/file.txt", "\ud800", "https://example.org/a.txt", "a" * 300]
)
def test_a_path_to_nothing_is_told(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(
        FileNotFoundError, match=r"^no file or folder .*; give the path of a text or of a folder of texts"
    ):
        dc.load_corpus(path)


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (pipe, NO_FILE),
        (plug, r"^cannot be opened: |^not a regular file$"),
        (lambda path: path.symlink_to("/dev/zero"), NO_FILE),
        (lambda path: path.symlink_to("/dev/null"), NO_FILE),
    ],
)
def test_what_is_no_file_is_not_waited_for(file, reason, tmp_path):
    file(tmp_path / "a.txt")
    corpus = dc.load_corpus(tmp_path / "a.txt")
    assert corpus.documents.empty
    assert corpus.rejected["source"].tolist() == ["a.txt"]
    assert re.search(reason, corpus.rejected["reason"][0])


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="files without a size, as Linux has them")
def test_a_file_that_says_it_has_no_size_is_read_whole(tmp_path):
    from discourse.readers.encoding import read_bytes

    assert Path("/proc/self/status").stat().st_size == 0
    assert b"VmPeak" in read_bytes(Path("/proc/self/status"))[0]


@pytest.mark.skipif(not Path("/proc/self/pagemap").exists(), reason="files without an end, as Linux has them")
@pytest.mark.parametrize("path", ["/proc/self", "/proc/self/fd", "/proc/self/pagemap", "/dev"])
def test_files_of_the_system_are_rejected_with_a_reason_and_not_read(path, monkeypatch):
    read = []
    monkeypatch.setattr("discourse.readers.read_bytes", lambda file, **_: read.append(file))
    corpus = dc.load_corpus(path)
    assert corpus.documents.empty
    assert len(corpus.rejected) and not corpus.rejected["reason"].eq("").any()
    assert read == []


def test_metadata_beside_one_file_that_lead_elsewhere_are_not_read(tmp_path):
    make(tmp_path, {"outside.csv": "file,n\na.txt,1\n", "b/a.txt": "Tea.", "b/metadata.csv": link("../outside.csv")})
    assert "n" not in dc.load_corpus(tmp_path / "b/a.txt").documents


@pytest.mark.parametrize("limit", [0, -1, 1.5, "1", True, None])
def test_limits_that_are_none(limit, tmp_path):
    with pytest.raises(
        ValueError, match=rf"^max_bytes is {re.escape(repr(limit))}; give a whole number of bytes, at least 1$"
    ):
        dc.load_corpus(tmp_path, max_bytes=limit)


def test_of_a_bomb_no_more_is_unpacked_than_is_asked_for(tmp_path):
    import tracemalloc

    bomb(64 * 2**20)(tmp_path / "a.txt.gz")
    dc.load_corpus(tmp_path, max_bytes=100_000)  # what is imported on the way
    tracemalloc.start()
    try:
        corpus = dc.load_corpus(tmp_path, max_bytes=100_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(corpus.rejected) == 1
    assert peak < 4 * 2**20
