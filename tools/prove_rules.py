"""Break each rule of the specification on purpose, in a copy, and see that its tests fail.

A test that stays green over a broken rule proves nothing. ``make prove-rules`` prints one line a break and ends with 1
if any went unnoticed. R3 and R20 are broken under real concurrency too, where COMITY_TEST_DATABASE_URL names a
PostgreSQL database.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSISTANCE = "src/comity/assistance"
VISIBILITY = f"{ASSISTANCE}/models/visibility.py"


@dataclass(frozen=True)
class Break:
    """Replace ``old`` by ``new`` in ``file``; the tests in ``tests`` must then fail."""

    rule: str
    what: str
    file: str
    old: str
    new: str
    tests: str
    postgres: bool = False


BREAKS = (
    Break("R1", "drafts are circulated without consent", VISIBILITY,
    "self.exclude(status__in=INSIDE).filter(live(Consent.Scope.SUBMISSION))",
          "self.all()", "tests/assistance/test_visibility.py"),
    Break("R1", "everybody is in the audience", VISIBILITY, "audiences = [Audience.PARTICIPANTS, Audience.PUBLIC]",
          "audiences = list(Audience)", "tests/assistance/test_visibility.py"),
    Break("R1", "the public reads everything", f"{ASSISTANCE}/reading.py", "if extent == Extent.FULL:", "if True:",
          "tests/assistance/test_visibility.py"),
    Break("R1", "readers outside get the working text", f"{ASSISTANCE}/reading.py", '"coordinator", versions[row.pk]',
          '"coordinator", request_content(row)', "tests/assistance/test_visibility.py"),
    Break("R2", "any focal point acts for any State", f"{ASSISTANCE}/domain/machines.py",
          "return capacity.state == request.state_id", "return True", "tests/assistance/test_request_machine.py"),
    Break("R2", "invited States count as consenting", f"{ASSISTANCE}/domain/content.py",
          "RequestState.Standing.JOINED)", "RequestState.Standing.JOINED, RequestState.Standing.INVITED)",
          "tests/assistance/test_request_machine.py"),
    Break("R3", "one acceptance is enough", f"{ASSISTANCE}/domain/policies.py",
    'if not rows.filter(side="state").exists():',
          "if False:", "tests/assistance/test_plans.py"),
    Break("R3", "acceptance of any version counts", f"{ASSISTANCE}/domain/plans.py",
          "if not version_hash or version_hash != fresh.version_hash:", "if False:", "tests/assistance/test_plans.py"),
    Break("R4", "a refusal without reasons passes", "src/comity/kernel/transitions.py",
          "if arrow.reason_required and not reason.strip():", "if False:", "tests/assistance/test_request_machine.py"),
    Break("R5", "the status count drops what is on hold", f"{ASSISTANCE}/queries.py",
          "Counter(row.request.status for row in self.all)",
          'Counter(row.request.status for row in self.all if row.request.status != "on_hold")',
          "tests/assistance/test_counts_and_ranks.py"),
    Break("R8", "a preparer ranks", f"{ASSISTANCE}/domain/requests.py",
          "capacity = state_capacity(state.pk, by, (Role.STATE_FOCAL_POINT,))",
          "capacity = state_capacity(state.pk, by)",
          "tests/assistance/test_counts_and_ranks.py"),
    Break("R8",
    "ranking goes on after screening",
    f"{ASSISTANCE}/domain/requests.py",
          "rows[pk].status not in RANKABLE", "False", "tests/assistance/test_counts_and_ranks.py"),
    Break("R10", "a withdrawn request with a forgotten consent is still seen", VISIBILITY,
          "INSIDE = (RequestStatus.DRAFT, RequestStatus.ENDORSED, RequestStatus.WITHDRAWN)",
          "INSIDE = (RequestStatus.DRAFT, RequestStatus.ENDORSED)", "tests/assistance/test_visibility.py"),
    Break("R10", "withdrawing leaves the consents standing", f"{ASSISTANCE}/domain/requests.py",
          "lapse_all(step.record, by=by)", "pass", "tests/assistance/test_visibility.py"),
    Break("R13", "everybody reads restricted notes", f"{ASSISTANCE}/models/review.py",
          "return self.filter(own | concerned | restricted).exclude(barred)", "return self.all()",
          "tests/assistance/test_visibility.py"),
    Break("R13", "a second role opens what State and administrator must not read", f"{ASSISTANCE}/models/review.py",
          ".exclude(barred)", "", "tests/assistance/test_visibility.py"),
    Break("R16", "submitting changes the position", f"{ASSISTANCE}/domain/requests.py",
          "        freeze(fresh)\n        give", "        for link in fresh.commitments.exclude(recommendation=None):\n"
          '            type(link.recommendation).objects.filter(pk=link.recommendation_id).update(position="Noted")\n'
          "        freeze(fresh)\n        give", "tests/assistance/test_counts_and_ranks.py"),
    Break("R20", "the same step counts each time", "src/comity/kernel/transitions.py",
          "if taken_before(machine, arrow, fresh, by, expected):", "if False:",
          "tests/assistance/test_request_machine.py"),
    Break("R20", "a stale page may act", "src/comity/kernel/transitions.py",
          "if expected is not None and expected != fresh.row_version:", "if False:",
          "tests/assistance/test_request_machine.py"),
    Break("R3", "nothing is locked", "src/comity/kernel/transitions.py", ".select_for_update()", "",
          "tests/assistance/test_concurrency.py", postgres=True),
)  # fmt: skip


def is_noticed(one: Break) -> bool:
    """Whether the tests fail over a copy of the product in which the rule is broken."""
    with tempfile.TemporaryDirectory(prefix="comity-break-") as folder:
        copy = Path(folder)
        for name in ("src", "tests"):
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", copy)
        path = copy / one.file
        text = path.read_text()
        if one.old not in text:
            raise SystemExit(f"{one.rule}: {one.file} no longer holds “{one.old}”; bring this break up to date.")
        path.write_text(text.replace(one.old, one.new))
        environment = {**os.environ, "PYTHONPATH": str(copy / "src")}
        if not one.postgres:
            environment.pop("COMITY_TEST_DATABASE_URL", None)
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", one.tests]
        result = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
        return result.returncode == 1


def main() -> None:
    """Break, test, report; ends with 1 where a broken rule went unnoticed. Arguments: rules to break, all if none."""
    unnoticed = 0
    for one in (one for one in BREAKS if not sys.argv[1:] or one.rule in sys.argv[1:]):
        if one.postgres and not os.environ.get("COMITY_TEST_DATABASE_URL"):
            print(f"{one.rule:4} left out  {one.what}: needs PostgreSQL")
            continue
        noticed = is_noticed(one)
        unnoticed += not noticed
        print(f"{one.rule:4} {'noticed ' if noticed else 'UNNOTICED'} {one.what}", flush=True)
    sys.exit(1 if unnoticed else 0)


if __name__ == "__main__":
    main()
