import config.money
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
import config.migrating
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0028_person_credit_row_level_security"),
        ("funds", "0010_year_clearing_guarded"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="OutOfAreaMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Clearing month")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Being compared"),
                                    ("confirmed", "Confirmed, owed to the province"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "listed",
                            config.money.MoneyField(
                                db_default=0,
                                default=0,
                                help_text="Without what was paid at the counter.",
                                verbose_name="Listed by the province",
                            ),
                        ),
                        (
                            "owed",
                            config.money.MoneyField(
                                db_default=0,
                                default=0,
                                help_text="What was listed before is not owed again.",
                                verbose_name="Owed to the province",
                            ),
                        ),
                        (
                            "ours",
                            config.money.MoneyField(
                                db_default=0, default=0, verbose_name="Found by the clearing"
                            ),
                        ),
                        (
                            "compared_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Compared at"),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Confirmed at"),
                        ),
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
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Confirmed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Month of care outside the area",
                        "verbose_name_plural": "Months of care outside the area",
                        "ordering": ("-month", "insutype"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "month", "insutype"), name="out_of_area_month_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="out_of_area_month_first_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_by__isnull", True), ("state", "open")),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("state", "confirmed"),
                                    ),
                                    _connector="OR",
                                ),
                                name="out_of_area_month_confirmed_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutOfAreaPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
                        (
                            "statement",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="out_of_area_part",
                                to="funds.statement",
                                verbose_name="Institution statement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Statement paid by the province",
                        "verbose_name_plural": "Statements paid by the province",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="out_of_area_part_positive"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProvinceAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("account_name", models.CharField(max_length=120, verbose_name="Account name")),
                        ("account_no", models.CharField(max_length=34, verbose_name="Account number")),
                        ("bank_name", models.CharField(max_length=120, verbose_name="Bank")),
                        ("bank_code", models.CharField(blank=True, max_length=14, verbose_name="Bank code")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Approved by",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="province_accounts",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
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
                        "verbose_name": "Account of the province",
                        "verbose_name_plural": "Accounts of the province",
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("approved_by__isnull", False)),
                                expressions=[("area", "="), ("period", "&&")],
                                name="province_account_one_at_a_time",
                                violation_error_message="Another account is already in force in this period.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="province_account_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProvinceReceipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("received_on", models.DateField(verbose_name="Came in on")),
                        ("evidence", models.CharField(max_length=200, verbose_name="Evidence")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Checked by",
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
                    ],
                    options={
                        "verbose_name": "Money given back by the province",
                        "verbose_name_plural": "Money given back by the province",
                        "ordering": ("-received_on", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="province_receipt_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by__isnull", True),
                                    models.Q(("checked_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="province_receipt_two_people",
                                violation_error_message="Whoever enters a receipt cannot check it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutOfAreaLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "seqno",
                            models.CharField(blank=True, max_length=12, verbose_name="Number in the list"),
                        ),
                        (
                            "mdtrtarea",
                            models.CharField(blank=True, max_length=6, verbose_name="Area of care"),
                        ),
                        (
                            "medins_no",
                            models.CharField(blank=True, max_length=22, verbose_name="Institution code"),
                        ),
                        (
                            "certno",
                            models.CharField(blank=True, max_length=50, verbose_name="Certificate number"),
                        ),
                        (
                            "mdtrt_id",
                            models.CharField(blank=True, max_length=30, verbose_name="Visit number"),
                        ),
                        (
                            "mdtrt_setl_time",
                            models.DateTimeField(blank=True, null=True, verbose_name="Settled at"),
                        ),
                        ("setl_sn", models.CharField(max_length=30, verbose_name="Settlement number")),
                        (
                            "fulamt_advpay_flag",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="Paid in full by the person"
                            ),
                        ),
                        (
                            "medfee_sumamt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Total medical fee"),
                        ),
                        (
                            "optins_pay_sumamt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Owed by the agency"),
                        ),
                        (
                            "our_amount",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Found by the clearing"
                            ),
                        ),
                        ("counts_in", models.DateField(blank=True, null=True, verbose_name="Counts here in")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("agrees", "Agrees"),
                                    ("amount", "Amounts differ"),
                                    ("not_here", "No bill here"),
                                    ("other_month", "Counts here in another month"),
                                    ("twice", "Listed before"),
                                    ("not_there", "Not listed by the province"),
                                    ("counter", "Paid at the counter, not owed"),
                                ],
                                db_default="not_here",
                                default="not_here",
                                max_length=11,
                                verbose_name="Comparison",
                            ),
                        ),
                        (
                            "explanation",
                            models.CharField(
                                blank=True, db_default="", max_length=300, verbose_name="Explanation"
                            ),
                        ),
                        (
                            "bill",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="claims.bill",
                                verbose_name="Bill",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "explained_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Explained by",
                            ),
                        ),
                        (
                            "statement_month",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="funds.outofareamonth",
                                verbose_name="Month",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Settlement outside the area",
                        "verbose_name_plural": "Settlements outside the area",
                        "indexes": [
                            models.Index(
                                fields=["statement_month", "outcome"], name="out_of_area_line_by_outcome"
                            ),
                            models.Index(fields=["setl_sn"], name="out_of_area_line_by_setl_sn"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("seqno", ""), _negated=True),
                                fields=("statement_month", "seqno"),
                                name="out_of_area_line_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("our_amount__isnull", False), ("outcome", "not_there"), ("seqno", "")
                                    ),
                                    models.Q(
                                        models.Q(("seqno", ""), _negated=True),
                                        models.Q(("outcome", "not_there"), _negated=True),
                                        ("optins_pay_sumamt__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="out_of_area_line_whose",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("explained_by__isnull", True), ("explanation", "")),
                                    models.Q(
                                        models.Q(("explanation", ""), _negated=True),
                                        ("explained_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="out_of_area_line_explained_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutOfAreaMonthEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(verbose_name="Clearing month")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Being compared"),
                                    ("confirmed", "Confirmed, owed to the province"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "listed",
                            config.money.MoneyField(
                                db_default=0,
                                default=0,
                                help_text="Without what was paid at the counter.",
                                verbose_name="Listed by the province",
                            ),
                        ),
                        (
                            "owed",
                            config.money.MoneyField(
                                db_default=0,
                                default=0,
                                help_text="What was listed before is not owed again.",
                                verbose_name="Owed to the province",
                            ),
                        ),
                        (
                            "ours",
                            config.money.MoneyField(
                                db_default=0, default=0, verbose_name="Found by the clearing"
                            ),
                        ),
                        (
                            "compared_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Compared at"),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Confirmed at"),
                        ),
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
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Confirmed by",
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
                                to="funds.outofareamonth",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProvinceDue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=40, unique=True, verbose_name="Number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("advance", "Advance of a year"),
                                    ("month", "Month of care outside the area"),
                                ],
                                max_length=7,
                                verbose_name="For",
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("notice", models.CharField(max_length=100, verbose_name="Notice of the province")),
                        ("due_on", models.DateField(verbose_name="To be paid by")),
                        (
                            "reasoning",
                            models.CharField(blank=True, max_length=300, verbose_name="How it was reckoned"),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "statement_month",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="due",
                                to="funds.outofareamonth",
                                verbose_name="Month",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Amount owed to the province",
                        "verbose_name_plural": "Amounts owed to the province",
                        "ordering": ("-due_on", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="province_due_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "advance"), ("statement_month__isnull", True)),
                                    models.Q(("kind", "month"), ("statement_month__isnull", False)),
                                    _connector="OR",
                                ),
                                name="province_due_for",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "advance")),
                                fields=("area", "insutype", "notice"),
                                name="province_advance_once_a_notice",
                                violation_error_message="This notice was entered already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutOfAreaPartEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
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
                                to="funds.outofareapart",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.statement",
                                verbose_name="Institution statement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProvinceAccountEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("account_name", models.CharField(max_length=120, verbose_name="Account name")),
                        ("account_no", models.CharField(max_length=34, verbose_name="Account number")),
                        ("bank_name", models.CharField(max_length=120, verbose_name="Bank")),
                        ("bank_code", models.CharField(blank=True, max_length=14, verbose_name="Bank code")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Approved by",
                            ),
                        ),
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
                                to="funds.provinceaccount",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProvinceReceiptEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("received_on", models.DateField(verbose_name="Came in on")),
                        ("evidence", models.CharField(max_length=200, verbose_name="Evidence")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Checked by",
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
                                to="funds.provincereceipt",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProvinceDueEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=40, verbose_name="Number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("advance", "Advance of a year"),
                                    ("month", "Month of care outside the area"),
                                ],
                                max_length=7,
                                verbose_name="For",
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("notice", models.CharField(max_length=100, verbose_name="Notice of the province")),
                        ("due_on", models.DateField(verbose_name="To be paid by")),
                        (
                            "reasoning",
                            models.CharField(blank=True, max_length=300, verbose_name="How it was reckoned"),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                                to="funds.provincedue",
                            ),
                        ),
                        (
                            "statement_month",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.outofareamonth",
                                verbose_name="Month",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        config.migrating.RemoveTrigger(
            model_name="payment",
            name="insert_insert",
        ),
        config.migrating.RemoveTrigger(
            model_name="payment",
            name="update_update",
        ),
        config.migrating.RemoveTrigger(
            model_name="payment",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="payment",
            name="payment_one_reason",
        ),
        migrations.AlterField(
            model_name="payment",
            name="kind",
            field=models.CharField(
                choices=[
                    ("institution", "To an institution"),
                    ("net_transfer", "Between county and city"),
                    ("person", "To a person"),
                    ("capital", "Working capital to an institution"),
                    ("procurement", "Out of central procurement"),
                    ("province", "To the province for care outside the area"),
                ],
                max_length=14,
                verbose_name="Kind",
            ),
        ),
        migrations.AlterField(
            model_name="paymentevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("institution", "To an institution"),
                    ("net_transfer", "Between county and city"),
                    ("person", "To a person"),
                    ("capital", "Working capital to an institution"),
                    ("procurement", "Out of central procurement"),
                    ("province", "To the province for care outside the area"),
                ],
                max_length=14,
                verbose_name="Kind",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procured_id", "province_due_id", "reissues_id", "state", "statement_id") SELECT new_values."account_name", new_values."account_no", new_values."amount", new_values."bank_code", new_values."bank_name", new_values."batch_id", new_values."clearing_id", new_values."failure_reason", new_values."id", new_values."import_run_id", new_values."kind", new_values."loan_id", new_values."net_position_id", new_values."number", new_values."paid_on", new_values."payable_id", new_values."payee_agency_id", new_values."payer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."procured_id", new_values."province_due_id", new_values."reissues_id", new_values."state", new_values."statement_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f19739aae62f4145e372ad893362d20dfc24a356",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4ea66",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_payment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procured_id", "province_due_id", "reissues_id", "state", "statement_id") SELECT new_values."account_name", new_values."account_no", new_values."amount", new_values."bank_code", new_values."bank_name", new_values."batch_id", new_values."clearing_id", new_values."failure_reason", new_values."id", new_values."import_run_id", new_values."kind", new_values."loan_id", new_values."net_position_id", new_values."number", new_values."paid_on", new_values."payable_id", new_values."payee_agency_id", new_values."payer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."procured_id", new_values."province_due_id", new_values."reissues_id", new_values."state", new_values."statement_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ef8ead09d585e3fa6acece0ea8ba6f65246df9f5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c4f50",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_payment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procured_id", "province_due_id", "reissues_id", "state", "statement_id") SELECT old_values."account_name", old_values."account_no", old_values."amount", old_values."bank_code", old_values."bank_name", old_values."batch_id", old_values."clearing_id", old_values."failure_reason", old_values."id", old_values."import_run_id", old_values."kind", old_values."loan_id", old_values."net_position_id", old_values."number", old_values."paid_on", old_values."payable_id", old_values."payee_agency_id", old_values."payer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."procured_id", old_values."province_due_id", old_values."reissues_id", old_values."state", old_values."statement_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e6a7a2e4b2199ccdb5bb0ce3d899897081991a63",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_76efa",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_payment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="province_due",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="funds.provincedue",
                verbose_name="Amount owed to the province",
            ),
        ),
        migrations.AddField(
            model_name="paymentevent",
            name="province_due",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="funds.provincedue",
                verbose_name="Amount owed to the province",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("clearing__isnull", False),
                        ("kind", "institution"),
                        ("loan__isnull", True),
                        ("net_position__isnull", True),
                        ("payable__isnull", True),
                        ("procured__isnull", True),
                        ("province_due__isnull", True),
                        ("statement__isnull", False),
                    ),
                    models.Q(
                        ("clearing__isnull", False),
                        ("kind", "net_transfer"),
                        ("loan__isnull", True),
                        ("net_position__isnull", False),
                        ("payable__isnull", True),
                        ("procured__isnull", True),
                        ("province_due__isnull", True),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "person"),
                        ("loan__isnull", True),
                        ("net_position__isnull", True),
                        ("payable__isnull", False),
                        ("procured__isnull", True),
                        ("province_due__isnull", True),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "capital"),
                        ("loan__isnull", False),
                        ("net_position__isnull", True),
                        ("payable__isnull", True),
                        ("procured__isnull", True),
                        ("province_due__isnull", True),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "procurement"),
                        ("loan__isnull", True),
                        ("net_position__isnull", True),
                        ("payable__isnull", True),
                        ("procured__isnull", False),
                        ("province_due__isnull", True),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "province"),
                        ("loan__isnull", True),
                        ("net_position__isnull", True),
                        ("payable__isnull", True),
                        ("procured__isnull", True),
                        ("province_due__isnull", False),
                        ("statement__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="payment_one_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "failed"), _negated=True),
                fields=("province_due",),
                name="payment_one_live_per_province_due",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="outofareamonth",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_outofareamonthevent" ("area_id", "compared_at", "confirmed_at", "confirmed_by_id", "id", "insutype", "listed", "month", "ours", "owed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") SELECT new_values."area_id", new_values."compared_at", new_values."confirmed_at", new_values."confirmed_by_id", new_values."id", new_values."insutype", new_values."listed", new_values."month", new_values."ours", new_values."owed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="baeb33e9511d0bd164d88bcef9ca9aa988b41a65",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bd735",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_outofareamonth",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="outofareamonth",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_outofareamonthevent" ("area_id", "compared_at", "confirmed_at", "confirmed_by_id", "id", "insutype", "listed", "month", "ours", "owed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") SELECT new_values."area_id", new_values."compared_at", new_values."confirmed_at", new_values."confirmed_by_id", new_values."id", new_values."insutype", new_values."listed", new_values."month", new_values."ours", new_values."owed", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7b386449c78236475f3b7463729d5283545c80c2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_77796",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_outofareamonth",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="outofareamonth",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_outofareamonthevent" ("area_id", "compared_at", "confirmed_at", "confirmed_by_id", "id", "insutype", "listed", "month", "ours", "owed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") SELECT old_values."area_id", old_values."compared_at", old_values."confirmed_at", old_values."confirmed_by_id", old_values."id", old_values."insutype", old_values."listed", old_values."month", old_values."ours", old_values."owed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9d3439d03c1531057e58a3d681823fad011a08c4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0ae38",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_outofareamonth",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="outofareapart",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_outofareapartevent" ("amount", "booked_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id") SELECT new_values."amount", new_values."booked_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."statement_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="849bf5f6da05f495a7178a1e8a23abee7756ff7c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_31850",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_outofareapart",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="outofareapart",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_outofareapartevent" ("amount", "booked_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id") SELECT new_values."amount", new_values."booked_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."statement_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8716be5af98e8b4d5065f29a0add949180261e8c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c5b63",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_outofareapart",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="outofareapart",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_outofareapartevent" ("amount", "booked_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id") SELECT old_values."amount", old_values."booked_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."statement_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="333b5dfae9b9fcfab5e2d56db795a06da781937b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9fe32",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_outofareapart",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="provinceaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_provinceaccountevent" ("account_name", "account_no", "approved_by_id", "area_id", "bank_code", "bank_name", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."area_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2c0229a152450d612334a2ae2e1387ad5518dcbe",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fcb01",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_provinceaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="provinceaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_provinceaccountevent" ("account_name", "account_no", "approved_by_id", "area_id", "bank_code", "bank_name", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."area_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="aa63682bb4b9819a58f36e763b361e059af63563",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f409f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_provinceaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="provinceaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_provinceaccountevent" ("account_name", "account_no", "approved_by_id", "area_id", "bank_code", "bank_name", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id") SELECT old_values."account_name", old_values."account_no", old_values."approved_by_id", old_values."area_id", old_values."bank_code", old_values."bank_name", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5d5d24fa98ab9ae8f484d3c6fd1d46c80e8b9079",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5f6af",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_provinceaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="provincedue",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_provincedueevent" ("amount", "area_id", "due_on", "entered_at", "entered_by_id", "id", "insutype", "kind", "notice", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasoning", "statement_month_id", "year") SELECT new_values."amount", new_values."area_id", new_values."due_on", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."insutype", new_values."kind", new_values."notice", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reasoning", new_values."statement_month_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ee76941d6cdea7e04a6ba1fd571bbf04ace224a0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e5bc8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_provincedue",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="provincedue",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_provincedueevent" ("amount", "area_id", "due_on", "entered_at", "entered_by_id", "id", "insutype", "kind", "notice", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasoning", "statement_month_id", "year") SELECT new_values."amount", new_values."area_id", new_values."due_on", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."insutype", new_values."kind", new_values."notice", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reasoning", new_values."statement_month_id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d54da73fb8c61d15000eb55f8cb1b1572ff5611c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e18a5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_provincedue",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="provincedue",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_provincedueevent" ("amount", "area_id", "due_on", "entered_at", "entered_by_id", "id", "insutype", "kind", "notice", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasoning", "statement_month_id", "year") SELECT old_values."amount", old_values."area_id", old_values."due_on", old_values."entered_at", old_values."entered_by_id", old_values."id", old_values."insutype", old_values."kind", old_values."notice", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reasoning", old_values."statement_month_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4dd176be96bdbff9408783fc796b1de0ddbb1f9d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4f782",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_provincedue",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="provincereceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_provincereceiptevent" ("amount", "area_id", "checked_by_id", "entered_at", "entered_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on") SELECT new_values."amount", new_values."area_id", new_values."checked_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."insutype", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="878543ae673785f2a0d63006341e3eff0329ac1b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4fd74",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_provincereceipt",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="provincereceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_provincereceiptevent" ("amount", "area_id", "checked_by_id", "entered_at", "entered_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on") SELECT new_values."amount", new_values."area_id", new_values."checked_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."insutype", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0de6d15a2dcb16757e7947557961438ff69398c9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_761aa",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_provincereceipt",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="provincereceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_provincereceiptevent" ("amount", "area_id", "checked_by_id", "entered_at", "entered_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on") SELECT old_values."amount", old_values."area_id", old_values."checked_by_id", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."id", old_values."insutype", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e48373d7829d5ee2eb04ab8e7a8a535c46bb64e4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0adcb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_provincereceipt",
                    when="AFTER",
                ),
            ),
        ),
    ]
