"""``auditsample NUMBER``: draw an audit's samples again from what was kept; an error unless all are the same."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.scoping import system_scope
from funds.models import AuditSample
from funds.services.audits.samples import draw_again


class Command(BaseCommand):
    """Reads whatever audit it is asked for, whoever runs it: whoever has the shell has the database."""

    help = "Draw the samples of an audit again from seed and frozen population; fails when one differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="number of the audit, such as SJ6207002020001")

    def handle(self, *args: Any, **options: Any) -> None:
        with system_scope():
            samples = list(AuditSample.objects.filter(plan__number=options["number"]).order_by("pk"))
            if not samples:
                raise CommandError(
                    _("No sample was drawn in audit %(audit)s.") % {"audit": options["number"]}
                )
            wrong = [str(one) for one in samples if not self._proved(one)]
        if wrong:
            raise CommandError(_("Not the sample that was kept: %(samples)s") % {"samples": ", ".join(wrong)})

    def _proved(self, sample: AuditSample) -> bool:
        again = draw_again(sample)
        self.stdout.write(f"{sample}  {sample.seed}  {bytes(sample.digest).hex()}")
        for same, words in (
            (again.same_population, _("Population: %(count)s objects") % {"count": sample.objects_count}),
            (again.same_sample, _("Sample: %(count)s objects") % {"count": again.objects}),
        ):
            self.stdout.write(f"  {words}  {_('equal') if same else _('differs!')}")
        return again.proved
