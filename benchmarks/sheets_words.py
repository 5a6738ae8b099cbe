"""Running text to fill sheets with, in three scripts: what people write, word after word."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from random import Random

from beforehand import paths

_LONG = 20
"""Letters from which on a text of the sample notebook is a sentence and not a name."""

_ARABIC = """
نريد أن نطلق المنتج في موعده دون أن يتحمل الفريق أكثر مما يستطيع. قالت في الاجتماع الأخير إن أحدا لم
يلاحظ ما أنجزه زملاؤها خلال الشتاء. أخشى أن يكون وراء الرفض خوف من فقدان مهندسين اثنين قبل نهاية
السنة. ما الذي يجعلك مطمئنا إلى أن الخطة ستنجح؟ لو خصصنا مهندسا واحدا بدوام كامل حتى مارس، فهل
يكفي ذلك للبدء؟ تتحدث كثيرا عن الوعود القديمة، وتسأل دائما عن التواريخ والقواعد. سأبدأ بالاعتراف بما
فعله الفريق، ثم أستمع قبل أن أقترح شيئا. إذا ارتفع صوته، سأقترح استراحة قصيرة ونعود بعد عشر دقائق.
الميزانية محدودة هذا الربع، ولا يمكن تأجيل مراجعة مجلس الإدارة مرة أخرى. كيف سنعرف بعد ستة أشهر أن
الاتفاق كان عادلا للطرفين؟ المدير الجديد يضغط من أجل خفض التكاليف، والعملاء ينتظرون إصلاح الأعطال.
يهمه أن يُذكر اسمه عندما نعرض النتائج، وأن يكون له رأي في ترتيب الأولويات. لن أقبل بتقليل جودة
الاختبارات مهما كان الموعد قريبا. اتفقنا في المرة السابقة على تقاسم نوبات المناوبة، لكن الجدول تغيّر
مرتين. ربما كان الأسهل أن نسأل بصراحة: ماذا يحدث عندكم إن لم نتفق؟ تبدو متعبة منذ الصيف، وقد رفضت
ثلاثة طلبات متتالية بلا شرح. عندما يُسأل عن رأيه أمام الجميع يصمت، وحين نجلس وحدنا يتكلم بحرية.
"""

_DEVANAGARI = """
हम चाहते हैं कि नया संस्करण समय पर निकले और किसी पर ज़रूरत से ज़्यादा बोझ न पड़े। पिछली बैठक में
उन्होंने कहा कि सर्दियों में किए गए काम पर किसी ने ध्यान नहीं दिया। मुझे लगता है कि इनकार के पीछे दो
इंजीनियरों को खोने का डर छिपा है। आपको किस बात से भरोसा होगा कि यह योजना सफल होगी? अगर मार्च तक
एक व्यक्ति पूरे समय साथ रहे, तो क्या शुरुआत के लिए इतना काफ़ी होगा? वह अक्सर पुराने वादों की चर्चा
करती हैं और हर बार तारीख़ और नियम पूछती हैं। पहले मैं उनकी टीम के परिश्रम को स्वीकार करूँगा, फिर
सुनूँगा, उसके बाद ही कोई सुझाव दूँगा। बात बिगड़ी तो मैं दस मिनट के विराम का प्रस्ताव रखूँगा। इस तिमाही
का बजट सीमित है और निदेशक मंडल की समीक्षा फिर से टाली नहीं जा सकती। छह महीने बाद हमें कैसे पता
चलेगा कि समझौता दोनों पक्षों के लिए न्यायपूर्ण था? नए प्रबंधक ख़र्च घटाने का दबाव डाल रहे हैं, जबकि
ग्राहक सुधार की प्रतीक्षा में हैं। प्राथमिकताएँ तय करते समय उनकी राय भी ली जाए, यही उनके लिए सबसे
महत्त्वपूर्ण है। परीक्षण की गुणवत्ता पर मैं कोई समझौता नहीं करूँगा, चाहे तिथि कितनी ही निकट हो।
शायद सीधे पूछना ही आसान हो: यदि सहमति न बनी, तो आपके यहाँ क्या होगा? गर्मियों से वह थकी हुई दिखती
हैं और बिना कारण बताए तीन अनुरोध ठुकरा चुकी हैं। सबके सामने पूछने पर वह चुप रहते हैं, अकेले में खुलकर बोलते हैं।
"""

TEXTS = {"arabic": _ARABIC, "devanagari": _DEVANAGARI}
FOREIGN = re.compile(
    r"[\u0600-\u06ff\u0900-\u097f]+(?:[ \u0600-\u06ff\u0900-\u097f]*"
    r"[\u0600-\u06ff\u0900-\u097f]+)?"
)
"""A run of Arabic or Devanagari, for a library that must be told where to change the font."""


class Words:
    """Draws stretches of running text by chance, the same ones for the same seed."""

    def __init__(self, seed: int, script: str = "latin") -> None:
        self._random = Random(seed)
        self._latin = latin()
        self._other = tuple(TEXTS[script].split()) if script in TEXTS else self._latin
        self._turn = False

    def some(self, count: int) -> str:
        """So many words and a number; every second time in the other script, if there is one."""
        self._turn = not self._turn
        text = self._latin if self._turn else self._other
        start = self._random.randrange(len(text) - count)
        return f"{' '.join(text[start : start + count])} {self._random.randrange(100)}"


@lru_cache(maxsize=1)
def latin() -> tuple[str, ...]:
    """Every word of the sample notebook, in order: some 6,500, of which 1,500 differ."""
    files = sorted((paths.resources() / "sample").glob("*.toml"))
    sentences = (text for file in files for text in _texts(tomllib.loads(file.read_text("utf-8"))))
    return tuple(" ".join(sentences).split())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) > _LONG and " " in value:
            yield re.sub(r"\{[^}]*\}", "on Monday", value)
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
