"""Published texts: cleaned, recognised as «not known», and quoted in reports."""

from __future__ import annotations

import html
import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from facilitator_app.domain.values import NO_BREAK_SPACE

# NC: not communicated; MQ: mandatory but missing; CDL: optional and empty (conventions of the ministry's files).
_UNKNOWN = {"NC", "MQ", "CDL", "MQ NC", "NC NC", "NULL", "NONE", "NAN", "N/A", "#N/D", "#N/A", "NON RENSEIGNÉ"}
_USELESS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+")
_SHORT = 60
_HALF_SIGN = re.compile(r"[\ud800-\udfff]")


def text_of(value: object) -> str:
    """A cleaned text of one line; nothing, lists and yes/no give an empty text."""
    if type(value) is not str:
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return str(value)
        return ""
    if "&" in value:
        value = html.unescape(value)
    if not value.isascii():
        value = unicodedata.normalize("NFC", value)
    if not value.isprintable():
        value = _USELESS.sub(" ", _HALF_SIGN.sub("\ufffd", value))
    elif "  " not in value and value[:1] != " " and value[-1:] != " ":
        return value
    return " ".join(value.split())


def known_text(value: object) -> str:
    """The same, empty as well for the marks that mean «not known»."""
    if type(value) is str and len(value) <= _SHORT:
        return _known_short_text(value)
    text = text_of(value)
    return "" if is_unknown(text) else text


@lru_cache(maxsize=16384)
def _known_short_text(value: str) -> str:
    """Names, codes and labels come back from one record to the next; subjects do not."""
    text = text_of(value)
    return "" if is_unknown(text) else text


def is_unknown(text: str) -> bool:
    return not text or (len(text) < 14 and text.upper() in _UNKNOWN)


def quoted(value: object) -> str:
    """A published value between French quotation marks, shortened."""
    text = text_of(value) if isinstance(value, str | int | Decimal) else "…"
    if isinstance(value, bool):
        text = "oui" if value else "non"
    return f"«{NO_BREAK_SPACE}{shortened(text, 40)}{NO_BREAK_SPACE}»"


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def remark(field: str, value: object, understood: str) -> str:
    """One line of a report: the field, what was published, what was understood."""
    return f"{field} {quoted(value)}{NO_BREAK_SPACE}: {understood}."
