"""The words praise of support is made of, one group a meaning, and the phrases that mean more than their words.

A word may stand in several groups. In the phrases the words of one line are parted by `|`.
"""

WORDS: dict[str, str] = {
    "praise": """amazing awesome awesomeness fantastic excellent outstanding exceptional exceptionally
        brilliant superb superbly incredible incredibly wonderful wonderfully terrific phenomenal
        fabulous fab stellar best bestest perfect perfectly flawless flawlessly impeccable extraordinary
        marvelous marvellous magnificent unmatched unparalleled unbeatable rock rocks rocked rockstar
        rockstars legend hero heroes heroic star stars superstar superstars gem gems angel angels
        lifesaver lifesavers saint godsend champ champs champion champions 10/10 11/10 100/10 a+ a++
        a+++ top-notch first-class first-rate world-class five-star 5-star awsome amazin excelent
        fantastically ace spectacular spectacularly remarkable delightful treasure invaluable immaculate
        wow'd wowed bravo superior sublime genius tremendous glowing fave wizard wizards wizardry
        miracle godsent lifesaving excellant fantasic fantastik amazeballs brill oustanding
        outstandingly excellently marvellously exemplary unforgettable commendable bestie's 5* 5⭐ a1
        class-act legends""",
    "mild": """good great gr8 grt nice nicely lovely pleasant pleasantly cool love loved loving luv
        happy glad pleased delighted delight impressed impressive impress impresses solid smooth
        smoothly super better gratefully pleasure refreshing refreshingly easy easily easiest effortless
        effortlessly seamless seamlessly painless reliable favourite favorite win class classy enjoyed
        enjoyable special yay woohoo beautiful beautifully sweet sweetest recommend recommended greatest
        terrifically surprised surprisingly comforting reassuring priceless happier happiest satisfied
        deserve deserves commend commended commendable praise nailed respect funny cheered pleasing
        chuffed stoked relieved thrilled ecstatic touched amazed astonished stunned dope clutch mvp
        slick unreal wicked fabulously cracking smashing sound lush belting legendary charming charm
        heartwarming grand aces dandy top wow""",
    "manner": """friendly friendliest friendliness helpful helpfulness helpfull courteous courteously
        courtesy polite politely politeness kind kindness kindest patient patience attentive
        professional professionally professionalism prompt promptly promptness responsive responsiveness
        knowledgeable knowledgable understanding caring compassionate compassion accommodating
        accomodating thoughtful thoughtfulness considerate efficient efficiently efficiency cheerful
        cheery gracious graciously welcoming personable empathetic empathy sympathetic thorough
        respectful hospitable hospitality generous generosity honest nicest warmth warmly calm calmly
        upbeat competent obliging approachable proactive proactively diligent dedicated dedication
        gentle humorous attentiveness hardworking hard-working tactful sincere selfless sweetheart
        sweethearts chatty smiling smiles reassured reassurance transparent well-mannered easygoing
        cooperative hilarious cheered comforted consoled decent decency honesty smiley jolly cheeriest
        loveliest calmest kinder freindly proffesional knowlegeable knowledgeble curteous couteous fair
        fairly communicative patiently reliable trustworthy attentively sincerely sincerity unfailingly
        civil engaging""",
    "gratitude": """thank thanks thanx thx thnx thnks thanku thankyou ty tysm tnx thks tks thankful
        grateful gratitude appreciate appreciated appreciates appreciative gracias merci appreciation
        indebted cheers thankx thnkx appriciate apreciate appreaciate gratefull ta danke obrigado""",
    "salute": """kudos props shoutout shout-out shoutouts s/o hats applause applaud commend hattip bravo
        salute #shoutout #kudos #props #thankyou #hatsoff congrats commending""",
    "service": """#customerservice #customersupport #customercare #custserv #greatservice
        #greatcustomerservice #customerexperience #techsupport #helpdesk helpdesk helpline cs csr
        concierge livechat servicedesk customer-service #excellentservice #bestservice #amazingservice
        #goodservice #exceptionalservice #awesomeservice #custserve #customerserviceatitsbest""",
    "service word": """"service services support servce svc srvc #service #support hospitality
        assistance care""",
    "role": """agent agents rep reps representative representatives staff staffs staffer crew crews
        attendant attendants steward stewards stewardess stewardesses pilot pilots captain driver
        drivers engineer engineers technician technicians tech techs clerk clerks waiter waitress
        waiters waitresses server servers barista baristas bartender nurse nurses doctor receptionist
        receptionists manager managers supervisor supervisors associate associates employee employees
        operator operators advisor advisors adviser advisers cashier cashiers concierge mechanic
        mechanics plumber installer electrician pharmacist salesman saleswoman salesperson salespeople
        assistant assistants conductor host hostess porter doorman cleaner usher courier postman mailman
        specialist specialists consultant consultants teller csr csrs personnel gentleman handler seller
        dispatcher fitter stylist hairdresser chef butler bellman valet tailor optician dentist
        paramedic paramedics midwife volunteers librarian rangers carer carers landlord realtor broker
        janitor bellhop housekeeper housekeepers housekeeping purser installers movers plumbers hosts
        hostesses bartenders pharmacists dentists tellers ushers stylists chefs valets electricians
        couriers tutor tutors sellers mover concierges handyman foreman salesgirl salesguy rep's agent's
        staff's crew's team's skycap skycaps cabbie cabbies developer developers founder ceo moderator
        merchandiser butcher baker florist vet vets surgeon surgeons counsellor adjuster adjusters
        underwriter banker bankers ambassador ambassadors greeter greeters deckhand lifeguard instructor
        caretaker superintendent super's doormen postie dispatchers fitters porters conductors guard
        guards greengrocer fa's fas maintainer maintainers""",
    "people": """team teams guys folks folk people peeps gang lads lad ladies lady guy gal gals girl
        girls man woman gentlemen person human bloke chap colleague colleagues fella dude dudes y'all
        yall boys mods chick lass lasses chaps wizards""",
    "channel": """phone phoned call called calls email emails emailed chat chatted chatting tweet tweets
        tweeted twitter line desk gate counter rang ring ticket tickets dm dms message messages online
        store branch shop checkin check-in spoke speaking talked talking hotline kiosk billing
        reservations reception msg dealing dealt experience interaction pharmacy checkout till chat's""",
    "reply": """reply replies replied replying response responses responded responding respond responds
        answer answered answers answering communication follow-up followup acknowledged listening
        listened listens listen explained explaining explain explains informed informing updates
        attention replys updating resopnse responce respnse feedback dm'd""",
    "help": """help helped helping helps helpin assist assisted assisting assists handled handling
        handle accommodated accommodate accommodating cared walked looked greeted guided escorted
        carried chased hunted reassured calmed checked welcomed rushed worked treated treats treatment
        waited advised dealt arranged effort efforts delivered reunited tracked stayed waived honored
        honoured comped went booked squeezed served hustle hustled comforted entertained joked sang
        comforting reassuring fetched lent drove escorting apologised apologized apologizing apologising
        empathised empathized understood taught showed demonstrated double-checked intervened
        volunteered treating serving waiving assistance""",
    "outcome": """fixed fix fixes fixing sorted sort sorting solved solve solving solution resolved
        resolve resolving resolution rebooked rebooking refunded refund replaced replacement repaired
        restored returned recovered credited reimbursed fulfilled found upgraded rescheduled reinstated
        cleared corrected sorts rectified re-booked retrieved expedited exchanged overnighted traced
        located unlocked reactivated reset diagnosed patched mended installed amended adjusted reversed
        secured organised organized swapped rerouted reunited remedied resent reprinted reshipped
        restocked refilled repainted compensated refunding replacing repairing rerouting recovering
        finding locating""",
    "speed": """quick quickly quickest quicker quickness fast faster fastest speedy swift swiftly
        instant instantly immediately immediate rapid rapidly timely asap prompt promptly promptness
        lightning efficient efficiently speed pronto hassle-free same-day""",
    "product": """flight flights plane planes seat seats legroom wifi phone phones app apps camera
        cameras food meal coffee burger curry price prices pricing deal deals sale update updates
        version feature features album song songs game games show movie film concert episode movies tv
        picture pictures photo photos video videos battery screen sound router player software laptop
        keyboard network signal design menu menus website site catalogue view views sunset room rooms
        bed hotel beach weather snacks drinks beer wine pizza kettle strap jeans dress shoes colour
        color product products item items quality model airline airlines airport trip travel vacation
        holiday ride car route routes destination ad ads commercial commercials rewards points miles
        lounge livery landing takeoff entertainment music brand logo selfie zoom lens image images
        device ipod printer dvd units unit book party birthday catalog bags""",
    "perk": """free upgrade upgraded voucher vouchers discount discounts coupon coupons gift gifts prize
        points companion pass bonus samples swag giveaway promo code credits sale reward rewards miles
        retweet follow ff rt #ff followers mention birthday""",
    "for": "for",
    "your": "your you're ur yours",
    "complaint": """worst terrible terribly horrible horribly horrid awful awfully poor poorly pathetic
        rude rudely rudeness rudest useless worthless joke jokes disgusted disgusting disgrace
        disgraceful unacceptable ridiculous appalling appalled disappointed disappointing disappoints
        disappointment furious livid fails sucks suck sucked crap crappy shit shitty bullshit bs wtf
        stupid idiots idiot incompetent incompetence unhelpful unprofessional shame shameful ashamed
        hated hates scam scammers liar liars lied lies lying steal stealing stole ignore ignores
        refusing refusal worse badly clueless misled misleading inexcusable outrageous insulting
        insulted insult atrocious dreadful abysmal shambles dismal subpar lousy lame laughable uncaring
        unresponsive condescending arrogant dismissive indifferent overcharged fraudulent ripoff rip-off
        robbed disgruntled unsatisfied dissatisfied dissapointed unbelievable #fail #epicfail
        #worstservice #badservice #poorservice #customerservicefail #neveragain #disappointed #worst
        #unacceptable #unhappy #frustrated #ridiculous #badcustomerservice #poorcustomerservice
        #unhappycustomer #fails #nothappy #furious #notimpressed #worstairline fuck fucking fucked
        wasted waste regret ugh smh grr lazy careless sloppy unreliable inept stinks blows screwed
        screwing lacking lacks unfriendly impolite garbage trash rubbish shoddy hopeless neglected bogus
        crooks thieves unsafe horrendous fuming raging peeved pissed ghosted fobbed snotty snapped
        patronising patronizing robotic scripted canned boycott unhelpfully ombudsman scammed ripped
        appallingly disgustingly shambolic diabolical farce fiasco laughingstock incompetents dishonest
        deceitful misinformed ungrateful heartless inhumane nonresponsive overloaded torture tortured""",
    "trouble": """problem problems issue issues delay delayed delays cancelled canceled cancellation
        cancelling canceling lost losing lose loses broke broken breaks breaking late wait waiting
        waited waits hold stuck stranded missed missing miss error errors crash crashed crashing down
        outage outages charged charging overbooked slow slower slowly forever another still stop stopped
        wrong fault faulty leaving damage leaking locked blocked complaint complaints complain
        complaining excuse excuses blame struggling unable unresolved escalated weeks months pending
        expired frozen freezes freezing glitch bug bugs stranding forgot forgotten diverted lack cut
        cutting dropped drops dropping queue queuing muzak supposedly apparently misplaced transferred
        transfers hang hanging disconnected disconnect disconnecting mess nightmare disaster frustrated
        frustrating frustration annoying annoyed angry failed failing failure bad damaged filthy dirty
        inconvenience inconvenienced upset unhappy hell damn ignoring ignored untrained unfair avoid
        miserable misery fail shocking promised promise promises claimed supposed fraud hate refused
        refuse refuses incorrect gutted hiding ruining ruined wasting raising teaching proving reminding
        dumping throwing kicking bumping downgrading ditching abandoning ripping robbing scamming
        spamming ghosting neglecting mocking laughing yelling shouting screaming cheating killing
        destroying crushing smashing denting scratching spilling blaming accusing threatening harassing
        embarrassing humiliating confusing deleting erasing suspending banning blocking disabling
        doubling tripling hiking overbooking overselling skipping forgetting misplacing butchering
        botching bungling overcharging countless endless endlessly promising""",
    "time": """second seconds sec secs minute minutes min mins hour hours hr hrs day days""",
    "not": """not no never none nobody nothing isn't aren't wasn't weren't don't doesn't didn't won't
        wouldn't can't cannot couldn't shouldn't hasn't haven't hadn't ain't isnt arent wasnt dont
        doesnt didnt wont cant couldnt wouldnt hasnt havent neither nor hardly barely without lacking
        zero lack""",
    "but": "but however",
    "wish word": """wouldn't should shouldn't expect expected expecting expects shoulda woulda ought
        maybe perhaps unless imagine if would could""",
    "request word": "need needs wanna wondering anyone anybody asap",
    "advert": """apply hiring hire vacancy vacancies recruiting recruitment recruit #jobs #job #hiring
        #careers #career #jobsearch #nowhiring cv resume salary candidate candidates applicants brochure
        401k full-time part-time fulltime parttime internship careers career #vacancy #recruitment
        openings hourly pension p/h remote needed""",
    "selling word": """offering guaranteed showroom affordable estimate estimates introducing proudly
        proud pride committed commitment trusted finalist certified excited thrilled nominated
        shortlisted testimonials ensure ensuring award awards competitive satisfaction #smallbusiness
        #business""",
    "advice word": """tips tip ways habits steps lessons secrets blog webinar podcast study survey ebook
        article infographic guide train training strategy strategies leaders leadership culture cx #cx
        #custexp #custserv #quote #leadership #quotes businesses brands companies organizations teach
        teaches excellence customers report research retention engagement excel examples statistics
        stats essential importance course courses workshop conference ceos startup startups
        entrepreneurs crm #crm #cctr loyalty #marketing #business principles according
        #customerexperience cxo seo customer underrated teams""",
    "giveaway word": """giveaway giveaways rt retweet enter entry winner winners prize prizes hamper
        raffle competition contest sweepstakes #giveaway #win #competition #contest tag nominate lucky""",
    "grin": """😀 😁 😃 😄 😊 🙂 😍 🥰 😘 ❤ 💙 💚 💛 💜 💖 💕 👍 👏 🙌 🙏 🎉 🏆 ⭐ 🌟 💯 😎 🤗 ☺
        ♥ 💗 💓 👌 💪 :) :-) :d :-d ;) =) <3 xx xxx xo""",
    "frown": "😡 😠 🤬 😤 😒 🙄 😑 😐 😞 😔 😢 👎 🤦 🤷 💩 😩 😫 😖 🤔 🤨 😕 🙃 :( :-( :/ :-/ :'(",
    "eyeroll": "🙄 😒 😑 🙃 🤔 🤨 👎 🤦 🤷 lmao smh sarcasm #sarcasm #not",
    "kin": """mum mom dad mate bro brother sister cousin boyfriend girlfriend hubby husband babe bestie
        queen fam followers everyone's fans dj band therapist coach teacher professor pastor church
        birthday fundraiser congregation cathedral""",
}
