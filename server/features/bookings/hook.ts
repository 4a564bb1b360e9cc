/** The program that is asked before a booking is confirmed: what an owner does about it, and how it is asked. */
import { z } from 'zod';
import {
  type BookingHook,
  type BookingHookAnswer,
  type BookingHookMessage,
  type BookingHookReply,
  type BookingHookSecretAnswer,
  type BookingHookTest,
  bookingHookReply,
} from '../../../protocol/booking-hook.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { askSigned } from '../../outbox/ask-signed.ts';
import { checkedUrl } from '../../outbox/checked-url.ts';
import { newSecret, oldSecretUntil, rotated } from '../../outbox/signing.ts';
import type { Outgoing } from '../../outbox/webhook.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import type { SettingsPart } from '../settings/settings.ts';

const kept = z
  .object({
    url: z.string(),
    isOn: z.boolean(),
    secrets: z.array(z.object({ sealed: z.string(), endsAt: z.number().nullable() })),
  })
  .nullable();
type KeptHook = NonNullable<z.infer<typeof kept>>;

export const BOOKING_HOOK: SettingsPart<KeptHook | null> = { name: 'booking_hook', schema: kept, initial: null };

const URL_EXAMPLE = 'https://pay.example/bookings';
/** The person who books waits for it. */
const PATIENCE_MS = 5_000;

export async function bookingHookOf(context: Context): Promise<BookingHookAnswer> {
  const hook = await context.settings.read(BOOKING_HOOK);
  return { hook: hook && shown(context, hook) };
}

/**
 * Sets whom bookings are told before they are confirmed. @returns its secret too, where it is new: it is shown this once
 * @throws AppError FIELD_INVALID under `url`
 */
export async function saveBookingHook(
  context: Context,
  actor: Actor,
  { url, isOn }: Pick<BookingHook, 'url' | 'isOn'>,
): Promise<BookingHookSecretAnswer> {
  const before = await context.settings.read(BOOKING_HOOK);
  const address = checkedUrl(context.config, url, URL_EXAMPLE);
  if (before) return keep(context, actor, { ...before, url: address, isOn }, null);
  const secret = newSecret();
  const secrets = rotated(context.config.secretKey, [], secret, context.now());
  return keep(context, actor, { url: address, isOn, secrets }, secret);
}

/** Makes a new secret, which is shown this once; for 24 hours the one before signs as well (SPEC D4). @throws AppError NOT_FOUND */
export async function rotateBookingHook(context: Context, actor: Actor): Promise<BookingHookSecretAnswer> {
  const before = await presentHook(context);
  const secret = newSecret();
  const secrets = rotated(context.config.secretKey, before.secrets, secret, context.now());
  return keep(context, actor, { ...before, secrets }, secret);
}

/** Bookings that wait for it go on waiting. @throws AppError NOT_FOUND */
export async function removeBookingHook(context: Context, actor: Actor): Promise<void> {
  await presentHook(context);
  await write(context, actor, null);
}

/** Asks it now about no booking of anybody's. @throws AppError NOT_FOUND */
export async function testBookingHook(context: Context): Promise<BookingHookTest> {
  const hook = await presentHook(context);
  const timestamp = new Date(context.now()).toISOString();
  const message: BookingHookMessage = { type: 'booking.test', timestamp, data: { siteId: null } };
  const heard = await askHook(context, hook, `test_${context.newId()}`, message);
  return 'reply' in heard ? { reply: heard.reply, problem: '' } : { reply: null, problem: heard.problem };
}

/** One question to it; whatever goes wrong is an end too. @param id constant for the booking, so that it may know it again */
export async function askHook(
  outgoing: Outgoing,
  hook: KeptHook,
  id: string,
  message: BookingHookMessage,
): Promise<{ reply: BookingHookReply } | { problem: string }> {
  const heard = await askSigned(outgoing, hook, { id, message, patienceMs: PATIENCE_MS });
  if (heard.is === 'failed') return { problem: heard.problem };
  const reply = bookingHookReply.safeParse(heard.said);
  return reply.success ? { reply: reply.data } : { problem: 'wanted {"confirm": true} or {"pay": "https://…"}' };
}

async function presentHook({ settings }: Context): Promise<KeptHook> {
  const hook = await settings.read(BOOKING_HOOK);
  if (!hook) throw new AppError('NOT_FOUND');
  return hook;
}

async function keep(
  context: Context,
  actor: Actor,
  hook: KeptHook,
  secret: string | null,
): Promise<BookingHookSecretAnswer> {
  await write(context, actor, hook);
  return { hook: shown(context, hook), secret };
}

function write(context: Context, actor: Actor, hook: KeptHook | null): Promise<void> {
  const on = { kind: 'server', id: null, text: hook?.url ?? '' } as const;
  return context.settings.write(BOOKING_HOOK, hook, auditRow(context, actor, { what: 'bookings.changed', on }));
}

function shown({ now }: Pick<Context, 'now'>, { secrets, ...hook }: KeptHook): BookingHook {
  return { ...hook, oldSecretUntil: oldSecretUntil(secrets, now()) };
}
