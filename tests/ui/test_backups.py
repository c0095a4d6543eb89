"""The daily copy, the second place and its alarm, the page of copies and what it shows before putting one back."""

from __future__ import annotations

import datetime as dt
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from facilitator_app.database import backups, key_slots
from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.database.phrase_cost import Cost
from facilitator_app.domain.backup_reasons import Reason, in_words
from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui import dialogs
from facilitator_app.ui.backups.copies import Copies
from facilitator_app.ui.backups.keeper import BackupKeeper, Outcome
from facilitator_app.ui.backups.place_card import PlaceCard
from facilitator_app.ui.backups.restore_dialog import PhraseDialog, RestoreDialog
from facilitator_app.ui.look import Look
from facilitator_app.ui.pages.backups_page import BackupsPage
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import gestures
from tests import make

NOON = dt.datetime(2026, 11, 24, 12)
Making = Callable[[], BackupKeeper]


class Clock:
    def __init__(self) -> None:
        self.ahead = dt.timedelta(0)

    def __call__(self) -> dt.datetime:
        return dt.datetime.now() + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keepers(tmp_path: Path, database: Database, clock: Clock, qtbot: QtBot) -> Iterator[Making]:
    made: list[BackupKeeper] = []

    def make_one() -> BackupKeeper:
        settings = QSettings(str(tmp_path / "poste.ini"), QSettings.Format.IniFormat)
        made.append(BackupKeeper(Copies(database.path, database.key), settings, None, clock))
        return made[-1]

    yield make_one
    for keeper in made:
        keeper.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    stick = tmp_path / "cle-usb"
    stick.mkdir()
    return stick


def waited(qtbot: QtBot, keeper: BackupKeeper, act: Callable[[], object]) -> Outcome:
    with qtbot.waitSignal(keeper.changed, timeout=15_000):
        act()
    qtbot.waitUntil(lambda: not keeper.background.busy, timeout=15_000)
    return keeper.last


def chosen(qtbot: QtBot, keeper: BackupKeeper, stick: Path) -> Outcome:
    with qtbot.waitSignal(keeper.worked, timeout=15_000):
        keeper.choose_place(stick)
    return keeper.last


def test_a_copy_older_than_twenty_hours_is_followed_by_another(qtbot: QtBot, keepers: Making, clock: Clock) -> None:
    keeper = keepers()
    taken = waited(qtbot, keeper, keeper.look_after).taken
    assert taken is not None
    assert in_words(taken.name) == "Sauvegarde du jour"
    assert waited(qtbot, keeper, keeper.look_after).taken is None
    clock.ahead = dt.timedelta(hours=20, minutes=1)
    assert waited(qtbot, keeper, keeper.look_after).taken is not None
    assert len(keeper.copies.here()) == 2


