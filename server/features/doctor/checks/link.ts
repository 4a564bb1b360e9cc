import { linkFinding, probeLink } from '../../../../protocol/doctor/probe.ts';
import { said } from '../../../../protocol/doctor/says.ts';
import { isLoopbackHost } from '../../../outbox/addresses.ts';
import type { Check } from '../check.ts';

/** Which ways to the live link come through what stands before this server. A browser in the inbox tries them again by itself. */
export const link: Check = {
  name: 'link',
  async run({ config: { publicUrl } }, signal) {
    if (publicUrl === null || isLoopbackHost(new URL(publicUrl).hostname)) return [said('linkUntried')];
    return [linkFinding(await probeLink(`${publicUrl}/`, signal))];
  },
};
