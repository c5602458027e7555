"""Writes a document or a poster as PDF/A with Typst: a program of its own, with little time and memory.

JSON comes on standard input; on standard output goes a line of JSON, `{"missing": [...]}` what fonts are not there, and then
the PDF. A character that no font has is printed as 〓: a page never shows an empty box.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import segno
import typst

from gateway.paper.glyphs import lacking
from gateway.paper.texts import breakable, clean

SECONDS, MEMORY = 20, 4 << 30
HERE = Path(__file__).parent
FONTS = {
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "LXGW WenKai"),
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "Noto Serif CJK SC"),
    "hei": ("SimHei", "黑体", "Noto Sans CJK SC"),
    "digits": ("SimSun", "宋体", "Noto Serif CJK SC"),
}
"""For each role the families that will do, the office's own first; the last one is Debian's."""
BESIDES = ("Noto Sans CJK SC", "DejaVu Sans", "HanaMinA", "HanaMinB")
"""For characters that those do not have: rare Han, and other scripts."""
LOST = "〓"
ARCHIVAL = "a-2b"
"""PDF/A-2b: every glyph is in the file, and what a font lacks is an error, not a box."""


def written(said: dict[str, Any]) -> tuple[list[str], bytes]:
    """What fonts are missing, and the PDF where none is."""
    document = clean(said)
    there = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
    fonts, missing = families(set(there.families()))
    if missing:
        return missing, b""
    try:
        return [], _pdf(document, fonts, there)
    except typst.TypstError:
        known = [(font.path, font.index) for font in there.fonts() if font.path]
        lost = lacking({one for text in _texts(document) for one in text if not one.isspace()}, known)
        if not lost:
            raise
        return [], _pdf(_without(document, lost), fonts, there)


def families(there: set[str]) -> tuple[dict[str, list[str]], list[str]]:
    """By role what to use, and what is missing."""
    chosen = {role: [one for one in wanted if one in there] for role, wanted in FONTS.items()}
    missing = sorted({FONTS[role][-1] for role, found in chosen.items() if not found})
    besides = [one for one in BESIDES if one in there]
    return {role: [*found, *besides] for role, found in chosen.items()}, missing


def _pdf(document: dict[str, Any], fonts: dict[str, list[str]], there: typst.Fonts) -> bytes:
    template = HERE / ("poster.typ" if document["type"] == "poster" else "official.typ")
    said = {
        "document": json.dumps(_broken(document)),
        "fonts": json.dumps(fonts),
        "codes": json.dumps({one: _code(one) for one in _addresses(document)}),
    }
    compiler = typst.Compiler(str(template), root=str(HERE), font_paths=there, sys_inputs=said)
    return bytes(compiler.compile(format="pdf", pdf_standards=ARCHIVAL))  # type: ignore[arg-type]  # one file, not pages


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _without(value: Any, lost: set[str]) -> Any:
    if isinstance(value, str):
        return "".join(LOST if one in lost else one for one in value)
    if isinstance(value, dict):
        return {name: _without(one, lost) for name, one in value.items()}
    return [_without(one, lost) for one in value] if isinstance(value, list) else value


def _broken(value: Any) -> Any:
    """Addresses stay what they are: by them codes are found."""
    if isinstance(value, str):
        return breakable(value)
    if isinstance(value, dict):
        return {name: one if name == "address" else _broken(one) for name, one in value.items()}
    return [_broken(one) for one in value] if isinstance(value, list) else value


def _addresses(document: dict[str, Any]) -> list[str]:
    parts = document.get("parts", [document])
    return [part["address"] for part in parts if "address" in part]


def _code(address: str) -> str:
    drawn = io.BytesIO()
    segno.make(address, micro=False, error="m").save(drawn, kind="svg", border=4, light="white", xmldecl=False)
    return drawn.getvalue().decode()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    missing, pdf = written(json.load(sys.stdin.buffer))
    sys.stdout.buffer.write(json.dumps({"missing": missing}).encode() + b"\n" + pdf)


if __name__ == "__main__":
    main()
