"""The learned tagger: a small encoder, exact span probabilities, and trees that judge names.

:meth:`Tagger.load` opens the packaged model; :meth:`Tagger.tag` reads one paper. Nothing heavy is
imported before the first.
"""

from kg.extract.tagger.tagger import VERSION, Place, TaggedEntity, Tagger

__all__ = ["VERSION", "Place", "TaggedEntity", "Tagger"]
