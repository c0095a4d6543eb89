"""Following a person: what happened, what is to be done next and by whom, and what became of her."""

from facilitator_app.use_cases.following.evaluations import (
    EvaluationDraft,
    EvaluationLine,
    evaluations_of,
    keep_evaluation,
    placements_to_evaluate,
    remove_evaluation,
)
from facilitator_app.use_cases.following.events import (
    EventDraft,
    EventLine,
    events_of,
    finish_action,
    keep_event,
    remove_event,
)
from facilitator_app.use_cases.following.exits import (
    ExitDraft,
    ExitLine,
    ExitRates,
    LaterLine,
    computed_class,
    exit_rates,
    exits_of,
    keep_exit,
    remove_exit,
)
from facilitator_app.use_cases.following.later import keep_later_situation
from facilitator_app.use_cases.following.obstacles import (
    ObstacleDraft,
    ObstacleLine,
    keep_obstacle,
    obstacles_of,
    remove_obstacle,
)
from facilitator_app.use_cases.following.referrals import (
    ReferralDraft,
    ReferralLine,
    keep_referral,
    referrals_of,
    remove_referral,
)
from facilitator_app.use_cases.following.timeline import Following, Moment, Point, following_of, timeline
from facilitator_app.use_cases.following.to_do import ActionDue, CallDue, Standing, actions_due, calls_due, standings
from facilitator_app.use_cases.following.trainings import (
    TrainingDraft,
    TrainingLine,
    keep_training,
    remove_training,
    trainings_of,
)

__all__ = [
    "ActionDue", "CallDue", "EvaluationDraft", "EvaluationLine", "EventDraft", "EventLine", "ExitDraft", "ExitLine",
    "ExitRates", "Following", "LaterLine", "Moment", "ObstacleDraft", "ObstacleLine", "Point", "ReferralDraft",
    "ReferralLine", "Standing", "TrainingDraft", "TrainingLine", "actions_due", "calls_due", "computed_class",
    "evaluations_of", "events_of", "exit_rates", "exits_of", "finish_action", "following_of", "keep_evaluation",
    "keep_event", "keep_exit", "keep_later_situation", "keep_obstacle", "keep_referral", "keep_training",
    "obstacles_of", "placements_to_evaluate", "referrals_of", "remove_evaluation", "remove_event", "remove_exit",
    "remove_obstacle", "remove_referral", "remove_training", "standings", "timeline", "trainings_of",
]  # fmt: skip
