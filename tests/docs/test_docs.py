"""Everything that the documentation shows works as it stands there, and the site is complete."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from kg.cli.app import app

from .blocks import DOCS, ROOT, Block, blocks, commands, run

PAGES = sorted(DOCS.glob("*.md"))
VERBS: Any = typer.main.get_command(app)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_blocks_of_a_page_run_in_order(page: Path, workshop: Path) -> None:
    for block in blocks(page):
        if block.excuse is None:
            run(block, workshop)


def test_few_blocks_have_an_excuse() -> None:
    found = [b for page in PAGES for b in blocks(page) if b.language in ("sh", "python")]
    excused = [str(b) for b in found if b.excuse]
    assert len(excused) * 5 < len(found), excused


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_shown_has_the_options_it_is_shown_with(page: Path) -> None:
    for block in blocks(page):
        for line in commands(block):
            _check_options(block, line)


def _check_options(block: Block, line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    if words[0].startswith("-"):
        return
    assert words[0] in VERBS.commands, f"{block}: there is no kg {words[0]}"
    known = {o for parameter in VERBS.commands[words[0]].params for o in parameter.opts}
    used = {w.partition("=")[0] for w in words[1:] if re.match(r"--?[a-z]", w)}
    assert used <= known | {"--help", "-h"}, f"{block}: {line}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as ``make docs`` builds it."""
    folder = tmp_path_factory.mktemp("site")
    command = ["-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


def test_the_site_has_every_page(site: Path) -> None:
    built = {path.stem for path in site.glob("*.html")}
    assert {page.stem for page in PAGES} | {"cookbook", "cli"} <= built


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    loads = re.compile(r"<(?:script|img|iframe|source)\b[^>]*\bsrc=[\"']?(https?:)?//[^>]*>")
    links = re.compile(r"<link\b[^>]*\bhref=[\"']?(?:https?:)?//[^>]*>")
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not [m[0] for m in loads.finditer(text)], path.name
        assert not [m[0] for m in links.finditer(text) if "canonical" not in m[0]], path.name
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", text), path.name


def test_the_written_pages_show_every_question_and_every_verb(site: Path) -> None:
    from kg.queries import questions

    cookbook = (site / "cookbook.html").read_text(encoding="utf-8")
    assert questions()
    assert [q.name for q in questions() if f"kg ask graph {q.name}" not in _plain(cookbook)] == []
    cli = _plain((site / "cli.html").read_text(encoding="utf-8"))
    assert [verb for verb in VERBS.commands if f"Usage: kg {verb}" not in cli] == []


def _plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_the_picture_of_the_model_is_that_of_the_model() -> None:
    drawn = subprocess.run(
        [sys.executable, "-c", "import model_picture as m; print(m.draw(), end='')"],
        cwd=DOCS / "hooks",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    shown = (DOCS / "pictures" / "model.svg").read_text(encoding="utf-8")
    assert drawn == shown, "run python docs/hooks/model_picture.py"


def test_every_picture_shown_is_there_and_small() -> None:
    shown = {
        (page, name)
        for page in [*PAGES, ROOT / "README.md"]
        for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    }
    assert shown
    for page, name in sorted(shown):
        picture = page.parent / name
        assert picture.is_file(), f"{page.name} shows {name}"
        assert picture.stat().st_size < 400_000, name


def test_figures_are_those_of_the_benchmarks() -> None:
    measured = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8").splitlines()
    for page in (ROOT / "README.md", DOCS / "extraction.md"):
        text = page.read_text(encoding="utf-8")
        figures = [line for line in text.splitlines() if re.search(r"\| \d\.\d{3} ", line)]
        assert figures, page.name
        assert [line for line in figures if line not in measured] == [], page.name


def test_the_rule_of_the_default_is_that_of_the_tagger() -> None:
    settings = ROOT / "kg" / "extract" / "tagger" / "weights" / "settings.json"
    rule = json.loads(settings.read_text(encoding="utf-8"))["rule"]
    weight, cut = rule["required_weight"], rule["cut"]
    line = f"{1 - weight:g} · confidence + {weight:g} · P(required) ≥ {cut:g}"
    assert line in (DOCS / "extraction.md").read_text(encoding="utf-8")


def test_the_licences_of_everything_shipped_are_listed() -> None:
    page = (DOCS / "licences.md").read_text(encoding="utf-8")
    shipped = [p for p in (ROOT / "kg").rglob("vendor/*") if p.is_file()]
    licences = [p for p in (ROOT / "kg").rglob("LICENSE*") if p.is_file()]
    assert shipped
    assert licences
    assert [str(p) for p in (*shipped, *licences) if p.name not in page] == []
    fonts = [p for p in (ROOT / "kg").rglob("*") if p.suffix in (".ttf", ".otf", ".woff", ".woff2")]
    assert fonts == [], "the page says that no font is shipped"
