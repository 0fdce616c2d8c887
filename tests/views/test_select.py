"""Which part of a graph is drawn."""

from pathlib import Path

import pytest

from kg.errors import KgError, NotFoundError, UnknownNameError
from kg.graph.tables import Tables
from kg.rows import Rows
from kg.views import ViewOptions, view
from kg.views.network import Filters
from kg.views.picture import SHARED, Picture
from kg.views.select import TOP
from tests.views.synthetic import entity, paper, statement, write


def picture(tables: Tables, **options: object) -> Picture:
    return view(tables, **options).picture  # type: ignore[arg-type]  # options of many kinds


def names(drawn: Picture) -> set[str]:
    return {node.name for node in drawn.nodes}


def links(drawn: Picture) -> set[tuple[str, str, str]]:
    return {
        (drawn.nodes[e.source].name, e.predicate, drawn.nodes[e.target].name) for e in drawn.edges
    }


def test_overview_folds_papers_into_links(small: Tables) -> None:
    drawn = picture(small)
    assert {node.type for node in drawn.nodes} == {"Method", "Dataset", "Task"}
    pair = {"ResNet", "CIFAR-10"}
    (edge,) = [
        e for e in drawn.edges if {drawn.nodes[e.source].name, drawn.nodes[e.target].name} == pair
    ]
    assert edge.predicate == SHARED and edge.papers == 2 and edge.confidence == 0.9


def test_overview_is_small_and_says_so(medium: Tables) -> None:
    drawn = picture(medium)
    assert TOP * 0.9 <= len(drawn.nodes) <= TOP
    assert any(f"{TOP} of" in note for note in drawn.notes)
    assert len(drawn.edges) <= 4 * TOP
    most = max(drawn.nodes, key=lambda node: node.papers)
    assert drawn.nodes[0] == most


@pytest.mark.parametrize(
    "name", ["ImageNet", "imagenet", "ILSVRC", "dataset:imagenet", "DATASET:IMAGENET"]
)
def test_around_takes_names_aliases_and_ids_in_any_case(small: Tables, name: str) -> None:
    drawn = picture(small, around=name)
    assert drawn.center == 0 and drawn.nodes[0].name == "ImageNet"
    assert {"ResNet", "ViT", "Images as words", "CIFAR-10"} <= names(drawn)
    assert "GLUE" not in names(drawn)


def test_around_a_paper_is_what_it_says(small: Tables) -> None:
    drawn = picture(small, around="small matrices for large models")
    assert names(drawn) == {
        "Small matrices for large models", "LoRA", "GLUE", "fine-tuning", "BERT", "example/lora"
    }  # fmt: skip
    assert picture(small, around="arxiv:2201.00003").nodes == drawn.nodes


def test_hops_reach_farther(small: Tables) -> None:
    near, far = picture(small, around="GLUE", hops=1), picture(small, around="GLUE", hops=4)
    assert names(near) == {"GLUE", "Small matrices for large models", "Words from both sides"}
    assert names(near) < names(far) and "ImageNet" in names(far)


def test_a_near_miss_suggests_names(small: Tables) -> None:
    with pytest.raises(NotFoundError, match="did you mean: ImageNet"):
        picture(small, around="ImagNet")
    with pytest.raises(NotFoundError, match=r"nothing in .* is called 'qqqqq'"):
        picture(small, around="qqqqq")


def test_projection_has_only_links_between_its_sides(small: Tables) -> None:
    drawn = picture(small, project="method-dataset")
    kinds = {(drawn.nodes[e.source].type, drawn.nodes[e.target].type) for e in drawn.edges}
    assert kinds == {("Method", "Dataset")}
    assert ("LoRA", SHARED, "GLUE") in links(drawn)


def test_projection_onto_itself(small: Tables) -> None:
    drawn = picture(small, project="methods-methods")
    assert {node.type for node in drawn.nodes} == {"Method"}
    assert ("ViT", "basedOn", "BERT") in links(drawn)
    assert not any(e.source == e.target for e in drawn.edges)


def test_types_without_papers_fold_around_a_node(small: Tables) -> None:
    drawn = picture(small, around="ImageNet", types=("method",))
    assert {node.type for node in drawn.nodes} == {"Method", "Dataset"}
    assert {"ResNet", "ViT", "LoRA", "ImageNet"} == names(drawn)


def test_types_with_papers_draw_statements(small: Tables) -> None:
    drawn = picture(small, types=("paper", "repository"))
    assert links(drawn) == {("Small matrices for large models", "hasCode", "example/lora")}


def test_predicates_filter(small: Tables) -> None:
    drawn = picture(small, around="ResNet", predicates=("COMPARES_WITH",))
    assert links(drawn) == {("Images as words", "comparesWith", "ResNet")}


