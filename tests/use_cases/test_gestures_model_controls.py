"""The stories of gestures see what they are there to see: any one of these safeguards taken away is found, each time.

The rules about numbers and documents are not among them: these stories have neither (see `test_undoing.py`).
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import Phase
from hypothesis.stateful import invariant

from facilitator_app.database import totals, uncounted
from facilitator_app.use_cases.gestures import house_rules, undoing
from tests.use_cases.entangled_house import EntangledHouse
from tests.use_cases.undoing_model import Beginning, tell_stories


class WatchedHouse(EntangledHouse):
    """After each step, every one of the latest gestures is undone and done again: none of them is left to luck."""

    @invariant()
    def each_is_undone_and_done_again(self) -> None:
        self.undo_each_and_do_it_again()


def nothing(*_: Any) -> Any:
    """Neither refuses nor yields anything."""
    return iter(())


HOW_MANY = 4, 3  # stories and steps in each
WITHOUT: dict[str, tuple[ModuleType, str]] = {
    "sums brought up to date": (totals, "bring_up_to_date"),
    "hours that do not count left out": (uncounted, "computed"),
    "what changed later": (undoing, "refuse_if_changed_since"),
    "what others need": (undoing, "refuse_if_referred_to"),
    "the rules of the house": (house_rules, "refuse_if_broken"),
    "hours of validated months": (house_rules, "_hours_of_validated_months"),
    "dates of placements": (house_rules, "_placements"),
    "posts of needs": (house_rules, "_needs"),
}


@pytest.mark.parametrize("safeguard", WITHOUT)
def test_without_it_a_house_lived_in_is_found_broken(
    safeguard: str, empty_house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beginning = Beginning.made(empty_house, tmp_path)
    monkeypatch.setattr(*WITHOUT[safeguard], nothing)
    with pytest.raises(AssertionError):
        tell_stories(WatchedHouse, beginning, *HOW_MANY, Phase.generate)


def test_with_all_of_them_it_stays_whole(empty_house: Path, tmp_path: Path) -> None:
    tell_stories(WatchedHouse, Beginning.made(empty_house, tmp_path), *HOW_MANY, Phase.generate)
