// In a window that was open while the server was updated: it goes on with the modules that it began with, and loads
// everything anew when that disturbs nobody, as another page opens or nobody looks; not before all is saved.

const { unsaved } = await import(`${/** @type {any} */ (window).bothSides}workbook/open_workbooks.js`);

/** What is not kept, and would be gone: words that are refused, a secret, and a code that is shown once. */
const HELD = "[aria-invalid=true], .bs-code, input[type=password]";

const loadAnew = () => unsaved().length || document.querySelector(HELD) || location.reload();

addEventListener("popstate", loadAnew);
document.addEventListener("visibilitychange", () => document.hidden && loadAnew());

export {};
