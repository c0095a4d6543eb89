"""Where a contract is carried out: a code, and what kind of code it is."""

from __future__ import annotations

import re
from functools import lru_cache

from facilitator_app.exchange.decp.texts import known_text, remark
from facilitator_app.exchange.decp.vocabulary import PLACE_KINDS, official

_LONGEST_KIND = 40
_FIVE_SIGNS = re.compile(r"\d{5}|2[AB]\d{3}")
# Codes typed for the whole town, which belong to no list of communes.
_WHOLE_TOWNS = {"75000": ("75056", "Paris"), "13000": ("13055", "Marseille"), "69000": ("69123", "Lyon")}


def read_place(code: object, kind: object, remarks: list[str]) -> tuple[str | None, str]:
    """The code and the official label of its kind."""
    place, label, understood = _place(
        code if type(code) is str else known_text(code), kind if type(kind) is str else known_text(kind)
    )
    if understood:
        remarks.append(remark("Lieu d’exécution", code, understood))
    return place, label


@lru_cache(maxsize=4096)
def _place(code: str, kind: str) -> tuple[str | None, str, str]:
    code, label = known_text(code), official(PLACE_KINDS, kind)[:_LONGEST_KIND]
    if not code:
        return None, label, ""
    code = code.upper()[:20]
    if label == "Code département" and len(code) == 1 and code.isdigit():
        return f"0{code}", label, f"zéro de tête rétabli, lu 0{code}"
    if label not in ("Code postal", "Code commune"):
        return code, label, ""
    if label == "Code commune" and code in _WHOLE_TOWNS:
        commune, town = _WHOLE_TOWNS[code]
        return commune, label, f"ce n’est pas un code commune, lu {commune} ({town})"
    if _FIVE_SIGNS.fullmatch(code):
        return code, label, ""
    if re.fullmatch(r"\d{4}", code):
        return f"0{code}", label, f"zéro de tête rétabli, lu 0{code}"
    return None, label, f"ce n’est pas un {label.lower()}, lieu considéré comme inconnu"
