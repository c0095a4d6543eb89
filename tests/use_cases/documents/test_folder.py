"""The documents of a month written in a folder, and what stands in their way."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator
from pathlib import Path

import pytest

from facilitator_app.database.connection import Database
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import documents, gestures
from tests.use_cases.documents.house import CERTIFICATE, NOW, OCTOBER, SHEET, House


def run(job: Generator[tuple[int, int], None, documents.Printed]) -> tuple[list[tuple[int, int]], documents.Printed]:
    seen = []
    while True:
        try:
            seen.append(next(job))
        except StopIteration as end:
            return seen, end.value


def test_files_are_named_after_numbers(database: Database, house: House, tmp_path: Path) -> None:
    seen, printed = run(
        documents.print_many(database.transaction, SHEET, [house.lot], OCTOBER, tmp_path / "fiches", NOW)
    )
    assert seen == [(1, 1)]
    assert printed.files == (tmp_path / "fiches" / "fs-2026-014-l1-10.pdf",)
    with database.reading() as session:
        (line,) = documents.issued(session)
        assert printed.files[0].read_bytes() == documents.content(session, line.document_id)
        last = gestures.last_to_undo(session)
        assert last is not None
        assert last.label == "Fiche de suivi, octobre 2026, 1 lot"


def test_a_lot_that_cannot_be_printed_is_left_out_and_said(database: Database, house: House, tmp_path: Path) -> None:
    _, printed = run(
        documents.print_many(database.transaction, CERTIFICATE, ["0" * 32, house.lot], OCTOBER, tmp_path, NOW)
    )
    assert [path.name for path in printed.files] == ["at-2026-0001.pdf"]
    assert printed.left_out == ("Ce lot n’existe plus. Choisissez-en un autre dans la liste.",)


def test_stopping_leaves_neither_number_nor_file(database: Database, house: House, tmp_path: Path) -> None:
    job = documents.print_many(database.transaction, SHEET, [house.lot, house.lot], OCTOBER, tmp_path / "f", NOW)
    next(job)
    job.close()
    assert list((tmp_path / "f").iterdir()) == []
    with database.reading() as session:
        assert documents.issued(session) == []


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(
    database: Database, house: House, tmp_path: Path
) -> None:
    (tmp_path / "pris").write_text("un fichier à la place du dossier")
    with pytest.raises(Refusal, match="ne permet pas d’écrire"):
        run(documents.print_many(database.transaction, SHEET, [house.lot], OCTOBER, tmp_path / "pris", NOW))
    with database.reading() as session:
        assert documents.issued(session) == []


def test_a_document_that_could_not_be_kept_leaves_no_file(database: Database, house: House, tmp_path: Path) -> None:
    """Its number would be that of the next one."""
    path = tmp_path / "at.pdf"
    with pytest.raises(Refusal, match="disque est plein"), database.transaction() as session:
        documents.issue_to(session, CERTIFICATE, house.lot, OCTOBER, NOW, path)
        assert path.exists()
        raise OSError(errno.ENOSPC, "No space left on device")
    assert not path.exists()
    with database.transaction() as session:
        assert documents.issue_to(session, CERTIFICATE, house.lot, OCTOBER, NOW, path).number == "AT-2026-0001"
    assert path.exists()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_disk_leaves_no_piece_of_file(tmp_path: Path) -> None:
    wanted = tmp_path / "a.pdf"
    (tmp_path / f".a.pdf.{os.getpid()}.part").symlink_to("/dev/full")
    with pytest.raises(Refusal, match="Le disque est plein"):
        documents.save(b"%PDF", wanted)
    assert list(tmp_path.iterdir()) == []
