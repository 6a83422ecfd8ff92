// The calendar of the person at this window, by their own clock at the moment when it is asked.

/** The day that it is, such as "2026-11-22". */
export const today = () => dayAhead(0);

/** The day as the language of the page writes it. @param {string} day */
export const dayInWords = (day) =>
  new Date(`${day}T00:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });

/** The day that is so many days ahead. @param {number} days */
export function dayAhead(days) {
  const day = new Date();
  day.setDate(day.getDate() + days);
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}
