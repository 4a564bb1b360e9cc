import type { EntryBody } from '../../../protocol/entries.ts';
import type { Engine } from '../../store/sqlite/engine.ts';

/** Hears of entries behind their ack, some at a time, each time inside the step that notes how far they were read. */
export interface EntryFollower {
  /**
   * @param conversation its row
   * @param saidAt when its visitor said it, ms; null: somebody else's
   */
  see(conversation: number, body: EntryBody, saidAt: number | null): void;
  /** Does what was seen. */
  finish(): void;
}

/** Keeps when people were heard last. Messages pay nothing for it, and many of one conversation cost one write. */
export function createHeardFollower({ writer, rows }: Pick<Engine, 'writer' | 'rows'>): EntryFollower {
  const of = writer.prepare('SELECT contact, is_closed = 2 AS isHeld FROM conversations WHERE row = ?');
  const seen = new Map<number, { saidAt: number; isMoved: boolean }>();

  return {
    see(conversation, body, saidAt) {
      // Into quarantine or out of it: whether they are somebody may hang on it.
      const isMoved = body.kind === 'event' && (body.event === 'held' || body.event === 'released');
      if (saidAt === null && !isMoved) return;
      const before = seen.get(conversation);
      const at = Math.max(saidAt ?? 0, before?.saidAt ?? 0);
      seen.set(conversation, { saidAt: at, isMoved: isMoved || (before?.isMoved ?? false) });
    },
    finish() {
      for (const [conversation, { saidAt, isMoved }] of seen) {
        const row = of.get(conversation) as { contact: number; isHeld: number } | undefined;
        if (!row) continue;
        if (isMoved || row.isHeld === 1) rows.people.refreshRow(row.contact);
        else rows.people.heard(row.contact, saidAt);
      }
      seen.clear();
    },
  };
}
