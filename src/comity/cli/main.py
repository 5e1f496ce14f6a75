"""The ``comity`` command. Thin: sets Django up, then hands over to one file a verb group."""

import os
import sys
from collections.abc import Callable

import click

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")


class Verbs(click.Group):
    """Loads each verb's module only when it is called, so that ``comity --help`` is quick and touches no folder."""

    WHERE = {
        "import": "comity.cli.imports:group",
        "classify": "comity.cli.classify:group",
        "rebuild-index": "comity.cli.imports:rebuild_index",
        "list": "comity.cli.listing:group",
        "audit": "comity.cli.operations:audit",
        "check": "comity.cli.operations:check",
        "cluster": "comity.cli.cluster:cluster",
        "demo": "comity.cli.demo:demo",
        "doctor": "comity.cli.operations:doctor",
        "init": "comity.cli.operations:init",
        "matrix": "comity.cli.matrix:group",
        "migrate": "comity.cli.operations:migrate",
        "periodic": "comity.cli.operations:periodic",
        "report": "comity.cli.reports:report",
        "serve": "comity.cli.serving:serve",
        "user": "comity.cli.users:group",
        "worker": "comity.cli.serving:worker",
    }

    HELP = {
        "audit": "Verify the chain of the audit.",
        "check": "Check the settings.",
        "classify": "Suggest issues, goals and groups for texts.",
        "cluster": "Group recommendations that ask for the same thing.",
        "demo": "Build a demonstration with fictional States, and serve it.",
        "doctor": "Say in words what an installation lacks.",
        "import": "Bring public documents into the register.",
        "init": "Prepare a new installation.",
        "list": "List what the public, or one person, may read.",
        "matrix": "Fill OHCHR's thematic list from the follow-up.",
        "migrate": "Bring tables and reference data to this release.",
        "periodic": "Do what falls due; for cron or a timer.",
        "rebuild-index": "Write the search index again from the register.",
        "report": "Draft the reports that a State owes.",
        "serve": "Serve the pages.",
        "user": "Add accounts.",
        "worker": "Do the background work.",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(self.WHERE)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.HELP[name]) for name in self.list_commands(ctx)])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in self.WHERE:
            return None
        import importlib  # noqa: PLC0415 - only the called verb is loaded

        import django  # noqa: PLC0415 - settings may depend on options that are read first

        module, _colon, attribute = self.WHERE[cmd_name].partition(":")
        if cmd_name != "demo":
            _set_up(django.setup)
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


def _set_up(setup: Callable[[], None]) -> None:
    """A setting that makes no sense, or a folder that cannot be written, is a sentence and not a traceback."""
    try:
        setup()
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="comity")
def main() -> None:
    """Comity: technical cooperation and capacity-building in human rights, asked for and agreed by States."""


if __name__ == "__main__":
    sys.exit(main())
