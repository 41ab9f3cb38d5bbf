"""The chain as a tree that can be read aloud: what leads up to what, each element once, from the highest down."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pejling.chain.figures.chain import Chain, ChainBox, ChainThread


@dataclass(frozen=True)
class Branch:
    """A box with what leads up to it. `thread` leads to the branch above, `others` to what it leads up to besides."""

    box: ChainBox
    thread: ChainThread | None
    others: tuple[tuple[ChainBox, ChainThread], ...]
    below: tuple["Branch", ...]


def chain_tree(chain: Chain) -> tuple[Branch, ...]:
    """Each box stands below the nearest of what it leads up to; what leads to nothing shown stands first in a line."""
    depth = {box.key: place for place, column in enumerate(chain.columns) for box in column.boxes}
    stems = {
        key: max(chain.ups[key], key=lambda thread: depth[thread.upper]) if key in chain.ups else None
        for key in chain.boxes
    }
    below: dict[str, list[str]] = defaultdict(list)
    for key, stem in stems.items():
        if stem:
            below[stem.upper].append(key)
    seen: set[str] = set()
    roots = [key for key, stem in stems.items() if stem is None]
    # What leads round in a circle has no highest: it is begun where it comes first.
    return tuple(_grown([*roots, *chain.boxes], chain, stems, below, seen))


def _grown(
    keys: list[str],
    chain: Chain,
    stems: Mapping[str, ChainThread | None],
    below: Mapping[str, list[str]],
    seen: set[str],
) -> Iterator[Branch]:
    for key in keys:
        if key in seen:
            continue
        seen.add(key)
        stem = stems[key]
        others = tuple(
            (chain.boxes[thread.upper], thread) for thread in chain.ups.get(key, ()) if thread is not stem
        )
        yield Branch(
            chain.boxes[key], stem, others, tuple(_grown(below.get(key, []), chain, stems, below, seen))
        )
