import { expect } from 'vitest';
import { expectAcked, expectOrdered, type Kept } from './evidence.ts';
import { Browser, type Door, type Page } from './page.ts';
import { until } from './until.ts';

/** Many visitors, each saying one thing after the other. */
export interface Talk {
  readonly pages: Page[];
  /** So far, of everybody. */
  readonly acks: number;
  /** Waits for so many more. @param after what happened before, for whoever reads that they did not come */
  goOn(acks: number, after?: string): Promise<void>;
  /** Nobody begins another sentence; resolves when all that was said is acked. */
  end(): Promise<void>;
  /** Fails unless everything acked so far is there, once and under its number. */
  expectAcked(kept: Kept[]): void;
  /** After `end`. Fails unless everything said is there, once, in the order in which each said it, and shown so. */
  expectAll(kept: Kept[]): void;
}

/**
 * @param doors visitors are spread over them
 * @param thinkMs each of them waits a random part of it after each answer. Without a pause they soon have said all that a
 * visitor may say at once (SPEC R2), and then one thing in 2 s
 */
export function startTalk(doors: Door[], count: number, random: () => number, thinkMs = 0): Talk {
  const pages = Array.from({ length: count }, (_, index) =>
    new Browser(doors[index % doors.length]!, { random }).open(),
  );
  const said = new Map<string, string>();
  /** Who said what is not acked yet, by client id. */
  const open = new Map<string, Page>();
  let acks = 0;
  let isOver = false;

  function talk(page: Page) {
    if (isOver) return;
    const clientId = `${page.browser.name}-${said.size}`;
    const text = `Message ${said.size}, ${'peony '.repeat(random() * 40)}`.trim();
    said.set(clientId, text);
    open.set(clientId, page);
    page.say(text, clientId).then(() => {
      acks += 1;
      open.delete(clientId);
      if (thinkMs) setTimeout(talk, random() * thinkMs, page);
      else talk(page);
    });
  }
  for (const page of pages) talk(page);

  const ofVisitors = (kept: Kept[]) => kept.filter(each => each.clientId?.startsWith('browser-'));
  return {
    pages,
    get acks() {
      return acks;
    },
    async goOn(more, after = 'what was before') {
      const goal = acks + more;
      await until(`ack ${goal} after this: ${after}`, () => acks >= goal);
    },
    async end() {
      isOver = true;
      await until(
        () => `acks of ${[...open].map(([clientId, page]) => `${clientId} (${page.story})`).join(', ')}`,
        () => acks === said.size,
      );
    },
    expectAcked(kept) {
      expectOrdered(kept);
      expectAcked(
        kept,
        pages.flatMap(page => page.acked),
      );
    },
    expectAll(kept) {
      this.expectAcked(kept);
      expect(new Map(ofVisitors(kept).map(each => [each.clientId, each.body]))).toEqual(said);
      for (const page of pages) {
        const isIts = (id: string) => id.startsWith(`${page.browser.name}-`);
        const its = ofVisitors(kept).filter(each => isIts(each.clientId!));
        // Said one after the other, so numbered in that order.
        expect(its.map(each => each.clientId)).toEqual([...said.keys()].filter(isIts));
        expect(page.shown.filter(each => each.author.kind === 'visitor').map(each => each.clientId)).toEqual(
          its.map(each => each.clientId),
        );
      }
    },
  };
}
