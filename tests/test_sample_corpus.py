"""The sample corpus corpus/us_russia is what its README says: complete, dated, varied, quoting nobody real.

Read with the standard library and pandas only: a fault of the library's readers must not hide one here.
"""

from __future__ import annotations

import itertools
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

CORPUS = Path(__file__).parents[1] / "corpus" / "us_russia"
#: What stands in the folder as such things stand in real ones; the README says of each what it is.
UNREADABLE, EXPORT = "2018-05-10_victory_day.docx", "2018-08_export_factiva.html"
COPY_OF = {"2018-04-13_no_price_for_aluminum.html": "2018-04-11_aluminum_monday.md"}
FOREIGN = "2018-12-14_ein_rohr.md"

ALL = sorted((CORPUS / "texts").iterdir())
FILES = [f for f in ALL if f.name not in {UNREADABLE, EXPORT, FOREIGN, *COPY_OF}]
TXT = [f for f in FILES if f.suffix == ".txt"]
FIELDS = ["title", "author", "date", "outlet"]
OUTLETS = {"Penhallow House": "British", "The Calverton Ledger": "American", "The Third Basket": "American"}
#: In Markdown and in what the newspaper sends by mail, marks are those of a typewriter.
MARKS = {"single": r"‘(.*?)(?:’(?!\w)|$)", "double": r"“(.*?)(?:”|$)", "straight": r'"(.*?)(?:"|$)'}
FOREIGN_MARKS = {"single": "\"“”'—", "double": "\"'–", "straight": "‘’“”–—"}

