/**
 * Every address that the server has, whether it describes it or not, with the ids of somebody else. What is added is asked
 * too, by itself: it refuses who is not signed in, or stands below with what keeps it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { PIECE_BYTES } from '../../protocol/file-kinds.ts';
import { AppError } from '../../server/app-error.ts';
import { lookDaily } from '../../server/features/doctor/commands.ts';
import { pushKeysOf } from '../../server/features/push/keys.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { buildFleet, buildTestApp, type Desk, send, visitor } from '../helpers/app.ts';
import { PNG, TAKES_FILES, uploader } from '../helpers/files.ts';
import { type Ask, ask, staffed } from '../helpers/http.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';

const mongo = await sharedMongo();

/** A method and the address as its route says it: `GET /v1/conversations/:id`. */
type Line = `${string} /${string}`;

/** Open to everybody, and what keeps it. HEAD is as GET. */
const OPEN = new Map<Line, string>([
  ['GET /', 'leads to the inbox'],
  ['GET /*', 'files of the build'],
  ['GET /deskbell.js', 'files of the build'],
  ['GET /inbox', 'files of the build'],
  ['GET /inbox*', 'files of the build'],
  ['GET /inbox/worker.js', 'files of the build'],
  ['GET /inbox/icon-192.png', 'files of the build'],
  ['GET /inbox/icon-512.png', 'files of the build'],
  ['GET /inbox/maskable-512.png', 'files of the build'],
  ['GET /inbox/apple-180.png', 'files of the build'],
  ['GET /inbox/badge-96.png', 'files of the build'],
  ['GET /inbox/manifest.webmanifest', 'says where the inbox is, and the name of the one site'],
  ['GET /demo', 'files of the build'],
  ['GET /demo*', 'files of the build'],
  ['GET /docs', 'what the addresses are'],
  ['GET /docs*', 'what the addresses are'],
  ['GET /healthz', 'says nothing'],
  ['GET /readyz', 'details are for this machine or a token (HE6)'],
  ['GET /metrics', 'for this machine or a token (HE6)'],
  ['GET /v1/visitor', 'hello asks for site, origin and token (W7, P2)'],
  ['GET /v1/visitor/stream', 'hello asks for site, origin and token (W7, P2)'],
  ['POST /v1/visitor/stream/:link', 'the link is its owner’s (HT3)'],
  ['GET /v1/agent', 'the session is asked, and a refusal said over the link (HT3)'],
  ['GET /v1/agent/stream', 'the session is asked, and a refusal said over the link (HT3)'],
  ['POST /v1/agent/stream/:link', 'the link is its owner’s (HT3)'],
  ['POST /v1/sessions', 'asks for the password (AC1)'],
  ['POST /v1/invitations/peek', 'asks for the token of a link (ST10)'],
  ['POST /v1/invitations/accept', 'asks for the token of a link (ST10)'],
  ['POST /v1/password-links', 'says nothing of whom it mails (PL1)'],
  ['POST /v1/password-links/peek', 'asks for the token of a link (PL2)'],
  ['POST /v1/password-links/use', 'asks for the token of a link (PL2)'],
  ['GET /v1/files/:id/content', 'the address is signed and ends (FI8)'],
  ['GET /v1/files/:id/preview', 'the address is signed and ends (FI8)'],
  ['POST /v1/mail/in/:id', 'what is brought is signed (MI8)'],
  ['GET /v1/doctor/echo/:nonce', 'says that it is this server, and nothing else (DR4)'],
  ['POST /v1/sites/:key/work', 'takes a proof, and tells nothing'],
  ['POST /v1/telegram/updates', 'asks for the secret that Telegram was given (TB6)'],
  ['GET /v1/sms/reports/:token', 'asks for the token of the gateway (SM5)'],
  ['POST /v1/sms/reports/:token', 'asks for the token of the gateway (SM5)'],
  ['GET /v1/sms/reports/:token/:ref', 'asks for the token of the gateway (SM5)'],
  ['POST /v1/sms/reports/:token/:ref', 'asks for the token of the gateway (SM5)'],
  ['GET /v1/sms/replies/:token', 'asks for the token of the gateway (SM5)'],
  ['POST /v1/sms/replies/:token', 'asks for the token of the gateway (SM5)'],
  ['POST /v1/booking-hook/paid/:id/:secret', 'asks for the secret that the payment program was told (BP2)'],
  ['GET /calendars/:id/:secret/bookings.ics', 'asks for the secret of an employee’s calendar (BK12)'],
  ['POST /v1/lines/:id/calls', 'asks for the secret of the line (CL12)'],
  ['POST /v1/lines/:id/calls/:token', 'asks for the secret of the line (CL12)'],
  ['OPTIONS /*', 'answers preflights'],
]);

