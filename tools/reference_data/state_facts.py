"""Facts about States that no file of ../shared/data holds: general knowledge, so ``verified`` is false on each."""

EASTERN_EUROPEAN = set(
    "ALB ARM AZE BLR BIH BGR HRV CZE EST GEO HUN LVA LTU MNE MKD POL MDA ROU RUS SRB SVK SVN UKR".split()
)
WESTERN_EUROPEAN_AND_OTHERS = set(
    "AND AUS AUT BEL CAN DNK FIN FRA DEU GRC ISL IRL ISR ITA LIE LUX MLT MCO NLD NZL NOR PRT SMR ESP SWE CHE TUR GBR"
    " USA VAT".split()
)

OBSERVERS = {"VAT", "PSE"}

# Years of inclusion in the list of least developed countries; the first list is of 18 November 1971 (GA 2768 (XXVI)).
LDC_SINCE = {
    "1971-11-18": "AFG BDI BEN BFA BTN BWA ETH GIN HTI LAO LSO MDV MLI MWI NER NPL RWA SDN SOM TCD TZA UGA WSM YEM",
    "1975": "BGD CAF GMB",
    "1977": "COM CPV",
    "1981": "GNB",
    "1982": "DJI GNQ SLE STP TGO",
    "1985": "VUT",
    "1986": "KIR MRT TUV",
    "1987": "MMR",
    "1988": "MOZ",
    "1990": "LBR",
    "1991": "COD KHM MDG SLB ZMB",
    "1994": "AGO ERI",
    "2000": "SEN",
    "2003": "TLS",
    "2012": "SSD",
}

LDC_UNTIL = {
    "BWA": "1994-12-19",
    "CPV": "2007-12-20",
    "MDV": "2011-01-01",
    "WSM": "2014-01-01",
    "GNQ": "2017-06-04",
    "VUT": "2020-12-04",
    "BTN": "2023-12-13",
    "STP": "2024-12-13",
}

# Entities that records of the mechanisms name as concerned and that are neither Members nor observer States.
OTHER_NAMES = {
    "EUE": (
        "الاتحاد الأوروبي",
        "European Union",
        "Unión Europea",
        "Union européenne",
        "Европейский союз",
        "欧洲联盟",
    ),
    "XKX": ("كوسوفو*", "Kosovo*", "Kosovo*", "Kosovo*", "Косово*", "科索沃*"),
}
OTHER_ISO2 = {"EUE": "EU", "XKX": "XK"}
OTHER_NOTES = {
    "EUE": "Regional integration organisation; party to the Convention on the Rights of Persons with Disabilities.",
    "XKX": "Marked with an asterisk in United Nations data; see Security Council resolution 1244 (1999).",
    "COK": "In free association with New Zealand; member of specialised agencies.",
    "NIU": "In free association with New Zealand; member of specialised agencies.",
    "HKG": "Special Administrative Region of China; dealt with by treaty bodies together with China.",
    "MAC": "Special Administrative Region of China; dealt with by treaty bodies together with China.",
}

