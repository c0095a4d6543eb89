"""Column types that check a value in Python before anything is written.

SQLite accepts almost anything in any column; PostgreSQL does not. Both get
the same limits from here, so that what one accepts the other never refuses.
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Generic, TypeVar

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Dialect, Integer, LargeBinary, String
from sqlalchemy import Text as LongText
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator, TypeEngine

from facilitator_app.domain import social_security_number
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import FIRST_DAY, LAST_DAY, Month, euros, hours

Value = TypeVar("Value")
_in_json = json.JSONEncoder(ensure_ascii=False).encode
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LONGEST_SOUGHT = 10_000  # signs: more than any column holds, less than SQLite accepts in a pattern


class Unfit(Refusal, DontWrapMixin):
    """A question was asked about a value no column can hold, such as a month of the year 1; SQLAlchemy lets it by."""


class Checked(TypeDecorator[Value], Generic[Value]):
    """A column that refuses, with a French sentence, what it cannot keep on every engine."""

    cache_ok = True

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        cls.cache_ok = True  # SQLAlchemy asks each class for itself

    def checked(self, value: Value) -> Value:
        """The value as it will be kept; raises ValueError with a message for the facilitator."""
        return value

    def stored(self, value: Any) -> Any:
        """The checked value as the database keeps it: a number, a text, a date or bytes."""
        return value

    def all_stored(self, values: Sequence[Any]) -> list[Any]:
        """Many values checked and as the database keeps them; columns that can look at them together do."""
        return [self.stored(self.checked(value)) for value in values]

    def each_stored_once(self, values: Sequence[Any]) -> list[Any]:
        """The same, for values of which the same few come back."""
        known = {value: self.stored(self.checked(value)) for value in set(values)}
        return [known[value] for value in values]

    def restored(self, value: Any) -> Any:
        """The opposite of `stored`."""
        return value

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        try:
            return None if value is None else self.stored(self.checked(value))
        except ValueError as error:
            raise Unfit.because(str(error)) from None

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:
        """No call per value for columns read as they are kept: a list of thousands of rows feels it."""
        if type(self).restored is Checked.restored:
            return self.impl_instance.result_processor(dialect, coltype)
        return super().result_processor(dialect, coltype)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else self.restored(value)

    def journalled(self, stored: Any) -> Any:
        """A stored value as the journal keeps it: only what JSON knows."""
        return stored

    def all_journalled(self, stored: Sequence[Any]) -> list[Any]:
        """Many of them, None for nothing."""
        return [None if value is None else self.journalled(value) for value in stored]

    def written(self, value: Any) -> Any:
        """A value of a record, checked, as the journal keeps it."""
        return None if value is None else self.journalled(self.stored(self.checked(value)))

    def read_back(self, value: Any) -> Any:
        """The opposite of `written`."""
        return None if value is None else self.restored(value)


class Text(Checked[str]):
    """At most `longest` signs, in composed form (NFC), without control signs nor any social security number."""

    impl = String
    watched = True

    def __init__(self, longest: int) -> None:
        super().__init__(longest)
        self.longest = longest

    def checked(self, value: str) -> str:
        if not isinstance(value, str):
            raise ValueError("Indiquez un texte.")
        # Nearly every text is kept without looking at it sign by sign.
        kept = value if value.isascii() and value.isprintable() else _clean(value)
        if len(kept) > self.longest:
            raise ValueError(f"Raccourcissez ce texte\u00a0: {self.longest} signes au plus.")
        if self.watched and social_security_number.holds_one(kept):
            raise ValueError(social_security_number.REFUSAL)
        return kept

    def all_stored(self, values: Sequence[str]) -> list[str]:
        try:
            once = set(values)
            together = "|".join(once)  # a sign that no number goes across
        except TypeError:
            return super().all_stored(values)
        clean = (together.isascii() and together.isprintable()) or _clean(together) == together
        longest = max(map(len, once), default=0)
        watched = self.watched and longest >= social_security_number.FEWEST
        if clean and longest <= self.longest and not (watched and social_security_number.may_hold_one(together)):
            return list(values)
        return super().all_stored(values)

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        return _SOUGHT if isinstance(value, str) else super().coerce_compared_value(op, value)


class Code(Text):
    """A key or a published number: fifteen digits of a register are no social security number."""

    watched = False


class _Sought(TypeDecorator[str]):
    """A text that others are compared with, which may be longer than any of them: then none is found."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _clean(value[:_LONGEST_SOUGHT])


