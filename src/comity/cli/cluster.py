"""``comity cluster``: recommendations of one State that ask for the same thing, as the grouping finds them now."""

from typing import Any

import click
from django.contrib.auth.models import AnonymousUser

from comity.cli.answers import answer, format_option, refuse
from comity.commitments.clustering import Group
from comity.commitments.clusters import found_for
from comity.reference.names import state_code


@click.command("cluster")
@click.option("--state", "given", required=True, help="State under review: name or three-letter code.")
@format_option
def cluster(given: str, form: str) -> None:
    """Group a State's recommendations by what they ask for. Writes nothing; uses no one's working lists."""
    state = state_code(given)
    if state is None:
        raise refuse(f"There is no State “{given}”. Give its name or its three-letter code, such as SVN.")
    groups = found_for(state, AnonymousUser())
    document = [_as_json(number, one) for number, one in enumerate(groups, start=1)]
    members = sum(len(one.members) for one in groups)
    answer(
        form,
        document,
        [*(_sentence(one) for one in document), f"Clusters: {len(groups)}. Recommendations in them: {members}."],
    )


def _as_json(number: int, one: Group) -> dict[str, Any]:
    return {"cluster": number, "label": one.label, "members": list(one.members), "why": one.why.sentence()}


def _sentence(one: dict[str, Any]) -> str:
    numbers = ", ".join(str(member) for member in one["members"])
    return f"{one['cluster']}. {one['label']}\n   {one['why']}\n   Recommendations: {numbers}"
