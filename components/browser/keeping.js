// What this browser keeps of how somebody likes their pages: never a word of what they wrote.

const OURS = "both_sides_";
const A_YEAR = 365 * 24 * 60 * 60;

/** Keep it in a cookie, so that the page knows it before it is drawn. @param {string} name @param {string | number} value */
export function keep(name, value) {
  write(name, value, `; Max-Age=${A_YEAR}`);
}

/** Keep it until the browser is closed. @param {string} name @param {string | number} value */
export function keepForNow(name, value) {
  write(name, value, "");
}

/** What is kept under this name, or "". @param {string} name */
export function kept(name) {
  return cookies().find(([found]) => found === name)?.[1] ?? "";
}

/** Forget all of it. */
export function forgetKept() {
  for (const [name] of cookies()) if (name.startsWith(OURS)) write(name, "", "; Max-Age=0");
}

function cookies() {
  return document.cookie.split("; ").map((each) => each.split("="));
}

/** @param {string} name @param {string | number} value @param {string} lifetime */
function write(name, value, lifetime) {
  const { pathname, protocol } = new URL(document.baseURI);
  const secure = protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; Path=${pathname}${lifetime}; SameSite=Strict${secure}`;
}
