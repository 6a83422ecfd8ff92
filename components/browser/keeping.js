// What this browser keeps of how somebody likes their pages: never a word of what they wrote.

const A_YEAR = 365 * 24 * 60 * 60;

/** Keep it in a cookie, so that the page knows it before it is drawn. @param {string} name @param {string | number} value */
export function keep(name, value) {
  const { pathname, protocol } = new URL(document.baseURI);
  const secure = protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; Path=${pathname}; Max-Age=${A_YEAR}; SameSite=Strict${secure}`;
}
