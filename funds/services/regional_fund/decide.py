"""Issue or withdraw a levy or a distribution; their demands and grants go with them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import Booked, Decided, RegionalDistribution, RegionalLevy, RegionalTransfer
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another

from .faults import RegionalFundRefused
from .levies import plan_levy
from .terms import require_region_duty

Whole = RegionalLevy | RegionalDistribution


@transaction.atomic
def issue(*, whole: Whole, acting_user: User) -> Whole:
    """The second person decides: the cities have their papers. Duty to approve at the region.

    Raises :class:`RegionalFundRefused` where it is decided already, or cities reported other collections since;
    ``SamePerson``, ``DutyMissing``.
    """
    whole = _held(whole)
    require_region_duty(user=acting_user, duty=Duty.APPROVE, region=whole.region)
    if whole.state != Decided.PROPOSED:
        raise RegionalFundRefused(_("It is “%(state)s” already."), state=whole.get_state_display())
    require_another(user=acting_user, previous=whole.entered_by, act=whole._meta.verbose_name)
    if isinstance(whole, RegionalLevy):
        _still_so(whole)
    whole.state, whole.decided_by, whole.decided_on = Decided.ISSUED, acting_user, timezone.localdate()
    whole.save()
    whole.papers.update(state=Decided.ISSUED)
    return whole


@transaction.atomic
def withdraw(*, whole: Whole, reason: str, acting_user: User) -> Whole:
    """Nothing of it is to be paid any more, and it may be proposed anew; only while no money moved.

    A proposal is withdrawn by finance or approval of the region, what is issued by approval. Raises
    :class:`RegionalFundRefused`, ``DutyMissing``.
    """
    whole = _held(whole)
    agency = Agency.objects.get(area=whole.region, level=Agency.Level.REGION)
    if whole.state != Decided.PROPOSED or Duty.FINANCE not in acting_user.duties_at(agency):
        require_region_duty(user=acting_user, duty=Duty.APPROVE, region=whole.region)
    if whole.state == Decided.WITHDRAWN:
        raise RegionalFundRefused(_("It is “%(state)s” already."), state=whole.get_state_display())
    if not reason.strip():
        raise RegionalFundRefused(_("Say why it is withdrawn."))
    if _moved(whole):
        raise RegionalFundRefused(_("Money moved for it already: it is not withdrawn any more."))
    whole.state, whole.reason = Decided.WITHDRAWN, reason.strip()[:300]
    whole.decided_by = whole.decided_by or acting_user
    whole.save()
    whole.papers.update(state=Decided.WITHDRAWN)
    return whole


def _held(whole: Whole) -> Whole:
    rows = type(whole).objects.select_for_update(of=("self",)).select_related("region", "entered_by")
    found: Whole = rows.get(pk=whole.pk)
    return found


def _moved(whole: Whole) -> bool:
    papers = list(whole.papers.select_for_update(of=("self",)))
    moved = RegionalTransfer.objects.exclude(state=Booked.REFUSED)
    if isinstance(whole, RegionalLevy):
        return bool(moved.filter(demand__in=papers).exists())
    return bool(moved.filter(grant__in=papers).exists())


def _still_so(levy: RegionalLevy) -> None:
    plan = plan_levy(region=levy.region, insutype=levy.insutype, year=levy.year)
    now = {one.area.pk: one.reported.collected for one in plan.parts if one.amount}
    if plan.missing or now != dict(levy.demands.values_list("area", "collected")):
        raise RegionalFundRefused(_("Cities reported other figures since: withdraw this and propose anew."))
