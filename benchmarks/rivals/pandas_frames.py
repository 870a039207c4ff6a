"""Hand-written pandas: only the columns needed are read, merges and grouped sums, NumPy where pandas would loop."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.rivals.common import bank_holidays, files_of

A = pd.Timestamp("2023-12-01")
KEY = ["force", "row"]
FORCES = ["avon-and-somerset", "dorset", "gloucestershire", "wiltshire"]
NOTHING = np.datetime64("NaT", "us")


def known(folder: Path, table: str, columns: Sequence[str], masks: dict[str, str] | None = None) -> pd.DataFrame:
    """What was known on the day; ``masks`` says of columns in which column the moment stands when they were filled."""
    rows = pd.concat(
        [
            pd.read_parquet(file, columns=["force", *columns, "known_from", "known_to"], dtype_backend="numpy_nullable")
            for file in files_of(folder, table)
        ],
        ignore_index=True,
    )
    rows = rows[(rows.known_from <= A) & (rows.known_to.isna() | (rows.known_to > A))].drop(
        columns=["known_from", "known_to"]
    )
    for column, when in (masks or {}).items():
        rows[column] = rows[column].where(rows[when] <= A)
    rows["force"] = rows["force"].astype("category")
    return rows


def london_day(moments: pd.Series) -> pd.Series:
    """The day in London."""
    return moments.dt.tz_localize("UTC").dt.tz_convert("Europe/London").dt.tz_localize(None).dt.normalize()


def calendar() -> pd.DataFrame:
    """Where the periods after each day end."""
    days = pd.date_range("2020-01-01", "2025-12-31", unit="us")

    def ends(day: pd.DatetimeIndex) -> pd.DatetimeIndex:
        following = (day + pd.Timedelta(days=1)).tz_localize("Europe/London").tz_convert("UTC").tz_localize(None)
        return following - pd.Timedelta(microseconds=1)

    def months_after(months: int) -> pd.DatetimeIndex:
        first = days + pd.Timedelta(days=1)
        same = first + pd.DateOffset(months=months)
        return same - pd.to_timedelta((same.day == first.day).astype(int), unit="D")

    dates = days.to_numpy().astype("datetime64[D]")
    columns: dict[str, Any] = {"day": days}
    for number in (1, 2, 5):
        last = np.busday_offset(
            np.busday_offset(dates, 0, roll="backward", holidays=bank_holidays()), number, holidays=bank_holidays()
        )
        columns[f"working_{number}"] = ends(pd.DatetimeIndex(last).as_unit("us"))
    for number in (14, 28):
        columns[f"days_{number}"] = ends(days + pd.Timedelta(days=number))
    for number in (1, 3, 6, 12):
        columns[f"months_{number}"] = ends(months_after(number))
    return pd.DataFrame(columns)


def with_calendar(rows: pd.DataFrame, start: str, days: pd.DataFrame, needed: Sequence[str]) -> pd.DataFrame:
    """``rows`` with the ends of periods after a moment: looked up by the number of its day."""
    place = (london_day(rows[start]) - days.day.iloc[0]).dt.days.to_numpy()
    return rows.assign(**{name: days[name].to_numpy()[place] for name in needed})


def reach(rows: pd.DataFrame, table: str, begun: str, edge: str = "ends") -> pd.Series:
    """To when the records of a table were loaded that belong to what had begun then (or from when)."""
    begins = pd.Series(np.datetime64("2020-07-01", "us"), index=rows.index)
    ends = pd.Series(np.datetime64("2023-12-01", "us"), index=rows.index)
    if table == "risk_assessments":
        begins = begins.mask(rows.force == "gloucestershire", pd.Timestamp("2021-07-01"))
    if table == "referrals":
        ends = ends.mask(rows.force == "dorset", pd.Timestamp("2023-06-01"))
    inside = (rows[begun] >= begins) & (rows[begun] < ends) & rows.force.isin(FORCES)
    return (ends if edge == "ends" else begins).where(inside)


def first(rows: pd.DataFrame, key: list[str], order: str, *, last: bool = False) -> pd.DataFrame:
    """The first (or last) row of each key."""
    return rows.sort_values([order, "row"]).drop_duplicates(key, keep="last" if last else "first")


def incidents(folder: Path, days: pd.DataFrame) -> pd.DataFrame:
    """One row for each incident."""
    key = ["force", "incident_id"]
    people = known(folder, "incident_people", ["row", "incident_id", "person_id", "role", "linked_at"])
    victims = first(people[people.role == "victim"], key, "linked_at")[[*key, "person_id"]]
    assessments = known(folder, "risk_assessments", ["row", "incident_id", "risk", "completed_at"])
    risk = first(assessments[assessments.risk.notna()], key, "completed_at")[[*key, "risk"]]
    assessed = (
        assessments.groupby(key, observed=True, sort=False).completed_at.agg(["min", "max", "size"]).reset_index()
    )
    assessed.columns = pd.Index([*key, "first_assessed_at", "last_assessed_at", "assessments"])
    updates = known(folder, "victim_updates", ["incident_id", "made_at"])
    updated = updates.groupby(key, observed=True, sort=False).made_at.agg(["min", "max", "size"]).reset_index()
    updated.columns = pd.Index([*key, "first_update_at", "last_update_at", "updates"])
    referrals = known(folder, "referrals", ["incident_id", "referred_to", "made_at"])
    rows = known(
        folder,
        "incidents",
        ["row", "incident_id", "team", "reported_at", "attended_at", "closed_at", "is_domestic_abuse", "is_cancelled",
         "victim_declined"],
        {"attended_at": "attended_at", "victim_declined": "closed_at", "closed_at": "closed_at"},
    )  # fmt: skip
    rows = rows.merge(victims.rename(columns={"person_id": "victim_id"}), on=key, how="left")
    rows = rows.merge(risk.rename(columns={"risk": "first_risk"}), on=key, how="left")
    rows = rows.merge(assessed, on=key, how="left").merge(updated, on=key, how="left")
    for name, to in (("marac_at", "marac"), ("support_at", "victim_support")):
        made = referrals[referrals.referred_to == to].groupby(key, observed=True, sort=False).made_at.min()
        rows = rows.merge(made.rename(name).reset_index(), on=key, how="left")
    rows = with_calendar(
        rows, "reported_at", days, ["working_1", "working_2", "working_5", "days_14", "days_28", "months_3"]
    )
    rows["assessments"] = rows.assessments.fillna(0).astype("int64")
    rows["updates"] = rows.updates.fillna(0).astype("int64")
    rows["abuse"] = rows.is_domestic_abuse & ~rows.is_cancelled
    for name, table in (("own", "incidents"), ("risk", "risk_assessments"), ("updates", "victim_updates")):
        rows[f"{name}_until"] = reach(rows, table, "reported_at")
    rows["referrals_until"] = reach(rows, "referrals", "reported_at")
    return _with_history(rows)


def _with_history(rows: pd.DataFrame) -> pd.DataFrame:
    """Counts of the victim's other incidents of abuse in the 365 days before, and the moment of the one before."""
    victim = rows.groupby(["force", "victim_id"], observed=True, sort=False).ngroup().to_numpy()
    rows = rows.assign(victim=victim).sort_values(["victim", "reported_at", "row"], ignore_index=True)
    victim, moment = rows.victim.to_numpy(), rows.reported_at.to_numpy().astype("datetime64[us]").astype("int64")
    # By place among all moments, since microseconds of all victims together would not fit in 64 bits.
    moments, rank = np.unique(moment, return_inverse=True)
    year_ago = np.searchsorted(moments, moment - 365 * 86_400_000_000, side="left")
    place = victim * len(moments) + rank
    start = np.searchsorted(place, victim * len(moments) + year_ago, side="left")
    end = np.searchsorted(place, place, side="right")
    has_victim = victim >= 0
    for name, missing in (("at_least", False), ("at_most", True)):
        flag = rows.abuse.fillna(missing).to_numpy(dtype="int64")
        total = np.concatenate([[0], np.cumsum(flag)])
        rows[f"abuse_{name}"] = np.where(has_victim, total[end] - total[start] - flag, 0)
    own_from = reach(rows, "incidents", "reported_at", "begins")
    rows["history_known"] = has_victim & (own_from <= rows.reported_at - pd.Timedelta(days=365)).to_numpy()
    follows = np.concatenate([[False], victim[1:] == victim[:-1]]) & has_victim
    rows["previous_at"] = rows.reported_at.shift(1).where(follows)
    return rows


