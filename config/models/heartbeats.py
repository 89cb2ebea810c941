"""When the background was last heard: the beat sends a task, a worker does it and writes the time."""

from __future__ import annotations

from django.db import connection, models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """One row: beat, broker, a worker and the database work together as of ``at``."""

    WORKER = "worker"

    name = models.CharField(_("Name"), max_length=20, primary_key=True)
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Sign of life")
        verbose_name_plural = _("Signs of life")

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"

    @classmethod
    def beat(cls) -> None:
        """By the database's clock, which all machines share."""
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into config_heartbeat (name, at) values (%s, clock_timestamp())"
                " on conflict (name) do update set at = excluded.at",
                [cls.WORKER],
            )

    @classmethod
    def silent_seconds(cls) -> float | None:
        """Since the last one; None before the first."""
        with connection.cursor() as cursor:
            cursor.execute(
                "select extract(epoch from clock_timestamp() - at) from config_heartbeat where name = %s",
                [cls.WORKER],
            )
            row = cursor.fetchone()
        return None if row is None else float(row[0])