_SOUGHT = _Sought()


def _clean(text: str) -> str:
    """In composed form, without what no engine can keep."""
    return _FORBIDDEN.sub("", text if text.isascii() else unicodedata.normalize("NFC", text))


class Whole(Checked[int]):
    """A whole number within limits that fit a 32-bit column."""

    impl = Integer

    def __init__(self, least: int = 0, most: int = 2_000_000_000) -> None:
        super().__init__()
        self.least, self.most = least, most

    def checked(self, value: int) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError("Indiquez un nombre entier.")
        if not self.least <= value <= self.most:
            raise ValueError(f"Indiquez un nombre entre {self.least} et {self.most}.")
        return value


class HoursColumn(Checked[Decimal]):
    """Hours kept as whole hundredths: SQLite has no decimal type."""

    impl = Integer

    def checked(self, value: Decimal) -> Decimal:
        amount = _decimal(value, "d’heures")
        if not -10_000_000 <= amount <= 10_000_000:
            raise ValueError("Ce nombre d’heures est trop grand.")
        return hours(amount)

    def stored(self, value: Decimal) -> int:
        return int(value * 100)

    def restored(self, value: int) -> Decimal:
        return hours(Decimal(value) / 100)


class EurosColumn(Checked[Decimal]):
    """Euros before tax kept as whole cents."""

    impl = BigInteger

    def checked(self, value: Decimal) -> Decimal:
        amount = _decimal(value, "d’euros")
        if not 0 <= amount <= 100_000_000_000:
            raise ValueError("Indiquez un montant entre 0 et 100 milliards d’euros.")
        return euros(amount)

    def stored(self, value: Decimal) -> int:
        return int(value * 100)

    def restored(self, value: int) -> Decimal:
        return euros(Decimal(value) / 100)


class Share(Checked[Decimal]):
    """A share between 0 and 1, kept in millionths (7.5 % is 75 000)."""

    impl = Integer

    def checked(self, value: Decimal) -> Decimal:
        amount = _decimal(value, "")
        if not 0 <= amount <= 1:
            raise ValueError("Indiquez un pourcentage entre 0 et 100.")
        return amount.quantize(Decimal("0.000001"))

    def stored(self, value: Decimal) -> int:
        return int(value * 1_000_000)

    def restored(self, value: int) -> Decimal:
        return (Decimal(value) / 1_000_000).normalize() + 0


class MonthColumn(Checked[Month]):
    """A month as '2026-03', which sorts and reads well."""

    impl = String(7)

    def checked(self, value: Month) -> Month:
        if not isinstance(value, Month) or not FIRST_DAY.year <= value.year <= LAST_DAY.year:
            raise ValueError("Indiquez un mois entre 1900 et 2100.")
        return value

    def stored(self, value: Month) -> str:
        return str(value)

    def restored(self, value: str) -> Month:
        return Month(int(value[:4]), int(value[5:]))


class Day(Checked[dt.date]):
    """A calendar day."""

    impl = Date

    def checked(self, value: dt.date) -> dt.date:
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            raise ValueError("Indiquez une date, par exemple 12/03/2026.")
        if not FIRST_DAY <= value <= LAST_DAY:
            raise ValueError("Indiquez une date entre 1900 et 2100.")
        return value

    def all_stored(self, values: Sequence[dt.date]) -> list[dt.date]:
        days = set(map(type, values)) == {dt.date}
        return (
            list(values) if days and FIRST_DAY <= min(values) <= max(values) <= LAST_DAY else super().all_stored(values)
        )

    def journalled(self, stored: dt.date) -> str:
        return stored.isoformat()

    def all_journalled(self, stored: Sequence[Any]) -> list[Any]:
        if None in stored:
            return super().all_journalled(stored)
        same = stored[0] == stored[-1] and stored.count(stored[0]) == len(stored)
        return super().all_journalled(stored[:1]) * len(stored) if same else list(map(dt.date.isoformat, stored))

    def read_back(self, value: str | None) -> dt.date | None:
        return None if value is None else dt.date.fromisoformat(value)


