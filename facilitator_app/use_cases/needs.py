"""What holders need: a job, a place, a start, some posts."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Lot, LotHolder
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, NeedState
from facilitator_app.domain.placement import EmploymentContract
from facilitator_app.domain.values import written_date
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.reference import commune
from facilitator_app.use_cases.writing import Problems, found, tidy, write


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedDraft:
    """A need as typed. `rome_code` may be one the shipped table does not know; `company_id` is who will employ."""

    company_id: Key | None
    title: str
    starts_on: dt.date | None
    rome_code: str = ""
    commune_code: str | None = None
    place: str = ""
    duration_months: int | None = None
    hours_per_week: int = 35
    posts: int = 1
    contract_type: EmploymentContract = EmploymentContract.FIXED_TERM
    requirements: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    without_car: bool = True
    note: str = ""
    contract_detail: str = ""
    wage: str = ""
    duties: str = ""
    cv_needed: bool = False
    qpv_only: bool = False
    schedule: str = ""
    welcome: str = ""
    tutor: str = ""
    equipment: str = ""
    machines: bool = False
    asked_to: str = ""


_LINES = ("contract_detail", "wage", "schedule", "welcome", "tutor", "equipment", "asked_to")


def next_need_code(session: Session) -> str:
    """`B-113`; a code is never given twice."""
    codes = session.scalars(
        select(Need.code).where(Need.code.startswith("B-")), execution_options={"include_removed": True}
    )
    serials = (int(code[2:]) for code in codes if re.fullmatch(r"B-\d{1,9}", code))
    return f"B-{max(serials, default=0) + 1:03}"


def need_draft(session: Session, need_id: str) -> NeedDraft:
    """What the form shows of a need already kept."""
    need = found(session, Need, need_id, "Ce besoin")
    return NeedDraft(**{name: getattr(need, name) for name in NeedDraft.__dataclass_fields__})


def create_need(session: Session, lot_id: str, draft: NeedDraft) -> Key:
    """Raises Refusal, naming each field in error."""
    lot = found(session, Lot, lot_id, "Ce lot")
    code = next_need_code(session)
    gestures.call_it(session, f"Besoin {code}, {lot.code}")
    need = Need(code=code, lot_id=lot.id, **_checked(session, lot, draft))
    session.add(need)
    session.flush()
    return need.id


def correct_need(session: Session, need_id: str, draft: NeedDraft) -> None:
    """Raises Refusal, naming each field in error."""
    need = found(session, Need, need_id, "Ce besoin")
    gestures.call_it(session, f"Fiche du besoin {need.code}")
    write(need, _checked(session, found(session, Lot, need.lot_id, "Ce lot"), draft))
    session.flush()


def need_state(session: Session, need_id: str) -> tuple[str, NeedState]:
    """The code of a need, and where it stands."""
    need = found(session, Need, need_id, "Ce besoin")
    return need.code, need.state


def change_need_state(session: Session, need_id: str, state: NeedState) -> None:
    """Filled, cancelled, or open again."""
    need = found(session, Need, need_id, "Ce besoin")
    gestures.call_it(session, f"Besoin {need.code}\u00a0: {state.label.lower()}")
    write(need, {"state": state})
    session.flush()


def usual_company(session: Session, lot_id: str) -> Key | None:
    """Whom a new need of this lot most likely comes from: its holder."""
    roles: dict[Any, Key] = {
        role: company
        for role, company in session.execute(
            select(LotHolder.role, LotHolder.company_id).where(LotHolder.lot_id == lot_id)
        )
    }
    return roles.get("holder") or roles.get("lead") or next(iter(roles.values()), None)


def _checked(session: Session, lot: Lot, draft: NeedDraft) -> dict[str, Any]:
    problems = Problems()
    values = asdict(draft) | {"title": tidy(draft.title), "place": tidy(draft.place)}
    values |= {name: tidy(getattr(draft, name)) for name in _LINES}
    values["rome_code"] = tidy(draft.rome_code).upper()
    values["requirements"] = _distinct(draft.requirements)
    values["wishes"] = _distinct(draft.wishes)
    if not values["title"]:
        problems.say("title", "Indiquez le poste, par exemple Manœuvre gros œuvre.")
    if draft.company_id is None:
        problems.say("company_id", "Choisissez l’entreprise qui recrute. Ajoutez d’abord un titulaire au lot.")
    elif session.get(Company, draft.company_id) is None:
        problems.say("company_id", "Cette entreprise n’existe plus dans cette base\u00a0: choisissez-en une autre.")
    if draft.starts_on is None:
        problems.say("starts_on", "Indiquez le début souhaité, par exemple 07/12/2026.")
    elif lot.ends_on and draft.starts_on > lot.ends_on:
        problems.say("starts_on", f"Le lot se termine le {written_date(lot.ends_on)}, avant ce début.")
    if not values["place"] and (known := commune(draft.commune_code)):
        values["place"] = known.name
    problems.check(Need, values)
    problems.refuse()
    return values


def _distinct(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tidied for word in words if (tidied := tidy(word))))
