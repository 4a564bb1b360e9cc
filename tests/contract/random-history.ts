import type { Agent } from '../../protocol/agents.ts';
import type { Conversation } from '../../protocol/conversations.ts';
import { PIECE_BYTES } from '../../protocol/file-kinds.ts';
import { NOTICE_DEFAULTS } from '../../protocol/notices.ts';
import type { PeopleView } from '../../protocol/people.ts';
import { STAGE_DEFAULTS } from '../../protocol/stages.ts';
import type { Visitor } from '../../protocol/visitors.ts';
import { AppError } from '../../server/app-error.ts';
import type { AgentRecord } from '../../server/features/agents/store.ts';
import { reachName } from '../../server/features/contacts/identities.ts';
import { newContact as someone } from '../../server/features/contacts/rules.ts';
import type { AcceptedSubmission } from '../../server/features/conversations/store.ts';
import { infoOf } from '../../server/features/files/rules.ts';
import { LADDER_KINDS } from '../../server/features/jobs/store.ts';
import type { LateEvent } from '../../server/features/ladder/store.ts';
import { keyOfSending } from '../../server/features/privacy/rules.ts';
import type { WebhookRecord } from '../../server/features/webhooks/store.ts';
import type { Store } from '../../server/store/store.ts';
import { chance } from '../helpers/chance.ts';
import { SCRIPT } from '../helpers/script.ts';
import { newRow } from './rules/audit.ts';
import { newDraft, newPlan } from './rules/bookings.ts';
import { freshCall, newEvent } from './rules/calls.ts';
import { newComplaint } from './rules/complaints.ts';
import { couponAct, newCoupon } from './rules/coupons.ts';
import { all, upload } from './rules/files.ts';
import { firstRowOf, newImport } from './rules/imports.ts';
import { newKey } from './rules/keys.ts';
import { correctionAct, newCorrection } from './rules/loyalty.ts';
import { newMail, newMailAccount } from './rules/mail-in.ts';
import { newFile } from './rules/new-file.ts';
import { newPurchase } from './rules/purchases.ts';
import { newEmployee, newResource, newService } from './rules/services.ts';
import { newSms } from './rules/sms.ts';
import { newGoal, planAct, sharedLine } from './rules/visits.ts';
import { newWaiting } from './rules/waiting-list.ts';
import {
  BELLA,
  DAY,
  forgetSilent,
  MINUTE,
  NOON,
  newAgent,
  newDelivery,
  newId,
  newSent,
  person,
  setScene,
} from './scene.ts';

type Scene = Awaited<ReturnType<typeof setScene>>;

/** Texts that stores and their formats like to stumble over. */
const TEXTS = [
  'Сайн байна уу',
  'مرحبا',
  'नमस्ते',
  'ሰላም',
  'it\'s 100 % "fine"',
  'a\u0000b',
  '👩‍🌾 tulips',
  '$set: {a.b}',
  ' ',
];

/** What was done, for asking the same again. */
export interface History {
  scenes: Scene[];
  agents: AgentRecord[];
  visitors: Visitor[];
  submissions: AcceptedSubmission[];
  appends: Parameters<Store['conversations']['append']>[0][];
  changes: Parameters<Store['callbacks']['change']>[0][];
  /** Those that had something to do. */
  assigns: Parameters<Store['conversations']['assign']>[0][];
  closes: Parameters<Store['conversations']['setStatus']>[0][];
  /** Conversations that went into quarantine, or out of it. */
  filters: string[];
}

