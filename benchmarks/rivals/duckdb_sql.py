"""Hand-written DuckDB SQL, from the standards' sentences: the speed to compare with, and the oracle for each row."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from benchmarks.rivals.common import FILES, bank_holidays, files_of

A = "TIMESTAMP '2023-12-01'"
"""The moment of judging, and the day on which it is asked what was known."""

# What was known on the day: rows entered by then and not yet superseded, and of wide rows the moments that had come.
MASKS = {
    "incidents": ("attended_at", "closed_at", "victim_declined"),
    "bail_periods": ("resolved_at", "release_assessed_at"),
    "force_forms": ("completed_at",),
    "offenders": ("ended_at",),
}

# Linked records and the records of a unit itself that were loaded, by when the unit began: [begins, ends), per force.
COVERAGE = """
CREATE TABLE coverage AS
SELECT "table", "force",
    CASE WHEN "table" = 'risk_assessments' AND "force" = 'gloucestershire' THEN TIMESTAMP '2021-07-01'
        ELSE TIMESTAMP '2020-07-01' END AS begins,
    CASE WHEN "table" = 'referrals' AND "force" = 'dorset' THEN TIMESTAMP '2023-06-01'
        ELSE TIMESTAMP '2023-12-01' END AS ends
FROM (VALUES ('avon-and-somerset'), ('dorset'), ('gloucestershire'), ('wiltshire')) forces("force"),
    (VALUES ('incidents'), ('incident_people'), ('risk_assessments'), ('victim_updates'), ('referrals'),
        ('bail_periods'), ('bail_extensions'), ('searches'), ('search_officers'), ('force_forms'), ('offenders'),
        ('visits')) tables("table")
"""

# A period counted on the calendar ends with the last microsecond of a day in London.
CALENDAR = """
CREATE MACRO london_day(t) AS ((t AT TIME ZONE 'UTC') AT TIME ZONE 'Europe/London')::DATE;
CREATE MACRO day_ends(d) AS
    (((d + 1)::TIMESTAMP AT TIME ZONE 'Europe/London') AT TIME ZONE 'UTC') - INTERVAL 1 MICROSECOND;
-- The day before the corresponding one, counted from the day after; where a month has none, its last day.
CREATE MACRO months_after(d, n) AS (
    (d + 1 + to_months(n))::DATE - CASE WHEN day((d + 1 + to_months(n))::DATE) = day(d + 1) THEN 1 ELSE 0 END);
CREATE TABLE calendar AS
WITH days AS (
    SELECT d::DATE AS day, isodow(d) < 6 AND d::DATE NOT IN ({holidays}) AS works,
        count(*) FILTER (works) OVER (ORDER BY d) AS number
    FROM generate_series(TIMESTAMP '2020-01-01', TIMESTAMP '2025-12-31', INTERVAL 1 DAY) made(d)
), working AS (SELECT number, day_ends(day) AS ends FROM days WHERE works)
SELECT days.day, one.ends AS working_1, two.ends AS working_2, five.ends AS working_5,
    day_ends(days.day + 14) AS days_14, day_ends(days.day + 28) AS days_28,
    day_ends(months_after(days.day, 1)) AS months_1, day_ends(months_after(days.day, 3)) AS months_3,
    day_ends(months_after(days.day, 6)) AS months_6, day_ends(months_after(days.day, 12)) AS months_12
