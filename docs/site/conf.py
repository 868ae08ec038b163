"""Settings of Sphinx. `docs/site/make.py` gathers the pages first, and then calls Sphinx with these settings."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

sys.path.insert(0, str(Path(__file__).parent))

from sources import section

import discourse as dc

project = "discourse"
author = "The discourse developers"
copyright = author
version = release = dc.__version__

extensions = ["sphinx.ext.autodoc", "numpydoc", "myst_nb"]
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb", ".rst": "restructuredtext"}
exclude_patterns = ["files/**"]  # to be downloaded, notebooks among them; no pages
nitpicky = True  # a link inside the site that leads nowhere is a warning, and warnings are errors
highlight_language = "none"  # blocks that name no language hold commands and output

# Notebooks come here executed (executed.py), so that they are run once for the tests and for the site.
nb_execution_mode = "off"
nb_ipywidgets_js: dict[str, Any] = {}  # nothing is loaded from another server
nb_merge_streams = True
nb_mime_priority_overrides = [("html", "application/vnd.jupyter.widget-view+json", None)]
myst_heading_anchors = 4
myst_enable_extensions = ["deflist", "colon_fence"]
myst_links_external_new_tab = False

default_role = "literal"  # docstrings write names in single backticks
autodoc_typehints = "none"  # the section Parameters says the types
numpydoc_show_class_members = False
numpydoc_xref_param_type = False

html_theme = "pydata_sphinx_theme"
html_title = f"discourse {release}"
html_static_path = [str(Path(__file__).parent / "static")]
html_css_files = ["discourse.css"]
html_favicon = str(Path(__file__).parent / "static" / "icon.svg")
html_context = {"default_mode": "auto"}  # light or dark, as the reader's system is
html_show_sourcelink = False
html_copy_source = False
html_sidebars = {"start": [], "glossary": [], "comparison": [], "changelog": [], "gallery": []}
#: Pages whose tables of calls need the width of the list of headings.
CALLS = [f"coming_from/{path.stem}" for path in (Path(__file__).parents[1] / "coming_from").glob("*.md")]
html_theme_options = {
    "navbar_align": "left",
    "header_links_before_dropdown": 6,
    "navigation_with_keys": False,
    "show_prev_next": True,
    "show_toc_level": 2,
    "secondary_sidebar_items": {"**": ["page-toc"], **{page: [] for page in CALLS}},
    "footer_start": ["copyright"],
    "footer_end": ["sphinx-version"],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}


class NamesLinked(SphinxPostTransform):
    """A public name that stands in a text as code leads to its page in the reference."""

    default_priority = 200

    def run(self, **_: Any) -> None:
        here = self.env.docname
        for literal in list(self.document.findall(nodes.literal)):
            name = literal.astext().removeprefix("dc.").removesuffix("()")
            target = f"reference/{name}"
            inside = literal.parent
            while inside is not None and not isinstance(inside, nodes.reference | nodes.title):
                inside = inside.parent
            if name in dc.__all__ and target != here and inside is None:
                link = make_refnode(self.app.builder, here, target, f"discourse.{name}", literal.deepcopy())
                literal.replace_self(link)


class CallsFitThePage(SphinxPostTransform):
    """A table of calls has columns of fixed shares (discourse.css), so that no long call pushes the last one away."""

    default_priority = 210

    def run(self, **_: Any) -> None:
        if self.env.docname in CALLS:
            for table in list(self.document.findall(nodes.table)):
                if len(list(table.findall(nodes.colspec))) == 3:
                    table["classes"].append("calls")
                    return


#: In a docstring: the page of methods, and a heading of it.
_METHODS = re.compile(r'METHODS\.md,\s+"([^"]+)"')


def methods_linked(app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """What a docstring names of METHODS.md as a link to that heading."""
    here = "../" * app.env.docname.count("/")

    def link(found: re.Match[str]) -> str:
        heading = " ".join(found[1].split())
        section("METHODS.md", heading)  # is it there?
        anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        return f"`Methods, {heading} <{here}methods.html#{anchor}>`__"

    lines[:] = _METHODS.sub(link, "\n".join(lines)).split("\n")


def setup(app: Sphinx) -> None:
    app.add_post_transform(NamesLinked)
    app.add_post_transform(CallsFitThePage)
    app.connect("autodoc-process-docstring", methods_linked, priority=900)  # after numpydoc
