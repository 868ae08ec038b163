"""Dictionary files: word lists in the formats that researchers already have.

A dictionary is a tree of categories with words as its leaves. Every program that counts words writes it in its own
way; here each becomes the same plain table, a lexicon, with the branch of the tree as the category (`A > B`). Entries
that cannot be written as a pattern of words and `*` (rules, regular expressions, conditions) are listed, and never
ignored.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.lexicon.match import check_patterns
from discourse.readers.encoding import Unreadable, decode, read_bytes
from discourse.readers.lists import name_of, read_lines

_LARGEST = 2**28  # bytes of a word list
_MOST_ENTRIES = 200_000  # of a YAML file, whose aliases can make many of few
_BRANCH = " > "

_RULE = re.compile(r"[\\\[\]{}()|^<>@]")
_ONE_LETTER = re.compile(r"[\w*]\?|\?[\w*]")
_STAR = "a * needs at least one letter"
_STAR_ALONE = re.compile(r"(?<![\w'’*])\*+(?![\w'’*])")


@checked
def read_dictionary(path: str | os.PathLike[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A dictionary file as a lexicon, and the entries that could not be read.

    Parameters
    ----------
    path : path
        The suffix gives the format; `.gz` may follow it.

        ========================  =====================================================================
        .dic                      LIWC: categories between two lines of ``%``, indented ones (2015) nested
        .cat                      WordStat: the column `weight`; ``_`` in a word is a blank
        .lc3, .lcd                Lexicoder; the colours of its categories are left out
        .ykd, .lcd                Yoshikoder: the column `score` where the file has scores
        .yml, .yaml               quanteda: categories, nested as they may be, with lists of words
        any other                 CSV with the columns pattern and category, and any others
        ========================  =====================================================================

    Returns
    -------
    lexicon : DataFrame
        pattern, category (nested categories are joined as ``A > B``), then the columns of the format. There is one row
        for each category of a word, in the order of the file. Patterns of a dictionary are in lower case and match any
        case, because none of these programs distinguishes case. Patterns of a CSV file stay as written.
    unread : DataFrame
        line, entry (as written in the file), reason. There are no rows if everything was read.

    Raises
    ------
    FileNotFoundError, ValueError
        If there is no such file, or it does not have the format of its suffix; for a CSV file, also if a column is
        missing or a pattern is empty.

    References
    ----------
    The formats are those of LIWC (Pennebaker et al. 2007, 2015), WordStat (Provalis Research), Lexicoder (Young
    and Soroka 2012), Yoshikoder (Lowe 2015) and quanteda (Benoit et al. 2018).
    """
    name = os.fspath(path)
    ending = Path(name.lower().removesuffix(".gz")).suffix
    if ending not in _FORMATS:
        return read_lexicon_csv(path), schema.empty("unread")
    entries = _Entries()
    try:
        raw = read_bytes(Path(path), max_bytes=_LARGEST)[1]
        declared = re.match(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", raw)
        text = decode(raw, declared=declared and declared[1].decode())[0]
        _FORMATS[ending](text, entries)
    except Unreadable as why:
        if isinstance(why.__cause__, FileNotFoundError):
            raise FileNotFoundError(f"there is no file {name!r}; give the path of a dictionary file") from None
        raise ValueError(f"{name} cannot be read: {why}") from None
    except ValueError as why:
        raise ValueError(f"{name} is not a dictionary of the format {ending}: {why}") from why
    if not entries.read and not entries.unread:
        raise ValueError(f"{name} has no entries")
    return entries.tables()


def read_lexicon_csv(source: str | os.PathLike[str] | IO[bytes]) -> pd.DataFrame:
    """A lexicon from a CSV file with the columns pattern and category, by its path or open."""
    name = name_of(source)
    table = read_lines(source, dtype={"pattern": "str", "category": "str"})
    schema.need(table, ("pattern", "category"), f"the lexicon {name}")
    blank = table["pattern"].isna() | (table["pattern"].str.strip() == "")
    if blank.any():
        raise ValueError(f"{name}, line {blank.idxmax() + 2}: the pattern is empty; fill it or drop the line")
    return schema.conform(table, "lexicon")


class _Entries:
    """What a reader has found so far: entries, and what it could not read."""

    def __init__(self) -> None:
        self.read: list[dict] = []
        self.unread: list[tuple[int, str, str]] = []

    def add(self, line: int, entry: str, branch: list[str], **further) -> None:
        pattern = " ".join(entry.lower().split())
        reason = _fault(pattern) if branch else "it is in no category"
        if reason:
            self.skip(line, entry, reason)
        else:
            category = _BRANCH.join(branch)
            self.read.append({"pattern": pattern, "category": category, "line": line, "entry": entry} | further)

    def skip(self, line: int, entry: str, reason: str) -> None:
        self.unread.append((line, " ".join(entry.split()), reason))

    def tables(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        for i in sorted(_refused([row["pattern"] for row in self.read]), reverse=True):
            row = self.read.pop(i)
            self.skip(row["line"], row["entry"], _STAR)
        found = pd.DataFrame(self.read, columns=None if self.read else ["pattern", "category", "line", "entry"])
        lexicon = schema.conform(found.drop(columns=["line", "entry"]), "lexicon")
        lost = pd.DataFrame(self.unread, columns=["line", "entry", "reason"])
        return lexicon, schema.conform(lost.drop_duplicates().sort_values("line", kind="stable"), "unread")


def _fault(pattern: str) -> str | None:
    """Why the entry is no pattern of words and `*`; None where it is one."""
    if not pattern:
        return "it is empty"
    if _ONE_LETTER.search(pattern):
        return "? stands for one letter, but patterns only know *, for any letters"
    if any(character.isalpha() for character in pattern) and _RULE.search(pattern):
        return "it reads like a rule, a condition or a regular expression"
    return _STAR if _STAR_ALONE.search(pattern) else None


def _refused(patterns: list[str], base: int = 0) -> Iterator[int]:
    """Positions of the patterns that the matcher does not take; by halves, as there are few."""
    if not patterns:
        return
    try:
        check_patterns(patterns)
    except ValueError:
        if len(patterns) == 1:
            yield base
            return
        half = len(patterns) // 2
        yield from _refused(patterns[:half], base)
        yield from _refused(patterns[half:], base + half)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers."""
    return ((n, line) for n, line in enumerate(re.split(r"\r\n?|\n", text), 1) if line.strip())


# --- the formats ------------------------------------------------------------------------------------------------

_CONDITION = re.compile(r"\([^)]*\)\S*|<[^>]*>\S*")


def _read_liwc(text: str, entries: _Entries) -> None:
    lines = list(_lines(text))
    bars = [i for i, (_, line) in enumerate(lines) if line.strip() == "%"]
    if len(bars) < 2:
        raise ValueError("its categories must be between two lines of %")
    branches: dict[int, list[str]] = {}
    branch: list[str] = []
    for n, line in lines[bars[0] + 1 : bars[1]]:
        found = re.fullmatch(r"(\s*)(\d+)\s+(.*\S)\s*", line)
        if not found:
            entries.skip(n, line, "a category needs a number and a name")
        elif int(found[2]) in branches:
            entries.skip(n, line, f"the number {found[2]} is taken")
        else:
            branch = [*branch[: found[1].count("\t")], found[3]]
            branches[int(found[2])] = branch
    for n, line in lines[: bars[0]] + [pair for pair in lines[bars[1] + 1 :] if pair[1].strip() != "%"]:
        line = line.strip()
        word, tab, numbers = line.partition("\t")
        if not tab:
            found = re.fullmatch(r"(.*?\S)\s+(\d[\d\s]*)", line)
            word, numbers = found.groups() if found else (line, "")
        conditions = _CONDITION.findall(numbers)
        for condition in conditions:
            entries.skip(n, line, f"{condition} depends on a condition")
        codes = _CONDITION.sub(" ", numbers).split()
        for code in dict.fromkeys(codes):
            known = branches.get(int(code)) if code.isdecimal() else None
            if known:
                entries.add(n, word, known)
            else:
                entries.skip(n, line, f"{code} is not the number of a category")
        if not codes and not conditions:
            entries.skip(n, line, "it is in no category")


def _read_wordstat(text: str, entries: _Entries) -> None:
    branch: list[str] = []
    filled = True
    place = 0, ""
    for n, line in [*_lines(text), (0, "")]:
        found = re.fullmatch(r"(\s*)(.*?\S)\s*\((-?\d+(?:[.,]\d+)?)\)\s*", line)
        depth = line[: len(line) - len(line.lstrip())].count("\t")
        if not found and not filled and depth < len(branch):
            entries.skip(*place, "a category without entries, or a word without its weight in brackets")
        if found:
            weight = float(found[3].replace(",", "."))
            entries.add(n, found[2].replace("_", " "), branch[:depth], weight=weight)
            filled = True
        else:
            branch, place, filled = [*branch[:depth], line.strip()], (n, line), False


def _read_lexicoder(text: str, entries: _Entries) -> None:
    if text.lstrip().startswith("<"):
        _read_yoshikoder(text, entries)
        return
    branch: list[str] = []
    for n, line in _lines(text):
        if line.startswith("+"):
            branch = [re.sub(r"#[0-9A-Fa-f]{6}$", "", line[1:].strip())]
        else:
            entries.add(n, line.strip(), branch)


def _read_yoshikoder(text: str, entries: _Entries) -> None:
    from xml.parsers import expat

    branch: list[str] = []
    regular = False

    def opens(tag: str, of: dict[str, str]) -> None:
        nonlocal regular
        line, name = parser.CurrentLineNumber, of.get("name", "")
        if tag == "dictionary":
            regular = "reg" in of.get("patternengine", "").lower()
        elif tag == "cnode":
            branch.append(name)
        elif tag == "pnode":
            score = of.get("score", "").strip()
            if regular and re.search(r"[^\w\s'’-]", name):
                entries.skip(line, name, "it is a regular expression")
            elif score and not re.fullmatch(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?", score):
                entries.skip(line, name, f"its score {score!r} is not a number")
            else:
                entries.add(line, name, branch, **({"score": float(score)} if score else {}))
        elif not branch:
            raise ValueError(f"line {line} has the element {tag!r}, and dictionary, cnode or pnode is needed")
        else:
            entries.skip(line, f"<{tag} {name}>", "the element is neither cnode nor pnode")

    def closes(tag: str) -> None:
        if tag == "cnode":
            branch.pop()

    def refuse(*_) -> None:  # where entities are declared, and where a parser may be sent to other files
        raise ValueError("it has a document type, which no dictionary needs; take the line <!DOCTYPE out")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = opens, closes
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text, True)
    except expat.ExpatError as why:
        raise ValueError(f"its XML is broken: {why}") from why


def _read_yaml(text: str, entries: _Entries) -> None:
    import yaml

    seen = 0

    def walk(node, branch: list[str], above: tuple[int, ...]) -> None:
        nonlocal seen
        seen += 1
        line = node.start_mark.line + 1
        if seen > _MOST_ENTRIES:
            raise ValueError(f"it has more than {_MOST_ENTRIES:,} entries")
        if id(node) in above:
            raise ValueError(f"line {line}: a list that contains itself")
        inside = (*above, id(node))
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise ValueError(f"line {line}: the name of a category is a list; write a word")
                # quanteda writes the words of a category that has others below it under "__".
                walk(value, branch if key.value == "__" and branch else [*branch, key.value], inside)
        elif isinstance(node, yaml.SequenceNode):
            for part in node.value:
                walk(part, branch, inside)
        else:
            entries.add(line, node.value, branch)

    try:
        # Nodes, not values: `no` stays a word, a category that is named twice keeps both lists, nothing is executed.
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        if not isinstance(root, yaml.MappingNode):
            raise ValueError("it must name categories, each with a list of words")
        walk(root, [], ())
    except yaml.YAMLError as why:
        message = " ".join(str(why).split())
        raise ValueError(f"its YAML is broken: {message}. Put patterns that begin with * in quotation marks") from why
    except RecursionError:
        raise ValueError("its lists are nested too deep") from None


_FORMATS: dict[str, Callable[[str, _Entries], None]] = {
    ".dic": _read_liwc,
    ".cat": _read_wordstat,
    ".lc3": _read_lexicoder,
    ".lcd": _read_lexicoder,
    ".ykd": _read_yoshikoder,
    ".yml": _read_yaml,
    ".yaml": _read_yaml,
}
