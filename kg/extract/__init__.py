"""Papers to statements with evidence: spaCy components, one file each.

``load()`` gives the :class:`Extractor`. The components work in pipelines of your own, too::

    nlp = spacy.blank("en")
    for name in kg.extract.COMPONENTS:
        nlp.add_pipe(name)
    nlp("We propose …")._.kg_statements

Importing this package does not import spaCy; loading an extractor does.
"""

from kg.extract.extractor import (
    COMPONENTS,
    DEFAULT_CONFIDENCE,
    Extractor,
    content_key,
    load,
    version,
)

__all__ = ["COMPONENTS", "DEFAULT_CONFIDENCE", "Extractor", "content_key", "load", "version"]
