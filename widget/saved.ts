/** What the browser keeps for one site between pages: who the visitor is, and what they have begun to type. */

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
}

export interface Saved {
  /** Opens this visitor's conversation; made by the server. */
  token?: string;
  draft: Partial<Draft>;
  isMuted?: boolean;
}

/** Storage of the browser, or null where it is blocked: then everything works for as long as the page lives. */
export function openStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

export function readSaved(storage: Storage | null, key: string): Saved {
  try {
    return { draft: {}, ...JSON.parse(storage!.getItem(key)!) };
  } catch {
    return { draft: {} }; // No storage, or not what we wrote.
  }
}

export function writeSaved(storage: Storage | null, key: string, saved: Saved): void {
  try {
    storage!.setItem(key, JSON.stringify(saved));
  } catch {
    // Blocked or full. The outbox says so where it matters.
  }
}
