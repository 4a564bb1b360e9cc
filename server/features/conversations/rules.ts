/**
 * What an entry does to its conversation: pure, used by both stores, so that they can not differ (SPEC ST5, RT1).
 */
import { hash } from 'node:crypto';
import type { Channel } from '../../../protocol/channels.ts';
import type { Contact } from '../../../protocol/contacts.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry, EntryBody, EntryEvent } from '../../../protocol/entries.ts';
import type { ScriptMark } from '../../../protocol/scripts.ts';
import type { HeldMark } from '../../../protocol/spam.ts';
import { AppError } from '../../app-error.ts';
import type { Sent } from '../../store/written.ts';
import { contactSummary } from '../contacts/rules.ts';
import { filesOf } from '../files/rules.ts';
import { type Rated, ratedText } from '../ratings/rules.ts';
import { answersAlone, isLeftByBot, markAfter } from '../scripts/rules.ts';
import { isVisible } from './visibility.ts';

const PREVIEW_CHARS = 140;
/**
 * An empty conversation, before its first entry.
 * @param contact with the site that the conversation is of: they themselves may have none
 * @param held there where it begins in quarantine
 */
export function newConversation(
  id: string,
  visitorId: string | null,
  contact: Contact & { siteId: string },
  at: number,
  held?: HeldMark | null,
): Conversation {
  return {
    id,
    siteId: contact.siteId,
    contact: contactSummary(contact),
    visitorId,
    ...(held ? { status: 'held', held } : { status: 'open' }),
    assigneeId: null,
    lastSeq: 0,
    lastVisitorSeq: 0,
    lastVisibleSeq: 0,
    agentReadSeq: 0,
    visitorReadSeq: 0,
    waitingSince: null,
    callbackAt: null,
    channels: [],
    tags: [],
    preview: { text: '', author: 'visitor', kind: 'message' },
    createdAt: at,
    updatedAt: at,
  };
}

/**
 * The conversation after one more entry. The visitor's words open it and start the wait; an agent's message ends the
 * wait, reads everything, and takes what nobody had (SPEC RT8); what the server says by itself answers nobody; closing and
 * snoozing end the wait; notes and other events leave it. Words of either, and what opens it again, take back what the visitor
 * was asked to rate; a low rating opens it again and waits like words (SPEC RA3, RA5).
 * Where the site's script answers, nobody waits, and the conversation stands among the closed ones (SPEC SA2); what it says
 * leaves the preview to the visitor's words. Given back to it, nobody waits either. What a bot was asked and people have now waits
 * from then on (SPEC BT3). What is `unchanged`, a tag, or a
 * question, moves nothing in any list. In quarantine nobody waits, whatever is said (SPEC SP1).
 * Who books waits for no answer either, and nobody has to do anything: they have their time (SPEC BK13).
 * A pending callback is kept apart, in `callbackAt` (see `earliestCallback`).
 * @param answered where the script stands that answers this entry; left out: none does
 */
