/** What somebody was not content with: opened, dealt with, closed, and answered for by the person. */
import { hash } from 'node:crypto';
import type { Agent } from '../../../protocol/agents.ts';
import type {
  Complaint,
  ComplaintAbout,
  ComplaintGlance,
  ComplaintOpen,
  ComplaintSettings,
  ComplaintShow,
  ComplaintSource,
  ComplaintsAnswer,
  ComplaintUpdate,
  ShownComplaint,
} from '../../../protocol/complaints.ts';
import type { Card } from '../../../protocol/contacts.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { Asker } from '../../rights.ts';
import { homeSite, maySee, maySeeCard, maySeeRow, seenSites } from '../../sight.ts';
import { mayBeGiven } from '../agents/rules.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { cardOf } from '../contacts/card.ts';
import { personNamed, seenCard, sitesOfRow } from '../contacts/named.ts';
import { contactSummary } from '../contacts/rules.ts';
import { publishEntry } from '../conversations/news.ts';
import { deskHome } from '../money/settings.ts';
import { questionOf } from './ask.ts';
import { tellComplaint } from './news.ts';
import { complaintOf, endOfDay, toldOf } from './rules.ts';
import { COMPLAINTS } from './settings.ts';
import type { ComplaintAct, ComplaintAsk, ComplaintRecord } from './store.ts';

type Sees = Pick<Agent, 'role' | 'siteIds'>;
type Person = { id: string; name: string };
type Who = Sees & Person;

/** Who opens one. */
export interface Opening {
  by: Sees;
  /** Of the agent; null: a program. */
  byId: string | null;
  source: ComplaintSource;
  /** Whose external ids they are. */
  sourceKey: string;
  /** Of which site it is, where no conversation says it; left out: that at which the person is at home. */
  siteId?: string;
}

/**
 * Opens one (SPEC CP1).
 * @returns `isNew` false: it is there already, under the same external id
 * @throws AppError NOT_FOUND, CONVERSATION_UNKNOWN, FIELD_INVALID, PHONE_INVALID, EMAIL_INVALID, CLIENT_ID_REUSED
 */
export async function openComplaint(
  context: Context,
  { by, byId, source, sourceKey, siteId: ofSite }: Opening,
  said: ComplaintOpen,
): Promise<{ complaint: Complaint; isNew: boolean }> {
  const { store, newId, now, outbox } = context;
  const { externalId = null, severity, asked, until } = said;
  const fingerprint = hash('sha256', JSON.stringify(said), 'base64url');
  const earlier = externalId === null ? null : await store.complaints.known(sourceKey, externalId);
  if (earlier) return answered(context, by, earlier, fingerprint);
  const { card, siteId } = await whose(context, by, said, { source, ofSite });
  const at = now();
  const complaint: ComplaintRecord = {
    ...{ id: newId(), contactId: card.id, siteId, conversationId: said.conversationId ?? null },
    ...{ source, severity, asked, externalId, sourceKey, byId },
    about: await aboutOf(context, by, said.about, card),
    assignee: said.assigneeId ? await personOf(context, said.assigneeId, siteId) : null,
    ...(await untilOf(context, until ?? null)),
    ...{ status: 'open', done: '', closedAt: null, closedBy: null, askedBy: null, askId: null, isRight: null },
    fingerprint: externalId === null ? '' : fingerprint,
    ...{ reopened: 0, version: 1, createdAt: at, updatedAt: at },
  };
  const opened = await store.complaints.open(complaint);
  if (opened.outcome !== 'added') return answered(context, by, opened.complaint, fingerprint);
  await tellComplaint(context, complaint, 'opened');
  context.lists.see({ contactId: complaint.contactId });
  context.jobs.wake();
  outbox.wake();
  return { complaint: complaintOf(complaint), isNew: true };
}

/** @throws AppError CLIENT_ID_REUSED where it was something else, or is not for their eyes */
async function answered(
  context: Context,
  by: Sees,
  earlier: ComplaintRecord,
  fingerprint: string,
): Promise<{ complaint: Complaint; isNew: boolean }> {
  const isSeen = maySeeCard(by, await sitesOfRow(context, earlier));
  if (isSeen && earlier.fingerprint === fingerprint) return { complaint: complaintOf(earlier), isNew: false };
  throw new AppError('CLIENT_ID_REUSED', 'A complaint of this externalId came before with other content.');
}

