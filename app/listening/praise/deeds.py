"""Phrases for what people who serve customers do: one group a meaning, parted by `|`."""

DEEDS: dict[str, str] = {
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
        | back to normal | all back | problem fixed | issue fixed | no argument | without any argument
        | without argument | offered a refund | offered me a | gave me a refund | gave me a full
        | gave us a refund | gave me a new | gave me my | gave me credit | gave me a credit | waived my
        | figured it out | figured out my | get it sorted
        | home for xmas | home for christmas | home in time""",
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
        | assisting me | assisted me | great help | big help | huge help | working with me
        | worked with me | working hard | hard work | worked hard | squeezed me | looking into it so
        | looking out for | looked out for | put up with | answered the phone | picked up
        | picked up the phone | answered on | answered in | answered within | replied in
        | replied within | responded in | responded within | replied on | responded so
        | made an exception | made exceptions | bent the rules | on her day off | on his day off
        | on her break | on his break | in the pouring rain | after hours | past closing | bank holiday
        | out of warranty | no receipt | without a receipt | my own fault | my own mistake
        | even though it was my | called around | rang around | phoned around | checked up
        | checked back | kept checking | kept in touch | kept in contact | kept calling
        | kept me up to date | kept us up to date | keeping us updated | keeping me updated
        | keeping me in the loop | kept me in the loop | kept us in the loop | stayed in touch
        | came out to | came back to | came in early | came straight | went and got | went to the back
        | ran out to | drove it | brought it | brought me | brought us | carried my | carried our
        | held my hand | gave me a ride | gave me a lift | gave me her | gave me his | gave us a ride
        | let me vent | let us stay | let me stay | set me up | set us up | set it up for me
        | talked me down | calmed me | calmed my | put up with me | put up with my | put me on
        | put us on | took my call | took the call | took ownership | took responsibility | took it back
        | took them back | took care of it | took it upon | made sure | making sure | make sure i
        | made certain | wrote back | wrote me back | writes back | emailed back | emailed me back
        | replied back | replied to me | replied to my | replied personally | responded to me
        | responded to my | responded personally | answers every | answers all | answered every
        | answered all | answered my | sorted everything | handled everything | fixed everything
        | took the initiative | looked into it | looked it up | tracked it down | found me | found us a
        | found us | saved a seat | saved me a | searched for | helped us find | helped me find
        | helped find | help finding | helping find | personally called | personal call | personal email
        | personal reply | handwritten note | thank you note | sent a card | sent me a card
        | sent me flowers | sent us flowers | sent a gift | birthday card | working in the rain
        | stood in the rain | came out in the rain | on their day off | past the warranty
        | past its warranty | past warranty | out of the warranty | a week out of warranty | tidier than
        | wiped their feet | left the place | went and found | jumped in | jumped on it | stepped up
        | stepped in to | pulled strings | pulled out all the stops | came to the rescue
        | came to my rescue | to the rescue | saved us a | got us all on | got me home | got us home
        | tracking down | track down | hunting down | hunt down | calming down | tracked it
        | working so hard | worked so hard | work so hard | working very hard | working their tails
        | called just to | called to make sure | so careful with | opened a | looked all over
        | sent out a replacement | sent a replacement | replacement before | even though we had no
        | even though i had no | explain each | explained each | explained every""",
    "help": """your help | your assistance | their help | her help | his help | the assistance
        | the assist | all the help | all your help | the help of | with the help""",
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
}
