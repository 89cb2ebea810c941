"""Filings for care away from home (异地就医备案): transfer, long-term residence, migrant work, emergency."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from institutions.models import Institution, User

from .registrations import COUNTS_FOR_BILLS, Registration, constraints_of, indexes_of


@tracked()
class CareFiling(Registration):
    """Care away from home is filed: in ``place`` (or at one institution there) during the period.

    Papers may be missing where the policy lets a promise stand for them: they are due on ``promise_due`` and
    checked afterwards. Transfers that follow one another carry the same ``chain``.
    """

    class Kind(models.TextChoices):
        TRANSFER = "transfer", _("Transfer to another hospital")
        RESIDENCE = "residence", _("Long-term residence")
        MIGRANT = "migrant", _("Migrant work")
        EMERGENCY = "emergency", _("Emergency elsewhere")

    prefix = "BA"
    # A person lives in one place at a time.
    LIVING: ClassVar[tuple[str, ...]] = (Kind.RESIDENCE.value, Kind.MIGRANT.value)

    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    place = models.CharField(_("District code of the place"), max_length=6)
    place_name = models.CharField(_("Place"), max_length=100, blank=True)
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Target institution"),
        help_text=_("Any institution of the place when empty."),
    )
    from_institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Transferred from"),
    )
    chain = models.CharField(_("Chain of transfers"), max_length=20, blank=True, editable=False)
    diagnosis = models.CharField(_("Diagnosis"), max_length=200, blank=True)
    missing_papers = models.CharField(_("Missing papers"), max_length=200, blank=True)
    promise = models.CharField(_("Promise"), max_length=300, blank=True)
    promise_due = models.DateField(_("Papers due on"), null=True, blank=True)
    promise_kept = models.BooleanField(_("Promise kept"), null=True, blank=True)
    promise_checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Promise checked by")
    )
    promise_checked_on = models.DateField(_("Promise checked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Filing for care elsewhere")
        verbose_name_plural = _("Filings for care elsewhere")
        constraints = [
            *constraints_of("filing"),
            ExclusionConstraint(
                name="filing_lives_in_one_place",
                expressions=[("person", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=COUNTS_FOR_BILLS & models.Q(kind__in=("residence", "migrant")),
                violation_error_message=_("This person is already filed as living elsewhere in these days."),
            ),
            ExclusionConstraint(
                name="filing_once_per_place",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("place", RangeOperators.EQUAL),
                    (models.functions.Coalesce("institution_id", 0), RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=COUNTS_FOR_BILLS,
                violation_error_message=_("The same filing exists already for these days."),
            ),
            models.CheckConstraint(
                name="filing_place_code",
                condition=models.Q(place__regex=r"^[1-9][0-9]{5}$"),
                violation_error_message=_("A district code has six digits."),
            ),
            models.CheckConstraint(
                name="filing_promise_whole",
                condition=models.Q(missing_papers="")
                | ~models.Q(promise="") & models.Q(promise_due__isnull=False),
                violation_error_message=_("Missing papers need a promise and the day they are due."),
            ),
            models.CheckConstraint(
                name="filing_promise_checked",
                condition=models.Q(
                    promise_kept__isnull=True,
                    promise_checked_by__isnull=True,
                    promise_checked_on__isnull=True,
                )
                | models.Q(
                    promise_kept__isnull=False,
                    promise_checked_by__isnull=False,
                    promise_checked_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="filing_transfer_not_to_itself",
                condition=models.Q(from_institution__isnull=True)
                | models.Q(institution__isnull=True)
                | ~models.Q(institution=models.F("from_institution")),
                violation_error_message=_("A transfer leads to another institution."),
            ),
        ]
        indexes = [
            *indexes_of("filing"),
            models.Index(
                fields=["promise_due"],
                name="filing_by_promise",
                condition=models.Q(promise_kept__isnull=True, promise_due__isnull=False),
            ),
        ]

    @property
    def is_promised(self) -> bool:
        """Papers are still missing or unchecked."""
        return bool(self.missing_papers) and self.promise_kept is not True
