"""Texts for a made-up UHRI export: sentences composed of our own phrase parts, in the six languages.

The sentences are grammatical enough to look real and mean nothing. What matters is their shape: lengths, a vocabulary
of more than sixty thousand word forms used as unevenly as words are, six scripts and writing directions.
"""

from collections.abc import Callable
from random import Random

Maker = Callable[[], str]


def words(text: str) -> list[str]:
    return text.split()


# Stems of the field and what can be hung on them; the product gives most of the rarer English word forms.
STEMS = words("""educat instruct regulat legislat integrat allocat register monitor evaluat consult cooperat
    coordinat protect prevent prohibit restrict detain arrest prosecut investigat compensat
    rehabilitat discriminat segregat migrat resettl document recogn harmon ratif implement
    domesticat decentral nutrit vaccinat sanitat ventilat irrigat electrif digit connect transport
    construct renovat furnish equip staff train mentor certif accredit examin graduat enrol attend
    absent dropp litera numera vocation apprentic employ remunerat promot represent participat organ
    assembl associat express inform publish broadcast censor translat interpret account audit budget
    financ tax subsid invest insur lend shelter hous evict displac relocat reforest conserv pollut
    contaminat adapt mitigat warn evacuat recover reconstruct reconcil mediat arbitrat adjudicat
    sentenc parol supervis inspect visit complain petition appeal review amend repeal abolish commut
    pardon disappear exhum identif memorial apolog traffick smuggl exploit enslav bond recruit
    demobil disarm harass intimidat retaliat defend advocat campaign mobil sensit counsel treat heal
    diagnos hospital midwif fertil matern adolesc disab access accommodat assist interpret sign
    sight hear mobil inclus exclus margin vulnerab resili sustain measur disaggregat survey sampl
    estimat project forecast archiv index map cod classif standard""")
SUFFIXES = words("""ed ing es er ers ion ions ional ionally ory ive ively iveness able ability ably or ors ment ments
    mental ent ently ency al ally ality ance ant ary ure ures ism ist ists ity ic ical ically ised
    ising isation""")
PREFIXES = [
    "",
    "",
    "",
    "re",
    "co",
    "non-",
    "pre",
    "inter",
    "multi",
    "sub",
    "trans",
    "over",
    "under",
    "self-",
    "counter",
]
NOUNS = words("""schools teachers courts judges police prisons hospitals clinics villages districts ministries
    parliament commissions ombudspersons inspectors registers databases budgets plans strategies
    laws decrees bylaws guidelines protocols programmes scholarships textbooks curricula classrooms
    dormitories canteens libraries laboratories wells latrines roads buses bridges shelters hotlines
    counsellors interpreters midwives nurses doctors caregivers guardians parents pupils students
    apprentices farmers fishers herders miners domestic-workers contractors employers unions
    journalists broadcasters bloggers defenders lawyers prosecutors forensic-experts wardens
    detainees witnesses victims survivors widows orphans refugees returnees migrants minorities
    communities elders chiefs councils municipalities provinces borders ports airports factories
    plantations mines forests rivers coasts islands pensions benefits wages grants loans taxes fees
    fines permits licences certificates birth-records identity-cards ballots petitions complaints
    remedies reparations apologies memorials archives surveys indicators statistics audits reports""")
VERBS = words("""Strengthen Improve Expand Adopt Review Amend Repeal Establish Fund Monitor Evaluate Guarantee
    Accelerate Continue Ratify Ensure Provide Extend Publish Simplify Enforce Introduce Investigate
    Prevent Remove Train Support Reinforce Allocate Consider""")
GROUPS = """girls in remote areas|children with disabilities|migrant families|rural women|older persons|asylum seekers
 |indigenous communities|young people out of school|stateless persons|persons living in poverty|pupils of all
 minorities|pregnant adolescents|persons deprived of liberty|internally displaced families|workers in informal jobs
 |children of herders|teachers in small schools|women who head households|nomadic groups|survivors of violence"""
HEADINGS = """Right to schooling|Rural women|Domestic legal order|Data collection|Independence of courts|Health and
 nutrition|Children on the move|Conditions in places of detention|Positive steps|Violence at home|Work and wages|Civil
 registration|National institution|Participation in public life|Climate and livelihoods|Follow-up and reporting"""
