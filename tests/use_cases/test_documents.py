"""What documents say of a small house, checked by hand; their numbers; what is kept of them."""

from __future__ import annotations

import datetime as dt
import errno
import os
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary, Sex
from facilitator_app.domain.company import Company, CompanyKind, Contact
from facilitator_app.domain.contract import Contract, HolderRole, Lot, LotHolder
from facilitator_app.domain.issued_document import DocumentKind, IssuedDocument
from facilitator_app.domain.keys import key_of
from facilitator_app.domain.office import StoredFile
from facilitator_app.domain.placement import EmploymentContract, MonthlyHours, MonthStatement, StatementState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import documents, gestures, office
from facilitator_app.use_cases.documents.facts import called
from facilitator_app.use_cases.documents.sheet import sheet_number
from tests import make
from tests.documents.reading import info, pages, text

AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = (Month(2026, number) for number in (8, 9, 10, 11))
NOW = dt.datetime(2026, 11, 24, 9, 14).astimezone()
LATER = dt.datetime(2026, 12, 1, 15, 30).astimezone()
SHEET, CERTIFICATE = DocumentKind.FOLLOW_UP_SHEET, DocumentKind.HOURS_CERTIFICATE


@dataclass
class House:
    lot: str
    holder: str
    agency: str
    nadia: str
    """The placement of Nadia Ferrandi, hired by the holder; 84 h in August, 147 in September, 162 in October."""
    sami: str
    """Of Sami Ouali, lent by the agency; 56 h in August, 133 in September, not known in October."""


def declare(session: Session, placement: str, month: Month, amount: str, **details: Any) -> None:
    key = MonthlyHours.key(placement, month)
    make.kept(
        session,
        MonthlyHours(id=key, placement_id=placement, month=month, declared=hours(amount), **details),
    )


def validate(session: Session, lot: str, *months: Month, note: str = "") -> None:
    for month in months:
        key = MonthStatement.key(lot, month)
        statement = session.get(MonthStatement, key) or MonthStatement(id=key, lot_id=lot, month=month)
        session.add(statement)
        statement.state, statement.validated_on, statement.note = StatementState.VALIDATED, dt.date(2026, 11, 20), note
    session.flush()


def fill(session: Session) -> House:
    details = office.office_row(session)
    details.name, details.town, details.facilitator_name = "Maison de l’emploi de la Rade", "Toulon", "Hélène Arnoux"
    holder = make.a_company(session, name="Batirade SAS", town="La Seyne-sur-Mer", siret="73282932000074")
    agency = make.a_company(session, name="Étape Intérim", kind=CompanyKind.ETTI)
    contract = make.a_contract(session, number="M-2026-014", short_name="Groupe scolaire Les Oliviers")
    lot = make.a_lot(session, holder=holder, contract_id=contract.id, code="M-2026-014-L1")
    nadia = make.a_beneficiary(session, last_name="Ferrandi", first_name="Nadia", sex=Sex.WOMAN)
    sami = make.a_beneficiary(session, last_name="Ouali", first_name="Sami")
    hired = make.a_placement(
        session,
        beneficiary_id=nadia.id,
        lot_id=lot.id,
        employer_id=holder.id,
        starts_on=dt.date(2026, 8, 3),
        woman=True,
    )
    lent = make.a_placement(
        session, beneficiary_id=sami.id, lot_id=lot.id, employer_id=agency.id, starts_on=dt.date(2026, 8, 10),
        contract_type=EmploymentContract.TEMPORARY_I,
    )  # fmt: skip
    declare(session, hired.id, AUGUST, "84")
    declare(session, hired.id, SEPTEMBER, "147")
    declare(session, hired.id, OCTOBER, "162", confirmed=True, note="heures supplémentaires")
    declare(session, lent.id, AUGUST, "56")
    declare(session, lent.id, SEPTEMBER, "133")
    return House(lot.id, holder.id, agency.id, hired.id, lent.id)


@pytest.fixture
def house(database: Database) -> House:
    with database.transaction() as session:
        return fill(session)