def bail(folder: Path, days: pd.DataFrame) -> pd.DataFrame:
    """One row for each initial period of bail."""
    key = ["force", "bail_id"]
    extensions = known(folder, "bail_extensions", ["row", "bail_id", "authorised_at", "new_ends_at"])
    begun = extensions.groupby(key, observed=True, sort=False).authorised_at.min().rename("extended_at").reset_index()
    final = first(extensions[extensions.new_ends_at.notna()], key, "authorised_at", last=True)
    rows = known(
        folder,
        "bail_periods",
        ["row", "bail_id", "arrested_at", "ends_at", "resolved_at", "release_assessed_at", "team"],
        {"resolved_at": "resolved_at", "release_assessed_at": "release_assessed_at"},
    )
    rows = rows.merge(begun, on=key, how="left")
    rows = rows.merge(final[[*key, "new_ends_at"]].rename(columns={"new_ends_at": "final_ends_at"}), on=key, how="left")
    rows = with_calendar(rows, "arrested_at", days, ["days_28", "months_3"])
    by_law = rows.days_28.where(rows.arrested_at < pd.Timestamp("2022-10-27 23:00"), rows.months_3)
    rows["ends_at"] = np.fmin(rows.ends_at.to_numpy(), by_law.to_numpy())
    rows["own_until"] = reach(rows, "bail_periods", "arrested_at")
    rows["extensions_until"] = reach(rows, "bail_extensions", "arrested_at")
    return rows


