import config.models.imports
import config.models.jobs
import config.storage
import django.contrib.postgres.fields
import django.core.serializers.json
import django.utils.timezone
import config.migrating
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="ImportChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("table", models.CharField(max_length=63, verbose_name="Table")),
                        ("row_pk", models.BigIntegerField(verbose_name="Row")),
                        ("before", models.JSONField(verbose_name="Before")),
                        ("after", models.JSONField(verbose_name="After")),
                    ],
                    options={
                        "verbose_name": "Imported change",
                        "verbose_name_plural": "Imported changes",
                        "ordering": ("id",),
                    },
                ),
                migrations.CreateModel(
                    name="ImportRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="Kind")),
                        ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="Uploaded at")),
                        ("filename", models.CharField(max_length=255, verbose_name="File name")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("size", models.BigIntegerField(verbose_name="Size in bytes")),
                        (
                            "file",
                            models.FileField(
                                editable=False,
                                max_length=200,
                                storage=config.storage.private_storage,
                                upload_to=config.models.imports._upload_path,
                                verbose_name="File",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Received"),
                                    ("checking", "Checking"),
                                    ("checked", "Checked, waiting for confirmation"),
                                    ("applying", "Importing"),
                                    ("done", "Imported"),
                                    ("rejected", "File refused"),
                                    ("failed", "Failed"),
                                    ("withdrawn", "Withdrawn"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="received",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("fault_code", models.CharField(blank=True, max_length=60, verbose_name="Fault")),
                        (
                            "fault_params",
                            models.JSONField(blank=True, default=dict, verbose_name="Fault details"),
                        ),
                        ("total_count", models.PositiveIntegerField(default=0, verbose_name="Rows")),
                        ("good_count", models.PositiveIntegerField(default=0, verbose_name="Good rows")),
                        ("bad_count", models.PositiveIntegerField(default=0, verbose_name="Bad rows")),
                        ("new_count", models.PositiveIntegerField(default=0, verbose_name="New")),
                        ("changed_count", models.PositiveIntegerField(default=0, verbose_name="Changed")),
                        ("same_count", models.PositiveIntegerField(default=0, verbose_name="Unchanged")),
                        ("warning_count", models.PositiveIntegerField(default=0, verbose_name="Warnings")),
                        (
                            "bad_rows",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        (
                            "preview",
                            models.JSONField(
                                blank=True, default=list, editable=False, verbose_name="First changes"
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("good_rows", "Import the good rows"),
                                    ("all_or_nothing", "All or nothing"),
                                ],
                                max_length=16,
                                verbose_name="On errors",
                            ),
                        ),
                        (
                            "checked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Checked at"),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Confirmed at"),
                        ),
                        (
                            "finished_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Finished at"),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Withdrawn at"),
                        ),
                    ],
                    options={
                        "verbose_name": "Import",
                        "verbose_name_plural": "Imports",
                        "ordering": ("-id",),
                    },
                ),
                migrations.CreateModel(
                    name="Job",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=60, verbose_name="Kind")),
                        (
                            "params",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="Parameters",
                            ),
                        ),
                        (
                            "unique_key",
                            models.CharField(
                                blank=True,
                                help_text="Only one unfinished job may hold a key.",
                                max_length=200,
                                verbose_name="Key",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "Waiting"),
                                    ("running", "Running"),
                                    ("done", "Done"),
                                    ("failed", "Failed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="queued",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("done", models.PositiveBigIntegerField(default=0, verbose_name="Done so far")),
                        (
                            "total",
                            models.PositiveBigIntegerField(
                                default=0, help_text="0: not known.", verbose_name="Of"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="Doing")),
                        (
                            "cancel_requested",
                            models.BooleanField(default=False, verbose_name="Cancellation asked for"),
                        ),
                        (
                            "error_code",
                            models.CharField(
                                blank=True,
                                help_text="Finds an unexpected error in the log.",
                                max_length=20,
                                verbose_name="Reference",
                            ),
                        ),
                        ("message", models.TextField(blank=True, verbose_name="Message")),
                        (
                            "result_file",
                            models.FileField(
                                blank=True,
                                max_length=200,
                                storage=config.models.jobs.job_storage,
                                upload_to="jobs/%Y/%m",
                                verbose_name="Result file",
                            ),
                        ),
                        (
                            "result_name",
                            models.CharField(blank=True, max_length=120, verbose_name="Result's name"),
                        ),
                        (
                            "result_url",
                            models.CharField(blank=True, max_length=300, verbose_name="Result's page"),
                        ),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Which start this is; a worker of an earlier one is shut out.",
                                verbose_name="Attempts",
                            ),
                        ),
                        (
                            "heartbeat",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="Last sign of life"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="Asked for"),
                        ),
                        ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="Started")),
                        ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="Finished")),
                    ],
                    options={
                        "verbose_name": "Job",
                        "verbose_name_plural": "Jobs",
                        "ordering": ("-id",),
                    },
                ),
                migrations.CreateModel(
                    name="JobLog",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="At")),
                        (
                            "level",
                            models.CharField(
                                choices=[("info", "Information"), ("warning", "Warning"), ("error", "Error")],
                                default="info",
                                max_length=10,
                                verbose_name="Level",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="Text")),
                    ],
                    options={
                        "verbose_name": "Job log line",
                        "verbose_name_plural": "Job log lines",
                        "ordering": ("id",),
                    },
                ),
                migrations.CreateModel(
                    name="RowError",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("row", models.PositiveIntegerField(verbose_name="Row")),
                        ("column", models.CharField(blank=True, max_length=60, verbose_name="Column")),
                        ("value", models.CharField(blank=True, max_length=60, verbose_name="Value")),
                        ("code", models.CharField(max_length=60, verbose_name="Code")),
                        ("params", models.JSONField(default=dict, verbose_name="Details")),
                        (
                            "level",
                            models.CharField(
                                choices=[("error", "Error"), ("warning", "Warning")],
                                default="error",
                                max_length=7,
                                verbose_name="Level",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Row error",
                        "verbose_name_plural": "Row errors",
                        "ordering": ("row", "id"),
                    },
                ),
                migrations.CreateModel(
                    name="Submission",
                    fields=[
                        ("token", models.UUIDField(primary_key=True, serialize=False, verbose_name="Token")),
                        ("path", models.CharField(max_length=300, verbose_name="Form")),
                        ("location", models.CharField(blank=True, max_length=300, verbose_name="Led to")),
                        (
                            "at",
                            models.DateTimeField(
                                db_index=True, default=django.utils.timezone.now, verbose_name="At"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Form sent",
                        "verbose_name_plural": "Forms sent",
                    },
                ),
                migrations.CreateModel(
                    name="WorkdayException",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(unique=True, verbose_name="Day")),
                        ("is_workday", models.BooleanField(verbose_name="Is a working day")),
                        ("name", models.CharField(max_length=60, verbose_name="Occasion")),
                        (
                            "provisional",
                            models.BooleanField(
                                default=True,
                                help_text="Until the State Council's arrangement for the year is out.",
                                verbose_name="Provisional",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Working-day exception",
                        "verbose_name_plural": "Working-day exceptions",
                        "ordering": ("day",),
                    },
                ),
            ]
        ),
    ]
