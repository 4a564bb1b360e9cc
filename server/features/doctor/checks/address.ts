import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { type Finding, type Said, said } from '../../../../protocol/doctor/says.ts';
import { isLoopbackHost, isPublicAddress } from '../../../outbox/addresses.ts';
import { get } from '../../../outbox/get.ts';
import { newToken } from '../../../tokens.ts';
import { certificateOf } from '../certificate.ts';
import type { Check } from '../check.ts';
import { proofOf } from '../echo.ts';

/** Renewed by itself, a certificate has a month left at least. */
const ENDS_SOON_DAYS = 14;
const DAY_MS = 24 * 3_600_000;
const ECHO_BYTES = 4_096;

/** Whether the world reaches this server under PUBLIC_URL, and safely. */
export const address: Check = {
  name: 'address',
  async run({ config: { publicUrl, secretKey }, now }, signal) {
    if (publicUrl === null) return [said('addressUnset')];
    const url = new URL(publicUrl);
    const host = url.hostname;
    if (isLoopbackHost(host)) return [said('addressLocal')];
    const found = await addressesOf(host);
    if (!Array.isArray(found)) return [found];
    const isPlain = url.protocol === 'http:' && found.some(each => isPublicAddress(each.address));
    const about = url.protocol === 'https:' ? await aboutCertificate(url, now(), signal) : [];
    if (about.some(({ code }) => code === 'certificateBad')) return about;
    const answer = await echoed(publicUrl, secretKey, signal);
    return [answer, ...(isPlain ? [said('addressPlain', { url: publicUrl })] : []), ...about];
  },
};

async function addressesOf(host: string): Promise<LookupAddress[] | Said> {
  try {
    return await lookup(host.replace(/^\[|\]$/g, ''), { all: true });
  } catch (error) {
    const isKnownToNobody = (error as NodeJS.ErrnoException).code === 'ENOTFOUND';
    return said(isKnownToNobody ? 'addressUnknown' : 'dnsSilent', { host });
  }
}

async function aboutCertificate(url: URL, at: number, signal: AbortSignal): Promise<Finding> {
  // Where nobody answers, the echo says so.
  const certificate = await certificateOf(url, signal).catch(() => null);
  if (!certificate) return [];
  const { endsAt, problem } = certificate;
  const host = url.hostname;
  if (problem) return [said('certificateBad', { host, problem })];
  const n = Math.floor((endsAt - at) / DAY_MS);
  return [n < ENDS_SOON_DAYS ? said('certificateEnds', { host, n }) : said('certificateDays', { n })];
}

/** Sends a word of this server out and looks whether it comes back signed: so it is ours that answers, and no other. */
async function echoed(publicUrl: string, secretKey: string, signal: AbortSignal): Promise<Said> {
  const nonce = newToken();
  try {
    // Whoever started the server named the address, and behind a router it is often one of the own network.
    const options = { maxBytes: ECHO_BYTES, mayBePrivate: true, signal };
    const { text } = await get(`${publicUrl}/v1/doctor/echo/${nonce}`, options);
    if (text.includes(proofOf(secretKey, nonce))) return said('addressFine', { host: new URL(publicUrl).hostname });
    return said('addressForeign', { url: publicUrl });
  } catch (error) {
    return said('addressSilent', { url: publicUrl, problem: (error as Error).message });
  }
}
