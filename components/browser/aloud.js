// Reading questions aloud, for those who like: by a voice that this device has itself, so that nothing is sent anywhere.

import { button, fill, h } from "./elements.js";
import { keep, kept } from "./keeping.js";
import { phrases } from "./phrases.js";

const KEPT = "both_sides_aloud";
const BOXES = ".bs-spread .bs-group > h2";
const ASKED = ".bs-question, .bs-words > .bs-label, .bs-group > h2";
const IS_A_QUESTION = /[?؟]\s*$/;

let isWanted = /** @type {boolean | null} */ (null);

/** Whether questions are to be read aloud in this browser. */
export function isOn() {
  return (isWanted ??= kept(KEPT) === "1");
}

/** @param {boolean} wanted */
export function turn(wanted) {
  isWanted = wanted;
  keep(KEPT, Number(wanted));
}

/**
 * The voice of this device that speaks this language most closely; null if it has none.
 * @param {string} language @param {Pick<SpeechSynthesisVoice, "lang" | "localService">[]} voices
 */
export function voiceFor(language, voices) {
  const [wanted] = language.toLowerCase().split("-x-");
  /** @param {Pick<SpeechSynthesisVoice, "lang">} voice */
  const tag = ({ lang }) => lang.toLowerCase().replace("_", "-");
  const own = voices.filter(({ localService }) => localService);
  const same = own.filter((each) => tag(each).split("-")[0] === wanted.split("-")[0]);
  return same.find((each) => tag(each) === wanted) ?? same[0] ?? null;
}

/** The voice for this page. */
export function voice() {
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  return /** @type {SpeechSynthesisVoice | null} */ (voiceFor(document.documentElement.lang, voices));
}

/** Say it, or if something is being said, stop. @param {string} text */
export function say(text) {
  if (speechSynthesis.speaking) return hush();
  const spoken = Object.assign(new SpeechSynthesisUtterance(text), { voice: voice() });
  speechSynthesis.speak(Object.assign(spoken, { lang: spoken.voice?.lang ?? "" }));
}

/** Say nothing more. */
export function hush() {
  globalThis.speechSynthesis?.cancel();
}

/** Put a button beside each question that has none yet. @param {ParentNode} root */
export function offerToRead(root) {
  if (!isOn() || !voice()) return;
  for (const asked of root.querySelectorAll(ASKED)) {
    const text = asked.textContent ?? "";
    const isAsked = IS_A_QUESTION.test(text) || asked.matches(BOXES);
    if (!isAsked || asked.matches(".bs-unseen") || asked.nextElementSibling?.matches(".bs-speaker")) continue;
    const name = fill(phrases.read_aloud, { question: text });
    const act = () => say([text, ...invitation(asked)].join(". "));
    const named = { className: "bs-round bs-speaker", "aria-label": name, title: name, "data-key": name };
    const speaker = button("", act, named);
    speaker.append(h("span", { "aria-hidden": "true" }, "▶\uFE0E"));
    asked.after(speaker);
  }
}

/** What stands in the empty box below a heading, if it is a question. @param {Element} heading */
function invitation(heading) {
  const box = heading.matches(BOXES) && heading.parentElement?.querySelector("textarea:placeholder-shown");
  return box instanceof HTMLTextAreaElement && IS_A_QUESTION.test(box.placeholder) ? [box.placeholder] : [];
}
