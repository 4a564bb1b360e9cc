/** What is done about short messages, one function for each act. */
import { timingSafeEqual } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type {
  SmsAnswer,
  SmsCount,
  SmsGateway,
  SmsSettings,
  SmsSettingsAnswer,
  SmsTestAnswer,
} from '../../../protocol/sms.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { seal, unseal } from '../../secrets.ts';
import type { AgentRecord } from '../agents/store.ts';
import { type Actor, audit, auditRow } from '../audit/commands.ts';
import { readPhone } from '../contacts/phones.ts';
import { CUSTOM, PRESETS } from './presets.ts';
import { repliesIn, reportsIn } from './rules.ts';
import { countSegments } from './segments.ts';
import {
  deliveryOf,
  gatewayOf,
  limitsOf,
  numberKey,
  recordOf,
  reportsUrl,
  type SmsAbout,
  type SmsCause,
  type SmsVisit,
  settle,
} from './sender.ts';
import { accountOf, checkedGateway, doorToken, gatewayPrint, type KeptSms, SMS } from './settings.ts';
import { wishIn } from './stop-words.ts';

/** How long a test lets its gateway be saved. */
const PROOF_MS = 24 * 3_600_000;

/** One message to a person. */
export interface SmsToSend extends Pick<SmsCause, 'siteId' | 'conversationId'> {
  /** The same whenever its cause is tried anew: it leaves once. */
  id: string;
  /** E.164. */
  to: string;
  text: string;
  /** What it is sent for, such as `answer`; left out: `message`. */
  event?: string;
  /** It may be sent at night, where the desk's owner allows that. */
  isUrgent: boolean;
  /** It asks how it was: not sent any more once that is answered or taken back. */
  isQuestion?: boolean;
  /** It is about a visit: not sent any more once that is another, or began. */
  visit?: SmsVisit;
  /** It is about what another room keeps: not sent any more once that is not so. */
  about?: SmsAbout;
  /** Whose erasure takes it along, also where it is of no conversation. */
  contactId?: string;
  /** By whose clock it is night: the person's IANA zone; left out: that of their number's country, or the desk's. */
  zone?: string;
}

/**
 * What is to be written with its cause so that a person gets a message. It is sent by day, once, and not to who said
 * STOP; whether it was is told in its conversation when it was not.
 */
export function smsDelivery(
  core: Pick<Context, 'config' | 'now'>,
  { to, text, isUrgent, isQuestion, visit, about, contactId, zone, event = 'message', ...cause }: SmsToSend,
): DeliveryRecord {
  const more = {
    ...(isQuestion && { isQuestion }),
    ...(visit && { visit }),
    ...(about && { about }),
    ...(zone && { zone }),
  };
  const delivery = deliveryOf(core, { ...cause, event }, { is: 'text', to, text, isUrgent, ...more });
  return contactId === undefined ? delivery : { ...delivery, contactId };
}

/** How many segments a text takes, and in which alphabet. */
export function countSms(text: string): Promise<SmsCount> {
  return countSegments(text);
}

/** As an owner sees them; a desk's first look makes the addresses. @param origin where this server is reached, for when PUBLIC_URL does not say it */
export async function smsSettingsOf(context: Context, origin: string): Promise<SmsSettingsAnswer> {
  const { config, store } = context;
  const kept = await keptSettings(context);
  const token = doorToken(config.secretKey, kept);
  const base = config.publicUrl?.replace(/\/$/, '') ?? origin;
  const { settings } = kept;
  const presets = Object.entries(PRESETS).map(([preset, { title, docs, fields }]) => ({
    preset: preset as keyof typeof PRESETS,
    title,
    docs,
    fields: [...fields],
  }));
  return {
    settings,
    kept: Object.keys(kept.secrets),
    presets: [...presets, { preset: 'custom', title: '', docs: '', fields: [...CUSTOM.fields] }],
    reportsUrl: `${base}/v1/sms/reports/${token}`,
    repliesUrl: `${base}/v1/sms/replies/${token}`,
    stops: await store.sms.countStops(),
  };
}

/** How settings are saved. */
interface SmsSave {
  /** Of the gateway's test. */
  proof?: string | undefined;
  /** The settings that were changed; left out: whatever they are. */
  was?: SmsSettings | undefined;
  /** Where this server was reached. */
  origin: string;
}

/**
 * Keeps the settings. A gateway that messages are to go through has been tried before (SPEC SM7).
 * @throws AppError FIELD_INVALID by field, under `proof` where it was not tried; ALREADY_CLAIMED: they are others than `was` by now
 */
