"""Small closed vocabularies, shown in the reader's language; the codes are stored.

Source: resolution 45/32 and the request form built from it (need areas, kinds, groups, consultation); the four
essential features of education are those of general comment No. 13 of the Committee on Economic, Social and Cultural
Rights, section 6.
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class StateKind(TextChoices):
    MEMBER = "member", _("Member State of the United Nations")
    OBSERVER = "observer", _("Observer State")
    OTHER = "other", _("Other entity concerned")


class RegionalGroup(TextChoices):
    """Regional groups of Member States at the United Nations, in English alphabetical order."""

    AFRICAN = "african", _("African States")
    ASIA_PACIFIC = "asia-pacific", _("Asia-Pacific States")
    EASTERN_EUROPEAN = "eastern-european", _("Eastern European States")
    LATIN_AMERICAN = "latin-american-and-caribbean", _("Latin American and Caribbean States")
    WESTERN_EUROPEAN = "western-european-and-others", _("Western European and other States")


class CountryGroup(TextChoices):
    LDC = "LDC", _("Least developed countries")
    LLDC = "LLDC", _("Landlocked developing countries")
    SIDS = "SIDS", _("Small island developing States")


class NeedArea(TextChoices):
    """What a need is about (preambular paragraphs 8 to 11)."""

    DISTANCE_LEARNING = "distance-learning", _("Distance learning")
    DIGITAL_DIVIDE = "digital-divide", _("Digital divide")
    TEACHERS = "teachers-capacity", _("Teachers' capacity")
    INSTITUTIONS = "institutions-capacity", _("Institutions' capacity")
    LAW_POLICY = "law-and-policy", _("Law and policy")
    DATA_MONITORING = "data-and-monitoring", _("Data and monitoring")
    GIRLS = "inclusion-of-girls", _("Inclusion of girls")
    OTHER_GROUPS = "inclusion-of-other-groups", _("Inclusion of other groups")
    FINANCING = "financing", _("Financing")
    CHILDREN = "participation-of-children", _("Participation of children")
    OTHER = "other", _("Other")


class SupportKind(TextChoices):
    """What a State can ask for and a partner can give (preambular paragraph 8)."""

    ADVICE = "advice", _("Advice")
    TRAINING = "training", _("Training")
    EXPERT = "expert", _("Expert")
    STUDY_VISIT = "study-visit", _("Study visit")
    EQUIPMENT = "equipment", _("Equipment")
    TECHNOLOGY = "technology-transfer", _("Technology transfer on mutually agreed terms")
    FINANCE = "finance", _("Finance")
    PEER_EXCHANGE = "peer-exchange", _("Exchange between peers")


class Modality(TextChoices):
    """How the partners stand to one another (preambular paragraph 15)."""

    NORTH_SOUTH = "north-south", _("North-South")
    SOUTH_SOUTH = "south-south", _("South-South")
    TRIANGULAR = "triangular", _("Triangular")
    MULTILATERAL = "multilateral", _("Multilateral")


class TargetGroup(TextChoices):
    """Whom a request is to reach first (field 11 of the request form)."""

    GIRLS = "girls", _("Girls")
    DISABILITY = "disability", _("Persons with disabilities")
    POVERTY = "poverty", _("Persons living in poverty")
    RURAL = "rural-remote", _("Rural or remote areas")
    MOVING = "migrant-refugee-displaced", _("Migrants, refugees and displaced persons")
    MINORITY = "minority-indigenous", _("Minorities and indigenous peoples")
    OTHER = "other", _("Other")


class ConsultationCategory(TextChoices):
    """Who is consulted on a request (paragraph 5; field 12 of the request form). Children are a part of their own."""

    GOVERNMENT = "government", _("Government agencies")
    NHRI = "nhri", _("National human rights institution")
    CIVIL_SOCIETY = "civil-society", _("Civil society")
    TEACHERS_PARENTS = "teachers-parents", _("Teachers and parents")
    CHILDREN = "children", _("Children and adolescents")


class FourA(TextChoices):
    """The four essential features of education."""

    AVAILABILITY = "availability", _("Availability")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    ACCEPTABILITY = "acceptability", _("Acceptability")
    ADAPTABILITY = "adaptability", _("Adaptability")


class EducationLevel(TextChoices):
    EARLY = "early-childhood", _("Early childhood")
    PRIMARY = "primary", _("Primary")
    LOWER_SECONDARY = "lower-secondary", _("Lower secondary")
    UPPER_SECONDARY = "upper-secondary", _("Upper secondary")
    VOCATIONAL = "vocational", _("Technical and vocational")
    HIGHER = "higher", _("Higher")
    ADULT = "adult", _("Adult and non-formal")


class Purpose(TextChoices):
    """What the strengthened capacity of the State is for (preambular paragraph 3)."""

    PROMOTE = "promote", _("To promote human rights")
    PROTECT = "protect", _("To protect human rights")
    PREVENT = "prevent", _("To prevent violations")
    COMPLY = "comply", _("To comply with obligations")


class Ground(TextChoices):
    """Grounds of distinction that preambular paragraph 1 excludes, in its order."""

    RACE = "race", _("Race")
    COLOUR = "colour", _("Colour")
    SEX = "sex", _("Sex")
    LANGUAGE = "language", _("Language")
    RELIGION = "religion", _("Religion")
    OPINION = "political-or-other-opinion", _("Political or other opinion")
    ORIGIN = "national-or-social-origin", _("National or social origin")
    PROPERTY = "property", _("Property")
    BIRTH = "birth", _("Birth")
    OTHER = "other-status", _("Other status")


class Phase(TextChoices):
    """The part of the pandemic's course that a need or activity belongs to (paragraph 4)."""

    RESPONSE = "response", _("Response")
    RECOVERY = "recovery", _("Recovery")
    RESILIENCE = "resilience", _("Resilience")


class ActionRank(IntegerChoices):
    """How specific the action is that a recommendation asks for: UPR Info's five ranks, in our own words."""

    OTHERS = 1, _("Addressed to others, or asks the State to seek assistance or to share information")
    CONTINUE = 2, _("Asks the State to go on with what it does")
    CONSIDER = 3, _("Asks the State to consider a change")
    GENERAL = 4, _("Asks for action in general terms")
    SPECIFIC = 5, _("Asks for one specific action")
