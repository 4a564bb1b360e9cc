/** The desk's gateway as it is kept: secrets sealed, and never told to anybody. */

import { hash } from 'node:crypto';
import { z } from 'zod';
import { type SmsGateway, smsSettings } from '../../../protocol/sms.ts';
import { AppError } from '../../app-error.ts';
import type { Config } from '../../config.ts';
import type { Context } from '../../context.ts';
import { addressIn, isLoopbackHost, isPublicAddress } from '../../outbox/addresses.ts';
import { checkedUrl } from '../../outbox/checked-url.ts';
import { derivedName, seal, unseal } from '../../secrets.ts';
import type { SettingsPart } from '../settings/settings.ts';
import type { Account } from './gateway.ts';
import { CUSTOM, PRESETS, type Preset } from './presets.ts';
import { recipeProblem } from './rules.ts';
import { fillUrl } from './templates.ts';

const kept = z.object({
  /** Without the secrets among the gateway's values. */
  settings: smsSettings,
  /** Those, each sealed, by name. */
  secrets: z.record(z.string(), z.string()),
  /** How often new addresses were made for reports and replies. */
  generation: z.number().int(),
  /** Where this server was reached when they were saved, for when PUBLIC_URL does not say it; empty: they never were. */
  origin: z.string(),
});
export type KeptSms = z.infer<typeof kept>;

/** Off, and with limits that a shop does not notice and a mistake does. */
export const SMS: SettingsPart<KeptSms> = {
  name: 'sms',
  schema: kept,
  initial: {
    settings: {
      isOn: false,
      gateway: { preset: 'twilio', values: {}, recipe: null, from: '' },
      price: null,
      mostSegments: 3,
      mostOfDay: 500,
      mostOfNumber: 10,
      night: { from: 21, to: 8 },
      isUrgentAtNight: false,
      timeZone: 'UTC',
      toPeople: { apology: false, rating: false, booking: false, return: false, waiting: false },
    },
    secrets: {},
    generation: 0,
    origin: '',
  },
};

/**
 * What the addresses of reports and replies end with: nobody else can foresee it, and each generation has another. 132
 * bits, and short, since a gateway takes addresses of 100 letters.
 */
export function doorToken(secretKey: string, { generation }: Pick<KeptSms, 'generation'>): string {
  return derivedName(secretKey, `sms door ${generation}`).slice(0, 22);
}

export function presetOf({ preset }: Pick<SmsGateway, 'preset'>): Pick<Preset, 'fields' | 'basic'> {
  return preset === 'custom' ? CUSTOM : PRESETS[preset];
}

/**
 * An owner's gateway, with the secrets that were left out as they are kept, where it is the same one still. What the
 * preset does not ask for is dropped.
 * @throws AppError FIELD_INVALID by the name of the value or of the recipe's part, FIELD_REQUIRED
 */
export function checkedGateway(
  config: Pick<Config, 'secretKey' | 'webhooksToPrivate'>,
  typed: SmsGateway,
  before: KeptSms,
): { gateway: SmsGateway; secrets: KeptSms['secrets']; account: Account } {
  const { preset, from } = typed;
  const { fields, basic } = presetOf(typed);
  // Elsewhere a kept secret is typed anew: whoever may set this could else have it sent to themselves.
  const isSame = before.settings.gateway.preset === preset && hostOf(before.settings.gateway) === hostOf(typed);
  const keptSecret = (name: string) =>
    (isSame && before.secrets[name] && unseal(config.secretKey, before.secrets[name])) || '';
  const values = new Map<string, string>();
  for (const { name, isSecret } of fields) {
    const value = plainHost(name, typed.values[name] ?? '') || (isSecret ? keptSecret(name) : '');
    // Any gateway but ours may do with less.
    if (value === '' && preset !== 'custom') refuse(name, 'FIELD_REQUIRED');
    values.set(name, value);
  }
  const recipe = preset === 'custom' ? typed.recipe : PRESETS[preset].recipe;
  if (!recipe) return refuse('recipe', 'FIELD_REQUIRED');
  const problem = preset === 'custom' && recipeProblem(recipe);
  if (problem) refuse(problem, 'FIELD_INVALID');
  checkedUrl(config, fillUrl(recipe.url, values), 'https://gateway.example/send');
  const secrets = Object.fromEntries(
    fields.flatMap(({ name, isSecret }) => {
      const value = values.get(name)!;
      if (!isSecret || value === '') return [];
      // What is kept stays as it is sealed: nothing changed.
      return [[name, value === keptSecret(name) ? before.secrets[name]! : seal(config.secretKey, value)]];
    }),
  );
  const open = fields.filter(({ isSecret }) => !isSecret).map(({ name }) => [name, values.get(name)!]);
  return {
    gateway: { preset, from, recipe: preset === 'custom' ? recipe : null, values: Object.fromEntries(open) },
    secrets,
    account: { recipe, from, values: withBasic(values, basic) },
  };
}

