"""A stage for the screening, the shipped policy in force."""

from __future__ import annotations

import pytest

from config.scoping import system_scope
from tests.cast import Cast
from tests.support.policies import put_policy_in_force

from .staging import Stage


@pytest.fixture
def stage(cast: Cast) -> Stage:
    with system_scope():
        put_policy_in_force(cast)
        return Stage(cast)
