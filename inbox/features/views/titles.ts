import { isolated } from '../../shell/bidi.ts';
import type { ListName } from '../../shell/routes.ts';
import { t as mentionText } from '../mentions/words/index.ts';
import type { SavedViews } from '../saved-views/state.ts';
import { t as savedText } from '../saved-views/words/index.ts';
import { isOwn } from './state.ts';
import { t } from './words/index.ts';

const EMPTY = {
  mine: 'emptyMine',
  unassigned: 'emptyUnassigned',
  all: 'emptyAll',
  callbacks: 'emptyCallbacks',
  closed: 'emptyClosed',
  snoozed: 'emptySnoozed',
  quarantine: 'emptyQuarantine',
} as const;

/** What a list is called. */
export function listTitle(name: ListName, savedViews: Pick<SavedViews, 'of'>): string {
  if (isOwn(name)) return t(name);
  if (name === 'mentions') return mentionText('title');
  const saved = savedViews.of(name);
  return saved ? isolated(saved.name) : savedText(name.startsWith('saved/') ? 'title' : 'filtered');
}

/** What it says where there is nothing in it. */
export function emptyText(name: ListName): string {
  if (isOwn(name)) return t(EMPTY[name]);
  return name === 'mentions' ? mentionText('empty') : savedText('empty');
}