def searches(folder: Path, days: pd.DataFrame) -> pd.DataFrame:
    """One row for each officer's part in a search."""
    rows = known(folder, "search_officers", ["row", "search_id", "officer_id", "searched_at"])
    search = known(folder, "searches", ["search_id", "team", "handcuffed", "strip_searched"])
    forms = known(folder, "force_forms", ["officer_id", "used_at", "completed_at"], {"completed_at": "completed_at"})
    begins, ends = rows.searched_at - pd.Timedelta(hours=1), rows.searched_at + pd.Timedelta(hours=6)
    # The day in the key keeps the pairs few: a window of seven hours touches at most two.
    sought = rows[[*KEY, "officer_id", "searched_at"]]
    two = begins.dt.normalize() != ends.dt.normalize()
    sought = pd.concat([sought.assign(on=begins.dt.normalize()), sought[two].assign(on=ends[two].dt.normalize())])
    pairs = sought.merge(forms.assign(on=forms.used_at.dt.normalize()), on=["force", "officer_id", "on"])
    hour = pd.Timedelta(hours=1)
    pairs = pairs[(pairs.used_at >= pairs.searched_at - hour) & (pairs.used_at <= pairs.searched_at + 6 * hour)]
    matched = pairs.groupby("row", sort=False).completed_at.agg(form_at="min", forms="size").reset_index()
    rows = rows.merge(search, on=["force", "search_id"], how="left").merge(matched, on="row", how="left")
    rows["forms"] = rows.forms.fillna(0).astype("int64")
    rows["forms_until"] = reach(rows, "force_forms", "searched_at")
    return with_calendar(rows, "searched_at", days, ["working_1"])


