"""Hand-written Polars: lazy scans, one frame for each unit, the ledger sunk to Parquet."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
from polars import col as c

from benchmarks.rivals.common import bank_holidays, files_of

A = datetime(2023, 12, 1)
KEY = ["force", "row"]
FORCES = ["avon-and-somerset", "dorset", "gloucestershire", "wiltshire"]
BEGINS = datetime(2020, 7, 1)


def hours(number: int | pl.Expr) -> pl.Expr:
    """So many hours."""
    return pl.duration(hours=number)


def by_now(name: str, when: str | None = None) -> pl.Expr:
    """A column whose value had come by the day, with the moment in ``when``."""
    return pl.when(c(when or name) <= A).then(c(name)).alias(name)


def known(folder: Path, table: str) -> pl.LazyFrame:
    """What was known on the day."""
    rows = pl.scan_parquet(files_of(folder, table))
    return rows.filter((c.known_from <= A) & (c.known_to.is_null() | (c.known_to > A)))


def london_day(moment: str) -> pl.Expr:
    """The day in London."""
    return c(moment).dt.replace_time_zone("UTC").dt.convert_time_zone("Europe/London").dt.date()


def day_ends(day: pl.Expr) -> pl.Expr:
    """The last microsecond of a day in London."""
    following = (day + pl.duration(days=1)).cast(pl.Datetime("us")).dt.replace_time_zone("Europe/London")
    return following.dt.convert_time_zone("UTC").dt.replace_time_zone(None) - pl.duration(microseconds=1)


def months_after(day: pl.Expr, months: int) -> pl.Expr:
    """The day before the corresponding one, counted from the day after; where a month has none, its last day."""
    first = day + pl.duration(days=1)
    same = first.dt.offset_by(f"{months}mo")
    return same - pl.when(same.dt.day() == first.dt.day()).then(pl.duration(days=1)).otherwise(pl.duration(days=0))


def calendar() -> pl.LazyFrame:
    """Where the periods after each day end."""
    days = pl.select(day=pl.date_range(date(2020, 1, 1), date(2025, 12, 31), "1d")).lazy()
    # From a day off, the count goes on from the working day before.
    counted = c.day.dt.add_business_days(0, holidays=bank_holidays(), roll="backward")
    return days.with_columns(
        **{
            f"working_{n}": day_ends(counted.dt.add_business_days(n, holidays=bank_holidays(), roll="backward"))
            for n in (1, 2, 5)
        },
        days_14=day_ends(c.day + pl.duration(days=14)),
        days_28=day_ends(c.day + pl.duration(days=28)),
        **{f"months_{n}": day_ends(months_after(c.day, n)) for n in (1, 3, 6, 12)},
    )


def reach(table: str, begun: str, edge: str = "ends") -> pl.Expr:
    """To when the records of a table were loaded that belong to what had begun then (or from when)."""
    begins = (
        pl.when((table == "risk_assessments") & (c.force == "gloucestershire"))
        .then(pl.lit(datetime(2021, 7, 1)))
        .otherwise(pl.lit(BEGINS))
    )
    ends = (
        pl.when((table == "referrals") & (c.force == "dorset")).then(pl.lit(datetime(2023, 6, 1))).otherwise(pl.lit(A))
    )
    inside = (c(begun) >= begins) & (c(begun) < ends) & c.force.is_in(FORCES)
    return pl.when(inside).then(ends if edge == "ends" else begins)


def incidents(folder: Path, days: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each incident."""
    key = ["force", "incident_id"]
    victims = (
        known(folder, "incident_people")
        .filter(c.role == "victim")
        .group_by(key)
        .agg(victim_id=c.person_id.sort_by("linked_at", "row").first())
    )
    assessed = (
        known(folder, "risk_assessments")
        .group_by(key)
        .agg(
            first_assessed_at=c.completed_at.min(),
            last_assessed_at=c.completed_at.max(),
            first_risk=c.risk.sort_by("completed_at", "row").drop_nulls().first(),
            assessments=pl.len(),
        )
    )
    updated = (
        known(folder, "victim_updates")
        .group_by(key)
        .agg(first_update_at=c.made_at.min(), last_update_at=c.made_at.max(), updates=pl.len())
    )
    referred = (
        known(folder, "referrals")
        .group_by(key)
        .agg(
            marac_at=c.made_at.filter(c.referred_to == "marac").min(),
            support_at=c.made_at.filter(c.referred_to == "victim_support").min(),
        )
    )
    rows = known(folder, "incidents").select(
        *KEY,
        "incident_id",
        "team",
        "reported_at",
        "is_domestic_abuse",
        "is_cancelled",
        by_now("attended_at"),
        by_now("victim_declined", "closed_at"),
        by_now("closed_at"),
        day=london_day("reported_at"),
    )
    for linked in (victims, assessed, updated, referred):
        rows = rows.join(linked, on=key, how="left")
    rows = rows.join(days, on="day", how="left").with_columns(
        c.assessments.fill_null(0),
        c.updates.fill_null(0),
        abuse=c.is_domestic_abuse & ~c.is_cancelled,
        own_until=reach("incidents", "reported_at"),
        own_from=reach("incidents", "reported_at", "begins"),
        risk_until=reach("risk_assessments", "reported_at"),
        updates_until=reach("victim_updates", "reported_at"),
        referrals_until=reach("referrals", "reported_at"),
    )
    whose = ["force", "victim_id"]
    rows = rows.sort(*whose, "reported_at", "row").with_columns(
        previous_at=pl.when(c.victim_id.is_not_null()).then(c.reported_at.shift(1).over(whose)),
        surely=c.abuse.fill_null(False).cast(pl.Int32),
        perhaps=c.abuse.fill_null(True).cast(pl.Int32),
    )
    # A year back, its first moment included.
    year = {"window_size": f"{365 * 86_400_000_000 + 1}us", "closed": "right"}
    others = {
        name: c(flag).rolling_sum_by("reported_at", **year).over(whose) - c(flag)  # type: ignore[arg-type]
        for name, flag in (("at_least", "surely"), ("at_most", "perhaps"))
    }
    return rows.with_columns(**others).with_columns(
        abuse_at_least=pl.when(c.victim_id.is_null()).then(0).otherwise(c.at_least),
        abuse_at_most=pl.when(c.victim_id.is_not_null() & (c.own_from <= c.reported_at - pl.duration(days=365))).then(
            c.at_most
        ),
    )


