/**
 * What may go over the wire, in bytes: brotli 11 and gzip 9, a KB being 1,000 bytes. Past `limit` the build is broken;
 * past `goal` it is only told. Raising a number is its own commit with the reason.
 */
export interface Budget {
  br: { goal: number; limit: number };
  gz?: { goal: number; limit: number };
}

export const BUDGETS = {
  /** `/deskbell.js`, the only request before the visitor touches anything: what it knows of a page it must know without another. */
  launcher: { br: { goal: 950, limit: 1_540 }, gz: { goal: 1_150, limit: 1_800 } },
  /** What a first click loads. Up to the 14,600 bytes that TCP sends before it waits for an answer, one flight is enough. */
  panel: { br: { goal: 14_000, limit: 15_500 }, gz: { goal: 15_400, limit: 17_300 } },
  /** What the forms' chunk adds to the panel: with their style, and all that only they need. */
  forms: { br: { goal: 2_200, limit: 2_600 } },
  /** What stands in place of a form once the server has kept it: loaded when one was sent. */
  kept: { br: { goal: 1_400, limit: 1_600 } },
  /** What stands in for a WebSocket: loaded only where none gets through. */
  http: { br: { goal: 750, limit: 900 } },
  /** What keeps commands that `localStorage` will not take: loaded only then. */
  spare: { br: { goal: 700, limit: 800 } },
  /** Each further feature that is loaded when it is wanted. */
  feature: { br: { goal: 2_500, limit: 3_740 } },
  /** Each of them alone. */
  locale: { br: { goal: 1_100, limit: 1_500 } },
  /** Launcher, panel, forms and the largest locale. */
  widget: { br: { goal: 17_500, limit: 19_400 }, gz: { goal: 19_300, limit: 21_750 } },
  /** Page, script, style and the largest locale. */
  inbox: { br: { goal: 45_000, limit: 60_000 } },
  /** The inbox's service worker: fetched by who wants to be told while it is closed. */
  worker: { br: { goal: 2_000, limit: 2_500 } },
  /** What each further room of the inbox adds: script, style and the largest locale. */
  room: { br: { goal: 10_000, limit: 16_000 } },
} as const satisfies Record<string, Budget>;
