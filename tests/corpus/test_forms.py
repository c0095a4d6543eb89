"""Whatever is typed in any field of any form is kept to the letter, or refused in French under that field."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import beneficiaries, companies, contracts, lots, needs, office
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.companies import BuyerDraft, CompanyDraft, ContactDraft
from facilitator_app.use_cases.contracts import ContractDraft
from facilitator_app.use_cases.lots import LotDraft
from facilitator_app.use_cases.needs import NeedDraft
from tests import make
from tests.conftest import TODAY
from tests.corpus.values import TEXTS, TYPED_DATES, TYPED_NUMBERS

_DROPPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Undone(Exception):
    """Leaves a transaction without keeping anything of it."""


class Form(NamedTuple):
    """A good draft, how it is saved, and how it is read back; the record's key goes from one to the other."""

    draft: Any
    save: Callable[[Session, Any], str]
    again: Callable[[Session, str], Any]
    rewritten: frozenset[str] = frozenset()  # fields kept in another form: a phone, a code in capitals

    @property
    def typed(self) -> list[str]:
        """The fields where any text may be typed; keys are chosen from lists."""
        names = (field.name for field in dataclasses.fields(self.draft) if not field.name.endswith("_id"))
        return [name for name in names if type(getattr(self.draft, name)) is str]


def forms(session: Session) -> dict[str, Form]:
    lot, company = make.a_lot(session), make.a_company(session)
    coordinates = frozenset({"phone", "email", "postal_code", "siret"})

    def buyer_kept(session: Session, key: str) -> BuyerDraft:
        from facilitator_app.domain.company import Buyer

        buyer = session.get_one(Buyer, key)
        return BuyerDraft(name=buyer.name, siret=buyer.siret or "", contact=buyer.contact)

    def contact_kept(session: Session, key: str) -> ContactDraft:
        from facilitator_app.domain.company import Contact

        contact = session.get_one(Contact, key)
        return ContactDraft(name=contact.name, role=contact.role, phone=contact.phone, email=contact.email)

    def office_saved(session: Session, draft: Any) -> str:
        office.change_settings(session, draft, office.rules(session))
        return ""

    return {
        "person": Form(
            BeneficiaryDraft(last_name="Durand", first_name="Zoé", birth_date=dt.date(1990, 5, 17), town="Port-Calme"),
            lambda session, draft: beneficiaries.register(session, draft, TODAY),
            lambda session, key: beneficiaries.draft_of(session, Key(key)),
            coordinates,
        ),
        "company": Form(CompanyDraft(name="Testard"), companies.create_company, companies.company_draft, coordinates),
        "contact": Form(
            ContactDraft(name="Ana Lys"),
            lambda session, draft: companies.add_contact(session, company.id, draft),
            contact_kept,
            coordinates,
        ),
        "buyer": Form(BuyerDraft(name="Ville"), companies.add_buyer, buyer_kept, coordinates),
        "contract": Form(
            ContractDraft(number="M-2026-900", subject="École", buyer="Ville"),
            contracts.create_contract,
            contracts.contract_draft,
        ),
        "lot": Form(
            LotDraft(number="2", title="Gros œuvre"),
            lambda session, draft: lots.add_lot(session, lot.contract_id, draft),
            lots.lot_draft,
            frozenset({"number"}),
        ),
        "need": Form(
            NeedDraft(company_id=company.id, title="Maçon", starts_on=dt.date(2026, 12, 7)),
            lambda session, draft: needs.create_need(session, lot.id, draft),
            needs.need_draft,
            frozenset({"rome_code"}),
        ),
        "office": Form(
            dataclasses.replace(office.details(session), name="Maison de l’emploi"),
            office_saved,
            lambda session, key: office.details(session),
            coordinates,
        ),
    }


def as_read(text: str) -> str:
    """The text as a person reads it: composed, without control signs nor doubled spaces."""
    return " ".join(_DROPPED.sub("", unicodedata.normalize("NFC", text)).split())


def same(kept: str, typed: str) -> bool:
    """Control signs that count as spaces may be taken for one or the other: nobody types them."""
    return as_read(kept) in (as_read(typed), as_read(" ".join(typed.split())))


def fault(session: Session, form: Form, field: str, text: str) -> str:
    """What is wrong with the answer to this text in this field, or nothing."""
    draft = dataclasses.replace(form.draft, **{field: text})
    unchanged = session.begin_nested()
    try:
        key = form.save(session, draft)
        session.flush()
        session.expire_all()
        kept = getattr(form.again(session, key), field)
        if field not in form.rewritten and not same(kept, text):
            return f"{field}: {ascii(text)[:60]} is kept as {ascii(kept)[:60]}"
    except Refusal as refusal:
        if field not in {problem.field for problem in refusal.problems}:
            return f"{field}: {ascii(text)[:60]} is refused elsewhere: {refusal.problems}"
        for problem in refusal.problems:
            if not problem.message.endswith(".") or "\n" in problem.message or len(problem.message) > 300:
                return f"{field}: {ascii(text)[:60]} is refused with: {problem.message[:300]}"
    except Exception as error:  # noqa: BLE001 # the fault sought: anything but a refusal
        return f"{field}: {ascii(text)[:60]}: {type(error).__name__}: {str(error)[:200]}"
    finally:
        if unchanged.is_active:
            unchanged.rollback()
    return ""


def cases(form: Form, texts: tuple[str, ...], one_in: int) -> Iterator[tuple[str, str]]:
    """Each text in each field, or one in so many: over all the fields every text comes by."""
    for place, field in enumerate(form.typed):
        for number, text in enumerate(texts):
            if (number + place) % one_in == 0:
                yield field, text


FORMS = ("person", "company", "contact", "buyer", "contract", "lot", "need", "office")
ALL_TEXTS = TEXTS + TYPED_DATES + TYPED_NUMBERS


@pytest.mark.parametrize("name", FORMS)
def test_a_hostile_text_is_kept_or_refused_under_its_field(session: Session, name: str) -> None:
    form = forms(session)[name]
    assert len(form.typed) >= 3
    found = [wrong for field, text in cases(form, ALL_TEXTS, 4) if (wrong := fault(session, form, field, text))]
    assert found == []


@pytest.mark.trust
@pytest.mark.parametrize("name", FORMS)
def test_every_hostile_text_is_kept_or_refused_under_its_field(session: Session, name: str) -> None:
    form = forms(session)[name]
    found = [wrong for field, text in cases(form, ALL_TEXTS, 1) if (wrong := fault(session, form, field, text))]
    assert found == []


@pytest.mark.trust
@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(FORMS), place=st.integers(0, 30), text=st.text(st.characters(), max_size=300))
def test_any_text_is_kept_or_refused_under_its_field(database: Database, name: str, place: int, text: str) -> None:
    wrong = "not tried"
    with contextlib.suppress(Undone), database.transaction() as session:
        form = forms(session)[name]
        wrong = fault(session, form, form.typed[place % len(form.typed)], text)
        raise Undone
    assert wrong == ""
