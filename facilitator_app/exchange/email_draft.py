"""A message ready to be read again and sent by the user's own mail program: a file it opens, or a link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

LONGEST_LINK = 1_900
"""Mail programs of Windows cut links that are longer."""
LONGEST_ADDRESS = 254  # RFC 5321, section 4.5.3.1.3, without its brackets
_ADDRESS = re.compile(r"[\w.!#$'*+/^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Draft:
    """`attachment` is a PDF with the name it bears."""

    to: str
    subject: str
    body: str
    copy_to: str = ""
    attachment: tuple[str, bytes] | None = None


def as_file(draft: Draft) -> bytes:
    """The bytes of an .eml file that opens as an unsent message."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if to := addresses(draft.to):
        message["To"] = ", ".join(to)
    if copy_to := addresses(draft.copy_to):
        message["Cc"] = ", ".join(copy_to)
    message["Subject"] = _one_line(draft.subject)
    message.set_content(draft.body)
    if draft.attachment is not None:
        name, content = draft.attachment
        message.add_attachment(content, maintype="application", subtype="pdf", filename=_one_line(name))
    return message.as_bytes()


def as_link(draft: Draft) -> str:
    """A mailto link (RFC 6068), without the attachment; the end of a body too long for it is left out."""
    parts = [f"subject={quote(_one_line(draft.subject))}"]
    if copy_to := addresses(draft.copy_to):
        parts.append(f"cc={quote(','.join(copy_to), safe='@,')}")
    link = f"mailto:{quote(','.join(addresses(draft.to)), safe='@,')}?{'&'.join(parts)}&body="
    body = draft.body.replace("\r\n", "\n").replace("\n", "\r\n")
    while len(link) + len(quote(body)) > LONGEST_LINK:
        body = body[: -max(1, (len(link) + len(quote(body)) - LONGEST_LINK) // 9)]
    return link + quote(body)


def addresses(typed: str) -> list[str]:
    """Those of a field where several may be typed, with commas or semicolons between; one of each part, no name.

    What is left out could name other recipients, or be no address at all.
    """
    found = (_ADDRESS.search(part) for part in re.split("[,;]", typed))
    return list(dict.fromkeys(match.group() for match in found if match and len(match.group()) <= LONGEST_ADDRESS))


def _one_line(text: str) -> str:
    """Headers with line breaks could name other recipients."""
    return " ".join(text.split())
