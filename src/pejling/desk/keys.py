"""The keys of the duties that desk itself makes."""


def mention_key(mention: int) -> str:
    """The key of the duty of whoever was named in a comment."""
    return f"desk.mention:{mention}"