@pytest.fixture
def asked(database: Database, house: House) -> Iterator[Session]:
    with database.reading() as session:
        yield session


def run(job: Generator[tuple[int, int], None, documents.Printed]) -> tuple[list[tuple[int, int]], documents.Printed]:
    seen = []
    while True:
        try:
            seen.append(next(job))
        except StopIteration as end:
            return seen, end.value


class TestFollowUpSheet:
    def test_figures_are_those_of_the_end_of_the_month_asked(self, asked: Session, house: House) -> None:
        sheet = documents.follow_up_sheet(asked, house.lot, SEPTEMBER, NOW)
        assert (sheet.done, sheet.month_hours, sheet.left) == (hours(420), hours(280), hours(580))
        assert [(row.name, row.hours, row.total) for row in sheet.rows] == [
            ("Ferrandi Nadia", (None, hours(84), hours(147)), hours(231)),
            ("Ouali Sami", (None, hours(56), hours(133)), hours(189)),
        ]
        assert sheet.rows[1].employer == "Étape Intérim (ETTI)"
        assert sheet.elapsed == Decimal(273) / 365

    def test_hours_not_known_are_not_zero(self, asked: Session, house: House) -> None:
        sheet = documents.follow_up_sheet(asked, house.lot, OCTOBER, NOW)
        assert sheet.rows[1].hours == (hours(56), hours(133), None)
        assert documents.follow_up_sheet(asked, house.lot, NOVEMBER, NOW).month_hours is None

    def test_somebody_who_comes_later_is_not_on_it(self, session: Session) -> None:
        house = fill(session)
        make.a_placement(session, lot_id=house.lot, starts_on=dt.date(2026, 10, 1))
        assert len(documents.follow_up_sheet(session, house.lot, SEPTEMBER, NOW).rows) == 2
        assert len(documents.follow_up_sheet(session, house.lot, OCTOBER, NOW).rows) == 3

    def test_it_is_provisional_until_its_month_is_validated(self, session: Session) -> None:
        house = fill(session)
        assert documents.follow_up_sheet(session, house.lot, SEPTEMBER, NOW).provisional
        validate(session, house.lot, SEPTEMBER)
        sheet = documents.follow_up_sheet(session, house.lot, SEPTEMBER, NOW)
        assert sheet.validated_on == dt.date(2026, 11, 20)
        assert "heures non encore validées\u00a0: août 2026" in sheet.observations

    def test_observations_are_the_note_of_the_month_and_the_unusual_hours_confirmed(self, session: Session) -> None:
        house = fill(session)
        validate(session, house.lot, AUGUST, SEPTEMBER, OCTOBER, note="Intempéries les 21 et 22 octobre.")
        assert documents.follow_up_sheet(session, house.lot, OCTOBER, NOW).observations.splitlines() == [
            "Intempéries les 21 et 22 octobre.",
            "162\u00a0h confirmées pour Nadia Ferrandi (heures supplémentaires).",
        ]

    def test_hours_outside_eligibility_are_said_and_not_counted(self, session: Session) -> None:
        house = fill(session)
        late = make.a_placement(session, lot_id=house.lot, eligible_until=dt.date(2026, 9, 14))
        never = make.a_placement(session, lot_id=house.lot, eligible=False)
        for month in (SEPTEMBER, OCTOBER):
            declare(session, late.id, month, "100")
            declare(session, never.id, month, "10")
        sheet = documents.follow_up_sheet(session, house.lot, OCTOBER, NOW)
        assert sheet.done == hours(84 + 147 + 162 + 56 + 133 + 100)
        assert sheet.done == sum(row.total or 0 for row in sheet.rows)
        left_out = "déclarées ne sont pas comptées\u00a0:"
        assert f"20\u00a0h {left_out} éligibilité non établie." in sheet.observations
        assert f"100\u00a0h {left_out} après la fin de l’éligibilité." in sheet.observations

    @pytest.mark.parametrize(("women", "told"), [(2, False), (3, True)])
    def test_publics_too_few_to_be_anonymous_are_not_told(self, session: Session, women: int, told: bool) -> None:
        lot = make.a_lot(session)
        for _ in range(women):
            make.a_placement(session, lot_id=lot.id, woman=True, senior=True)
        make.a_placement(session, lot_id=lot.id)
        publics = documents.follow_up_sheet(session, lot.id, SEPTEMBER, NOW).publics
        assert (f"{women} femmes et {women} personnes de 50 ans et plus" in publics) is told
        assert publics.startswith(f"{women + 1} salariés")

    def test_a_person_placed_twice_counts_once(self, session: Session) -> None:
        house = fill(session)
        person = session.scalars(select(Beneficiary).where(Beneficiary.last_name == "Ferrandi")).one()
        make.a_placement(session, lot_id=house.lot, beneficiary_id=person.id, starts_on=dt.date(2026, 9, 1))
        sheet = documents.follow_up_sheet(session, house.lot, SEPTEMBER, NOW)
        assert len(sheet.rows) == 3
        assert sheet.publics.startswith("2 salariés")

    def test_next_steps_are_the_declaration_awaited_and_the_posts_left(self, session: Session) -> None:
        house = fill(session)
        need = make.a_need(session, lot_id=house.lot, code="B-112", posts=3)
        make.a_placement(session, lot_id=house.lot, need_id=need.id)
        steps = documents.follow_up_sheet(session, house.lot, OCTOBER, NOW).next_step
        assert steps == (
            "Déclaration d’octobre attendue le 15/11/2026. "
            "À recruter\u00a0: Manœuvre gros œuvre, 2 postes, pour le 07/12/2026 (besoin B-112)."
        )
        validate(session, house.lot, OCTOBER)
        steps = documents.follow_up_sheet(session, house.lot, OCTOBER, NOW).next_step
        assert steps.startswith("Déclaration de novembre attendue le 15/12/2026.")

    def test_the_correspondent_is_the_contact_of_the_holder(self, session: Session) -> None:
        house = fill(session)
        contact = make.kept(session, Contact(company_id=house.holder, name="Laure Pignol", role="responsable RH"))
        part = session.get_one(LotHolder, key_of("lot_holder", house.lot, house.holder))
        part.contact_id = contact.id
        other = make.a_company(session, name="Sud Charpente")
        make.kept(session, LotHolder(lot_id=house.lot, company_id=other.id, role=HolderRole.CO_CONTRACTOR))
        sheet = documents.follow_up_sheet(session, house.lot, OCTOBER, NOW)
        assert sheet.correspondent == "Laure Pignol, responsable RH"
        assert sheet.holder == "Batirade SAS, mandataire, avec Sud Charpente, La Seyne-sur-Mer"

    def test_its_number_is_that_of_its_lot_and_month(self) -> None:
        assert sheet_number("M-2026-014-L1", OCTOBER) == "FS-2026-014-L1-10"
        assert sheet_number("M-2026-014-L1", Month(2027, 10)) == "FS-2026-014-L1-2027-10"
        assert len(sheet_number("X" * 30, OCTOBER)) <= 40

    def test_a_lot_that_is_gone_is_refused(self, asked: Session) -> None:
        with pytest.raises(Refusal, match="n’existe plus"):
            documents.follow_up_sheet(asked, "0" * 32, OCTOBER, NOW)