/** Fills an empty store with two sites, their people and what they did in `steps` steps, by its verbs only. */
export async function fillAtRandom(store: Store, seed: number, steps: number): Promise<History> {
  const random = chance(0, seed);
  const below = (end: number) => Math.floor(random() * end);
  let now = NOON;
  /** One clock for both sites: stores order what they find by it, or by the order of writing. */
  const tick = () => {
    now += 1000;
    return now;
  };
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const scenes = [
    await setScene(store, { texts: { en: { greeting: 'Hi', consent: '' } }, origins: ['https://a.example'] }),
    await setScene(store, { hours: null, timeZone: 'Asia/Ulaanbaatar', locale: 'mn', createdAt: NOON + 1 }),
  ];
  const agents = Array.from({ length: 4 }, (_, index) =>
    newAgent({
      role: index === 0 ? 'owner' : 'agent',
      email: `Agent-${seed}-${index}@Shop.example`,
      createdAt: NOON + index,
    }),
  );
  for (const agent of agents) await store.agents.create(agent);
  const webhooks = scenes.map(({ site }, index) => ({ ...newWebhook(site.id), createdAt: NOON + index }));
  for (const [index, webhook] of webhooks.entries()) {
    const { id, name, email } = agents[0]!;
    const on = { kind: 'webhook' as const, id: webhook.id, text: pick(TEXTS) };
    const from = { address: '203.0.113.0/24', userAgent: pick(TEXTS) };
    const who = index === 0 ? { kind: 'agent' as const, id, name, email } : { kind: 'system' as const };
    const row = { id: newId('audit'), at: NOON + index, who, what: 'webhook.made' as const, on };
    await store.webhooks.create(webhook, { ...row, from: index === 0 ? from : null, siteId: webhook.siteId });
  }
  const history: History = {
    scenes,
    agents,
    visitors: [],
    submissions: [],
    appends: [],
    changes: [],
    assigns: [],
    closes: [],
    filters: [],
  };
  const conversations: string[] = [];
  const callbacks: string[] = [];
  const sceneOf = new Map<string, Scene>();

  for (const agent of agents) {
    const session = {
      id: newId('session'),
      agentId: agent.id,
      userAgent: 'Test/1.0',
      address: '203.0.113.0/24',
      createdAt: NOON,
      seenAt: NOON,
    };
    await store.sessions.create({ ...session, tokenHash: newId('hash'), expiresAt: NOON + DAY }, agent.passwordHash);
    const device = { id: newId('device'), agentId: agent.id, sessionId: session.id, endpointHash: newId('hash') };
    const asked = { sealed: newId('sealed'), origin: 'https://desk.example', createdAt: NOON, lastUsedAt: null };
    await store.push.put({ ...device, ...asked });
  }
  const factor = { sealed: newId('sealed'), lastStep: 7, recovery: [newId('hash')], since: NOON };
  await store.factors.turnOn(agents[1]!.id, factor);
  await store.factors.require(true);
  for (const number of ['one', 'two']) {
    const limits = { day: 'a day', numberKey: number, mostOfDay: 9, mostOfNumber: 1 };
    for (const text of TEXTS)
      await store.sms.admit(newSms({ id: newId('sms'), problem: text, agentId: text }), limits, NOON);
    await store.sms.stop({ id: `${number} more`, at: NOON });
  }
  await store.sms.askNumber(agents[0]!.id, { number: 'sealed', codeHash: 'hash', tries: 0, until: NOON });
  await store.sms.proveNumber(agents[0]!.id, 'hash', NOON);
  await store.sms.askNumber(agents[1]!.id, { number: 'sealed', codeHash: 'hash', tries: 1, until: NOON });
  await store.deskSettings.put({ id: 'parts', value: '{"words":"үг"}' });
  await store.outbox.put([newDelivery({ siteId: null })]);
  const letter = { id: 'letter', scope: '', address: 'who', at: NOON };
  await store.mail.turn(letter, { perHour: 1, perAddress: 1 });
  const suppression = { id: 'gone', reason: 'bounced', problem: '550', at: NOON } as const;
  await store.mail.fail({ letter, suppression, told: null, at: NOON });
  const line = { name: pick(TEXTS), quantity: 0.125, price: 7 };
  const siteId = scenes[0]!.site.id;
  await person(store, BUYER);
  await store.purchases.add([
    newPurchase({ contactId: BUYER, lines: [line], externalId: pick(TEXTS) }),
    newPurchase({ contactId: BUYER, siteId, employee: null, fingerprint: '' }),
  ]);
  const bonus = { terms: { percent: 7, services: [{ name: pick(TEXTS), percent: 9 }], months: 1 }, spend: 0 };
  await store.purchases.add([newPurchase({ id: 'purchase-of-history', contactId: BUYER, total: 4_500 })], bonus);
  const shared = [sharedLine({ 'employee-of-history': 34, [newId('employee')]: 66 })];
  await store.purchases.add([newPurchase({ contactId: BUYER, lines: shared, total: 1_001 })]);
  await store.visits.setPlan(newGoal({ byName: pick(TEXTS) }), planAct());
  await store.loyalty.correct(newCorrection({ contactId: BUYER, reason: pick(TEXTS) }), correctionAct());
  const coupon = newCoupon({
    kind: 'certificate',
    percent: null,
    amount: 900,
    amountLeft: 900,
    currency: 'MNT',
    uses: null,
  });
  await store.coupons.make({ first: coupon, codes: ['GIFT-OF-HISTORY'], count: 1, row: couponAct() });
  const gift = { code: 'GIFT-OF-HISTORY', amount: 300, by: { id: 'bold', name: pick(TEXTS) } };
  await store.purchases.add([newPurchase({ contactId: BUYER })], { terms: null, spend: 0, coupon: gift });
  await store.loyalty.giveCode(BUYER, { codes: ['BRING2'], at: NOON });
  await store.loyalty.giveLink(BUYER, { linkId: 'link-of-history', until: NOON + DAY, at: NOON, isAnew: false });
  await store.complaints.open(newComplaint({ contactId: BUYER, asked: pick(TEXTS), externalId: pick(TEXTS) }));
  await store.complaints.open(
    newComplaint({ contactId: BUYER, siteId, status: 'closed', closedAt: NOON, untilAt: NOON }),
  );
  const booking = newDraft(newPlan([newId('employee')]), { siteId, note: pick(TEXTS), name: pick(TEXTS) });
  await store.bookings.book(booking, { contactId: BUYER });
  const rated = { score: pick([1, 3, 5] as const), word: pick(TEXTS) };
  await store.ratings.rateVisit({ bookingId: booking.id, answer: rated, at: NOON + 2 * DAY });
  const kept = {
    id: newId('hold'),
    siteId,
    fingerprint: '',
    instead: null,
    until: NOON + MINUTE,
    lastsUntil: NOON + DAY,
    at: NOON,
  };
  await store.bookings.hold({ ...kept, plan: newPlan([newId('employee')]) });
  const [scene] = scenes;
  const wait = newWaiting(siteId, { name: pick(TEXTS) });
  const waiting = scene!.submission(await scene!.visitor(), scene!.formBody({ message: '' }), { wait });
  await store.conversations.submit(waiting);
  const until = NOON + 60 * MINUTE;
  const offered = { id: wait.id, version: 1, plan: newPlan([newId('employee')]), until, keptUntil: until };
  await store.waits.turn({ next: { ...offered, letter: newDelivery({ siteId: null }) }, at: NOON });
  const link = { id: newId('link'), agentId: agents[0]!.id, passwordMark: 'mark', createdAt: NOON };
  const act = { what: 'password.forgotten', on: { kind: 'agent', id: agents[0]!.id, text: '' } } as const;
  const from = { who: { kind: 'stranger' }, from: null, siteId: null } as const;
  const forgot = { ...link, tokenHash: 'forgot', expiresAt: NOON + DAY };
  await store.passwordLinks.make(forgot, { id: newId('audit'), at: NOON, ...act, ...from });
  await store.notices.putSettings({ id: agents[0]!.id, settings: { ...NOTICE_DEFAULTS, showsWords: true } });
  await store.agentChats.offer(agents[0]!.id, { hash: newId('hash'), until: NOON + DAY });
  const code = { hash: newId('hash'), agentId: agents[1]!.id };
  await store.agentChats.offer(code.agentId, { hash: code.hash, until: NOON + DAY });
  await store.agentChats.link(code, { botId: 'bot', chatId: 'chat', name: pick(TEXTS), at: NOON });
  const said = { id: 'bot:chat:1', agentId: code.agentId, conversationId: newId('talk'), isNotice: true, at: NOON };
  await store.agentChats.told(said);
  await store.agents.update(agents[3]!.id, { isDisabled: true });
  const invite = { id: newId('invite'), tokenHash: newId('hash'), createdAt: NOON, expiresAt: NOON + DAY };
  await store.invitations.save({
    ...invite,
    role: 'agent',
    siteIds: ['site'],
    email: 'eve@shop.example',
    invitedBy: agents[0]!.id,
  });
  await store.teams.create({ id: newId('team'), name: pick(TEXTS), agentIds: agents.map(({ id }) => id) });
  const oyu = newEmployee({ name: pick(TEXTS) });
  const chair = newResource({ name: pick(TEXTS) });
  await store.employees.create(oyu, 9, newRow());
  await store.resources.create(chair, 9, newRow());
  for (const staffIds of [[oyu.id], null]) {
    const service = newService({ names: { mn: pick(TEXTS) }, staffIds, resourceIds: [chair.id] });
    await store.services.create(service, 9, newRow());
    await store.services.setPicture(
      service.id,
      { id: newId('picture'), serviceId: service.id, bytes: 'cGljdHVyZQ==' },
      NOON,
      newRow(),
    );
  }
  await store.agents.update(agents[2]!.id, { languages: ['am', 'mn'], letterCapacity: 0 });
  const asked = { status: 'open' as const, tag: pick(TEXTS), waitingMinutes: 5 };
  for (const agentId of [agents[0]!.id, null]) {
    const kept = { name: pick(TEXTS), agentId, createdAt: NOON };
    await store.savedViews.create({ id: newId('view'), kind: 'conversations', filter: asked, ...kept });
    const people: PeopleView = {
      filter: { all: [{ field: 'tag', op: 'has', value: pick(TEXTS) }] },
      sort: 'name',
    };
    await store.savedViews.create({ id: newId('view'), kind: 'people', filter: people, ...kept });
  }
  const run = newImport({ name: pick(TEXTS) });
  await store.imports.create(run);
  await store.imports.apply(firstRowOf(run));
  await store.keys.create(newKey({ name: pick(TEXTS) }), newRow());
  await store.cannedReplies.create({ id: newId('reply'), shortcut: 'hi', text: 'Hello!\n\tHow can I help?' });

  for (const { site } of scenes) {
    const contactId = pick([null, BUYER]);
    await store.calls.hear(freshCall(site.id), newEvent({ is: pick(['ringing', 'answered', 'ended']), contactId }));
    const told = newEvent({ agent: agents[0]!, is: 'answered', rung: ['one', 'two'], at: tick() });
    const { after } = await store.calls.hear(freshCall(site.id), told);
    await store.calls.say(after.id, { note: pick(TEXTS), outcome: 'settled' });
  }

  async function arrive(): Promise<void> {
    const scene = pick(scenes);
    const number = history.visitors.length;
    const words = pick([
      {},
      { name: `Ann ${number}`, email: `Ann${number}@example.com` },
      { phone: `+9769911${1000 + number}` },
    ]);
    const visitor = await scene.visitor(words);
    history.visitors.push(visitor);
    sceneOf.set(visitor.id, scene);
    await store.visitors.touch(visitor.id, {
      at: tick(),
      trail: { at: NOON, kind: 'page', name: pick(TEXTS), url: 'https://a.example/?q=%00' },
    });
  }

  async function submit(visitor: Visitor, scene: Scene): Promise<void> {
    const bytes = Buffer.alloc(1 + below(2 * PIECE_BYTES), newId('bytes'));
    const draft = newFile(scene.site.id, { uploader: `visitor:${visitor.id}`, createdAt: tick(), touchedAt: NOON * 2 });
    const file = below(4) === 0 ? await upload(store, draft, bytes) : null;
    const body = pick([
      { kind: 'message' as const, text: pick(TEXTS), ...(file && { files: [infoOf(file)!] }) },
      { kind: 'message' as const, text: pick(TEXTS) },
      scene.formBody({ message: `${pick(TEXTS)}\ud800`, subject: pick(['', 'Tulips']) }),
      scene.callbackBody({ startAt: NOON + DAY + below(40) * 30 * MINUTE, isAsap: below(3) === 0 }),
    ]);
    const words = pick([{}, {}, { name: pick(TEXTS), attributes: { 'plan.name': 'gold', $where: '1', 7: 'seven' } }]);
    const fingerprint = `print of ${newId('words')}`;
    const at = tick();
    const held = pick([null, null, null, { rules: ['links' as const], at, fromSeq: 1 }]);
    const count = { id: newId('act'), day: '2025-06-02' };
    const scripted = pick([null, { script: SCRIPT, hasBot: false, siteLocale: 'en' as const, isHere: true, count }]);
    const extra = { words, fingerprint, callbacksPerSlot: 100, held, scripted, at };
    const submission = scene.submission(visitor, body, extra);
    const submitted = await store.conversations.submit(submission).catch((refusal: unknown) => {
      if (refusal instanceof AppError && refusal.code === 'CALLBACK_PENDING') return null;
      throw refusal;
    });
    // Whoever waits for so many calls already is refused a further one (CB3).
    if (!submitted) return;
    const { before, conversation, callback } = submitted;
    history.submissions.push(submission);
    if (before.lastSeq === 0) conversations.push(conversation.id);
    if (callback) callbacks.push(callback.id);
  }

  async function answer(conversationId: string): Promise<void> {
    const { id: agentId, name } = pick(agents);
    const append: History['appends'][number] = {
      conversationId,
      clientId: newId('client'),
      fingerprint: `print of ${newId('answer')}`,
      author: { kind: 'agent', id: agentId, name },
      body: pick([
        { kind: 'message' as const, text: pick(TEXTS) },
        { kind: 'note' as const, text: pick(TEXTS) },
        { kind: 'note' as const, text: pick(TEXTS), mentions: [{ id: agents[below(2)]!.id, name: pick(TEXTS) }] },
      ]),
      at: tick(),
    };
    await store.conversations.append(append);
    history.appends.push(append);
  }

  async function ring(callbackId: string): Promise<void> {
    if ((await store.callbacks.find(callbackId))?.status !== 'pending') return;
    const { id, name } = pick(agents);
    const startAt = NOON + 3 * DAY + below(99) * 30 * MINUTE;
    const change: History['changes'][number] = {
      callbackId,
      clientId: newId('client'),
      fingerprint: `print of ${newId('change')}`,
      at: tick(),
      ...pick([
        { author: { kind: 'agent' as const, id, name }, attempt: { outcome: 'no_answer' as const, note: pick(TEXTS) } },
        { author: { kind: 'agent' as const, id, name }, attempt: { outcome: 'reached' as const, note: '' } },
        { author: { kind: 'visitor' as const }, window: { startAt, endAt: startAt + 15 * MINUTE } },
        { author: { kind: 'visitor' as const }, window: null },
      ]),
    };
    await store.callbacks.change(change);
    history.changes.push(change);
  }

  async function assign(conversationId: string, agent: Pick<Agent, 'id' | 'name'> | null): Promise<void> {
    const to = agent && { id: agent.id, name: agent.name };
    const sent = pick([undefined, newSent('assign')]);
    const assign = { conversationId, to, author: BELLA, sent, at: tick() };
    if ((await store.conversations.assign(assign)) && sent) history.assigns.push(assign);
  }

  async function close(conversationId: string): Promise<void> {
    const close = { conversationId, status: 'closed', author: BELLA, sent: newSent('close'), at: tick() } as const;
    if (await store.conversations.setStatus(close)) history.closes.push(close);
  }

  async function snooze(conversationId: string): Promise<void> {
    const at = tick();
    const until = pick([null, at + DAY]);
    await store.snoozes.snooze({ conversationId, until, author: BELLA, sent: newSent('snooze'), at });
  }

  async function tag(conversationId: string): Promise<void> {
    const change = { tag: pick(['vip', 'хүргэлт', '$where.0', '"\u2028']), isOn: below(4) > 0 };
    await store.conversations.tag({ conversationId, ...change, author: BELLA, sent: newSent('tag'), at: tick() });
  }

  /** Into quarantine or out of it, and remembered. */
  async function filter(conversationId: string): Promise<void> {
    const move = { conversationId, author: BELLA, sent: newSent('filter'), at: tick() };
    const written = await pick([store.spam.hold, store.spam.release])(move);
    if (written) history.filters.push(written.conversation.id);
    const count = { name: pick(TEXTS), held: below(3), released: 1 };
    await store.spam.count(
      pick(scenes).site.id,
      [{ kind: pick(['word', 'sender', 'day', 'rule'] as const), ...count }],
      move.at,
    );
  }

  /** A webhook takes some of what it is sent, and not the rest. */
  async function deliver(): Promise<void> {
    const at = tick();
    const taken = await store.outbox.take({
      target: { kind: 'webhook', id: pick(webhooks).id },
      at,
      leaseUntil: at + MINUTE,
      limit: 3,
    });
    for (const [index, { id, attempts }] of taken.entries()) {
      const dueAt = index === 1 ? at + MINUTE : null;
      const failure = { at, problem: pick(TEXTS), dueAt, pausedUntil: at + MINUTE, giveUpBefore: null };
      await store.outbox.settle(id, attempts, index === 0 ? { isDelivered: true } : { isDelivered: false, ...failure });
    }
  }

  /** Some who wait are told of, and one of them for the last time. */
  async function climb(): Promise<void> {
    const at = tick();
    const due = { kinds: LADDER_KINDS, at: NOON * 2, leaseUntil: NOON * 2 + MINUTE, limit: 5 };
    for (const [index, job] of (await store.jobs.take(due)).entries()) {
      const { id, name } = pick(agents);
      const told = { step: pick(['reminded', 'offered', 'owner'] as const), to: [{ id, name }] };
      const { siteId, subject, subjectVersion } = job;
      const of = job.kind === 'ladder_form' ? 'form' : 'message';
      const body: LateEvent =
        job.kind === 'ladder_callback'
          ? { kind: 'event', event: 'callback_late', callbackId: subject, startAt: subjectVersion, ...told }
          : { kind: 'event', event: 'wait_late', of, since: subjectVersion, fromId: null, ...told };
      const count = { id: newId('step'), siteId, day: '2025-06-02', of, step: told.step, at } as const;
      const next = index === 0 ? null : { ...job, step: 2, dueAt: NOON + DAY };
      await store.ladder.climb({ job, event: { body, count }, next, at: tick() });
    }
  }

  /** Somebody's talk is over, and they say how it was. */
  async function rate(score: 1 | 5): Promise<void> {
    const scene = pick(scenes);
    const body = { kind: 'message', text: 'Do you deliver?' } as const;
    const { conversation } = await store.conversations.submit(
      scene.submission(await scene.visitor(), body, { at: tick() }),
    );
    const { id: conversationId } = conversation;
    await store.conversations.append({
      ...{ conversationId, ...newSent('yes'), author: BELLA, at: tick() },
      body: { kind: 'message', text: 'We do' },
    });
    await close(conversationId);
    const due = { kinds: ['rating'] as const, at: NOON * 2, leaseUntil: NOON * 2 + MINUTE, limit: 1000 };
    const job = (await store.jobs.take(due)).find(each => each.conversationId === conversationId)!;
    const { id: agentId, name: agentName } = pick(agents);
    const talk = { of: 'chat', agentId, agentName, until: now + DAY } as const;
    const question = { kind: 'event', event: 'rating_asked', ...talk } as const;
    const asked = await store.ratings.ask({ job, question, at: tick() });
    await store.ratings.rate({
      ...{ id: newId('rating'), conversationId, answer: { askSeq: asked!.entry.seq, score, word: pick(TEXTS) } },
      ...{
        judging: {
          lowScore: 2,
          owners: [BELLA],
          teams: pick([[], [{ id: 'sales', name: 'Sales', agentIds: [BELLA.id] }]]),
        },
        sent: newSent('rate'),
        at: tick(),
      },
    });
  }

  /** Somebody left, and was answered by mail. */
  async function mail(): Promise<void> {
    const scene = pick(scenes);
    const away = await scene.visitor({ email: 'away@altan.example' });
    const body = { kind: 'message', text: 'Do you deliver?' } as const;
    const { conversation } = await store.conversations.submit(scene.submission(away, body, { at: tick() }));
    const { id: conversationId, siteId } = conversation;
    const said = { kind: 'message', text: 'We do' } as const;
    const answered = await store.conversations.append({
      ...{ conversationId, ...newSent('mailed'), author: BELLA, at: tick(), body: said },
    });
    const due = { kinds: ['answer'] as const, at: NOON * 2, leaseUntil: NOON * 2 + MINUTE, limit: 1000 };
    const job = (await store.jobs.take(due)).find(each => each.conversationId === conversationId)!;
    await store.answers.mail({
      ...{ job, at: tick() },
      event: { kind: 'event', event: 'answers_mailed', uptoSeq: answered.entry.seq },
      link: { id: LINK, siteId, conversationId, expiresAt: NOON * 2, usedBy: null },
      letter: newDelivery({ siteId, conversationId, event: 'answers' }),
    });
    const form = scene.formBody({ email: 'away@altan.example' });
    const filled = await store.conversations.submit(scene.submission(away, form, { at: tick() }));
    const told = (await store.jobs.take({ ...due, kinds: ['receipt'] })).find(
      each => each.conversationId === filled.conversation.id,
    )!;
    await store.answers.acknowledge({
      ...{ job: told, receipt: { id: newId('receipt'), at: now } },
      letter: newDelivery({ siteId, conversationId, event: 'received' }),
    });
  }

  /** Somebody is lost, and rung. */
  async function sell({ id, siteId }: Visitor): Promise<void> {
    // Whoever signed in since may be another's by now.
    const { contactId } = (await store.visitors.find(id))!;
    const { id: agentId, name } = agents[0]!;
    const reason = { id: 'service', text: pick(TEXTS) } as const;
    const by = { kind: 'agent', id: agentId, name: pick(TEXTS) } as const;
    const place = { contactId, siteId, stages: STAGE_DEFAULTS.stages, by, agentId, reason };
    for (const toId of ['talking', 'lost']) await store.stages.move({ ...place, id: newId('move'), toId, at: tick() });
    const since = tick();
    const found = { why: [{ code: 'lost' as const, at: since, text: pick(TEXTS), n: null, siteId }], since };
    const newIds = { left: newId('entry'), hot: newId('entry') };
    await store.lists.keep({ contactIds: [contactId], found: { left: found, hot: found }, newIds, at: since });
    const coupon = { code: 'BACK-7Q2K', percent: 15, until: NOON * 2, usedAt: null };
    const turn = { list: 'left', agentId, siteIds: null, at: tick(), until: NOON * 2, coupons: [coupon] } as const;
    const taken = await store.lists.take(turn);
    const said = { id: newId('call'), outcome: 'thinks', note: pick(TEXTS), nextAt: NOON * 2 } as const;
    await store.lists.settle({ entryId: taken!.entry.id, said: { ...said, agent: { id: agentId, name } }, at: tick() });
  }

  for (let count = 0; count < 6; count += 1) await arrive();
  for (let step = 0; step < steps; step += 1) {
    if (step % 10 === 9) await deliver();
    if (step % 10 === 6 && conversations.length > 0) await tag(pick(conversations));
    if (step % 10 === 1 && conversations.length > 0) await snooze(pick(conversations));
    if (step % 10 === 4 && conversations.length > 0) await filter(pick(conversations));
    const visitor = pick(history.visitors);
    const talk = conversations.length > 0 ? pick(conversations) : null;
    const what = below(20);
    if (what === 0) await arrive();
    else if (what < 9 || !talk) await submit(visitor, sceneOf.get(visitor.id)!);
    else if (what < 13) await answer(talk);
    else if (what === 13) await assign(talk, pick([...agents, null]));
    else if (what === 14) await close(talk);
    else if (what === 15) await store.conversations.markRead(talk, pick(['visitor', 'agent']), 1 + below(20));
    else if (what === 16) {
      const words = { email: `Signed${step}@example.com`, attributes: { step: String(step) } };
      const externalId = `user-${seed}-${below(4)}`;
      const at = tick();
      const used = { id: newId('jti'), expiresAt: NOON * 2 + DAY };
      const newContactId = newId('contact');
      await store.visitors.identify({ visitorId: visitor.id, externalId, words, newContactId, at, used });
    } else if (callbacks.length > 0) await ring(pick(callbacks));
  }
  await climb();
  const standing: Visitor[] = [];
  // Whoever signed in is at another contact by now, and the one before may be gone.
  for (const each of history.visitors) if (await store.contacts.tree(each.contactId)) standing.push(each);
  await sell(pick(standing));
  await tell(store, pick(conversations), agents[0]!.id);
  for (const score of [5, 1] as const) await rate(score);
  await mail();
  await forget(pick(scenes));
  await erase(pick(scenes));
  await joinAndPart(scenes);
  await store.mailIn.putAccount(newMailAccount(scenes[0]!.site.id));
  for (const each of conversations.slice(0, 3))
    await store.mailIn.keep(newMail(scenes[0]!.site.id, each, { id: `mail-${each}` }));
  await store.mentions.read({ agentId: agents[0]!.id, conversationId: pick(conversations) });
  return history;
}

