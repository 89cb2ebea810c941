"""How values look everywhere: on pages, in print, in tables. Template filters only register these."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

NOTHING = "—"
CENT = Decimal("0.01")


def money_text(amount: Any) -> str:
    """``1,234.50`` with two decimals; a dash for None. Raises ``TypeError`` for a float."""
    if amount is None or amount == "":
        return NOTHING
    if isinstance(amount, float):
        raise TypeError("money is never a float")
    try:
        return f"{Decimal(amount).quantize(CENT, rounding=ROUND_HALF_UP):,}"
    except InvalidOperation:
        return str(amount)


def money(amount: Any) -> str:
    """An amount in yuan; negatives carry a class so that print and screen can make them plain."""
    text = money_text(amount)
    return format_html('<span class="negative">{}</span>', text) if text.startswith("-") else text


def wan(amount: Any) -> str:
    """An amount in units of 10,000 yuan (万元), for key figures and boards."""
    return money(None if amount is None else Decimal(amount) / 10_000)


def whole(number: Any) -> str:
    """A count with thousands separators; a dash for None."""
    return NOTHING if number is None or number == "" else f"{int(number):,}"


def quantity(number: Any) -> str:
    """``1,250.5`` units, with the decimals it has; a dash for None."""
    return NOTHING if number is None or number == "" else f"{Decimal(number).normalize():,f}"


def percent(ten_thousandths: Any) -> str:
    """``85%`` from 8,500 ten-thousandths, at most two decimals, exact."""
    if ten_thousandths is None or ten_thousandths == "":
        return NOTHING
    return f"{(Decimal(ten_thousandths) / 100).normalize():f}%"


def joined(parts: Iterable[Any]) -> str:
    """Clauses in one cell or sentence, parted as the reader's language parts them: ``；`` in Chinese."""
    return _("; ").join(map(str, parts))


def days(period: Any) -> str:
    """``2020-01-01 – 2020-12-31`` of a half-open period, its last day included; open ends stay open."""
    if period is None:
        return ""
    last = period.upper - dt.timedelta(days=1) if period.upper else None
    return f"{day(period.lower)} – {day(last)}".strip()


def day(value: dt.date | dt.datetime | None) -> str:
    """``2020-03-05``."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{value:%Y-%m-%d}"


def minute(value: dt.datetime | None) -> str:
    """``2020-03-05 14:02`` in the system's time zone."""
    if value is None or value == "":
        return NOTHING
    value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{value:%Y-%m-%d %H:%M}"


def month(value: Any) -> str:
    """``2020-03`` of a date or a ``config.periods.Month``."""
    if value is None or value == "":
        return NOTHING
    return f"{value:%Y-%m}" if isinstance(value, dt.date) else str(value)


def masked(number: str | None) -> str:
    """A certificate number with its middle hidden: ``110101**********34``; short ones keep the last two.

    Two of the last four are hidden too: with the birth date beside it the rest would give the whole number.
    """
    return _hidden(number, first=6, last=2, shortest=11, of_short=2)


def masked_telephone(number: str | None) -> str:
    """``138****1234``; short ones keep the last two."""
    return _hidden(number, first=3, last=4, shortest=10, of_short=2)


def masked_account(number: str | None) -> str:
    """A bank account by its last four digits: ``***************1234``."""
    return _hidden(number, first=0, last=4, shortest=8, of_short=2)


def masked_address(address: str | None) -> str:
    """A dwelling by where it lies, six characters at most and never more than half: ``青石镇平安里****``."""
    if not address:
        return NOTHING
    return address[: min(6, len(address) // 2)] + "****"


def _hidden(number: str | None, *, first: int, last: int, shortest: int, of_short: int) -> str:
    """The ``first`` and ``last`` places; where it has fewer than ``shortest`` places, the last ``of_short``."""
    if not number:
        return NOTHING
    if len(number) < shortest:
        first, last = 0, of_short
    shown = min(last, len(number) // 2)
    return number[:first] + "*" * (len(number) - first - shown) + number[len(number) - shown :]


MASKS: dict[str, Callable[[str | None], str]] = {
    "masked": masked,
    "telephone": masked_telephone,
    "account": masked_account,
    "address": masked_address,
}
"""How what identifies a person is shown, by the kind of column or field; ``masked`` is a certificate number."""


_KIND_OF_COLUMN = {
    "certno": "masked", "certno_given": "masked", "tel": "telephone", "addr": "address", "account_no": "account",
    "payee_account": "account",
}  # fmt: skip


def masked_column(name: str, value: Any) -> Any:
    """``value`` as it may be shown where all that is known of it is its column's national name."""
    kind = _KIND_OF_COLUMN.get(name)
    return MASKS[kind](str(value)) if kind and value else value


def changed_query(parameters: QueryDict, **changes: Any) -> str:
    """``?a=1&b=2`` of ``parameters`` with some values changed; None drops one."""
    kept = parameters.copy()
    for name, value in changes.items():
        kept.pop(name, None)
        if value is not None:
            kept[name] = str(value)
    return "?" + kept.urlencode()


def assumed(reason: Any) -> SafeString:
    """The mark of a policy value the documents leave open, with its reason; nothing when there is none."""
    if not reason:
        return mark_safe("")
    return format_html(
        '<span class="assumed" tabindex="0">{}<span class="assumed-why">{}</span></span>',
        _("assumed"),
        reason,
    )
