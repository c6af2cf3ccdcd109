"""Shapes of a slide in the words of DrawingML: boxes with text, lines that hold on to boxes.

Colours and fonts are those of the theme, so that a firm's template dresses them; only what
has a meaning of its own, such as red for harm, has a fixed colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from strategymap.render.drawing import Box, Point
from strategymap.render.markup import escaped

#: English metric units of a point; they are always whole.
EMU = 12700
_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
#: The sites that every rectangle has: above, left, below, right.
STANDARD_SITES = 4
_SITES = (("3cd4", "hc", "t"), ("cd2", "l", "vc"), ("cd4", "hc", "b"), ("0", "r", "vc"))


def emu(points: float) -> int:
    """A length in whole English metric units."""
    return round(points * EMU)


def colour(name: str) -> str:
    """A colour: `tx2` of the theme, `tx2@9` a film of it that covers 9 %, or `#rrggbb`.

    >>> colour("tx2@9")
    '<a:schemeClr val="tx2"><a:alpha val="9000"/></a:schemeClr>'
    """
    if name.startswith("#"):
        return f'<a:srgbClr val="{name[1:].upper()}"/>'
    name, _, share = name.partition("@")
    inner = f'<a:alpha val="{share}000"/>' if share else ""
    return f'<a:schemeClr val="{name}">{inner}</a:schemeClr>'


def fill(name: str) -> str:
    """A fill, or none at all for ''."""
    return f"<a:solidFill>{colour(name)}</a:solidFill>" if name else "<a:noFill/>"


def outline(name: str, weight: float = 1.0, dash: str = "", ends: str = "") -> str:
    """A line: its colour ('' for none), weight in points, kind of dash and what is at its end."""
    if not name:
        return "<a:ln><a:noFill/></a:ln>"
    dashes = f'<a:prstDash val="{dash}"/>' if dash else ""
    end = f'<a:tailEnd type="{ends}" w="med" len="med"/>' if ends else ""
    return f'<a:ln w="{emu(weight)}">{fill(name)}{dashes}<a:round/>{end}</a:ln>'


def preset(name: str) -> str:
    """A shape that every program knows, such as `ellipse`."""
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def card_geometry(corner: float, *, cut: bool, sites: Sequence[tuple[float, bool]]) -> str:
    """A rectangle with round or cut corners, in parts of its shorter side, and with more places
    to hold on to: shares of the width, above (True) or below. They come after the standard
    four, which programs count on."""
    guides = f'<a:gd name="c" fmla="*/ ss {round(corner * 100000)} 100000"/>'
    guides += '<a:gd name="x2" fmla="+- w 0 c"/><a:gd name="y2" fmla="+- h 0 c"/>'
    places = list(_SITES)
    for number, (share, above) in enumerate(sites):
        guides += f'<a:gd name="s{number}" fmla="*/ w {round(share * 100000)} 100000"/>'
        places.append(("3cd4", f"s{number}", "t") if above else ("cd4", f"s{number}", "b"))
    return (
        f"<a:custGeom><a:avLst/><a:gdLst>{guides}</a:gdLst><a:ahLst/><a:cxnLst>{_sites(places)}</a:cxnLst>"
        f'<a:rect l="l" t="t" r="r" b="b"/><a:pathLst><a:path>{_path(corner, cut)}</a:path></a:pathLst>'
        "</a:custGeom>"
    )


#: The site in the middle of a corner of a line.
CORNER_SITE = STANDARD_SITES


def corner_geometry() -> str:
    """A dot to hold on to in its middle, which closes the corner of a line."""
    sites = _sites([*_SITES, ("0", "hc", "vc")])
    return (
        f"<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst>{sites}</a:cxnLst>"
        '<a:rect l="l" t="t" r="r" b="b"/><a:pathLst><a:path><a:moveTo><a:pt x="l" y="vc"/></a:moveTo>'
        '<a:arcTo wR="wd2" hR="hd2" stAng="cd2" swAng="21600000"/><a:close/></a:path></a:pathLst></a:custGeom>'
    )


def _sites(places: Iterable[tuple[str, str, str]]) -> str:
    """The places to hold on to: from which side, and where."""
    return "".join(f'<a:cxn ang="{angle}"><a:pos x="{x}" y="{y}"/></a:cxn>' for angle, x, y in places)


def _path(corner: float, cut: bool) -> str:
    def to(x: str, y: str) -> str:
        return f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>'

    def turn(start: str, x: str, y: str) -> str:
        return to(x, y) if cut else f'<a:arcTo wR="c" hR="c" stAng="{start}" swAng="cd4"/>'

    if not corner:
        return f'<a:moveTo><a:pt x="l" y="t"/></a:moveTo>{to("r", "t")}{to("r", "b")}{to("l", "b")}<a:close/>'
    return (
        '<a:moveTo><a:pt x="l" y="c"/></a:moveTo>'
        + turn("cd2", "c", "t") + to("x2", "t")
        + turn("3cd4", "r", "c") + to("r", "y2")
        + turn("0", "x2", "b") + to("c", "b")
        + turn("cd4", "l", "y2") + "<a:close/>"
    )  # fmt: skip


def run(text: str, size: float, *, bold: bool = False, ink: str = "tx1") -> str:
    """Some text; what no file can hold becomes U+FFFD, a line separator ends a line."""
    weight = ' b="1"' if bold else ""
    dress = f'<a:rPr lang="en-US" sz="{round(size * 100)}"{weight} dirty="0">{fill(ink)}</a:rPr>'
    lines = (f"<a:r>{dress}<a:t>{escaped(line)}</a:t></a:r>" if line else "" for line in text.split("\u2028"))
    return f"<a:br>{dress}</a:br>".join(lines)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs in one paragraph, whose lines are `lead` points high. A `mark` hangs before it, at
    `tab` something ends."""

    runs: str
    lead: float
    before: float = 0
    align: str = "l"
    leftwards: bool = False
    mark: tuple[str, str, float] | None = None
    tab: float | None = None

    def xml(self) -> str:
        """The element."""
        align = "r" if self.leftwards and self.align == "l" else self.align
        hanging = ""
        inner = f'<a:lnSpc><a:spcPts val="{round(self.lead * 100)}"/></a:lnSpc>'
        inner += f'<a:spcBef><a:spcPts val="{round(self.before * 100)}"/></a:spcBef>'
        inner += '<a:spcAft><a:spcPts val="0"/></a:spcAft>'
        if self.mark:
            sign, ink, room = self.mark
            side = "marR" if self.leftwards else "marL"
            hanging = f' {side}="{emu(room)}" indent="-{emu(room)}"'
            inner += f'<a:buClr>{colour(ink)}</a:buClr><a:buFont typeface="Arial"/>'
            inner += f'<a:buChar char="{escaped(sign)}"/>'
        else:
            hanging = ' marL="0" indent="0"'
            inner += "<a:buNone/>"
        if self.tab is not None:
            inner += f'<a:tabLst><a:tab pos="{emu(self.tab)}" algn="r"/></a:tabLst>'
        direction = ' rtl="1"' if self.leftwards else ""
        return f'<a:p><a:pPr{hanging} algn="{align}"{direction}>{inner}</a:pPr>{self.runs}</a:p>'


