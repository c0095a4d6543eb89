"""The follow-up sheet of a lot, as read back from its PDF."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from facilitator_app.documents.follow_up_sheet import follow_up_sheet_pdf
from facilitator_app.domain.values import Month, hours
from tests.documents import reading
from tests.documents.samples import HOUSE, rows, sheet

NARROW = "\u202f"


def test_a_sheet_says_what_the_house_knows_of_the_lot() -> None:
    text = reading.text(follow_up_sheet_pdf(sheet())).replace(NARROW, " ")
    for printed in (
        "Maison de l’emploi de la Rade", "FS-2026-014-L1-10", "Éditée le 01/12/2026 à 09:14",
        "Version destinée au titulaire", "déclaration validée le 30/11/2026", "mois d’octobre 2026",
        "Construction du groupe scolaire Les Oliviers, La Garde (M-2026-014)", "Batirade SAS, La Seyne-sur-Mer",
        "7 560 h", "5 276,51 h", "2 283,49 h", "1 322,17 h", "69,8 % des heures réalisées", "56 % du délai écoulé",
        "Août Sept. Octobre Cumul lot", "Castellan Bruno CDI Batirade SAS 07/05/2026 84 151,67 151,67 739,01",
        "Total du lot 602 1 278,67 1 322,17 5 276,51", "Données fictives de démonstration", "Page 1 sur 1",
        "Pour le titulaire", "Accès et rectification : clause@mde-rade.exemple",
    ):  # fmt: skip
        assert printed in text
    assert "rovisoire" not in text


def test_unknown_hours_are_a_dash_and_no_hours_are_zero() -> None:
    row = dataclasses.replace(rows(1)[0], name="Martel Lucie", hours=(None, hours(0), hours("7.5")), total=hours("7.5"))
    text = reading.text(follow_up_sheet_pdf(sheet(rows=(row,))))
    assert "Martel Lucie Professionnalisation GEIQ Horizon BTP 12/03/2026 – 0 7,5 7,5" in text
    assert "Total du lot – 0 7,5 7,5" in text


def test_a_month_not_validated_is_marked_on_every_page() -> None:
    pdf = follow_up_sheet_pdf(sheet(validated_on=None, rows=rows(60)))
    text = reading.text(pdf)
    assert text.count("Document provisoire") == reading.pages(pdf) == 3
    assert "Les heures d’octobre 2026 ne sont pas encore validées." in text
    assert "provisoire" in reading.info(pdf)["Title"]


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (12, 1), (60, 3), (300, 9)])
def test_every_worker_is_printed_once_under_a_header_on_each_page(count: int, pages: int) -> None:
    people = tuple(dataclasses.replace(row, name=f"Salarié{place:03}") for place, row in enumerate(rows(count)))
    pdf = follow_up_sheet_pdf(sheet(rows=people))
    printed = list(reading.words(pdf))
    names = [word for word in printed if word.text.startswith("Salarié") and len(word.text) == 10]
    assert [word.text for word in names] == [person.name for person in people]
    assert reading.pages(pdf) == pages
    pages_with_names = {word.page for word in names}
    assert {word.page for word in printed if word.text == "Cumul"} == pages_with_names
    assert max((word.bottom for word in names), default=0) < 786
    assert not reading.overlapping(pdf)
    assert f"Page {pages} sur {pages}" in reading.text(pdf)


@pytest.mark.parametrize("count", range(20, 32))
def test_the_total_stands_on_the_page_of_the_last_worker(count: int) -> None:
    people = [*rows(count - 1), dataclasses.replace(rows(1)[0], name="Dernière")]
    printed = list(reading.words(follow_up_sheet_pdf(sheet(rows=tuple(people)))))
    last = next(word for word in printed if word.text == "Dernière")
    total = next(word for word in printed if word.text == "Total")
    assert (total.page, round(total.top - last.top)) == (last.page, 17)


def test_a_lot_without_workers_says_so() -> None:
    assert "Aucun salarié sur ce lot à cette date." in reading.text(follow_up_sheet_pdf(sheet(rows=())))


@pytest.mark.parametrize(
    ("due", "done", "said"),
    [(None, "10", "Objectif non renseigné"), ("0", "10", "Objectif non renseigné"), ("100", "250", "250,0 %")],
)
def test_progress_is_told_even_without_a_target_or_beyond_it(due: str | None, done: str, said: str) -> None:
    pdf = follow_up_sheet_pdf(sheet(due=hours(due) if due else None, done=hours(done), elapsed=Decimal("1.4")))
    assert said in reading.text(pdf)


def test_months_take_the_article_they_need() -> None:
    assert "mois de mai 2026" in reading.text(follow_up_sheet_pdf(sheet(month=Month(2026, 5))))
    assert "mois d’avril 2026" in reading.text(follow_up_sheet_pdf(sheet(month=Month(2026, 4))))


def test_a_duplicate_says_so_on_every_page() -> None:
    pdf = follow_up_sheet_pdf(sheet(rows=rows(60), duplicate_on=dt.date(2027, 1, 5)))
    assert reading.text(pdf).count("Duplicata du 05/01/2027") == 3


def test_long_observations_go_on_over_the_pages_without_losing_a_word() -> None:
    remark = "\n".join(f"remarque{place:04}" for place in range(300))
    pdf = follow_up_sheet_pdf(sheet(observations=remark))
    text = reading.text(pdf)
    assert all(f"remarque{place:04}" in text for place in range(300))
    assert not reading.overlapping(pdf)


def test_amounts_too_wide_for_their_column_are_printed_whole() -> None:
    row = dataclasses.replace(rows(1)[0], hours=(hours("1234567.89"), None, None), total=hours("99999999.99"))
    pdf = follow_up_sheet_pdf(sheet(rows=(row,), due=hours("99999999.99")))
    text = reading.text(pdf).replace(NARROW, " ")
    assert "1 234 567,89" in text
    assert text.count("99 999 999,99") == 3
    assert not reading.overlapping(pdf)


def test_a_house_outside_the_demonstration_shows_no_demonstration_mark() -> None:
    house = dataclasses.replace(HOUSE, demonstration=False)
    assert "fictives" not in reading.text(follow_up_sheet_pdf(sheet(letterhead=house)))
