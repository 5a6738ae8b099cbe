"""What a program did to its files, as `strace` wrote it down: a list of steps in their order."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

CALLS = (
    "openat,creat,close,dup,dup2,dup3,fcntl,lseek,write,pwrite64,writev,pwritev,ftruncate,"
    "truncate,fallocate,copy_file_range,sendfile,fsync,fdatasync,sync_file_range,"
    "rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir,symlink"
)
"""Those that a file can be changed with; a step that is not understood fails the proof."""

_LINE = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+|\?)")
_UNFINISHED = re.compile(r"(\d+) +(\w+)\((.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>(.*)$")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_NAMES = frozenset({"rename", "renameat", "renameat2", "link", "linkat"})
_GONE = frozenset({"unlink", "unlinkat", "rmdir"})
_IGNORED = frozenset({"lseek", "fcntl", "dup", "dup2", "dup3"})


class Step(NamedTuple):
    """One call: what was done to which path; `other` is the second name of a rename or link."""

    what: str
    path: str
    offset: int = 0
    data: bytes = b""
    other: str = ""


class Unknown(Exception):  # noqa: N818 - it says what is so
    """A call that changes a file in a way this does not follow."""


def recorded(command: Sequence[object], trace: Path, **options: object) -> list[Step]:
    """Run a program to its end, and tell what it did to files; what it said are steps, too."""
    traced = ["strace", "-f", "-qq", "-s", "100000000", "-xx", "-e", f"trace={CALLS}", "-e"]
    done = subprocess.run(
        [*traced, "signal=none", "-o", str(trace), *map(str, command)],
        check=False,
        stdout=subprocess.DEVNULL,
        **options,
    )
    if done.returncode:
        raise Unknown(f"the program that was recorded ended with {done.returncode}")
    return list(steps_of(trace))


def steps_of(trace: Path) -> Iterator[Step]:
    """The steps of a trace; those that failed changed nothing and are left out."""
    files, places = dict[tuple[str, int], str](), dict[tuple[str, int], int]()
    begun = dict[str, str]()
    with trace.open(encoding="ascii", errors="replace") as lines:
        for each in lines:
            line = each
            if found := _UNFINISHED.match(line):
                begun[found[1]] = f"{found[1]} {found[2]}({found[3]}"
                continue
            if found := _RESUMED.match(line):
                line = begun.pop(found[1]) + found[3]
            found = _LINE.match(line)
            if found and not found[4].startswith(("-", "?")):
                call = _Call(found[1], found[2], found[3], int(found[4]))
                yield from _followed(call, files, places)


class _Call(NamedTuple):
    pid: str
    name: str
    given: str
    answer: int

    @property
    def strings(self) -> list[bytes]:
        found = _STRING.findall(self.given)
        if any(cut for _, cut in found):
            raise Unknown(f"{self.name}: too long to be recorded")
        return [bytes.fromhex(each.replace("\\x", "")) for each, _ in found]

    @property
    def numbers(self) -> list[int]:
        plain = _STRING.sub("", self.given)
        return [int(each) for each in re.findall(r"(?<![\w.])-?\d+(?![\w.])", plain)]

    @property
    def path(self) -> str:
        return self.strings[0].decode()


def _followed(
    call: _Call, files: dict[tuple[str, int], str], places: dict[tuple[str, int], int]
) -> Iterator[Step]:
    """Keep the open files in mind, by process and number; a child's own begin where it opens."""
    name = call.name
    if name in {"openat", "creat"}:
        files[call.pid, call.answer] = call.path
        places[call.pid, call.answer] = 0
        if "O_TRUNC" in call.given or "O_CREAT" in call.given or name == "creat":
            yield Step("truncate" if "O_TRUNC" in call.given else "create", call.path)
        if "O_APPEND" in call.given:
            files[call.pid, call.answer] += " (appended to)"
    elif name in _NAMES:
        old, new = call.strings
        yield Step("link" if "link" in name else "rename", old.decode(), other=new.decode())
    elif name in _GONE:
        yield Step("unlink", call.path)
    elif name in {"mkdir", "mkdirat"}:
        yield Step("mkdir", call.path)
    else:
        yield from _to_a_file(call, files, places)


def _to_a_file(
    call: _Call, files: dict[tuple[str, int], str], places: dict[tuple[str, int], int]
) -> Iterator[Step]:
    number = call.numbers[0]
    at = (call.pid, number)
    if call.name == "close":
        files.pop(at, None)
    elif call.name in {"write"} and number in {1, 2} and at not in files:
        yield Step("say", str(number), data=call.strings[0])
    elif at not in files:
        return
    elif call.name == "write":
        yield Step("write", files[at], places[at], call.strings[0][: call.answer])
        places[at] += call.answer
    elif call.name == "pwrite64":
        yield Step("write", files[at], call.numbers[-1], call.strings[0][: call.answer])
    elif call.name == "ftruncate":
        yield Step("resize", files[at], call.numbers[1])
    elif call.name in {"fsync", "fdatasync"}:
        yield Step("sync", files[at])
    elif call.name == "lseek":
        places[at] = call.answer
    elif call.name not in _IGNORED:
        yield Step("unknown", files[at], other=call.name)
