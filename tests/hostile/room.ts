import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SignJWT } from 'jose';
import { expect } from 'vitest';
import type { ConversationDetail } from '../../protocol/conversations.ts';
import { SPAM_DEFAULTS } from '../../protocol/spam.ts';
import { AGENT_VERSION, LOCALES, VISITOR_VERSION } from '../../protocol/wire/limits.ts';
import { offeredSlots } from '../../server/features/callbacks/commands.ts';
import { seal } from '../../server/secrets.ts';
import type { Store } from '../../server/store/store.ts';
import { NO_RATES } from '../../server/wire/rate-limit.ts';
import { agent, buildTestApp, type Desk, TEST_CONFIG, type VisitorDialogue, visitor } from '../helpers/app.ts';
import { TAKES_FILES, uploader } from '../helpers/files.ts';
import { ask } from '../helpers/http.ts';
import type { Known } from './json-values.ts';

const SECRET = 'a secret between the shop and Deskbell';
const KEY = new TextEncoder().encode(SECRET);
/** Of a test desk's clock. */
const HOUR_AHEAD = new Date('2026-03-04T11:20:00Z');

/** A desk that holds nobody back, with somebody in it, and a list of what broke. */
export interface Room {
  desk: Desk;
  /** Whose conversation and callback `known` names. */
  bat: VisitorDialogue;
  /** Of an owner who is signed in. */
  cookie: string;
  known: Known;
  /** Lines of the log at which something broke. */
  broken: string[];
}

/** @param store left out: SQLite in memory */
export async function openRoom(store?: Store): Promise<Room> {
  const broken: string[] = [];
  const desk = await buildTestApp({
    store,
    config: { logLevel: 'error' },
    // A thousand first words in a minute are pressure, and ask pages for work.
    site: {
      identitySecret: seal(TEST_CONFIG.secretKey, SECRET),
      files: TAKES_FILES,
      spam: { ...SPAM_DEFAULTS, work: 'never' },
    },
    logTo: { write: line => void broken.push(line) },
  });
  // Limits have tests of their own; here they would keep the hostile words out.
  Object.assign(desk.context.rates, NO_RATES);
  const sarnai = await agent(desk, { role: 'owner' });
  const bat = await visitor(desk);
  await bat.ask({ type: 'message.send', text: 'Sain baina uu' });
  const called = await bat.ask({ type: 'callback.request', phone: '+97699112233' });
  const entry = called.type === 'ack' ? called.entry : undefined;
  const callbackId = entry?.body.kind === 'callback' ? entry.body.callbackId : '';
  const { conversationId } = entry!;
  const path = `/v1/conversations/${conversationId}` as const;
  const { contact } = (await ask(desk, `GET ${path}`, { cookie: sarnai.cookie })).json<ConversationDetail>();
  const files = uploader(desk, 'sites/altan/files', { headers: { authorization: `Bearer ${bat.token}` } });
  const begun = await files.begin({ clientId: 'upload-1-of-room', name: 'roses.txt', size: 100 });
  const { id: uploadId } = begun.json() as { id: string };
  const ids = [uploadId, conversationId, callbackId, sarnai.agent.id, contact.id, desk.site.id, bat.visitorId];
  const { slots } = await offeredSlots(desk.context, desk.site);
  const known = {
    conversationId: [conversationId],
    callbackId: [callbackId],
    agentId: [sarnai.agent.id],
    contactId: [contact.id],
    id: ids,
    key: [desk.site.key],
    site: [desk.site.key, desk.site.id],
    token: [bat.token],
    startAt: slots.slice(0, 20).map(each => each.startAt),
    jwt: [
      await new SignJWT({ sub: 'bat' }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime(HOUR_AHEAD).sign(KEY),
    ],
    version: [VISITOR_VERSION, AGENT_VERSION],
    phone: ['+97699112233', '99112233'],
    email: ['bat@altan.example'],
    locale: [...LOCALES],
  };
  return { desk, bat, cookie: sarnai.cookie, known, broken };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that live on in this process, after everything that nobody needs was thrown away. */
export function heapBytes(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** How much may live on after so many cases more than after the first: what is kept of each would show. */
const MAX_GROWTH = 1.3;

/** @param first bytes after the first cases, when everything is loaded and compiled */
export function expectFlat(first: number): void {
  const last = heapBytes();
  console.log(`heap after all cases: ${(last / first).toFixed(2)} times that after the first`);
  expect(last / first).toBeLessThan(MAX_GROWTH);
}
