"""Where the clearings stand, for whoever watches the system."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Max
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily, Metric

from config.operation.metrics import metric_source
from funds.models import Clearing


@metric_source
def last_clearings() -> Iterator[Metric]:
    """By area and scheme: the last month closed, when it was closed, and how many months are under way."""
    month = GaugeMetricFamily(
        "tongchou_clearing_last_month", "First day of the last month closed", labels=["area", "insutype"]
    )
    closed = GaugeMetricFamily(
        "tongchou_clearing_last_closed", "When a month was last closed", labels=["area", "insutype"]
    )
    ended = (
        Clearing.unscoped.filter(state=Clearing.State.CLOSED).order_by().values_list("area__code", "insutype")
    )
    for area, insutype, last, at in ended.annotate(Max("month"), Max("closed_at")):
        midnight = timezone.make_aware(dt.datetime.combine(last, dt.time()))
        month.add_metric([area, insutype], midnight.timestamp())
        if at is not None:
            closed.add_metric([area, insutype], at.timestamp())
    yield month
    yield closed
    under_way = Clearing.unscoped.exclude(state__in=[Clearing.State.COLLECTING, Clearing.State.CLOSED])
    yield GaugeMetricFamily(
        "tongchou_clearings_under_way", "Clearings begun and not closed", value=under_way.count()
    )
