"""How fast the pages are, beside the floor of the same run: `make bench`. See docs/contributors/bench.md."""
