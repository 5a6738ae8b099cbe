"""The rules of the house, read off the syntax trees, lazy imports included."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "desktop" / "beforehand"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "resources" not in path.parts)
SHARED = {"paths", "wording", "palette", "whole", "off_limits"}

OWN = {
    "domain": {"domain"},
    "library": {"library", "domain", "paths"},
    "store": {"store", "domain", "off_limits"},
    "sheets": {"sheets", "domain", *SHARED},
    "exchange": {"exchange", "domain", "library", "store", *SHARED},
    "orders": {"domain", "library", "store", "sheets", "orders"},
    "cli": {
        "domain",
        "library",
        "store",
        "sheets",
        "exchange",
        "orders",
        "screencheck",
        *SHARED,
        "cli",
    },
    "paths": {"paths"},
    "wording": {"wording", "domain"},
    "palette": {"palette"},
    "whole": {"whole", "off_limits"},
    "off_limits": {"off_limits", "domain"},
    "screencheck": {"screencheck", "domain"},
}
OUTSIDE = {
    "domain": set(),
    "library": set(),
    "store": {"sqlcipher3", "sqlite_utils", "cryptography"},
    "sheets": {"uharfbuzz", "budoux", "pypdf"},
    "exchange": {"vobject", "icalendar"},
    "orders": set(),
    "cli": set(),
    "paths": {"platformdirs"},
    "wording": set(),
    "palette": set(),
    "whole": set(),
    "off_limits": set(),
    "screencheck": set(),
}
NO_CLOCK_OR_DISK = {"os", "pathlib", "shutil", "socket", "subprocess", "tempfile", "time"}
NETWORK = {
    "socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "xmlrpc", "requests",
    "PySide6.QtNetwork", "PySide6.QtWebSockets",
}  # fmt: skip
READS_THE_CLOCK = re.compile(r"\b(datetime|date)\.(now|today|utcnow)\(|\btime\.time\(")


def layer_of(path: Path) -> str:
    """The layer a file belongs to: its folder, or its own name at the top."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else path.stem


def imported(path: Path) -> Iterator[str]:
    """The names of all modules a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def may_import(layer: str, name: str) -> bool:
    """Whether a layer may import a module of that dotted name."""
    top, *rest = name.split(".")
    if top == "beforehand":
        return not rest or rest[0] in OWN[layer] or rest[0] == "__version__"
    return top in OUTSIDE[layer] or top in sys.stdlib_module_names


@pytest.mark.parametrize("layer", sorted(OWN))
def test_a_layer_imports_only_what_it_may(layer: str) -> None:
    faults = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in MODULES
        if layer_of(path) == layer
        for name in imported(path)
        if not may_import(layer, name)
    ]
    assert faults == []


def test_every_module_belongs_to_a_layer_with_a_rule() -> None:
    known = {*OWN, "ui", "__main__", "__init__"}
    assert {layer_of(path) for path in MODULES} <= known


def test_domain_has_neither_clock_nor_disk() -> None:
    faults = [
        f"{path.name} imports {name}"
        for path in MODULES
        if layer_of(path) == "domain"
        for name in imported(path)
        if name.split(".")[0] in NO_CLOCK_OR_DISK
    ]
    assert faults == []


def test_the_day_is_always_handed_in() -> None:
    faults = [
        path.name
        for path in MODULES
        if layer_of(path) in {"domain", "store", "sheets", "exchange", "wording", "library"}
        if READS_THE_CLOCK.search(path.read_text(encoding="utf-8"))
    ]
    assert faults == []


def test_no_module_can_reach_a_network_but_the_door_for_a_second_start() -> None:
    users = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        for name in imported(path)
        if any(name == each or name.startswith(f"{each}.") for each in NETWORK)
    }
    assert users <= {"ui/app.py"}


def test_nobody_enters_pdfium_but_by_the_doors_with_a_lock() -> None:
    doors = {"desktop/beforehand/ui/pages.py", "tests/pdfium.py"}
    of_their_own = {"tests/frozen_check.py", "tests/test_architecture.py"}
    users = {
        str(path.relative_to(ROOT))
        for path in (*MODULES, *sorted((ROOT / "tests").rglob("*.py")))
        if re.search(r"\bPdfDocument\(", path.read_text(encoding="utf-8"))
    }
    assert users - of_their_own == doors


def test_no_dialog_blocks_and_no_words_are_rich_text() -> None:
    forbidden = re.compile(
        r"QMessageBox\.(question|information|warning|critical)\(|TextFormat\.(RichText|AutoText|MarkdownText)"
        r"|\bsetHtml\(|\binsertHtml\(|QTextBrowser"
    )
    faults = [
        f"{path.relative_to(PACKAGE)}: {found.group()}"
        for path in MODULES
        if (found := forbidden.search(path.read_text(encoding="utf-8")))
    ]
    assert faults == []


def test_functions_and_files_stay_short() -> None:
    lengths, faults = [], []
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 300:
            faults.append(f"{path.relative_to(PACKAGE)} has over 300 lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                lengths.append(node.end_lineno - node.lineno + 1)
                if lengths[-1] > 45:
                    faults.append(f"{path.relative_to(PACKAGE)}: {node.name} has over 45 lines")
    lengths.sort()
    assert faults == []
    assert lengths[int(len(lengths) * 0.95)] <= 25


def test_nothing_of_the_person_s_is_kept_at_module_level() -> None:
    faults = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} says global"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Global)
    ]
    assert faults == []
