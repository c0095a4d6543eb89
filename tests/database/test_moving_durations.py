"""What a CDI or an alternance counted for stays counted once the rule has moved to the eligibility."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import NullPool

from facilitator_app.database import upgrades
from facilitator_app.database.driver import connect
from facilitator_app.database.opening import open_house
from tests.database.test_totals import fill_old


def test_the_last_day_counted_stays_the_last_day_counted(path: Path) -> None:
    """The house counted an alternance whole for 30 months; one lot counted a CDI for 12 months at most."""
    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(upgrades.STEPS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
    engine.dispose()
    with closing(connect(path)) as bare:
        bare.execute("PRAGMA foreign_keys = OFF")
        fill_old(bare, "buyer", id="b")
        fill_old(bare, "company", id="c", kind="enterprise")
        fill_old(bare, "beneficiary", id="p", sex="unknown", in_qpv="unknown", education="unknown")
        fill_old(bare, "rules", id="r", alternating_months=36, permanent_months=24)
        fill_old(bare, "counting_rules", id="house", work_study_whole=1, work_study_months=30)
        for lot in ("own", "other"):
            fill_old(bare, "contract", id=f"k-{lot}", buyer_id="b", state="followed")
            fill_old(bare, "lot", id=lot, contract_id=f"k-{lot}", clause="execution")
            for kind in ("permanent", "apprenticeship", "fixed_term"):
                fill_old(
                    bare, "placement", id=f"{lot}-{kind}", lot_id=lot, beneficiary_id="p", employer_id="c", eligible=1,
                    contract_type=kind, starts_on="2026-01-31", eligible_until="2028-01-30",
                )  # fmt: skip
        fill_old(bare, "counting_rules", id="own", lot_id="own", permanent_months=12)
        bare.commit()
    database = open_house(path)
    with database.reading() as session:
        until = {key: day for key, day in session.execute(text("SELECT id, eligible_until FROM placement"))}
        contracts = session.execute(text("SELECT id, permanent_months, alternating_months FROM contract ORDER BY id"))
        own = [tuple(row) for row in contracts]
        house = session.execute(text("SELECT permanent_months, alternating_months FROM rules")).one()
    database.close()
    assert until == {
        "own-permanent": "2027-01-30", "own-apprenticeship": "2028-07-30", "own-fixed_term": "2028-01-30",
        "other-permanent": "2028-01-30", "other-apprenticeship": "2028-07-30", "other-fixed_term": "2028-01-30",
    }  # fmt: skip
    assert own == [("k-other", None, None), ("k-own", 12, 30)]
    assert tuple(house) == (24, 30)
