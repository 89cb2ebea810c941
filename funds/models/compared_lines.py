"""What a payer's list names settlement by settlement, beside ours: the part that every such list has in common."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.models import AMOUNT_LABELS, Bill
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, User


class ComparedLine(ScopedModel):
    """One settlement: as the list has it, and ours; without a number it is ours alone.

    Compared anew as a whole (``services.bill_lists``), so it keeps no history; who explained it stands in the row.
    """

    class Outcome(models.TextChoices):
        AGREES = "agrees", pgettext_lazy("comparison", "Agrees")
        AMOUNT = "amount", _("Amounts differ")
        NOT_HERE = "not_here", _("No bill here")
        OTHER_MONTH = "other_month", _("Counts here in another month")
        TWICE = "twice", _("Listed before")
        NOT_THERE = "not_there", _("Not in their list")
        COUNTER = "counter", _("Paid at the counter, not owed")

    seqno = models.CharField(_("Number in the list"), max_length=12, blank=True)
    medins_no = models.CharField(_("Institution code"), max_length=22, blank=True)
    certno = models.CharField(_("Certificate number"), max_length=50, blank=True)
    mdtrt_id = models.CharField(_("Visit number"), max_length=30, blank=True)
    mdtrt_setl_time = models.DateTimeField(_("Settled at"), null=True, blank=True)
    setl_sn = models.CharField(_("Settlement number"), max_length=30)
    medfee_sumamt = MoneyField(AMOUNT_LABELS["medfee_sumamt"], null=True, blank=True)
    # Found by a comparison of what is stored: the bill's own row holds the keys.
    bill = models.ForeignKey(
        Bill, models.DO_NOTHING, null=True, blank=True, related_name="+", verbose_name=_("Bill"),
        db_constraint=False, db_index=False,
    )  # fmt: skip
    county = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Insured in")
    )
    our_amount = MoneyField(_("Found by the clearing"), null=True, blank=True)
    counts_in = models.DateField(_("Counts here in"), null=True, blank=True)
    outcome = models.CharField(
        _("Comparison"), max_length=11, choices=Outcome, default=Outcome.NOT_HERE, db_default=Outcome.NOT_HERE
    )
    explanation = models.CharField(_("Explanation"), max_length=300, blank=True, db_default="")
    explained_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Explained by")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.setl_sn}: {self.outcome}"


# Agreeing, or nobody's debt: nothing need be said of them.
NEEDS_NO_WORD = (ComparedLine.Outcome.AGREES, ComparedLine.Outcome.COUNTER)
# Named one by one, not "not these": the index then finds them among the many that agree.
NOT_EXPLAINED = Q(
    explanation="", outcome__in=[one for one in ComparedLine.Outcome if one not in NEEDS_NO_WORD]
)


def line_constraints(prefix: str, amount: str) -> list[models.BaseConstraint]:
    """A number once a month; with it the list's ``amount``, without it ours; whoever explained is named."""
    return [
        models.UniqueConstraint(
            fields=["statement_month", "seqno"], condition=~Q(seqno=""), name=f"{prefix}_once"
        ),
        models.CheckConstraint(
            name=f"{prefix}_whose",
            condition=Q(seqno="", outcome="not_there", our_amount__isnull=False)
            | (~Q(seqno="") & ~Q(outcome="not_there") & Q(**{f"{amount}__isnull": False})),
        ),
        models.CheckConstraint(
            name=f"{prefix}_explained_by",
            condition=Q(explanation="", explained_by__isnull=True)
            | (~Q(explanation="") & Q(explained_by__isnull=False)),
        ),
    ]


def line_indexes(prefix: str) -> list[models.Index]:
    return [
        models.Index(fields=["statement_month", "outcome"], name=f"{prefix}_by_outcome"),
        models.Index(fields=["setl_sn"], name=f"{prefix}_by_setl_sn"),
    ]
