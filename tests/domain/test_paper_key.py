"""The recovery key on paper: written, read back, and refused when mistyped."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.paper_key import ALPHABET, GROUPS, checked, groups_to_retype, is_group, mark, read, write
from facilitator_app.domain.refusal import Refusal

KEY = bytes(range(32))


def refusal(text: str) -> str:
    with pytest.raises(Refusal) as refused:
        read(text)
    assert len(text) < 20 or text not in str(refused.value)
    assert refused.value.problems[0].field == "paper_key"
    return str(refused.value).replace("\u00a0", " ")


@given(st.binary(min_size=32, max_size=32))
def test_a_key_is_read_back_however_it_is_typed(key: bytes) -> None:
    groups = write(key)
    assert len(groups) == 14
    assert all(re.fullmatch(f"[{ALPHABET}]{{4}}", group) for group in groups)
    for typed in (" ".join(groups), "".join(groups).lower(), "-".join(groups), "\n".join(groups), " . ".join(groups)):
        assert read(typed) == key


def slips(right: str, count: int) -> Iterator[tuple[int, str]]:
    """One sign for another, or two neighbours swapped, each with the number of its group."""
    chance = random.Random(7)
    while count:
        place = chance.randrange(55)
        swapped = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
        wrong = swapped if count % 2 else right[:place] + chance.choice(ALPHABET) + right[place + 1 :]
        if wrong != right:
            count -= 1
            yield place // 4 + 1, wrong


def test_ten_thousand_slips_are_all_refused() -> None:
    right = "".join(write(os.urandom(32)))
    assert [wrong for _, wrong in slips(right, 10_000) if checked(wrong)] == []


def test_the_group_of_a_slip_is_named() -> None:
    for group, wrong in slips("".join(write(KEY)), 100):
        assert f"Relisez le groupe {group} sur la feuille" in refusal(wrong)


def test_two_slips_are_refused_too() -> None:
    right = "".join(write(KEY))
    wrong = "".join("A" if sign == "B" else "B" if place in (3, 40) else sign for place, sign in enumerate(right))
    assert wrong != right
    assert "Relisez" in refusal(wrong)


def test_the_group_with_a_sign_never_printed_is_named() -> None:
    groups = list(write(KEY))
    for sign in "IO01io":
        groups[4] = f"AB{sign}C"
        assert refusal(" ".join(groups)).startswith("Groupe 5 : la clé ne contient ni I")
    groups[4] = "ABéC"
    assert refusal(" ".join(groups)).startswith("Groupe 5 : « É » ne figure pas")


def test_the_group_with_a_sign_too_many_or_too_few_is_named() -> None:
    groups = list(write(KEY))
    groups[2] = groups[2] + "A"
    assert refusal(" ".join(groups)).startswith("Le groupe 3 compte 5 signes au lieu de 4.")
    groups[2] = groups[2][:1]
    assert refusal("-".join(groups)).startswith("Le groupe 3 compte 1 signe au lieu de 4.")


@pytest.mark.parametrize("text", ["", " ", "A", "ABCD" * 13, "ABCD" * 15, "A" * 100_000])
def test_what_is_not_fifty_six_signs_is_refused(text: str) -> None:
    assert refusal(text).startswith("Une clé de secours compte 14 groupes de 4 signes, soit 56")


@given(st.text(max_size=100))
def test_nothing_else_is_taken_for_a_key(text: str) -> None:
    with pytest.raises(Refusal):
        read(text)


def test_two_groups_are_retyped_to_show_that_the_sheet_was_printed() -> None:
    asked = {groups_to_retype(seed) for seed in range(300)}
    assert len(asked) > 80
    assert all(1 <= first < second <= GROUPS for first, second in asked)
    assert groups_to_retype("2026") == groups_to_retype("2026")
    groups = write(KEY)
    assert is_group(KEY, 3, f" {groups[2].lower()} ")
    assert not is_group(KEY, 3, groups[3])


def test_the_mark_tells_two_keys_apart_and_nothing_of_them() -> None:
    assert mark(KEY) == mark(KEY)
    assert mark(KEY) != mark(KEY[::-1])
    assert mark(KEY) not in "".join(write(KEY))
