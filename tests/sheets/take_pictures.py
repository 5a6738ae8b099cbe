"""Take the pictures anew with which the tests compare each kind of sheet, and look at them.

python tests/sheets/take_pictures.py [NAME ...]
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from sheets.pictured import SHEETS
from sheets.pictures import HERE, taken


def main() -> None:
    """Write those that are named, or all."""
    HERE.mkdir(exist_ok=True)
    for name in sys.argv[1:] or SHEETS:
        make, page = SHEETS[name]
        taken(make().pdf, page).save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
