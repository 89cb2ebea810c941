"""What a person is during a period and benefits or contributions depend on: aided, permit holder, student, veteran."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import User
from institutions.policy.wording import word

from .people import Person


@tracked()
class Standing(ScopedModel):
    """A standing (人员身份) during a half-open period, with where it is known from.

    ``code`` is the aid category of an aided person (the policy's names), the number of a residence permit, or
    empty. Of aid one category counts on any day; which one, if several offices report, a clerk decides.
    """

    class Kind(models.TextChoices):
        AID = "aid", _("Aided person")
        PERMIT = "permit", _("Holder of a residence permit")
        STUDENT = "student", _("Student")
        VETERAN = "veteran", _("Former soldier")
        CIVIL_SERVANT = "civil_servant", _("Civil servant")

    scope_fields = ("person__county",)

    person = models.ForeignKey(Person, models.PROTECT, related_name="standings", verbose_name=_("Person"))
    kind = models.CharField(_("Standing"), max_length=14, choices=Kind)
    code = models.CharField(_("Category or number"), max_length=40, blank=True)
    period = DateRangeField(_("Period"))
    source = models.CharField(
        _("Known from"), max_length=60, help_text=_("The office that said so, and its list or paper.")
    )
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Entered by")
    )
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Standing")
        verbose_name_plural = _("Standings")
        constraints = [
            ExclusionConstraint(
                name="standing_one_of_a_kind",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The person has another standing of this kind in this period."),
            ),
            models.CheckConstraint(
                name="standing_period_not_empty",
                condition=models.Q(period__isempty=False, period__startswith__isnull=False),
                violation_error_message=_("The period has at least one day."),
            ),
            models.CheckConstraint(
                name="standing_aid_has_category",
                condition=~models.Q(kind="aid", code=""),
                violation_error_message=_("An aided person has a category."),
            ),
        ]

    @property
    def code_in_words(self) -> str:
        """The aid category in the reader's language; a number as it stands."""
        return word(self.code) if self.kind == self.Kind.AID else self.code

    def __str__(self) -> str:
        return f"{self.person} {self.get_kind_display()} {self.code}"