def test_confidence_filters(small: Tables) -> None:
    assert "Tuning image models a little" in names(picture(small, around="ImageNet"))
    drawn = picture(small, around="ImageNet", min_confidence=0.5)
    assert "Tuning image models a little" not in names(drawn)


@pytest.mark.parametrize(
    ("since", "until", "papers"),
    [(2021, None, 2), ("2021-02", None, 1), (None, 2020, 1), (None, "2021-01", 2), (2023, 2023, 1)],
)
def test_dates_filter(
    small: Tables, since: str | int | None, until: str | int | None, papers: int
) -> None:
    drawn = picture(small, around="ImageNet", hops=1, since=since, until=until)
    assert len(drawn.nodes) == papers + 1
    assert drawn.nodes[0].papers == papers


@pytest.mark.parametrize(
    ("since", "until", "date", "admitted"),
    [
        ("2020", None, "2020-05-01", True),
        ("2020", None, "2019-12-31", False),
        ("2020-06", None, "2020", True),  # some month of 2020
        ("2020-06-15", None, "2020-05", False),
        (None, "2020", "2020-12-31", True),
        (None, "2020", "2021", False),
        ("2020", None, None, False),
        ("2020", None, "--05-01", False),
        (None, None, None, True),
    ],
)
def test_dates_of_any_precision(
    since: str | None, until: str | None, date: str | None, admitted: bool
) -> None:
    assert Filters(since=since, until=until).admits(date) is admitted


def test_dates_filter_statements_between_entities(small: Tables) -> None:
    assert ("ViT", "basedOn", "BERT") in links(picture(small, until=2021))
    assert ("ViT", "basedOn", "BERT") not in links(picture(small, since=2022))


def test_top_keeps_what_is_connected(medium: Tables) -> None:
    drawn = picture(medium, project="method-dataset", top=40)
    assert 30 <= len(drawn.nodes) <= 40
    ends = {n for e in drawn.edges for n in (e.source, e.target)}
    assert ends == set(range(len(drawn.nodes)))


def test_top_keeps_the_centre(medium: Tables) -> None:
    least = min(medium.rows("entities"), key=lambda row: (row["papers"], row["id"]))
    drawn = picture(medium, around=least["id"], top=5)
    assert drawn.nodes[0].id == least["id"] and len(drawn.nodes) <= 5


def test_query_draws_what_its_rows_hold(small: Tables) -> None:
    rows = Rows(("p", "d"), (("arxiv:1601.00001", "dataset:cifar-10"), ("method:resnet", None)))
    drawn = view(small, rows).picture
    assert names(drawn) == {"Deep residual images", "CIFAR-10", "ResNet"}
    assert ("Deep residual images", "introduces", "ResNet") in links(drawn)


def test_query_takes_iris_and_values_of_cypher(small: Tables) -> None:
    statement = next(s for s in small.rows("statements") if s["predicate"] == "hasCode")
    iri = "https://w3id.org/paper-kg/paper/arxiv/2201.00003"
    link = {"_type": "HAS_CODE", "id": statement["id"], "sources": ["arxiv:1601.00001"]}
    node = {"_label": "Method", "id": "method:lora", "name": "ResNet"}
    rows = Rows(("x", "r", "n"), ((iri, link, [node]),))
    assert names(view(small, rows).picture) == {
        "Small matrices for large models", "example/lora", "LoRA"
    }  # fmt: skip


def test_query_of_statements_draws_just_these(small: Tables) -> None:
    ids = [s["id"] for s in small.rows("statements") if s["predicate"] == "introduces"]
    drawn = view(small, Rows(("s",), tuple((i,) for i in ids))).picture
    assert len(drawn.edges) == len(ids)
    iris = tuple((f"https://w3id.org/paper-kg/statement/{i}",) for i in ids)
    assert view(small, Rows(("s",), iris)).picture.edges == drawn.edges


def test_query_of_names_links_what_shares_papers(small: Tables) -> None:
    drawn = view(small, Rows(("name", "n"), (("ResNet", 4), ("ImageNet", 3), ("GLUE", 2)))).picture
    assert names(drawn) == {"ResNet", "ImageNet", "GLUE"}
    assert links(drawn) == {("ImageNet", SHARED, "ResNet")} or links(drawn) == {
        ("ResNet", SHARED, "ImageNet")
    }


def test_query_that_holds_nothing_says_so(small: Tables) -> None:
    with pytest.raises(NotFoundError, match=r"\(1 row\) holds no node"):
        view(small, Rows(("n",), ((7,),)))


@pytest.mark.parametrize(
    ("options", "error", "says"),
    [
        ({"project": "method"}, KgError, "method-dataset"),
        ({"project": "method-cat"}, UnknownNameError, "no type called 'cat'"),
        ({"project": "paper-method"}, KgError, "papers become the links"),
        ({"types": ("cat",)}, UnknownNameError, "there are: Paper, Method"),
        ({"predicates": ("likes",)}, UnknownNameError, "evaluatesOn"),
        ({"renderer": "ink"}, UnknownNameError, "pyvis, sigma"),
        ({"since": 2090}, NotFoundError, "widen the filters"),
    ],
)
def test_wrong_options_say_what_is_right(
    small: Tables, options: ViewOptions, error: type[KgError], says: str
) -> None:
    with pytest.raises(error, match=says):
        view(small, **options)