/** A request beside its address; `query` with its question mark. */
type Request = Ask & { query?: string };

/** What somebody wrote, asked for and sent, and where it is kept. */
interface Ids {
  key: string;
  conversationId: string;
  callbackId: string;
  contactId: string;
  visitorId: string;
  fileId: string;
  siteId: string;
  clientId: string;
}

const A_CUT = { items: [{ serviceId: 'cut' }], startAt: 0 };

/** Of what visitors use without a session: one good request of a stranger, about what is another visitor's. */
const OF_VISITORS: Record<Line, (ids: Ids) => Request> = {
  'GET /v1/sites/:key/panel': () => ({}),
  'GET /v1/sites/:key/slots': () => ({}),
  'GET /v1/sites/:key/services': () => ({}),
  'GET /v1/sites/:key/services/pictures/:id': () => ({}),
  'GET /v1/sites/:key/booking/times': () => ({ query: '?services=cut' }),
  'POST /v1/sites/:key/booking/holds': ids => ({ body: { clientId: ids.clientId, ...A_CUT } }),
  'POST /v1/sites/:key/booking/holds/renew': () => ({ body: { secret: 'nobody has this one' } }),
  'POST /v1/sites/:key/booking/holds/release': () => ({ body: { secret: 'nobody has this one' } }),
  'POST /v1/sites/:key/booking/bookings': ids => ({ body: { clientId: ids.clientId, ...A_CUT, name: 'B' } }),
  'GET /v1/sites/:key/booking/waiting': () => ({}),
  'POST /v1/sites/:key/booking/waiting': ids => ({
    body: { clientId: ids.clientId, items: A_CUT.items, date: '2026-03-05', name: 'B' },
  }),
  'POST /v1/sites/:key/submissions': ids => ({ body: { type: 'message.send', clientId: ids.clientId, text: 'Mine' } }),
  'POST /v1/sites/:key/files': ids => ({ body: { clientId: ids.clientId, name: 'mine.png', size: PNG.length } }),
  'PATCH /v1/sites/:key/files/:id': () => piece(),
  'DELETE /v1/sites/:key/files/:id': () => ({}),
  'POST /v1/sites/:key/files/links': ids => ({ body: { ids: [ids.fileId] } }),
  'POST /v1/sites/:key/withdrawal': () => ({}),
  'POST /v1/sites/:key/transcript': ids => ({ body: { clientId: ids.clientId } }),
  'PATCH /v1/sites/:key/callbacks/:id': ids => ({ body: { clientId: ids.clientId, startAt: null } }),
  'GET /f/:key/contact': () => ({}),
  'POST /f/:key/contact': ids => ({ body: { _id: ids.clientId, name: 'B', email: 'b@b.example', message: 'Mine' } }),
  'GET /f/:key/callback': () => ({}),
  'POST /f/:key/callback': ids => ({ body: { _id: ids.clientId, name: 'B', phone: '+97699112244' } }),
  'GET /f/:key/call/:id/:secret': () => ({}),
  'GET /f/:key/call/:id/:secret/call.ics': () => ({}),
  'POST /f/:key/call/:id/:secret': ids => ({ body: { _id: ids.clientId, cancel: 'yes' } }),
  'GET /f/:key/booking': () => ({}),
  'POST /f/:key/booking': ids => ({ body: { _id: ids.clientId, step: 'person', name: 'B', phone: '+97699112244' } }),
  'GET /f/:key/booking/:id/:secret': () => ({}),
  'GET /f/:key/booking/:id/:secret/visit.ics': () => ({}),
  'POST /f/:key/booking/:id/:secret': () => ({ body: { version: 1, act: 'cancel' } }),
  'GET /f/:key/waiting': () => ({}),
  'POST /f/:key/waiting': ids => ({ body: { _id: ids.clientId, date: '2026-03-05', name: 'B', email: 'b@b.example' } }),
  'GET /f/:key/waiting/:id/:secret': () => ({}),
  'POST /f/:key/waiting/:id/:secret': () => ({ body: { version: 1, act: 'leave' } }),
  'GET /f/:key/asked/:id/:secret': () => ({}),
  'POST /f/:key/asked/:id/:secret': () => ({ body: { score: 5 } }),
  'GET /f/:key/stop/:id/:secret': () => ({}),
  'POST /f/:key/stop/:id/:secret': () => ({ body: {} }),
  'GET /f/:key/talk/:id/:secret': () => ({}),
  'GET /f/:key/balance/:id/:secret': () => ({}),
  'POST /f/:key/talk/:id/:secret': () => ({ body: {} }),
  'GET /f/:key/right/:id/:ask/:secret': () => ({}),
  'POST /f/:key/right/:id/:ask/:secret': () => ({ body: { right: 'yes' } }),
  'GET /f/*': () => ({}),
};

