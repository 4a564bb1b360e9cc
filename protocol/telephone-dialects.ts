/**
 * What the telephone system of a line sends. `zammad`, `sipgate`, `placetel`: as they write it, and as others do who speak
 * like them. `asterisk`: what its manager interface tells. `api`: a program of one's own, at `POST /v1/calls`. Imports
 * nothing: pages list them, too.
 */
export const LINE_DIALECTS = ['zammad', 'sipgate', 'placetel', 'asterisk', 'api'] as const;
export type LineDialect = (typeof LINE_DIALECTS)[number];
