"""English words that may stand for each other, and words that may not although they look alike."""

from __future__ import annotations

from typing import Final

from workers.writing.lexicon.base import synonym_sets

SYNONYMS: Final = synonym_sets("""
    achieve attain reach accomplish; also additionally; among amongst; amid amidst; toward towards; while whilst;
    until till; upon on; beside besides; acquire obtain get gain; address tackle handle; adequate sufficient enough;
    advantage benefit strength merit upside; aid help assist support; aim goal objective purpose target; allow
    enable permit let; also too additionally moreover furthermore besides; although though albeit; although while
    whereas; alter change modify; amount quantity; analyse analyze examine investigate study; answer reply response;
    apparent evident obvious clear; appear seem; approach method technique; approximately about roughly around circa
    nearly; area region zone; argue contend; argument parameter; article paper; ask request; assess evaluate; assist
    help; assume suppose presume; attempt try; attribute property feature characteristic trait; author writer;
    automatically mechanically; average mean; basic fundamental elementary; because since as; begin start commence;
    believe think; big large; bigger larger greater; biggest largest greatest; brief short concise; briefly shortly;
    build construct make; but however yet nevertheless nonetheless; buy purchase; calculate compute; call name term;
    capability ability capacity; capture seize; cause produce; cause reason; challenge difficulty problem; choose
    select pick; choice option selection; circumvent avoid sidestep; clarify explain; clear plain;
    close near; collapse fall; collect gather; combine merge join unite; common frequent widespread; commonly
    frequently often; complete entire whole full; complete finish; completely entirely fully wholly totally; complex
    complicated intricate; component part element piece; comprise include contain; comprise consist; concept notion
    idea; concern worry; concerning regarding about; conclude finish end; conduct perform carry; consequence result
    outcome effect; consequently therefore thus hence accordingly so; consider regard view; considerable substantial
    significant; considerably substantially significantly greatly; consist comprise; construct build create; contain
    include hold; continue proceed; control govern; convert transform translate; correct right; cost expense price;
    country nation state; create make produce form establish generate; create develop; crucial essential vital
    critical key important; currently presently now; data information; deal handle; decide determine; decline
    decrease diminish fall drop; decrease reduce lower lessen; defeat beat; define specify; demand require;
    demonstrate show illustrate; depict portray represent show; describe explain outline; design plan; desire want
    wish; destroy demolish ruin; detect discover find identify; determine establish find; device instrument tool
    apparatus; dictate impose; difference distinction; different distinct various; difficult hard challenging;
    direct straight; disadvantage drawback weakness downside; discuss treat cover; display show present; distinct
    separate; divide split partition; domain field area; dominate control; effort attempt endeavour endeavor; elect
    choose; eliminate remove; embark start; emerge appear arise; emphasize stress highlight underline; employ use
    utilize utilise apply; empty vacant void; encounter meet face; encourage promote foster; end finish conclude
    terminate; enhance improve; enormous huge vast immense; ensure guarantee assure; entire whole; error mistake
    fault; especially particularly notably; essential necessary; essentially basically; establish found; estimate
    approximate; every each; evidence proof; exactly precisely; examine inspect; example instance; execute run
    perform; exhibit show display; exist occur; expand extend enlarge grow; expect anticipate; experience undergo;
    experiment trial; explain clarify; explore investigate examine; express state; extremely highly very; face
    confront; factor element; fail collapse; famous renowned wellknown celebrated; fast quick rapid swift; fight
    struggle battle; final last ultimate; finally lastly eventually ultimately; find discover locate; focus
    concentrate; follow pursue; following subsequent; force compel; form shape; former previous earlier prior; found
    establish; frequently often; function routine procedure; fundamental basic; further additional more extra;
    gather collect; general overall; generally usually typically; generate produce create; get receive obtain; give
    provide offer supply; global worldwide; goal aim; govern rule; gradual slow; great large big; group cluster;
    grow increase rise; happen occur; hard tough; help aid; hide conceal; high tall; hold keep; huge enormous; human
    person; illustrate show demonstrate depict; immediately instantly directly; impact effect influence; implement
    realise realize; importance significance relevance; important significant major; impossible infeasible
    unfeasible; improve enhance better; improvement enhancement; include contain comprise incorporate; incorrect
    wrong; increase rise grow growth; independent autonomous; indicate show suggest; individual single; influence
    affect; initial first original; inside within; inspect examine; instead rather; intend plan mean; interesting
    intriguing; internationally globally; introduce present; investigate study; issue problem; job task; join
    connect link; jointly together; just only merely; kind type sort class; know understand; lack absence; large
    sizable sizeable big; largely mostly mainly; later subsequently afterwards; lead guide; learn study; leave
    depart; likely probable; likely probably; limit restrict constrain; limitation restriction constraint; line row;
    link connection; list enumerate; little small; location place site position; long lengthy; lots many much
    plenty; main principal primary chief major; mainly mostly primarily chiefly principally; maintain keep preserve;
    maintain assert; make produce; many numerous; matter issue; maximum largest highest; mean signify; meaning
    sense; measure gauge; method procedure; minimum smallest lowest; mix combine; modern contemporary; modify adapt
    adjust; money funds; move shift; multiple several many; must need; natural innate; near nearby; necessary needed
    required; need require; new novel; normally usually; note observe notice; number quantity; numerous many; object
    item; obtain get; obvious evident; occur happen arise; offer provide; often frequently; old ancient; operate run
    work; order sequence; organisation organization institution; original initial; outcome result; outline sketch;
    overthrow oust depose topple; part portion section; partly partially; people population; perfect ideal; perform
    execute; period time era; permit allow; perspective viewpoint view; phase stage; phenomenon event; place put
    set; place location; point spot; politically governmentally; poor weak; popular widespread; portion share part;
    possess have own; possible feasible; potential possible; powerful strong mighty; precise exact; predict
    forecast; prefer favour favor; present current; preserve conserve retain keep; prevent stop avoid; primary main;
    prior previous; problem difficulty; procedure process; proceed continue; process method; produce generate yield;
    program programme software; prohibit forbid ban; promote advance further; proper suitable appropriate; protect
    guard defend safeguard; prove show demonstrate; provide supply give; publish release issue; put place; quality
    standard; question query; quick rapid; quickly rapidly fast swiftly; rapidly swiftly; rather quite fairly; reach
    arrive; real actual true; realise realize understand; really truly actually; reason cause; rebel insurgent;
    receive get obtain; recent new; recently lately; recognise recognize identify; reduce decrease cut; refer
    relate; region territory; reject refuse decline; relation relationship connection; relevant pertinent; rely
    depend; remain stay persist; remark note; remove delete eliminate; replace substitute supersede; report
    describe; represent denote; require need demand; research study investigation; resign step; resist oppose;
    resolve solve settle; resource asset; respond reply answer; restrict limit; result outcome; retain keep; reveal
    show disclose; rich wealthy; right correct; role function part; rule govern; safe secure; same identical equal;
    say state; seek pursue; select choose; sentence statement; separate distinct; sequence series succession;
    serious severe grave; set collection; several various multiple; shape form; show indicate; shrink contract;
    significant important; similar alike comparable; simple easy straightforward; simply merely just; size
    magnitude; skill ability; slightly somewhat; small little tiny; smart clever intelligent; soldier trooper;
    solution answer; solve resolve; sometimes occasionally; somewhat slightly; soon shortly; space room; specific
    particular; speed velocity pace; spread extend; stable steady; stage step phase; start begin launch; statement
    claim assertion; stay remain; step stage; stop halt cease end; strategy approach plan; strength power; strong
    robust powerful; structure form; student learner pupil; subject topic theme; substantial considerable;
    subsequent later; succeed follow; successfully effectively; sudden abrupt; suddenly abruptly; suggest propose;
    suitable appropriate fitting; suited appropriate; sum total; supply provide; support back; sure certain; symbol
    sign; take carry; talk speak; task assignment; teach instruct; tell inform; test check verify; text document;
    thing object item; think believe; tool instrument; topic theme; total overall; town city; train teach; transform
    change; transport carry; treat handle; trial test; trouble difficulty; true correct; turn rotate; type kind;
    typical usual standard; typically usually; ultimately finally; uncertain unsure; understand comprehend grasp;
    unite combine; unusual uncommon rare; upper higher; usage use; use exploit; useful helpful valuable; user
    operator; usual common; usually commonly normally; utilize use; valid correct; value worth; various diverse
    different; vary differ; verify confirm validate; version variant; very highly; via through; view perspective;
    visit tour; vote ballot; war conflict; way manner method means; weak feeble; weapon arm; well properly; whole
    entire; widely broadly; win triumph; work function; work labour labor; world globe; write compose; wrong
    incorrect false; yearly annual annually; yield give; youth young; zero null
""")
"""A word may stand on several lines: what it shares with one meaning it does not share with the other."""

