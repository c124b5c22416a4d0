"""What a company wrote about one story is forgotten with that story's nomination."""

from app.honours.models import CompanyWish
from app.nominations.service import ERASED_TABLES, ErasedTable

ERASED_TABLES.append(ErasedTable(CompanyWish, {"words": "", "answer": ""}))
