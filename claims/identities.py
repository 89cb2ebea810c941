"""The arithmetic identities in words, for pages that show how a sender's settlement answers them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, Any] = {
    "I1": _("Total = own expense + over limits + first share + in scope"),
    "I2": _("Funds together = sum of the fund parts"),
    "I3": _("Borne by the person = personal account + cash"),
    "I4": _("Total = funds + person + hospital"),
    "I5": _("Fund details add up to the funds together"),
    "I6": _("Borne by the person = the four parts − funds − hospital"),
    "P1": _("Pooled fund = ratio of what is above the deductible"),
}
_ANSWERS: dict[str, tuple[Any, str]] = {
    "holds": (_("holds"), "ok"),
    "fails": (_("fails"), "bad"),
    "not_checkable": (_("not checkable"), "plain"),
}


class Answered(NamedTuple):
    """One identity with its answer, ready to show."""

    text: Any
    answer: Any
    tone: str


def answered(identities: Mapping[str, str]) -> Iterator[Answered]:
    """The stored answers in the order of the identities."""
    for name, answer in sorted(identities.items()):
        said, tone = _ANSWERS.get(answer, (answer, "plain"))
        yield Answered(TEXTS.get(name, name), said, tone)
