"""Imports: choose a file, see what is wrong and what would change, confirm, see the result, take it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.errors import DomainError
from config.exports import described
from config.forms import Fact, act_page, done, once
from config.listing import Action, ChoiceFilter, Column, Listing, TextFilter
from config.models import ImportRun, RowError
from config.spreadsheets.engine import cancel_run, confirm_run, receive_file, withdraw_run
from config.spreadsheets.failed_rows import failed_rows_workbook
from config.spreadsheets.jobs import start_apply, start_check
from config.spreadsheets.resources import ImportResource, resource_of, resources
from config.spreadsheets.sample import sample_workbook
from config.spreadsheets.web import workbook_answer
from config.views.jobs import progress_context

ERRORS_SHOWN = 50
TONES = {
    "checked": "warn",
    "done": "ok",
    "rejected": "bad",
    "failed": "bad",
    "withdrawn": "plain",
    "cancelled": "plain",
}

UPLOADERS = ("register", "handle", "finance", "inspect")
"""Every duty that some sheet asks for; which sheets a person may upload, their kind decides."""


def kinds_for(assignment: Any) -> list[ImportResource]:
    """What the holder of this assignment may import here, not on a page of its own."""
    return [one for one in resources() if one.duty in assignment.duties and not one.taken_in_at]


class ImportList(Listing):
    key = "config.imports"
    title = gettext_lazy("Imports")
    columns = (
        Column("pk", gettext_lazy("Number"), "code", sort="pk"),
        Column("title", gettext_lazy("Kind")),
        Column("filename", gettext_lazy("File")),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("total_count", gettext_lazy("Rows"), "number"),
        Column("bad_count", gettext_lazy("Bad rows"), "number"),
        Column("new_count", gettext_lazy("New"), "number"),
        Column("changed_count", gettext_lazy("Changed"), "number"),
        Column("uploaded_by", gettext_lazy("Uploaded by")),
        Column("agency", gettext_lazy("Agency")),
        Column("uploaded_at", gettext_lazy("Uploaded at"), "minute"),
    )
    filters = (
        TextFilter("q", gettext_lazy("File"), lookups=("filename__startswith",)),
        ChoiceFilter(
            "kind",
            gettext_lazy("Kind"),
            choices=lambda listing: [(each.kind, each.title) for each in resources()],
        ),
        ChoiceFilter("state", gettext_lazy("State"), choices=ImportRun.State),
    )
    empty_title = gettext_lazy("Nothing was imported yet.")
    empty_hint = gettext_lazy(
        "Upload a sheet: it is checked first, and nothing is stored before you confirm."
    )

    def rows(self) -> QuerySet[ImportRun]:
        return ImportRun.objects.select_related("uploaded_by", "agency")

    def row_url(self, row: ImportRun) -> str:
        return _page(row)

    def actions(self) -> list[Action]:
        may = self.assignment is not None and kinds_for(self.assignment)
        return [Action(_("Upload a sheet"), reverse("import_upload"), main=True)] if may else []


@requires()
def import_list(request: HttpRequest) -> HttpResponseBase:
    return ImportList.respond(request)


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("xlsx or csv, up to 300,000 rows")
    )

    def __init__(self, *args: Any, kinds: list[ImportResource], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["kind"]
        field.choices = [(each.kind, each.title) for each in kinds]


@requires(duty=UPLOADERS)
@once
def import_upload(request: HttpRequest) -> HttpResponseBase:
    """Choose kind and file; the check starts at once as a job."""
    assignment = request.assignment  # type: ignore[attr-defined]
    kinds = kinds_for(assignment)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        kinds=kinds,
        initial={"kind": request.GET.get("kind", "")},
    )
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            run = receive_file(
                kind=form.cleaned_data["kind"],
                file=upload,
                filename=upload.name,
                acting_user=request.user,
                agency=assignment.agency,
            )
        except DomainError as refusal:
            form.add_error("file", str(refusal))
        else:
            if run.state == ImportRun.State.RECEIVED:
                start_check(run=run)
            return redirect(_page(run))
    return render(
        request,
        "imports/upload.html",
        {
            "title": _("Upload a sheet"),
            "form": form,
            "kinds": kinds,
            "cancel_url": reverse("imports"),
            "save_label": _("Upload and check"),
        },
        status=422 if form.errors else 200,
    )


@requires()
def import_page(request: HttpRequest, run_id: int) -> HttpResponse:
    """One import: progress while it runs, then errors and changes, then the result."""
    run = _run(run_id)
    job = run.apply_job or run.check_job
    errors = RowError.objects.filter(run=run, level=RowError.Level.ERROR)
    may_act = run.resource.duty in request.user.duties_at(run.agency)  # type: ignore[union-attr]
    context: dict[str, Any] = {
        "title": _("Import of %(file)s") % {"file": run.filename},
        "run": run,
        "tone": TONES.get(run.state, "info"),
        "figures": _figures(run),
        "errors": errors.select_related("run")[:ERRORS_SHOWN],
        "warnings": RowError.objects.filter(run=run, level=RowError.Level.WARNING).select_related("run")[
            :ERRORS_SHOWN
        ],
        "errors_shown": ERRORS_SHOWN,
        "may_act": may_act,
        "own": run.uploaded_by_id == request.user.pk,
        "result_url": run.resource.result_url(run) if run.state == ImportRun.State.DONE else None,
        "job": None,
    }
    if run.is_busy and job is not None and job.owner_id == request.user.pk:
        context |= progress_context(job)
    return render(request, "imports/run.html", context)


def _figures(run: ImportRun) -> list[dict[str, Any]]:
    return [
        {"label": _("Rows"), "value": f"{run.total_count:,}"},
        {"label": _("Good rows"), "value": f"{run.good_count:,}"},
        {"label": _("Bad rows"), "value": f"{run.bad_count:,}", "tone": "bad" if run.bad_count else ""},
        {"label": _("New"), "value": f"{run.new_count:,}"},
        {"label": _("Changed"), "value": f"{run.changed_count:,}"},
        {"label": _("Unchanged"), "value": f"{run.same_count:,}"},
    ]


class ConfirmForm(forms.Form):
    mode = forms.ChoiceField(
        label=gettext_lazy("On errors"), choices=ImportRun.Mode.choices, widget=forms.RadioSelect
    )


@requires(duty=UPLOADERS)
@once
def import_confirm(request: HttpRequest, run_id: int) -> HttpResponseBase:
    """The summary before rows are written; afterwards the writing runs as a job."""
    run = _run(run_id)
    form = (
        ConfirmForm(request.POST or None, initial={"mode": ImportRun.Mode.GOOD_ROWS})
        if run.bad_count
        else None
    )

    def confirm() -> str:
        mode = form.cleaned_data["mode"] if form else ImportRun.Mode.GOOD_ROWS
        start_apply(run=confirm_run(run=run, acting_user=request.user, mode=mode))
        return _page(run)

    return act_page(
        request,
        title=_("Confirm the import"),
        facts=[
            Fact(_("Kind"), run.title),
            Fact(_("File"), run.filename),
            *[Fact(figure["label"], figure["value"]) for figure in _figures(run)],
        ],
        form=form,
        do=confirm,
        label=_("Import"),
        said=_("The rows are being written."),
        cancel_url=_page(run),
    )


@requires(duty=UPLOADERS)
@once
def import_cancel(request: HttpRequest, run_id: int) -> HttpResponseBase:
    run = _run(run_id)
    if request.method != "POST":
        return redirect(_page(run))
    try:
        cancel_run(run=run, acting_user=request.user)
    except DomainError as refusal:
        return _refused(request, refusal, run)
    return done(request, _("The import is given up; nothing was stored."), _page(run))


@requires(duty=UPLOADERS)
@once
def import_withdraw(request: HttpRequest, run_id: int) -> HttpResponseBase:
    """Take an import back while nothing depends on it."""
    run = _run(run_id)

    def withdraw() -> str:
        withdraw_run(run=run, acting_user=request.user)
        return _page(run)

    return act_page(
        request,
        title=_("Withdraw the import"),
        facts=[
            Fact(_("Kind"), run.title),
            Fact(_("File"), run.filename),
            Fact(_("Rows it added"), f"{run.new_count:,}"),
            Fact(_("Rows it changed"), f"{run.changed_count:,}"),
        ],
        warnings=[_("Added rows are removed and changed rows get back their former values.")],
        do=withdraw,
        label=_("Withdraw"),
        said=_("The import is withdrawn."),
        danger=True,
        cancel_url=_page(run),
    )


@requires()
def import_failed_rows(request: HttpRequest, run_id: int) -> HttpResponseBase:
    """The bad rows as a workbook to mend and upload again, whole as they came: for who brought them alone."""
    run = _run(run_id)
    if not run.bad_count or run.uploaded_by_id != request.user.pk:
        raise Http404
    name = _("failed rows of %(file)s") % {"file": run.filename.rsplit(".", 1)[0]}
    return described(workbook_answer(failed_rows_workbook(run), name), whole="own_rows")


@requires()
def import_sample(request: HttpRequest, kind: str) -> HttpResponseBase:
    """An empty sheet of this kind with its header and an example row."""
    try:
        resource = resource_of(kind)
    except DomainError as exc:
        raise Http404 from exc
    return workbook_answer(sample_workbook(resource), resource.title)


def _refused(request: HttpRequest, refusal: DomainError, run: ImportRun) -> HttpResponse:
    messages.error(request, str(refusal))
    return redirect(_page(run))


def _run(run_id: int) -> ImportRun:
    runs = ImportRun.objects.select_related(
        "agency", "uploaded_by", "confirmed_by", "withdrawn_by", "repeats"
    )
    return get_object_or_404(runs, pk=run_id)


def _page(run: ImportRun) -> str:
    return reverse("import", args=[run.pk])