SYLLABLES = words("""ba be bo da de do fa ga go ha ja ka ke ki ko la le li lo lu ma me mi mo mu na ne ni no nu pa pe ra
    re ri ro ru sa se si so su ta te ti to tu va ve vi wa ya ye yo za zi zo""")
ENDS = ["", "n", "r", "l", "sk", "nd", "m", "sh", "t", "ville", "pur", "grad", "abad", "stan", "burg", "ton"]

UPR_FRAMES = [
    "%(v)s %(a)s %(n)s for %(g)s in the province of %(p)s",
    "%(v)s the %(a)s %(n)s, with %(a)s %(n)s and a budget for %(g)s",
    "%(v)s efforts so that %(g)s reach %(a)s %(n)s without fees",
    "%(v)s, in line with the %(p)s Act, all %(n)s that are %(a)s or %(a)s",
    "%(v)s measures against %(a)s treatment of %(g)s by %(n)s",
    "%(v)s cooperation with partners on %(a)s %(n)s, as piloted in %(p)s and %(p)s",
]
COMMITTEE_FRAMES = [
    "The Committee recommends that the State party %(v)s %(a)s %(n)s, in particular for %(g)s in %(p)s.",
    "It remains concerned that %(n)s in %(p)s are not %(a)s and that %(g)s lack %(a)s %(n)s.",
    "The Committee notes the %(p)s Act of 20%(y)02d on %(a)s %(n)s, but regrets the lack of %(a)s %(n)s.",
    "The State party should %(v)s the %(n)s of %(p)s, %(v)s their %(a)s %(n)s and report on %(a)s results.",
    "(a) %(v)s %(a)s %(n)s; (b) %(v)s the %(n)s that serve %(g)s; (c) %(v)s %(a)s %(n)s in %(p)s;",
    "While welcoming the %(a)s plan for 20%(y)02d–2030, it has received reports of %(a)s %(n)s in %(p)s and %(p)s.",
    "In the light of its earlier observations, it asks the State party to %(v)s %(n)s and their %(a)s %(n)s.",
    "Information on %(g)s, disaggregated by age and sex, was %(a)s; %(n)s and %(n)s remained %(a)s.",
]
OTHER = {  # language: frames, verbs, (stems, endings) of nouns and adjectives, openings of compound words
    "fr": (
        [
            "L’État devrait %(v)s les %(n)s %(a)s dans la région de %(p)s.",
            "Le Comité note que les %(n)s restent %(a)s.",
        ],
        words("renforcer améliorer financer réviser adopter garantir élargir publier surveiller créer"),
        words("écol enseign élèv handicap réfugi juge lég gratuit san nutri recens logeme prison budget égal formati"),
        words("e es ant ants ance ances ement ements eur eurs euse euses if ifs ive ives ation ations able ables"),
        ["", "", "", "dés", "pré", "inter", "sur", "non-"],
    ),
    "es": (
        ["El Estado debe %(v)s las %(n)s %(a)s en la provincia de %(p)s.", "Preocupa que las %(n)s sigan %(a)s."],
        words("reforzar mejorar financiar revisar adoptar garantizar ampliar publicar supervisar crear"),
        words("escuel enseñ alumn discap refugi juzg leg gratu salud nutri censo viviend cárcel presup iguald formac"),
        words("a as o os ante antes ancia ancias miento mientos dor dora dores ivo iva ivas ación aciones able ables"),
        ["", "", "", "des", "pre", "inter", "sobre", "re"],
    ),
    "ru": (
        ["Государству следует %(v)s %(n)s и %(n)s в области %(p)s.", "Комитет отмечает, что %(n)s остаются %(a)s."],
        words("усилить улучшить расширить пересмотреть принять обеспечить создать опубликовать продолжить"),
        words("школ учител ученик инвалид беженц суд закон бесплатн здоров питан перепис жил тюрьм бюджет равенств"),
        words("а у ы е ой ами ах ов ам ный ная ное ные ного ной ному ным ных ство ства ству ством ение ения ению"),
        ["", "", "", "пере", "без", "меж", "не", "со", "под"],
    ),
    "ar": (
        ["ينبغي للدولة %(v)s %(n)s %(a)s في منطقة %(p)s.", "تلاحظ اللجنة أن %(n)s لا تزال %(a)s."],
        words("تعزيز تحسين تمويل مراجعة اعتماد ضمان توسيع نشر رصد إنشاء"),
        words("مدرس تعليم معلم طفل معاق لاجئ محكم قانون مجان صح تغذي سكن سجن ميزاني مساوا تدريب"),
        ["", "ة", "ات", "ين", "ون", "ها", "هم", "ي", "ية", "يات", "تها", "تهم"],
        ["", "ال", "وال", "بال", "لل", "و", "ب", "كال", "فال"],
    ),
    "zh": (
        ["缔约国应%(v)s%(p)s地区的%(n)s和%(a)s。", "委员会注意到%(n)s仍然缺乏%(a)s，并建议%(v)s%(n)s。"],
        words("加强 改善 资助 审查 通过 保障 扩大 公布 监测 设立"),
        words("教育 教师 儿童 残疾 难民 法院 法律 免费 卫生 营养 普查 住房 监狱 预算 平等 培训 农村 妇女 少数 移民"),
        words("制度 措施 计划 机构 服务 设施 标准 权利 经费 资料 政策 项目 系统 方案 培养 保护 监督 条件"),
        ["", "", "国家", "地方", "社区", "公共", "基本"],
    ),
}


