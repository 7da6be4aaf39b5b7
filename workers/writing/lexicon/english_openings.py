"""How English sentences begin when they first look back, comment or connect."""

from __future__ import annotations

from typing import Final

from workers.writing.lexicon.base import alternatives

CONNECTIVES: Final = alternatives(
    """
    However; Therefore; Thus; Hence; Moreover; Furthermore; Additionally; In addition; Consequently; As a result; As
    a consequence; Nevertheless; Nonetheless; On the other hand; On the one hand; In contrast; By contrast; In fact;
    Indeed; Of course; Naturally; Clearly; Obviously; Evidently; Interestingly; Surprisingly; Unfortunately;
    Fortunately; Notably; Similarly; Likewise; Accordingly; Also; Besides; Finally; First; Second; Third; Firstly;
    Secondly; Thirdly; Lastly; Next; Then; Now; So; That is; In other words; To summarize; In summary; In short; In
    conclusion; To conclude; Overall; Again; After all; Intuitively; Roughly speaking; Informally; Formally; More
    formally; More precisely; More generally; More importantly; Most importantly; Importantly; Specifically; In
    particular; For this reason; For these reasons; To this end; To that end; To do so; To do this; As mentioned
    above; As mentioned earlier; As mentioned before; As noted above; As noted earlier; As we have seen; As we saw;
    As described above; As discussed above; As usual; As before; As always; At this point; In this way; In this
    section; In this chapter; In this article; In this paper; In this work; In the following; In what follows; By
    the way; Incidentally; Admittedly; Needless to say; Even so; Still; Thereby; Conversely; Equivalently; For
    example; For instance; As an example; Personally; To be precise; To be clear; As one might expect; As expected;
    Not surprisingly; Unsurprisingly; For now; As we see; As we can see; As you can see; As one can see; As you see;
    As we know; As you know; Put simply; Certainly; Note; NOTE; That said; Ultimately; Crucially; On top of that;
    Put differently; Put another way
    """
)
"""They can go, with the comma or colon behind them."""
