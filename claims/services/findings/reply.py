"""The institution's reply, as the counter enters it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import BillFinding, FindingStep
from institutions.models import Duty, User

from .states import FindingRefused, locked, require_one_of, state_after, step


@transaction.atomic
def enter_reply(*, finding: BillFinding, text: str, received_on: dt.date, acting_user: User) -> BillFinding:
    """What the institution said and when it came; a late one counts while nobody reviewed. Duty as for asking.

    Raises :class:`FindingRefused` for a day to come, or one before the institution was asked.
    """
    finding = locked(finding)
    require_one_of(finding, acting_user, Duty.HANDLE, Duty.INSPECT)
    state = state_after(finding, "reply")
    if not text.strip():
        raise FindingRefused(_("Write what the institution replied."))
    if received_on > timezone.localdate():
        raise FindingRefused(_("%(day)s is not over yet."), day=received_on)
    asked = finding.steps.filter(act=FindingStep.Act.ASK).order_by("-pk").first()
    if asked is not None and received_on < asked.day:
        raise FindingRefused(_("The institution was asked on %(day)s only."), day=asked.day)
    finding.state = state
    finding.save(update_fields=["state"])
    step(finding, FindingStep.Act.REPLY, acting_user, text=text, day=received_on)
    return finding
