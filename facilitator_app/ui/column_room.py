"""Making columns narrower so that a list needs no sideways scrolling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# Pixels at the usual text size, for the column that names the rows: about two words of a name, and too little.
LEAST_STRETCHED, UNREADABLE = 130, 90
PLENTY = 260  # more than most names take: the rest of such a width may be of use to other columns


class Giving(NamedTuple):
    """How far columns give way, in pixels at the usual text size; 0 for those that keep their width."""

    for_name: int
    """The width aimed at for the column that names the rows."""
    text: int
    badge: int
    progress: int
    titles: bool
    """Whether titles may be shortened; what is under them keeps its room, and numbers always do."""


EVENLY = Giving(220, text=200, badge=0, progress=0, titles=False)  # a long text beside a name that is cut
GENTLY = Giving(LEAST_STRETCHED, text=140, badge=0, progress=0, titles=False)
FIRMLY = Giving(110, text=110, badge=130, progress=100, titles=True)  # a date fits in 110
_STEP = 8  # pixels given at a time: several wide columns end up alike, none is sacrificed to the others


def lowered(widths: Mapping[int, int], lowest: Mapping[int, int], room: int) -> dict[int, int]:
    """Widths whose sum fits in `room` as far as `lowest` allows; columns absent from `lowest` keep theirs."""
    fitted = dict(widths)
    while (over := sum(fitted.values()) - room) > 0:
        giving = [place for place, least in lowest.items() if fitted[place] > least]
        if not giving:
            break
        widest = max(giving, key=fitted.__getitem__)
        fitted[widest] -= min(_STEP, over, fitted[widest] - lowest[widest])
    return fitted
