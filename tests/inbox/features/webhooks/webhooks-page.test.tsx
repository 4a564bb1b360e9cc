// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { WebhooksPage } from '../../../../inbox/features/webhooks/WebhooksPage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Delivery } from '../../../../protocol/deliveries.ts';
import type { Webhook } from '../../../../protocol/webhooks.ts';
import { draw } from '../../draw.tsx';
import { START, site } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const crm: Webhook = {
  id: 'crm',
  siteId: 'site',
  url: 'https://crm.example/hook',
  events: ['entry.added'],
  isDisabled: false,
  createdAt: START,
  oldSecretUntil: null,
  failingSince: START,
};
const letter: Delivery = {
  id: 'msg_1',
  kind: 'webhook',
  siteId: 'site',
  webhookId: 'crm',
  conversationId: 'ann',
  event: 'entry.added',
  attempts: 15,
  dueAt: START,
  createdAt: START,
  isDead: true,
  problem: 'ECONNREFUSED',
};

async function openPage(answers: Answers = {}) {
  const desk = openInbox([], {
    answers: {
      'GET sites/altan/webhooks': () => [crm],
      'GET deliveries': () => ({ deliveries: [letter], cursor: null }),
      ...answers,
    },
  });
  const page = await draw(desk, <WebhooksPage site={site()} />);
  await vi.waitUntil(() => page.text.includes('ECONNREFUSED'));
  return { ...desk, page };
}

test('D3 shows which webhook takes nothing, and what was given up', async () => {
  const { page, http } = await openPage({ 'POST deliveries/msg_1/retry': () => letter });
  expect(page.text).toContain('https://crm.example/hook');
  expect(page.text).toContain('Takes nothing since');
  expect(page.host.querySelector('a')!.getAttribute('href')).toBe('/inbox/all/ann');
  expect(http.asked('GET deliveries')[0]!.query.get('state')).toBe('dead');
  await page.press('Deliver again');
  await vi.waitUntil(() => !page.text.includes('ECONNREFUSED'));
});

test('D4 adds one and shows its secret once', async () => {
  const secret = 'whsec_shown-once';
  const { page, http } = await openPage({
    'POST sites/altan/webhooks': ({ body }) => ({
      webhook: { ...crm, ...(body as object), id: 'new', failingSince: null },
      secret,
    }),
  });
  await page.press('Add a webhook');
  await page.type(page.field('Address'), 'https://new.example/hook');
  await page.check(page.field('Callbacks: asked for, tried, moved, ended'));
  await page.submit();
  await vi.waitUntil(() => page.host.querySelector('textarea')?.value === secret);
  expect(http.asked('POST')[0]!.body).toEqual({
    url: 'https://new.example/hook',
    events: ['entry.added', 'conversation.changed', 'notice.told'],
  });
  expect(page.host.querySelector('form')).toBe(null);
});

test('says under the field what the server will not take, and keeps what was typed', async () => {
  const { page } = await openPage({
    'POST sites/altan/webhooks': () => {
      throw new ApiError('BAD_REQUEST', { url: 'FIELD_INVALID' });
    },
  });
  await page.press('Add a webhook');
  await page.type(page.field('Address'), 'http://plain.example');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('Not saved. Look at the marked fields.'));
  expect(page.field('Address').getAttribute('aria-invalid')).toBe('true');
  expect(page.field('Address').value).toBe('http://plain.example');
});

test('D4 tells how a test went', async () => {
  const { page, inbox } = await openPage({
    'POST sites/altan/webhooks/crm/test': () => ({ isDelivered: false, problem: '404' }),
  });
  await page.press('Test');
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text.includes('404'));
});

test('D1 removes only what was disabled before', async () => {
  const { page, http } = await openPage({
    'PATCH sites/altan/webhooks/crm': ({ body }) => ({ ...crm, ...(body as object) }),
    'DELETE sites/altan/webhooks/crm': () => undefined,
  });
  const row = () => page.host.querySelector('.webhooks li')!.textContent;
  expect(row()).not.toContain('Remove');
  await page.press('Disable');
  await vi.waitUntil(() => row().includes('Remove'));
  expect(http.asked('PATCH')[0]!.body).toEqual({ isDisabled: true });
  await page.check([...page.host.querySelectorAll('.webhooks button')].at(-1)!);
  await vi.waitUntil(() => !page.text.includes('https://crm.example/hook'));
});
