"""Social considerations of a published contract: what is not said stays unknown, and never becomes «none»."""

from __future__ import annotations

from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.exchange.decp.shapes import values
from facilitator_app.exchange.decp.texts import remark, text_of
from facilitator_app.exchange.decp.vocabulary import considerations

_FIELD = "Considérations sociales"
_ORDER = tuple(SocialConsideration)


def read_considerations(value: object, remarks: list[str]) -> tuple[SocialConsideration, ...]:
    """The values in the order of the official list; nothing when unknown."""
    if value is None:
        return ()
    texts = [text for published in values(value, "considerationSociale") if (text := text_of(published))]
    found: set[SocialConsideration] = set()
    for text in texts:
        said, understood = considerations(text)
        found.update(said)
        if not understood:
            remarks.append(remark(_FIELD, text, "non reconnues, considérées comme inconnues"))
        elif not said:
            remarks.append(remark(_FIELD, text, "considérées comme inconnues"))
    if len(found) > 1 and SocialConsideration.NONE in found:
        found.discard(SocialConsideration.NONE)
        kept = ", ".join(consideration.label for consideration in _ORDER if consideration in found)
        remarks.append(remark(_FIELD, SocialConsideration.NONE.label, f"contredites par une autre valeur, lu {kept}"))
    return tuple(found) if len(found) < 2 else tuple(value for value in _ORDER if value in found)