FROM days
LEFT JOIN working one ON one.number = days.number + 1
LEFT JOIN working two ON two.number = days.number + 2
LEFT JOIN working five ON five.number = days.number + 5
"""

INCIDENT = """
CREATE TEMP TABLE incident AS
WITH victim AS (
    SELECT "force", incident_id, arg_min(person_id, (linked_at, "row")) AS victim_id
    FROM incident_people WHERE role = 'victim' GROUP BY ALL
), assessed AS (
    SELECT "force", incident_id, min(completed_at) AS first_assessed_at, max(completed_at) AS last_assessed_at,
        arg_min(risk, (completed_at, "row")) FILTER (risk IS NOT NULL) AS first_risk, count(*) AS assessments
    FROM risk_assessments GROUP BY ALL
), updated AS (
    SELECT "force", incident_id, min(made_at) AS first_update_at, max(made_at) AS last_update_at, count(*) AS updates
    FROM victim_updates GROUP BY ALL
), referred AS (
    SELECT "force", incident_id, min(made_at) FILTER (referred_to = 'marac') AS marac_at,
        min(made_at) FILTER (referred_to = 'victim_support') AS support_at
    FROM referrals GROUP BY ALL
), known AS (
    SELECT i."row", i."force", i.team, i.reported_at, i.attended_at, i.closed_at, i.is_domestic_abuse, i.is_cancelled,
        i.victim_declined, victim_id, first_assessed_at, last_assessed_at, first_risk,
        coalesce(assessments, 0) AS assessments, first_update_at, last_update_at, coalesce(updates, 0) AS updates,
        marac_at, support_at, working_1, working_2, working_5, days_14, days_28, months_3,
        i.is_domestic_abuse AND NOT i.is_cancelled AS abuse, own.begins AS own_from, own.ends AS own_until,
        risk.ends AS risk_until, upd.ends AS updates_until, ref.ends AS referrals_until
    FROM incidents i
    LEFT JOIN victim USING ("force", incident_id)
    LEFT JOIN assessed USING ("force", incident_id)
    LEFT JOIN updated USING ("force", incident_id)
    LEFT JOIN referred USING ("force", incident_id)
    LEFT JOIN calendar ON calendar.day = london_day(reported_at)
    LEFT JOIN coverage own ON own."table" = 'incidents' AND own."force" = i."force"
        AND reported_at >= own.begins AND reported_at < own.ends
    LEFT JOIN coverage risk ON risk."table" = 'risk_assessments' AND risk."force" = i."force"
        AND reported_at >= risk.begins AND reported_at < risk.ends
    LEFT JOIN coverage upd ON upd."table" = 'victim_updates' AND upd."force" = i."force"
        AND reported_at >= upd.begins AND reported_at < upd.ends
    LEFT JOIN coverage ref ON ref."table" = 'referrals' AND ref."force" = i."force"
        AND reported_at >= ref.begins AND reported_at < ref.ends
)
SELECT *,
    -- Other incidents of abuse in the 365 days before; those of the very moment count, those not flagged may.
    CASE WHEN victim_id IS NULL THEN 0 ELSE
        count(*) FILTER (abuse) OVER year - coalesce(abuse, false)::INT END AS abuse_at_least,
    CASE WHEN victim_id IS NOT NULL AND own_from <= reported_at - INTERVAL 365 DAY THEN
        count(*) FILTER (coalesce(abuse, true)) OVER year - coalesce(abuse, true)::INT END AS abuse_at_most,
    CASE WHEN victim_id IS NOT NULL THEN
        lag(reported_at) OVER (PARTITION BY "force", victim_id ORDER BY reported_at, "row") END AS previous_at
FROM known
WINDOW year AS (PARTITION BY "force", victim_id ORDER BY reported_at
    RANGE BETWEEN INTERVAL 365 DAY PRECEDING AND CURRENT ROW)
"""

BAIL = """
CREATE TEMP TABLE bail AS
WITH extended AS (
    SELECT "force", bail_id, min(authorised_at) AS extended_at,
        arg_max(new_ends_at, (authorised_at, "row")) FILTER (new_ends_at IS NOT NULL) AS final_ends_at
    FROM bail_extensions GROUP BY ALL
)
SELECT b."row", b."force", team, arrested_at, resolved_at, release_assessed_at, extended_at, final_ends_at,
    -- The law changed on 28 October 2022.
    least(ends_at, CASE WHEN arrested_at < TIMESTAMP '2022-10-27 23:00' THEN days_28 ELSE months_3 END) AS ends_at,
    own.ends AS own_until, ext.ends AS extensions_until
FROM bail_periods b
LEFT JOIN extended USING ("force", bail_id)
LEFT JOIN calendar ON calendar.day = london_day(arrested_at)
LEFT JOIN coverage own ON own."table" = 'bail_periods' AND own."force" = b."force"
    AND arrested_at >= own.begins AND arrested_at < own.ends