ANTONYMS: Final = synonym_sets("""
    above below; absence presence; accept reject; active passive; add remove; advance retreat; advantage
    disadvantage; after before; agree disagree; all none; allow forbid; allow prevent; ally enemy; always never;
    ancient modern; ascend descend; attack defend; attract repel; begin end; best worst; better worse; big small;
    birth death; bottom top; bright dark; broad narrow; cheap expensive; clean dirty; close open; cold hot; common
    rare; complex simple; connect separate; create destroy; decline growth; decrease increase; deep shallow; defeat
    victory; difficult easy; direct indirect; early late; earlier later; east west; eastern western; empty full;
    enemy friend; enter exit; even odd; everything nothing; exclude include; explicit implicit; external internal;
    fail succeed; failure success; fall rise; false true; far near; fast slow; faster slower; few many; fewer more;
    finite infinite; first last; former latter; forward backward; gain loss; general specific; global local; good
    bad; greater smaller; guilty innocent; hard easy; hard soft; heavy light; high low; higher lower; highest
    lowest; hostile friendly; import export; improve worsen; inside outside; inner outer; join leave; large small;
    larger smaller; largest smallest; least most; left right; legal illegal; less more; long short; longer shorter;
    lose win; lower raise; lower upper; major minor; majority minority; male female; maximum minimum; maximize
    minimize; maximise minimise; modern traditional; natural artificial; negative positive; new old; newest oldest;
    north south; northern southern; numerator denominator; obey violate; old young; optional mandatory; parent
    child; peace war; permanent temporary; permit prohibit; poor rich; poor good; positive negative; presence
    absence; private public; pull push; quickly slowly; rapid slow; rapidly slowly; rural urban; same different;
    serial parallel; start end; start stop; strength weakness; strong weak; stronger weaker; sufficient
    insufficient; superior inferior; support oppose; thick thin; together apart; under over; wealth poverty; wet
    dry; wide narrow; with without; within outside
""")
