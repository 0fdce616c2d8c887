"""The pictures of the gallery: ``python docs/hooks/gallery.py`` makes them from the examples.

Runs the commands that stand beside them on the page, and reduces the files to 256 colours, by
octrees: median cut turns the colours of rare links into those of others.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

DOCS = Path(__file__).resolve().parent.parent
_SHOWN = re.compile(r"!\[[^\]]*\]\(pictures/([\w-]+\.png)\)\n\n```sh\n(kg [^\n]+)\n```")


def commands() -> dict[str, str]:
    """The command beside each picture, by file name."""
    return dict(_SHOWN.findall((DOCS / "pictures.md").read_text(encoding="utf-8")))


def make() -> None:
    """Build the graph of the examples, and draw."""
    kg = str(Path(sys.executable).parent / "kg")
    with TemporaryDirectory() as folder:
        papers = DOCS.parent / "examples" / "papers.jsonl"
        subprocess.run([kg, "build", str(papers), "-o", "graph"], cwd=folder, check=True)
        for name, command in commands().items():
            subprocess.run([kg, *shlex.split(command)[1:]], cwd=folder, check=True)
            picture = Image.open(Path(folder) / name).convert("RGB")
            picture.thumbnail((1600, 1600))
            reduced = picture.quantize(256, method=Image.Quantize.FASTOCTREE)
            reduced.save(DOCS / "pictures" / name, optimize=True)


if __name__ == "__main__":
    make()
