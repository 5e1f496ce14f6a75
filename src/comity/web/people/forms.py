"""Forms about people and organisations."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.kernel.roles import Role
from comity.people.enums import ROLES_BY_TYPE, OrganisationType
from comity.people.models import Invitation, Organisation, User
from comity.reference.models import State
from comity.web.context import NAMES
from comity.web.forms import ComityForm

FUNCTION_HINT = gettext_lazy("The function, not the person: for example “Head of the education section”.")


class AccountForm(ComityForm, forms.Form):
    title = forms.CharField(label=gettext_lazy("Function"), max_length=150)
    language = forms.ChoiceField(label=gettext_lazy("Language of your mails"), choices=settings.LANGUAGES)
    hints = {"title": gettext_lazy("What others see instead of a name.")}


class InviteForm(ComityForm, forms.Form):
    """Only roles that exist in this type of organisation can be chosen; one open invitation a seat."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    title = forms.CharField(label=gettext_lazy("Function"), max_length=150)
    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=gettext_lazy("Language of the invitation"), choices=settings.LANGUAGES)
    is_manager = forms.BooleanField(
        label=gettext_lazy("May invite others and end memberships of the organisation"), required=False
    )
    hints = {"title": FUNCTION_HINT, "email": gettext_lazy("The link goes to this address and works once.")}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        self.organisation = organisation
        super().__init__(*args, **kwargs)
        able = ROLES_BY_TYPE[organisation.type]
        self.fields["role"].choices = [(value, label) for value, label in Role.choices if value in able]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        seat = {
            "organisation": self.organisation,
            "email": str(data.get("email", "")).lower(),
            "role": data.get("role"),
        }
        if any(invitation.is_open for invitation in Invitation.objects.filter(**seat)):
            self.add_error("email", _("This address is invited to this role already. Cancel that invitation first."))
        members = self.organisation.memberships.filter(user__email=seat["email"], role=seat["role"], valid_to=None)
        if members.exists():
            self.add_error("email", _("This person has this role in the organisation already."))
        return data


class AcceptForm(ComityForm, forms.Form):
    """A new password twice; for an address that has an account, its present password once."""

    password = forms.CharField(
        label=gettext_lazy("Password"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label=gettext_lazy("The same password again"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    hints = {"password": gettext_lazy("Twelve characters or more. Several words in a row are easy to keep in mind.")}

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if User.objects.filter(email=invitation.email).exists():
            del self.fields["again"]
            password = self.fields["password"]
            password.label, password.help_text = _("Your present password"), _("This address has an account already.")
            password.widget.attrs["autocomplete"] = "current-password"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, second = data.get("password"), data.get("again")
        if first and second and first != second:
            self.add_error("again", _("The two passwords are not the same. Write them again."))
        return data


class OrganisationForm(ComityForm, forms.Form):
    """Names in six languages, of which one is enough; the code is chosen once."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=40,
        validators=[RegexValidator(r"^[a-z0-9-]+$", gettext_lazy("Use small letters, digits and hyphens only."))],
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Type"), choices=[("", "---"), *OrganisationType.choices])
    state = forms.ModelChoiceField(label=gettext_lazy("State"), queryset=State.objects.none(), required=False)
    website = forms.URLField(label=gettext_lazy("Website"), required=False, assume_scheme="https")
    hints = {
        "code": gettext_lazy("Short and stable, for example unesco. It stands in addresses and never changes."),
        "state": gettext_lazy("For ministries, missions, national institutions and organisations of one country."),
    }

    def __init__(self, *args: Any, organisation: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = self.fields["state"]
        states.queryset = State.objects.all()
        states.choices = [("", _("no State")), *sorted((s.pk, s.name) for s in states.queryset)]
        states.choices = sorted(states.choices, key=lambda choice: (choice[0] != "", str(choice[1])))
        if organisation is not None:
            del self.fields["code"]
        for code, name in NAMES.items():
            label = _("Name in %(language)s") % {"language": dict(settings.LANGUAGES)[code]}
            attributes = {"lang": code, "dir": "rtl" if code in settings.LANGUAGES_BIDI else "ltr"}
            widget = forms.TextInput(attrs=attributes)
            self.fields[f"name_{code}"] = forms.CharField(label=label, max_length=200, required=False, widget=widget)
            self.fields[f"name_{code}"].help_text = name if name != str(dict(settings.LANGUAGES)[code]) else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not any(data.get(f"name_{code}") for code in NAMES):
            self.add_error("name_en", _("Give the organisation a name in at least one language."))
        return data

    def facts(self) -> dict[str, Any]:
        """What the verbs take: names by language, kind, State, website."""
        data = self.cleaned_data
        names = {code: data[f"name_{code}"] for code in NAMES}
        return {"names": names, "kind": data["kind"], "state": data["state"], "website": data["website"]}


def initial_of_organisation(organisation: Organisation) -> dict[str, Any]:
    names = {f"name_{code}": name for code, name in organisation.names.items()}
    return {**names, "kind": organisation.type, "state": organisation.state_id, "website": organisation.website}
