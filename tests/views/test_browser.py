"""What people see and do: the pages in a real browser, opened from disk, with the network off."""

import io
from typing import Any

import pytest
from PIL import Image

from kg.graph.tables import Tables
from kg.views import view
from kg.views.style import TYPES
from tests.views.conftest import NASTY, Opened, Pages, until

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


def ring(opened: Opened, script: str) -> set[tuple[int, int, int]]:
    """The colours right outside the node ``script``."""
    stage = opened.page.locator("#stage").screenshot()
    image = Image.open(io.BytesIO(stage)).convert("RGB")
    x, y, radius = opened.run(f"kg.adapter.project({script})")
    return {image.getpixel((int(x - radius - away), int(y))) for away in (3, 4, 5)}  # type: ignore[misc]  # a pixel of RGB


def entry(opened: Opened, name: str) -> Any:
    return opened.page.locator(".entry", has_text=name).locator("input")


def visible(opened: Opened, kind: str = "nodes") -> int:
    return int(opened.run(f"kg.model.{kind}.filter((item) => item.visible).length"))


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_opens_from_disk_without_a_network(
    small: Tables, pages: Pages, renderer: str, scheme: str
) -> None:
    opened = pages.show(small, scheme=scheme, around="ImageNet", renderer=renderer)
    wanted = {rgb(TYPES[name].color) for name in ("Method", "Dataset", "Task")}
    until(lambda: wanted <= colours(opened), "methods, datasets and tasks are on the canvas")
    opened.shot(f"around-{renderer}-{scheme}")
    assert opened.errors == []
    assert len(opened.requests) == 1 and opened.requests[0].startswith("file://")


@pytest.mark.parametrize("renderer", RENDERERS)
def test_nodes_are_where_the_layout_put_them(small: Tables, pages: Pages, renderer: str) -> None:
    opened = pages.show(small, renderer=renderer)
    index = opened.run("kg.model.nodes.findIndex((n) => n.name === 'ImageNet')")
    node = f"kg.model.nodes[{index}]"
    until(lambda: rgb(TYPES["Dataset"].color) in colours(opened, node), "ImageNet is at its place")


@pytest.mark.parametrize("renderer", RENDERERS)
def test_legend_switches_types_off_and_on(small: Tables, pages: Pages, renderer: str) -> None:
    opened = pages.show(small, around="ImageNet", renderer=renderer)
    before = visible(opened)
    methods = opened.run("kg.model.nodes.filter((n) => n.type.name === 'Method').length")
    colour = rgb(TYPES["Method"].color)
    # A node that is switched off takes its links along, so that no part of a link's colour stays.
    entry(opened, "Method").uncheck()
    until(lambda: colour not in colours(opened), "methods are gone from the canvas")
    assert methods > 0 and visible(opened) <= before - methods
    assert "of" in opened.page.locator("#status").inner_text()
    entry(opened, "Method").check()
    until(lambda: colour in colours(opened), "methods are back")
    assert visible(opened) == before


@pytest.mark.parametrize("renderer", RENDERERS)
def test_legend_switches_predicates(small: Tables, pages: Pages, renderer: str) -> None:
    opened = pages.show(small, around="ImageNet", renderer=renderer)
    before = visible(opened, "edges")
    entry(opened, "evaluates on").uncheck()
    assert 0 < visible(opened, "edges") < before


@pytest.mark.parametrize("renderer", RENDERERS)
def test_search_finds_names_and_aliases_by_keys_alone(
    small: Tables, pages: Pages, renderer: str
) -> None:
    opened = pages.show(small, renderer=renderer)
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


def test_search_brings_back_what_was_switched_off(small: Tables, pages: Pages) -> None:
    opened = pages.show(small, renderer="pyvis")
    entry(opened, "Dataset").uncheck()
    opened.page.locator("#search").fill("glue")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#card h2").inner_text() == "GLUE"
    assert entry(opened, "Dataset").is_checked()
    assert opened.run("kg.model.nodes.find((n) => n.name === 'GLUE').visible")


