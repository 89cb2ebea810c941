from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        from claims import navigation, policy, policy_registers

        policy.register()
        policy_registers.register()
        navigation.register()
