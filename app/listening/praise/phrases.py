"""Phrases that mean more than their words, one group a meaning, parted by `|`; the longest one that fits is read."""

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
        | can't say enough | cannot say enough | can't thank you enough | can't thank | cannot thank
        | can not thank | couldn't thank | couldn't have asked | speak highly | speak highly enough
        | made my day | making my day | made my night | made our day | made my week | made my morning
        | made my trip | made our trip | made her day | made his day | make my day | saved my day
        | saved the day | saved my life | saved my bacon | saved us | saved me | saving the day
        | saved our | saving my | a raise | pay rise | made it right | made things right
        | making it right | make it right | making things right | make things right | night and day
        | second to none | how it's done | how its done | how you do it | take note | take notes
        | taking notice | take notice | done right | couldn't be happier | could not be happier
        | couldn't be more | couldn't have been more | could not have been more
        | couldn't have been nicer | could not have been nicer | couldn't be nicer | could not do enough
        | couldn't do enough | bent over backwards | bend over backwards | with a smile | looked after
        | looking after | looks after | really cares | really care | actually care | actually cares
        | actually listen | actually listens | truly care | truly cares | genuinely care
        | actually cared | genuinely cared | they care | you care | customer for life | loyal customer
        | my loyalty | class act | job well done | turned around | turned it around | in good hands
        | at ease | feel safe | feel at home | feel welcome | feel special | feel valued | felt safe
        | felt valued | felt welcome | felt like family | like family | treated me like | way to treat
        | know how to treat | knows how to treat | takes care of its | highly recommend | well deserved
        | hand it to | credit to | huge credit | customer service win | service win | wouldn't take
        | own up | owned up | took ownership | taking ownership | held my hand | happy customer
        | very happy customer | satisfied customer | won me over | won me back | blew me away
        | earned our | gained a | converted me | exceeded my expectations | exceeded expectations
        | beyond expectations | exceeds expectations | was a pleasure | pleasure doing business
        | pleasure to deal | so much better | set the standard | sets you apart | set you apart
        | puts every | puts other | put other | what i call | this is how | this is why | that's why
        | thats why i | that is why | reason why i | reason i fly | reason i love | stands behind
        | stand behind | stood behind | stood by | has my back | have my back | had my back
        | on the ball | on top of it | on their game | absolute delight | never had support this
        | never had service this | what a star | what a service | what service | what a company
        | what a team | true professionals | true professional | real professionals | nothing but praise
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
        | use them again | use you again | use again | order again | buy from them again
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
        | didn't even charge | never lets me down | turned my day around | turned what could
        | from the heart | warms my heart | warmed my heart | heart warming | heartwarming
        | restore my faith | restoring my faith | faith restored | humanity restored | set the bar
        | not all heroes | made a little | made my kid | made my kids | made my son | made my sons
        | made my daughter | made my mom | made my mum | made my dad | made my wife | made my husband
        | made my birthday | made our honeymoon | made our anniversary | made us so | made me so
        | made me feel | made us feel | made him feel | made her feel | made them feel | making me feel
        | making us feel | makes me feel | make you feel | make me feel | great attitude
        | great attitudes | positive attitude | good attitude | wonderful attitude | more of this please
        | very happy | so happy with | employee of the year | who'd have thought | can't argue with that
        | won't forget | never forget | will never forget | gave up their | gave up her | gave up his
        | best manners | good manners | lovely manners | warms the heart | your patience with me
        | for your patience with | patience with me | patience with us | like a friend | was a hoot
        | what a difference | warm welcome | warm smile | big smile | friendly smile | smile on her
        | smile on his | patience of a saint | decent humans | mind blown | blew my mind
        | that's dedication | now that is | redeemed yourselves | redeemed yourself
        | redeemed themselves | impressed by how | impressed with how | got it spot on | the best in the
        | made everybody's | made everyone's | made everyone feel | made everyone laugh
        | made everyone smile | on the first try | on the first call | remembered our names
        | remembered our name | remembered my name | remembered my order | remembered us | remembered me
        | knew my name | knew our names | talked me out of | i owe you | i owe her | i owe him
        | i owe them | owe your | owe you one | sweet note | lovely note | nice note
        | never made me feel | never once made me | without hovering
        | couldn't have done more | could not have done more | couldn't have done any more
        | could have hugged | could've hugged | could have kissed | more like him please
        | more like her please | more like them please | more people like him
        | more people like her | proper service | worth his weight | worth her weight
        | worth their weight""",
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
        | shout outs | hats off | hat tip | two thumbs up | gold star | good on you | high five
        | gotta give | have to give | got to give | brownie points | fair play | pat on the back
        | thank goodness for | god bless | bless you | bless them | love my | bravo | appreciate u guys
        | appreciate you guys | appreciate all | just want to thank | want to thank | wanted to thank
        | would like to thank | i'd like to thank | like to thank | want to say thank
        | wanted to say thank | thank u for | thank u to | thank you again for | thankyou to | ty to""",
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
}
