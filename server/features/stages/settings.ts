import { STAGE_DEFAULTS, type StageSettings, stageSettings } from '../../../protocol/stages.ts';
import type { SettingsPart } from '../settings/settings.ts';

export const STAGES: SettingsPart<StageSettings> = { name: 'stages', schema: stageSettings, initial: STAGE_DEFAULTS };
