"""Telephone numbers, e-mail addresses and postal codes as people type them."""

from __future__ import annotations

import pytest

from facilitator_app.domain.contact_details import (
    checked_email,
    checked_phone,
    checked_postal_code,
    is_postal_code,
    written_phone,
)
from facilitator_app.domain.refusal import Refusal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 12 34 56 78", "0612345678"),
        ("06.12.34.56.78", "0612345678"),
        ("+33 (0)6 12 34 56 78", "0612345678"),
        ("0033612345678", "0612345678"),
        ("33612345678", "0612345678"),
        ("612345678", "0612345678"),
        ("+262 262 12 34 56", "0262123456"),
        ("+32 470 12 34 56", "+32470123456"),
        ("  ", ""),
    ],
)
def test_phones_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert checked_phone(typed) == kept


@pytest.mark.parametrize("typed", ["06 12 34 56", "061234567890", "poste 12", "00 12 34"])
def test_a_phone_without_ten_digits_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="10 chiffres"):
        checked_phone(typed)


def test_phones_are_written_in_pairs() -> None:
    assert written_phone("0612345678") == "06\u00a012\u00a034\u00a056\u00a078"
    assert written_phone("+32470123456") == "+32470123456"


@pytest.mark.parametrize("typed", ["a.martin@ville-rennes.fr", " elise@exemple.org ", "élise@hôtel-de-ville.bzh", ""])
def test_plausible_addresses_are_kept(typed: str) -> None:
    assert checked_email(typed) == typed.strip()


@pytest.mark.parametrize("typed", ["a.martin", "a@b", "a@@b.fr", "a b@c.fr", "a@b..fr", "a@-b.fr", "<script>@b.fr"])
def test_incomplete_addresses_are_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="incomplète"):
        checked_email(typed)


@pytest.mark.parametrize(("typed", "kept"), [("35000", "35000"), ("35 000", "35000"), ("8230", "08230"), ("", "")])
def test_postal_codes_get_their_zero_back(typed: str, kept: str) -> None:
    assert checked_postal_code(typed) == kept


@pytest.mark.parametrize("typed", ["350", "00100", "99000", "2A004", "350000"])
def test_impossible_postal_codes_are_refused(typed: str) -> None:
    assert not is_postal_code(typed)
    with pytest.raises(Refusal, match="cinq chiffres"):
        checked_postal_code(typed)
