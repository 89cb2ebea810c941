"""Who has reconciled a month and who has not; what we settled beside what an institution applies for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from claims.models import CLEARED, ClearingApplication, Reconciliation, ReconciliationTotal, Settlement
from claims.rules.facts import STAYS
from config.money import from_fen, to_fen
from config.scoping import system_scope
from institutions.models import Institution, PoolingArea

AT_MOST = 50

_STAYS = ", ".join(f"'{code}'" for code in sorted(STAYS))
# What the institution reported on the bill (rep); else what the kind of care of the bill (b) says.
KIND_OF_CLEARING = f"""coalesce(nullif(rep.clr_type, ''), CASE WHEN b.med_type LIKE '41%%' THEN '41'
    WHEN left(b.med_type, 2) IN ({_STAYS}) THEN '21' ELSE '11' END)"""
_KINDS = f"""
    SELECT DISTINCT s.institution_id, {KIND_OF_CLEARING}
    FROM claims_settlement s
    JOIN institutions_agency a ON a.id = s.insu_county_id AND a.area_id = %(area)s
    JOIN claims_bill b ON b.id = s.bill_id
    LEFT JOIN claims_reportedsettlement rep ON rep.bill_id = b.id AND rep.setl_id = b.setl_id
    WHERE s.clr_month = %(month)s AND s.insutype = %(insutype)s AND s.is_current AND s.pay_loc <> '1'
"""  # noqa: S608 - our own column names


Amounts = tuple[Decimal, Decimal, Decimal]
"""Total fee, funds and personal accounts of an institution's month, yuan."""


@dataclass(frozen=True)
class MonthStanding:
    """Institutions with settled bills in a month: reconciled, with open differences (or to be compared anew, see
    :func:`settled_since`), without a statement.

    ``behind`` are the first that are not reconciled, each with its reconciliation where it sent one.
    """

    reconciled: int
    open: int
    not_sent: int
    behind: list[tuple[Institution, Reconciliation | None]]
    stale: set[int] = field(default_factory=set)
    """Keys of reconciliations that compared other amounts than count by now: what they say holds no more."""

    @property
    def all(self) -> int:
        return self.reconciled + self.open + self.not_sent


def institutions_to_clear(area: PoolingArea, month: dt.date, insutype: str) -> set[int]:
    """The institutions that the month's clearing pays, as far as the reader sees them."""
    settled = Settlement.objects.filter(
        CLEARED, clr_month=month, insutype=insutype, insu_county__area=area
    ).order_by()
    return set(settled.values_list("institution", flat=True).distinct())


def standing_of_month(
    area: PoolingArea, month: dt.date, insutype: str, statements: Mapping[int, Amounts] | None = None
) -> MonthStanding:
    """Under the reader's scope: a county's own institutions, the city's all. ``statements`` are the month's amounts by
    institution where they are cleared already: nothing more is settled then, but something may have been before."""
    institutions = None if statements is None else set(statements)
    here = Institution.objects.filter(pk__in=institutions or institutions_to_clear(area, month, insutype))
    sent = {
        one.institution_id: one
        for one in Reconciliation.objects.filter(month=month, insutype=insutype, institution__in=here)
    }
    done = {pk for pk, one in sent.items() if one.is_reconciled}
    moved = settled_since(month, insutype, done, statements)
    done -= moved
    ordered = list(here.select_related("county").order_by("fixmedins_code"))
    behind = [(one, sent.get(one.pk)) for one in ordered if one.pk not in done]
    opened = sum(1 for _one, found in behind if found is not None)
    return MonthStanding(
        reconciled=len(ordered) - len(behind),
        open=opened,
        not_sent=len(behind) - opened,
        behind=behind[:AT_MOST],
        stale={sent[one].pk for one in moved},
    )


def settled_since(
    month: dt.date,
    insutype: str,
    institutions: Collection[int],
    statements: Mapping[int, Amounts] | None = None,
) -> set[int]:
    """Those of ``institutions`` for which other amounts count in the month by now than their comparison found.

    Whatever was reconciled there has to be compared anew. Only the three sums of a statement are read: an index holds
    them. Nothing is read of a month whose ``statements`` are known.
    """
    sums = {"medfee": Sum("medfee_sumamt"), "fund": Sum("fund_pay_sumamt"), "acct": Sum("acct_pay")}
    of_month = {"month": month, "insutype": insutype, "institution__in": institutions}
    # Whoever pays an institution need not see every settlement of its bills.
    with system_scope():
        settled = Settlement.objects.filter(
            CLEARED,
            clr_month=month,
            insutype=insutype,
            institution__in=institutions,
            insu_county__area=F("institution__area"),
        )
        now: Mapping[int, Amounts] = statements or {
            row["institution"]: (row["medfee"], row["fund"], row["acct"])
            for row in settled.values("institution").order_by().annotate(**sums)
        }
        compared = {
            row["institution"]: (row["medfee"] or 0, row["fund"] or 0, row["acct"] or 0)
            for row in Reconciliation.objects.filter(**of_month)
            .values("institution")
            .order_by()
            .annotate(
                medfee=Sum("totals__our_medfee"), fund=Sum("totals__our_fund"), acct=Sum("totals__our_acct")
            )
        }
    nothing = (Decimal(0), Decimal(0), Decimal(0))
    return {pk for pk in institutions if now.get(pk, nothing) != compared.get(pk, nothing)}


