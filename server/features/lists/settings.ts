import { z } from 'zod';
import { LIST_DEFAULTS, type ListSettings, listSettings } from '../../../protocol/lists.ts';
import type { SettingsPart } from '../settings/settings.ts';

export const LISTS: SettingsPart<ListSettings> = { name: 'lists', schema: listSettings, initial: LIST_DEFAULTS };

/** How far everybody has been looked at: `after` null: to the end, begun at `begunAt`. */
const walked = z.object({ begunAt: z.number(), after: z.string().nullable() });
export type Walked = z.infer<typeof walked>;

export const WALKED: SettingsPart<Walked> = {
  name: 'lists walked',
  schema: walked,
  initial: { begunAt: 0, after: null },
};
