"""``manage.py verify``: derive again what the database says, and name every difference. Reads only."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config import jobs
from config.tasks import VERIFY
from config.verifying import Verification, verifications, verify


class Command(BaseCommand):
    """Exits with 1 when anything differs."""

    help = "Derive balances, identities, fingerprints and guards again; exit with 1 when anything differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "names", nargs="*", metavar="NAME", help="only these: " + ", ".join(verifications())
        )
        parser.add_argument(
            "--job", action="store_true", help="let a worker do it; the result is on the job's page"
        )
        parser.add_argument("--as", dest="owner", metavar="USER", help="whose job it is")

    def handle(self, *, names: list[str], job: bool, owner: str | None, **_options: Any) -> None:
        if unknown := set(names) - set(verifications()):
            raise CommandError(_("Unknown: %(names)s") % {"names": ", ".join(sorted(unknown))})
        if job:
            self._enqueue(names, owner)
            return
        found = 0
        for outcome in verify(names, progress=self._progress):
            found += outcome.count
            for line in outcome.lines():
                self.stdout.write(line)
        if found:
            raise CommandError(_("%(count)s differences") % {"count": found})
        self.stdout.write(_("Nothing differs."))

    def _enqueue(self, names: list[str], owner: str | None) -> None:
        user = get_user_model().objects.filter(username=owner).first()
        if user is None:
            raise CommandError(_("Say whose job it is: --as USER."))
        found = jobs.enqueue(VERIFY, owner=user, params={"names": names}, unique_key=VERIFY)
        self.stdout.write(_("Job %(number)s") % {"number": found.pk})

    def _progress(self, done: int, of: int, verification: Verification) -> None:
        self.stderr.write(f"{done + 1}/{of} {verification.title} ({verification.name})")