def listed(text: str) -> list[str]:
    return [" ".join(item.split()) for item in text.split("|")]


def english_words(random: Random) -> list[str]:
    words = [f"{prefix}{stem}{suffix}" for stem in STEMS for suffix in SUFFIXES for prefix in PREFIXES]
    random.shuffle(words)
    return list(dict.fromkeys(words))


def places(random: Random, count: int = 24_000) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        syllables = random.choices(SYLLABLES, k=random.choice((2, 3, 3, 4)))
        made["".join([*syllables, random.choice(ENDS)]).capitalize()] = None
    return list(made)


def compounds(random: Random, stems: list[str], endings: list[str], openings: list[str]) -> list[str]:
    words = [f"{opening}{stem}{ending}" for stem in stems for ending in endings for opening in openings]
    random.shuffle(words)
    return list(dict.fromkeys(words))


def sentences(random: Random, frames: list[str], slots: dict[str, list[str]]) -> Maker:
    """A maker of sentences. Words are picked unevenly: the first of a list far more often than the last."""
    draw = random.random
    parts = [_parsed(frame) for frame in frames]

    def make() -> str:
        out = []
        for literal, slot in parts[int(draw() * len(parts))]:
            out.append(literal)
            if slot == "y":
                out.append(f"{int(draw() * 25):02d}")
            elif slot:
                words = slots[slot]
                out.append(words[int(draw() ** 3 * len(words))])
        return "".join(out)

    return make


def _parsed(frame: str) -> list[tuple[str, str]]:
    """Literal text before each slot and the slot's letter; the last part has no slot."""
    pieces = frame.replace("%(y)02d", "%(y)s").split("%(")
    parts, literal = [], pieces[0]
    for piece in pieces[1:]:
        parts.append((literal, piece[0]))
        literal = piece.removeprefix(f"{piece[0]})s")
    return [*parts, (literal, "")]


def makers(random: Random) -> dict[str, Maker]:
    """One sentence maker a language, and "upr" and "en" for the two styles of English."""
    rare, names, groups = english_words(random), places(random), listed(GROUPS)
    english = {"v": [verb.lower() for verb in VERBS], "a": rare, "n": NOUNS, "g": groups, "p": names}
    made = {
        "upr": sentences(random, UPR_FRAMES, {**english, "v": VERBS}),
        "en": sentences(random, COMMITTEE_FRAMES, english),
    }
    for language, (frames, verbs, stems, endings, openings) in OTHER.items():
        words = compounds(random, stems, endings, openings)
        half = len(words) // 2
        slots = {"v": verbs, "n": words[:half], "a": words[half:], "p": names}
        made[language] = sentences(random, frames, slots)
    return made
