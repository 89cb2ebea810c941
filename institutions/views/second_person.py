"""Who goes on where the reader did the step before: said instead of a button that would be refused."""

from __future__ import annotations

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from institutions.models import Agency, Duty


def next_is_another(agency: Agency, *duties: str) -> str:
    """One line for the page; ``duties``: any of them will do."""
    named = get_text_list([str(Duty(duty).label) for duty in duties], _("or"))
    return _(
        "You did the step before. The next one is for somebody else of %(agency)s with the duty %(duties)s."
    ) % {
        "agency": agency,
        "duties": named,
    }
