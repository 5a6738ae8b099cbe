"""Fail unless the wheel holds every file of resources/ and, installed alone, starts."""

import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def missing(wheel: Path) -> list[str]:
    """The files of resources/ that the wheel lacks or holds with other bytes."""
    with zipfile.ZipFile(wheel) as inside:
        held = {name: inside.read(name) for name in inside.namelist()}
    files = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    assert files, "there are no resources to look for"
    return [
        str(path.relative_to(ROOT))
        for path in files
        if held.get(f"beforehand/{path.relative_to(ROOT).as_posix()}") != path.read_bytes()
    ]


def starts(wheel: Path) -> None:
    """Install the wheel without the checkout and let it write the sample notebook."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = f"{folder}/bin/python"
        subprocess.run([python, "-m", "pip", "install", "-q", wheel], check=True)
        notebook = f"{folder}/sample"
        for words in (["--version"], ["sample", notebook], ["list", "--notebook", notebook]):
            subprocess.run([f"{folder}/bin/beforehand", *words], check=True, cwd=folder)
        # A password is what takes most of what the wheel says it needs.
        sheet = ["sheet", "next", "--kind", "room", "--notebook", notebook, "--out", "x.pdf"]
        words = [f"{folder}/bin/beforehand", *sheet, "--password"]
        subprocess.run(words, check=True, cwd=folder, input=b"secret\n")


if __name__ == "__main__":
    the_wheel = Path(sys.argv[1]).resolve()
    lacking = missing(the_wheel)
    if lacking:
        sys.exit("the wheel lacks:\n" + "\n".join(lacking))
    starts(the_wheel)
    print(f"{the_wheel.name} holds every resource and runs by itself")
