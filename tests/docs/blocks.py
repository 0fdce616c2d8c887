"""The blocks of code in the documentation, and how they are run."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_FENCE = re.compile(
    r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$',
    re.MULTILINE | re.DOTALL,
)
_EXCUSES = (
    "not run: it installs",
    "not run: it takes minutes",
    "needs Neo4j",
    "needs a SPARQL server",
)
_EXCUSE = re.compile(rf"# ({'|'.join(_EXCUSES)})\n")


@dataclass(frozen=True)
class Block:
    """One block of code.

    Attributes:
        page: File name of the page.
        line: Where it begins, from 1.
        language: As the fence says.
        title: The file that it is, if it is one.
        excuse: Why it cannot simply be run, as its first line says.
        text: The code.
    """

    page: str
    line: int
    language: str
    title: str | None
    excuse: str | None
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def blocks(page: Path) -> list[Block]:
    """The blocks of ``page``, in order."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(text):
        excuse = _EXCUSE.match(match["text"])
        found.append(
            Block(
                page.name,
                text.count("\n", 0, match.start()) + 1,
                match["language"],
                match["title"],
                excuse[1] if excuse else None,
                match["text"],
            )
        )
    return found


def run(block: Block, folder: Path, environment: Mapping[str, str] | None = None) -> None:
    """Do what ``block`` says, in ``folder``; a block with a title is written as that file."""
    if block.title is not None:
        target = folder / block.title
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(block.text, encoding="utf-8")
        return
    if block.language == "sh":
        command = ["bash", "-euo", "pipefail", "-c", block.text]
    elif block.language == "python":
        command = [sys.executable, "-c", block.text]
    else:
        return
    scripts = str(Path(sys.executable).parent)
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": f"{scripts}:{os.environ['PATH']}", **(environment or {})},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, f"{block}\n{block.text}\n{done.stdout[-2000:]}\n{done.stderr}"


def commands(block: Block) -> list[str]:
    """The lines of ``block`` that call ``kg``."""
    joined = block.text.replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.startswith("kg ")]
