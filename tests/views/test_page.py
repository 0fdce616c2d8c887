"""The text of interactive pages."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ExportError
from kg.graph.tables import Tables
from kg.views import view
from kg.views.page import embedded
from tests.views.conftest import NASTY


@given(st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.integers()))
def test_embedded_json_reads_back_and_holds_no_markup(value: object) -> None:
    text = embedded(value)
    assert "<" not in text
    text.encode("utf-8")
    assert json.loads(text) == value


def test_lone_surrogates_do_not_stop_a_page() -> None:
    assert json.loads(embedded("a\ud800b")) == "a?b"


@pytest.mark.parametrize("renderer", ["pyvis", "sigma"])
def test_a_page_holds_all_it_needs(small: Tables, tmp_path: Path, renderer: str) -> None:
    text = view(small, renderer=renderer).to_html()
    assert not re.search(r"<(script|link|img|iframe)[^>]*\s(src|href)=", text)
    assert "sourceMappingURL" not in text
    assert "default-src 'none'" in text
    assert text.count("<h1") == 1


def test_small_pictures_are_drawn_by_pyvis_and_large_ones_by_sigma(medium: Tables) -> None:
    assert 'kg.start("pyvis")' in view(medium, top=100).to_html()
    large = view(medium, types=("paper", "method"), top=1200)
    assert len(large.picture.nodes) > 1000
    assert 'kg.start("sigma")' in large.to_html()


def test_writing_touches_nothing_else(
    small: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "mine.txt").write_text("mine")
    view(small).save("view.html")
    found = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*"))
    assert found == ["lib", "lib/mine.txt", "view.html"]


def test_pages_are_utf8_whatever_the_locale(nasty: Tables, tmp_path: Path) -> None:
    path = view(nasty, types=("paper", "method")).save(tmp_path / "view.html")
    data = re.search(r'id="kg-data">(.*?)</script>', path.read_text("utf-8"), re.DOTALL)
    assert data is not None
    shown = {row[1] for row in json.loads(data[1])["nodes"]}
    assert shown <= set(NASTY) and len(shown) >= 5


def test_a_view_shows_itself_in_a_notebook(nasty: Tables) -> None:
    made = view(nasty, title=NASTY[1])
    shown = made._repr_html_()
    assert shown.startswith('<iframe srcdoc="') and shown.endswith("</iframe>")
    assert "<script" not in shown and shown.count('"') == 6
    assert NASTY[1] in repr(made)


def test_other_endings_and_places_are_refused(small: Tables, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"ends in .html, .svg"):
        view(small).save(tmp_path / "view.docx")
    with pytest.raises(ExportError, match="cannot be written"):
        view(small).save(tmp_path / "no" / "view.html")
