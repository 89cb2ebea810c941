"""Months as institutions state them (3201, 3202) and apply for them (3203), with differences; objections."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from claims.models import (
    ClearingApplication,
    Deduction,
    InstitutionObjection,
    Reconciliation,
    ReconciliationDifference,
    ReconciliationTotal,
    Settlement,
)
from claims.rules.facts import STAYS
from claims.services import clearing_applications, objections
from claims.services.reconciliation.decide import decide_difference
from config.demo.topics.stage import Stage, act, bring, said
from config.demo.world import SCHEME
from config.scoping import system_scope
from institutions.models import Agency, Duty, Institution
from institutions.services.payee_accounts import paying_agency

AMOUNTS = ("medfee_sumamt", "fund_pay_sumamt", "acct_pay")
MONTHS = (3, 4)
OF_A_COUNTY = 3
Row = dict[str, Any]


def fill(stage: Stage) -> int:
    """Two months of a few institutions in every county; how many."""
    if not stage.says("reconciliation"):
        return 0
    with system_scope():
        if Reconciliation.objects.filter(area=stage.area).exists():
            return 0
    made = 0
    for turn, unit in enumerate(stage.units()[:3]):
        made += _county(stage, unit, turn)
    return made + _objections(stage)


def _county(stage: Stage, unit: Agency, turn: int) -> int:
    chosen = [one for one in stage.institutions(unit) if paying_agency(one) == unit][:OF_A_COUNTY]
    details, totals = [], []
    for month in MONTHS:
        for place, institution in enumerate(chosen):
            rows = _details(stage, unit, institution, month)
            if rows and place == turn % OF_A_COUNTY:
                rows = _with_faults(rows)
            details += rows
            totals += _totals(rows)
    if not details:
        return 0
    bring(stage, "reconciliation_totals", f"3201-{unit.code}.xlsx", totals, at=unit)
    bring(stage, "reconciliation_details", f"3202-{unit.code}.xlsx", details, at=unit)
    _decide(stage, unit)
    _apply(stage, unit)
    return len(totals)


def _details(stage: Stage, unit: Agency, institution: Institution, month: int) -> list[Row]:
    """As we settled them, in the institution's words."""
    first = stage.month(month)
    with system_scope():
        found = Settlement.objects.filter(
            institution=institution, clr_month=first.first, insutype=SCHEME, is_current=True,
            refd_setl_flag=False, insu_county__area=stage.area,
        ).exclude(pay_loc="1")  # fmt: skip
        settled = list(found.select_related("bill__person").order_by("bill__setl_id"))
    return [
        {
            "fixmedins_code": institution.fixmedins_code, "insutype": SCHEME, "clr_type": _kind(one.med_type),
            "setl_optins": unit.code, "stmt_begndate": first.first, "stmt_enddate": first.last,
            "psn_no": one.bill.person.psn_no, "mdtrt_id": one.bill.mdtrt_id, "setl_id": one.bill.setl_id,
            **{name: getattr(one, name) for name in AMOUNTS}, "cash_payamt": one.psn_cash_pay,
        }
        for one in settled
    ]  # fmt: skip


def _kind(med_type: str) -> str:
    return "41" if med_type.startswith("41") else "21" if med_type[:2] in STAYS else "11"


def _with_faults(rows: list[Row]) -> list[Row]:
    """One they forgot, one with another amount, one nobody knows here."""
    first, *rest = [dict(row) for row in rows]
    if rest:
        # Out of what the person paid: the fund's part never grows past the fees.
        other = max(rest, key=lambda row: row["cash_payamt"])
        more = min(Decimal("36.50"), other["cash_payamt"])
        other["fund_pay_sumamt"] += more
        other["cash_payamt"] -= more
    stranger = first | {"setl_id": f"{first['setl_id'][:-2]}ZZ", "mdtrt_id": ""}
    return [*rest, stranger]


def _totals(rows: list[Row]) -> list[Row]:
    kinds: dict[str, Row] = {}
    for row in rows:
        total = kinds.setdefault(
            row["clr_type"],
            {
                name: row[name]
                for name in (
                    "fixmedins_code",
                    "insutype",
                    "clr_type",
                    "setl_optins",
                    "stmt_begndate",
                    "stmt_enddate",
                )
            }
            | {"fixmedins_setl_cnt": 0, **dict.fromkeys(AMOUNTS, Decimal(0))},
        )
        total["fixmedins_setl_cnt"] += 1
        for name in AMOUNTS:
            total[name] += row[name]
    return list(kinds.values())


