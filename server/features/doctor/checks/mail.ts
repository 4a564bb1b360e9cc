import { said } from '../../../../protocol/doctor/says.ts';
import { GATEWAY } from '../../../outbox/store.ts';
import { isMailOn } from '../../mail/letters.ts';
import { type MailTrouble, problemOf } from '../../mail/rules.ts';
import type { Check } from '../check.ts';

/** The mail server has 10 s each for its name, its line and its greeting. */
const PATIENCE_MS = 28_000;

/** Whether the mail server answers and lets us in. What it does not take is told of what leaves. */
export const mail: Check = {
  name: 'mail',
  patienceMs: PATIENCE_MS,
  async run({ config, store, mailGate }) {
    if (!isMailOn(config)) return [said('mailOff')];
    const host = new URL(config.smtpUrl!).hostname;
    try {
      await mailGate.verify();
    } catch (error) {
      const trouble = error as MailTrouble;
      const problem = problemOf(trouble, '');
      return [said(trouble.code === 'EAUTH' ? 'mailLocked' : 'mailSilent', { host, problem })];
    }
    const n = await store.outbox.waiting({ kind: 'mail', id: GATEWAY });
    return [said('mailReady', { host }), ...(n > 0 ? [said('outboxWaiting', { n })] : [])];
  },
};
