/** What an owner does about what waits to leave, of all sites, and what was given up. */
import type { Delivery } from '../../../protocol/deliveries.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Page } from '../../store/page.ts';
import { type Actor, auditRow } from '../audit/commands.ts';

/** Newest first. */
export async function deliveriesIn(
  { store }: Pick<Context, 'store'>,
  { state, ...page }: { state: 'waiting' | 'dead'; cursor?: string | undefined; limit: number },
): Promise<Page<Delivery>> {
  const { items, cursor } = await store.outbox.page({ isDead: state === 'dead', ...page });
  return { items: items.map(shown), cursor };
}

/** Delivers again, now, with all attempts before it. @throws AppError NOT_FOUND */
export async function retryDelivery(context: Context, actor: Actor, id: string): Promise<Delivery> {
  const { store, outbox, now } = context;
  const row = auditRow(context, actor, { what: 'delivery.retried', on: { kind: 'delivery', id, text: '' } });
  const retried = await store.outbox.retry(id, now(), row);
  if (!retried) throw new AppError('NOT_FOUND');
  outbox.wake();
  return shown(retried);
}

/** Gives one up for good. @throws AppError NOT_FOUND */
export async function forgetDelivery(context: Context, actor: Actor, id: string): Promise<void> {
  const row = auditRow(context, actor, { what: 'delivery.removed', on: { kind: 'delivery', id, text: '' } });
  if (!(await context.store.outbox.delete(id, row))) throw new AppError('NOT_FOUND');
}

/** Without its bytes. A target is named only where owners know it by that name. */
function shown({ kind, target, payload: _payload, since: _since, ...delivery }: DeliveryRecord): Delivery {
  return { ...delivery, kind, ...(kind === 'webhook' && { webhookId: target }) };
}
