"""Draw by lot which institutions are inspected and by whom (双随机): the lists and the seed are kept for anybody."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from claims.models import Inspection, InspectionDraw, InspectionMember, InspectionTarget, RosterMember
from claims.policy_inspections import inspection_policy
from claims.rules.drawing import draw
from institutions.models import Duty, Institution, User

from .states import InspectionRefused, note, opened

What = InspectionDraw.What
NO_CONFLICT = ""


class Lists(NamedTuple):
    """Who may be drawn, and who is left out and why: code and name of each."""

    candidates: list[tuple[str, str]]
    excluded: list[tuple[str, str, str]]


@transaction.atomic
def draw_institutions(
    *,
    inspection: Inspection,
    size: int,
    kind: str = "",
    excluded: Mapping[str, str] | None = None,
    reason: str = "",
    acting_user: User,
) -> InspectionDraw:
    """Draw ``size`` of the institutions in reach of whoever conducts it (of one ``kind``), but for those ``excluded``
    by code with a reason, and those named already. Duty to inspect there.

    Drawn again, for a ``reason``, what was drawn before gives way. Raises :class:`InspectionRefused`.
    """
    held = opened(inspection, "draw", acting_user, Duty.INSPECT)
    if held.team.exists():
        raise InspectionRefused(
            _("The inspectors are drawn already: their conflicts were judged without it.")
        )
    named = set(held.targets.filter(draw__isnull=True).values_list("institution__fixmedins_code", flat=True))
    pool = institutions_in_reach(held)
    if kind:
        pool = pool.filter(kind=kind)
    out = {code: str(_("Named already")) for code in named} | dict(excluded or {})
    lists = _divide(((one.fixmedins_code, one.name) for one in pool.order_by("fixmedins_code")), out, named)
    made = _draw(held, What.INSTITUTIONS, lists, size, reason, acting_user)
    held.targets.filter(draw__isnull=False).delete()
    by_code = {one.fixmedins_code: one for one in pool.filter(fixmedins_code__in=made.drawn)}
    for code in made.drawn:
        InspectionTarget.objects.create(inspection=held, institution=by_code[code], draw=made)
    return made


@transaction.atomic
def draw_inspectors(
    *,
    inspection: Inspection,
    size: int,
    excluded: Mapping[str, str] | None = None,
    reason: str = "",
    acting_user: User,
) -> InspectionDraw:
    """Draw ``size`` of the inspectors and experts on the roster while it takes place, but for whoever works at, or has
    a conflict with, an institution to be inspected, and those ``excluded`` by number with a reason. Duty as above.

    The institutions come first. Raises :class:`InspectionRefused`, also for fewer than the policy's least number.
    """
    held = opened(inspection, "draw", acting_user, Duty.INSPECT)
    inspected = set(held.targets.values_list("institution_id", flat=True))
    if not inspected:
        raise InspectionRefused(_("First draw or name the institutions: conflicts are judged by them."))
    least = inspection_policy(held.area, held.starts_on).needed("team.least")
    if size < least:
        raise InspectionRefused(_("At least %(least)s inspect."), least=least)
    pool = members_in_reach(held).select_related("works_at").prefetch_related("conflicts__institution")
    people = list(pool.order_by("code"))
    out = {one.code: why for one in people if (why := conflict_of(one, inspected))} | dict(excluded or {})
    lists = _divide(((one.code, one.name) for one in people), out)
    made = _draw(held, What.INSPECTORS, lists, size, reason, acting_user)
    held.team.all().delete()
    by_code = {one.code: one for one in people}
    for code in made.drawn:
        InspectionMember.objects.create(inspection=held, member=by_code[code], draw=made)
    return made


def institutions_in_reach(inspection: Inspection) -> QuerySet[Institution]:
    """Those of the county that conducts it, of the whole area for the city; never those outside the area."""
    found: QuerySet[Institution] = Institution.objects.filter(area=inspection.area, county__isnull=False)
    return found if inspection.county.is_municipal else found.filter(county=inspection.county)


def members_in_reach(inspection: Inspection) -> QuerySet[RosterMember]:
    """Inspectors and experts on the roster from the first to the last day, whom ``acting_user`` sees."""
    kinds = (RosterMember.Kind.INSPECTOR, RosterMember.Kind.EXPERT)
    found: QuerySet[RosterMember] = RosterMember.objects.filter(
        Q(period__contains=inspection.starts_on) & Q(period__contains=inspection.ends_on),
        area=inspection.area,
        kind__in=kinds,
    )
    return found if inspection.county.is_municipal else found.filter(county=inspection.county)


def conflict_of(member: RosterMember, inspected: set[int]) -> str:
    """Why ``member`` must not inspect these institutions; empty when nothing stands against it."""
    if member.works_at_id in inspected:
        return str(_("Works at %(institution)s") % {"institution": member.works_at})
    for one in member.conflicts.all():
        if one.institution_id in inspected:
            return f"{one.institution}: {one.reason}"
    return NO_CONFLICT


def _divide(
    everybody: Iterable[tuple[str, str]], out: Mapping[str, str], named: Collection[str] = ()
) -> Lists:
    """Refuses a code to leave out that nobody has: whoever was meant would be drawn."""
    listed = list(everybody)
    if unknown := sorted(set(out) - {code for code, _name in listed} - set(named)):
        raise InspectionRefused(_("Nobody to be drawn has this code: %(codes)s."), codes=", ".join(unknown))
    return Lists(
        [(code, name) for code, name in listed if code not in out],
        [(code, name, out[code]) for code, name in listed if code in out],
    )


def _draw(
    inspection: Inspection, what: str, lists: Lists, size: int, reason: str, acting_user: User
) -> InspectionDraw:
    again = inspection.draws.filter(what=what).exists()
    if again and not reason.strip():
        raise InspectionRefused(_("It was drawn before: say why it is drawn again."))
    if any(not why.strip() for _code, _name, why in lists.excluded):
        raise InspectionRefused(_("Whoever is left out is left out for a reason."))
    if not 0 < size <= len(lists.candidates):
        raise InspectionRefused(
            _("%(size)s cannot be drawn: %(count)s stand on the list."),
            size=size,
            count=len(lists.candidates),
        )
    seed = secrets.token_hex(16)
    made = InspectionDraw(
        inspection=inspection,
        what=what,
        seed=seed,
        size=size,
        candidates=[list(one) for one in lists.candidates],
        excluded=[list(one) for one in lists.excluded],
        drawn=draw(seed, (code for code, _name in lists.candidates), size),
        reason=reason.strip() if again else "",
        drawn_by=acting_user,
    )
    made.full_clean(exclude=["excluded"])
    made.save()
    note(
        inspection,
        "draw",
        acting_user,
        f"{made.get_what_display()}: {', '.join(made.drawn)} {reason}".strip(),
    )
    return made
