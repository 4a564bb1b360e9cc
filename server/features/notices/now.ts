/** A notice in the words of its agent, at the moment in which it leaves (SPEC NO4, NO5, NO7). */
import type { ComplaintReason } from '../../../protocol/complaints.ts';
import type { Contact } from '../../../protocol/contacts.ts';
import { NOTICE_DEFAULTS } from '../../../protocol/notices.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { Core } from '../../core.ts';
import { maySee, maySeeRow, seenSites } from '../../sight.ts';
import type { AgentRecord } from '../agents/store.ts';
import { isComplaintOver, readOf } from '../complaints/rules.ts';
import { cardOf, sitesOf } from '../contacts/card.ts';
import type { SiteRecord } from '../sites/store.ts';
import { isDeskCause, readDeskNotice } from './desk-notice.ts';
import { type About, aboutOf, isBooking, isTalkOver, type TalkThing } from './standing.ts';
import type { NoticePart } from './store.ts';
import { type AgentThing, isNoticeStep, thingOf } from './subjects.ts';
import type { NoticeText } from './ways.ts';
import { count, named, type PlainKey, say } from './words/index.ts';

type Asking = Pick<Core, 'store' | 'now' | 'ownAddress'>;

/** Characters of somebody's words. */
const WORDS_CHARS = 140;
/** People who are named before the rest is only counted. */
const MOST_NAMES = 3;

/** One thing that still waits for the agent, in their words. */
interface Open {
  /** Of two about the same, the newest is told. */
  about: string;
  /** Whose it is. */
  name: string;
  siteId: string | null;
  /** What it is. */
  kind: string;
  /** In their own words; empty: there are none to repeat. */
  words: string;
  /** Where in the inbox it stands. */
  path: string;
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
  const open = [...new Map(found.filter(each => each !== null).map(each => [each.about, each])).values()];
  const [first] = open;
  if (!first) return null;
  if (open.length === 1 && notice.more === 0) return oneText(core, first, agent, sites);
  return manyText(core, open, { more: notice.more, agent, sites });
}

type Reader = { agent: AgentRecord; sites: readonly SiteRecord[] };

/** Null: there is nothing to tell of it any more. */
async function openPart(core: Asking, part: NoticePart, reader: Reader): Promise<Open | null> {
  const thing = thingOf(part);
  const { cause, conversationId } = thing;
  const jobs = await core.store.jobs.ofConversation(conversationId);
  if (isDeskCause(cause) || !jobs.some(job => isNoticeStep(job) && job.subject === part.subject)) return null;
  return cause === 'complaint' ? openComplaint(core, thing, reader) : openTalk(core, { ...thing, cause }, reader);
}

async function openTalk(core: Asking, thing: TalkThing & AgentThing, { agent, sites }: Reader): Promise<Open | null> {
  const about = await aboutOf(core, thing);
  const site = sites.find(each => each.id === about?.conversation.siteId);
  if (!about || !site || !maySee(agent, site.id) || (await isTalkOver(core, about, thing, site))) return null;
  const { conversation, entry } = about;
  const by = entry?.author.kind === 'agent' ? entry.author.name : '';
  return {
    about: conversation.id,
    name: nameOf(conversation.contact, agent.locale),
    siteId: site.id,
    kind: say(agent.locale, isBooking(entry) ? 'booking' : SAID[thing.cause], { by }),
    words: wordsOf(conversation, entry),
    path: `all/${encodeURIComponent(conversation.id)}`,
  };
}

async function openComplaint(
  { store }: Asking,
  { conversationId: id, of }: AgentThing,
  { agent }: Reader,
): Promise<Open | null> {
  const complaint = await store.complaints.find(id);
  if (!complaint || isComplaintOver(complaint, of)) return null;
  const { siteId, contactId, about, asked } = complaint;
  const tree = await store.contacts.cardTree(contactId);
  if (!tree || !maySeeRow(seenSites(agent), siteId, sitesOf(tree))) return null;
  return {
    ...{ about: id, siteId },
    name: nameOf(cardOf(tree), agent.locale),
    kind: say(agent.locale, COMPLAINT_SAID[readOf(of).reason]),
    words: [about.name, asked].filter(Boolean).join(': '),
    path: `complaints/${encodeURIComponent(id)}`,
  };
}

const SAID: Record<Exclude<NoticePart['cause'], 'complaint'>, PlainKey> = {
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

const COMPLAINT_SAID: Record<ComplaintReason, PlainKey> = {
  opened: 'complaintOpened',
  again: 'complaintAgain',
  given: 'complaintGiven',
  untaken: 'complaintUntaken',
  late: 'complaintLate',
};

async function oneText(
  core: Asking,
  { name, siteId, kind, words, path }: Open,
  { id, locale }: AgentRecord,
  sites: readonly SiteRecord[],
): Promise<NoticeText> {
  const { showsWords } = (await core.store.notices.settings(id)) ?? NOTICE_DEFAULTS;
  const shown = showsWords ? words.slice(0, WORDS_CHARS) : '';
  return {
    title: [name, named(locale, siteName(siteId, sites))].filter(Boolean).join(' · '),
    body: shown ? `${kind}: ${shown}` : kind,
    url: await addressOf(core, path),
  };
}

async function manyText(
  core: Asking,
  open: readonly Open[],
  { more, agent: { locale }, sites }: { more: number } & Reader,
): Promise<NoticeText> {
  const names = open.slice(0, MOST_NAMES).map(({ name }) => name);
  const rest = open.length - names.length + more;
  const ofSites = new Set(open.map(({ siteId }) => siteName(siteId, sites)));
  const [site = ''] = ofSites.size === 1 ? ofSites : [];
  return {
    title: [count(locale, 'many', open.length + more), named(locale, site)].filter(Boolean).join(' · '),
    body: [...names, ...(rest > 0 ? [count(locale, 'others', rest)] : [])].join(', '),
    url: await addressOf(core, 'all'),
  };
}

function nameOf({ name, email, phone }: Pick<Contact, 'name' | 'email' | 'phone'>, locale: Locale): string {
  return named(locale, name || email || phone) || say(locale, 'visitor');
}

function siteName(siteId: string | null, sites: readonly SiteRecord[]): string {
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
