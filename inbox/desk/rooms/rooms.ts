import type { Switches } from '../../../protocol/switches.ts';
import type { TextKey } from '../../shell/locale.ts';
import type { RoomName } from '../../shell/routes.ts';
import type { Messages } from './words/en.ts';

/** The pages about people, in the order of the rail, each with what shows it. */
export const ROOM_FACTS: Readonly<Record<RoomName, { title: TextKey<Messages>; switch: keyof Switches }>> = {
  people: { title: 'people', switch: 'customers' },
  funnel: { title: 'funnel', switch: 'customers' },
  lists: { title: 'lists', switch: 'customers' },
  complaints: { title: 'complaints', switch: 'customers' },
  calls: { title: 'calls', switch: 'telephone' },
  book: { title: 'book', switch: 'booking' },
};