# Spellings beyond names, codes and what the sources hold anyway.
SPELLINGS = {
    "ARE": "UAE|Emirates",
    "ATG": "Antigua",
    "BIH": "Bosnia|Bosnia Herzegovina|Bosnia-Herzegovina",
    "BHS": "The Bahamas",
    "BLR": "Byelorussia",
    "BOL": "Bolivia|Plurinational State of Bolivia",
    "BRN": "Brunei",
    "CAF": "CAR",
    "CIV": "Cote d'Ivoire|Cote dIvoire|Cote d Ivoire|Ivory Coast",
    "COD": "Democratic Republic of Congo|DR Congo|DRC|D.R. Congo|Congo, The Democratic Republic Of The|Congo (Kinshasa)|"
    "Congo, Democratic Republic of|Zaire|Congo, Dem. Rep.",
    "COG": "Republic of Congo|Congo (Brazzaville)|Congo, Republic of|Congo-Brazzaville|Congo, Rep.",
    "CPV": "Cape Verde",
    "CZE": "Czech Republic|Czech Rep.",
    "EGY": "Egypt, Arab Rep.",
    "FSM": "Micronesia|Federated States of Micronesia|Micronesia, Federated States Of",
    "GBR": "United Kingdom|UK|U.K.|Great Britain|Britain",
    "GMB": "The Gambia|Gambia, The",
    "GNB": "Guinea Bissau",
    "IRN": "Iran|Islamic Republic of Iran|Iran, Islamic Republic of",
    "KGZ": "Kyrgyz Republic",
    "KNA": "St Kitts & Nevis|St. Kitts And Nevis",
    "KOR": "South Korea|RoK|Korea, Republic of|Korea (Republic of)|Korea, South",
    "LAO": "Laos|Lao PDR|Lao People’s Dem. Rep.",
    "LBY": "Libyan Arab Jamahiriya|Libya Arab Jamahiriya",
    "LCA": "St Lucia",
    "MDA": "Moldova|Moldova, Republic Of",
    "MKD": "Macedonia FYR|FYR Macedonia|FYROM|Macedonia|The former Yugoslav Republic of Macedonia|TFYR Macedonia|"
    "Macedonia, The Former Yugoslav Republic of|the FYR of Macedonia",
    "MMR": "Burma|Myanmar (Burma)",
    "NLD": "Netherlands|Netherlands (the)|The Netherlands|Holland|Kingdom of the Netherlands|Netherlands, Kingdom of the",
    "PRK": "DPR Korea|DPRK|North Korea|Korea, Democratic People's Republic of|Korea, North|Democratic People’s Rep. of Korea",
    "PSE": "Palestine|State of Palestine*|Occupied Palestinian Territory|Palestinian Territories|Palestine, State of|"
    "Occupied Palestinian Territories|Palestinian Territory",
    "RUS": "Russia",
    "SRB": "Serbia",
    "STP": "Sao Tome & Principe|São Tomé and Príncipe",
    "SVK": "Slovak Republic",
    "SWZ": "Swaziland",
    "SYR": "Syria",
    "TLS": "East Timor|Timor Leste",
    "TTO": "Trinidad & Tobago|Trinidad",
    "TUR": "Turkey|Turkiye|Turquie|Turquía",
    "TZA": "Tanzania|Tanzania, United Republic Of",
    "USA": "United States|US|U.S.|U.S.A.|America",
    "VAT": "Vatican|Vatican City|Vatican City State|Holy See (Vatican City State)",
    "VCT": "St Vincent & the Grenadines|St. Vincent|Saint Vincent",
    "VEN": "Venezuela|Bolivarian Republic of Venezuela|Venezuela, Bolivarian Republic of",
    "VNM": "Vietnam",
    "XKX": "Kosovo|Kosovo (SCR 1244)|Kosovo (Serbia)",
    "EUE": "EU|European Communities|European Community",
    "HKG": "Hong Kong|Hong Kong, China|China, Hong Kong SAR|Hong Kong SAR|China (Hong Kong)|Hong Kong, China SAR",
    "MAC": "Macao|Macau|Macao, China|China, Macao SAR|Macao SAR|China (Macao)|Macao, China SAR",
}

# Everyday short names in the other languages, where the UNTERM short name is long.
SHORT_NAMES = {
    "BOL": "بوليفيا|Bolivie|Боливия|玻利维亚",
    "COD": "RDC|RD Congo|RD del Congo|ДРК|刚果（金）",
    "GBR": "المملكة المتحدة|Reino Unido|Royaume-Uni|Великобритания|Соединенное Королевство|英国|联合王国",
    "IRN": "إيران|Irán|Иран|伊朗",
    "KOR": "كوريا الجنوبية|Corea del Sur|Corée du Sud|Южная Корея|韩国",
    "LAO": "لاوس|Лаос|老挝",
    "MDA": "مولدوفا|Молдова|摩尔多瓦",
    "PRK": "كوريا الشمالية|Corea del Norte|Corée du Nord|RPDC|КНДР|朝鲜",
    "PSE": "فلسطين|Palestina|Палестина|巴勒斯坦",
    "RUS": "روسيا|Rusia|Russie|Россия|俄罗斯",
    "SYR": "سوريا|سورية|Siria|Syrie|Сирия|叙利亚",
    "TZA": "تنزانيا|Tanzanía|Tanzanie|Танзания|坦桑尼亚",
    "USA": "الولايات المتحدة|Estados Unidos|EE.UU.|États-Unis|США|Соединенные Штаты|美国",
    "VEN": "فنزويلا|Венесуэла|委内瑞拉",
}

# Three-letter codes in document symbols that are not ISO 3166 (older treaty body and review documents); IOC codes are
# added from the list of country codes.
SYMBOL_CODES = {
    "ROU": "ROM",
    "TLS": "TMP",
    "COD": "ZAR",
    "MKD": "FYR",
    "SRB": "SCG",
    "GRC": "GRE",
}
