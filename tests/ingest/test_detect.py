"""The language of a text, by script and small words."""

from pathlib import Path

import pytest

from graph.errors import BadInput
from ingest.languages.detect import detect

TEXTS = {
    "en": [
        "Nvidia banned from China",
        "Huawei, SMIC, CXMT, YMTC, Naura, AMEC",
        "The ministry said it would license exports of gallium, 镓, and germanium.",
        "OK",
    ],
    "ar": ["حظرت بكين تصدير الغاليوم", "شركة إنفيديا (Nvidia) تبيع رقاقة H20 في الصين", "ڤيتنام وگوگل في بكين"],
    "zh": [
        "中国禁止出口镓",
        "台積電停止為華為子公司海思生產麒麟晶片",
        "英伟达的H20和AMD的MI308芯片获准对华出口",
        "索尼（ソニー）在中国销售图像传感器，商务部对此表示欢迎",
    ],
}

REFUSED = [
    "中国は米国へのガリウムの輸出を禁止したと発表した。",
    "중국은 미국에 대한 갈륨 수출을 금지했다고 발표했다.",
    "Китай запретил экспорт галлия в США.",
    "Η Κίνα απαγόρευσε τις εξαγωγές γαλλίου.",
    "סין אסרה על יצוא גליום",
    "चीन ने गैलियम के निर्यात पर प्रतिबंध लगाया",
    "چین صادرات گالیم به ایالات متحده را ممنوع کرد و گفت که این تصمیم برای حفظ امنیت ملی گرفته شده است",
    "چین نے امریکہ کو گیلیم کی برآمد پر پابندی لگا دی ہے",
    "Le ministère chinois du Commerce a annoncé que les exportations de gallium vers les États-Unis seraient "
    "interdites, et que les licences ne seraient accordées que dans des cas exceptionnels.",
    "Das chinesische Handelsministerium hat angekündigt, dass die Ausfuhr von Gallium in die Vereinigten Staaten "
    "verboten wird und dass Lizenzen nur in Ausnahmefällen erteilt werden.",
    "El Ministerio de Comercio de China anunció que las exportaciones de galio a los Estados Unidos quedarán "
    "prohibidas y que las licencias solo se concederán en casos excepcionales.",
    "Het Chinese ministerie van Handel heeft aangekondigd dat de uitvoer van gallium naar de Verenigde Staten wordt "
    "verboden en dat vergunningen alleen in uitzonderlijke gevallen worden verleend.",
    "12345 !!",
    "",
]


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in TEXTS.items() for text in texts])
def test_the_three_languages(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", REFUSED)
def test_other_languages_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        detect(text)


def test_the_samples() -> None:
    for path in (Path(__file__).parents[2] / "ingest" / "samples").glob("*.txt"):
        assert detect(path.read_text()) == path.name[:2]
