"""The bills that insurer or aid list for a month, compared with the clearing's, explained, confirmed (ZY-14).

Ours are what the month's statements paid institutions for this payer (``CLEARED``), and what the bank paid people in
the month for bills of the counter (``counter_bills``). What both sides say is claimed:
of a bill in both lists the lower amount, of one that counts here in another month that month's. What only one side
says, or what stands in the list a second time, is not claimed until a later list has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.jobs import enqueue
from config.models import Job
from config.periods import Month
from funds.models import PayerListMonth, PayerRemittance
from funds.services.bill_lists.compare import ListTerms, compare_list
from funds.services.bill_lists.explaining import is_posted, note_explanation, require_confirmable
from institutions.models import Duty, User
from institutions.services.duties import require_city_duty

from .counter_bills import IN_MONTH, counter_bills, of_bills_in
from .faults import PayerRefused

JOB_KIND = "funds.payer_list_compare"
State = PayerListMonth.State

_OURS = """
    SELECT b.id AS bill_id, b.setl_id, b.mdtrt_id, b.medfee_sumamt AS medfee,
        max(paid.county_id) AS county_id, sum(paid.amount)::bigint AS amount
    FROM (
        SELECT s.bill_id, s.insu_county_id AS county_id, s.{part} AS amount FROM claims_settlement s
        JOIN institutions_agency home ON home.id = s.insu_county_id AND home.area_id = %(area)s
        WHERE s.clr_month = %(month)s AND s.insutype = %(insutype)s AND s.is_current AND NOT s.pay_loc = '1'
        UNION ALL SELECT bill_id, county_id, amount FROM ({counter}) people
    ) paid
    JOIN claims_bill b ON b.id = paid.bill_id
    GROUP BY b.id
"""
_LOWER = """CASE WHEN {a} > 0 AND {b} > 0 THEN least({a}, {b})
    WHEN {a} < 0 AND {b} < 0 THEN greatest({a}, {b}) ELSE 0 END"""
_COUNTED = """
    UNION ALL SELECT bill_id, false, max(month) FROM ({counter}) people
    WHERE bill_id IN (SELECT bill_id FROM list_found) GROUP BY bill_id
"""
# Of the bills on the list and of those it lacks.
_PEOPLE = "CREATE TEMP TABLE list_people AS {counter}"
_NAMED = "(SELECT bill_id FROM {{lines}} WHERE statement_month_id = %(id)s)"
# Who laid a bill out is who pays its institution, or the person; what its lines come to is claimed on the first.
_CLAIM = """
    UPDATE {{lines}} l SET laid_out_by_id = n.laid_out_by, claimed = n.claimed
    FROM (
        SELECT l.id,
            CASE WHEN b.id IS NOT NULL THEN coalesce(people.payer_id,
                CASE WHEN care.area_id = %(area)s THEN care.id ELSE city.id END) END AS laid_out_by,
            coalesce(CASE l.outcome WHEN 'agrees' THEN l.fund_payamt
                WHEN 'amount' THEN CASE WHEN f.nth = 1 THEN {same_month} ELSE 0 END
                WHEN 'other_month' THEN {other_month} ELSE 0 END, 0) AS claimed
        FROM {{lines}} l
        JOIN institutions_agency city ON city.area_id = %(area)s AND city.level = 'city'
        LEFT JOIN claims_bill b ON b.id = l.bill_id
        LEFT JOIN institutions_agency care ON care.id = b.care_county_id
        LEFT JOIN list_said f ON f.id = l.id
        LEFT JOIN list_ours o ON o.bill_id = l.bill_id
        LEFT JOIN (SELECT bill_id, max(payer_id) AS payer_id FROM list_people GROUP BY bill_id) people
            ON people.bill_id = l.bill_id
        LEFT JOIN (
            SELECT c.bill_id, c.refund, sum(s.{part})::bigint AS amount FROM list_counted c
            JOIN claims_settlement s ON s.bill_id = c.bill_id AND s.refd_setl_flag = c.refund
                AND s.clr_month = c.clr_month AND s.is_current AND NOT s.negated
            WHERE NOT s.pay_loc = '1'
            GROUP BY c.bill_id, c.refund
            UNION ALL
            SELECT c.bill_id, c.refund, sum(p.amount)::bigint FROM list_counted c
            JOIN list_people p ON p.bill_id = c.bill_id AND p.month = c.clr_month AND NOT c.refund
            GROUP BY c.bill_id, c.refund
        ) there ON there.bill_id = l.bill_id AND there.refund = f.refund
        WHERE l.statement_month_id = %(id)s
    ) n WHERE n.id = l.id
