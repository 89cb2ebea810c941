"""Hold an agreement, ask whether an act is open and who may do it, and write down that it was done."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import Agency, Agreement, AgreementStep, Duty, PoolingArea, User
from institutions.policy.agreements import AgreementPolicy, agreement_policy
from institutions.policy.designation import designation_policy
from institutions.policy.gaps import describe_gap
from institutions.policy.in_force import policy_for
from institutions.rules import agreements as rules
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_duty

ACTS = {
    "hand_in": _("hand in papers"),
    "return": _("return the application"),
    "accept": _("accept the application"),
    "score": _("enter an evaluation sheet"),
    "pass": _("conclude the evaluation as passed"),
    "fail": _("conclude the evaluation as not passed"),
    "evaluate_again": _("evaluate again"),
    "publish": _("publish the notice"),
    "object": _("record an objection"),
    "answer": _("answer an objection"),
    "close_notice": _("close the notice"),
    "propose": _("propose the agreement for signature"),
    "send_back": _("send the agreement back to negotiation"),
    "sign": _("sign the agreement"),
    "refuse": _("refuse the application"),
    "withdraw": _("withdraw the application"),
    "meet": _("note a condition as met"),
    "suspend": _("suspend the agreement"),
    "resume": _("resume the agreement"),
    "terminate": _("terminate the agreement"),
    "renew": _("apply for renewal"),
    "change": _("apply for a change"),
    "expire": _("let the agreement expire"),
    "replace": _("replace the agreement by the following"),
}
# What is on the log and is no act of the flow.
OTHER_STEPS = {
    "apply": _("apply"),
    "take_in": _("take in as it stood"),
    "ask_suspend": _("ask for suspension"),
    "ask_resume": _("ask for resumption"),
    "ask_terminate": _("ask for termination"),
    "drop": _("refuse the request"),
}
WHY = {
    "ended": _("Agreement %(agreement)s is “%(state)s”, which is final: one cannot %(act)s."),
    "in_force": _("Agreement %(agreement)s is signed (“%(state)s”): one cannot %(act)s any more."),
    "not_in_force": _("Application %(agreement)s is “%(state)s”, not signed yet: one cannot %(act)s."),
    "suspended": _("Agreement %(agreement)s is suspended: one cannot %(act)s."),
    "not_suspended": _("Agreement %(agreement)s is not suspended: one cannot %(act)s."),
    "too_early": _("Application %(agreement)s is “%(state)s”: it is too early to %(act)s."),
    "too_late": _("Application %(agreement)s is “%(state)s”: it is too late to %(act)s."),
}


class AgreementRefused(DomainError):
    """The agreement cannot be acted on so."""


def locked(agreement: Agreement) -> Agreement:
    """The agreement as it stands now, held until the transaction ends; ``DoesNotExist`` for a foreign one."""
    held: Agreement = (
        Agreement.objects.select_for_update(of=("self",))
        .select_related("institution", "area", "county", "agency", "former", "prepared_by", "text")
        .get(pk=agreement.pk)
    )
    return held


def state_after(agreement: Agreement, act: str) -> str:
    """Where ``act`` leads; raises :class:`AgreementRefused` with the reason in words."""
    outcome = rules.after(agreement.state, act, agreement.steps)
    if isinstance(outcome, rules.Refusal):
        raise AgreementRefused(
            WHY[outcome.code], agreement=agreement, state=agreement.get_state_display(), act=ACTS[act]
        )
    return outcome


def note(
    agreement: Agreement, act: str, acting_user: User, *, day: dt.date | None = None, text: str = ""
) -> None:
    """Write a step on the log; the agreement has its new state already."""
    AgreementStep.unscoped.create(
        agreement=agreement,
        act=act,
        state=agreement.state,
        day=day or timezone.localdate(),
        note=text[:500],
        done_by=acting_user,
    )


def require_handler(agreement: Agreement, acting_user: User, *duties: str) -> None:
    """Any of ``duties`` (HANDLE when none is named) at the agency that handles the agreement."""
    asked = duties or (Duty.HANDLE,)
    held = acting_user.duties_at(agreement.agency)
    first = next((duty for duty in asked if duty in held), asked[0])
    require_duty(user=acting_user, duty=first, agency=agreement.agency)


def policy_of(agreement: Agreement, day: dt.date | None = None) -> AgreementPolicy:
    return policy_in(agreement.area, day or timezone.localdate())


def policy_in(area: PoolingArea, day: dt.date) -> AgreementPolicy:
    """The rules for agreements of the area; refuses in words where its documents have none."""
    try:
        return agreement_policy(policy_for(area, day))
    except PolicyGap as gap:
        raise AgreementRefused(
            _("No policy on agreements is in force in %(area)s on %(day)s: %(gap)s"),
            area=area,
            day=day,
            gap=describe_gap(str(gap)),
        ) from gap


def agency_at(level: str, *, area: PoolingArea, county: Agency) -> Agency:
    """The agency of a level ("city", "county") that is competent for an institution of ``county`` (ZY-13)."""
    return Agency.objects.get(area=area, level=Agency.Level.CITY) if level == "city" else county


def signing_agency(*, area: PoolingArea, county: Agency, day: dt.date) -> Agency:
    """Who accepts, evaluates, negotiates and signs, as the area's policy says (ZY-13 四(五)1)."""
    try:
        level = designation_policy(policy_for(area, day)).signed_by
    except PolicyGap as gap:
        raise AgreementRefused(
            _("No policy on agreements is in force in %(area)s on %(day)s: %(gap)s"),
            area=area,
            day=day,
            gap=describe_gap(str(gap)),
        ) from gap
    return agency_at(level, area=area, county=county)
