import { type Finding, type Said, said } from '../../../../protocol/doctor/says.ts';
import type { Context } from '../../../context.ts';
import { get } from '../../../outbox/get.ts';
import type { SiteRecord } from '../../sites/store.ts';
import type { Check } from '../check.ts';
import { policiesIn, tagIn } from '../front-page.ts';
import { blockedBy } from '../policy.ts';

const DAY_MS = 24 * 3_600_000;
/** Addresses that are looked at, of all sites together. */
const MOST = 20;
/** From the domain to its language, say. */
const MAX_MOVES = 3;
/** Pages of large shops; what is beyond is not read. */
const MAX_BYTES = 2 * 1024 ** 2;

/** Whether each site's pages bring the widget: one asked lately, or the first page has the tag and lets it in. */
export const tag: Check = {
  name: 'tag',
  async run(context, signal) {
    const sites = await context.sites.all();
    const named = sites.flatMap(site => site.origins.filter(each => each !== '*').map(origin => ({ site, origin })));
    const found = await Promise.all(named.slice(0, MOST).map(each => lookAt(context, each, signal)));
    return [...found, ...aboutOthers(sites)];
  },
};

function aboutOthers(sites: readonly SiteRecord[]): Finding {
  return sites.every(({ origins }) => origins.every(each => each === '*')) ? [said('tagAnywhere')] : [];
}

async function lookAt(context: Context, at: { site: SiteRecord; origin: string }, signal: AbortSignal): Promise<Said> {
  const { doctor, now } = context;
  const host = new URL(at.origin).host;
  const seenAt = doctor.tags.seenAt(at.origin);
  if (seenAt !== null && now() - seenAt < DAY_MS) return said('tagSeen', { host, age: now() - seenAt });
  try {
    return await readPage(context, at, signal);
  } catch (error) {
    return said('tagUnread', { host, problem: (error as Error).message });
  }
}

/** @throws Error a word or a few on why the page can not be read */
async function readPage(
  { config: { webhooksToPrivate: mayBePrivate } }: Pick<Context, 'config'>,
  { site, origin }: { site: SiteRecord; origin: string },
  signal: AbortSignal,
): Promise<Said> {
  const host = new URL(origin).host;
  let page = new URL(origin);
  for (let moves = 0; moves <= MAX_MOVES; moves += 1) {
    const { status, headers, text, isTooLarge } = await get(page.href, { maxBytes: MAX_BYTES, mayBePrivate, signal });
    if (status >= 300 && status < 400 && headers.location) {
      page = new URL(headers.location, page);
      if (!site.origins.includes(page.origin)) return said('tagMoved', { host, to: page.origin });
      continue;
    }
    if (status !== 200) throw new Error(String(status));
    if (isTooLarge) throw new Error(`more than ${MAX_BYTES / 1024 ** 2} MB`);
    return judgePage({ html: text, policy: headers['content-security-policy'], page, key: site.key });
  }
  throw new Error(`more than ${MAX_MOVES} redirects`);
}

/** What the text of a page says about the tag of the site with this key. @param policy its header; several are joined by commas */
export function judgePage(read: {
  html: string;
  policy?: string | string[] | undefined;
  page: URL;
  key: string;
}): Said {
  const { html, policy, page, key } = read;
  const { host } = page;
  const found = tagIn(html, key);
  if (!found || !URL.canParse(found.src, page.href)) return said('tagMissing', { host });
  const policies = [...[policy ?? []].flat(), ...policiesIn(html)];
  const blocked = blockedBy(policies, { script: new URL(found.src, page), nonce: found.nonce, page });
  return blocked ? said('tagBlocked', { host, ...blocked }) : said('tagFound', { host });
}
