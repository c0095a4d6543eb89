"""The checklist of a PC says what is left to do, and stops asking for a while once answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from facilitator_app.domain.workstation import Facts, State, checklist

NOW = dt.datetime(2026, 11, 24, 9, 0)
SAFE = Facts(
    NOW, True, True, NOW - dt.timedelta(hours=3), True, 0, 10,
    {"session": NOW.date(), "exports": NOW.date()},
)  # fmt: skip


def test_a_safe_pc_has_nothing_left_to_do() -> None:
    assert {check.state for check in checklist(SAFE)} == {"good"}
    assert not any(check.act for check in checklist(SAFE))


@pytest.mark.parametrize(
    ("facts", "key", "state"),
    [
        (replace(SAFE, encrypted=False), "base", "to do"),
        (replace(SAFE, encrypted=False), "lock", "to ask"),
        (replace(SAFE, disk_encrypted=None), "disk", "to ask"),
        (replace(SAFE, disk_encrypted=False), "disk", "to do"),
        (replace(SAFE, last_backup=None), "backup", "to do"),
        (replace(SAFE, last_backup=NOW - dt.timedelta(days=3)), "backup", "to do"),
        (replace(SAFE, second_place=False), "second_place", "to do"),
        (replace(SAFE, days_late=9), "second_place", "to do"),
        (replace(SAFE, lock_minutes=30), "lock", "to do"),
        (replace(SAFE, answered={}), "session", "to ask"),
        (replace(SAFE, answered={"exports": NOW.date() - dt.timedelta(days=40)}), "exports", "to ask"),
    ],
)
def test_what_is_missing_is_said(facts: Facts, key: str, state: State) -> None:
    assert next(check.state for check in checklist(facts) if check.key == key) == state


def test_what_cannot_be_told_says_how_to_look() -> None:
    said = checklist(replace(SAFE, disk_encrypted=None))[1].sentence
    assert "cadenas" in said
    assert "lsblk" in said


def test_another_encryption_than_that_of_windows_is_believed_when_said() -> None:
    answered = replace(SAFE, disk_encrypted=False, answered={"disk": NOW.date()})
    assert checklist(answered)[1].state == "good"


def test_an_answer_lasts_half_a_year() -> None:
    asked = replace(SAFE, disk_encrypted=None, answered={"disk": NOW.date() - dt.timedelta(days=180)})
    assert checklist(asked)[1].state == "good"
    assert checklist(replace(asked, now=NOW + dt.timedelta(days=1)))[1].state == "to ask"
