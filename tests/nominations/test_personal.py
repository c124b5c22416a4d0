import pytest

from app.demo import written
from app.nominations.masking import MaskKind
from app.nominations.personal import spot

PERSONAL = [
    ("My number is +44 20 7946 0958, they rang it.", MaskKind.PHONE, "+44 20 7946 0958"),
    ("They called me on 020 7946 0958 the same day.", MaskKind.PHONE, "020 7946 0958"),
    ("Ring (212) 555-0143 and ask for the night desk.", MaskKind.PHONE, "(212) 555-0143"),
    ("Ich habe 0151 23456789 angegeben.", MaskKind.PHONE, "0151 23456789"),
    ("Мій телефон 067 123 45 67, мені передзвонили.", MaskKind.PHONE, "067 123 45 67"),
    ("電話は 03-1234-5678 です。", MaskKind.PHONE, "03-1234-5678"),
    ("رقم هاتف 0501234567 وقد اتصلوا بي", MaskKind.PHONE, "0501234567"),
    ("Write to ada.love+post@example.org if you like.", MaskKind.EMAIL, "ada.love+post@example.org"),
    ("I am ada (at) example (dot) org everywhere.", MaskKind.EMAIL, "ada (at) example (dot) org"),
    ("Почта: пример@пошта.укр", MaskKind.EMAIL, "пример@пошта.укр"),
    ("They refunded GB33 BUKB 2020 1555 5555 55 at once.", MaskKind.ACCOUNT, "GB33 BUKB 2020 1555 5555 55"),
    ("My card 4111 1111 1111 1111 was blocked.", MaskKind.ACCOUNT, "4111 1111 1111 1111"),
    ("My account number is 8830-11729 and it was locked.", MaskKind.ACCOUNT, "8830-11729"),
    ("Customer no. KD774411 since 1998.", MaskKind.ACCOUNT, "KD774411"),
    ("A van came to 12 Lantern Row in an hour.", MaskKind.ADDRESS, "12 Lantern Row"),
    ("Sie kamen in die Lindenstraße 14a.", MaskKind.ADDRESS, "Lindenstraße 14a"),
    ("Il est venu au 8 bis, rue de la Paix.", MaskKind.ADDRESS, "8 bis, rue de la Paix"),
    ("Вони приїхали на вул. Хрещатик, 22 за годину.", MaskKind.ADDRESS, "вул. Хрещатик, 22"),
    ("Our flat in SW1A 1AA had no water.", MaskKind.ADDRESS, "SW1A 1AA"),
    ("I spoke to Priya Nair for an hour.", MaskKind.NAME, "Priya Nair"),
    ("Jonas Weber stayed on the line.", MaskKind.NAME, "Jonas Weber"),
    ("Mrs Okafor wrote back herself.", MaskKind.NAME, "Okafor"),
    ("Оператор Ольга Коваль не кинула слухавку.", MaskKind.NAME, "Ольга Коваль"),
]
ORDINARY = [
    "It was 3 November 2026, about 10:45, and the bill said 1,204.50.",
    "From 2019-2024 I paid 12 500 000 in all; in 2025 only 3 000.",
    "Order 20261118-44721 and ticket #104772 were lost, parcel 3304 5567 1209 too.",
    "Version 10.15.7 crashed on 192.168.10.25 with error 0x80070057.",
    "They had said nine hours for the line and it was eight.",
    "We order for thirty-one residents, 31 beds, 2 floors and 18.11.2026 was the day.",
    "Their ISBN 978-3-16-148410-0 search works.",
    "The Customer Support team at Black Friday was calm. Great Service from the Help Desk was what we needed.",
    "I waited 45 minutes on Monday and 10 on Tuesday at gate 22.",
    "Die Rechnung 2026-11-0042 über 1.250,00 Euro wurde sofort storniert.",
    "Звернення 104772 закрили за 15 хвилин, рахунок виправили.",
    "私は三日待って、四日目に直りました。とても助かりました。",
    "اتصلت بهم ثلاث مرات في يومين وحلوا المشكلة في 20 دقيقة",
    "They fixed it in 5 minutes!!! 10/10 would call again 24/7 🙌🙌",
    "Le 12/11/2026 à 14h30 j'ai écrit, et à 15h c'était réglé.",
]


@pytest.mark.parametrize(("text", "kind", "words"), PERSONAL, ids=[case[2] for case in PERSONAL])
def test_personal_details_are_spotted(text, kind, words):
    assert [(each.kind, each.words) for each in spot(text)] == [(kind, words)]


@pytest.mark.parametrize("text", ORDINARY, ids=[str(number) for number in range(len(ORDINARY))])
def test_ordinary_sentences_raise_no_warning(text):
    assert spot(text) == []


def test_a_nominee_is_spotted_by_any_part_of_the_name():
    text = "Priya Nair answered. Priya stayed, and Ms Nair rang back; Priya's patience was endless."

    spots = spot(text, nominee="Priya Nair")

    assert [each.words for each in spots] == ["Priya Nair", "Priya", "Nair", "Priya"]
    assert [each.shown_as for each in spots] == ["P.", "P.", "N.", "P."]


@pytest.mark.parametrize(
    ("nominee", "text", "found"),
    [
        ("Will Mark", "Will said he will try. Mark did, on the mark.", ["Will", "Mark"]),
        ("Олена Шевчук", "Дякую Олені, бо Олена Шевчук не відступила.", ["Олені", "Олена Шевчук"]),
        ("王小明", "我非常感谢王小明先生的帮助", ["王小明"]),
        ("محمد", "شكرا لمحمد على المساعدة", ["محمد"]),
        ("the night desk", "The night desk answered, a desk at night.", []),
    ],
    ids=["common words", "endings", "no spaces", "prefix", "no name"],
)
def test_names_are_found_in_other_scripts_and_common_words_are_left(nominee, text, found):
    assert [each.words for each in spot(text, nominee=nominee)] == found


def test_the_company_is_nobody_s_name():
    assert spot("I got a letter from Larkwater Rail the next day.", company="Larkwater Rail") == []


def test_few_of_the_real_praise_posts_raise_a_warning():
    posts = [story["story"] for season in ("past", "middle", "current") for story in written.stories(season)]

    warned = [post for post in posts if any(each.kind is not MaskKind.NAME for each in spot(post))]

    print(f"\n{len(warned)} of {len(posts)} stories of the demo have a warning about numbers or addresses")
    assert len(warned) <= len(posts) // 20


def test_a_hostile_text_is_read_quickly():
    for pattern in ("a" * 5000, "1 " * 2500, "A" * 5000, "Ab " * 1600, "account " * 600, "a.b@" * 1200):
        spot(pattern, nominee="Ab Ab", company="Ab")