def visits_owed(folder: Path, days: pd.DataFrame) -> pd.DataFrame:
    """One row for each turn of the duty to visit an offender."""
    whose = ["force", "offender_id"]
    levels = known(folder, "offender_levels", ["row", "offender_id", "set_at", "level"])
    offenders = known(
        folder, "offenders", ["row", "offender_id", "registered_at", "ended_at", "team"], {"ended_at": "ended_at"}
    )
    seen = known(folder, "visits", ["row", "offender_id", "visited_at", "was_seen"])
    seen = seen[seen.was_seen.fillna(False).to_numpy(dtype=bool)]
    events = pd.concat(
        [
            levels.rename(columns={"set_at": "at"}).assign(place=0),
            offenders[[*KEY, "offender_id", "registered_at"]].rename(columns={"registered_at": "at"}).assign(place=1),
            seen[[*KEY, "offender_id", "visited_at"]].rename(columns={"visited_at": "at"}).assign(place=2),
        ],
        ignore_index=True,
    )
    events["person"] = events.groupby(whose, observed=True, sort=False).ngroup()
    events = events.sort_values(["person", "at", "place", "row"], ignore_index=True)
    person = events.groupby("person", sort=False)
    events["level_then"] = person["level"].ffill()
    events["visits"] = (events.place == 2).groupby(events.person, sort=False).cumsum()
    started = (events.place == 1).groupby(events.person, sort=False).cumsum() > 0
    before = events.groupby("person", sort=False).level_then.shift(1)
    changed = (events.level_then.fillna("") != before.fillna("")).to_numpy(dtype=bool)
    turns = events[started & ((events.place != 0) | changed)].copy()
    person = turns.groupby("person", sort=False)
    following, place = person["at"].shift(-1), person.place.shift(-1)
    turns["visited_at"], turns["superseded_at"] = following.where(place == 2), following.where(place == 0)
    turns = with_calendar(turns, "at", days, ["months_1", "months_3", "months_6", "months_12"])
    level = turns.level_then
    turns["ends"] = (
        turns.months_1.where(level.eq("very_high").fillna(False))
        .fillna(turns.months_3.where(level.eq("high").fillna(False)))
        .fillna(turns.months_6.where(level.eq("medium").fillna(False)))
        .fillna(turns.months_12.where(level.eq("low").fillna(False)))
    )
    turns = turns.sort_values(["person", "visits", "at", "row"])
    run = turns.groupby(["person", "visits"], sort=False).ends
    turns["due_at"] = run.cummin().fillna(run.ffill())
    turns = turns.merge(offenders[[*whose, "team", "ended_at"]], on=whose, how="left")
    turns["visits_until"] = reach(turns, "visits", "at")
    return turns


def visits(folder: Path) -> pd.DataFrame:
    """One row for each visit."""
    rows = known(folder, "visits", ["row", "offender_id", "visited_at", "officers", "was_seen"])
    rows = rows.merge(known(folder, "offenders", ["offender_id", "team"]), on=["force", "offender_id"], how="left")
    rows["visits_until"] = reach(rows, "visits", "visited_at")
    return rows


class Ledger:
    """The ledger's parts, each an Arrow table; they share one schema."""

    def __init__(self) -> None:
        self.parts: list[pa.Table] = []

    def deadline(
        self, number: int, rows: pd.DataFrame, applies: Any, done: Any, due: Any, until: Any, excused: Any = None
    ) -> None:
        """Something is to be done by a moment."""
        chosen = _may_apply(applies)
        unsure = applies.isna().to_numpy()[chosen]
        done, due, until = (_moments(column)[chosen] for column in (done, due, until))
        done = np.where(done <= A.to_datetime64(), done, NOTHING)
        no_done, no_due, now = np.isnat(done), np.isnat(due), A.to_datetime64()
        code = np.select(
            [unsure, no_due, done <= due, _flags(excused, chosen), no_done & (due >= now), ~(until > due), no_done],
            [7, 8, 1, 5, 4, 10, 3],
            default=2,
        )
        self._add(number, rows, chosen, code, no_due | (due < now), due, done)

    def condition(self, number: int, rows: pd.DataFrame, applies: Any, observed: Any, holds: Any, until: Any) -> None:
        """Something is to hold when it is observed."""
        chosen = _may_apply(applies)
        unsure = applies.isna().to_numpy()[chosen]
        observed, until = _moments(observed)[chosen], _moments(until)[chosen]
        unknown, held, now = holds.isna().to_numpy()[chosen], _flags(holds, chosen), A.to_datetime64()
        code = np.select(
            [unsure, np.isnat(observed) | (observed > now), held, unknown & np.isnat(until), unknown],
            [7, 8, 1, 10, 12],
            default=3,
        )
        is_due = np.isnat(observed) | (observed <= now)
        self._add(number, rows, chosen, code, is_due, observed, np.where(held, observed, NOTHING))

    def never(
        self, number: int, rows: pd.DataFrame, applies: Any, breach: Any, end: Any, until: Any, excused: Any = None
    ) -> None:
        """Something is never to happen until a moment."""
        chosen = _may_apply(applies)
        unsure = applies.isna().to_numpy()[chosen]
        breach, end, until = (_moments(column)[chosen] for column in (breach, end, until))
        now = A.to_datetime64()
        clean, closed = ~((breach <= end) & (breach <= now)), end < now
        clean |= np.isnat(end)
        code = np.select(
            [unsure, np.isnat(end), clean & closed & (until > end), _flags(excused, chosen), clean & closed, clean],
            [7, 8, 1, 5, 10, 4],
            default=3,
        )
        due = np.where(clean, end, breach)
        is_due = ~clean | closed | np.isnat(end)
        self._add(number, rows, chosen, code, is_due, due, np.full(len(due), NOTHING))

    def _add(self, number: int, rows: pd.DataFrame, chosen: Any, code: Any, is_due: Any, due: Any, done: Any) -> None:
        self.parts.append(
            pa.table(
                {
                    "standard": pa.array(np.full(len(code), number, "int16")),
                    "unit": pa.array(rows["row"].to_numpy(dtype="int64")[chosen]),
                    "verdict": pa.array(np.minimum(code, 6).astype("int8")),
                    "reason": pa.array(np.maximum(code - 6, 0).astype("int8")),
                    "is_due": pa.array(is_due),
                    "due": pa.array(due.astype("datetime64[us]")),
                    "done": pa.array(done.astype("datetime64[us]")),
                    "force": pa.array(rows.force[chosen].astype("category")),
                    "owner": pa.array(rows.team[chosen].astype("category")),
                }
            )
        )


