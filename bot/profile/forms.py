"""The modals of the profile and the names on screen of what they store."""

from bot.profile.store import Person
from bot.ui import ChoiceField, Form, TextField, options

FAMILIES = {
    "software_data": "Software and data",
    "product_design": "Product and design",
    "sales_support": "Sales and support",
    "operations_trades": "Operations and trades",
    "health_care": "Health and care",
    "education_public": "Education and public service",
    "graduate_change": "First job or a new field",
}
LEVELS = {"entry": "Entry or first job", "experienced": "Experienced", "senior": "Senior or lead"}
KEEP = "keep"
RETENTION = {"30": "30 days", "90": "90 days", "365": "A year", KEEP: "Keep until I delete it"}


def settings(person: Person) -> Form:
    """What a person can choose, as it stands."""
    kept = KEEP if person.retention_days is None else str(person.retention_days)
    return Form(
        "Your settings",
        (
            ChoiceField("family", "Kind of work", options(FAMILIES, person.family), required=False),
            ChoiceField("level", "Level you apply for", options(LEVELS, person.level), required=False),
            TextField(
                "zone",
                "Time zone",
                60,
                "A city near you or a name such as Europe/London. May stay empty.",
                long=False,
                filled=person.time_zone or "",
            ),
            ChoiceField(
                "retention",
                "Keep my words for how long without use?",
                options(RETENTION, kept),
                "A week before, you are told.",
            ),
        ),
    )