/** Good bodies of what agents change, for addresses that hold an id. */
const BODIES: Record<Line, (ids: Ids) => Ask> = {
  'PATCH /v1/contacts/:id': () => ({ body: { name: 'Somebody' } }),
  'PATCH /v1/callbacks/:id': () => ({ body: { clientId: 'of-nobody-here', startAt: null } }),
  'PUT /v1/canned-replies/:id': () => ({ body: { shortcut: 'hi', text: 'Hello' } }),
  'PUT /v1/saved-views/:id': () => ({ body: { name: 'Mine', filter: {} } }),
  'PUT /v1/people/views/:id': () => ({ body: { name: 'Mine', filter: { filter: {} } } }),
  'PATCH /v1/files/:id': () => piece(),
  'POST /v1/conversations/:id/transcript': () => ({ body: { clientId: 'of-a-transcript' } }),
  'PATCH /v1/bookings/:id': () => ({ body: { version: 1, note: 'Late' } }),
  'PATCH /v1/calls/:id': () => ({ body: { note: 'Kind' } }),
  'PATCH /v1/complaints/:id': () => ({ body: { severity: 2 } }),
  'POST /v1/contacts/:id/loyalty': () => ({ body: { clientId: 'of-a-correction', delta: 1, reason: 'A gift' } }),
  'POST /v1/contacts/:id/loyalty/link': () => ({ body: {} }),
  'POST /v1/contacts/:id/loyalty/link/send': () => ({ body: { clientId: 'of-a-balance' } }),
  'POST /v1/contacts/:id/loyalty/referral': () => ({ body: { code: 'NOBODYS' } }),
  'PATCH /v1/purchases/:id': () => ({ body: { employee: null } }),
  'POST /v1/complaints/:id/close': () => ({ body: { done: 'Brought anew' } }),
  'POST /v1/complaints/:id/reopen': () => ({ body: {} }),
  'POST /v1/contacts/:id/consents': () => ({
    body: { channel: 'sms', purpose: 'news', isGiven: true, text: 'Yes' },
  }),
  'POST /v1/contacts/:id/identities': () => ({ body: { kind: 'phone', value: '+97699114455' } }),
  'POST /v1/contacts/:id/identities/primary': () => ({ body: { kind: 'phone', value: '+97699112233' } }),
  'POST /v1/contacts/:id/identities/removal': () => ({ body: { kind: 'phone', value: '+97699114455' } }),
  'POST /v1/contacts/:id/merges': () => ({ body: { with: 'another', versions: { winner: 1, loser: 1 }, choices: {} } }),
  'POST /v1/contacts/:id/notes': () => ({ body: { text: 'Likes peonies' } }),
  'POST /v1/contacts/:id/refusals': () => ({ body: { with: 'another' } }),
  'POST /v1/contacts/:id/stage': () => ({ body: { stageId: 'talking', version: 0 } }),
  'POST /v1/lists/entries/:id/calls': () => ({ body: { clientId: 'of-a-list-call', outcome: 'thinks' } }),
  'POST /v1/lists/entries/:id/release': () => ({ body: { isSkipped: false } }),
};

