"""Frozen classes: in use, what `@dataclass(frozen=True, slots=True)` makes; at import, a seventh of its cost.

The standard library compiles six methods for every class. Here a method that nobody waits for is shared, and the others
are compiled when they are first called: a run uses few of the classes that it imports. What a field is stays the
standard library's: its `field`, `fields`, `replace` and `asdict` take these classes, and type checkers know them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from inspect import get_annotations
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")
Method = Callable[..., Any]


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, eq: bool = True) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T] | None = None, /, *, eq: bool = True) -> type[T] | Callable[[type[T]], type[T]]:
    """Makes a class with annotated fields one of frozen values: with slots, compared and hashed by what they hold.

    With `eq=False` they are compared and hashed by identity. Of `field()` it heeds default, default_factory, init,
    repr and compare. `__post_init__` is called; a method that the class writes itself is kept.
    """
    return _frozen(cls, eq) if cls is not None else lambda cls: _frozen(cls, eq)


def _frozen(cls: type[T], eq: bool) -> type[T]:
    written = {name for name, what in vars(cls).items() if what is not None}  # `__eq__` alone makes `__hash__` None
    cls.__doc__ = cls.__doc__ or cls.__name__  # else the standard library makes one from the signature, which costs
    made = _with_fields(cls)
    methods = {"__repr__": _repr, "__setattr__": _assign, "__delattr__": _delete, "__setstate__": _restore}
    methods["__init__"] = _late(made, "__init__", _init)
    if eq:
        methods |= {"__eq__": _late(made, "__eq__", _eq), "__hash__": _late(made, "__hash__", _hash)}
    for name in methods.keys() - written:
        setattr(made, name, methods[name])
    return made


def _with_fields(cls: type[T]) -> type[T]:
    """What the standard library makes of the annotations, without its search of each text for what is no field."""
    texts = get_annotations(cls)
    cls.__annotations__ = {name: text if "ClassVar" in text else object for name, text in texts.items()}
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    made.__annotations__ = texts
    for one in fields(made):  # type: ignore[arg-type]  # it is one by now
        one.type = texts.get(one.name, one.type)
    return made


# Compiled when first called


def _late(cls: type[Any], name: str, compiled: Callable[[type[Any]], Method]) -> Method:
    """Stands for the method `name` until its first call puts the compiled one in its place."""

    def first(self: object, /, *values: Any, **named: Any) -> Any:
        method = compiled(cls)
        setattr(cls, name, method)
        return method(self, *values, **named)

    return first


def _init(cls: type[Any]) -> Method:
    """Sets each field by its slot's own setter, in half the time of the standard library's `object.__setattr__`."""
    names: dict[str, Any] = {}
    parameters, lines = ["self"], []
    for one in fields(cls):
        name, usual, value = one.name, f"_usual_{one.name}", one.name
        if one.default_factory is not MISSING:
            names[usual], fresh = one.default_factory, f"{usual}()"
            value = f"{fresh} if {name} is {usual} else {name}" if one.init else fresh
        elif one.default is not MISSING:
            names[usual] = one.default
            value = name if one.init else usual
        elif not one.init:
            continue  # `__post_init__` sets it
        if one.init:
            parameters.append(f"{name}={usual}" if usual in names else name)
        names[f"_set_{name}"] = getattr(cls, name).__set__
        lines.append(f"_set_{name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    return _compiled(cls, f"__init__({', '.join(parameters)})", lines or ["pass"], names)


def _eq(cls: type[Any]) -> Method:
    same = f"{_facts(cls, 'self')} == {_facts(cls, 'other')}"
    return _compiled(
        cls, "__eq__(self, other)", [f"return {same} if other.__class__ is self.__class__ else NotImplemented"]
    )


def _hash(cls: type[Any]) -> Method:
    return _compiled(cls, "__hash__(self)", [f"return hash({_facts(cls, 'self')})"])


def _facts(cls: type[Any], owner: str) -> str:
    """The tuple of what is compared, as an expression."""
    return f"({''.join(f'{owner}.{one.name}, ' for one in fields(cls) if one.compare)})"


def _compiled(cls: type[Any], head: str, lines: list[str], names: dict[str, Any] | None = None) -> Method:
    made: dict[str, Any] = {}
    exec(f"def {head}:\n " + "\n ".join(lines), {"__name__": cls.__module__, **(names or {})}, made)
    (method,) = made.values()
    method.__qualname__ = f"{cls.__qualname__}.{method.__name__}"
    return method  # type: ignore[no-any-return]


# Shared: nobody waits for these


def _repr(self: Any) -> str:
    facts = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(facts)})"


def _assign(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _restore(self: object, state: tuple[None, dict[str, Any]]) -> None:
    """What copy and pickle do after making one; by themselves they would assign."""
    for name, value in state[1].items():
        object.__setattr__(self, name, value)
