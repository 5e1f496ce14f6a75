"""bodies.json: the bodies that make recommendations, by the codes of the Universal Human Rights Index."""

import json
import re

from reference_data.common import SHARED, Record, write

VOCABULARY = SHARED / "recommendations/uhri/vocabulary.json"

REVIEW = {"UPR": ("Universal Periodic Review", ())}

TREATY_BODIES = {
    "CAT": ("Committee against Torture", ("CAT/C",)),
    "CCPR": ("Human Rights Committee", ("HRCttee", "ICCPR", "HR Committee")),
    "CED": ("Committee on Enforced Disappearances", ("CPED", "ICPPED")),
    "CEDAW": ("Committee on the Elimination of Discrimination against Women", ()),
    "CERD": ("Committee on the Elimination of Racial Discrimination", ("ICERD",)),
    "CESCR": ("Committee on Economic, Social and Cultural Rights", ("ICESCR",)),
    "CMW": (
        "Committee on Migrant Workers",
        (
            "Committee on the Protection of the Rights of All Migrant Workers and Members of Their Families",
            "ICMW",
            "ICRMW",
        ),
    ),
    "CRC": ("Committee on the Rights of the Child", ()),
    "CRC-OP-AC": (
        "Committee on the Rights of the Child – children in armed conflict",
        ("CRC OPAC", "OPAC", "CRC/C/OPAC", "Committee on the Rights of the Child (OPAC)",
         ("Optional Protocol to the Convention on the Rights of the Child"
          " on the involvement of children in armed conflict")),
    ),
    "CRC-OP-SC": (
        "Committee on the Rights of the Child – sale of children",
        ("CRC OPSC", "OPSC", "CRC/C/OPSC", "Committee on the Rights of the Child (OPSC)",
         ("Optional Protocol to the Convention on the Rights of the Child"
          " on the sale of children, child prostitution and child pornography")),
    ),
    "CRPD": ("Committee on the Rights of Persons with Disabilities", ()),
    "SPT": (
        "Subcommittee on Prevention of Torture",
        ("Subcommittee on Prevention of Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
         "CAT-OP", "OPCAT"),
    ),
}  # fmt: skip

# The mandate's name without its kind; kinds are Special Rapporteur, Independent Expert, Working Group.
SPECIAL_PROCEDURES = {
    "IE Albinism": "on the enjoyment of human rights by persons with albinism",
    "IE Democratic and equitable international order": "on the promotion of a democratic and equitable"
    " international order",
    "IE Foreign debt": "on the effects of foreign debt on the full enjoyment of all human rights",
    "IE International solidarity": "on human rights and international solidarity",
    "IE Older persons": "on the enjoyment of all human rights by older persons",
    "IE Sexual Orientation & gender identity": "on protection against violence and discrimination based on sexual"
    " orientation and gender identity",
    "SR Assembly & association": "on the rights to freedom of peaceful assembly and of association",
    "SR Climate Change": "on the promotion and protection of human rights in the context of climate change",
    "SR Countering terrorism": "on the promotion and protection of human rights while countering terrorism",
    "SR Cultural rights": "in the field of cultural rights",
    "SR Development": "on the right to development",
    "SR Education": "on the right to education",
    "SR Environment": "on the human right to a clean, healthy and sustainable environment",
    "SR Extreme poverty": "on extreme poverty and human rights",
    "SR Food": "on the right to food",
    "SR Freedom of expression": "on the promotion and protection of the right to freedom of opinion and expression",
    "SR Freedom of religion": "on freedom of religion or belief",
    "SR HR Defenders": "on the situation of human rights defenders",
    "SR Health": "on the right to health",
    "SR Housing": "on the right to adequate housing",
    "SR IDPs": "on the human rights of internally displaced persons",
    "SR Independence of judges": "on the independence of judges and lawyers",
    "SR Indigenous": "on the rights of Indigenous Peoples",
    "SR Leprosy": "on discrimination against persons affected by leprosy and their family members",
    "SR Migrants": "on the human rights of migrants",
    "SR Minorities": "on minority issues",
    "SR Persons with disability": "on the rights of persons with disabilities",
    "SR Privacy": "on the right to privacy",
    "SR Racism": "on contemporary forms of racism, racial discrimination, xenophobia and related intolerance",
    "SR Sale of children": "on the sale, sexual exploitation and sexual abuse of children",
    "SR Slavery": "on contemporary forms of slavery, including its causes and consequences",
    "SR Summary executions": "on extrajudicial, summary or arbitrary executions",
    "SR Torture": "on torture and other cruel, inhuman or degrading treatment or punishment",
    "SR Toxic wastes": "on toxics and human rights",
    "SR Trafficking": "on trafficking in persons, especially women and children",
    "SR Truth, justice, reparation": "on the promotion of truth, justice, reparation and guarantees of non-recurrence",
    "SR Unilateral coercive measures": "on the negative impact of unilateral coercive measures on human rights",
    "SR Violence against women": "on violence against women and girls, its causes and consequences",
    "SR Water & sanitation": "on the human rights to safe drinking water and sanitation",
    "WG Arbitrary detention": "on Arbitrary Detention",
    "WG Disappearances": "on Enforced or Involuntary Disappearances",
    "WG Mercenaries": "on the use of mercenaries",
    "WG People of african descent": "of Experts on People of African Descent",
    "WG Transnational corporations": "on business and human rights",
    "WG Women & girls": "on discrimination against women and girls",
}
KINDS = {"SR": "Special Rapporteur", "IE": "Independent Expert", "WG": "Working Group"}


def special(code: str, mandate: str) -> Record:
    return {
        "code": code, "name": f"{KINDS[code[:2]]} {mandate}", "mechanism": "special-procedure", "also": [],
    }  # fmt: skip


def build() -> None:
    vocabulary = json.loads(VOCABULARY.read_text(encoding="utf-8"))
    seen = {re.sub(r"\s+", " ", code) for code in vocabulary["bodies_special_procedures"]}
    if seen != set(SPECIAL_PROCEDURES):
        raise ValueError(f"Special procedures differ: {seen ^ set(SPECIAL_PROCEDURES)}")
    records = [
        {"code": code, "name": name, "mechanism": "upr", "also": list(also)} for code, (name, also) in REVIEW.items()
    ]
    records += [
        {"code": code, "name": name, "mechanism": "treaty-body", "also": list(also)}
        for code, (name, also) in TREATY_BODIES.items()
    ]
    records += [special(code, SPECIAL_PROCEDURES[code]) for code in sorted(SPECIAL_PROCEDURES)]
    write("bodies", {"bodies": records})
