"""Why a bill waits, in words: the codes of ``BillProblem``, a short name of each, and what it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from institutions.policy.wording import word

TEXTS: dict[str, Promise] = {
    "not_covered": _("Not covered by scheme %(insutype)s on %(day)s."),
    "waiting_period": _("Benefits begin on %(first)s; the care was on %(day)s."),
    "benefits_held": _("Benefits are stopped since %(first)s (%(reason)s)."),
    "deceased": _("The person died on %(died)s, before this care began."),
    "not_designated": _("On %(day)s, when this care began, the institution had no agreement in force."),
    "no_policy": _("No policy is in force for scheme %(insutype)s in %(area)s on %(day)s."),
    "policy_gap": _("The policy does not foresee this bill: %(gap)s"),
    "no_amounts": _("The bill gives neither its four parts nor its fees."),
    "unknown_item": _(
        "Line %(line)s: the catalogue does not know code %(code)s on %(day)s (%(count)s such lines on the bill)."
    ),
    "dates_reversed": _("The stay ends before it begins."),
    "negative": _("%(field)s is negative."),
    "splits_differ": _("The four parts add up to %(sum)s, the bill to %(total)s."),
    "fees_differ": _("The fees add up to %(sum)s, the bill to %(total)s."),
    "certificate_missing": _("No certificate for disease %(disease)s is on register for %(day)s."),
    "certificate_expired": _("The certificate for disease %(disease)s ended on %(last)s, before this care."),
    "certificate_expired_midstay": _(
        "The certificate for disease %(disease)s ended on %(last)s, during this care; renew it, then settle again."
    ),
    "filing_differs": _(
        "The bill says “%(reported)s”, the register of filings for %(day)s “%(registered)s”."
    ),
    "accident_undecided": _("The accident behind this care (from %(day)s) is not declared and decided yet."),
    "accident_differs": _("The bill says “%(reported)s”, the decision on the accident “%(registered)s”."),
    "maternity_unregistered": _("No maternity registration holds on %(day)s."),
}
# Codes of the rules that are shown by their names.
NAMED = ("reported", "registered", "reason")

# What the reason is called in a filter, and who can do what about it.
NAMES: dict[str, Promise] = {
    "not_covered": _("Not covered on the day"),
    "waiting_period": _("Within the waiting period"),
    "benefits_held": _("Benefits stopped"),
    "deceased": _("Care after death"),
    "not_designated": _("Institution without agreement"),
    "no_policy": _("No policy in force"),
    "policy_gap": _("Not foreseen by the policy"),
    "no_amounts": _("Without amounts"),
    "unknown_item": _("Code not in the catalogue"),
    "dates_reversed": _("Dates reversed"),
    "negative": _("Negative amount"),
    "splits_differ": _("Parts do not add up"),
    "fees_differ": _("Fees do not add up"),
    "certificate_missing": _("Disease not certified"),
    "certificate_expired": _("Certificate ended before"),
    "certificate_expired_midstay": _("Certificate ended during care"),
    "filing_differs": _("Filing differs from the register"),
    "accident_undecided": _("Accident not decided"),
    "accident_differs": _("Accident decided otherwise"),
    "maternity_unregistered": _("Maternity not registered"),
}
ADVICE: dict[str, Promise] = {
    "not_covered": _(
        "Enter or correct the coverage of that day, then settle again; else the sender cancels the bill."
    ),
    "waiting_period": _("Nothing is owed for that day: the sender cancels the bill, the person pays."),
    "benefits_held": _(
        "Once what was owed is paid, let benefits go on in the person's file, then settle again."
    ),
    "deceased": _("Have the person's record checked; else the sender cancels the bill."),
    "not_designated": _(
        "Look at the agreements in the institution's file: once one covers that day, settle again; else the sender "
        "cancels the bill."
    ),
    "no_policy": _("The city puts a policy for that day in force; then settle again."),
    "policy_gap": _(
        "The city completes the policy, or the sender corrects the bill's facts; then settle again."
    ),
    "no_amounts": _("Import the bill's fee lines or parts, then settle again."),
    "unknown_item": _(
        "Say on the list of unmatched codes what the code stands for, or have it entered into the catalogue; then "
        "settle again."
    ),
    "dates_reversed": _("The sender corrects the dates and sends the bill again."),
    "negative": _("The sender corrects the amount and sends the bill again."),
    "splits_differ": _("The sender corrects the parts and sends the bill again."),
    "fees_differ": _("Import the missing fee lines, or the sender corrects the bill; then settle again."),
    "certificate_missing": _("Register the certificate or renew it, then settle again."),
    "certificate_expired": _("Register the certificate or renew it, then settle again."),
    "certificate_expired_midstay": _("Register the certificate or renew it, then settle again."),
    "filing_differs": _("Register the filing, or the sender corrects the bill; then settle again."),
    "accident_undecided": _("Declare the accident and have it decided, then settle again."),
    "accident_differs": _(
        "The sender corrects the bill, or the accident is decided anew; then settle again."
    ),
    "maternity_unregistered": _("Register the maternity, then settle again."),
}


def name_of_reason(code: str) -> Any:
    """The short name of a reason; an unknown code is shown as it is."""
    return NAMES.get(code, code)


def advice(code: str) -> Any:
    """What to do about it."""
    return ADVICE.get(code, _("Correct what the reason names, then settle again."))


def describe(code: str, params: Mapping[str, Any]) -> str:
    """The reason in the reader's language; an unknown code is shown as it is."""
    text = TEXTS.get(code)
    if text is None:
        return code
    named = {name: word(str(params[name])) for name in NAMED if name in params}
    return str(text) % {**params, **named}
