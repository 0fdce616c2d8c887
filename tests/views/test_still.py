"""Still pictures and plots."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from kg.errors import ExportError, KgError, NotFoundError, UnknownNameError
from kg.graph.tables import Tables
from kg.views import PlotOptions, plot, view
from kg.views.plots.heatmap import densest
from kg.views.still import figure
from tests.views.conftest import OUT
from tests.views.synthetic import entity, paper, statement, write

KINDS: list[tuple[str, PlotOptions]] = [
    ("timeline", {"of": "Method"}),
    ("heatmap", {"rows": "Task", "cols": "Dataset"}),
    ("bars", {"of": "Dataset"}),
    ("network", {"project": "method-dataset", "top": 30}),
]


def boxes(made: Figure) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Every visible text of a figure with where it is."""
    made.canvas.draw()
    found = []
    for text in made.findobj(Text):
        assert isinstance(text, Text)
        if text.get_visible() and text.get_text().strip():
            box = text.get_window_extent()
            found.append((text.get_text(), (box.x0, box.y0, box.x1, box.y1)))
    return found


def keep(path: Path) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, OUT / path.name)


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_view_saves_as_a_still_the_same_each_time(
    small: Tables, tmp_path: Path, ending: str
) -> None:
    one, two = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    view(small, around="ImageNet").save(one)
    view(small, around="ImageNet").save(two)
    assert one.read_bytes() == two.read_bytes()
    start = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}[ending]
    assert one.read_bytes().startswith(start)
    keep(one.rename(tmp_path / f"still.{ending}"))


def test_stills_do_not_depend_on_hash_seeds(small: Tables, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from kg.graph.tables import open_tables;"
        "from kg.views import view; view(open_tables(Path(sys.argv[1]))).save(sys.argv[2]);"
        "view(open_tables(Path(sys.argv[1]))).save(sys.argv[2] + '.html')"
    )
    # This process has a seed of its own.
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    subprocess.run(
        [sys.executable, "-c", script, str(small.root), str(tmp_path / "other.svg")],
        env={"PYTHONHASHSEED": seed, "PATH": "", "LC_ALL": "C"},
        check=True,
    )
    for ending in (".svg", ".svg.html"):
        mine = view(small).save(tmp_path / f"mine{ending}")
        assert mine.read_bytes() == (tmp_path / f"other{ending}").read_bytes()


def test_sixty_names_are_all_there_and_none_overlap(medium: Tables) -> None:
    picture = view(medium, top=60).picture
    assert 55 <= len(picture.nodes) <= 60
    made = figure(picture)
    texts = boxes(made)
    shown = {text for text, _ in texts}
    assert {node.name for node in picture.nodes} <= shown
    width, height = made.canvas.get_width_height()
    for number, (_, one) in enumerate(texts):
        assert one[0] >= -1 and one[2] <= width + 1 and one[1] >= -1 and one[3] <= height + 1
        for _, two in texts[number + 1 :]:
            assert (
                one[2] <= two[0] + 1
                or two[2] <= one[0] + 1
                or one[3] <= two[1] + 1
                or two[3] <= one[1] + 1
            )


def test_a_still_has_title_and_legend(small: Tables) -> None:
    shown = {text for text, _ in boxes(figure(view(small, around="ImageNet").picture))}
    assert {"Around ImageNet", "Method", "Dataset", "introduces", "evaluates on"} <= shown


def test_any_name_can_be_printed(nasty: Tables, tmp_path: Path) -> None:
    picture = view(nasty, types=("paper", "method", "dataset"), title="$x_1$ and ${y}")
    assert picture.save(tmp_path / "nasty.svg").stat().st_size > 1000
    keep(picture.save(tmp_path / "nasty.png"))
    assert "$x_1$ and ${y}" in {text for text, _ in boxes(figure(picture.picture))}


@pytest.mark.parametrize(("kind", "options"), KINDS)
def test_plots_are_readable_at_column_width(
    medium: Tables, tmp_path: Path, kind: str, options: PlotOptions
) -> None:
    made = plot(medium, kind, tmp_path / f"plot-{kind}.png", **{**options, "width": 3.3})
    assert isinstance(made, Figure) and made.get_figwidth() == 3.3
    keep(tmp_path / f"plot-{kind}.png")
    width, height = made.canvas.get_width_height()
    for text, (left, low, right, top) in boxes(made):
        assert left >= -1 and low >= -1 and right <= width + 1 and top <= height + 1, text
    for text in made.findobj(lambda artist: hasattr(artist, "get_fontsize")):
        assert text.get_fontsize() >= 5  # type: ignore[attr-defined]


