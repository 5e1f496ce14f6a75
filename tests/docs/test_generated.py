import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments):
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_pages_written_from_the_code_are_current():
    done = run("tools/generate_docs.py", "--check")
    assert done.returncode == 0, done.stderr


def test_every_link_between_pages_leads_somewhere():
    done = run("tools/check_docs.py")
    assert done.returncode == 0, done.stdout
