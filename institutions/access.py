"""The request a view behind :func:`config.access.requires` gets."""

from __future__ import annotations

from django.http import HttpRequest

from institutions.models import Assignment, User


class AgencyRequest(HttpRequest):
    """Somebody signed in, at work under an assignment in force: the guard has seen to both."""

    user: User
    assignment: Assignment
