"""What people see and do: the pages in a real browser, opened from disk, with the network off."""

import io
import sys
from collections.abc import Callable
from typing import Any

import psutil
import pytest
from PIL import Image

from kg.graph.tables import Tables
from kg.views import view
from kg.views.show import View
from kg.views.style import TYPES
from tests.views.conftest import NASTY, Opened
from tests.views.synthetic import made_up

Show = Callable[..., Opened]
RENDERERS = ("pyvis", "sigma")


def colours(opened: Opened, script: str = "undefined") -> set[tuple[int, int, int]]:
    """The colours on the drawing, around the node ``script`` where one is named."""
    image = Image.open(io.BytesIO(opened.page.locator("#stage").screenshot())).convert("RGB")
    if script != "undefined":
        x, y, _ = opened.run(f"kg.adapter.project({script})")
        image = image.crop((int(x) - 4, int(y) - 4, int(x) + 5, int(y) + 5))
    return {colour for _, colour in image.getcolors(1 << 20)}


def rgb(text: str) -> tuple[int, int, int]:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def entry(opened: Opened, name: str) -> Any:
    return opened.page.locator(".entry", has_text=name).locator("input")


def visible(opened: Opened, kind: str = "nodes") -> int:
    return int(opened.run(f"kg.model.{kind}.filter((item) => item.visible).length"))


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_opens_from_disk_without_a_network(
    small: Tables, show: Show, renderer: str, scheme: str
) -> None:
    opened = show(view(small, around="ImageNet", renderer=renderer), scheme)
    opened.page.wait_for_timeout(300)
    assert opened.errors == []
    assert len(opened.requests) == 1 and opened.requests[0].startswith("file://")
    found = colours(opened)
    for name in ("Method", "Dataset", "Task"):
        assert rgb(TYPES[name].color) in found, f"no {name} on the canvas"
    opened.shot(f"around-{renderer}-{scheme}")


@pytest.mark.parametrize("renderer", RENDERERS)
def test_nodes_are_where_the_layout_put_them(small: Tables, show: Show, renderer: str) -> None:
    opened = show(view(small, renderer=renderer))
    index = opened.run("kg.model.nodes.findIndex((n) => n.name === 'ImageNet')")
    assert rgb(TYPES["Dataset"].color) in colours(opened, f"kg.model.nodes[{index}]")


@pytest.mark.parametrize("renderer", RENDERERS)
def test_legend_switches_types_off_and_on(small: Tables, show: Show, renderer: str) -> None:
    opened = show(view(small, around="ImageNet", renderer=renderer))
    before = visible(opened)
    methods = opened.run("kg.model.nodes.filter((n) => n.type.name === 'Method').length")
    entry(opened, "Method").uncheck()
    opened.page.wait_for_timeout(200)
    assert methods > 0 and visible(opened) <= before - methods
    assert rgb(TYPES["Method"].color) not in colours(opened)
    assert "of" in opened.page.locator("#status").inner_text()
    entry(opened, "Method").check()
    opened.page.wait_for_timeout(200)
    assert visible(opened) == before
    assert rgb(TYPES["Method"].color) in colours(opened)


@pytest.mark.parametrize("renderer", RENDERERS)
def test_legend_switches_predicates(small: Tables, show: Show, renderer: str) -> None:
    opened = show(view(small, around="ImageNet", renderer=renderer))
    before = visible(opened, "edges")
    entry(opened, "evaluates on").uncheck()
    assert 0 < visible(opened, "edges") < before


@pytest.mark.parametrize("renderer", RENDERERS)
def test_search_finds_names_and_aliases_by_keys_alone(
    small: Tables, show: Show, renderer: str
) -> None:
    opened = show(view(small, renderer=renderer))
    keyboard = opened.page.keyboard
    opened.page.locator("#canvas").focus()
    keyboard.press("/")
    keyboard.type("low-rank")
    hits = opened.page.locator("#hits [role=option]")
    assert hits.count() == 1
    assert "LoRA" in hits.first.inner_text() and "Low-Rank Adaptation" in hits.first.inner_text()
    keyboard.press("Enter")
    card = opened.page.locator("#card")
    assert card.locator("h2").inner_text() == "LoRA"
    assert "Low-Rank Adaptation" in card.inner_text()
    keyboard.press("Escape")
    assert card.is_hidden()


def test_search_brings_back_what_was_switched_off(small: Tables, show: Show) -> None:
    opened = show(view(small))
    entry(opened, "Dataset").uncheck()
    opened.page.locator("#search").fill("glue")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#card h2").inner_text() == "GLUE"
    assert entry(opened, "Dataset").is_checked()
    assert opened.run("kg.model.nodes.find((n) => n.name === 'GLUE').visible")


