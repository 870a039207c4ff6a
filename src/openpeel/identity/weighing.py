"""Weighing likenesses by Splink on DuckDB: the weights are learnt from the records themselves, without examples.

Work is bounded: only profiles that share a key are compared, and a key that very many share (a common name, a hostel's
telephone) is left out, since the others tell such people apart. The same records give the same weights and pairs.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from openpeel.identity.comparisons import COMPARISONS
from openpeel.identity.details import Profile
from openpeel.identity.identifiers import swapped_birth
from openpeel.identity.weights import ENOUGH, Weights, untrained

LINKED_FROM = 6.6
"""Weight from which a likeness links: about 99 to 1 that two descriptions are of one person."""
DOUBTFUL_FROM = 0.0
"""Weight from which a pair is shown to a person: more likely one than two."""
MOST_TO_A_KEY = 60
"""A key that more profiles share is not compared by."""
SEED = 2022
PAIRS_TO_LEARN_FROM = 1_000_000


@dataclass(frozen=True)
class Weighed:
    """Pairs of profiles that weigh enough to be told of, and by what weights."""

    weights: Weights
    pairs: tuple[tuple[int, int, float], ...]
    common_keys: int
    """How many keys were left out because too many share them."""


def weigh(profiles: Sequence[Profile], prior: float) -> Weighed:
    """Compare profiles that share a key. ``prior`` is the chance that any two are of one person."""
    table, common = _table(profiles)
    with duckdb.connect() as connection:
        # Sums of many threads come in another order each time, and differ in their last digit.
        connection.execute("SET threads = 1")
        start = untrained(profiles, prior)
        weights = _learnt(connection, table, start) if len(profiles) >= ENOUGH else start
        found = _predicted(connection, table, weights) if len(profiles) > 1 else []
    return Weighed(weights, tuple(sorted(found)), common)


KEYS = 8


def keys_of(profile: Profile) -> tuple[str | None, ...]:
    """What a profile must share with another to be compared with it: any one of these."""
    given, family, born = profile.given, profile.family, profile.born
    names = None if given is None or family is None else "|".join(sorted((given.whole, family.whole)))
    day = None if profile.full_birth is None else min(profile.full_birth, swapped_birth(profile.full_birth) or "9")
    return (
        _joined(day, None if family is None else family.sound),
        _joined(day, None if given is None else given.first),
        profile.telephone,
        profile.email,
        profile.home,
        _joined(names, profile.postcode),
        _joined(names, None if born is None else born[:4]),
        names if born is None or profile.postcode is None else None,
    )


def _joined(*parts: str | None) -> str | None:
    return None if any(part is None for part in parts) else "|".join(part for part in parts if part is not None)


def _table(profiles: Sequence[Profile]) -> tuple[pa.Table, int]:
    keys = [keys_of(profile) for profile in profiles]
    common = 0
    columns: dict[str, list[Any]] = {"number": list(range(len(profiles)))}
    for which in range(KEYS):
        counts = Counter(own[which] for own in keys)
        common += sum(1 for key, count in counts.items() if key is not None and count > MOST_TO_A_KEY)
        columns[f"key_{which}"] = [own[which] if counts[own[which]] <= MOST_TO_A_KEY else None for own in keys]
    for name in ("given", "family"):
        names = [getattr(profile, name) for profile in profiles]
        columns[name] = [one and one.whole for one in names]
        columns[f"{name}_first"] = [one and one.first for one in names]
        columns[f"{name}_sound"] = [one and one.sound for one in names]
        columns[f"{name}_forms"] = [one and list(one.forms) for one in names]
        columns[f"{name}_parts"] = [one and list(one.parts) for one in names]
    columns["born"] = [profile.born for profile in profiles]
    columns["born_swapped"] = [profile.born and swapped_birth(profile.born) for profile in profiles]
    for name in ("telephone", "email", "home", "postcode"):
        columns[name] = [getattr(profile, name) for profile in profiles]
    kinds = {"number": pa.int64()} | {f"{n}_{p}": pa.list_(pa.string()) for n in _NAMES for p in ("forms", "parts")}
    return pa.table({name: pa.array(own, kinds.get(name, pa.string())) for name, own in columns.items()}), common


_NAMES = ("given", "family")


def settings(weights: Weights | None, prior: float) -> dict[str, Any]:
    """The model as Splink takes it; with ``weights`` it is ready to weigh, without them to learn."""
    comparisons = []
    for comparison in COMPARISONS:
        levels: list[dict[str, Any]] = [
            {"sql_condition": comparison.missing_sql, "label_for_charts": "missing", "is_null_level": True}
        ]
        for number, level in enumerate(comparison.levels):
            own: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.says}
            if level.term is not None:
                own["tf_adjustment_column"] = level.term
            if weights is not None:
                own["m_probability"] = weights.m[comparison.name][number]
                own["u_probability"] = weights.u[comparison.name][number]
            levels.append(own)
        comparisons.append({"output_column_name": comparison.name, "comparison_levels": levels})
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "number",
        "probability_two_random_records_match": prior,
        "comparisons": comparisons,
        "blocking_rules_to_generate_predictions": [f"l.key_{n} = r.key_{n}" for n in range(KEYS)],
        "retain_matching_columns": False,
    }


def _linker(connection: duckdb.DuckDBPyConnection, table: pa.Table, weights: Weights, *, learns: bool) -> Any:
    from splink import DuckDBAPI, Linker

    # Splink tells of its progress and of what it could not learn; we tell of both ourselves.
    logging.getLogger("splink").setLevel(logging.CRITICAL)
    api = DuckDBAPI(connection)
    linker = Linker(api.register(table), settings(None if learns else weights, weights.prior), log_level=None)
    for name, shares in weights.terms.items():
        kinds = pa.schema([(name, pa.string()), (f"tf_{name}", pa.float64())])
        lookup = pa.table([list(shares), list(shares.values())], schema=kinds)
        linker.table_management.register_term_frequency_lookup(api.register(lookup), name)
    return linker


def _learnt(connection: duckdb.DuckDBPyConnection, table: pa.Table, start: Weights) -> Weights:
    linker = _linker(connection, table, start, learns=True)
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS_TO_LEARN_FROM - 1, seed=SEED)
    for rule in ("l.born = r.born", "l.given = r.given AND l.family = r.family", "l.telephone = r.telephone"):
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, fix_u_probabilities=True, max_pairs=PAIRS_TO_LEARN_FROM
        )
    model = linker.misc.save_model_to_json()
    m, u = {}, {}
    for comparison, learnt in zip(COMPARISONS, model["comparisons"], strict=True):
        levels = learnt["comparison_levels"][1:]
        m[comparison.name] = tuple(_blended(levels, start.m[comparison.name], "m_probability"))
        u[comparison.name] = tuple(_blended(levels, start.u[comparison.name], "u_probability"))
    return Weights(start.prior, m, u, start.terms)


def _blended(levels: Sequence[dict[str, Any]], usual: Sequence[float], part: str) -> Iterator[float]:
    """What was learnt of each level; the usual value of one that was never met. Rounded, and never quite 0 or 1."""
    values = [
        learnt if isinstance(learnt := level.get(part), float) and learnt > _LEAST else given
        for level, given in zip(levels, usual, strict=True)
    ]
    for value in values:
        yield round(min(max(value / sum(values), _LEAST), 1 - _LEAST), 9)


_LEAST = 1e-7


def _predicted(
    connection: duckdb.DuckDBPyConnection, table: pa.Table, weights: Weights
) -> list[tuple[int, int, float]]:
    linker = _linker(connection, table, weights, learns=False)
    found = linker.inference.predict(threshold_match_weight=DOUBTFUL_FROM, warning_mode="never")
    rows = found.as_duckdbpyrelation().select("number_l, number_r, match_weight").fetchall()
    return [(min(a, b), max(a, b), round(weight, 6)) for a, b, weight in rows]
