from django.apps import AppConfig

from comity.demo.content import load
from comity.reference.names import add_states


class DemoConfig(AppConfig):
    """Installed in demonstrations only: every process of one knows its fictional States by name."""

    name = "comity.demo"
    label = "demo"

    def ready(self) -> None:
        add_states(load("states"))
