"""What a task's result class means in its division, and what it counts as wherever places are added up."""

from infra.kernel.lookups.labels import KnownEntry, KnownList
from services.outcomes.task.at_reading import meant

SHIPPED = KnownList("1", "result_classes", "", 1, (KnownEntry("C", "留作参考", canonical="REFERENCE_ONLY"),))
OWN = KnownList(
    "2", "result_classes", "1509", 1, (KnownEntry("C", "列入规划逐步解决", canonical="PLANNED_OR_PARTIAL"),)
)


def test_a_letter_counts_as_its_division_says() -> None:
    lists = [SHIPPED, OWN]
    assert meant(lists, "620723", "C")["canonical"] == "REFERENCE_ONLY"
    assert meant(lists, "150921", "C") == {"class_label": "列入规划逐步解决", "canonical": "PLANNED_OR_PARTIAL"}
    assert meant(lists, "620723", None) == meant([], "620723", "C") == {"class_label": None, "canonical": None}
