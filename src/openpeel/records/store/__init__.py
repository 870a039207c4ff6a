"""The store: Delta tables in a data folder, one manifest for each load, snapshots that never change."""

from openpeel.records.store.loaded import LoadedCoverage
from openpeel.records.store.manifest import Counts, Load, Part
from openpeel.records.store.progress import Progress
from openpeel.records.store.quarantine import SetAside
from openpeel.records.store.report import FileReport, LoadReport
from openpeel.records.store.snapshot import Origin, Snapshot, TableCount
from openpeel.records.store.store import Store

__all__ = [
    "Counts",
    "FileReport",
    "Load",
    "LoadReport",
    "LoadedCoverage",
    "Origin",
    "Part",
    "Progress",
    "SetAside",
    "Snapshot",
    "Store",
    "TableCount",
]
