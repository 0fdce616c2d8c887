"""The learned tagger: a small encoder, exact span probabilities, and a second step that judges names.

:func:`Tagger.load` opens the packaged model; :meth:`Tagger.tag` reads one paper. Nothing heavy is
imported before that.
"""

from kg.extract.tagger.tagger import VERSION, Place, TaggedEntity, Tagger

__all__ = ["VERSION", "Place", "TaggedEntity", "Tagger"]