def test_search_says_when_nothing_is_called_so(small: Tables, pages: Pages) -> None:
    opened = pages.show(small, renderer="pyvis")
    opened.page.locator("#search").fill("zzzz")
    assert "No name" in opened.page.locator("#hits").inner_text()
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#card").is_hidden()


@pytest.mark.parametrize("renderer", RENDERERS)
def test_click_on_a_node_shows_its_card_and_dims_the_rest(
    small: Tables, pages: Pages, renderer: str
) -> None:
    opened = pages.show(small, around="ImageNet", renderer=renderer)
    node = "kg.model.nodes.find((n) => n.name === 'ResNet')"
    far = "kg.model.nodes.find((n) => !kg.state().nodes || !kg.state().nodes.has(n))"
    x, y = opened.at(node)
    opened.page.mouse.click(x, y)
    card = opened.page.locator("#card")
    card.wait_for(state="visible")
    text = card.inner_text()
    assert "Method" in text and "Residual Network" in text and "method:resnet" in text
    assert card.locator(".years rect").count() == 3  # 2016, 2020 and 2021
    assert card.locator(".link").count() >= 3
    colour = rgb(opened.run(f"{far}.type.color"))
    until(lambda: colour not in colours(opened, far), "what is not linked is dimmed")
    assert (27, 31, 36) in ring(opened, node), "no ring around what was clicked"
    opened.shot(f"card-{renderer}")
    opened.page.keyboard.press("Escape")
    assert card.is_hidden()
    assert opened.errors == []


@pytest.mark.parametrize("renderer", RENDERERS)
def test_click_on_an_edge_shows_its_evidence(small: Tables, pages: Pages, renderer: str) -> None:
    opened = pages.show(small, around="LoRA", hops=1, renderer=renderer)
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
    ends = card.locator("h2").inner_text().split("\n")
    assert [part.strip() for part in ends if part.strip()] == [
        "Small matrices for large models", "introduces", "LoRA"
    ]  # fmt: skip
    link = card.locator("a").first
    assert link.get_attribute("href") == "https://example.org/papers/2201.00003"
    opened.shot(f"evidence-{renderer}")


def test_edge_of_a_projection_quotes_both_ends(small: Tables, pages: Pages) -> None:
    opened = pages.show(small, project="method-dataset")
    opened.run(
        "kg.pick(kg.model.edges.find((e) => e.source.name === 'ResNet'"
        " && e.target.name === 'ImageNet'))"
    )
    text = opened.page.locator("#card").inner_text()
    assert "2 papers" in text
    assert "Deep residual images" in text and "Images as words" in text
    assert "introduces ResNet" in text and "evaluates on ImageNet" in text


def test_cards_lead_from_node_to_evidence_and_back_by_keys(small: Tables, pages: Pages) -> None:
    opened = pages.show(small, around="LoRA", hops=1, renderer="pyvis")
    opened.run("kg.pick(kg.model.nodes.find((n) => n.name === 'LoRA'))")
    opened.page.locator("#card .link").first.focus()
    opened.page.keyboard.press("Enter")
    assert "EVIDENCE" in opened.page.locator("#card").inner_text().upper()
    opened.page.locator("#card .link").first.focus()
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#card .id").count() == 1


@pytest.mark.parametrize("renderer", RENDERERS)
def test_slider_filters_by_confidence(small: Tables, pages: Pages, renderer: str) -> None:
    opened = pages.show(small, around="ImageNet", renderer=renderer)
    nodes, edges = visible(opened), visible(opened, "edges")
    slider = opened.page.locator("#confidence")
    slider.focus()
    opened.page.keyboard.press("End")
    opened.page.keyboard.press("ArrowLeft")
    opened.settle()
    assert opened.page.locator("#least").inner_text() == "0.99"
    assert visible(opened, "edges") == 0
    slider.fill("0.9")
    opened.settle()
    sure = opened.run("kg.model.edges.filter((e) => e.confidence >= 0.9).length")
    assert 0 < visible(opened, "edges") == sure < edges
    assert visible(opened) < nodes
    assert opened.page.locator("#least").inner_text() == "0.90"
    slider.fill("0")
    opened.settle()
    assert visible(opened, "edges") == edges


