"""Keys that sort and meet, and texts compared without accents."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.keys import key_of, new_key
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.values import Month
from facilitator_app.domain.words import file_name, fold, fold_each, slug, words_sought


def test_a_new_key_is_a_uuid_of_version_seven() -> None:
    made = uuid.UUID(new_key())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_new_keys_are_all_different_and_begin_with_the_time() -> None:
    keys = [new_key() for _ in range(5000)]
    assert len(set(keys)) == 5000
    times = [key[:12] for key in keys]
    assert times == sorted(times)


def test_two_people_entering_the_same_month_write_to_the_same_key() -> None:
    placement = new_key()
    assert MonthlyHours.key(placement, Month(2026, 10)) == MonthlyHours.key(placement, Month(2026, 10))
    assert MonthlyHours.key(placement, Month(2026, 10)) != MonthlyHours.key(placement, Month(2026, 11))


def test_a_computed_key_is_a_uuid_of_version_five() -> None:
    ours = uuid.UUID("b54c1a06-0d5e-5f0c-9a0e-5d5a3c1f7e21")
    for number in range(64):  # every variant nibble comes up
        assert key_of("heures", "é", number) == uuid.uuid5(ours, f"heures/é/{number}").hex


def test_a_computed_key_never_changes_from_one_version_to_the_next() -> None:
    assert key_of("office") == "4666072c7fdf5654ac110c22c466a0c2"
    assert key_of("lot_holder", "a", "b") != key_of("lot_holder", "b", "a")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Œuvre, Élise-Anne", "l oeuvre elise anne"),
        ("José", "jose"),
        ("Jose\u0301", "jose"),
        ("Łukasz Nguyễn Şahin", "lukasz nguyen sahin"),
        ("STRASSE Straße", "strasse strasse"),
        ("İstanbul ısı", "istanbul isi"),
        ("  deux   mots_liés ", "deux mots lies"),
        ("", ""),
    ],
)
def test_texts_are_compared_without_accents_case_nor_hyphens(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "name"),
    [("M-2026-014-L1", "m-2026-014-l1"), ("../../x", "x"), ("CON", "con-"), ("a:b?", "a-b"), ("…", "sans-nom")],
)
def test_file_names_suit_every_office_system(text: str, name: str) -> None:
    assert slug(text) == name


def test_a_file_name_is_never_too_long() -> None:
    assert len(slug("a" * 300)) <= 60


def test_a_whole_file_name_is_made_of_tame_parts() -> None:
    assert file_name("import", "2026-11-24", "../CON:é.", kind="txt") == "import-2026-11-24-con-e.txt"
    assert file_name("nul", kind="pdf") == "nul-.pdf"
    assert len(file_name("a" * 300, kind="xlsx")) <= 80


def test_each_word_is_sought_once_and_a_pasted_page_by_its_first_words() -> None:
    assert words_sought("Élise  elise Port-Calme") == ["elise", "port", "calme"]
    assert len(words_sought(" ".join(map(str, range(5_000))))) == 20


@given(st.lists(st.text(max_size=12) | st.sampled_from(["L’Œuvre, Élise-Anne", "_a _b", "Nom\ndu père", " ", "ŁÓDŹ"])))
def test_many_texts_are_folded_as_each_of_them(texts: list[str]) -> None:
    assert fold_each(texts) == [fold(text) for text in texts]


@pytest.mark.parametrize("typed", ["!!!", "👩‍👧‍👦", "%", "|", "\uffff", "…", "-"])
def test_signs_alone_are_found_nowhere(typed: str) -> None:
    sought = words_sought(typed)
    assert sought
    assert not any(word in fold(text) for word in sought for text in ("100 %", "Anne-Marie", typed, "!!!"))


def test_nothing_typed_looks_for_nothing() -> None:
    assert words_sought(" \t\n") == []
