"""One thing has one name: on the front page, in the interface guide and in the glossary."""

from pathlib import Path

import pytest

from gateway.documents.resource import Resource
from gateway.routes import RESOURCES
from tests.contract.published import OURS

GLOSSARY = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
LABELS = {lifecycle.collection: lifecycle.label.partition("（")[0] for lifecycle in OURS.values()}


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.collection)
def test_a_collection_is_called_the_same_by_its_service_its_guide_and_the_glossary(resource: Resource) -> None:
    chinese, _, english = resource.label.partition(" ")
    assert chinese == LABELS[resource.collection]
    rows = [row.split("|") for row in GLOSSARY.splitlines() if row.startswith("| ")]
    of_this = [row for row in rows if f"`{resource.collection}`" in row[3]]
    assert [row[1].strip().startswith(chinese) for row in of_this] == [True]
    assert english
