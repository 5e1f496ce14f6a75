"""Writes the pages that follow from others: settings, commands, deadlines, roles, state machines, list of decisions.

    python tools/generate_docs.py [--check]

With --check nothing is written; pages that are not current are named, and the exit status is 1.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click

DOCS = Path(__file__).resolve().parent.parent / "docs"
NOTE = "<!-- Written by tools/generate_docs.py: change what it is made from, then run “make docs”. -->"

os.environ["COMITY_HOME"] = tempfile.mkdtemp(prefix="comity-docs-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")

import django  # noqa: E402 - settings are read from the environment above

django.setup()

from django.utils.translation import override  # noqa: E402 - needs Django

from comity.assistance.domain import machines as _assistance  # noqa: E402, F401 - registers its machines
from comity.cli.main import main  # noqa: E402
from comity.commitments.domain import followup_machine as _followup  # noqa: E402, F401 - registers its machine
from comity.commitments.domain import submission_machine as _voices  # noqa: E402, F401 - registers its machines
from comity.config.env import TABLE  # noqa: E402
from comity.kernel import consents as _consents  # noqa: E402, F401 - registers its machine
from comity.kernel.deadlines import DEFAULTS  # noqa: E402
from comity.kernel.machines import REGISTRY, Machine, Transition, mermaid  # noqa: E402
from comity.kernel.roles import Role  # noqa: E402
from comity.people.enums import ROLES_BY_TYPE, OrganisationType  # noqa: E402

Lines = Iterator[str]


def cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def table(head: list[str], rows: list[list[object]]) -> Lines:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell(value) for value in row)} |"


def settings() -> Lines:
    yield "# Settings"
    yield ""
    yield (
        "Each is an environment variable. In place of any of them `NAME_FILE` may name a file that holds the value, "
        "which is how containers hand over secrets. `comity check --deploy` says which ones to set on a server."
    )
    yield ""
    rows: list[list[object]] = []
    for setting in TABLE:
        default = ",".join(setting.default) if isinstance(setting.default, list) else setting.default
        shown = {"": "", "False": "`false`", "True": "`true`"}.get(str(default), f"`{default}`")
        rows.append([f"`{setting.name}`", KINDS[setting.kind], shown, setting.meaning])
    yield from table(["name", "kind", "default", "meaning"], rows)


KINDS = {"str": "text", "bool": "true or false", "int": "number", "list": "list, comma-separated"}


def commands() -> Lines:
    yield "# Commands"
    yield ""
    yield (
        "`comity COMMAND --help` says the same. Exit status: 0 done, 1 the input was wrong or a check failed, 2 the "
        "command was used wrongly. `--format json` prints one JSON document on standard output and nothing else there."
    )
    context = click.Context(main, info_name="comity")
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        if command is not None:
            yield from one_command(command, click.Context(command, info_name=name, parent=context))


def one_command(command: click.Command, context: click.Context) -> Lines:
    yield ""
    yield f"## `{context.command_path}`"
    yield ""
    yield " ".join((command.help or "").split())
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from one_command(inner, click.Context(inner, info_name=name, parent=context))
        return
    yield ""
    yield f"    {context.command_path} {' '.join(command.collect_usage_pieces(context))}"
    rows = [one_option(option) for option in command.params if isinstance(option, click.Option)]
    if rows:
        yield ""
        yield from table(["option", "meaning", "default"], rows)


def one_option(option: click.Option) -> list[object]:
    names = ", ".join(f"`{name}`" for name in [*option.opts, *option.secondary_opts])
    choices = f" One of {', '.join(option.type.choices)}." if isinstance(option.type, click.Choice) else ""
    variable = f" Also read from `{option.envvar}`." if option.envvar else ""
    default = f"`{option.default}`" if option.show_default and option.default is not None else ""
    must = " Required." if option.required else ""
    return [names, f"{option.help or ''}{choices}{variable}{must}".strip(), default]


def deadlines() -> Lines:
    yield "# Time limits"
    yield ""
    yield (
        "How long each step may take before its duty holder is shown as overdue. An installation changes them with "
        "`COMITY_LIMITS`, for example `COMITY_LIMITS=acknowledge=3,responses=45`; see "
        "[how to change time limits](../how-to/deadlines.md). Working days are Monday to Friday."
    )
    yield ""
    rows = [
        [f"`{limit.name}`", f"{limit.days} {'working days' if limit.working else 'days'}", limit.meaning]
        for limit in DEFAULTS
    ]
    yield from table(["name", "default", "what runs"], rows)


def roles() -> Lines:
    yield "# Roles"
    yield ""
    yield (
        "A person holds a role for one organisation, from one day to another. What may be done follows from the role, "
        "from the State or organisation for which it is held, and from the state of the record; what may be read is a "
        "third question ([visibility](../explanation/visibility.md)). Readers without an account are the public."
    )
    yield ""
    yield from table(["code", "role"], [[f"`{code}`", label] for code, label in Role.choices])
    yield ""
    yield "## Roles in each type of organisation"
    yield ""
    rows: list[list[object]] = []
    for value, name in OrganisationType.choices:
        held = [str(label) for code, label in Role.choices if code in ROLES_BY_TYPE[value]]
        rows.append([f"`{value}`", name, ", ".join(held)])
    yield from table(["code", "type", "roles"], rows)
    yield ""
    yield "## Steps that each role may take"
    yield ""
    yield (
        "In the machines of [state machines](state-machines.md). Two people are needed where one prepares and another "
        "decides: whoever wrote on a request neither endorses nor submits it; whoever prepared an offer does not clear "
        "it."
    )
    for code, label in Role.choices:
        steps = {name: taken for name, machine in sorted(REGISTRY.items()) if (taken := steps_of(machine, code))}
        if steps:
            yield ""
            yield f"### {label} (`{code}`)"
            yield ""
            yield from table(["record", "steps"], [[name, ", ".join(taken)] for name, taken in steps.items()])


def steps_of(machine: Machine, role: str) -> list[str]:
    return list(dict.fromkeys(str(arrow.label) for arrow in machine.transitions if role in arrow.roles))


def state_machines() -> Lines:
    yield "# State machines"
    yield ""
    yield (
        "Every step that a record may take, and no other. Each writes the record, the step with its reason, an event "
        "of the audit and the notifications in one transaction; the same step sent twice has one effect."
    )
    for name, machine in sorted(REGISTRY.items()):
        yield ""
        yield f"## {name.capitalize()}"
        yield ""
        yield "```mermaid"
        yield mermaid(machine)
        yield "```"
        yield ""
        yield from table(
            ["step", "from", "to", "who", "reason"], [row_of(machine, arrow) for arrow in machine.transitions]
        )
        yield ""
        turns: list[list[object]] = [
            [label, ", ".join(role_name(role) for role in machine.turn.get(value, ())) or "nobody"]
            for value, label in machine.states.choices
        ]
        yield from table(["state", "whose turn"], turns)


def row_of(machine: Machine, arrow: Transition) -> list[object]:
    sources = ", ".join(str(machine.states(source).label) for source in arrow.sources)
    target = "the state before" if arrow.back else machine.states(arrow.target).label
    who = ", ".join(role_name(role) for role in arrow.roles)
    return [arrow.label, sources, target, who, "required" if arrow.reason_required else ""]


def role_name(role: str) -> str:
    return "the system" if role == "system" else str(Role(role).label)


def decisions() -> Lines:
    yield "# Decisions"
    yield ""
    yield (
        "Short records of what was decided and why. To overturn one, write a new one that argues better and mark the "
        "old one “replaced by”."
    )
    yield ""
    rows: list[list[object]] = []
    for page in sorted((DOCS / "adr").glob("[0-9]*.md")):
        heading = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        number, _space, title = heading.partition(" ")
        rows.append([f"[{number}]({page.name})", title])
    yield from table(["number", "decision"], rows)


PAGES: dict[str, Callable[[], Lines]] = {
    "reference/settings.md": settings,
    "reference/commands.md": commands,
    "reference/deadlines.md": deadlines,
    "reference/roles.md": roles,
    "reference/state-machines.md": state_machines,
    "adr/README.md": decisions,
}


def written() -> dict[Path, str]:
    """Path and text of every generated page, in English."""
    with override("en"):
        return {DOCS / name: "\n".join([NOTE, *make(), ""]) for name, make in PAGES.items()}


def run() -> int:
    pages = written()
    if "--check" not in sys.argv:
        for path, text in pages.items():
            path.write_text(text, encoding="utf-8")
        return 0
    stale = [path.name for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if stale:
        print(f"Not current: {', '.join(stale)}. Run “make docs”.", file=sys.stderr)
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(run())
