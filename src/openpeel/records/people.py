"""People as each record describes them, and who is who across records."""

from openpeel.language.columns import code, flag, moment, number, text
from openpeel.language.tables import Table

KINDS = {
    "call": "A telephone call",
    "contact": "A contact by another channel",
    "incident": "An incident log",
    "crime": "A recorded crime",
    "missing report": "A report of a missing person",
}

PARTS = {
    "caller": "Whoever reported it",
    "victim": "The person harmed or at risk",
    "suspect": "The person reported to have done or threatened harm",
    "witness": "A person who saw or heard it",
    "missing": "The person reported missing",
    "household": "Somebody else who lives or stays there",
}

REASONS = {
    "same reference": "The source gives both the same reference",
    "same details": "Name, date of birth and another detail agree",
    "alike": "Details that differ in part are more alike than chance allows",
    "by hand": "A person decided that they are one",
    "alone": "Nothing else describes this person",
}

DECISIONS = {
    "one person": "Both describe one person",
    "two people": "They describe two people",
    "withdrawn": "An earlier decision is taken back: what is computed stands again",
}


class PersonDetails(Table):
    """A person as one record describes them. The same person is described again by each further record."""

    detail_id = text("The description's reference", key=True)
    record_kind = code("What kind of record describes the person", KINDS, required=True)
    record_id = text("The reference of that record", required=True)
    incident_id = text("The incident log that it belongs to; empty if none")
    part = code("The person's part in it", PARTS, required=True)
    described_at = moment("When it was written down", required=True)
    local_person_id = text("The source system's own reference for the person; empty if it has none", sensitive=True)
    given_name = text("Given name or names, as written", sensitive=True)
    family_name = text("Family name, as written", sensitive=True)
    date_of_birth = text("Date of birth as YYYY-MM-DD, as far as known", sensitive=True)
    is_under_18 = flag("True if the person was under 18 then", sensitive=True)
    telephone = text("Telephone number, as written", sensitive=True)
    email = text("E-mail address, as written", sensitive=True)
    address = text("House and street, as written", sensitive=True)
    postcode = text("Postcode, as written", sensitive=True)
    begins = described_at


class PersonLinks(Table):
    """Who a description is of: one row for each description, made by comparing all of them."""

    detail_id = text("The description", key=True)
    record_kind = code("The kind of the record that describes the person", KINDS, required=True)
    record_id = text("The record's own reference", required=True)
    incident_id = text("The incident log that the record belongs to; empty if none")
    part = code("The part that the person has in it", PARTS, required=True)
    described_at = moment("When the description was written down", required=True)
    person_id = text("The person, across all records", required=True, sensitive=True)
    household_id = text("The household, where an address was given", sensitive=True)
    telephone_id = text("The telephone, where a number was given", sensitive=True)
    is_under_18 = flag("True if the person was a child then", sensitive=True)
    linked_to = text("The description that it was linked by; empty if it stands alone", sensitive=True)
    reason = code("What the link rests on", REASONS, required=True)
    weight = number("Weight of the evidence that they are one, in powers of two; empty where no weighing was needed")
    begins = described_at


class LinkDecisions(Table):
    """What a person decided about two descriptions; it outranks what was computed, until a later decision."""

    decision_id = text("The decision's reference", key=True)
    detail_id = text("One description", required=True)
    other_detail_id = text("The other description", required=True)
    decision = code("What was decided", DECISIONS, required=True)
    decided_at = moment("When it was decided", required=True)
    decided_by = text("Staff number of whoever decided")
    reason = text("Why it was so decided")
    begins = decided_at
