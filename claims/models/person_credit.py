"""Credit of insured persons (参保人员医保信用积分, JJ-11 四(十一)): events that cost a person points."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from enrollment.models import Person
from institutions.models import Agency, CreditPoints, credit_constraints
from institutions.policy.credit import PERSON


@tracked()
class PersonCreditEvent(CreditPoints):
    """An event that costs an insured person points; seen, entered and decided where the person is registered."""

    scope_fields = ("person__county",)

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="credit_events", verbose_name=_("Insured person")
    )

    class Meta:
        verbose_name = _("Credit event of an insured person")
        verbose_name_plural = _("Credit events of insured persons")
        ordering = ("-day", "-pk")
        indexes = [models.Index(fields=["person", "day"], name="person_credit_of")]
        constraints = credit_constraints("person_credit")

    def get_absolute_url(self) -> str:
        return reverse("claims:person_credit_event", args=[self.pk])

    @property
    def rated_at(self) -> Agency:
        county: Agency = self.person.county
        return county

    @property
    def of(self) -> models.Model:
        person: Person = self.person
        return person

    @property
    def subject(self) -> str:
        return PERSON
