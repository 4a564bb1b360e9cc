/** How calls come here: an owner's lines, and the telephone system behind them. */
import { z } from 'zod';
import { callLineName } from './calls.ts';
import { LINE_DIALECTS } from './telephone-dialects.ts';
import { id, timestamp, url } from './wire/fields.ts';

export const lineDialect = z.enum(LINE_DIALECTS);

/** Whom a line rings, where the telephone system does not say. */
export const lineRings = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everybody') }),
  z.object({ kind: z.literal('team'), teamId: id }),
  z.object({ kind: z.literal('agent'), agentId: id }),
]);
export type LineRings = z.infer<typeof lineRings>;

export const lineSettings = z.object({
  name: callLineName,
  /** The own number, as it is printed on cards; empty: it does not matter. */
  number: z.string().trim().max(40),
  siteId: id,
  rings: lineRings,
  dialect: lineDialect,
});
export type LineSettings = z.infer<typeof lineSettings>;

/** A line as its owner sees it: without its secret. `lastHeardAt` null: nothing has come yet. */
export const phoneLine = lineSettings.extend({ id, lastHeardAt: timestamp.nullable() });
export type PhoneLine = z.infer<typeof phoneLine>;

/** Most lines of a desk. */
export const MAX_LINES = 50;

/** What stands for an agent at the telephone system: an extension, a user's name, a SIP account. */
const extension = z.object({ name: z.string().trim().min(1).max(100), agentId: id });

/** Where it is, and what it wants to know. A secret comes back empty; sent empty it stays. */
const withLogin = { user: z.string().trim().max(200), password: z.string().max(500) };

export const telephoneSettings = z.object({
  extensions: z.array(extension).max(500),
  /** Where recordings lie: what is there is asked for with user and password. Empty `url`: nowhere that wants them. */
  recordings: z.object({ url, ...withLogin }),
  /** An address that rings for us, by POST; empty: numbers are `tel:` links. */
  dial: z.object({ url, ...withLogin }),
  /** Asterisk's manager interface; an empty host: none. */
  asterisk: z.object({
    host: z.string().trim().max(255),
    port: z.number().int().min(1).max(65_535),
    isTls: z.boolean(),
    ...withLogin,
    /** For ringing out: `PJSIP/{extension}` is an agent's telephone, and the number is dialled in this context. Empty: never. */
    channel: z.string().trim().max(100),
    context: z.string().trim().max(100),
  }),
});
export type TelephoneSettings = z.infer<typeof telephoneSettings>;

export const telephoneAnswer = z.object({
  lines: z.array(phoneLine),
  settings: telephoneSettings,
  /** Which passwords are kept. */
  kept: z.array(z.enum(['recordings', 'dial', 'asterisk'])),
  /** How the manager interface is doing; null: none is set. */
  asterisk: z.object({ isConnected: z.boolean(), problem: z.string() }).nullable(),
});
export type TelephoneAnswer = z.infer<typeof telephoneAnswer>;

/** `secret` and the `addresses` that hold it are shown this once. */
export const lineSecretAnswer = z.object({
  line: phoneLine,
  secret: z.string(),
  /** For the telephone system's field. `bare` wants the secret as a password (HTTP Basic) or signs; `whole` has it in it. */
  addresses: z.object({ bare: z.string(), whole: z.string() }).nullable(),
});
export type LineSecretAnswer = z.infer<typeof lineSecretAnswer>;

/** What agents may know. */
export const telephoneFacts = z.object({ canDial: z.boolean(), hasLines: z.boolean() });
export type TelephoneFacts = z.infer<typeof telephoneFacts>;
