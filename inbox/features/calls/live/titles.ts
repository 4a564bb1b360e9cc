import type { ShownCall } from '../../../../protocol/calls.ts';
import { whoText } from '../text.ts';
import { t } from '../words/index.ts';

/** What a card is called, and what became of its call where that is not said by it. */
export function headOf(shown: ShownCall, meId: string): { title: string; became: string } {
  const { state, direction, isMissed, agentId, agentName } = shown.call;
  const name = whoText(shown);
  if (state === 'ringing') return { title: t(direction === 'in' ? 'callsNow' : 'outCall', { name }), became: '' };
  if (isMissed) return { title: name, became: t('missedCall') };
  if (agentId !== meId) return { title: name, became: agentName ? t('tookIt', { agent: agentName }) : t('isOver') };
  return { title: t(state === 'ended' ? 'callEnded' : 'inCall', { name }), became: '' };
}
