"""The signs of Markdown in a text, which a reader does not read aloud."""

from __future__ import annotations

import re

from discourse._regex import Expression

#: The signs of Markdown that are no words: whole matches, or their groups where there are some. Lengths are bounded, so
#: that a hostile text takes little longer than a plain one. The marks of lists are left: they read as what they are.
_SIGNS = [
    Expression(pattern, re.MULTILINE | re.DOTALL)
    for pattern in (
        r"^ {0,3}(?:(?:>[ \t]?)+(?:#{1,6}[ \t]+)?|#{1,6}[ \t]+)",  # quotations, headings
        r"^ {0,3}(?:[-*_=][ \t]*){3,}$",  # rules, and the line below a heading
        r"^ {0,3}\[[^\[\]^]{1,100}\]:[ \t]+[^\n]+$",  # where a link leads, told at the end
        r"\[\^[^\]\s]{1,100}\]:?",  # notes
        r"(!?\[)[^\[\]]{0,500}(\]\((?:[^()\s]|\([^()\s]{0,500}\)){0,2000}(?:\s\"[^\"]{0,500}\")?\))",  # links, pictures
        r"(\[)[^\[\]]{1,500}(\]\[[^\[\]]{0,100}\])",
        r"(<)(?:https?://|mailto:)[^\s<>]{1,2000}(>)",
        r"(\\)[!-/:-@\[-`{-~]",  # a sign that is to be read as it stands
        *(
            rf"(?<![\w\\{c}])({c}{{{n}}})(?![\s{c}]).{{1,1000}}?(?<![\s\\{c}])({c}{{{n}}})(?![\w{c}])"  # emphasis
            for c, n in ((r"\*", 1), (r"\*", 2), (r"\*", 3), ("_", 1), ("_", 2), ("_", 3), ("`", 1))
        ),
    )
]


def find_signs(text: str) -> list[tuple[int, int]]:
    """Where the signs of Markdown stand in a paragraph, first to last.

    >>> text = "## A *b* [c](d.org)[^1]"
    >>> [text[start:end] for start, end in find_signs(text)]
    ['## ', '*', '*', '[', '](d.org)', '[^1]']
    """
    found = {
        m.span(g) for sign in _SIGNS for m in sign.finditer(text) for g in range(min(sign.groups, 1), sign.groups + 1)
    }
    return sorted(found)
