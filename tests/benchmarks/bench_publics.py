"""The page of publics with 50 000 people and 200 000 placements: painted, counted behind the window, opened again."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from facilitator_app.database.opening import open_house
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.public_counts import Dimension
from facilitator_app.ui.look import Look, speak_french
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.publics.behind import Who, people_behind
from facilitator_app.use_cases.publics.breakdown import breakdown
from facilitator_app.use_cases.publics.left_aside import left_aside
from facilitator_app.use_cases.publics.periods import periods, this_year
from tests.benchmarks.bench_pages import opening_of
from tests.benchmarks.large_house import TODAY, large_house
from tests.benchmarks.measure import Line, best_of, milliseconds
from tests.benchmarks.tables import identifier

MOST_MS = 200
YEAR = this_year(TODAY)


def main() -> list[Line]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    speak_french(app)
    workspace = Workspace(open_house(large_house()), lambda: TODAY)
    with TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "look.ini"), QSettings.Format.IniFormat)
        opening = partial(opening_of, app, Look(app), settings, workspace, "publics")
        painted = best_of(4, lambda turn: opening(turn)[0])

    def counted_anew(turn: int) -> float:
        with workspace.database.transaction() as session:
            session.get_one(Beneficiary, identifier("p", 0)).note = f"Mesure {turn}"
        return milliseconds(partial(workspace.ask, figures), 1)

    anew = best_of(3, counted_anew)
    asked = Dimension.PUBLIC, "woman", Who.PLACED, YEAR, None, TODAY
    lines = [
        Line("publics, page painted, ms", painted, limit=MOST_MS),
        Line("publics, counted again after a write, ms", anew, limit=300),
        Line("publics, nothing written since, ms", milliseconds(partial(workspace.ask, figures)), limit=MOST_MS),
        Line("publics, another breakdown, ms", best_of(3, partial(another, workspace)), limit=MOST_MS),
        Line("publics, list behind a figure, ms", milliseconds(partial(workspace.ask, people_behind, *asked))),
    ]
    workspace.close()
    return lines


def figures(session: Session) -> None:
    """What the page asks for."""
    periods(session, TODAY)
    left_aside(session, YEAR, None, TODAY)
    breakdown(session, Dimension.PUBLIC, YEAR, None, TODAY)


def another(workspace: Workspace, turn: int) -> float:
    """The people are known, the lines of this dimension are not."""
    dimension = (Dimension.AGE, Dimension.EDUCATION, Dimension.COMMUNE)[turn]
    return milliseconds(partial(workspace.ask, breakdown, dimension, YEAR, None, TODAY), 1)


if __name__ == "__main__":
    print(*main(), sep="\n")
