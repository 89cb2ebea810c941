"""Why a bill waits, in words: the codes of ``BillProblem`` and what each asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, Promise] = {
    "not_covered": _("Not covered by scheme %(insutype)s on %(day)s."),
    "deceased": _("The person died on %(died)s, before this care began."),
    "no_policy": _("No policy is in force for scheme %(insutype)s in %(area)s on %(day)s."),
    "policy_gap": _("The policy does not foresee this bill: %(gap)s"),
    "no_amounts": _("The bill gives neither its four parts nor its fees."),
    "dates_reversed": _("The stay ends before it begins."),
    "negative": _("%(field)s is negative."),
    "splits_differ": _("The four parts add up to %(sum)s, the bill to %(total)s."),
    "fees_differ": _("The fees add up to %(sum)s, the bill to %(total)s."),
}


def describe(code: str, params: Mapping[str, Any]) -> str:
    """The reason in the reader's language; an unknown code is shown as it is."""
    text = TEXTS.get(code)
    return code if text is None else str(text) % params
