"""Whatever people type or paste is printed as text, inside its place, and never stops a document."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator_app.documents.follow_up_sheet import follow_up_sheet_pdf
from facilitator_app.documents.fonts import font
from facilitator_app.documents.hours_certificate import hours_certificate_pdf
from facilitator_app.documents.letterhead import Letterhead
from facilitator_app.documents.letters import printable, shortened, wrapped
from tests.documents import reading
from tests.documents.samples import annex, certificate, rows, sheet

EUROPEAN = (
    "Łukasz", "Nguyễn", "Şahin", "Đorđević", "Øystein", "Ægir", "Þór", "Ğülşen", "Erdős", "Ștefan", "Țepeș",
    "Кириллица", "Ђорђе", "Ελληνικά", "Ñíguez", "Œuvrard", "Lucía", "Åse", "Žižek", "Ķirsis", "Ġorġ", "ŵyn",
    "Ŀlull", "გიორგი", "Հայկ",
)  # fmt: skip
HOSTILE = (
    "<b>Dupont", "</para>", "&", "&amp;", "Martin & \"Fils\" 'SA'", '<img src="/etc/passwd">', "(((", ")", "\\", "\\)",
    "%s%n{0}", "😀 Zoé 👩\u200d🔧", "\u202egnihsif", "e\u0301te\u0301", "a" + "\u0301" * 200, "W" * 5000, "mot " * 1250,
    "a\x00b\x07c", "demi \ud83d paire", "\ud83d\ude00", "ligne\nligne\r\nligne\u2028ligne", "\ufeff\u200b\u00ad", "",
    " ", "李明 ไทย", "\U0010ffff\ufffe", "T" * 300 + "-" + "b" * 300, "שלום כהן", "محمد علي",
)  # fmt: skip


def everywhere(typed: str) -> tuple[bytes, bytes]:
    """A sheet and a certificate where every typed value is this one."""
    house = Letterhead(typed, (typed,) * 4, called=typed)
    row = dataclasses.replace(rows(1)[0], name=typed, contract=typed, employer=typed)
    person = dataclasses.replace(annex(1)[0], name=typed, contract=typed)
    follow_up = sheet(
        letterhead=house, number=typed, version=typed, operation=typed, lot=typed, buyer=typed, holder=typed,
        correspondent=typed, facilitator=typed, rows=(row,) * 3, publics=typed, observations=typed, next_step=typed,
        contact=typed, validated_on=None,
    )  # fmt: skip
    done = certificate(
        letterhead=house, number=typed, place=typed, company=typed, siret=typed, contract=typed, lot=typed, buyer=typed,
        signatory_role=typed, signatory=typed, annex=(person,) * 3,
        ways=(dataclasses.replace(certificate().ways[0], label=typed),) * 3,
    )  # fmt: skip
    return follow_up_sheet_pdf(follow_up), hours_certificate_pdf(done)


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: ascii(typed[:12]))
def test_hostile_values_print_inside_their_place(typed: str) -> None:
    for pdf in everywhere(typed):
        assert not reading.overlapping(pdf)
        assert [word for word in reading.words(pdf) if word.left < 38 or word.right > 557.5] == []
        assert all(embedded for _, embedded in reading.fonts(pdf))


@pytest.mark.parametrize("typed", [*HOSTILE[:11], *EUROPEAN], ids=ascii)
def test_a_name_is_read_back_as_it_was_typed(typed: str) -> None:
    pdf = follow_up_sheet_pdf(sheet(facilitator=typed, rows=(dataclasses.replace(rows(1)[0], name=typed),)))
    assert reading.text(pdf).count(typed) >= 1
    assert "□" not in reading.text(pdf)


def test_accents_typed_apart_are_composed() -> None:
    pdf = follow_up_sheet_pdf(sheet(facilitator="He\u0301le\u0300ne"))
    assert "Hélène" in reading.text(pdf)


def test_signs_that_no_font_has_leave_a_visible_mark() -> None:
    assert "□ Zoé" in reading.text(follow_up_sheet_pdf(sheet(facilitator="😀 Zoé")))


def test_no_sign_can_turn_the_direction_of_writing() -> None:
    assert printable("abc\u202edef\u2066\u200f") == "abcdef"


def test_accents_do_not_pile_up_over_the_other_lines() -> None:
    assert len(printable("a" + "\u0301" * 200)) <= 4


def test_file_contents_are_never_drawn() -> None:
    pdf = follow_up_sheet_pdf(sheet(observations='<img src="/etc/passwd"/>'))
    assert "root:" not in reading.text(pdf)
    assert b"/Subtype /Image" not in pdf


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_any_text_prints(typed: str) -> None:
    for pdf in everywhere(typed):
        assert pdf.startswith(b"%PDF-1.7")


@given(st.text(max_size=300), st.floats(20, 400), st.integers(1, 5))
def test_no_line_is_wider_than_its_place(typed: str, width: float, most: int) -> None:
    regular, text = font("regular"), printable(typed)
    lines = wrapped(text, regular, 9, width, most)
    assert len(lines) <= most
    assert all(regular.width(line, 9) <= width + 0.01 for line in lines)
    assert regular.width(shortened(text, regular, 9, width), 9) <= width + 0.01


@given(st.text(max_size=300), st.floats(20, 400))
def test_wrapping_without_limit_loses_no_letter(typed: str, width: float) -> None:
    text = printable(typed)
    lines = wrapped(text, font("regular"), 9, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_word_of_a_million_signs_is_cut_quickly() -> None:
    lines = wrapped("m" * 1_000_000, font("regular"), 9, 300)
    assert sum(map(len, lines)) == 1_000_000


def test_an_endless_word_fills_its_lines() -> None:
    regular = font("regular")
    lines = wrapped("m" * 2000, regular, 9, 300)
    assert {len(line) for line in lines[:-1]} == {int(300 / regular.width("m", 9))}
