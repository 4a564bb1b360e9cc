import type { ServerResponse } from 'node:http';
import { payloadOf } from './news-frame.ts';
import type { Carrier, Line } from './peer.ts';

/** Ms after `close()` for a reader to take what waits; as long as a WebSocket has for its goodbye. */
const CLOSE_MS = 5_000;
/** As in `ws`. */
const OPEN = 1;
const CLOSING = 2;

const BEFORE = Buffer.from('data: ');
const AFTER = Buffer.from('\n\n');

/**
 * The half of an HTTP link that goes down: an answer that stays open, one server-sent event for each frame (SPEC HT1).
 * What comes up does so by requests of its own, which wait while it is paused.
 */
export class EventStream implements Carrier, Line {
  readonly OPEN = OPEN;
  readyState = OPEN;
  private readonly answer: ServerResponse;
  private flowing: PromiseWithResolvers<void> | null = null;

  /** @param answer whose head was sent */
  constructor(answer: ServerResponse) {
    this.answer = answer;
    // A broken link; `close` follows and says all there is to say.
    answer.on('error', () => {});
  }

  get bufferedAmount(): number {
    return this.answer.writableLength;
  }

  write(frame: Buffer): void {
    this.answer.write(Buffer.concat([BEFORE, payloadOf(frame), AFTER]));
  }
  // The connection's, not the answer's: an answer that ends while it is corked writes its end first, and then what waited.
  cork(): void {
    this.answer.socket?.cork();
  }
  uncork(): void {
    this.answer.socket?.uncork();
  }

  /** An event that is no frame. */
  say(event: 'link' | 'close', data: string): void {
    this.answer.write(`event: ${event}\ndata: ${data}\n\n`);
  }

  close(code: number): void {
    if (this.readyState !== OPEN) return;
    this.readyState = CLOSING;
    this.say('close', String(code));
    this.answer.end();
    setTimeout(() => this.terminate(), CLOSE_MS).unref();
  }

  terminate(): void {
    this.readyState = CLOSING;
    this.answer.destroy();
  }

  get isPaused(): boolean {
    return this.flowing !== null;
  }
  pause(): void {
    this.flowing ??= Promise.withResolvers();
  }
  resume(): void {
    this.flowing?.resolve();
    this.flowing = null;
  }
  /** Resolves when more may come. */
  async flows(): Promise<void> {
    await this.flowing?.promise;
  }
}