def test_theme_follows_the_system_and_the_button(small: Tables, pages: Pages) -> None:
    opened = pages.show(small, scheme="dark", around="ImageNet", renderer="pyvis")
    assert opened.run("document.documentElement.dataset.theme") == "dark"
    assert (255, 255, 255) not in colours(opened)
    opened.page.locator("#theme").click()
    assert opened.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    until(lambda: (255, 255, 255) in colours(opened), "the canvas is light")


@pytest.mark.parametrize("renderer", RENDERERS)
def test_arrow_keys_move_and_zoom(small: Tables, pages: Pages, renderer: str) -> None:
    opened = pages.show(small, renderer=renderer)
    first = "kg.model.nodes[0]"
    opened.page.locator("#canvas").focus()
    x, y = opened.at(first)
    opened.page.keyboard.press("ArrowRight")
    until(lambda: opened.at(first) == pytest.approx((x - 60, y), abs=2), "it moved by 60 pixels")
    across = "kg.adapter.project(kg.model.nodes[0])[0] - kg.adapter.project(kg.model.nodes[1])[0]"
    span = opened.run(across)
    opened.page.keyboard.press("+")
    wider = pytest.approx(1.25 * span, rel=0.02)
    until(lambda: opened.run(across) == wider, "it is larger by a quarter")
    opened.page.keyboard.press("0")
    until(lambda: opened.at(first) == pytest.approx((x, y), abs=2), "everything is back")


def test_enter_opens_what_is_in_the_middle(small: Tables, pages: Pages) -> None:
    opened = pages.show(small, renderer="pyvis")
    nearest = opened.run(
        "(() => { const c = document.getElementById('canvas');"
        "const away = (n) => { const [x, y] = kg.adapter.project(n);"
        "return Math.hypot(x - c.clientWidth / 2, y - c.clientHeight / 2); };"
        "return [...kg.model.nodes].sort((a, b) => away(a) - away(b))[0].name; })()"
    )
    opened.page.locator("#canvas").focus()
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#card h2").inner_text() == nearest
    assert opened.run("document.activeElement.id") == "card"


@pytest.mark.parametrize("renderer", RENDERERS)
def test_names_are_text_whatever_they_hold(nasty: Tables, pages: Pages, renderer: str) -> None:
    picture = view(nasty, types=("paper", "method", "dataset"), renderer=renderer, title=NASTY[1])
    opened = pages.open(picture)
    assert opened.page.locator("h1").inner_text() == NASTY[1]
    assert opened.page.title() == NASTY[1]
    found = set(opened.run("kg.model.nodes.map((node) => node.name)"))
    assert found == set(NASTY) == {node.name for node in picture.picture.nodes}
    heads = opened.run(
        "kg.model.nodes.map((n) => { kg.pick(n);"
        "return document.querySelector('#card h2').textContent; })"
    )
    assert heads == [node.name for node in picture.picture.nodes]
    marks = opened.run(
        "kg.model.edges.map((e) => { kg.pick(e);"
        "return document.querySelector('#card mark').textContent; })"
    )
    assert marks == [edge.quotes[0].text for edge in picture.picture.edges]
    opened.page.locator("#search").fill("<script>")
    assert "<script>alert(1)</script>" in opened.page.locator("#hits").inner_text()
    opened.shot(f"nasty-{renderer}")
    assert opened.run("document.querySelectorAll('img, b, iframe').length") == 0
    assert opened.errors == [] and len(opened.requests) == 1


def test_a_script_is_no_address(small: Tables, pages: Pages) -> None:
    opened = pages.show(small, around="a bad link")
    opened.run("kg.pick(kg.model.nodes.find((n) => n.name === 'a bad link'))")
    assert opened.page.locator("#card h2 a").count() == 0
    assert opened.run("kg.anchor('javascript:alert(1)', 'x').tagName") == "SPAN"


