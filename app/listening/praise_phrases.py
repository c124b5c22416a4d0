"""Phrases that mean more than their words, one group a meaning, parted by `|`. The longest one that fits is read."""

PHRASES: dict[str, str] = {
    "service": """customer service | customer services | customer support | customer care
        | customer relations | tech support | technical support | support team | service team
        | support staff | support desk | help desk | help line | live chat | call center | call centre
        | contact centre | contact center | front desk | client services | client service
        | guest services | guest service | service desk | service department | customer svc
        | customer srvc | cust service | cust serv | cust svc | support people | support line
        | support guy | support group | user support | product support | online support
        | returns department | social media team | twitter team | social team | custumer service
        | customer experience | service reps | consumer relations | member services | thank you support
        | thanks support | care team | support crew | phone support | email support | chat support
        | room service | table service | costumer service | service rep | service recovery
        | complaints team | level of service | quality of service | standard of service | your service
        | their service | the service | service dept | service center | service agent
        | customer service agent | customer service team | customer service rep | customer sevice
        | customer servise | costomer service | custmer service | cusomer service | customer srv
        | cust care | customer helpline | customer team | complaints department | claims department
        | billing department | parts department | tech department | it department | help center
        | help centre | after sales | after sales service | aftercare | returns team | chat service
        | support chat | support guys | support folks | support ppl | support agents | support agent
        | support rep | support reps | support person | support engineer | support engineers
        | service people | service crew | service guys | service staff | concierge service
        | roadside assistance | technical assistance | technical help | tech help | tech team
        | help team | support dept | support department | support service | support services""",
    "role": """flight attendant | flight attendants | flight crew | cabin crew | gate agent
        | gate agents | ticket agent | bus driver | delivery driver | ground crew | ground staff
        | check in staff | the lady on the phone | lady on the phone | the guy on the phone
        | guy on the phone | guy at | lady at | girl at | woman at | the gentleman | real person
        | real human | live person | human being | young man | young lady | front of house
        | person on the phone | lady who | guy who | gentleman who | person who | woman who | man who
        | the owner | the staff | your people | their people | baggage team | gate staff
        | people who answer | fraud team | baggage handlers | store manager | shop assistant
        | sales assistant | sales associate | ticket office | station staff | train manager
        | bus drivers | taxi driver | cab driver | uber driver | chat agent | chat rep | phone rep
        | phone agent | live agent | geek squad | genius bar | store staff | shop staff | floor staff
        | bar staff | door staff | hotel staff | airport staff | nursing staff | the team at
        | the team in | the guys at | the guys in | the girls at | the girls in | the folks at
        | the folks in | the people at | the ladies at | the lads at | the crew on | the crew at
        | first officer | baggage claim | red coat | check in agent | desk agent | lead agent | your fa
        | community manager | escalations team | executive office | claims team | claims handler
        | returns team | repair team | install team | sales team | sales rep | sales guy
        | service advisor | service manager | account manager | case manager | project manager""",
    "idiom": """above and beyond | above & beyond | above n beyond | beyond the call | extra mile
        | out of your way | out of their way | out of his way | out of her way | took care of
        | taking care of | taken care of | take care of you | takes care of | took such good care
        | took great care | took good care | great care | good care | excellent care | restored my faith
        | restored our faith | restores my faith | renewed my faith | faith in humanity
        | faith in customer service | cannot fault | can't fault | couldn't fault | could not fault
        | no questions asked | can't say enough | cannot say enough | can't thank you enough
        | can't thank | cannot thank | can not thank | couldn't thank | couldn't have asked
        | speak highly | speak highly enough | made my day | making my day | made my night
        | made our day | made my week | made my morning | made my trip | made our trip | made her day
        | made his day | make my day | saved my day | saved the day | saved my life | saved my bacon
        | saved us | saved me | saving the day | saved our | saving my | a raise | pay rise
        | made it right | made things right | making it right | make it right | making things right
        | make things right | night and day | second to none | how it's done | how its done
        | how you do it | take note | take notes | taking notice | take notice | done right
        | couldn't be happier | could not be happier | couldn't be more | couldn't have been more
        | could not have been more | couldn't have been nicer | could not have been nicer
        | couldn't be nicer | could not do enough | couldn't do enough | bent over backwards
        | bend over backwards | with a smile | looked after | looking after | looks after | really cares
        | really care | actually care | actually cares | actually listen | actually listens | truly care
        | truly cares | genuinely care | actually cared | genuinely cared | they care | you care
        | customer for life | loyal customer | my loyalty | class act | job well done | turned around
        | turned it around | in good hands | at ease | feel safe | feel at home | feel welcome
        | feel special | feel valued | felt safe | felt valued | felt welcome | felt like family
        | like family | treated me like | way to treat | know how to treat | knows how to treat
        | takes care of its | highly recommend | well deserved | hand it to | credit to | huge credit
        | customer service win | service win | wouldn't take | own up | owned up | took ownership
        | taking ownership | held my hand | happy customer | very happy customer | satisfied customer
        | won me over | won me back | blew me away | earned our | gained a | converted me
        | exceeded my expectations | exceeded expectations | beyond expectations | exceeds expectations
        | was a pleasure | pleasure doing business | pleasure to deal | so much better
        | set the standard | sets you apart | set you apart | puts every | puts other | put other
        | what i call | this is how | this is why | that's why | thats why i | that is why
        | reason why i | reason i fly | reason i love | stands behind | stand behind | stood behind
        | stood by | has my back | have my back | had my back | on the ball | on top of it
        | on their game | absolute delight | never had support this | never had service this
        | what a star | what a service | what service | what a company | what a team
        | true professionals | true professional | real professionals | nothing but praise
        | nothing but good | nothing but great | credit where | heart of gold | rarely tweet
        | don't usually tweet | don't usually do this | rarely experienced | made me smile | put a smile
        | made it happen | make it happen | made it easy | made it so easy | made it painless
        | keeping me posted | kept me informed | kept us informed | kept me posted | kept me updated
        | kept us updated | kept me calm | kept all of us | earned my business | earned my loyalty
        | absolute joy | keeping us informed | keep us informed | keeping me informed | keeping everyone
        | kept everyone | went out of | ran after | came through | coming through | comes through
        | has been wonderful | more of this | every other company | other companies should
        | all companies should | everyone should | nobody handles | no one handles
        | no one does it better | nobody does it better | hassle free | good experience
        | great experience | amazing experience | best experience | wonderful experience
        | excellent experience | awesome experience | positive experience | fantastic experience
        | pleasant experience | outstanding experience | pleasant to deal | easy to deal | great to deal
        | lovely to deal | nice to deal | top man | top bloke | top lad | top lady | top guy | top marks
        | top class | good man | good lad | what a guy | what a lady | what a gent | what a gentleman
        | what a legend | what a hero | that is service | that's service | now that's
        | that's customer service | that is customer service | zero questions | no questions
        | faith in people | lost for words | cannot recommend | can't recommend them enough | could kiss
        | i could cry | hug | big hug | deserve a medal | deserves a medal | deserves a raise
        | deserves recognition | deserves a promotion | deserves a bonus | worth their weight
        | weight in gold | cheered up | cheered me up | put my mind | peace of mind
        | nothing but respect | knew what she | knew what he | knew what they | knows what
        | know their stuff | knows her stuff | knows his stuff | knew her stuff | knew his stuff
        | knew their stuff | not just | made my whole | made our whole | decent of you | kind of you
        | nice of you | good of you | sweet of you | generous of you | lovely of you | thoughtful of you
        | awesome of you | cool of you | great of you | above what | so good to us | so good to me
        | so kind to | so nice to | so good with | stayed with me | stayed with us | stuck with me
        | stuck with us | without me even asking | without me asking | without even asking
        | without asking | without being asked | before i asked | before i even asked
        | didn't even have to ask | never had to ask | stay with you | chased me | chased after
        | ran back | drove back | drove all the way | apologised and | apologized and | owned the
        | every one of you | each and every one | all of you | as they come | every single one of you
        | treated with respect | went to bat | going to bat | by a mile | by far the best
        | best in the business | bar none | hands down the best | everything you're doing
        | everything you are doing | all you do | all that you do | everything you do | all you've done
        | everything you did | all you guys do | all your hard work | your hard work | so much love for
        | stayed open late | knew his job | knows his job | knew her job | never charged me
        | promote him | promote her | promote this | promote them | like pros | like a pro
        | like a champ | like champs | like a boss | like rockstars | saved my | means a lot
        | means so much | mean a lot | meant a lot | meant so much | meant the world | without us asking
        | forever a customer | customer forever | lifelong customer | repeat customer | loyal to
        | at its best | at its finest | at it's best | magic | worked some magic | working your magic
        | no words for | speechless | could not have been kinder | could not have been better
        | could not have been happier | could not have been sweeter | could not have been friendlier
        | could not have been easier | could not have been smoother | could not have been quicker
        | could not have been faster | could not have been lovelier | couldn't have been kinder
        | couldn't have been better | couldn't have been happier | couldn't have been sweeter
        | couldn't have been friendlier | couldn't have been easier | couldn't have been smoother
        | couldn't have been quicker | couldn't have been faster | couldn't have been lovelier
        | couldn't be kinder | couldn't be better | couldn't be sweeter | couldn't be friendlier
        | couldn't be easier | couldn't be smoother | couldn't be quicker | couldn't be faster
        | couldn't be lovelier | could not be nicer | could not be kinder | could not be better
        | could not be sweeter | could not be friendlier | could not be easier | could not be smoother
        | could not be quicker | could not be faster | could not be lovelier | could not be more
        | cannot be nicer | cannot be kinder | cannot be better | cannot be happier | cannot be sweeter
        | cannot be friendlier | cannot be easier | cannot be smoother | cannot be quicker
        | cannot be faster | cannot be lovelier | cannot be more | couldnt have been nicer
        | couldnt have been kinder | couldnt have been better | couldnt have been happier
        | couldnt have been sweeter | couldnt have been friendlier | couldnt have been easier
        | couldnt have been smoother | couldnt have been quicker | couldnt have been faster
        | couldnt have been lovelier | couldnt have been more | couldnt be nicer | couldnt be kinder
        | couldnt be better | couldnt be happier | couldnt be sweeter | couldnt be friendlier
        | couldnt be easier | couldnt be smoother | couldnt be quicker | couldnt be faster
        | couldnt be lovelier | couldnt be more | can't be nicer | can't be kinder | can't be better
        | can't be happier | can't be sweeter | can't be friendlier | can't be easier
        | can't be smoother | can't be quicker | can't be faster | can't be lovelier | can't be more
        | all credit to | mad props | major props | standing ovation | gold medal | you win | winning at
        | killing it | crushing it | nailed it | smashed it | aced it | out of the park | raise the bar
        | raised the bar | raises the bar | sets the bar | a cut above | miles ahead | streets ahead
        | head and shoulders | to shame | league of its own | league of their own | league of your own
        | role model | as it should be | how it should be | the way it should be | should be like this
        | more companies should | every company should | all businesses should | take a leaf | textbook
        | definitely be back | will be back | i'll be back | be using you again | using them again
        | use them again | use you again | use again | order again | buy again | buy from them again
        | shop there again | shop with you again | fly with you again | fly you again
        | flying with you again | never fly anyone else | never flying anyone else
        | never going anywhere else | wouldn't use anyone else | won't use anyone else
        | wouldn't go anywhere else | won a customer | got a customer | gained a customer
        | gained a loyal | gained a fan | sticking with you | staying with you | glad i called
        | glad i asked | glad i chose | glad i switched | so glad i | pleasant surprise
        | pleasantly surprised | beyond happy | beyond impressed | beyond grateful | beyond helpful
        | blown away by | blows me away | tears of joy | over the moon | brought tears | tear to my eye
        | happy tears | made me cry happy | real mvp | the real mvp | mvp | you da best | you da man
        | got your back | spot on | bang on | top drawer | a treasure | treasures | worth every
        | can't recommend | look no further | can't go wrong | cannot go wrong | five stars from
        | would recommend them | do yourself a favor | do yourself a favour | go the distance
        | went the distance | goes the distance | goes above | going above | went above | go above and
        | deserves it | deserves credit | deserves praise | deserve credit | deserve praise
        | deserve all the | deserves all the | needs a raise | need a raise | deserve a bonus
        | earned a raise | get a raise | gets a raise | give her a raise | give him a raise
        | give them a raise | gave me hope | old fashioned service | the human touch | personal touch
        | personal service | one of a kind | true gem | real gem | absolute gem | hidden gem
        | star of the day | made all the difference | made a difference | big difference
        | makes such a difference | made a huge difference | night & day | breath of fresh air
        | couldn't ask for | could not ask for | couldn't ask for more | can't ask for more
        | what more can | nothing was too much | nothing is too much | too much trouble
        | no trouble at all | on their toes | know what they're doing | knew what they were doing
        | know what they are doing | took pride | takes pride | wouldn't let me pay
        | refused to let me pay | wouldn't accept | didn't charge me | didn't charge us
        | didn't even charge | never lets me down | turned my day around | turned my | turned our
        | turned what could | from the heart | warms my heart | warmed my heart | heart warming
        | heartwarming | restore my faith | restoring my faith | faith restored | humanity restored
        | set the bar | not all heroes | made a little | made my kid | made my kids | made my son
        | made my sons | made my daughter | made my mom | made my mum | made my dad | made my wife
        | made my husband | made my birthday | made our honeymoon | made our anniversary | made us so
        | made me so | made me feel | made us feel | made him feel | made her feel | made them feel
        | making me feel | making us feel | makes me feel | makes you feel | make you feel
        | make me feel | great attitude | great attitudes | positive attitude | good attitude
        | wonderful attitude | more of this please | very happy | so happy with | employee of the year
        | employee of the month | who'd have thought | can't argue with that | figured it out
        | figured out my | won't forget | never forget | will never forget | gave up their | gave up her
        | gave up his | best manners | good manners | lovely manners | warms the heart""",
    "solved": """all sorted | now sorted | problem solved | issue resolved | issue solved | problem gone
        | up and running | working again | works again | working now | works now | working perfectly
        | back online | back up and running | money back | all set | all good now | got it fixed
        | all fixed | got it sorted | got me sorted | got us sorted | sorted me out | sorted us out
        | sorted it out | sorted it | fixed it | solved it | fixed my | fixed our | solved my
        | resolved my | sorted my | fixed me up | sorted out my | straightened out | worked out
        | got me on | got us on | got me home | got us home | getting me home | getting us home
        | getting me on | getting us on | getting me to | getting us to | got my bag back | got my bag
        | brand new one | new replacement | full refund | sent me a new | sent a new
        | sent me a replacement | sent another | free replacement | replaced it | replaced my
        | replaced the | returned my | rescued | free of charge | at no cost | no charge
        | no extra charge | without charge | waived the | refunded me | refunded my | rebooked me
        | rebooked us | was all it took | all it took | real human picked up | hung on | overnighted me
        | shipped another | sent me another | shipped a new | shipped me | replaced by
        | another one overnight | on its way | honored the | honoured the | delivered to my door
        | came out and | that worked | that did the trick | did the trick | worked a treat | good as new
        | back to normal | all back | problem fixed | issue fixed | knocked £ | no argument
        | without any argument | without argument | offered a refund | offered me a | gave me a refund
        | gave me a full | gave us a refund | gave me a new | gave me my | gave me credit
        | gave me a credit | waived my""",
    "swift": """in no time | no time at all | right away | straight away | straightaway | on the spot
        | same day | next day | in record time | record time | lightning fast | super fast | so fast
        | so quick | so quickly | that was fast | that was quick | right back | first ring | second ring
        | first call | one call | one email | one phone call | no hold | no wait | no waiting
        | very brief | on a sunday | on a saturday | at midnight | on christmas | before i even
        | before we even | before i'd | before i had | before i knew | ahead of schedule
        | around the clock | real quick | the same day | timely manner | five minute call | quick call
        | without any delay | b4 i even | quick turnaround | timely""",
    "care act": """got back to me | getting back to me | getting back to us | get back to me so
        | gets back to | followed up | following up | follow up | followed up with | called me back
        | calling me back | called back | call me back so | rang me | rang back | calling to check
        | called to check | stayed on the line | stayed on the phone | stayed late | stayed open
        | kept the store open | walked me | walking me | walked us | talked me through | walked her
        | walked him | walked them | explained everything | took the time | taking the time
        | taking time | took time | reached out | reaching out | checked in | checking in | checked on
        | sent flowers | hand written | handwritten | waited while | waited for us | waited for me
        | held the plane | held the door | held the flight | held our | chased down | hunted down
        | tracked down | taken good | helping me | helped me | helping us | helped us | helping out
        | helped out | help me out | help me get | helped my | helping my | helped her | helped him
        | assisting me | assisted me | your help | your assistance | all the help | all your help
        | great help | big help | huge help | the assist | the assistance | his help | her help
        | their help | working with me | worked with me | working hard | hard work | worked hard
        | squeezed me | looking into it so | looking out for | looked out for | put up with
        | answered the phone | picked up | picked up the phone | answered on | answered in
        | answered within | replied in | replied within | responded in | responded within | replied on
        | responded so | made an exception | made exceptions | bent the rules | on her day off
        | on his day off | on her break | on his break | in the pouring rain | in the rain | after hours
        | past closing | bank holiday | out of warranty | no receipt | without a receipt | my own fault
        | my own mistake | even though it was my | day off | called around | rang around | phoned around
        | checked up | checked back | kept checking | kept in touch | kept in contact | kept calling
        | kept me up to date | kept us up to date | keeping us updated | keeping me updated
        | keeping me in the loop | kept me in the loop | kept us in the loop | stayed in touch
        | came out to | came back to | came in early | came straight | went straight | went and got
        | went to the back | ran out to | ran to | ran it | drove it | brought it | brought me
        | brought us | brought my | carried my | carried our | held my hand | gave me a ride
        | gave me a lift | gave me her | gave me his | gave us a ride | let me vent | let us stay
        | let me stay | set me up | set us up | set it up for me | talked me down | calmed me
        | calmed my | put up with me | put up with my | put me on | put us on | took my call
        | took the call | took ownership | took responsibility | took it back | took them back
        | took care of it | took it upon | made sure | making sure | make sure i | made certain
        | wrote back | wrote me back | writes back | emailed back | emailed me back | replied back
        | replied to me | replied to my | replied personally | responded to me | responded to my
        | responded personally | answers every | answers all | answered every | answered all
        | answered my | sorted everything | handled everything | fixed everything | took the initiative
        | looked into it | looked it up | tracked it down | found it | found them | found me
        | found us a | found us | saved a seat | saved me a | searched for | helped us find
        | helped me find | helped find | help finding | helping find | personally called | personal call
        | personal email | personal reply | handwritten note | thank you note | sent a card
        | sent me a card | sent me flowers | sent us flowers | sent a gift | birthday card""",
    "no fuss": """no fuss | zero fuss | without fuss | without any fuss | no hassle | zero hassle
        | without hassle | without any hassle | right away with no hassle | never pushy | not pushy
        | no pressure | no scripts | no complaints | can't complain | cannot complain
        | no problem at all | no problems at all | without a problem | without any problems
        | didn't have to | no drama | without drama | no trouble | never a problem | not once did
        | no nonsense | no muzak | no forms | no stress | no bother | easy as pie | no questions
        | wasn't rude | not only | no issues | never had any problems | never fails | never disappoints
        | never disappoint | never let me down | never lets me down | never fail | haven't let me down
        | didn't even have to | without even | no questions asked | no arguing | no arguments
        | no hard sell | no small print | no waiting around | no red tape""",
    "thanks ahead": """thanks in advance | thank you in advance | thank in advance | thx in advance
        | tia | thanking you in advance | thanking you | appreciated in advance | would be appreciated
        | would be greatly appreciated | would appreciate | would really appreciate | would be grateful
        | is appreciated | greatly appreciated if | much appreciated if | appreciate it if
        | appreciate if | appreciate any | appreciate a call | appreciate a response
        | appreciate a reply | would be great | would be awesome | would be amazing | would be nice
        | would be helpful | would be lovely | would be good | would be fantastic | be much appreciated
        | be appreciated | look forward to | looking forward to your | looking forward to hearing
        | prompt attention to | your prompt attention | await your | awaiting your | in anticipation
        | for your time | for your consideration | early reply | your prompt reply
        | your prompt response | your early response | hope to hear | hear from you | hear back from
        | reply soon | respond soon""",
    "double-edged": """way to go | nice one | well played | as usual | congrats on | congratulations on
        | nice to see that | it's great that | glad to know | glad to see that | what a surprise
        | the best part | gotta love | got to love | love how | love when | love it when | such a joy
        | good going | nice try | what a helpful | real nice | oh so | sooo helpful | as promised
        | favorite part of | favourite part of | best thing about | best part of | no better feeling
        | cool cool | said no one ever | a+ stuff | at its finest | at it's finest | at its best""",
    "bitter": """thanks for nothing | thank you for nothing | thanks but no thanks | no thanks
        | no thank you | thanks alot | slow clap | nice going | yeah right | my call is important
        | call is important | oh great | oh wonderful | oh good | oh joy | ah yes | ya right
        | real classy | nothing says | love being | don't you love | you really made | sure it is
        | sure they do | so impressed that it took | i feel so valued | feel so valued
        | another fantastic day | counting | more like | five different | consistency is key
        | is key i guess | how hard is it | thanks a bunch | thanks heaps | you had one job | one job
        | surprise surprise | shock horror | funny how | funny that | interesting how | real mature
        | nice to see you care""",
    "thanks for": """thx so much for | thx again for | thanks very much for | thank you very much for
        | thanks for | thank you for | thx for | thanks to | thank you to | kudos for | kudos to
        | kudos on | props to | props for | props on | shoutout to | shout out to | shoutout for
        | shout out for | hats off to | congrats to | congratulations to | applause for | applause to
        | big ups to | appreciate you | ty for | thankyou for | thanks so much for
        | thank you so much for | thanks again for | thanks again to | grateful for | grateful to
        | thankful for | appreciate the | appreciate your | thanks a lot for | cheers for
        | thanks a million | thank you all for | many thanks to | many thanks for | big thanks to
        | cheers to | massive thanks to | huge thanks to | special thanks to | big thank you to
        | huge thank you to | round of applause | high five to | love you for | nice job | good job
        | great job | nice work | great work | well done | excellent work | excellent job | awesome job
        | amazing job | amazing work | awesome work | fantastic job | fantastic work | wonderful job
        | outstanding job | outstanding work | super job | incredible job | way to | shout out
        | shout outs | hats off | hat tip | thumbs up | two thumbs up | gold star | good on you
        | high five | gotta give | have to give | got to give | brownie points | fair play
        | pat on the back | thank goodness for | god bless | bless you | bless them | love my | bravo
        | appreciate u guys | appreciate you guys | appreciate all | just want to thank | want to thank
        | wanted to thank | would like to thank | i'd like to thank | like to thank | want to say thank
        | wanted to say thank | thank u for | thank u to | thank you again for | thankyou to | ty to""",
    "harm": """hung up | hang up | hanging up | hangs up | on hold | no show | no shows | no response
        | no answer | no help | no apology | no updates | no update | no communication | no idea
        | still waiting | still no | still not | not working | doesn't work | does not work
        | didn't work | not responding | cut off | run around | runaround | passed around
        | pushed around | let down | let me down | ripped off | rip off | never again | not happy
        | not helpful | not good | not great | not acceptable | not impressed | no sense | shame about
        | shame on | a shame | left us | left me | third time | fourth time | second time | fifth time
        | 3rd time | 4th time | 2nd time | times now | 3 times | three times | 4 times | four times
        | 5 times | closed my | switching to | i'm done | im done | cancelling my | last time
        | no longer | losing my bag | lost my bag | lost my bags | lost luggage | cancelled flight
        | late flight | flight cancelled | hours late | hour delay | hr delay | two weeks | 2 weeks
        | 3 weeks | three weeks | 6 weeks | weeks later | months later | days ago | weeks ago
        | for hours | all day | for days | for weeks | for months | sick of | fed up | tired of
        | out of order | rather than | instead of | wasting my | waste of | need to learn | could learn
        | can learn | should learn | learn something | learn a lot | train your | shameful
        | does nothing | did nothing | do nothing | done nothing | couldn't help | can't help
        | cannot help | could not help | wouldn't help | unable to help | didn't help | doesn't help
        | does not help | did not help | not help | won't help | refuse to | refused to | couldn't do
        | can't do | didn't care | don't care | doesn't care | do not care | could care less
        | don't listen | no customer service | lack of | nothing like | zero help | ran out | locked out
        | clearly don't | third day | different things | fell through | non existent | next to useless
        | talk to a human | of nowhere | that's how bad | 5th time | 6th time | 7th time | 10th time
        | nth time | sixth time | different answers | no reply | never got | never received
        | never solved | never called | never replied | never responded | didn't turn | didn't show
        | never showed | never arrived | hung up on me | laughed at | talk to me like | still can't
        | still haven't | still hasn't | still isn't | have to wait | had to wait | kept waiting
        | keep waiting | no use | of no use | need more | third attempt | nobody cares | no clue
        | what a joke | can't get | can't find | can't log | unable to | won't let | was no help
        | new low | hit a new low | thanks to your incompetence | made it worse | makes it worse
        | yelled at | not our problem | threw my | high and dry | no compensation | two different
        | 2 different | 2 diff | busy signal | no signal | passed from pillar | pillar to post
        | palmed off | fobbed off | bad attitude | an attitude | rolled her eyes | rolled his eyes
        | shouted at | screamed at | snapped at | copy and paste | copy paste | wits end | wit's end
        | no joy | no luck | got nowhere | getting nowhere | trading standards | bbb | small claims
        | on the phone for hours | still on hold | keep getting | keeps getting | keeps telling
        | keep telling me | keep saying | kept saying | kept telling | nobody knows | nobody answers
        | nobody answered | no one answers | no one answered | no one knows | no one cares
        | no one there | no one has | nobody has | no human | not one person | not a single | not even
        | not sure why | didn't even | doesn't even | don't even | can't even | couldn't even
        | won't even | haven't even | never even | to no avail | avoid at all | stay away | steer clear
        | do not use | don't use | do not buy | don't buy | don't bother | go elsewhere | went elsewhere
        | taking my business | take my business | lost my business | lost a customer | losing a customer
        | lose a customer | lost me as | ex customer | last straw | not the first time | yet again
        | once again | over and over | gave up on | i gave up | given up | 1 star | one star
        | 1 star for | zero stars | never going back | never coming back | won't be back | never return
        | won't return | not coming back | last time i | never using | never flying | never shopping
        | never order | never buy | then nothing | and nothing | is nothing | half of it | a shock
        | not my problem | your problem now""",
    "praise": """five stars | 5 stars | 10 out of 10 | full marks | the man | the bomb | on point
        | as good as it gets | hands down | best ever | take a bow | good people | good egg
        | give that woman | give that man | give them | give him a | give her a | into a great
        | into a good | into a fun | into a positive | love you guys | love u guys | love this company
        | you guys rock | you guys are the best | you are the best | you're the best
        | you guys are great | you guys are awesome | you guys are amazing | no better | so pleasant
        | so lovely | so kind | so nice | so friendly | so helpful | super nice | super kind
        | super friendly | super helpful | absolute legend | absolute legends | absolute star
        | absolute stars""",
    "salute": """shout out | shout out to | shout out for | shout outs | shout outs to | hats off
        | hats off to | hat tip | big ups | big ups to | big up | thumbs up | two thumbs up | gold star
        | pat on the back | round of applause | high five | high five to | well done | props to
        | props for | props on | kudos for | kudos to | kudos on | shoutout to | shoutout for
        | applause to | applause for | brownie points | fair play | bravo to | gotta give | have to give
        | gotta give it up | good on you | nice job | good job | great job | nice work | great work
        | excellent work | excellent job | awesome job | amazing job | amazing work | awesome work
        | fantastic job | fantastic work | wonderful job | outstanding job | outstanding work
        | super job | incredible job | hand it to | credit to | cheers to | big thanks to
        | huge thanks to | massive thanks to | massive thank you | huge thank you | big thank you
        | special thanks | massive thanks | huge thanks | big thanks | million thanks | a million thanks
        | heartfelt thanks | sincere thanks | huge thank you to | big thank you to""",
    "mild": "so well | very well | well handled | nicely done | wow wow",
    "channel": """on the phone | over the phone | off the phone | by phone | phone call | phone calls
        | via chat | on chat | over chat | over email | by email | via email | at the counter
        | at the gate | at the desk | on twitter""",
    "neutral": """kind of | some kind | what kind | any kind | as well | as well as | pretty sure
        | would like | i'd like | like to | good thing | good news | great news | good morning
        | good evening | good afternoon | happy to | in order to | kind regards | best regards
        | warm regards | best buy | better off | good night | great deal | free to | no matter
        | of course | at least | best way | how best | good idea | for good | no doubt | for sure
        | a great day | a good day | a nice day | a great weekend | nice day | great day | a good one
        | love to | thank god | the more | better yet | all the best | at best | better than nothing
        | good enough | help desk number | customer service number | customer service email
        | customer service line | customer service phone number | hope you get a raise | hope you know
        | hope they know | hope he gets | hope she gets | hope they get | hope you realize
        | hope you realise | hope this gets | hope someone sees | hope her boss | hope his boss
        | hope you see | wouldn't have | the best of luck | last minute | letting me know
        | letting us know | let me know | the heads up | the info | the update | the tip
        | can we talk about | can we just | why do i love | do you see | how good is | how great is
        | how amazing is | how cool is | how nice is | who knew | what can i say | could not have
        | can i just say | may i just say | can i say | can i get an amen | can't believe how
        | i have to | i had to | i need to give | i need to say | i need to thank | expecting the worst
        | expected the worst | feared the worst | prepared for the worst | at worst | valued customer
        | paying customer | paying customers | a customer | please thank | please tell | please give
        | please pass | please pass on | please recognize | please recognise | please promote
        | please keep | please let them | please let her | please let him | please don't change
        | please say thank | please say thanks | pls thank | pls tell | pls give | plz thank | plz give
        | pleased to""",
    "wishful": """if only | i wish | wish you | wish your | wish they | wish more | would have been
        | would've been | would have loved | would love to | i'd love to | id love to | should've
        | could've | could learn | needs to be | need to be | supposed to be | supposed to | used to be
        | used to have | used to love | used to | not exactly | yet to | isn't hard | isn't rocket
        | is it too much | hoping for | hope to | hope for | hopefully | looking forward to | can't wait
        | cannot wait | where is the | what happened to | whatever happened | bring back | instead of
        | for what i pay | famous | so called | expected more | expect better | expected better
        | had better | do better | get better | not as good | half as | if your | if you had
        | if they had | if you guys had | if you could | you'd be | you would be | i miss | back when
        | remember when | would it kill | would it hurt | learn from | take lessons | take a lesson
        | even close to | hope | hoping | hopes | wish | wishing | wished | good luck | would have given
        | would have given five | had been better | if they'd | if they would | if you'd | if you would
        | if i had | if anyone | if somebody | if someone had | wouldn't it be | better service from
        | more helpful than | sometime this year""",
}
