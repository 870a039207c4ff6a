"""Every table of records, by its name in the store."""

from openpeel.errors import Refused
from openpeel.language.packages import installed_modules
from openpeel.language.tables import Table
from openpeel.records.bail import BailExtensions, BailPeriods, ReleaseAssessments
from openpeel.records.calls import CallLegs, Calls
from openpeel.records.contacts import Contacts
from openpeel.records.crimes import Crimes, InvestigationEvents, VictimNotifications, VictimUpdates
from openpeel.records.domestic_abuse import MaracConsiderations, RiskAssessments
from openpeel.records.first_contact import AdviceRecords, ContactChecks, GradeChanges, LogEntries, VulnerabilityRecords
from openpeel.records.incidents import IncidentPeople, Incidents
from openpeel.records.missing_people import (
    MissingActions,
    MissingHandovers,
    MissingNotices,
    MissingReports,
    MissingReturns,
    MissingRiskAssessments,
)
from openpeel.records.people import LinkDecisions, PersonDetails, PersonLinks
from openpeel.records.published_crimes import PublishedCrimes, PublishedOutcomes
from openpeel.records.response import DelayNotices, Deployments, GoldenHourSteps, MentalHealthAdvice
from openpeel.records.sex_offenders import RegisteredSexOffenders, SexOffenderRiskLevels, SexOffenderVisits
from openpeel.records.staff import (
    DrivingPermits,
    FleetDays,
    OneToOnes,
    Shifts,
    StaffAbsences,
    StaffedHalfHours,
    StaffMembers,
    StaffPosts,
    TrainingPlaces,
    Tutorships,
    Vehicles,
    VehiclesOffRoad,
)
from openpeel.records.stop_and_search import StopSearches, StopSearchOfficers
from openpeel.records.triage import TriageEntries
from openpeel.records.use_of_force import UseOfForceForms

_TABLES: tuple[type[Table], ...] = (
    Calls,
    CallLegs,
    Contacts,
    Incidents,
    IncidentPeople,
    LogEntries,
    TriageEntries,
    ContactChecks,
    VulnerabilityRecords,
    AdviceRecords,
    GradeChanges,
    Deployments,
    DelayNotices,
    MentalHealthAdvice,
    GoldenHourSteps,
    PersonDetails,
    PersonLinks,
    LinkDecisions,
    MissingReports,
    MissingRiskAssessments,
    MissingActions,
    MissingNotices,
    MissingReturns,
    MissingHandovers,
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
    VictimUpdates,
    StaffMembers,
    StaffPosts,
    Shifts,
    TrainingPlaces,
    OneToOnes,
    StaffAbsences,
    Tutorships,
    DrivingPermits,
    Vehicles,
    VehiclesOffRoad,
    StaffedHalfHours,
    FleetDays,
    PublishedCrimes,
    PublishedOutcomes,
)


def _with_installed() -> dict[str, type[Table]]:
    """Ours in the order in which a reader would meet them, then those of installed packages by name."""
    found = {table.name: table for table in _TABLES}
    own = {
        value.name: value
        for module in installed_modules("openpeel.tables")
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Table) and value.__module__ == module.__name__
    }
    for name, table in sorted(own.items()):
        if found.setdefault(name, table) is not table:
            raise Refused(
                f"two tables are called '{name}'", where=table.__module__, mend="rename the class of your own"
            )
    return found


TABLES: dict[str, type[Table]] = _with_installed()
"""The tables in the order in which a reader would meet them: contact, response, missing people, vulnerability,
offenders, searches, crime, staff; then those of packages that forces install."""