/** The ids that an agent reaches at an address, by what they are of; all others are nothing there. */
const REACHED: Record<Line, readonly string[]> = {
  'GET /v1/conversations/:id': ['conversation'],
  'GET /v1/conversations/:id/tags': ['conversation'],
  'GET /v1/conversations/:id/waiting': ['conversation'],
  'POST /v1/conversations/:id/transcript': ['conversation'],
  'GET /v1/contacts/:id': ['contact'],
  'PATCH /v1/contacts/:id': ['contact'],
  'GET /v1/contacts/:id/purchases': ['contact'],
  'GET /v1/contacts/:id/loyalty': ['contact'],
  'POST /v1/contacts/:id/loyalty': ['contact'],
  'POST /v1/contacts/:id/loyalty/link': ['contact'],
  'POST /v1/contacts/:id/loyalty/link/send': ['contact'],
  'GET /v1/contacts/:id/stage': ['contact'],
  'GET /v1/contacts/:id/suggestions': ['contact'],
  'POST /v1/contacts/:id/consents': ['contact'],
  'POST /v1/contacts/:id/identities': ['contact'],
  'POST /v1/contacts/:id/identities/primary': ['contact'],
  'POST /v1/contacts/:id/identities/removal': ['contact'],
  'POST /v1/contacts/:id/notes': ['contact'],
  'POST /v1/contacts/:id/stage': ['contact'],
  'GET /v1/contacts/:id/card': ['contact'],
  'GET /v1/contacts/:id/timeline': ['contact'],
  'PATCH /v1/callbacks/:id': ['callback'],
  'PUT /v1/canned-replies/:id': ['reply'],
  'DELETE /v1/canned-replies/:id': ['reply'],
  // Says nothing of whether there was one, and takes only one's own away (FI7).
  'DELETE /v1/files/:id': ['anything'],
};

/** What addresses ask for that answer nothing without. */
const SEARCHES: Record<Line, string> = {
  'GET /v1/conversations': '?view=all',
  'GET /v1/search': '?q=peonies',
  'GET /v1/stages/:id/people': '?cursor=0.0',
};

const piece = (): Ask => ({
  body: PNG.subarray(0, PIECE_BYTES),
  headers: { 'content-type': 'application/octet-stream', 'upload-offset': '0' },
});

/** All routes, from the routers themselves. Of what is handed on to rooms, the rooms' own says which there are. */
async function linesOf({ app }: Desk): Promise<Line[]> {
  const [own, rooms] = [app, await app.rooms()].map(each => linesIn(each.printRoutes({ commonPrefix: false })));
  return [...own!.filter(line => !line.endsWith(' /*')), ...rooms!];
}

function linesIn(printed: string): Line[] {
  const lines: Line[] = [];
  const above: string[] = [];
  for (const row of printed.split('\n')) {
    const [, indent, name, methods] = /^((?:│ {3}| {4})*)(?:├|└)── (\S+) \((.*)\)$/.exec(row) ?? [];
    if (indent === undefined) continue;
    const depth = indent.length / 4;
    above.length = depth;
    above[depth] = name!;
    const url = above.join('').replace(/^\/?/, '/');
    for (const method of methods!.split(', ')) if (method !== 'HEAD') lines.push(`${method} ${url as `/${string}`}`);
  }
  return lines;
}

/** The address with these in it. */
function at(line: Line, key: string, id: string): Line {
  return line.replace(':key', key).replace(/:\w+/g, id).replace('*', id) as Line;
}

/**
 * Everything that a file holds: each table, each row of it. Not what the store keeps for itself: how far search has read,
 * the words that it found, and that the disk took a byte.
 */
function rowsOf(path: string): Record<string, unknown[]> {
  const file = new DatabaseSync(path, { readOnly: true });
  const isHeld = "type = 'table' AND name NOT LIKE '%\\_words%' ESCAPE '\\' AND name <> 'marks'";
  const tables = file.prepare(`SELECT name FROM sqlite_schema WHERE ${isHeld}`).all();
  const rows = tables.map(({ name }) => [name, file.prepare(`SELECT * FROM "${name}"`).all()]);
  file.close();
  return Object.fromEntries(rows);
}

