// By which voice a question is read aloud: one of the device's own, in the language of the page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { voiceFor } from "../../components/browser/aloud.js";

const [AMERICAN, BRITISH, GERMAN] = ["en_US", "en-GB", "de-DE"].map((lang) => ({ lang, localService: true }));
const FROM_ELSEWHERE = { lang: "fr-FR", localService: false };
const VOICES = [FROM_ELSEWHERE, AMERICAN, BRITISH, GERMAN];

for (const [language, voice] of /** @type {[string, typeof AMERICAN | null][]} */ ([
  ["en", AMERICAN],
  ["en-GB", BRITISH],
  ["en-x-plain", AMERICAN],
  ["de", GERMAN],
  ["fr", null],
  ["ar", null],
])) {
  test(`a page in ${language} is read by a voice of the device, or not at all`, () => {
    assert.equal(voiceFor(language, VOICES), voice);
  });
}
