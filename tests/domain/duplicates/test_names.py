"""What two writings of a name have in common."""

from __future__ import annotations

import pytest

from facilitator_app.domain.duplicates.comparing import (
    CLOSE,
    DIFFERENT,
    MISSING,
    NEAR,
    PART,
    SAME,
    TURNED,
    Level,
    dates,
    names,
)
from facilitator_app.domain.duplicates.names import sound, words_of
from facilitator_app.domain.duplicates.person import Person, phone_key, portrait


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Lefèvre", "LEFEVRE", SAME), ("N’Diaye", "Ndiaye", SAME), ("Ben Ali", "Benali", SAME),
        ("de Sousa", "Sousa", SAME),
        ("Dupont-Moretti", "Moretti Dupont", SAME), ("Dupont-Moretti", "Moretti", PART), ("Lefèvre", "Lefebvre", CLOSE),
        ("Gautier", "Gauthier", CLOSE), ("Lemaître", "Le Maitre", SAME), ("Martel", "Mratel", CLOSE),
        ("Belmahdi", "Belmehdy", NEAR), ("Martin", "Orsini", DIFFERENT), ("", "Orsini", MISSING),
    ],
)  # fmt: skip
def test_last_names(one: str, other: str, level: Level) -> None:
    found = names(portrait(Person("1", one, "Inès")), portrait(Person("2", other, "Inès")))
    assert found == (level, SAME, SAME)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Marie-Claude", "Marie Claude", SAME), ("Marie-Claude", "Claude", PART), ("Jean-Pierre", "J.-P.", PART),
        ("Frédéric", "Fred", PART), ("Mohamed", "Mohammed", CLOSE), ("Stéphane", "Stephan", CLOSE),
        ("Lucie", "Julie", DIFFERENT),
        ("Jean-Paul", "Jean-Pierre", DIFFERENT), ("Marie-Claude", "Marie-Claire", DIFFERENT),
        ("Jean-Paul", "Jean", PART), ("Jean-Paul", "Jean-P.", PART), ("Marie-Claude", "Marie-Clode", CLOSE),
        ("Lucie Anne", "Lucie Anna", CLOSE),
    ],
)  # fmt: skip
def test_first_names(one: str, other: str, level: Level) -> None:
    assert names(portrait(Person("1", "Orsini", one)), portrait(Person("2", "Orsini", other)))[1] == level


@pytest.mark.parametrize(
    ("other", "level"),
    [("19900514", SAME), ("19901405", TURNED), ("19900513", CLOSE), ("19910514", CLOSE), ("19901514", CLOSE),
     ("20010514", NEAR), ("19900627", DIFFERENT), ("19621127", DIFFERENT), ("", MISSING)],
)  # fmt: skip
def test_birth_dates(other: str, level: Level) -> None:
    assert dates("19900514", other) == level


def test_a_name_of_particles_alone_keeps_them() -> None:
    assert words_of("Le") == ("le",)
    assert words_of("de La Fontaine, ép. N’Diaye") == ("fontaine", "ndiaye")


@pytest.mark.parametrize(
    "pair", [("gautier", "gotier"), ("philippe", "filipe"), ("roux", "rou"), ("jacques", "jaques")]
)
def test_names_that_sound_alike(pair: tuple[str, str]) -> None:
    assert sound(pair[0]) == sound(pair[1])


@pytest.mark.parametrize("text", ["06 12 34 56 78", "+33 6 12 34 56 78", "612345678", "0612345678 / 0494000000"])
def test_the_same_telephone_however_written(text: str) -> None:
    assert phone_key(text) == "612345678"
