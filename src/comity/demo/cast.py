"""Who and what takes part in the demonstration's story, by the content's own keys."""

from dataclasses import dataclass, field

from comity.assistance.models import Offer, Plan, SupportRequest
from comity.kernel.roles import Role
from comity.people.models import Organisation, User


@dataclass
class Cast:
    """People by e-mail address, organisations by code; the rest by key, read anew each time."""

    organisations: dict[str, Organisation]
    people: dict[str, User]
    requests: dict[str, int] = field(default_factory=dict)
    offers: dict[str, int] = field(default_factory=dict)
    actions: dict[str, int] = field(default_factory=dict)
    voices: dict[str, int] = field(default_factory=dict)

    def person(self, email: str) -> User:
        return self.people[email]

    def request(self, key: str) -> SupportRequest:
        return SupportRequest.objects.get(pk=self.requests[key])

    def offer(self, key: str) -> Offer:
        return Offer.objects.get(pk=self.offers[key])

    def plan(self, request: str) -> Plan:
        return Plan.objects.get(request=self.requests[request])

    def coordinator(self) -> User:
        return next(person for person in self.people.values() if Role.COORDINATOR in person.roles())

    def officer(self, organisation: str) -> User:
        """The officer who writes for a provider."""
        wanted = self.organisations[organisation].pk
        return next(person for person in self.people.values() if wanted in person.organisations(Role.PROVIDER_OFFICER))

    def focal_point(self, request: str) -> User:
        """The focal point of the State that leads a request."""
        state = self.request(request).state_id
        return next(person for person in self.people.values() if state in person.states(Role.STATE_FOCAL_POINT))

    def needs(self, request: str) -> dict[int, int]:
        """Primary keys of a request's needs by rank."""
        return dict(self.request(request).needs.values_list("rank", "pk"))
