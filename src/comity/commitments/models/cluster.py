"""Clusters: a State's recommendations that ask for the same thing, so that one entry of its plan answers them.

They are the State's working material until its focal point publishes the list. ``ClusterChange`` keeps, for each change
that can be undone, what the clusters concerned looked like before it.
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.commitments.models.visibility import states_of
from comity.kernel.visibility import VisibleQuerySet


class ClusterList(models.Model):
    """A State's clusters as a whole: changes of them follow one another, and the State may publish them."""

    state = models.OneToOneField("reference.State", on_delete=models.PROTECT, primary_key=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)


class ClusterQuerySet(VisibleQuerySet["Cluster"]):
    def visible_to(self, user: Any) -> "ClusterQuerySet":
        """The State's own people see all of its clusters; everybody else those of a list that the State published.

        A published list shows what a person confirmed; suggestions stay working material.
        """
        published = ClusterList.objects.filter(published_at__isnull=False).values("state")
        public = Q(state__in=published, confirmed_at__isnull=False)
        return self.filter(Q(state__in=states_of(user)) | public).filter(ended_at__isnull=True)


class Cluster(models.Model):
    class FormedBy(models.TextChoices):
        SUGGESTION = "suggestion", _("Suggested")
        PERSON = "person", _("Made by a person")

    state = models.ForeignKey("reference.State", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(_("title"), max_length=200)
    common_ask = models.TextField(_("what all of them ask"), blank=True)
    why = models.JSONField(default=dict, help_text="What most members share: actions, instruments, subjects, groups.")
    formed_by = models.CharField(max_length=12, choices=FormedBy.choices)
    confirmed_at = models.DateTimeField(null=True, blank=True, help_text="Empty: a suggestion that nobody touched.")
    lead = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("institution in the lead"),
    )  # fmt: skip
    proposed = models.JSONField(default=list, help_text="Recommendations that the grouping would add since.")
    set_aside = models.JSONField(default=list, help_text="Recommendations that a person took out: not proposed again.")
    row_version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Merged, replaced or emptied.")

    objects = ClusterQuerySet.as_manager()

    if TYPE_CHECKING:
        id: int
        state_id: str

    class Meta:
        ordering = ["label", "id"]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("cluster", args=[self.pk])

    @property
    def is_suggestion(self) -> bool:
        return self.confirmed_at is None


class ClusterMember(models.Model):
    """A recommendation in a cluster. A row is there only while its cluster lives, so that it can be unique."""

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="members")
    recommendation = models.ForeignKey("commitments.Recommendation", on_delete=models.CASCADE, related_name="+")
    state = models.ForeignKey("reference.State", on_delete=models.PROTECT, related_name="+", db_index=False)
    nuance = models.TextField(_("what it adds or limits"), blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", help_text="Empty: suggested."
    )
    added_at = models.DateTimeField(auto_now_add=True)

    if TYPE_CHECKING:
        id: int
        cluster_id: int
        recommendation_id: int

    class Meta:
        ordering = ["recommendation"]
        constraints = [
            models.UniqueConstraint(fields=["state", "recommendation"], name="one_cluster_for_a_recommendation")
        ]


class ClusterChange(models.Model):
    """One change that can be undone: the clusters concerned as they were before and after it."""

    state = models.ForeignKey("reference.State", on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=20)
    label = models.CharField(max_length=200)
    before = models.JSONField()
    after = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