class TestHoursCertificate:
    def test_ways_of_recruitment_add_up_to_the_hours_done(self, asked: Session, house: House) -> None:
        made = documents.hours_certificate(asked, house.lot, OCTOBER, NOW.date())
        assert (made.done, made.people, made.due) == (hours(582), 2, hours(1000))
        assert [(way.label, way.people, way.hours) for way in made.ways] == [
            ("Embauche directe (CDD)", 1, hours(393)),
            ("Mise à disposition par une ETTI", 1, hours(189)),
        ]
        assert (made.company, made.siret) == ("Batirade SAS", "732 829 320 00074")
        assert made.signatory_role == "la facilitatrice de la clause sociale"

    def test_an_insertion_company_executes_holds_or_subcontracts(self, session: Session) -> None:
        house = fill(session)
        structure = make.a_company(session, name="Chantiers de l’Anse", kind=CompanyKind.EI)
        placed = make.a_placement(session, lot_id=house.lot, employer_id=structure.id)
        declare(session, placed.id, OCTOBER, "7")

        def ways() -> list[str]:
            made = documents.hours_certificate(session, house.lot, OCTOBER, NOW.date())
            return [way.label for way in made.ways if way.hours == hours(7)]

        assert ways() == ["Sous-traitance à une entreprise d’insertion"]
        make.kept(session, LotHolder(lot_id=house.lot, company_id=structure.id, role=HolderRole.CO_CONTRACTOR))
        assert ways() == ["Exécution par une entreprise d’insertion"]

    def test_it_is_provisional_while_a_month_with_hours_is_not_validated(self, session: Session) -> None:
        house = fill(session)
        validate(session, house.lot, SEPTEMBER, OCTOBER)
        assert documents.hours_certificate(session, house.lot, OCTOBER, NOW.date()).provisional
        validate(session, house.lot, AUGUST)
        assert not documents.hours_certificate(session, house.lot, OCTOBER, NOW.date()).provisional

    def test_it_is_provisional_before_the_end_of_its_month(self, session: Session) -> None:
        house = fill(session)
        validate(session, house.lot, AUGUST, SEPTEMBER, OCTOBER)
        assert documents.hours_certificate(session, house.lot, NOVEMBER, NOW.date()).provisional
        assert not documents.hours_certificate(session, house.lot, NOVEMBER, dt.date(2026, 11, 30)).provisional

    def test_names_are_printed_only_when_asked(self, asked: Session, house: House) -> None:
        without = documents.hours_certificate(asked, house.lot, OCTOBER, NOW.date())
        named = documents.hours_certificate(asked, house.lot, OCTOBER, NOW.date(), with_people=True)
        assert without.annex == ()
        assert [(line.name, line.hours) for line in named.annex] == [
            ("Ferrandi Nadia", hours(393)),
            ("Ouali Sami", hours(189)),
        ]

    def test_a_lot_without_holder_is_refused_with_what_to_do(self, session: Session) -> None:
        contract = make.a_contract(session)
        lot = make.kept(session, Lot(contract_id=contract.id, code="M-2026-099-L1", number="1", title="Peinture"))
        with pytest.raises(Refusal, match="Indiquez d’abord le titulaire du lot M-2026-099-L1"):
            documents.hours_certificate(session, lot.id, OCTOBER, NOW.date())


