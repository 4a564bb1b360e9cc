import { type Switches, switches } from '../../../protocol/switches.ts';
import type { DeskSettings, SettingsPart } from '../settings/settings.ts';

/** At first nothing. */
export const SWITCHES: SettingsPart<Switches> = {
  name: 'switches',
  schema: switches,
  initial: { customers: false, telephone: false, booking: false, loyalty: false },
};

export interface DeskSwitches {
  /** As they were within the last two seconds at other servers, and as they are at this one. */
  read(): Promise<Switches>;
}

export function createSwitches({ settings }: { settings: DeskSettings }): DeskSwitches {
  return { read: () => settings.read(SWITCHES) };
}
