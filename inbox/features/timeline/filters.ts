import type { TextKey } from '../../shell/locale.ts';
import type { Messages } from './words/en.ts';

/** What one may look at alone, each with the kinds that belong to it. */
export const FILTERS: readonly { title: TextKey<Messages>; kinds: readonly string[] }[] = [
  { title: 'talks', kinds: ['talk', 'rating'] },
  { title: 'calls', kinds: ['call', 'callback', 'list_call'] },
  { title: 'purchases', kinds: ['purchase'] },
  { title: 'complaints', kinds: ['complaint'] },
  { title: 'stages', kinds: ['stage'] },
  { title: 'notes', kinds: ['note'] },
  { title: 'visits', kinds: ['visit'] },
];
