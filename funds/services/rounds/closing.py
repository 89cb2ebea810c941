"""What a month's closing warns of: its round not filed, accounts of a period that ended in it not at zero."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.display import money_text
from config.periods import Month
from funds.models import BookPeriod, MonthlyRound, RoundStep
from funds.reads.sweeps import proofs, spans_at
from funds.rules import rounds as rules
from funds.services.closing.conditions import Unmet, register_closing_condition
from funds.services.keeping import keeping_of
from institutions.models import Agency

from .terms import terms_of


def round_filed(period: BookPeriod) -> Iterator[Unmet]:
    """The round the policy asks for was opened, and no step of it at the book's units is unfinished."""
    book, month = period.book, Month.of(period.month)
    if not terms_of(book.area, month):
        return
    opened = MonthlyRound.objects.filter(area=book.area, month=period.month).first()
    if opened is None:
        yield Unmet(
            _("The round of %(month)s was not opened.") % {"month": month},
            f"{reverse('funds:open_round')}?month={month}",
        )
        return
    steps = RoundStep.objects.filter(round=opened).exclude(state=rules.DONE).select_related("unit", "round")
    # Nothing is due to a county that planned nothing.
    steps = steps.exclude(step=rules.TRANSFER, state=rules.OPEN, due_on__isnull=True)
    if book.unit.level == Agency.Level.COUNTY:
        steps = steps.filter(unit=book.unit)
    if unfinished := list(steps.order_by("unit__code", "pk")):
        first = unfinished[0]
        yield Unmet(
            _(
                "%(count)s steps of the round of %(month)s are not finished, the first is “%(step)s” of %(unit)s."
            )
            % {
                "count": len(unfinished),
                "month": month,
                "step": first.get_step_display(),
                "unit": first.unit,
            },
            opened.get_absolute_url(),
        )


def accounts_swept(period: BookPeriod) -> Iterator[Unmet]:
    """Every account whose period of sweeping ended with the month is at zero (NB-14)."""
    book, month = period.book, Month.of(period.month)
    spans = {
        account: span for account, span in spans_at(book.area, month.last).items() if span.last == month.last
    }
    of_book = Q(pk=book.unit_id)
    if book.unit.level == Agency.Level.CITY:
        of_book = Q(area=book.area, level__in=(Agency.Level.CITY, Agency.Level.COUNTY))
    found = proofs(book.area, Agency.objects.filter(of_book).order_by("code"), spans)
    keeping = keeping_of(book.area, month.last) if found else None
    for one in found:
        if keeping is None or keeping.unit_of(one.agency.pk) != book.unit_id:
            continue
        if one.insutype == book.insutype and not one.zero:
            yield Unmet(
                _("%(agency)s, %(account)s still holds %(amount)s of %(month)s to be swept up.")
                % {
                    "agency": one.agency, "account": one.account_name, "amount": money_text(one.after),
                    "month": month,
                },
                reverse("funds:sweeps"),
            )  # fmt: skip


def register() -> None:
    register_closing_condition(gettext_lazy("The month's round is filed"), round_filed, blocking=False)
    register_closing_condition(
        gettext_lazy("Income and interest are swept up"), accounts_swept, blocking=False
    )
