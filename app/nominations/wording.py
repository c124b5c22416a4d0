"""What people read for the words the form stores."""

from app.nominations.rules import Channel, Feeling, Quality, Relation, Solved
from app.nominations.steps import Page

FEELINGS = {
    Feeling.SATISFIED: "Satisfied",
    Feeling.GRATEFUL: "Grateful",
    Feeling.CONFIDENT: "Confident",
    Feeling.RELIEVED: "Relieved",
    Feeling.CONFUSED: "Confused",
    Feeling.FRUSTRATED: "Frustrated",
    Feeling.ANGRY: "Angry",
}
QUALITIES = {
    Quality.ATTENTION: "Prompt attention",
    Quality.ATTITUDE: "A helpful, patient attitude",
    Quality.LISTENING: "They listened and understood",
    Quality.RESOLUTION: "They solved it instead of blaming",
    Quality.EXPECTATIONS: "They said what would happen, and it did",
    Quality.APPRECIATION: "They showed they were glad to have me",
}
SOLVED = {
    Solved.FIRST_CONTACT: "Yes, at the first contact",
    Solved.IN_THE_END: "Yes, in the end",
    Solved.NOT_YET: "Not yet",
}
CHANNELS = {
    Channel.PHONE: "Phone",
    Channel.EMAIL: "Email",
    Channel.CHAT: "Chat",
    Channel.SOCIAL: "Social media",
    Channel.IN_PERSON: "In person",
    Channel.SELF_SERVICE: "I found the answer myself",
    Channel.OTHER: "Another way",
}
RELATIONS = {
    Relation.CUSTOMER: "A customer",
    Relation.EMPLOYEE: "I work there",
    Relation.PARTNER: "A partner or supplier",
    Relation.OTHER: "Something else",
}
HEADINGS = {
    Page.COMPANY: "Nominate somebody for great support",
    Page.CHOOSE: "Which of these is it?",
    Page.WEBSITE: "What is its website?",
    Page.HONOUR: "What do you want to honour?",
    Page.STORY: "What happened?",
    Page.FELT: "How was it for you?",
    Page.ABOUT: "About you",
    Page.CHECK: "Check your answers",
}
