"""Bills as received: who was treated where, when, under which facts, for how much."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.rules.facts import policy_day
from config.money import MoneyField
from config.scoping import ScopedModel
from enrollment.models import Person
from institutions.models import Agency, Institution

from .amounts import AMOUNT_LABELS, ReportedAmounts


class Filing(models.TextChoices):
    """Whether care away from home was filed (备案) before it was used."""

    NONE = "none", _("Not filed")
    FILED = "filed", _("Filed")
    TRANSFER = "filed_transfer", _("Filed, transferred")
    RESIDENCE = "filed_residence", _("Filed, living elsewhere")
    PROMISE = "promise", _("Filed by promise")
    EMERGENCY = "emergency", _("Emergency")


class PayLoc(models.TextChoices):
    """Where the funds' part was settled (pay_loc): whoever laid the money out is paid."""

    COUNTER = "1", _("At the counter")
    INSTITUTION = "2", _("At the institution")
    PROVINCE = "3", _("Elsewhere in the province")
    COUNTRY = "4", _("Elsewhere in the country")


class Accident(models.TextChoices):
    """Accidental injury, and whether somebody else is liable or pays."""

    NONE = "none", _("No accident")
    NO_THIRD_PARTY = "no_third_party", _("Accident, nobody else liable")
    THIRD_PARTY = "third_party", _("Accident, third party liable")


# Amounts by fee class, an alternative to the four splits: the benefit rules do the splitting.
FEE_CLASSES = (
    "class_a_amt",
    "class_b_amt",
    "class_c_amt",
    "over_price_amt",
    "domestic_material_amt",
    "imported_material_amt",
    "imported_standard_amt",
    "imported_no_equal_amt",
)


