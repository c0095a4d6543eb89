"""The same person kept twice: pairs to look at over the whole base, at import, and while somebody is being typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary, Sex
from facilitator_app.domain.duplicates.explaining import differing, in_common
from facilitator_app.domain.duplicates.finding import PROBABLE, Pair, alike, pairs
from facilitator_app.domain.duplicates.person import Person
from facilitator_app.domain.keys import Key
from facilitator_app.domain.not_the_same import NotTheSame
from facilitator_app.domain.values import NO_BREAK_SPACE, written_date
from facilitator_app.domain.words import fold
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.personal_data.restriction import shown
from facilitator_app.use_cases.writing import found

WHILE_TYPING = 0.05  # a hint costs nothing: less is asked of it than of a pair to merge
MOST_SHOWN = 6
_REMOVED_TOO = {"include_removed": True}  # asking for the others would make SQLite read the index of the whole list
_MOST_READ = 100  # people who share a name or a birthday with the one being typed


@dataclass(frozen=True, slots=True)
class Side:
    """One of two people who may be one."""

    id: Key
    last_name: str
    first_name: str
    birth_name: str
    birth_date: dt.date | None
    sex: Sex
    phone: str
    email: str
    address: str
    postal_code: str
    town: str
    registered_on: dt.date
    archived_on: dt.date | None

    @property
    def name(self) -> str:
        return f"{self.last_name} {self.first_name}"

    def as_person(self) -> Person:
        return Person(
            self.id, self.last_name, self.first_name, self.birth_name, _born(self.birth_date), _sex(self.sex),
            self.phone, self.email, self.address, self.postal_code, self.town,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suspects:
    """Two records that may be of one person, from 0 to 1, and what is the same and differs, in words."""

    one: Side
    other: Side
    likelihood: float
    same: tuple[str, ...]
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonTwin:
    """Somebody already registered who may be the person at hand."""

    side: Side
    likelihood: float
    same: tuple[str, ...]
    differs: tuple[str, ...]

    @property
    def id(self) -> Key:
        return self.side.id

    @property
    def sentence(self) -> str:
        """`Martel Lucie, naissance le 14/06/2002, Le Pradet. Inscription en 2024, fiche close. Diffère : …`"""
        side = self.side
        parts = [side.name, *([f"naissance le {written_date(side.birth_date)}"] if side.birth_date else [])]
        parts += [side.town] if side.town else []
        closed = ", fiche close" if side.archived_on else ""
        differs = f" Diffère{NO_BREAK_SPACE}: {', '.join(self.differs)}." if self.differs else ""
        return f"{', '.join(parts)}. Inscription en {side.registered_on.year}{closed}.{differs}"


_COLUMNS: tuple[Any, ...] = tuple(getattr(Beneficiary, name) for name in Side.__dataclass_fields__)


def suspects(session: Session, least: float = PROBABLE) -> list[Suspects]:
    """Every pair of records that may be of one person, the likeliest first, but those known to be two."""
    sides = _sides(session)
    two = _known_to_be_two(session)
    return [
        _suspects(pair, sides)
        for pair in pairs([side.as_person() for side in sides.values()], least)
        if (pair.one, pair.other) not in two
    ]


def twins_of(session: Session, rows: Sequence[Person], least: float = PROBABLE) -> dict[str, list[PersonTwin]]:
    """For each row to import, by its key, the people registered who may be the same; rows without any are left out."""
    sides = _sides(session)
    people = [side.as_person() for side in sides.values()]
    coming = {row.key for row in rows}
    by_row: dict[str, list[PersonTwin]] = {}
    for pair in pairs([*people, *rows], least, known=len(people)):
        row, kept = (pair.one, pair.other) if pair.one in coming else (pair.other, pair.one)
        if kept not in coming:
            by_row.setdefault(row, []).append(_twin(sides[Key(kept)], pair))
    return by_row


def possible_twins(session: Session, draft: BeneficiaryDraft, but: str = "") -> list[PersonTwin]:
    """Who the person being typed may already be, the likeliest first; nothing before both names are there."""
    last, first = fold(draft.last_name), fold(draft.first_name)
    if not last or not first:
        return []
    near: set[Key] = set()
    # One condition at a time, each through its own index.
    for condition in _alike_enough(draft, last, first, fold(draft.birth_name)):
        asked = select(Beneficiary.id).where(condition).limit(_MOST_READ)
        near.update(session.scalars(asked, execution_options=_REMOVED_TOO))
    read = select(*_COLUMNS, Beneficiary.removed).where(Beneficiary.id.in_(near - {but}), shown())
    rows = session.execute(read, execution_options=_REMOVED_TOO)
    sides = {row.id: Side(*row[:-1]) for row in rows if not row.removed}
    count = session.scalar(select(func.count()).select_from(Beneficiary), execution_options=_REMOVED_TOO) or 0
    someone = Person(
        "", draft.last_name, draft.first_name, draft.birth_name, _born(draft.birth_date), _sex(draft.sex), draft.phone,
        draft.email, draft.address, draft.postal_code, draft.town,
    )  # fmt: skip
    probable = alike(someone, [side.as_person() for side in sides.values()], max(count, 2), WHILE_TYPING)
    return [_twin(sides[Key(pair.other)], pair) for pair in probable[:MOST_SHOWN]]


def say_not_the_same(session: Session, one: str, other: str) -> None:
    """Remember that two people who resemble each other are two. Raises Refusal when one is no longer there."""
    first, second = (
        found(session, Beneficiary, one, "Cette personne"),
        found(session, Beneficiary, other, "Cette personne"),
    )
    gestures.call_it(session, f"{first.full_name} et {second.full_name}\u00a0: deux personnes")
    key = NotTheSame.key(one, other)
    known = session.get(NotTheSame, key, execution_options={"include_removed": True})
    if known is not None:
        known.removed = False
        return
    pair = sorted((first.id, second.id))
    session.add(NotTheSame(id=key, one_id=pair[0], other_id=pair[1], said_by=str(session.info.get("author", ""))[:120]))
    session.flush()


def _alike_enough(draft: BeneficiaryDraft, last: str, first: str, born_as: str) -> Iterator[ColumnElement[bool]]:
    """Who is read and compared: indexed columns only, so that fifty thousand people take no time."""
    name = Beneficiary.sort_name
    yield name.in_([f"{last} {first}", f"{first} {last}"])
    for one, other in ((last, first), (first, last), *([(born_as, first)] if born_as else [])):
        yield and_(_begins(one[:3]), name.contains(f" {other[:3]}", autoescape=True))
    if draft.birth_date:
        same_day = Beneficiary.birth_date.in_(_days_near(draft.birth_date))
        yield and_(same_day, or_(*(_begins(part) for part in (last[:2], first[:2]))))
        yield and_(same_day, or_(*(name.contains(f" {part}", autoescape=True) for part in (last[:4], first[:4]))))
    if draft.phone:
        yield Beneficiary.phone == draft.phone
    if draft.email:
        yield Beneficiary.email == draft.email


def _begins(text: str) -> ColumnElement[bool]:
    """A range, which an index serves whatever the case rules of LIKE."""
    return and_(Beneficiary.sort_name >= text, Beneficiary.sort_name < text + "\U0010ffff")


def _days_near(day: dt.date) -> list[dt.date]:
    """The day itself and, when it is a day too, the one with day and month exchanged."""
    return [day, *([day.replace(day=day.month, month=day.day)] if day.day <= 12 else [])]


def _sides(session: Session) -> dict[Key, Side]:
    return {row[0]: Side(*row) for row in session.execute(select(*_COLUMNS).where(shown()).order_by(Beneficiary.id))}


def _known_to_be_two(session: Session) -> set[tuple[str, str]]:
    rows = session.execute(select(NotTheSame.one_id, NotTheSame.other_id))
    return {(min(one, other), max(one, other)) for one, other in rows}


def _suspects(pair: Pair, sides: dict[Key, Side]) -> Suspects:
    one, other = sides[Key(pair.one)], sides[Key(pair.other)]
    return Suspects(one, other, pair.likelihood, tuple(in_common(pair.agreement)), tuple(differing(pair.agreement)))


def _twin(side: Side, pair: Pair) -> PersonTwin:
    return PersonTwin(side, pair.likelihood, tuple(in_common(pair.agreement)), tuple(differing(pair.agreement)))


def _born(day: dt.date | None) -> str:
    return f"{day:%Y%m%d}" if day else ""


def _sex(sex: Sex) -> str:
    return "" if sex is Sex.UNKNOWN else sex.value
