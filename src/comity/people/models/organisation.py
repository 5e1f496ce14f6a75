from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from comity.people.enums import OrganisationType


class Organisation(models.Model):
    """A body that takes part: a ministry, a United Nations entity, an institution, an organisation."""

    code = models.SlugField(max_length=40, unique=True, help_text=_("Short and stable, for example unesco."))
    names = models.JSONField(default=dict, help_text=_("Language code to name; at least one."))
    type = models.CharField(max_length=20, choices=OrganisationType.choices)
    state = models.ForeignKey(
        "reference.State", null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    website = models.URLField(blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in English, else in any."""
        language = (get_language() or "en").split("-")[0]
        return self.names.get(language) or self.names.get("en") or next(iter(self.names.values()), self.code)
