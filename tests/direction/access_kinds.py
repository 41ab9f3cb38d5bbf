"""Only the secretariat keeps kinds."""

from tests.access import Access

ACCESS = {
    "kinds": Access(owner=403, colleague=403, outsider=403, anonymous="login"),
    "kind_new": Access(
        owner=403, colleague=403, outsider=403, anonymous="login", args=lambda w: ["dokumenter"]
    ),
    "kind": Access(
        owner=403,
        colleague=403,
        outsider=403,
        anonymous="login",
        args=lambda w: ["dokumenter", w.document.kind_id],
    ),
    "kind_dropping": Access(
        owner=403,
        colleague=403,
        outsider=403,
        anonymous="login",
        args=lambda w: ["punkter", w.element.kind_id],
        method="post",
    ),
}
