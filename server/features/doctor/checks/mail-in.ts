import { type Said, said } from '../../../../protocol/doctor/says.ts';
import type { MailAccountRecord } from '../../mail-in/store.ts';
import type { Check } from '../check.ts';

/** What was told at one look is not told at the next again. */
const RECENT_MS = 24 * 3_600_000;

/** Whether mail that comes is read, of each account. */
export const mailIn: Check = {
  name: 'mailIn',
  async run({ store, now }) {
    const accounts = await store.mailIn.accounts();
    if (accounts.length === 0) return [said('mailInOff')];
    return accounts.flatMap(account => aboutAccount(account, now()));
  },
};

function aboutAccount({ settings, progress }: Pick<MailAccountRecord, 'settings' | 'progress'>, now: number): Said[] {
  const { address, imap } = settings;
  const { problem, detail, skipped } = progress;
  if (problem !== null) return [said('mailInTrouble', { address, problem: detail || problem })];
  const n = skipped.filter(({ at }) => now - at < RECENT_MS).length;
  const unread = n > 0 ? [said('mailInSkipped', { address, n })] : [];
  if (!imap) return [said('mailInBrought', { address }), ...unread];
  return [aboutConnection(address, progress.connectedSince, now), ...unread];
}

function aboutConnection(address: string, since: number | null, now: number): Said {
  if (since === null) return said('mailInOpening', { address });
  return said('mailInConnected', { address, age: Math.max(0, now - since) });
}
