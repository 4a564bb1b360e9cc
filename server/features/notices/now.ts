/** A notice in the words of its agent, at the moment in which it leaves (SPEC NO4, NO5, NO7). */
import { NOTICE_DEFAULTS } from '../../../protocol/notices.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { Core } from '../../core.ts';
import { maySee } from '../../sight.ts';
import type { AgentRecord } from '../agents/store.ts';
import type { SiteRecord } from '../sites/store.ts';
import { readDeskNotice } from './desk-notice.ts';
import { isOver } from './rules.ts';
import { type About, aboutOf, standingOf } from './standing.ts';
import type { NoticePart } from './store.ts';
import { isNoticeStep, thingOf } from './subjects.ts';
import type { NoticeText } from './ways.ts';
import { count, named, type PlainKey, say } from './words/index.ts';

type Asking = Pick<Core, 'store' | 'now' | 'ownAddress'>;

/** Characters of somebody's words. */
const WORDS_CHARS = 140;
/** People who are named before the rest is only counted. */
const MOST_NAMES = 3;

/** One thing that still waits for the agent. */
interface Open extends About {
  part: NoticePart;
}

/**
 * What a notice says now; nothing joins it from then on. To be asked at each attempt, right before it.
 * @returns null: somebody acknowledged, or it is gone, and nothing is to be sent
 */
export async function noticeNow(core: Asking, id: string): Promise<NoticeText | null> {
  const { store } = core;
  const agents = await store.agents.all();
  const ofDesk = readDeskNotice(id);
  if (ofDesk) {
    const { cause, agentId } = ofDesk;
    const told = agents.find(each => each.id === agentId);
    if (!told || told.isDisabled) return null;
    const url = await addressOf(core, cause === 'broken' ? 'settings/doctor' : '');
    return { title: 'Deskbell', body: say(told.locale, SAID[cause]), url };
  }
  const notice = await store.notices.close(id);
  const agent = notice && agents.find(each => each.id === notice.agentId);
  if (!agent || agent.isDisabled) return null;
  const sites = await store.sites.all();
  const found = await Promise.all(notice.parts.map(part => openPart(core, part, { agent, sites })));
  // One conversation is one, however much happened in it; the newest of that is told.
  const open = [...new Map(found.filter(each => each !== null).map(each => [each.part.conversationId, each])).values()];
  const [first] = open;
  if (!first) return null;
  if (open.length === 1 && notice.more === 0) return oneText(core, first, agent, sites);
  return manyText(core, open, { more: notice.more, agent, sites });
}

/** Null: there is nothing to tell of it any more. */
async function openPart(
  core: Asking,
  part: NoticePart,
  { agent, sites }: { agent: AgentRecord; sites: readonly SiteRecord[] },
): Promise<Open | null> {
  const { store, now } = core;
  const thing = thingOf(part);
  const jobs = await store.jobs.ofConversation(part.conversationId);
  if (!jobs.some(job => isNoticeStep(job) && job.subject === part.subject)) return null;
  const about = await aboutOf(core, thing);
  const site = sites.find(each => each.id === about?.conversation.siteId);
  if (!about || !site || !maySee(agent, site.id)) return null;
  const standing = { ...(await standingOf(core, about, thing)), told: site.notices, at: now() };
  return isOver(thing, standing) ? null : { ...about, part };
}

const SAID: Record<NoticePart['cause'], PlainKey> = {
  message: 'message',
  form: 'form',
  callback: 'callback',
  callback_due: 'callbackDue',
  late: 'late',
  mention: 'mention',
  rating: 'rating',
  handover: 'handover',
  woken: 'woken',
  failed: 'failed',
  broken: 'broken',
  test: 'testBody',
};

async function oneText(
  core: Asking,
  { part, conversation, entry }: Open,
  { id, locale }: AgentRecord,
  sites: readonly SiteRecord[],
): Promise<NoticeText> {
  const { cause } = part;
  const by = entry?.author.kind === 'agent' ? entry.author.name : '';
  const kind = say(locale, SAID[cause], { by });
  const { showsWords } = (await core.store.notices.settings(id)) ?? NOTICE_DEFAULTS;
  const words = showsWords ? wordsOf(conversation, entry).slice(0, WORDS_CHARS) : '';
  return {
    title: [nameOf(conversation, locale), named(locale, siteName(conversation, sites))].filter(Boolean).join(' · '),
    body: words ? `${kind}: ${words}` : kind,
    url: await addressOf(core, `all/${encodeURIComponent(conversation.id)}`),
  };
}

async function manyText(
  core: Asking,
  open: readonly Open[],
  { more, agent: { locale }, sites }: { more: number; agent: AgentRecord; sites: readonly SiteRecord[] },
): Promise<NoticeText> {
  const names = open.slice(0, MOST_NAMES).map(({ conversation }) => nameOf(conversation, locale));
  const rest = open.length - names.length + more;
  const ofSites = new Set(open.map(({ conversation }) => siteName(conversation, sites)));
  const [site = ''] = ofSites.size === 1 ? ofSites : [];
  return {
    title: [count(locale, 'many', open.length + more), named(locale, site)].filter(Boolean).join(' · '),
    body: [...names, ...(rest > 0 ? [count(locale, 'others', rest)] : [])].join(', '),
    url: await addressOf(core, 'all'),
  };
}

function nameOf({ contact }: About['conversation'], locale: Locale): string {
  return named(locale, contact.name || contact.email || contact.phone || '') || say(locale, 'visitor');
}

function siteName({ siteId }: About['conversation'], sites: readonly SiteRecord[]): string {
  return sites.find(each => each.id === siteId)?.name ?? '';
}

/** What somebody wrote: of a note that names the agent the note, of all else the visitor's last words. */
function wordsOf({ preview }: About['conversation'], entry: About['entry']): string {
  if (entry?.body.kind === 'note') return entry.body.text;
  return preview.author === 'visitor' ? preview.text : '';
}

/** Of a place in the inbox, as others reach it. */
async function addressOf({ ownAddress }: Asking, path: string): Promise<string> {
  return `${await ownAddress.read()}/inbox/${path}`;
}
