import type { View } from '../../../protocol/views.ts';

/** What a key can ask for. Views of `go` come after G. */
export type Action =
  | 'next'
  | 'previous'
  | 'open'
  | 'reply'
  | 'note'
  | 'attach'
  | 'assign'
  | 'close'
  | 'claim'
  | 'spam'
  | 'tag'
  | 'snooze'
  | 'presence'
  | 'script'
  | 'search'
  | 'undo'
  | 'help'
  | 'back'
  | 'filter'
  | `go-${View | 'mentions'}`
  | 'go-settings';

/** The table behind both the keys and the help. `isAct`: not for who only reads. */
export const SHORTCUTS: readonly { action: Action; keys: readonly string[]; isAct?: true }[] = [
  { action: 'next', keys: ['J'] },
  { action: 'previous', keys: ['K'] },
  { action: 'open', keys: ['Enter'] },
  { action: 'reply', keys: ['R'], isAct: true },
  { action: 'note', keys: ['N'], isAct: true },
  { action: 'attach', keys: ['F'], isAct: true },
  { action: 'claim', keys: ['C'], isAct: true },
  { action: 'assign', keys: ['A'], isAct: true },
  { action: 'close', keys: ['E'], isAct: true },
  { action: 'spam', keys: ['!'], isAct: true },
  { action: 'tag', keys: ['T'], isAct: true },
  { action: 'snooze', keys: ['H'], isAct: true },
  { action: 'presence', keys: ['B'], isAct: true },
  { action: 'script', keys: ['S'], isAct: true },
  { action: 'undo', keys: ['Z'], isAct: true },
  { action: 'search', keys: ['/'] },
  { action: 'filter', keys: ['V'] },
  { action: 'go-mine', keys: ['G', 'M'], isAct: true },
  { action: 'go-unassigned', keys: ['G', 'U'] },
  { action: 'go-callbacks', keys: ['G', 'C'] },
  { action: 'go-all', keys: ['G', 'A'] },
  { action: 'go-closed', keys: ['G', 'X'] },
  { action: 'go-snoozed', keys: ['G', 'H'] },
  { action: 'go-quarantine', keys: ['G', 'Q'] },
  { action: 'go-mentions', keys: ['G', 'N'] },
  { action: 'go-settings', keys: ['G', 'S'] },
  { action: 'help', keys: ['?'] },
  { action: 'back', keys: ['Esc'] },
];

/** After G a second key must follow within this time, ms; a slower one stands for itself. */
const CHORD_MS = 1500;
/** Left to the browser and to focused buttons: Enter opens the row that has the focus by itself. */
const NATIVE: readonly Action[] = ['open'];

/**
 * The letter a key stands for, whatever the keyboard's language: on a Russian or Amharic layout the J key sends another
 * letter, and agents must not have to switch for a shortcut. The Arabic question mark is one too.
 */
function letterOf(event: Pick<KeyboardEvent, 'key' | 'code'>): string {
  if (event.key === 'Escape') return 'Esc';
  if (event.key === '؟') return '?';
  if (event.key.length === 1 && event.key.charCodeAt(0) > 127 && /^Key[A-Z]$/.test(event.code))
    return event.code.slice(3);
  return event.key.length === 1 ? event.key.toUpperCase() : event.key;
}

/** True where keys are words: shortcuts stay out of there. */
export function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return !!element?.closest?.(
    'input, textarea, select, [contenteditable=""], [contenteditable="true"], dialog, [role=menu]',
  );
}

/** Turns key presses into actions. `now` is passed in for the tests. */
export function createKeyReader(now: () => number = Date.now): (event: KeyboardEvent) => Action | null {
  let begun: { key: string; at: number } | null = null;
  return event => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    if (hasModifier || event.defaultPrevented || event.isComposing || isTyping(event.target)) return null;
    const key = letterOf(event);
    const first = begun && now() - begun.at < CHORD_MS ? begun.key : null;
    begun = null;
    const isKey = (wanted: readonly string[]) => wanted.length === (first ? 2 : 1) && wanted.at(-1) === key;
    const found = SHORTCUTS.find(({ keys }) => isKey(keys) && (!first || keys[0] === first));
    if (found) return NATIVE.includes(found.action) ? null : found.action;
    if (SHORTCUTS.some(({ keys }) => keys.length === 2 && keys[0] === key)) begun = { key, at: now() };
    return null;
  };
}
