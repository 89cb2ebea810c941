"""``loadpolicy FILE``: load a policy package, review it, put it in force; each step by its own person."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.errors import DomainError
from config.scoping import acting_as
from institutions.models import PolicyVersion, User
from institutions.policy.faults import describe_with_place
from institutions.policy.registry import read_package
from institutions.rules.policy_faults import PolicyError
from institutions.services import policy_versions

State = PolicyVersion.State


class Command(BaseCommand):
    """Without --reviewed-by the package stays a draft; without --approved-by it stays reviewed."""

    help = "Load a policy package (YAML); the same content twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only say what is wrong with the file")
        parser.add_argument("--as", dest="prepared_by", metavar="USER", help="who loads it")
        parser.add_argument("--reviewed-by", metavar="USER", help="the second person")
        parser.add_argument("--approved-by", metavar="USER", help="who puts it in force")
        parser.add_argument("--reason", default="", help="why the policy changes, for the counties' notice")
        parser.add_argument(
            "--retroactive", default="", metavar="REASON", help="why it changes days that are over"
        )
        parser.add_argument("--from", dest="effective_from", type=dt.date.fromisoformat, metavar="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = options["file"].read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        if options["check"]:
            self._check(text, options["file"].name)
            return
        if not options["prepared_by"]:
            raise CommandError(_("Say with --as who loads the package."))
        try:
            version = self._load(text, options)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("%(version)s: %(state)s, from %(day)s")
            % {"version": version, "state": version.get_state_display(), "day": version.effective_from}
        )

    def _check(self, text: str, file: str) -> None:
        try:
            package = read_package(text, file=file)
        except PolicyError as error:
            raise CommandError("\n".join(describe_with_place(fault) for fault in error.faults)) from error
        self.stdout.write(
            _("%(title)s: %(count)s sections, nothing wrong")
            % {"title": package.title, "count": len(package.sections)}
        )

    def _load(self, text: str, options: dict[str, Any]) -> PolicyVersion:
        loader = _user(options["prepared_by"])
        with acting_as(loader):
            version, _new = policy_versions.load_draft(
                text=text, acting_user=loader, file=options["file"].name
            )
        if options["reviewed_by"] and version.state == State.DRAFT:
            reviewer = _user(options["reviewed_by"])
            with acting_as(reviewer):
                version = policy_versions.review(version=version, acting_user=reviewer)
        if options["approved_by"] and version.state == State.REVIEWED:
            approver = _user(options["approved_by"])
            with acting_as(approver):
                version = policy_versions.put_in_force(
                    version=version,
                    acting_user=approver,
                    effective_from=options["effective_from"],
                    reason=options["reason"],
                    retroactive=options["retroactive"],
                )
        return version


def _user(username: str) -> User:
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(_("There is no user “%(name)s”.") % {"name": username})
    return user
