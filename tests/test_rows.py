"""Answers."""

from kg.rows import Rows

ROWS = Rows(("name", "papers"), (("BERT", 3), ("<b>", None)))


def test_rows_are_a_sequence_of_tuples() -> None:
    assert len(ROWS) == 2
    assert next(iter(ROWS)) == ("BERT", 3)
    assert ROWS[1] == ("<b>", None)


def test_rows_as_dictionaries_and_data_frame() -> None:
    assert ROWS.to_dicts()[0] == {"name": "BERT", "papers": 3}
    assert list(ROWS.to_pandas().columns) == ["name", "papers"]


def test_rows_in_a_notebook_escape_what_comes_from_input() -> None:
    assert "&lt;b&gt;" in ROWS._repr_html_()
