"""Matching people with needs: hard conditions, a score in four written parts, and the reasons in words."""

from facilitator_app.domain.matching.profiles import Candidate, Job, Level, NeedProfile
from facilitator_app.domain.matching.ranking import Ranked, Ranking, rank, score_all_pairs
from facilitator_app.domain.matching.rules import DEFAULT_RULES, PART_LABELS, PARTS, MatchingRules, Weights
from facilitator_app.domain.matching.score import Score
from facilitator_app.domain.matching.wording import Assessment, Obstacle, Reason, weigh

__all__ = [
    "DEFAULT_RULES",
    "PARTS",
    "PART_LABELS",
    "Assessment",
    "Candidate",
    "Job",
    "Level",
    "MatchingRules",
    "NeedProfile",
    "Obstacle",
    "Ranked",
    "Ranking",
    "Reason",
    "Score",
    "Weights",
    "rank",
    "score_all_pairs",
    "weigh",
]
