"""File the financial statements of closed months: a frozen copy, with the version that reopenings made it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from funds.models import Book, FinancialStatement
from funds.models.statements_filed import content_hash
from funds.reads.financial_statements import Asked, FinancialStatements, frozen
from institutions.models import Agency, Duty, User
from institutions.models.areas import MUNICIPAL
from institutions.services.duties import require_duty


class FilingRefused(DomainError):
    """The statements cannot be filed now."""


@transaction.atomic
def file_statements(*, asked: Asked, acting_user: User) -> FinancialStatement:
    """Keep both statements and their notes as they are now; filing the same version again gives what stands.

    Finance of the agency, or of the city (or region) for consolidated ones. Raises :class:`FilingRefused` while a month
    of it is open or no book was kept, and when they do not add up.
    """
    whole = Agency.objects.get(area=asked.area, level__in=MUNICIPAL)
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=asked.unit or whole)
    statements = FinancialStatements(asked)
    # Held in the order postings hold them: nothing is posted, closed or reopened until the copy is kept.
    books = Book.unscoped.filter(area=asked.area, insutype=asked.insutype).order_by("pk")
    list(books.select_for_update(no_key=True, of=("self",)))
    _check(statements)
    of = {
        "area": asked.area,
        "insutype": asked.insutype,
        "unit": asked.unit,
        "month": asked.month.first,
        "yearly": asked.yearly,
    }
    content = frozen(statements)
    filed, _new = FinancialStatement.unscoped.get_or_create(
        **of,
        version=statements.version,
        defaults={"content": content, "content_hash": content_hash(content), "filed_by": acting_user},
    )
    return filed


def _check(statements: FinancialStatements) -> None:
    periods = statements.periods()
    if not periods:
        raise FilingRefused(_("%(what)s: there are no books for it."), what=statements.asked.title)
    if still := statements.open_months:
        raise FilingRefused(_("Close %(month)s first."), month=still[0])
    if not statements.balanced():
        raise FilingRefused(_("The statements do not add up: have the running totals checked."))


def latest_filed(asked: Asked) -> FinancialStatement | None:
    """The last version filed of what is asked for, within the reader's scope."""
    found: FinancialStatement | None = (
        FinancialStatement.objects.filter(
            area=asked.area,
            insutype=asked.insutype,
            unit=asked.unit,
            month=asked.month.first,
            yearly=asked.yearly,
        )
        .select_related("filed_by")
        .order_by("-version")
        .first()
    )
    return found
