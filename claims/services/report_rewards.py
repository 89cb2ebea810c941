"""Rewards for reports by the public (举报奖励, JJ-11 四(十一)): what they come to, paid by one, confirmed by another.

The bureau pays them out of its budget. The documents ask for rewards and give no fund money for them: nothing of this
is ever owed by, or posted in, a fund.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import PublicReport
from claims.policy_inspections import InspectionsUnsettled, inspection_policy
from claims.rules.reports import reward_of
from config.money import from_fen, to_fen
from institutions.models import Duty, User
from institutions.rules.policy_package import Given
from institutions.services.duties import require_another

from .report_states import ReportRefused, note, opened

SHARE, LEAST, MOST = "reward.share", "reward.least", "reward.most"


def reward_rule(report: PublicReport) -> dict[str, Given]:
    """What the policy of the day the report came says of its reward, by parameter; nothing where it gives none."""
    try:
        policy = inspection_policy(report.area, report.received_on)
    except InspectionsUnsettled:
        return {}
    found = {name: given for name in (SHARE, LEAST, MOST) if (given := policy.given(name)) is not None}
    return found if SHARE in found else {}


def reward_by_policy(report: PublicReport) -> Decimal | None:
    """Yuan; None where the area's policy of that day gives no reward."""
    policy = inspection_policy(report.area, report.received_on)
    ratio, least, most = (policy.given(name) for name in (SHARE, LEAST, MOST))
    if ratio is None:
        return None
    found = reward_of(
        to_fen(report.amount or 0),
        ratio=int(ratio.value),
        least=int(least.value) if least else 0,
        most=int(most.value) if most else None,
    )
    return from_fen(found) if found else None


@transaction.atomic
def note_reward_paid(*, report: PublicReport, day: dt.date, receipt: str, acting_user: User) -> PublicReport:
    """The bureau paid the reward out of its budget on a day, by this voucher; once. By its handler."""
    held = opened(report, "pay", acting_user)
    if held.handler_id != acting_user.pk:
        raise ReportRefused(
            _("Only whoever handles the report pays the reward: nobody else knows the reporter.")
        )
    if held.reward is None or held.reward_paid_on is not None:
        raise ReportRefused(_("No reward of report %(report)s is open."), report=held)
    if not receipt.strip():
        raise ReportRefused(_("Give the number of the voucher."))
    if day > timezone.localdate():
        raise ReportRefused(_("%(day)s is not over yet."), day=day)
    held.reward_paid_on, held.reward_receipt, held.reward_paid_by = day, receipt.strip(), acting_user
    held.save(update_fields=["reward_paid_on", "reward_receipt", "reward_paid_by"])
    note(held, "pay", acting_user, receipt)
    return held


@transaction.atomic
def confirm_reward_paid(*, report: PublicReport, acting_user: User) -> PublicReport:
    """Another person has seen the voucher. Duty to review at the county or its city."""
    held = _paid(report, "voucher", acting_user)
    held.reward_checked_by = acting_user
    held.save(update_fields=["reward_checked_by"])
    note(held, "voucher", acting_user, held.reward_receipt)
    return held


@transaction.atomic
def return_reward_paid(*, report: PublicReport, reason: str, acting_user: User) -> PublicReport:
    """The voucher does not show it: the reward is open again. Duty as for confirming."""
    held = _paid(report, "unpay", acting_user)
    if not reason.strip():
        raise ReportRefused(_("Say why."))
    held.reward_paid_on, held.reward_receipt, held.reward_paid_by = None, "", None
    held.save(update_fields=["reward_paid_on", "reward_receipt", "reward_paid_by"])
    note(held, "unpay", acting_user, reason)
    return held


def _paid(report: PublicReport, act: str, acting_user: User) -> PublicReport:
    held = opened(report, act, acting_user, Duty.REVIEW)
    if held.reward_paid_on is None or held.reward_checked_by_id is not None:
        raise ReportRefused(_("No payment of report %(report)s waits for confirmation."), report=held)
    require_another(user=acting_user, previous=held.reward_paid_by, act=_("Reward of the report"))
    return held
