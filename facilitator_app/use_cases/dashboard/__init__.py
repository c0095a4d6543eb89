"""Where the house stands today, and what is to be done; what is only shown is imported without SQLAlchemy."""

from facilitator_app.use_cases.dashboard.shapes import (
    Alerts,
    ConsiderationFigure,
    Counters,
    DangerFigure,
    Dashboard,
    DeclarationFigure,
    Front,
    HoursFigure,
    LotAtRisk,
    LotToFollow,
    MonthBar,
    PeopleFigure,
    PostsFigure,
    PublicShare,
    Task,
    TaskKind,
)

__all__ = [
    "Alerts", "ConsiderationFigure", "Counters", "DangerFigure", "Dashboard", "DeclarationFigure", "Front",
    "HoursFigure", "LotAtRisk", "LotToFollow", "MonthBar", "PeopleFigure", "PostsFigure", "PublicShare", "Task",
    "TaskKind",
]  # fmt: skip
