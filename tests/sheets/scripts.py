"""A name and a note in every script that people write in, and pages to try them on."""

import re
from collections.abc import Sequence
from functools import cache

from beforehand.sheets.lines import set_lines
from beforehand.sheets.look import Look, Paper, Span, Style
from beforehand.sheets.pen import Pen

LOOK = Look()

NOTES = {
    "Latin": (
        "Zoë Łukasiewicz-Ågård",
        "Zoë žádala o rozpočet – “naïve” façade. Größe, ærø, Iğdır, őű, Ṩṣ, Ǻ, ḓ, ƙƴ.",
    ),
    "Greek": (
        "Ελένη Παπαδοπούλου",
        "Η Ελένη ζήτησε νέο προϋπολογισμό. Θέλει απάντηση πριν από την Παρασκευή.",
    ),
    "Cyrillic": (
        "Надежда Ґалаґан",
        "Надежда просит ещё двух инженеров. Їй потрібна відповідь до п’ятниці.",
    ),
    "Vietnamese": (
        "Nguyễn Thị Phương",
        "Chị Phương muốn giữ ngân sách này. Cuộc họp sẽ bắt đầu lúc chín giờ.",
    ),
    "Arabic": (
        "محمد عبد الرحمن",
        "يريد محمد ميزانية جديدة للفريق. سنلتقي يوم الأحد في المكتب.",
    ),
    "Persian": (
        "شیرین کیانی",
        "او می‌خواهد کتاب‌ها را ببیند. فردا گفت‌وگو می‌کنیم.",
    ),
    "Hebrew": (
        "דנה כהן־לוי",
        "דנה מבקשת תקציב חדש לצוות. ניפגש ביום ראשון במשרד.",
    ),
    "Devanagari": (
        "प्रियंका श्रीवास्तव",
        "प्रियंका टीम के लिए नया बजट चाहती हैं। हम शुक्रवार को कार्यालय में मिलेंगे।",
    ),
    "Thai": (
        "สมชาย วงศ์สุวรรณ",
        "สมชายต้องการงบประมาณใหม่สำหรับทีม เราจะพบกันที่สำนักงานในวันศุกร์นี้",
    ),
    "Chinese": (
        "王秀英",
        "王秀英希望为团队争取新的预算。我们星期五在办公室见面,一定要准时!",
    ),
    "Japanese": (
        "佐藤 健太",
        "佐藤さんはチームのために新しい予算を求めています。金曜日にオフィスで会いましょう。",
    ),
    "Korean": (
        "김민준",
        "김민준 씨는 팀을 위해 새 예산을 원합니다. 금요일에 사무실에서 만납시다.",
    ),
    "emoji": (
        "Ana 👩‍💻",
        "Great 👍🏽 and 🇩🇪 with 1️⃣ ❤️. Then 👨‍👩‍👧 came 😀 ✅ ☎.",
    ),
}

MIXTURES = (
    "Ask דנה about the budget and מיכל about time",
    "Meeting with דנה כהן (Head of Finance) on Monday",
    "Ask محمد (Head of Sales) at 10:30",
    "The plan of محمد عبد الرحمن was good and cheap",
    "Ana 👩‍💻 met 王秀英 and Ελένη in Đà Nẵng",
)
"""Lines that begin at the left."""

TURNED = (
    "اشترى الفريق iPhone (Pro) أمس",
    "דנה: אני מסכימה, ומיכל לא.",
    "رقم ١٢٣ في ٢٠٢٦",
    "פגישה עם John על 25 ימים",
)
"""Lines that begin at the right."""


@cache
def page(texts: Sequence[str], style: Style = LOOK.body, width: float = 480) -> bytes:
    """A page with some paragraphs on it, beneath each other."""
    pen, y = Pen(Paper.A4, "A page"), 60.0
    for text in texts:
        for line in set_lines([Span(text, style)], width):
            for piece in line.pieces:
                pen.words(piece, 50 + piece.x, y)
            y += line.leading
        y += 6
    pen.next_page()
    return pen.finish()


def letters(text: str) -> str:
    """A text without spaces and the marks that readers add to tell its directions."""
    return re.sub("[\\s\u200e\u200f\u202a-\u202e]", "", text)