TAIL = re.compile(
    r"(footnotes|notes|about the author|topics:|read next|more from|you might|explore|disclaimer|©|\(c\))"
    r"|(Imogen Tarrant|Gethin Marsh|Hester Quarrington|Callum Redfern) is |Penhallow House "
    r"|Opinions in this commentary |The views expressed |Editorials represent |Nell Harbison covers "
    r"|Tess Lindqvist writes |Lenora Pruitt, Easton",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(may|might|could|perhaps|possibly|probably|likely|arguably|appears?|appeared|seems?|seemed|suspect"
    r"|suggests?|rather|conceivable|presumably|apparently|doubt|I think|in my view|largely|unclear)\b"
)


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(CORPUS / name, dtype="str", keep_default_na=False)


def words(text: str) -> list[str]:
    return re.findall(r"\w+(?:[’'.,-]\w+)*", text.lower())


def paragraphs(text: str) -> list[str]:
    return [p.strip() for p in re.split(r"\n\s*\n", text) if p.strip()]


def ends(paragraph: str) -> bool:
    """Whether the paragraph ends as a sentence does."""
    return paragraph.rstrip("’”\"'*)]")[-1:] in (".", "?", "!", ":", "…")


def style(name: str) -> str:
    """Which marks of quotation a file has."""
    if name.endswith(".md") or (name.endswith(".txt") and OUTLET[name] != "Penhallow House"):
        return "straight"
    return "single" if OUTLET[name] == "Penhallow House" else "double"


def edits(short: list[str], long: list[str]) -> int:
    """Fewest word edits between `short` and any stretch of `long` (Sellers 1980)."""
    row = [0] * (len(long) + 1)
    for n, word in enumerate(short, 1):
        last, row = row, [n]
        for m, other in enumerate(long, 1):
            row.append(min(last[m - 1] + (word != other), last[m] + 1, row[m - 1] + 1))
    return min(row)


def opening(parts: list[str]) -> int:
    """Number of the first paragraph of the body of a `.txt` file, behind title, caption and the like."""
    return next(n for n, p in enumerate(parts) if len(words(p)) > 30 and ends(p))


def repeats(parts: list[str], n: int) -> bool:
    """Whether paragraph n says again, within two words, what a longer paragraph of the same text says."""
    this = words(parts[n])
    longer = (words(p) for p in parts if len(words(p)) > len(this) + 5)
    return 6 <= len(this) <= 40 and any(edits(this, p) <= 2 for p in longer)


def pull_quotes(path: Path) -> list[str]:
    parts = paragraphs(path.read_text("utf-8"))
    return [p for n, p in enumerate(parts) if n > opening(parts) and repeats(parts, n)]


class Page(HTMLParser):
    """Each `<p>` without a class right inside the article or its body; and what the page says of itself."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.body, self.meta, self.stack, self.ld = [], {}, [], ""
        self.inside = False
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "meta":
            self.meta[attrs.get("name") or attrs.get("property")] = attrs.get("content")
        if tag == "time":
            self.meta.setdefault("time", attrs["datetime"])
        if tag in ("meta", "link", "img", "input", "br"):
            return
        parent = self.stack[-1] if self.stack else ("", "")
        holds_body = parent[0] == "article" or parent[1] in ("story-body", "story__body", "body", "prose")
        if tag == "p" and not attrs and holds_body:
            self.inside = True
            self.body.append("")
        self.stack.append((tag, attrs.get("class", attrs.get("type", ""))))

    def handle_endtag(self, tag):
        if tag == "p":
            self.inside = False
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.inside:
            self.body[-1] += data
        elif self.stack and self.stack[-1] == ("script", "application/ld+json"):
            self.ld += data


def front_matter(path: Path) -> dict[str, str]:
    head = path.read_text("utf-8").split("---\n")[1]
    pairs = (line.split(":", 1) for line in head.splitlines() if re.match(r"\w+: \S", line))
    return {key: value.strip().strip('"') for key, value in pairs}


def body(path: Path) -> list[str]:
    """The paragraphs of the argument, without furniture, headings, block quotations and notes."""
    source = path.read_text("utf-8")
    if path.suffix == ".html":
        return Page(source).body
    if path.suffix == ".md":
        return [p for p in paragraphs(source.split("---\n", 2)[2]) if not p.startswith(("#", "[^", ">"))]
    parts = paragraphs(source)
    start = opening(parts)
    stop = next(n for n, p in enumerate(parts) if n > start and TAIL.match(p))
    return [p for n, p in enumerate(parts) if start <= n < stop and ends(p) and not repeats(parts, n)]


def docvars() -> pd.DataFrame:
    """metadata.csv, its gaps filled from the files themselves."""
    given = table("metadata.csv").set_index("file")
    rows = []
    for path in FILES:
        row = {field: given.loc[path.name, field] if path.name in given.index else "" for field in FIELDS}
        own = {}
        if path.suffix == ".md":
            own = front_matter(path)
        elif path.suffix == ".html":
            page = Page(path.read_text("utf-8"))
            ld = json.loads(page.ld) if page.ld else {}
            ld = ld.get("@graph", [ld])[-1]
            author = ld.get("author", {})
            author = author[0] if isinstance(author, list) else author
            meta = page.meta
            title = unescape(re.search(r"<h1>(.*?)</h1>", path.read_text("utf-8"))[1])
            date = meta.get("article:published_time") or meta.get("date") or meta.get("time")
            own = {"title": title, "author": meta.get("author") or author.get("name")}
            own |= {"date": date[:10], "outlet": meta.get("og:site_name")}
        rows.append({"file": path.name} | {f: row[f] or own.get(f) or "" for f in FIELDS})
    return pd.DataFrame(rows).assign(date=lambda d: [pd.Timestamp(date) for date in d["date"]])


DOCVARS = docvars()
OUTLET = dict(zip(DOCVARS["file"], DOCVARS["outlet"], strict=True))
BODY = {path.name: body(path) for path in FILES}


def by_author() -> dict[str, str]:
    files = DOCVARS.groupby("author")["file"]
    return {author: "\n".join("\n".join(BODY[f]) for f in group) for author, group in files}


def test_metadata_and_files_know_each_other():
    metadata = table("metadata.csv")
    assert list(metadata.columns) == ["file", *FIELDS, "url"]
    assert metadata["file"].is_unique
    assert {f.name for f in TXT} <= set(metadata["file"])
    assert (metadata.loc[metadata["file"].str.endswith(".txt"), FIELDS] != "").all(axis=None)
    assert metadata["url"].str.fullmatch(r"|https://example\.org/\S+").all()
    # the join is exercised: some rows lack fields that the file itself carries
    assert (metadata[FIELDS] == "").any(axis=None)
    assert set(metadata["file"]) == {f.name for f in ALL} - {UNREADABLE, EXPORT}


def test_every_document_has_title_author_date_outlet():
    assert len(DOCVARS) == 81
    assert (DOCVARS[["title", "author", "outlet"]] != "").all(axis=None)
    assert DOCVARS["title"].is_unique
    assert set(DOCVARS["date"].dt.year) == set(range(2014, 2020))
    assert (DOCVARS["file"].str[:10] == DOCVARS["date"].dt.strftime("%Y-%m-%d")).all()
    assert DOCVARS["file"].str.fullmatch(r"\d{4}-\d\d-\d\d_[a-z0-9_]+\.(txt|html|md)").all()


def test_two_outlets_are_not_few_and_most_half_years_have_ten():
    assert DOCVARS["outlet"].value_counts().to_dict() == {
        "The Calverton Ledger": 36,
        "Penhallow House": 26,
        "The Third Basket": 19,
    }
    half = DOCVARS["date"].dt.year.astype("str") + (DOCVARS["date"].dt.month > 6).map({False: "a", True: "b"})
    assert half.nunique() == 12
    assert (half.value_counts().add(pd.Series({"2018b": 3}), fill_value=0) >= 10).sum() == 7  # with those of the export


def test_author_typography_and_format_are_not_nested_in_outlet():
    kinds = DOCVARS.assign(suffix=DOCVARS["file"].str.extract(r"(\.\w+)$")[0], style=DOCVARS["file"].map(style))
    assert (kinds.groupby("outlet")["suffix"].nunique() == 2).all()
    assert kinds.groupby("outlet")["style"].nunique().to_dict() == {
        "Penhallow House": 1,
        "The Calverton Ledger": 2,
        "The Third Basket": 2,
    }
    outlets = kinds.groupby("author")["outlet"].nunique()
    assert list(outlets[outlets == 2].index) == ["Orrin Castellane", "Tess Lindqvist"]
    assert kinds["author"].nunique() == 14
    assert kinds.groupby("author").size().drop("Lenora Pruitt").min() >= 4


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_length(path):
    assert 400 <= len(words(" ".join(BODY[path.name]))) <= 720


def test_no_two_commentaries_share_a_sentence():
    seen = {}
    for name, parts in BODY.items():
        cut = itertools.chain.from_iterable(re.split(r"(?<=[.!?…])[’”\"]?\s+", p) for p in parts)
        for sentence in {" ".join(words(s)) for s in cut if len(words(s)) >= 8}:
            assert sentence not in seen, f"{name} and {seen.get(sentence)} share: {sentence}"
            seen[sentence] = name
    assert len(seen) > 200


def test_edits_counts_words():
    long = words("It may be unwise to read Crimea as the first chapter")
    assert edits(words("unwise to read Crimea"), long) == 0
    assert edits(words("unwise to read the Crimea"), long) == 1
    assert edits(words("be foolish to read it as the"), long) == 2


@pytest.mark.parametrize("path", [p for p in TXT if OUTLET[p.name] == "Penhallow House"], ids=lambda p: p.name)
def test_pull_quotes_repeat_the_body(path):
    found = pull_quotes(path)
    assert 1 <= len(found) <= 3
    # whatever stands in the body without a full stop is a pull quote
    parts = paragraphs(path.read_text("utf-8"))
    first, last = parts.index(BODY[path.name][0]), parts.index(BODY[path.name][-1])
    assert [p for p in parts[first:last] if not ends(p) and p not in found] == []


def test_some_pull_quotes_are_edited_copies():
    exact = []
    for path in TXT:
        text = " ".join(words(" ".join(BODY[path.name])))
        exact += [" ".join(words(p)) in text for p in pull_quotes(path)]
    assert True in exact
    assert False in exact


def test_nobody_real_is_quoted():
    """More than four words between marks belong to an analyst of actors.csv, named there or just before."""
    actors = table("actors.csv")
    surnames = {a.split()[-1] for a in actors.loc[actors["type"] == "person", "actor"]}
    checked = 0
    for path in FILES:
        parts = BODY[path.name]
        for n, part in enumerate(parts):
            near = " ".join(parts[max(n - 3, 0) : n + 1])
            for quote in re.findall(MARKS[style(path.name)], part):
                if len(words(quote)) > 4:
                    assert any(name in near for name in surnames), f"{path.name}: {quote}"
                    checked += 1
    assert checked >= 80


def test_actors_are_in_the_texts():
    actors = table("actors.csv")
    assert list(actors.columns) == ["actor", "alias", "type", "form", "country"]
    assert set(actors["type"]) == {"organisation", "media", "person"}
    assert set(actors["form"]) == {"name"}
    texts = "\n".join(f.read_text("utf-8") for f in ALL if f.name != UNREADABLE)
    assert [a for a in actors["alias"] if a not in texts] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_house_style(path):
    text = "\n".join(BODY[path.name])
    assert [c for c in FOREIGN_MARKS[style(path.name)] if c in text] == []
    american = re.search(r"\b(neighbor|program|color|defense|favor|labor)s?\b", text)
    british = re.search(r"\b(neighbour|programme|colour|defence|favour|labour)s?\b", text)
    assert not (american if OUTLETS[OUTLET[path.name]] == "British" else british)


def test_what_troubles_tools_is_there():
    texts = "\n".join("\n".join(parts) for parts in BODY.values())
    wanted = [
        "Trump’s",
        "US–Russia",
        "U.S.-Russia",
        "US-Russia",
        "US-led",
        "U.S.-led",
        "Mrs May may",
        "in May",
        "Mr Putin",
    ]
    wanted += [
        "Mr. Putin",
        "the White House",
        "State Department",
        "No. 10",
        "St Petersburg",
        "St. Petersburg",
        "e.g.",
    ]
    wanted += [
        "allies’",
        "per cent",
        "percent",
        "£48m",
        "$400 billion",
        "…",
        "...",
        ".’",
        ".”",
        '."',
        "]",
        "n’t",
    ]
    assert [w for w in wanted if w not in texts] == []
    # a quotation of three paragraphs: the first two open and do not close
    parts = BODY["2018-03-28_skripal_expulsions.txt"]
    opens = [n for n, p in enumerate(parts) if p.startswith("‘")]
    assert [n - opens[0] for n in opens] == [0, 1, 2]
    assert [parts[n][-1] for n in opens] == [".", ".", "’"]


def test_authors_hedge_by_plainly_different_degrees():
    rate = {a: 1000 * len(HEDGE.findall(t)) / len(words(t)) for a, t in by_author().items()}
    assert max(rate, key=rate.get) == "Imogen Tarrant"
    assert min(rate, key=rate.get) == "Dale Kowalczyk"
    assert rate["Imogen Tarrant"] > 30
    assert rate["Dale Kowalczyk"] < 5


def test_what_real_folders_hold_is_there_and_told_in_the_readme():
    readme = (CORPUS / "README.md").read_text("utf-8")
    for name in (UNREADABLE, EXPORT, FOREIGN, *COPY_OF):
        assert name in readme
    for copy, original in COPY_OF.items():
        assert original in readme
        first, second = (set(words((CORPUS / "texts" / name).read_text("utf-8"))) for name in (copy, original))
        assert len(first & second) > 0.8 * len(second)
