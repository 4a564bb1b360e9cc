/** What agents are told of while they do not look, and by which ways. */
import { z } from 'zod';
import { id, knownTimeZone, timestamp } from './wire/fields.ts';

/** Ways by which an agent can be told: `page` is the open inbox, all others leave through the outbox. */
export const NOTICE_WAYS = ['page', 'push', 'telegram', 'email', 'sms', 'webhook'] as const;
export const noticeWay = z.enum(NOTICE_WAYS);
export type NoticeWay = z.infer<typeof noticeWay>;

/** Why somebody is told. `callback_due`: the time has come for which a call was promised. `woken`: what was put aside is back. `failed`: an answer did not arrive. `broken`: something that messages need is. `complaint`: one waits, and is of no conversation: `conversationId` is null. */
export const NOTICE_CAUSES = [
  'message',
  'form',
  'callback',
  'callback_due',
  'late',
  'mention',
  'rating',
  'handover',
  'woken',
  'failed',
  'broken',
  'complaint',
  'test',
] as const;
export type NoticeCause = (typeof NOTICE_CAUSES)[number];

/** What one agent is to be told of. */
export const notice = z.object({
  id,
  agentId: id,
  /** Null: of no site, as a test. */
  siteId: id.nullable(),
  conversationId: id.nullable(),
  cause: z.enum(NOTICE_CAUSES),
  at: timestamp,
  /** How many things it stands for. */
  count: z.number().int().positive(),
});
export type Notice = z.infer<typeof notice>;

/** Who of a site is told of something: whose it is and else all who may answer, all of them, the owners, or nobody. */
export const told = z.enum(['assignee', 'all', 'owners', 'nobody']);
export type Told = z.infer<typeof told>;
/** The same of what is somebody's by its nature. */
const named = z.enum(['named', 'nobody']);

/** An owner's settings of one site: who is told of what. */
export const siteNotices = z.object({
  message: told,
  form: told,
  callback: told,
  callback_due: told,
  woken: told,
  rating: told,
  /** Those whom the ladder's step is for. */
  late: named,
  mention: named,
  handover: named,
});
export type SiteNotices = z.infer<typeof siteNotices>;

/** What a site begins with, and what older ones have. */
export const SITE_NOTICE_DEFAULTS: SiteNotices = {
  message: 'assignee',
  form: 'assignee',
  callback: 'assignee',
  callback_due: 'assignee',
  woken: 'assignee',
  rating: 'owners',
  late: 'named',
  mention: 'named',
  handover: 'named',
};

const minutes = z.number().int().min(1).max(60);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'wanted HH:MM');

/** How one agent is told. */
export const noticeSettings = z.object({
  /** In the order in which they are tried, each once. One that is off is passed over. */
  ways: z
    .array(z.object({ way: noticeWay, isOn: z.boolean() }))
    .length(NOTICE_WAYS.length)
    .refine(ways => new Set(ways.map(each => each.way)).size === ways.length, 'wanted each way once'),
  /** Minutes until the next way is tried: after the open inbox, and after any other. */
  pauses: z.object({ page: minutes, other: minutes }),
  /** Hours without notices, by the clocks of a zone; one that ends no later than it begins ends on the next day. Null: none. */
  quiet: z.object({ from: clock, to: clock, timeZone: knownTimeZone }).nullable(),
  /** Ways that tell of what is urgent at any hour. */
  urgentWays: z.array(noticeWay).max(NOTICE_WAYS.length),
  /** Notices repeat what people wrote, where anybody may read them who holds the phone. */
  showsWords: z.boolean(),
});
export type NoticeSettings = z.infer<typeof noticeSettings>;

/** `was`: the settings that were changed, so that nothing is written over what was set elsewhere meanwhile; left out: whatever they are. */
export const noticeSettingsSave = noticeSettings.extend({ was: noticeSettings.optional() });
export type NoticeSettingsSave = z.infer<typeof noticeSettingsSave>;

/**
 * As before anybody set something: the page, whatever the agent has set up for themself, and mail, since everybody has an
 * address. SMS and webhooks, which cost, or are read by others, are for who turns them on.
 */
export const NOTICE_DEFAULTS: NoticeSettings = {
  ways: NOTICE_WAYS.map(way => ({ way, isOn: way !== 'sms' && way !== 'webhook' })),
  pauses: { page: 1, other: 3 },
  quiet: null,
  urgentWays: [],
  showsWords: false,
};

/** Whether an agent could be told by a way now, and if not, whether it is theirs to set up; else an owner would have to. */
export const wayState = z.object({ way: noticeWay, isReady: z.boolean(), isOffered: z.boolean() });
export type WayState = z.infer<typeof wayState>;

export const noticeSettingsAnswer = z.object({ settings: noticeSettings, ways: z.array(wayState) });
export type NoticeSettingsAnswer = z.infer<typeof noticeSettingsAnswer>;

/** The page rings by itself. */
export const noticeTest = z.object({ way: noticeWay.exclude(['page']) });

/** `left`: how many were taken. `problem` is English and for the technically minded; empty when all was well. */
export const noticeTestAnswer = z.object({ left: z.number().int().nonnegative(), problem: z.string() });
export type NoticeTestAnswer = z.infer<typeof noticeTestAnswer>;
