"""Where an amount is typed, its unit is read beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import facilitator_app.ui

ROOT = Path(facilitator_app.ui.__file__).parent
TYPED = re.compile(r'"([^"]*)",\s*(?:Signed)?EurosField\b')
ASKED = [(path, label) for path in sorted(ROOT.rglob("*.py")) for label in TYPED.findall(path.read_text("utf-8"))]


def test_the_amounts_typed_are_found() -> None:
    assert len(ASKED) > 15


@pytest.mark.parametrize(("path", "label"), ASKED, ids=[f"{path.stem}: {label}" for path, label in ASKED])
def test_an_amount_is_asked_for_with_its_unit(path: Path, label: str) -> None:
    assert "€" in label, f"«{label}», {path.name}"


SHARE = re.compile(r'"([^"]*)",\s*PercentField\b')
SHARES = [(path, label) for path in sorted(ROOT.rglob("*.py")) for label in SHARE.findall(path.read_text("utf-8"))]


@pytest.mark.parametrize(("path", "label"), SHARES, ids=[f"{path.stem}: {label}" for path, label in SHARES])
def test_a_share_is_asked_for_in_percent(path: Path, label: str) -> None:
    """By its own label, or by the title of its part."""
    assert "%" in label or "en %" in path.read_text("utf-8"), f"«{label}», {path.name}"
