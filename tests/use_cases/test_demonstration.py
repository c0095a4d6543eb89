"""The demonstration house: nothing in it that the forms would refuse."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from facilitator_app.database.opening import open_house
from facilitator_app.domain.beneficiary import Beneficiary


def test_nobody_wants_more_hours_at_least_than_at_most(demonstration: Path) -> None:
    house = open_house(demonstration)
    with house.reading() as session:
        weeks = session.execute(select(Beneficiary.weekly_hours_least, Beneficiary.weekly_hours_most)).all()
    house.close()
    assert weeks
    assert all(least <= most for least, most in weeks)