/** A visitor who has written, waits for a call and sent a file. */
async function somebody(desk: Desk): Promise<Ids & { token: string }> {
  await desk.changeSite({ files: TAKES_FILES });
  const anu = await visitor(desk);
  const { conversationId } = await send(anu, 'Do you deliver to Zamyn-Uud?');
  await anu.ask({ type: 'callback.request', phone: '+97699112233', name: 'Anu', topic: 'Peonies' });
  const files = uploader(desk, 'sites/altan/files', { headers: { authorization: `Bearer ${anu.token}` } });
  const { id: fileId } = (await files.whole('peonies.png', PNG)).json().file;
  const clientId = 'client-of-hers';
  await anu.ask({ type: 'message.send', clientId, text: 'Peonies', files: [fileId] });
  const [callback] = await desk.store.callbacks.ofConversation(conversationId);
  const { contact } = (await desk.store.conversations.find(conversationId))!;
  const { token, visitorId } = anu;
  const { key, id: siteId } = desk.site;
  return {
    key,
    siteId,
    token,
    clientId,
    conversationId,
    fileId,
    visitorId,
    callbackId: callback!.id,
    contactId: contact.id,
  };
}

/** All that the store keeps of somebody. */
async function keptOf({ store }: Desk, { conversationId, contactId, visitorId, fileId }: Ids) {
  return {
    conversation: await store.conversations.find(conversationId),
    callbacks: await store.callbacks.ofConversation(conversationId),
    contact: await store.contacts.find(contactId),
    visitor: await store.visitors.find(visitorId),
    file: await store.files.find(fileId),
  };
}

const STORES = [
  ['SQLite', true, () => buildTestApp()],
  [`MongoDB ${mongo.reason ?? ''}`, Boolean(mongo.uri), async () => (await buildFleet(newDatabase(mongo), 1))[0]!],
] as const;

test('SI7 every address refuses who is not signed in, or is named here with what keeps it', async () => {
  const desk = await buildTestApp();
  const lines = await linesOf(desk);
  expect(lines.length).toBeGreaterThan(70);
  for (const line of lines) {
    if (OPEN.has(line) || line in OF_VISITORS) continue;
    const body = line.startsWith('GET') ? undefined : '{"what": "is this';
    const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const { statusCode, payload } = await ask(desk, at(line, 'altan', 'another'), { body, headers });
    expect([line, statusCode, payload]).toEqual([line, 401, expect.stringContaining('SIGN_IN_REQUIRED')]);
  }
});

test('R3 every address that visitors use is counted by who asks, before anything else costs much', async () => {
  const desk = await buildTestApp();
  const ids = await somebody(desk);
  const others: Line[] = [
    'POST /v1/invitations/peek',
    'POST /v1/invitations/accept',
    'POST /v1/password-links',
    'POST /v1/password-links/peek',
    'POST /v1/password-links/use',
    'POST /v1/sites/:key/work',
  ];
  const lines = [...others, ...(await linesOf(desk)).filter(line => line in OF_VISITORS && line !== 'GET /f/*')];
  // As after a flood of everything that is counted by us; the plugin says of its own routes that it counts.
  vi.spyOn(desk.context.rates, 'spendOfAddress').mockImplementation(() => {
    throw new AppError('RATE_LIMITED', undefined, { retryAfterMs: 1_000 });
  });
  const headers = { authorization: `Bearer ${ids.token}` };
  for (const line of lines) {
    const { query = '', ...options } = OF_VISITORS[line]?.(ids) ?? { body: {} };
    const url = `${at(line, ids.key, ids.fileId)}${query}` as Line;
    const answer = await ask(desk, url, { ...options, headers: { ...headers, ...options.headers } });
    const isCounted = answer.statusCode === 429 || answer.headers['x-ratelimit-limit'] !== undefined;
    expect([line, isCounted]).toEqual([line, true]);
  }
});