/** @throws AppError NOT_FOUND, CONVERSATION_UNKNOWN */
async function whose(
  context: Context,
  by: Sees,
  { conversationId, person }: ComplaintOpen,
  { source, ofSite }: { source: ComplaintSource; ofSite: string | undefined },
): Promise<{ card: Card; siteId: string | null }> {
  if (conversationId !== undefined) {
    const conversation = await context.store.conversations.find(conversationId);
    if (!conversation || !maySee(by, conversation.siteId)) throw new AppError('CONVERSATION_UNKNOWN');
    return { card: await seenCard(context, by, conversation.contact.id), siteId: conversation.siteId };
  }
  const card = await personNamed(context, by, person!, source === 'api' ? 'api' : 'agent');
  return { card, siteId: ofSite ?? homeSite(card) };
}

/** What it is about, by the name of now. @throws AppError FIELD_INVALID */
async function aboutOf(
  { store }: Context,
  by: Sees,
  { kind, id, name = '' }: ComplaintOpen['about'],
  card: Card,
): Promise<ComplaintAbout> {
  if (id === undefined || (kind !== 'employee' && kind !== 'purchase')) {
    if (name === '') throw wrong('about.name', 'FIELD_REQUIRED');
    return { kind, id: null, name };
  }
  if (kind === 'employee') {
    const agent = (await store.agents.all()).find(each => each.id === id);
    if (!agent) throw wrong('about.id', 'FIELD_INVALID');
    return { kind, id, name: agent.name };
  }
  const purchase = await store.purchases.find(id);
  const isTheirs = purchase && card.ids.includes(purchase.contactId);
  if (!isTheirs || !maySeeRow(seenSites(by), purchase.siteId, card.siteIds)) throw wrong('about.id', 'FIELD_INVALID');
  return { kind, id, name: name || purchase.lines[0]!.name };
}

/** Somebody who can deal with it. @throws AppError FIELD_INVALID */
async function personOf({ store }: Context, id: string, siteId: string | null): Promise<Person> {
  const agent = (await store.agents.all()).find(each => each.id === id);
  if (!agent || !mayBeGiven(agent) || (siteId !== null && !maySee(agent, siteId)))
    throw wrong('assigneeId', 'FIELD_INVALID');
  return { id, name: agent.name };
}

function wrong(field: string, code: ErrorCode): AppError {
  return new AppError(code, `${field} names nothing that can be used here.`, { fields: { [field]: code } });
}

async function untilOf(
  context: Context,
  said: { date: string; timeZone?: string | undefined } | null,
): Promise<Pick<Complaint, 'until' | 'untilAt'>> {
  if (!said) return { until: null, untilAt: null };
  const until = { date: said.date, timeZone: said.timeZone ?? (await deskHome(context)).timeZone };
  return { until, untilAt: endOfDay(until) };
}

/** @throws AppError NOT_FOUND */
async function seenRecord(context: Context, by: Sees, id: string): Promise<ComplaintRecord> {
  const found = await context.store.complaints.find(id);
  if (!found || (found.siteId !== null && !maySee(by, found.siteId))) throw new AppError('NOT_FOUND');
  // Of no site, it is seen by whoever sees the person.
  if (found.siteId === null) await seenCard(context, by, found.contactId);
  return found;
}

/** One with whose it is. @throws AppError NOT_FOUND */
export async function readComplaint(context: Context, by: Sees, id: string): Promise<ShownComplaint> {
  return shown(context, by, await seenRecord(context, by, id));
}

/** @throws AppError NOT_FOUND */
async function shown({ store }: Context, by: Sees, record: ComplaintRecord): Promise<ShownComplaint> {
  const tree = await store.contacts.cardTree(record.contactId);
  const card = tree && cardOf(tree);
  if (!card || !maySeeRow(seenSites(by), record.siteId, card.siteIds)) throw new AppError('NOT_FOUND');
  return { complaint: complaintOf(record), contact: contactSummary(card) };
}

/** A page of them, those that are open first. */
export async function listComplaints(
  context: Context,
  agent: Sees & Pick<Agent, 'id'>,
  { show, cursor, limit }: { show: ComplaintShow; cursor?: string | undefined; limit: number },
): Promise<ComplaintsAnswer> {
  const { store, now } = context;
  const of = { siteIds: seenSites(agent), agentId: agent.id };
  const [page, counts] = await Promise.all([
    store.complaints.list({ ...of, show, cursor, limit }),
    store.complaints.counts({ ...of, at: now() }),
  ]);
  // One whose person is erased between the two reads is gone with them; one of no site may be of a card that is not seen.
  const complaints = await Promise.all(page.items.map(each => shown(context, agent, each).catch(gone)));
  return { complaints: complaints.filter(each => each !== null), cursor: page.cursor, counts };
}

