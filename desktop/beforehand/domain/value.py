"""How values are made: frozen dataclasses that are cheap to define."""

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

_T = TypeVar("_T")


def _init_of(parts: tuple[Field[Any], ...]) -> Callable[..., None]:
    names = {part.name for part in parts}
    plain = {part.name: part.default for part in parts if part.default is not MISSING}
    factories = {f.name: f.default_factory for f in parts if f.default_factory is not MISSING}
    put = object.__setattr__

    def __init__(self: object, **given: object) -> None:  # noqa: N807  # it becomes the method
        values = {**plain, **given}
        for name, make in factories.items():
            if name not in given:
                values[name] = make()
        if values.keys() != names:
            wrong = ", ".join(sorted(names ^ values.keys()))
            raise TypeError(f"{type(self).__name__}: missing or unknown: {wrong}")
        for name, each in values.items():
            put(self, name, each)

    return __init__


def _equal(self: object, other: object) -> bool:
    return type(self) is type(other) and all(
        getattr(self, part.name) == getattr(other, part.name) for part in _fields(self)
    )


def _fields(self: object) -> tuple[Field[Any], ...]:
    return fields(self)  # type: ignore[arg-type]  # every value is a dataclass


def _hash(self: object) -> int:
    return hash(tuple(getattr(self, part.name) for part in _fields(self)))


def _repr(self: object) -> str:
    inside = ", ".join(f"{part.name}={getattr(self, part.name)!r}" for part in _fields(self))
    return f"{type(self).__name__}({inside})"


def _refuse(self: object, name: str, *_: object) -> None:
    raise AttributeError(f"{type(self).__name__}.{name}: replace the value, do not change it")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def value(cls: type[_T]) -> type[_T]:
    """Make a class a frozen dataclass with slots and keyword arguments.

    `dataclasses.fields` and `replace` work as ever. What differs is the cost: the standard
    decorator compiles some eight functions for each class, here all classes share theirs.
    """
    made = dataclass(init=False, repr=False, eq=False, match_args=False, slots=True, kw_only=True)(
        cls
    )
    shared: dict[str, Callable[..., object]] = {
        "__init__": _init_of(fields(made)),  # type: ignore[arg-type]
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__eq__": _equal,
        "__hash__": _hash,
        "__repr__": _repr,
    }
    for name, function in shared.items():
        setattr(made, name, function)
    return made
