"""Files that are broken, disguised or meant to harm: one French sentence, whatever they hold."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator_app.domain.refusal import Refusal
from tests.exchange.decp.files import envelope, only, raw_contract, read, written

RECORD = json.dumps(raw_contract(), ensure_ascii=False)
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "est vide"),
        (b"  \n ", "est vide"),
        (b"\xef\xbb\xbf", "est vide"),
        (b"a", "ni du JSON ni du XML"),
        (b"{", "s’arrête avant la fin"),
        (b"[", "s’arrête avant la fin"),
        (b"<", "illisible à la ligne 1"),
        (b"id;acheteur\r\n1;2\r\n", "ni du JSON ni du XML"),
        (b"%PDF-1.7\n", "est un PDF"),
        (b"\x89PNG\r\n\x1a\n", "est une image"),
        (b"\xff\xd8\xff\xe0", "est une image"),
        (gzip.compress(b"{}", mtime=0), "archive compressée"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ancien document de bureautique"),
        (b"\x07\x00\x01\x02", "pas un fichier de texte"),
        (b"<!DOCTYPE html><html></html>", "page web"),
        (b'{"type": "FeatureCollection", "features": []}', "ne contient pas de marchés"),
        (b'[{"name": "x"}]', "ne contient pas de marchés"),
        (b'{"marches": "rien"}', "ne contient pas de marchés"),
        (b"{}", "ne contient pas de marchés"),
        (b"[" * 100_000, "trop de niveaux"),
        (b'{"marches":' * 100_000, "trop de niveaux"),
        (b'{"marches":[{"id":' + b"[" * 100_000, "trop de niveaux"),
        (b"<marches>" + b"<marche>" * 100_000, "trop de niveaux"),
        (b'{"marches": [' + RECORD.encode() + b"}", "illisible à la ligne 1"),
        (b'{"marches": [' + RECORD.encode() + b",]}", "une valeur est attendue"),
        (b'{"marches": [ {"id": tru } ]}', "ligne 1, colonne 22 "),
        (b'{"marches": []} encore', "suit la fin"),
        (('{"marches": [' + RECORD)[:-40].encode(), "s’arrête avant la fin"),
        (b"<marches><marche><id>1</id>", "illisible à la ligne 1"),
        (f'<!DOCTYPE m [<!ENTITY a0 "ha">{LAUGHS}]><marches>&a9;</marches>'.encode(), "DTD ou des entités"),
        (b'<!DOCTYPE m [<!ENTITY f SYSTEM "file:///etc/passwd">]><marches>&f;</marches>', "DTD ou des entités"),
        (b"<!DOCTYPE marches><marches/>", "DTD ou des entités"),
        (b'<!DOCTYPE marches SYSTEM "http://localhost/x.dtd"><marches/>', "DTD ou des entités"),
        (b"<rss><channel/></rss>", "ne contient pas de marchés"),
    ],
)
def test_a_hostile_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence) as refusal:
        read(written(tmp_path, content))
    assert len(refusal.value.problems) == 1
    assert str(refusal.value).rstrip(".").count(". ") == 0


def test_a_zip_bomb_called_json_is_never_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "marches.json"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("marches.json", b" " * 50_000_000)
    with pytest.raises(Refusal, match="archive compressée"):
        read(path)


def test_a_spreadsheet_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "marches.json"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(Refusal, match="document de bureautique"):
        read(path)


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="introuvable"):
        read(tmp_path / "absent.json")
    with pytest.raises(Refusal, match="dossier"):
        read(tmp_path)
    with pytest.raises(Refusal, match="nom de fichier"):
        read(Path("a\0b"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refusal, match="pas un fichier de texte"):
        read(tmp_path / "pipe")


@pytest.mark.parametrize(
    "content",
    [
        b'{"marches":[{"id":"1","objet":"' + b"x" * 9_000_000 + b'"}]}',
        b'{"marches":[{"id":' + b"1 ," * 3_000_000,
        b"<marches><marche><objet>" + b"x" * 9_000_000 + b"</objet></marche></marches>",
        b"{" + b",".join(b'"k%d":"%s"' % (n, b"x" * 100_000) for n in range(100)) + b"}",
    ],
    ids=["text", "blanks", "xml", "many fields"],
)
def test_a_record_beyond_eight_megabytes_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refusal, match=r"dépasse 8|illisible"):
        read(written(tmp_path, content))


def test_a_fault_after_thousands_of_records_is_placed_exactly(tmp_path: Path) -> None:
    lines = ['{"marches": [', *[RECORD + ","] * 2_000, RECORD.replace("gros œuvre", 'gros "œuvre"'), "]}"]
    column = lines[-2].index('"œuvre') + 2
    with pytest.raises(Refusal, match=f"ligne 2002, colonne {column} "):
        read(written(tmp_path, "\n".join(lines)))


@pytest.mark.parametrize(
    "amount", ["NaN", "Infinity", "-Infinity", "9" * 5_000, "1e999999999", "1e" + "9" * 30, "-0", "1e-999999999"]
)
def test_numbers_beyond_reason_are_not_known(tmp_path: Path, amount: str) -> None:
    text = json.dumps(envelope(raw_contract())).replace("843210", amount)
    [record] = read(written(tmp_path, text))
    assert only(record).amount is None
    assert "Montant" in record.warnings[0]


def test_the_last_of_two_equal_keys_wins(tmp_path: Path) -> None:
    [record] = read(written(tmp_path, f'{{"marches":[{RECORD[:-1]}, "dureeMois": 3}}]}}'))
    assert only(record).duration_months == 3


def test_signs_that_no_database_keeps_are_cleaned(tmp_path: Path) -> None:
    text = json.dumps(envelope(raw_contract(objet="Voirie\u0000 \ud83d et\u202e réseaux")))
    [record] = read(written(tmp_path, text))
    assert only(record).subject == "Voirie \ufffd et réseaux"


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"{", b"[", b"<marches>", b'{"marches":[{"id":"', b"\xff\xfe{", b"<?xml"]),
)
def test_random_bytes_are_refused_or_read(tmp_path_factory: pytest.TempPathFactory, tail: bytes, head: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "random.json"
    path.write_bytes(head + tail)
    with contextlib.suppress(Refusal):
        read(path)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(raw_contract())), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from([*raw_contract(), "modifications"]), _json))
def test_any_value_in_any_field_is_read_or_set_aside(
    tmp_path_factory: pytest.TempPathFactory, changes: dict[str, object]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(envelope({**raw_contract(), **changes})), "utf-8")
    [record] = read(path)
    assert (record.contract is None) == (record.reason is not None)
