"""Given names that stand for one another, and whether a word is known as a given name.

Own table of forms common in the United States. A nickname is never proof of identity (the registry has alias
records for that), so the table decides only between "may be the same person" and "is somebody else".
"""

from __future__ import annotations

from functools import cache

_GROUPS = """
aaron ron
abigail abby gail
abraham abe bram
adelaide addie heidi
agnes aggie nessie
albert al bert bertie
alan allan allen al
alexander alex al alec sandy sasha xander lex
alexandra alex alexa lexi sandra sandy sasha
alfred al alf alfie fred freddie
alice allie ali
amanda mandy
amelia amy millie
andrea andie andi drea
andrew andy drew
angela angie
ann anne anna annie nancy nan anita
anthony antony tony
antonio tony toni
archibald archie
arthur art artie
augustus august augustine gus augie
barbara barb barbie babs
barnabas barney
bartholomew bart
beatrice bea trixie
benedict ben
benjamin ben benny benji
bernard bernie barney
bernadette bernie
bertram bert
beverly bev
bradford bradley brad
brenda bren
brian bryan
bridget biddy bridie
calvin cal
cameron cam
candace candy
carl karl
carol caroline carolyn carrie
cassandra cass cassie sandra
catherine katherine kathryn catharine cathryn kathleen katharine kate katie kathy cathy kat kay kitty katy
cecilia cece celia
charles charlie chuck chas chip charley chaz
charlotte charlie lottie char
chester chet
christian chris
christina christine kristina kristine christa krista chris tina kris chrissy kristen kristin
christopher chris kit topher kristopher
clarence clare
clifford clifton cliff
clinton clint
constance connie
cornelius neil connie corny
curtis curt kurt
cynthia cindy
daniel dan danny
danielle dani
david dave davey davy
deborah debra deb debbie
delbert del bert
denis dennis denny
diana diane dianne di
dominic dominick dom nick
donald don donnie donny
donna donnie
dorothy dot dottie dolly
douglas doug
duane dwayne
edgar ed eddie
edmund edmond ed eddie ned ted
eduardo eddy eddie edward ed lalo
edward ed eddie ned ted teddy
edwin ed eddie
eleanor elinor ellen ellie nell nora lenore
elizabeth elisabeth liz lizzie beth betsy betty eliza elise libby lisa bess bessie
emily em emmy
emma em emmy
enrique henry rick
eric erik erick rick
ernest ernie
eugene gene
evelyn eve evie
ezekiel zeke
ferdinand fernando ferdie
florence flo flossie
frances fran francie fanny frankie
francis frank fran
francisco frank paco pancho
franklin frank
frederick fred freddie freddy fritz rick frederic
gabriel gabe
gabriella gabrielle gabby gaby
geoffrey jeffrey geoff jeff jeffery
gerald gerard jerry gerry
geraldine gerry jerry
gertrude trudy gert
gilbert gil bert
gordon gordie
grace gracie
gregory greg gregg
guillermo william memo bill
gwendolyn gwen
harold hal harry
harriet hattie
harrison harry
harvey harv
helen nell nellie
henry hank harry hal
herbert herb bert
herman herm
hubert hugh bert
hugh hughie
howard howie
ignatius iggy
irene rene
irving irv
isaac ike zack
isabel isabella isabelle bella izzy belle
jacob jake jack
jacqueline jackie jacque
james jim jimmy jamie jem jas
jane jean janie jenny joan
janet jan
janice jan
jason jay
jennifer jen jenny jenn
jeremiah jerry jeremy
jerome jerry
jessica jess jessie
jesse jess
joan joanie
joanne joanna jo
john jack johnny jon jonny johnnie jock
jonathan jon jonny johnathan nathan
jose joe pepe
joseph joe joey jos
josephine jo josie
joshua josh
joyce joy
juan john
judith judy jude
julia julie jules
julian jules
katelyn kate katie caitlin
kenneth ken kenny
kimberly kim kimber
lawrence laurence larry lars laurie lorenzo
leonard leo len lenny
leopold leo
leroy roy lee
leslie les
lester les
lewis louis lou louie lew luis
lillian lily lil
linda lindy lynn
louise lou
lucille lucy
lynette lynn
madeline madeleine maddy
malcolm mal
marcus mark marc marcos
margaret maggie meg peggy marge margie greta rita madge peg daisy
maria mary marie mia
marianne mary
marilyn mary
marjorie marge margie
marshall marsh
martha marty patty
martin marty
mary molly polly mamie mae
matilda tilda mattie
matthew matt mat
maurice morris moe
maureen mo
maxwell maximilian max
megan meg
melanie mel
melissa missy mel lisa
melvin mel
meredith merry
michael mike mick mickey micky mikey
michelle shelly mickey
mildred millie
miguel mike michael
milton milt
miriam mim mimi
mitchell mitch
mohammed mohammad muhammad mohamed mo
montgomery monty
morton mort
nathan nathaniel nate nat
natalie nat
nicholas nick nicky nicolas nico
nicole nicky nikki
norman norm
oliver ollie
olivia liv livvy
oscar ozzie
oswald ozzie
pamela pam
patricia pat patty tricia trish patti
patrick pat paddy rick
paula polly
pauline polly
penelope penny
perceval percival percy
peter pete
philip phillip phil
phyllis phyl
prudence prue
rachel rae
ralph ralphie
randall randolph randy rand
raphael rafael rafe rafi
raymond ray
rebecca becky becca
reginald reg reggie
regina gina
reuben rube
rhonda ronnie
ricardo rick ricky richard rico
richard dick rich rick ricky richie
robert bob bobby rob robbie bert robin
roberta bobbie
roberto bob robert beto
roderick rod rick
rodney rod
roger rodge
roland rollie
ronald ron ronnie ronny
rosalind rosemary rose roz
rudolph rudy rudolf rolf
rupert robert
russell russ rusty
ruth ruthie
samantha sam
samuel sam sammy
sandra sandy
sanford sandy
sarah sara sally sadie
scott scotty
sebastian seb bastian
seymour sy
sharon shari sherry
sheldon shelly shel
shirley shirl
sidney sydney sid syd
sigmund sig ziggy
simon si
solomon sol
stanley stan
stephanie steph stefanie
stephen steven steve stevie stephan
stuart stewart stu
susan suzanne susanna susie suzy sue suzie
sylvester sly
sylvia syl
tabitha tabby
terence terrence terrance terry
teresa theresa terry tess terri tracy
thaddeus thad tad ted
theodore ted teddy theo
thomas tom tommy thom
timothy tim timmy
tobias toby
tyrone ty
valerie val
vanessa nessa
vernon vern
veronica ronnie roni vera
victor vic
victoria vicky vickie tori
vincent vince vin vinny
virginia ginny ginger
vivian viv
wallace wally
walter walt wally
wanda wendy
warren ren
wendell wen
wesley wes
wilbur will
wilfred will fred
wilhelmina mina willa
willard will
william bill will billy willie willy liam wil
winifred winnie
winston win
woodrow woody
yvonne von
zachary zach zack zak
"""

