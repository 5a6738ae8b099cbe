"""Values behave like frozen dataclasses."""

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Record

ONE = Counterpart(name="Ελένη")


def test_a_value_is_replaced_and_never_changed() -> None:
    with pytest.raises((AttributeError, FrozenInstanceError)):
        ONE.name = "Nobody"  # type: ignore[misc]
    with pytest.raises((AttributeError, FrozenInstanceError)):
        del ONE.name
    assert replace(ONE, role="Head").name == "Ελένη"
    assert ONE.role == ""


def test_values_are_equal_when_all_their_fields_are() -> None:
    assert replace(ONE) == ONE
    assert hash(replace(ONE)) == hash(ONE)
    assert replace(ONE, team="Product") != ONE
    assert ONE != "Ελένη"


def test_a_missing_or_unknown_field_is_told_by_name() -> None:
    with pytest.raises(TypeError, match="name"):
        Counterpart()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="nmae"):
        Counterpart(name="x", nmae="y")  # type: ignore[call-arg]


def test_fields_come_in_order_those_of_every_record_first() -> None:
    names = [field.name for field in fields(Counterpart)]
    assert names[:4] == [field.name for field in fields(Record)]
    assert names[4:6] == ["name", "role"]
    assert "kind" not in names


def test_a_value_shows_its_fields() -> None:
    assert "name='Ελένη'" in repr(ONE)
