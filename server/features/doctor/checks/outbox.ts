import { said } from '../../../../protocol/doctor/says.ts';
import type { Target } from '../../../outbox/store.ts';
import type { Check } from '../check.ts';

/** A receiver that is started anew is none that is broken. */
const PATIENT_MS = 3_600_000;
/** Counted so far; who has more has enough to do. */
const MOST = 100;

/** Whether what leaves arrives, of all kinds. */
export const outbox: Check = {
  name: 'outbox',
  async run({ store, now }) {
    const [targets, webhooks, waiting, dead] = await Promise.all([
      store.outbox.failingTargets(),
      store.webhooks.all(),
      store.outbox.page({ isDead: false, limit: MOST }),
      store.outbox.page({ isDead: true, limit: MOST }),
    ]);
    const resting = new Set(webhooks.filter(each => each.isDisabled).map(each => each.id));
    const failing = longestFailing(
      targets.filter(({ kind, id }) => kind !== 'webhook' || !resting.has(id)),
      now(),
    );
    const [n, left] = [waiting.items.length, dead.items.length];
    return [
      ...failing.map(({ kind, failingSince }) => said(`${kind}Failing`, { age: now() - failingSince })),
      ...(left > 0 ? [said('outboxDead', { n: left })] : []),
      n > 0 ? said('outboxWaiting', { n }) : said('outboxClear'),
    ];
  },
};

/** Of each kind the target that is in trouble longest, if it is so for long. */
function longestFailing(targets: readonly Target[], now: number): Target[] {
  const long = targets
    .filter(({ failingSince }) => now - failingSince > PATIENT_MS)
    .toSorted((a, b) => a.failingSince - b.failingSince);
  return long.filter((each, at) => long.findIndex(({ kind }) => kind === each.kind) === at);
}
