"""The sessions in which a house's file is read and written; SQLAlchemy comes with them, and is long to load."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker, with_loader_criteria

from facilitator_app.database import driver, journal, totals
from facilitator_app.domain.base import Record


class Sessions:
    """`reading` refuses to write; `writing` takes the right to write at once and journals."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        self.engine = _engine(path, key)
        self.reading = sessionmaker(self.engine, autoflush=False)
        self.writing = sessionmaker(self.engine.execution_options(begin="BEGIN IMMEDIATE"))
        event.listen(self.reading, "before_flush", _refuse_to_write)
        event.listen(self.writing, "before_commit", totals.bring_up_to_date)
        journal.keep(self.writing)
        for maker in (self.reading, self.writing):
            event.listen(maker, "do_orm_execute", _leave_out_removed)


def _engine(path: Path, key: bytes | None) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=driver.module(key),
        creator=lambda: driver.connect(path, key),
        pool_use_lifo=True,  # what the last question left in the cache of its connection serves the next one
        hide_parameters=True,  # an error told to the technical log names nobody
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _refuse_to_write(session: Session, *_: object) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("Nothing may be written while answering a question.")


def _leave_out_removed(state: ORMExecuteState) -> None:
    """Removed records stay in the file but no question sees them, unless it asks `include_removed`."""
    if state.is_select and not state.is_column_load and not state.execution_options.get("include_removed", False):
        state.statement = state.statement.options(
            with_loader_criteria(Record, lambda record: record.removed.is_(False), include_aliases=True)
        )
