"""Numbers with a key: what is accepted, and what each refusal says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import siren as reference_siren
from stdnum.fr import siret as reference_siret

from facilitator_app.domain.identifiers import (
    checked_siret,
    has_luhn_key,
    is_siren,
    is_siret,
    siren_of_vat,
    written_siret,
)
from facilitator_app.domain.refusal import Refusal

digits = st.text("0123456789", min_size=1, max_size=15)


def with_luhn_key(start: str) -> str:
    return next(start + key for key in "0123456789" if has_luhn_key(start + key))


@given(st.one_of(digits, st.text("0123456789", min_size=13, max_size=13).map(with_luhn_key)))
def test_siret_agrees_with_the_reference_library(number: str) -> None:
    assert is_siret(number) == (reference_siret.is_valid(number) and set(number) != {"0"} and number[:9] != "0" * 9)


@given(st.text("0123456789", min_size=8, max_size=8).map(with_luhn_key), st.text("0123456789", min_size=4, max_size=4))
def test_right_numbers_agree_with_the_reference_library(siren: str, establishment: str) -> None:
    siret = with_luhn_key(siren + establishment)
    assert is_siren(siren) == (reference_siren.is_valid(siren) and siren != "000000000")
    assert is_siret(siret) == (reference_siret.is_valid(siret) and siren != "000000000")


@pytest.mark.parametrize("number", ["35600000009075", "35600000000048"])
def test_la_poste_has_its_own_rule(number: str) -> None:
    assert is_siret(number)


@pytest.mark.parametrize("number", ["00000000000000", "35600000009076", "٣٥٦٠٠٠٠٠٠٠٠٠٤٨", "834157513002450", ""])
def test_numbers_that_are_no_siret(number: str) -> None:
    assert not is_siret(number)


@pytest.mark.parametrize(
    "typed", ["83415751300245", " 834 157 513 00245", "834.157.513-00245", "834\u00a0157\u00a0513\u202f00245"]
)
def test_a_siret_is_typed_as_one_likes(typed: str) -> None:
    assert checked_siret(typed) == "83415751300245"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "Indiquez un SIRET"),
        ("8341575130024", "trop court"),
        ("834157513002456", "trop long"),
        ("834157513", "SIREN"),
        ("83415751300246", "clé de ce SIRET est fausse"),
        ("83415751400245", "ne forment pas un SIREN"),
        ("8341575130024O", "que des chiffres"),
    ],
)
def test_a_refused_siret_names_its_fault(typed: str, fault: str) -> None:
    with pytest.raises(Refusal, match=fault) as refusal:
        checked_siret(typed, "buyer_siret")
    assert refusal.value.problems[0].field == "buyer_siret"


def test_a_siret_is_written_in_groups() -> None:
    assert written_siret("83415751300245") == "834\u00a0157\u00a0513\u00a000245"


@pytest.mark.parametrize(
    ("number", "siren"),
    [
        ("FR32918951849", "918951849"),
        ("fr 32 918951849", "918951849"),
        ("FR33918951849", None),
        ("DE814864138", None),
        ("FR", None),
    ],
)
def test_a_french_vat_number_holds_a_siren(number: str, siren: str | None) -> None:
    assert siren_of_vat(number) == siren
