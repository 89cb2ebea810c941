"""Versions that came into force go down to the counties: each says that it has read one, and that it carries it out."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import Agency, Duty, PolicyReceipt, PolicyVersion, PoolingArea, User
from institutions.services.duties import require_another, require_duty

State = PolicyVersion.State


class NoticeRefused(DomainError):
    """The receipt is refused; nothing was changed."""


def notices_in(area: PoolingArea) -> QuerySet[PolicyVersion]:
    """What came into force for the area, its region's documents included, the latest first."""
    lineage = [one.pk for one in area.lineage()]
    return (
        PolicyVersion.objects.filter(document__area__in=lineage, state__in=(State.IN_FORCE, State.SUPERSEDED))
        .select_related("document__area", "put_in_force_by")
        .order_by("-put_in_force_at", "-pk")
    )


def unread(county: Agency) -> QuerySet[PolicyVersion]:
    """In force and not yet read by the county. What came into force before notices were kept has no giver."""
    told = notices_in(county.area).filter(state=State.IN_FORCE, put_in_force_by__isnull=False)
    return told.exclude(pk__in=PolicyReceipt.objects.filter(county=county).values("version"))


@transaction.atomic
def say_read(*, version: PolicyVersion, county: Agency, acting_user: User) -> PolicyReceipt:
    """Duty handle at the county. Raises :class:`NoticeRefused` for what is not in force here or was read."""
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=county)
    if not notices_in(county.area).filter(pk=version.pk).exists():
        raise NoticeRefused(_("This version is not in force here."))
    receipt, new = PolicyReceipt.objects.get_or_create(
        version=version,
        county=county,
        defaults={"area": county.area, "read_by": acting_user, "read_on": timezone.localdate()},
    )
    if not new:
        raise NoticeRefused(_("%(county)s read it on %(day)s."), county=county, day=receipt.read_on)
    made: PolicyReceipt = receipt
    return made


@transaction.atomic
def say_executed(*, version: PolicyVersion, county: Agency, how: str, acting_user: User) -> PolicyReceipt:
    """A second person says how the county carries it out, not before its first day. Duty review at the county."""
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=county)
    receipt = (
        PolicyReceipt.objects.select_for_update(of=("self",))
        .select_related("read_by")
        .filter(version=version, county=county)
        .first()
    )
    if receipt is None:
        raise NoticeRefused(_("Say first that it was read."))
    require_another(user=acting_user, previous=receipt.read_by, act=_("Carrying out a policy"))
    if receipt.executed_on is not None:
        raise NoticeRefused(_("That was said on %(day)s."), day=receipt.executed_on)
    first = version.changed_from or version.effective_from
    if timezone.localdate() < first:
        raise NoticeRefused(_("It holds from %(day)s only."), day=first)
    if not how.strip():
        raise NoticeRefused(_("Say how it is carried out."))
    receipt.executed_by, receipt.executed_on = acting_user, timezone.localdate()
    receipt.how = how.strip()[:300]
    receipt.save()
    held: PolicyReceipt = receipt
    return held
