"""Common first names: a post that names somebody mostly names the person who helped."""

NAMES = frozenset(
    """aaron abby abdul abigail adam adrian adriana ahmed aidan aileen aisha aisling alan alana albert
    alejandro alex alexa alexander alexandra alexis alfie ali alice alicia alina alison allan allen
    allison alyssa amanda amelia amir amit amy ana andre andrea andrew andy angela angelica angie anil
    anita ann anna anne annette annie anthony antonio anya ariel arjun arthur ashleigh ashley audrey ava
    barbara barry beatrice becca becky belinda ben benjamin bernard bernie bert beth bethany betty
    beverly bill billy bob bobby bonnie brad bradley brandon brandy breanna brenda brendan brent brett
    brian brianna bridget brittany brooke bruce bryan caitlin calvin cameron camille candace carl carla
    carlos carmen caroline carolyn carrie cassandra catherine cathy cecilia chad chanelle chantelle
    charlene charles charlie chelsea cheryl chloe chris christian christie christina christine
    christopher cindy claire clara clare claudia clive cody colin colleen connie connor corey courtney
    craig cristina curtis cynthia damian damien dan dana daniel danielle danny daphne darlene darren
    dave david dean deb debbie deborah debra declan denise dennis derek desiree devon diana diane
    dominic don donald donna dora doreen doris dorothy doug douglas duncan dustin dylan eddie edgar
    edith eduardo edward eileen elaine eleanor elena eli elizabeth ella ellen ellie emily emma eric
    erica erik erika erin ernesto ethan eva evan evelyn farah fatima felicia felix fernando fiona
    frances francesca francis frank fred gabriel gail gareth garry gary gavin gemma geoff george gerald
    gina gladys glen glenda glenn gloria gordon graham greg gregory greta gwen hamza hannah harold
    harriet harry hassan hayley hazel heather heidi helen henry howard hugh hugo ian ibrahim imran
    ingrid irene irina isaac isabel isabella ivan jack jackie jacob jacqueline jaime jake jamal james
    jamie jan jane janelle janet janice jared jasmine jason javier jay jeanette jeff jeffrey jen jenna
    jennifer jenny jeremy jermaine jerome jerry jess jesse jessica jessie jill jim jimmy jo joan joanna
    joanne jodie joe joel joey johanna john johnny jon jonathan jorge jose joseph josephine josh joshua
    joyce juan juanita judith judy julia julian julie justin kara karen karina karl kate katherine
    kathleen kathryn kathy katie katrina kay kayla keisha keith kelly kelsey ken kendra kenneth kenny
    kerry kevin kim kimberly kirk kirsten kirsty kristen kristin kristina krystal kumar kurt kyle
    lakshmi larry latoya laura lauren laurie lawrence leah leanne lee leigh lena leo leon leonard leroy
    leslie lewis liam lillian lily linda lindsay lindsey lisa liz lloyd lois lola lorena lorenzo lori
    lorraine louis louise lucas lucia lucille lucy luis luke lydia lynn lynne mabel maddie maggie
    malcolm mandy manuel marc marcia marco marcus margaret margarita maria marian marianne marie marilyn
    mario marion marisa mark marlene marsha martha martin martina marvin mary mateo matt matthew maureen
    maurice max maxine meera megan melanie melinda melissa mhairi mia michael micheal michele michelle
    miguel mike mildred miranda miriam mitch mitchell mohamed mohammed molly monica monique morgan
    muhammad myra nadia nadine nancy naomi natalia natalie natasha nate nathan nathaniel neil nelson
    niamh nicholas nick nicky nicola nicole nigel nikki nina noah noel nora norma norman olga olivia
    omar oscar owen pablo paige pam pamela patricia patrick patty paul paula pauline pedro peggy pete
    peter phil philip phillip phoebe phyllis polly priscilla priya rachel rafael raj rajesh ralph ramon
    randy raul ravi raymond rebecca reggie regina renee reuben rhonda ricardo richard rick ricky rita
    rob robert roberta roberto rochelle rodney roger roland ron ronald ronnie rory rosa rosalind rosie
    ross roxanne roy ruben ruby russell ruth ryan sabrina sahil sally salma sam samantha samir samuel
    sandra sandy sanjay sara sarah saul scott sean sergio seth shane shannon sharon shaun shawn sheila
    shelby shelley sheri sherry shirley siobhan sofia sonia sonya sophia sophie stacey stacy stan
    stanley stella stephanie stephen steve steven stuart sue sunil susan suzanne sven sylvia tamara
    tammy tania tanya tara tariq tasha taylor ted teresa terrence terri terry tessa theresa thomas
    tiffany tim timothy tina todd tom tomas tommy toni tony tonya tracey traci tracy travis trevor
    tricia trina tristan tyler tyrone valerie vanessa vera vernon veronica vicki vicky victor victoria
    vijay vince vincent violet vivian wally walt walter wanda warren wayne wendy wesley whitney william
    willie winston xavier yasmin yolanda yuki yusuf yvette yvonne zach zachary zara zoe""".split()
)
