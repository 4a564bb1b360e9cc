import { said } from '../../../../protocol/doctor/says.ts';
import type { SmsRefusal } from '../../../../protocol/sms.ts';
import { accountOf, SMS } from '../../sms/settings.ts';
import type { Check } from '../check.ts';

const DAY_MS = 24 * 3_600_000;
/** The newest ones, which say how it is now. */
const MOST = 100;
const FULL: SmsRefusal = 'day_full';

/** Whether short messages can leave. What the gateway does not take is told of what leaves. */
export const sms: Check = {
  name: 'sms',
  async run({ config, settings, store, now }) {
    const kept = await settings.read(SMS);
    if (!kept.settings.isOn) return [said('smsOff')];
    if (!accountOf(config.secretKey, kept)) return [said('smsSealed')];
    const { items } = await store.sms.page({ limit: MOST });
    // What left after it says that there is room again.
    const last = items.find(({ state, problem }) => state !== 'failed' || problem === FULL);
    const isFull = last?.problem === FULL && now() - last.changedAt < DAY_MS;
    return [isFull ? said('smsDayFull', { n: kept.settings.mostOfDay }) : said('smsReady')];
  },
};
