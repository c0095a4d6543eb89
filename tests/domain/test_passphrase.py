"""The phrase that opens a house: how one is drawn, judged and read."""

from __future__ import annotations

import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.french_words import FRENCH_WORDS
from facilitator_app.domain.passphrase import WORDS, as_meant, drawn, strength

# Beginnings that nobody wants to find in her own phrase.
OFFENSIVE = (
    "bais", "batar", "bite", "bougnoul", "bordel", "branl", "cadavr", "catin", "chatte", "chier",
    "connar", "couill", "cruch", "debile", "dingue", "drogu", "encul", "enfoir", "esclav", "facho", "fesse", "fouf",
    "garce", "goder", "gouin", "grognas", "idiot", "imbecil", "laidero", "mongol", "morue", "mourir", "nazi", "negr",
    "nichon", "niqu", "pedal", "penis", "pisse", "pouff", "poufi", "putain", "pute", "racail", "salaud", "salop",
    "seins", "sexe", "suicid", "tapett", "tarlou", "trainee", "truie", "tuer", "vagin", "viol", "youpin",
)  # fmt: skip
HARMLESS = {"violet", "violon", "baisser"}


def test_a_drawn_phrase_has_eighty_bits() -> None:
    ways = math.prod(len(FRENCH_WORDS) - drawn_before for drawn_before in range(WORDS))
    assert math.log2(ways) > 80
    phrase = drawn()
    assert len(set(phrase.split())) == WORDS
    assert set(phrase.split()) <= set(FRENCH_WORDS)
    assert strength(phrase).enough
    assert len({drawn() for _ in range(200)}) == 200


def test_a_drawn_phrase_never_holds_the_name_of_the_person() -> None:
    names = " ".join(FRENCH_WORDS[WORDS:])
    assert sorted(drawn((names,)).split()) == list(FRENCH_WORDS[:WORDS])


def test_every_word_is_drawn_as_often_as_another() -> None:
    counts = dict.fromkeys(FRENCH_WORDS, 0)
    for _ in range(5_000):
        for word in drawn().split():
            counts[word] += 1
    mean = 5_000 * WORDS / len(FRENCH_WORDS)
    assert max(counts.values()) < mean + 7 * math.sqrt(mean)
    assert sum(count > 0 for count in counts.values()) > 0.99 * len(FRENCH_WORDS)


def test_words_are_easy_to_type() -> None:
    assert len(set(FRENCH_WORDS)) == len(FRENCH_WORDS)
    assert list(FRENCH_WORDS) == sorted(FRENCH_WORDS)
    assert all(word.isascii() and word.isalpha() and word.islower() and 4 <= len(word) <= 8 for word in FRENCH_WORDS)


def test_no_word_is_the_plural_or_the_feminine_of_another() -> None:
    words = set(FRENCH_WORDS)
    assert [word for word in FRENCH_WORDS if {word + end for end in ("s", "x", "e", "es", "r")} & words] == []


def test_no_word_hurts() -> None:
    assert [word for word in FRENCH_WORDS if word.startswith(OFFENSIVE) and word not in HARMLESS] == []


@pytest.mark.parametrize(
    "phrase",
    [
        "drapeau cidre violon tuile hamac renard poivre",
        "Le vieux camion de mon oncle dort sous un pommier",
        "L’été, trois hérissons traversent notre jardin vers minuit.",
        "k7!Rw2pQ#m9Z",
        "k7Rw2pQm9ZtLx4",
        "Café 42 grenouille",
    ],
)
def test_what_the_cnil_gives_as_strong_is_enough(phrase: str) -> None:
    assert strength(phrase).enough
    assert strength(phrase).advice == ""


@pytest.mark.parametrize(
    ("phrase", "advice"),
    [
        ("", "Écrivez sept mots"),
        ("azerty", "Écrivez sept mots"),
        ("drapeau cidre violon", "Écrivez sept mots"),
        ("drapeau cidre violon tuile hamac renard renard", "Ajoutez un autre mot"),
        ("le le le la la un de", "Ajoutez 7 autres mots"),
        ("Hélène Arnoux drapeau cidre violon tuile hamac", "Ajoutez 2 autres mots"),
        ("k7!Rw2pQ#m9", "Ajoutez un signe"),
        ("k7Rw2pQm9Z", "Ajoutez 4 signes"),
        ("Motdepasse-2026!", "Écrivez sept mots"),
        ("Azerty123456!!", "Écrivez sept mots"),
        ("aaaaaaaaaaaaA1!", "Écrivez sept mots"),
        ("aA1!aA1!aA1!", "Ajoutez 4 signes"),
        ("Arnoux-Helene#7", "Écrivez sept mots"),
        ("x" * 2_000, "Cette phrase dépasse 1000 signes"),
    ],
)
def test_a_weak_phrase_is_told_what_to_do(phrase: str, advice: str) -> None:
    judged = strength(phrase, ("Hélène Arnoux",))
    assert not judged.enough
    assert judged.advice.startswith(advice)
    assert not phrase or len(phrase) > 1000 or phrase not in judged.advice


def test_words_are_read_whatever_the_spaces_the_case_and_the_keyboard() -> None:
    meant = as_meant("L’été trois hérissons traversent notre jardin minuit")
    for typed in (
        "  l'été   trois hérissons\ttraversent notre jardin minuit ",
        "L’ÉTÉ TROIS HÉRISSONS TRAVERSENT NOTRE JARDIN MINUIT",
        "l-été-trois-hérissons-traversent-notre-jardin-minuit",
        unicodedata.normalize("NFD", "L’été trois hérissons traversent notre jardin minuit"),
        "l’été\u00a0trois hérissons traversent notre jardin minuit.",
    ):
        assert as_meant(typed) == meant
    assert as_meant("l’ete trois hérissons traversent notre jardin minuit") != meant


def test_in_a_password_each_sign_counts() -> None:
    assert as_meant(" k7!Rw2pQ-m9Z ") == "k7!Rw2pQ-m9Z"
    assert as_meant("k7!rw2pq-m9z") != as_meant("k7!Rw2pQ-m9Z")


@given(st.text(max_size=200))
def test_reading_twice_changes_nothing_more(typed: str) -> None:
    assert as_meant(as_meant(typed)) == as_meant(typed)
    assert strength(as_meant(typed)).enough == strength(typed).enough