class Bill(ScopedModel):
    """One bill (stay, visit or purchase). Never changed once settled; a cancel is a settlement of its own.

    The four splits are given by the sender, or the fee classes are, or fee lines hang on the bill.
    Counties are snapshots: where the person was insured on the policy date, where care was given,
    whose counter handled it (NB-27).
    """

    scope_fields = ("insu_county", "care_county", "handling_county")

    # Unique by a constraint below: `unique=True` would bring a second index for LIKE.
    setl_id = models.CharField(_("Settlement number"), max_length=30)
    mdtrt_id = models.CharField(_("Visit number"), max_length=30, blank=True)
    # Both lead an index below.
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="bills", verbose_name=_("Person"), db_index=False
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="bills", verbose_name=_("Institution"), db_index=False
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    psn_type = models.CharField(_("Person category"), max_length=6)
    aid_category = models.CharField(_("Aid category"), max_length=10, blank=True)
    med_type = models.CharField(_("Kind of care"), max_length=6)
    begndate = models.DateField(_("From"))
    enddate = models.DateField(_("To"))
    setl_time = models.DateTimeField(_("Settled at"))
    # Snapshots, taken by import and counter from rows that hold the real foreign keys.
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
    pay_loc = models.CharField(_("Paid at"), max_length=1, choices=PayLoc, default=PayLoc.INSTITUTION)
    filing = models.CharField(_("Filing"), max_length=16, choices=Filing, default=Filing.NONE)
    accident = models.CharField(_("Accident"), max_length=15, choices=Accident, default=Accident.NONE)
    matn_type = models.CharField(_("Delivery"), max_length=3, blank=True)
    fetus_cnt = models.PositiveSmallIntegerField(_("Children born"), default=0)
    complication = models.BooleanField(_("Complications"), default=False)
    dise_code = models.CharField(_("Disease"), max_length=30, blank=True)
    # Who made the diagnosis, in the national names: nothing is paid by it, physicians are audited by it (HG-09).
    diag_dr_codg = models.CharField(_("Code of the physician"), max_length=30, blank=True, db_default="")
    diag_dr_name = models.CharField(_("Physician"), max_length=50, blank=True, db_default="")
    transfer_chain = models.CharField(
        _("Chain of transfers"),
        max_length=30,
        blank=True,
        help_text=_("The same for stays that follow each other by transfer; empty for a stay of its own."),
    )
    acct_used_flag = models.BooleanField(
        _("Pays from the personal account"), default=False, help_text=_("The person agreed to it.")
    )

    medfee_sumamt = MoneyField(AMOUNT_LABELS["medfee_sumamt"])
    fulamt_ownpay_amt = MoneyField(AMOUNT_LABELS["fulamt_ownpay_amt"], null=True, blank=True)
    overlmt_selfpay = MoneyField(AMOUNT_LABELS["overlmt_selfpay"], null=True, blank=True)
    preselfpay_amt = MoneyField(AMOUNT_LABELS["preselfpay_amt"], null=True, blank=True)
    inscp_scp_amt = MoneyField(AMOUNT_LABELS["inscp_scp_amt"], null=True, blank=True)
    class_a_amt = MoneyField(_("Class A"), null=True, blank=True)
    class_b_amt = MoneyField(_("Class B"), null=True, blank=True)
    class_c_amt = MoneyField(_("Class C"), null=True, blank=True)
    over_price_amt = MoneyField(_("Over ceiling price"), null=True, blank=True)
    domestic_material_amt = MoneyField(_("Domestic material"), null=True, blank=True)
    imported_material_amt = MoneyField(_("Imported material"), null=True, blank=True)
    imported_standard_amt = MoneyField(_("Domestic standard of the imported material"), null=True, blank=True)
    imported_no_equal_amt = MoneyField(_("Imported material without domestic equal"), null=True, blank=True)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)
    # Written by a trigger on every insert and update, whoever makes it.
    received_hash = models.CharField(
        _("Hash of the bill as received"), max_length=32, default="", db_default="", editable=False
    )

    class Meta:
        verbose_name = _("Bill")
        verbose_name_plural = _("Bills")
        constraints = [
            models.UniqueConstraint(fields=["setl_id"], name="bill_number"),
            models.CheckConstraint(
                name="bill_dates_in_order",
                condition=models.Q(enddate__gte=models.F("begndate")),
                violation_error_message=_("The stay ends before it begins."),
            ),
            models.CheckConstraint(
                name="bill_total_not_negative",
                condition=models.Q(medfee_sumamt__gte=0),
                violation_error_message=_("A bill is not negative; cancel the bill instead."),
            ),
            models.CheckConstraint(
                name="bill_splits_together",
                condition=models.Q(
                    fulamt_ownpay_amt__isnull=True,
                    overlmt_selfpay__isnull=True,
                    preselfpay_amt__isnull=True,
                    inscp_scp_amt__isnull=True,
                )
                | models.Q(
                    medfee_sumamt=models.F("fulamt_ownpay_amt")
                    + models.F("overlmt_selfpay")
                    + models.F("preselfpay_amt")
                    + models.F("inscp_scp_amt")
                ),
                violation_error_message=_("The four parts do not add up to the total."),
            ),
        ]
        indexes = [
            # The list of all one sees, the latest first: whose counties these are are three columns, and no index on
            # one of them gives the order.
            models.Index(fields=["setl_time", "id"], name="bill_by_time"),
            # A kind of care that is rare or absent would be looked for among all bills.
            models.Index(fields=["med_type", "setl_time", "id"], name="bill_by_kind"),
            models.Index(fields=["person", "setl_time"], name="bill_by_person"),
            models.Index(fields=["institution", "setl_time"], name="bill_by_institution"),
            models.Index(fields=["insu_county", "setl_time"], name="bill_by_insured_county"),
            models.Index(fields=["care_county", "setl_time"], name="bill_by_care_county"),
            models.Index(
                fields=["import_run_id"],
                name="bill_by_import",
                condition=models.Q(import_run_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.setl_id

    @property
    def policy_date(self) -> dt.date:
        """The day whose policy applies: discharge for stays, the day of service otherwise."""
        return policy_day(self.med_type, self.begndate, self.enddate)


class FeeLine(models.Model):
    """One line of a bill's fee detail (费用明细, message 2301), with its split once settled."""

    # The unique constraint leads with the bill.
    bill = models.ForeignKey(
        Bill, models.CASCADE, related_name="fee_lines", verbose_name=_("Bill"), db_index=False
    )
    feedetl_sn = models.CharField(_("Line number"), max_length=30)
    med_list_codg = models.CharField(_("Catalogue code"), max_length=50)
    medins_list_codg = models.CharField(_("Institution's own code"), max_length=150, blank=True)
    item_name = models.CharField(_("Item"), max_length=200, blank=True)
    chrgitm_lv = models.CharField(_("Class"), max_length=3)
    list_type = models.CharField(_("Kind of item"), max_length=6, blank=True)
    is_imported = models.BooleanField(_("Imported material"), default=False)
    cnt = models.DecimalField(_("Quantity"), max_digits=16, decimal_places=4)
    pric = models.DecimalField(_("Unit price"), max_digits=16, decimal_places=6)
    det_item_fee_sumamt = MoneyField(_("Line total"))
    pric_uplmt_amt = models.DecimalField(
        _("Ceiling price"), max_digits=16, decimal_places=6, null=True, blank=True
    )
    selfpay_prop = models.DecimalField(
        _("Own share"),
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Overrides the package's share for class B."),
    )
    domestic_standard_amt = MoneyField(_("Domestic standard"), null=True, blank=True)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Fee line")
        verbose_name_plural = _("Fee lines")
        constraints = [models.UniqueConstraint(fields=["bill", "feedetl_sn"], name="fee_line_number")]
        indexes = [
            models.Index(
                fields=["import_run_id"],
                name="fee_line_by_import",
                condition=models.Q(import_run_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bill_id}/{self.feedetl_sn}"


class ReportedSettlement(ScopedModel, ReportedAmounts):
    """A bill that arrived already settled: the sender's amounts, missing ones left missing.

    Ours is computed anyway; the difference is a list, never an adjustment. Cancels carry negative
    amounts and name the bill they cancel.
    """

    scope_fields = ("bill__insu_county", "bill__care_county", "bill__handling_county")

    setl_id = models.CharField(_("Settlement number"), max_length=30, unique=True)
    bill = models.ForeignKey(Bill, models.CASCADE, related_name="reported", verbose_name=_("Bill"))
    refd_setl_flag = models.BooleanField(_("Cancel flag"), default=False)
    setl_time = models.DateTimeField(_("Settled at"))
    pool_prop_selfpay = models.DecimalField(_("Ratio"), max_digits=5, decimal_places=4, null=True, blank=True)
    balc = MoneyField(_("Account balance"), null=True, blank=True)
    clr_way = models.CharField(_("Way of clearing"), max_length=6, blank=True)
    clr_type = models.CharField(_("Kind of clearing"), max_length=6, blank=True)
    identities = models.JSONField(_("Identity checks"), default=dict)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Reported settlement")
        verbose_name_plural = _("Reported settlements")

    def __str__(self) -> str:
        return self.setl_id


class BillProblem(ScopedModel):
    """Why a bill waits instead of being settled; gone once it is."""

    scope_fields = ("bill__insu_county", "bill__care_county", "bill__handling_county")

    bill = models.OneToOneField(Bill, models.CASCADE, related_name="problem", verbose_name=_("Bill"))
    code = models.CharField(_("Reason"), max_length=40)
    params = models.JSONField(_("Details"), default=dict)
    noted_at = models.DateTimeField(_("Noted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Waiting bill")
        verbose_name_plural = _("Waiting bills")

    def __str__(self) -> str:
        return f"{self.bill_id}: {self.code}"
