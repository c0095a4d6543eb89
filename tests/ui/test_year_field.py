"""A year is typed and read back as four digits."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from facilitator_app.ui.plan.year_field import YearField


def test_a_year_has_no_space_among_its_thousands(qtbot: QtBot) -> None:
    field = YearField()
    qtbot.addWidget(field)
    field.set_value(2027)
    assert field.text() == "2027"
    assert field.value() == 2027


@pytest.mark.parametrize("typed", ["27", "20 271", "1989", "2101", "deux mille"])
def test_what_is_no_year_is_said_with_an_example(typed: str, qtbot: QtBot) -> None:
    field = YearField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() is None
    assert "2027" in field.problem()


def test_no_year_is_no_problem(qtbot: QtBot) -> None:
    field = YearField()
    qtbot.addWidget(field)
    assert (field.value(), field.problem()) == (None, "")