/** Whose purchases and complaints they are. */
const BUYER = 'buyer-of-history';
/** What the mailed answer leads back by. */
const LINK = 'link-of-history';

/** Somebody speaks in a conversation that is theirs by a signed identity, signs in as another, and is swept away. */
async function forget(scene: Scene): Promise<void> {
  const { store } = scene;
  const [ann, bob] = [await scene.visitor(), await scene.visitor()];
  const sign = (visitor: Visitor, externalId: string) =>
    store.visitors.identify({ visitorId: visitor.id, externalId, words: {}, newContactId: newId('contact'), at: NOON });
  await sign(ann, 'shared');
  await scene.say(ann, 'From my desk');
  await sign(bob, 'shared');
  await scene.say(bob, 'From my phone');
  await sign(bob, 'other');
  await forgetSilent(store, NOON * 2);
  if (await store.visitors.find(bob.id)) throw new Error('wanted a visitor who is forgotten');
}

/** Somebody speaks, and wants to have been nobody. */
async function erase(scene: Scene): Promise<void> {
  const { store } = scene;
  const cleo = await scene.visitor({ name: 'Cleo' });
  await scene.say(cleo, 'Forget that I wrote about tulips', { clientId: SENT_BY_ERASED });
  const order = { contactId: cleo.contactId, id: ERASURE, by: BELLA, at: NOON, keysUntil: NOON * 3 };
  await store.privacy.erase(order);
}

