import type { Agent } from '../../../../protocol/agents.ts';
import { t } from './words/index.ts';

/** What an agent may be, for a choice. */
export const roleOptions = (): readonly (readonly [Agent['role'], string])[] => [
  ['reader', t('roleReader')],
  ['agent', t('roleAgent')],
  ['owner', t('roleOwner')],
];
