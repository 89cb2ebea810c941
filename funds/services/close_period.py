"""Close an accounting month, and reopen it when two people agree."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.periods import Month
from funds.models import Book, BookPeriod, PeriodChange
from funds.reads.settlements import posted_over
from funds.services.closing.conditions import Finding, findings
from funds.services.closing.year_end import post_year_end
from funds.services.open_book import open_months
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_duty


class PeriodRefused(DomainError):
    """The month cannot be closed or reopened now."""


@transaction.atomic
def close_period(
    *, book: Book, month: Month, acting_user: User, checked_by: User, accepted: Collection[str] = ()
) -> BookPeriod:
    """Close ``month``; the next one is opened if it is not yet. A closed month stays as it is.

    A December carries income and expenditure to net assets first. Waits for postings under way. Raises
    :class:`PeriodRefused` while an earlier month is open, a closing condition stops it or one that warns is not among
    ``accepted`` (keys); ``SamePerson``, ``DutyMissing``: finance closes, review or approval checks. The caller's scope
    must cover the book.
    """
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=book.unit)
    require_another(user=checked_by, previous=acting_user, act=_("Closing %(month)s") % {"month": month})
    if Duty.APPROVE not in checked_by.duties_at(book.unit):
        require_duty(user=checked_by, duty=Duty.REVIEW, agency=book.unit)
    period = _locked(book, month)
    if period.state == BookPeriod.State.CLOSED:
        return period
    earlier = BookPeriod.objects.filter(book=book, month__lt=month.first, state=BookPeriod.State.OPEN)
    if first := earlier.order_by("month").first():
        raise PeriodRefused(_("Close %(month)s first."), month=Month.of(first.month))
    ready_to_close(period, accepted)
    if post_year_end(book=book, month=month, acting_user=acting_user, checked_by=checked_by):
        period.refresh_from_db()
    _change(
        period,
        PeriodChange.Act.CLOSED,
        BookPeriod.State.CLOSED,
        made_by=acting_user,
        checked_by=checked_by,
    )
    open_months(book=book, through=month.following, acting_user=acting_user)
    return period


def ready_to_close(period: BookPeriod, accepted: Collection[str]) -> list[Finding]:
    """What is warned of and accepted; raises :class:`PeriodRefused` for what stops the month or is not accepted."""
    warned = []
    for finding in findings(period):
        if finding.stops:
            raise PeriodRefused("%(what)s", what=finding.unmet[0].text)
        if finding.warns and finding.condition.key not in accepted:
            raise PeriodRefused(
                _("%(what)s Whoever closes the month accepts it by name, or sees to it first."),
                what=finding.unmet[0].text,
            )
        if finding.warns:
            warned.append(finding)
    return warned


@transaction.atomic
def reopen_period(
    *, book: Book, month: Month, reason: str, acting_user: User, checked_by: User
) -> BookPeriod:
    """Open a closed month again: finance asks, another person approves, the reason is kept.

    Months are reopened latest first, because an earlier one's postings would change a closed one's opening. Raises
    :class:`PeriodRefused` for a year whose settlement is posted.
    """
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=book.unit)
    require_another(user=checked_by, previous=acting_user, act=_("Reopening %(month)s") % {"month": month})
    require_duty(user=checked_by, duty=Duty.APPROVE, agency=book.unit)
    if not reason.strip():
        raise PeriodRefused(_("Say why %(month)s is reopened."), month=month)
    period = _locked(book, month)
    if period.state == BookPeriod.State.OPEN:
        raise PeriodRefused(_("%(month)s is open."), month=month)
    may_reopen(period)
    _change(
        period,
        PeriodChange.Act.REOPENED,
        BookPeriod.State.OPEN,
        made_by=acting_user,
        checked_by=checked_by,
        reason=reason.strip(),
    )
    return period


def may_reopen(period: BookPeriod) -> None:
    """Raises :class:`PeriodRefused` while a later month is closed, or where a posted settlement stands on the month."""
    later = BookPeriod.objects.filter(
        book=period.book, month__gt=period.month, state=BookPeriod.State.CLOSED
    ).order_by("-month")
    if last := later.first():
        raise PeriodRefused(_("Reopen %(month)s first."), month=Month.of(last.month))
    if settlement := posted_over(period.book, Month.of(period.month)):
        raise PeriodRefused(
            _(
                "%(settlement)s is posted: December stays closed. What was wrong is corrected in an open month."
            ),
            settlement=settlement,
        )


def _locked(book: Book, month: Month) -> BookPeriod:
    Book.unscoped.select_for_update(no_key=True).get(pk=book.pk)
    period = (
        BookPeriod.objects.select_for_update(of=("self",))
        .select_related("book__unit", "book__area")
        .filter(book=book, month=month.first)
        .first()
    )
    if period is None:
        raise PeriodRefused(_("%(book)s has no month %(month)s."), book=book, month=month)
    return period


def _change(
    period: BookPeriod,
    act: str,
    state: str,
    *,
    made_by: User,
    checked_by: User | None = None,
    reason: str = "",
) -> None:
    period.state, period.change_count = state, period.change_count + 1
    period.save(update_fields=["state", "change_count"])
    PeriodChange.objects.create(
        period=period, n=period.change_count, act=act, made_by=made_by, checked_by=checked_by, reason=reason
    )
