"""Operations for migrations of our own."""

from __future__ import annotations

from django.db.migrations.state import ProjectState
from pgtrigger import migrations as pgtrigger


class AddTrigger(pgtrigger.AddTrigger):
    """A trigger on a table that the same migration makes.

    The library has every related model rendered anew for each trigger, though a trigger changes no field: that was
    a minute of making a database.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        options = state.models[app_label, self.model_name.lower()].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]


class RemoveTrigger(pgtrigger.RemoveTrigger):
    """The counterpart, where a tracked table gets a column: its triggers are made anew."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        options = state.models[app_label, self.model_name.lower()].options
        options["triggers"] = [one for one in options.get("triggers", []) if one.name != self.name]
