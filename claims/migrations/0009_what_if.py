import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_cancels_name_what_they_negate"),
        ("institutions", "0004_reviewed_versions_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WhatIfReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                (
                    "insutype",
                    models.CharField(
                        blank=True, help_text="Empty: all schemes.", max_length=6, verbose_name="Scheme"
                    ),
                ),
                ("draft_title", models.CharField(max_length=200, verbose_name="Title of the policy tried")),
                ("draft_text", models.TextField(blank=True, verbose_name="Uploaded package")),
                (
                    "as_at",
                    models.DateField(
                        blank=True,
                        help_text="Empty: each bill by the policy of its own day.",
                        null=True,
                        verbose_name="Policy as at",
                    ),
                ),
                ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                ("job_id", models.BigIntegerField(editable=False, null=True, verbose_name="Job")),
                ("bills", models.PositiveIntegerField(verbose_name="Bills")),
                ("people", models.PositiveIntegerField(verbose_name="People")),
                ("result", models.JSONField(verbose_name="Result")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.poolingarea",
                        verbose_name="Pooling area",
                    ),
                ),
                (
                    "base_version",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: what was really settled.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.policyversion",
                        verbose_name="Compared with",
                    ),
                ),
                (
                    "draft_version",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: an uploaded package, whose text is kept here.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.policyversion",
                        verbose_name="Policy tried",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Prepared by",
                    ),
                ),
            ],
            options={
                "verbose_name": "What-if report",
                "verbose_name_plural": "What-if reports",
                "ordering": ("-id",),
                "indexes": [models.Index(fields=["area", "year"], name="what_if_by_year")],
                "constraints": [
                    models.UniqueConstraint(fields=("job_id",), name="what_if_one_report_per_job"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("draft_text", ""), ("draft_version__isnull", False)),
                            models.Q(
                                ("draft_version__isnull", True), models.Q(("draft_text", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="what_if_policy_known",
                    ),
                ],
            },
        ),
        row_level_security("claims_whatifreport", areas=["area_id"]),
    ]