class TestIssuing:
    def test_looking_writes_nothing(self, database: Database, house: House) -> None:
        with database.reading() as session:
            seen = documents.preview(session, CERTIFICATE, house.lot, OCTOBER, NOW)
            assert session.scalar(select(func.count()).select_from(IssuedDocument)) == 0
        assert (seen.number, seen.issued_at) == ("AT-2026-0001", None)
        assert info(seen.pdf)["Tagged"] == "yes"

    @pytest.mark.parametrize("kind", [SHEET, CERTIFICATE])
    def test_what_is_issued_is_what_was_seen(self, session: Session, kind: DocumentKind) -> None:
        house = fill(session)
        seen = documents.preview(session, kind, house.lot, OCTOBER, NOW)
        made = documents.issue(session, kind, house.lot, OCTOBER, NOW)
        assert (made.pdf, made.number) == (seen.pdf, seen.number)
        assert documents.content(session, made.document_id) == made.pdf

    @pytest.mark.parametrize("kind", [SHEET, CERTIFICATE])
    def test_the_same_data_gives_the_same_document_again(self, session: Session, kind: DocumentKind) -> None:
        house = fill(session)
        first = documents.issue(session, kind, house.lot, OCTOBER, NOW)
        again = documents.issue(session, kind, house.lot, OCTOBER, LATER)
        assert (again.document_id, again.number, again.pdf) == (first.document_id, first.number, first.pdf)
        assert (first.again, again.again) == (False, True)
        assert documents.preview(session, kind, house.lot, OCTOBER, LATER).issued_at == NOW

    def test_a_changed_sheet_keeps_its_number_and_takes_a_new_date(self, session: Session) -> None:
        house = fill(session)
        first = documents.issue(session, SHEET, house.lot, OCTOBER, NOW)
        declare(session, house.sami, OCTOBER, "140")
        second = documents.issue(session, SHEET, house.lot, OCTOBER, LATER)
        assert first.number == second.number == "FS-2026-014-L1-10"
        assert first.document_id != second.document_id
        assert "Éditée le 24/11/2026 à 09:14" in text(first.pdf)
        assert "Éditée le 01/12/2026 à 15:30" in text(second.pdf)
        assert len(documents.issued(session)) == 2

    def test_a_changed_certificate_takes_the_next_number(self, session: Session) -> None:
        house = fill(session)
        first = documents.issue(session, CERTIFICATE, house.lot, OCTOBER, NOW)
        declare(session, house.sami, OCTOBER, "140")
        second = documents.issue(session, CERTIFICATE, house.lot, OCTOBER, LATER)
        with_names = documents.issue(session, CERTIFICATE, house.lot, OCTOBER, LATER, with_people=True)
        assert [made.number for made in (first, second, with_names)] == ["AT-2026-0001", "AT-2026-0002", "AT-2026-0003"]
        assert documents.issue(session, CERTIFICATE, house.lot, OCTOBER, LATER).number == "AT-2026-0002"
        assert pages(with_names.pdf) == pages(second.pdf) + 1

    def test_undoing_gives_no_number_twice_and_brings_the_file_back(self, database: Database, house: House) -> None:
        with database.transaction() as session:
            first = documents.issue(session, CERTIFICATE, house.lot, OCTOBER, NOW)
        with database.transaction() as session:
            last = gestures.last_to_undo(session)
            assert last is not None
            assert last.label == "Attestation d’heures AT-2026-0001"
            gestures.undo(session, last.gesture_id)
        with database.transaction() as session:
            assert documents.issued(session) == []
            assert documents.issue(session, CERTIFICATE, house.lot, OCTOBER, NOW).number == "AT-2026-0002"
            documents.issue(session, SHEET, house.lot, OCTOBER, NOW)
        with database.transaction() as session:
            sheet = session.scalars(select(StoredFile)).all()
            assert len(sheet) == 2
            assert first.pdf not in [kept.content for kept in sheet]

    def test_the_file_of_an_undone_sheet_serves_again(self, database: Database, house: House) -> None:
        for _ in range(2):
            with database.transaction() as session:
                made = documents.issue(session, SHEET, house.lot, OCTOBER, NOW)
                assert not made.again
            with database.transaction() as session:
                assert documents.content(session, made.document_id) == made.pdf
                last = gestures.last_to_undo(session)
                assert last is not None
                gestures.undo(session, last.gesture_id)

    def test_a_month_to_come_is_refused(self, asked: Session, house: House) -> None:
        with pytest.raises(Refusal, match="Décembre 2026 n’a pas commencé"):
            documents.preview(asked, SHEET, house.lot, Month(2026, 12), NOW)

    def test_hostile_names_are_printed_as_typed(self, session: Session) -> None:
        house = fill(session)
        person = make.a_beneficiary(
            session, last_name="<b>Ke\u0301re\u0301kou</b> & Fils", first_name="🚀\u202eZo\u00eb"
        )
        make.a_placement(session, lot_id=house.lot, beneficiary_id=person.id, starts_on=dt.date(2026, 9, 1))
        session.get_one(Company, house.holder).name = "../../Batirade\\CON"
        session.scalars(select(Contract)).one().short_name = "École « A/B » <script>"
        made = documents.issue(session, SHEET, house.lot, OCTOBER, NOW)
        read = text(made.pdf)
        assert "<b>Kérékou</b>" in read
        assert "<script>" in read

    def test_neither_reason_nor_category_of_eligibility_is_printed(self, session: Session) -> None:
        house = fill(session)
        make.a_placement(
            session, lot_id=house.lot, categories=("rsa",), eligibility="Bénéficiaire du RSA, vu le 02/03/2026",
            disabled=True, qpv=True,
        )  # fmt: skip
        for kind in DocumentKind:
            printed = text(documents.issue(session, kind, house.lot, OCTOBER, NOW, with_people=True).pdf)
            assert not any(word in printed for word in ("RSA", "RQTH", "QPV", "quartier", "handicap"))

    def test_a_house_without_details_still_prints(self, session: Session) -> None:
        lot = make.a_lot(session)
        made = documents.issue(session, CERTIFICATE, lot.id, OCTOBER, NOW)
        assert "à renseigner dans Paramètres" in text(made.pdf)


