"""The insured (参保人). A person is never deleted; a duplicate points to its canonical row."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import Agency


@tracked()
class Person(ScopedModel):
    """One insured person, registered in one county."""

    class Gender(models.TextChoices):
        UNKNOWN = "0", _("Unknown")
        MALE = "1", _("Male")
        FEMALE = "2", _("Female")
        UNSTATED = "9", _("Not stated")

    psn_no = models.CharField(_("Person number"), max_length=30, unique=True)
    psn_cert_type = models.CharField(_("Certificate type"), max_length=6, default="01")
    certno = models.CharField(_("Certificate number"), max_length=50)
    psn_name = models.CharField(_("Full name"), max_length=50)
    pinyin = models.CharField(_("Pinyin"), max_length=200, blank=True, editable=False)
    gend = models.CharField(_("Gender"), max_length=1, choices=Gender, default=Gender.UNKNOWN)
    naty = models.CharField(_("Ethnic group"), max_length=3, blank=True)
    brdy = models.DateField(_("Born on"))
    county = models.ForeignKey(
        Agency, models.PROTECT, related_name="people", verbose_name=_("County of registration")
    )
    canonical = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="aliases", verbose_name=_("Merged into")
    )
    tel = models.CharField(_("Telephone"), max_length=50, blank=True)
    addr = models.CharField(_("Address"), max_length=200, blank=True)
    deceased_on = models.DateField(_("Deceased on"), null=True, blank=True)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Insured person")
        verbose_name_plural = _("Insured people")
        ordering = ("psn_no",)
        constraints = [
            models.UniqueConstraint(fields=["psn_cert_type", "certno"], name="person_certificate"),
            models.CheckConstraint(
                name="person_not_own_canonical",
                condition=models.Q(canonical__isnull=True) | ~models.Q(canonical=models.F("pk")),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "psn_no"], name="person_by_county"),
            models.Index(
                fields=["psn_name", "psn_no"], name="person_by_name", opclasses=["varchar_pattern_ops", ""]
            ),
            models.Index(fields=["certno"], name="person_by_certno"),
            # The few of a million who are on no roll any more.
            models.Index(
                fields=["county"],
                condition=models.Q(canonical__isnull=False) | models.Q(deceased_on__isnull=False),
                name="person_gone",
            ),
            models.Index(
                fields=["import_run_id"],
                name="person_by_import",
                condition=models.Q(import_run_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.psn_name
