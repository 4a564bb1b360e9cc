import { afterAll, beforeAll, describe } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { callbackRules } from './rules/callbacks.ts';
import { commandRules } from './rules/commands.ts';
import { conversationRules } from './rules/conversations.ts';
import { deliveryRules } from './rules/deliveries.ts';
import { historyRules } from './rules/histories.ts';
import { listRules } from './rules/lists.ts';
import { peopleRules } from './rules/people.ts';
import { reopenRules } from './rules/reopen.ts';
import { searchRules } from './rules/search.ts';
import { staffRules } from './rules/staff.ts';

/** Opens a new, empty database of its own at each call. */
export type OpenStore = () => Promise<Store>;

/**
 * The one suite that every store passes: each verb of `server/store/store.ts`, under the ids of `protocol/SPEC.md`.
 * @param open see `OpenStore`
 * @param openAgain opens the database of a store that was closed; left out where closing forgets, as in memory
 */
export function describeStore(name: string, open: OpenStore, openAgain?: (closed: Store) => Promise<Store>): void {
  describe(name, () => {
    const groups = {
      conversationRules,
      commandRules,
      historyRules,
      listRules,
      callbackRules,
      peopleRules,
      staffRules,
      searchRules,
      deliveryRules,
    };
    for (const [group, rules] of Object.entries(groups)) {
      describe(group.replace('Rules', ''), () => {
        let store: Store;
        beforeAll(async () => {
          store = await open();
        });
        afterAll(() => store?.close());
        // Tests of a group share a database, as shops share a server, and never each other's people.
        rules(() => store);
      });
    }
    if (openAgain) describe('reopen', () => reopenRules(open, openAgain));
  });
}