class TestFinding:
    def test_documents_are_found_by_number_fingerprint_or_lot(self, session: Session) -> None:
        house = fill(session)
        sheet = documents.issue(session, SHEET, house.lot, OCTOBER, NOW)
        certificate = documents.issue(session, CERTIFICATE, house.lot, OCTOBER, LATER)

        def found(words: str) -> list[str]:
            return [line.number for line in documents.issued(session, words)]

        assert found("") == [certificate.number, sheet.number]
        assert found("fs-2026") == [sheet.number]
        assert found(certificate.fingerprint) == [certificate.number]
        assert found(sheet.fingerprint.replace("-", "").lower()) == [sheet.number]
        assert found("gros oeuvre") == [certificate.number, sheet.number]
        assert found("%") == []
        assert documents.issued(session, lot_id="0" * 32) == []

    @pytest.mark.parametrize("kind", [SHEET, CERTIFICATE])
    def test_a_reprint_is_the_same_document_marked_as_a_duplicate(self, session: Session, kind: DocumentKind) -> None:
        house = fill(session)
        made = documents.issue(session, kind, house.lot, OCTOBER, NOW)
        declare(session, house.sami, OCTOBER, "140")
        copy = documents.reprint(session, made.document_id, dt.date(2026, 12, 24))
        assert copy == documents.reprint(session, made.document_id, dt.date(2026, 12, 24))
        assert "Duplicata du 24/12/2026" in text(copy)
        assert text(copy).replace("Duplicata du 24/12/2026 ", "").split() == text(made.pdf).split()
        assert made.number in text(copy)
        assert info(copy)["Tagged"] == "yes"
        assert info(copy)["Title"].endswith("(duplicata du 24/12/2026)")

    def test_every_page_of_a_duplicate_says_so(self, session: Session) -> None:
        house = fill(session)
        made = documents.issue(session, CERTIFICATE, house.lot, OCTOBER, NOW, with_people=True)
        copy = documents.reprint(session, made.document_id, dt.date(2026, 12, 24))
        assert text(copy).count("Duplicata du 24/12/2026") == pages(copy) == 2

    def test_a_document_that_is_gone_is_refused(self, asked: Session) -> None:
        with pytest.raises(Refusal, match="n’est plus dans la liste"):
            documents.content(asked, "0" * 32)


