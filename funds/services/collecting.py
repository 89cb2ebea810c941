"""Where an area's receipts are paid in on a day, as its policy has it."""

from __future__ import annotations

import datetime as dt

from funds.policy_collection import CollectionPolicy, collection_policy
from institutions.models import PoolingArea
from institutions.policy.in_force import policy_for


def collecting_of(area: PoolingArea, day: dt.date) -> CollectionPolicy:
    return collection_policy(policy_for(area, day))