def test_search_says_when_nothing_is_called_so(small: Tables, show: Show) -> None:
    opened = show(view(small))
    opened.page.locator("#search").fill("zzzz")
    assert "No name" in opened.page.locator("#hits").inner_text()
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#card").is_hidden()


@pytest.mark.parametrize("renderer", RENDERERS)
def test_click_on_a_node_shows_its_card_and_dims_the_rest(
    small: Tables, show: Show, renderer: str
) -> None:
    opened = show(view(small, around="ImageNet", renderer=renderer))
    node = "kg.model.nodes.find((n) => n.name === 'ResNet')"
    far = "kg.model.nodes.find((n) => !kg.state().nodes || !kg.state().nodes.has(n))"
    opened.page.mouse.click(*opened.at(node))
    card = opened.page.locator("#card")
    card.wait_for(state="visible")
    text = card.inner_text()
    assert "Method" in text and "Residual Network" in text and "method:resnet" in text
    assert card.locator(".years rect").count() == 3  # 2016, 2020 and 2021
    assert card.locator(".link").count() >= 3
    opened.page.wait_for_timeout(200)
    colour = opened.run(f"{far}.type.color")
    assert rgb(colour) not in colours(opened, far)
    opened.shot(f"card-{renderer}")
    opened.page.keyboard.press("Escape")
    assert card.is_hidden()
    assert opened.errors == []


@pytest.mark.parametrize("renderer", RENDERERS)
def test_click_on_an_edge_shows_its_evidence(small: Tables, show: Show, renderer: str) -> None:
    opened = show(view(small, around="LoRA", hops=1, renderer=renderer))
    edge = "kg.model.edges.find((e) => e.predicate.name === 'introduces')"
    (x1, y1), (x2, y2) = opened.at(f"{edge}.source"), opened.at(f"{edge}.target")
    opened.page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2)
    card = opened.page.locator("#card")
    card.wait_for(state="visible")
    text = card.inner_text()
    assert "Small matrices for large models" in text
    assert "confidence 0.98" in text and "test/1" in text
    assert card.locator("mark").inner_text() == "LoRA"
    assert "In this work we look at LoRA" in text
    link = card.locator("a").first
    assert link.get_attribute("href") == "https://example.org/papers/2201.00003"
    opened.shot(f"evidence-{renderer}")


def test_edge_of_a_projection_quotes_both_ends(small: Tables, show: Show) -> None:
    opened = show(view(small, project="method-dataset"))
    opened.run(
        "kg.pick(kg.model.edges.find((e) => e.source.name === 'ResNet'"
        " && e.target.name === 'ImageNet'))"
    )
    text = opened.page.locator("#card").inner_text()
    assert "2 papers" in text
    assert "Deep residual images" in text and "Images as words" in text
    assert "introduces ResNet" in text and "evaluates on ImageNet" in text


def test_cards_lead_from_node_to_evidence_and_back_by_keys(small: Tables, show: Show) -> None:
    opened = show(view(small, around="LoRA"))
    opened.run("kg.pick(kg.model.nodes.find((n) => n.name === 'LoRA'))")
    opened.page.locator("#card .link").first.focus()
    opened.page.keyboard.press("Enter")
    assert "EVIDENCE" in opened.page.locator("#card").inner_text().upper()
    opened.page.locator("#card .link").first.focus()
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#card .id").count() == 1


@pytest.mark.parametrize("renderer", RENDERERS)
def test_slider_filters_by_confidence(small: Tables, show: Show, renderer: str) -> None:
    opened = show(view(small, around="ImageNet", renderer=renderer))
    nodes, edges = visible(opened), visible(opened, "edges")
    slider = opened.page.locator("#confidence")
    slider.focus()
    opened.page.keyboard.press("End")
    opened.page.keyboard.press("ArrowLeft")
    opened.page.wait_for_timeout(200)
    slider.fill("0.9")
    opened.page.wait_for_timeout(200)
    sure = opened.run("kg.model.edges.filter((e) => e.confidence >= 0.9).length")
    assert visible(opened, "edges") == sure < edges
    assert visible(opened) < nodes
    assert opened.page.locator("#least").inner_text() == "0.90"
    slider.fill("0")
    opened.page.wait_for_timeout(200)
    assert visible(opened, "edges") == edges


