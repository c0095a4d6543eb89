"""A copy of the file as it was, taken just before a gesture that changes many records is committed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from facilitator_app.database import backups
from facilitator_app.database.journal import changes
from facilitator_app.domain.backup_reasons import Reason

MANY = 50  # records in one gesture
RECENT = dt.timedelta(minutes=15)
"""A copy that young will do: what was done since is in the history, and a month typed by pastes would fill the disk."""
_FIRST_OF_THEM = text(
    "SELECT COUNT(*) FROM (SELECT DISTINCT record_id FROM journal WHERE gesture_id = :gesture LIMIT :most)"
)


def keep_former(session: Session, path: Path, key: bytes | None) -> Path | None:
    """Copy what stands in the file, which does not know yet what this session wrote; None when there is no need.

    Imports take their own; anonymising takes none, for it would name whom it
    forgets. Raises Refusal when the copy cannot be taken; the gesture is then not done.
    """
    done = changes(session)
    if done.gesture is None:
        return None
    if session.execute(_FIRST_OF_THEM, {"gesture": done.gesture, "most": MANY + 1}).scalar_one() <= MANY:
        return None
    newest = next(
        (moment for copy in backups.copies(backups.folder_of(path)) if (moment := backups.taken_at(copy))), None
    )
    if newest is not None and abs(dt.datetime.now() - newest) < RECENT:
        return None
    return backups.back_up(path, Reason.MANY, key)
