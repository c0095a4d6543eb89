"""Whatever is typed in a search field, or asked by a command, gives an answer or one sentence."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Literal

import pytest
from sqlalchemy.orm import Session

from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month
from facilitator_app.use_cases import company_duplicates, company_list, finding, reference
from facilitator_app.use_cases.beneficiary_search import Filter, search
from facilitator_app.use_cases.documents.finding import issued
from facilitator_app.use_cases.documents.issuing import preview
from tests import make
from tests.conftest import TODAY

HOSTILE = (
    "", " ", "x" * 31, "mot " * 5_000, "".join(f"m{n} " for n in range(2_000)),
    "anticonstitutionnellement", "x" * 200_000, "\0", "a\0b", "\ud800",
    "\u202eabc\u202c", "\u2066x\u2069", "e" + "\u0301" * 500, "👩‍👧‍👦", "مريم", "ß", "İ", "ı", "' OR 1=1 --",
    "%", "_", "\\", "/", "{0.__class__}", "%s", "${x}",
    "=HYPERLINK(\"x\")", "<img src=x>", "AND", "(", "\"", "*", "o'neill", "[a-z]", "\t\n",
)  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_can_be_sought_everywhere(session: Session, typed: str) -> None:
    make.a_need(session, title="Manœuvre gros œuvre")
    finding.people(session, typed, TODAY)
    finding.lots(session, typed)
    finding.needs(session, typed)
    issued(session, typed)
    company_list.companies_like(session, typed)
    company_list.buyers_like(session, typed)
    company_duplicates.possible_twins(session, typed, typed)
    company_duplicates.possible_buyer_twins(session, typed, typed)
    reference.find_jobs(typed)
    reference.find_communes(typed)


NAMES = (
    "Gañán",
    "Nguyễn",
    "Łukasz",
    "Strauß",
    "İpek",
    "Yıldız",
    "مريم",
    "O’Neill-Le Goff",
    "Œdipe",
    "👩‍👧",
    "<b>Zoé</b>",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_in_whatever_form_it_was_typed(
    session: Session, name: str, form: Literal["NFC", "NFD"]
) -> None:
    person = make.a_beneficiary(session, last_name=unicodedata.normalize(form, name), first_name="Q")
    if not name.isalnum() and not any(sign.isalnum() for sign in name):
        return  # nothing in it can be typed as a word
    others: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
    for other in others:
        assert list(search(session, unicodedata.normalize(other, name), Filter.ALL, TODAY)) == [person.id]


@pytest.mark.parametrize("typed", ["maçon", "MACON", "mac", "b-112", "112", "testard maçon"])
def test_a_need_is_found_by_its_job_in_any_spelling(session: Session, typed: str) -> None:
    company = make.a_company(session, name="Testard Frères")
    need = make.a_need(session, title="Chef Maçon", code="B-112", company_id=company.id)
    make.a_need(session, title="Peintre", code="B-113", company_id=make.a_company(session, name="Décors Lys").id)
    assert [found.id for found in finding.needs(session, typed)] == [need.id]


@pytest.mark.parametrize("kind", list(DocumentKind))
@pytest.mark.parametrize("month", [Month(0, 1), Month(1, 1), Month(1899, 12), Month(9999, 12)])
def test_a_document_of_an_impossible_month_is_refused(session: Session, kind: DocumentKind, month: Month) -> None:
    lot = make.a_lot(session)
    with pytest.raises(Refusal, match="mois"):
        preview(session, kind, lot.id, month, dt.datetime(2026, 11, 24, 9, 0))
