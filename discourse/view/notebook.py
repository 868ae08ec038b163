"""A widget in a notebook, with a page of plain HTML below it.

A widget is lost when a notebook is opened without Python; the page below is saved with the notebook and stays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def need_anywidget(what: str) -> None:
    """An error that says what to install for `what`, where anywidget is not there."""
    try:
        import anywidget  # noqa: F401
    except ImportError:
        raise ImportError(f'{what} in the notebook needs anywidget: pip install "discourse-toolkit[lab]"') from None


class Below:
    """The pages below a widget, one for each time that it was displayed."""

    def __init__(self) -> None:
        self._shown: list[Any] = []

    def display(self, widget: Any, *, plain: str, html: str) -> None:
        """Display a widget, `plain` where there is no JupyterLab, and the page below."""
        from IPython.display import HTML, display

        bundle = widget._repr_mimebundle_()
        data = dict(bundle[0] if isinstance(bundle, tuple) else bundle)
        data["text/plain"] = plain
        display(data, raw=True)
        self._shown.append(display(HTML(html), display_id=True))

    def update(self, make: Callable[[], str]) -> None:
        """Bring the pages up to date, if there are any; `make` gives the HTML of now."""
        if not self._shown:
            return
        from IPython.display import HTML

        html = HTML(make())
        for shown in self._shown:
            shown.update(html)
