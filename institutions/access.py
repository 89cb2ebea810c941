"""The request a guarded view gets: whose it is, and where they are at work."""

from __future__ import annotations

from django.http import HttpRequest

from institutions.models import Assignment, User


class SignedInRequest(HttpRequest):
    """Somebody signed in, perhaps without an assignment, as whoever installed the system is on the admin site."""

    user: User


class AgencyRequest(SignedInRequest):
    """Somebody at work under an assignment in force: :func:`config.access.requires` has seen to it."""

    assignment: Assignment
    navigated_as: str
    """Address of the line of navigation the page stands under, where its own address does not say."""
