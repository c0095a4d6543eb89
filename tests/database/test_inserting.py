"""Thousands of rows given in blocks of columns: all kept with their journal, or none."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from facilitator_app.database import chain_check, driver
from facilitator_app.database.bulk import Columns
from facilitator_app.database.connection import Database
from facilitator_app.domain.base import Record
from facilitator_app.domain.company import Buyer
from facilitator_app.domain.journal import JournalEntry, Replica
from facilitator_app.domain.keys import Key, new_key, new_keys
from facilitator_app.domain.refusal import Refusal

Block = tuple[type[Record], Columns]
AT_ONCE = 2_500
SHARED = ("L’Isle'); DROP TABLE buyer; --", "100 % ? :x", "", "Mairie", "a VALUES b")


def block(first: int, contact: str = "Mairie", keys: list[Key] | None = None) -> Block:
    numbers = range(first, first + AT_ONCE)
    return Buyer, {
        "id": keys or [new_key() for _ in numbers],
        "name": [f"Ville {number}" for number in numbers],
        "folded": [f"ville {number}" for number in numbers],
        "contact": [contact] * AT_ONCE,
    }


def write(session: Session, *blocks: Block) -> None:
    session.execute(insert(Buyer), execution_options={"blocks": blocks})


@pytest.mark.parametrize("shared", SHARED)
def test_what_all_the_rows_share_is_kept_as_it_is(database: Database, shared: str) -> None:
    with database.transaction() as session:
        write(session, block(0, shared), block(AT_ONCE, shared))
    with database.reading() as session:
        assert session.execute(select(Buyer.contact, func.count()).group_by(Buyer.contact)).all() == [
            (shared, 2 * AT_ONCE)
        ]


def test_every_row_has_its_entry_in_the_order_given(database: Database) -> None:
    with database.transaction() as session:
        write(session, block(0), block(AT_ONCE))
    with database.reading() as session:
        said = session.scalars(select(JournalEntry.value).order_by(JournalEntry.counter)).all()
        assert [json.loads(value or "")["name"] for value in said] == [f"Ville {n}" for n in range(2 * AT_ONCE)]
        assert session.scalar(select(Replica.counter).where(Replica.mine)) == 2 * AT_ONCE
    with closing(driver.connect_to_read(database.path)) as connection:
        assert list(chain_check.rewritten(connection)) == []


def test_a_value_refused_in_the_last_block_leaves_nothing(database: Database) -> None:
    with pytest.raises(Refusal) as refused, database.transaction() as session:
        write(session, block(0), block(AT_ONCE, "x" * 201))
    assert refused.value.problems[0].field == "contact"
    assert kept(database) == 0


def test_what_the_engine_refuses_is_said_and_leaves_nothing(database: Database) -> None:
    keys = [new_key() for _ in range(AT_ONCE)]
    with pytest.raises(IntegrityError), database.transaction() as session:
        write(session, block(0, keys=keys), block(AT_ONCE, keys=keys), block(2 * AT_ONCE))
    assert kept(database) == 0


def test_whoever_makes_the_blocks_may_fail(database: Database) -> None:
    def blocks() -> Iterator[Block]:
        yield block(0)
        raise ZeroDivisionError

    before = sys.getswitchinterval()
    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        session.execute(insert(Buyer), execution_options={"blocks": blocks()})
    assert kept(database) == 0
    assert sys.getswitchinterval() == before


def test_keys_made_for_thousands_are_as_those_made_one_by_one() -> None:
    made = [key for key, _ in zip(new_keys(), range(1_000), strict=False)]
    assert len(set(made)) == 1_000
    assert {(len(key), key[12], key[16] in "89ab") for key in [*made, new_key()]} == {(32, "7", True)}
    assert abs(int(made[0][:12], 16) - int(new_key()[:12], 16)) < 60_000


def kept(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Buyer)) or 0
