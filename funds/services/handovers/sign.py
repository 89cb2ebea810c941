"""Three sign a handover list: giver and receiver of the agencies concerned, and whoever supervises (HG-12)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import Handover, HandoverItem, HandoverSignature
from institutions.models import Agency, Duty, User
from institutions.services.attach import attach
from institutions.services.duties import DutyMissing, require_at_or_above

from .faults import HandoverRefused
from .prepare import MAKERS, digest_of

Part = HandoverSignature.Part
# Whoever keeps what is handed over gives it; the other level's people take it; the city's audit supervises.
GIVERS = (Duty.FINANCE, Duty.HANDLE, Duty.REVIEW, Duty.APPROVE)
RECEIVERS = (Duty.FINANCE, Duty.APPROVE)


@transaction.atomic
def sign_handover(*, handover: Handover, part: str, acting_user: User) -> HandoverSignature:
    """Somebody signed in signs as giver (of the county), receiver or supervisor (of the city).

    Raises :class:`HandoverRefused`, ``DutyMissing``; ``ValidationError`` for a second signature of the same person.
    """
    held = _sealed(handover)
    _require_proper(held, part, acting_user)
    return _store(
        HandoverSignature(
            handover=held, part=part, signed_by=acting_user, name=acting_user.name,
            signed_on=timezone.localdate(), entered_by=acting_user,
        )
    )  # fmt: skip


@transaction.atomic
def enter_paper_signature(
    *,
    handover: Handover,
    part: str,
    name: str,
    signed_on: dt.date,
    scan: UploadedFile[Any],
    acting_user: User,
) -> HandoverSignature:
    """A signature on paper of an office that does not work here, with its scan. Whoever may make the list enters it."""
    held = _sealed(handover)
    at = require_at_or_above(user=acting_user, duties=MAKERS, agency=held.county)
    if not name.strip() or signed_on > timezone.localdate():
        raise HandoverRefused(_("Give the name and a day that is not to come."))
    duty = next(one for one in MAKERS if one in acting_user.duties_at(at))
    title = f"{held.title} · {Part(part).label}"
    kept = attach(subject=held, title=title[:200], upload=scan, agency=at, acting_user=acting_user, duty=duty)
    return _store(
        HandoverSignature(
            handover=held, part=part, name=name.strip()[:60], signed_on=signed_on, scan=kept, entered_by=acting_user
        )
    )  # fmt: skip


def _require_proper(handover: Handover, part: str, user: User) -> None:
    city = Agency.objects.get(area=handover.county.area_id, level=Agency.Level.CITY)
    at, wanted = {
        Part.GIVER: (handover.county, GIVERS),
        Part.RECEIVER: (city, RECEIVERS),
        Part.SUPERVISOR: (city, (Duty.AUDIT,)),
    }[Part(part)]
    if set(wanted).isdisjoint(user.duties_at(at)):
        raise DutyMissing(
            _("As “%(part)s” signs somebody of %(agency)s whose duty it is."),
            part=Part(part).label,
            agency=at,
        )


def _sealed(handover: Handover) -> Handover:
    held: Handover = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("county__area", "county__parent")
        .get(pk=handover.pk)
    )
    if held.state != Handover.State.SEALED:
        raise HandoverRefused(
            _("The list is “%(state)s”: it is not signed now."), state=held.get_state_display()
        )
    if digest_of(list(HandoverItem.objects.filter(handover=held))) != held.digest:
        raise HandoverRefused(_("The list is not the one that was closed: do not sign it."))
    return held


def _store(signature: HandoverSignature) -> HandoverSignature:
    signature.full_clean(exclude=["entered_by", "signed_by", "scan"])
    signature.save()
    held = signature.handover
    if HandoverSignature.objects.filter(handover=held).count() == len(Part):
        held.state = Handover.State.SIGNED
        held.save(update_fields=["state"])
    return signature
