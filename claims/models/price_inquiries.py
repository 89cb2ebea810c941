"""Price inquiry letters (函询) and talks (约谈) with suppliers or institutions about the price of an item (JJ-19)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, Institution, PoolingArea, User


@tracked()
class PriceInquiry(ScopedModel):
    """One item, one price (yuan per unit), one who is asked: opened by one person, closed by another."""

    class Kind(models.TextChoices):
        LETTER = "letter", _("Inquiry letter")
        TALK = "talk", _("Talk")

    class State(models.TextChoices):
        OPENED = "opened", _("Waiting for the reply")
        REPLIED = "replied", _("Replied, to be closed")
        CLOSED = "closed", _("Closed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Outcome(models.TextChoices):
        LOWERED = "lowered", _("Price lowered")
        EXPLAINED = "explained", _("Price explained")
        HANDED_OVER = "handed_over", _("Handed over")

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    kind = models.CharField(_("Kind"), max_length=6, choices=Kind, default=Kind.LETTER)
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Institution")
    )
    supplier = models.CharField(_("Supplier"), max_length=200, blank=True)
    med_list_codg = models.CharField(_("Catalogue code"), max_length=50)
    item_name = models.CharField(_("Item"), max_length=200)
    price = MoneyField(_("Price asked about"))
    question = models.CharField(_("What is asked"), max_length=500)
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("Goes on from"),
        help_text=_("The inquiry about the same item that this one goes on from."),
    )
    opened_on = models.DateField(_("Opened on"))
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Opened by"))
    due_on = models.DateField(_("Reply by"))
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.OPENED)
    replied_on = models.DateField(_("Replied on"), null=True, blank=True)
    reply = models.CharField(_("Reply or record of the talk"), max_length=1000, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=11, choices=Outcome, blank=True)
    new_price = MoneyField(_("Price from now on"), null=True, blank=True)
    conclusion = models.CharField(_("Conclusion"), max_length=300, blank=True)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Closed by")
    )

    class Meta:
        verbose_name = _("Price inquiry")
        verbose_name_plural = _("Price inquiries")
        indexes = [models.Index(fields=["area", "state"], name="price_inquiry_by_area")]
        constraints = [
            models.CheckConstraint(
                name="price_inquiry_one_asked",
                condition=Q(institution__isnull=False, supplier="") | Q(institution__isnull=True) & ~Q(supplier=""),
                violation_error_message=_("One is asked: an institution or a supplier."),
            ),
            models.CheckConstraint(name="price_inquiry_positive", condition=Q(price__gt=0)),
            models.CheckConstraint(
                name="price_inquiry_two_people",
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("opened_by")),
                violation_error_message=_("Whoever opens an inquiry cannot close it."),
            ),
            models.CheckConstraint(
                name="price_inquiry_closed",
                condition=~Q(state="closed")
                | Q(closed_by__isnull=False, closed_on__isnull=False) & ~Q(outcome="") & ~Q(conclusion=""),
            ),
            models.CheckConstraint(
                name="price_inquiry_lowered",
                condition=Q(outcome="lowered", new_price__isnull=False, new_price__gt=0, new_price__lt=F("price"))
                | ~Q(outcome="lowered") & Q(new_price__isnull=True),
                violation_error_message=_("A lowered price is below the one asked about; otherwise it stays empty."),
            ),
            models.CheckConstraint(
                name="price_inquiry_course",
                condition=Q(
                    due_on__gte=F("opened_on"), replied_on__gte=F("opened_on"), closed_on__gte=F("opened_on")
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def asked(self) -> str:
        """Who is asked."""
        return str(self.institution) if self.institution is not None else self.supplier
