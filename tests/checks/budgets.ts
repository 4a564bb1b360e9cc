/**
 * What may go over the wire, in bytes: brotli 11 and gzip 9, a KB being 1,000 bytes. Past `limit` the build is broken;
 * past `goal` it is only told. Raising a number is its own commit with the reason.
 */
export interface Budget {
  br: { goal: number; limit: number };
  gz?: { goal: number; limit: number };
}

export const BUDGETS = {
  /** `/deskbell.js`, the only request before the visitor touches anything. */
  launcher: { br: { goal: 650, limit: 900 }, gz: { goal: 800, limit: 1_100 } },
  /** What a first click loads. With the 14,600 bytes that TCP sends before it waits for an answer, one flight is enough. */
  panel: { br: { goal: 10_000, limit: 12_500 }, gz: { goal: 11_000, limit: 13_800 } },
  /** What the forms' chunk adds to the panel. */
  forms: { br: { goal: 1_300, limit: 1_800 } },
  /** What stands in for a WebSocket: loaded only where none gets through. */
  http: { br: { goal: 750, limit: 900 } },
  /** What keeps commands that `localStorage` will not take: loaded only then. */
  spare: { br: { goal: 700, limit: 800 } },
  /** Each of them alone. */
  locale: { br: { goal: 800, limit: 1_100 } },
  /** Mongolian brings its calendar along, because Chromium has none and would write English dates between its words. */
  mongolian: { br: { goal: 1_200, limit: 1_400 } },
  /** Launcher, panel, forms and the largest locale, which is Mongolian: 400 bytes more than words alone would need. */
  widget: { br: { goal: 12_000, limit: 14_400 }, gz: { goal: 13_300, limit: 16_100 } },
  /** Page, script, style and the largest locale. */
  inbox: { br: { goal: 45_000, limit: 60_000 } },
  /** What each further room of the inbox adds: script, style and the largest locale. */
  room: { br: { goal: 10_000, limit: 16_000 } },
} as const satisfies Record<string, Budget>;
