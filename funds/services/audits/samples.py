"""Draw a sample of a population and freeze both; draw it again and see that it is the same (ZY-23)."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.jobs import enqueue
from config.models import Job
from config.money import from_fen, to_fen
from funds.models import AuditPaper, AuditPlan, AuditSample
from funds.policy_control import AUDIT, needed_section, number
from funds.reads.audit_populations import POPULATIONS, Scope
from funds.rules import audit_samples as rules
from institutions.models import User

from .states import AuditRefused, State, opened

DRAW = "funds.audit_sample"


def start_draw(
    *,
    plan: AuditPlan,
    population: str,
    method: str,
    size: int,
    first: dt.date,
    last: dt.date,
    acting_user: User,
) -> Job:
    """Queue a draw: a population may be large. Raises what :func:`draw_in_job` raises, where it is known already."""
    _require_fit(plan, size, first, last, acting_user)
    return enqueue(
        DRAW, owner=acting_user, agency=plan.county,
        params={
            "plan": plan.pk, "population": population, "method": method, "size": size, "first": str(first),
            "last": str(last), "seed": secrets.token_hex(16),
        },
    )  # fmt: skip


def draw_in_job(*, params: Mapping[str, Any], acting_user: User) -> AuditSample:
    """With the seed the job was asked with: run again after a crash, it draws the same and nothing twice."""
    seed = str(params["seed"])
    plan = AuditPlan.objects.get(pk=params["plan"])
    drawn: AuditSample | None = AuditSample.objects.filter(plan=plan, seed=seed).first()
    if drawn is not None:
        return drawn
    return draw_audit_sample(
        plan=plan, population=params["population"], method=params["method"], size=int(params["size"]),
        first=dt.date.fromisoformat(params["first"]), last=dt.date.fromisoformat(params["last"]), seed=seed,
        acting_user=acting_user,
    )  # fmt: skip


@transaction.atomic
def draw_audit_sample(
    *,
    plan: AuditPlan,
    population: str,
    method: str,
    size: int,
    first: dt.date,
    last: dt.date,
    seed: str,
    acting_user: User,
) -> AuditSample:
    """A working paper for each object drawn. Duty to audit; raises :class:`AuditRefused`, also for an empty
    population and for drawing by amount what has none."""
    held = _require_fit(plan, size, first, last, acting_user)
    named = POPULATIONS[population]
    whole = rules.Population.of(named.pairs(Scope(held.area, held.about, first, last)))
    if not whole.items:
        raise AuditRefused(_("The population is empty."))
    if method != rules.RANDOM and not named.amount:
        raise AuditRefused(_("These objects have no amount: draw by lot."))
    drawn = rules.draw_sample(whole, method=method, size=size, seed=seed)
    if not drawn:
        raise AuditRefused(_("The population adds up to nothing: draw by lot."))
    sample: AuditSample = AuditSample.objects.create(
        plan=held, population=population, first=first, last=last, method=method, seed=seed, size=size,
        objects_count=len(whole.items), total=from_fen(whole.total), digest=whole.digest(),
        packed=whole.packed(), drawn_by=acting_user,
    )  # fmt: skip
    AuditPaper.objects.bulk_create(
        AuditPaper(
            sample=sample, position=place, object_id=one.item.number, amount=from_fen(one.item.fen),
            hits=one.hits, stratum=one.stratum,
        )
        for place, one in enumerate(drawn, start=1)
    )  # fmt: skip
    return sample


class Again(NamedTuple):
    """A sample drawn again: whether the kept population is the one of the hash, and the draw the same."""

    same_population: bool
    same_sample: bool
    objects: int

    @property
    def proved(self) -> bool:
        return self.same_population and self.same_sample


def draw_again(sample: AuditSample) -> Again:
    """From what was kept alone: seed, method, size, population. Changes nothing."""
    kept = rules.Population.unpacked(bytes(sample.packed))
    drawn = rules.draw_sample(kept, method=sample.method, size=sample.size, seed=sample.seed)
    papers = [
        (one.object_id, to_fen(one.amount), one.hits, one.stratum)
        for one in AuditPaper.objects.filter(sample=sample).order_by("position")
    ]
    again = [(one.item.number, one.item.fen, one.hits, one.stratum) for one in drawn]
    return Again(kept.digest() == bytes(sample.digest), papers == again, len(drawn))


def _require_fit(plan: AuditPlan, size: int, first: dt.date, last: dt.date, acting_user: User) -> AuditPlan:
    with transaction.atomic():
        held = opened(plan, acting_user, State.UNDER_WAY)
    least = number(needed_section(held.area, AUDIT.name, held.last), "sample.size")
    if size < least:
        raise AuditRefused(_("At least %(least)s objects are drawn."), least=least)
    if not held.first <= first <= last <= held.last:
        raise AuditRefused(_("The days lie outside those of the audit."))
    return held
