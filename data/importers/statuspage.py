"""The history of a status page (Statuspage): each incident with what was said of it, oldest first, as its text."""

from collections.abc import Mapping
from typing import Any

from data.importers._json_shapes import ShapeRows, flat, objects, shape

UPDATES = "incident_updates"


@shape("Statuspage", order=3)
def read_statuspage(document: Mapping[str, Any]) -> ShapeRows | None:
    """The incidents, from when they began to when they were resolved."""
    incidents = objects(document.get("incidents"))
    if not any(UPDATES in incident for incident in incidents):
        return None
    return ShapeRows([_row(incident) for incident in incidents], ("Read as the incidents of a Statuspage.",))


def _row(incident: Mapping[str, Any]) -> dict[str, Any]:
    updates = sorted(objects(incident.get(UPDATES)), key=lambda update: str(update.get("created_at", "")))
    parts = (
        f"{update.get('created_at', '')} {update.get('status', '')}: {update.get('body', '')}" for update in updates
    )
    rest = {key: value for key, value in incident.items() if key not in (UPDATES, "created_at", "started_at")}
    return {
        "date": incident.get("started_at") or incident.get("created_at"),
        "end": incident.get("resolved_at"),
        "title": incident.get("name"),
        "text": "\n\n".join(parts),
        "category": incident.get("impact"),
        "url": incident.get("shortlink"),
        **flat(
            {key: value for key, value in rest.items() if key not in ("name", "resolved_at", "impact", "shortlink")}
        ),
    }
