"""The error tree and notices."""

import inspect

from kg import errors


def test_every_error_is_a_kg_error_and_stands_in_the_drawn_tree() -> None:
    classes = [
        c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, Exception)
    ]
    assert len(classes) > 10
    for error in classes:
        assert issubclass(error, errors.KgError)
        assert error.__name__ in (errors.__doc__ or "")


def test_a_message_is_one_line() -> None:
    assert str(errors.KgError("two\n  lines")) == "two lines"


def test_a_notice_says_where() -> None:
    assert str(errors.Notice("page.txt", 3, "skipped")) == "page.txt:3: skipped"
    assert str(errors.Notice("page.txt", None, "empty", failed=True)) == "page.txt: empty"
