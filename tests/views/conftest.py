"""A small graph by hand, names that try to break out, and a browser without a network."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kg.graph.tables import Tables
from kg.views import view
from kg.views.show import View
from tests.views.synthetic import entity, large, paper, statement, write

OUT = Path(__file__).resolve().parents[2] / "out" / "views"
"""Where screenshots are kept; git ignores it."""

NASTY = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(2)>",
    "\"quotes\" & 'more' `ticks`",
    "${alert(3)} {{ 7*7 }} {% raw %}",
    "right\u202eto left\u202c \u200fعربي",
    "emoji \U0001f9e0\U0001f468\u200d\U0001f52c",
    "line\u2028separator \\u003c backslash",
    "A title that goes on and on " * 11 + "to its end",
)
"""Names that must show as text and break nothing."""


def small_graph(root: Path) -> Tables:
    """Seven papers on images and text; CLIP-like names so that the pictures can be read."""
    things = {
        "resnet": entity("Method", "resnet", "ResNet", ["Residual Network", "ResNets"]),
        "vit": entity("Method", "vit", "ViT", ["Vision Transformer"]),
        "lora": entity("Method", "lora", "LoRA", ["Low-Rank Adaptation"]),
        "bert": entity("Method", "bert", "BERT"),
        "imagenet": entity("Dataset", "imagenet", "ImageNet", ["ImageNet-1k", "ILSVRC"]),
        "cifar": entity("Dataset", "cifar-10", "CIFAR-10"),
        "glue": entity("Dataset", "glue", "GLUE"),
        "classify": entity("Task", "image-classification", "image classification"),
        "tuning": entity("Task", "fine-tuning", "fine-tuning"),
        "accuracy": entity("Metric", "accuracy", "accuracy"),
        "code": entity(
            "Repository",
            "github.com/example/lora",
            "example/lora",
            url="https://github.com/example/lora",
        ),
        "bad": entity("Resource", "bad", "a bad link", url="javascript:alert(9)"),
    }
    said: list[dict[str, Any]] = []
    papers = []

    def add(number: int, title: str, year: int, *claims: tuple[str, str, float]) -> None:
        names = ", ".join(things[key]["name"] for _, key, _ in claims)
        row = paper(number, title, year, f"In this work we look at {names} and say what we saw.")
        papers.append(row)
        said.extend(
            statement(row, predicate, things[key], things[key]["name"], sure)
            for predicate, key, sure in claims
        )

    add(
        1,
        "Deep residual images",
        2016,
        ("introduces", "resnet", 0.97),
        ("evaluatesOn", "imagenet", 0.95),
        ("evaluatesOn", "cifar", 0.9),
        ("addresses", "classify", 0.88),
        ("reports", "accuracy", 0.7),
    )
    add(
        2,
        "Images as words",
        2021,
        ("introduces", "vit", 0.96),
        ("comparesWith", "resnet", 0.8),
        ("uses", "resnet", 0.55),
        ("evaluatesOn", "imagenet", 0.93),
        ("addresses", "classify", 0.9),
    )
    add(
        3,
        "Small matrices for large models",
        2022,
        ("introduces", "lora", 0.98),
        ("evaluatesOn", "glue", 0.92),
        ("addresses", "tuning", 0.9),
        ("uses", "bert", 0.75),
        ("hasCode", "code", 1.0),
    )
    add(
        4,
        "Tuning image models a little",
        2023,
        ("uses", "lora", 0.9),
        ("uses", "vit", 0.85),
        ("evaluatesOn", "imagenet", 0.4),
        ("addresses", "tuning", 0.6),
    )
    add(
        5,
        "Words from both sides",
        2019,
        ("introduces", "bert", 0.95),
        ("evaluatesOn", "glue", 0.94),
    )
    add(
        6,
        "Residuals again",
        2020,
        ("uses", "resnet", 0.9),
        ("evaluatesOn", "cifar", 0.9),
        ("addresses", "classify", 0.85),
    )
    add(7, "Nothing else like it", 2024, ("hasResource", "bad", 0.9))
    link = {
        **statement(things["vit"], "basedOn", things["bert"], "BERT", 0.8),
        "papers": 1,
    }
    link["evidence"][0] |= {"paper": papers[1]["id"], "field": "abstract", "start": 0, "end": 4}
    return write(root, papers, list(things.values()), [*said, link])


def nasty_graph(root: Path) -> Tables:
    """A graph in which every text is one of :data:`NASTY`."""
    papers, things, said = [], [], []
    for number, name in enumerate(NASTY):
        row = paper(number, name, 2020, f"{name} and more", url=f"https://example.org/?q={name}")
        thing = entity(("Method", "Dataset")[number % 2], f"n{number}", name, [name + " alias"])
        papers.append(row)
        things.append(thing)
    for number, row in enumerate(papers):
        for step in (0, 1, 2):
            thing = things[(number + step) % len(things)]
            said.append(statement(row, "uses", thing, thing["name"], 0.9))
            said[-1]["evidence"][0]["extractor"] = "</script><b>x"
    return write(root, papers, things, said)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The graph of :func:`small_graph`."""
    return small_graph(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The graph of :func:`nasty_graph`."""
    return nasty_graph(tmp_path_factory.mktemp("nasty"))


@pytest.fixture(scope="session")
def medium(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """A graph of some thousand nodes."""
    return large(tmp_path_factory.mktemp("medium"), 1200, 900)


@dataclass
class Opened:
    """A page in the browser, with what it complained about and asked for."""

    page: Any
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def run(self, script: str, *given: Any) -> Any:
        """The value of the JavaScript expression ``script``."""
        return self.page.evaluate(script, *given)

    def at(self, script: str) -> tuple[float, float]:
        """Where on the screen the node of the JavaScript expression ``script`` is."""
        x, y = self.run(
            f"(() => {{ const [x, y] = kg.adapter.project({script});"
            "const box = document.getElementById('canvas').getBoundingClientRect();"
            "return [x + box.left, y + box.top]; })()"
        )
        return x, y

    def settle(self) -> None:
        """Wait until what was asked for is on the screen: two frames are drawn."""
        self.run("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")

    def shot(self, name: str) -> Path:
        """Keep a screenshot under ``name``."""
        OUT.mkdir(parents=True, exist_ok=True)
        path = OUT / f"{name}.png"
        self.settle()
        self.page.screenshot(path=path)
        return path

    def reset(self) -> None:
        """Everything as it was when the page was opened."""
        self.page.bring_to_front()
        self.run(_RESET)
        self.settle()


_RESET = """(() => {
  kg.pick(null);
  for (const box of document.querySelectorAll(".entry input")) if (!box.checked) box.click();
  const slider = document.getElementById("confidence"), search = document.getElementById("search");
  slider.value = slider.min;
  search.value = "";
  for (const field of [slider, search]) field.dispatchEvent(new Event("input"));
  document.activeElement.blur();
  const theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  if (document.documentElement.dataset.theme !== theme) document.getElementById("theme").click();
  kg.adapter.fit(false);
})()"""


def until(condition: Callable[[], bool], says: str, seconds: float = 60) -> None:
    """Wait for ``condition``; a machine that is busy only takes longer."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"after {seconds} s still not so: {says}"
        time.sleep(0.05)


def chromium() -> str:
    """Where Chromium is."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.fail("the browser tests need Chromium: scripts/install-chromium installs it")
    return found


class Pages:
    """Views opened from disk in one browser, with the network off."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self._browser, self._folder = browser, folder
        self._kept: dict[Any, Opened] = {}
        self._contexts: list[Any] = []

    def open(self, made: View, scheme: str = "light", seconds: float = 120) -> Opened:
        """Write a view, open it, and wait until it is drawn."""
        path = made.save(self._folder / f"{len(self._contexts)}.html")
        context = self._browser.new_context(
            offline=True, viewport={"width": 1280, "height": 800}, color_scheme=scheme
        )
        self._contexts.append(context)
        opened = Opened(context.new_page())
        errors, page = opened.errors, opened.page
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda d: (errors.append(d.message), d.dismiss()))
        page.on("request", lambda request: opened.requests.append(request.url))
        page.set_default_timeout(seconds * 1000)
        page.goto(path.as_uri(), wait_until="commit", timeout=seconds * 1000)

        # Not wait_for_function: the page forbids the eval that it needs.
        def drawn() -> bool:
            assert not errors, errors
            return bool(opened.run("window.kg ? kg.ready || 0 : 0"))

        until(drawn, "the page is drawn", seconds)
        return opened

    def show(self, tables: Tables, scheme: str = "light", **options: Any) -> Opened:
        """The page of a part of a graph; opened once, and as if it had just been opened."""
        key = (tables.root, scheme, *sorted(options.items()))
        if key in self._kept:
            self._kept[key].reset()
        else:
            self._kept[key] = self.open(view(tables, **options), scheme)
        return self._kept[key]

    @contextmanager
    def another(self) -> "Iterator[Pages]":
        """The same in a browser of its own."""
        browser = launched(self._browser.browser_type)
        folder = self._folder / "another"
        folder.mkdir(exist_ok=True)
        yield Pages(browser, folder)
        browser.close()

    def close(self) -> None:
        """Close all."""
        for context in self._contexts:
            context.close()


def launched(kind: Any) -> Any:
    """Chromium as the tests run it."""
    flags = ["no-sandbox", "disable-gpu", "no-first-run", "disable-background-networking",
             "disable-component-update", "disable-sync"]  # fmt: skip
    return kind.launch(
        executable_path=chromium(), headless=True, args=[f"--{flag}" for flag in flags]
    )


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Headless Chromium, and the pages that tests share in it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = launched(driver.chromium)
        made = Pages(browser, tmp_path_factory.mktemp("pages"))
        yield made
        made.close()
        browser.close()
