"""A member of a consortium gets no sum of its own beside the consortium's."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from claims.models import Budget, BudgetShare
from claims.services.budgets import negotiate
from claims.services.budgets.doubled import refuse_doubled
from claims.services.budgets.faults import BudgetRefused
from config.scoping import acting_as, system_scope
from institutions.models import Consortium
from tests.cast import Cast

from .conftest import act, of


@pytest.mark.duty("NB-09")
def test_a_member_gets_no_sum_beside_its_consortiums(city: Cast, opened: Budget) -> None:
    """Refused where a share is added, and where the county hands in and decides what came otherwise."""
    with system_scope():
        joint = Consortium.objects.create(name="东山医共体", county=city.east)
        city.hospital_east.consortium = joint
        city.hospital_east.save()
    county, clerk = of(opened, city.east), city.clerk_east
    given: dict[str, Any] = {"county": county, "reason": "医共体"}
    act(clerk, negotiate.add_share, consortium=joint, method="prepaid_total", **given)
    for method in ("prepaid_total", "per_capita"):
        with pytest.raises(BudgetRefused, match="东山医共体"), transaction.atomic():
            act(clerk, negotiate.add_share, institution=city.hospital_east, method=method, **given)
    with system_scope():
        BudgetShare.objects.create(
            county_budget=county, county=city.east, institution=city.hospital_east, method="prepaid_total", proposed=1,
        )  # fmt: skip
    with acting_as(clerk), pytest.raises(BudgetRefused, match="1家机构"):
        refuse_doubled(opened)
