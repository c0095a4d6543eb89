"""The small parts that every page is made of."""

from facilitator_app.ui.labels import Badge, IconLabel, KeyHint, Label, ProblemLine, set_flag
from facilitator_app.ui.widgets.avatar import Avatar
from facilitator_app.ui.widgets.buttons import ActionButton, Chips, IconButton
from facilitator_app.ui.widgets.cards import Banner, Beside, Card, EmptyState, scrolled
from facilitator_app.ui.widgets.elided import ElidedLabel
from facilitator_app.ui.widgets.figure import Figure
from facilitator_app.ui.widgets.flow import Flow
from facilitator_app.ui.widgets.header import PageHeader, SearchBox
from facilitator_app.ui.widgets.wide_enough import WideEnough

__all__ = [
    "ActionButton", "Avatar", "Badge", "Banner", "Beside", "Card", "Chips", "ElidedLabel", "EmptyState", "Figure",
    "Flow", "IconButton", "IconLabel", "KeyHint", "Label", "PageHeader", "ProblemLine", "SearchBox", "WideEnough",
    "scrolled", "set_flag",
]  # fmt: skip
