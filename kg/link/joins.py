"""Rules that join names whose forms differ; each is a function of the set of names.

No rule compares all pairs: each one looks names up by a key that both sides have.
"""

from collections import ChainMap, defaultdict

from kg.link.acronyms import long_keys, short_keys, spells
from kg.link.cluster import Clusters, Reason
from kg.link.forms import is_acronym, is_proper, normal_form, tokens_of, trivial_key
from kg.link.known import catalogue_words
from kg.link.meanings import meaning_key
from kg.link.typos import slips, swapped
from kg.link.words import lemma


def join_meanings(clusters: Clusters) -> None:
    """Long forms of one acronym that are spelt a little differently are one."""
    reader = clusters.reader
    for short, meaning, longs in reader.groups():
        if short in reader.longs and meaning_key(reader.longs[short]) == meaning:
            longs = [*longs, reader.longs[short]]
        labels: dict[int, str] = {}
        for long in longs if len(longs) > 1 else ():
            form = normal_form(long, clusters.type, reader.words).key
            label = _label_of(clusters, form, long)
            if label is not None:
                labels.setdefault(label, long)
        if len(labels) > 1:
            (first, name), *others = labels.items()
            for label, _ in others:
                reason = Reason("definition", name, f"both define {short.upper()}")
                clusters.unite(label, first, reason)


def _label_of(clusters: Clusters, form: str, name: str) -> int | None:
    """The label that ``name``, of this ``form``, has or would have."""
    number = clusters.names.find(trivial_key(name))
    return clusters.label[number] if number is not None else clusters.labels.get(form)


def join_context(clusters: Clusters) -> None:
    """Acronyms of several meanings in a phrase, where one of them makes a phrase that exists."""
    reader = clusters.reader
    for number in clusters.acronymic:
        printed = clusters.names.printed(number)
        tokens = tokens_of(printed)
        shorts = {lemma(t) for t in tokens if is_acronym(t)}
        unknown = [s for s in shorts if s not in reader.words]
        if len(unknown) != 1 or len(tokens) < 2 or len(shorts) == len(tokens):
            continue
        found: dict[int, str] = {}
        for long in sorted(reader.candidates(unknown[0])):
            words = ChainMap({unknown[0]: [lemma(t) for t in tokens_of(long)]}, reader.words)
            label = clusters.labels.get(normal_form(printed, clusters.type, words).key)
            if label is not None:
                found.setdefault(clusters.forest.find(label), long)
        if len(found) == 1:
            root, long = found.popitem()
            evidence = f"with '{long}' written out it is a name in use"
            clusters.unite(clusters.label[number], root, Reason("context", long, evidence))


def join_letters(clusters: Clusters) -> None:
    """Acronyms that nothing explains, and whose letters spell exactly one name."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for number in clusters.acronymic:
        if _unexplained(clusters, number):
            for letters in set(short_keys(clusters.names.printed(number))):
                wanted[letters].append(number)
    if not wanted:
        return
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for number in range(len(clusters.names)):
        printed = clusters.names.printed(number)
        for letters in set(long_keys(printed)):
            for short in wanted.get(letters, ()):
                _consider(clusters, short, number, found[short])
    pairs = [(short, roots) for short, roots in found.items() if roots]
    for short, roots in pairs:
        names = sorted(clusters.names.printed(n) for n in roots.values())
        if len(roots) == 1:
            reason = Reason("letters", names[0], "its letters spell this name and no other")
            clusters.unite(clusters.label[short], next(iter(roots)), reason)
        else:
            for name in names:
                evidence = "its letters spell several names"
                clusters.apart.append((short, Reason("letters", name, evidence)))


def _unexplained(clusters: Clusters, number: int) -> bool:
    """Whether a class is written with an acronym that neither papers nor catalogue explain."""
    reader = clusters.reader
    tokens = tokens_of(clusters.names.printed(number))
    key = "".join(tokens).casefold()
    if key in reader.ambiguous or key in reader.words:
        return False
    return any(is_acronym(t) and lemma(t) not in reader.words for t in tokens)


_ENOUGH = 3
"""So many readings are remembered of an acronym, the first by name; two are too many to join."""


def _consider(clusters: Clusters, short: int, number: int, found: dict[int, int]) -> None:
    root = clusters.root(number)
    if root == clusters.root(short):
        return
    names = clusters.names
    printed = names.printed(number)
    if root in found and printed >= names.printed(found[root]):
        return
    if len(found) == _ENOUGH and root not in found:
        last = max(found, key=lambda r: names.printed(found[r]))
        if printed >= names.printed(found[last]):
            return
        if _explains(names.printed(short), printed):
            del found[last]
            found[root] = number
    elif _explains(names.printed(short), printed):
        found[root] = number


def _explains(short: str, long: str) -> bool:
    """Whether ``long`` can be what ``short`` stands for; "GPT-4-Turbo" is a sibling of GPT2."""
    siblings = (t for t in tokens_of(long) if len(t) > 1 and is_acronym(t))
    return not any(short.casefold().startswith(t.casefold()) for t in siblings) and spells(
        short, long
    )


def join_slips(clusters: Clusters) -> None:
    """Names with one letter wrong."""
    slip = slips(clusters.words, catalogue_words())
    for number in range(len(clusters.names)) if slip else ():
        tokens = tokens_of(clusters.names.printed(number))
        wrong = [t for t in tokens if t.lower() in slip]
        if wrong:
            right = " ".join(slip.get(t.lower(), t) for t in tokens)
            form = normal_form(right, clusters.type, clusters.reader.words).key
            label = _label_of(clusters, form, right)
            if label is not None:
                evidence = f"'{wrong[0]}' is a slip of '{slip[wrong[0].lower()]}'"
                clusters.unite(clusters.label[number], label, Reason("slip", right, evidence))
    names = clusters.names
    products = ((key, n) for key, n in names.items() if is_proper(names.printed(n)))
    for first, second in swapped(products):
        reason = Reason("slip", names.printed(second), "two letters are swapped")
        clusters.unite(clusters.label[first], clusters.label[second], reason)


RULES = (join_meanings, join_context, join_letters, join_slips)
"""All rules, in the order in which they are applied."""
