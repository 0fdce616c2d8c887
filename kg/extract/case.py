"""Words whose capital or whose final s is their own: what not to change in the name of a term."""

from kg.text import singular

_PROPER = (
    "Arabic Bangla Banach Bayesian Bellman Bengali Bernoulli Boltzmann Bregman Brownian Chebyshev "
    "Chinese Cholesky Delaunay Dirichlet Dutch English Euclidean Fisher Fourier French Frobenius "
    "Gabor Gaussian German Gibbs Greek Hadamard Hamiltonian Hawkes Hebrew Hessian Hilbert Hindi "
    "Hopfield Hough Hungarian Indian Indonesian Ising Italian Jacobian Japanese Java Kalman Korean "
    "Kronecker Lagrangian Langevin Laplace Latin Lipschitz Lyapunov Mahalanobis Mandarin Markov "
    "Markovian Monte Nash Newton Pareto Persian Poisson Portuguese Python Riemannian Russian "
    "Shapley Siamese Sinkhorn Sobolev Spanish Stein Swahili Tamil Thai Thompson Toeplitz Turing "
    "Turkish Twitter Urdu Vietnamese Voronoi Wasserstein Wiener Wikipedia"
)
PROPER = frozenset(_PROPER.split())
"""Words in which a capital is right wherever they stand."""

_ICS = frozenset(
    ("topics", "metrics", "critics", "comics", "clinics", "characteristics", "statistics")
)
_SINGULAR = (
    "analysis basis bayes bias canvas atlas gas chaos hypothesis lens news odds pandas series "
    "species synthesis thesis"
)
_NO_PLURAL = frozenset(_SINGULAR.split())
_IRREGULAR = {"analyses": "analysis", "matrices": "matrix", "vertices": "vertex"}


def one_of(word: str) -> str:
    """The singular of a lower-case ``word``, which stays where it has none ("dynamics", "news")."""
    head, hyphen, last = word.rpartition("-")
    if last in _NO_PLURAL or (last.endswith("ics") and last not in _ICS):
        return word
    return head + hyphen + _IRREGULAR.get(last, singular(last))
