"""The chain read as one graph: how elements hang together, how well aims are anchored, and the screens for tying."""
