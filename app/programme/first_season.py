"""The categories every installation starts with; organisers edit their own copy."""

from typing import TypedDict

from app.programme.rules import Recognises


class CategoryWords(TypedDict):
    """What a new category is made of."""

    slug: str
    name: str
    question: str
    recognises: Recognises
    small_companies_only: bool


CATEGORIES: tuple[CategoryWords, ...] = (
    {
        "slug": "best-support-team",
        "name": "Best support team",
        "question": "Which team solved your problem together, and left you feeling looked after?",
        "recognises": Recognises.TEAM,
        "small_companies_only": False,
    },
    {
        "slug": "best-small-company-support",
        "name": "Best small-company support",
        "question": "Which company of at most 50 people helps its customers better than the big ones do?",
        "recognises": Recognises.COMPANY,
        "small_companies_only": True,
    },
    {
        "slug": "support-hero",
        "name": "Support hero",
        "question": "Which one person made the difference for you?",
        "recognises": Recognises.PERSON,
        "small_companies_only": False,
    },
    {
        "slug": "best-self-service",
        "name": "Best self-service",
        "question": "Where did you find the answer yourself, quickly and without a dead end?",
        "recognises": Recognises.COMPANY,
        "small_companies_only": False,
    },
    {
        "slug": "best-recovery",
        "name": "Best recovery, made it right",
        "question": "Who got it wrong, owned it, and put it right better than you hoped?",
        "recognises": Recognises.COMPANY,
        "small_companies_only": False,
    },
)
