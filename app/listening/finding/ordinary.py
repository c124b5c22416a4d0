"""Words that are mostly no names, and words that stand beside one."""

from functools import lru_cache

from app.listening.praise.lexicon import LEXICON
from app.listening.praise.names import NAMES

BEFORE = frozenset(
    """at from with to by thanks thank thx you shoutout shout-out kudos props cheers called rang phoned emailed
    messaged tweeted using use used love loving my dear hey hi hello bravo joined contacted tried via the bought
    ordered switched and & for both""".split()
)
AFTER = frozenset(
    """support service services customer care team teams staff crew rep reps agent agents helpdesk engineer
    engineers driver drivers store stores shop branch app tech technician people rocks rule rules rock fixed sorted
    helped replaced refunded sent answered replied called has have had are was were is did do does made got gave
    rang phoned emailed told responded came went kept managed treated took offered handled found stepped helps
    deserves deserve saved online customers counter desk hotline chat cs and thank thanks""".split()
)
COMPARED = frozenset(
    "than unlike versus vs vs. leaving left ditched ditch beats beat cancelled canceled dumped".split()
)
LEFT = frozenset("switched switching moved moving came over away changed changing".split())
CONNECTING = frozenset("of and & the for de la le du des der die und y et e di da del on in n".split())
DETERMINING = frozenset(
    """one two three four five six seven eight nine ten next first second third last every each another any all
    both best some no good great new old this that these those other more most many few such""".split()
)
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december christmas easter xmas thanksgiving english french german spanish italian
    british american irish scottish welsh european london paris god lord king queen sir madam dr mr mrs ms""".split()
)
COMMON = frozenset(
    """a able about above access account across act action active actual add address after again age ago agree air
    all ally alone along already also always amazon among amount an and animal another answer any anyone anything
    apart apple apply approach area arm army around arrive art as ask at away baby back bad bag ball band bank bar
    base basic be beach bear beat because become bed been before begin behind believe below beside best better
    between big bird bit black blood blue board boat body bold bolt book boots born boss both bottle bottom box boy
    brand bread break bridge bright bring broad brother brown budget buffer build bumble burn bus business busy but
    buy by cafe cake call came camera camp can car card care carry case cash cast cat catch cause centre century
    certain chair chance change character charge chart chase cheap check chest child chime choice choose church
    circle city claim class clean clear clever click clock close cloth cloud club coach coast coat code coffee cold
    collect college colour come comfort common community company compare complete computer consider contact contain
    content continue control cook cool corner cost cotton could count country couple course court cover crew cross
    crowd crown cruise cry cup current curve cut dad daily dance dark dash data date daughter day dead deal dear
    death decide deep deliver delta design desk detail develop did die different dinner direct discover dish
    distance do doctor dog dollar door double doubt down dragon draw dream dress drift drink drive drop dry due
    during dust duty each eagle ear early earth ease east easy eat edge effect egg eight either elephant else
    emerald empire empty end energy engine enjoy enough enter entire equal even evening ever every everyone evolve
    exact example exchange expect express extra eye face fact fair fall family famous far farm fast father fear
    feature feel feet few field fight figure file fill film final finance find fine finger finish fire first fish
    fit five fix flat flight float floor flow flower fly focus follow food foot for force foreign forest forever
    forget form forward found four fox free fresh friend from front frontier fruit fuel full fun future galaxy game
    gap garden gas gate gather gave general gentle get giant gift girl give glad glass global go goal gold golden
    gone good got grand grass great green ground group grow guard guess guide gun had hair half hall halo hand happy
    harbour hard harvest has hat have haven he head health hear heart heat heaven heavy held help her here hero
    high hill him hinge his hit hive hold hole home honest honey hope hopper horizon horse hot hour house how human
    hundred hunt i ice idea if image imagine impact in inch include indeed industry information inside instead
    insurance interest into iron is island it item its jet job join journey joy jump just kayak keep key kick kid
    kind kindly kitchen kite knew know lab lady lake lamp land language large last late later laugh law lay lead
    leaf league learn least leave left leg lemon lemonade less let letter level life lift light like likely line
    linear link lion list listen little live local lock long look loop lose loss lost lot loud love low loyal luck
    lunch lush machine made magic mail main major make man many map march mark market master match material matter
    may maybe me meal mean measure meat media meet member memory men mention met metal method metro might mile milk
    mind mine mini mint minute mirror miss mobile model modern moment monday money monkey month moon more morning
    most mother motion motor mount mountain mouse mouth move movement mr much music must my myself name nation
    national nationwide native natural nature near nearly neat need neighbour nest net network never new news next
    nice night nine no noble none noon nor north nose not note nothing notice notion novel now number oak object
    ocean of off offer office often oil old on once one online only open option or orange orbit order oscar other
    our out outside over own oxygen pace pack page paid pain paint pair palm panda paper parcel parent park part
    partner party pass past patch path pay peace peach peak pen people perfect perhaps period person phone photo
    phrase picture piece pilot pin pioneer pipe place plain plan plane planet plant plastic plate play please plenty
    plus pocket point pole police polo pool poor pop popular port position possible post pot pound power practice
    present press pretty price pride prime print private prize probably problem process produce product program
    progress proof proper protect proud public pull pulse pure push put quality quarter queen question quick quiet
    quite race radio rail rain raise ran range rate rather reach read ready real realise reason receive record red
    register relate remember repair repeat reply report rest result return rich ride right ring rise river road
    robin rock roll roof room root rose round row royal ruby rule run safe said sail sale salt same sand sat save
    saw say scale school science sea season seat second secret section see seed seem seen select self sell send
    sense sentence separate serve set settle seven several shade shape share sharp she sheet shell shift shine ship
    shoe shop shore short should shoulder shout show side sight sign signal silver similar simple since sing single
    sir sister sit six size skill skin sky slack sleep slice slip slow small smart smile smooth snow so social
    society soft soil solar soldier solid some someone son song soon sort sound source south southwest space speak
    special speed spell spend spirit split sport spot spread spring sprint square stage stand star start state
    station stay steam steel step stick still stock stone stop store storm story straight strange stream street
    stress stretch string strip stripe strong student studio study style subject subway success such sudden sugar
    suggest suit summer sun supply support sure surface surprise swift swim symbol system table tail take talk tall
    tango target task taste teach team tell temple ten term test than thank that the their them then there these
    they thick thin thing think third this those though thought thousand three through throw thus tie tiger time
    tiny tip tire to today together told tone tonight too took tool top total touch tour toward town track trade
    train travel tree triangle trip trouble truck true trust truth try turn twelve twenty twin two type uncle under
    unit unite united union universe until up update upon urban us use usual valley value vast very via victory
    view village virgin vision visit vital voice vote wait walk wall want war warm was wash watch water wave way we
    wear weather web week weight welcome well went were west what wheel when where whether which while white who
    whole whose why wide wife wild will win wind window wine wing winter wire wise wish with within without woman
    wonder wood word work world worth would write wrong yard year yellow yes yesterday yet you young your zero zone
    zoom""".split()
)


@lru_cache(maxsize=20_000)
def is_ordinary(word: str) -> bool:
    """Tell whether a word is mostly no name."""
    low = word.lower()
    return low in COMMON or low in LEXICON or low in CALENDAR or low.rstrip("s") in COMMON or low.isdecimal()


def is_praise_word(word: str) -> bool:
    """Tell whether a word belongs to what posts about support say anyway."""
    low = word.lower()
    entry = LEXICON.get(low)
    return (entry is not None and entry.marks != 0 and low not in NAMES) or low in CALENDAR


def is_first_name(word: str) -> bool:
    """Tell whether a word is a person's first name."""
    return word.lower() in NAMES
