"""The vocabularies that suggestions speak, and what each concept of the term lists says in them."""

from comity.commitments.classify.lexicon import Concept

# UPR Info's 54 issues, as its data name them.
ISSUES = (
    "Asylum-seekers - refugees", "CP rights - general", "Civil society", "Corruption", "Counter-terrorism",
    "Death penalty", "Detention", "Development", "Disabilities", "ESC rights - general", "Elections",
    "Enforced disappearances", "Environment", "Extrajudicial executions",
    "Freedom of association and peaceful assembly", "Freedom of movement", "Freedom of opinion and expression",
    "Freedom of religion and belief", "Freedom of the press", "General", "HIV - Aids", "Human rights defenders",
    "Human rights education and training", "Human rights violations by state agents", "Impunity",
    "Indigenous peoples", "Internally displaced persons", "International humanitarian law",
    "International instruments", "Justice", "Labour", "Migrants", "Minorities", "NHRI", "National plan of action",
    "Other", "Poverty", "Public security", "Racial discrimination", "Right to education", "Right to food",
    "Right to health", "Right to housing", "Right to land", "Right to water", "Rights of the Child",
    "Sexual Orientation and Gender Identity", "Special procedures", "Technical assistance and cooperation",
    "Torture and other CID treatment", "Trafficking", "Treaty bodies", "UPR process", "Women's rights",
)  # fmt: skip
EDUCATION = ISSUES.index("Right to education")
ALSO = {"Detention conditions": "Detention", "Technical assistance": "Technical assistance and cooperation"}
RANKS = (1, 2, 3, 4, 5)
GOALS = tuple(range(1, 18))

# Groups of persons as OHCHR names them today, by concept.
PERSONS: dict[Concept, str] = {
    "woman": "Women & girls",
    "girl": "Women & girls",
    "gender_equality": "Women & girls",
    "domestic_violence": "Women & girls",
    "child": "Children",
    "harmful_practice": "Women & girls",
    "youth": "Youth & juveniles",
    "juvenile_justice": "Youth & juveniles",
    "disability": "Persons with disabilities",
    "minority": "Minorities/ racial, ethnic, linguistic, religious or descent-based groups",
    "roma": "Roma, Gypsies, Sinti & Travellers",
    "racism": "Minorities/ racial, ethnic, linguistic, religious or descent-based groups",
    "indigenous": "Indigenous peoples",
    "migrant": "Migrants",
    "refugee": "Refugees & asylum seekers",
    "displaced": "Internally displaced persons",
    "stateless": "Stateless persons",
    "older": "Older persons",
    "lgbti": "Lesbian, gay, bisexual and transgender and intersex persons (LGBTI)",
    "prisoner": "Persons deprived of their liberty & detainees",
    "detention": "Persons deprived of their liberty & detainees",
    "defender": "Human rights defenders",
    "journalist": "Media",
    "police": "Law enforcement / police & prison officials",
    "judge": "Judges, lawyers and prosecutors",
    "official": "Public officials",
    "health_worker": "Medical staff / health professionals",
    "poverty": "Persons living in poverty",
    "rural": "Persons living in rural areas",
    "hiv": "Persons living with HIV/AIDS",
    "vulnerable": "Vulnerable persons/groups",
    "disappeared": "Disappeared persons",
    "ngo": "Civil society",
    "student": "Educational staff & students",
    "teacher": "Educational staff & students",
}
# Two concepts that name one group more exactly than either.
PERSONS_TOGETHER: dict[tuple[Concept, Concept], str] = {
    ("roma", "discrimination"): "Minorities/ racial, ethnic, linguistic, religious or descent-based groups",
    ("roma", "education"): "Minorities/ racial, ethnic, linguistic, religious or descent-based groups",
}

# Levels and the four essential features: the codes of reference.vocabulary.
LEVELS: dict[Concept, str] = {
    "early_education": "early-childhood",
    "primary_education": "primary",
    "lower_secondary": "lower-secondary",
    "upper_secondary": "upper-secondary",
    "vocational": "vocational",
    "higher_education": "higher",
    "adult_education": "adult",
}
FOUR_AS: dict[Concept, str] = {
    "school_building": "availability",
    "teacher": "availability",
    "finance": "availability",
    "free_education": "accessibility",
    "enrolment": "accessibility",
    "discrimination": "accessibility",
    "girl": "accessibility",
    "poverty": "accessibility",
    "rural": "accessibility",
    "refugee": "accessibility",
    "distance_learning": "accessibility",
    "access": "accessibility",
    "education_quality": "acceptability",
    "curriculum": "acceptability",
    "school_violence": "acceptability",
    "hr_education": "acceptability",
    "mother_tongue": "acceptability",
    "inclusive_education": "adaptability",
    "disability": "adaptability",
    "minority": "adaptability",
    "indigenous": "adaptability",
    "roma": "adaptability",
    "migrant": "adaptability",
}
