"""Types of other libraries: each is imported when somebody asks for it."""

from __future__ import annotations

import subprocess
import sys
import typing

import networkx
import pytest
import scipy.sparse
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas.io.formats.style import Styler

import discourse as dc
from discourse import _types


def test_each_name_is_the_type_of_its_library():
    known = {"Axes": Axes, "Figure": Figure, "Graph": networkx.Graph, "Styler": Styler}
    known |= {"csr_array": scipy.sparse.csr_array}
    assert {name: getattr(_types, name) for name in _types.WHERE} == known
    assert typing.get_type_hints(dc.alt_text)["ax"] is Axes


def test_another_name_is_an_error():
    with pytest.raises(AttributeError, match=r"module 'discourse\._types' has no attribute 'Tree'"):
        _types.Tree  # noqa: B018


def test_the_module_alone_loads_none_of_the_libraries():
    code = "import sys, discourse._types; print([n for n in ('matplotlib', 'networkx') if n in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
