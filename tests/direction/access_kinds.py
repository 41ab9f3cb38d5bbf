"""Only the secretariat keeps kinds."""

from tests.access import Access

NOBODY_HERE = {"owner": 403, "colleague": 403, "outsider": 403, "anonymous": "login"}

ACCESS = {
    "kinds": Access(**NOBODY_HERE),
    "kind_new": Access(**NOBODY_HERE, args=lambda w: ["dokumenter"]),
    "kind": Access(**NOBODY_HERE, args=lambda w: ["dokumenter", w.document.kind_id]),
    "kind_dropping": Access(**NOBODY_HERE, args=lambda w: ["punkter", w.element.kind_id], method="post"),
}