def test_theme_follows_the_system_and_the_button(small: Tables, show: Show) -> None:
    opened = show(view(small), "dark")
    assert opened.run("document.documentElement.dataset.theme") == "dark"
    opened.page.locator("#theme").click()
    opened.page.wait_for_timeout(200)
    assert opened.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert (255, 255, 255) in colours(opened)


@pytest.mark.parametrize("renderer", RENDERERS)
def test_arrow_keys_move_and_zoom(small: Tables, show: Show, renderer: str) -> None:
    opened = show(view(small, renderer=renderer))
    first = "kg.model.nodes[0]"
    opened.page.locator("#canvas").focus()
    x, y = opened.at(first)
    opened.page.keyboard.press("ArrowRight")
    opened.page.wait_for_timeout(200)
    moved = opened.at(first)
    assert moved[0] == pytest.approx(x - 60, abs=2) and moved[1] == pytest.approx(y, abs=2)
    span = opened.run(
        "kg.adapter.project(kg.model.nodes[0])[0]-kg.adapter.project(kg.model.nodes[1])[0]"
    )
    opened.page.keyboard.press("+")
    opened.page.wait_for_timeout(200)
    wider = opened.run(
        "kg.adapter.project(kg.model.nodes[0])[0]-kg.adapter.project(kg.model.nodes[1])[0]"
    )
    assert wider == pytest.approx(1.25 * span, rel=0.02)


@pytest.mark.parametrize("renderer", RENDERERS)
def test_names_are_text_whatever_they_hold(nasty: Tables, show: Show, renderer: str) -> None:
    picture = view(nasty, types=("paper", "method", "dataset"), renderer=renderer, title=NASTY[1])
    opened = show(picture)
    assert opened.page.locator("h1").inner_text() == NASTY[1]
    assert opened.page.title() == NASTY[1]
    found = set(opened.run("kg.model.nodes.map((node) => node.name)"))
    assert found == set(NASTY) == {node.name for node in picture.picture.nodes}
    for index in range(len(picture.picture.nodes)):
        opened.run(f"kg.pick(kg.model.nodes[{index}])")
        shown = opened.page.locator("#card h2").evaluate("(h) => h.textContent")
        assert shown == picture.picture.nodes[index].name
    for index in range(len(picture.picture.edges)):
        opened.run(f"kg.pick(kg.model.edges[{index}])")
        assert opened.page.locator("#card mark").first.evaluate("(m) => m.textContent") in NASTY
    opened.page.locator("#search").fill("<script>")
    assert "<script>alert(1)</script>" in opened.page.locator("#hits").inner_text()
    opened.shot(f"nasty-{renderer}")
    opened.page.wait_for_timeout(200)
    assert opened.run("document.querySelectorAll('img, b, iframe').length") == 0
    assert opened.errors == [] and len(opened.requests) == 1


def test_a_script_is_no_address(small: Tables, show: Show) -> None:
    opened = show(view(small, around="a bad link"))
    opened.run("kg.pick(kg.model.nodes.find((n) => n.name === 'a bad link'))")
    assert opened.page.locator("#card h2 a").count() == 0
    assert opened.run("kg.anchor('javascript:alert(1)', 'x').tagName") == "SPAN"


def test_labels_do_not_lie_over_each_other(medium: Tables, show: Show) -> None:
    opened = show(view(medium))
    drawn = opened.run("kg.paint.drawn.length")
    assert drawn >= 40
    boxes = opened.run("kg.paint.boxes")
    overlaps = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert overlaps == []
    opened.shot("overview-light")


def test_left_out_is_said_on_the_page(medium: Tables, show: Show) -> None:
    opened = show(view(medium, top=30))
    assert "30 of" in opened.page.locator("#notes").inner_text()


def browser_seconds() -> float:
    """Processor time that the browser has used so far, in all its processes."""
    times = (process.cpu_times() for process in psutil.Process().children(recursive=True))
    return sum(time.user + time.system for time in times)


@pytest.mark.parametrize(("nodes", "seconds"), [(1_000, 3.0), (20_000, 15.0)])
def test_large_pictures_appear_in_time(
    nodes: int, seconds: float, show: Show, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the clock, or, since tests share machines that are busy, by the browser's own work."""
    picture = made_up(nodes)
    before = browser_seconds()
    opened = show(View(picture), seconds=400)
    work, drawn = browser_seconds() - before, opened.run("kg.ready") / 1000
    with capsys.disabled():
        sys.stdout.write(f"\n{nodes} nodes: there after {drawn:.1f} s, {work:.1f} s of work\n")
    assert min(drawn, work) <= seconds
    assert opened.errors == []
    opened.shot(f"large-{nodes}")
