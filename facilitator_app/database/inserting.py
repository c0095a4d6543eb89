"""Thousands of rows inserted in another thread while the next ones are made ready."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from facilitator_app.database import bulk
from facilitator_app.domain.base import Base

InsertColumns = Callable[[type[Base], bulk.Columns], None]
"""What `bulk.insert_columns` does, the connection known."""
_WAIT = 0.0001  # seconds: the engine works without Python, then soon gets it back to be handed the next rows


@contextmanager
def in_another_thread(connection: Connection) -> Iterator[InsertColumns]:
    """Gives what to call with the rows, which returns at once; they are all inserted, in order, when the block ends.

    Nobody else may use the connection inside the block, which raises what the engine refused. Two processors work
    then, where an import would use one; handing over many rows together is what makes it worth while.
    """
    from concurrent.futures import Future, ThreadPoolExecutor

    before, waiting = sys.getswitchinterval(), list[Future[None]]()

    def insert(kind: type[Base], columns: bulk.Columns) -> None:
        for statement, rows in bulk.insertions(connection.dialect, kind, columns, together=True):
            waiting.append(worker.submit(bulk.insert_rows, connection, statement, rows))
        while waiting and waiting[0].done():
            waiting.pop(0).result()

    with ThreadPoolExecutor(1, "insertions") as worker:
        sys.setswitchinterval(_WAIT)
        try:
            yield insert
            for each in waiting:
                each.result()
        finally:
            sys.setswitchinterval(before)
            worker.shutdown(cancel_futures=True)
