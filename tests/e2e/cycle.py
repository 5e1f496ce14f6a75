"""The full cycle of technical cooperation as six people walk it, page by page (resolution 45/32, paragraph 2)."""

import re
from datetime import date, timedelta
from functools import cached_property

from playwright.sync_api import Browser

from comity.assistance.domain.screening import QUESTIONS
from comity.assistance.enums import ComponentStatus, OfferStatus, PlanStatus, RequestStatus
from comity.kernel.roles import Role
from comity.reference.vocabulary import ConsultationCategory, NeedArea
from tests.e2e.axe import Axe
from tests.e2e.installation import Installation
from tests.e2e.people import PASSWORD, InArabic, Who
from tests.e2e.texts import LEAKS, TEXTS
from tests.e2e.visitor import DESKTOP, PHONE, Findings, Visitor


class Cycle:
    """One walk in one language, with or without scripts. Each method is what one person does in one sitting."""

    def __init__(self, browser: Browser, axe: Axe, served: Installation, *, language: str, scripts: bool) -> None:
        self.browser, self.axe, self.served = browser, axe, served
        self.language, self.scripts = language, scripts
        self.who = InArabic if language == "ar" else Who
        self.texts = TEXTS[language]
        self.title = f"{self.texts.title} {'1' if scripts else '2'}"
        self.findings = Findings()
        self._people: list[Visitor] = []
        self.request = self.code = self.offer = self.plan = ""

    def _sign_in(self, email: str, *, later: bool = False) -> Visitor:
        visitor = self._visitor(later=later)
        visitor.sign_in(email, PASSWORD)
        assert visitor.page.url.endswith("/desk"), visitor.main()
        return visitor

    def _visitor(self, *, later: bool = False) -> Visitor:
        visitor = Visitor(
            self.browser, self.axe, self.served.year_later if later else self.served.url, language=self.language,
            scripts=self.scripts, size=PHONE if self.language == "ar" else DESKTOP, findings=self.findings,
        )  # fmt: skip
        self._people.append(visitor)
        return visitor

    @cached_property
    def preparer(self) -> Visitor:
        return self._sign_in(self.who.PREPARER)

    @cached_property
    def focal_point(self) -> Visitor:
        return self._sign_in(self.who.FOCAL_POINT)

    @cached_property
    def coordinator(self) -> Visitor:
        return self._sign_in(self.who.COORDINATOR)

    @cached_property
    def officer(self) -> Visitor:
        return self._sign_in(self.who.OFFICER)

    @cached_property
    def clearer(self) -> Visitor:
        return self._sign_in(self.who.CLEARER)

    @cached_property
    def nhri(self) -> Visitor:
        return self._sign_in(self.who.NHRI)

    @cached_property
    def public(self) -> Visitor:
        """Nobody in particular: a reader without an account."""
        return self._visitor()

    def a_year_passes(self) -> None:
        """Everybody goes on at the server whose clock is a year ahead; their sessions have ended long ago."""
        for name, email in (
            ("focal_point", self.who.FOCAL_POINT), ("coordinator", self.who.COORDINATOR),
            ("officer", self.who.OFFICER), ("clearer", self.who.CLEARER),
        ):  # fmt: skip
            self.__dict__[name] = self._sign_in(email, later=True)
        self.__dict__["public"] = self._visitor(later=True)

    def whereabouts(self) -> str:
        """Where everybody is, with what they see: for the report of a walk that stopped."""
        last = self._people[-1:] if self._people else []
        seen = [f"The last to come sees:\n{one.main()}" for one in last]
        return "\n".join([*(one.page.url for one in self._people), *seen])

    def end(self) -> None:
        for visitor in self._people:
            visitor.close()

    # The preparer writes.

    def preparer_begins_a_request(self) -> None:
        v = self.preparer
        v.open("desk/requests/new")
        v.save()
        found = re.search(r"/desk/requests/(\d+)/", v.page.url)
        assert found, v.page.url
        self.request = f"desk/requests/{found.group(1)}/"
        v.sees("not begun")

    def preparer_writes_who_asks(self) -> None:
        v, t = self.preparer, self.texts
        v.open(f"{self.request}form/who")
        v.add("Add a body")
        v.write(name=f"{t.body} kvbody", type="academia", part=t.doing)
        v.save()
        v.open(f"{self.request}form/who")
        authority = v.page.locator('main [name="authority"]')
        authority.select_option(index=1)
        v.write(language=self.language, focal_point=f"{v.say('State focal point')} kvfocal")
        v.save()
        assert v.page.url.endswith("form/situation"), v.page.url

    def preparer_writes_the_situation(self) -> None:
        v, t = self.preparer, self.texts
        v.write(
            title=self.title, situation=f"{t.situation} kvsituation", impact=f"{t.impact} kvimpact",
            impact_levels=["primary", "lower-secondary"], reason_girls=f"{t.reason} kvgroup",
        )  # fmt: skip
        v.save()
        assert v.page.url.endswith("form/commitments"), v.page.url

    def preparer_names_commitments(self) -> None:
        """Two recommendations found by searching among those of the own State, and one SDG target."""
        v = self.preparer
        with v.arriving():
            v.page.locator('main [name="q"]').fill(self.texts.search)
            v.page.locator('main [name="q"]').press("Enter")
        boxes = v.page.locator('main [name="recommendation"]')
        assert boxes.count() >= 2, v.main()
        boxes.nth(0).check()
        boxes.nth(1).check()
        v.save()
        v.open(f"{self.request}form/commitments?look=targets")
        v.write(target=["4.c"])
        v.save()
        v.open(f"{self.request}form/commitments")

    def preparer_describes_two_needs(self) -> None:
        v, t = self.preparer, self.texts
        for area, text in (("teachers-capacity", t.need_one), ("digital-divide", t.need_two)):
            v.open(f"{self.request}form/needs")
            v.add("Add a need")
            v.write(
                area=area, description=text, already_done=t.doing, done_by=t.body, expected_result=t.result,
                indicator=t.indicator, baseline=t.baseline, kinds=["training"], groups=["girls", "rural-remote"],
                sdg_codes="4.1, 4.c",
            )  # fmt: skip
            v.save()
        v.open(f"{self.request}form/needs")
        assert v.main().index(t.need_one) < v.main().index(t.need_two)

    def preparer_tells_who_was_consulted(self) -> None:
        v, t = self.preparer, self.texts
        for category in ConsultationCategory.values:
            v.open(f"{self.request}form/inclusion/consultations/new?category={category}")
            if category == ConsultationCategory.CHILDREN:
                v.write(category=category, took_place="False", why_not=f"{t.comment} kvwho")
            else:
                v.write(category=category, took_place="True", who=f"{t.who} kvwho", method=t.doing)
            v.save()
        v.open(f"{self.request}form/inclusion")
        v.write(
            kinds=["training", "equipment"], modalities=["multilateral"], starts_on=_day(0), ends_on=_day(700),
            budget="250000", national_contribution=f"{t.doing} kvcontribution", known_funding=f"{t.doing} kvfunding",
            monitoring=f"{t.body} kvmonitoring", sustainability=f"{t.doing} kvsustainability",
        )  # fmt: skip
        v.save()
        assert v.page.url.endswith("form/consent"), v.page.url

    def preparer_proposes_the_consent(self) -> None:
        v = self.preparer
        v.write(
            audience="un-agencies", extent="summary", summary=self.texts.summary, report_use="aggregated",
            conditions="kvconditions",
        )  # fmt: skip
        v.save()
        assert v.page.url.endswith("/check"), v.page.url
        assert self.title in v.main()
        v.open(f"{self.request}form/")
        v.sees("complete")
        v.open(self.request)
        v.sees_label(RequestStatus.DRAFT.label)

    # The focal point decides.

    def focal_point_endorses_consents_and_submits(self) -> None:
        v = self.focal_point
        v.open("desk")
        assert self.title in v.main(), v.main()
        v.open(f"{self.request}check")
        v.open(self.request)
        v.follow("Endorse")
        v.save()
        v.sees_label(RequestStatus.ENDORSED.label)
        v.follow("Submit")
        v.sees("Who will be able to read it")
        v.sees("What cannot be taken back")
        v.save()
        v.sees_label(RequestStatus.SUBMITTED.label)
        v.waits_for(Role.COORDINATOR)
        found = re.search(r"REQ-[A-Z]{3}-\d{4}-\d+", v.main())
        assert found, v.main()
        self.code = found.group()

    def focal_point_invites_the_national_institution(self) -> None:
        v = self.focal_point
        v.open(f"{self.request}act/invite")
        name = "اللجنة الوطنية لحقوق الإنسان في نورايا" if self.language == "ar" else (
            "National Human Rights Commission of Luvenna"
        )  # fmt: skip
        v.page.locator('main [name="organisation"]').select_option(label=name)
        v.save()
        assert name in v.main()

    def nhri_comments_where_it_is_invited(self) -> None:
        v = self.nhri
        v.open("desk")
        v.open(self.request)
        assert self.title in v.main()
        v.open(f"{self.request}act/comment")
        v.write(text=f"{self.texts.comment} kvcomment", level="2")
        v.save()
        v.open("desk/notes")
        assert "kvcomment" in v.main(), v.main()

    # The coordinator screens and circulates.

    def coordinator_acknowledges_screens_and_circulates(self) -> None:
        v = self.coordinator
        v.open("desk")
        assert self.title in v.main(), v.main()
        v.open(self.request)
        v.follow("Acknowledge")
        v.save()
        v.sees_label(RequestStatus.ACKNOWLEDGED.label)
        v.follow("Screen")
        v.save(status=200)
        assert v.page.locator("#faults").count() == 1, "A screening without answers went through (rule R4)"
        for name, questions in QUESTIONS.items():
            for question in questions:
                v.write(**{f"{name}-{question.code}": "yes"})
        v.write(result="admissible", reasons=f"{self.texts.lessons} kvreasons")
        v.save()
        v.sees_label(RequestStatus.ADMISSIBLE.label)
        v.follow("Circulate")
        v.sees("Who will be able to read it")
        v.save()
        v.sees_label(RequestStatus.OPEN.label)
        v.waits_for(Role.PROVIDER_OFFICER, Role.PROVIDER_CLEARER)

    def public_reads_only_what_was_consented(self, status: RequestStatus) -> None:
        """Title, areas, summary and needs are there, in the register and on the page; nothing of the rest is."""
        v = self.public
        v.open(f"requests?q={self.code}")
        v.open("requests")
        assert self.title in v.main(), v.main()
        assert 0 < _count_of_doors(v) == _announced(v), "Counts by state do not sum to the total (rule R5)"
        v.open(f"requests/{self.code}")
        v.sees_label(status.label)
        v.sees_label(NeedArea.TEACHERS.label)
        assert self.texts.summary in v.main()
        html = v.page.content()
        leaked = [word for word in LEAKS if word in html]
        assert not leaked, f"{v.page.url} shows what was not consented to: {leaked}"
        for word in LEAKS[:3]:
            v.open(f"requests?q={word}")
            assert self.title not in v.main(), f"The register finds the request by “{word}” (rule R1)"
        v.open(self.request, status=200)
        assert "/account/login/" in v.page.url

    # The provider offers, the State decides.

    def officer_finds_the_request_and_writes_an_offer(self) -> None:
        v, t = self.officer, self.texts
        v.open("desk")
        assert self.title in v.main(), v.main()
        v.open(self.request)
        assert "kvsituation" in v.main(), "The consented audience does not read the whole request"
        assert "kvcomment" not in v.page.content()
        v.open(f"{self.request}offers/new")
        v.write(
            title=t.offer, description=f"{t.offer} kvoffer", modality="multilateral", is_new="True", in_kind=t.doing,
            amount="120000", money_status="commitment", valid_until=_day(90), contact=f"{t.body} kvcontact",
        )  # fmt: skip
        for box in v.page.locator('main input[name^="need_"]').all():
            box.check()
        for area in v.page.locator('main textarea[name^="for_"]').all():
            area.fill(t.doing)
        v.save()
        found = re.search(r"/desk/offers/(\d+)/", v.page.url)
        assert found, v.page.url
        self.offer = f"desk/offers/{found.group(1)}/"
        v.sees_label(OfferStatus.DRAFT.label)

    def clearer_clears_and_sends_the_offer(self) -> None:
        v = self.clearer
        v.open("desk")
        v.open(self.offer)
        v.follow("Clear")
        v.save()
        v.sees_label(OfferStatus.CLEARED.label)
        v.follow("Send to the State")
        v.sees("Who will be able to read it")
        v.save()
        v.sees_label(OfferStatus.SUBMITTED.label)
        v.waits_for(Role.STATE_FOCAL_POINT)

    def focal_point_considers_and_accepts_the_offer(self) -> None:
        v = self.focal_point
        v.open("desk")
        assert self.texts.offer in v.main() or self.title in v.main(), v.main()
        v.open("desk/offers")
        v.open(self.offer)
        v.follow("Take under consideration")
        v.save()
        v.sees_label(OfferStatus.CONSIDERED.label)
        v.follow("Accept")
        v.save()
        v.sees_label(OfferStatus.ACCEPTED.label)
        v.open("desk/pairings")

    # The plan.

    def coordinator_opens_the_plan(self) -> None:
        v, t = self.coordinator, self.texts
        v.open(self.request)
        v.follow("Open the plan")
        v.save()
        found = re.search(r"/desk/plans/(\d+)/", v.page.url)
        assert found, v.page.url
        self.plan = f"desk/plans/{found.group(1)}/"
        v.sees_label(PlanStatus.DRAFT.label)
        v.follow("Change the text of the plan")
        v.write(
            aim=f"{t.aim} kvaim", starts_on=_day(0), ends_on=_day(700), monitoring=t.body, gender_marker="2",
            rights_marker="2",
        )  # fmt: skip
        v.save()

    def officer_writes_the_component(self) -> None:
        v, t = self.officer, self.texts
        v.open("desk/plans")
        v.open(self.plan)
        with v.arriving():
            v.page.locator('main a[href*="/components/"][href$="/edit"]').first.click()
        v.write(title=f"{t.offer} kvcomponent", description=t.aim)
        v.write(**{
            "outputs-0-title": t.result, "outputs-0-indicator": t.indicator, "outputs-0-baseline": "4",
            "outputs-0-target": "400", "milestones-0-title": t.offer, "milestones-0-due_on": _day(100),
        })  # fmt: skip
        v.save()
        assert "kvcomponent" in v.main()

    def coordinator_proposes_and_puts_the_plan_to_both(self) -> None:
        v = self.coordinator
        v.open(self.plan)
        v.follow("Propose")
        v.save()
        v.sees_label(PlanStatus.PROPOSED.label)
        v.follow("Put to both sides")
        v.save()
        v.sees_label(PlanStatus.CONSULTATION.label)

    def both_sides_accept_the_same_version(self) -> None:
        v = self.focal_point
        v.open("desk")
        v.open(self.plan)
        v.follow("Read and accept this version")
        assert "kvaim" in v.main()
        v.save()
        v.sees_label(PlanStatus.BY_STATE.label)
        v.waits_for(Role.PROVIDER_CLEARER)
        v = self.clearer
        v.open("desk")
        v.open(self.plan)
        v.follow("Read and accept this version")
        v.save()
        v.sees_label(PlanStatus.AGREED.label)

    def delivery_begins(self) -> None:
        self.coordinator.open(self.plan)
        self.coordinator.follow("Begin")
        self.coordinator.save()
        self.coordinator.sees_label(PlanStatus.ACTIVE.label)
        self._move_component(self.officer, "start")
        self.officer.sees_label(ComponentStatus.IMPLEMENTATION.label)
        self.officer.open(self.request)
        self.officer.sees_label(RequestStatus.IN_DELIVERY.label)

    def _move_component(self, v: Visitor, step: str) -> None:
        v.open(self.plan)
        with v.arriving():
            v.page.locator(f'main a[href*="/desk/components/"][href$="/acts/{step}"]').first.click()
        v.save()

    def officer_tells_of_the_progress(self) -> None:
        self._tell(self.officer, _day(0), f"{self.texts.done} kvdone")

    def _tell(self, v: Visitor, last: str, text: str) -> None:
        v.open(self.plan)
        v.follow("Write an account of progress")
        v.write(period_from=_day(0), period_to=last, done=text, results=self.texts.indicator)
        v.save()
        assert text in v.main()

    # A year later.

    def both_sides_return_after_twelve_months(self) -> None:
        """The update of twelve months, by both sides, from the list of pairings whose day has come."""
        for v, text in ((self.focal_point, "kvdone A"), (self.clearer, "kvdone B")):
            v.open("desk")
            v.open("desk/pairings")
            v.sees("the day has come")
            pk = self.plan.split("/")[2]
            with v.arriving():
                v.page.locator(f'main a[href*="/desk/plans/{pk}/progress"]').first.click()
            v.write(period_from=_day(1), period_to=_day(365), done=f"{self.texts.done} {text}")
            v.save()
            assert text in v.main()

    def clearer_closes_the_component(self) -> None:
        self._move_component(self.clearer, "finalise")
        self._move_component(self.clearer, "close")
        self.clearer.sees_label(PlanStatus.COMPLETED.label)

    def both_sides_give_their_view(self) -> None:
        for v in (self.focal_point, self.clearer):
            v.open(self.plan)
            v.follow("Give your side's view")
            v.page.locator('main [name="rating"]').first.check()
            v.write(lessons=f"{self.texts.lessons} kvlessons", sustained=self.texts.result)
            v.save()
            assert "kvlessons" in v.main()

    def coordinator_closes(self) -> None:
        v = self.coordinator
        v.open("desk")
        v.open(self.plan)
        v.follow("Close the request")
        v.save()
        v.sees_label(PlanStatus.CLOSED.label)
        v.open(self.request)
        v.sees_label(RequestStatus.CLOSED.label)
        v.open("desk/inbox")


def _day(ahead: int) -> str:
    return (date.today() + timedelta(days=ahead)).isoformat()  # noqa: DTZ011 - what a person would type


def _digits(text: str) -> int:
    """The first number in a text, in whatever digits it is written."""
    found = re.search(r"\d+", text)
    return int(found.group()) if found else 0


def _announced(v: Visitor) -> int:
    """How many the list says that it holds."""
    return _digits(v.page.locator("main [data-announce]").first.inner_text())


def _count_of_doors(v: Visitor) -> int:
    return sum(_digits(door) for door in v.page.locator("main .doors .door b").all_inner_texts())
