"""Counter reimbursement (零星报销): the case a person opens at a counter with the bills they paid themselves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from enrollment.models import Person
from institutions.models import Agency, User

from .bills import Bill
from .person_accounts import PersonAccount


@tracked()
class Reimbursement(ScopedModel):
    """One person's papers of one scheme, handled at any counter of the area (NB-27).

    The states up to 13 are the national ``reim_stas``. Who the person is stands here as they were when they
    came: the counter of another county does not see the register.
    """

    class State(models.TextChoices):
        REGISTERED = "10", _("Case registered")
        ENTERED = "11", _("Bills entered")
        SETTLED = "12", _("Settled")
        REVIEWED = "13", _("Reviewed")
        WITHDRAWN = "90", _("Withdrawn")

    class Reason(models.TextChoices):
        """manl_reim_rea."""

        GENERAL = "01", _("General")
        NO_CARD = "02", _("Designated institution, without card")
        ELSEWHERE = "03", _("Care in another place")
        EMERGENCY = "04", _("Emergency")
        TRANSFER = "05", _("Transfer to another place")
        AID_LATER = "06", _("Medical aid afterwards")
        BEFORE_STAY = "07", _("Examinations before a stay")
        SECOND_YEARLY = "08", _("Second reimbursement of the year")
        SECOND = "09", _("Second reimbursement of a bill")
        BATCH = "10", _("In a batch")
        OTHER = "99", _("Other reason")

    scope_fields = ("insu_county", "handling_county")

    number = models.CharField(_("Case number"), max_length=30, unique=True)
    # Beside the key, because the person's own row is seen by their county only.
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="reimbursements", verbose_name=_("Person")
    )
    psn_no = models.CharField(_("Person number"), max_length=30)
    psn_name = models.CharField(_("Full name"), max_length=50)
    certno = models.CharField(_("Certificate number"), max_length=50)
    insutype = models.CharField(_("Scheme"), max_length=6)
    insu_county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Insured in"))
    handling_county = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("Handled at")
    )
    manl_reim_rea = models.CharField(_("Reason"), max_length=2, choices=Reason, default=Reason.GENERAL)
    reim_stas = models.CharField(_("State"), max_length=2, choices=State, default=State.REGISTERED)
    tel = models.CharField(_("Telephone"), max_length=50, blank=True)
    remark = models.CharField(_("Remark"), max_length=300, blank=True)
    import_run_id = models.BigIntegerField(
        _("Import"),
        null=True,
        editable=False,
        help_text=_("The sheet that brought the bills, settled already."),
    )
    received_on = models.DateField(_("Received on"))
    complete_on = models.DateField(
        _("Papers complete on"), null=True, blank=True, help_text=_("From this day the time to finish runs.")
    )
    correction_asked_on = models.DateField(_("Correction asked on"), null=True, blank=True)
    correction_due = models.DateField(_("To be handed in by"), null=True, blank=True)
    due_on = models.DateField(_("To be finished by"), null=True, blank=True)
    account = models.ForeignKey(
        PersonAccount,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Account paid to"),
    )
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Registered by"))
    handled_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Settled by"),
        help_text=_("Whoever settled it last."),
    )
    settled_at = models.DateTimeField(_("Settled at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed by")
    )
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True, blank=True)
    returned_reason = models.CharField(_("Why it was sent back"), max_length=300, blank=True)
    withdrawn_reason = models.CharField(_("Why it was withdrawn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Reimbursement")
        verbose_name_plural = _("Reimbursements")
        indexes = [
            models.Index(fields=["handling_county", "reim_stas"], name="reimbursement_by_counter"),
            models.Index(fields=["insu_county", "reim_stas"], name="reimbursement_by_county"),
        ]
        constraints = [
            models.CheckConstraint(
                name="reimbursement_settled_by",
                condition=~models.Q(reim_stas__in=["12", "13"])
                | models.Q(handled_by__isnull=False, settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reimbursement_two_people",
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("handled_by")),
                violation_error_message=_("Whoever settles cannot review."),
            ),
            models.CheckConstraint(
                name="reimbursement_reviewed_whole",
                condition=~models.Q(reim_stas="13")
                | models.Q(reviewed_by__isnull=False, complete_on__isnull=False),
                violation_error_message=_("A reviewed case has its reviewer and complete papers."),
            ),
            models.CheckConstraint(
                name="reimbursement_withdrawn_why",
                condition=~models.Q(reim_stas="90") | ~models.Q(withdrawn_reason=""),
                violation_error_message=_("Say why the case is withdrawn."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def waits_for_papers(self) -> bool:
        return self.complete_on is None and self.reim_stas in (self.State.REGISTERED, self.State.ENTERED)


@tracked()
class ReimbursementPaper(ScopedModel):
    """One kind of paper of a case: handed in, or still missing."""

    class Kind(models.TextChoices):
        INVOICE = "invoice", _("Invoice or receipt")
        FEE_LIST = "fee_list", _("Itemised list of fees")
        DISCHARGE = "discharge", _("Discharge record or diagnosis")
        PRESCRIPTION = "prescription", _("Prescription")
        IDENTITY = "identity", _("Identity document")
        BANK_CARD = "bank_card", _("Bank card")
        REFERRAL = "referral", _("Transfer or filing paper")
        ACCIDENT = "accident", _("Statement on the accident")
        BIRTH = "birth", _("Birth certificate")
        AUTHORITY = "authority", _("Power of attorney")
        OTHER = "other", _("Other paper")

    scope_fields = ("reimbursement__insu_county", "reimbursement__handling_county")

    reimbursement = models.ForeignKey(
        Reimbursement, models.CASCADE, related_name="papers", verbose_name=_("Reimbursement")
    )
    kind = models.CharField(_("Paper"), max_length=12, choices=Kind)
    copies = models.PositiveSmallIntegerField(_("Copies"), default=1)
    is_missing = models.BooleanField(_("Missing"), default=False)
    note = models.CharField(_("Remark"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Paper of a reimbursement")
        verbose_name_plural = _("Papers of reimbursements")
        ordering = ("reimbursement", "pk")
        constraints = [
            models.UniqueConstraint(fields=["reimbursement", "kind"], name="reimbursement_paper_once"),
            models.CheckConstraint(name="reimbursement_paper_copies", condition=models.Q(copies__gte=1)),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class ReimbursementBill(ScopedModel):
    """A bill of a case. One that was settled and taken back stays, no longer ``live``; another took its place."""

    scope_fields = ("reimbursement__insu_county", "reimbursement__handling_county")

    reimbursement = models.ForeignKey(
        Reimbursement, models.PROTECT, related_name="case_bills", verbose_name=_("Reimbursement")
    )
    bill = models.OneToOneField(Bill, models.CASCADE, related_name="case", verbose_name=_("Bill"))
    n = models.PositiveSmallIntegerField(_("Number"))
    live = models.BooleanField(_("Counts"), default=True)

    class Meta:
        verbose_name = _("Bill of a reimbursement")
        verbose_name_plural = _("Bills of reimbursements")
        ordering = ("reimbursement", "n")
        constraints = [
            models.UniqueConstraint(fields=["reimbursement", "n"], name="reimbursement_bill_number")
        ]

    def __str__(self) -> str:
        return f"{self.reimbursement_id}/{self.n}"