LEFT JOIN coverage ext ON ext."table" = 'bail_extensions' AND ext."force" = b."force"
    AND arrested_at >= ext.begins AND arrested_at < ext.ends
"""

SEARCH = """
CREATE TEMP TABLE search AS
WITH form AS (
    -- The officer's note of the time may differ from the search record's: an hour before to six after. Of a form, both
    -- days on which such a search may have been are tried, so that an officer's other forms are not.
    SELECT o."row", min(completed_at) AS form_at, count(*) AS forms
    FROM search_officers o JOIN (
        SELECT "force", officer_id, used_at, completed_at,
            unnest([(used_at - INTERVAL 6 HOUR)::DATE] || CASE
                WHEN (used_at - INTERVAL 6 HOUR)::DATE <> (used_at + INTERVAL 1 HOUR)::DATE
                THEN [(used_at + INTERVAL 1 HOUR)::DATE] ELSE [] END) AS day
        FROM force_forms
    ) f ON f."force" = o."force" AND f.officer_id = o.officer_id AND f.day = o.searched_at::DATE
        AND used_at BETWEEN searched_at - INTERVAL 1 HOUR AND searched_at + INTERVAL 6 HOUR
    GROUP BY ALL
)
SELECT o."row", o."force", s.team, s.handcuffed, s.strip_searched, o.searched_at, form_at, coalesce(forms, 0) AS forms,
    working_1, cov.ends AS forms_until
FROM search_officers o
LEFT JOIN searches s USING ("force", search_id)
LEFT JOIN form ON form."row" = o."row"
LEFT JOIN calendar ON calendar.day = london_day(o.searched_at)
LEFT JOIN coverage cov ON cov."table" = 'force_forms' AND cov."force" = o."force"
    AND o.searched_at >= cov.begins AND o.searched_at < cov.ends
