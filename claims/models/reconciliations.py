"""Monthly reconciliation with institutions (医药机构对账): totals as message 3201 has them, details as 3202, and what
differs from our settlements, worked off by people."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, Institution, PoolingArea, User

from .amounts import AMOUNT_LABELS
from .bills import Bill


class ClearingType(models.TextChoices):
    """clr_type, the kinds told apart when institutions are paid."""

    OUTPATIENT = "11", _("Outpatient care")
    INPATIENT = "21", _("Inpatient care")
    PHARMACY = "41", _("Retail pharmacy purchase")
    OTHER = "99", _("Other")


@tracked()
class Reconciliation(ScopedModel):
    """One institution, one clearing month, one scheme. It is open while anything differs that nobody decided."""

    class State(models.TextChoices):
        OPEN = "open", _("Differences open")
        MATCHED = "matched", _("Totals match")
        DECIDED = "decided", _("Every difference decided")

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="reconciliations", verbose_name=_("Institution")
    )
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="+",
        verbose_name=_("County"),
        help_text=_("The agency that pays the institution."),
    )
    month = models.DateField(_("Clearing month"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    state = models.CharField(
        _("State"), max_length=8, choices=State, default=State.OPEN, db_default=State.OPEN
    )
    has_details = models.BooleanField(_("Details sent"), default=False, db_default=False)
    compared_at = models.DateTimeField(_("Compared at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Reconciliation")
        verbose_name_plural = _("Reconciliations")
        constraints = [
            models.UniqueConstraint(fields=["month", "insutype", "institution"], name="reconciliation_once"),
            models.CheckConstraint(name="reconciliation_month", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.month:%Y-%m} {self.insutype}"

    @property
    def is_reconciled(self) -> bool:
        return self.state != self.State.OPEN


def _sent(name: str) -> MoneyField:
    return MoneyField(AMOUNT_LABELS[name], null=True, blank=True)


def _ours(name: str) -> MoneyField:
    return MoneyField(AMOUNT_LABELS[name], default=0, db_default=0)


@tracked()
class ReconciliationTotal(ScopedModel):
    """One kind of clearing: the institution's total (nothing where it sent none) and ours as last compared. A cancel
    counts −1."""

    scope_fields = ("reconciliation__county",)
    scope_area_fields = ("reconciliation__area",)

    reconciliation = models.ForeignKey(
        Reconciliation,
        models.CASCADE,
        related_name="totals",
        verbose_name=_("Reconciliation"),
        db_index=False,
    )
    clr_type = models.CharField(_("Kind of clearing"), max_length=6)
    fixmedins_setl_cnt = models.IntegerField(_("Settlements"), null=True, blank=True)
    medfee_sumamt = _sent("medfee_sumamt")
    fund_pay_sumamt = _sent("fund_pay_sumamt")
    acct_pay = _sent("acct_pay")
    our_cnt = models.IntegerField(_("Settlements"), default=0, db_default=0)
    our_medfee = _ours("medfee_sumamt")
    our_fund = _ours("fund_pay_sumamt")
    our_acct = _ours("acct_pay")

    class Meta:
        verbose_name = _("Total of a reconciliation")
        verbose_name_plural = _("Totals of reconciliations")
        constraints = [
            models.UniqueConstraint(fields=["reconciliation", "clr_type"], name="reconciliation_total_once")
        ]

    def __str__(self) -> str:
        return f"{self.reconciliation_id}: {self.clr_type}"

    @property
    def matches(self) -> bool:
        sent = (self.fixmedins_setl_cnt, self.medfee_sumamt, self.fund_pay_sumamt, self.acct_pay)
        return [one or 0 for one in sent] == [self.our_cnt, self.our_medfee, self.our_fund, self.our_acct]


class ReconciliationLine(ScopedModel):
    """One settlement as the institution lists it. A later sheet replaces the whole list."""

    scope_fields = ("reconciliation__county",)
    scope_area_fields = ("reconciliation__area",)

    reconciliation = models.ForeignKey(
        Reconciliation, models.CASCADE, related_name="lines", verbose_name=_("Reconciliation"), db_index=False
    )
    clr_type = models.CharField(_("Kind of clearing"), max_length=6)
    setl_id = models.CharField(_("Settlement number"), max_length=30)
    refd_setl_flag = models.BooleanField(_("Cancel flag"), default=False)
    init_setl_id = models.CharField(_("Cancelled settlement"), max_length=30, blank=True)
    mdtrt_id = models.CharField(_("Visit number"), max_length=30, blank=True)
    psn_no = models.CharField(_("Person number"), max_length=30, blank=True)
    msgid = models.CharField(_("Message of the sender"), max_length=30, blank=True)
    medfee_sumamt = MoneyField(AMOUNT_LABELS["medfee_sumamt"])
    fund_pay_sumamt = MoneyField(AMOUNT_LABELS["fund_pay_sumamt"])
    acct_pay = MoneyField(AMOUNT_LABELS["acct_pay"])
    cash_payamt = MoneyField(AMOUNT_LABELS["psn_cash_pay"], null=True, blank=True)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Settlement as the institution lists it")
        verbose_name_plural = _("Settlements as institutions list them")
        constraints = [
            models.UniqueConstraint(
                fields=["reconciliation", "setl_id", "refd_setl_flag"], name="reconciliation_line_once"
            )
        ]

    def __str__(self) -> str:
        return self.setl_id


@tracked()
class ReconciliationDifference(ScopedModel):
    """What differs, bill by bill (or in a total that the details do not explain). Yuan; nothing where a side has no
    amount. A decision stands as long as a later comparison finds the same."""

    class Kind(models.TextChoices):
        MISSING_HERE = "missing_here", _("Missing here")
        WAITING = "waiting", _("Received here, not settled")
        MISSING_THERE = "missing_there", _("Missing there")
        AMOUNTS = "amounts", _("Amounts differ")
        CANCELLED = "cancelled", _("Cancelled here")
        CANCELLED_THERE = "cancelled_there", _("Cancelled there only")
        OTHER_MONTH = "other_month", _("Counts in another month")
        OTHER_SCHEME = "other_scheme", _("Counts under another scheme")
        OTHER_TYPE = "other_type", _("Another kind of clearing")
        COUNTER = "counter", _("Paid to the person at the counter")
        TOTAL = "total", _("Total not explained by the details")

    class Decision(models.TextChoices):
        OURS = "ours", _("Ours stands")
        THEIRS = "theirs", _("The institution is right: to be put right here")
        LATER = "later", _("Counts in a later month")

    scope_fields = ("reconciliation__county",)
    scope_area_fields = ("reconciliation__area",)

    reconciliation = models.ForeignKey(
        Reconciliation,
        models.CASCADE,
        related_name="differences",
        verbose_name=_("Reconciliation"),
        db_index=False,
    )
    # Found by a comparison of what is stored: the bill's own row holds the keys.
    bill = models.ForeignKey(
        Bill,
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Bill"),
        db_constraint=False,
        db_index=False,
    )
    kind = models.CharField(_("Difference"), max_length=15, choices=Kind)
    clr_type = models.CharField(_("Kind of clearing"), max_length=6, blank=True)
    setl_id = models.CharField(_("Settlement number"), max_length=30, blank=True)
    mdtrt_id = models.CharField(_("Visit number"), max_length=30, blank=True)
    psn_no = models.CharField(_("Person number"), max_length=30, blank=True)
    msgid = models.CharField(_("Message of the sender"), max_length=30, blank=True)
    refd_setl_flag = models.BooleanField(_("Cancel flag"), default=False, db_default=False)
    their_cnt = models.IntegerField(_("Settlements there"), null=True, blank=True)
    their_medfee = MoneyField(_("Total medical fee there"), null=True, blank=True)
    their_fund = MoneyField(_("Funds together there"), null=True, blank=True)
    their_acct = MoneyField(_("Personal account there"), null=True, blank=True)
    their_cash = MoneyField(_("Cash there"), null=True, blank=True)
    our_cnt = models.IntegerField(_("Settlements here"), null=True, blank=True)
    our_medfee = MoneyField(_("Total medical fee here"), null=True, blank=True)
    our_fund = MoneyField(_("Funds together here"), null=True, blank=True)
    our_acct = MoneyField(_("Personal account here"), null=True, blank=True)
    our_cash = MoneyField(_("Cash here"), null=True, blank=True)
    counts_in = models.DateField(_("Counts here in"), null=True, blank=True)
    decision = models.CharField(_("Decision"), max_length=6, choices=Decision, blank=True, db_default="")
    reason = models.CharField(_("Reason"), max_length=300, blank=True, db_default="")
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Difference to an institution")
        verbose_name_plural = _("Differences to institutions")
        indexes = [models.Index(fields=["reconciliation", "kind"], name="reconciliation_by_kind")]
        constraints = [
            models.CheckConstraint(
                name="reconciliation_decided_whole",
                condition=Q(decision="", reason="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decision="") & ~Q(reason=""),
                violation_error_message=_("A decision has its reason and who took it."),
            ),
            models.CheckConstraint(
                name="reconciliation_later_month",
                condition=~Q(kind="other_month") | Q(counts_in__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.setl_id or self.clr_type}: {self.kind}"
