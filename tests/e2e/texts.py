"""What the six people write, in English and in Arabic.

Every text that only consented readers may read carries a word that exists nowhere else, so that a leak can be found.
"""

from dataclasses import dataclass

LEAKS = (
    "kvsituation", "kvimpact", "kvgroup", "kvfunding", "kvcontribution", "kvmonitoring", "kvsustainability", "kvbody",
    "kvfocal", "kvwho", "kvoffer", "kvcontact", "kvconditions", "kvreasons", "kvcomment", "kvaim", "kvcomponent",
    "kvdone", "kvlessons",
)  # fmt: skip


@dataclass(frozen=True)
class Texts:
    title: str
    summary: str
    situation: str
    impact: str
    reason: str
    need_one: str
    need_two: str
    doing: str
    body: str
    result: str
    indicator: str
    baseline: str
    who: str
    search: str
    offer: str
    aim: str
    done: str
    comment: str
    lessons: str


ENGLISH = Texts(
    title="Lessons by radio for the valley schools",
    summary="Valley schools have lost two years of lessons; teachers ask for training in teaching by radio.",
    situation="The schools of the valleys were closed for two winters, and most homes have no connection.",
    impact="One child in five has not come back to school since the closure.",
    reason="They were kept at home first.",
    need_one="Train two hundred teachers to teach by radio, in the two languages of the valleys.",
    need_two="Lend radios with solar lamps to four thousand homes without electricity.",
    doing="Two courses of one week are held each summer.",
    body="Teachers' college",
    result="Children hear lessons every day of the week.",
    indicator="Share of teachers who have taught by radio",
    baseline="4 per cent",
    who="Parents' councils of nine districts",
    search="education",
    offer="Courses in teaching by radio",
    aim="Every valley school teaches by radio on days when it is closed.",
    done="Eighty teachers were trained; the first lessons were broadcast.",
    comment="The plan should name how deaf children take part.",
    lessons="Training in pairs worked better than training alone.",
)
ARABIC = Texts(
    title="دروس عبر الإذاعة لمدارس الأودية",
    summary="خسرت مدارس الأودية سنتين من الدروس، ويطلب المعلمون تدريبا على التعليم عبر الإذاعة.",
    situation="أُغلقت مدارس الأودية شتاءين متتاليين، ومعظم البيوت بلا اتصال بالشبكة.",
    impact="لم يعد طفل من كل خمسة إلى المدرسة منذ الإغلاق.",
    reason="كنّ أول من بقي في البيت.",
    need_one="تدريب مئتي معلم على التعليم عبر الإذاعة بلغتي الأودية.",
    need_two="إعارة أجهزة راديو ومصابيح شمسية لأربعة آلاف بيت بلا كهرباء.",
    doing="تُعقد دورتان مدة كل منهما أسبوع في كل صيف.",
    body="كلية المعلمين",
    result="يسمع الأطفال الدروس في كل يوم من أيام الأسبوع.",
    indicator="نسبة المعلمين الذين علّموا عبر الإذاعة",
    baseline="4 في المئة",
    who="مجالس أولياء الأمور في تسع مناطق",
    search="التعليم",
    offer="دورات في التعليم عبر الإذاعة",
    aim="تعلّم كل مدرسة في الأودية عبر الإذاعة في أيام إغلاقها.",
    done="دُرّب ثمانون معلما وبُثّت الدروس الأولى.",
    comment="ينبغي أن تبيّن الخطة كيف يشارك الأطفال الصم.",
    lessons="التدريب في أزواج أنفع من التدريب الفردي.",
)
TEXTS = {"en": ENGLISH, "ar": ARABIC}
