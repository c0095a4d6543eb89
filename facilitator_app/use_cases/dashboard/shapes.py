"""What the first page is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from facilitator_app.domain.keys import Key
from facilitator_app.domain.progress import Progress
from facilitator_app.domain.values import Hours, Month


class TaskKind(StrEnum):
    """What a task is about; the screen gives each its icon, its button and the page it leads to."""

    LATE_DECLARATIONS = "late_declarations"
    ELIGIBILITIES = "eligibilities"
    LOTS_BEHIND = "lots_behind"
    NEEDS = "needs"
    DRAFTS = "drafts"
    ANSWERS = "answers"
    CONTACTS = "contacts"
    CONTRACTS = "contracts"
    ACTIONS = "actions"
    CALLS = "calls"
    LATE_RETURNS = "late_returns"


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do today, in a sentence and a line of detail.

    `due` is the day it should be done by, None when it can wait; `record_id` and `month` say where to begin.
    `shorter` says the detail with fewer and fewer names, where there is no room for all of them.
    """

    kind: TaskKind
    title: str
    detail: str
    due: dt.date | None
    count: int
    record_id: Key | None = None
    month: Month | None = None
    shorter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HoursFigure:
    """Hours declared this year. `elapsed` is the share of the year gone by; `share` is None without a target."""

    year: int
    done: Hours
    target: Hours | None
    elapsed: Decimal

    @property
    def share(self) -> Decimal | None:
        return self.done / self.target if self.target else None


@dataclass(frozen=True, slots=True)
class ConsiderationFigure:
    """Contracts notified this year: with a social consideration, without any, and those nothing is known about."""

    with_one: int
    without: int
    unknown: int

    @property
    def known(self) -> int:
        return self.with_one + self.without

    @property
    def share(self) -> Decimal | None:
        """Among the contracts about which it is known: what is unknown is not «none»."""
        return Decimal(self.with_one) / self.known if self.known else None


@dataclass(frozen=True, slots=True)
class PeopleFigure:
    """People at work today under the clause, each counted once."""

    placed: int
    women: int
    seniors: int


@dataclass(frozen=True, slots=True)
class DeclarationFigure:
    """Lots whose month is validated, among those that had people at work. `late` is 0 until the reporting day."""

    month: Month
    validated: int
    expected: int
    late: int
    due: dt.date


@dataclass(frozen=True, slots=True)
class PostsFigure:
    """Posts still to fill; needs for which nobody stands proposed any more."""

    asked: int
    to_fill: int
    needs_without_anyone: int


@dataclass(frozen=True, slots=True)
class MonthBar:
    """The hours of a month; `complete` once every lot that had people at work is validated."""

    month: Month
    hours: Hours
    complete: bool


@dataclass(frozen=True, slots=True)
class LotToFollow:
    """A lot and where it stands against time."""

    lot_id: Key
    name: str
    contract: str
    holder: str
    due: Hours
    done: Hours
    progress: Progress


@dataclass(frozen=True, slots=True)
class PublicShare:
    """Hours of a public this year; `share` is None while no hour is known, `target` when the house has set none."""

    label: str
    hours: Hours
    share: Decimal | None
    target: Decimal | None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The first page on one day. `lots` are the worst of the `lot_count` that run."""

    today: dt.date
    empty: bool
    hours: HoursFigure
    consideration: ConsiderationFigure
    people: PeopleFigure
    declarations: DeclarationFigure
    posts: PostsFigure
    tasks: tuple[Task, ...]
    months: tuple[MonthBar, ...]
    monthly_target: Hours | None
    lots: tuple[LotToFollow, ...]
    lot_count: int
    publics: tuple[PublicShare, ...]


@dataclass(frozen=True, slots=True)
class Counters:
    """The few numbers shown beside the pages' names."""

    eligibilities: int
    needs: int
    declarations: int
    to_sort: int


@dataclass(frozen=True, slots=True)
class LotAtRisk:
    """A lot that ends soon with hours left. `people` are at work now, `ever` were at some time."""

    lot_id: Key
    name: str
    contract: str
    holder: str
    ends_on: dt.date
    left: Hours
    people: int
    ever: int
    tone: str


@dataclass(frozen=True, slots=True)
class DangerFigure:
    """Lots whose hours are in danger; `nobody` is how many have nobody at work, `worst` the first of them."""

    count: int
    nobody: int
    left: Hours
    worst: tuple[LotAtRisk, ...]


@dataclass(frozen=True, slots=True)
class Alerts:
    """What is late or in danger on the lots, counted after the rest."""

    danger: DangerFigure
    late_returns: int
    late_task: Task | None


@dataclass(frozen=True, slots=True)
class Front:
    """All that the window shows when it opens. `undo` and `redo` name gestures, None when there is nothing to undo."""

    dashboard: Dashboard
    counters: Counters
    alerts: Alerts
    undo: str | None
    redo: str | None
    facilitator: str
    demonstration: bool
