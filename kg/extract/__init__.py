"""Papers to statements with evidence: spaCy components, one file each.

``load()`` gives the :class:`Extractor`. The components work in pipelines of your own, too::

    nlp = spacy.blank("en")
    for name in ("kg_links", "kg_acronyms", "kg_names", "kg_statements"):
        nlp.add_pipe(name)
    nlp("We propose …")._.kg_statements

Importing this package does not import spaCy; loading an extractor does.
"""

from kg.extract.extractor import (
    DEFAULT_CONFIDENCE,
    FACTORIES,
    Extractor,
    content_key,
    load,
    version,
)

__all__ = ["DEFAULT_CONFIDENCE", "FACTORIES", "Extractor", "content_key", "load", "version"]
