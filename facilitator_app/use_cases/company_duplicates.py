"""Companies and buyers kept twice: finding those that look alike, and merging two into one."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.chasing import Reminder
from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.contract import LotHolder
from facilitator_app.domain.identifiers import compact
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.records import RECORDS
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.returns import HolderReturn, ReturnKind
from facilitator_app.domain.values import Month
from facilitator_app.domain.words import fold
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.writing import found

_OWN = {"removed", "name", "folded", "kind"}
_REMINDED_MONTHS = 60  # before a reminder, of which a return may still be claimed
ALIKE = 0.88  # of the letters of two names, in the same order
# What a name may or may not carry without being another company's.
_LEGAL_FORMS = {
    "sa", "sas", "sasu", "sarl", "eurl", "snc", "sci", "scop", "scic", "gie", "ei", "eirl", "ste", "societe", "ets",
    "etablissements", "entreprise", "et", "de", "du", "des", "la", "le", "les", "l", "d",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Twin:
    """A company or buyer that may be the one at hand. `why`: «Même SIRET»."""

    id: Key
    name: str
    siret: str
    why: str


def possible_twins(session: Session, name: str, siret: str = "", but: str = "") -> list[Twin]:
    """Companies that may already be this one, the surest first. It is for the facilitator to say."""
    return _twins(session, Company, name, siret, but)


def possible_buyer_twins(session: Session, name: str, siret: str = "", but: str = "") -> list[Twin]:
    """The same among buyers."""
    return _twins(session, Buyer, name, siret, but)


def companies_with_twins(session: Session) -> set[Key]:
    """The companies that share a SIRET, or a name but for its legal form and accents, with another."""
    groups: dict[str, list[Key]] = defaultdict(list)
    for key, folded, siret in session.execute(select(Company.id, Company.folded, Company.siret)):
        groups[f"name {core(folded)}"].append(key)
        if siret:
            groups[f"siret {siret}"].append(key)
    return {key for keys in groups.values() if len(keys) > 1 for key in keys}


@lru_cache(maxsize=16384)
def core(folded: str) -> str:
    """A folded name without what varies from one writing to the next: «sas batirade» and «batirade» are one."""
    words = folded.split()
    return " ".join(word for word in words if word not in _LEGAL_FORMS) or folded


def merge_companies(session: Session, keep: str, other: str) -> None:
    """Everything of `other` goes to `keep`, whose empty fields it also fills. One gesture, undone as one."""
    _merge(session, Company, keep, other, "Cette entreprise")


def merge_buyers(session: Session, keep: str, other: str) -> None:
    """The same for two buyers."""
    _merge(session, Buyer, keep, other, "Cet acheteur")


def _twins(session: Session, kind: type[Company] | type[Buyer], name: str, siret: str, but: str) -> list[Twin]:
    number, wanted = compact(siret), core(fold(name))
    sure: list[Twin] = []
    likely: list[Twin] = []
    rows = session.execute(select(kind.id, kind.name, kind.folded, kind.siret).where(kind.id != but))
    for key, its_name, folded, its_siret in rows:
        its_siret = its_siret or ""
        if len(number) == 14 and its_siret == number:
            sure.insert(0, Twin(key, its_name, its_siret, "Même SIRET"))
        elif len(number) >= 9 and its_siret[:9] == number[:9]:
            sure.append(Twin(key, its_name, its_siret, "Même SIREN, autre établissement"))
        elif wanted and (its_core := core(folded)) == wanted:
            likely.insert(0, Twin(key, its_name, its_siret, "Même nom"))
        elif wanted and _alike(wanted, its_core):
            likely.append(Twin(key, its_name, its_siret, "Nom voisin"))
    return [*sure, *likely][:6]


def _alike(one: str, other: str) -> bool:
    """A letter or two apart, or the same words in another order."""
    if abs(len(one) - len(other)) > 4 or min(len(one), len(other)) < 4:
        return False
    if sorted(one.split()) == sorted(other.split()):
        return True
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _merge(session: Session, kind: type[Company] | type[Buyer], keep: str, other: str, what: str) -> None:
    if keep == other:
        raise Refusal.because("Choisissez deux fiches différentes à fusionner.")
    kept, gone = found(session, kind, keep, what), found(session, kind, other, what)
    gestures.call_it(session, f"Fusion de {gone.name} avec {kept.name}"[:200])
    for name in kind.fields():
        its = getattr(gone, name)
        if its and name not in _OWN and not getattr(kept, name):
            setattr(kept, name, its)
    if isinstance(gone, Company):
        _move_lots(session, keep, other)
        _move_returns(session, Key(keep), Key(other))
    for referring in RECORDS:
        for column in _columns_towards(referring, kind):
            attribute: Any = getattr(referring, column)
            for record in session.scalars(select(referring).where(attribute == other)):
                setattr(record, column, keep)
    gone.removed = True
    session.flush()


def _move_lots(session: Session, keep: str, other: str) -> None:
    """The key of a part in a lot is computed from the company, so the part is written anew under `keep`."""
    for part in session.scalars(select(LotHolder).where(LotHolder.company_id == other)):
        key = key_of("lot_holder", part.lot_id, keep)
        kept = session.get(LotHolder, key, execution_options={"include_removed": True})
        if kept is None:
            session.add(
                LotHolder(id=key, lot_id=part.lot_id, company_id=Key(keep), role=part.role, contact_id=part.contact_id)
            )
        elif kept.removed:
            kept.removed, kept.role, kept.contact_id = False, part.role, part.contact_id
        elif kept.contact_id is None:
            kept.contact_id = part.contact_id
        part.removed = True
    session.flush()


def _move_returns(session: Session, keep: Key, other: Key) -> None:
    """The key of a return is computed from the company too; of two for one period, that of `keep` is kept.

    Reminders name the returns they were about by these keys, noted or not, so theirs follow.
    """
    for theirs in session.scalars(select(HolderReturn).where(HolderReturn.company_id == other)).all():
        key = HolderReturn.key(theirs.lot_id, keep, theirs.kind, theirs.ends)
        mine = session.get(HolderReturn, key, execution_options={"include_removed": True})
        values = {name: getattr(theirs, name) for name in HolderReturn.fields()} | {"company_id": keep}
        if mine is None:
            session.add(HolderReturn(id=key, **values))
        elif mine.removed:
            for name, value in values.items():
                setattr(mine, name, value)
        theirs.removed = True
    session.flush()
    for reminder in session.scalars(select(Reminder).where(Reminder.company_id == other)).all():
        month = Month.of(reminder.day)
        renamed = {
            HolderReturn.key(reminder.lot_id, other, kind, ends): HolderReturn.key(reminder.lot_id, keep, kind, ends)
            for kind in ReturnKind
            for ends in month.plus(-_REMINDED_MONTHS).until(month.plus(kind.months))
        }
        reminder.returns = tuple(renamed.get(Key(key), Key(key)) for key in reminder.returns)
    session.flush()


def _columns_towards(referring: type[Record], kind: type[Record]) -> Iterable[str]:
    for column in referring.__table__.columns:
        if any(key.column.table is kind.__table__ for key in column.foreign_keys):
            yield column.key
