"""Documents in Rich Text."""

import pytest

from discourse.readers.documents.rtf import paragraphs_of
from discourse.readers.encoding import Unreadable


@pytest.mark.parametrize("raw", [b"", b"{\\rt", b"Tea", b"PK\x03\x04", b"text {\\rtf1 a}"])
def test_what_is_no_rtf_is_told(raw):
    with pytest.raises(Unreadable, match=r"no RTF: it does not begin with \{\\rtf"):
        paragraphs_of(raw)


def test_more_than_may_be_read_is_refused():
    with pytest.raises(Unreadable, match="more than 10 bytes"):
        paragraphs_of(b"{\\rtf1 a\\par}", max_bytes=10)
