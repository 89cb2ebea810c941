"""A book somebody asks to be opened; a second person opens it or refuses."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.codes import name_of
from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User

from .books import Book


@tracked()
class BookRequest(ScopedModel):
    """``asked → opened``, or ``refused``; the unit's finance asks, another person of the unit decides."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for the second person")
        OPENED = "opened", pgettext_lazy("book", "Opened")
        REFUSED = "refused", _("Refused")

    scope_fields = ("unit",)
    scope_area_fields = ("area",)

    insutype = models.CharField(_("Scheme"), max_length=6)
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Accounting unit"))
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    first_month = models.DateField(_("First month"), help_text=_("First day of the first month."))
    basis = models.CharField(_("Basis"), max_length=10, choices=Book.Basis, default=Book.Basis.CASH)
    evidence = models.CharField(_("Reference number of the document"), max_length=80)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Asked by"))
    asked_at = models.DateTimeField(_("Asked at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)
    answer = models.CharField(_("Answer"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("Request to open a book")
        verbose_name_plural = _("Requests to open books")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["insutype", "unit"], condition=~Q(state="refused"), name="book_request_once",
                violation_error_message=_("This book is asked for already."),
            ),
            models.CheckConstraint(
                name="book_request_two_people",
                condition=Q(state="asked", decided_by__isnull=True)
                | ~Q(state="asked") & Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by")),
                violation_error_message=_("Whoever asks cannot decide."),
            ),
            models.CheckConstraint(name="book_request_first_day", condition=Q(first_month__day=1)),
            models.CheckConstraint(
                name="book_request_reasons", condition=~Q(evidence="") & (~Q(state="refused") | ~Q(answer=""))
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{name_of('insutype', self.insutype)} · {self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("funds:accounting_months")