/** Of four whom the desk knows by a number two are joined, and two were and are not any more. */
async function joinAndPart([scene]: Scene[]): Promise<void> {
  const { contacts } = scene!.store;
  const by = { id: BELLA.id, name: BELLA.name };
  for (const [at, id] of KNOWN.entries()) {
    const known = { ...reachName('phone', `+9769977000${at}`), source: 'import', firstAt: NOON } as const;
    const newContact = {
      ...someone({ id, siteId: at === 0 ? scene!.site.id : null, locale: 'en', timeZone: 'UTC' }, NOON),
    };
    const identities = [{ ...known, isVerified: at === 0, isPrimary: false }];
    await contacts.resolve({ identities, name: `Known ${at}`, newContact, at: NOON });
    const facts = { birthday: '--05-31', tags: ['vip'], fields: { 'shoe-size': 41, vip: true }, callMe: id };
    await contacts.edit(id, { kind: 'facts', words: {}, facts }, NOON);
    await contacts.edit(id, { kind: 'note', note: { id: `note-${id}`, text: "it's 100 %", by, at: NOON } }, NOON);
  }
  const [a, b, c, d] = KNOWN;
  for (const [winnerId, loserId] of [
    [a, b],
    [c, d],
  ] as const) {
    const versions = {
      winner: (await contacts.find(winnerId))!.version,
      loser: (await contacts.find(loserId))!.version,
    };
    const choices = { 'fields.vip': 'loser', name: 'winner' } as const;
    await contacts.merge({ id: `merge-${loserId}`, winnerId, loserId, versions, choices, by, at: NOON });
  }
  await contacts.unmerge(`merge-${d}`, by, NOON);
}

