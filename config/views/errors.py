"""Error pages: what to do next and a reference number that finds the error in the log.

They ask the database nothing: it may be what failed, and the request's transaction may be broken.
"""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from config.errors import DomainError
from config.operation.marks import new_mark, request_mark

logger = logging.getLogger("tongchou.errors")
HTTP_FAILED = 500


def _page(
    request: HttpRequest, status: int, *, title: str, advice: str, log: int = logging.WARNING
) -> HttpResponse:
    # The request's own mark: every log line of it, and of the jobs it asked for, carries it.
    reference = request_mark() or new_mark()
    told = (status, request.method, request.path, reference)
    logger.log(log, "%s %s %s [%s]", *told, exc_info=status == HTTP_FAILED)
    context = {"status": status, "title": title, "advice": advice, "reference": reference}
    # Without the request: context processors would ask the database.
    return HttpResponse(render_to_string(f"{status}.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        400,
        title=_("The request could not be read"),
        advice=_("Go back, load the page again and repeat what you did."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = str(exception) if isinstance(exception, PermissionDenied) and exception.args else ""
    acting: Any = getattr(request, "assignment", None)
    who = _("You act for %(agency)s.") % {"agency": acting.agency} if acting else ""
    advice = _("Whoever administers your agency can give you the duty; if you have several assignments, "
               "choose another in the menu at the top right.")  # fmt: skip
    return _page(
        request,
        403,
        title=_("You may not open this page"),
        advice=" ".join(filter(None, [reason, who, advice])),
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        403,
        title=_("The form is too old"),
        advice=_(
            "You signed in or out in another window. Go back, load the page again and send the form anew."
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        title=_("There is no such page"),
        advice=_(
            "It may have moved, or it belongs to another agency. Search for it by its number, or start "
            "from the navigation."
        ),
        log=logging.INFO,
    )


def refused(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    return _page(
        request,
        422,
        title=_("This cannot be done here"),
        advice=f"{refusal} " + _("Nothing was changed."),
    )


def failed(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        500,
        title=_("Something went wrong in the system"),
        advice=_(
            "Nothing was changed. Try once more; if it happens again, give the operators the reference."
        ),
        log=logging.ERROR,
    )