def body(
    paragraphs: Sequence[Paragraph],
    *,
    pad: float = 0,
    kept: tuple[float, float] = (0, 0),
    anchor: str = "ctr",
    wraps: bool = True,
) -> str:
    """The text of a shape, which wraps at its edges; `kept` is what stays free besides at the
    left and at the right."""
    inside = "".join(paragraph.xml() for paragraph in paragraphs)
    left, right = (emu(pad + more) for more in kept)
    return (
        f'<p:txBody><a:bodyPr wrap="{"square" if wraps else "none"}" lIns="{left}" tIns="0" '
        f'rIns="{right}" bIns="0" anchor="{anchor}" rtlCol="0"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
        f"{inside or '<a:p/>'}</p:txBody>"
    )


def shape(
    number: int,
    name: str,
    box: Box,
    geometry: str,
    *,
    ground: str = "",
    line: str = "",
    words: str = "",
    told: str = "",
    bare: bool = False,
) -> str:
    """A shape with text in it. `number` is its id on the slide, `told` its alternative text."""
    text = ' txBox="1"' if bare else ""
    return (
        f"<p:sp {_NAMES}><p:nvSpPr>{_named(number, name, told)}<p:cNvSpPr{text}/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{_frame(box)}{geometry}{fill(ground)}{line or outline('')}</p:spPr>"
        f"{words or body([])}</p:sp>"
    )


def free_line(number: int, name: str, ends: tuple[Point, Point], line: str) -> str:
    """A straight line that holds on to nothing."""
    return _connector(number, name, ends, "", line, "")


def connector(
    number: int,
    name: str,
    ends: tuple[Point, Point],
    glued: tuple[tuple[int, int], tuple[int, int]],
    line: str,
    told: str = "",
) -> str:
    """A straight line that moves with the shapes that it holds on to: of each end the id of
    the shape and the number of the site."""
    (start, start_site), (end, end_site) = glued
    holds = f'<a:stCxn id="{start}" idx="{start_site}"/><a:endCxn id="{end}" idx="{end_site}"/>'
    return _connector(number, name, ends, holds, line, told)


def _connector(number: int, name: str, ends: tuple[Point, Point], holds: str, line: str, told: str) -> str:
    (x, y), (to_x, to_y) = ends
    box = Box(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y))
    flips = (' flipH="1"' if to_x < x else "") + (' flipV="1"' if to_y < y else "")
    return (
        f"<p:cxnSp {_NAMES}><p:nvCxnSpPr>{_named(number, name, told)}<p:cNvCxnSpPr>"
        f"{holds}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>{_frame(box, flips)}"
        f"{preset('straightConnector1')}{line}</p:spPr></p:cxnSp>"
    )


def group(number: int, name: str, box: Box, members: Sequence[str], told: str = "") -> str:
    """Shapes that move together."""
    child = (
        f'<a:chOff x="{emu(box.x)}" y="{emu(box.y)}"/><a:chExt cx="{emu(box.width)}" cy="{emu(box.height)}"/>'
    )
    frame = _frame(box).replace("</a:xfrm>", f"{child}</a:xfrm>")
    return (
        f"<p:grpSp {_NAMES}><p:nvGrpSpPr>{_named(number, name, told)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr>{frame}</p:grpSpPr>{''.join(members)}</p:grpSp>"
    )


def _named(number: int, name: str, told: str) -> str:
    alternative = f' descr="{escaped(told)}"' if told else ""
    return f'<p:cNvPr id="{number}" name="{escaped(name)}"{alternative}/>'


def _frame(box: Box, flips: str = "") -> str:
    x, y = emu(box.x), emu(box.y)
    wide, high = emu(box.right) - x, emu(box.bottom) - y
    return f'<a:xfrm{flips}><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
