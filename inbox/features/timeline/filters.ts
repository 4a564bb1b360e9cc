import type { Switches } from '../../../protocol/switches.ts';
import type { TextKey } from '../../shell/locale.ts';
import type { Messages } from './words/en.ts';

interface Filter {
  title: TextKey<Messages>;
  kinds: readonly string[];
  /** Left out: it is always there. */
  switch?: keyof Switches;
}

/** What one may look at alone, each with the kinds that belong to it. */
export const FILTERS: readonly Filter[] = [
  { title: 'talks', kinds: ['talk', 'rating'] },
  { title: 'calls', kinds: ['call', 'callback', 'list_call'] },
  { title: 'bookings', kinds: ['booking'], switch: 'booking' },
  { title: 'purchases', kinds: ['purchase'] },
  { title: 'complaints', kinds: ['complaint'] },
  { title: 'stages', kinds: ['stage'] },
  { title: 'notes', kinds: ['note'] },
  { title: 'visits', kinds: ['visit'] },
];
