import { createPublicKey } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import { said } from '../../../../protocol/doctor/says.ts';
import type { Config } from '../../../config.ts';
import type { Check } from '../check.ts';
import { aboutMailDomain, type LookUpTexts, type SigningKey } from '../mail-records.ts';

/** Ms for one question, of two. */
const TIMEOUT_MS = 4_000;
/** DNS names that there are, and that have no such texts. */
const NOTHING = ['ENOTFOUND', 'ENODATA'];

/** Whether receivers can tell our mails from somebody's who only claims the domain. */
export const mailDomain: Check = {
  name: 'mailDomain',
  async run({ config: { smtpUrl, mailFrom, dkim } }, signal) {
    const domain = /@([^\s@<>]+)>?$/.exec(mailFrom ?? '')?.[1]?.toLowerCase();
    if (smtpUrl === null || domain === undefined) return [said('mailOff')];
    try {
      const sender = { domain, smtpHost: new URL(smtpUrl).hostname, dkim: dkim && signingKey(dkim) };
      return await aboutMailDomain(sender, texts(signal));
    } catch {
      return [said('dnsSilent', { host: domain })];
    }
  },
};

/** The public half of the key, and where receivers look for it. */
export function signingKey({ domainName, keySelector, privateKey }: NonNullable<Config['dkim']>): SigningKey {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
  return { name: `${keySelector}._domainkey.${domainName}`, publicKey };
}

/** Asks the name servers of this machine. */
function texts(signal: AbortSignal): LookUpTexts {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 });
  signal.addEventListener('abort', () => resolver.cancel(), { once: true });
  return async name => {
    try {
      return (await resolver.resolveTxt(name)).map(parts => parts.join(''));
    } catch (error) {
      if (NOTHING.includes((error as NodeJS.ErrnoException).code ?? '')) return [];
      throw error;
    }
  };
}
