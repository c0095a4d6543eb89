"""What a published contract says about social considerations."""

from __future__ import annotations

from facilitator_app.domain.base import Labelled


class SocialConsideration(Labelled):
    """The closed list of the decree of 22 December 2022; a contract may carry several, in no particular order.

    Nothing known is the absence of any value, never `NONE`.
    """

    CLAUSE = "clause", "Clause sociale"
    CRITERION = "criterion", "Critère social"
    RESERVED = "reserved", "Marché réservé"
    NONE = "none", "Pas de considération sociale"
