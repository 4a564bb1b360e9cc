/** Everything that is held of one person, as a file to hand to them (SPEC PR8): for programs, and to read. */
import { Readable } from 'node:stream';
import type { Entry } from '../../../protocol/entries.ts';
import type { PersonalKind } from '../../../protocol/privacy.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { readablePerson } from './export-page.ts';
import type { Held, HeldRecord } from './store.ts';

/** A file on its way: written while it is read, so that a long talk takes no memory. */
export interface ExportedFile {
  type: string;
  siteId: string;
  body: Readable;
}

/** Records of each kind, in the order in which a file has them. The compiler asks for each kind that a person may leave. */
const READERS: { [K in PersonalKind]: (context: Pick<Context, 'store'>, held: Held) => AsyncIterable<object> } = {
  contacts: (_context, { contact }) => each([contact]),
  visitors: (_context, { visitors }) => each(visitors),
  conversations: (_context, { conversations }) => each(conversations),
  entries: (context, { conversations }) => entriesOf(context, conversations),
  callbacks: (_context, { callbacks }) => each(callbacks),
  deliveries: (_context, { deliveries }) => each(deliveries),
};

/** @throws AppError NOT_FOUND */
export async function exportPerson(
  context: Pick<Context, 'store' | 'sites' | 'now'>,
  contactId: string,
  format: 'jsonl' | 'html',
): Promise<ExportedFile> {
  const held = await context.store.privacy.held(contactId);
  if (!held) throw new AppError('NOT_FOUND');
  const records = recordsOf(context, held);
  const { siteId, locale, timeZone } = held.contact;
  if (format === 'jsonl') {
    return { type: 'application/jsonl; charset=utf-8', siteId, body: Readable.from(lines(records)) };
  }
  const site = await context.sites.byId(siteId);
  const page = readablePerson(records, { site: site?.name ?? '', locale, timeZone, at: context.now() });
  return { type: 'text/html; charset=utf-8', siteId, body: Readable.from(page) };
}

async function* recordsOf(context: Pick<Context, 'store'>, held: Held): AsyncGenerator<HeldRecord> {
  for (const kind of Object.keys(READERS) as PersonalKind[]) {
    for await (const record of READERS[kind](context, held)) yield { kind, record };
  }
}

async function* lines(records: AsyncIterable<HeldRecord>): AsyncGenerator<string> {
  for await (const each of records) yield `${JSON.stringify(each)}\n`;
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
