"""What the registers said of a settled bill, in words: from the circumstances pinned on its settlement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from institutions.policy.wording import word


def said_by_registers(circumstances: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(what, answer) for everything that is not simply as the bill says."""
    if "filing" in circumstances:
        yield _("Filing on register"), word(circumstances["filing"])
    if "accident" in circumstances:
        yield _("Accident on register"), word(circumstances["accident"])
    if "certificate" in circumstances:
        yield _("Certificate on register"), word(circumstances["certificate"])
    if "chosen" in circumstances:
        yield _("Chosen institution"), _("yes") if circumstances["chosen"] else _("no")
    if circumstances.get("signed_up"):
        yield _("Family doctor"), _("signed up here")
    if "chain" in circumstances:
        yield _("Chain of transfers"), circumstances["chain"]
