import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import { isLive } from './rules.ts';
import type { WaitRecord } from './store.ts';

/** `isLive`: they wait still. */
export type WaitDocument = Stored<WaitRecord> & { isLive: boolean };

export function toWait({ isLive: _, ...document }: WaitDocument): WaitRecord {
  return entity(document);
}

export function waitDocument(record: WaitRecord): WaitDocument {
  return { ...stored(record), isLive: isLive(record) };
}