def bail(folder: Path, days: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each initial period of bail."""
    extended = (
        known(folder, "bail_extensions")
        .group_by("force", "bail_id")
        .agg(
            extended_at=c.authorised_at.min(),
            final_ends_at=c.new_ends_at.sort_by("authorised_at", "row").drop_nulls().last(),
        )
    )
    by_law = pl.when(c.arrested_at < datetime(2022, 10, 27, 23)).then(c.days_28).otherwise(c.months_3)
    return (
        known(folder, "bail_periods")
        .with_columns(by_now("resolved_at"), by_now("release_assessed_at"), day=london_day("arrested_at"))
        .join(extended, on=["force", "bail_id"], how="left")
        .join(days, on="day", how="left")
        .with_columns(
            ends_at=pl.min_horizontal(c.ends_at, by_law),
            own_until=reach("bail_periods", "arrested_at"),
            extensions_until=reach("bail_extensions", "arrested_at"),
        )
    )


def searches(folder: Path, days: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each officer's part in a search."""
    parts = known(folder, "search_officers").select(*KEY, "search_id", "officer_id", "searched_at")
    forms = known(folder, "force_forms").select("force", "officer_id", "used_at", by_now("completed_at"))
    # The day in the key keeps the pairs few: a window of seven hours touches at most two.
    first_day, last_day = (c.searched_at - hours(1)).dt.date(), (c.searched_at + hours(6)).dt.date()
    sought = pl.concat(
        [
            parts.with_columns(on=first_day),
            parts.with_columns(on=last_day).filter(c.on != first_day),
        ]
    )
    matched = (
        sought.join(forms.with_columns(on=c.used_at.dt.date()), on=["force", "officer_id", "on"])
        .filter((c.used_at >= c.searched_at - hours(1)) & (c.used_at <= c.searched_at + hours(6)))
        .group_by("row")
        .agg(form_at=c.completed_at.min(), forms=pl.len())
    )
    search = known(folder, "searches").select("force", "search_id", "team", "handcuffed", "strip_searched")
    return (
        parts.with_columns(day=london_day("searched_at"))
        .join(search, on=["force", "search_id"], how="left")
        .join(matched, on="row", how="left")
        .join(days, on="day", how="left")
        .with_columns(c.forms.fill_null(0), forms_until=reach("force_forms", "searched_at"))
    )


def visits_owed(folder: Path, days: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each turn of the duty to visit an offender."""
    whose = ["force", "offender_id"]
    no_level = pl.lit(None, pl.String)
    events = pl.concat(
        [
            known(folder, "offender_levels").select(*KEY, "offender_id", "level", at="set_at", place=pl.lit(0)),
            known(folder, "offenders").select(
                *KEY, "offender_id", no_level.alias("level"), at="registered_at", place=pl.lit(1)
            ),
            known(folder, "visits")
            .filter("was_seen")
            .select(*KEY, "offender_id", no_level.alias("level"), at="visited_at", place=pl.lit(2)),
        ]
    )
    placed = (
        events.sort(*whose, "at", "place", "row")
        .with_columns(
            level_then=c.level.forward_fill().over(whose),
            started=((c.place == 1).cum_sum() > 0).over(whose),
            visits=(c.place == 2).cum_sum().over(whose),
        )
        .with_columns(level_before=c.level_then.shift(1).over(whose))
    )
    turns = placed.filter(c.started & ((c.place != 0) | c.level_then.ne_missing(c.level_before))).with_columns(
        next_at=c.at.shift(-1).over(whose), next_place=c.place.shift(-1).over(whose)
    )
    ends = pl.when(c.level_then == "very_high").then(c.months_1).when(c.level_then == "high").then(c.months_3)
    ends = ends.when(c.level_then == "medium").then(c.months_6).when(c.level_then == "low").then(c.months_12)
    offenders = known(folder, "offenders").select(*whose, "team", by_now("ended_at"))
    far = pl.lit(datetime(9999, 1, 1))
    return (
        turns.with_columns(day=london_day("at"))
        .join(days, on="day", how="left")
        .with_columns(ends=ends)
        .sort(*whose, "visits", "at", "row")
        .with_columns(least=c.ends.fill_null(far).cum_min().over(*whose, "visits"))
        .join(offenders, on=whose, how="left")
        .with_columns(
            due_at=pl.when(c.least < far).then(c.least),
            visited_at=pl.when(c.next_place == 2).then(c.next_at),
            superseded_at=pl.when(c.next_place == 0).then(c.next_at),
            visits_until=reach("visits", "at"),
        )
        .rename({"at": "opened_at"})
    )


def visits(folder: Path) -> pl.LazyFrame:
    """One row for each visit."""
    team = known(folder, "offenders").select("force", "offender_id", "team")
    return (
        known(folder, "visits")
        .join(team, on=["force", "offender_id"], how="left")
        .with_columns(visits_until=reach("visits", "visited_at"))
    )


def limit(deciding: str, *values: tuple[str | None, datetime, int]) -> pl.Expr:
    """The hours (or number) in force; the first that fits counts."""
    chosen: pl.Expr = pl.lit(None, pl.Int64)
    for force, since, value in reversed(values):
        fits = (c(deciding) >= since) & (c.force == force if force else True)
        chosen = pl.when(fits).then(pl.lit(value)).otherwise(chosen)
    return chosen


NO = pl.lit(False)


def deadline(
    number: int,
    rows: pl.LazyFrame,
    applies: pl.Expr,
    done: pl.Expr,
    due: pl.Expr,
    until: pl.Expr,
    excused: pl.Expr = NO,
) -> pl.LazyFrame:
    """The ledger's rows of something to be done by a moment."""
    found = rows.select(*KEY, "team", applies=applies, done=done, due=due, until=until, excused=excused)
    found = found.filter(c.applies.fill_null(True)).with_columns(done=pl.when(c.done <= A).then(c.done))
    code = (
        pl.when(c.applies.is_null()).then(7).when(c.due.is_null()).then(8).when(c.done <= c.due).then(1)
        .when(c.excused).then(5).when(c.done.is_null() & (c.due >= A)).then(4)
        .when((c.until > c.due).fill_null(False).not_()).then(10).when(c.done.is_null()).then(3).otherwise(2)
    )  # fmt: skip
    return _rows(number, found.with_columns(code=code, is_due=(c.due < A).fill_null(True)))


def condition(
    number: int, rows: pl.LazyFrame, applies: pl.Expr, observed: pl.Expr, holds: pl.Expr, until: pl.Expr
) -> pl.LazyFrame:
    """The ledger's rows of something that is to hold when it is observed."""
    found = rows.select(*KEY, "team", applies=applies, due=observed, holds=holds, until=until)
    found = found.filter(c.applies.fill_null(True))
    code = (
        pl.when(c.applies.is_null()).then(7).when(c.due.is_null() | (c.due > A)).then(8).when(c.holds).then(1)
        .when(c.holds.is_null() & c.until.is_null()).then(10).when(c.holds.is_null()).then(12).otherwise(3)
    )  # fmt: skip
    return _rows(
        number, found.with_columns(code=code, is_due=(c.due <= A).fill_null(True), done=pl.when("holds").then(c.due))
    )


def never(
    number: int,
    rows: pl.LazyFrame,
    applies: pl.Expr,
    breach: pl.Expr,
    end: pl.Expr,
    until: pl.Expr,
    excused: pl.Expr = NO,
) -> pl.LazyFrame:
    """The ledger's rows of something that is never to happen until a moment."""
    found = rows.select(*KEY, "team", applies=applies, breach=breach, end=end, until=until, excused=excused)
    found = (
        found.filter(c.applies.fill_null(True))
        .with_columns(breach=pl.when(c.breach <= A).then(c.breach))
        .with_columns(clean=(c.breach > c.end).fill_null(True))
    )
    code = (
        pl.when(c.applies.is_null()).then(7).when(c.end.is_null()).then(8)
        .when(c.clean & (c.end < A) & (c.until > c.end).fill_null(False)).then(1).when(c.excused).then(5)
        .when(c.clean & (c.end < A)).then(10).when(c.clean).then(4).otherwise(3)
    )  # fmt: skip
    return _rows(
        number,
        found.with_columns(
            code=code,
            is_due=c.clean.not_() | (c.end < A).fill_null(True),
            due=pl.when("clean").then(c.end).otherwise(c.breach),
            done=pl.lit(None, pl.Datetime("us")),
        ),
    )


def _rows(number: int, found: pl.LazyFrame) -> pl.LazyFrame:
    return found.select(
        pl.lit(number, pl.Int16).alias("standard"),
        c.row.alias("unit"),
        pl.min_horizontal(c.code, pl.lit(6)).cast(pl.Int8).alias("verdict"),
        pl.max_horizontal(c.code - 6, pl.lit(0)).cast(pl.Int8).alias("reason"),
        "is_due",
        "due",
        "done",
        "force",
        c.team.alias("owner"),
    )


def ledger_of(folder: Path) -> pl.LazyFrame:
    """The whole ledger, one part for each standard."""
    days = calendar()
    units = [
        incidents(folder, days),
        bail(folder, days),
        searches(folder, days),
        visits_owed(folder, days),
        visits(folder),
    ]
    i, b, s, o, v = (frame.lazy() for frame in pl.collect_all(units))

    stands, high = ~c.is_cancelled, c.abuse & (c.first_risk == "high")
    assessed = limit(
        "attended_at",
        ("gloucestershire", datetime(2023, 1, 1), 6),
        ("dorset", datetime(2021, 5, 31, 23), 48),
        (None, datetime(2022, 6, 30, 23), 12),
        (None, datetime(2000, 1, 1), 24),
    )
    marac = limit("reported_at", ("wiltshire", datetime(2022, 1, 1), 120), (None, datetime(2000, 1, 1), 72))
    marac_incidents = limit("reported_at", ("wiltshire", datetime(2021, 6, 30, 23), 2), (None, datetime(2000, 1, 1), 3))
    updated = pl.when((c.force == "avon-and-somerset") & (c.reported_at >= datetime(2023, 1, 1))).then(c.days_14)
    reported, month = c.reported_at, timedelta(days=30)

    def count(at_least: pl.Expr, at_most: pl.Expr, wanted: pl.Expr | int) -> pl.Expr:
        return pl.when(at_least >= wanted).then(True).when(at_most < wanted).then(False)

    many_updates = pl.when(c.updates >= 2).then(True).when(c.updates_until.is_not_null()).then(False)
    extended = pl.when(c.extended_at.is_not_null()).then(True).when(c.extensions_until.is_not_null()).then(False)
    both_reach = pl.when(c.own_until.is_not_null() & c.extensions_until.is_not_null()).then(
        pl.min_horizontal("own_until", "extensions_until")
    )
    both_known = pl.when(c.own_until.is_not_null() & c.risk_until.is_not_null()).then(
        pl.min_horizontal("own_until", "risk_until")
    )
    final = pl.when(c.final_ends_at.is_not_null()).then(True).when(c.extensions_until.is_not_null()).then(False)
    unassessed = (c.first_assessed_at > c.closed_at) | (c.first_assessed_at.is_null() & c.risk_until.is_not_null())
    unreleased = c.release_assessed_at.is_null() | (c.release_assessed_at > c.resolved_at)
    sixty = pl.duration(days=60)
    return pl.concat(
        [
            deadline(0, i, c.abuse, c.first_assessed_at, c.attended_at + hours(assessed), c.risk_until,
                     c.victim_declined & c.first_risk.is_not_null()),
            deadline(1, i, c.abuse, c.first_assessed_at, reported + hours(72), c.risk_until),
            deadline(2, i, high, pl.when(c.assessments >= 2).then(c.last_assessed_at),
                     c.first_assessed_at + hours(240), c.risk_until),
            deadline(3, i, stands, c.attended_at, reported + hours(4), c.own_until),
            deadline(4, i, c.abuse, c.attended_at, reported + hours(1), c.own_until),
            deadline(5, i, stands, c.first_update_at, c.working_5, c.updates_until),
            deadline(6, i, c.abuse, c.first_update_at, c.working_1, c.updates_until),
            deadline(7, i, stands & c.closed_at.is_null(), c.last_update_at, updated.otherwise(c.days_28),
                     c.updates_until),
            deadline(8, i, stands & ~many_updates, c.closed_at, reported + sixty, c.own_until),
            deadline(9, i, stands, c.support_at, c.working_2, c.referrals_until, c.victim_declined),
            deadline(10, i, high, c.marac_at, c.first_assessed_at + hours(marac), c.referrals_until),
            deadline(11, i, c.abuse & count(c.abuse_at_least + 1, c.abuse_at_most + 1, marac_incidents), c.marac_at,
                     reported + hours(marac), c.referrals_until),
            deadline(12, i, c.abuse & count(c.abuse_at_least, c.abuse_at_most, 4), c.marac_at, reported + hours(72),
                     c.referrals_until),
            deadline(13, i, stands & (c.previous_at >= reported - month).fill_null(False), c.attended_at,
                     reported + hours(2), c.own_until),
            deadline(14, i, stands, c.closed_at, c.months_3, c.own_until),
            condition(15, i, stands & c.closed_at.is_not_null(), c.closed_at, many_updates, c.updates_until),
            never(16, i, c.abuse, pl.when(unassessed).then(c.closed_at), reported + sixty, both_known),
            deadline(17, b, c.arrested_at.is_not_null(),
                     pl.min_horizontal("resolved_at", "extended_at", "release_assessed_at"), c.ends_at, both_reach),
            deadline(18, b, c.resolved_at.is_null() & ~extended, c.release_assessed_at, c.ends_at, c.own_until),
            deadline(19, b, extended, c.extended_at, c.ends_at - hours(48), c.extensions_until),
            deadline(20, b, final, c.resolved_at, c.final_ends_at, c.own_until),
            never(21, b, c.arrested_at.is_not_null(), pl.when(unreleased).then(c.resolved_at), c.ends_at, c.own_until,
                  c.extended_at <= c.ends_at),
            deadline(22, s, c.handcuffed, c.form_at, c.searched_at + hours(72), c.forms_until),
            deadline(23, s, c.handcuffed & c.strip_searched, c.form_at, c.working_1, c.forms_until),
            condition(24, s, ~c.handcuffed, c.searched_at,
                      pl.when(c.forms > 0).then(False).when(c.forms_until.is_not_null()).then(True), c.forms_until),
            deadline(25, o, c.superseded_at.is_null(), c.visited_at, c.due_at, c.visits_until,
                     c.ended_at <= c.due_at),
            deadline(26, o, c.superseded_at.is_null() & c.level_then.is_in(["high", "very_high"]), c.visited_at,
                     c.opened_at + sixty, c.visits_until, c.ended_at <= c.opened_at + sixty),
            condition(27, v, c.was_seen, c.visited_at, c.officers >= 2, c.visits_until),
        ]
    )  # fmt: skip


def main(folder: Path, ledger: Path) -> None:
    """Judge the records in ``folder``; write the ledger."""
    ledger_of(folder).sink_parquet(ledger, compression="snappy", maintain_order=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
