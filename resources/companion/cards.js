// Flashcards: the front, the back on a tap or the space key, arrows or a swipe for the next one.
import { el, button, citationChip } from "./dom.js";
import { withPictures } from "./pictures.js";
import { say } from "./words.js";

const SWIPE_PX = 50;

export function cardsView(cards, cite) {
  let place = 0;
  let isTurned = false;
  const where = el("p", { className: "facts", aria: { live: "polite" } });
  const side = el("span", { className: "side-name" });
  const text = el("span", { className: "card-text" });
  const proof = el("p", { className: "proof" });
  const card = button("", turn, { className: "card" });
  card.append(side, text);
  const root = el("div", { className: "cards" }, where, card, proof,
    el("div", { className: "steps" }, button(say("card_before"), () => go(-1)), button(say("card_turn"), turn, { className: "primary" }), button(say("card_next"), () => go(1))));

  function show() {
    where.textContent = say("card_of", { number: place + 1, count: cards.length });
    side.textContent = say(isTurned ? "answer" : "question");
    text.replaceChildren(...withPictures(isTurned ? cards[place].back : cards[place].front));
    card.classList.toggle("turned", isTurned);
    proof.replaceChildren(...(isTurned ? cards[place].citations.map((citation) => citationChip(citation, cite)) : []));
  }

  function turn() {
    isTurned = !isTurned;
    show();
  }

  function go(by) {
    place = (place + by + cards.length) % cards.length;
    isTurned = false;
    show();
  }

  let touchX = null;
  card.addEventListener("touchstart", (event) => (touchX = event.changedTouches[0].clientX), { passive: true });
  card.addEventListener("touchend", (event) => {
    const by = event.changedTouches[0].clientX - (touchX ?? event.changedTouches[0].clientX);
    if (Math.abs(by) < SWIPE_PX) return;
    event.preventDefault();
    go(by < 0 ? 1 : -1);
  });
  root.onkeydown = (event) => {
    if (event.key === "ArrowRight") go(1);
    if (event.key === "ArrowLeft") go(-1);
  };
  show();
  return root;
}
