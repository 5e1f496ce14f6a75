"""Human rights instruments, their provisions on education, and who is party."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.reference.models.state import State


class Instrument(models.Model):
    class Kind(models.TextChoices):
        TREATY = "treaty", _("Treaty")
        PROTOCOL = "protocol", _("Optional protocol")
        DECLARATION = "declaration", _("Declaration")

    code = models.CharField(primary_key=True, max_length=20)
    name = models.CharField(max_length=80, help_text="Short, in our own words.")
    full_name = models.CharField(max_length=200)
    adopted = models.DateField()
    body = models.CharField(max_length=20, blank=True, help_text="Code of the body that monitors it.")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    report_first = models.PositiveSmallIntegerField(
        null=True, help_text="Years from the entry into force for the State to its first report."
    )
    report_every = models.PositiveSmallIntegerField(null=True, help_text="Years between two reports.")
    report_basis = models.CharField(max_length=40, blank=True, help_text="Where the cycle stands.")
    report_verified = models.BooleanField(default=False, help_text="The cycle was read in a source.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    @property
    def has_reports(self) -> bool:
        """Whether States submit reports under it, in whatever rhythm."""
        return bool(self.report_basis)


class Provision(models.Model):
    """A provision on education. ``verified`` is False where the wording of the paragraph still has to be checked."""

    code = models.CharField(primary_key=True, max_length=20)
    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="provisions")
    article = models.CharField(max_length=20)
    name = models.CharField(max_length=120, help_text="What it is about, in our own words.")
    four_as = models.JSONField(default=list)
    levels = models.JSONField(default=list)
    sdg_targets = models.JSONField(default=list, help_text="SDG 4 targets on the same matter: our own crosswalk.")
    verified = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.article}"


class TreatyStatus(models.Model):
    """Where a State stands with a treaty. No row: not known. ``date`` may be missing where the source has a year."""

    class Status(models.TextChoices):
        PARTY = "party", _("Party")
        SIGNATORY = "signatory", _("Signatory")
        NONE = "none", _("No action")
        DENOUNCED = "denounced", _("Denounced")

    state = models.ForeignKey(State, on_delete=models.CASCADE, related_name="treaties")
    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="statuses")
    status = models.CharField(max_length=10, choices=Status.choices)
    date = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    how = models.CharField(
        max_length=1, blank=True, help_text="a accession, d succession, A acceptance, c confirmation."
    )
    signed = models.DateField(null=True, blank=True)
    reservations = models.TextField(blank=True, help_text="In short, in our own words; empty: not known.")
    verified = models.BooleanField(default=False)
    as_of = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["state", "instrument"]
        verbose_name_plural = "treaty statuses"
        constraints = [models.UniqueConstraint(fields=["state", "instrument"], name="one_status_a_treaty")]

    def __str__(self) -> str:
        return f"{self.state_id} {self.instrument_id}: {self.status}"
