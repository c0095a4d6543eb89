"""Sheets of companies, posts, calibrations and closings are numbered, kept and found again once they leave."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.chasing import ExchangeKind
from facilitator_app.domain.contract import Lot, LotHolder
from facilitator_app.domain.issued_document import DocumentKind, IssuedDocument
from facilitator_app.domain.keys import Key
from facilitator_app.domain.person_document import PersonDocumentKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import euros
from facilitator_app.use_cases.documents import content, finding, issued, reprint
from facilitator_app.use_cases.documents.paper_forms import PaperForm, issue_form, pdf, save_form
from facilitator_app.use_cases.documents.registered_forms import PREFIXES
from facilitator_app.use_cases.lot_tabs import lot_documents
from facilitator_app.use_cases.personal_data import printed
from facilitator_app.use_cases.returns.closing_statement import issue_statement, statement_pdf
from facilitator_app.use_cases.returns.exchanges import ExchangeDraft, issue_report, keep_exchange, report_pdf
from facilitator_app.use_cases.returns.penalties import PenaltyDraft, keep_penalty
from facilitator_app.use_cases.returns.penalty_file import issue_penalty, penalty_pdf
from tests.conftest import NOW, TODAY
from tests.documents.reading import text
from tests.make import a_company, a_lot, a_need, a_placement
from tests.use_cases.returns.test_closing import an_ended_lot


def numbers(session: Session) -> list[str]:
    return [line.number for line in issued(session)]


def test_a_sheet_that_says_something_is_numbered_when_it_leaves_and_not_before(session: Session) -> None:
    company = a_company(session, name="Batirade")
    seen = pdf(session, PaperForm.COMPANY, NOW, company.id)
    assert numbers(session) == []
    assert issue_form(session, PaperForm.COMPANY, NOW, company.id) == seen
    assert "EN-2026-0001" in text(seen)
    [line] = issued(session, "batirade")
    assert (line.kind, line.number, line.perimeter, line.lot_name, line.provisional) == (
        DocumentKind.COMPANY_SHEET, "EN-2026-0001", "Batirade", "", False,
    )  # fmt: skip
    assert session.scalars(select(IssuedDocument.company_id)).one() == company.id


def test_the_same_sheet_keeps_its_number_and_another_takes_the_next(session: Session) -> None:
    company, other = a_company(session, name="Batirade"), a_company(session, name="Thermivar")
    first = issue_form(session, PaperForm.COMPANY, NOW, company.id)
    assert issue_form(session, PaperForm.COMPANY, NOW + dt.timedelta(hours=2), company.id) == first
    assert issue_form(session, PaperForm.COMPANY, NOW + dt.timedelta(days=3), company.id) == first
    issue_form(session, PaperForm.COMPANY, NOW, other.id)
    company.activity = "Gros œuvre"
    session.flush()
    assert issue_form(session, PaperForm.COMPANY, NOW, company.id) != first
    assert sorted(numbers(session)) == ["EN-2026-0001", "EN-2026-0002", "EN-2026-0003"]


def test_a_blank_form_is_only_paper(session: Session, tmp_path: Path) -> None:
    issue_form(session, PaperForm.COMPANY, NOW)
    save_form(session, PaperForm.JOB, NOW, tmp_path / "vierge.pdf", company_id=a_company(session).id)
    assert numbers(session) == []
    assert (tmp_path / "vierge.pdf").read_bytes().startswith(b"%PDF")


def test_a_sheet_of_a_post_is_among_the_documents_of_its_lot(session: Session, tmp_path: Path) -> None:
    company = a_company(session, name="Batirade")
    lot = a_lot(session, company)
    need = a_need(session, lot_id=lot.id, company_id=company.id, title="Maçon")
    save_form(session, PaperForm.JOB, NOW, tmp_path / "fiche.odt", need.id)
    [line] = lot_documents(session, lot.id)
    assert (line.number, line.kind, line.month) == ("PO-2026-0001", "Fiche de poste", None)
    assert "PO-2026-0001" in text(content(session, line.id))


def test_what_cannot_be_written_leaves_no_number(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        company = a_company(session).id
    (tmp_path / "file").write_text("")
    with pytest.raises(Refusal), database.transaction() as session:
        save_form(session, PaperForm.COMPANY, NOW, tmp_path / "file" / "fiche.pdf", company)
    with database.reading() as session:
        assert numbers(session) == []


def test_a_closing_statement_is_numbered_provisional_while_something_is_to_settle(session: Session) -> None:
    lot = an_ended_lot(session)
    seen = statement_pdf(session, lot.id, NOW)
    assert issue_statement(session, lot.id, NOW) == seen
    [line] = issued(session, lot_id=lot.id)
    assert (line.kind, line.number, line.provisional) == (DocumentKind.CLOSING_STATEMENT, "BF-2026-0001", True)
    assert "BF-2026-0001" in text(seen)


def a_penalty(session: Session, lot: Lot) -> Key:
    """The proposal that 9 000 € be asked of the holder."""
    holder = session.scalars(select(LotHolder.company_id).where(LotHolder.lot_id == lot.id)).one()
    return keep_penalty(session, lot.id, holder, PenaltyDraft(article="8.3", per_hour=euros(45)), TODAY)


def a_visit(session: Session, company: Key, lot: Key | None = None) -> Key:
    return keep_exchange(session, ExchangeDraft(
        company_id=company, lot_id=lot, kind=ExchangeKind.SITE_VISIT, day=TODAY, summary="Visite du chantier",
    ), TODAY)  # fmt: skip


def test_a_proposal_of_penalty_is_kept_provisional_while_its_file_lacks_something(session: Session) -> None:
    lot = an_ended_lot(session)
    proposal = a_penalty(session, lot)
    seen = penalty_pdf(session, proposal, NOW)
    assert issued(session) == []
    assert issue_penalty(session, proposal, NOW) == seen == issue_penalty(session, proposal, NOW)
    [line] = issued(session, lot.code)
    assert (line.kind, line.number, line.lot_id, line.provisional) == (
        DocumentKind.PENALTY_FILE, "PP-2026-0001", lot.id, True,
    )  # fmt: skip
    assert line.perimeter.endswith("9\u202f000\u00a0€")
    assert "PP-2026-0001" in text(seen)


def test_a_report_is_numbered_and_is_among_the_documents_of_its_lot(session: Session) -> None:
    company = a_company(session, name="Batirade")
    lot = a_lot(session, company)
    visit = a_visit(session, company.id, lot.id)
    seen = report_pdf(session, visit, NOW)
    assert issued(session) == []
    assert issue_report(session, visit, NOW) == seen
    [line] = lot_documents(session, lot.id)
    assert (line.number, line.kind, line.perimeter) == (
        "CR-2026-0001", "Compte rendu", f"Visite de chantier du 24/11/2026, Batirade, {lot.code}, {lot.name}",
    )  # fmt: skip


@pytest.mark.parametrize("about_the_lot", [True, False])
def test_a_report_is_given_up_with_the_name_of_somebody_who_worked_there(session: Session, about_the_lot: bool) -> None:
    company, elsewhere = a_company(session, name="Batirade"), a_company(session, name="Thermivar")
    lot = a_lot(session, company)
    placement = a_placement(session, lot_id=lot.id, starts_on=dt.date(2026, 2, 2), ends_on=dt.date(2026, 8, 31))
    issue_report(session, a_visit(session, company.id, lot.id if about_the_lot else None), NOW)
    issue_report(session, a_visit(session, elsewhere.id), NOW)
    printed.forget(session, [placement.beneficiary_id])
    session.flush()
    other, hers = sorted(issued(session), key=lambda line: line.perimeter, reverse=True)
    with pytest.raises(Refusal, match="anonymisée"):
        content(session, hers.document_id)
    assert content(session, other.document_id).startswith(b"%PDF")


def test_every_kind_says_where_its_duplicate_mention_goes() -> None:
    assert set(finding._REFERENCE_LINES) == set(DocumentKind)


def test_each_is_printed_once_more_as_a_duplicate_with_its_number(session: Session) -> None:
    company = a_company(session, name="Batirade")
    lot = an_ended_lot(session)
    need = a_need(session, lot_id=lot.id, company_id=company.id)
    issue_form(session, PaperForm.COMPANY, NOW, company.id)
    issue_form(session, PaperForm.JOB, NOW, need.id)
    issue_statement(session, lot.id, NOW)
    issue_penalty(session, a_penalty(session, lot), NOW)
    issue_report(session, a_visit(session, company.id), NOW)
    assert len(issued(session)) == 5
    for line in issued(session):
        words = text(reprint(session, line.document_id, dt.date(2026, 12, 1)))
        assert line.number in words
        assert "Duplicata du 01/12/2026" in words.replace("\u00a0", " ")


def test_no_two_kinds_of_document_begin_their_numbers_alike() -> None:
    beginnings = [*PREFIXES.values(), *(kind.prefix for kind in PersonDocumentKind), "AT"]
    assert len(beginnings) == len(set(beginnings))