const KNOWN = ['known-a', 'known-b', 'known-c', 'known-d'] as const;
const ERASURE = 'erasure-of-cleo';
const SENT_BY_ERASED = 'client-of-cleo';
/** What somebody was told. */
const NOTICE = 'notice-of-a-talk';

function newWebhook(siteId: string): WebhookRecord {
  const secrets = [{ sealed: `v1.${newId('secret')}`, endsAt: null }];
  const events: WebhookRecord['events'] = ['entry.added', 'callback.changed'];
  return {
    id: newId('webhook'),
    siteId,
    url: 'https://hooks.example/',
    events,
    isDisabled: false,
    secrets,
    createdAt: NOON,
  };
}

/** Everything that a store's verbs tell, for comparing two of them. */
export async function portrait(store: Store, { agents, visitors, scenes }: History) {
  const people = await Promise.all(visitors.map(each => store.visitors.find(each.id)));
  const contactIds = people.flatMap(each => (each ? [each.contactId] : []));
  const lists = await Promise.all(
    (['mine', 'unassigned', 'all', 'closed', 'snoozed', 'quarantine'] as const).flatMap(view =>
      agents.map(({ id }) => store.views.page({ view, agentId: id, limit: 1000 })),
    ),
  );
  const talks = new Map<string, Conversation>(lists.flatMap(list => list.items.map(each => [each.id, each])));
  const ids = [...talks.keys()].sort();
  await store.search.settled();
  await store.people.settled();
  const everybody = { asks: [], terms: null, siteIds: null, sort: 'newest', limit: 1000, look: 1000 } as const;
  const search = async (q: string) => {
    const { people, entries } = await store.search.find({ q, limit: 1000 });
    return { people: people.map(each => each.id).sort(), entries: entries.map(each => each.entry) };
  };
  return {
    sites: await store.sites.all(),
    settings: await store.factors.settings(),
    answerLink: await store.answers.findLink(LINK),
    deskSettings: await store.deskSettings.find('parts'),
    mailed: await store.mail.sent(0),
    suppressed: await store.mail.suppressed('gone'),
    passwordLink: await store.passwordLinks.find('forgot', NOON),
    agentChats: await Promise.all(agents.map(each => store.agentChats.of(each.id))),
    chatMessage: await store.agentChats.message('bot:chat:1'),
    sms: await store.sms.page({ limit: 100 }),
    smsStops: await store.sms.countStops(),
    agentNumbers: await Promise.all(agents.map(each => store.sms.numberOf(each.id))),
    agents: await store.agents.all(),
    sessions: await Promise.all(agents.map(each => store.sessions.all(each.id, NOON))),
    cannedReplies: await store.cannedReplies.all(),
    listed: (await store.people.page(everybody)).items,
    savedViews: await store.savedViews.of(agents[0]!.id, 'conversations'),
    savedPeople: await store.savedViews.of(agents[0]!.id, 'people'),
    keys: await store.keys.all(),
    purchases: await store.purchases.before({ contactIds: [BUYER], siteIds: null }, null, 10),
    bonus: await store.loyalty.rows([BUYER]),
    visits: await store.visits.counted('2025-01-01', '2025-12-31'),
    toldOfStaff: await store.visits.told('employee-of-history', '2025-01-01', '2025-12-31'),
    plans: await store.visits.plans(['2025-06']),
    bringing: await store.loyalty.people([BUYER]),
    coupons: await store.coupons.page(null, 10),
    uses: await store.coupons.uses('GIFT-OF-HISTORY', 10),
    complaints: await store.complaints.list({ siteIds: null, agentId: '', show: 'all', limit: 10 }),
    bookings: await store.bookings.between({ siteIds: null, span: { from: NOON, to: NOON + 2 * DAY } }),
    visitsRated: await store.ratings.visitCounts({ siteIds: null, from: NOON }),
    taken: await store.bookings.takenBy({ from: NOON, to: NOON + 2 * DAY }, NOON),
    waits: await store.waits.between({ siteIds: null, span: { from: NOON, to: NOON + 2 * DAY } }),
    imports: await store.imports.newest(10),
    devices: await Promise.all(agents.map(each => store.push.of(each.id, NOON))),
    webhooks: await store.webhooks.all(),
    failing: await store.outbox.failingTargets(),
    due: await store.outbox.dueTargets(NOON * 2),
    waiting: byId((await store.outbox.page({ isDead: false, limit: 10_000 })).items),
    dead: byId((await store.outbox.page({ isDead: true, limit: 10_000 })).items),
    erasure: await store.privacy.erasure(ERASURE),
    erased: await Promise.all(
      scenes.map(each => store.privacy.isErased(() => keyOfSending(each.site.id, SENT_BY_ERASED))),
    ),
    audit: (await store.audit.page({ limit: 100 })).items,
    cards: await Promise.all(KNOWN.map(each => store.contacts.cardTree(each))),
    alike: await Promise.all(
      KNOWN.map(async each => (await store.contacts.alike(each)).map(one => one.root.id).sort()),
    ),
    people,
    known: await Promise.all(visitors.map(each => store.visitors.byToken(each.siteId, `hash-${each.id}`, NOON))),
    contacts: await Promise.all(people.map(each => each && store.contacts.find(each.contactId))),
    lists: lists.map(list => list.items),
    conversations: await Promise.all(ids.map(id => store.conversations.find(id))),
    entries: await Promise.all(ids.map(id => store.conversations.entriesAfter(id, 0, 10_000))),
    callbacks: await Promise.all(ids.map(id => store.callbacks.ofConversation(id))),
    jobs: await Promise.all(ids.map(id => store.jobs.ofConversation(id))),
    ratings: await Promise.all(scenes.map(each => store.ratings.list({ siteId: each.site.id, since: 0, limit: 100 }))),
    rated: await Promise.all(scenes.map(each => store.ratings.counts(each.site.id, 0))),
    mailAccounts: await store.mailIn.accounts(),
    mails: await Promise.all(ids.map(id => store.mailIn.find(`mail-${id}`))),
    mentions: await Promise.all(agents.map(each => mentionsOf(store, each.id))),
    told: await store.notices.settings(agents[0]!.id),
    notice: await store.notices.close(NOTICE),
    late: await Promise.all(scenes.map(each => store.ladder.counts(each.site.id, '2025-06-01'))),
    scripts: await Promise.all(scenes.map(each => store.scripts.counts(each.site.id, '2025-06-01'))),
    calls: byId((await store.calls.page({ siteIds: null, filter: 'all', agentId: '', limit: 100 })).items),
    files: await Promise.all(ids.map(id => filesOf(store, id))),
    queue: (await store.callbacks.queue({ limit: 1000 })).items,
    slots: await Promise.all(scenes.map(each => store.callbacks.slotLoad(each.site.id, 0, Number.MAX_SAFE_INTEGER))),
    views: await Promise.all(agents.map(each => store.views.count(each.id))),
    load: await store.views.load(),
    letters: await store.views.letters(agents.map(each => each.id)),
    stages: await store.stages.of(contactIds),
    moves: await store.stages.moves({ contactIds, siteIds: null, before: null, limit: 100 }),
    bought: await store.stages.figures({ agentId: agents[0]!.id, siteIds: null, since: 0 }),
    rung: await store.lists.calls({ contactIds, siteIds: null, before: null, limit: 100 }),
    toRing: await store.lists.counts({ siteIds: null, at: NOON * 2, since: 0 }),
    teams: await store.teams.all(),
    services: await store.services.all(),
    pictures: await Promise.all((await store.services.all()).map(each => store.services.picture(each.pictureId!))),
    employees: await store.employees.all(),
    resources: await store.resources.all(),
    tallies: await Promise.all(
      scenes.flatMap(({ site }) =>
        (['word', 'sender', 'day', 'rule'] as const).map(kind => store.spam.tallies(site.id, kind)),
      ),
    ),
    found: await Promise.all(['tulip', 'ann', 'fine', 'байна', '9769911', '$set'].map(search)),
  };
}

