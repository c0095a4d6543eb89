"""Words that have no place in somebody’s file: health, religion, offences, judgements. A warning, never a refusal."""

from __future__ import annotations

from functools import cache

from facilitator_app.domain.words import fold
from facilitator_app.places import resources


def advice(text: str) -> str:
    """What to think about before keeping a text, naming the words found; "" when there are none."""
    folded = f" {fold(text)} "
    found = [(topic, word) for topic, word, sought in _words() if f" {sought} " in folded]
    if not found:
        return ""
    words = ", ".join(f"«\u00a0{word}\u00a0»" for _, word in found[:3])
    topics = ", ".join(dict.fromkeys(topic for topic, _ in found))
    return f"{words} ({topics})\u00a0: n’écrivez que des faits utiles au parcours, que la personne pourra lire."


@cache
def _words() -> tuple[tuple[str, str, str], ...]:
    """Topic, word, and its folded form."""
    lines = (resources() / "careful_words.txt").read_text(encoding="utf-8").splitlines()
    told = (line.partition(":") for line in lines if line.strip() and not line.startswith("#"))
    return tuple(
        (topic.strip(), word.strip(), fold(word)) for topic, _, words in told for word in words.split(",") if fold(word)
    )