@pytest.mark.parametrize(("kind", "options"), KINDS)
def test_plots_are_the_same_each_time(
    small: Tables, tmp_path: Path, kind: str, options: PlotOptions
) -> None:
    files = [tmp_path / f"{n}.svg" for n in (1, 2)]
    for path in files:
        plot(small, kind, path, **options)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_plots_count_papers(small: Tables) -> None:
    shown = [text for text, _ in boxes(plot(small, "bars", of="dataset"))]
    at = shown.index("Most used datasets")
    assert {"ImageNet", "CIFAR-10", "GLUE"} <= set(shown) and at >= 0
    assert sorted(text for text in shown if text.isdigit()) == ["2", "2", "3"]
    cells = [text for text, _ in boxes(plot(small, "heatmap", rows="task", cols="dataset"))]
    # image classification: ImageNet 2, CIFAR-10 2; fine-tuning: GLUE 1, ImageNet 1
    assert sorted(text for text in cells if text.isdigit()) == ["1", "1", "2", "2"]


def test_a_heat_map_shows_what_goes_together() -> None:
    table = np.array([[0, 0, 0], [3, 0, 1], [2, 2, 0]])
    rows, columns = densest(table, 2)
    assert rows.tolist() == [1, 2] and columns.tolist() == [0, 1]
    rows, columns = densest(table, 5)
    assert rows.tolist() == [1, 2] and columns.tolist() == [0, 1, 2]  # nothing empty
    assert [len(part) for part in densest(np.zeros((4, 3), int), 2)] == [2, 2]


def test_a_timeline_says_what_it_leaves_out(tmp_path: Path) -> None:
    lora = entity("Method", "lora", "LoRA")
    rows = [paper(n, f"Paper {n}", 2020 + n, "LoRA") for n in range(3)]
    rows[0]["year"] = None
    said = [statement(row, "uses", lora, "LoRA", 1.0) for row in rows]
    tables = write(tmp_path / "graph", rows, [lora], said)
    shown = [text for text, _ in boxes(plot(tables, "timeline"))]
    assert any("1 paper without a year left out" in text for text in shown)


def test_long_titles_and_names_stay_on_the_page(nasty: Tables) -> None:
    long = "A title that goes on and on " * 11
    kinds = [plot(nasty, kind, title=long) for kind in ("timeline", "bars", "network")]
    for made in [*kinds, figure(view(nasty, title=long).picture)]:
        width, height = made.canvas.get_width_height()
        for text, (left, low, right, top) in boxes(made):
            assert left >= -1 and right <= width + 1 and low >= -1 and top <= height + 1, text


def test_titles_name_several_things_rightly(small: Tables) -> None:
    shown = [text for text, _ in boxes(plot(small, "bars", of="Repository"))]
    assert "Most used repositories" in shown


def test_a_subtitle_is_not_cut_short(medium: Tables) -> None:
    picture = view(medium, top=60, since=2016, min_confidence=0.55, predicates=("uses",)).picture
    shown = " ".join(text for text, _ in boxes(figure(picture)))
    assert picture.subtitle in shown
    assert picture.notes and all(note in shown for note in picture.notes)


def test_filters_count_too(small: Tables) -> None:
    shown = [text for text, _ in boxes(plot(small, "bars", of="dataset", since=2021))]
    assert sorted(text for text in shown if text.isdigit()) == ["1", "2"]


def test_a_plot_shows_itself_in_a_notebook(small: Tables) -> None:
    made = plot(small, "timeline")
    assert made._repr_png_().startswith(b"\x89PNG")  # type: ignore[attr-defined]


def test_wrong_plots_say_what_is_right(small: Tables, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="timeline, heatmap, bars, network"):
        plot(small, "pie")
    with pytest.raises(KgError, match="bars has no option 'rows'; it has: of"):
        plot(small, "bars", rows="Task")
    with pytest.raises(NotFoundError, match="no papers about venues"):
        plot(small, "bars", of="Venue")
    with pytest.raises(KgError, match="two types"):
        plot(small, "heatmap", rows="Task", cols="tasks")
    with pytest.raises(ExportError, match="ends in"):
        plot(small, "bars", tmp_path / "bars.gif")
    with pytest.raises(ExportError, match="cannot be written"):
        plot(small, "bars", tmp_path / "no" / "bars.svg")