_OTHERS = """
ada adam adrian aidan aisha akira alden alejandro alena alma alvin amal amit anand anders andre anil anton
ari arjun arlene arnold asher ashley ashok astrid audrey aurora austin axel barry beatriz bertrand bjorn
blake bo bonnie boris boyd brandon brent brett brooke bruce bryant bryce burton byron carla carlos carmen
casey cecil chad chandra chen cheryl chloe claire clara clark claude clay clyde cody colin colleen conor
conrad cora corey corinne craig crystal dale damian damon dana darrell darren darryl dean deepak delia
denise derek desmond dewey diego dirk dolores dora doreen doris dustin dwight dylan earl elaine elena eli
elias elisa ella elliot elliott ellis elmer elsa emerson emil emilio emmanuel enzo erica erin ernesto esther
ethan eugenia eva evan fabio faith fatima federico felipe felix finn floyd francesca francois garrett gary
gaurav gavin gemma george gerardo gianni giovanni giuseppe glen glenn gloria grant gregor gunnar gustavo guy
hamid hannah hans harlan hassan hazel heather hector hilary hilda hiroshi holly hope horace hugo ian ibrahim
ida ignacio igor ilse imran ines ingeborg ingrid ira iris irma isla ismael ivan jackson jacques jaime jamal
janine jared jasmine javier jeanne jenna jens jesus jill joachim joao joaquin jodi jody joel johan johanna
johannes jordan jorge josef juliet julio june justin kamal karen karim karin karina kathrin katrina keith
kelly kelsey kendra kenji kent kevin kirk klaus kofi kumar kyle kylie lakshmi lance lara laura lauren leah
leila leland lena leon lloyd logan lois loretta lori lorna lorraine luc luca lucas lucia lucien ludwig luke
luther lydia lyle mabel magnus mahesh malik manfred manish manuel marcel marcia marco marcy margot mariana
marina mario marion marisa marlene marta marvin maryann mateo mathias matteo mauricio maya mei melinda
melvyn mercedes merle mihai milan miles mira mohan mona monica morgan murray myra myron nadia naomi naveen
neal neha nelson nigel nikhil nikolai nikolas nils nina noah noel nolan norma oleg olga olivier omar oren
orlando osman otto owen pablo padma paige patrice patsy paul paulo pearl pedro perry petra philippe pierce
pierre piotr prakash pranav preston priscilla priya quentin quincy rachael rahul rajesh ramesh ramon ranjit
raul ravi reed reid renata renee rex rhoda rocco rodrigo rohan rolando roman rory rosa rosario ross rowan
ruben rufus ryan sabrina salvador sandeep sanjay santiago satish saul sean selma sergei sergey sergio seth
shane shannon shaun shawn sheila shelby sheryl shirin sigrid silvia simone sofia sonia sophia spencer sriram
stacy stefan stefano stella sunil suresh susana sven tamara tanya tara tatiana taylor tessa thelma theodora
tiffany todd tomas toshi travis trevor troy tyler ulrich uma ursula uwe valentina venkat vijay vikram viktor
vinay vinod vishal vladimir wade wayne werner whitney wilma wilson xavier xiaoming yasmin yolanda yuri yusuf
yves zachariah zoe zoran
"""


_KNOWN = frozenset(_GROUPS.split()) | frozenset(_OTHERS.split())


@cache
def _groups_by_name() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_GROUPS.strip().splitlines()):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def may_stand_for(left: str, right: str) -> bool:
    """Return whether two given names (as keys) are forms of one name: ``bill`` and ``william``."""
    by_name = _groups_by_name()
    groups = by_name.get(left)
    return groups is not None and not groups.isdisjoint(by_name.get(right, ()))


def is_given_name(name: str) -> bool:
    """Return whether ``name`` (a key) is known as a given name; many family names are too."""
    return name in _KNOWN
