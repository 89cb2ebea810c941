"""What goes wrong on purpose, and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

LATE, RETURNED, SHORT = "late", "returned", "short"
SUBSIDY_LATE, SUBSIDY_SHORT = "subsidy late", "subsidy short"
PAYMENT_FAILED, REOPENED = "payment failed", "month reopened"
PAYMENT_BACK, PAID_LATER = "payment back", "paid again in a later month"


def words() -> dict[str, str]:
    """By kind, in the reader's language."""
    return {
        LATE: _("plans late"), RETURNED: _("plans returned"), SHORT: _("appropriations short"),
        SUBSIDY_LATE: _("subsidies late"), SUBSIDY_SHORT: _("subsidies short"),
        PAYMENT_FAILED: _("payments the bank could not make"), REOPENED: _("closed months opened again"),
        PAYMENT_BACK: _("payments the bank sent back after it had paid them"),
        PAID_LATER: _("of them paid again in a later month"),
    }  # fmt: skip


def differences(planned: Mapping[str, int], found: Mapping[str, int]) -> Iterator[str]:
    """A line for each kind of which not as much is there as was planned."""
    for mishap, count in found.items():
        if count != planned[mishap]:
            yield _("%(mishap)s: %(planned)s were planned, %(found)s are there") % {
                "mishap": words()[mishap], "planned": planned[mishap], "found": count,
            }  # fmt: skip
