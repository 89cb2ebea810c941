"""Of a thousand planted differences of every kind all are found, and none is invented (NB-13)."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from config.jobs.run import run_job
from config.models import Job
from config.scoping import acting_as, system_scope
from funds.fund_reconciliation_tasks import enqueue_comparing
from funds.models import CollectionDifference, CollectionRecord, CollectionRun
from funds.services.fund_reconciliation.compare import STEPS, Compared, TellerMissing, compare_month
from institutions.services.duties import DutyMissing
from tests.cast import Cast
from tests.funds.collection.planting import MONTH, Planting, plant
from tests.support.policies import put_policy_in_force


def store(planting: Planting) -> None:
    with system_scope():
        CollectionRecord.unscoped.bulk_create(planting.rows, batch_size=2000)


def compare(cast: Cast, **given: Any) -> Compared:
    with acting_as(cast.finance_city):
        return compare_month(area=cast.area, month=MONTH, acting_user=cast.finance_city, **given)


def found(**only: Any) -> Counter[tuple[str, str, str]]:
    with system_scope():
        rows = CollectionDifference.objects.exclude(state="settled").filter(**only)
        return Counter(rows.values_list("kind", "source", "key"))


@pytest.mark.duty("NB-13")
@pytest.mark.parametrize("seed", [7, 8])
def test_a_thousand_differences_of_every_kind_and_no_other(cast: Cast, seed: int) -> None:
    put_policy_in_force(cast, "ningbo.yaml")
    planting = plant([cast.east, cast.west], seed=seed)
    assert planting.planted == 1000
    store(planting)
    compared = compare(cast)
    seen = found()
    assert set(seen) - planting.expected == set(), "invented"
    assert planting.expected - set(seen) == set(), "not found"
    assert set(seen.values()) == {1}
    assert compared.new == compared.differences == len(planting.expected)
    assert min(compared.matched.values()) > 0
    # Again, nothing new and nothing gone.
    again = compare(cast)
    assert (again.new, again.settled) == (0, 0)
    assert found() == seen
    with system_scope():
        run = CollectionRun.objects.get()
        assert run.matched == {"plainly": again.plainly, **again.matched}


def test_who_compares_and_what_is_needed_first(cast: Cast) -> None:
    put_policy_in_force(cast, "ningbo.yaml")
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        compare_month(area=cast.area, month=MONTH, acting_user=cast.clerk_east)
    planting = Planting([cast.east])
    planting.missing("treasury")
    store(planting)
    with pytest.raises(TellerMissing):
        compare(cast)


def test_a_stopped_or_killed_comparison_leaves_nothing_and_is_begun_anew(cast: Cast) -> None:
    put_policy_in_force(cast, "ningbo.yaml")
    planting = Planting([cast.east])
    planting.plain()
    planting.missing("treasury")
    store(planting)

    def die(step: int, _steps: int, _what: Any) -> None:
        if step == STEPS - 1:
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        compare(cast, say=die)
    job = enqueue_comparing(owner=cast.finance_city, area=cast.area, month=MONTH, agency=cast.city)
    Job.objects.filter(pk=job.pk).update(cancel_requested=True)
    assert run_job(job.pk)
    job.refresh_from_db()
    assert job.state == "cancelled"
    with system_scope():
        assert not CollectionRun.objects.exists()
    assert not found()
    again = enqueue_comparing(owner=cast.finance_city, area=cast.area, month=MONTH, agency=cast.city)
    assert again.pk != job.pk
    assert run_job(again.pk)
    assert set(found()) == planting.expected
