"""Spreadsheets that are broken, disguised or meant to harm: one French sentence, quickly, whatever they hold."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator_app.domain.refusal import Refusal
from facilitator_app.exchange import safe_zip
from facilitator_app.exchange.spreadsheet import Limits, read_table
from tests.corpus.files import a_list, hostile_spreadsheets, xlsx


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str]]:
    return hostile_spreadsheets(tmp_path_factory.mktemp("tableurs"))


def test_every_hostile_spreadsheet_is_refused_in_one_sentence(hostile: dict[str, tuple[Path, str]]) -> None:
    wrong = {}
    for name, (path, words) in hostile.items():
        start = time.monotonic()
        try:
            table = read_table(path)
        except Refusal as refusal:
            said = str(refusal)
            one_sentence = said.endswith(".") and ". " not in said and len(refusal.problems) == 1
            if words not in said or not one_sentence or "\n" in said or time.monotonic() - start > 15:
                wrong[name] = said
        else:
            wrong[name] = f"read: {len(table.lines)} lines"
    assert wrong == {}


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "absent.xlsx", "introuvable"), (tmp_path, "dossier"), (Path("a\0b"), "impossible")):
        with pytest.raises(Refusal, match=words):
            read_table(path)


def test_an_ordinary_workbook_passes_the_check(tmp_path: Path) -> None:
    assert "xl/workbook.xml" in safe_zip.check(xlsx(tmp_path / "f.xlsx", a_list))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"a;b\n", b"PK\x03\x04", b"sep=", b"\xff\xfe", b'"']))
def test_random_bytes_are_refused_or_read(tmp_path_factory: pytest.TempPathFactory, tail: bytes, head: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "hasard.csv"
    path.write_bytes(head + tail)
    with contextlib.suppress(Refusal):
        read_table(path)


def broken(path: Path, good: bytes, changes: list[tuple[int, int]]) -> Path:
    data = bytearray(good)
    for place, value in changes:
        data[place % len(data)] = value
    path.write_bytes(data)
    return path


def test_a_workbook_with_changed_bytes_is_refused_or_read(tmp_path: Path) -> None:
    good = xlsx(tmp_path / "bon.xlsx", a_list).read_bytes()
    for place in range(0, len(good), len(good) // 12):
        with contextlib.suppress(Refusal):
            read_table(broken(tmp_path / "f.xlsx", good, [(place, 0x5A)]), limits=Limits(seconds=20))


@pytest.mark.trust
@settings(max_examples=600, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=4))
def test_any_changed_bytes_are_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    good = xlsx(folder / "bon.xlsx", a_list).read_bytes()
    with contextlib.suppress(Refusal):
        read_table(broken(folder / "f.xlsx", good, changes), limits=Limits(seconds=20))
