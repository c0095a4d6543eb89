"""The best overall allocation of all open posts beside today's, and applying the changes somebody chose."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.allocation import Allocation, allocate, compare
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.matching import score_all_pairs
from facilitator_app.domain.need import Need, NeedState, Proposal, ProposalState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.matching.profiles import Spelling, house_rules, members, need_profiles
from facilitator_app.use_cases.matching.proposals import consider
from facilitator_app.use_cases.matching.ranking import OUT

Pairs = Mapping[Key, Sequence[tuple[Key, int]]]


@dataclass(frozen=True, slots=True)
class Standing:
    """How many posts have somebody, and how well these people suit them."""

    filled: int
    total: int
    mean: Decimal | None


@dataclass(frozen=True, slots=True)
class NeedName:
    id: Key
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Change:
    """One person who goes from a need to another; None: to or from no need at all."""

    person: Key
    name: str
    before: NeedName | None
    after: NeedName | None
    score_before: int
    score_after: int

    @property
    def gain(self) -> int:
        return self.score_after - self.score_before


@dataclass(frozen=True, slots=True)
class Overall:
    """Today's allocation beside the best one, and what goes from one to the other."""

    posts: int
    today: Standing
    proposed: Standing
    changes: tuple[Change, ...]
    assigned: tuple[tuple[Key, Key, int], ...]
    """The best allocation: need, person, score."""

    @property
    def gain(self) -> int:
        return self.proposed.total - self.today.total


def overall(session: Session, today: dt.date) -> Overall:
    """The best allocation of the people to the open posts, each person on one post; nothing is applied.

    People already proposed or accepted keep their post: they were told. Those retained only may be moved. A pair that
    somebody refused, declined or set aside is not proposed again.
    """
    spelling = Spelling()
    needs, pool = need_profiles(session, spelling), members(session, today, spelling)
    posts = {Key(str(need.key)): need.posts for need in needs}
    known = _proposals(session, posts)
    engaged: Pairs = _by_need(known, (ProposalState.PROPOSED, ProposalState.ACCEPTED))
    told = {person for pairs in engaged.values() for person, _ in pairs}
    settled = allocate(engaged, posts)
    left = Counter(posts)
    left.subtract(need for need, _, _ in settled.assigned)
    refused: dict[Hashable, set[Hashable]] = defaultdict(set)
    for need, person, state, _ in known:
        if state in OUT:
            refused[need].add(person)
    candidates = [member.candidate for person, member in pool.items() if person not in told]
    scored = score_all_pairs(candidates, needs, house_rules(session))
    for asked, people in refused.items():
        scored[asked] = [(person, score) for person, score in scored.get(asked, ()) if person not in people]
    possible = cast(Pairs, scored)  # the keys given to matching are those of records
    retained: Pairs = {
        need: _scored_again([pair for pair in pairs if pair[0] not in told], possible.get(need, ()))
        for need, pairs in _by_need(known, (ProposalState.RETAINED,)).items()
    }
    waiting = {
        person: (today - member.candidate.waiting_since).days
        for person, member in pool.items()
        if member.candidate.waiting_since
    }
    now = _together(settled, allocate(retained, left, waiting))
    best = _together(settled, allocate(possible, left, waiting))
    names = {person: member.name for person, member in pool.items()}
    return Overall(
        posts=sum(posts.values()),
        today=Standing(now.filled, now.total, now.mean),
        proposed=Standing(best.filled, best.total, best.mean),
        changes=tuple(_changes(now, best, names, _need_names(session))),
        assigned=best.assigned,
    )


def apply_overall(session: Session, chosen: Sequence[Change], today: dt.date) -> None:
    """Retain the people of the chosen changes on their new needs, and no longer on the former ones, as one gesture.

    Raises Refusal when a person, or a need, is no longer what it was when the allocation was computed.
    """
    if not chosen:
        raise Refusal.because("Cochez au moins un changement.")
    count = len(chosen)
    gestures.call_it(session, f"Répartition des besoins\u00a0: {count} changement{'s' if count > 1 else ''}")
    for change in chosen:
        if change.before:
            _leave(session, change)
    for change in chosen:
        if change.after:
            need = session.get(Need, change.after.id)
            if need is None or need.removed or need.state is not NeedState.OPEN:
                raise _out_of_date(change)
            known = session.get(Proposal, key_of("proposal", need.id, change.person))
            if known is not None and not known.removed and known.state in OUT:
                raise _out_of_date(change)
            consider(session, need, [change.person], ProposalState.RETAINED, today)


def _leave(session: Session, change: Change) -> None:
    assert change.before
    proposal = session.get(Proposal, key_of("proposal", change.before.id, change.person))
    if proposal is None or proposal.removed:
        return
    if proposal.state is not ProposalState.RETAINED:
        raise _out_of_date(change)
    proposal.removed = True


def _out_of_date(change: Change) -> Refusal:
    return Refusal.because(
        f"La situation de {change.name} a changé depuis le calcul\u00a0: "
        "relancez «\u00a0Répartir tous les besoins\u00a0»."
    )


def _proposals(session: Session, needs: Iterable[Key]) -> list[tuple[Key, Key, ProposalState, int]]:
    """Need, person, state and score of every proposal on these needs."""
    asked = select(Proposal.need_id, Proposal.beneficiary_id, Proposal.state, Proposal.score).order_by(Proposal.id)
    wanted = set(needs)
    return [(need, person, state, score) for need, person, state, score in session.execute(asked) if need in wanted]


def _by_need(
    known: list[tuple[Key, Key, ProposalState, int]], states: Sequence[ProposalState]
) -> dict[Key, list[tuple[Key, int]]]:
    found: dict[Key, list[tuple[Key, int]]] = defaultdict(list)
    for need, person, state, score in known:
        if state in states:
            found[need].append((person, max(1, score)))  # a proposal without a score still holds its post
    return found


def _scored_again(pairs: Iterable[tuple[Key, int]], possible: Iterable[tuple[Key, int]]) -> list[tuple[Key, int]]:
    """The same people with their scores of today; with the one they had when they are no longer possible."""
    scores = dict(possible)
    return [(person, scores.get(person, score)) for person, score in pairs]


def _together(one: Allocation[Key, Key], other: Allocation[Key, Key]) -> Allocation[Key, Key]:
    return Allocation(one.assigned + other.assigned)


def _changes(
    now: Allocation[Key, Key], best: Allocation[Key, Key], names: Mapping[Key, str], needs: Mapping[Key, NeedName]
) -> Iterable[Change]:
    """The moves first, then the additions, then the people who would be on no post."""
    before = {person: (need, score) for need, person, score in now.assigned}
    after = {person: (need, score) for need, person, score in best.assigned}
    changes = compare(now, best)
    people = [person for person, _, _ in changes.moved]
    people += [person for _, person in (*changes.added, *changes.removed)]
    for person in people:
        old, new = before.get(person), after.get(person)
        yield Change(
            person=person,
            name=names.get(person, "Personne archivée"),
            before=needs[old[0]] if old else None,
            after=needs[new[0]] if new else None,
            score_before=old[1] if old else 0,
            score_after=new[1] if new else 0,
        )


def _need_names(session: Session) -> dict[Key, NeedName]:
    asked = select(Need.id, Need.code, Need.title).where(Need.state == NeedState.OPEN)
    return {key: NeedName(key, code, title) for key, code, title in session.execute(asked)}
