"""What the window shows, as text and back, exactly; knows nothing of SQLAlchemy."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from facilitator_app.use_cases.dashboard.shapes import Front


class NotAFront(ValueError):
    """A text in which what a window showed cannot be read: another program wrote it, or the file was spoilt."""


def as_text(shown: Front) -> str:
    return json.dumps(_plain(shown), ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Front:
    """Raises NotAFront when this is not such a text, were it by one value."""
    try:
        front: Front = _read(Front, json.loads(text))
    except (ValueError, TypeError, ArithmeticError, RecursionError) as error:
        raise NotAFront from error
    return front


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal | dt.date):
        return str(value)
    return value


def _read(kind: Any, value: Any) -> Any:
    """The value of this kind that `_plain` gave."""
    if isinstance(kind, NewType):
        return _read(kind.__supertype__, value)
    if get_origin(kind) in (Union, UnionType):  # «something or nothing» is the only union there is
        return None if value is None else _read(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in _of(list, value))
    if isinstance(kind, type) and is_dataclass(kind):
        named = zip(_kinds(kind), _of(list, value), strict=True)
        return kind(*(_read(of_field, each) for of_field, each in named))
    if kind is dt.date:
        return dt.date.fromisoformat(_of(str, value))
    if kind is Decimal or issubclass(kind, StrEnum):
        return kind(_of(str, value))
    return _of(kind, value)


def _of(kind: type[Any], value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{kind.__name__} expected.")
    return value


@cache
def _kinds(shape: type[Any]) -> tuple[Any, ...]:
    """Of each field, in order."""
    hints = get_type_hints(shape)
    return tuple(hints[field.name] for field in fields(shape))
