"""Papers to statements with evidence: spaCy components, one file each.

``load()`` gives the :class:`Extractor`. The components work in pipelines of your own, too::

    nlp = spacy.blank("en")
    for name in ("kg_links", "kg_acronyms", "kg_tagger", "kg_statements", "kg_relations"):
        nlp.add_pipe(name, config={"model": "tagger"} if name == "kg_statements" else {})
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
