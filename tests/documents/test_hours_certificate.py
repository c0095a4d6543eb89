"""The certificate of hours, as read back from its PDF."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from facilitator_app.documents.hours_certificate import WayOfRecruitment, fingerprint, hours_certificate_pdf
from facilitator_app.domain.values import hours
from tests.documents import reading
from tests.documents.samples import annex, certificate


def read(**changes: object) -> str:
    return reading.text(hours_certificate_pdf(certificate(**changes))).replace("\u202f", " ")


def test_a_certificate_says_what_was_done_and_how() -> None:
    text = read()
    for printed in (
        "Attestation de réalisation de la clause sociale d’insertion", "Situation arrêtée au 31 octobre 2026",
        "Toulon, le 1er décembre 2026", "La Maison de l’emploi de la Rade, en charge du suivi", "000 000 000 00000",
        "Lot 1 Gros œuvre, notifié le 12 mars 2026", "5 276,51 h", "7 560 h", "69,8 %",
        "Embauche directe (CDI, CDD, apprentissage) 5 2 546,01 48,3 %",
        "Mise à disposition par une ETTI 5 1 652,00 31,3 %",
        "Total 12 5 276,51 100 %", "Hélène Arnoux", "Cachet et signature", "Page 1 sur 1",
    ):  # fmt: skip
        assert printed in text
    assert "rovisoire" not in text
    assert "Annexe" not in text


def test_months_still_open_make_it_provisional() -> None:
    pdf = hours_certificate_pdf(certificate(provisional=True))
    text = reading.text(pdf)
    assert "Attestation provisoire de réalisation" in text
    assert "Document provisoire" in text
    assert reading.pages(pdf) == 1


def test_the_annex_lists_the_people_on_pages_of_their_own() -> None:
    pdf = hours_certificate_pdf(certificate(annex=annex(60)))
    assert reading.pages(pdf) == 3
    first = " ".join(word.text for word in reading.words(pdf) if word.page == 1)
    assert "Belkacem" not in first
    assert reading.text(pdf).count("Belkacem Yanis Professionnalisation 12/03/2026 – 616,50") == 5


def test_the_fingerprint_is_printed_and_follows_the_printed_words() -> None:
    original = certificate()
    printed = fingerprint(original)
    assert re.fullmatch(r"([0-9A-F]{4}-){2}[0-9A-F]{4}", printed)
    assert f"Empreinte du document : {printed}." in read()
    assert fingerprint(certificate(done=hours("5276.52"))) != printed
    assert fingerprint(certificate(buyer="Commune de La Garde")) != printed
    assert fingerprint(certificate(annex=annex(1))) != printed


def test_a_duplicate_keeps_the_fingerprint_of_the_first() -> None:
    assert fingerprint(certificate(duplicate_on=dt.date(2027, 1, 5))) == fingerprint(certificate())
    assert "Duplicata du 05/01/2027" in read(duplicate_on=dt.date(2027, 1, 5))


def test_the_only_way_of_recruitment_is_the_whole_as_the_total_is() -> None:
    text = read(ways=(WayOfRecruitment("Contrat en GEIQ", 12, hours("5276.51")),))
    assert "100,0" not in text
    assert text.count("100 %") == 2


def test_nothing_due_gives_no_rate() -> None:
    text = read(due=None)
    assert "5 276,51 h – –" in text
    assert "69,8" not in text


def test_people_hired_in_two_ways_count_once() -> None:
    assert "compte une fois dans le total" in read(people=11)
    assert "compte une fois dans le total" not in read(people=12)


@pytest.mark.parametrize("count", [0, 1, 4, 8, 30])
def test_any_number_of_ways_is_drawn_without_overlap(count: int) -> None:
    ways = tuple(WayOfRecruitment(f"Modalité {place}", 1, hours(10)) for place in range(count))
    pdf = hours_certificate_pdf(certificate(ways=ways, people=count))
    assert not reading.overlapping(pdf)
    assert f"Total {count} " in reading.text(pdf)
