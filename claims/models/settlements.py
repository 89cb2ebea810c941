"""Settlements: what each bill is owed. Append-only; superseded rows never count again."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.rules.facts import STAYS
from config.money import MoneyField
from config.scoping import ScopedModel
from enrollment.models import Person
from institutions.models import Agency, Institution, PolicyVersion

from .amounts import AMOUNTS, FUND_PARTS, DecidedAmounts, total_of
from .bills import Bill, PayLoc

# What months' clearings pay institutions for: a bill the person paid at the institution's till is paid to the
# person at the counter. Written as the index below has it, so that netting reads only that index.
CLEARED = models.Q(is_current=True) & ~models.Q(pay_loc=PayLoc.COUNTER)
# Inpatient care, local codes included that begin with a national one. Written as its index has it.
OF_STAYS = reduce(or_, (models.Q(med_type__startswith=code) for code in sorted(STAYS)))

# Raised whenever the same facts and policy may give another result; pinned on every settlement.
ENGINE_VERSION = 2

# What a bill is owed now: at most one row of a bill stands, the database says so. A row that counts in its
# month without standing was taken back by a cancel or a redo in another month.
STANDING = models.Q(is_current=True, refd_setl_flag=False, negated=False)


class Settlement(ScopedModel, DecidedAmounts):
    """The outcome of one bill in the national amounts, with everything needed to derive it again.

    A cancel is a row of its own with every amount negated (``refd_setl_flag``, ``negates``). A redo in a month that
    still collects supersedes the row (``is_current`` off, the new row ``replaces`` it); once the month was cleared,
    the row goes on counting there and a negating and a new row come into the open month. References carry no database
    foreign key: a settlement is made by selecting from its bill, whose row holds the real keys, and each key
    costs a look-up and a row lock (measured: one key doubles the time of a bulk insert). The other
    direction, that a settled bill stays, is kept by a trigger on bills; that what is replaced or negated is a
    settlement of the same bill, by one that only looks at rows which name one.
    """

    scope_fields = ("insu_county", "care_county", "handling_county")
    append_only = True
    # Superseded: the first is switched off. Taken back elsewhere: the second is switched on. Neither ever returns
    # (trigger), and nothing else of a row ever changes.
    updatable_columns = ("is_current", "negated")

    # Unique by a constraint below: `unique=True` would bring a second index for LIKE.
    setl_id = models.CharField(_("Settlement number"), max_length=30)
    bill = models.ForeignKey(
        Bill,
        models.PROTECT,
        related_name="settlements",
        verbose_name=_("Bill"),
        db_constraint=False,
        db_index=False,
    )
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Replaces"),
        db_constraint=False,
        db_index=False,
    )
    is_current = models.BooleanField(_("Counts"), default=True)
    refd_setl_flag = models.BooleanField(_("Cancel flag"), default=False)
    negates = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Negates"),
        db_constraint=False,
        db_index=False,
    )
    negated = models.BooleanField(_("Taken back"), default=False, db_default=False)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="settlements",
        verbose_name=_("Person"),
        db_constraint=False,
        db_index=False,
    )
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        related_name="settlements",
        verbose_name=_("Institution"),
        db_constraint=False,
        db_index=False,
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    med_type = models.CharField(_("Kind of care"), max_length=6)
    benefit = models.CharField(_("Benefit"), max_length=30)
    policy_date = models.DateField(_("Policy date"))
    setl_time = models.DateTimeField(_("Settled at"))
    pay_loc = models.CharField(_("Paid at"), max_length=1, choices=PayLoc, default=PayLoc.INSTITUTION)
    clr_month = models.DateField(
        _("Clearing month"), help_text=_("First day of the month; set once, at acceptance.")
    )
    insu_county = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Insured in"),
        db_constraint=False,
        db_index=False,
    )
    care_county = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Care in"),
        db_constraint=False,
        db_index=False,
    )
    handling_county = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Handled by"),
        db_constraint=False,
        db_index=False,
    )
    pool_prop_selfpay = models.DecimalField(
        _("Ratio"),
        max_digits=5,
        decimal_places=4,
        default=0,
        help_text=_("The fund's ratio, 0 to 1, as the national field has it."),
    )
    policy_version = models.ForeignKey(
        PolicyVersion,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Policy version"),
        db_constraint=False,
        db_index=False,
    )
    catalogue_version = models.PositiveIntegerField(_("Catalogue version"), default=0)
    engine_version = models.PositiveSmallIntegerField(_("Engine version"), default=ENGINE_VERSION)
    input_hash = models.CharField(_("Hash of the bill as received"), max_length=32)
    circumstances = models.JSONField(
        _("Circumstances"),
        default=dict,
        help_text=_(
            "What the rules were told beside the bill: level of the institution, age, cover, legacy balance."
        ),
    )
    counters_before = models.JSONField(_("Accumulators before"), default=dict, help_text=_("Fen by counter."))
    counters_used = models.JSONField(_("Accumulators used"), default=dict, help_text=_("Fen by counter."))

    class Meta:
        verbose_name = _("Settlement")
        verbose_name_plural = _("Settlements")
        constraints = [
            models.UniqueConstraint(fields=["setl_id"], name="settlement_number"),
            models.CheckConstraint(
                name="settlement_identity_i1",
                condition=models.Q(
                    medfee_sumamt=total_of(
                        "fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt"
                    )
                ),
            ),
            models.CheckConstraint(
                name="settlement_identity_i2", condition=models.Q(fund_pay_sumamt=total_of(*FUND_PARTS))
            ),
            models.CheckConstraint(
                name="settlement_identity_i3",
                condition=models.Q(psn_part_amt=total_of("acct_pay", "psn_cash_pay")),
            ),
            models.CheckConstraint(
                name="settlement_identity_i4",
                condition=models.Q(
                    medfee_sumamt=total_of("fund_pay_sumamt", "psn_part_amt", "hosp_part_amt")
                ),
            ),
            models.CheckConstraint(
                name="settlement_signs",
                condition=models.Q(refd_setl_flag=False, **{f"{name}__gte": 0 for name in AMOUNTS})
                | models.Q(refd_setl_flag=True, **{f"{name}__lte": 0 for name in AMOUNTS}),
            ),
            models.CheckConstraint(name="settlement_clearing_month", condition=models.Q(clr_month__day=1)),
            # One index for both: a bill's rows that count are found by it, and of those that stand there is one.
            models.UniqueConstraint(
                models.F("bill"),
                models.Case(models.When(negated=False, refd_setl_flag=False, then=models.Value(True))),
                condition=models.Q(is_current=True),
                name="settlement_one_standing_per_bill",
            ),
            models.UniqueConstraint(
                fields=["negates"],
                condition=models.Q(negates__isnull=False),
                name="settlement_negated_once",
            ),
            models.CheckConstraint(
                name="settlement_negation_is_a_cancel",
                condition=models.Q(negates__isnull=True)
                | models.Q(refd_setl_flag=True, replaces__isnull=True, negated=False),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "policy_date"], name="settlement_by_person"),
            # Replaced ones too: a bill that has none yet would be looked for in the whole table.
            models.Index(fields=["bill"], name="settlement_by_bill"),
            # Netting reads only this index: a month is one range of it, what one unit pays a range of that.
            # The handling county is there for row-level security, which asks it of every row; what is in scope and
            # the row's number for a statement's bills: a list that finds and sums them without reading the rows.
            models.Index(
                fields=["clr_month", "insutype", "care_county", "institution", "insu_county"],
                include=[
                    *FUND_PARTS,
                    "fund_pay_sumamt",
                    "medfee_sumamt",
                    "inscp_scp_amt",
                    "acct_pay",
                    "psn_cash_pay",
                    "handling_county",
                    "id",
                ],
                condition=CLEARED,
                name="settlement_netting",
            ),
            # What was paid of a month's stays, by the insured's county; the other two counties as above.
            models.Index(
                fields=["clr_month", "insu_county", "insutype"],
                include=[
                    "inscp_scp_amt",
                    "hifp_pay",
                    "fund_pay_sumamt",
                    "refd_setl_flag",
                    "care_county",
                    "handling_county",
                ],
                condition=CLEARED & OF_STAYS,
                name="settlement_stays",
            ),
        ]

    def __str__(self) -> str:
        return self.setl_id


class Accumulator(models.Model):
    """What a person has used of one counter in a year; rebuildable from settlements.

    Locked before anything else of the person's bills (person → settlement → account).
    """

    pk = models.CompositePrimaryKey("person_id", "insutype", "year", "counter")
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        related_name="accumulators",
        verbose_name=_("Person"),
        # The key begins with the person; people are never deleted.
        db_constraint=False,
        db_index=False,
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"))
    counter = models.CharField(_("Counter"), max_length=100)
    amount = MoneyField(_("Used"), default=0)

    class Meta:
        verbose_name = _("Accumulator")
        verbose_name_plural = _("Accumulators")
        constraints = [
            models.CheckConstraint(name="accumulator_not_negative", condition=models.Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.year} {self.counter}"


class LegacyOutpatientBalance(ScopedModel):
    """What an old outpatient personal account held when it was closed; policy spreads it over years (ZY-05)."""

    scope_fields = ("person__county",)

    person = models.OneToOneField(
        Person, models.CASCADE, related_name="legacy_outpatient_balance", verbose_name=_("Person")
    )
    amount = MoneyField(_("Balance"))
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Legacy outpatient balance")
        verbose_name_plural = _("Legacy outpatient balances")
        constraints = [
            models.CheckConstraint(name="legacy_balance_not_negative", condition=models.Q(amount__gte=0))
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.amount}"
