/** What a domain's DNS says about its mail: SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489). Pure, but for the resolver that is passed in. */
import { type Said, said } from '../../../protocol/doctor/says.ts';

/** Texts at a name, none where there is no such name. @throws Error where no name server answers */
export type LookUpTexts = (name: string) => Promise<string[]>;

/** What mails are signed with. */
export interface SigningKey {
  /** Where its record stands, such as `desk._domainkey.shop.example`. */
  name: string;
  /** As DER (SPKI), in base64. */
  publicKey: string;
}

export interface MailSender {
  /** That mails are from, in lower case. */
  domain: string;
  /** The server that mails leave by. */
  smtpHost: string;
  /** Null: we sign none, and whoever does it for us knows their own key. */
  dkim: SigningKey | null;
}

/** Looks at what receivers will look at. */
export async function aboutMailDomain(sender: MailSender, lookUp: LookUpTexts): Promise<Said[]> {
  const { domain, dkim } = sender;
  const [spf, keys, dmarc] = await Promise.all([
    lookUp(domain),
    dkim ? lookUp(dkim.name) : [],
    dmarcOf(domain, lookUp),
  ]);
  return [judgeSpf(spf, sender), ...(dkim ? [judgeDkim(keys, dkim)] : []), dmarc];
}

/** @param texts all TXT records at the key's name */
export function judgeDkim(texts: readonly string[], { name, publicKey }: SigningKey): Said {
  const record = `v=DKIM1; k=rsa; p=${publicKey}`;
  const keys = texts.flatMap(text => text.split(';').map(each => each.replace(/\s/g, ''))).filter(isKey);
  if (keys.length === 0) return said('dkimNone', { name, record });
  return keys.includes(`p=${publicKey}`) ? said('dkimFine') : said('dkimOther', { name, record });
}

/** One without anything behind it takes a key back. */
const isKey = (tag: string) => tag.startsWith('p=') && tag !== 'p=';

/** @param texts all TXT records of the domain */
export function judgeSpf(
  texts: readonly string[],
  { domain, smtpHost }: Pick<MailSender, 'domain' | 'smtpHost'>,
): Said {
  const records = texts.filter(text => /^v=spf1(?: |$)/i.test(text));
  const [record] = records;
  if (record === undefined) return said('spfNone', { domain, record: `v=spf1 mx${senderTerm(smtpHost)} ~all` });
  if (records.length > 1) return said('spfSeveral', { domain });
  return said(record.toLowerCase().split(/\s+/).some(isOpen) ? 'spfOpen' : 'spfFine', { domain });
}

/** Everybody, or the whole of IPv4 or IPv6. */
const isOpen = (term: string) => /^\+?(?:all|ip[46]:\S*\/0)$/.test(term);

/** The server by its name; of an address or a name inside nobody can make a record. */
function senderTerm(smtpHost: string): string {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(smtpHost) ? ` a:${smtpHost}` : '';
}

/** That of the domain itself, or of the next one above it. */
async function dmarcOf(domain: string, lookUp: LookUpTexts): Promise<Said> {
  const labels = domain.split('.');
  for (let above = 0; above <= Math.max(0, labels.length - 2); above += 1) {
    const texts = await lookUp(`_dmarc.${labels.slice(above).join('.')}`);
    if (texts.some(isDmarc)) return said('dmarcFine', { domain });
  }
  return said('dmarcNone', { domain, name: `_dmarc.${domain}`, record: 'v=DMARC1; p=none' });
}

/** The version first, and somewhere what is asked for. */
function isDmarc(text: string): boolean {
  const [version = '', ...tags] = text.split(';').map(each => each.replace(/\s/g, '').toLowerCase());
  return version === 'v=dmarc1' && tags.some(each => ['p=none', 'p=quarantine', 'p=reject'].includes(each));
}
