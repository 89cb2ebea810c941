import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("config", "0001_initial"),
        ("institutions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="import_runs",
                to="institutions.agency",
                verbose_name="Agency",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Confirmed by",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="repeats",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="config.importrun",
                verbose_name="Same file as",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="uploaded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Uploaded by",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Withdrawn by",
            ),
        ),
        migrations.AddField(
            model_name="importchange",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="config.importrun",
                verbose_name="Import",
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.agency",
                verbose_name="Agency",
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="jobs",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Owner",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="apply_job",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="config.job",
                verbose_name="Import job",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="check_job",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="config.job",
                verbose_name="Check",
            ),
        ),
        migrations.AddField(
            model_name="joblog",
            name="job",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lines",
                to="config.job",
                verbose_name="Job",
            ),
        ),
        migrations.AddField(
            model_name="rowerror",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="row_errors",
                to="config.importrun",
                verbose_name="Import",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="User",
            ),
        ),
        migrations.AddIndex(
            model_name="importchange",
            index=models.Index(fields=["table", "row_pk"], name="import_change_by_row"),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                condition=models.Q(("state__in", ["queued", "running"])),
                fields=["heartbeat"],
                name="job_unfinished_heartbeat",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["queued", "running"]), models.Q(("unique_key", ""), _negated=True)
                ),
                fields=("unique_key",),
                name="job_one_unfinished_per_key",
            ),
        ),
        migrations.AddIndex(
            model_name="importrun",
            index=models.Index(fields=["kind", "sha256"], name="import_by_content"),
        ),
        migrations.AddIndex(
            model_name="importrun",
            index=models.Index(fields=["agency", "-id"], name="import_by_agency"),
        ),
        migrations.AddIndex(
            model_name="rowerror",
            index=models.Index(fields=["run", "row"], name="row_error_by_row"),
        ),
    ]
