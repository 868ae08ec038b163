"""Build the documentation site: `python docs/site/make.py` writes results/docs. Open results/docs/index.html.

The site is made from nothing and without the net: pages are gathered from the repository (`sources`), the reference is
made of the library (`reference`), notebooks are run (`executed`), and Sphinx turns them into HTML. A warning of Sphinx
is an error, and so is a page that would load anything from another server (`outgoing`).
"""

from __future__ import annotations

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

sys.path.insert(0, str(Path(__file__).parent))

import executed
import outgoing
import reference
import sources

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
#: Headings of pages of which the page on other tools is made.
COMPARED = (("README.md", "How it compares"), ("METHODS.md", "Beside other tools"))


def gather(source: Path) -> None:
    """Everything that Sphinx reads, in one folder."""
    sources.gather(source)
    pages = dict(reference.write_all())
    pages["comparison.md"] = comparison()
    pages["tutorials/index.md"] = tutorials()
    for path, text in pages.items():
        sources.write(source / path, text)
    sources.copy(ROOT / "corpus/us_russia/study.toml", source / "files/corpus/us_russia/study.toml")
    for path in NOTEBOOKS:
        sources.copy(path, source / "files/notebooks" / path.name)
    with ThreadPoolExecutor(2) as pool:  # each runs in a process of its own, the kernel
        for path, notebook in zip(NOTEBOOKS, pool.map(executed.executed, NOTEBOOKS), strict=True):
            sources.write(source / "tutorials" / path.name, nbformat.writes(with_links(notebook, path)))


def with_links(notebook: nbformat.NotebookNode, path: Path) -> nbformat.NotebookNode:
    """The notebook with the links of the site in its texts."""
    page = path.relative_to(ROOT).as_posix()
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source, _ = sources.with_links(cell.source, page)
    return notebook


def tutorials() -> str:
    names = "\n".join(path.stem for path in NOTEBOOKS)
    files = "\n".join(f"- {{download}}`{path.name} <../files/notebooks/{path.name}>`" for path in NOTEBOOKS)
    return f"""# Tutorials

Each tutorial is a notebook with exercises. You see it here with its output. To work through it yourself, run `make lab`
in the repository: JupyterLab opens on the folder `notebooks`. The texts are those of the
[sample corpus](../sample_corpus.md). They were written for this project, so no finding is to be drawn from them.

```{{toctree}}
:maxdepth: 1

{names}
```

## Download

These are the notebooks without output. Put them into the folder `notebooks` of the project, because they read the texts
in the folder `corpus` beside it.

{files}
"""


def comparison() -> str:
    parts = []
    for page, heading in COMPARED:
        text = sources.section(page, heading).replace("](#", f"]({page}#")
        text, _ = sources.with_links(text, "comparison.md")
        parts.append(f"## {heading}\n\n{text}\n")
    return "# How it compares\n\n" + "\n".join(parts).replace("## How it compares\n\n", "", 1)


def build(source: Path, out: Path) -> int:
    """Run Sphinx; its exit code."""
    from sphinx.cmd.build import main

    options = ["-b", "html", "-c", str(Path(__file__).parent), "-E", "-W", "--keep-going", "-q"]
    return main([*options, "-d", str(source / ".trees"), str(source), str(out)])


def main() -> int:
    source, out = ROOT / "results/docs_source", ROOT / "results/docs"
    for folder in (source, out):  # what is left of an earlier build would hide what is missing
        shutil.rmtree(folder, ignore_errors=True)
    gather(source)
    failed = build(source, out)
    out_there = list(outgoing.requests_of(out))
    for page, address in out_there:
        print(f"{page} would load {address}", file=sys.stderr)
    if not (failed or out_there):
        print(f"Site: {(out / 'index.html').relative_to(ROOT)}")
    return 1 if failed or out_there else 0


if __name__ == "__main__":
    sys.exit(main())
