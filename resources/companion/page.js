// The page that proves a statement: as a picture with the words marked, or as text where there is no picture.
import { getJson, request } from "./api.js";
import { el, button } from "./dom.js";
import { say } from "./words.js";

const WIDE = "(min-width: 1080px)";

let dialog = null;

export function showPage(about, citation) {
  dialog?.close();
  const from = document.activeElement;
  const view = new PageDialog(about, citation, () => {
    view.node.remove();
    document.body.classList.remove("proving");
    if (dialog === view.node) dialog = null;
    from?.focus({ preventScroll: true });
  });
  dialog = view.node;
  document.body.append(dialog);
  // Beside the note where there is room, so that one can go on reading; else over it.
  if (matchMedia(WIDE).matches) {
    document.body.classList.add("proving");
    dialog.show();
  } else dialog.showModal();
}

/** The note that it proves is not shown any more. */
export function closePage() {
  dialog?.close();
}

class PageDialog {
  constructor(about, citation, onClosed) {
    this.onClosed = onClosed;
    this.about = about;
    this.citation = citation;
    this.number = citation.page;
    this.title = el("h2", { id: "page-title" });
    this.quote = el("blockquote", {}, citation.quote);
    this.sheet = el("div", { className: "sheet", tabIndex: 0, role: "region", aria: { label: say("the_page") } });
    this.previous = button("‹", () => this.#turn(-1), { className: "icon", aria: { label: say("page_before") } });
    this.next = button("›", () => this.#turn(1), { className: "icon", aria: { label: say("page_next") } });
    this.node = el("dialog", { className: "page", aria: { labelledby: "page-title" }, onclose: () => (this.#end(), this.onClosed()),
      onclick: (event) => event.target === this.node && this.node.close(), onkeydown: (event) => this.#onKey(event) },
      el("header", {}, this.previous, this.title, this.next, button("×", () => this.node.close(), { className: "icon", aria: { label: say("close") } })),
      this.quote, this.sheet);
    this.#load();
  }

  #onKey(event) {
    if (event.key === "Escape") this.node.close();
    if (event.target === this.sheet && this.sheet.scrollWidth > this.sheet.clientWidth) return;
    if (event.key === "ArrowLeft") this.#turn(-1);
    if (event.key === "ArrowRight") this.#turn(1);
  }

  #turn(by) {
    const to = this.number + by;
    if (to < 1 || (this.about.pages && to > this.about.pages)) return;
    this.number = to;
    this.#load();
  }

  async #load() {
    const number = this.number;
    const isCited = number === this.citation.page;
    this.title.textContent = say(this.about.pages ? "page_of" : "page", { number, count: this.about.pages });
    this.quote.hidden = !isCited;
    this.previous.disabled = number <= 1;
    this.next.disabled = Boolean(this.about.pages) && number >= this.about.pages;
    this.sheet.classList.add("loading");
    const content = await this.#content(number, isCited ? this.citation.quote : "");
    if (number !== this.number) return;
    this.sheet.classList.remove("loading");
    this.sheet.replaceChildren(content);
    this.sheet.scrollTop = 0;
    this.sheet.querySelector("mark")?.scrollIntoView({ block: "center" });
  }

  async #content(number, quote) {
    const path = `/api/documents/${this.about.id}/pages/${number}`;
    if (this.about.kind === "pdf") {
      try {
        return await this.#picture(`${path}/image`, number, quote);
      } catch {
        // encrypted, damaged or too slow to draw: its text is in the library
      }
    }
    try {
      return marked((await getJson(path)).text, quote);
    } catch (error) {
      return el("p", { className: "empty" }, error.status ? say("page_fails") : say("no_server"));
    }
  }

  async #picture(path, number, quote) {
    const wanted = Math.min(innerWidth, 900) * Math.min(2, devicePixelRatio || 1);
    const query = new URLSearchParams({ width: Math.max(640, Math.min(1800, Math.round(wanted))), quote });
    const blob = await (await request(`${path}?${query}`)).blob();
    this.#end();
    this.address = URL.createObjectURL(blob);
    const picture = el("img", { src: this.address, alt: say(quote ? "page_picture_says" : "page_picture", { number, quote }) });
    await picture.decode();
    return picture;
  }

  #end() {
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = null;
  }
}

/** Text with the words of a quote marked, white space aside. */
export function marked(text, quote) {
  const place = quote ? findLoosely(text, quote) : null;
  const node = el("div", { className: "text" });
  if (place) node.append(text.slice(0, place[0]), el("mark", {}, text.slice(...place)), text.slice(place[1]));
  else node.append(text);
  return node;
}

function findLoosely(text, quote) {
  const places = [];
  let squeezed = "";
  for (let place = 0; place < text.length; place += 1) {
    if (/\s/.test(text[place])) continue;
    squeezed += text[place];
    places.push(place);
  }
  const wanted = quote.replace(/\s+/g, "");
  const start = wanted ? squeezed.indexOf(wanted) : -1;
  return start < 0 ? null : [places[start], places[start + wanted.length - 1] + 1];
}