class TestFolder:
    def test_files_are_named_after_numbers(self, database: Database, house: House, tmp_path: Path) -> None:
        seen, printed = run(
            documents.print_many(database.transaction, SHEET, [house.lot], OCTOBER, tmp_path / "fiches", NOW)
        )
        assert seen == [(1, 1)]
        assert printed.files == (tmp_path / "fiches" / "fs-2026-014-l1-10.pdf",)
        with database.reading() as session:
            (line,) = documents.issued(session)
            assert printed.files[0].read_bytes() == documents.content(session, line.document_id)
            last = gestures.last_to_undo(session)
            assert last is not None
            assert last.label == "Fiche de suivi, octobre 2026, 1 lot"

    def test_a_lot_that_cannot_be_printed_is_left_out_and_said(
        self, database: Database, house: House, tmp_path: Path
    ) -> None:
        _, printed = run(
            documents.print_many(database.transaction, CERTIFICATE, ["0" * 32, house.lot], OCTOBER, tmp_path, NOW)
        )
        assert [path.name for path in printed.files] == ["at-2026-0001.pdf"]
        assert printed.left_out == ("Ce lot n’existe plus. Choisissez-en un autre dans la liste.",)

    def test_stopping_leaves_neither_number_nor_file(self, database: Database, house: House, tmp_path: Path) -> None:
        job = documents.print_many(database.transaction, SHEET, [house.lot, house.lot], OCTOBER, tmp_path / "f", NOW)
        next(job)
        job.close()
        assert list((tmp_path / "f").iterdir()) == []
        with database.reading() as session:
            assert documents.issued(session) == []

    def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(
        self, database: Database, house: House, tmp_path: Path
    ) -> None:
        (tmp_path / "pris").write_text("un fichier à la place du dossier")
        with pytest.raises(Refusal, match="ne permet pas d’écrire"):
            run(documents.print_many(database.transaction, SHEET, [house.lot], OCTOBER, tmp_path / "pris", NOW))
        with database.reading() as session:
            assert documents.issued(session) == []

    def test_a_document_that_could_not_be_kept_leaves_no_file(
        self, database: Database, house: House, tmp_path: Path
    ) -> None:
        """Its number would be that of the next one."""
        path = tmp_path / "at.pdf"
        with pytest.raises(Refusal, match="disque est plein"), database.transaction() as session:
            documents.issue_to(session, CERTIFICATE, house.lot, OCTOBER, NOW, path)
            assert path.exists()
            raise OSError(errno.ENOSPC, "No space left on device")
        assert not path.exists()
        with database.transaction() as session:
            assert documents.issue_to(session, CERTIFICATE, house.lot, OCTOBER, NOW, path).number == "AT-2026-0001"
        assert path.exists()

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
    def test_a_full_disk_leaves_no_piece_of_file(self, tmp_path: Path) -> None:
        wanted = tmp_path / "a.pdf"
        (tmp_path / f".a.pdf.{os.getpid()}.part").symlink_to("/dev/full")
        with pytest.raises(Refusal, match="Le disque est plein"):
            documents.save(b"%PDF", wanted)
        assert list(tmp_path.iterdir()) == []


