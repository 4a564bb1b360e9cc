import { said } from '../../../../protocol/doctor/says.ts';
import { isLoopbackHost } from '../../../outbox/addresses.ts';
import type { Check } from '../check.ts';

/** Whether browsers are told while no page is open. What their services do not take is told of what leaves. */
export const push: Check = {
  name: 'push',
  async run({ config: { publicUrl }, store, now }) {
    const agents = await store.agents.all();
    const devices = await Promise.all(agents.map(({ id }) => store.push.of(id, now())));
    const n = devices.flat().length;
    if (n > 0) return [said('pushDevices', { n })];
    return [said(isPlain(publicUrl) ? 'pushPlain' : 'pushNobody')];
  },
};

/** Browsers know no push there. */
function isPlain(publicUrl: string | null): boolean {
  if (publicUrl === null) return false;
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'http:' && !isLoopbackHost(hostname);
}
