"""Use of force: one form for each officer and each person on whom force was used, since April 2017."""

from openpeel.language.columns import code, flag, moment, text
from openpeel.language.tables import Table

HANDCUFFS = {
    "not used": "No handcuffs",
    "compliant": "Applied to a person who complied",
    "non-compliant": "Applied to a person who did not comply",
}

DRAWN_OR_USED = {"not used": "Neither drawn nor used", "drawn": "Drawn, not used", "used": "Used"}

AIMED_OR_FIRED = {"not used": "Neither aimed nor fired", "aimed": "Aimed, not fired", "fired": "Fired"}

DEVICE = {
    "not used": "Not used",
    "drawn": "Drawn",
    "aimed": "Aimed",
    "arced": "Sparked without aiming",
    "red-dot": "Aimed with the laser sight lit",
    "drive-stun": "Held against the body",
    "angle-drive-stun": "Held against the body after firing at close range",
    "fired": "Fired",
}

DOG = {"not used": "No dog", "deployed": "Deployed, no bite", "bite": "The dog bit"}


class UseOfForceForms(Table):
    """One officer's record of the force that the officer used on one person, tactic by tactic."""

    form_id = text("The form's reference", key=True)
    officer_id = text("Staff number of the officer who used force", required=True)
    used_at = moment("When force was used", required=True)
    completed_at = moment("When the officer completed the form")
    search_reference = text("The stop and search in which it was used; empty if none, or if the form does not say")
    incident_id = text("The incident in which it was used; empty if the form does not say")
    subject_compliant = flag("True if the person was compliant when force was used", sensitive=True)
    tactical_communications = flag("True if the officer used words or gestures to calm or control")
    handcuffs = code("Whether handcuffs were applied", HANDCUFFS)
    unarmed_skills = flag("True for holds, strikes, take-downs or pressure points")
    ground_restraint = flag("True if the person was held on the ground")
    limb_or_body_restraints = flag("True for leg or body straps")
    baton = code("Use of a baton", DRAWN_OR_USED)
    irritant_spray = code("Use of irritant spray (PAVA or CS)", DRAWN_OR_USED)
    spit_guard = flag("True if a spit guard was fitted")
    shield = flag("True if a shield was used")
    conducted_energy_device = code("Conducted energy device (Taser): the most serious use", DEVICE)
    attenuating_energy_projectile = code("Attenuating energy projectile (baton round)", AIMED_OR_FIRED)
    dog = code("Use of a police dog", DOG)
    firearm = code("Use of a conventional firearm", AIMED_OR_FIRED)
    other_tactic = flag("True if any other tactic was used")
    team = text("The officer's team")
    begins = used_at