class TestChoices:
    def test_lots_at_work_in_a_month_are_those_to_print(self, session: Session) -> None:
        house = fill(session)
        idle = make.a_lot(session)
        assert {lot.lot_id for lot in documents.lots_to_print(session)} == {house.lot, idle.id}
        assert [lot.lot_id for lot in documents.lots_to_print(session, OCTOBER)] == [house.lot]
        assert documents.lots_to_print(session, Month(2026, 7)) == []
        assert documents.lots_at_work(session, OCTOBER) == [house.lot]
        assert documents.lots_at_work(session, Month(2026, 7)) == []

    def test_months_go_from_the_beginning_of_the_lot_to_today(self, database: Database, house: House) -> None:
        with database.transaction() as session:
            validate(session, house.lot, AUGUST)
        with database.reading() as session:
            months = documents.months_to_print(session, house.lot, NOW.date())
        assert (months[0].month, months[-1].month) == (NOVEMBER, Month(2026, 1))
        assert [line.month for line in months if line.validated] == [AUGUST]
        assert [line.month for line in months if line.has_hours] == [OCTOBER, SEPTEMBER, AUGUST]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Maison de l’emploi de la Rade", "la Maison de l’emploi de la Rade"),
        ("PLIE du Littoral", "le PLIE du Littoral"),
        ("Association Cap Métiers", "l’Association Cap Métiers"),
        ("Cap Métiers", ""),
    ],
)
def test_the_house_is_called_with_its_article(name: str, said: str) -> None:
    assert called(name) == said
