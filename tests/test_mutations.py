"""The small changes that are tried by hand are changes, and each stands in one place."""

from pathlib import Path

from tests.mutants import drawn, mutants

RULE = """
def may_read(viewer, rows, on):
    if viewer.is_secretariat:
        return rows.filter(ended_on=None, unit=viewer.unit)
    return [row for row in rows if row.day >= on] or not on
"""


def told(path: Path) -> list[tuple[str, str]]:
    return [(mutant.before, mutant.after) for mutant in mutants(path)]


def test_every_small_change_of_a_rule_is_made_once_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "rules.py"
    path.write_text(RULE)
    assert sorted(told(path)) == [
        ("[row for row in rows if row.day >= on] or not on", "[row for row in rows if row.day >= on] and (not on)"),
        ("for row in rows if row.day >= on", "for row in rows"),
        ("not on", "on"),
        ("row.day >= on", "row.day > on"),
        ("rows.filter(ended_on=None, unit=viewer.unit)", "rows"),
        ("rows.filter(ended_on=None, unit=viewer.unit)", "rows.filter(ended_on=None)"),
        ("rows.filter(ended_on=None, unit=viewer.unit)", "rows.filter(unit=viewer.unit)"),
        ("viewer.is_secretariat", "not viewer.is_secretariat"),
    ]  # fmt: skip
    standing = compile(RULE, str(path), "exec")
    assert all(mutant.compiled() != standing for mutant in mutants(path))


def test_changes_are_drawn_over_all_files_and_the_same_for_the_same_seed(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("rules.py", "models.py", "figures.py")]
    for path in paths:
        path.write_text(RULE)
    found = drawn(paths, 3, seed=1)
    assert {mutant.path for mutant in found} == {*paths}
    assert found == drawn(paths, 3, seed=1)
