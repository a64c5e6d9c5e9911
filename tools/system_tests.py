"""Runs the tests marked `system`: what they need of Debian is installed where it is missing, and a skip is a failure.

    python tools/system_tests.py

`make test` runs the same tests where a browser and a server happen to be there, and skips them elsewhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from glob import glob

import pytest

NEEDED = {"chromium": ("/usr/bin/chromium*",), "postgresql": ("/usr/lib/postgresql/*/bin/initdb", "/usr/bin/initdb")}
"""Debian's packages, and the files by which each shows that it is there."""


class NoSkips:
    """Counts the tests that were skipped, and those that ran."""

    def __init__(self) -> None:
        self.skipped: list[str] = []
        self.ran = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest at each phase of a test."""
        if report.skipped:
            self.skipped.append(report.nodeid)
        elif report.when == "call":
            self.ran += 1


def install(packages: list[str]) -> None:
    """Installs packages with apt-get. Ends the process, saying what to install, where that is not possible."""
    if os.geteuid() or not shutil.which("apt-get"):
        sys.exit(f"`make check` needs {' and '.join(packages)}: as root on Debian it installs them, here you have to.")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "--quiet", "--quiet", *command], env=env, check=True, stdin=subprocess.DEVNULL)


def main() -> int:
    """The exit code: 0 where every test marked `system` ran and passed."""
    missing = [package for package, patterns in NEEDED.items() if not any(map(glob, patterns))]
    if missing:
        install(missing)
    counts = NoSkips()
    code = int(pytest.main(["-q", "-m", "system"], plugins=[counts]))
    if counts.skipped:
        sys.stderr.write(f"skipped, which counts as failed here: {', '.join(counts.skipped)}\n")
    return code or int(bool(counts.skipped) or not counts.ran)


if __name__ == "__main__":
    sys.exit(main())
