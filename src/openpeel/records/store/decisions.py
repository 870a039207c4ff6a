"""What becomes of each incoming row: the rules for the history of a record, as one query.

Every record (force, source, key) has versions, each known from one moment to another; the one in force has no end.
docs/decisions/0011-history-of-a-record.md gives the rules and why. They keep one promise: what was known on a past day
changes by a later load only through a time that the source itself gives and that no earlier extract contradicts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from openpeel.language.tables import Table
from openpeel.records.store.sql import begins_column, content_columns, literal, quoted, same_record


def decisions(table: type[Table], rows: str, histories: str, *, now: datetime, has_witnesses: bool) -> str:
    """SQL with one row for each of ``rows`` (SQL): what is done with it, and from when to when it was known.

    ``histories`` is SQL as :func:`histories` or NO_HISTORIES gives it. The columns are those of ``rows`` and

    - ``last``: the record's latest stored row, null for a record that is new;
    - ``action``: 'store' (a new version), 'close' (only the end of the last) or 'nothing';
    - ``known_from``, ``known_from_is_load_time``, ``known_to`` of the new version;
    - ``closes``, ``closes_at``: the stored row whose end changes, and to when;
    - ``backdated``: an earlier extract contradicts the time that the source gives.
    """
    moment = literal(now)
    witnesses = (
        f"""ASOF LEFT JOIN witnesses w ON b.force = w.force AND b.source = w.source
            AND b.extracted_at = w.extracted_at AND b.{begins_column(table)} >= w.from_begins"""
        if has_witnesses
        else "LEFT JOIN witnesses w ON false"
    )
    return f"""
    WITH histories AS ({histories}),
    placed AS (
        SELECT b.*, h.*, w.later_loaded,
            greatest(w.witnessed, h.seen_before) AS witnessed,
            coalesce(b.extracted_at < greatest(w.later, h.newest_seen, h.removed_by), false) AS is_late
        FROM {rows} b {witnesses}
        LEFT JOIN histories h ON h.incoming = b.row
    ),
    judged AS (
        SELECT *,
            coalesce(entered_at <= {moment} AND entered_at > coalesce(witnessed, '-infinity'), false) AS is_honest,
            CASE
                WHEN removed_at <= {moment} AND removed_at > coalesce(witnessed, '-infinity') THEN removed_at
                WHEN removed_at IS NOT NULL THEN {moment}
            END AS gone_at,
            CASE
                WHEN last IS NULL THEN 'store'
                WHEN is_late AND any_same THEN 'nothing'
                WHEN is_late THEN 'store former'
                WHEN NOT same THEN 'store'
                WHEN last_to IS NULL AND removed_at IS NOT NULL THEN 'close'
                WHEN last_to IS NOT NULL AND removed_at IS NULL THEN 'store'
                ELSE 'nothing'
            END AS what
        FROM placed
    ),
    placed_in_time AS (
        SELECT *,
            what = 'store former' AS is_former,
            -- A former value has a place in the history only between its neighbours; elsewhere it is kept, and was
            -- never in force.
            is_former AND NOT coalesce(is_honest AND next_from > entered_at
                AND coalesce(before_from <= entered_at, true), false) AS was_never,
            is_honest AND NOT was_never AS has_entry_time,
            CASE
                WHEN NOT has_entry_time THEN {moment}
                WHEN is_former THEN entered_at
                ELSE greatest(entered_at, last_ended_at)
            END AS known_from,
            CASE WHEN gone_at IS NOT NULL THEN greatest(known_from, gone_at) END AS gone_to
        FROM judged
    )
    SELECT *, NOT has_entry_time AS known_from_is_load_time,
        CASE WHEN starts_with(what, 'store') THEN 'store' ELSE what END AS action,
        CASE
            WHEN was_never THEN known_from
            WHEN is_former THEN least(next_from, gone_to)
            WHEN last IS NULL AND is_late THEN least(greatest(known_from, later_loaded), gone_to)
            ELSE gone_to
        END AS known_to,
        CASE
            WHEN is_former THEN CASE WHEN NOT was_never AND before_to > known_from THEN before END
            WHEN what IN ('store', 'close') AND last_to IS NULL THEN last
        END AS closes,
        CASE
            WHEN is_former THEN known_from
            WHEN what = 'close' THEN greatest(last_from, gone_at)
            ELSE greatest(last_from, least(known_from, gone_at))
        END AS closes_at,
        what <> 'nothing' AND (gone_at <> removed_at OR (entered_at IS NOT NULL AND NOT is_honest AND what <> 'close'))
            IS TRUE AS backdated
    FROM placed_in_time
    """


def histories(table: type[Table], rows: str, stored: str, lacking: Mapping[str, str]) -> str:
    """SQL with what is ``stored`` (SQL) of the record of each of ``rows`` (SQL) that is known already.

    ``lacking`` names columns that some parts do not supply: they make no difference.
    """
    same = [
        f"(i.{quoted(name)} IS NOT DISTINCT FROM s.{quoted(name)}"
        + (f" OR i.of_part IN ({lacking[name]}))" if name in lacking else ")")
        for name in content_columns(table)
        if name not in table.key
    ]
    return f"""
    WITH matches AS MATERIALIZED (
        SELECT i.row AS incoming, s.row AS stored, s.known_from, s.known_to, s.extracted_at AS seen,
            {" AND ".join(same) or "true"} AS same,
            s.extracted_at <= i.extracted_at AS is_before,
            s.known_from < coalesce(s.known_to, 'infinity') AS was_in_force
        FROM {rows} i JOIN {stored} s ON {same_record(table, "i", "s")}
    ),
    latest AS (
        SELECT * FROM matches QUALIFY 1 = row_number() OVER (
            PARTITION BY incoming ORDER BY known_to IS NULL DESC, seen DESC, known_from DESC, stored DESC)
    )
    SELECT incoming, any_value(l.stored) AS last, any_value(l.known_from) AS last_from,
        any_value(l.known_to) AS last_to, any_value(l.same) AS same, bool_or(m.same) AS any_same,
        max(m.seen) AS newest_seen, max(m.seen) FILTER (m.is_before) AS seen_before,
        -- A record that its source removed was gone by then, whatever an older extract says. An end at the moment of a
        -- load came of a later extract, which speaks for itself.
        any_value(l.known_to) FILTER (l.known_to NOT IN (FROM load_times)) AS removed_by,
        max(m.known_to) FILTER (m.was_in_force) AS last_ended_at,
        min(m.known_from) FILTER (NOT m.is_before AND m.was_in_force) AS next_from,
        max(m.known_from) FILTER (m.is_before AND m.was_in_force) AS before_from,
        arg_max(m.stored, m.known_from) FILTER (m.is_before AND m.was_in_force) AS before,
        arg_max(coalesce(m.known_to, 'infinity'), m.known_from) FILTER (m.is_before AND m.was_in_force) AS before_to
    FROM matches m JOIN latest l USING (incoming) GROUP BY incoming
    """


NO_HISTORIES = """
    SELECT NULL::BIGINT AS incoming, NULL::BIGINT AS last, NULL::TIMESTAMP AS last_from, NULL::TIMESTAMP AS last_to,
        NULL::BOOLEAN AS same, NULL::BOOLEAN AS any_same, NULL::TIMESTAMP AS newest_seen,
        NULL::TIMESTAMP AS seen_before, NULL::TIMESTAMP AS removed_by,
        NULL::TIMESTAMP AS last_ended_at, NULL::TIMESTAMP AS next_from,
        NULL::TIMESTAMP AS before_from, NULL::BIGINT AS before, NULL::TIMESTAMP AS before_to
    WHERE false
"""
"""What :func:`histories` gives where nothing is stored."""
