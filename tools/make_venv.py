"""Makes the virtual environment of the Makefile: `python3 tools/make_venv.py .venv`. Standard library only.

Debian ships Python without `ensurepip` unless python3-venv is installed. There, pip is taken from the package index,
at the version and with the hash below, so that a fresh machine needs nothing but Python, git and make.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import venv
from pathlib import Path

OLDEST = (3, 11)
PIP = ("pip-26.3-py3-none-any.whl", "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13")
INDEX = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")


def main(folder: Path) -> None:
    if sys.version_info < OLDEST:
        sys.exit(f"Python {'.'.join(map(str, OLDEST))} or newer is needed, this is {sys.version.split()[0]}; "
                 "name another with: make PYTHON=python3.12 …")
    if (folder / "bin" / "pip").exists():
        return
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        venv.create(folder, symlinks=True)
        install_pip(folder / "bin" / "python")
    else:
        venv.create(folder, symlinks=True, with_pip=True)


def install_pip(python: Path) -> None:
    """Installs pip with the wheel itself, which can be run as it is."""
    name, digest = PIP
    with tempfile.TemporaryDirectory() as scratch:
        wheel = Path(scratch, name)
        wheel.write_bytes(fetched(name, digest))
        command = [python, f"{wheel}/pip", "install", "--quiet", "--no-index", "--no-deps", wheel]
        subprocess.run([str(part) for part in command], check=True)


def fetched(name: str, digest: str) -> bytes:
    """The bytes of pip's wheel from the index. Exits where they are not those that were pinned."""
    request = urllib.request.Request(f"{INDEX}/pip/", headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        files = json.load(answer)["files"]
    address = next(file["url"] for file in files if file["filename"] == name)
    with urllib.request.urlopen(urllib.parse.urljoin(request.full_url, address), timeout=60) as answer:
        data: bytes = answer.read()
    if hashlib.sha256(data).hexdigest() != digest:
        sys.exit(f"{name} from {INDEX} has not the hash that was pinned; nothing was installed")
    return data


if __name__ == "__main__":
    main(Path(sys.argv[1]))
