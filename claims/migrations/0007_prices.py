import config.migrating
import config.money
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0006_finding_steps_guarded"),
        ("institutions", "0005_agreements_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="PriceApplication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("entry", "New price item"), ("exit", "Exit of a price item")],
                                default="entry",
                                max_length=5,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "med_list_codg",
                            models.CharField(blank=True, max_length=50, verbose_name="Catalogue code"),
                        ),
                        ("item_name", models.CharField(max_length=200, verbose_name="Item")),
                        ("content", models.CharField(max_length=1000, verbose_name="What the item contains")),
                        ("unit", models.CharField(max_length=20, verbose_name="Unit")),
                        (
                            "proposed_price",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Price applied for"),
                        ),
                        ("cost_labour", config.money.MoneyField(default=0, verbose_name="Cost of labour")),
                        (
                            "cost_material",
                            config.money.MoneyField(default=0, verbose_name="Cost of material"),
                        ),
                        (
                            "cost_equipment",
                            config.money.MoneyField(default=0, verbose_name="Cost of equipment"),
                        ),
                        ("cost_other", config.money.MoneyField(default=0, verbose_name="Other costs")),
                        ("papers", models.CharField(max_length=500, verbose_name="Papers handed in")),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Received"),
                                    ("returned", "Returned for papers"),
                                    ("accepted", "Accepted, with the experts"),
                                    ("reviewed", "Passed by the experts"),
                                    ("noticed", "Public notice"),
                                    ("ready", "Notice over, to be proposed"),
                                    ("proposed", "Proposed, to be decided"),
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="received",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be accepted by")),
                        (
                            "missing",
                            models.CharField(blank=True, max_length=300, verbose_name="What is missing"),
                        ),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="Accepted on")),
                        (
                            "reviewed_on",
                            models.DateField(blank=True, null=True, verbose_name="Review concluded on"),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="Mean score",
                            ),
                        ),
                        ("notice_from", models.DateField(blank=True, null=True, verbose_name="Notice from")),
                        (
                            "notice_until",
                            models.DateField(blank=True, null=True, verbose_name="Notice until"),
                        ),
                        (
                            "objections",
                            models.CharField(
                                blank=True, max_length=1000, verbose_name="Objections and answers"
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="Notice closed on"),
                        ),
                        (
                            "price",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Price decided"),
                        ),
                        (
                            "chrgitm_lv",
                            models.CharField(
                                blank=True,
                                choices=[("01", "Class A"), ("02", "Class B"), ("03", "Class C")],
                                max_length=2,
                                verbose_name="Class",
                            ),
                        ),
                        (
                            "selfpay_prop",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=5,
                                null=True,
                                verbose_name="Own first share",
                            ),
                        ),
                        (
                            "effective_from",
                            models.DateField(blank=True, null=True, verbose_name="Holds from"),
                        ),
                        ("grounds", models.CharField(blank=True, max_length=300, verbose_name="Grounds")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
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
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decided by",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty for an exit that the agency itself began.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Proposed by",
                            ),
                        ),
                        (
                            "row",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="price_application",
                                to="claims.catalogueitem",
                                verbose_name="Catalogue item",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Price application",
                        "verbose_name_plural": "Price applications",
                        "indexes": [models.Index(fields=["area", "state"], name="price_application_by_area")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="price_application_two_people",
                                violation_error_message="Whoever proposes a price cannot decide on it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("institution__isnull", False),
                                        ("kind", "entry"),
                                        ("proposed_price__gt", 0),
                                    ),
                                    models.Q(
                                        ("kind", "exit"), models.Q(("med_list_codg", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="price_application_asks",
                                violation_error_message="An entry names the institution and the price applied for, an exit the code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cost_equipment__gte", 0),
                                    ("cost_labour__gte", 0),
                                    ("cost_material__gte", 0),
                                    ("cost_other__gte", 0),
                                ),
                                name="price_application_costs",
                                violation_error_message="A cost is not negative.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "granted"), _negated=True),
                                    models.Q(
                                        ("decided_by__isnull", False),
                                        ("decided_on__isnull", False),
                                        ("effective_from__gte", models.F("decided_on")),
                                        ("proposed_by__isnull", False),
                                        models.Q(("med_list_codg", ""), _negated=True),
                                        models.Q(
                                            ("kind", "exit"),
                                            models.Q(
                                                ("price__gt", 0), models.Q(("chrgitm_lv", ""), _negated=True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="price_application_granted",
                                violation_error_message="What is granted has code, price, class, and a day not before the decision.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("accepted_on__gte", models.F("received_on")),
                                    ("closed_on__gt", models.F("notice_until")),
                                    ("decided_on__gte", models.F("closed_on")),
                                    ("notice_from__gte", models.F("reviewed_on")),
                                    ("notice_until__gte", models.F("notice_from")),
                                    ("reviewed_on__gte", models.F("accepted_on")),
                                ),
                                name="price_application_course",
                                violation_error_message="A step is not before the one it follows.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("row__isnull", True), ("state", "granted"), _connector="OR"
                                ),
                                name="price_application_row_of_granted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriceApplicationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("entry", "New price item"), ("exit", "Exit of a price item")],
                                default="entry",
                                max_length=5,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "med_list_codg",
                            models.CharField(blank=True, max_length=50, verbose_name="Catalogue code"),
                        ),
                        ("item_name", models.CharField(max_length=200, verbose_name="Item")),
                        ("content", models.CharField(max_length=1000, verbose_name="What the item contains")),
                        ("unit", models.CharField(max_length=20, verbose_name="Unit")),
                        (
                            "proposed_price",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Price applied for"),
                        ),
                        ("cost_labour", config.money.MoneyField(default=0, verbose_name="Cost of labour")),
                        (
                            "cost_material",
                            config.money.MoneyField(default=0, verbose_name="Cost of material"),
                        ),
                        (
                            "cost_equipment",
                            config.money.MoneyField(default=0, verbose_name="Cost of equipment"),
                        ),
                        ("cost_other", config.money.MoneyField(default=0, verbose_name="Other costs")),
                        ("papers", models.CharField(max_length=500, verbose_name="Papers handed in")),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Received"),
                                    ("returned", "Returned for papers"),
                                    ("accepted", "Accepted, with the experts"),
                                    ("reviewed", "Passed by the experts"),
                                    ("noticed", "Public notice"),
                                    ("ready", "Notice over, to be proposed"),
                                    ("proposed", "Proposed, to be decided"),
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="received",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be accepted by")),
                        (
                            "missing",
                            models.CharField(blank=True, max_length=300, verbose_name="What is missing"),
                        ),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="Accepted on")),
                        (
                            "reviewed_on",
                            models.DateField(blank=True, null=True, verbose_name="Review concluded on"),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="Mean score",
                            ),
                        ),
                        ("notice_from", models.DateField(blank=True, null=True, verbose_name="Notice from")),
                        (
                            "notice_until",
                            models.DateField(blank=True, null=True, verbose_name="Notice until"),
                        ),
                        (
                            "objections",
                            models.CharField(
                                blank=True, max_length=1000, verbose_name="Objections and answers"
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="Notice closed on"),
                        ),
                        (
                            "price",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Price decided"),
                        ),
                        (
                            "chrgitm_lv",
                            models.CharField(
                                blank=True,
                                choices=[("01", "Class A"), ("02", "Class B"), ("03", "Class C")],
                                max_length=2,
                                verbose_name="Class",
                            ),
                        ),
                        (
                            "selfpay_prop",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=5,
                                null=True,
                                verbose_name="Own first share",
                            ),
                        ),
                        (
                            "effective_from",
                            models.DateField(blank=True, null=True, verbose_name="Holds from"),
                        ),
                        ("grounds", models.CharField(blank=True, max_length=300, verbose_name="Grounds")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decided by",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty for an exit that the agency itself began.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.priceapplication",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Proposed by",
                            ),
                        ),
                        (
                            "row",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.catalogueitem",
                                verbose_name="Catalogue item",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PriceOpinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("score", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="Score")),
                        ("opinion", models.CharField(max_length=500, verbose_name="Opinion")),
                        ("given_on", models.DateField(verbose_name="Given on")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="claims.priceapplication",
                                verbose_name="Price application",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "expert",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.expert",
                                verbose_name="Expert",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Opinion on a price",
                        "verbose_name_plural": "Opinions on prices",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "expert"), name="price_opinion_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score__gte", 0), ("score__lte", 100)),
                                name="price_opinion_score",
                                violation_error_message="A score is from 0 to 100.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriceOpinionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("score", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="Score")),
                        ("opinion", models.CharField(max_length=500, verbose_name="Opinion")),
                        ("given_on", models.DateField(verbose_name="Given on")),
                        (
                            "application",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.priceapplication",
                                verbose_name="Price application",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "expert",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.expert",
                                verbose_name="Expert",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.priceopinion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        config.migrating.AddTrigger(
            model_name="priceapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceapplicationevent" ("accepted_on", "area_id", "chrgitm_lv", "closed_on", "content", "cost_equipment", "cost_labour", "cost_material", "cost_other", "county_id", "decided_by_id", "decided_on", "due_on", "effective_from", "entered_by_id", "grounds", "id", "institution_id", "item_name", "kind", "med_list_codg", "missing", "notice_from", "notice_until", "number", "objections", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "proposed_by_id", "proposed_price", "received_on", "reviewed_on", "row_id", "score", "selfpay_prop", "state", "unit") SELECT new_values."accepted_on", new_values."area_id", new_values."chrgitm_lv", new_values."closed_on", new_values."content", new_values."cost_equipment", new_values."cost_labour", new_values."cost_material", new_values."cost_other", new_values."county_id", new_values."decided_by_id", new_values."decided_on", new_values."due_on", new_values."effective_from", new_values."entered_by_id", new_values."grounds", new_values."id", new_values."institution_id", new_values."item_name", new_values."kind", new_values."med_list_codg", new_values."missing", new_values."notice_from", new_values."notice_until", new_values."number", new_values."objections", new_values."papers", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."price", new_values."proposed_by_id", new_values."proposed_price", new_values."received_on", new_values."reviewed_on", new_values."row_id", new_values."score", new_values."selfpay_prop", new_values."state", new_values."unit" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b8ed651a41a3c7ae7061ab88c80458f1bac7a56b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_aa25f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_priceapplication",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="priceapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceapplicationevent" ("accepted_on", "area_id", "chrgitm_lv", "closed_on", "content", "cost_equipment", "cost_labour", "cost_material", "cost_other", "county_id", "decided_by_id", "decided_on", "due_on", "effective_from", "entered_by_id", "grounds", "id", "institution_id", "item_name", "kind", "med_list_codg", "missing", "notice_from", "notice_until", "number", "objections", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "proposed_by_id", "proposed_price", "received_on", "reviewed_on", "row_id", "score", "selfpay_prop", "state", "unit") SELECT new_values."accepted_on", new_values."area_id", new_values."chrgitm_lv", new_values."closed_on", new_values."content", new_values."cost_equipment", new_values."cost_labour", new_values."cost_material", new_values."cost_other", new_values."county_id", new_values."decided_by_id", new_values."decided_on", new_values."due_on", new_values."effective_from", new_values."entered_by_id", new_values."grounds", new_values."id", new_values."institution_id", new_values."item_name", new_values."kind", new_values."med_list_codg", new_values."missing", new_values."notice_from", new_values."notice_until", new_values."number", new_values."objections", new_values."papers", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."price", new_values."proposed_by_id", new_values."proposed_price", new_values."received_on", new_values."reviewed_on", new_values."row_id", new_values."score", new_values."selfpay_prop", new_values."state", new_values."unit" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="02fcf562443cca71ed2ce1f15f448db5e730c0b2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9f7d1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_priceapplication",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="priceapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceapplicationevent" ("accepted_on", "area_id", "chrgitm_lv", "closed_on", "content", "cost_equipment", "cost_labour", "cost_material", "cost_other", "county_id", "decided_by_id", "decided_on", "due_on", "effective_from", "entered_by_id", "grounds", "id", "institution_id", "item_name", "kind", "med_list_codg", "missing", "notice_from", "notice_until", "number", "objections", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "proposed_by_id", "proposed_price", "received_on", "reviewed_on", "row_id", "score", "selfpay_prop", "state", "unit") SELECT old_values."accepted_on", old_values."area_id", old_values."chrgitm_lv", old_values."closed_on", old_values."content", old_values."cost_equipment", old_values."cost_labour", old_values."cost_material", old_values."cost_other", old_values."county_id", old_values."decided_by_id", old_values."decided_on", old_values."due_on", old_values."effective_from", old_values."entered_by_id", old_values."grounds", old_values."id", old_values."institution_id", old_values."item_name", old_values."kind", old_values."med_list_codg", old_values."missing", old_values."notice_from", old_values."notice_until", old_values."number", old_values."objections", old_values."papers", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."price", old_values."proposed_by_id", old_values."proposed_price", old_values."received_on", old_values."reviewed_on", old_values."row_id", old_values."score", old_values."selfpay_prop", old_values."state", old_values."unit" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="89cd4e859f8f9e9eeada20ee079205fc5273b706",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9c5d0",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_priceapplication",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="priceopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceopinionevent" ("application_id", "entered_by_id", "expert_id", "given_on", "id", "opinion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score") SELECT new_values."application_id", new_values."entered_by_id", new_values."expert_id", new_values."given_on", new_values."id", new_values."opinion", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."score" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="626f97f37594e1a83500ea4f7d6293a7cb09a3fd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2982a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_priceopinion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="priceopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceopinionevent" ("application_id", "entered_by_id", "expert_id", "given_on", "id", "opinion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score") SELECT new_values."application_id", new_values."entered_by_id", new_values."expert_id", new_values."given_on", new_values."id", new_values."opinion", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."score" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f22d9bf0082bf2f2806a4ef3a555f873095d829d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_af5b4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_priceopinion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="priceopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceopinionevent" ("application_id", "entered_by_id", "expert_id", "given_on", "id", "opinion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score") SELECT old_values."application_id", old_values."entered_by_id", old_values."expert_id", old_values."given_on", old_values."id", old_values."opinion", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."score" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7ec1bbf6ce03d4fa229f0da481689d107677397b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6b059",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_priceopinion",
                    when="AFTER",
                ),
            ),
        ),
    ]
