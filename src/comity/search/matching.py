"""Evaluating a query's tree over the sets of records in which its terms occur."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce

from pyroaring import BitMap

from comity.search.analysis import LATIN_LANGUAGES, SMALL_WORDS, Scan, is_cjk, normalise, pairs, scan, terms
from comity.search.indexer import TEXT
from comity.search.models import Posting
from comity.search.parsing import All, Either, Node, Not, Phrase, Word
from comity.search.places import BLOCK, neighbours, read

MOST_WORDS = 32  # further words of a query are ignored


@dataclass
class Hits:
    """What a query found.

    ``fallback``: no record holds all words, so those with most of them are given. ``empty``: the query held nothing to
    search for, so nothing was narrowed. ``signals`` are sets that make a hit better, worked out when asked for.
    """

    ids: BitMap
    fallback: bool = False
    empty: bool = False
    signals: Callable[[], Sequence[BitMap]] = tuple
    forms: tuple[str, ...] = ()  # normalised words of the query, for marking them in a text

    def levels(self) -> list[BitMap]:
        """The hits in groups, best first: those in most ``signals``, then those in fewer."""
        at_least = [self.ids]  # at_least[n]: hits in n signals or more
        for signal in self.signals():
            at_least.append(BitMap())
            for count in range(len(at_least) - 1, 0, -1):
                at_least[count] |= at_least[count - 1] & signal
        exactly = [more - most for more, most in zip(at_least, [*at_least[1:], BitMap()], strict=True)]
        return [group for group in reversed(exactly) if group]


@dataclass
class Leaf:
    """A word or phrase of the query: its forms, and the terms that each stands for."""

    scan: Scan
    phrase: bool


@dataclass
class Matcher:
    """One evaluation: fetches the sets of all terms at once, those with places only for what stands side by side."""

    collection: str
    languages: set[str]
    every: BitMap
    unplaced: BitMap = field(default_factory=BitMap)
    texts: Callable[[BitMap], Iterable[tuple[int, str]]] | None = None

    def hits(self, tree: Node) -> Hits:
        leaves = list(_leaves(tree))[:MOST_WORDS]
        self._leaf = {leaf: _read(leaf) for leaf, _ in leaves}
        self._fetch_sets()
        wanted = [leaf for leaf, positive in leaves if positive]
        forms = tuple(dict.fromkeys(form for leaf in wanted for form in self._leaf[leaf].scan.words))
        ids = self._evaluate(tree)
        if not ids and len(wanted) > 1:
            ids, signals = self._most_of(tree, wanted)
            if ids:
                return Hits(ids, fallback=True, signals=lambda: signals, forms=forms)
        return Hits(ids, signals=lambda: self._signals(ids, wanted), forms=forms)

    # Terms and their sets

    def _terms(self, form: str) -> set[str]:
        languages = self.languages & LATIN_LANGUAGES.keys() or {"en"}
        return {term for language in languages for term in terms(form, language)}

    def _fetch_sets(self) -> None:
        forms = {form for leaf in self._leaf.values() for form in (*leaf.scan.words, *leaf.scan.joined)}
        wanted = {term for form in forms for term in self._terms(form)}
        parts: defaultdict[str, list[BitMap]] = defaultdict(list)
        rows = Posting.objects.filter(collection=self.collection, field=TEXT, value__in=wanted)
        for value, block, bitmap in rows.values_list("value", "block", "bitmap"):
            parts[value].append(read(bitmap, block))
        self._sets = {value: BitMap.union(*some) for value, some in parts.items()}

    def _form(self, form: str) -> BitMap:
        sets = [self._sets[term] for term in self._terms(form) if term in self._sets]
        return sets[0] if len(sets) == 1 else BitMap().union(*sets)

    @cached_property
    def _places(self) -> dict[str, dict[int, BitMap]]:
        """Places by term and block, for all forms of leaves of more than one word."""
        forms = {form for leaf in self._leaf.values() for form in leaf.scan.words}
        wanted = {term for form in forms for term in self._terms(form)} & self._sets.keys()
        found: defaultdict[str, dict[int, BitMap]] = defaultdict(dict)
        rows = Posting.objects.filter(collection=self.collection, field=TEXT, value__in=wanted)
        for value, block, places in rows.values_list("value", "block", "places"):
            found[value][block] = read(places)
        return found

    # The tree

    def _evaluate(self, node: Node) -> BitMap:
        match node:
            case Word() | Phrase():
                return self._leaf_set(node)
            case Not(part):
                return self.every - self._evaluate(part)
            case Either(parts):
                return BitMap().union(*(self._evaluate(part) for part in parts))
            case All(parts):
                return self._all(parts)

    def _all(self, parts: Sequence[Node]) -> BitMap:
        said = [part for part in parts if not self._is_small(part)] or list(parts)
        wanted = [self._evaluate(part) for part in said if not isinstance(part, Not)]
        unwanted = [self._evaluate(part.part) for part in said if isinstance(part, Not)]
        found = reduce(BitMap.__and__, sorted(wanted, key=len)) if wanted else self.every
        return reduce(BitMap.__sub__, unwanted, found) & self.every

    def _is_small(self, node: Node) -> bool:
        if not isinstance(node, Word):
            return False
        leaf = self._leaf.get(node)
        return leaf is None or all(word in SMALL_WORDS for word in leaf.scan.words)

    def _leaf_set(self, node: Word | Phrase) -> BitMap:
        leaf = self._leaf.get(node)
        if leaf is None:
            return self.every
        words, joined = leaf.scan
        if not leaf.phrase and len(words) > 1 and all(map(is_cjk, words)):
            return self._most_pairs("".join(words))
        if len(words) == 1:
            return self._form(words[0])
        whole = [form for form in joined if not is_cjk(form)]
        if not leaf.phrase and len(whole) == 1:
            exact = self._form(whole[0])
            return exact if "/" not in whole[0] and whole[0][0].isdigit() else exact | self._side_by_side(words)
        return self._side_by_side(words)

    def _most_pairs(self, run: str) -> BitMap:
        """Records with at least half of the run's pairs of characters."""
        sets = [self._form(pair) for pair in pairs(run)]
        return _at_least((len(sets) + 1) // 2, sets)

    def _side_by_side(self, words: Sequence[str]) -> BitMap:
        candidates = reduce(BitMap.__and__, sorted((self._form(word) for word in words), key=len))
        if not candidates:
            return candidates
        found = BitMap()
        for block in sorted({number // BLOCK for number in _block_starts(candidates)}):
            sets = [self._places_of(word, block) for word in words]
            found |= neighbours(sets).shift(block * BLOCK)
        return (found & candidates) | self._checked(candidates & self.unplaced, words)

    def _places_of(self, word: str, block: int) -> BitMap:
        return BitMap().union(*(self._places.get(term, {}).get(block, BitMap()) for term in self._terms(word)))

    def _checked(self, doubtful: BitMap, words: Sequence[str]) -> BitMap:
        """Those of ``doubtful`` (long texts, second languages) in whose text the words do stand side by side."""
        if not doubtful or self.texts is None:
            return BitMap()
        wanted = [self._terms(word) for word in words]
        return BitMap([number for number, text in self.texts(doubtful) if self._stands_in(text, wanted)])

    def _stands_in(self, text: str, wanted: Sequence[set[str]]) -> bool:
        found = [self._terms(word) for word in scan(normalise(text)).words]
        width = len(wanted)
        return any(
            all(here & there for here, there in zip(found[start : start + width], wanted, strict=True))
            for start in range(len(found) - width + 1)
        )

    # Ranking

    def _most_of(self, tree: Node, wanted: Sequence[Word | Phrase]) -> tuple[BitMap, list[BitMap]]:
        said = [leaf for leaf in wanted if not self._is_small(leaf)] or list(wanted)
        sets = [self._leaf_set(leaf) for leaf in said]
        unwanted = BitMap().union(*(self._evaluate(node) for node in _excluded(tree)))
        for least in range((len(sets) + 1) // 2, 0, -1):
            found = (_at_least(least, sets) & self.every) - unwanted
            if found:
                return found, sets
        return BitMap(), sets

    def _signals(self, ids: BitMap, wanted: Sequence[Word | Phrase]) -> list[BitMap]:
        """What makes one hit better than another: more of the alternatives, more pairs, words side by side."""
        if not ids:
            return []
        signals = []
        for leaf in wanted:
            words = self._leaf[leaf].scan.words
            if len(words) > 1 and all(map(is_cjk, words)):
                signals += [self._form(pair) for pair in pairs("".join(words))]
            elif not self._is_small(leaf):
                signals.append(self._leaf_set(leaf))
        signals += [self._side_by_side(words) for words in self._runs(wanted)]
        return [signal for signal in signals if not ids.issubset(signal)]

    def _runs(self, wanted: Sequence[Word | Phrase]) -> Iterator[tuple[str, ...]]:
        """Each two words of the query that mean something, with the small words between them: "right to education"."""
        run: tuple[str, ...] = ()
        for leaf in wanted:
            words = tuple(self._leaf[leaf].scan.words)
            if isinstance(leaf, Phrase) or any(map(is_cjk, words)):
                run = ()
            elif self._is_small(leaf):
                run += words if run else ()
            else:
                if run:
                    yield run + words
                run = words


def _read(node: Word | Phrase) -> Leaf:
    found = scan(normalise(node.text))
    return Leaf(Scan(found.words[:MOST_WORDS], found.joined[:MOST_WORDS]), isinstance(node, Phrase))


def _leaves(node: Node, *, positive: bool = True) -> Iterator[tuple[Word | Phrase, bool]]:
    if isinstance(node, Word | Phrase):
        if scan(normalise(node.text)).words:
            yield node, positive
    elif isinstance(node, Not):
        yield from _leaves(node.part, positive=not positive)
    else:
        for part in node.parts:
            yield from _leaves(part, positive=positive)


def _excluded(node: Node) -> Iterator[Node]:
    """The parts that the whole query excludes, for the fallback to exclude too."""
    if isinstance(node, Not):
        yield node.part
    elif isinstance(node, All):
        for part in node.parts:
            yield from _excluded(part)


def _at_least(least: int, sets: Sequence[BitMap]) -> BitMap:
    """Records in at least ``least`` of ``sets``."""
    counted = [BitMap() for _ in range(least)]
    for records in sets:
        for count in range(least - 1, 0, -1):
            counted[count] |= counted[count - 1] & records
        counted[0] |= records
    return counted[-1] if counted else BitMap()


def _block_starts(records: BitMap) -> Iterator[int]:
    """The first record of each block that has any."""
    number = records.next_set_bit(0) if records else None
    last = records.max() if records else 0
    while number is not None:
        yield number
        start = (number // BLOCK + 1) * BLOCK
        number = records.next_set_bit(start) if start <= last else None
