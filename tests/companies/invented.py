"""A large register of realistic company names, with near neighbours of the ones that are looked for."""

import random
from collections.abc import Iterator

SURNAMES = """
Abbott Adler Almeida Anders Archer Ashworth Bailey Barclay Barros Bauer Becker Bennett Berg Bianchi Blake Bonnet
Booth Bradley Brandt Brennan Burton Byrne Calder Campbell Carlsen Carter Castro Chandler Chen Clarke Cole Conti
Cooper Costa Crawford Cruz Dahl Dalton Davies Dawson Delgado Dixon Donovan Dubois Duncan Eklund Ellis Esposito
Evans Falk Faraday Ferrari Fischer Fleming Fletcher Foster Fournier Fraser Fuchs Gallo Garcia Gibson Gomez
Graham Grant Greco Greene Griffin Gruber Haas Hale Hansen Harding Harper Hartmann Hayes Hendriks Herrera Hoffman
Holm Horvath Howard Hughes Hunter Ivanov Jansen Jarvis Jensen Johansson Kane Kaplan Keller Kim Klein Knox Koch
Kowalski Krause Lambert Lang Larsen Laurent Lindberg Logan Lopez Lowe Lund Maier Mancini Marino Marsh Martens
Mason Mercer Meyer Miller Moreau Moretti Morgan Morris Moser Muller Murphy Nash Navarro Nielsen Novak Olsen
Ortega Osborne Palmer Parker Patel Perez Petrov Pierce Popov Porter Quinn Ramos Reed Reyes Ricci Rivera Rossi
Roux Ryan Sanchez Santos Sato Schmidt Schneider Schulz Shaw Silva Singh Soto Stein Stone Suzuki Svensson Tanaka
Thorne Torres Turner Vargas Vega Vogel Wagner Walker Walsh Weber Weiss Wolff Wright Yates Young Ziegler""".split()
PLACES = """
Albany Alpine Amsterdam Anglia Arctic Atlantic Austin Balkan Baltic Bavarian Berkshire Bergen Boston Brighton
Bristol Cambridge Canterbury Capital Caspian Chelsea Cheshire Coastal Cornish Cotswold Danube Delta Denver Devon
Dorset Dublin Durham Eastern Essex Fjord Galway Geneva Glasgow Hampshire Harbour Highland Iberian Island Kent
Lakeside Leeds Lisbon London Manhattan Mersey Midland Milano Munich Nevada Nordic Norfolk Northern Oakland
Oxford Pacific Pennine Piedmont Porto Prairie Riverside Rhine Scottish Seaside Severn Solent Southern Surrey
Sussex Tampa Texas Thames Tirol Tuscan Tyrol Ulster Valley Venice Vienna Wessex Western Yorkshire Zurich""".split()
BRANDS = """
Acorn Alder Alpha Amber Anchor Apex Aqua Arbor Arrow Ash Aspen Atlas Aurora Autumn Axis Badger Bamboo Beacon
Beech Bell Birch Black Blossom Blue Bold Bramble Bridge Bright Bronze Brook Canyon Cedar Chestnut Cinder Cirrus
Clear Cliff Cloud Clover Cobalt Comet Copper Coral Crest Crimson Crown Crystal Cyan Cypress Dawn Deer Dove Dune
Eagle Earth Echo Eden Elm Ember Emerald Evergreen Falcon Feather Fern Field Finch First Flint Forest Forge Fox
Gold Golden Granite Green Grove Gull Harvest Haven Hawk Hazel Heath Heron Hill Holly Honey Horizon Indigo Iris
Iron Ivory Ivy Jade Jasper Juniper Kestrel Kite Lark Laurel Lavender Leaf Lemon Light Lily Linden Lion Lotus
Lunar Magnolia Maple Marble Meadow Meridian Midnight Mill Mint Mist Moon Moss Mountain Noble North Nova Oak
Oasis Ocean Olive Onyx Opal Orchid Orion Osprey Otter Owl Palm Pearl Peak Pebble Phoenix Pine Pinnacle Pioneer
Plum Polar Poppy Prime Prism Quartz Quest Raven Red Reef Ridge River Robin Rock Rose Rowan Ruby Saffron Sage
Sapphire Scarlet Sea Shell Sierra Silver Sky Slate Snow Solar Sparrow Spring Spruce Star Stellar Sterling Stone
Storm Summit Sun Swan Swift Thistle Thunder Tiger Timber Topaz Trident True Tulip Umbra Union Urban Valley
Velvet Vertex Violet Vista Water Wave Wheat White Wild Willow Wind Winter Wolf Wren Yellow Zenith Zephyr""".split()
ENDINGS = """
bank base beam bird bloom born bound bridge brook care cast chain charge craft cross dale desk edge field fire
flow ford forge gate grid grove hub joy lab land leaf life light line link list loop mark mart max mind mint
nest net path pay peak point port post press rise road root scope shift ship side sky song spark sphere spot
spring stack stage star stone storm stream sync tide time tower trail tree vale view ville wave way well wick
wind wise wood works yard""".split()
STARTS = """
ab ac ad al am an ar as at au av ba be bi bo bra bri ca ce chi clo co cor cra da de di do dra du e el em en er
es ev fa fe fi flo fo fre ga ge gi glo go gra ha he ho hy i im in is ja je jo ju ka ke ki ko kra la le li lo lu
ma me mi mo my na ne ni no nu o ob om on op or os pa pe pi plo po pra pro qua qui ra re ri ro ru sa se sha si
sky so spa ste sto su ta te ti to tra tri tu u ul um un ur va ve vi vo wa we wi xa xe ya yo za ze zi zo""".split()
MIDDLES = """
bra ca cla da dra fi ga gra ka la len li lo lu ma mi mo na ni no pa ra re ri ro sa se si ta te ti to tri va ve
vi vo xi za""".split()
TAILS = """
co cy da dia don dox dy fy ga gen go gy ka lex lia lin lis lix ly ma mia mo na nce nia nix no nt on pia quo ra
ria rix ro rra ry sa sis so ss sta ster sy ta tec tek tia tis tix to tra tri tron va via vo x xa xis za zo""".split()
TRADES = """
Airlines Airways Analytics Architects Bakery Bank Broadband Brewery Brothers Building Capital Care Cars Catering
Chemicals Cleaning Clinic Clothing Coffee Communications Computers Construction Consulting Courier Credit Dairy
Deliveries Dental Design Digital Electric Electronics Energy Engineering Estates Events Express Fibre Finance
Fitness Foods Furniture Gardens Gas Group Health Heating Home Hosting Hotels Household Insurance Interiors
International Kitchens Laboratories Legal Leisure Lettings Lighting Logistics Management Marine Markets Media
Medical Mobile Mortgages Motors Networks Optics Outdoor Packaging Paints Parcels Parts Payments Payroll Pensions
Pharmacy Plumbing Power Press Products Properties Publishing Rail Recruitment Rentals Repairs Restaurants Retail
Robotics Schools Security Services Shipping Shoes Software Solar Solutions Sports Stores Studios Supplies
Systems Taxis Technologies Telecom Textiles Tools Toys Trading Training Transport Travel Utilities Vision Water
Windows Wines Works""".split()
FORMS = (
    "Ltd",
    "Limited",
    "Inc",
    "Inc.",
    "LLC",
    "GmbH",
    "AG",
    "S.A.",
    "SAS",
    "BV",
    "AB",
    "Oy",
    "S.p.A.",
    "plc",
    "",
    "",
    "",
    "",
)
FOREIGN = """
Балтийский Берег Быстрый Верный Весна Ветер Восток Гранит Дельта Дом Заря Звезда Золотой Импульс Искра Кедр Ключ
Кристалл Лада Луч Маяк Мост Надежда Нива Океан Орион Парус Полюс Радуга Река Родник Рубин Салют Север Сигнал
Сокол Спектр Старт Темп Урал Факел Форум Центр Эталон Юг Якорь""".split()
FOREIGN_TRADES = "Банк Связь Сервис Строй Торг Транс Телеком Энерго Продукт Маркет".split()