def _may_apply(applies: Any) -> Any:
    return applies.fillna(True).to_numpy(dtype=bool)


def _moments(column: Any) -> Any:
    return column.to_numpy().astype("datetime64[us]")


def _flags(column: Any, chosen: Any) -> Any:
    return False if column is None else column.fillna(False).to_numpy(dtype=bool)[chosen]


def _number_of(least: Any, most_known: Any, wanted: Any) -> Any:
    """Whether there are so many: unknown where there are fewer and not all are known."""
    return (least >= wanted).astype("boolean").mask((least < wanted) & ~most_known)


def ledger_of(folder: Path) -> list[pa.Table]:
    """The ledger's parts."""
    days, ledger = calendar(), Ledger()
    i = incidents(folder, days)
    stands, abuse = ~i.is_cancelled, i.abuse
    high = abuse & (i.first_risk == "high").astype("boolean").mask(i.first_risk.isna())
    hour, sixty, reported = pd.Timedelta(hours=1), pd.Timedelta(days=60), i.reported_at

    def since(moments: pd.Series, day: str) -> Any:
        return moments >= pd.Timestamp(day)

    assessed = np.select(
        [
            since(i.attended_at, "2023-01-01") & (i.force == "gloucestershire"),
            since(i.attended_at, "2021-05-31 23:00") & (i.force == "dorset"),
            since(i.attended_at, "2022-06-30 23:00"),
        ],
        [6, 48, 12],
        default=24,
    )
    marac = np.where(since(reported, "2022-01-01") & (i.force == "wiltshire"), 120, 72)
    wanted = np.where(since(reported, "2021-06-30 23:00") & (i.force == "wiltshire"), 2, 3)
    updated = i.days_14.where((i.force == "avon-and-somerset") & since(reported, "2023-01-01"), i.days_28)
    many_updates = _number_of(i.updates, i.updates_until.notna(), 2)
    unassessed = (i.first_assessed_at > i.closed_at) | (i.first_assessed_at.isna() & i.risk_until.notna())
    both = i.own_until.where(i.own_until < i.risk_until, i.risk_until).where(i.own_until.notna())
    add = ledger.deadline
    add(
        0,
        i,
        abuse,
        i.first_assessed_at,
        i.attended_at + pd.to_timedelta(assessed, unit="h"),
        i.risk_until,
        i.victim_declined & i.first_risk.notna(),
    )
    add(1, i, abuse, i.first_assessed_at, reported + 72 * hour, i.risk_until)
    add(2, i, high, i.last_assessed_at.where(i.assessments >= 2), i.first_assessed_at + 240 * hour, i.risk_until)
    add(3, i, stands, i.attended_at, reported + 4 * hour, i.own_until)
    add(4, i, abuse, i.attended_at, reported + hour, i.own_until)
    add(5, i, stands, i.first_update_at, i.working_5, i.updates_until)
    add(6, i, abuse, i.first_update_at, i.working_1, i.updates_until)
    add(7, i, stands & i.closed_at.isna(), i.last_update_at, updated, i.updates_until)
    add(8, i, stands & ~many_updates, i.closed_at, reported + sixty, i.own_until)
    add(9, i, stands, i.support_at, i.working_2, i.referrals_until, i.victim_declined)
    add(10, i, high, i.marac_at, i.first_assessed_at + pd.to_timedelta(marac, unit="h"), i.referrals_until)
    repeat = _number_of(i.abuse_at_least + 1, i.history_known & (i.abuse_at_most + 1 < wanted), wanted)
    add(11, i, abuse & repeat, i.marac_at, reported + pd.to_timedelta(marac, unit="h"), i.referrals_until)
    fifth = _number_of(i.abuse_at_least, i.history_known & (i.abuse_at_most < 4), 4)
    add(12, i, abuse & fifth, i.marac_at, reported + 72 * hour, i.referrals_until)
    add(13, i, stands & (i.previous_at >= reported - 720 * hour), i.attended_at, reported + 2 * hour, i.own_until)
    add(14, i, stands, i.closed_at, i.months_3, i.own_until)
    ledger.condition(15, i, stands & i.closed_at.notna(), i.closed_at, many_updates, i.updates_until)
    ledger.never(16, i, abuse, i.closed_at.where(unassessed), reported + sixty, both)
    del i

    b = bail(folder, days)
    extended = b.extended_at.notna().astype("boolean").mask(b.extended_at.isna() & b.extensions_until.isna())
    final = b.final_ends_at.notna().astype("boolean").mask(b.final_ends_at.isna() & b.extensions_until.isna())
    done = np.fmin(np.fmin(_moments(b.resolved_at), _moments(b.extended_at)), _moments(b.release_assessed_at))
    reaches = b.own_until.where(b.own_until < b.extensions_until, b.extensions_until).where(b.own_until.notna())
    unreleased = b.release_assessed_at.isna() | (b.release_assessed_at > b.resolved_at)
    arrested = b.arrested_at.notna().astype("boolean")
    add(17, b, arrested, pd.Series(done), b.ends_at, reaches)
    add(18, b, b.resolved_at.isna() & ~extended, b.release_assessed_at, b.ends_at, b.own_until)
    add(19, b, extended, b.extended_at, b.ends_at - 48 * hour, b.extensions_until)
    add(20, b, final, b.resolved_at, b.final_ends_at, b.own_until)
    ledger.never(21, b, arrested, b.resolved_at.where(unreleased), b.ends_at, b.own_until, b.extended_at <= b.ends_at)

    s = searches(folder, days)
    no_forms = ~_number_of(s.forms, s.forms_until.notna(), 1)
    add(22, s, s.handcuffed, s.form_at, s.searched_at + 72 * hour, s.forms_until)
    add(23, s, s.handcuffed & s.strip_searched, s.form_at, s.working_1, s.forms_until)
    ledger.condition(24, s, ~s.handcuffed, s.searched_at, no_forms, s.forms_until)

    o = visits_owed(folder, days)
    open_turns = o.superseded_at.isna().astype("boolean")
    watched = o.level_then.isin(["high", "very_high"]).astype("boolean").mask(o.level_then.isna())
    add(25, o, open_turns, o.visited_at, o.due_at, o.visits_until, o.ended_at <= o.due_at)
    add(26, o, open_turns & watched, o.visited_at, o["at"] + sixty, o.visits_until, o.ended_at <= o["at"] + sixty)

    v = visits(folder)
    ledger.condition(27, v, v.was_seen, v.visited_at, (v.officers >= 2).astype("boolean"), v.visits_until)
    return ledger.parts  # fmt: skip


def main(folder: Path, ledger: Path) -> None:
    """Judge the records in ``folder``; write the ledger."""
    plain = {"force": pa.string(), "owner": pa.string()}
    with pq.ParquetWriter(ledger, _schema(plain), compression="snappy") as writer:
        for part in ledger_of(folder):
            writer.write_table(part.cast(_schema(plain)))


def _schema(texts: dict[str, pa.DataType]) -> pa.Schema:
    moment = pa.timestamp("us")
    kinds = {
        "standard": pa.int16(),
        "unit": pa.int64(),
        "verdict": pa.int8(),
        "reason": pa.int8(),
        "is_due": pa.bool_(),
    }
    return pa.schema(list({**kinds, "due": moment, "done": moment, **texts}.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
