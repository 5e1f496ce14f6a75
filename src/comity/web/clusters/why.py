"""Why recommendations stand together, in the reader's words; instruments and subjects as the grouping names them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.commitments.clustering.vocabulary import read

ACTIONS = {
    "ratify": gettext_lazy("ratify or join a treaty"),
    "recognise a competence": gettext_lazy("recognise a committee’s competence"),
    "withdraw": gettext_lazy("withdraw"),
    "invite": gettext_lazy("invite or receive"),
    "report": gettext_lazy("report"),
    "legislate": gettext_lazy("legislate"),
    "prohibit or make a crime": gettext_lazy("prohibit or make a crime"),
    "repeal or decriminalise": gettext_lazy("repeal or decriminalise"),
    "define": gettext_lazy("define"),
    "abolish": gettext_lazy("abolish"),
    "suspend executions": gettext_lazy("suspend"),
    "plan": gettext_lazy("plan or carry out a programme"),
    "set up an institution": gettext_lazy("set up an institution"),
    "strengthen an institution": gettext_lazy("strengthen an institution"),
    "train": gettext_lazy("train"),
    "raise awareness": gettext_lazy("raise awareness"),
    "prosecute": gettext_lazy("investigate and prosecute"),
    "support victims": gettext_lazy("support victims"),
    "fund": gettext_lazy("fund"),
    "collect data": gettext_lazy("collect data"),
    "evaluate": gettext_lazy("evaluate or review"),
    "cooperate": gettext_lazy("cooperate"),
    "represent": gettext_lazy("let people take part"),
    "share experience": gettext_lazy("share experience"),
    "release": gettext_lazy("release"),
}


def in_words(why: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows of label and names; ``foreign`` says that the names are in English."""
    if why.get("same_words"):
        return [{"label": _("Text"), "names": [_("All say the same in the same words.")], "foreign": False}]
    titles = read("vocabulary")["titles"]
    rows = [
        (_("Action"), [str(ACTIONS.get(name, name)) for name in why.get("actions", ())], False),
        (_("Instrument"), [titles.get(code, code) for code in why.get("instruments", ())], True),
        (_("Subject"), why.get("subjects", ()), True),
        (_("Groups of persons"), why.get("groups", ()), True),
        (_("Further words"), why.get("words", ()), True),
    ]
    return [{"label": label, "names": list(names), "foreign": foreign} for label, names, foreign in rows if names]
