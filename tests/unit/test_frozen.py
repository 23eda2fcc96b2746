"""Frozen classes do what the standard library's frozen, slotted dataclasses do."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from itertools import count
from typing import Any, ClassVar, Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model.frozen import frozen

T = TypeVar("T")


@frozen
class Point(Generic[T]):
    """A place."""

    kind: ClassVar[str] = "point"

    x: T
    y: float = 0.0
    tags: list[str] = field(default_factory=list, compare=False)
    norm: float = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "norm", abs(self.y))


@frozen
class Spot(Point[int]):
    colour: str = "red"


@frozen(eq=False)
class Thing:
    name: str


@frozen
class Loud:
    name: str

    def __repr__(self) -> str:
        return self.name.upper()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Loud) and self.name.lower() == other.name.lower()


def named(name: str = "a") -> Point[int]:
    match Point(1, 2.0, [name]):
        case Point(x, y, [first]):
            assert (x, y, first) == (1, 2.0, name)
        case other:
            pytest.fail(f"{other} has another shape")
    return Point(1, 2.0, [name])


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: Point(1), "Point(x=1, y=0.0, tags=[])"),
        (lambda: Point("1", y=-2.5), "Point(x='1', y=-2.5, tags=[])"),
        (lambda: Point(x=1, tags=["a"]), "Point(x=1, y=0.0, tags=['a'])"),
        (lambda: Spot(1, colour="blue"), "Spot(x=1, y=0.0, tags=[], colour='blue')"),
        (lambda: replace(named(), y=3.0), "Point(x=1, y=3.0, tags=['a'])"),
        (lambda: Thing("a"), "Thing(name='a')"),
        (lambda: Loud("a"), "A"),
    ],
)
def test_a_value_is_made_and_says_what_it_holds(made: Callable[[], object], said: str) -> None:
    assert repr(made()) == said


@pytest.mark.parametrize(
    ("made", "wrong"),
    [
        (lambda: Point(), "missing 1 required positional argument: 'x'"),
        (lambda: Point(1, 2.0, [], 4.0), "takes from 2 to 4 positional arguments but 5 were given"),
        (lambda: Point(1, z=3), "unexpected keyword argument 'z'"),
        (lambda: Point(1, norm=3), "unexpected keyword argument 'norm'"),
    ],
)
def test_what_a_class_does_not_take_is_refused_by_its_name(made: Callable[[], object], wrong: str) -> None:
    with pytest.raises(TypeError, match=rf"^Point\.__init__\(\) .*{wrong}$"):
        made()


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (Point(1), Point(1), True),
        (Point(1), Point(2), False),
        (Point(1, tags=["a"]), Point(1, tags=["b"]), True),  # not compared
        (Point(1), Spot(1), False),  # another class
        (Point(1), (1, 0.0, 0.0), False),
        (Thing("a"), Thing("a"), False),  # compared by identity
        (Loud("a"), Loud("A"), True),  # its own way
    ],
)
def test_equality(one: object, other: object, equal: bool) -> None:
    assert (one == other) is equal
    assert (one != other) is not equal
    assert one == one


def test_equal_values_have_one_hash() -> None:
    assert len({Point(1), Point(1, tags=["a"]), Point(2), Spot(1)}) == 3
    assert len({Thing("a"), Thing("a")}) == 2
    assert hash(Loud("a")) == hash(("a",))  # to write `__eq__` alone does not take it away


def test_nothing_can_be_assigned_deleted_or_added() -> None:
    point = Point(1)
    for name in ("x", "y", "new"):
        with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
            setattr(point, name, 2)
        with pytest.raises(FrozenInstanceError, match=f"cannot delete field '{name}'"):
            delattr(point, name)
    assert not hasattr(point, "__dict__")
    assert repr(point) == "Point(x=1, y=0.0, tags=[])"


def test_a_default_made_anew_is_not_shared() -> None:
    Point(1).tags.append("a")
    assert Point(1).tags == []


def test_what_is_made_from_the_others_follows_them() -> None:
    assert Point(1, -2.5).norm == 2.5
    assert replace(Point(1, -2.5), y=4.0).norm == 4.0
    with pytest.raises((ValueError, TypeError), match="norm"):  # which one, the Python decides
        replace(Point(1), norm=1.0)


@pytest.mark.parametrize("value", [Point(1, -2.5, ["a"]), Spot(3), Loud("a")])
@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_copies_are_equal(value: Any, copied: Callable[[Any], Any]) -> None:
    twin = copied(value)
    assert twin is not value
    assert twin == value
    assert asdict(twin) == asdict(value)


def test_a_copy_may_come_before_the_first_value_of_its_class() -> None:
    @frozen
    class Late:
        name: str

    late = object.__new__(Late)
    late.__setstate__((None, {"name": "a"}))  # as pickle does
    assert late == late
    assert hash(late) == hash(("a",))
    assert late == Late("a")


def test_what_is_known_about_a_class() -> None:
    assert Point.kind == "point"
    assert Point.__doc__ == "A place."
    assert Thing.__doc__ == "Thing"
    assert [one.name for one in fields(Spot)] == ["x", "y", "tags", "norm", "colour"]
    assert Spot.__match_args__ == ("x", "y", "tags", "colour")
    assert Point[int](1) == Point(1)


# Beside the standard library

FACTS = st.integers() | st.text(max_size=3) | st.none() | st.floats()


@st.composite
def bodies(draw: st.DrawFn) -> Callable[[], dict[str, Any]]:
    """What makes the body of a class anew: fields of all sorts, those without a default first."""
    numbers = count()
    members: dict[str, dict[str, Any]] = {}
    for sort in sorted(draw(st.lists(st.sampled_from(["", "default", "default_factory"]), max_size=6))):
        how: dict[str, Any] = {"repr": draw(st.booleans()), "compare": draw(st.booleans())}
        if sort:
            how["init"] = draw(st.booleans())
            fact = draw(FACTS)
            how[sort] = fact if sort == "default" else lambda fact=fact: (fact,)
        members[f"{draw(st.sampled_from(['', '_', 'usual_', '_set_']))}f{next(numbers)}"] = how

    def body() -> dict[str, Any]:
        annotations = dict.fromkeys(members, "object")
        return {"__annotations__": annotations} | {name: field(**how) for name, how in members.items()}

    return body


def made_or_refused(kind: Any, values: list[Any], named: dict[str, Any]) -> Any:
    try:
        return kind(*values, **named)
    except TypeError as error:
        return str(error)


@given(bodies(), st.data())
def test_it_is_as_a_dataclass_of_the_standard_library(body: Callable[[], dict[str, Any]], data: st.DataObject) -> None:
    ours: Any = frozen(type("Twin", (), body()))
    theirs: Any = dataclass(frozen=True, slots=True)(type("Twin", (), body()))
    assert ours.__match_args__ == theirs.__match_args__
    assert [(one.name, one.default, one.init) for one in fields(ours)] == [
        (one.name, one.default, one.init) for one in fields(theirs)
    ]
    taken = list(ours.__match_args__)
    pairs = []
    for _ in range(2):
        values = data.draw(st.lists(FACTS, max_size=len(taken) + 1))
        named = dict(zip(taken[len(values) :], data.draw(st.lists(FACTS, max_size=6)), strict=False))
        one, twin = (made_or_refused(kind, values, named) for kind in (ours, theirs))
        if isinstance(twin, str):
            assert one == twin  # refused in the same words
            return
        assert repr(one) == repr(twin)
        assert hash(one) == hash(twin)
        assert repr(asdict(one)) == repr(asdict(twin))
        pairs.append((one, twin))
    (one, twin), (other, its_twin) = pairs
    assert (one == other) is (twin == its_twin)
    if taken:
        assert repr(replace(one, **{taken[0]: "new"})) == repr(replace(twin, **{taken[0]: "new"}))
