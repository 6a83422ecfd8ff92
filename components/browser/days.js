// The calendar of the person at this window, by their own clock at the moment when it is asked.

/** The day that it is, such as "2026-11-22". */
export const today = () => dayAhead(0);

/** As the server writes days and times: in the language of the page, by our calendar, with the digits 0 to 9. */
const inThisLanguage = () =>
  new Intl.Locale(document.documentElement.lang, { calendar: "gregory", numberingSystem: "latn" });

/** The day as the language of the page writes it. @param {string} day */
export const dayInWords = (day) => new Date(`${day}T00:00`).toLocaleDateString(inThisLanguage(), { dateStyle: "long" });

/** The time of day as the language of the page writes it. @param {number} moment */
export const timeInWords = (moment) => new Date(moment).toLocaleTimeString(inThisLanguage(), { timeStyle: "short" });

/** The day that is so many days ahead. @param {number} days */
export function dayAhead(days) {
  const day = new Date();
  day.setDate(day.getDate() + days);
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}
