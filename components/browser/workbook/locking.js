// Locking a window, or signing out: first nothing is to be seen, then nothing is known here, and then the server is told.

/** @import { Reply } from "./server.js" */

const BETWEEN_TRIES = 1000;

/**
 * What a window does when it locks: `hide` what is on the page and `show` it again, `say` that the server does not know
 * yet, have everything `settled`, `forget` all that is saved, `ask` the server, and `go` on once it has answered.
 * @typedef {{ hide: () => void, show: () => void, say: () => void, settled: () => Promise<unknown>, forget: () => void,
 *   ask: (what: object) => Promise<Reply>, go: (answer: any) => void }} Page
 */

export class Locking {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.isUnderWay = false;
    /** Whether the server has answered, and the page only has to be drawn anew. */
    this.isTold = false;
  }

  /** Lock: without a connection, the window stays as it is until the server knows. */
  async lock() {
    if (!this.begin()) return null;
    const { page } = this;
    for (;;) {
      await page.settled();
      page.forget();
      const { response, answer } = await page.ask({ do: "lock" });
      if (response && response.status < 500) return this.goOn(answer);
      page.say();
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES));
    }
  }

  /** Lock because the server, as this answer says, has done so. @param {any} answer */
  follow(answer) {
    if (this.begin()) this.goOn(answer);
  }

  /** By this window's count nobody is here: hide, and ask whether the server counts the same; resolves to its answer. */
  async expire() {
    if (this.isUnderWay) return null;
    this.page.hide();
    const { response, answer } = await this.page.ask({ do: "look", active: false });
    if (!response?.ok || !answer) return this.lock();
    if (answer.locked) this.follow(answer);
    else this.page.show();
    return answer;
  }

  /** The page is drawn for somebody who may see it: was that before the server locked, or after it was unlocked again? */
  drawn() {
    if (!this.isTold) return;
    this.end();
    this.expire();
  }

  /** The page is drawn for somebody who may see nothing. */
  end() {
    this.isUnderWay = this.isTold = false;
  }

  begin() {
    if (this.isUnderWay) return false;
    this.isUnderWay = true;
    this.page.hide();
    return true;
  }

  /** @param {any} answer @returns {null} */
  goOn(answer) {
    this.isTold = true;
    this.page.forget();
    this.page.go(answer);
    return null;
  }
}
