"""Files that somebody has cut, merged or saved again: what the tests of exports share."""

from __future__ import annotations

import random
from collections.abc import Iterator

_LINE_ENDS = ("\n", "\r\n", "\r")


def shuffled(parts: list[str], dice: random.Random) -> list[str]:
    """Some of the parts, in any order, some of them twice."""
    return [dice.choice(parts) for _ in range(dice.randint(0, len(parts) + 2))]


def damaged(text: str, n: int, seed: int) -> Iterator[str]:
    """`text` cut, with lines lost, swapped, glued together or doubled, signs changed, and other line ends."""
    dice = random.Random(seed)
    for _ in range(n):
        lines = text.split("\n")
        for _ in range(dice.randint(0, 4)):
            at = dice.randrange(len(lines))
            other = dice.randrange(len(lines))
            change = dice.randrange(5)
            if change == 0:
                lines[at : at + dice.randint(1, 3)] = [""]
            elif change == 1:
                lines[at], lines[other] = lines[other], lines[at]
            elif change == 2:
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
            elif change == 3:
                lines.insert(at, lines[other])
            else:
                lines[at] = lines[at][: dice.randint(0, len(lines[at]))] + chr(dice.randrange(32, 0x3000))
        end = dice.choice(_LINE_ENDS)
        whole = end.join(lines)
        start, stop = sorted((dice.randint(0, len(whole)), dice.randint(0, len(whole))))
        yield whole[start:stop] if dice.random() < 0.5 else whole