function gone(error: unknown): null {
  if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
  throw error;
}

/** @throws AppError NOT_FOUND, FIELD_INVALID */
export async function changeComplaint(
  context: Context,
  asker: Asker & { byId: string | null },
  id: string,
  { about, severity, asked, assigneeId, until }: ComplaintUpdate,
): Promise<Complaint> {
  const before = await seenRecord(context, asker.by, id);
  const to = {
    ...(about && {
      about: await aboutOf(context, asker.by, about, await seenCard(context, asker.by, before.contactId)),
    }),
    ...(severity !== undefined && { severity }),
    ...(asked !== undefined && { asked }),
    ...(assigneeId !== undefined && {
      assignee: assigneeId === null ? null : await personOf(context, assigneeId, before.siteId),
    }),
    ...(until !== undefined && (await untilOf(context, until))),
  };
  return act(context, id, { kind: 'change', to }, asker.byId);
}

/** An agent deals with it from now on. @throws AppError NOT_FOUND, ALREADY_CLAIMED */
export async function takeComplaint(context: Context, agent: Who, id: string): Promise<Complaint> {
  await seenRecord(context, agent, id);
  return act(context, id, { kind: 'take', by: { id: agent.id, name: agent.name } }, agent.id);
}

/**
 * It is dealt with; the person is asked whether it was put right, if there is a way to (SPEC CP4, CP5).
 * @throws AppError NOT_FOUND, ALREADY_CLAIMED
 */
export async function closeComplaint(
  context: Context,
  agent: Who,
  id: string,
  { done, asks }: { done: string; asks: boolean },
): Promise<Complaint> {
  const before = await seenRecord(context, agent, id);
  const question = asks ? await questionOf(context, before, done) : null;
  const by = { id: agent.id, name: agent.name };
  return act(context, id, { kind: 'close', by, done, ask: question?.ask ?? null }, agent.id, question?.leaves);
}

/** @throws AppError NOT_FOUND */
export async function reopenComplaint(context: Context, agent: Who, id: string, asked: string): Promise<Complaint> {
  await seenRecord(context, agent, id);
  return act(context, id, { kind: 'reopen', asked }, agent.id);
}

/** The person says whether it was put right. @throws AppError NOT_FOUND, RATING_OVER */
export async function answerComplaint(
  context: Context,
  id: string,
  { askId, isRight }: { askId: string; isRight: boolean },
): Promise<void> {
  await act(context, id, { kind: 'answer', askId, isRight }, null);
}

/**
 * The person says more of what they were not content with. Where somebody of the desk has written it down otherwise, or it is
 * closed, it stays as it is.
 * @param said.instead as it was made of what they had said before
 */
export async function sayMore(context: Context, id: string, said: { asked: string; instead: string }): Promise<void> {
  await act(context, id, { kind: 'say', ...said }, null);
}

async function act(
  context: Context,
  id: string,
  what: ComplaintAct,
  byId: string | null,
  ask: ComplaintAsk | null = null,
): Promise<Complaint> {
  const { store, now, outbox, jobs } = context;
  const acted = await store.complaints.act({ id, act: what, byId, ask, at: now() });
  if (!acted) throw new AppError('NOT_FOUND');
  const { before, after, written } = acted;
  if (after !== before) {
    await tellComplaint(context, after, toldOf(before, after, what.kind));
    if (written) publishEntry(context, written);
    jobs.wake();
    outbox.wake();
  }
  return complaintOf(after);
}

export function complaintSettingsOf({ settings }: Pick<Context, 'settings'>): Promise<ComplaintSettings> {
  return settings.read(COMPLAINTS);
}

export async function setComplaintSettings(
  context: Context,
  actor: Actor,
  wanted: ComplaintSettings,
): Promise<ComplaintSettings> {
  const on = { kind: 'server', id: null, text: wanted.fromLowRatings ? 'on' : 'off' } as const;
  await context.settings.write(COMPLAINTS, wanted, auditRow(context, actor, { what: 'complaints.changed', on }));
  return wanted;
}

/** As many as a card shows. */
const SHOWN_OPEN = 5;

/** What of somebody is open, in one glance. @param contactIds all of a card */
export async function glanceOf(
  { store }: Pick<Context, 'store'>,
  contactIds: readonly string[],
  by: Sees,
): Promise<ComplaintGlance> {
  const found = await store.complaints.openOf({ contactIds, siteIds: seenSites(by) });
  return { open: found.length, complaints: found.slice(0, SHOWN_OPEN).map(complaintOf) };
}
