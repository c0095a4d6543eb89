"""Putting back a copy: what it holds is said first, and nothing of what was there is lost."""

from __future__ import annotations

import secrets
from contextlib import closing
from pathlib import Path

import pytest

from facilitator_app.database import backups, driver, replicas, restoring
from facilitator_app.database.checks import faults
from facilitator_app.database.files import side_file
from facilitator_app.database.opening import open_house
from facilitator_app.domain.company import Buyer
from facilitator_app.domain.refusal import Refusal
from tests import make


def name_a_buyer(path: Path, name: str, key: bytes | None = None) -> None:
    house = open_house(path, key=key)
    with house.transaction() as session:
        session.info["label"] = f"Acheteur {name}"
        make.a_buyer(session, name=name)
    house.close()


def buyers(path: Path, key: bytes | None = None) -> set[str]:
    house = open_house(path, key=key)
    with house.reading() as session:
        names = {buyer.name for buyer in session.query(Buyer)}
    assert list(faults(path, house.engine, key)) == []
    house.close()
    return names


@pytest.mark.parametrize("key", [None, secrets.token_bytes(32)], ids=["plain", "encrypted"])
def test_a_copy_put_back_brings_back_that_day_and_keeps_today_aside(path: Path, key: bytes | None) -> None:
    name_a_buyer(path, "Ville de Port-Calme", key)
    copy = backups.back_up(path, "essai", key)
    name_a_buyer(path, "Région des Étangs", key)
    seen = restoring.preview(path, copy, key)
    assert (seen.lost, seen.lost_gestures) == (1, ("Acheteur Région des Étangs",))
    assert seen.last_gesture == "Acheteur Ville de Port-Calme"
    aside = restoring.restore(path, copy, key)
    assert buyers(path, key) == {"Ville de Port-Calme"}
    assert buyers(aside, key) == {"Ville de Port-Calme", "Région des Étangs"}


def test_the_file_put_back_goes_on_under_another_identity(path: Path) -> None:
    name_a_buyer(path, "Ville de Port-Calme")
    copy = backups.back_up(path, "essai")
    restoring.restore(path, copy)
    with closing(driver.connect_to_read(path)) as mine, closing(driver.connect_to_read(copy)) as its:
        assert replicas.where_it_stands(mine)[0] != replicas.where_it_stands(its)[0]


def test_yesterdays_file_copied_over_todays_by_hand_takes_another_identity(path: Path) -> None:
    name_a_buyer(path, "Ville de Port-Calme")
    yesterday = path.read_bytes()
    name_a_buyer(path, "Région des Étangs")
    with closing(driver.connect_to_read(path)) as connection:
        before, _ = replicas.where_it_stands(connection)
    path.write_bytes(yesterday)
    assert buyers(path) == {"Ville de Port-Calme"}
    with closing(driver.connect_to_read(path)) as connection:
        assert replicas.where_it_stands(connection) != (before, 1)
        assert replicas.where_it_stands(connection)[1] == 0


def test_opening_again_and_again_keeps_the_identity(path: Path) -> None:
    name_a_buyer(path, "Ville de Port-Calme")
    with closing(driver.connect_to_read(path)) as connection:
        before = replicas.where_it_stands(connection)
    for _ in range(3):
        open_house(path).close()
    with closing(driver.connect_to_read(path)) as connection:
        assert replicas.where_it_stands(connection) == before


def test_a_copy_that_is_not_whole_is_refused_and_nothing_is_touched(path: Path) -> None:
    name_a_buyer(path, "Ville de Port-Calme")
    copy = backups.back_up(path, "essai")
    copy.write_bytes(copy.read_bytes()[:6000])
    before = path.read_bytes()
    for refused in (restoring.preview, restoring.restore):
        with pytest.raises(Refusal, match="pas une sauvegarde saine"):
            refused(path, copy)
    with pytest.raises(Refusal, match="n’existe pas"):
        restoring.restore(path, path.with_name("absente.db"))
    assert path.read_bytes() == before
    assert list(path.parent.glob("*avant-restauration*")) == []


def test_a_copy_can_be_taken_elsewhere_and_its_slots_go_with_it(path: Path, tmp_path: Path) -> None:
    key = secrets.token_bytes(32)
    name_a_buyer(path, "Ville de Port-Calme", key)
    side_file(path).write_text("{}")
    copy = backups.back_up(path, "essai", key)
    carried = backups.copy_to(copy, tmp_path / "cle usb")
    assert backups.is_sound(carried, key)
    assert side_file(carried).read_text() == "{}"
    assert backups.back_up(path, "essai", key, to=tmp_path / "ailleurs").parent == tmp_path / "ailleurs"


def test_files_we_did_not_name_are_never_thinned_away(path: Path) -> None:
    open_house(path).close()
    folder = backups.folder_of(path)
    folder.mkdir()
    mine = folder / "copie de Mme Roux.db"
    mine.write_bytes(b"x")
    old = folder / "2019-01-01-080000-000000-essai.db"
    old.write_bytes(b"x")
    backups.back_up(path, "essai")
    assert mine.exists()
    assert not old.exists()