def _decide(stage: Stage, unit: Agency) -> None:
    """March's differences are decided, April's are open."""
    with system_scope():
        found = ReconciliationDifference.objects.filter(
            reconciliation__county=unit, reconciliation__month=stage.day(MONTHS[0], 1), decision=""
        )
        waiting = list(found.select_related("reconciliation").order_by("pk"))
    words = said()["reconciliation"]
    for one in waiting:
        if one.kind == ReconciliationDifference.Kind.TOTAL:
            continue
        act(
            stage.at(Duty.HANDLE, unit), decide_difference, difference=one, decision="ours",
            reason=words["decided"],
        )  # fmt: skip


def _apply(stage: Stage, unit: Agency) -> None:
    """3203 of what was stated; one accepted, one returned, the others wait."""
    with system_scope():
        totals = list(
            ReconciliationTotal.objects.filter(reconciliation__county=unit, fixmedins_setl_cnt__gt=0)
            .select_related("reconciliation__institution")
            .order_by("reconciliation__month", "pk")
        )
    rows = [_application(one) for one in totals]
    if not rows:
        return
    bring(stage, "clearing_applications", f"3203-{unit.code}.xlsx", rows, at=unit)
    with system_scope():
        made = list(ClearingApplication.objects.filter(county=unit).order_by("month", "pk"))
    reviewer, words = stage.at(Duty.REVIEW, unit), said()["reconciliation"]
    march = [one for one in made if one.month.month == MONTHS[0]]
    for one in march[:-1]:
        act(reviewer, clearing_applications.accept_application, application=one, reason=words["accepted"])
    act(reviewer, clearing_applications.return_application, application=march[-1], reason=words["returned"])


def _application(total: ReconciliationTotal) -> Row:
    of = total.reconciliation
    last = (of.month + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    cash = max(Decimal(0), total.medfee_sumamt - total.fund_pay_sumamt - total.acct_pay)
    return {
        "fixmedins_code": of.institution.fixmedins_code, "insutype": of.insutype, "clr_type": total.clr_type,
        "clr_way": "1", "setlym": of.month, "psntime": total.fixmedins_setl_cnt,
        "medfee_sumamt": total.medfee_sumamt, "med_sumfee": total.medfee_sumamt,
        "fund_appy_sum": total.fund_pay_sumamt, "cash_payamt": cash, "acct_pay": total.acct_pay,
        "begndate": of.month, "enddate": last,
    }  # fmt: skip


def _objections(stage: Stage) -> int:
    """Against deductions and a month's statement: upheld, rejected, assigned, just entered."""
    with system_scope():
        deductions = list(
            Deduction.objects.filter(institution__area=stage.area, institution__county__isnull=False)
            .select_related("institution__county__parent", "institution__area")
            .order_by("pk")[:3]
        )
    subjects: list[tuple[Institution, Row]] = [
        (one.institution, {"about": "deduction", "deduction": one}) for one in deductions
    ]
    hospital = stage.institutions(stage.units()[0])[0]
    month = {"about": "statement", "month": stage.day(3, 1), "insutype": SCHEME}
    subjects.append((hospital, month))
    for turn, (institution, about) in enumerate(subjects):
        _object(stage, institution, about, turn)
    return len(subjects)


def _object(stage: Stage, institution: Institution, about: Row, turn: int) -> InstitutionObjection:
    payer, words = paying_agency(institution), said()["objections"]
    clerk, reviewer = stage.at(Duty.HANDLE, payer), stage.at(Duty.REVIEW, payer)
    one: InstitutionObjection = act(
        clerk, objections.enter_objection, institution=institution, received_on=stage.day(7, 6),
        text=words["texts"][turn % len(words["texts"])], papers=words["papers"], **about,
    )  # fmt: skip
    if turn == 3:
        return one
    one = act(clerk, objections.assign_objection, objection=one, assignee=reviewer)
    if turn == 2:
        return one
    one = act(
        reviewer, objections.answer_objection, objection=one, upheld=turn == 0,
        answer=words["upheld" if turn == 0 else "rejected"], day=stage.day(7, 20),
    )  # fmt: skip
    if turn == 0:
        one = act(clerk, objections.follow_objection, objection=one, followed=words["followed"])
    return one
