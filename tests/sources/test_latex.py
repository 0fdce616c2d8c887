"""LaTeX in bibliographies."""

import pytest

from kg.sources.latex import accents, readable


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{BERT}: Pre-training", "BERT: Pre-training"),
        (r"Erd\H{o}s and G\"odel", "Erdős and Gödel"),
        (r"{\'E}t{\'{e}} na{\"\i}ve", "Été naïve"),
        (
            r"\L{}ukasz Kaiser, {\L}ukasz, Bj{\o}rn, Stra{\ss}e",
            "Łukasz Kaiser, Łukasz, Bjørn, Straße",
        ),
        (r"{\c{c}}a va, \v{C}apek", "ça va, Čapek"),
        (r"50\% of R\&D in x\_y \#1", "50% of R&D in x_y #1"),
        (r"50% of it stays", "50% of it stays"),
        (r"with $\alpha_{1}$ and {A}", r"with $\alpha_{1}$ and A"),
        (r"\emph{very} \textbf{bold} in Fig.~1", "very bold in Fig. 1"),
        (r"Fig.~1 at https://x.org/~me", "Fig. 1 at https://x.org/~me"),
        (r"see \url{https://github.com/a_b/c}", "see https://github.com/a_b/c"),
    ],
)
def test_readable(latex: str, text: str) -> None:
    assert readable(latex) == text


def test_accents_leave_everything_else() -> None:
    assert accents(r"C. Bal\'azs {x} \& $\beta$") == r"C. Balázs {x} \& $\beta$"
