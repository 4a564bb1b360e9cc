import type { Glances } from '../../../../protocol/cards.ts';
import { contained } from '../../../shell/bidi.ts';
import type { TextKey } from '../../../shell/locale.ts';
import type { Messages } from './words/en.ts';
import { t } from './words/index.ts';

/** Stages that every desk begins with are called so in every language. */
const NAMES: Record<string, TextKey<Messages>> = {
  new: 'stageNew',
  talking: 'stageTalking',
  offered: 'stageOffered',
  bought: 'stageBought',
  regular: 'stageRegular',
  lost: 'stageLost',
};

/** Where they stand in the funnel; not there where nobody keeps that. */
export function StagePill({ glances }: { glances: Glances }) {
  const stage = glances.stage?.stage;
  if (!stage) return null;
  const name = stage.name ? contained(stage.name) : NAMES[stage.id] && t(NAMES[stage.id]!);
  return (
    <span class={`pill is-${stage.kind === 'won' ? 'good' : stage.kind === 'lost' ? 'late' : 'plain'}`}>{name}</span>
  );
}
