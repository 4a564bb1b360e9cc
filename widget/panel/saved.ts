/** What the browser keeps for one site between pages: who the visitor is, and what they have begun to type. */
import { desk } from './site.ts';
import { createValue } from './value.ts';

/** What stands in the composer and in both forms; they share the name. */
export interface Draft {
  /** The message in the composer. */
  text: string;
  name: string;
  phone: string;
  topic: string;
  /** E-mail or phone. */
  reach: string;
  subject: string;
  message: string;
  hasConsent: boolean;
  /** Chosen start of a callback; null: as soon as possible. */
  startAt: number | null;
  /** What is chosen of a visit, the secret of the time that is kept for it, and what was sent of it last. */
  visit?: {
    serviceId?: string | undefined;
    /** What is done besides, in order. */
    also?: string[];
    staffId?: string | undefined;
    startAt?: number | undefined;
    hold?: string | undefined;
    /** The end of it, by this browser's clock. */
    until?: number;
    sent?: { mark: string; clientId: string };
    /** The booking that it became. */
    doneId?: string;
    /** They wait for a full day: which, at which hours, and what was sent of it last. */
    wait?: { date?: string; from?: string; until?: string; sent?: { mark: string; clientId: string } } | undefined;
  };
}

export interface Saved {
  /** Opens this visitor's conversation; made by the server. */
  token?: string;
  draft: Partial<Draft>;
  isMuted?: boolean;
}

export const saved = createValue<Saved>({ draft: {} });

/** What everything of this site is kept under, or begins with. */
export const storageKey = (): string => `deskbell:${desk.now.key}`;

/** Storage of the browser, or null where it is blocked: then everything works for as long as the page lives. */
export function openStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** Reads what an earlier page, or another tab, has kept. */
export function readSaved(): void {
  const kept: Saved = { token: undefined, isMuted: undefined, draft: {} };
  try {
    Object.assign(kept, JSON.parse(localStorage.getItem(storageKey())!));
  } catch {
    // No storage, or not what we wrote.
  }
  saved.change(kept);
}

export function save(change: Partial<Saved>): void {
  saved.change(change);
  try {
    localStorage.setItem(storageKey(), JSON.stringify(saved.now));
  } catch {
    // Blocked or full. The outbox says so where it matters.
  }
}

/** Keeps what is being typed. */
export function write(change: Partial<Draft>): void {
  save({ draft: { ...saved.now.draft, ...change } });
}
