/** Short messages: the gateway that they go through, what they cost, and what became of each. */
import { z } from 'zod';
import { currencyOf } from './money.ts';
import { id, knownTimeZone, line, timestamp, url } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

/** Gateways that need nothing but what their owner was given by them; `custom` is any other. */
export const smsPreset = z.enum([
  'custom',
  'twilio',
  'vonage',
  'messagebird',
  'infobip',
  'smsc',
  'africastalking',
  'unifonic',
  'msg91',
  'callpro',
  'afromessage',
  'geezsms',
]);
export type SmsPreset = z.infer<typeof smsPreset>;

/** Names of JSON, one inside another: `messages.0.status`. */
const path = z.string().trim().max(200);
/** What may stand there. */
const words = z.array(z.string().trim().min(1).max(60)).max(40);
const template = z.string().max(4000);

/**
 * How a gateway is asked, and how its answers are read. Wherever a template stands, `{{to}}` is the number with its plus,
 * `{{digits}}` without, `{{national}}` without the country, `{{alphabet}}` is `text` or `unicode`, `{{text}}`, `{{from}}`, `{{id}}`
 * and `{{reports}}` are what they say, `{{basic}}` is the account as HTTP's Basic scheme writes it, and any other name
 * is a value of the settings.
 */
export const smsRecipe = z.object({
  method: z.enum(['POST', 'GET']),
  url,
  /** One a line: `name: value`. */
  headers: template,
  body: z.enum(['form', 'json', 'none']),
  /** Of a form one field a line, `name=value`; of JSON all of it. */
  fields: template,
  /** Where an answer says how it went. Empty: in its text, somewhere. A status other than 2xx is a refusal whatever it says. */
  statusAt: path,
  /** What stands there when it was taken. None: any 2xx will do that has its id and no problem, where these are looked for. */
  taken: words,
  /** What stands there when it is to be tried again later: too fast, no money left, an error of theirs. */
  later: words,
  /** Statuses by which it means the one number, where most mean the account or the hour by them: such as 403. */
  ofNumber: z.array(z.number().int().min(400).max(599)).max(10).optional(),
  idAt: path,
  problemAt: path,
  /** Delivery reports, as the gateway brings them: JSON, a form or a query. */
  report: z.object({ listAt: path, idAt: path, statusAt: path, delivered: words, failed: words }),
  /** What people answered. */
  reply: z.object({ listAt: path, fromAt: path, textAt: path }),
});
export type SmsRecipe = z.infer<typeof smsRecipe>;

/** Of a gateway: what it asks for in an account, such as a key. Secret ones come back empty, and stay when they are sent so. */
const values = z.record(z.string().max(40), z.string().trim().max(1000));

/** Of a thousand segments, in minor units: what gateways ask for one is often less than the smallest coin. */
const price = z.object({
  perThousand: z.number().int().min(1).max(1_000_000_000),
  currency: z.string().refine(code => currencyOf(code), 'wanted the code of a currency such as MNT'),
});

const hour = z.number().int().min(0).max(23);

/** The gateway itself: what is tried before it is saved. */
export const smsGateway = z.object({
  preset: smsPreset,
  values,
  /** Of `custom` alone. */
  recipe: smsRecipe.nullable(),
  /** A number, or a name that the gateway knows: what people see it comes from. Empty: the gateway decides. */
  from: line.pipe(z.string().max(20)),
});
export type SmsGateway = z.infer<typeof smsGateway>;

/** An owner's settings, for the whole desk. */
export const smsSettings = z.object({
  isOn: z.boolean(),
  gateway: smsGateway,
  price: price.nullable(),
  /** A longer text is refused. */
  mostSegments: z.number().int().min(1).max(10),
  /** Messages a day, by the desk's clock: of all, and to one number. */
  mostOfDay: z.number().int().min(1).max(100_000),
  mostOfNumber: z.number().int().min(1).max(100),
  /** Hours of the person's clock between which nothing is sent; both the same: no such hours. */
  night: z.object({ from: hour, to: hour }),
  /** What is urgent may be sent at night. */
  isUrgentAtNight: z.boolean(),
  /** The desk's clock, for who is known by no other. */
  timeZone: knownTimeZone,
  /** What people are told by themselves where they left a number and no mail address: it costs, so it is the owner's to want. */
  toPeople: z
    .object({
      apology: z.boolean(),
      rating: z.boolean(),
      booking: z.boolean().default(false),
      return: z.boolean().default(false),
      waiting: z.boolean().default(false),
    })
    .prefault({ apology: false, rating: false }),
});
export type SmsSettings = z.infer<typeof smsSettings>;

