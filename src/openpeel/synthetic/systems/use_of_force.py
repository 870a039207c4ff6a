"""The register of the use of force: what it hands over."""

from __future__ import annotations

from openpeel.records.use_of_force import UseOfForceForms
from openpeel.synthetic.systems.extract import TO_THE_MINUTE, Extract

_USE_OF_FORCE_CODES = {
    column: {"0": "not used", **codes}
    for column, codes in {
        "handcuffs": {"1": "compliant", "2": "non-compliant"},
        "baton": {"1": "drawn", "2": "used"},
        "irritant_spray": {"1": "drawn", "2": "used"},
        "conducted_energy_device": {
            "1": "drawn",
            "2": "aimed",
            "3": "arced",
            "4": "red-dot",
            "5": "drive-stun",
            "6": "angle-drive-stun",
            "7": "fired",
        },
        "attenuating_energy_projectile": {"1": "aimed", "2": "fired"},
        "dog": {"1": "deployed", "2": "bite"},
        "firearm": {"1": "aimed", "2": "fired"},
    }.items()
}

EXTRACTS: tuple[Extract, ...] = (
    Extract(
        "use_of_force.csv",
        "Use of force forms",
        "use of force",
        UseOfForceForms,
        {
            "form_id": "Form",
            "officer_id": "Officer",
            "used_at": "Incident Date",
            "completed_at": "Submitted",
            "search_reference": "Search Ref",
            "subject_compliant": "Compliant",
            "tactical_communications": "Tac Comms",
            "handcuffs": "Handcuffs",
            "unarmed_skills": "Unarmed",
            "ground_restraint": "Ground",
            "limb_or_body_restraints": "Limb Body",
            "baton": "Baton",
            "irritant_spray": "Spray",
            "spit_guard": "Spit Guard",
            "shield": "Shield",
            "conducted_energy_device": "CED",
            "attenuating_energy_projectile": "AEP",
            "dog": "Dog",
            "firearm": "Firearm",
            "other_tactic": "Other",
            "team": "Unit",
            "entered_at": "Saved",
        },
        _USE_OF_FORCE_CODES,
        times=TO_THE_MINUTE,
    ),
)
