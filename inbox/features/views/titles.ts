import type { ListName } from '../../shell/routes.ts';
import { t as mentionText } from '../mentions/words/index.ts';
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
export function listTitle(name: ListName): string {
  return name === 'mentions' ? mentionText('title') : t(name);
}

/** What it says where there is nothing in it. */
export function emptyText(name: ListName): string {
  return name === 'mentions' ? mentionText('empty') : t(EMPTY[name]);
}
