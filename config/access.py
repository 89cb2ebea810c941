"""Who may open a page: the requirement is written on the view, checked there, read by navigation and tests.

Every view carries exactly one of :func:`requires`, :func:`signed_in`, :func:`open_to_all`; a test walks
all addresses and fails on a view without one. What a person may *see* on the page is ``config.scoping``'s
business; whether the *act* is allowed is checked again by the service.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, Protocol, TypeVar

from django.apps import apps
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import get_urlconf, resolve
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

ASSIGNMENT_SESSION_KEY = "assignment"
REGION = "region"
V = TypeVar("V", bound=Callable[..., Any])


class AgencyLike(Protocol):
    level: str
    name: str


class AssignmentLike(Protocol):
    """What this module needs of ``institutions.Assignment`` (config imports no app)."""

    pk: int
    agency: AgencyLike
    duties: list[str]


@dataclass(frozen=True)
class Requirement:
    """Any one of ``duties`` at any one of ``levels``; an empty set asks for nothing in particular.

    A region is the exception: it sees what came up to it, so a page opens to it only where ``levels`` names it or
    ``region`` says so.
    """

    duties: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    sign_in: bool = True
    assigned: bool = True
    region: bool = False

    def met_by(self, assignment: AssignmentLike | None) -> bool:
        if not self.assigned:
            return True
        if assignment is None:
            return False
        if self.duties and self.duties.isdisjoint(assignment.duties):
            return False
        level = assignment.agency.level
        if level == REGION:
            return self.region or level in self.levels
        return not self.levels or level in self.levels

    def says(self) -> str:
        """The requirement in the reader's language, for the refusal page."""
        duties = _(" or ").join(duty_label(duty) for duty in sorted(self.duties)) or _("any duty")
        levels = _(" or ").join(level_label(level) for level in sorted(self.levels)) or _("any level")
        return _("This page needs the duty %(duties)s at %(levels)s.") % {"duties": duties, "levels": levels}


def _label(model: str, field: str, value: str) -> str:
    column: Any = apps.get_model("institutions", model)._meta.get_field(field)
    return str(dict(getattr(column, "base_field", column).flatchoices).get(value, value))


def duty_label(duty: str) -> str:
    return _label("Assignment", "duties", duty)


def level_label(level: str) -> str:
    return _label("Agency", "level", level)


def as_set(names: str | Iterable[str] | None) -> frozenset[str]:
    """``None``, one name, or several."""
    if names is None:
        return frozenset()
    return frozenset([names]) if isinstance(names, str) else frozenset(names)


def requires(
    *,
    duty: str | Iterable[str] | None = None,
    levels: str | Iterable[str] | None = None,
    region: bool = False,
) -> Callable[[V], V]:
    """The active assignment must hold (one of) ``duty`` at (one of) ``levels``; 403 otherwise.

    Without ``levels`` it opens to every level but a region, to which it opens with ``region``.
    """
    return _guard(Requirement(duties=as_set(duty), levels=as_set(levels), region=region))


def signed_in(view: V) -> V:
    """For any user who signed in, even without an assignment in force (own preferences, sign-out)."""
    return _guard(Requirement(assigned=False))(view)


def open_to_all(view: V) -> V:
    """For visitors too: sign-in, language, health."""
    return _guard(Requirement(sign_in=False, assigned=False))(view)


def requirement_of(view: Any) -> Requirement | None:
    """The requirement written on a view, None when somebody forgot it."""
    return getattr(view, "requirement", None)


def openable(url: str, assignment: AssignmentLike | None) -> str:
    """``url`` (of this site, with or without a query) where the holder may open its page, else nothing."""
    needed = _requirement_at(url.partition("?")[0], get_urlconf())
    return url if needed is None or needed.met_by(assignment) else ""


@lru_cache(maxsize=4_096)
def _requirement_at(path: str, _urlconf: str | None) -> Requirement | None:
    """What the view at an address asks for: the navigation of every page asks it of a hundred addresses."""
    return requirement_of(resolve(path).func)


def _guard(requirement: Requirement) -> Callable[[V], V]:
    def decorate(view: Any) -> Any:
        if isinstance(view, type):
            # as_view() copies the attributes of dispatch, so the requirement shows on the view.
            return method_decorator(_guard(requirement), name="dispatch")(view)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            refused = _refusal(request, requirement)
            return refused if refused is not None else view(request, *args, **kwargs)

        guarded.requirement = requirement  # type: ignore[attr-defined]
        return guarded

    return decorate


def _refusal(request: HttpRequest, requirement: Requirement) -> HttpResponseBase | None:
    if requirement.sign_in and not request.user.is_authenticated:
        if getattr(request, "htmx", False):
            # A polled fragment must send the whole page to sign-in, not put the sign-in form inside itself.
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return redirect_to_login(request.get_full_path())
    if not requirement.met_by(getattr(request, "assignment", None)):
        raise PermissionDenied(requirement.says())
    return None


class ActiveAssignmentMiddleware:
    """Sets ``request.assignment``: the one chosen in the user menu, else the first in force, else None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.assignment = active_assignment(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def active_assignment(request: HttpRequest) -> Any:
    if not request.user.is_authenticated:
        return None
    in_force = request.user.assignments_in_force  # type: ignore[union-attr]
    chosen = request.session.get(ASSIGNMENT_SESSION_KEY)
    return next((a for a in in_force if a.pk == chosen), in_force[0] if in_force else None)
