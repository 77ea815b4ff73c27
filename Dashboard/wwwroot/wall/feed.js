// Follows the stream for ever. The browser's own retry gives up on an HTTP error and does not see a connection that died
// silently, so both are done here.

const SILENCE = 6000; // ms without a board before the connection is given up
const LONGEST = 4000; // ms between two tries, at most
const LATE = 5000; // ms that a board may have been under way

export class Feed {
  #source; #timer; #tries = 0; #heard = performance.now(); #ahead = 0; #first = true;

  constructor(url, onBoard) {
    this.url = url;
    this.onBoard = onBoard;
    setInterval(() => { if (performance.now() - this.#heard > SILENCE) this.#again(); }, 1000);
  }

  open() {
    this.#source?.close();
    this.#first = true;
    const source = this.#source = new EventSource(this.url);
    source.addEventListener("board", event => { if (source === this.#source) this.#take(JSON.parse(event.data)); });
    source.onerror = () => { if (source === this.#source) this.#again(); };
  }

  // The server's clock now, by its own stamps and a clock of the browser that never jumps.
  get now() { return performance.now() + this.#ahead; }

  // Takes the board that came with the page, or one from the stream. Of several estimates of the server's clock the
  // foremost is best: it was the least under way. A board that is late against it came out of some buffer and is not fresh.
  #take(board) {
    const sent = Date.parse(board.sentAt) - performance.now();
    if (this.#first || sent > this.#ahead) this.#ahead = sent;
    this.#first = false;
    if (this.#ahead - sent > LATE) return;
    this.#heard = performance.now();
    this.#tries = 0;
    this.onBoard(board);
  }

  start(board) {
    this.#take(board);
    this.open();
  }

  #again() {
    this.#source?.close();
    this.#source = undefined;
    this.#heard = performance.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.open(), Math.min(LONGEST, 500 * 2 ** this.#tries++) * (0.5 + Math.random() / 2));
  }
}
