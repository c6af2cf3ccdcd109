"""The one place that joins the rooms: a map that checks, explains, draws and tells itself."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from strategymap import files
from strategymap.answers import Answers
from strategymap.settings import theme_files


class StrategyMap(Answers):
    """A strategy map. In a notebook it shows itself as a picture."""

    def __repr__(self) -> str:
        graph = self.in_words
        return f"<StrategyMap {self.title!r}: {len(graph.nodes)} nodes, {len(graph.kpis)} KPIs>"

    def write_diff(
        self, new: StrategyMap, out: str | Path | None = None, *, format: str | None = None
    ) -> str:
        """What changed from this map to a newer version of it, as `text` or `json`: its text, also
        written to `out`. By default the suffix of `out` decides, else text. Raises UnknownName for
        a format that there isn't, MeasurementsError and OutputError."""
        from strategymap.report import comparing

        kind = files.format_of(out, format, comparing.FORMS, "text")
        text = comparing.write(self.diff(new), kind, self.file, new.file)
        new._write(out, text, inputs=self.inputs)
        return text

    def draw_diff(
        self,
        new: StrategyMap,
        out: str | Path | None = None,
        *,
        format: str | None = None,
        scale: float | None = None,
        theme: str | Path | None = None,
        medium: str | None = None,
        engine: str | None = None,
        time_limit: float | None = None,
    ) -> str | bytes:
        """What changed from this map to a newer version of it, as a picture: both in one, with
        what was added, removed and changed marked, and told in the legend. All else is as in
        `render`, under the settings of the newer one; there are no slides of it. Raises as
        `render`, and MeasurementsError."""
        from strategymap import picturing, render
        from strategymap.selection import Part

        order = picturing.Order(
            format=files.format_of(out, format, render.OF_CHANGES, "svg"),
            part=Part(),
            scale=scale,
            theme=theme,
            medium=medium,
            engine=engine,
            time_limit=time_limit,
        )
        picture = picturing.picture_of_changes(
            self.in_words, new.in_words, self.diff(new), new.settings, order, Path(new.file).name
        )
        new._write(out, picture, inputs=[*self.inputs, *theme_files(theme)])
        return picture

    def render(
        self,
        out: str | Path | None = None,
        *,
        format: str | None = None,
        select: str | None = None,
        exclude: str | None = None,
        focus: str | None = None,
        level: str | None = None,
        owner: str | None = None,
        tag: str | None = None,
        hide: Collection[str] = (),
        fade: bool = False,
        scale: float | None = None,
        theme: str | Path | None = None,
        template: str | Path | None = None,
        medium: str | None = None,
        split: bool = False,
        engine: str | None = None,
        time_limit: float | None = None,
    ) -> str | bytes:
        """The map as a picture: its text, or bytes where the format is no text; also written
        to `out`. The format is one of `render.FORMATS`, such as `svg`, `pdf` or `png`; by
        default the suffix of `out` decides, else svg. `scale` is how many pixels of a PNG there
        are for each px of the drawing, by default 2. `theme` is `light`, `dark`, `print` or a
        TOML file.

        `select` picks a part of the map, such as `+loyalty`, `focus` the line of sight of an
        id, `level`, `owner` and `tag` what has them; what is given must hold together, without
        what `exclude` picks. `fade` draws the rest faded, in the layout of the whole map, instead
        of leaving it out. `hide` leaves out `kpis`, `findings` or `status`.

        Slides (`pptx`) take size, master, colours and fonts of a `template`, another .pptx, instead
        of a theme. `medium` is what the picture is for: `screen`, `slide`, `a4`, `a3` or `a0`; the
        layout fits its page, with text as large as can be. Slides are for a slide. A warning tells
        where text is too small to be read. `split` makes an overview and as many slides, or pages of
        a PDF, as it takes to be read; a PDF for no medium is split over pages of A4.

        `theme`, `engine` and `time_limit`, in seconds, are by default those of the settings. Raises
        LayoutError where it can't be laid out in that time, UnknownName for a format, theme or
        engine that there isn't or a part of the map that holds nothing, SettingsError for a theme
        that can't be understood or read, and OutputError.
        """
        from strategymap import picturing
        from strategymap.render import FORMATS
        from strategymap.selection import Part

        order = picturing.Order(
            format=files.format_of(out, format, FORMATS, "svg"),
            part=Part(select, exclude, focus, level, owner, tag),
            hide=hide,
            fade=fade,
            scale=scale,
            theme=theme,
            template=template,
            medium=medium,
            split=split,
            engine=engine,
            time_limit=time_limit,
        )
        source = Path(self.file).name
        picture = picturing.picture(self.in_words, self.check(), self.settings, order, source)
        named = [Path(template)] if template is not None else []
        self._write(out, picture, inputs=[*named, *theme_files(theme)])
        return picture

    def narrate(
        self,
        out: str | Path | None = None,
        *,
        format: str | None = None,
        select: str | None = None,
        exclude: str | None = None,
        focus: str | None = None,
        level: str | None = None,
        tag: str | None = None,
        audience: str | None = None,
        owner: str | None = None,
        theme: str | Path | None = None,
        templates: str | Path | None = None,
        picture: bool = True,
        beside: Sequence[tuple[str, str]] = (),
        engine: str | None = None,
        time_limit: float | None = None,
    ) -> str:
        """The map as a story: its text, also written to `out`. The format is `html` or `md`;
        by default the suffix of `out` decides, else html. `select`, `exclude`, `focus`, `level` and
        `tag` tell a part of the map, as in `render`, and say what leads out of it; `owner` picks
        no part: what somebody owns is `select="owner:NAME"`. `audience` is `executive`, `manager`
        or `frontline` for a page that tells each what they need, and `owner` makes a page for
        managers or the front line one of that owner alone. `theme`, by default that of the
        settings, dresses a page and its picture, as in `render`. `templates` is a folder whose
        templates replace the shipped ones; without `picture` a page has no map on it. `beside`
        are the pages for others in the same folder, each by what it is called and its file.

        Raises LayoutError, UnknownName, SettingsError and OutputError, as `render`, and UnknownName for an
        audience that there isn't, somebody who owns nothing, and a part for one audience.
        """
        from strategymap import narrate, narrating
        from strategymap.selection import Part

        order = narrating.Order(
            format=files.format_of(out, format, narrate.FORMS, "html"),
            part=Part(select, exclude, focus, level, None, tag),
            audience=audience,
            owner=owner,
            theme=theme,
            templates=templates,
            picture=picture,
            beside=beside,
            engine=engine,
            time_limit=time_limit,
        )
        text = narrating.narration(self.in_words, self.check(), self.settings, order)
        self._write(out, text, inputs=[*_templates(templates), *theme_files(theme)])
        return text

    def write_audit(
        self,
        out: str | Path | None = None,
        *,
        format: str | None = None,
        templates: str | Path | None = None,
    ) -> str:
        """The audit as `text`, `csv`, `html` or `json`: its text, also written to `out`. By
        default the suffix of `out` decides, else text. `templates` is a folder whose templates
        and style sheets replace the shipped ones, for a page.

        Raises UnknownName for a format that there isn't, and OutputError.
        """
        from strategymap.report import auditing

        kind = files.format_of(out, format, ["html", *auditing.FORMS], "text")
        if kind == "html":
            from strategymap.narrate import audit as page

            folder = Path(templates) if templates is not None else None
            text = page.write(self.audit(), template_folder=folder)
        else:
            text = auditing.write(self.audit(), kind)
        self._write(out, text, inputs=_templates(templates))
        return text

    def _repr_svg_(self) -> str:
        from strategymap import picturing, render

        # Two maps can stand in one notebook: each has ids of its own, always the same ones.
        digest = hashlib.sha256(repr(self.view).encode("utf-8", "backslashreplace")).hexdigest()
        engine, seconds = picturing.layout(self.settings, None, None)
        prefix, look = f"m{digest[:8]}-", picturing.theme(self.settings, None, "svg")
        return render.draw(self.view, "svg", engine=engine, time_limit=seconds, id_prefix=prefix, theme=look)

    def _write(self, out: str | Path | None, content: str | bytes, inputs: Iterable[Path] = ()) -> None:
        if out is not None:
            files.write(Path(out), content, inputs=[*self.inputs, *inputs])


def _templates(folder: str | Path | None) -> list[Path]:
    """The templates in a folder of the user's."""
    if folder is None:
        return []
    from strategymap.narrate.templates import templates_in

    return templates_in(Path(folder))
