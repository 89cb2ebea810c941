"""Data exchanged with other offices (NM-11): what was agreed, the log of every file, and the rows that came in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.models import ImportRun, Job
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User

from .people import Person


class Counterpart(models.TextChoices):
    """The kinds of office that files are exchanged with."""

    PUBLIC_SECURITY = "public_security", _("Public security")
    CIVIL_AFFAIRS = "civil_affairs", _("Civil affairs")
    RURAL_REVITALISATION = "rural_revitalisation", _("Rural revitalisation")
    TAX = "tax", _("Tax")
    EDUCATION = "education", _("Education")
    OTHER_AREA = "other_area", _("Medical insurance of another area")


class LayoutCode(models.TextChoices):
    """Which columns a file has; declared in ``enrollment.spreadsheets.exchange.layouts``."""

    POPULATION = "population", _("Population register")
    DEATHS = "deaths", _("Deaths")
    SCHOOL_ROLL = "school_roll", _("School roll")
    AIDED = "aided", _("Aided persons")
    TAXPAYERS = "taxpayers", _("Payers registered with tax")
    ENROLLED_ELSEWHERE = "enrolled_elsewhere", _("People enrolled elsewhere")
    COVERED = "covered", _("People covered")
    DUES = "dues", _("Who pays what")
    ASKED = "asked", _("People asked about")
    ANSWER = "answer", _("Answer to a file")


class Direction(models.TextChoices):
    IN = "in", _("Taken in")
    OUT = "out", _("Handed out")


INCOMING = ("population", "deaths", "school_roll", "aided", "taxpayers", "enrolled_elsewhere")


@tracked()
class ExchangeAgreement(ScopedModel):
    """What a pooling area agreed with one office: which layout goes which way, for what purpose, from when to when.

    Days are half open: ``ends`` is the first day on which nothing may be exchanged any more. Every agency of the
    area may read it, the city agency keeps it.
    """

    scope_fields: ClassVar[tuple[str, ...]] = ()
    scope_member_area_fields: ClassVar[tuple[str, ...]] = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    counterpart = models.CharField(_("Kind of office"), max_length=20, choices=Counterpart)
    counterpart_name = models.CharField(_("Office"), max_length=80)
    layout = models.CharField(_("Layout"), max_length=20, choices=LayoutCode)
    direction = models.CharField(_("Direction"), max_length=3, choices=Direction)
    purpose = models.CharField(_("Purpose"), max_length=200)
    agreed_by = models.CharField(
        _("Agreed by"), max_length=120, help_text=_("Who signed for both sides, and the paper's number.")
    )
    begins = models.DateField(_("From"))
    ends = models.DateField(
        _("Ends"), null=True, blank=True, help_text=_("The first day no longer covered; empty: open.")
    )
    ended_reason = models.CharField(_("Why it ends"), max_length=200, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    made_at = models.DateTimeField(_("Entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Exchange agreement")
        verbose_name_plural = _("Exchange agreements")
        ordering = ("pk",)
        constraints = [
            ExclusionConstraint(
                name="exchange_agreement_once",
                expressions=[
                    ("area", RangeOperators.EQUAL),
                    ("counterpart_name", RangeOperators.EQUAL),
                    ("layout", RangeOperators.EQUAL),
                    (
                        models.Func("begins", "ends", function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("This layout is agreed with this office in this period already."),
            ),
            models.CheckConstraint(
                name="exchange_agreement_direction",
                condition=models.Q(layout__in=INCOMING, direction="in")
                | (~models.Q(layout__in=INCOMING) & models.Q(direction="out")),
            ),
            models.CheckConstraint(
                name="exchange_agreement_not_empty",
                condition=models.Q(ends__isnull=True) | models.Q(ends__gt=models.F("begins")),
                violation_error_message=_("The agreement ends after its first day."),
            ),
            models.CheckConstraint(
                name="exchange_agreement_says_why",
                condition=~models.Q(purpose="") & ~models.Q(agreed_by="") & ~models.Q(counterpart_name=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.counterpart_name}: {self.get_layout_display()}"

    def get_absolute_url(self) -> str:
        return reverse("enrollment:exchange_agreement", args=[self.pk])


class ExchangeFile(ScopedModel):
    """One file taken in or handed out: the log. Rows are never changed or deleted, only marked withdrawn once.

    ``period`` is the first day of the month the file tells of, ``agency`` the one that handled it. There is no
    person in it, so every agency of the area may read it.
    """

    scope_fields: ClassVar[tuple[str, ...]] = ()
    scope_member_area_fields: ClassVar[tuple[str, ...]] = ("agreement__area",)

    agreement = models.ForeignKey(
        ExchangeAgreement, models.PROTECT, related_name="files", verbose_name=_("Agreement")
    )
    period = models.DateField(_("Month"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Handled at"))
    purpose = models.CharField(_("Purpose"), max_length=200)
    filename = models.CharField(_("File name"), max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    row_count = models.PositiveIntegerField(_("Rows"))
    import_run = models.OneToOneField(
        ImportRun, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Import")
    )
    job = models.OneToOneField(
        Job, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Job")
    )
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    made_at = models.DateTimeField(_("Handled at (time)"), auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Withdrawn by")
    )
    withdrawn_at = models.DateTimeField(_("Withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Exchanged file")
        verbose_name_plural = _("Exchanged files")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "sha256"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="exchange_file_once",
                violation_error_message=_("This file was exchanged under this agreement already."),
            ),
            models.CheckConstraint(name="exchange_file_whole_month", condition=models.Q(period__day=1)),
            models.CheckConstraint(name="exchange_file_says_why", condition=~models.Q(purpose="")),
            models.CheckConstraint(
                name="exchange_file_withdrawn_by_somebody",
                condition=models.Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | models.Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["agreement", "period"], name="exchange_file_by_period")]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        return reverse("enrollment:exchange_file", args=[self.pk])


class ComparisonRow(ScopedModel):
    """What another office says of one person: evidence to compare with, never a change by itself.

    ``county`` is the district the file names, else the county of the person found, else none: then only the city
    sees the row. ``person`` is who holds the certificate in the area when the file was confirmed (who was merged
    into another stands for that one). ``detail`` holds the layout's other columns by the names of the sheet, dates
    as 2020-03-05, empty cells left out: population ``residence`` (registered, permit); deaths ``died_on``;
    school_roll ``school_code``, ``school``; aided ``aid_category``, ``aid_from``, ``aid_to`` (the last day);
    taxpayers ``emp_no``, ``insutype``; enrolled_elsewhere ``insutype``, ``insuplc_admdvs``, ``psn_insu_date``,
    ``paus_insu_date`` (the last covered day; absent while it goes on).
    """

    scope_fields: ClassVar[tuple[str, ...]] = ("county",)
    scope_area_fields: ClassVar[tuple[str, ...]] = ("area",)

    file = models.ForeignKey(
        ExchangeFile, models.PROTECT, related_name="rows", verbose_name=_("File"), db_index=False
    )
    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"), db_index=False
    )
    row_no = models.PositiveIntegerField(_("Row"))
    kind = models.CharField(_("Layout"), max_length=20, choices=LayoutCode)
    psn_cert_type = models.CharField(_("Certificate type"), max_length=6)
    certno = models.CharField(_("Certificate number"), max_length=50)
    psn_name = models.CharField(_("Name"), max_length=50)
    brdy = models.DateField(_("Born on"), null=True, blank=True)
    gend = models.CharField(_("Gender"), max_length=1, choices=Person.Gender, default=Person.Gender.UNKNOWN)
    county = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("County")
    )
    detail = models.JSONField(_("Further columns"), default=dict, blank=True)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="comparison_rows",
        verbose_name=_("Person found"),
    )
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Row of a comparison file")
        verbose_name_plural = _("Rows of comparison files")
        ordering = ("file", "row_no")
        constraints = [
            models.UniqueConstraint(fields=["file", "row_no"], name="comparison_row_once"),
            models.CheckConstraint(
                name="comparison_row_kind", condition=models.Q(kind__in=INCOMING) & ~models.Q(certno="")
            ),
        ]
        indexes = [
            models.Index(fields=["psn_cert_type", "certno"], name="comparison_row_by_certificate"),
            models.Index(fields=["import_run_id"], name="comparison_row_by_import"),
        ]

    def __str__(self) -> str:
        return f"{self.psn_name} {self.row_no}"