test('SI8 GET changes nothing, whoever asks and whichever id stands in it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskbell-doors-'));
  const path = join(folder, 'deskbell.db');
  const desk = await buildTestApp({ store: await openSqlite(path) });
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // As the start does.
  await pushKeysOf(desk.context.settings, desk.context.config.secretKey);
  await lookDaily(desk.context);
  const ids = await somebody(desk);
  const owner = await staffed(desk, { role: 'owner', name: 'Oyun' });
  const invited = await owner.ask('POST /v1/invitations', { body: { email: 'new@altan.example', role: 'agent' } });
  expect(invited.statusCode).toBe(201);
  const hook = { url: 'https://hooks.example/deskbell', events: ['entry.added'] };
  expect((await owner.ask('POST /v1/sites/altan/webhooks', { body: hook })).statusCode).toBe(201);
  const askers: Ask[] = [
    {},
    { headers: { authorization: `Bearer ${ids.token}` } },
    { cookie: (await staffed(desk, { role: 'agent' })).cookie },
    { cookie: owner.cookie },
  ];
  const kinds = [ids.conversationId, ids.callbackId, ids.contactId, ids.visitorId, ids.fileId, owner.agent.id];
  const lines = (await linesOf(desk)).filter(line => line.startsWith('GET ') && !line.endsWith('/stream'));
  expect(lines.length).toBeGreaterThan(30);
  const before = rowsOf(path);
  expect(before.entries).not.toEqual([]);
  let answered = 0;
  for (const line of lines) {
    const { query = '' } = OF_VISITORS[line]?.(ids) ?? {};
    for (const asker of askers) {
      for (const id of line.includes(':id') ? kinds : ['index.html']) {
        const url = `${at(line, ids.key, id)}${query || (SEARCHES[line] ?? '')}` as Line;
        const { statusCode } = await ask(desk, url, asker);
        if (statusCode === 200) answered += 1;
        // At jobs the server looks by itself, as time passes.
        const { audit, jobs: _now, ...after } = rowsOf(path);
        const { audit: written, jobs: _then, ...kept } = before;
        expect([url, after]).toEqual([url, kept]);
        // That somebody took a person's data away is written down (AU1), and nothing else is.
        const isExport = /^GET \/v1\/(contacts\/:id|people)\/export$/.test(line) && statusCode === 200;
        expect([url, audit!.length - written!.length]).toEqual([url, isExport ? 1 : 0]);
        if (isExport) before.audit = audit!;
      }
    }
  }
  // Refusals alone would prove nothing.
  expect(answered).toBeGreaterThan(40);
});

