"""The reasons behind the clusters, as rows that people can read."""

from collections.abc import Iterator

from kg.link.cluster import Clusters, Reason
from kg.link.forms import Step, is_acronym, tokens_of, trivial_key
from kg.link.merges import Merge

_JOINED, _APART = True, False

_STEPS = {
    Step.MARKUP: "markup and accents",
    Step.BRACKET: "an acronym in brackets",
    Step.ACRONYM: "acronyms written out",
    Step.HEAD: "a closing word that says nothing",
    Step.ORDER: "word order",
    Step.NETWORK: "the word 'neural'",
    Step.STEM: "verb or noun",
}


def merges(clusters: Clusters) -> Iterator[Merge]:
    """Why names became one, and why some stayed apart."""
    for root, members in clusters.members.items():
        if len(members) > 1 or root in clusters.entries or members[0] in clusters.shorts:
            yield from _joined(clusters, root, members)
    yield from _apart(clusters)


def _joined(clusters: Clusters, root: int, members: list[int]) -> Iterator[Merge]:
    key = clusters.keys[root]
    anchor = clusters.anchor(root)
    entry = clusters.entries.get(root)
    title = entry.name if entry else clusters.names.spellings(anchor)[0][0]
    for number in members:
        name = clusters.names.spellings(number)[0][0]
        for short, papers in clusters.shorts.get(number, {}).items():
            evidence = f"{_define(papers)} so"
            yield Merge(key, short, papers, _JOINED, name, "definition", evidence)
        if not clusters.names.papers(number):
            # Only seen as the long form of an acronym, whose row says so.
            continue
        known = entry is not None and trivial_key(name) == trivial_key(entry.name)
        if (number == anchor and entry is None) or known:
            continue
        reason = _reason(clusters, number, anchor, title)
        papers = clusters.names.papers(number)
        yield Merge(key, name, papers, _JOINED, reason.other, reason.rule, reason.evidence)


def _define(count: int) -> str:
    return "1 paper defines it" if count == 1 else f"{count} papers define it"


def _reason(clusters: Clusters, number: int, anchor: int, title: str) -> Reason:
    """Why the class ``number`` is in the cluster of ``anchor``."""
    recorded = clusters.reasons.get(clusters.label[number])
    if recorded:
        return recorded
    entry = clusters.entry_of(number)
    key = trivial_key(clusters.names.printed(number))
    if entry and any(trivial_key(n) == key for n in entry.aliases):
        return Reason("catalogue", entry.name, f"the catalogue lists it as a name of {entry.name}")
    reader = clusters.reader
    if key in reader.longs and is_acronym("".join(tokens_of(clusters.names.printed(number)))):
        long = reader.longs[key]
        if not reader.from_papers(key):
            return Reason("catalogue", title, f"the catalogue: it stands for '{long}'")
        return Reason("definition", title, f"{_define(reader.papers(key))} as '{long}'")
    steps = clusters.steps[number] | clusters.steps[anchor]
    parts = [text for step, text in _STEPS.items() if steps & step]
    return Reason("form", title, "the same but for " + (", ".join(parts) or "spelling"))


def _apart(clusters: Clusters) -> Iterator[Merge]:
    reader = clusters.reader
    for key in sorted(reader.ambiguous):
        number = clusters.names.find(key)
        if number is None:
            continue
        spelling = clusters.names.spellings(number)[0][0]
        if not is_acronym("".join(tokens_of(spelling))):
            continue
        papers = clusters.names.papers(number)
        seen = {m.long: m.papers for m in reader.meanings(key)}
        for long in sorted(reader.candidates(key), key=lambda n: (-seen.get(n, 0), n)):
            count = seen.get(long, 0)
            evidence = f"{_define(count)} so" if count else "the catalogue knows it too"
            yield Merge(
                clusters.key(number), spelling, papers, _APART, long, "several meanings", evidence
            )
    for number, reason in clusters.apart:
        yield Merge(
            clusters.key(number),
            clusters.names.spellings(number)[0][0],
            clusters.names.papers(number),
            _APART,
            reason.other,
            reason.rule,
            reason.evidence,
        )