/** What an agent is told of a conversation. Ends its job. */
async function tell(store: Store, conversationId: string, agentId: string): Promise<void> {
  const subject = `${conversationId}.message.1.${agentId}`;
  const job = { kind: 'notice_step', siteId: 'site', conversationId, subject, subjectVersion: 1, step: 1 } as const;
  await store.jobs.change({ cancel: [], put: [{ ...job, dueAt: 1 }] });
  const [claim] = await store.jobs.take({ kinds: ['notice_step'], at: 1, leaseUntil: 2, limit: 1 });
  const part = { subject, conversationId, cause: 'message' as const };
  const delivery = newDelivery({ kind: 'push', target: 'phone', conversationId });
  const notice = { id: NOTICE, agentId, way: 'push' as const, part, deliveries: [delivery] };
  await store.notices.tell({ claim: claim!, notices: [notice], next: [{ ...job, step: 2, dueAt: NOON }], at: NOON });
}

/** Those of one moment stand in no order of their own. */
async function mentionsOf(store: Store, agentId: string) {
  const { items } = await store.mentions.page({ agentId, siteIds: null, limit: 10_000 });
  return items.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** With their bytes. */
async function filesOf(store: Store, conversationId: string) {
  const files = await store.files.ofConversation(conversationId);
  return Promise.all(
    files.map(async file => {
      const [bytes, preview] = [
        await all(store.files.read(file.id, 0, file.size)),
        await all(store.files.readPreview(file.id)),
      ];
      return { file, bytes: bytes.toString('base64'), preview: preview.toString('base64') };
    }),
  );
}

/** Those of one moment stand in no order of their own. */
function byId<T extends { id: string }>(list: T[]): T[] {
  return list.sort((a, b) => (a.id < b.id ? -1 : 1));
}
