"""Chinese."""

from __future__ import annotations

import re
from typing import Final

from workers.extraction.words import words
from workers.writing.lexicon.base import Lexicon, QuizTexts, anywhere, classes, opposites, scale

CHINESE: Final = Lexicon(
    code="zh",
    spaced=False,
    function_words=frozenset("的了和与及或在是有为以于之也都就而其这那个们所把被对从到等地得着过吗呢吧啊又很"),
    negations=frozenset("不没无非未勿莫"),
    critical=classes(
        necessary="必 须 应 需", possible="可 能 或", only="仅 只 唯", all="全 皆 均 每", more="更", most="最"
    ),
    conditions=frozenset("若除"),
    number_words={char: value for value, char in enumerate("零一二三四五六七八九十")},
    opening=re.compile(
        r"(?:然而|因此|所以|此外|另外|例如|比如|总之|首先|其次|最后|但是|不过|而且|并且|同时|当然|事实上|实际上|一般来说|通常来说|具体来说|换句话说|也就是说)[，,]\s*"
    ),
    framing=re.compile(r"(?:注意到?|请注意|需要注意的是|值得注意的是|可以看到|我们知道|由此可见)[，,：:]?\s*"),
    unresolved=re.compile(
        r"(?:它们?|他们?|她|这些?|那些?|此时|此处|其中|其|该|上述|下面|上面|如下|前者|后者|于是|而|但|则|否则|另一|同样|以上|以下|这样|由此|因此|此|以此)"
    ),
    pointing=re.compile(
        r"如下|下表|下图|上图|见第|参见|参考|本节|本章|本文|第\s*[\d.]+\s*[节章页]|[图表]\s*\d|下列|以下|上面|下面|我们将"
    ),
    boilerplate=re.compile(r"©|版权|许可证|授权|https?:|www\.|致谢|感谢|ISBN|邮箱|@"),
    reference_note=re.compile(r"(?:见|参见|参考|图|表|第)\s*.*$"),
    fillers=re.compile(r"(?:当然|其实|实际上|事实上)[，,]?"),
    rewordings=((re.compile("与此同时"), "同时"), (re.compile("以及"), "和"), (re.compile("由于"), "因为")),
    trailing=(
        re.compile(r"；[^；]{6,}$"),
        re.compile(r"[，,](?:例如|比如|如)[^；]{3,}$"),
        re.compile(r"[，,](?:而|但|并且|而且|从而|因此|所以)[^；]{6,}$"),
    ),
    verbs=re.compile(
        r"是|有|为|会|能|可以|使|用|由|被|将|需|指|表示|称|包括|包含|允许|提供|用于|通过|可|应|要|在|把|让|做|产生|定义|设置|排版"
    ),
    cue=re.compile(r"称为|叫做|是指|定义|重要|必须|目的|用于|主要|关键|通常|包括|总是|应该"),
    aim=re.compile(
        r"本(?:文|书|章|手册|论文|教程)(?:介绍|提出|描述|讨论|展示|研究|给出|说明)|我们(?:提出|介绍|研究)|综上所述|总而言之"
    ),
    definitions=(
        re.compile(r"^(?P<term>[^，。；：,;:\s]{2,16})是(?P<definition>(?:一[类种个]|指|用).{6,})$"),
        re.compile(r"^(?P<term>[^，。；：,;:]{2,20}?)\s*\s[–—]\s*(?P<definition>(?!第)\S.{8,}[^：:])$"),
        re.compile(r"^(?P<term>[^，。；：,;:\s]{2,16})(?:是指|指的是|表示)(?P<definition>.{6,})$"),
    ),
    bad_terms=words("这 那 它 他 我们 其 该 此 例如 注意 其中 如果 这是 那么 可以 第一步 第二步 第三步 第四步 例 提示"),
    boring_headings=re.compile(
        r"^\W*(?:第?\s*[\d一二三四五六七八九十.]+\s*[章节]?\s*)?(?:致谢|参考文献|索引|目录|版权|许可|前言|序|插图|表格目录|写在前面|译者)"
    ),
    scales=(
        scale("总是; 通常; 有时; 从不"),
        scale("可以; 必须; 应该; 不能", usual="可以"),
        scale("至少; 至多; 恰好; 大约"),
        *opposites("增加 减少 / 大于 小于 / 之前 之后 / 最大 最小"),
    ),
    in_sequence=anywhere("""
        也; 另外; 此外; 首先; 其次; 然后; 最后; 但是; 然而; 因此; 所以; 于是; 同样; 上述; 如下; 以上; 以下; 又; 还
        """),
    quiz=QuizTexts(
        cloze="下列哪一项能补全这句话？{statement}",
        two="下列哪一项依次补全这些句子？{statement}",
        course="下列说法在文中的先后顺序是哪一种？{statements}",
        follows="文中说：“{statement}”接下来说的是下列哪一项？",
        which_term="下列哪个术语符合这一描述？{definition}",
        what_is="“{term}”是什么意思？",
        order="下列哪一种时间顺序是正确的？",
        about="关于“{subject}”，文中说了什么？",
    ),
)