def test_labels_do_not_lie_over_each_other(medium: Tables, pages: Pages) -> None:
    opened = pages.show(medium, renderer="pyvis")
    opened.settle()
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


@pytest.mark.parametrize("renderer", RENDERERS)
def test_shared_papers_point_nowhere(small: Tables, pages: Pages, renderer: str) -> None:
    opened = pages.show(small, renderer=renderer)
    directed = opened.run("kg.model.predicates.map((p) => [p.name, p.directed])")
    assert ["sharedPapers", False] in directed
    drawn = opened.page.locator(".entry", has_text="shared papers").locator("svg polygon")
    assert drawn.count() == 0
    pointed = opened.page.locator("#predicates .entry svg polygon")
    assert pointed.count() == sum(1 for _, points in directed if points)


def test_titles_get_names_where_there_is_little_else(medium: Tables, pages: Pages) -> None:
    opened = pages.show(medium, around=most_used(medium), hops=1, renderer="pyvis")
    assert opened.run("kg.model.nodes.filter((n) => n.type.name === 'Paper').length") > 40
    opened.settle()
    named = opened.run("kg.paint.drawn.map((n) => kg.model.nodes[n].type.name)")
    assert named[0] != "Paper" and named.count("Paper") >= 15
    opened.shot("titles")


def most_used(tables: Tables) -> str:
    row = max(tables.rows("entities"), key=lambda row: (row["papers"], row["id"]))
    return str(row["id"])


def test_names_of_both_ends_keep_off_both(small: Tables, pages: Pages) -> None:
    opened = pages.show(small, around="LoRA", hops=1, renderer="pyvis")
    opened.run("kg.pick(kg.model.edges.find((e) => e.predicate.name === 'introduces'))")
    opened.settle()
    assert len(opened.run("kg.paint.drawn")) == 2
    for left, top, right, bottom in opened.run("kg.paint.boxes"):
        for name in ("LoRA", "Small matrices for large models"):
            node = f"kg.model.nodes.find((n) => n.name === '{name}')"
            x, y, radius = opened.run(f"kg.adapter.project({node})")
            aside, over = max(left - x, 0, x - right), max(top - y, 0, y - bottom)
            assert (aside**2 + over**2) ** 0.5 > 0.8 * radius


def test_many_hits_are_counted_and_chosen_by_arrows(medium: Tables, pages: Pages) -> None:
    opened = pages.show(medium, renderer="pyvis")
    opened.page.locator("#search").fill("net")
    hits = opened.page.locator("#hits")
    options = hits.locator("[role=option]")
    assert options.count() == 12
    total = opened.run("kg.model.nodes.filter((n) => /net/i.test(n.name)).length")
    assert f"and {total - 12} more" in hits.inner_text()
    opened.page.keyboard.press("ArrowDown")
    assert options.nth(1).get_attribute("aria-selected") == "true"
    chosen = options.nth(1).inner_text().strip()
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#card h2").inner_text() == chosen


def test_a_card_counts_the_papers_of_each_year(small: Tables, pages: Pages) -> None:
    opened = pages.show(small, around="ImageNet", renderer="pyvis")
    opened.run("kg.pick(kg.model.nodes.find((n) => n.name === 'ImageNet'))")
    card = opened.page.locator("#card")
    told = card.locator(".years title").evaluate("(t) => t.textContent")
    assert told == "2016: 1, 2021: 1, 2023: 1"
    assert "3 papers" in card.inner_text() and "ILSVRC" in card.inner_text()
    opened.run("kg.pick(kg.model.nodes.find((n) => n.name === 'Images as words'))")
    assert card.locator("h2 a").get_attribute("href") == "https://example.org/papers/2101.00002"
    assert "2021" in card.locator(".kind").first.inner_text()


def test_left_out_is_said_on_the_page(medium: Tables, pages: Pages) -> None:
    opened = pages.show(medium, top=30)
    assert "30 of" in opened.page.locator("#notes").inner_text()