PARTS = {
    "brand": BRANDS, "ending": ENDINGS, "trade": TRADES, "place": PLACES, "person": SURNAMES, "and": ["& ", "and ", ""],
    "cyrillic": FOREIGN, "cyrillic_trade": FOREIGN_TRADES,
}  # fmt: skip
SHAPES = {
    "{brand}{ending} {trade}": 22,
    "{person} {and}{person2}": 6,
    "{person} {and}{trade}": 6,
    "{place} {brand} {trade}": 12,
    "{stem} {trade}": 20,
    "{stem}": 12,
    "{brand} {brand2} {trade}": 10,
    "{place} {trade} and {trade2}": 7,
    "ООО «{cyrillic} {cyrillic2} {cyrillic_trade}»": 3,
    "The {brand} {brand2}{ending} Company": 2,
}


def invent(count: int, near: tuple[str, ...] = (), seed: int = 3) -> list[str]:
    """Invent different names: first neighbours of the given ones, then all kinds of others."""
    draw = random.Random(seed)
    names = dict.fromkeys(name for each in near for name in neighbours(each, draw))
    while len(names) < count:
        names[one_of_many(draw)] = None
    return list(names)[:count]


def neighbours(name: str, draw: random.Random) -> Iterator[str]:
    """Yield names that are easily taken for this one: another trade, another first word, a letter more."""
    words = name.split()
    for _ in range(3):
        yield " ".join([*words[:1], draw.choice(TRADES)])
        yield " ".join([draw.choice(BRANDS + PLACES + SURNAMES), *(words[1:] or [draw.choice(TRADES)])])
    yield " ".join([words[0] + draw.choice(ENDINGS), *words[1:]])
    yield " ".join([*words, draw.choice(TRADES)])


def one_of_many(draw: random.Random) -> str:
    """Invent one name."""
    shape = draw.choices(list(SHAPES), weights=list(SHAPES.values()))[0]
    parts = shape.format_map(_Drawn(draw))
    return parts if "ООО" in parts else f"{parts} {draw.choice(FORMS)}".strip()


class _Drawn(dict[str, str]):
    """Draw a new word for every part of a shape."""

    def __init__(self, draw: random.Random) -> None:
        super().__init__()
        self._draw = draw

    def __missing__(self, part: str) -> str:
        return stem(self._draw) if part == "stem" else self._draw.choice(PARTS[part.rstrip("2")])


def stem(draw: random.Random) -> str:
    """Invent a brand of syllables."""
    middle = "".join(draw.choice(MIDDLES) for _ in range(draw.choice((0, 1, 1, 2))))
    return f"{draw.choice(STARTS)}{middle}{draw.choice(TAILS)}".capitalize()
