"""Every table of records, by its name in the store."""

from openpeel.language.tables import Table
from openpeel.records.bail import BailExtensions, BailPeriods, ReleaseAssessments
from openpeel.records.calls import Calls
from openpeel.records.crimes import Crimes, InvestigationEvents, VictimNotifications
from openpeel.records.domestic_abuse import MaracConsiderations, RiskAssessments
from openpeel.records.incidents import IncidentPeople, Incidents
from openpeel.records.published_crimes import PublishedCrimes, PublishedOutcomes
from openpeel.records.sex_offenders import RegisteredSexOffenders, SexOffenderRiskLevels, SexOffenderVisits
from openpeel.records.stop_and_search import StopSearches, StopSearchOfficers
from openpeel.records.triage import TriageEntries
from openpeel.records.use_of_force import UseOfForceForms

_TABLES: tuple[type[Table], ...] = (
    Calls,
    Incidents,
    IncidentPeople,
    TriageEntries,
    RiskAssessments,
    MaracConsiderations,
    BailPeriods,
    BailExtensions,
    ReleaseAssessments,
    RegisteredSexOffenders,
    SexOffenderRiskLevels,
    SexOffenderVisits,
    StopSearches,
    StopSearchOfficers,
    UseOfForceForms,
    Crimes,
    InvestigationEvents,
    VictimNotifications,
    PublishedCrimes,
    PublishedOutcomes,
)

TABLES: dict[str, type[Table]] = {table.name: table for table in _TABLES}
"""The tables in the order in which a reader would meet them: contact, vulnerability, offenders, searches, crime."""
