"""The sheets of companies and posts on paper: blank or filled, in the order in which they are typed back."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from facilitator_app.documents.form import Blanks, Fact, Facts, Form, Ticks, Words
from facilitator_app.documents.questionnaire import Question, numbered, yes_or_no
from facilitator_app.domain.placement import EmploymentContract
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import companies
from facilitator_app.use_cases.companies import ContactDraft
from facilitator_app.use_cases.documents import company_sheet, job_sheet
from facilitator_app.use_cases.documents.paper_forms import PaperForm, pdf, save_form
from tests.documents import reading
from tests.make import a_company, a_lot, a_need

TODAY = dt.date(2026, 11, 2)
NOW = dt.datetime(2026, 11, 2, 9, 30).astimezone()


def questions(form: Form) -> list[str]:
    """The numbered questions, in the order of the paper."""
    found: list[str] = []
    for part in form.parts:
        for block in part.blocks:
            if isinstance(block, Facts):
                found += [fact.label for row in block.rows for fact in row]
            elif isinstance(block, Blanks):
                found.append(block.label)
            elif isinstance(block, Words) and re.match(r"\d+\. ", block.text):
                found.append(block.text)
    return found


def test_questions_keep_their_numbers_answered_or_not() -> None:
    asked = (Question("A", "oui"), Question("B"), yes_or_no("C", True), Question("D", "d"), Question("E", "e"))
    assert numbered(asked, 3) == (
        Facts(((Fact("3. A", "oui"),),)),
        Blanks("4. B", 1),
        Words("5. C"),
        Ticks(("Oui", "Non"), (True, False), in_line=True),
        Facts(((Fact("6. D", "d"),), (Fact("7. E", "e"),))),
    )
    assert numbered((yes_or_no("F", None),))[1] == Ticks(("Oui", "Non"), (False, False), in_line=True)


def test_a_company_sheet_asks_the_same_blank_or_filled(session: Session) -> None:
    company = a_company(session, name="Batirade SAS", website="batirade.example", trades=("F1703",), tasks="Coffrage")
    companies.add_contact(session, company.id, ContactDraft(name="Ana Lys", phone="0612345678"))
    lot = a_lot(session, company, commune_code="83062")
    blank = company_sheet.gathered(session, TODAY)
    filled = company_sheet.gathered(session, TODAY, company.id, lot.id)
    assert questions(blank) == questions(filled)
    assert len(questions(blank)) == 27
    printed = reading.text(pdf(session, PaperForm.COMPANY, NOW, company.id, lot.id))
    for words in ("Batirade SAS", "batirade.example", "Ana Lys", "06 12 34 56 78", "Coffrage", lot.code, "83"):
        assert words in printed.replace("\u00a0", " ")
    assert "Batirade" not in reading.text(pdf(session, PaperForm.COMPANY, NOW))


def test_a_job_sheet_asks_the_same_blank_or_filled(session: Session) -> None:
    need = a_need(
        session, title="Aide-coffreur", duties="Poser les banches", tutor="Bo Ty, chef d’équipe", cv_needed=True,
        contract_type=EmploymentContract.TEMPORARY_I, asked_to="Vestiaire\u00a0: demandé à Ana Lys",
    )  # fmt: skip
    blank, filled = job_sheet.gathered(session, TODAY), job_sheet.gathered(session, TODAY, need.id)
    assert questions(blank) == questions(filled)
    printed = reading.text(pdf(session, PaperForm.JOB, NOW, need.id))
    for words in ("Aide-coffreur", "Poser les banches", "Bo Ty", "Mission d’insertion", need.code, "Ana Lys"):
        assert words in printed
    ticks = [block for part in filled.parts for block in part.blocks if isinstance(block, Ticks)]
    assert ticks[0].labels[ticks[0].ticked.index(True)] == "Autre"


def test_a_blank_job_sheet_can_already_name_the_company(session: Session) -> None:
    company = a_company(session, name="Batirade SAS")
    assert "Batirade SAS" in reading.text(pdf(session, PaperForm.JOB, NOW, company_id=company.id))


def test_a_sheet_is_saved_as_pdf_or_as_a_text_to_correct(session: Session, tmp_path: Path) -> None:
    company = a_company(session, name="Batirade & Fils <SAS>")
    save_form(session, PaperForm.COMPANY, NOW, tmp_path / "fiche.pdf", company.id)
    save_form(session, PaperForm.COMPANY, NOW, tmp_path / "fiche.odt", company.id)
    assert (tmp_path / "fiche.pdf").read_bytes().startswith(b"%PDF")
    with zipfile.ZipFile(tmp_path / "fiche.odt") as archive:
        assert "Batirade &amp; Fils &lt;SAS&gt;" in archive.read("content.xml").decode("utf-8")


@pytest.mark.parametrize("kind", list(PaperForm))
def test_what_is_no_longer_there_is_refused(session: Session, kind: PaperForm) -> None:
    with pytest.raises(Refusal):
        pdf(session, kind, NOW, about="0" * 32)