export function afterEntry(conversation: Conversation, entry: Entry, answered?: ScriptMark): Conversation {
  const { body, author, seq, createdAt } = entry;
  const next: Conversation = { ...conversation, lastSeq: seq, updatedAt: createdAt };
  if (isVisible(body)) next.lastVisibleSeq = seq;
  const script = answered ?? markAfter(conversation.script, entry);
  if (script) next.script = script;
  if (isLeftByBot(conversation.script, script) && body.kind === 'event' && body.event !== 'held') {
    next.status = 'open';
    delete next.snoozed;
    beginWait(next, 'message', createdAt);
  }
  if (body.kind === 'message' && body.script) return next;
  if (body.kind === 'message' || body.kind === 'callback' || body.kind === 'form') {
    const isHeld = conversation.status === 'held';
    // It begins among the closed ones, and leaves one that goes on as it is.
    if (isBooking(body)) {
      if (seq === 1 && !isHeld) next.status = 'closed';
    } else if (!isHeld && author.kind !== 'system') {
      next.status = 'open';
      delete next.snoozed;
      takeBack(next);
    }
    next.preview = { ...previewOf(body), author: author.kind };
    if (author.kind === 'visitor') {
      next.lastVisitorSeq = seq;
      next.visitorReadSeq = seq;
      if (body.kind !== 'callback' && !isBooking(body) && !isHeld) {
        if (body.kind === 'message' && answersAlone(script)) leaveToScript(next);
        else beginWait(next, isLetter(body) ? 'form' : 'message', createdAt);
      }
      const channel = isMail(body) ? 'email' : isBooking(body) ? 'booking' : CHANNEL_OF[body.kind];
      if (!next.channels.includes(channel)) next.channels = [...next.channels, channel];
    } else if (author.kind === 'agent') {
      endWait(next);
      next.agentReadSeq = seq;
      next.assigneeId ??= author.id;
    }
  } else if (body.kind === 'event') {
    if (STATUS_EVENTS.has(body.event)) {
      delete next.snoozed;
      if (body.event !== 'closed') takeBack(next);
    }
    if (body.event === 'unchanged') next.updatedAt = conversation.updatedAt;
    else if (body.event === 'tagged' || body.event === 'untagged') {
      next.updatedAt = conversation.updatedAt;
      next.tags = conversation.tags.filter(tag => tag !== body.tag);
      if (body.event === 'tagged') next.tags.push(body.tag);
    } else if (body.event === 'assigned') next.assigneeId = body.agentId;
    else if (body.event === 'unassigned') next.assigneeId = null;
    else if (body.event === 'reopened') next.status = 'open';
    else if (body.event === 'closed') {
      next.status = 'closed';
      endWait(next);
    } else if (body.event === 'held') {
      next.status = 'held';
      next.held = { rules: ['agent'], at: createdAt, fromSeq: seq + 1 };
      endWait(next);
    } else if (body.event === 'script_resumed') {
      if (next.status !== 'held') leaveToScript(next);
    } else if (body.event === 'snoozed') {
      next.status = 'snoozed';
      next.snoozed = { until: body.until, ...(body.clock && { clock: body.clock }) };
      endWait(next);
    } else if (body.event === 'released' || body.event === 'woken') {
      next.status = 'open';
      delete next.held;
      if (next.preview.author === 'visitor') {
        next.waitingSince = createdAt;
        // A call that was asked for has a ladder of its own.
        const kind = next.preview.kind;
        if (kind !== 'callback')
          next.wait = { kind: kind === 'form' || kind === 'mail' ? 'form' : 'message', late: null };
      }
    } else if (body.event === 'wait_late') {
      if (next.wait) next.wait = { ...next.wait, late: body.step };
      if (body.fromId !== null) next.assigneeId = null;
    } else if (body.event === 'rating_asked') {
      next.updatedAt = conversation.updatedAt;
      const { of, agentId, agentName, until, ofCallbackId } = body;
      next.asked = { askSeq: seq, of, until, agentId, agentName, ...(ofCallbackId && { ofCallbackId }), isOpen: true };
    } else if (body.event === 'answers_mailed') {
      next.updatedAt = conversation.updatedAt;
    } else if (body.event === 'rating_declined') {
      next.updatedAt = conversation.updatedAt;
      delete next.asked;
    } else if (body.event === 'rated') {
      delete next.asked;
      if (body.isLow) followUp(next, body, entry);
    }
  }
  return next;
}

/** What is left of a question when the talk goes on: an answer that is on its way is taken still. */
function takeBack(conversation: Conversation): void {
  if (conversation.asked?.isOpen) conversation.asked = { ...conversation.asked, isOpen: false };
}

/**
 * A low rating is words that wait, so that lists, ladder and counts have them. Where the talk was over an owner has it; a
 * talk that goes on stays with whoever leads it.
 */
function followUp(conversation: Conversation, rated: Rated, { seq, createdAt }: Entry): void {
  if (conversation.status === 'closed') conversation.assigneeId = rated.to[0]?.id ?? conversation.assigneeId;
  conversation.status = 'open';
  delete conversation.snoozed;
  conversation.waitingSince ??= createdAt;
  conversation.wait ??= { kind: 'message', late: null };
  conversation.lastVisitorSeq = seq;
  conversation.preview = { text: inOneLine(ratedText(rated)), author: 'visitor', kind: 'rating' };
}

/** The events after which a conversation is put aside no more, or anew. */
const STATUS_EVENTS: ReadonlySet<EntryEvent['event']> = new Set([
  'closed',
  'reopened',
  'held',
  'released',
  'woken',
  'script_resumed',
]);

function beginWait(conversation: Conversation, kind: 'message' | 'form', at: number): void {
  const { wait } = conversation;
  conversation.waitingSince ??= at;
  // Who wrote a form and then comes to the chat waits there from now on.
  const isSooner = wait?.kind === 'form' && kind === 'message';
  if (!wait || isSooner) conversation.wait = { kind, late: null };
}

