"""The demonstration's people who act in the tests, by what they do."""

from comity.demo.sign_ins import PASSWORD as DEMONSTRATION

PASSWORD = DEMONSTRATION


class Who:
    PREPARER = "preparer@xlv.example"
    FOCAL_POINT = "focal.point@xlv.example"
    COORDINATOR = "desk@ohchr.example"
    OFFICER = "officer@unesco.example"
    CLEARER = "clearer@unesco.example"
    NHRI = "officer@nhri-xlv.example"
    NGO = "coordinator@openschools.example"
    EDITOR = "editor@reports.example"
    ADMINISTRATOR = "administrator@comity.example"


class InArabic(Who):
    """The same in the State whose people work in Arabic; the UN's people stay."""

    PREPARER = "preparer@xnr.example"
    FOCAL_POINT = "focal.point@xnr.example"
    NHRI = "officer@nhri-xnr.example"