def test_people_are_left_out_around_a_node_unless_asked_for(tmp_path: Path) -> None:
    ada, lora = entity("Author", "ada", "Ada Example"), entity("Method", "lora", "LoRA")
    row = paper(1, "One", 2020, "LoRA by Ada Example")
    said = [statement(row, "uses", lora, "LoRA", 1.0), statement(row, "writtenBy", ada, "Ada", 1.0)]
    tables = write(tmp_path / "graph", [row], [ada, lora], said)
    drawn = picture(tables, around="LoRA")
    assert names(drawn) == {"LoRA", "One"} and "Authors" in drawn.hints[0]
    assert names(picture(tables, around="Ada Example")) == {"LoRA", "One", "Ada Example"}
    asked = picture(tables, around="LoRA", types=("paper", "author"))
    assert names(asked) == {"LoRA", "One", "Ada Example"} and asked.hints == ()


def test_subtitles_say_how_much_and_what_was_looked_at(small: Tables) -> None:
    assert picture(small, project="method-dataset").subtitle.endswith(", from 6 papers")
    assert picture(small, around="ImageNet", hops=1).subtitle == "4 nodes, 3 links"
    drawn = picture(small, project="method-dataset", since=2021, min_confidence=0.5)
    assert drawn.subtitle.endswith("from 2 papers; papers since 2021; confidence at least 0.5")
    drawn = picture(small, around="ResNet", predicates=("uses",), since=2020, until=2020)
    assert drawn.subtitle.endswith("; papers of 2020; only uses")
    assert "papers from 2020 to 2022" in picture(small, since=2020, until=2022).subtitle
    assert "papers until 2022" in picture(small, until=2022).subtitle


def test_titles_say_what_is_drawn(small: Tables) -> None:
    assert picture(small, types=("paper", "repository")).title == "Papers and repositories"
    assert picture(small, project="dataset-task").title == "Datasets and tasks in the same papers"
    assert picture(small, project="method-method").title == "Methods in the same papers"
    assert picture(small, around="ILSVRC").title == "Around ImageNet"


def test_what_is_left_out_and_how_to_see_it(medium: Tables) -> None:
    drawn = picture(medium, project="method-dataset", top=20)
    assert any("20 of" in note for note in drawn.notes)
    assert not any("--top" in note for note in drawn.notes)
    assert any("--top" in hint for hint in drawn.hints)


def test_a_name_with_two_meanings_says_so(tmp_path: Path) -> None:
    two = [entity("Method", "atlas", "Atlas"), entity("Dataset", "atlas", "ATLAS", ["Atlas"])]
    row = paper(1, "One", 2020, "Atlas on ATLAS")
    said = [
        statement(row, "uses", two[0], "Atlas", 1.0),
        statement(row, "evaluatesOn", two[1], "ATLAS", 1.0),
    ]
    drawn = picture(write(tmp_path / "graph", [row], two, said), around="Atlas")
    assert "also stands for" in drawn.hints[0]


def test_evidence_knows_where_it_stands(small: Tables) -> None:
    drawn = picture(small, around="LoRA", hops=1)
    (edge,) = [e for e in drawn.edges if e.predicate == "introduces"]
    (quote,) = edge.quotes
    assert (quote.text, quote.about, quote.confidence, quote.extractor) == (
        "LoRA", "LoRA", 0.98, "test/1"
    )  # fmt: skip
    assert quote.before == "In this work we look at " and quote.after.startswith(", GLUE")
    paper = drawn.papers[quote.paper]
    assert (paper.title, paper.year) == ("Small matrices for large models", 2022)


def test_nodes_know_their_aliases_years_and_papers(small: Tables) -> None:
    node = next(n for n in picture(small).nodes if n.name == "ResNet")
    assert node.papers == 3 and node.years == ((2016, 1), (2020, 1), (2021, 1))
    assert ("Residual Network", 1) in node.aliases
    titled = picture(small, around="small matrices for large models").nodes[0]
    assert titled.years == ((2022, 1),)


def test_the_same_graph_gives_the_same_picture(medium: Tables) -> None:
    assert picture(medium) == picture(medium)
    assert view(medium, top=80).to_html() == view(medium, top=80).to_html()


@pytest.mark.parametrize("date", ["abc", "2024-99-99", "24", ""])
def test_what_is_no_date_is_named(small: Tables, date: str) -> None:
    with pytest.raises(KgError, match=f"'{date}' is no date"):
        picture(small, since=date)
