import type { LostReason, Stage, StageMover } from '../../../protocol/stages.ts';
import { contained } from '../../shell/bidi.ts';
import type { TextKey } from '../../shell/locale.ts';
import type { Messages } from './words/en.ts';
import { t } from './words/index.ts';

/** What a stage is called: as its owner said, or else in the reader's language. */
export function stageName({ id, name }: Pick<Stage, 'id' | 'name'>): string {
  return name ? contained(name) : t(id as TextKey<Messages>);
}

/** Why somebody is lost, in one line. */
export function reasonText({ id, text }: LostReason): string {
  return [t(id), contained(text)].filter(Boolean).join(': ');
}

/** Who, or which rule, moved somebody. */
export function moverName(by: StageMover): string {
  return by.kind === 'rule' ? t(by.rule) : contained(by.name);
}
