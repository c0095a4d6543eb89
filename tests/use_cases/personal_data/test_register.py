"""The register entry and the impact assessment say what the house has set, and decide nothing for it."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from sqlalchemy.orm import Session

from facilitator_app.documents.form_odt import form_odt
from facilitator_app.documents.form_pdf import form_pdf
from facilitator_app.use_cases import office
from facilitator_app.use_cases.personal_data import register
from facilitator_app.use_cases.personal_data.register import Paper
from tests import make
from tests.documents import reading

DAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def a_house(session: Session) -> None:
    details, rules = office.office_row(session), office.rules_row(session)
    details.name, details.town, details.address = "Maison <de> l’emploi & Cie", "Toulon", "12 quai des Essais"
    rules.retention_active_months, rules.retention_archive_months = 18, 30
    make.a_beneficiary(session)


@pytest.mark.parametrize("paper", list(Paper))
class TestEachPaper:
    def test_it_is_filled_with_what_the_house_set(self, session: Session, paper: Paper) -> None:
        pdf = form_pdf(register.form_of(session, paper, DAY, encrypted=True))
        text = reading.text(pdf)
        for words in (
            "Maison <de> l’emploi & Cie", "12 quai des Essais", "18 mois après le dernier contact", "30 mois d’archive",
            "à valider par votre DPO", "article 6.1.e", "délibération 2023-095",
        ):  # fmt: skip
            assert words in text, words
        assert reading.info(pdf)["Tagged"] == "yes"
        assert not reading.overlapping(pdf)

    def test_encryption_is_ticked_only_when_the_file_is_encrypted(self, session: Session, paper: Paper) -> None:
        ticked, bare = (form_odt(register.form_of(session, paper, DAY, encrypted=on)) for on in (True, False))
        line = "base de données chiffrée"
        assert f"☒ {line}" in _content(ticked)
        assert f"☐ {line}" in _content(bare)

    def test_no_basis_is_chosen_for_the_house(self, session: Session, paper: Paper) -> None:
        text = _content(form_odt(register.form_of(session, paper, DAY, encrypted=True)))
        assert "☐ mission d’intérêt public" in text
        assert "☐ intérêt légitime" in text

    def test_the_text_is_an_open_document_of_the_same_words(
        self, session: Session, paper: Paper, tmp_path: Path
    ) -> None:
        pdf, odt = register.save_to(session, paper, DAY, tmp_path, encrypted=False)
        assert pdf.read_bytes().startswith(b"%PDF")
        with zipfile.ZipFile(odt) as archive:
            first = archive.infolist()[0]
            assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
            assert archive.testzip() is None
        form = register.form_of(session, paper, DAY, encrypted=False)
        words = _content(odt.read_bytes())
        assert all(part.title in words for part in form.parts)
        assert form_odt(form) == odt.read_bytes()


def _content(odt: bytes) -> str:
    import io

    with zipfile.ZipFile(io.BytesIO(odt)) as archive:
        return " ".join(fromstring(archive.read("content.xml")).itertext())
