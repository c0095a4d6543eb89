"""The sheet of the paper key, as read back from its PDF."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from facilitator_app.documents.letterhead import Letterhead
from facilitator_app.documents.paper_key import PaperKeySheet, paper_key_pdf
from facilitator_app.domain.paper_key import mark, read, write
from tests.documents import reading
from tests.documents.samples import HOUSE
from tests.documents.test_hostile_text import HOSTILE

KEY = bytes(range(100, 132))
SHEET = PaperKeySheet(HOUSE, dt.date(2026, 12, 1), "arrimage.db", KEY)


def groups(pdf: bytes) -> dict[int, str]:
    """The signs beside each number, as an eye reads them on the page."""
    drawn = sorted(reading.words(pdf), key=lambda word: word.left)
    found = {}
    for label in (word for word in drawn if word.text == "Groupe"):
        row = [word for word in drawn if abs(word.bottom + word.top - label.bottom - label.top) < 20]
        number, *signs = [word.text for word in row if label.left < word.left < label.left + 200]
        found[int(number)] = "".join(signs)
    return found


def test_the_key_is_read_back_from_the_sheet() -> None:
    printed = groups(paper_key_pdf(SHEET))
    assert tuple(printed[number] for number in range(1, 15)) == write(KEY)
    assert read(" ".join(printed[number] for number in range(1, 15))) == KEY


def test_the_sheet_says_what_it_is_for_and_where_to_keep_it() -> None:
    text = reading.text(paper_key_pdf(SHEET))
    for printed in (
        "Maison de l’emploi de la Rade", "Clé de secours", "de la base arrimage.db", "Imprimée le 1er décembre 2026",
        f"Repère : {mark(KEY)}", "Confidentiel", "À quoi elle sert", "Comment s’en servir", "Où la garder",
        "enveloppe fermée", "Arrimage ne garde pas cette clé", "Mise sous enveloppe par", "Page 1 sur 1",
    ):  # fmt: skip
        assert printed in text


def test_it_is_one_tagged_page_without_overlap() -> None:
    pdf = paper_key_pdf(SHEET)
    assert reading.pages(pdf) == 1
    assert reading.info(pdf)["Tagged"] == "yes"
    assert not reading.overlapping(pdf)
    assert all(embedded for _, embedded in reading.fonts(pdf))
    assert paper_key_pdf(SHEET) == pdf


def test_the_key_is_never_shown_by_accident() -> None:
    shown = repr(SHEET)
    assert KEY.hex() not in shown
    assert str(KEY) not in shown


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: ascii(typed[:12]))
def test_any_house_prints_inside_its_place(typed: str) -> None:
    house = Letterhead(typed, (typed,) * 4, called=typed)
    pdf = paper_key_pdf(dataclasses.replace(SHEET, letterhead=house, database=typed))
    assert reading.pages(pdf) == 1
    assert not reading.overlapping(pdf)
    assert [word for word in reading.words(pdf) if word.left < 38 or word.right > 557.5] == []
