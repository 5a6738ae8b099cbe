"""What the program keeps at hand of words it has laid out: let go of when somebody is erased."""

import sys


def forget_words() -> None:
    """Empty every cache of our own modules; what is still needed is worked out again."""
    for name, module in list(sys.modules.items()):
        if name.startswith("beforehand."):
            for each in list(vars(module).values()):
                clear = getattr(each, "cache_clear", None)
                if clear is not None:
                    clear()
