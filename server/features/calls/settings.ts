/** The desk's telephone system as it is kept: secrets sealed, and never told to anybody. */
import { z } from 'zod';
import { lineSettings, type TelephoneSettings, telephoneSettings } from '../../../protocol/telephone.ts';
import type { Store } from '../../store/store.ts';
import type { SettingsPart } from '../settings/settings.ts';

const keptLine = lineSettings.extend({
  id: z.string(),
  /** Sealed; what its telephone system signs with, or says. */
  secret: z.string(),
});
export type KeptLine = z.infer<typeof keptLine>;

/** The parts that sign in somewhere. */
export const LOGINS = ['recordings', 'dial', 'asterisk'] as const;
export type Login = (typeof LOGINS)[number];

const kept = z.object({
  lines: z.array(keptLine),
  /** Without passwords. */
  settings: telephoneSettings,
  /** Those, sealed; empty: none. */
  secrets: z.object({ recordings: z.string(), dial: z.string(), asterisk: z.string() }),
});
export type KeptTelephone = z.infer<typeof kept>;

const NO_LOGIN = { user: '', password: '' };
export const FIRST_TELEPHONE: TelephoneSettings = {
  extensions: [],
  recordings: { url: '', ...NO_LOGIN },
  dial: { url: '', ...NO_LOGIN },
  asterisk: { host: '', port: 5038, isTls: false, ...NO_LOGIN, channel: 'PJSIP/{extension}', context: '' },
};

export const TELEPHONE: SettingsPart<KeptTelephone> = {
  name: 'telephone',
  schema: kept,
  initial: { lines: [], settings: FIRST_TELEPHONE, secrets: { recordings: '', dial: '', asterisk: '' } },
};

/** From the store itself: what is changed must not be what another server changed a second ago. */
export async function telephoneNow({ store }: { store: Pick<Store, 'deskSettings'> }): Promise<KeptTelephone> {
  const text = await store.deskSettings.find(TELEPHONE.name);
  return text === null ? TELEPHONE.initial : TELEPHONE.schema.parse(JSON.parse(text));
}