def test_a_daily_copy_that_fails_is_told_once_until_one_is_taken(
    qtbot: QtBot, keepers: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = keepers()
    told: list[str] = []
    keeper.troubled.connect(told.append)

    def full(*_: object) -> Path:
        raise Refusal.because("Le disque est plein. Libérez de la place, puis recommencez.")

    with monkeypatch.context() as without_room:
        without_room.setattr(backups, "back_up", full)
        waited(qtbot, keeper, keeper.look_after)
        waited(qtbot, keeper, keeper.look_after)
    assert told == ["Sauvegarde du jour impossible\u00a0: Le disque est plein. Libérez de la place, puis recommencez."]
    assert waited(qtbot, keeper, keeper.look_after).taken is not None


def test_something_else_in_the_place_of_the_folder_is_told(qtbot: QtBot, keepers: Making, database: Database) -> None:
    keeper = keepers()
    told: list[str] = []
    keeper.troubled.connect(told.append)
    backups.folder_of(database.path).write_bytes(b"")
    waited(qtbot, keeper, keeper.look_after)
    assert "ne porte son nom" in told[0]
    backups.folder_of(database.path).unlink()
    assert waited(qtbot, keeper, keeper.look_after).taken is not None


def test_a_closed_keeper_knows_no_key_and_does_nothing_more(qtbot: QtBot, keepers: Making) -> None:
    keeper = keepers()
    keeper.copies.key = bytes(32)
    keeper.begin()
    keeper.close()
    assert keeper.copies.key is None
    keeper.look_after()
    assert keeper.copies.here() == []


def test_each_copy_goes_to_the_second_place_and_opens_there(
    qtbot: QtBot, keepers: Making, stick: Path, database: Database
) -> None:
    keeper = keepers()
    keeper.copies.take(Reason.ASKED)
    assert len(chosen(qtbot, keeper, stick).there) == 1
    with qtbot.waitSignal(keeper.worked, timeout=15_000):
        keeper.back_up_now()
    names = {copy.path.name for copy in keeper.there}
    assert names == {copy.path.name for copy in keeper.copies.here()}
    assert len(names) == 2
    assert all(backups.is_sound(copy.path) for copy in keeper.there)
    assert keeper.carried_at is not None
    assert keeper.days_late == 0
    assert keepers().place == stick  # the next session knows


def test_two_houses_on_one_stick_do_not_thin_each_other(tmp_path: Path, stick: Path) -> None:
    folders = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        path = tmp_path / name / "arrimage.db"
        open_house(path).close()
        folders.add(Copies(path).prepare(stick))
    assert len(folders) == 2


def test_a_stick_pulled_out_is_not_made_again_on_this_disk_and_raises_the_alarm_after_a_week(
    qtbot: QtBot, keepers: Making, stick: Path, clock: Clock, tmp_path: Path
) -> None:
    keeper = keepers()
    keeper.copies.take(Reason.ASKED)
    chosen(qtbot, keeper, stick)
    stick.rename(tmp_path / "ailleurs")
    clock.ahead = dt.timedelta(days=7)
    outcome = waited(qtbot, keeper, keeper.look_after)
    assert outcome.out_of_reach
    assert "Branchez la clé" in outcome.second_place
    assert not stick.exists()
    assert keeper.days_late == 7
    (tmp_path / "ailleurs").rename(stick)
    waited(qtbot, keeper, keeper.look_after)
    assert keeper.days_late == 0
    assert {copy.path.name for copy in keeper.there} == {copy.path.name for copy in keeper.copies.here()}


def test_a_place_never_reached_raises_the_alarm_too(qtbot: QtBot, keepers: Making, stick: Path, clock: Clock) -> None:
    keeper = keepers()
    assert chosen(qtbot, keeper, stick).there == ()  # nothing to carry yet
    clock.ahead = dt.timedelta(days=6, hours=23)
    assert keeper.days_late == 0
    clock.ahead = dt.timedelta(days=8)
    assert keeper.days_late == 8
    with qtbot.waitSignal(keeper.changed):
        keeper.choose_place(None)
    assert keeper.days_late == 0
    assert keeper.place is None


def test_a_copy_spoilt_on_its_way_is_not_kept_there(
    qtbot: QtBot, keepers: Making, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = keepers()
    taken = keeper.copies.take(Reason.ASKED)
    true_carry = backups.copy_to

    def spoil(copy: Path, folder: Path) -> Path:
        there = true_carry(copy, folder)
        with there.open("r+b") as file:
            file.seek(4096)
            file.write(os.urandom(8192))
        return there

    monkeypatch.setattr(backups, "copy_to", spoil)
    outcome = chosen(qtbot, keeper, stick)
    assert "abîmée" in outcome.second_place
    assert keeper.carried_at is None
    assert keeper.copies.there(stick) == []
    assert backups.is_sound(taken)


def test_what_waits_for_the_second_place_is_said_and_done_at_its_return(
    qtbot: QtBot, keepers: Making, stick: Path, tmp_path: Path, look: Look
) -> None:
    keeper = keepers()
    keeper.copies.take(Reason.ASKED)
    chosen(qtbot, keeper, stick)
    stick.rename(tmp_path / "ailleurs")
    keeper.copies.owe_forgetting()
    card = PlaceCard(keeper)
    qtbot.addWidget(card)
    assert card.state.text().endswith("les copies qui s’y trouvent seront réécrites sans les personnes anonymisées.")
    (tmp_path / "ailleurs").rename(stick)
    assert waited(qtbot, keeper, keeper.look_after).unsettled == ()
    assert keeper.copies.owed == (False, False)
    assert "réécrites" not in card.state.text()


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("partage", "conviendrait aussi"),
        ("OneDrive - Maison de l’emploi", "chez le service qui l’héberge"),
        ("Nextcloud/Sauvegardes", "chez le service qui l’héberge"),
    ],
)
def test_the_card_says_where_copies_really_go(
    qtbot: QtBot, keepers: Making, look: Look, tmp_path: Path, folder: str, said: str
) -> None:
    keeper = keepers()
    (tmp_path / folder).mkdir(parents=True)
    chosen(qtbot, keeper, tmp_path / folder)
    card = PlaceCard(keeper)
    qtbot.addWidget(card)
    assert said in card._about.text()


