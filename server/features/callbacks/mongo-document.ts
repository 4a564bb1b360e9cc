import type { Callback } from '../../../protocol/callbacks.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';

/**
 * `place`: which of its slot's places a pending callback has, from 0; left out for those that have no slot. `ringing` is
 * missing in those of 0.1.
 */
export type CallbackDocument = Omit<Stored<Callback>, 'ringing'> &
  Partial<Pick<Callback, 'ringing'>> & { place?: number };

export function toCallback({ place: _, ...document }: CallbackDocument): Callback {
  return entity({ ...document, ringing: document.ringing ?? null });
}

export function callbackDocument(callback: Callback, place: number | null): CallbackDocument {
  return { ...stored(callback), ...(place !== null && { place }) };
}
