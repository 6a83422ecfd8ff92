// For how long nobody has been here, as a window counts it by itself: it must lock without a connection, too.

/** Two clocks, in milliseconds: one can be set, and the other may stop while the computer sleeps. */
const CLOCKS = [() => Date.now(), () => performance.now()];

export class Idle {
  constructor(clocks = CLOCKS) {
    this.clocks = clocks;
    this.longest = Infinity;
    this.seconds = Infinity;
    this.since = clocks.map((clock) => clock());
  }

  /** Somebody may be away for so many seconds. @param {number} longest */
  allow(longest) {
    const isNew = longest !== this.longest;
    this.longest = longest;
    if (isNew) this.here();
  }

  /** Somebody is here. */
  here() {
    this.start(this.longest);
  }

  /** The server says how many seconds are left: it knows of other windows. @param {number} seconds */
  told(seconds) {
    this.start(seconds);
  }

  /** How many seconds are left, by the clock that has gone on further. */
  get left() {
    return this.seconds - Math.max(...this.clocks.map((clock, at) => clock() - this.since[at])) / 1000;
  }

  /** @param {number} seconds */
  start(seconds) {
    this.seconds = seconds;
    this.since = this.clocks.map((clock) => clock());
  }
}
