"""Obligations: duties that recur, one row for each turn of the duty.

An obligation is opened by an anchor - the start of the duty (a registration), the act that the duty asks for (a visit
at which the person was seen), or a change of level - and met by the next such act. There is no generated calendar: a
neglected person is one overdue row. On a change of level the open obligation is superseded and a new one opened, in
the same run; its due time is the earlier of the old one's and the new interval's. A duty whose interval is the same for
everybody has no levels.

An act of which it is not known whether it counts opens no turn. The turn in which it lies may have been met by it,
and may not have been superseded. A start of which it is not known whether it counts opens a turn that may not be owed;
the turn in which it lies may have been superseded by it, and may not have been met. Turns before the first start that
counts may not be owed either. The run of the turns that follow a doubt, until an act that counts, is not known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import ibis
import ibis.expr.types as ir

from openpeel.language.columns import LATEST, MOMENT, Flag, LanguageError, Moment, Text
from openpeel.language.facts import fields_of
from openpeel.language.missing import may_be_missing
from openpeel.language.tables import Table


@dataclass(frozen=True, eq=False)
class Obligations:
    """The turns of a recurring duty; its columns are used in a unit like those of a table."""

    start: type[Table]
    started: Moment
    start_person: Text
    act: type[Table]
    acted: Moment
    act_person: Text
    start_counts: Flag | None = None
    act_counts: Flag | None = None
    level: tuple[type[Table], Text, Moment, Text] | None = None
    """The table of levels, with its columns of the person, the moment and the level; None where there are none."""
    force: Text = field(init=False)
    relation: ir.Table = field(init=False)

    person: Text = field(init=False)
    """Whom the duty concerns."""
    opened_at: Moment = field(init=False)
    """When this turn of the duty began."""
    opened_by: Text = field(init=False)
    """What began it: start, act or change of level."""
    level_then: Text = field(init=False)
    """The level in force when it began; missing where none had been set."""
    run_of: Text = field(init=False)
    """Names the run: the turns of one person that follow the same act; missing where that is not known."""
    acted_at: Moment = field(init=False)
    """When the act that meets this turn was done; missing where it was not."""
    superseded_at: Moment = field(init=False)
    """When a change of level, or a new start, closed this turn and opened the next; missing where none did."""
    is_owed: Flag = field(init=False)
    """True where the duty had surely started; not known where only a start that may not count lies before it."""

    def __post_init__(self) -> None:
        relation = self._relation()
        put = object.__setattr__
        put(self, "relation", relation)
        put(self, "force", Text(relation["force"]))
        put(self, "person", Text(relation["person"]))
        put(self, "opened_at", Moment(relation["opened_at"]))
        put(self, "opened_by", Text(relation["opened_by"]))
        codes = None if self.level is None else self.level[3].codes
        put(self, "level_then", Text(relation["level_then"], codes=codes))
        put(self, "run_of", Text(relation["run_of"]))
        for name in ("acted_at", "superseded_at"):
            put(self, name, Moment(relation[name], relation[name + LATEST] if self._has_doubts else None))
        put(self, "is_owed", Flag(relation["is_owed"]))

    @property
    def may_count(self) -> bool:
        """Whether there can be acts of which it is not known if they count."""
        return self.act_counts is not None and may_be_missing(self.act_counts.lowest, self.act.always_present)

    @property
    def may_start(self) -> bool:
        """Whether there can be starts of which it is not known if they count."""
        return self.start_counts is not None and may_be_missing(self.start_counts.lowest, self.start.always_present)

    @property
    def _has_doubts(self) -> bool:
        return self.may_count or self.may_start

    @property
    def tables(self) -> tuple[type[Table], ...]:
        """The tables that the obligations follow from."""
        return (self.start, self.act) if self.level is None else (self.start, self.act, self.level[0])

    @property
    def people(self) -> tuple[tuple[type[Table], Text], ...]:
        """Each table with its column that names the person."""
        own = ((self.start, self.start_person), (self.act, self.act_person))
        return own if self.level is None else (*own, (self.level[0], self.level[1]))

    def columns_used(self, table: type[Table]) -> frozenset[str]:
        """Names of the columns of ``table`` that the obligations follow from."""
        columns = [self.started, self.start_person, self.acted, self.act_person]
        columns += [] if self.level is None else self.level[1:]
        used = {name for name, column in table.columns.items() if any(column is one for one in columns)}
        narrowed = ((self.start, self.start_counts), (self.act, self.act_counts))
        return frozenset(used).union(
            *(fields_of(where.lowest, table.relation) for of, where in narrowed if of is table and where is not None)
        )

    def _relation(self) -> ir.Table:
        # At one moment a level is set before the duty starts, and the duty starts before it is done.
        order = {"change of level": 0, "start": 1, "doubtful start": 1, "act": _ACT, "doubtful act": _ACT}

        def events(
            table: type[Table], kind: str, person: Text, when: Moment, where: Flag | None, level: Text | None = None
        ) -> ir.Table:
            rows = table.relation if where is None else table.relation.filter(where.lowest)
            moment, name = rows[table.name_of(when)], rows[table.name_of(person)]
            return rows.select(
                "force",
                "row",
                person=name,
                opened_at=moment.cast(MOMENT),
                opened_by=ibis.literal(kind),
                place=ibis.literal(order[kind]).cast("int8"),
                level=ibis.null("string") if level is None else rows[table.name_of(level)],
            ).filter(lambda event: event.opened_at.notnull() & event.person.notnull())

        every = [
            events(self.start, "start", self.start_person, self.started, self.start_counts),
            events(self.act, "act", self.act_person, self.acted, self.act_counts),
        ]
        if self.level is not None:
            table, person, when, value = self.level
            every.append(events(table, "change of level", person, when, None, value))
        if self.act_counts is not None and self.may_count:
            doubtful = Flag(self.act_counts.lowest.cast("int8").isnull())
            every.append(events(self.act, "doubtful act", self.act_person, self.acted, doubtful))
        if self.start_counts is not None and self.may_start:
            doubtful = Flag(self.start_counts.lowest.cast("int8").isnull())
            every.append(events(self.start, "doubtful start", self.start_person, self.started, doubtful))
        happened = ibis.union(*every, distinct=False)
        up_to = ibis.window(
            group_by=[happened.force, happened.person],
            order_by=[happened.opened_at, happened.place, happened.row],
            preceding=None,
            following=0,
        )
        # In one step, so that the events are sorted once.
        so_far = {
            "starts": (happened.opened_by == "start").cast("int64").sum().over(up_to),
            "run": (happened.opened_by == "act").cast("int64").sum().over(up_to),
        }
        if self.may_start:
            may_start = happened.opened_by.isin(["start", "doubtful start"])
            so_far["possible"] = may_start.cast("int64").sum().over(up_to)
        if self.level is not None:
            so_far["levels"] = happened.level.count().over(up_to)
        counted = happened.mutate(**so_far)
        if not self.may_start:
            counted = counted.mutate(possible=counted.starts)
        if self.level is None:
            levelled = counted.mutate(level_then=counted.level)
            return self._turns(levelled, levelled.possible > 0)
        level_run = ibis.window(group_by=[counted.force, counted.person, counted.levels])
        with_level = counted.mutate(level_then=counted.level.max().over(level_run))
        # Only a change opens a turn: levels set before the start, or set again as they were, do not.
        before = with_level.level_then.lag().over(
            ibis.window(
                group_by=[with_level.force, with_level.person],
                order_by=[with_level.opened_at, with_level.place, with_level.row],
            )
        )
        with_level = with_level.mutate(level_before=before)
        opens = (with_level.possible > 0) & (
            (with_level.opened_by != "change of level")
            | with_level.level_before.isnull()
            | (with_level.level_then != with_level.level_before)
        )
        return self._turns(with_level, opens)

    def _turns(self, events: ir.Table, opens: Any) -> ir.Table:
        """Each opening with what followed it: the act that meets it, or what closed it without one."""
        nothing = ibis.null(MOMENT)
        turns = _with_doubts(events, opens, self.may_start) if self._has_doubts else events.filter(opens)
        if not self.may_start:
            # Every opening closes the one before it.
            next_turn = ibis.window(
                group_by=[turns.force, turns.person], order_by=[turns.opened_at, turns.place, turns.row]
            )
            next_at, next_place = (turns[name].lead().over(next_turn) for name in ("opened_at", "place"))
            turns = turns.mutate(next_at=next_at, next_place=next_place, is_owed=ibis.literal(True))
        met = turns.next_place == _ACT
        run_of = turns.person + " " + turns.run.cast("string")
        acted, superseded = met.ifelse(turns.next_at, nothing), (~met).ifelse(turns.next_at, nothing)
        ends = {"acted_at": acted, "superseded_at": superseded}
        if self._has_doubts:
            act, start = turns.doubtful_act_at, turns.doubtful_start_at
            ends = {
                "acted_at": ibis.coalesce(act, acted),
                "acted_at" + LATEST: start.isnull().ifelse(acted, nothing),
                "superseded_at": ibis.coalesce(start, superseded),
                "superseded_at" + LATEST: act.isnull().ifelse(superseded, nothing),
            }
            run_of = turns.follows_doubt.ifelse(ibis.null("string"), run_of)
        return turns.select(
            "force", "row", "person", "opened_at", "opened_by", "level_then", "is_owed", run_of=run_of, **ends
        )


_ACT = 2
"""The place of an act among what happens at one moment."""


def _with_doubts(events: ir.Table, opens: Any, may_start: bool) -> ir.Table:
    """The turns, each with the first doubtful act and start before what surely closes it, and earlier doubts.

    Where starts ``may_start`` a turn that is not owed, also with what surely closes each, and whether it is owed.
    """
    opens = opens.fill_null(False) & (events.opened_by != "doubtful act")
    told = {"opens": opens, "closes": opens, "doubts": (events.opened_by == "doubtful act") & (events.possible > 0)}
    if may_start:
        is_owed = (events.starts > 0) & (events.opened_by != "doubtful start")
        told["closes"] = opens & (events.opened_by != "doubtful start")
        told["doubts"] = told["doubts"] | (opens & ~is_owed)
        told["is_owed"] = is_owed.ifelse(True, ibis.null("boolean"))
    events = events.mutate(**told)
    order = [events.opened_at, events.place, events.row]
    up_to = ibis.window(group_by=[events.force, events.person], order_by=order, preceding=None, following=0)
    numbered = events.mutate(
        turn=events.closes.cast("int64").sum().over(up_to),
        # As the doubts of the run so far, in the window that numbers the turns.
        follows_doubt=(events.run.max(where=events.doubts).over(up_to) == events.run).fill_null(False),
    )
    person = (numbered.force, numbered.person)

    def when(condition: Any) -> Any:
        return condition.ifelse(numbered.opened_at, ibis.null(MOMENT)).min()

    is_act, is_start = (numbered.opened_by == kind for kind in ("doubtful act", "doubtful start"))
    if not may_start:
        in_turn = ibis.window(group_by=[*person, numbered.turn])
        told = {"doubtful_act_at": when(is_act).over(in_turn), "doubtful_start_at": ibis.null(MOMENT)}
    else:
        order = [numbered.opened_at, numbered.place, numbered.row]
        in_turn = ibis.window(group_by=[*person, numbered.turn], order_by=order, following=(1, None))
        after = ibis.window(group_by=person, order_by=order, following=(1, None))
        # One number for which turn follows and what opens it, so that the least of them tells both.
        following = numbered.closes.ifelse(numbered.turn * 4 + numbered.place, ibis.null("int64"))
        told = {
            "doubtful_act_at": when(is_act).over(in_turn),
            "doubtful_start_at": when(is_start).over(in_turn),
            "next_at": when(numbered.closes).over(after),
            "next_place": following.min().over(after) % 4,
        }
    return numbered.mutate(**told).filter(lambda event: event.opens)


def obligations(
    *,
    tables: tuple[type[Table], type[Table]] | tuple[type[Table], type[Table], type[Table]],
    start: tuple[Text, Moment],
    act: tuple[Text, Moment],
    start_counts: Flag | None = None,
    act_counts: Flag | None = None,
    level: tuple[Text, Moment, Text] | None = None,
) -> Obligations:
    """The turns of a duty. ``tables`` are those of its start, the act and (if any) the level; the rest, their columns.

    ``start`` and ``act`` name the person (or thing) and the moment, ``level`` the person, the moment and the level set
    then; ``start_counts`` and ``act_counts`` say which rows start the duty and which acts meet it.
    """
    if (level is None) != (len(tables) == 2):
        raise LanguageError("a duty with levels names three tables, one without them two")
    return Obligations(
        start=tables[0],
        start_person=start[0],
        started=start[1],
        act=tables[1],
        act_person=act[0],
        acted=act[1],
        start_counts=start_counts,
        act_counts=act_counts,
        level=None if level is None else (tables[-1], *level),
    )
