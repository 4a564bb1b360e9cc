import type { Switches } from '../../../protocol/switches.ts';
import type { TextKey } from '../../shell/locale.ts';
import type { RoomName } from '../../shell/routes.ts';
import type { Messages } from './words/en.ts';

interface RoomFacts {
  title: TextKey<Messages>;
  /** Under which heading of the rail. */
  group: 'customers' | 'shop';
  switch: keyof Switches;
}

export const ROOM_GROUPS = ['shop', 'customers'] as const;

/** The pages of the shop and about people, in the order of the rail, each with what shows it. */
export const ROOM_FACTS: Readonly<Record<RoomName, RoomFacts>> = {
  people: { title: 'people', group: 'customers', switch: 'customers' },
  funnel: { title: 'funnel', group: 'customers', switch: 'customers' },
  lists: { title: 'lists', group: 'customers', switch: 'customers' },
  complaints: { title: 'complaints', group: 'customers', switch: 'customers' },
  calls: { title: 'calls', group: 'customers', switch: 'telephone' },
  book: { title: 'book', group: 'shop', switch: 'booking' },
  counter: { title: 'counter', group: 'shop', switch: 'loyalty' },
  visits: { title: 'visits', group: 'shop', switch: 'booking' },
};
