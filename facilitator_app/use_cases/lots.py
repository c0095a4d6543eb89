"""Lots: cutting a contract into what each owes, how its hours were calibrated, who holds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.calibration import Calibration
from facilitator_app.domain.company import Company, Contact
from facilitator_app.domain.contract import ClauseKind, Contract, HolderRole, Lot, LotHolder, Segment
from facilitator_app.domain.issued_document import IssuedDocument
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.need import Need
from facilitator_app.domain.obligation import Obligation
from facilitator_app.domain.placement import MonthStatement, Placement
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import Euros, Hours, written_date, written_hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.companies import CompanyDraft, ContactDraft, add_company, attach_contact
from facilitator_app.use_cases.writing import Problems, found, tidy, write

ONLY = "1"  # what stands for the number of an only lot in its code


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderDraft:
    """A company's part in a lot: a company and a correspondent already kept (keys), or to be created (drafts)."""

    company: Key | CompanyDraft
    role: HolderRole = HolderRole.HOLDER
    contact: Key | ContactDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LotDraft:
    """A lot as typed. The hours due are those of the contract; the calibration only proposes them."""

    number: str = ""
    title: str = ""
    segment: Segment | None = None
    clause: ClauseKind = ClauseKind.EXECUTION
    due_hours: Hours | None = None
    due_reason: str = ""
    amount: Euros | None = None
    labour_share: Decimal | None = None
    insertion_rate: Decimal | None = None
    hourly_cost: Euros | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    commune_code: str | None = None
    holders: tuple[HolderDraft, ...] = ()

    @property
    def calibration(self) -> Calibration | None:
        """The formula, once its four figures are known. Raises Refusal on impossible ones."""
        return calibration_of(self.amount, self.labour_share, self.insertion_rate, self.hourly_cost)


def calibration_of(
    amount: Decimal | None, labour_share: Decimal | None, insertion_rate: Decimal | None, hourly_cost: Decimal | None
) -> Calibration | None:
    """None until the four figures are known. Raises Refusal on impossible ones."""
    if amount is None or labour_share is None or insertion_rate is None or hourly_cost is None:
        return None
    return Calibration(amount, labour_share, insertion_rate, hourly_cost)


def next_lot_number(session: Session, contract_id: str) -> str:
    """The number proposed for one more lot."""
    numbers = session.scalars(select(Lot.number).where(Lot.contract_id == contract_id))
    return str(max((int(number or ONLY) for number in numbers if (number or ONLY).isdigit()), default=0) + 1)


def lot_draft(session: Session, lot_id: str) -> LotDraft:
    """What the form shows of a lot already kept."""
    lot = found(session, Lot, lot_id, "Ce lot")
    holders = session.execute(
        select(LotHolder.company_id, LotHolder.role, LotHolder.contact_id)
        .where(LotHolder.lot_id == lot_id)
        .order_by(LotHolder.role != HolderRole.HOLDER, LotHolder.role != HolderRole.LEAD, LotHolder.id)
    )
    names = set(LotDraft.__dataclass_fields__) - {"holders"}
    return LotDraft(
        holders=tuple(HolderDraft(company=company, role=role, contact=contact) for company, role, contact in holders),
        **{name: getattr(lot, name) for name in names},
    )


def add_lot(session: Session, contract_id: str, draft: LotDraft) -> Key:
    """Cut one more lot in a contract. Raises Refusal, naming each field in error."""
    contract = found(session, Contract, contract_id, "Ce marché")
    values = _checked(session, contract, draft, but="")
    lot = Lot(contract_id=contract.id, code=_code(contract, values["number"]), **values)
    gestures.call_it(session, f"Ajout du {lot.name}, {contract.number}"[:200])
    session.add(lot)
    session.flush()
    _keep_holders(session, lot, draft.holders)
    return lot.id


def correct_lot(session: Session, lot_id: str, draft: LotDraft) -> None:
    """Raises Refusal, naming each field in error."""
    lot = found(session, Lot, lot_id, "Ce lot")
    contract = found(session, Contract, lot.contract_id, "Ce marché")
    if session.scalar(select(Obligation.id).where(Obligation.lot_id == lot_id).limit(1)):
        draft = _as_the_account_says(lot, draft)
    values = _checked(session, contract, draft, but=lot_id)
    if values["number"] != lot.number:
        values["code"] = _code(contract, values["number"])
    gestures.call_it(session, f"Fiche du {lot.name}, {contract.number}"[:200])
    write(lot, values)
    session.flush()
    _keep_holders(session, lot, draft.holders)


def _as_the_account_says(lot: Lot, draft: LotDraft) -> LotDraft:
    """Once obligations are written, they alone say the hours due. Raises Refusal when the form says others."""
    if draft.due_hours != lot.due_hours:
        raise Refusal(
            Problem(
                "due_hours",
                f"Le compte du lot dit {written_hours(lot.due_hours)}\u00a0: écrivez-y un avenant ou une correction.",
            )
        )
    return draft if tidy(draft.due_reason) else replace(draft, due_reason="Voir le compte d’heures")


def remove_lot(session: Session, lot_id: str) -> None:
    """Raises Refusal, saying what depends on it, once people were placed or asked for there."""
    lot = found(session, Lot, lot_id, "Ce lot")
    for kind, column, what in (
        (Placement, Placement.lot_id, "des personnes y sont ou y ont été en poste"),
        (Need, Need.lot_id, "un besoin y a été exprimé"),
        (IssuedDocument, IssuedDocument.lot_id, "un document a été émis pour lui"),
        (MonthStatement, MonthStatement.lot_id, "un mois y a été saisi"),
    ):
        if session.scalar(select(kind.id).where(column == lot_id).limit(1)):
            raise Refusal.because(
                f"Le {lot.name} ne peut pas être retiré\u00a0: {what}. Indiquez plutôt sa date de clôture."
            )
    gestures.call_it(session, f"Retrait du {lot.name}, {lot.code}"[:200])
    for part in session.scalars(select(LotHolder).where(LotHolder.lot_id == lot_id)):
        part.removed = True
    lot.removed = True
    session.flush()