class Moment(Checked[dt.datetime]):
    """A moment in universal time, to the second, without a time zone in the column."""

    impl = DateTime

    def checked(self, value: dt.datetime) -> dt.datetime:
        if not isinstance(value, dt.datetime):
            raise ValueError("Indiquez une date et une heure.")
        if not FIRST_DAY < value.date() < LAST_DAY:  # a day within, so that no time zone goes beyond
            raise ValueError("Indiquez une date entre 1900 et 2100.")
        if value.tzinfo is not None:
            value = value.astimezone(dt.UTC).replace(tzinfo=None)
        return value.replace(microsecond=0)

    def restored(self, value: dt.datetime) -> dt.datetime:
        return value.replace(tzinfo=dt.UTC)

    def journalled(self, stored: dt.datetime) -> str:
        return stored.isoformat()

    def read_back(self, value: str | None) -> dt.datetime | None:
        return None if value is None else dt.datetime.fromisoformat(value).replace(tzinfo=dt.UTC)


class Flag(Checked[bool]):
    """Yes or no."""

    impl = Boolean

    def checked(self, value: bool) -> bool:
        if not isinstance(value, bool):
            raise ValueError("Répondez par oui ou non.")
        return value


class Words(Checked[tuple[str, ...]]):
    """A short list of short texts, such as ROME codes or licences held, kept as a JSON list."""

    impl = LongText

    def checked(self, value: tuple[str, ...]) -> tuple[str, ...]:
        if not isinstance(value, tuple | list) or not all(isinstance(word, str) for word in value):
            raise ValueError("Indiquez une liste de textes.")
        if len(value) > 60 or any(len(word) > 120 for word in value):
            raise ValueError("Cette liste est trop longue\u00a0: 60 éléments au plus.")
        if any(map(social_security_number.holds_one, value)):
            raise ValueError(social_security_number.REFUSAL)
        return tuple(_clean(word) for word in value)

    def stored(self, value: tuple[str, ...]) -> str:
        return _in_json(list(value)) if value else "[]"

    def all_stored(self, values: Sequence[tuple[str, ...]]) -> list[str]:
        return self.each_stored_once(values) if set(map(type, values)) == {tuple} else super().all_stored(values)

    def restored(self, value: str) -> tuple[str, ...]:
        return tuple(json.loads(value)) if value != "[]" else ()


class Choice(Checked[enum.StrEnum]):
    """One of a closed list, kept as its stable value; labels may be reworded at will."""

    impl = String(30)

    def __init__(self, kind: type[enum.StrEnum]) -> None:
        super().__init__(30)
        self.kind = kind

    def checked(self, value: enum.StrEnum) -> enum.StrEnum:
        try:
            return self.kind(value)
        except ValueError:
            raise ValueError("Choisissez une valeur de la liste.") from None

    def stored(self, value: enum.StrEnum) -> str:
        return str(value.value)

    def all_stored(self, values: Sequence[enum.StrEnum]) -> list[str]:
        return self.each_stored_once(values)

    def restored(self, value: str) -> enum.StrEnum:
        return self.kind(value)


class Content(Checked[bytes]):
    """The bytes of a file the house keeps, 5 MB at most; the journal keeps only their digest."""

    impl = LargeBinary

    def checked(self, value: bytes) -> bytes:
        if not isinstance(value, bytes):
            raise ValueError("Choisissez un fichier.")
        if len(value) > 5_000_000:
            raise ValueError("Ce fichier dépasse 5 Mo\u00a0: choisissez-en un plus léger.")
        return bytes(value)

    def journalled(self, stored: bytes) -> str:
        return hashlib.sha256(stored).hexdigest()


def _decimal(value: object, unit: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        raise ValueError(f"Indiquez un nombre {unit}".strip() + ".")
    return Decimal(value)
