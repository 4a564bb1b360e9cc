import { AGENT_VERSION, VISITOR_VERSION } from '../../protocol/wire/limits.ts';
import type { Room } from './room.ts';

/** What each kind of page says of itself in its first frame. */
export const hellos = {
  visitor: ({ desk, bat }: Room) => ({ version: VISITOR_VERSION, site: desk.site.key, token: bat.token }),
  agent: (_room: Room) => ({ version: AGENT_VERSION }),
};
