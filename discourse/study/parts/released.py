"""Memory that is free, given back to the system.

A process looks at one part after another. What it has let go of stays with Arrow and with the C library, in pieces that
the next part may not fit into; so a process would grow from part to part. It gives these pieces back between parts.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress


def release() -> None:
    """Give back what is free; only Arrow does where the C library is not that of GNU."""
    import pyarrow as pa

    gc.collect()
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        with suppress(AttributeError):  # musl has no such function
            ctypes.CDLL(None).malloc_trim(0)
