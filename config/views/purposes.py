"""What the house's own pages are for: desk, search, imports, jobs, preferences."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "desk": _("What waits for you today, the most urgent first; each line leads to where it is done."),
    "search": _("Finds people, bills, institutions and papers of your agency by number or name."),
    "imports": _(
        "Sheets taken in: checked first, written only when confirmed, and taken back while nothing "
        "depends on them."
    ),
    "import_upload": _(
        "Choose the kind and the file; every fault is told by row and column before anything is written."
    ),
    "import": _(
        "What is wrong in this sheet and what it would change; confirm it here, or get the bad rows to mend."
    ),
    "import_confirm": _(
        "Choose whether a sheet with bad rows writes its right rows or nothing at all; until then "
        "nothing is stored."
    ),
    "import_withdraw": _("Takes back everything this import wrote, as long as nothing was built on it."),
    "jobs": _("Long work running in the background: how far it is, its log and its result."),
    "job": _("One job: progress, log and result; you may leave this page, it goes on."),
    "preferences": _("Your language, password and the keys that save the mouse."),
    "password_change": _("Choose a new password; the old one stops working at once."),
    "sessions": _("Where you are signed in now; end what you do not know."),
    "end_other_sessions": _("Signs you out everywhere but here."),
}
