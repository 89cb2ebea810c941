"""Look at a month's outlays of every unit; what is unusual opens a finding the unit explains (NB-30)."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.jobs import enqueue
from config.models import Job
from config.money import from_fen
from config.periods import Month
from config.workdays import add_workdays
from funds.models import Book, RushFinding, RushMonth, RushStep
from funds.policy_control import RUSH, bounds_of, needed_section, number, section_at
from funds.reads.outlays import outlays
from funds.rules.rush import Judged, Outlay, judge
from funds.services.answers import AnswerRefused
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.services.duties import require_city_duty

LOOK = "funds.rush_month"


class Looked(NamedTuple):
    """How many outlays there were, how many were unusual, how many findings are new."""

    outlays: int
    found: int
    opened: int


def start_look(*, area: PoolingArea, month: Month, acting_user: User) -> Job:
    """Queue a look at a month that is over. Duty finance at the city; raises ``RuleUnsettled``, ``AnswerRefused``."""
    city = require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    require_window(area, month)
    return enqueue(
        LOOK, owner=acting_user, agency=city, params={"area": area.pk, "month": str(month)},
        unique_key=f"rush-month:{area.pk}:{month}",
    )  # fmt: skip


def require_window(area: PoolingArea, month: Month) -> None:
    """Raise unless a document speaks of it, the month is over and one of the last of its year."""
    bounds = bounds_of(needed_section(area, RUSH.name, month.last))
    if month.last >= timezone.localdate():
        raise AnswerRefused(_("%(month)s is not over yet."), month=month)
    if not bounds.looks_at(month.first.month):
        raise AnswerRefused(
            _("Only the last %(months)s months of a year are looked at."), months=bounds.months
        )


@transaction.atomic
def look_at(*, area: PoolingArea, month: Month) -> Looked:
    """For callers that have checked who asks and opened a scope that shows the area. Looked at again, an outlay
    found before keeps its finding; as long as nobody answered, its figures follow the books."""
    require_window(area, month)
    section = needed_section(area, RUSH.name, month.last)
    bounds = bounds_of(section)
    looked, _new = RushMonth.objects.get_or_create(area=area, month=month.first)
    looked = RushMonth.objects.select_for_update(of=("self",)).get(pk=looked.pk)
    due = add_workdays(timezone.localdate(), number(section, "answer_within"))
    seen = found = opened = 0
    for unit in units_of(area):
        for (insutype, kind), outlay in outlays(unit, month, bounds).items():
            seen += 1
            judged = judge(outlay, bounds)
            if not judged.unusual:
                continue
            found += 1
            opened += _kept(RushFinding(
                area=area, unit=unit, month=month.first, insutype=insutype, kind=kind,
                spent=from_fen(outlay.spent), due_on=due, **_as_data(outlay, judged),
            ))  # fmt: skip
    looked.outlays, looked.found, looked.looked_at = seen, found, timezone.now()
    looked.save()
    return Looked(seen, found, opened)


def units_of(area: PoolingArea) -> list[Agency]:
    """Those whose people's money is spent: the counties, and the city for its own."""
    levels = (Agency.Level.CITY, Agency.Level.COUNTY)
    known = Agency.objects.filter(area=area, level__in=levels).select_related("area", "parent")
    return list(known.order_by("code"))


def areas_to_look_at(month: Month, today_number: int) -> list[PoolingArea]:
    """Areas whose documents have ``month`` looked at by now, and whose month was not yet."""
    found = []
    for area in PoolingArea.objects.filter(pk__in=Book.objects.values("area")).order_by("code"):
        section = section_at(area, RUSH.name, month.last)
        if section is None or not bounds_of(section).looks_at(month.first.month):
            continue
        done = RushMonth.objects.filter(area=area, month=month.first).exists()
        if number(section, "look.on") <= today_number and not done:
            found.append(area)
    return found


def _kept(found: RushFinding) -> bool:
    """Whether it is new."""
    same = RushFinding.objects.select_for_update(of=("self",)).filter(
        unit=found.unit, month=found.month, insutype=found.insutype, kind=found.kind
    )
    known = same.first()
    if known is None:
        found.save()
        RushStep.objects.create(finding=found, act=RushStep.Act.FOUND, by=None)
        return True
    if known.state == RushFinding.State.OPEN:
        known.spent, known.reasons, known.facts = found.spent, found.reasons, found.facts
        known.save(update_fields=["spent", "reasons", "facts"])
    return False


def _as_data(outlay: Outlay, judged: Judged) -> dict[str, object]:
    """Fen as integers, kept with the finding as they were."""
    return {
        "reasons": [
            {"code": one.code, "figure": one.figure, "bound": one.bound, "beyond": one.beyond}
            for one in judged.reasons
        ],
        "facts": {
            "plan": outlay.plan, "budget_left": outlay.budget_left, "years": list(outlay.years),
            "months": list(outlay.months), "bills": outlay.bills, "early": outlay.early,
            "largest": outlay.largest, "backdated": outlay.backdated,
        },
    }  # fmt: skip
