// The quiz: one question after the other; the answer, why, and the page that says so.
import { el, button, citationChip, speak } from "./dom.js";
import { say } from "./words.js";

export function quizView(questions, cite) {
  const root = el("div", { className: "quiz" });
  let place = 0;
  let right = 0;

  function ask() {
    const question = questions[place];
    const verdict = el("div", { className: "verdict" });
    const choices = question.choices.map((text, index) =>
      button(text, () => answer(index), { className: "choice", "data-key": String(index + 1) }));
    let isAnswered = false;

    function answer(index) {
      if (isAnswered) return;
      isAnswered = true;
      const isRight = index === question.answerIndex;
      right += isRight;
      choices.forEach((choice, each) => {
        choice.disabled = true;
        if (each === question.answerIndex) choice.classList.add("right");
        else if (each === index) choice.classList.add("wrong");
      });
      const next = button(say(place + 1 < questions.length ? "next_question" : "result"), () => (place += 1, place < questions.length ? ask() : end()), { className: "primary" });
      verdict.append(el("p", { className: isRight ? "right" : "wrong" }, say(isRight ? "right" : "wrong")),
        el("p", {}, question.explanation, " ", question.citations.map((citation) => citationChip(citation, cite))), next);
      speak(isRight ? say("right") : say("wrong_it_is", { answer: question.choices[question.answerIndex] }));
      next.focus({ preventScroll: false });
    }

    root.onkeydown = (event) => {
      const index = Number(event.key) - 1;
      if (choices[index] && !event.ctrlKey && !event.metaKey && !event.altKey) answer(index);
    };
    root.replaceChildren(el("p", { className: "facts" }, say("question_of", { number: place + 1, count: questions.length })), el("h2", { tabIndex: -1 }, question.question),
      el("div", { className: "choices", role: "group", aria: { label: say("answers") } }, choices), verdict);
    if (place) root.querySelector("h2").focus({ preventScroll: true });
  }

  function end() {
    root.onkeydown = null;
    root.replaceChildren(el("h2", { tabIndex: -1 }, say("right_of", { right, count: questions.length })),
      el("p", {}, say(right === questions.length ? "all_right" : "some_wrong")),
      button(say("again"), () => ((place = right = 0), ask()), { className: "primary" }));
    root.querySelector("h2").focus();
  }

  ask();
  return root;
}
