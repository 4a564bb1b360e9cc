import { said } from '../../../../protocol/doctor/says.ts';
import type { Check } from '../check.ts';

/** Whether visitors are told apart by their own addresses, as limits need it. */
export const proxy: Check = {
  name: 'proxy',
  async run({ config: { trustProxy }, proxies }) {
    if (trustProxy === true) return [said('proxyAnyone')];
    if (proxies.untrusted !== null) return [said('proxyUnbelieved', { address: proxies.untrusted })];
    return [trustProxy === false ? said('proxyNone') : said('proxyTrusted', { proxies: trustProxy.join(', ') })];
  },
};
