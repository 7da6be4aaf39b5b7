"""English."""

from __future__ import annotations

import re
from typing import Final

from workers.extraction.words import words
from workers.writing.lexicon import acting
from workers.writing.lexicon.base import Lexicon, QuizTexts, anywhere, classes
from workers.writing.lexicon.english_definitions import DEFINITIONS
from workers.writing.lexicon.english_grammar import CONTRARIES, NUMBER_WORDS, PARTICIPLE
from workers.writing.lexicon.english_openings import CONNECTIVES
from workers.writing.lexicon.english_rewordings import SHORTER
from workers.writing.lexicon.english_scales import SCALES
from workers.writing.lexicon.english_synonyms import ANTONYMS, SYNONYMS

_I: Final = re.IGNORECASE

_THAT: Final = r"\s+(?:that\s+)"

ENGLISH: Final = Lexicon(
    code="en",
    function_words=words("""
        a an the this that these those of and or to in on at by for from with as into onto upon is are was
        were be been being am do does did done has have had having it its itself they them their theirs he him
        his she her hers we us our ours you your yours i me my mine which who whom whose what when where there
        here then than so such own same just very quite really actually also too even still yet already if
        whether how why because since although though while whereas but however therefore thus hence one ones
        each other another let lets via per etc both either will would shall 's indeed namely
        thereby therein moreover furthermore simply basically essentially overall well now again further about
    """),
    negations=words(
        "not no never none nobody nothing neither nor without cannot hardly scarcely barely rarely seldom lack fails"
    ),
    critical=classes(
        possible="may might could possibly perhaps maybe potentially",
        able="can able capable",
        necessary="must should shall ought necessarily always",
        only="only solely exclusively merely",
        all="all every each entire entirely any whole",
        most="most mostly mainly largely primarily majority predominantly",
        many="many numerous much lots",
        some="some several various certain partly partially somewhat",
        few="few little fewer",
        often="often usually typically generally commonly normally frequently",
        sometimes="sometimes occasionally",
        likely="likely probably presumably apparently seemingly",
        approximately="approximately roughly nearly almost circa around",
        more="more greater higher larger bigger better increasingly",
        less="less lower smaller worse fewer",
        least="least lowest smallest worst minimum",
        before="before prior until till",
        after="after following since",
        above="above over exceeding beyond",
        below="below under beneath",
        between="between among amid",
        within="within inside",
        outside="outside",
        against="against versus",
        out="out off away",
        up="up upward upwards",
        down="down downward downwards",
        exactly="exactly precisely",
        exception="except excluding unless",
        during="during throughout",
    ),
    hedges=words("possible some sometimes likely approximately often most few"),
    conditions=words(
        "if unless when whenever provided providing assuming suppose supposing except until only whether once"
    ),
    attributions=words("""
        believe believed believes argue argued argues claim claimed claims allege alleged alleges suggest
        suggested suggests propose proposed proposes assume assumed assumes suppose supposed speculate
        speculated hypothesize hypothesized said says think thinks thought hope hopes hoped fear feared
        predict predicted predicts according expect expected expects doubt doubts deny denies denied conjecture
        conjectured wrote seem seems want wants try tries tried attempt attempted plan plans planned intend
        intended fail failed refuse refused pretend pretended imagine
    """),
    passive_agent=words("by"),
    copulas=words("is are was were be become becomes became remain remains remained"),
    passive_auxiliaries=words("is are was were be been being get gets got"),
    participle=PARTICIPLE,
    naming_verbs=words("called named termed considered deemed made said titled entitled dubbed"),
    place_and_time=words(
        "in on at during since until after before for with within by among throughout under via around across as "
        "due despite"
    ),
    coordinators=words("and or"),
    adversatives=words("but yet so nor"),
    subordinators=words(
        "if when while whereas although though since because as given whenever unless until once whether"
    ),
    reasons=words("because therefore thus hence although though unless if consequently"),
    correlatives={
        "not only": "but",
        "either": "or",
        "neither": "nor",
        "both": "and",
        "between": "and",
        "rather": "than",
        "whether": "or",
    },
    determiners=words(
        "a an the this that each every any some no its their our his her another which these those many several all"
    ),
    examples_openers=words(
        "such including like e for especially particularly namely i typically usually often also however therefore thus"
    ),
    superlatives=re.compile(
        r"(?!interest|forest|request|harvest|protest|invest|suggest|contest|honest|modest|guest|digest|arrest)"
        r"[a-z]{3,}est|most|least|best|worst|first|last|only|same|next"
    ),
    universals=words("all every each any no none most many some few both"),
    exhaustive=words("only solely exclusively consist consists consisted comprises comprise sum product ratio"),
    restrictors=words("to we you they i he she it"),
    relatives=words("which who whom whose where when that"),
    synonyms=SYNONYMS,
    antonyms=ANTONYMS,
    contraries=CONTRARIES,
    opposite_prefixes=("un", "in", "im", "il", "ir", "non", "dis", "mis", "anti", "counter", "de", "a"),
    suffixes=words("""
        s es ed d ing ion ions tion ation ations ment ments al ally ly ity ities ness ive e y ies ied ize ise
        ized ised izes ises izing ising able ible ance ence ical ically ic se ze sed zed ning ting ted ned red
        ring led ling ping ped
    """)
    | {""},
    number_words=NUMBER_WORDS,
    opening=re.compile(
        rf"(?:(?:And|But|Yet|So(?! far| that| as| much| many| called| long)|Or)\s+(?=\w)|(?:Note|Remark)\s*:\s*"
        rf"|{CONNECTIVES}\s*[,:;]\s*|(?:Thus|Therefore|Hence|Of course"
        rf"|Moreover|Furthermore)\s+(?=\w))"
    ),
    framing=re.compile(
        r"(?:(?:please\s+)?(?:(?:note|observe|notice|recall|remember)(?:,? (?:however|also|again|too"
        r"|in particular|especially))?,?"
        r"|keep in mind|bear in mind"
        r"|be aware|it follows|it turns out"
        r"|(?:it is|it’s|it's) (?:important|worth|useful|interesting|easy|not (?:hard|difficult)"
        r"|well known|clear|obvious|crucial|worthwhile)"
        r" (?:to (?:note|see|observe|remember|mention|show|check|verify|realize|understand|know)"
        r"|noting|mentioning|remembering|pointing out)"
        r"|it is (?:well known|clear|obvious|known|evident)|we (?:will |shall |can |also |now "
        r"|then |thus |already |first )*"
        r"(?:note|see|observe|show|find|found|conclude|know|have seen|have shown|remark"
        r"|emphasi[sz]e|saw|learn|recall|stress|prove|notice)"
        r"|you (?:can|should|may|will)?\s?(?:see|note|notice|know|remember|observe)"
        r"|(?:this|which) (?:means|implies|shows|indicates|suggests)|the (?:point|idea|reason|result|fact) is"
        r"|the (?:main|key|basic|important|crucial) (?:point|idea|observation|insight|fact|thing)(?: here)? is"
        r"|let us (?:note|recall|remember)|let’s (?:note|recall|remember)|(?:our|the) (?:results"
        r"|analysis|experiments?) (?:show|indicate|demonstrate)s?))" + _THAT,
        _I,
    ),
    unresolved=re.compile(
        r"(?:(?:It|They|He|She|Them|Him|Her|His|Its|Their|This|That|These|Those|Such|Both|Here"
        r"|There(?:after|in|by|fore)|Otherwise|Instead|Similarly|Likewise|Conversely"
        r"|Neither|Either|Others?|Another|Some of (?:these|them|those)|One of (?:these|them|those)"
        r"|(?:All|Most|Many|Each|None|Any) of (?:these|them|those|this|which)|(?:In|By|With|For"
        r"|From|On|At|After|During|To|As|Under|Given|Using)"
        r"\s+(?:this|these|that|those|such|it|them|doing so|contrast|both|either|particular)"
        r"|The (?:latter|former|same|other|above|following|next|previous|last|second|third|first"
        r"|two|three|resulting|corresponding|remaining|rest|others?)"
        r"|(?:The )?(?:second|third|fourth|next|first|last|former|latter|other|final)|So|Then|Thus"
        r"|And|But|Or|Yet|Nor|Because of (?:this|that)|Even so|Else|Only then|Now|Again|Too"
        r"|Which|Who|Where|Whose|Let|Suppose|Assume|Consider|Define|Denote|Given|Recall)\b"
        r"(?!\s+(?:is|was|are)\s+(?:\w+\s+){0,2}(?:important|possible|impossible|necessary|useful"
        r"|easy|hard|difficult|known|common|clear|sufficient|better|best|common|natural|worth"
        r"|helpful|essential)\b))",
    ),
    pointing=re.compile(
        r"\b(?:(?:in|of|at|see|by|from|to|and)\s+)?(?:this|the (?:next|previous|following|last"
        r"|preceding|present|current|above|remaining|rest of th(?:e|is)))\s+"
        r"(?:section|chapter|paper|article|subsection|appendix|book|slides?|page|document|manual"
        r"|figure|table|text|lecture|notes?|paragraph|example|exercise|problem|theorem|proof|code"
        r"|program|script|snippet|equation|vignette|part)s?\b"
        r"|\b(?:Fig(?:ure|s)?|Tab(?:le)?s?|Eqs?|Equations?|Sect?(?:ion)?s?|Chap(?:ter)?s?|Listing"
        r"|Appendix|Exercises?|Problems?|Example|Theorem|Lemma|Corollary|Proposition|Definition"
        r"|Algorithm|Skeleton Proof|Chapter)s?\.?\s*\(?(?:\d|[A-Z]\b|�)"
        r"|\b(?:as follows|the following|shown (?:above|below|here)|given (?:above|below)|(?:see"
        r"|described|discussed|listed|defined|mentioned|shown|introduced|presented|seen) (?:above"
        r"|below|earlier|later|previously|next)\b|above[.,]|below[.,]|follow(?:s|ing):"
        r"|right-hand|left-hand|the reader|exercise for)"
        r"|\b(?:we|I) (?:will|shall|now|next|first|then|start|begin|turn|leave|return|assume|could"
        r"|might|just)\b|\blet(?:’|')?s?\b us\b|\blet(?:’|')s\b|\bI\b|\bmy\b|\bso far\b"
        r"|\bhomework\b|\bhere\b|\bas an? (?:\w+ )?example\b|\bfor illustration\b|\b(?:more|further) details\b"
        r"|\b(?:we|I|you)[’']ll\b",
        _I,
    ),
    pronouns=words("he she him her his they them their theirs"),
    stand_ins=words("it they he she"),
    context=re.compile(
        r"\b(?:this|these|those|such|it|they|our|the (?:same|above|other|previous|following"
        r"|original|given|resulting|corresponding|final|current))\b|^(?:There (?:is|are|can|may"
        r"|were|was)|One|Two|Three|Another|Similar|Each|Hey|Well|Yes|No|Our)\b|\bwe (?:have|are|do"
        r"|don’t|should|shouldn’t|need|want|get|can)\b",
        _I,
    ),
    boilerplate=re.compile(
        r"^(?:key ?words?|index terms)\s?[:—–]|"
        r"©|\bcopyright\b|all rights reserved|\blicen[sc]ed? under\b|creative commons"
        r"|permission is (?:hereby )?granted|\bISBN\b|\bISSN\b"
        r"|\b(?:we|the authors?|I) (?:would like to |wish to |also |gratefully |am |are )*(?:thank"
        r"|acknowledge|grateful|indebted)\b"
        r"|supported by (?:the |a )?(?:grant|national|nsf|erc)|correspond(?:ing|ence) author"
        r"|e-?mail|\bhttps?:|\bwww\.|arXiv|doi:|"
        r"\breceived:|\baccepted:|this work was (?:supported|funded)|funded by|\bprinted in\b"
        r"|all errors are|\bdownload(?:ed|able)? (?:from|at)\b|\bthanks? (?:to|go)\b",
        _I,
    ),
    reference_note=re.compile(
        r"(?:see|cf\.?|compare|e\.g\.?,?|i\.e\.?,?|also|for example|for instance|such as|see also"
        r"|Figs?\.?|Figures?|Tables?|Tab\.|Sect?\.?|Sections?|Eqs?\.?|Equations?|Chapter|Appendix"
        r"|Listing|Algorithm|Theorem|Lemma|and|for details)?"
        r"[\s,]*(?:(?:Figs?\.?|Figures?|Tables?|Sections?|Sec\.|Eqs?\.?|Equations?|Chapters?"
        r"|Appendix|pages?|pp?\.|line|lines|item|step|Theorem|Lemma)[\s\d.,;–A-Z-]+)*"
        r"(?:(?:[A-Z][\w’'-]+(?:\s+(?:and|&|et al\.?"
        r"|[A-Z][\w’'-]+))*,?\s*)+(?:\(?\d{4}[a-z]?\)?[;,\s]*)+(?:p+\.\s*[\d–-]+)?)*[\s;,.]*$",
    ),
    fillers=re.compile(
        r"(?<!not )(?<!n’t )(?<!n't )\b(?:very|really|actually|basically|simply|of course|in fact"
        r"|indeed|clearly|obviously|quite|certainly|definitely|truly|literally|naturally"
        r"|fortunately|unfortunately|interestingly|therefore|thus|hence|however|moreover"
        r"|furthermore|for instance|for example|nevertheless|now|easily|already|henceforth|just)"
        r"\b(?! (?:much|many|few|different"
        r"|important|large|small)\b)",
    ),
    same=((re.compile(r"(?<!\w)by the authors?(?!\w)", _I), "by us"),),
    rewordings=tuple(
        (re.compile(rf"(?<!\w){pattern}(?!\w)", _I), short)
        for pattern, short in (
            (r"in order to", "to"),
            (r"so as to", "to"),
            (r"(?:due to|because of|owing to|in view of|despite) the fact that", "because"),
            (r"a (?:large|great|huge) (?:number|amount|variety) of", "many"),
            (r"a (?:number|variety) of", "several"),
            (r"(?:is|are) able to", "can"),
            (r"has the ability to", "can"),
            (r"have the ability to", "can"),
            (r"makes it possible to", "allows to"),
            (r"for the purpose of", "for"),
            (r"in the case of", "for"),
            (r"with regards? to", "about"),
            (r"at the same time", "simultaneously"),
            (r"at (?:this|the present) (?:point in )?time", "now"),
            (r"in the event that", "if"),
            (r"on a regular basis", "regularly"),
            (r"utili[sz]es", "uses"),
            (r"utili[sz]e", "use"),
            (r"utili[sz]ing", "using"),
            (r"such as", "like"),
            (r"(?<=\bwe )(?:have|need) to", "must"),
            (r"(?<=\bthey )(?:have|need) to", "must"),
            (r"all of the", "all"),
            (r"in addition to", "besides"),
            (r"a lot of(?= [a-z-]+s\b)", "many"),
            (r"on the basis of", "based on"),
            (r"in spite of", "despite"),
            (r"prior to", "before"),
            (r"subsequent to", "after"),
            (r"in many cases", "often"),
            (r"in most cases", "mostly"),
            (r"in some cases", "sometimes"),
            (r"at all times", "always"),
            (r"take into account", "consider"),
            (r"takes into account", "considers"),
            (r"make use of", "use"),
            (r"makes use of", "uses"),
            (r"(?<!, )as well as", "and"),
            (r"the vast majority of", "most"),
            (r"the majority of", "most"),
            (r"in such a way that", "so that"),
            (r"a wide range of", "many"),
            (r"each and every", "every"),
            (r"it is possible to", "one can"),
            (r"(?<!,) (?:that|which) (?:is|are|was|were)(?= [a-z]+ed\b)", ""),
        )
    )
    + SHORTER,
    trailing=(
        re.compile(r",\s+(?:which|who|whose|where|whereas|while|although|though)\s[^,;:]{8,}$"),
        re.compile(r";\s+[^;]{12,}$"),
        re.compile(r"\s*:\s+[^:]{12,}$"),
        re.compile(
            r",\s+(?:(?:thereby|thus|hence)\s)?(?!accord|dur|follow|concern|includ)[a-z]{3,}ing\s(?!and\b|or\b)[^;:]{8,}$"
        ),
        re.compile(
            r",\s+(?:and|but|yet|so)\s+(?:that\s+|so\s+|then\s+|therefore\s+|thus\s+|hence\s+|they|it"
            r"|we|its|their|this|these|the|an?|there|you|he|she|many|most|some|all)\s[^;:]{8,}$"
        ),
        re.compile(r",\s+(?:since|because|as|so that)\s[^;:]{8,}$"),
        re.compile(
            r",\s+(?:such as|for example|e\.g\.|for instance|like|particularly|especially"
            r"|in particular|typically)\s[^;:]{6,}$"
        ),
    ),
    examples=re.compile(
        r",\s+(?:such as|for example|e\.g\.,?|for instance|including|like"
        r"|especially)\s[^,;:]{3,80},(?=\s)"
    ),
    verbs=re.compile(
        r"\b(?:is|are|was|were|has|have|had|can|could|will|would|may|might|must|should|does|do|did"
        r"|cannot|isn’t|aren’t|doesn’t|don’t|can’t|won’t"
        r"|become|became|means?|gives?|gave|makes?|made|takes?|took|needs?|uses?|shows?|began"
        r"|begins|led|leads|came|comes|went|goes|held|holds|won|lost|fell|rose|grew|grows|kept"
        r"|built|brought"
        r"|allows?|provides?|requires?|contains?|depends?|follows?|represents?|describes?"
        r"|consists?|includes?|returns?|produces?|creates?|defines?|occurs?|exists?|remains?"
        r"|appears?|works?|helps?|offers?|supports?"
        r"|(?!(?:based|used|related|united|indeed|need|seed|speed|feed|hundred|given|called"
        r"|limited|so-called|following)\b)[a-z]{2,}[^e\W]ed"
        r"|(?!(?:this|its|thus|as|us|his|has|across|perhaps|always|plus|less|various|yes|besides"
        r"|sometimes|is|was|towards|whereas|versus)\b)[a-z]{3,}s(?=\s(?:the|an?|that|to|in|on|by"
        r"|with|how|its|their|from|for|as|all|each|any|no|one|two|it|us|you|when|if|which|what"
        r"|where|whether|at|into|only|not|also)\b))\b"
    ),
    acts=acting.ENGLISH,
    cue=re.compile(
        r"\b(?:important|importantly|key|main|essential|fundamental|crucial|central|goal|aim"
        r"|purpose|in general|is called|are called|is defined|known as|refers? to"
        r"|conclude|conclusion|result|therefore|because|advantages?|disadvantages?|difference|must"
        r"|always|never|we (?:present|introduce|propose|show|describe|develop|discuss|find)"
        r"|provides?|allows?|designed to|consists? of|requires?)\b",
        _I,
    ),
    aim=re.compile(
        r"(?:In this (?:paper|article|work|study|chapter|report|thesis|vignette|tutorial|course|module)\b"
        r"|This (?:paper|article|work|study|chapter|report|package|module|course|vignette|thesis"
        r"|document|tutorial|book)\s+(?:\w+ly\s+|also\s+|then\s+)?(?:present|introduc|describ|discuss|propos|show"
        r"|provid|giv|offer|develop|explor|review"
        r"|explain|cover|stud|investigat|address|focus|aim|demonstrat|examin|contain|consist|teach)\w*"
        r"|We (?:\w+ly\s+|also\s+)?(?:present|introduce|propose|describe|develop|demonstrate"
        r"|study|investigate|found|conclude)\b"
        r"|(?:The|Our) (?:main |primary |overall |key )?(?:goal|aim|purpose|objective|contribution"
        r"|finding|conclusion)s?\b"
        r"|In (?:conclusion|summary)\b|To (?:sum up|summarize|conclude)\b)",
    ),
    definitions=DEFINITIONS,
    bad_terms=words("""common prominent typical special good bad simple similar possible natural useful popular further
        additional alternative particular challenge application case cases feature step steps advantage
        disadvantage approach option choice new old large small big best better great nice interesting difficult
        easy whole part variant version user users reader author authors people someone everything nothing
        something anything entities
        this that these those it they he she there here we you i one ones which what who where when if for as
        in on at by with from to but and or so then thus each every all any some such both another other only
        most many our your its their his her not no note example remark problem solution goal idea reason
        point result results question answer following same first second third last next previous case way
        thing above below former latter proof theorem lemma hint warning output input another important main
        basic let since because although while whether how why do does rest number fact type difference
        purpose aim key notice also figure table section chapter exercise
    """),
    articles=re.compile(r"(?:An?|The)\s+", _I),
    boring_headings=re.compile(
        r"^\W*(?:\d+[.\s]*)*(?:[A-Z]\.?\s+)?(?:(?:the )?gnu .*licen[sc]e|acknowledge?ments?|references"
        r"|bibliography|index|(?:table of )?contents|copyright|licen[sc]e|keywords?|about the authors?|author|funding"
        r"|data availability|conflicts? of interest|colophon|preface|list of (?:figures|tables|symbols|abbreviations)"
        r"|(?:image|photo|picture) credits"
        r"|credits|computational details|copying|legal)\b",
        _I,
    ),
    abbreviations=words("""
        e.g i.e cf vs etc al fig figs eq eqs sec secs ch chap no nos vol pp p ca resp approx dr mr mrs ms prof
        st jr sr inc ltd dept ed eds est incl max min thm lem def prop cor ex jan feb mar apr jun jul aug sep
        sept oct nov dec
    """),
    scales=SCALES,
    in_sequence=anywhere("""
        also; another; again; others; firstly; secondly; thirdly; next; then; finally; lastly; furthermore; moreover;
        similarly; likewise; instead; however; therefore; thus; hence; so far; further; former; latter; remaining; rest;
        later; earlier; below; above; following; previous; previously; conclude; concludes; on the other hand; too
        """),
    quiz=QuizTexts(
        cloze="What completes this statement? {statement}",
        two="Which two fill the gaps, in this order? {statement}",
        course="In which order does the document say these? {statements}",
        follows="The document says: “{statement}” Which of these does it say next?",
        which_term="Which term fits this description? {definition}",
        what_is="What is meant by “{term}”?",
        order="Which of these is the right order in time?",
        about="What is said about “{subject}”?",
    ),
)
