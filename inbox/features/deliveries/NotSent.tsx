import type { Delivery } from '../../../protocol/deliveries.ts';
import { Deliveries } from './Deliveries.tsx';
import { t } from './words/index.ts';

/** What was given up of one kind, of sites and of none; on the page where it is set how such things leave. */
export function NotSent({ kind }: { kind: Delivery['kind'] }) {
  const isShown = (delivery: Delivery) => delivery.kind === kind;
  return <Deliveries state="dead" title={t('notSent')} lead={t('notSentLead')} isShown={isShown} />;
}
