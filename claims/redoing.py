"""Redos in words: why a bill comes out otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REASONS: dict[str, Promise] = {
    "freed": gettext_lazy("%(names)s was cancelled: what it had used is free again"),
    "late": gettext_lazy("%(names)s came late and counts before it"),
    "order": gettext_lazy("It came late itself: %(names)s no longer count before it"),
    "follows": gettext_lazy("%(names)s before it comes out otherwise"),
    "policy": gettext_lazy("The policy in force for its day has changed"),
    "rules": gettext_lazy("It was settled by an earlier release of the rules"),
    "facts": gettext_lazy("Known otherwise by now: %(names)s"),
    "county": gettext_lazy("On its day the person is insured in another county than it was settled for"),
    "other": gettext_lazy("It comes out otherwise"),
}
FACTS: dict[str, Promise] = {
    "level": gettext_lazy("Deductible level of the institution"),
    "hosp_lv": gettext_lazy("Grade of the hospital"),
    "age": gettext_lazy("Age"),
    "cover": gettext_lazy("What the coverage grants"),
    "legacy_balance": gettext_lazy("Former account balance"),
    "certificate": gettext_lazy("Certificate of the disease"),
    "chosen": gettext_lazy("Institution chosen on the certificate"),
    "consortium": gettext_lazy("Consortium of the institution"),
    "signed_up": gettext_lazy("Sign-up with a family doctor"),
    "account_credited": gettext_lazy("Personal account"),
    "family_credited": gettext_lazy("Family's personal account"),
}
MOST_NAMED = 5


def why(reasons: Iterable[Sequence[str]]) -> list[str]:
    """The stored reasons of a line in the reader's language."""
    return [_sentence(code, list(names)) for code, *names in reasons]


def _sentence(code: str, names: list[str]) -> str:
    if code == "facts":
        names = [str(FACTS.get(name, name)) for name in names]
    shown = names[:MOST_NAMED]
    if len(names) > MOST_NAMED:
        shown.append(_("%(count)s more") % {"count": len(names) - MOST_NAMED})
    text: Any = REASONS.get(code, REASONS["other"])
    return str(text) % {"names": get_text_list(shown, _("and"))}
