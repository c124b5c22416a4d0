"""What people read for kinds of ties, what speaks for them, and how a judge left."""

from app.judging.interests.rules import InterestKind, Leaving, Sign

KINDS = {
    InterestKind.EMPLOYER: "Employer",
    InterestKind.CLIENT: "Client or business partner",
    InterestKind.COMPETITOR: "Competitor",
    InterestKind.DOMAIN: "Domain",
    InterestKind.PERSON: "Person",
}
SIGNS = {
    Sign.MAIL_DOMAIN: "Signs in with an address of this company",
    Sign.AFFILIATION: "Gives this company as affiliation",
    Sign.COLLEAGUE: "Shares a mail domain with an employee of this company who told a story",
    Sign.NOMINATOR: "Shares a mail domain with somebody who nominated this entry",
}
LEFT = {
    Leaving.RECUSED: "stepped back",
    Leaving.HANDED_BACK: "handed it back",
    Leaving.TIE: "has a tie with it",
}
