"""Which column is what: told by name, or guessed from the words that files use in English and its neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field

from kpiboard.basics.entry import near_miss
from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.safetext import clean, shown
from kpiboard.exchange.readings.findings import LineFindings
from kpiboard.exchange.values import Wrong
from kpiboard.model import Cadence, Kpi, KpiState
from kpiboard.model.frozen import frozen

# Role → what its column is called; of the words for a period the first one counts that is there.
_WORDS = {
    "period": "period, date, datum, fecha, day, tag, dia, jour, giorno, dag, data, timestamp, datetime, date time, "
    "zeitstempel, horodatage, periode, zeitraum, periodo, week, woche, kw, semana, semaine, settimana, month, monat, "
    "mes, mois, mese, maand, quarter, quartal, trimestre, year, jahr, ano, annee, anno, jaar, hour, stunde, time",
    "shift": "shift, schicht, turno, poste, equipe, ploeg",
    "time": "time, hour, uhrzeit, zeit, stunde, hora, heure, ora, uur, tijd",
    "kpi": "kpi, kpi key, kpi name, key, measure, metric, indicator, kennzahl, messgrosse, indicador, indicateur, "
    "indicatore, metrica, metrique, kengetal",
    "value": "value, actual, reading, result, measured, figure, wert, istwert, ist, messwert, valor, real, valeur, "
    "reel, mesure, valore, misura, waarde",
    "numerator": "numerator, num, good, good parts, ok, passed, zahler, gut, gutteile, numerador, buenos, numerateur, "
    "bons, numeratore, buoni, teller, goed",
    "denominator": "denominator, den, total, all, checked, produced, nenner, gesamt, alle, denominador, denominateur, "
    "denominatore, totale, noemer, totaal",
    "kind": "kind",
    "note": "note, notes, comment, comments, remark, remarks, notiz, bemerkung, kommentar, anmerkung, nota, notas, "
    "comentario, observacion, observacao, commentaire, remarque, commento, opmerking",
    "reason": "reason, grund, motivo, raison, reden",
    "code": "code, reason code, cause code, fehlercode, grundcode, ursachencode, codigo, codice",
    "corrected_from": "corrected from",
    "corrected_at": "corrected at",
    "late_at": "late at",
    "excluded": "excluded",
    "reason_at": "reason at",
}
ROLES = tuple(role for role in _WORDS if role not in ("shift", "time"))
_NUMBERS = ("value", "numerator", "denominator")
# What a line says beside its number; with several KPIs on a line nobody knows which of them it is about.
_BESIDE = ROLES[ROLES.index("kind") :]
_IN_BRACKETS = re.compile(r"\s*(?:\[[^]]*\]|\([^)]*\))\s*$")
_DATA = re.compile(r"[0-9]{1,4}[-./][0-9]{1,2}|[-+]?[0-9.,]+%?$")


def folded(name: str) -> str:
    """A name without case, accents, what joins its words, and a unit in brackets behind it."""
    plain = unicodedata.normalize("NFKD", _IN_BRACKETS.sub("", clean(name)).casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[_\-./]+", " ", plain).split())


def role_of(name: str) -> str:
    """A role by its name. Raises InvalidInput."""
    role = name.strip().lower().replace(" ", "_").replace("-", "_")
    if role not in ROLES:
        words = f"{shown(name)} is nothing that a column can be{near_miss(role, ROLES)}."
        raise InvalidInput(words, f"One of: {', '.join(ROLES)}.", field="map")
    return role


class KpiNames:
    """The KPIs of a board by what a file may call them: the id, the key or the name, exactly or nearly."""

    def __init__(self, kpis: Iterable[Kpi]) -> None:
        self.kpis = tuple(kpis)
        self._called: list[tuple[Callable[[str], str], dict[str, list[Kpi]]]] = []
        for form in (str, folded):
            for attribute in ("id", "key", "name"):
                called: dict[str, list[Kpi]] = {}
                for kpi in self.kpis:
                    called.setdefault(form(getattr(kpi, attribute)), []).append(kpi)
                self._called.append((form, called))

    def find(self, text: str) -> Kpi | None:
        """Raises Wrong when it could be more than one; a retired one is meant only where no other is called so."""
        for form, called in self._called:
            found = called.get(form(text), [])
            found = [kpi for kpi in found if kpi.state is not KpiState.RETIRED] or found
            if len(found) > 1:
                raise Wrong(f"{shown(text)} is the name of {len(found)} KPIs; give the id")
            if found:
                return found[0]
        return None

    def words(self) -> list[str]:
        return [word for kpi in self.kpis for word in (kpi.key, kpi.name)]


@frozen
class Columns:
    """Where things stand in a line. `period` may be two columns (a date, and its shift or time).

    Whose readings they are says the column `at["kpi"]`, or `wide`, a column for each KPI. `kpi` is the only one that is
    read; without such a column it has all of them.
    """

    names: tuple[str, ...]
    period: tuple[int, ...]
    at: Mapping[str, int]
    kpi: Kpi | None = None
    wide: tuple[tuple[int, Kpi], ...] = ()
    left_out: tuple[str, ...] = field(default=())

    def name(self, role: str) -> str:
        """The name of the column, as --map takes it; empty when there is none."""
        if role == "period":
            return "+".join(self.names[index] for index in self.period)
        return self.names[self.at[role]] if role in self.at else ""

    def when(self, cells: Sequence[str]) -> str:
        """What a line says about its period."""
        if len(self.period) == 1:
            return cells[self.period[0]]
        return " ".join([cells[index] for index in self.period])

    def kpi_cell(self, cells: Sequence[str]) -> str:
        """What a line says about its KPI; empty when all of them are about the same."""
        return cells[self.at["kpi"]].strip() if "kpi" in self.at else ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """Where numbers are looked for."""
        return tuple(index for index, _ in self.wide) or tuple(self.at[role] for role in _NUMBERS if role in self.at)


class Chooser:
    """Finds the columns. `told` has role → name of the column, empty for what is not to be read.

    `kpi` is the only one whose readings are read. Without `guess` nothing is read but what was told, and KPIs by
    the names of their columns.
    """

    def __init__(self, kpis: KpiNames, told: Mapping[str, str], kpi: Kpi | None, *, guess: bool = True) -> None:
        self._kpis = kpis
        self._told = told
        self._kpi = kpi
        self._words = {role: words.split(", ") if guess else [] for role, words in _WORDS.items()}

    def score(self, cells: Sequence[str]) -> tuple[int, int]:
        """How well the first line was split: how many names say something, then how many there are."""
        known = {folded(part) for name in self._told.values() for part in (name, *name.split("+"))}
        known.update(*self._words.values())
        return sum(name in known or self._named(name) is not None for name in map(folded, cells)), len(cells)

    def choose(self, cells: Sequence[str], findings: LineFindings) -> Columns:
        """Raises InvalidInput when there is no period, no KPI or no number, or when a told column is not there."""
        names = tuple(clean(cell) for cell in cells)
        period = self._period(names)
        told = {role: _column(names, name) for role, name in self._told.items() if name and role != "period"}
        taken = {*period, *told.values()}
        named = [(index, kpi) for index, kpi in enumerate(map(self._named, names)) if kpi and index not in taken]
        at = self._guessed(names, taken) | told
        if not {"numerator", "denominator"} <= at.keys():
            at = {role: index for role, index in at.items() if role in told or role not in _NUMBERS[1:]}
        wide: list[tuple[int, Kpi]] = []
        if self._kpi:
            own = [index for index, kpi in named if kpi.id == self._kpi.id]
            if not _has_numbers(told) and "value" not in self._told and (own or not _has_numbers(at)):
                value = own[0] if own else self._only_left(names, at, period, findings)
                at = {role: index for role, index in at.items() if index != value} | {"value": value}
        elif "kpi" not in at or not _has_numbers(at):
            wide = [] if told.keys() & {"kpi", *_NUMBERS} else named
            at = _beside_kpis(at, told, wide)
            if not wide and "kpi" not in at:
                raise InvalidInput(
                    "Nothing in the file says whose readings they are.",
                    f"Say --kpi KEY or --map kpi=COLUMN, or name a column like a KPI. {_listed(names)}",
                    field="kpi",
                )
        if not wide and not _has_numbers(at):
            raise _no_numbers(names)
        read = {*period, *at.values(), *dict(wide)}
        left_out = tuple(name for index, name in enumerate(names) if name and index not in read)
        return Columns(names, period, at, self._kpi, tuple(wide), left_out)

    def _named(self, name: str) -> Kpi | None:
        try:
            return self._kpis.find(name) if name else None
        except Wrong:
            return None

    def _period(self, names: Sequence[str]) -> tuple[int, ...]:
        told = self._told.get("period", "")
        if told:
            parts = [told] if _places(names, told) else told.split("+")
            return tuple(_column(names, part) for part in parts)
        called = [folded(name) for name in names]
        found = next((called.index(word) for word in self._words["period"] if word in called), None)
        if found is None:
            if any(_DATA.match(name) for name in names):
                raise InvalidInput(
                    f"The first line must name the columns, but it begins with {shown(names[0])}.",
                    "Put a line such as period,value above it.",
                    field="file",
                )
            raise InvalidInput("No column is a period.", f"Say --map period=COLUMN. {_listed(names)}", field="period")
        kpis = [self._kpi] if self._kpi else [kpi for kpi in self._kpis.kpis if kpi.state is not KpiState.RETIRED]
        cadences = {kpi.cadence for kpi in kpis}
        for role, cadence in (("shift", Cadence.SHIFT), ("time", Cadence.HOUR)):
            beside = [index for index, name in enumerate(called) if name in self._words[role] and index != found]
            if beside and cadence in cadences:
                return found, beside[0]
        return (found,)

    def _guessed(self, names: Sequence[str], taken: Iterable[int]) -> dict[str, int]:
        left = {index: folded(name) for index, name in enumerate(names) if index not in taken}
        at: dict[str, int] = {}
        for role in ROLES:
            found = [index for word in self._words[role] for index, name in left.items() if name == word]
            if found and role not in self._told and role != "period":
                at[role] = found[0]
                del left[found[0]]
        return at

    def _only_left(
        self, names: Sequence[str], at: Mapping[str, int], period: Iterable[int], findings: LineFindings
    ) -> int:
        """Of a file for one KPI: the column that can but be its value."""
        taken = {*period, *(index for role, index in at.items() if role != "kpi" or role in self._told)}
        left = [index for index, name in enumerate(names) if name and index not in taken]
        if len(left) != 1:
            raise _no_numbers(names)
        findings.remark(f"The column {shown(names[left[0]])} was read as the value.")
        return left[0]


def _beside_kpis(at: Mapping[str, int], told: Mapping[str, int], wide: Sequence[tuple[int, Kpi]]) -> dict[str, int]:
    """The other columns of a file with a column for each KPI: what was told, and guesses that fit."""
    gone = {"kpi", *_NUMBERS, *(_BESIDE if len(wide) > 1 else ())} - told.keys()
    return {role: index for role, index in at.items() if role not in gone and index not in dict(wide)}


def _has_numbers(at: Mapping[str, int]) -> bool:
    return "value" in at or {"numerator", "denominator"} <= at.keys()


def _no_numbers(names: Sequence[str]) -> InvalidInput:
    hint = "Say --map value=COLUMN; of a share --map numerator=COLUMN and --map denominator=COLUMN."
    return InvalidInput("No column holds the numbers.", f"{hint} {_listed(names)}", field="value")


def _places(names: Sequence[str], name: str) -> list[int]:
    wanted = clean(name)
    exact = [index for index, one in enumerate(names) if one == wanted]
    return exact or [index for index, one in enumerate(names) if one and folded(one) == folded(wanted)]


def _column(names: Sequence[str], name: str) -> int:
    found = _places(names, name)
    if not found:
        raise InvalidInput(
            f"The file has no column {shown(name)}{near_miss(name, names)}.", _listed(names), field="map"
        )
    if len(found) > 1:
        raise InvalidInput(f"The column {shown(name)} stands there {len(found)} times.", "Rename one.", field="map")
    return found[0]


def _listed(names: Sequence[str]) -> str:
    return f"The first line names {', '.join(shown(name) for name in names[:20] if name)}."