@dataclass(frozen=True)
class Beside:
    """One figure applied for and ours."""

    label: object
    theirs: Decimal | int
    ours: Decimal | int

    @property
    def differs(self) -> bool:
        return self.theirs != self.ours


def beside_ours(application: ClearingApplication) -> list[Beside]:
    """What is applied for beside what was settled, as the last comparison found it for the kind of clearing.

    Without a statement of the institution everything settled for it in the month counts, whatever the kind: those are
    the figures of all its applications of the month together.
    """
    of_kind = ReconciliationTotal.objects.filter(
        reconciliation__institution=application.institution_id,
        reconciliation__month=application.month,
        reconciliation__insutype=application.insutype,
        clr_type=application.clr_type,
    ).first()
    if of_kind is not None:
        return [
            Beside(_("Settlements"), application.psntime, of_kind.our_cnt),
            Beside(_("Total medical fee"), application.medfee_sumamt, of_kind.our_medfee),
            Beside(_("Applied for from the funds"), application.fund_appy_sum, of_kind.our_fund),
            Beside(_("Personal account"), application.acct_pay, of_kind.our_acct),
        ]
    together = ClearingApplication.objects.filter(
        institution=application.institution_id, month=application.month, insutype=application.insutype
    ).exclude(state=ClearingApplication.State.RETURNED)
    theirs = together.aggregate(
        n=Sum("psntime"), medfee=Sum("medfee_sumamt"), fund=Sum("fund_appy_sum"), acct=Sum("acct_pay")
    )
    ours = settled_for(application.institution_id, application.month, application.insutype)
    labels = (
        ("n", _("Settlements")),
        ("medfee", _("Total medical fee")),
        ("fund", _("Applied for from the funds")),
        ("acct", _("Personal account")),
    )
    return [Beside(label, theirs[name] or 0, ours[name]) for name, label in labels]


def settled_for(institution_id: int, month: dt.date, insutype: str) -> dict[str, Decimal | int]:
    """Settlements (a cancel −1) and yuan that the month's clearing counts for an institution."""
    settled = Settlement.objects.filter(
        CLEARED,
        clr_month=month,
        insutype=insutype,
        institution=institution_id,
        insu_county__area=F("institution__area"),
    )
    rows = (
        settled.values("refd_setl_flag")
        .order_by()
        .annotate(
            count=Sum(1), medfee=Sum("medfee_sumamt"), fund=Sum("fund_pay_sumamt"), acct=Sum("acct_pay")
        )
    )
    sums = {"n": 0, "medfee": 0, "fund": 0, "acct": 0}
    for row in rows:
        sums["n"] += -row["count"] if row["refd_setl_flag"] else row["count"]
        for name in ("medfee", "fund", "acct"):
            sums[name] += to_fen(row[name])
    return {"n": sums["n"], **{name: from_fen(sums[name]) for name in ("medfee", "fund", "acct")}}


def reconciliation_of(application: ClearingApplication) -> Reconciliation | None:
    found: Reconciliation | None = Reconciliation.objects.filter(
        institution=application.institution_id, month=application.month, insutype=application.insutype
    ).first()
    return found


def not_ready(area: PoolingArea, month: dt.date, insutype: str, waits_for: str) -> list[Institution]:
    """Institutions for which the month's clearing has to wait, where the policy says that it waits.

    Whoever applies does so for each kind of clearing it has settlements of.
    """
    wanted = institutions_to_clear(area, month, insutype)
    if waits_for == "reconciled":
        found = Reconciliation.objects.filter(
            ~Q(state=Reconciliation.State.OPEN), month=month, insutype=insutype, institution__in=wanted
        )
        done = set(found.values_list("institution", flat=True))
        done -= settled_since(month, insutype, done)
    else:
        done = wanted - _not_applied(area, month, insutype)
    return list(Institution.objects.filter(pk__in=wanted - done).order_by("fixmedins_code"))


def _not_applied(area: PoolingArea, month: dt.date, insutype: str) -> set[int]:
    """Institutions with settlements of a kind of clearing that no accepted application is for."""
    with connection.cursor() as cursor:
        cursor.execute(_KINDS, {"area": area.pk, "month": month, "insutype": insutype})
        settled = set(cursor.fetchall())
    accepted = ClearingApplication.objects.filter(
        state=ClearingApplication.State.ACCEPTED, month=month, insutype=insutype
    )
    return {
        institution for institution, _kind in settled - set(accepted.values_list("institution", "clr_type"))
    }