/** What one value of a gateway is called by its own people, and whether it is kept from everybody. */
const presetField = z.object({ name: z.string(), isSecret: z.boolean() });

export const smsSettingsAnswer = z.object({
  settings: smsSettings,
  /** Secrets that are kept; their values are told to nobody. */
  kept: z.array(z.string()),
  presets: z.array(z.object({ preset: smsPreset, title: z.string(), docs: z.string(), fields: z.array(presetField) })),
  /** Where the gateway brings reports and what people answer: each with a token that opens nothing else. */
  reportsUrl: z.string(),
  repliesUrl: z.string(),
  /** Numbers that said STOP. */
  stops: z.number().int().nonnegative(),
});
export type SmsSettingsAnswer = z.infer<typeof smsSettingsAnswer>;

export const smsSettingsPut = smsSettings.extend({
  /** From the test; left out where nothing of the gateway changed, or nothing is to be sent. */
  proof: z.string().max(1000).optional(),
  /** The settings that were changed, so that nothing is written over what was set elsewhere meanwhile; left out: whatever they are. */
  was: smsSettings.optional(),
});

export const smsCountAsk = z.object({ text: z.string().max(LIMITS.messageChars) });

/** What a text takes. */
export const smsCount = z.object({
  encoding: z.enum(['GSM-7', 'UCS-2']),
  segments: z.number().int().nonnegative(),
});
export type SmsCount = z.infer<typeof smsCount>;

export const smsTestAsk = z.object({
  gateway: smsGateway,
  to: z.string().trim().min(1).max(LIMITS.phoneChars),
  text: z.string().trim().min(1).max(LIMITS.messageChars),
});

/** `problem` is the gateway's own word, English mostly. Empty when it was taken; then `proof` lets this very gateway be saved. */
export const smsTestAnswer = z.object({ isTaken: z.boolean(), problem: z.string(), proof: z.string().nullable() });
export type SmsTestAnswer = z.infer<typeof smsTestAnswer>;

/**
 * `waiting`: the gateway has not taken it yet. `sent`: it has. `delivered`, `failed`: as the gateway reported, or why it
 * was never sent.
 */
export const smsState = z.enum(['waiting', 'sent', 'delivered', 'failed']);
export type SmsState = z.infer<typeof smsState>;

/** Why one was not sent, where it was for no gateway to say. */
export const SMS_REFUSALS = ['off', 'stopped', 'too_long', 'day_full', 'number_full', 'too_late', 'no_number'] as const;
export type SmsRefusal = (typeof SMS_REFUSALS)[number];

/** One message: without its words, and of its number only what tells it from others. */
export const sms = z.object({
  id,
  siteId: id.nullable(),
  conversationId: id.nullable(),
  /** What it was sent for. */
  event: z.string().max(40),
  /** `+976••••2233`. */
  number: z.string(),
  segments: z.number().int().nonnegative(),
  /** Price of a thousand such segments at that time; null: none was set. */
  price: price.nullable(),
  state: smsState,
  /** Of `failed` and `waiting`: one of `SMS_REFUSALS`, or the gateway's words. */
  problem: z.string(),
  createdAt: timestamp,
  changedAt: timestamp,
});
export type Sms = z.infer<typeof sms>;

export const smsQuery = z.object({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const smsAnswer = z.object({ messages: z.array(sms), cursor: z.string().nullable() });
export type SmsAnswer = z.infer<typeof smsAnswer>;

/** An agent's own number: where notices go by SMS. */
export const ownNumber = z.object({
  /** Messages are sent at all. */
  isOffered: z.boolean(),
  /** Proved with a code; masked. */
  number: z.string().nullable(),
  /** A code is on its way to this one. */
  pending: z.string().nullable(),
});
export type OwnNumber = z.infer<typeof ownNumber>;

export const ownNumberPut = z.object({ phone: z.string().trim().min(1).max(LIMITS.phoneChars) });
export const ownNumberCode = z.object({ code: z.string().trim().min(1).max(20) });

export const smsEvents = [
  /** A message to this person did not arrive. */
  z.object({
    kind: z.literal('event'),
    event: z.literal('sms_failed'),
    /** What it was sent for. */
    of: z.string(),
    problem: z.string(),
  }),
] as const;