export async function changeSms(
  context: Context,
  actor: Actor,
  { gateway: typed, ...rest }: SmsSettings,
  { proof, was, origin }: SmsSave,
): Promise<void> {
  const { settings, outbox } = context;
  const row = auditRow(context, actor, {
    what: 'sms.changed',
    on: { kind: 'server', id: null, text: rest.isOn ? 'on' : 'off' },
  });
  await settings.change(
    SMS,
    before => changedSms(context, before, { gateway: typed, ...rest }, { proof, was, origin }),
    row,
  );
  outbox.forget({ kind: 'sms', id: 'gateway' });
  outbox.wake();
}

/** @throws AppError FIELD_INVALID, ALREADY_CLAIMED */
function changedSms(
  context: Context,
  before: KeptSms,
  { gateway: typed, ...rest }: SmsSettings,
  { proof, was, origin }: SmsSave,
): KeptSms {
  const { config } = context;
  if (was && !isDeepStrictEqual(before.settings, was)) {
    throw new AppError('ALREADY_CLAIMED', 'Somebody has changed these settings meanwhile; look at them anew.');
  }
  const isKept = typed.preset === before.settings.gateway.preset && Object.keys(before.secrets).length > 0;
  // As long as nothing is sent nothing need be there.
  const isBegun = rest.isOn || isKept || Object.values(typed.values).some(value => value !== '');
  const { gateway, secrets, account } = isBegun
    ? checkedGateway(config, typed, before)
    : { gateway: { ...typed, values: {} }, secrets: {}, account: null };
  if (rest.isOn && account) {
    const old = before.settings.isOn ? accountOf(config.secretKey, before) : null;
    const print = gatewayPrint(config.secretKey, account);
    const isTried = (old && gatewayPrint(config.secretKey, old) === print) || provenPrint(context, proof) === print;
    if (!isTried) {
      throw new AppError('FIELD_INVALID', 'Send one message by this gateway first.', {
        fields: { proof: 'FIELD_REQUIRED' },
      });
    }
  }
  return { ...before, settings: { ...rest, gateway }, secrets, origin };
}

/** Makes new addresses for reports and replies; the ones before open nothing any more. */
export async function renewSmsAddresses(context: Context, actor: Actor): Promise<void> {
  const row = auditRow(context, actor, { what: 'sms.changed', on: { kind: 'server', id: null, text: 'addresses' } });
  await context.settings.change(SMS, before => ({ ...before, generation: before.generation + 1 }), row);
  context.outbox.forget({ kind: 'sms', id: 'gateway' });
}

/**
 * Sends one message by a gateway that may not be kept yet, now, past the outbox. It stands in the list, and counts.
 * @throws AppError FIELD_INVALID by field, PHONE_INVALID, TEXT_TOO_LONG, RATE_LIMITED
 */
export async function testSms(
  context: Context,
  actor: Actor,
  agent: Pick<AgentRecord, 'id'>,
  { gateway: typed, to: number, text }: { gateway: SmsGateway; to: string; text: string },
): Promise<SmsTestAnswer> {
  const { config, store, rates, now, newId } = context;
  const kept = await keptSettings(context);
  const { account } = checkedGateway(config, typed, kept);
  const to = phoneOf(number, kept);
  const { segments } = await countSegments(text);
  if (segments > kept.settings.mostSegments)
    throw new AppError('TEXT_TOO_LONG', undefined, { fields: { text: 'TEXT_TOO_LONG' } });
  rates.spend('smsTestsOfAgent', agent.id);
  const at = now();
  const cause = { id: newId(), siteId: null, conversationId: null, event: 'test' };
  const sms = recordOf(cause, { to, agentId: agent.id, segments, price: kept.settings.price, at });
  await audit(context, actor, {
    what: 'sms.tested',
    on: { kind: 'server', id: null, text: typed.preset === 'custom' ? '' : PRESETS[typed.preset].title },
  });
  const admitted = await store.sms.admit(sms, limitsOf(config.secretKey, kept, to, at), at);
  if (admitted?.sms.state !== 'waiting') return { isTaken: false, problem: admitted?.sms.problem ?? '', proof: null };
  const reports = reportsUrl(config, kept, sms.ref);
  const { signal } = new AbortController();
  const answer = await gatewayOf(context, account).send({ id: sms.id, to, text, reports }, signal);
  if (answer.is !== 'taken') {
    await settle(context, sms.id, { state: 'failed', problem: answer.problem, at: now() });
    return { isTaken: false, problem: answer.problem, proof: null };
  }
  await settle(context, sms.id, { state: 'sent', problem: '', providerId: answer.providerId, at: now() });
  const proof = { print: gatewayPrint(config.secretKey, account), until: now() + PROOF_MS };
  return { isTaken: true, problem: '', proof: seal(config.secretKey, JSON.stringify(proof)) };
}

