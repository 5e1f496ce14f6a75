from importlib import import_module

from django.apps import AppConfig


class SettingsConfig(AppConfig):
    name = "comity.config"
    label = "config"

    def ready(self) -> None:
        import_module("comity.config.checks")
