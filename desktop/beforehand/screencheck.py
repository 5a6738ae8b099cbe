"""Whether a window can be shown at all, asked before Qt is: it would end the program with a riddle.

Qt's own words for a missing library or screen are long, and then it aborts. The libraries asked
for here are those it loads a moment later anyway, so asking costs next to nothing.
"""

import ctypes
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

PACKAGES: Mapping[str, tuple[str, str]] = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libX11.so.6": ("libx11-6", "libX11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libwayland-client.so.0": ("libwayland-client0", "libwayland-client"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor"),
}
"""The libraries of the system that Qt needs, and who brings them: Debian and Ubuntu, Fedora."""

WAYLAND = tuple(each for each in PACKAGES if "wayland" in each)
X11 = tuple(each for each in PACKAGES if each not in WAYLAND)

_INSTEAD = "the terminal commands work without a window (beforehand --help)"
_NO_SCREEN = (
    "Beforehand has no screen to show its window on: neither DISPLAY nor WAYLAND_DISPLAY leads "
    f"to one. Start it in a desktop session; {_INSTEAD}."
)


def obstacle(
    env: Mapping[str, str], wanted: Iterable[str] = X11, wayland: Iterable[str] = WAYLAND
) -> str | None:
    """What keeps a window from being shown on Linux, in one line; None if nothing does."""
    platform = re.split(r"[:;]", env.get("QT_QPA_PLATFORM", ""))[0]
    if platform not in {"", "xcb", "wayland", "wayland-egl"}:
        return None
    on_wayland = platform != "xcb" and _has_wayland(env)
    lacking = missing(wayland) if on_wayland else []
    if on_wayland and not lacking:
        return None
    if not env.get("DISPLAY") or platform.startswith("wayland"):
        return _told(lacking) if lacking else _NO_SCREEN
    lacking = missing(wanted)
    if lacking:
        return _told(lacking)
    return None if _answers(env["DISPLAY"]) else _NO_SCREEN


def missing(sonames: Iterable[str]) -> list[str]:
    """Those of the libraries that this system does not have."""
    return [soname for soname in sonames if not _loads(soname)]


def not_imported(fault: ImportError, wanted: Iterable[str] = X11) -> str | None:
    """What to install when Qt itself could not be imported; None if it is another fault."""
    found = re.search(r"(lib[\w.+-]+\.so[.\d]*)", str(fault))
    if not found:
        return None
    return _told(list(dict.fromkeys([found[1], *missing(wanted)])))


def _told(lacking: list[str]) -> str:
    """One line that says what to install; a library that is not in the table is named itself."""
    known = [PACKAGES[each] for each in lacking if each in PACKAGES]
    if not known:
        named = f"the library {', '.join(lacking)}"
        return f"Beforehand's window needs {named}, which this system lacks; {_INSTEAD}."
    debian, fedora = (" ".join(dict.fromkeys(names)) for names in zip(*known, strict=True))
    return (
        "Beforehand's window needs libraries that this system lacks. Install them with "
        f"“apt install {debian}” (Debian, Ubuntu) or “dnf install {fedora}” (Fedora); {_INSTEAD}."
    )


def _has_wayland(env: Mapping[str, str]) -> bool:
    name = env.get("WAYLAND_DISPLAY")
    return bool(name) and Path(env.get("XDG_RUNTIME_DIR", ""), str(name)).exists()


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _answers(display: str) -> bool:
    """Whether an X server is there; asked of the very library that Qt asks."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    broken = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not broken
