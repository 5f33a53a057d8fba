"""A drawing made fit for a page: light, scaling, with ids of its own and words for those who do not see it."""

import re
from xml.etree import ElementTree as ET

_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_REFERENCE = re.compile(r"#([A-Za-z][\w-]*)")
_SHAPE = ("d", "x", "y", "width", "height", "transform", "points", "viewBox")


def light(raw: str, *, prefix: str, title: str, text: str) -> str:
    """Return the inline `<svg>` of a drawing.

    Parameters
    ----------
    raw : str
        What Matplotlib wrote.
    prefix : str
        Starts every id, so that ids differ between the figures of a page.
    title, text : str
        The finding, and the description.

    Notes
    -----
    The style sheet that Matplotlib puts in each picture is taken out: in a page it would apply to everything.
    """
    root = ET.fromstring(raw)  # noqa: S314 Matplotlib wrote it a moment ago.
    for element in root.iter():
        _plain_names(element)
    _without(root, {"metadata", "style"})
    _own_ids(root, prefix)
    for element in root.iter():
        _round(element)
        _restyle(element)
    _hoist(root)
    _unwrap(root)
    _head(root, prefix, title, text)
    return ET.tostring(root, encoding="unicode").replace("\n", "")


def _plain_names(element: ET.Element) -> None:
    element.tag = element.tag.rpartition("}")[2]
    for name in list(element.attrib):
        element.attrib[name.rpartition("}")[2]] = element.attrib.pop(name)
    element.tail = None
    if element.tag != "text":
        element.text = None


def _without(parent: ET.Element, tags: set[str]) -> None:
    for child in list(parent):
        _without(child, tags)
        unseen = child.tag == "path" and child.get("style") == "fill: none"
        if child.tag in tags or unseen or (child.tag == "defs" and not len(child)):
            parent.remove(child)


def _own_ids(root: ET.Element, prefix: str) -> None:
    """Number the ids that something refers to, and drop the rest: they repeat from picture to picture."""
    names: dict[str, str] = {}
    for element in root.iter():
        for value in (element.get("href", ""), element.get("clip-path", "")):
            for name in _REFERENCE.findall(value):
                names.setdefault(name, f"{prefix}-{len(names) + 1}")
    for element in root.iter():
        name = element.attrib.pop("id", None)
        if name in names:
            element.set("id", names[name])
        for key in ("href", "clip-path"):
            if key in element.attrib:
                element.set(key, _REFERENCE.sub(lambda found: "#" + names[found[1]], element.attrib[key]))


def _round(element: ET.Element) -> None:
    for name in _SHAPE:
        if name in element.attrib:
            rounded = _NUMBER.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), element.attrib[name])
            element.set(name, rounded.strip())


def _restyle(element: ET.Element) -> None:
    """Leave the font to the page: only its size and weight belong to the drawing."""
    style = element.get("style")
    if style is None:
        return
    # Older Matplotlib writes the font in one, newer in parts.
    style = re.sub(r"font: (?:(bold|\d{3}) )?([\d.]+)px [^;]+", _font, style)
    style = re.sub(r"font-family: [^;]+;?\s*", "", style)
    element.set("style", re.sub(r";\s*", ";", style.replace(": ", ":")))
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]


def _font(found: re.Match[str]) -> str:
    weight = f";font-weight:{found[1]}" if found[1] else ""
    return f"font-size:{found[2]}px{weight}"


def _hoist(root: ET.Element) -> None:
    """Say a style once for a crowd of like points."""
    for parent in root.iter("g"):
        points = parent.findall("use")
        styles = {point.get("style") for point in points}
        if len(points) > 2 and len(styles) == 1 and None not in styles and "style" not in parent.attrib:
            parent.set("style", str(styles.pop()))
            for point in points:
                del point.attrib["style"]


def _unwrap(parent: ET.Element) -> None:
    """Take away groups that say nothing."""
    kept: list[ET.Element] = []
    for child in list(parent):
        _unwrap(child)
        kept.extend(list(child) if child.tag == "g" and not child.attrib else [child])
    parent[:] = kept


def _head(root: ET.Element, prefix: str, title: str, text: str) -> None:
    root.attrib = {
        "viewBox": root.attrib["viewBox"],
        "width": "100%",
        "role": "img",
        "aria-labelledby": f"{prefix}-title {prefix}-desc",
    }
    for place, (tag, words) in enumerate((("title", title), ("desc", text))):
        element = ET.Element(tag, {"id": f"{prefix}-{tag}", "data-sentence": ""})
        element.text = words
        root.insert(place, element)
