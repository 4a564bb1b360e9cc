import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import type { Delivery } from '../../protocol/deliveries.ts';
import { LADDER_DEFAULTS } from '../../protocol/ladder.ts';
import type { WebhookEvent } from '../../protocol/webhooks.ts';
import { buildTestApp, type Desk, type VisitorDialogue } from './app.ts';
import { staffed } from './http.ts';
import { type Answer, openReceiver, type Received } from './receiver.ts';

/** Somebody whose receiver is told of what is said, by a webhook of the first site. */
export async function deskWithWebhook(
  answers?: (received: Received) => Answer,
  events: WebhookEvent[] = ['entry.added'],
) {
  // A machine that is slow reads the agents meanwhile, and then the ladder would tell the receiver of its steps too.
  const ladder = { ...LADDER_DEFAULTS, isOn: false };
  const desk = await buildTestApp({ config: { webhooksToPrivate: true }, site: { ladder } });
  const owner = await staffed(desk, { role: 'owner' });
  const receiver = await openReceiver(answers);
  const made = await owner.ask('POST /v1/sites/altan/webhooks', { body: { url: receiver.url, events } });
  expect(made.statusCode).toBe(201);
  const { webhook, secret } = made.json();
  return {
    desk,
    owner,
    receiver,
    webhook,
    secret: secret as string,
    line: `/v1/sites/altan/webhooks/${webhook.id}` as const,
  };
}

/** Lets the server deliver what is due, and waits until it has. */
export async function deliver({ context }: Desk): Promise<void> {
  await context.outbox.tick();
  await context.outbox.settled();
}

/** What another server wrote: nobody wakes this one's worker. */
export function writtenElsewhere(
  { store, context, site }: Desk,
  from: VisitorDialogue,
  text: string,
  at = context.now(),
) {
  return store.conversations.submit({
    siteId: site.id,
    visitorId: from.visitorId,
    clientId: context.newId(),
    fingerprint: text,
    body: { kind: 'message', text },
    words: {},
    newConversationId: context.newId(),
    callbacksPerSlot: 1,
    at,
  });
}

/** As a receiver would check it, from the specification alone. */
export function isSignedWith(secret: string, { headers, body }: Received): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const wanted = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(wanted);
}

export async function listed(
  owner: Awaited<ReturnType<typeof staffed>>,
  state: 'waiting' | 'dead',
): Promise<Delivery[]> {
  return (await owner.ask(`GET /v1/deliveries?state=${state}`)).json().deliveries;
}
