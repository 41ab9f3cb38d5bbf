"""What is fetched from npm's registry is the file that was pinned, from the registry that the machine names."""

import pytest

from tests.provision import Missing, npm

EMPTY = "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="


def test_pinned_bytes_are_let_through() -> None:
    npm.require_integrity(b"", EMPTY, name="nothing 1.0")


def test_other_bytes_are_refused() -> None:
    with pytest.raises(Missing, match=r"^nothing 1\.0 is not the file that was pinned: its hash differs$"):
        npm.require_integrity(b"x", EMPTY, name="nothing 1.0")


def test_settings_file_is_read_without_comments_and_lists() -> None:
    text = '; mine\n# too\nregistry = "https://npm.example/"\n\nca[]=one\ncafile=/etc/ca.pem\n'
    assert npm.parse(text) == {"registry": "https://npm.example/", "cafile": "/etc/ca.pem"}
