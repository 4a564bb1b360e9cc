import type { ClientSession } from 'mongodb';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import { AppError } from '../../app-error.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import type { Draft } from '../../store/mongo/ledger.ts';
import type { Written } from '../../store/written.ts';
import { addBooking, choose } from '../bookings/mongo-cells.ts';
import { bookingTaken } from '../bookings/rules.ts';
import { bookingWords } from '../bookings/text.ts';
import { addCallback } from '../callbacks/mongo.ts';
import { newCallback } from '../callbacks/rules.ts';
import { windowOf } from '../callbacks/slots.ts';
import { changeContact } from '../contacts/mongo.ts';
import { toContact } from '../contacts/mongo-document.ts';
import { contactSummary, hasWords, withSaying } from '../contacts/rules.ts';
import { attachFiles } from '../files/mongo.ts';
import { sayToScript } from '../scripts/mongo.ts';
import { toVisitor } from '../visitors/mongo-document.ts';
import { addWait, waitsOfDay } from '../waiting-list/mongo-lists.ts';
import { refuseJoining } from '../waiting-list/rules.ts';
import { waitWords } from '../waiting-list/text.ts';
import { newConversation } from './rules.ts';
import type { AcceptedSubmission } from './store.ts';

/**
 * Writes what a visitor sent, with all that it does: the conversation it begins, what it says of the contact, the
 * callback it asks for.
 * @throws AppError TOKEN_INVALID, CALLBACK_PENDING, SLOT_TAKEN, FILE_UNKNOWN
 */
export async function submitAlone(
  engine: Engine,
  session: ClientSession,
  submission: AcceptedSubmission,
  draft: Draft,
): Promise<Written> {
  const { database, ledger } = engine;
  const { siteId, visitorId, words, booking, wait, at } = submission;
  let { body } = submission;
  const found = await database.visitors.findOne({ _id: visitorId, siteId }, { session });
  if (!found) throw new AppError('TOKEN_INVALID');
  const visitor = toVisitor(found);
  const began = visitor.conversationId ? await ledger.read(visitor.conversationId, session) : null;
  let before = began ?? (await newOne(engine, session, submission, visitor));
  // First of all that is written: whoever meets another at the same place has lost little by then.
  const added = body.kind === 'callback' ? await askedFor(engine, session, before, { ...submission, body }) : null;

  if (booking && body.kind === 'form') {
    const owners = await choose(database, booking.plan.slots, [booking.holdId], booking.at, session);
    if (!owners) throw bookingTaken();
    const whose = { contactId: before.contact.id, conversationId: before.id };
    const kept = await addBooking(engine, session, booking, owners, whose);
    body = { ...body, ...bookingWords(kept, 'booked', booking.tellIn) };
  }

  if (wait && body.kind === 'form') {
    refuseJoining(await waitsOfDay(database, session, wait), wait);
    const kept = await addWait(database, session, wait, { contactId: before.contact.id, conversationId: before.id });
    body = { ...body, ...waitWords(kept, 'joined', wait.tellIn) };
  }

  if (hasWords(words)) {
    const changed = await changeContact(engine, session, before.contact.id, contact =>
      withSaying(contact, { by: 'visitor', words }, at),
    );
    if (!changed) throw new Error(`conversation ${before.id} has no contact ${before.contact.id}`);
    before = { ...before, contact: contactSummary(changed.after) };
  }

  await attachFiles(database, session, body, {
    siteId,
    uploader: `visitor:${visitorId}`,
    conversationId: before.id,
    seq: before.lastSeq + 1,
    isPrivate: false,
  });

  const { scripted } = submission;
  if (scripted && body.kind === 'message') {
    return sayToScript(engine, session, before, { ...draft, body }, scripted);
  }
  if (body.kind !== 'callback' || !added) return ledger.add(session, before, { ...draft, body });
  return ledger.add(session, before, { ...draft, body: { ...body, ...windowOf(added.callback) } }, added);
}

function askedFor(
  engine: Engine,
  session: ClientSession,
  before: Conversation,
  submission: AcceptedSubmission & { body: { kind: 'callback' } },
) {
  const { siteId, body, at } = submission;
  const place = { siteId, conversationId: before.id, seq: before.lastSeq + 1, createdAt: at };
  const asked = newCallback(body, place, { isHeld: before.status === 'held' });
  return addCallback(engine, session, asked, submission);
}

async function newOne(
  { database }: Engine,
  session: ClientSession,
  { siteId, newConversationId, held, at }: AcceptedSubmission,
  { id, contactId }: Visitor,
): Promise<Conversation> {
  const contact = await database.contacts.findOne({ _id: contactId }, { session });
  if (!contact) throw new Error(`visitor ${id} has no contact ${contactId}`);
  return newConversation(newConversationId, id, { ...toContact(contact), siteId }, at, held);
}
