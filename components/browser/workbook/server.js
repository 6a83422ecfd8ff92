// Asking the server, beside Streamlit: one request to a route, and what its answer means.

/**
 * What came of a request: a `response`, and what it says if that is JSON; neither without a connection.
 * @typedef {{ response?: Response, answer?: any }} Reply
 */

/** @param {string} path */
const route = (path) => new URL(path, document.baseURI);

/**
 * What the server answers to this, in the language of the page; with a lot it wants the `token` before the body.
 * @param {string} path @param {BodyInit} body @param {string} [token] @returns {Promise<Reply>}
 */
export async function post(path, body, token = "") {
  const headers = { "Accept-Language": document.documentElement.lang, ...(token && { "Both-Sides-Token": token }) };
  let response;
  try {
    response = await fetch(route(path), { method: "POST", body, headers });
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    return { response, answer: isJson ? await response.json() : null };
  } catch {
    return response && !response.ok ? { response } : {};
  }
}

/** @import { Changes } from "../blocks.d.ts" */

/** What came of handing in edits: what is `saved`, or why not, in words and by its status; neither without a connection. */
/** @typedef {{ saved?: Changes, why?: string, status?: number }} Outcome */

const EDITS = "live/edits";

/** The server as the place where edits are kept. */
export const keeper = {
  /** Hand in edits, and learn what has changed. @param {{ token: string }} request @returns {Promise<Outcome>} */
  async send(request) {
    const { response, answer } = await post(EDITS, JSON.stringify(request), request.token);
    if (response?.ok) return Number.isInteger(answer?.revision) ? { saved: answer } : {};
    return response ? { why: answer?.message ?? "", status: response.status } : {};
  },

  /** Let the browser hand it in, even once this page is gone; nobody hears the answer. @param {object} request */
  handOver(request) {
    navigator.sendBeacon(route(EDITS), JSON.stringify(request));
  },
};
