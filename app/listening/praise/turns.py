"""Phrases that turn praise round, or mean neither praise nor blame: one group a meaning, parted by `|`."""

TURNS: dict[str, str] = {
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
        | the best part | gotta love | got to love | such a joy | good going | nice try | what a helpful
        | real nice | oh so | sooo helpful | as promised | favorite part of | favourite part of
        | best thing about | best part of | no better feeling | cool cool | said no one ever | a+ stuff
        | at its finest | at it's finest | at its best | best part
        | so kind of | how kind of | so good of | so nice of | how nice of | how lovely of
        | how thoughtful of | so thoughtful of""",
    "bitter": """thanks for nothing | thank you for nothing | thanks but no thanks | no thanks
        | no thank you | thanks alot | slow clap | nice going | yeah right | my call is important
        | call is important | oh great | oh wonderful | oh good | oh joy | ah yes | ya right
        | real classy | nothing says | love being | don't you love | you really made | sure it is
        | sure they do | so impressed that it took | i feel so valued | feel so valued
        | another fantastic day | counting | more like | five different | consistency is key
        | is key i guess | how hard is it | thanks a bunch | thanks heaps | you had one job | one job
        | surprise surprise | shock horror | funny how | funny that | interesting how | real mature
        | nice to see you care | chocolate teapot | as useful as | about as helpful | about as useful
        | as helpful as a
        | so much for""",
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
        | out of order | rather than | wasting my | waste of | need to learn | can learn | should learn
        | learn something | learn a lot | train your | shameful | does nothing | did nothing
        | do nothing | done nothing | couldn't help | can't help | cannot help | could not help
        | wouldn't help | unable to help | didn't help | doesn't help | does not help | did not help
        | not help | won't help | refuse to | refused to | couldn't do | can't do | didn't care
        | don't care | doesn't care | do not care | could care less | don't listen | no customer service
        | lack of | nothing like | zero help | ran out | locked out | clearly don't | third day
        | different things | fell through | non existent | next to useless | talk to a human
        | of nowhere | that's how bad | 5th time | 6th time | 7th time | 10th time | nth time
        | sixth time | different answers | no reply | never got | never received | never solved
        | never called | never replied | never responded | didn't turn | didn't show | never showed
        | never arrived | hung up on me | laughed at | talk to me like | still can't | still haven't
        | still hasn't | still isn't | have to wait | had to wait | kept waiting | keep waiting | no use
        | of no use | need more | third attempt | nobody cares | no clue | what a joke | can't get
        | can't find | can't log | unable to | won't let | was no help | new low | hit a new low
        | thanks to your incompetence | made it worse | makes it worse | yelled at | not our problem
        | threw my | high and dry | no compensation | two different | 2 different | 2 diff | busy signal
        | no signal | passed from pillar | pillar to post | palmed off | fobbed off | bad attitude
        | an attitude | rolled her eyes | rolled his eyes | shouted at | screamed at | snapped at
        | copy and paste | copy paste | wits end | wit's end | no joy | no luck | got nowhere
        | getting nowhere | trading standards | bbb | small claims | on the phone for hours
        | still on hold | keep getting | keeps getting | keeps telling | keep telling me | keep saying
        | kept saying | kept telling | nobody knows | nobody answers | nobody answered | no one answers
        | no one answered | no one knows | no one cares | no one there | no one has | nobody has
        | no human | not one person | not a single | not even | not sure why | didn't even
        | doesn't even | don't even | can't even | couldn't even | won't even | haven't even
        | never even | to no avail | avoid at all | stay away | steer clear | do not use | don't use
        | do not buy | don't buy | don't bother | go elsewhere | went elsewhere | taking my business
        | take my business | lost my business | lost a customer | losing a customer | lose a customer
        | lost me as | ex customer | last straw | not the first time | yet again | once again
        | over and over | gave up on | i gave up | given up | 1 star | one star | 1 star for
        | zero stars | never going back | never coming back | won't be back | never return
        | won't return | not coming back | last time i | never using | never flying | never shopping
        | never order | never buy | then nothing | and nothing | is nothing | half of it | a shock
        | not my problem | your problem now | leaves a lot | left a lot to | wrong answer | never did
        | never showed up | drove off | sped off | only one agent | nobody picks
        | over the fence | into a bush | in the bushes | in the bin | no engineer | no driver
        | no technician | rather be anywhere""",
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
        | hope you see | wouldn't have | the best of luck | last minute | letting me know | the heads up
        | the info | the update | the tip | can we talk about | can we just | why do i love | do you see
        | how good is | how great is | how amazing is | how cool is | how nice is | who knew
        | what can i say | could not have | can i just say | may i just say | can i say
        | can i get an amen | can't believe how | i have to | i had to | i need to give | i need to say
        | i need to thank | expecting the worst | expected the worst | feared the worst
        | prepared for the worst | at worst | valued customer | paying customer | paying customers
        | a customer | please thank | please tell | please give | please pass | please pass on
        | please recognize | please recognise | please promote | please keep | please let them
        | please let her | please let him | please don't change | please say thank | please say thanks
        | pls thank | pls tell | pls give | plz thank | plz give | pleased to | installed without
        | works well | only took | love how | hire better | employee of the month""",
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
        | more helpful than | sometime this year | until you ask | until you need | until something goes
        | could use some | could use a little | leaves a lot to be | left a lot to be
        | one can dream | in an ideal world | be lovely if | be nice if | be great if | be good if
        | be amazing if | be wonderful if | when they said they would | imagine a company
        | imagine a phone company | imagine if | never have i ever""",
}
