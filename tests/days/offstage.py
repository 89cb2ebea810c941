"""What others do meanwhile: by the services, in the scope of whose duty it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from config.scoping import acting_as, system_scope
from institutions.models import User


def act(username: str, service: Callable[..., Any], **given: Any) -> Any:
    """What ``service`` gives, done by somebody of the demonstration's staff."""
    with system_scope():
        user = User.objects.get(username=username)
    with acting_as(user):
        return service(acting_user=user, **given)
