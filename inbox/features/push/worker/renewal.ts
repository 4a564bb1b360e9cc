/** When the browser's push service gives a subscription up for another. */
import type { DeviceAdd } from '../../../../protocol/push.ts';
import { rootOf, type WorkerScope } from './scope.ts';

/** Tells the server of the new one. Who is signed out by now is told nothing more, and so has none to tell. */
export async function renew(
  scope: Pick<WorkerScope, 'location' | 'registration' | 'fetch'>,
  {
    oldSubscription,
    newSubscription,
  }: { oldSubscription?: PushSubscription | null; newSubscription?: PushSubscription | null },
): Promise<void> {
  const { registration } = scope;
  const key = oldSubscription?.options.applicationServerKey;
  const renewed =
    newSubscription ??
    (await registration.pushManager.getSubscription()) ??
    // Without the old one nobody knows the key; the next page that is opened subscribes anew.
    (key && (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })));
  if (!renewed) return;
  await scope.fetch(`${rootOf(scope)}v1/push/devices`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(deviceOf(renewed)),
  });
}

/** A subscription as the server takes it. */
export function deviceOf(subscription: PushSubscription): DeviceAdd {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint!, keys: { p256dh: keys!.p256dh!, auth: keys!.auth! } };
}
