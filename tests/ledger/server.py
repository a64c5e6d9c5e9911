"""A PostgreSQL server of one's own: a socket in a folder that goes with it, no port, nobody else's data."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
"""Debian keeps the programs of a server here, by version, and off the path."""

UNPRIVILEGED = "postgres"
"""PostgreSQL refuses to run as root; its packages make this user."""


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, the newest version's, or `None`."""
    found = [*DEBIAN.glob("*/bin/initdb"), *filter(None, [Path(shutil.which("initdb") or "")])]
    found = [path for path in found if path.is_file()]
    return max(found, key=lambda path: path.parts).parent if found else None


@contextmanager
def running(where: Path, options: str = "") -> Iterator[tuple[str, int]]:
    """The address of a server in which `{}` stands for the name of a database, and the number of its process. `where`
    is the folder of its programs; nothing that it writes is promised to outlive a loss of power."""
    with tempfile.TemporaryDirectory(prefix="bilan-") as folder:
        user = UNPRIVILEGED if os.geteuid() == 0 else None
        if user:
            shutil.chown(folder, user)

        def run(program: str, *arguments: str) -> None:
            # The server outlives `pg_ctl` and would hold a pipe open.
            subprocess.run([where / program, "-D", f"{folder}/data", *arguments], user=user, cwd=folder, check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        run("initdb", "-U", "bilan", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "-o", f"-k {folder} -c listen_addresses='' -c fsync=off {options}", "-l", f"{folder}/log", "-w",
            "start")
        try:
            number = int((Path(folder) / "data" / "postmaster.pid").read_text().splitlines()[0])
            yield f"postgresql://bilan@/{{}}?host={folder}", number
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