describe.each(STORES)('with somebody else’s ids, on %s', (_store, isThere, open) => {
  test.skipIf(!isThere)('P2 a visitor of the same site and one of another reach nothing of what one said', async () => {
    const desk = await open();
    const ids = await somebody(desk);
    const other = await desk.addSite({ key: 'other', files: TAKES_FILES });
    const before = await keptOf(desk, ids);
    const all = [ids.fileId, ids.conversationId, ids.callbackId, ids.visitorId, ids.contactId];
    for (const line of (await linesOf(desk)).filter(each => each in OF_VISITORS)) {
      // New ones each time: an address may end what a token opens.
      const neighbour = await visitor(desk);
      const stranger = await visitor(desk, { site: other.key });
      for (const [key, token] of [
        [ids.key, neighbour.token],
        [other.key, stranger.token],
        // A token is of its site (P2): at another one it is nobody's, or makes somebody new.
        [other.key, ids.token],
        [ids.key, stranger.token],
      ] as const) {
        for (const id of line.includes(':id') ? all : ['another']) {
          const { query = '', ...options } = OF_VISITORS[line]!(ids);
          const headers = { ...options.headers, authorization: `Bearer ${token}` };
          const { statusCode, payload } = await ask(desk, `${at(line, key, id)}${query}`, { ...options, headers });
          expect([line, SAID.exec(payload)?.[0]]).toEqual([line, undefined]);
          expect([400, 415, 422, 500], `${line} needs a good body: ${payload.slice(0, 500)}`).not.toContain(statusCode);
        }
      }
    }
    expect(await keptOf(desk, ids)).toEqual(before);
  });

  test.skipIf(!isThere)(
    'P2 hello with another one’s conversation, or token at another site, opens nothing',
    async () => {
      const desk = await open();
      const ids = await somebody(desk);
      const other = await desk.addSite({ key: 'other' });
      const asked = { conversationId: ids.conversationId, afterSeq: 0 };
      expect(JSON.stringify((await visitor(desk, asked)).welcome)).not.toMatch(SAID);
      expect(JSON.stringify((await visitor(desk, { site: other.key, ...asked })).welcome)).not.toMatch(SAID);
      await expect(visitor(desk, { site: other.key, token: ids.token, ...asked })).rejects.toThrow('TOKEN_INVALID');
    },
  );

  test.skipIf(!isThere)(
    'RI1 an agent reaches by an id what the address is for, and nothing of colleagues',
    async () => {
      const desk = await open();
      const ids = await somebody(desk);
      const owner = await staffed(desk, { role: 'owner', name: 'Oyun' });
      const bold = await staffed(desk, { role: 'agent', name: 'Bold' });
      const invited = { body: { email: 'new@altan.example', role: 'agent' } };
      await owner.ask('POST /v1/invitations', invited);
      const hook = { url: 'https://hooks.example/deskbell', events: ['entry.added'] };
      const webhookId = (await owner.ask('POST /v1/sites/altan/webhooks', { body: hook })).json().webhook.id;
      const begun = {
        clientId: 'upload-of-owner',
        conversationId: ids.conversationId,
        name: 'own.png',
        size: PNG.length,
      };
      const own = await owner.ask('POST /v1/files', { body: begun });
      const replies = [];
      for (const shortcut of ['one', 'two']) {
        const made = await owner.ask('POST /v1/canned-replies', { body: { shortcut, text: 'Hello' } });
        replies.push(made.json().id);
      }
      const [invitation] = (await owner.ask('GET /v1/invitations')).json();
      const kinds: Record<string, string> = {
        conversation: ids.conversationId,
        callback: ids.callbackId,
        contact: ids.contactId,
        visitor: ids.visitorId,
        'file of a visitor': ids.fileId,
        'file of a colleague': own.json().id,
        site: ids.siteId,
        reply: replies[0],
        webhook: webhookId,
        invitation: invitation.id,
        colleague: owner.agent.id,
        session: owner.sessionId,
      };
      for (const line of (await linesOf(desk)).filter(each => each.includes(':id'))) {
        if (OPEN.has(line) || line in OF_VISITORS) continue;
        const reached: string[] = [];
        for (const [kind, id] of Object.entries(kinds)) {
          const url = `${at(line, 'altan', id)}${SEARCHES[line] ?? ''}` as Line;
          const { statusCode, payload } = await bold.ask(url, BODIES[line]?.(ids));
          expect([400, 415, 422, 500], `${line} needs a good body under BODIES: ${payload}`).not.toContain(statusCode);
          if (statusCode < 300) reached.push(kind);
        }
        const wanted = REACHED[line] ?? [];
        expect([line, reached]).toEqual([line, wanted.includes('anything') ? Object.keys(kinds) : wanted]);
      }
      // What could be taken away without a word is there still.
      expect(await desk.store.files.find(ids.fileId)).not.toBe(null);
      expect(await desk.store.files.find(own.json().id)).not.toBe(null);
      expect((await owner.ask('GET /v1/me')).statusCode).toBe(200);
    },
  );

  test.skipIf(!isThere)('RI1 a webhook is its site’s alone, whichever key stands before it', async () => {
    const desk = await open();
    const owner = await staffed(desk, { role: 'owner' });
    const other = await desk.addSite({ key: 'other' });
    const hook = { url: 'https://hooks.example/deskbell', events: ['entry.added'] };
    const { id } = (await owner.ask('POST /v1/sites/altan/webhooks', { body: hook })).json().webhook;
    for (const line of (await linesOf(desk)).filter(each => /:key\/\w+\/:id/.test(each) && !(each in OF_VISITORS))) {
      const body = line.startsWith('PATCH') ? { isDisabled: true } : undefined;
      expect([line, (await owner.ask(at(line, other.key, id), { body })).statusCode]).toEqual([line, 404]);
    }
    expect((await owner.ask('GET /v1/sites/altan/webhooks')).json()).toMatchObject([{ id, isDisabled: false }]);
  });
});

/** Words of `somebody`, that nobody else may read. */
const SAID = /Zamyn-Uud|\bAnu\b|[Pp]eonies|99112233/;
