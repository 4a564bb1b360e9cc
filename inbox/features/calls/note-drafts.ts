/**
 * Notes of calls that are being typed. A call that rings becomes one that is spoken in, is answered by a colleague, ends: what was typed
 * of it outlives all that, and a reload.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { CallOutcome } from '../../../protocol/call-words.ts';
import type { Call, ShownCall } from '../../../protocol/calls.ts';
import { createKeptDrafts } from './kept-drafts.ts';

/** What a call has of a note. */
interface Noted {
  note: string;
  outcome: CallOutcome | '';
}

export interface NoteDraft extends Noted {
  /** What the call had of it when it was begun, or kept last. */
  base: Noted;
}

export interface NoteDrafts {
  /** By the call's id. */
  all: ReadonlySignal<ReadonlyMap<string, NoteDraft>>;
  /** The first begins with what the call has. */
  change(call: Call, change: Partial<Noted>): void;
  /** Whether something of it is not kept yet. */
  isTyped(callId: string): boolean;
  /** Keeps what was typed, if something was. Whoever types on meanwhile goes on. @param keep such as a call of the server */
  keep(call: Call, keep: (what: Partial<Noted>) => Promise<ShownCall>): Promise<ShownCall | null>;
  forget(callId: string): void;
}

const drafts = new WeakMap<object, NoteDrafts>();

/** Those of an inbox. @param inbox whichever part of it lives as long as it does */
export function noteDraftsOf(inbox: object, storage: Storage | null, agentId: string): NoteDrafts {
  const known = drafts.get(inbox) ?? createNoteDrafts(storage, agentId);
  drafts.set(inbox, known);
  return known;
}

/** @param storage null or full: they live as long as the page */
export function createNoteDrafts(storage: Storage | null, agentId: string): NoteDrafts {
  // Named after the agent: colleagues at one computer do not find each other's words.
  const { all, put } = createKeptDrafts(storage, `deskbell-inbox:${agentId}:call-note:`, isUnkept);

  return {
    all,
    change(call, change) {
      const draft = all.peek().get(call.id) ?? { ...notedOf(call), base: notedOf(call) };
      put(call.id, { ...draft, ...change });
    },
    isTyped(callId) {
      const draft = all.peek().get(callId);
      return draft !== undefined && isUnkept(draft);
    },
    async keep(call, keep) {
      const draft = all.peek().get(call.id);
      if (!draft || !isUnkept(draft)) return null;
      const kept = await keep({
        ...(draft.note !== draft.base.note && { note: joined(draft, call.note) }),
        ...(draft.outcome !== draft.base.outcome && { outcome: draft.outcome }),
      });
      const now = all.peek().get(call.id);
      const base = notedOf(kept.call);
      if (now) put(call.id, now.note === draft.note ? { ...now, note: base.note, base } : { ...now, base });
      return kept;
    },
    forget: callId => put(callId, null),
  };
}

/** What a call has. */
export function notedOf({ note, outcome }: Pick<Call, 'note' | 'outcome'>): Noted {
  return { note, outcome: outcome ?? '' };
}

function isUnkept({ note, outcome, base }: NoteDraft): boolean {
  return note !== base.note || outcome !== base.outcome;
}

/** A note under what a colleague noted meanwhile. Pure. @param theirs what the call has now */
export function joined({ note, base }: Pick<NoteDraft, 'note' | 'base'>, theirs: string): string {
  return theirs === base.note || note.includes(theirs) ? note : `${theirs}\n${note}`;
}
