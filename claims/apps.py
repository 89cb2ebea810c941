from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        from claims import navigation, policy, policy_registers
        from claims.services.bill_checks import register_bill_check
        from claims.services.check_split_stays import SPLIT_STAYS

        register_bill_check(SPLIT_STAYS)
        policy.register()
        policy_registers.register()
        navigation.register()