"""


def _terms(part: str) -> ListTerms:
    claim = _CLAIM.format(
        part=part,
        same_month=_LOWER.format(a="f.said", b="o.amount"),
        other_month=_LOWER.format(a="l.fund_payamt", b="there.amount"),
    )
    return ListTerms(
        lines="funds_payerlistline",
        months="funds_payerlistmonth",
        amount="fund_payamt",
        ours=_OURS.format(part=part, counter=counter_bills(part, IN_MONTH)),
        same_list=f"m.fund_part = '{part}'",
        owes="e.claimed <> 0",
        owed="sum(claimed)",
        cleared=" AND NOT s.pay_loc = '1'",
        counted_more=_COUNTED.format(counter=counter_bills(part, of_bills_in("list_found"))),
        at_last=(
            _PEOPLE.format(counter=counter_bills(part, of_bills_in(_NAMED.format()))),
            claim,
            "DROP TABLE list_people",
        ),
    )


_TERMS = {part: _terms(part) for part in PayerRemittance.Payer.values}


def compare_payer_list(month: PayerListMonth) -> PayerListMonth:
    """Compare an open month anew; done again it changes nothing. The caller has checked who asks."""
    return compare_list(month, _TERMS[month.fund_part])


def enqueue_comparing_payer(*, month: PayerListMonth, acting_user: User) -> Job:
    """Queue a comparison with what is settled by now. Duty to handle at the city."""
    city = require_city_duty(user=acting_user, duty=Duty.HANDLE, area=month.area)
    _require_open(month)
    return enqueue(
        JOB_KIND,
        owner=acting_user,
        agency=city,
        params={"month": month.pk},
        unique_key=f"{JOB_KIND}:{month.pk}",
    )


@transaction.atomic
def explain_payer_lines(
    *, month: PayerListMonth, lines: Iterable[int], explanation: str, acting_user: User
) -> PayerListMonth:
    """Say of differing lines (by id) what they are. Duty to handle at the city."""
    held = _held(month, acting_user, Duty.HANDLE)
    note_explanation(
        month=held, lines=lines, explanation=explanation, acting_user=acting_user, refused=PayerRefused
    )
    return held


@transaction.atomic
def confirm_payer_list(*, month: PayerListMonth, seen: Decimal, acting_user: User) -> PayerListMonth:
    """A second person confirms: what both sides say is claimed from the payer. Duty to review at the city.

    ``seen`` is what the confirmer was shown as claimed. Raises :class:`PayerRefused` before the month's clearing is
    posted, while a difference is not explained, or by whom it was.
    """
    # Two months of a payer, confirmed at once, must each see what the other claims: all are held, in one order.
    others = PayerListMonth.objects.filter(
        area=month.area_id, insutype=month.insutype, fund_part=month.fund_part
    )
    list(others.order_by("pk").select_for_update(of=("self",)))
    held = _held(month, acting_user, Duty.REVIEW)
    if not is_posted(held):
        raise PayerRefused(
            _("%(month)s is not cleared yet: what our side owes may still change."),
            month=Month.of(held.month),
        )
    held = compare_payer_list(held)
    require_confirmable(month=held, seen=seen, acting_user=acting_user, refused=PayerRefused)
    held.state, held.confirmed_by, held.confirmed_at = State.CONFIRMED, acting_user, timezone.now()
    held.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    return held


def _require_open(month: PayerListMonth) -> None:
    if month.state != State.OPEN:
        raise PayerRefused(_("The month is confirmed: nothing of it changes any more."))


def _held(month: PayerListMonth, acting_user: User, duty: Duty) -> PayerListMonth:
    held: PayerListMonth = (
        PayerListMonth.objects.select_for_update(of=("self",)).select_related("area").get(pk=month.pk)
    )
    require_city_duty(user=acting_user, duty=duty, area=held.area)
    _require_open(held)
    return held
