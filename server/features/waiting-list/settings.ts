import { type WaitingSettings, waitingSettings } from '../../../protocol/waiting-list.ts';
import type { SettingsPart } from '../settings/settings.ts';

export const WAITING: SettingsPart<WaitingSettings> = {
  name: 'waiting',
  schema: waitingSettings,
  initial: waitingSettings.parse({}),
};
