"""Pictures by size: time to write, file size, time to first picture, memory of the browser.

Run ``python benchmarks/view.py [NODES …]``; needs Chromium (``scripts/install-chromium``). Time to
first picture is what the page measures from its opening until nodes and names are drawn; beside it
stands the processor time of all browser processes, which is what counts on a busy machine.
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from kg.views.show import View
from tests.views.synthetic import made_up

FLAGS = (
    "no-sandbox",
    "disable-gpu",
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
)


def main() -> None:
    """Print a line for every size and renderer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nodes", nargs="*", type=int, default=[150, 1_000, 5_000, 20_000])
    head = ("nodes", "edges", "renderer", "write s", "file MB", "picture s", "work s", "heap MB")
    print("".join(f"{name:>11}" for name in head))
    with tempfile.TemporaryDirectory() as folder:
        for nodes in parser.parse_args().nodes:
            for renderer in ("pyvis", "sigma") if nodes <= 1_000 else ("sigma",):
                print(row(nodes, renderer, Path(folder) / "view.html"), flush=True)


def row(nodes: int, renderer: str, path: Path) -> str:
    """The figures of one picture."""
    picture = made_up(nodes)
    started = time.perf_counter()
    View(picture, renderer).save(path)
    write = time.perf_counter() - started
    drawn, work, heap = in_browser(path)
    megabytes = path.stat().st_size / 1e6
    figures = (f"{write:.1f}", f"{megabytes:.2f}", f"{drawn:.1f}", f"{work:.1f}", f"{heap:.0f}")
    return "".join(f"{cell:>11}" for cell in (nodes, len(picture.edges), renderer, *figures))


def in_browser(path: Path) -> tuple[float, float, float]:
    """Seconds to the first picture, seconds of work, and JavaScript memory in MB."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)))
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=found, args=[f"--{flag}" for flag in FLAGS]
        )
        page = chromium.new_context(
            offline=True, viewport={"width": 1280, "height": 800}
        ).new_page()
        before = seconds()
        page.goto(path.as_uri(), wait_until="commit")
        while not page.evaluate("window.kg ? kg.ready || 0 : 0"):
            time.sleep(0.05)
        work = seconds() - before
        drawn = page.evaluate("kg.ready") / 1000
        heap = heap_size(page)
        chromium.close()
    return drawn, work, heap


def seconds() -> float:
    """Processor time of all child processes so far."""
    total = 0.0
    for process in psutil.Process().children(recursive=True):
        times = process.cpu_times()
        total += times.user + times.system
    return total


def heap_size(page: Any) -> float:
    """JavaScript memory of ``page`` in MB."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["JSHeapUsedSize"]) / 1e6


if __name__ == "__main__":
    main()
