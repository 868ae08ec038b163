"""Types of other libraries that signatures name, each imported when somebody asks for it.

So `typing.get_type_hints` finds them, and `import discourse` does not load the libraries.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes as Axes
    from matplotlib.figure import Figure as Figure
    from networkx import Graph as Graph
    from pandas.io.formats.style import Styler as Styler
    from scipy.sparse import csr_array as csr_array

WHERE = {
    "Axes": "matplotlib.axes",
    "Figure": "matplotlib.figure",
    "Graph": "networkx",
    "Styler": "pandas.io.formats.style",
    "csr_array": "scipy.sparse",
}


def __getattr__(name: str) -> Any:
    if name not in WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(WHERE[name]), name)
