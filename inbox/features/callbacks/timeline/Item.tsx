import type { CallbackItem } from '../../../../protocol/callbacks.ts';
import { useApp } from '../../../shell/app.ts';
import { contained } from '../../../shell/bidi.ts';
import type { Urgency } from '../../../shell/Pill.tsx';
import { moment } from '../../../shell/times.ts';
import { Line } from '../../timeline/Line.tsx';
import { count, t } from './words/index.ts';

/** A call that was asked for, and what became of it. */
export function Item({ item }: { item: CallbackItem }) {
  const now = useApp().clock.value;
  const { conversationId, seq, topic, tries, agentName, note } = item;
  const details = [contained(agentName), tries > 1 ? count('tries', tries) : '', contained(note)];
  return (
    <Line
      title={t('asked')}
      to={{ kind: 'view', view: 'all', conversationId, seq }}
      pill={stateOf(item, now)}
      details={details}
      words={contained(topic)}
    />
  );
}

function stateOf({ status, startAt }: CallbackItem, now: number): Urgency | null {
  const time = moment(startAt, now);
  switch (status) {
    case 'pending':
      return startAt < now
        ? { tone: 'late', text: t('late', { time }) }
        : { tone: 'due', text: t('pending', { time }) };
    case 'missed':
      return { tone: 'late', text: t('missed') };
    case 'reached':
      return { tone: 'plain', text: t('reached') };
    case 'wrong_number':
      return { tone: 'plain', text: t('wrongNumber') };
    case 'cancelled':
      return { tone: 'plain', text: t('cancelled') };
    case 'held':
      return null;
  }
}
