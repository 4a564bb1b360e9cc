/** Everything that is held of one person, as a file to hand to them (SPEC PR8): for programs, and to read. */
import { Readable } from 'node:stream';
import type { Contact } from '../../../protocol/contacts.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { PersonalKind } from '../../../protocol/privacy.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Store } from '../../store/store.ts';
import type { FileRecord } from '../files/store.ts';
import { openLetter } from '../mail/letters.ts';
import { LETTERS } from '../mail/wording.ts';
import { NOTICE_EVENT } from '../notices/ways.ts';
import { readablePerson } from './export-page.ts';
import type { Held, HeldRecord, ShownFile } from './store.ts';

/** A file on its way: written while it is read, so that a long talk takes no memory. */
export interface ExportedFile {
  type: string;
  siteId: string | null;
  body: Readable;
}

type Reading = Pick<Context, 'store' | 'config'>;
type Bytes = { files: Pick<Store['files'], 'read'> };

/** Records of each kind, in the order in which a file has them. The compiler asks for each kind that a person may leave. */
const READERS: { [K in PersonalKind]: (context: Reading, held: Held) => AsyncIterable<object> } = {
  contacts: (_context, { contacts }) => each(contacts.map(shownContact)),
  contactMerges: (_context, { rows }) => each(rows.contactMerges ?? []),
  importPeople: (_context, { rows }) => each(rows.importPeople ?? []),
  visitors: (_context, { visitors }) => each(visitors),
  conversations: (_context, { conversations }) => each(conversations),
  entries: (context, { conversations }) => entriesOf(context, conversations),
  mails: (_context, { mails }) => each(mails),
  files: (_context, { files }) => each(files.map(shownFile)),
  callbacks: (_context, { callbacks }) => each(callbacks),
  calls: (_context, { rows }) => each(rows.calls ?? []),
  ratings: (_context, { ratings }) => each(ratings),
  purchases: (_context, { rows }) => each(rows.purchases ?? []),
  complaints: (_context, { rows }) => each(rows.complaints ?? []),
  bookings: (_context, { rows }) => each(rows.bookings ?? []),
  waits: (_context, { rows }) => each(rows.waits ?? []),
  stageMoves: (_context, { rows }) => each(rows.stageMoves ?? []),
  listEntries: (_context, { rows }) => each(rows.listEntries ?? []),
  loyaltyRows: (_context, { rows }) => each(rows.loyaltyRows ?? []),
  visitRows: (_context, { rows }) => each(rows.visitRows ?? []),
  loyaltyPeople: (_context, { rows }) => each(rows.loyaltyPeople ?? []),
  redemptions: (_context, { rows }) => each(rows.redemptions ?? []),
  listCalls: (_context, { rows }) => each(rows.listCalls ?? []),
  deliveries: ({ config }, { deliveries }) => each(deliveries.flatMap(one => shownDelivery(config.secretKey, one))),
};

/** @throws AppError NOT_FOUND */
export async function exportPerson(
  context: Reading & Pick<Context, 'sites' | 'now'>,
  contactId: string,
  format: 'jsonl' | 'html',
): Promise<ExportedFile> {
  const held = await context.store.privacy.held(contactId);
  if (!held) throw new AppError('NOT_FOUND');
  const records = recordsOf(context, held);
  const { siteId, locale, timeZone } = held.contacts[0];
  if (format === 'jsonl') {
    return { type: 'application/jsonl; charset=utf-8', siteId, body: Readable.from(lines(context.store, records)) };
  }
  const site = siteId === null ? null : await context.sites.byId(siteId);
  const page = readablePerson(records, file => base64Of(context.store, file), {
    site: site?.name ?? '',
    locale,
    timeZone,
    at: context.now(),
  });
  return { type: 'text/html; charset=utf-8', siteId, body: Readable.from(page) };
}

async function* recordsOf(context: Reading, held: Held): AsyncGenerator<HeldRecord> {
  for (const kind of Object.keys(READERS) as PersonalKind[]) {
    for await (const record of READERS[kind](context, held)) yield { kind, record };
  }
}

async function* lines(store: Bytes, records: AsyncIterable<HeldRecord>): AsyncGenerator<string> {
  for await (const each of records) {
    const text = JSON.stringify(each);
    const file = each.kind === 'files' ? (each.record as ShownFile) : null;
    if (!file) {
      yield `${text}\n`;
      continue;
    }
    // Its bytes are the last field, written while they are read.
    yield `${text.slice(0, -2)},"base64":"`;
    yield* base64Of(store, file);
    yield '"}}\n';
  }
}

/** Without what counts its changes and says nothing of the person: who was joined and parted again is as before. */
function shownContact({ version: _, ...contact }: Contact): object {
  return contact;
}

/** What of a file is its sender's to have: not under which name the server knows who that was. */
function shownFile({ id, name, size, received, type, createdAt }: FileRecord): ShownFile {
  return { id, name, size, received, type, createdAt };
}

/** What waits to be told about the person, or to them: not what agents are told, and no link that opens something. */
function shownDelivery(secretKey: string, delivery: DeliveryRecord): object[] {
  const { kind, event, dueAt, payload } = delivery;
  if (kind === 'webhook') return event === NOTICE_EVENT ? [] : [delivery];
  const letter = kind === 'mail' ? openLetter(secretKey, payload) : null;
  if (!letter || !LETTERS[letter.template].isToVisitor) return [];
  const { link: _, ...values } = letter.values;
  return [{ event, dueAt, values }];
}

/** All of it, in pieces of which each is whole letters; what was not uploaded to the end is not told. */
async function* base64Of({ files }: Bytes, { id, size, received }: ShownFile): AsyncGenerator<string> {
  if (received < size) return;
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of await files.read(id, 0, size)) {
    const bytes = Buffer.concat([rest, piece]);
    const whole = bytes.length - (bytes.length % 3);
    rest = bytes.subarray(whole);
    yield bytes.toString('base64', 0, whole);
  }
  yield rest.toString('base64');
}

async function* each(records: object[]): AsyncGenerator<object> {
  yield* records;
}

async function* entriesOf(
  { store }: Pick<Context, 'store'>,
  conversations: Held['conversations'],
): AsyncGenerator<Entry> {
  for (const { id } of conversations) {
    for (let afterSeq = 0; ; ) {
      const some = await store.conversations.entriesAfter(id, afterSeq, LIMITS.resumeEntries);
      yield* some;
      const last = some.at(-1);
      if (!last) break;
      afterSeq = last.seq;
    }
  }
}
