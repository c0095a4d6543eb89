"""Long jobs: result, progress, stop, failure, and the card that shows them."""

from __future__ import annotations

import threading
from collections.abc import Generator

from pytestqt.qtbot import QtBot

from facilitator_app.ui.background import Background, ProgressCard
from facilitator_app.ui.look import Look
from facilitator_app.ui.widgets import ActionButton, Label

Steps = Generator[tuple[int, int], None, str]


def short_job() -> Steps:
    yield 1, 2
    yield 2, 2
    return "2 contrats importés"


def failing_job() -> Steps:
    yield 1, 2
    raise OSError("disque plein")


class Endless:
    """Runs until stopped, and notes that it tidied up."""

    def __init__(self) -> None:
        self.tidied = threading.Event()

    def __call__(self) -> Steps:
        try:
            for done in range(10**9):
                yield done, 10**9
        finally:
            self.tidied.set()
        return ""


def test_a_job_gives_its_result_and_its_progress(look: Look, qtbot: QtBot) -> None:
    background = Background()
    seen: list[tuple[int, int]] = []
    background.progressed.connect(lambda done, total: seen.append((done, total)))
    with qtbot.waitSignal(background.finished) as ended:
        background.start(short_job)
    assert ended.args == ["2 contrats importés"]
    assert seen == [(1, 2), (2, 2)]
    assert not background.busy
    background.close()


def test_a_failure_is_told(look: Look, qtbot: QtBot) -> None:
    background = Background()
    with qtbot.waitSignal(background.failed) as failed:
        background.start(failing_job)
    assert isinstance(failed.args[0], OSError)
    background.close()


def test_a_stopped_job_tidies_up(look: Look, qtbot: QtBot) -> None:
    background, job = Background(), Endless()
    with qtbot.waitSignal(background.progressed):
        background.start(job)
    with qtbot.waitSignal(background.stopped):
        background.stop()
    assert job.tidied.is_set()
    background.close()


def test_closing_waits_for_the_job(look: Look, qtbot: QtBot) -> None:
    background, job = Background(), Endless()
    background.start(job)
    background.close()
    assert job.tidied.is_set()


def test_the_card_appears_only_when_it_lasts_and_stops_the_job(
    look: Look, qtbot: QtBot, announcements: list[str]
) -> None:
    background, job = Background(), Endless()
    card = ProgressCard(background)
    qtbot.addWidget(card)
    background.start(job, "Lecture du fichier")
    assert card.isHidden()
    qtbot.waitUntil(lambda: not card.isHidden(), timeout=3000)
    assert "Lecture du fichier" in [label.text() for label in card.findChildren(Label)]
    assert "Lecture du fichier" in announcements
    button = card.findChild(ActionButton)
    assert button is not None
    with qtbot.waitSignal(background.stopped):
        button.click()
    assert card.isHidden()
    background.close()
