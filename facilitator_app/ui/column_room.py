"""Making columns narrower so that a list needs no sideways scrolling."""

from __future__ import annotations

from collections.abc import Mapping

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