def a_file(place: Path) -> None:
    place.write_bytes(b"")


def inside_a_file(place: Path) -> None:
    place.parent.write_bytes(b"")


def nothing(_place: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("make_it", "said"),
    [
        (a_file, "« .+ » est un fichier"),
        (inside_a_file, "n’existe plus"),
        (nothing, "n’existe plus"),
    ],
)
def test_a_place_that_is_no_folder_is_refused_in_one_sentence(
    keepers: Making, tmp_path: Path, make_it: Callable[[Path], None], said: str
) -> None:
    place = tmp_path / "ici" / "sauvegardes"
    if make_it is a_file:
        place.parent.mkdir()
    make_it(place)
    keeper = keepers()
    with pytest.raises(Refusal, match=said.replace(" ", "\\s")):
        keeper.choose_place(place)
    assert keeper.place is None


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errno.EROFS, "ne peut pas écrire"),
        (errno.EACCES, "ne peut pas écrire"),
        (errno.ENOSPC, "disque est plein"),
        (errno.EHOSTDOWN, "réseau répond"),
        (errno.EINVAL, "réseau répond"),
    ],
)
def test_a_place_where_nothing_can_be_written_is_refused_in_one_sentence(
    keepers: Making, stick: Path, monkeypatch: pytest.MonkeyPatch, error: int, said: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(error, "no")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(Refusal, match=said):
        keepers().choose_place(stick)


def test_a_file_in_the_place_of_our_folder_is_told(keepers: Making, stick: Path) -> None:
    keeper = keepers()
    keeper.copies.folder_in(stick).write_bytes(b"")
    with pytest.raises(Refusal, match="Renommez-le"):
        keeper.choose_place(stick)


# The page


@pytest.fixture
def page(qtbot: QtBot, look: Look, database: Database, keepers: Making) -> BackupsPage:
    page = BackupsPage(Workspace(database))
    page.attend(keepers())
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.open()
    return page


def dialog_of(qtbot: QtBot, page: BackupsPage, kind: type[RestoreDialog] | type[PhraseDialog]) -> object:
    def there() -> bool:
        return any(dialog.isVisible() for dialog in page.findChildren(kind))

    qtbot.waitUntil(there, timeout=15_000)
    return next(dialog for dialog in page.findChildren(kind) if dialog.isVisible())


def test_the_page_lists_the_copies_the_newest_first_and_checks_them(
    qtbot: QtBot, page: BackupsPage, database: Database
) -> None:
    old = backups.back_up(database.path, Reason.IMPORT)
    new = backups.back_up(database.path, Reason.ASKED)
    page.refresh()
    assert [row.path for row in page.model.rows] == [new, old]
    assert [row.why for row in page.model.rows] == ["À la demande", "Avant un import"]
    old.write_bytes(b"SQLite format 3\0" + bytes(5000))
    with qtbot.waitSignal(page.background.settled, timeout=15_000):
        page.check_button.click()
    assert [page._state(row) for row in page.model.rows] == ["Relue, saine", "Ne s’ouvre pas"]
    assert "1 sauvegarde ne s’ouvre" in page.banner.text()


def register(workspace: Workspace, label: str) -> None:
    with workspace.transaction() as session:
        gestures.call_it(session, label)
        make.a_beneficiary(session)


def test_a_restoration_says_what_is_held_and_lost_and_wants_a_tick(
    qtbot: QtBot, page: BackupsPage, database: Database
) -> None:
    workspace = page._workspace
    register(workspace, "Fiche de Nadia")
    copy = backups.back_up(database.path, Reason.ASKED)
    register(workspace, "Heures d’octobre")
    page.refresh()
    asked: list[Path] = []
    page.restore_asked.connect(lambda path, _key: asked.append(path))
    page.table.select_row(copy)
    page.restore_button.click()
    dialog = dialog_of(qtbot, page, RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    [lost] = dialog.findChildren(QListWidget)
    assert [lost.item(place).text() for place in range(lost.count())] == ["Heures d’octobre"]
    dialog.save()
    assert asked == []
    assert "Cochez" in dialog.form.problems_shown()[0]
    dialog.form.set_values({"sure": True})
    dialog.save()
    assert asked == [copy]


def test_what_is_no_copy_is_refused_in_the_page(qtbot: QtBot, page: BackupsPage, tmp_path: Path) -> None:
    (tmp_path / "lettre.db").write_bytes(b"Bonjour")
    page.look_into(tmp_path / "lettre.db")
    qtbot.waitUntil(lambda: "pas une sauvegarde saine" in page.banner.text(), timeout=15_000)
    page.look_into(page._copies.path)
    assert "base ouverte" in page.banner.text()


def test_a_copy_made_under_another_key_asks_for_the_phrase_of_then(
    qtbot: QtBot, page: BackupsPage, tmp_path: Path
) -> None:
    phrase, cheap = "marron tulipe carafe hublot velours grenat sillon", Cost(iterations=1, lanes=1, memory=64)
    older = tmp_path / "ancienne.db"
    key = key_slots.create(older, "Hélène Arnoux", phrase, cost=cheap)
    open_house(older, key=key).close()
    copy = backups.back_up(older, Reason.NEW_KEY, key)
    asked: list[bytes | None] = []
    page.restore_asked.connect(lambda _path, with_key: asked.append(with_key))
    page.look_into(copy)
    dialog = dialog_of(qtbot, page, PhraseDialog)
    assert isinstance(dialog, PhraseDialog)
    dialog.form.set_values({"phrase": "une autre phrase que la sienne"})
    dialog.save()
    assert dialog.form.problems_shown()
    dialog.form.set_values({"phrase": phrase})
    dialog.save()
    shown = dialog_of(qtbot, page, RestoreDialog)
    assert isinstance(shown, RestoreDialog)
    shown.form.set_values({"sure": True})
    shown.save()
    assert asked == [key]


def test_a_house_in_clear_is_said_to_be_readable_before_it_goes_on_a_stick(
    qtbot: QtBot, page: BackupsPage, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    answers = iter((False, True))

    def confirm(_parent: object, question: str, effect: str, *_: str) -> bool:
        said.append(f"{question} {effect}")
        return next(answers)

    monkeypatch.setattr(dialogs, "confirm", confirm)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: stick)
    page.place_card.choose.click()
    assert "peut lire les fiches" in said[0]
    assert list(stick.iterdir()) == []
    page.place_card.choose.click()
    assert page._keeper is not None
    assert page._keeper.place == stick


def test_a_copy_put_back_is_the_house_and_the_former_file_is_kept(database: Database) -> None:
    path = database.path
    copy = backups.back_up(path, Reason.ASKED)
    with database.transaction() as session:
        make.a_beneficiary(session)
    database.close()
    aside = Copies(path).restore(copy)
    counts = []
    for file in (path, aside):
        house = open_house(file)
        with house.reading() as session:
            counts.append(session.connection().exec_driver_sql("SELECT COUNT(*) FROM beneficiary").scalar_one())
        house.close()
    assert counts == [0, 1]
