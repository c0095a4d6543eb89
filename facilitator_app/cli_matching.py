"""What `arrimage match` prints: the people for a need, or the best allocation of all open posts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.cli_answers import print_json
from facilitator_app.domain.matching import PARTS
from facilitator_app.domain.need import Need
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases.matching.overall import overall
from facilitator_app.use_cases.matching.ranking import names_of, ranking


def show_ranking(session: Session, asked: str, as_json: bool) -> int:
    """The candidates of a need, named by its code (B-112) or its key."""
    need_id = session.scalar(select(Need.id).where(or_(Need.code == asked, Need.id == asked)))
    if need_id is None:
        raise Refusal.because(f"Aucun besoin ne porte le numéro « {asked} ». Exemple : B-112.")
    found = ranking(session, need_id, dt.date.today())
    candidates: list[dict[str, Any]] = []
    for line in found.ranked:
        why = found.why(line)
        candidates.append(
            {
                "place": line.place,
                "person": line.person,
                "name": line.name,
                "score": line.total,
                "parts": {part: getattr(line.score, part) for part in PARTS},
                "pluses": list(why.pluses),
                "minuses": list(why.minuses),
            }
        )
    left_out = [
        {"person": line.person, "name": line.name, "reasons": list(found.reasons(line))} for line in found.left_out
    ]
    if as_json:
        print_json({"need": found.need.code, "title": found.need.title, "candidates": candidates, "left_out": left_out})
        return 0
    print(f"{found.need.code} {found.need.title} : {len(candidates)} personnes compatibles")
    for candidate in candidates:
        parts = " + ".join(str(value) for value in candidate["parts"].values())
        print(f"{candidate['place']:4}. {candidate['score']:3}/100 ({parts})  {candidate['name']}")
        for sign, reasons in (("+", candidate["pluses"]), ("–", candidate["minuses"])):
            for reason in reasons:
                print(f"        {sign} {reason}")
    print(f"{len(left_out)} personnes ne conviennent pas (motifs avec --json)")
    return 0


def show_allocation(session: Session, as_json: bool) -> int:
    """The best allocation of all open posts, beside today's; nothing is applied."""
    today = dt.date.today()
    best = overall(session, today)
    names = {key: (code, title) for key, code, title in session.execute(select(Need.id, Need.code, Need.title))}
    people = names_of(session, [person for _, person, _ in best.assigned])
    assigned = [
        {"need": names[need][0], "title": names[need][1], "person": person, "name": people[person], "score": score}
        for need, person, score in sorted(best.assigned, key=lambda line: (names[line[0]][0], -line[2]))
    ]
    if as_json:
        print_json(
            {
                "posts": best.posts,
                "filled": best.proposed.filled,
                "total": best.proposed.total,
                "today": {"filled": best.today.filled, "total": best.today.total},
                "assigned": assigned,
            }
        )
        return 0
    print(
        f"Meilleure répartition : {_posts(best.proposed.filled)} sur {best.posts}, note totale {best.proposed.total} "
        f"(aujourd’hui {_posts(best.today.filled)}, {best.today.total})"
    )
    for line in assigned:
        print(f"{line['need']:8} {line['score']:3}/100  {line['name']:30} {line['title']}")
    return 0


def _posts(count: int) -> str:
    return f"{count} poste{'s' if count > 1 else ''}"
