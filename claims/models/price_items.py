"""Price applications (新增医疗服务价格项目, JJ-19): entry and exit, from the papers to the row of the catalogue."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, Institution, PoolingArea, User

from .catalogue import CatalogueItem, ItemClass
from .certificates import Expert


def _cost(label: Any) -> Any:
    return MoneyField(label, default=0)


@tracked()
class PriceApplication(ScopedModel):
    """One item that is to enter the catalogue or leave it. Prices and costs are yuan per ``unit``.

    Proposed by one person and decided by another; the row of the catalogue goes through a catalogue version of its
    own, with two people again. ``row`` is empty while no row was drafted, and again when the draft was discarded.
    """

    class Kind(models.TextChoices):
        ENTRY = "entry", _("New price item")
        EXIT = "exit", _("Exit of a price item")

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        RETURNED = "returned", _("Returned for papers")
        ACCEPTED = "accepted", _("Accepted, with the experts")
        REVIEWED = "reviewed", _("Passed by the experts")
        NOTICED = "noticed", _("Public notice")
        READY = "ready", _("Notice over, to be proposed")
        PROPOSED = "proposed", _("Proposed, to be decided")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    kind = models.CharField(_("Kind"), max_length=5, choices=Kind, default=Kind.ENTRY)
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Institution"),
        help_text=_("Empty for an exit that the agency itself began."),
    )
    med_list_codg = models.CharField(_("Catalogue code"), max_length=50, blank=True)
    item_name = models.CharField(_("Item"), max_length=200)
    content = models.CharField(_("What the item contains"), max_length=1000)
    unit = models.CharField(_("Unit"), max_length=20)
    proposed_price = MoneyField(_("Price applied for"), null=True, blank=True)
    cost_labour = _cost(_("Cost of labour"))
    cost_material = _cost(_("Cost of material"))
    cost_equipment = _cost(_("Cost of equipment"))
    cost_other = _cost(_("Other costs"))
    papers = models.CharField(_("Papers handed in"), max_length=500)
    received_on = models.DateField(_("Received on"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.RECEIVED)
    due_on = models.DateField(_("To be accepted by"), null=True, blank=True)
    missing = models.CharField(_("What is missing"), max_length=300, blank=True)
    accepted_on = models.DateField(_("Accepted on"), null=True, blank=True)
    reviewed_on = models.DateField(_("Review concluded on"), null=True, blank=True)
    score = models.DecimalField(_("Mean score"), max_digits=5, decimal_places=2, null=True, blank=True)
    notice_from = models.DateField(_("Notice from"), null=True, blank=True)
    notice_until = models.DateField(_("Notice until"), null=True, blank=True)
    objections = models.CharField(_("Objections and answers"), max_length=1000, blank=True)
    closed_on = models.DateField(_("Notice closed on"), null=True, blank=True)
    price = MoneyField(_("Price decided"), null=True, blank=True)
    chrgitm_lv = models.CharField(_("Class"), max_length=2, choices=ItemClass, blank=True)
    selfpay_prop = models.DecimalField(
        _("Own first share"), max_digits=5, decimal_places=4, null=True, blank=True
    )
    effective_from = models.DateField(_("Holds from"), null=True, blank=True)
    grounds = models.CharField(_("Grounds"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Proposed by")
    )
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    row = models.OneToOneField(
        CatalogueItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="price_application",
        verbose_name=_("Catalogue item"),
    )

    class Meta:
        verbose_name = _("Price application")
        verbose_name_plural = _("Price applications")
        indexes = [models.Index(fields=["area", "state"], name="price_application_by_area")]
        constraints = [
            models.CheckConstraint(
                name="price_application_two_people",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                violation_error_message=_("Whoever proposes a price cannot decide on it."),
            ),
            models.CheckConstraint(
                name="price_application_asks",
                condition=Q(kind="entry", proposed_price__gt=0, institution__isnull=False)
                | Q(kind="exit") & ~Q(med_list_codg=""),
                violation_error_message=_(
                    "An entry names the institution and the price applied for, an exit the code."
                ),
            ),
            models.CheckConstraint(
                name="price_application_costs",
                condition=Q(
                    cost_labour__gte=0, cost_material__gte=0, cost_equipment__gte=0, cost_other__gte=0
                ),
                violation_error_message=_("A cost is not negative."),
            ),
            models.CheckConstraint(
                name="price_application_granted",
                condition=~Q(state="granted")
                | Q(
                    proposed_by__isnull=False,
                    decided_by__isnull=False,
                    decided_on__isnull=False,
                    effective_from__gte=F("decided_on"),
                )
                & ~Q(med_list_codg="")
                & (Q(kind="exit") | Q(price__gt=0) & ~Q(chrgitm_lv="")),
                violation_error_message=_("What is granted has code, price, class, and a day not before the decision."),
            ),
            models.CheckConstraint(
                name="price_application_course",
                # An empty day says nothing: the comparison is then neither true nor false, which passes.
                condition=Q(
                    accepted_on__gte=F("received_on"),
                    reviewed_on__gte=F("accepted_on"),
                    notice_from__gte=F("reviewed_on"),
                    notice_until__gte=F("notice_from"),
                    closed_on__gt=F("notice_until"),
                    decided_on__gte=F("closed_on"),
                ),
                violation_error_message=_("A step is not before the one it follows."),
            ),
            models.CheckConstraint(
                name="price_application_row_of_granted",
                condition=Q(row__isnull=True) | Q(state="granted"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def cost(self) -> Decimal:
        """What the institution says one unit costs, yuan."""
        parts: list[Any] = [self.cost_labour, self.cost_material, self.cost_equipment, self.cost_other]
        return Decimal(sum(parts, Decimal(0)))


@tracked()
class PriceOpinion(ScopedModel):
    """What one expert gives an application, 0 to 100."""

    scope_fields = ("application__county",)
    scope_area_fields = ("application__area",)

    application = models.ForeignKey(
        PriceApplication, models.CASCADE, related_name="opinions", verbose_name=_("Price application")
    )
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="+", verbose_name=_("Expert"))
    score = models.DecimalField(_("Score"), max_digits=5, decimal_places=2)
    opinion = models.CharField(_("Opinion"), max_length=500)
    given_on = models.DateField(_("Given on"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))

    class Meta:
        verbose_name = _("Opinion on a price")
        verbose_name_plural = _("Opinions on prices")
        constraints = [
            models.UniqueConstraint(fields=["application", "expert"], name="price_opinion_once"),
            models.CheckConstraint(
                name="price_opinion_score",
                condition=Q(score__gte=0, score__lte=100),
                violation_error_message=_("A score is from 0 to 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.expert_id}: {self.score}"
