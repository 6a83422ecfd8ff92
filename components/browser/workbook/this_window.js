// Which window this is: its name is part of every act that is made in it, so that it takes back its own.

const PATTERN = /^[0-9a-f]{8}$/;
const here = /** @type {{ name?: string }} */ (globalThis);

/** A reload keeps the name of its window, and no other window has it. */
export const WINDOW = here.name && PATTERN.test(here.name) ? here.name : crypto.randomUUID().slice(0, 8);
here.name = WINDOW;
