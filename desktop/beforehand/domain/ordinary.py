"""Ordinary words, English and German, that are names as well, or begin like one and are none.

Without a capital they are never read as a name, and never as a name with an ending. Somebody on a
sheet who is called so is found by the capital, and with the endings that names most often have.
The words stand as `names.plain` reads them: “weis” is weiß.
"""

_ALSO_NAMES = """
alt blau braun bunt dick ernst fein fromm gelb grau grey gros gruen grun heil hoch kurz lieb munter
neu reich rot sauber schoen schon stark stolz weis weiss
able accounting analytics angel archer back baker ball banker barber best bird bishop black bloom
blue bold bond booth bower bright brook brooks brown buck burns busch bush butcher butler carpenter
carter chance chandler chase church clay clerk cole communications compliance cook cooper council
crane cross curry customer dale data day design development don drew dyer earl earnest east engel
engineer engineering english even ever faith farmer field fields fish fisher flowers foot ford
forest fowler fox frei french frost gates gay gene german gold golden good graf gray green gross
guard guide gut hall hammer hand hard hardly hardy hart head heart heath hill hold holland home hood
horn house hunt hunter infrastructure ireland jewel jolly joy jung just justice kaiser kaufmann keen
key keys king klein knight koch lake lamb land lane lange law leader leaf legal light little lock
logistics long lord love low major management manager manger mann marsh mayor merchant miles mill
miller mills min mine mix moody moon moor more moss new newman noble noon north office one
operations orange order own page pan parker parks partner pat people per ping piper poet pool poor
porter post potter power powers press price pride prince proctor procurement product production
purchasing quality quick ray read reader research rice rich ring ritter rivers road roads rob rock
roman root rush sadler sage sailor salt sandy sauer savage schreiber schwarz security sellers
service session sharp shepherd short silver sing singer small smart smith snow sommer song sonny
sparks speaker spring stack staff star steel stein stern still stock stone story strange street
strong summers sun swan sweet swift tailor tang tanner teller thorn tower town trade trader
treasurer tree trees trip van vogel walker wall walls ward waters weaver wells west wheeler white
wild wilde wilder winter winters wise wolf wood woods wright young
"""

_BEGIN_LIKE_NAMES = """
adjust adjusted adjusting adjustment ahead alas ale ales alien aliens alike alive allenfalls alone
along alright als also alter amid amin annahme annahmen annals annex anno annos announce annoy
annoyed annual annually any anymore anyone anything arose art arte arten artig arts ashes bad bald
bands bed bella bench bend benefit bens bent beste bestem besten bester bestes bett betten better
betting biller billig billige bills bin bis bonds bones book books bored born bose care careful cast
certain chart charter chi china choice choices choir chore chose chosen claim clarify clarity class
clause clauses clear cliffs conten content contest context continue continued continues continuing
continuous contra contract control cost costly costs dae dai daily damage damen danach dance dane
danger danke dann dans dante dare date dates dawns days deal dean dear decks dei delay deli delta
den denial denken denn dense desk deskilled dev device devise diese dim dine dire doe does dolly
done donor dons door dose down eben edit editor eds egal eile eine einen einer eines emails emit
engage engine enjoy ernste ernsten ernster ernstes evade evaluate eve evening event every evident
evil evolve faiths fall fallen fame fare fern finally finances find fine floor footing forde fordere
fordern fordert frank franken franks free freely freie freien fresh gala game games garde garden gas
gate genes geo glenn grace graceful graces grade grand grande grandly grant granted grants gras
grate grau graves great grows guests gun guns guys hale half halle halls halte ham hande handeln
handle handy hang happen happy harder hat hate have hear heather help hence her hero hers hes hin
hire his holy honest honesty hope hopes hot hub hue human ich ide idea ideal ideas ides idle ihn ihr
ihre ill imam immer ina ind inge inn inner ins irate iris iron item its ivy jacke jacket jar jede
jenseits jobs join joins joint jove joys judge judges jugend july june jungle jury keine kin kind
kinder kinds kite kits know knows lab laden lady lag laid lame large las lass last laste late later
latest lawn laws lay layer lead leaders lean leans learn least leave leben led leer left lei leise
lend lens lenses less lesson let lets level leveling liable liar lid lie lied lies life like lima
lime limit linde linden line lined linen liner lines link lion list liste listen lists liter live
lives load loan lobe log lol lore lose loss lost lot lots lottery loud loved lovely lover luck lump
mad made mae mag mail main make mal malen man manage manche mandate manner manners many map marble
march margin marine marinen marital mark marke marken marker markers market marketing markets
marking markt marte mas mat match mate material maxi maxim maxima maximum may maybe mayer mayo meal
mean means meet mega mei mein meine mere merit merits method mid mile mind minds miner mines mini
minimum minor mins minus minute mio mire mise misses mit mode moderate monday money month mood mope
moral mord most mouse mover much muse music must name named names nas nation near neat need needs
nein nervous nest net never news nice nie nine niner ninth nobody node nor norm normal normally
normals normen note notes notice novel now numb ode oft oil old ole olive once only open ora oral
oran others ottoman our ours outer over owe pace pad paid pain paine pains pale panel para park
parked parken parking part parts party past patent pater path patience patient patio patrol pattern
paus pay peace pen penny perhaps period perle person petition petty philosophy pie piece pier pine
pit plan please plot poll pope port pose posted posten poster postpone posts powerful praise prices
prime prior probe prof promise proof pros rage rain ran rand random range rapid rare rat rate rates
rather rationale rats raven raw rays reach real rear red regal regulate rely remain rent rest richer
richest richly richtig richtige richtung rico ride rite rival river robe robin robot robust rode roe
roi roll romance romantic room rosary rose rosen roses rosy rot rote rouge royal ruin rule run runs
russ sad sagen sagte sake sale sales same samen sample samt san sand sane sank sat saw scan schema
sea see seed seek seem seen self sell semi send sense seo separate serve set sets shall share she
shed shine ship shirt shore shortly show side sign silly silvan similar simile since sine singe
sites size sly soft sold sole some son sons soon sore sort sound sources south sow space spar spot
stand stare stars start started starter starting starts state stay steal step stick stones stop
store strength struggle study suche sue sued suede suit sum summe sums sunde sung sunny suns super
sure sured tag take tale talent talk tally tame tan tango tank task tea team tear tell tens tent
term terms test text than thank the theme then theories theory therapist there these they thick thin
thing this thom thorough tide tie ties tile till time timed timely timer timers times timing timor
tin tine tiny tip tire toll tomb tome tomorrow ton tone too top tor total toward traders trades
train tray treat tune twins ufer ugly uhr ultra umber under union unit until update upon use user
usual utter vague vain valid value vane vary vast venue ver verb vers verse very via vice view vine
virtue visa vita void vote wand wander wane want war ware warm wars was wave ways weak wealth wear
wee week wei weich weide weil wein weise weisen weit weite well wen wend wenn went wet while whit
who whole whom wide wife willen willens willing willingly willingness willow wills win wind wine
wing wins wire wish with woe woman wonder word work worn worse worth would wrote yes yet yield you
zone zoo
"""

ORDINARY = frozenset((*_ALSO_NAMES.split(), *_BEGIN_LIKE_NAMES.split()))
"""Plain, as words are compared."""