"""

VISIT_OWED = """
CREATE TEMP TABLE visit_owed AS
WITH event AS (
    -- At one moment a level is set before the duty starts, and the duty starts before it is done.
    SELECT "force", "row", offender_id, set_at AS moment, 0 AS place, level FROM offender_levels
    UNION ALL SELECT "force", "row", offender_id, registered_at, 1, NULL FROM offenders
    UNION ALL SELECT "force", "row", offender_id, visited_at, 2, NULL FROM visits WHERE was_seen
), placed AS (
    SELECT *, last_value(level IGNORE NULLS) OVER so_far AS level_then,
        count(*) FILTER (place = 1) OVER so_far > 0 AS started, count(*) FILTER (place = 2) OVER so_far AS visits
    FROM event
    WINDOW so_far AS (PARTITION BY "force", offender_id ORDER BY moment, place, "row"
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
), turn AS (
    -- A level set again as it was opens nothing.
    SELECT * FROM placed
    QUALIFY started AND (place <> 0 OR level_then IS DISTINCT FROM
        lag(level_then) OVER (PARTITION BY "force", offender_id ORDER BY moment, place, "row"))
), followed AS (
    SELECT *, lead(moment) OVER following AS next_at, lead(place) OVER following AS next_place
    FROM turn
    WINDOW following AS (PARTITION BY "force", offender_id ORDER BY moment, place, "row")
)
SELECT t."row", t."force", o.team, t.moment AS opened_at, t.level_then, o.ended_at,
    CASE WHEN next_place = 2 THEN next_at END AS visited_at,
    CASE WHEN next_place = 0 THEN next_at END AS superseded_at,
    -- A change of level never puts off a visit that was already owed.
    min(CASE level_then WHEN 'very_high' THEN months_1 WHEN 'high' THEN months_3 WHEN 'medium' THEN months_6
        WHEN 'low' THEN months_12 END)
        OVER (PARTITION BY t."force", t.offender_id, t.visits ORDER BY t.moment, t."row"
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS due_at,
    cov.ends AS visits_until
FROM followed t
LEFT JOIN offenders o ON o."force" = t."force" AND o.offender_id = t.offender_id
LEFT JOIN calendar ON calendar.day = london_day(t.moment)
LEFT JOIN coverage cov ON cov."table" = 'visits' AND cov."force" = t."force"
    AND t.moment >= cov.begins AND t.moment < cov.ends
"""

VISIT = """
CREATE TEMP TABLE visit AS
SELECT v."row", v."force", o.team, v.visited_at, v.officers, v.was_seen, cov.ends AS visits_until
FROM visits v
LEFT JOIN offenders o USING ("force", offender_id)
LEFT JOIN coverage cov ON cov."table" = 'visits' AND cov."force" = v."force"
    AND v.visited_at >= cov.begins AND v.visited_at < cov.ends
"""

# The limits: a force's own before the national, a later value before an earlier one. Dates are days in London.
LIMITS = """
CREATE MACRO assessed_within(t, f) AS to_hours(CASE
    WHEN f = 'gloucestershire' AND t >= TIMESTAMP '2023-01-01' THEN 6
    WHEN f = 'dorset' AND t >= TIMESTAMP '2021-05-31 23:00' THEN 48
    WHEN t >= TIMESTAMP '2022-06-30 23:00' THEN 12
    WHEN t >= TIMESTAMP '2000-01-01' THEN 24 END);
CREATE MACRO marac_within(t, f) AS to_hours(CASE
    WHEN f = 'wiltshire' AND t >= TIMESTAMP '2022-01-01' THEN 120
    WHEN t >= TIMESTAMP '2000-01-01' THEN 72 END);
CREATE MACRO marac_incidents(t, f) AS CASE
    WHEN f = 'wiltshire' AND t >= TIMESTAMP '2021-06-30 23:00' THEN 2
    WHEN t >= TIMESTAMP '2000-01-01' THEN 3 END;
"""

# By number of standard: the unit's table, then who it applies to, when it was done, when it was due, to when the
# records reach that would show it done, and what excuses it.
DEADLINES = {
    0: ("incident", "abuse", "first_assessed_at", "attended_at + assessed_within(attended_at, \"force\")",
        "risk_until", "victim_declined AND first_risk IS NOT NULL"),
    1: ("incident", "abuse", "first_assessed_at", "reported_at + INTERVAL 72 HOUR", "risk_until", "false"),
    2: ("incident", "abuse AND first_risk = 'high'", "CASE WHEN assessments >= 2 THEN last_assessed_at END",
        "first_assessed_at + INTERVAL 10 DAY", "risk_until", "false"),
    3: ("incident", "NOT is_cancelled", "attended_at", "reported_at + INTERVAL 4 HOUR", "own_until", "false"),
    4: ("incident", "abuse", "attended_at", "reported_at + INTERVAL 1 HOUR", "own_until", "false"),
    5: ("incident", "NOT is_cancelled", "first_update_at", "working_5", "updates_until", "false"),
    6: ("incident", "abuse", "first_update_at", "working_1", "updates_until", "false"),
    7: ("incident", "NOT is_cancelled AND closed_at IS NULL", "last_update_at",
        "CASE WHEN \"force\" = 'avon-and-somerset' AND reported_at >= TIMESTAMP '2023-01-01' "
        "THEN days_14 ELSE days_28 END", "updates_until", "false"),
    8: ("incident", "NOT is_cancelled AND "
        "CASE WHEN updates >= 2 THEN false WHEN updates_until IS NOT NULL THEN true END",
        "closed_at", "reported_at + INTERVAL 60 DAY", "own_until", "false"),
    9: ("incident", "NOT is_cancelled", "support_at", "working_2", "referrals_until", "victim_declined"),
    10: ("incident", "abuse AND first_risk = 'high'", "marac_at",
         "first_assessed_at + marac_within(reported_at, \"force\")", "referrals_until", "false"),
    11: ("incident", "abuse AND CASE WHEN abuse_at_least + 1 >= marac_incidents(reported_at, \"force\") THEN true "
         "WHEN abuse_at_most + 1 < marac_incidents(reported_at, \"force\") THEN false END", "marac_at",
         "reported_at + marac_within(reported_at, \"force\")", "referrals_until", "false"),
    12: ("incident", "abuse AND CASE WHEN abuse_at_least >= 4 THEN true WHEN abuse_at_most < 4 THEN false END",
         "marac_at", "reported_at + INTERVAL 72 HOUR", "referrals_until", "false"),
    13: ("incident", "NOT is_cancelled AND coalesce(previous_at >= reported_at - INTERVAL 30 DAY, false)",
         "attended_at", "reported_at + INTERVAL 2 HOUR", "own_until", "false"),
    14: ("incident", "NOT is_cancelled", "closed_at", "months_3", "own_until", "false"),
    17: ("bail", "arrested_at IS NOT NULL", "least(resolved_at, extended_at, release_assessed_at)", "ends_at",
         "nullif(least(own_until, extensions_until), CASE WHEN own_until IS NULL THEN extensions_until "
         "WHEN extensions_until IS NULL THEN own_until END)", "false"),
    18: ("bail", "resolved_at IS NULL AND CASE WHEN extended_at IS NOT NULL THEN false "
         "WHEN extensions_until IS NOT NULL THEN true END", "release_assessed_at", "ends_at", "own_until", "false"),
    19: ("bail", "CASE WHEN extended_at IS NOT NULL THEN true WHEN extensions_until IS NOT NULL THEN false END",
         "extended_at", "ends_at - INTERVAL 48 HOUR", "extensions_until", "false"),
    20: ("bail", "CASE WHEN final_ends_at IS NOT NULL THEN true WHEN extensions_until IS NOT NULL THEN false END",
         "resolved_at", "final_ends_at", "own_until", "false"),
    22: ("search", "handcuffed", "form_at", "searched_at + INTERVAL 72 HOUR", "forms_until", "false"),
    23: ("search", "handcuffed AND strip_searched", "form_at", "working_1", "forms_until", "false"),
    25: ("visit_owed", "superseded_at IS NULL", "visited_at", "due_at", "visits_until", "ended_at <= due_at"),
    26: ("visit_owed", "superseded_at IS NULL AND level_then IN ('high', 'very_high')", "visited_at",
         "opened_at + INTERVAL 60 DAY", "visits_until", "ended_at <= opened_at + INTERVAL 60 DAY"),
}  # fmt: skip

# When it was observed and whether it held then; a count of records is no more than 'at least' where none were loaded.
CONDITIONS = {
    15: ("incident", "NOT is_cancelled AND closed_at IS NOT NULL", "closed_at",
         "CASE WHEN updates >= 2 THEN true WHEN updates_until IS NOT NULL THEN false END", "updates_until"),
    24: ("search", "NOT handcuffed", "searched_at",
         "CASE WHEN forms > 0 THEN false WHEN forms_until IS NOT NULL THEN true END", "forms_until"),
    27: ("visit", "was_seen", "visited_at", "officers >= 2", "visits_until"),
}  # fmt: skip

# When the breach was, and until when there must be none.
NEVERS = {
    16: ("incident", "abuse",
         "CASE WHEN first_assessed_at > closed_at OR (first_assessed_at IS NULL AND risk_until IS NOT NULL) "
         "THEN closed_at END", "reported_at + INTERVAL 60 DAY",
         "CASE WHEN own_until < risk_until THEN own_until WHEN own_until IS NOT NULL THEN risk_until END", "false"),
    21: ("bail", "arrested_at IS NOT NULL",
         "CASE WHEN release_assessed_at IS NULL OR release_assessed_at > resolved_at THEN resolved_at END", "ends_at",
         "own_until", "extended_at <= ends_at"),
}  # fmt: skip

# Met 1, late 2, overdue 3, pending 4, excused 5, unknown 6 with its reason: 1 whether it applies, 2 the start,
# 4 not covered, 6 not recorded.
DEADLINE = """
SELECT {number}::SMALLINT AS standard, "row" AS unit, least(code, 6)::TINYINT AS verdict,
    greatest(code - 6, 0)::TINYINT AS reason, coalesce(due < {A}, true) AS is_due, due, done, "force", team AS owner
FROM (
    SELECT "row", "force", team, due, done, CASE
        WHEN applies IS NULL THEN 7 WHEN due IS NULL THEN 8 WHEN done <= due THEN 1 WHEN excused THEN 5
        WHEN done IS NULL AND due >= {A} THEN 4 WHEN reach IS NULL OR reach <= due THEN 10
        WHEN done IS NULL THEN 3 ELSE 2 END AS code
    FROM (
        SELECT "row", "force", team, {applies} AS applies, {done} AS found, {due} AS due, {reach} AS reach,
            {excused} AS excused, CASE WHEN found <= {A} THEN found END AS done
        FROM {unit}
    ) WHERE coalesce(applies, true)
)"""

CONDITION = """
SELECT {number}::SMALLINT AS standard, "row" AS unit, least(code, 6)::TINYINT AS verdict,
    greatest(code - 6, 0)::TINYINT AS reason, coalesce(observed <= {A}, true) AS is_due, observed AS due,
    CASE WHEN holds THEN observed END AS done, "force", team AS owner
FROM (
    SELECT *, CASE WHEN applies IS NULL THEN 7 WHEN observed IS NULL OR observed > {A} THEN 8 WHEN holds THEN 1
        WHEN holds IS NULL AND reach IS NULL THEN 10 WHEN holds IS NULL THEN 12 ELSE 3 END AS code
    FROM (
        SELECT "row", "force", team, {applies} AS applies, {observed} AS observed, {holds} AS holds, {reach} AS reach
        FROM {unit}
    ) WHERE coalesce(applies, true)
)"""

NEVER = """
SELECT {number}::SMALLINT AS standard, "row" AS unit, least(code, 6)::TINYINT AS verdict,
    greatest(code - 6, 0)::TINYINT AS reason, NOT clean OR coalesce(until < {A}, true) AS is_due,
    CASE WHEN clean THEN until ELSE breach END AS due, NULL::TIMESTAMP AS done, "force", team AS owner
FROM (
    SELECT *, CASE WHEN applies IS NULL THEN 7 WHEN until IS NULL THEN 8
        WHEN clean AND until < {A} AND reach > until THEN 1 WHEN excused THEN 5
        WHEN clean AND until < {A} THEN 10 WHEN clean THEN 4 ELSE 3 END AS code
    FROM (
        SELECT "row", "force", team, {applies} AS applies, {breach} AS found, {until} AS until, {reach} AS reach,
            {excused} AS excused, CASE WHEN found <= {A} THEN found END AS breach,
            coalesce(breach > until, true) AS clean
        FROM {unit}
    ) WHERE coalesce(applies, true)
)"""


def main(folder: Path, ledger: Path) -> None:
    """Judge the records in ``folder``; write the ledger."""
    rows = {}
    for number, (unit, applies, done, due, reach, excused) in DEADLINES.items():
        rows[number] = DEADLINE.format(
            number=number, unit=unit, applies=applies, done=done, due=due, reach=reach, excused=excused, A=A
        )
    for number, (unit, applies, observed, holds, reach) in CONDITIONS.items():
        rows[number] = CONDITION.format(
            number=number, unit=unit, applies=applies, observed=observed, holds=holds, reach=reach, A=A
        )
    for number, (unit, applies, breach, until, reach, excused) in NEVERS.items():
        rows[number] = NEVER.format(
            number=number, unit=unit, applies=applies, breach=breach, until=until, reach=reach, excused=excused, A=A
        )
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = false")
        for table in FILES:
            masks = MASKS.get(table, ())
            hidden = [
                f"CASE WHEN {'closed_at' if name == 'victim_declined' else name} <= {A} THEN {name} END AS {name}"
                for name in masks
            ]
            replacing = f"REPLACE ({', '.join(hidden)})" if hidden else ""
            connection.execute(
                f"CREATE VIEW {table} AS SELECT * {replacing} FROM read_parquet({files_of(folder, table)}) "
                f"WHERE known_from <= {A} AND (known_to IS NULL OR known_to > {A})"
            )
        connection.execute(COVERAGE)
        connection.execute(CALENDAR.format(holidays=", ".join(f"DATE '{day}'" for day in bank_holidays())))
        connection.execute(LIMITS)
        for unit in (INCIDENT, BAIL, SEARCH, VISIT_OWED, VISIT):
            connection.execute(unit)
        together = " UNION ALL ".join(rows[number] for number in sorted(rows))
        connection.execute(f"COPY ({together}) TO '{ledger}' (FORMAT parquet, COMPRESSION snappy)")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