/** What it takes to send through the gateway that is kept; null: it can not be read any more, sealed under another SECRET_KEY. */
export function accountOf(secretKey: string, { settings: { gateway }, secrets }: KeptSms): Account | null {
  const { fields, basic } = presetOf(gateway);
  const recipe = gateway.preset === 'custom' ? gateway.recipe : PRESETS[gateway.preset].recipe;
  const values = new Map(Object.entries(gateway.values));
  for (const { name } of fields.filter(each => each.isSecret && secrets[each.name] !== undefined)) {
    const value = unseal(secretKey, secrets[name]!);
    if (value === null) return null;
    values.set(name, value);
  }
  return recipe && { recipe, from: gateway.from, values: withBasic(values, basic) };
}

/** Where a gateway is asked; null: that is no address. */
function hostOf(gateway: SmsGateway): string | null {
  const recipe = gateway.preset === 'custom' ? gateway.recipe : PRESETS[gateway.preset].recipe;
  const values = Object.entries(gateway.values).map(([name, value]) => [name, plainHost(name, value)] as const);
  const url = recipe && fillUrl(recipe.url, new Map(values));
  return url && URL.canParse(url) ? new URL(url).origin : null;
}

/** An address that people copied whole, where a host is asked for. */
function plainHost(name: string, value: string): string {
  return name === 'baseUrl' ? value.replace(/^https?:\/\//, '').replace(/\/$/, '') : value;
}

function withBasic(values: Map<string, string>, basic: Preset['basic']): ReadonlyMap<string, string> {
  if (!basic) return values;
  const [user, password] = basic.map(name => values.get(name) ?? '');
  return new Map([...values, ['basic', Buffer.from(`${user}:${password}`).toString('base64')]]);
}

function refuse(field: string, code: 'FIELD_INVALID' | 'FIELD_REQUIRED'): never {
  throw new AppError('FIELD_INVALID', `${field}: wanted what the gateway can be asked with.`, {
    fields: { [field]: code },
  });
}

/** What a gateway was tried with, so that this very one may be saved: no two alike, and nothing of it can be read back. */
export function gatewayPrint(secretKey: string, { recipe, values, from }: Account): string {
  const all = JSON.stringify([recipe, [...values].sort(), from]);
  return hash('sha256', `${derivedName(secretKey, 'sms gateway')} ${all}`, 'base64url');
}

/** Where others reach this server; null: nowhere, as far as it knows. */
export function reachableOrigin(
  { publicUrl, webhooksToPrivate }: Pick<Config, 'publicUrl' | 'webhooksToPrivate'>,
  { origin }: KeptSms,
): string | null {
  const base = publicUrl ?? origin;
  if (!URL.canParse(base)) return null;
  const url = new URL(base);
  const address = addressIn(url);
  const isLocal = isLoopbackHost(url.hostname) || (address !== null && !isPublicAddress(address));
  return isLocal && !webhooksToPrivate ? null : base.replace(/\/$/, '');
}

/** Whether what a message is about is so still when it leaves. */
export type SmsStands = (
  context: Pick<Context, 'store' | 'sites' | 'now'>,
  about: { id: string; version: number },
) => Promise<boolean>;