/** The messages of all sites, newest first. */
export async function smsPage(
  { store }: Pick<Context, 'store'>,
  query: { cursor?: string | undefined; limit: number },
): Promise<SmsAnswer> {
  const { items, cursor } = await store.sms.page(query);
  return {
    messages: items.map(({ ref: _, agentId: _agent, providerId: _name, unsure: _tries, ...sms }) => sms),
    cursor,
  };
}

/**
 * A gateway says what became of messages. Late, twice and in any order, it moves each forward only (SPEC SM5).
 * @param ref what the address ended with; empty: the gateway's own names tell which
 * @throws AppError NOT_FOUND when the token is another, or none of the messages is known
 */
export async function takeReports(context: Context, token: string, ref: string, body: unknown): Promise<void> {
  const { account } = await openDoor(context, token);
  const reports = account ? reportsIn(account.recipe.report, body) : [];
  const known = [];
  for (const { providerId, state, problem } of reports) {
    // An address is of one message: of several at once each has its own name.
    const which = { providerId, ref: reports.length === 1 ? ref : '' };
    known.push(await settle(context, which, { state, problem, at: context.now() }));
  }
  if (reports.length > 0 && !known.includes(true)) throw new AppError('NOT_FOUND');
}

/** People answered: who says STOP gets no more, and who says START does (SPEC SM4). @throws AppError NOT_FOUND when the token is another */
export async function takeReplies(context: Context, token: string, body: unknown): Promise<void> {
  const { config, store, now } = context;
  const { kept, account } = await openDoor(context, token);
  for (const { from, text } of account ? repliesIn(account.recipe.reply, body) : []) {
    const wish = wishIn(text);
    const number = wish && writtenBy(from, kept);
    if (!number) continue;
    const id = numberKey(config.secretKey, number);
    if (wish === 'stop') await store.sms.stop({ id, at: now() });
    else await store.sms.lift(id);
  }
}

/** Everything that tokens open. */
async function openDoor(context: Context, token: string) {
  const { config, settings } = context;
  const kept = await settings.read(SMS);
  const own = Buffer.from(doorToken(config.secretKey, kept));
  const shown = Buffer.from(token);
  if (own.length !== shown.length || !timingSafeEqual(own, shown)) throw new AppError('NOT_FOUND');
  return { kept, account: accountOf(config.secretKey, kept) };
}

/** Gateways write numbers with the plus, without it, or as they are dialled at home. */
function writtenBy(from: string, { settings: { timeZone } }: KeptSms): string | null {
  const digits = from.replace(/[^\d+]/g, '');
  const abroad = digits.startsWith('+') ? null : readPhone(`+${digits}`);
  return (abroad ?? readPhone(digits, { timeZones: [timeZone] }))?.number ?? null;
}

/** A typed number. @throws AppError PHONE_INVALID */
export function phoneOf(typed: string, { settings: { timeZone } }: Pick<KeptSms, 'settings'>): string {
  const read = readPhone(typed, { timeZones: [timeZone] });
  if (!read || read.saysMore) throw new AppError('PHONE_INVALID', undefined, { fields: { phone: 'PHONE_INVALID' } });
  return read.number;
}

/** As they are kept; before that, with the clock of the first site. */
async function keptSettings({ settings, store }: Pick<Context, 'settings' | 'store'>): Promise<KeptSms> {
  const kept = await settings.read(SMS);
  if (kept.origin !== '') return kept;
  const [site] = await store.sites.all();
  return site ? { ...kept, settings: { ...kept.settings, timeZone: site.timeZone } } : kept;
}

/** What a test let be saved. Null: nothing, or too long ago. */
function provenPrint({ config, now }: Pick<Context, 'config' | 'now'>, proof: string | undefined): string | null {
  const text = proof === undefined ? null : unseal(config.secretKey, proof);
  if (text === null) return null;
  const { print, until } = JSON.parse(text) as { print?: string; until?: number };
  return print !== undefined && until !== undefined && until > now() ? print : null;
}
