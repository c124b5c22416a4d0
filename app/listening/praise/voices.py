"""Phrases that give away a speaker who is no customer, or a customer who asks: one group a voice, parted by `|`."""

VOICES: dict[str, str] = {
    "agent": """we appreciate you | we appreciate your | sorry to hear | sorry to see | sorry for the
        | sorry for any | sorry about the | sorry you | we're sorry | we are sorry | apologize for
        | apologise for | apologies for the | our apologies | please dm | dm us | send us a dm
        | send us a | send a dm | drop us a | shoot us a | please send | please call us
        | please reach out | please let us | let us know | let me know if | please contact
        | please email | please follow | pls dm | happy to help | glad to help | here to help
        | glad to hear | great to hear | good to hear | lovely to hear | happy to hear | pleased to hear
        | thrilled to hear | love to hear | glad we could | glad we | happy we could | we'll pass
        | we will pass | pass this | pass that | pass along | pass it on | pass on your | we'll share
        | we will share | share your | i'll share | we'll be | we will be | we'll look | we'll get
        | we'll have | we'll do | we'll let | we'll make | i'll let | i'll be sure | be sure to let
        | thanks for reaching | thank you for reaching | thanks for contacting
        | thank you for contacting | thanks for flying | thank you for flying | thanks for choosing
        | thank you for choosing | thanks for your feedback | thank you for your feedback
        | thanks for the feedback | thanks for the kind words | thank you for the kind words
        | thanks for letting us | thank you for letting us | thanks for sharing | thank you for sharing
        | thanks for the love | thanks for the shout | your patience | for your business
        | you're welcome | you are welcome | welcome aboard | anything else we | how can we | how may we
        | can we help | may we help | what can we | we can help | we'd love | we would love | we'd like
        | we love to hear | we love hearing | appreciate your patience | we understand | we hear you
        | we apologize | we apologise | our team is | our team will | our agents | our crew will
        | i'm sorry for the | we hope to | see you again | have a great day | have a great flight
        | enjoy your flight | leave us a review | for the trouble | our denver team
        | your account number | your order number | your booking reference | your confirmation
        | with your order | we're here | we are here | we're working | we're glad | we're happy
        | we're always | so happy our | give them a call | hi there | hello there
        | our customer support team | we strive | hope to see you | serve you again | assist you further
        | further assistance | to the crew | appreciate the feedback | appreciated her help
        | appreciated his help | we're listening | we'd be happy | sorted for you | glad sarah
        | resolved for you | fixed for you | help you with | assist you with | look into this for
        | look into it for | that's what we | what we like to hear | what we love to hear
        | with you shortly | on behalf of | your feedback | appreciate your feedback | dm your
        | with us today | follow and dm | we can look | look into this | bring this to | comments like
        | lovely comments | kind comments | nice comments | great comments | passed them | passed your
        | passed it | passed on your | we are so glad | we are so happy | so glad our | our crew made
        | our crew is | our crew are | the experience we want | send us your | tell us more
        | give us a call | give us a | make our day | we'll fix | we will fix | we can assist
        | we'll gladly | let the team know | let the crew know | your kind | our agent was able
        | our agent could | our agents were | our team could | our team was able | glad our | happy our
        | thanks for holding | thank you for holding | thank you for calling | thanks for calling
        | thank you for waiting | thanks for waiting | thanks for your order | thank you for your order
        | thank you for your interest | busy helping | other customers | thanks for rating
        | thank you for rating | we will speak | wishing all our | wishing our | your kind words
        | the kind words | for your kind | such kind words | kind words about our | great review
        | lovely review | kind review | your review | wonderful review | your stay | loved your stay
        | enjoyed your stay | pleased you | so pleased you | really glad the | glad the guys
        | glad the team | letting us know | have a fab | have a lovely | have a good | have a nice
        | have a wonderful | have a fantastic | enjoy the rest | have a safe | see you soon
        | see you again soon | back soon | so glad you had | so happy you had | glad you enjoyed
        | happy you enjoyed | glad you like | glad you liked | glad you loved | happy you had
        | glad you had | glad you're | happy you're | glad you are | thanks for your patience
        | thank you for your patience | for your patience and | we're so glad | we're so happy you
        | let us help | let us look | please email us | enjoy your trip | enjoy your day
        | enjoy your weekend | enjoy your evening | enjoy your time | we like to hear
        | thanks for your comments | thank you for your comments | thank you for your loyalty
        | thanks for your loyalty | appreciate your loyalty | appreciate your business
        | you're now connected | that's what we're here | what we're here for
        | lovely words | your lovely | five stars again""",
    "selling": """we pride | pride ourselves | prides itself | here for you | call now | call today
        | call us | book now | book your | book yours | book today | come and see | come see us
        | come visit | visit us | visit our | visit my | sign up | learn more | find out more
        | click here | check out our | contact us | get in touch | get a quote | for a quote
        | free quote | free estimate | free trial | try us | try it free | shop now | order now
        | why choose | choose us | we offer | we provide | we go above | we go the | we deliver
        | we specialise | we specialize | we believe | we value | we won | we've won | we are proud
        | we're proud | proud of our | proud to be | proud to | our very own | another happy customer
        | happy customers | satisfied customers | our customers | our clients | our guests | our staff
        | our team | our service | our services | our support | our people | our friendly | our award
        | our technicians | our experts | our customer | at the heart | every single client
        | every single customer | all of our | all our | voted best | voted number one | number one for
        | award winning | award for | family run | family owned | locally owned | low prices
        | fair prices | honest prices | competitive prices | best prices | quality service
        | friendly staff fast | free shipping | free delivery | link in bio | buy now | limited time
        | we're thrilled | we are thrilled | we're excited | we are excited | are known for
        | real people on the phone | 24 7 | 7 days a week | since 19 | years of experience
        | your satisfaction | satisfaction guaranteed | customer satisfaction | all your needs
        | for all your | your needs | we've been | we have been | we're open | we are open
        | opening hours | wonderful customers | amazing customers | loyal customers | our amazing
        | our wonderful | our fantastic | our brilliant | our awesome | our dedicated | our lovely
        | us for the best | committed to | best customer service team | follow us | our agent of
        | of the month | meet our | fly with us | stay with us | shop with us | come fly | how we helped
        | our software | great customers | best customers | off today | today only | special offer
        | limited offer | happy clients | satisfied clients | client testimonial | our engineers
        | our help desk | our helpdesk | our users | our advisors | our specialists | our colleagues
        | our members | our call | our drivers | what our | our reps | proud to say | what our clients
        | what our customers | by our customers | by our clients | rated 5 stars by | free survey
        | voice our | happy to announce | pleased to announce | ask us | ask about our | our great
        | our opening | our lines | our low | our new | our range | our experienced | our professional
        | our expert | our local | our fully | our skilled | your one stop | stop by | stop in
        | come in and | come on in | for all of your | we specialize in | we can help you
        | all our agents | our guests and | crew is the best in | best in town | best in the area
        | team of the week | of the week | looking for reliable | looking for a reliable
        | looking for quality | come meet | are trained to | is trained to | meet the friendliest
        | our customers with | we've answered | off all | our guests keep | book direct
        | free consultation | our guest | wants you | our outstanding | our excellent | our helpful
        | our superb | our hardworking | our hard working | our talented | our first class
        | our knowledgeable | our world class | our exceptional | our courteous | our caring""",
    "job": """we're hiring | we are hiring | now hiring | is hiring | are hiring | apply today
        | apply now | apply here | apply online | apply within | join our | join us | join the team
        | join a | looking for a | looking for an | we're looking for | we are looking for | seeking a
        | seeking an | is seeking | must have | must be | must love | must be able | full time
        | part time | per hour | an hour plus | open day | open position | job alert | job opening
        | new job | latest job | view job | job opportunity | great opportunity | exciting opportunity
        | career opportunity | send your cv | your resume | your cv | is growing | are growing
        | wanted must | competitive salary | great benefits | communication skills
        | excellent communication | do you love | do you have | are you a | are you kind
        | are you passionate | do you enjoy | years experience | experience required
        | customer service representative | service representative wanted | customer service advisor
        | now recruiting | we're recruiting | help us deliver | to delight our | to provide outstanding
        | to provide excellent | to join | fast paced | vacancy for | role of | immediate start
        | work from home | sales associate needed | support specialist | service manager
        | customer service manager | customer service job | service jobs | a must | apply in | apply by
        | apply at | needed for | needed at | needed immediately | staff needed | opportunity to join
        | join the | startup looking | personality a | job fair | we need you | come work | work with us
        | work for us | part of our team | part of the team | staff wanted | help wanted
        | drivers wanted | agents wanted | wanted for | be the friendly | be the voice
        | success associate | now seeking | weekend shifts | night shifts | shift work | evening shifts
        | discount and | dm cv | cv to | early riser | for a living | send us your cv
        | send us your resume | are you looking for a job""",
    "advice": """how to | tips for | tips to | tips on | ways to | reasons why | reasons to | steps to
        | keys to | key to | secrets of | the secret | secret of | secret to | art of | power of
        | importance of | lessons from | habits of | guide to | why great | why good
        | why customer service | why you | why your | what makes | what zappos | can teach us
        | good customer service is | great customer service is | customer service is not
        | service is about | service is the | customer service matters | matters more | customers who
        | customers want | customers expect | your customers | their customers | every business
        | every company | any business | your brand | business owners | new post | new blog | blog post
        | case study | read more | via | check out | examples of | says study | study shows
        | according to | new study | people will forget | be patient be | hire for
        | the difference between | if you want | customer experience strategy | customer loyalty
        | customer retention | world class | next level | deliver great | deliver excellent
        | deliver exceptional | delivering great | delivering excellent | provide great
        | provide excellent | provide good | providing excellent | providing great
        | great customer service starts | do you think | costs nothing | starts with
        | customer service tip | customer service training | most underrated | underrated skill
        | brands that | companies that | work in customer service | working in customer service
        | customer service voice | customer service week | customer service day
        | excellent customer service in | customer service skills | customer service industry
        | worked in customer service | be kind | be nice | being nice | being kind | is a habit
        | make or break | is key | is king | is everything | is the new | is an art | to an unhappy
        | never to say | that nailed | turned complaints | customers love | great support is
        | great service is | good service is | support is a | call centre workers | retail workers
        | retail staff | service workers | please be kind | support is about | is about listening
        | is about people | about listening | people will | your best agents | your best employees
        | your best customers | your agents quit | employee experience | employee engagement
        | happy employees | the new marketing | phrases great | great support agents | begins with
        | starts with great | if your staff | happy staff | if your employees | happy customers are
        | soft skill | soft skills | angry callers | new agents | horror stories | service awards
        | service summit | service conference | a good call | good agents | great agents
        | a good agent listens | service recovery is | companies get wrong | get wrong about
        | good customer service means | good customer service starts | good customer service matters
        | good customer service isn't | great customer service means | great customer service matters
        | great customer service isn't | excellent customer service is
        | excellent customer service means | excellent customer service starts
        | excellent customer service matters | excellent customer service isn't | good support teams
        | good service teams | good teams | good companies | good leaders | great support teams
        | great service teams | great teams | great companies | great leaders | excellent support teams
        | excellent service teams | excellent teams | excellent companies | excellent leaders
        | outstanding support teams | outstanding service teams | outstanding teams
        | outstanding companies | outstanding leaders | amazing support teams | amazing service teams
        | amazing teams | amazing companies | amazing leaders | exceptional support teams
        | exceptional service teams | exceptional teams | exceptional companies | exceptional leaders
        | great piece | great article | great read | good read | must read | the best support reps
        | the best reps | the best agents are | the best agents do""",
    "giveaway": """chance to win | for a chance | a chance to | to win | win a | win an | win one
        | rt and | rt to | rt & | follow and | follow & | follow us and | and follow | & follow
        | like and share | like share | just like | tag a friend | tag someone | giving away | give away
        | we are giving | we're giving | enter to | enter our | to enter
        | prize draw | pick a winner | lucky winner | the winner | share and | lucky follower | rt this
        | nominate a | nominate someone | nominate your | tell us about | tell us your | tell us why
        | share your story | dinner on us | vote for | vote for your | vote now | nominated for
        | win tickets | tell us who | win two | win free""",
    "request": """can you | could you | can u | could u | will you | would you | can i | may i | can we
        | can someone | can somebody | can anyone | could someone | could somebody | could anyone
        | someone please | somebody please | please help | pls help | plz help | help me please
        | please advise | please can | please could | please fix | please call | please respond
        | please reply | please look | please check | please explain | how do | how can | how does
        | how long | how soon | how would | how come | who do | what do | what can | what's the
        | what time | what next | what about | where can | where is | where's my | when will | when can
        | why do | why does | why is | why are | why can't | why did | why won't | is there | are there
        | any chance | any way | any idea | any ideas | any news | any update | any updates | any advice
        | any help | any suggestions | any word | any luck | need help | need some help
        | need assistance | want to know | like to know | wondering if | was wondering | does anyone
        | has anyone | anyone know | anyone had | anyone else | which bank | are your | am i | should i
        | get hold of | best way to | best number | but how | but when | but i still | but still
        | having trouble | having issues | having problems | having a problem | having an issue
        | let me know | get back to me asap | respond to my | reply to my | reply asap | check my
        | look into | look at my | any recommendations | recommendations for | dm me | follow me
        | i sent | sent you | dm sent | sent dm | just sent | sent a dm | i have sent | have sent
        | i need help | i need to | i need a | i need my | i need an | i want to know | i want my
        | where do i | do you know | do you offer | are you guys | are you going | are you aware
        | is this normal | is it possible | did you get | have you got | i am trying to | i'm trying to
        | been trying to | get some help | some help please | help please | what are your | do i need
        | do i have | how many | could your | can your | would your | will your | please | pls | plz
        | plse | kindly | do you have any | do you have a
        | quickest way | fastest way | easiest way | is there an eta | any eta | an eta on""",
    "kin": """retweet | the rt | the follow | the ff | the mention | the mentions | following me
        | for following | my followers | birthday wishes | happy birthday | for coming | came to
        | my team | my crew | my job | my gig | my show | my book | love you all | everyone who
        | my new job | my girl | my amazing team | best followers | your prayers | prayers
        | thoughts and prayers | for the invite | for having me | on the show | my dad passed
        | the support act | church service | weather service | postal service | secret service
        | service packs | service pack | public service | military service | memorial service
        | morning service | funeral service | for your service | armed services | emergency services
        | police | call centre today | service dog | self service | streaming service | my homework
        | supporting me | supported my | your support of | for supporting | continued support
        | supported us | service provider | service area | internet service | phone service
        | cell service | wireless service | service plan | park service | thank you for your service
        | thanks for your service | sermon | essay | homework | exam | birthday | the staff party
        | staff party | party | movie | my workout | for sharing this | for the share | for sharing
        | friends who | for friends | my friends | my family | my bro | at work | my teacher | my class
        | my office | my coworker | my coworkers | coworkers | roommate | at school | tonight boys
        | girls night | the game | this team | what a game | great game | great win | survey | my gym
        | my trainer | online service | cddb service | cellular service | music service
        | subscription service | data service | download service | mail service | bus service
        | train service | text service | tv service | cable service | gps service | cloud service
        | sms service | web service | news service | t mobile service area | various other services
        | documentary | this show | neighbor | neighbour | my sister | my brother | my cousin
        | my son's teacher | first responders | stood in line | help me promote | us promote | the event
        | our event | in this series | on this series | in the film | in that film | this film
        | the series | mosque | temple | synagogue | the keeper | what a player | lift home
        | round the house | being a cashier | old lady | my customers | my shift | masterchef
        | challenge | concert | surprise party | my passengers | a customer told | teachers day
        | nurses day | mothers day | fathers day | happy nurses | happy teachers | my surgery | my coach
        | this season | i work in support | work in support | why i work in | i work for
        | my keys at the park""",
}
