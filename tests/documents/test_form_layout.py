"""How the parts of a printed form stand on their pages: whole names, aligned amounts, signatures never alone."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import pytest

from facilitator_app.documents.eligibility_sheet import _going_on
from facilitator_app.documents.follow_up_sheet import FollowUpSheet, follow_up_sheet_pdf
from facilitator_app.documents.form import (
    Blanks,
    Block,
    Fact,
    Facts,
    Form,
    Grid,
    Part,
    Signatures,
    Words,
    WritingGrid,
)
from facilitator_app.documents.form_pdf import form_pdf
from facilitator_app.documents.hours_certificate import hours_certificate_pdf
from facilitator_app.documents.table import HAND_LINE
from tests.documents import reading
from tests.documents.samples import HOUSE, certificate, sheet

_LONG = "Pour la Maison de l’emploi, de la formation et de l’économie sociale de la Rade, du Littoral et des Îles d’Or"


def printed(*parts: Part) -> bytes:
    return form_pdf(
        Form(HOUSE, "Fiche", "FX-2026-0001", dt.date(2026, 11, 23), "Toulon", "", "Fiche", "Clause sociale", parts)
    )


def grid(rows: int) -> Grid:
    return Grid(("Quoi", "Résumé"), (30, 70), tuple((f"ligne{row}", "mots") for row in range(rows)))


@pytest.mark.parametrize("signatories", [(_LONG,), (_LONG, "Pour l’entreprise")])
def test_who_signs_is_named_in_full(signatories: tuple[str, ...]) -> None:
    pdf = printed(Part("Fin", (Signatures(signatories),)))
    for word in _LONG.split(" "):
        assert word in reading.text(pdf)
    assert reading.overlapping(pdf) == []


@pytest.mark.parametrize("rows", range(24, 42))
def test_signatures_are_never_alone_on_a_page(rows: int) -> None:
    drawn = list(reading.words(printed(Part("Suivi", (grid(rows),)), Part("", (Signatures(("La personne",)),)))))
    signed_on = next(word.page for word in drawn if word.text == "signature")
    assert any(word.page == signed_on and word.text == f"ligne{rows - 1}" for word in drawn)


@pytest.mark.parametrize("lines", range(44, 60))
def test_signatures_keep_the_last_line_of_a_text_above_them(lines: int) -> None:
    text = "\n".join(f"ligne{line}" for line in range(lines))
    drawn = list(reading.words(printed(Part("Dit", (Words(text),)), Part("", (Signatures(("La personne",)),)))))
    signed_on = next(word.page for word in drawn if word.text == "signature")
    assert any(word.page == signed_on and word.text == f"ligne{lines - 1}" for word in drawn)


@pytest.mark.parametrize("lines", range(24, 34))
def test_signatures_keep_the_lines_written_by_hand_above_them(lines: int) -> None:
    above = tuple(Blanks(f"ligne{line}") for line in range(lines))
    drawn = list(reading.words(printed(Part("Dit", above), Part("", (Signatures(("La personne",)),)))))
    signed_on = next(word.page for word in drawn if word.text == "signature")
    assert any(word.page == signed_on and word.text == f"ligne{lines - 1}" for word in drawn)


def test_crosses_stand_under_the_middle_of_their_titles() -> None:
    rows = (("Équipe", "", "X"), ("Sécurité", "", "X"))
    drawn = list(reading.words(printed(Part("Avis", (Grid(("Point", "Moyen", "Satisfaisant"), (40, 30, 30), rows),)))))
    title = next(word for word in drawn if word.text == "Satisfaisant")
    crosses = [word for word in drawn if word.text == "X"]
    assert len(crosses) == len(rows)
    for cross in crosses:
        assert abs((cross.left + cross.right) - (title.left + title.right)) < 2


def test_a_column_to_write_in_has_its_title_where_one_writes() -> None:
    rows = (("Lot 1", "en retard", ""), ("Lot 2", "en retard", ""))
    drawn = list(reading.words(printed(Part("Points", (Grid(("Point", "Où", "Décision"), (30, 30, 40), rows),)))))
    left = {word.text: word.left for word in drawn}
    assert left["Décision"] - left["Où"] == pytest.approx(left["Où"] - left["Point"], abs=1)


def test_a_row_to_write_in_has_room_for_handwriting() -> None:
    rows = tuple((f"ligne{row}", "") for row in range(4))
    drawn = list(reading.words(printed(Part("", (WritingGrid(("Point", "Décision"), (60, 40), rows, lines=5),)))))
    tops = [word.top for word in drawn if word.text.startswith("ligne")]
    apart = [below - above for above, below in itertools.pairwise(tops)]
    assert len(apart) == 3
    assert all(each >= 5 * HAND_LINE for each in apart)
    title = next(word for word in drawn if word.text == "Point")
    assert tops[0] - title.bottom < HAND_LINE  # what is printed stands at the top, one writes beside and under it


def test_amounts_end_under_one_another() -> None:
    hours = ("1\u202f164,34\u00a0h", "84\u00a0h", "–")
    rows = tuple((f"mois{place}", "lot", amount) for place, amount in enumerate(hours))
    drawn = list(reading.words(printed(Part("Heures", (Grid(("Mois", "Lot", "Heures"), (25, 55, 20), rows),)))))
    ends = {round(word.right) for word in drawn if word.text in {"1\u202f164,34\u00a0h", "84\u00a0h", "h", "–"}}
    assert len(ends) == 1
    assert round(next(word.right for word in drawn if word.text == "Heures" and word.left > 300)) in ends


def test_a_long_label_stays_in_its_cell() -> None:
    label = "Horaires de la première semaine, puis des suivantes, pauses et temps de trajet compris"
    drawn = list(reading.words(printed(Part("Travail", (Facts(((Fact(label, "valeur"),),)),)))))
    value = next(word for word in drawn if word.text == "valeur")
    beside = [word for word in drawn if word.text in label.split(" ") and abs(word.top - value.top) < 20]
    assert len(beside) == len(label.split(" "))
    assert all(word.right < value.left for word in beside)


@pytest.mark.parametrize("first", [Facts(((Fact("Entreprise", "valeur"),),)), grid(1)])
def test_a_frame_without_title_leaves_room_under_the_subtitle(first: Block) -> None:
    drawn = list(reading.words(printed(Part("", (first,)))))
    subtitle = next(word for word in drawn if word.text == "sociale")
    below = next(word for word in drawn if word.text in {"valeur", "Résumé"})
    assert below.top - subtitle.bottom > 10


def test_a_frame_stands_off_the_line_to_write_on_above_it() -> None:
    facts = Facts(((Fact("Lot", "valeur"),),))
    alone = list(reading.words(printed(Part("A", (Blanks("Contact"), facts)))))
    contact, value = (next(word for word in alone if word.text == wanted) for wanted in ("Contact", "valeur"))
    assert value.top - contact.bottom > 12


def test_the_name_of_a_worker_is_whole_on_the_follow_up_sheet() -> None:
    name = "Vandenbroucke-Castellani de La Roquebrussanne Marie-Antoinette Élisabeth"
    known: FollowUpSheet = sheet()
    pdf = follow_up_sheet_pdf(dataclasses.replace(known, rows=(dataclasses.replace(known.rows[0], name=name),)))
    said = "".join(word.text for word in reading.words(pdf))
    for word in ("Roquebrussanne", "Antoinette", "Élisabeth"):
        assert word in said


def test_the_title_of_who_signs_follows_its_article_without_a_capital() -> None:
    said = reading.text(hours_certificate_pdf(certificate(signatory_role="la Facilitatrice de la clause")))
    assert "la facilitatrice de la clause" in said


def test_nobody_to_sign_leaves_no_comma() -> None:
    said = reading.text(hours_certificate_pdf(certificate(signatory_role="", signatory="")))
    assert f"Pour {HOUSE.short_name}" in said
    assert f"Pour {HOUSE.short_name}," not in said


@pytest.mark.parametrize(
    ("sentence", "after_a_colon"),
    [("La date suit.", "la date suit."), ("RQTH à revoir.", "RQTH à revoir."), ("L’avis manque.", "l’avis manque.")],
)
def test_what_is_missing_goes_on_after_its_colon(sentence: str, after_a_colon: str) -> None:
    assert _going_on(sentence) == after_a_colon
