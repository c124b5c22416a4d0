"""What curators fill in."""

from app.listening.forms.contacts import ContactForm
from app.listening.forms.digests import DigestForm
from app.listening.forms.learning import LearningForm
from app.listening.forms.mentions import MentionForm
from app.listening.forms.pasting import PastingForm
from app.listening.forms.sources import GapForm
from app.listening.forms.templates import TemplateForm
from app.listening.forms.watches import WatchForm

__all__ = [
    "ContactForm",
    "DigestForm",
    "GapForm",
    "LearningForm",
    "MentionForm",
    "PastingForm",
    "TemplateForm",
    "WatchForm",
]
