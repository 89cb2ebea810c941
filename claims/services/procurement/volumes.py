"""How far agreed volumes are: taken by accepted deliveries, used by settled bills; which are behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.models import STANDING, AgreedVolume, Delivery, FeeLine, ProcurementBatch, Settlement
from claims.policy_procurement import procurement_policy_or_none
from claims.rules.procurement import completion, elapsed, is_behind
from institutions.models import Duty, PoolingArea, User

from .states import require_city

_QUANTITY = AgreedVolume._meta.get_field("quantity")


def with_delivered(volumes: QuerySet[AgreedVolume]) -> QuerySet[Any]:
    """``volumes`` with what was delivered and accepted of each."""
    taken = (
        Delivery.objects.filter(
            item=OuterRef("item"), institution=OuterRef("institution"), state=Delivery.State.ACCEPTED
        )
        .order_by()
        .values("item")
        .annotate(sum=Sum("quantity"))
        .values("sum")
    )
    found: QuerySet[Any] = volumes.annotate(
        delivered=Coalesce(Subquery(taken), Decimal(0), output_field=_QUANTITY)
    )
    return found


def done_of(volume: Any) -> int:
    """Completion of a volume :func:`with_delivered`, in ten-thousandths."""
    return completion(volume.quantity, volume.delivered)


def over_of(batch: ProcurementBatch, day: dt.date) -> int:
    """How much of the batch's period is over, in ten-thousandths."""
    return elapsed(batch.period.lower, batch.period.upper, day)


def behind(area: PoolingArea, day: dt.date, volumes: Iterable[Any] | None = None) -> list[Any]:
    """Volumes of batches in force, within the reader's scope, that are behind on ``day``.

    None where the documents do not say what is behind.
    """
    policy = procurement_policy_or_none(area, day)
    if policy is None:
        return []
    tolerated = policy.share("volumes.behind_below")
    if volumes is None:
        running = AgreedVolume.objects.filter(
            item__batch__area=area, item__batch__state="in_force", item__batch__period__contains=day
        )
        volumes = with_delivered(running.select_related("item__batch", "institution"))
    return [
        one
        for one in volumes
        if is_behind(done=done_of(one), over=over_of(one.item.batch, day), tolerated=tolerated)
    ]


@transaction.atomic
def count_used(*, batch: ProcurementBatch, acting_user: User) -> int:
    """Count what settled bills of the batch's days used of every agreed volume; how many volumes were counted.

    One read of the institutions' bills of the period. Duty to handle at the city.
    """
    require_city(batch.area, acting_user, Duty.HANDLE)
    volumes = list(AgreedVolume.objects.filter(item__batch=batch).select_related("item"))
    standing = Settlement.objects.filter(STANDING, bill=OuterRef("bill_id"))
    used: dict[tuple[int, str], Decimal] = {
        (row["bill__institution_id"], row["med_list_codg"]): row["sum"]
        for row in FeeLine.objects.filter(
            Exists(standing),
            bill__institution__in={one.institution_id for one in volumes},
            bill__enddate__gte=batch.period.lower,
            bill__enddate__lt=batch.period.upper,
            med_list_codg__in={one.item.med_list_codg for one in volumes},
        )
        .order_by()
        .values("bill__institution_id", "med_list_codg")
        .annotate(sum=Sum("cnt"))
    }
    now = timezone.now()
    for one in volumes:
        one.used = used.get((one.institution_id, one.item.med_list_codg), Decimal(0))
        one.counted_at = now
    AgreedVolume.objects.bulk_update(volumes, ["used", "counted_at"], batch_size=1000)
    return len(volumes)
