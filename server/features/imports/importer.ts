/** Does what imports are to do, in batches, at whichever server finds them first. */
import { setImmediate as pause } from 'node:timers/promises';
import { type ImportNews, importNews } from '../../../protocol/imports.ts';
import type { Core } from '../../core.ts';
import type { Sites } from '../sites/sites.ts';
import type { DeskNews } from '../webhooks/rules.ts';
import { inBatches, linesOf } from './lines.ts';
import { joiningOf, readerOf, rowOf } from './setting.ts';
import type { ImportRecord } from './store.ts';

export interface Importer {
  /** Takes up what is due, and goes on with it behind; called by the beat. */
  tick(): Promise<void>;
  /** Something is due at once. */
  wake(): void;
  /** Resolves when nothing is at work here. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Rows of one step: few enough that whoever writes meanwhile does not wait for long. */
const BATCH = 75;
/** How long a server has for a batch. When it died over it, the next one takes it up after that. */
const LEASE_MS = 60_000;

export function createImporter(
  core: Pick<Core, 'store' | 'now' | 'newId' | 'log' | 'settings'>,
  sites: Sites,
): Importer {
  const { store, now, newId, log } = core;
  const working = new Map<string, Promise<void>>();
  let isClosed = false;

  async function run(begun: ImportRecord): Promise<void> {
    const reader = await readerOf({ settings: core.settings, sites }, begun);
    const lines = linesOf(store, begun.id, { from: begun.offset, to: begun.rowBytes });
    const first = begun.plan.hasHeader && begun.done === 0 ? 1 : 0;
    let [done, offset] = [begun.done, begun.offset];
    for await (const batch of inBatches(lines, BATCH)) {
      if (isClosed) return;
      const at = now();
      const rows = batch.map(({ text }, index) => {
        return { line: done + index + 1, ...rowOf(text, begun, reader), newContactId: newId(), newPurchaseId: newId() };
      });
      const to = { done: done + batch.length, offset: batch.at(-1)!.end, readyAt: at + LEASE_MS };
      const isLast = to.offset >= begun.rowBytes;
      const next = await store.imports.apply({
        id: begun.id,
        from: done,
        rows: rows.slice(done === 0 ? first : 0),
        joining: joiningOf(begun, { sites: await sites.all(), desk: reader.desk }, at),
        to: { ...to, endedAt: isLast ? at : null },
        news: ended => [newsOf(ended)],
      });
      // Stopped, or another server has it.
      if (!next) return;
      [done, offset] = [next.done, next.offset];
      if (isLast) await store.imports.drop(begun.id, ['file', 'rows']);
      await pause();
    }
    if (offset >= begun.rowBytes) return;
    log.error({ id: begun.id }, 'the rows of an import are not there');
    await store.imports.change(begun.id, ['running'], { state: 'stopped', endedAt: now() });
  }

  async function undo({ id }: ImportRecord): Promise<void> {
    for (;;) {
      const at = now();
      const next = await store.imports.undo(id, { limit: BATCH, at, readyAt: at + LEASE_MS });
      if (next?.state === 'undone') await store.imports.drop(id, ['file', 'rows']);
      if (next?.state !== 'undoing' || isClosed) return;
      await pause();
    }
  }

  function begin(taken: ImportRecord): void {
    if (working.has(taken.id)) return;
    const work = (taken.state === 'running' ? run(taken) : undo(taken))
      .catch(error => log.warn({ err: error, id: taken.id }, 'an import failed; it goes on in a minute'))
      .finally(() => working.delete(taken.id));
    working.set(taken.id, work);
  }

  async function tick(): Promise<void> {
    const at = now();
    for (const taken of await store.imports.take(at, at + LEASE_MS)) begin(taken);
  }

  return {
    tick,
    wake: () =>
      void tick().catch(error => log.warn({ err: error }, 'imports could not be taken up; the beat tries again')),
    async settled() {
      while (working.size > 0) await Promise.all(working.values());
    },
    async close() {
      isClosed = true;
      await Promise.all(working.values());
    },
  };
}

function newsOf(ended: ImportRecord): DeskNews {
  const news: ImportNews = importNews.parse(ended);
  return {
    event: 'import.ended',
    contactId: null,
    cause: [ended.id, ended.startedAt ?? 0],
    at: ended.endedAt ?? ended.createdAt,
    data: { siteId: null, import: news },
  };
}