/** Nobody has to do anything, unless for a form or a call that was asked for besides. */
function leaveToScript(conversation: Conversation): void {
  if (conversation.wait?.kind === 'form') return;
  endWait(conversation);
  if (conversation.callbackAt === null) conversation.status = 'closed';
}

function endWait(conversation: Conversation): void {
  conversation.waitingSince = null;
  delete conversation.wait;
}

const CHANNEL_OF: Record<'message' | 'callback' | 'form', Channel> = {
  message: 'chat',
  callback: 'callback',
  form: 'form',
};

/** It came by mail. */
function isMail(body: EntryBody): boolean {
  return body.kind === 'message' && body.mail !== undefined;
}

/** It tells of a booking, or of a place in a waiting list: whoever has theirs waits for no answer. */
function isBooking(body: EntryBody): boolean {
  return body.kind === 'form' && (body.booking !== undefined || body.wait !== undefined);
}

/** Who writes one expects an answer the same day. */
function isLetter(body: EntryBody): boolean {
  return body.kind === 'form' || isMail(body);
}

type Saying = Extract<EntryBody, { kind: 'message' | 'callback' | 'form' }>;

/** The last words. Where files say it, their names stand for them, and pages say in their language what they are. */
function previewOf(body: Saying): Pick<Conversation['preview'], 'text' | 'kind'> {
  const words = body.kind === 'message' ? body.text : body.kind === 'form' ? body.message : body.topic || body.phone;
  const files = filesOf(body);
  if (words || files.length === 0) return { text: inOneLine(words), kind: isMail(body) ? 'mail' : body.kind };
  const kind = files.every(file => file.kind === 'image') ? 'photo' : 'file';
  return { text: inOneLine(files.map(file => file.name).join(', ')), kind };
}

function inOneLine(text: string): string {
  // Most words have single spaces between them, and every message passes here.
  const isPlain = !/\s\s|[^\S ]/.test(text);
  return (isPlain ? text : text.replace(/\s+/g, ' ')).slice(0, PREVIEW_CHARS);
}

/** What is left of an agent's command that found nothing to do, so that its repeat does nothing either (SPEC ST4). */
export const UNCHANGED: EntryEvent = { kind: 'event', event: 'unchanged' };

/**
 * What tells that a conversation was handed over; null: it is so already.
 * @param from who must have it still; left out: whoever it is
 * @throws AppError ALREADY_CLAIMED
 */
export function assignment(
  { id, assigneeId }: Conversation,
  { from, to }: { from?: string | null; to: { id: string; name: string } | null },
): EntryEvent | null {
  if (assigneeId === (to?.id ?? null)) return null;
  if (from !== undefined && assigneeId !== from) {
    throw new AppError('ALREADY_CLAIMED', `Wanted ${id} from ${from}, but ${assigneeId} has it.`);
  }
  if (!to) return { kind: 'event', event: 'unassigned', agentId: assigneeId! };
  return { kind: 'event', event: 'assigned', agentId: to.id, agentName: to.name, fromId: assigneeId };
}

/** What tells that a conversation was closed or opened again; null: it is so already, or in quarantine, where it is neither. */
export function statusChange(conversation: Conversation, status: 'open' | 'closed'): EntryEvent | null {
  if (conversation.status === status || conversation.status === 'held') return null;
  return { kind: 'event', event: status === 'closed' ? 'closed' : 'reopened' };
}

/** More say nothing, and all of them stand in every list. */
const MAX_TAGS = 20;

/** What tells that a tag was put on or taken off; null: it is so already. @throws AppError FIELD_INVALID for one too many */
export function tagChange(
  { id, tags }: Conversation,
  { tag, isOn }: { tag: string; isOn: boolean },
): EntryEvent | null {
  if (tags.includes(tag) === isOn) return null;
  if (isOn && tags.length >= MAX_TAGS) {
    throw new AppError('FIELD_INVALID', `${id} has ${MAX_TAGS} tags already; take one off first.`, {
      fields: { tag: 'FIELD_INVALID' },
    });
  }
  return { kind: 'event', event: isOn ? 'tagged' : 'untagged', tag };
}

/**
 * What tells a repeat of what a client sent (SPEC ST2).
 * @param command as its schema leaves it
 * @param agentId what one agent does is no repeat of what another did; left out: a visitor sent it
 */
export function sentOf(command: { clientId: string }, agentId?: string): Sent {
  const what = JSON.stringify(command);
  return {
    clientId: command.clientId,
    fingerprint: hash('sha256', agentId === undefined ? what : `${agentId} ${what}`, 'base64url'),
  };
}
