"""What was done and undoing it: each gesture is one transaction of the journal."""

from facilitator_app.use_cases.gestures.done import GestureLine, call_it, last_to_redo, last_to_undo, recent
from facilitator_app.use_cases.gestures.in_the_way import InTheWay
from facilitator_app.use_cases.gestures.past import ChangeLine, history
from facilitator_app.use_cases.gestures.undoing import undo

__all__ = [
    "ChangeLine", "GestureLine", "InTheWay", "call_it", "history", "last_to_redo", "last_to_undo", "recent", "undo",
]  # fmt: skip
