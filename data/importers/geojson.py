"""GeoJSON (RFC 7946): each feature an event, its properties the columns, its point the place."""

from collections.abc import Mapping
from typing import Any

from data.importers._json_shapes import ShapeRows, flat, objects, shape

NO_POINT = "{} features are no points, so they have no latitude and longitude; “geometry” says what they are."


@shape("GeoJSON", order=2)
def read_geojson(document: Mapping[str, Any]) -> ShapeRows | None:
    """The features of a collection, or the one that there is."""
    features = objects(document.get("features")) if document.get("type") == "FeatureCollection" else []
    if document.get("type") == "Feature":
        features = [dict(document)]
    if not features:
        return None
    rows = [_row(feature) for feature in features]
    others = sum(row["geometry"] not in ("", "Point") for row in rows)
    return ShapeRows(rows, ("Read as GeoJSON.", *([NO_POINT.format(others)] if others else [])))


def _row(feature: Mapping[str, Any]) -> dict[str, Any]:
    properties, geometry = feature.get("properties"), feature.get("geometry")
    kind, place = "", {"latitude": None, "longitude": None}
    if isinstance(geometry, dict):
        kind, point = str(geometry.get("type", "")), geometry.get("coordinates")
        if kind == "Point" and isinstance(point, list) and len(point) > 1:
            place = {"latitude": point[1], "longitude": point[0]}
    cells = flat(properties) if isinstance(properties, dict) else {}
    return {"id": feature.get("id"), **cells, **place, "geometry": kind}