def _code(contract: Contract, number: str) -> str:
    """`M-2026-014-L1`: written on sheets, typed in commands; the only lot of a contract is its first."""
    return f"{contract.number}-L{number or ONLY}"


def _checked(session: Session, contract: Contract, draft: LotDraft, but: str) -> dict[str, Any]:
    problems = Problems()
    values: dict[str, Any] = {
        name: getattr(draft, name) for name in LotDraft.__dataclass_fields__ if name not in ("holders",)
    }
    values |= {name: tidy(values[name]) for name in ("number", "title", "due_reason")}
    values["number"] = values["number"].removeprefix("Lot ").removeprefix("lot ")
    if values["number"] and not values["title"]:  # an only lot needs none: the contract says it all
        problems.say("title", "Indiquez l’intitulé du lot, par exemple Gros œuvre.")
    others = session.execute(select(Lot.number).where(Lot.contract_id == contract.id, Lot.id != but)).scalars().all()
    if not values["number"] and others:
        problems.say("number", "Ce marché a plusieurs lots\u00a0: indiquez le numéro de celui-ci, par exemple 2.")
    elif "" in others and values["number"] == ONLY:
        problems.say("number", f"{contract.number} a déjà un lot unique\u00a0: donnez-lui d’abord un autre numéro.")
    elif values["number"].casefold() in {number.casefold() for number in others}:
        problems.say(
            "number", f"Le lot {values['number']} existe déjà dans {contract.number}\u00a0: changez de numéro."
        )
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        problems.say("ends_on", f"La date de fin précède le début, fixé au {written_date(draft.starts_on)}.")
    if draft.due_hours is not None and draft.due_hours < 0:
        problems.say("due_hours", "Indiquez des heures dues positives, par exemple 7\u202f560.")
    with problems.gathered():
        _check_against_calibration(problems, draft)
    _check_holders(problems, draft.holders)
    problems.check(Lot, values)
    problems.refuse()
    return values


def _check_against_calibration(problems: Problems, draft: LotDraft) -> None:
    calibration = draft.calibration
    if calibration is None or draft.due_hours is None or tidy(draft.due_reason):
        return
    if draft.due_hours != calibration.target_hours:
        problems.say(
            "due_reason",
            f"Le calibrage donne {written_hours(calibration.target_hours)}\u00a0: dites d’où viennent les"
            f" {written_hours(draft.due_hours)}, par exemple article 8.2 du CCAP.",
        )


def _check_holders(problems: Problems, holders: tuple[HolderDraft, ...]) -> None:
    known = [holder.company for holder in holders if isinstance(holder.company, str)]
    if len(set(known)) < len(known):
        problems.say("holders", "La même entreprise figure deux fois parmi les titulaires\u00a0: retirez-en une.")
    leads = [holder for holder in holders if holder.role in (HolderRole.HOLDER, HolderRole.LEAD)]
    if holders and not leads:
        problems.say(
            "holders", "Un lot a un titulaire ou un mandataire\u00a0: choisissez lequel de ces rôles revient à qui."
        )
    elif len(leads) > 1:
        problems.say(
            "holders", "Un lot n’a qu’un titulaire ou mandataire\u00a0: les autres sont cotraitants ou sous-traitants."
        )


def _keep_holders(session: Session, lot: Lot, wanted: tuple[HolderDraft, ...]) -> None:
    """The parts wanted and no other; a part taken up again keeps its key and its history."""
    keep = set()
    for holder in wanted:
        company_id = _company(session, holder.company)
        contact_id = _contact(session, company_id, holder.contact)
        key = key_of("lot_holder", lot.id, company_id)
        keep.add(key)
        values = {"role": holder.role, "contact_id": contact_id, "removed": False}
        part = session.get(LotHolder, key, execution_options={"include_removed": True})
        if part is None:
            session.add(LotHolder(id=key, lot_id=lot.id, company_id=company_id, **values))
        else:
            write(part, values)
    for part in session.scalars(select(LotHolder).where(LotHolder.lot_id == lot.id)):
        if part.id not in keep:
            part.removed = True
    session.flush()


@contextmanager
def _as_fields_of(whom: str) -> Iterator[None]:
    """Problems of a company or contact created on the way: `company.siret`, `contact.phone`."""
    try:
        yield
    except Refusal as refusal:
        raise Refusal(*(Problem(f"{whom}.{said.field}", said.message) for said in refusal.problems)) from None


def _company(session: Session, company: Key | CompanyDraft) -> Key:
    if isinstance(company, str):
        return found(session, Company, company, "Cette entreprise").id
    with _as_fields_of("company"):
        return add_company(session, company)


def _contact(session: Session, company_id: Key, contact: Key | ContactDraft | None) -> Key | None:
    if contact is None:
        return None
    if isinstance(contact, str):
        kept = found(session, Contact, contact, "Ce correspondant")
        if kept.company_id != company_id:
            raise Refusal.because(
                f"{kept.name} n’appartient pas à cette entreprise\u00a0: choisissez-en un autre.", "contact"
            )
        return kept.id
    with _as_fields_of("contact"):
        return attach_contact(session, company_id, contact)
