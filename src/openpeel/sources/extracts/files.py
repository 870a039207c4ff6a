"""Reading Parquet files, workbooks and databases into raw rows: everything becomes text, and is cast from there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pyarrow as pa

from openpeel.errors import Refused
from openpeel.sources.delimited import read_delimited
from openpeel.sources.extracts.mapping import FileForm
from openpeel.sources.plain_text import as_plain_text
from openpeel.sources.raw_rows import RAW, RawRows
from openpeel.sources.workbench import Workbench, quoted_name, quoted_text
from openpeel.valueless_cells import valueless_cells

_BASE = "raw_base"

_ENDINGS = {
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xlsx",
    ".ods": "ods",
    ".db": "sqlite",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
}

POSTGRESQL = ("postgresql://", "postgres://")


def kind_of(place: str, form: FileForm) -> str:
    """The kind of file at ``place``: as the mapping says, else by its ending. Raises Refused where neither tells."""
    if form.kind is not None:
        return form.kind
    if place.startswith(POSTGRESQL):
        return "postgresql"
    ending = Path(place).suffix.lower()
    if ending not in _ENDINGS:
        raise Refused(
            f"nothing says what kind of file {Path(place).name} is",
            mend=f'say it in the mapping: [file] kind = "csv" (known endings: {", ".join(_ENDINGS)})',
        )
    return _ENDINGS[ending]


def name_of(place: str) -> str:
    """What messages call a file or database: never the user or password of an address."""
    return urlsplit(place).path.strip("/") or "postgresql" if place.startswith(POSTGRESQL) else Path(place).name


def read_file(bench: Workbench, place: str, form: FileForm) -> RawRows:
    """Read the file or database at ``place`` into the view RAW; raises Refused for a fault of the file."""
    kind = kind_of(place, form)
    if kind == "postgresql":
        return _read_database(bench, "postgresql", place, form, name_of(place))
    path = Path(place)
    if kind == "csv":
        plain = as_plain_text(path, path.name, bench.folder, form.encoding)
        return read_delimited(bench, plain, path.name, form.delimiter, may_lack_last_end=form.may_lack_last_line_end)
    if kind == "sqlite":
        return _read_database(bench, "sqlite", f"file:{path.absolute()}?mode=ro", form, path.name)
    return _read_parquet(bench, path) if kind == "parquet" else _read_workbook(bench, path, form)


def _read_parquet(bench: Workbench, path: Path) -> RawRows:
    source = f"read_parquet({quoted_text(str(path))}, file_row_number = true)"
    try:
        described = bench.rows(f"SELECT column_name, column_type FROM (DESCRIBE FROM {source})")
        columns = [(name, kind) for name, kind in described if name != "file_row_number"]
        texts = ", ".join(
            f"nullif(trim({_plain_number(quoted_name(name), kind)}), '') AS c{place}"
            for place, (name, kind) in enumerate(columns)
        )
        bench.run(f"CREATE OR REPLACE TEMP TABLE {_BASE} AS SELECT file_row_number + 2 AS line, {texts} FROM {source}")
    except duckdb.Error:
        raise Refused(
            f"{path.name} is not a whole Parquet file",
            why="a file that was cut off or damaged loses rows",
            mend="extract it again",
        ) from None
    numeric = tuple(name for name, kind in columns if _is_number(kind))
    return _finished(bench, tuple(name.strip() for name, _ in columns), path.name, _file_hash(path), numeric)


def _is_number(kind: str) -> bool:
    return kind in ("DOUBLE", "FLOAT", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT") or kind.startswith(
        ("U", "DECIMAL")
    )


def _plain_number(column: str, kind: str) -> str:
    text = f"CAST({column} AS VARCHAR)"
    # 7.0 in a column of decimals is a 7 wherever a reference is wanted, and the same number elsewhere.
    return f"regexp_replace({text}, '[.]0$', '')" if kind in ("DOUBLE", "FLOAT") else text


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _finished(
    bench: Workbench, headings: tuple[str, ...], name: str, content_hash: str, numeric: tuple[str, ...] = ()
) -> RawRows:
    bench.run(f"CREATE OR REPLACE TEMP VIEW {RAW} AS SELECT * FROM {_BASE}")
    ((count,),) = bench.rows(f"SELECT count(*) FROM {RAW}")
    if not count:
        raise Refused(
            f"{name} has headings and no row below them",
            why="an empty extract would look like a force with no records",
            mend="run the extract again",
        )
    return RawRows(
        headings, count, content_hash, lambda lines: _texts(bench, headings, lines), numeric_headings=numeric
    )


def _texts(bench: Workbench, headings: Sequence[str], lines: Sequence[int]) -> Mapping[int, str]:
    """Rows as JSON, since such files have no text of their own."""
    wanted = ", ".join(str(line) for line in lines) or "NULL"
    return {
        line: json.dumps(dict(zip(headings, values, strict=True)), ensure_ascii=False)
        for line, *values in bench.rows(f"SELECT * FROM {RAW} WHERE line IN ({wanted})")
    }


def _read_workbook(bench: Workbench, path: Path, form: FileForm) -> RawRows:
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as workbook:
            names = workbook.sheet_names
            sheet = form.sheet or _only_sheet(names, path.name)
            if sheet not in names:
                raise Refused(
                    f"{path.name} has no sheet '{sheet}'", mend=f"its sheets are {', '.join(map(repr, names))}"
                )
            rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        marked = valueless_cells(path, sheet)
        for (number, place), text in marked.items():
            if number <= len(rows) and place <= len(rows[number - 1]):
                rows[number - 1][place - 1] = text
    except (python_calamine.CalamineError, OSError, ValueError):
        raise Refused(
            f"{path.name} is not a whole workbook (.xlsx or .ods)",
            why="a file that was cut off, damaged or locked by a password cannot be read",
            mend="open it in its own program, save it again without a password, or export it as CSV",
        ) from None
    if len(rows) < form.heading_row or not any(str(cell).strip() for cell in rows[form.heading_row - 1]):
        raise Refused(
            f"sheet '{sheet}' of {path.name} has no headings in row {form.heading_row}",
            mend="say in the mapping in which row they stand: [file] heading_row = 3",
        )
    headings = [str(cell).strip() for cell in rows[form.heading_row - 1]]
    while not headings[-1]:
        headings.pop()
    width = len(headings)
    body = [
        (number, [_cell_text(cell) for cell in row[:width]], row)
        for number, row in enumerate(rows[form.heading_row :], start=form.heading_row + 1)
        if any(cell != "" for cell in row[:width])
    ]
    numeric = tuple(
        heading
        for place, heading in enumerate(headings)
        if any(isinstance(row[place], float | int) and not isinstance(row[place], bool) for _, _, row in body)
    )
    arrays = [pa.array([number for number, _, _ in body], pa.int64())]
    arrays += [pa.array([texts[place] for _, texts, _ in body], pa.string()) for place in range(width)]
    batch = pa.table(arrays, names=["line", *(f"c{place}" for place in range(width))])
    _store_batch(bench, batch)
    raw = _finished(bench, tuple(headings), path.name, _file_hash(path), numeric)
    return replace(raw, has_marked_cells=bool(marked))


def _only_sheet(names: Sequence[str], name: str) -> str:
    if len(names) != 1:
        raise Refused(
            f"{name} has {len(names)} sheets, and nothing says which to read",
            mend=f'say it in the mapping, [file] sheet = "{names[0] if names else ""}", or to openpeel new mapping by '
            f"--sheet (its sheets: {', '.join(map(repr, names))})",
        )
    return names[0]


def _cell_text(cell: Any) -> str | None:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        # A serial number of days holds a time of day to some microseconds only.
        return (cell + timedelta(milliseconds=0.5)).isoformat(sep=" ", timespec="milliseconds").removesuffix(".000")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip() or None


def _store_batch(bench: Workbench, batch: Any) -> None:
    bench.connection.register("batch", batch)
    bench.run(f"CREATE OR REPLACE TEMP TABLE {_BASE} AS SELECT * FROM batch")
    bench.connection.unregister("batch")


def _read_database(bench: Workbench, kind: str, address: str, form: FileForm, name: str) -> RawRows:
    import adbc_driver_manager

    if not form.query:
        raise Refused(
            f"nothing says what to read from the database {name}",
            mend='say it in the mapping, [file] query = "SELECT ..." or the name of a table or view, or to '
            "openpeel new mapping by --query",
        )
    is_select = " " in form.query.strip()
    asked = f"({form.query.strip().rstrip(';')})" if is_select else _dotted(form.query.strip())
    headings: list[str] = []
    try:
        with _connected(kind, address) as connection, connection.cursor() as cursor:
            if kind == "postgresql":
                for setting in ("TRANSACTION READ ONLY", "DateStyle = 'ISO'", "TimeZone = 'UTC'"):
                    cursor.execute(f"SET {setting}")
            cursor.execute(f"SELECT * FROM {asked} AS asked LIMIT 0")
            headings += [column[0] for column in cursor.description]
            cursor.fetchall()
            # Never NULL, since the type of a column of nothing but NULL would be guessed.
            texts = ", ".join(
                f"coalesce(CAST({quoted_name(heading)} AS TEXT), '') AS c{place}"
                for place, heading in enumerate(headings)
            )
            cursor.execute(f"SELECT {texts} FROM {asked} AS asked")
            bench.connection.register("batch", cursor.fetch_record_batch())
            values = ", ".join(f"nullif(trim(c{place}), '') AS c{place}" for place in range(len(headings)))
            bench.run(
                f"CREATE OR REPLACE TEMP TABLE {_BASE} AS SELECT row_number() OVER () + 1 AS line, {values} FROM batch"
            )
            bench.connection.unregister("batch")
    except (adbc_driver_manager.Error, duckdb.Error) as error:
        # Once rows are read, the database's own words may hold a value from them.
        raise Refused(
            f"the database {name} " + ("broke off while rows were read" if headings else "did not answer the query"),
            why=None if headings else _first_line(error),
            mend="check the address, the rights of the user and the query in the database's own tool",
        ) from None
    ((digest,),) = bench.rows(
        "SELECT sha256(string_agg(md5(concat_ws(chr(31), "
        + ", ".join(f"coalesce(c{place}, chr(30))" for place in range(len(headings)))
        + f")), '' ORDER BY line)) FROM {_BASE}"
    )
    return _finished(bench, tuple(heading.strip() for heading in headings), name, str(digest))


def _connected(kind: str, address: str) -> Any:
    if kind == "sqlite":
        import adbc_driver_sqlite.dbapi as sqlite

        return sqlite.connect(address)
    import adbc_driver_postgresql.dbapi as postgresql

    return postgresql.connect(address)


def _dotted(name: str) -> str:
    return ".".join(quoted_name(part.strip('"')) for part in name.split("."))


def _first_line(error: Exception) -> str:
    lines: Iterable[str] = (line.strip() for line in str(error).splitlines())
    return next((line for line in lines if line), type(error).__name__)
