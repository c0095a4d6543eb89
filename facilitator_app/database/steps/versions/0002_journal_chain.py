"""Tie each line of the journal to those before it, and allow a value to be erased."""

import datetime as dt
import hashlib
import os
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_AT_ONCE = 5_000


def upgrade() -> None:
    for table in ("replica", "gesture", "journal"):
        last = {"replica": "chain", "gesture": "seal", "journal": "chain"}[table]
        with op.batch_alter_table(table) as change:
            if table != "replica":
                change.add_column(sa.Column("salt", sa.LargeBinary(), nullable=True))
                change.add_column(sa.Column("digest", sa.LargeBinary(), nullable=True))
            change.add_column(sa.Column(last, sa.LargeBinary(), nullable=False, server_default=sa.text("x''")))
            if table == "journal":
                change.alter_column("value", existing_type=sa.Text(), nullable=True)
    connection = op.get_bind()
    for (replica,) in connection.execute(sa.text("SELECT id FROM replica")).all():
        _chain(connection, replica)


def _chain(connection: sa.Connection, replica: str) -> None:
    """Compute the digests of the lines already there, in the order they were written."""
    gestures = {row.id: row for row in connection.execute(sa.text("SELECT id, label, author, at, undoes FROM gesture"))}
    current, counter, chain = None, 0, b""
    while rows := connection.execute(
        sa.text(
            "SELECT replica, counter, lamport, gesture_id, table_name, record_id, field, replaces, value FROM journal"
            " WHERE replica = :replica AND counter > :counter ORDER BY counter LIMIT :most"
        ),
        {"replica": replica, "counter": counter, "most": _AT_ONCE},
    ).all():
        chained = []
        for row in rows:
            if current is not None and row.gesture_id != current:
                chain = _seal(connection, gestures[current], chain)
            current, counter, salt = row.gesture_id, row.counter, os.urandom(16)
            chain = _link(chain, row[:-1], hashlib.sha256(salt + row.value.encode()).digest())
            chained.append({"replica": replica, "counter": counter, "salt": salt, "chain": chain})
        connection.execute(
            sa.text("UPDATE journal SET salt = :salt, chain = :chain WHERE replica = :replica AND counter = :counter"),
            chained,
        )
    if current is not None:
        chain = _seal(connection, gestures[current], chain)
    connection.execute(
        sa.text("UPDATE replica SET chain = :chain WHERE id = :replica"), {"chain": chain, "replica": replica}
    )


def _seal(connection: sa.Connection, gesture: sa.Row[Any], last: bytes) -> bytes:
    salt, at = os.urandom(16), dt.datetime.fromisoformat(gesture.at)
    when = at.replace(microsecond=0).isoformat()
    label = hashlib.sha256(salt + gesture.label.encode()).digest()
    seal = _link(last, (gesture.id, gesture.author, when, gesture.undoes or ""), label)
    connection.execute(
        sa.text("UPDATE gesture SET salt = :salt, seal = :seal WHERE id = :id"),
        {"salt": salt, "seal": seal, "id": gesture.id},
    )
    return seal


def _link(previous: bytes, named: tuple[object, ...], digest: bytes) -> bytes:
    return hashlib.sha256(previous + "\x1f".join(map(str, named)).encode() + digest).digest()
