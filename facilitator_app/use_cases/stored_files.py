"""Files kept in the house: the same bytes once, brought back when they had been removed."""

from __future__ import annotations

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.office import StoredFile

PDF = "application/pdf"


def keep_file(session: Session, content: bytes, media_type: str = PDF, about: str = "") -> Key:
    """The key of these bytes. `about` a person, they are hers alone: forgetting her empties nobody else's."""
    digest = hashlib.sha256(content).hexdigest()
    key = key_of("person_file", about, digest) if about else key_of("stored_file", digest)
    kept = session.get(StoredFile, key, execution_options={"include_removed": True})
    if kept is None:
        session.add(StoredFile(id=key, content=content, media_type=media_type))
        session.flush()
    elif kept.removed:
        kept.removed = False
    return key


def content_of(session: Session, file_id: str) -> bytes:
    return session.scalars(select(StoredFile.content).where(StoredFile.id == file_id)).one()


def format_name(media_type: str) -> str:
    """`PDF`, `PNG`: what a person calls the format of a file."""
    return media_type.rpartition("/")[2].upper()
