from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundsConfig(AppConfig):
    name = "funds"
    verbose_name = _("Funds")

    def ready(self) -> None:
        from claims.reads.budget_payments import register_beyond_bills
        from claims.services.clearing_months import register_open_month
        from funds import checks as system_checks  # noqa: F401 - registers them
        from funds import navigation, policy, purposes
        from funds.reads import metrics, verifying  # noqa: F401 - register what they tell
        from funds.reads.by_method import beyond_bills
        from funds.services.clearing.months import first_open_month
        from funds.services.closing import checks, others
        from funds.services.rounds import closing as rounds_closing
        from funds.spreadsheets import (  # noqa: F401 - register the imports
            bank_return,
            bank_statement,
            collection_records,
            county_report,
            fund_budget_lines,
            handovers,
            openings,
            out_of_area,
            payer_list,
            payer_receipts,
            subsidy_receipts,
            unit_plan,
        )

        register_beyond_bills(beyond_bills)
        policy.register()
        navigation.register()
        purposes.register()
        checks.register()
        others.register()
        rounds_closing.register()
        register_open_month(first_open_month)
