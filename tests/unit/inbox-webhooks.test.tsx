// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type App, AppContext, InboxContext } from '../../inbox/app.ts';
import { loadLocale } from '../../inbox/i18n/index.ts';
import type { Inbox } from '../../inbox/state.ts';
import { createToasts } from '../../inbox/toasts.ts';
import { createValue } from '../../inbox/value.ts';
import { WebhooksPage } from '../../inbox/views/settings/WebhooksPage.tsx';
import type { Delivery } from '../../protocol/deliveries.ts';
import type { Site } from '../../protocol/sites.ts';
import type { Webhook } from '../../protocol/webhooks.ts';

const NOW = Date.parse('2026-03-04T10:20:00Z');
const site = { id: 'site', key: 'altan', name: 'Altan Flowers' } as Site;
const crm: Webhook = {
  id: 'crm',
  siteId: site.id,
  url: 'https://crm.example/hook',
  events: ['entry.added'],
  isDisabled: false,
  createdAt: NOW,
  oldSecretUntil: null,
  failingSince: NOW,
};
const letter: Delivery = {
  id: 'msg_1',
  siteId: site.id,
  webhookId: 'crm',
  conversationId: 'ann',
  event: 'entry.added',
  attempts: 15,
  dueAt: NOW,
  createdAt: NOW,
  isDead: true,
  problem: 'ECONNREFUSED',
};

let host: HTMLElement;
const toasts = createToasts();
const api = {
  webhooks: vi.fn(async () => [crm]),
  createWebhook: vi.fn(async (_key: string, { url }: { url: string }) => ({
    webhook: { ...crm, id: 'new', url, failingSince: null },
    secret: 'whsec_shown-once',
  })),
  updateWebhook: vi.fn(async (_key: string, _id: string, change: Partial<Webhook>) => ({ ...crm, ...change })),
  deleteWebhook: vi.fn(async () => undefined),
  rotateWebhookSecret: vi.fn(),
  testWebhook: vi.fn(async () => ({ isDelivered: false, problem: '404' })),
  deadLetters: vi.fn(async () => ({ deliveries: [letter], cursor: null })),
  retryDelivery: vi.fn(async () => letter),
  deleteDelivery: vi.fn(async () => undefined),
};

beforeEach(async () => {
  await loadLocale('en');
  host = document.createElement('div');
  document.body.append(host);
  const app = { clock: createValue(NOW), go: () => undefined } as unknown as App;
  await act(() =>
    render(
      <AppContext.Provider value={app}>
        <InboxContext.Provider value={{ api, toasts } as unknown as Inbox}>
          <WebhooksPage site={site} />
        </InboxContext.Provider>
      </AppContext.Provider>,
      host,
    ),
  );
});
afterEach(() => {
  render(null, host);
  host.remove();
  vi.clearAllMocks();
});

const button = (label: string) => [...host.querySelectorAll('button')].find(each => each.textContent === label);
const press = (label: string) => act(async () => button(label)!.click());
const lastToast = () => toasts.shown.get().at(-1)?.text;

it('D3 shows which webhook takes nothing, and what was given up', async () => {
  expect(host.textContent).toContain('https://crm.example/hook');
  expect(host.textContent).toContain('Takes nothing since');
  await vi.waitFor(() => expect(host.textContent).toContain('ECONNREFUSED'));
  expect(host.querySelector('a')!.getAttribute('href')).toBe('/inbox/all/ann');
  await press('Deliver again');
  expect(api.retryDelivery).toHaveBeenCalledWith('msg_1');
  expect(host.textContent).not.toContain('ECONNREFUSED');
});

it('D4 adds one and shows its secret once', async () => {
  await press('Add a webhook');
  const field = host.querySelector<HTMLInputElement>('input[type=url]')!;
  await act(() => {
    field.value = 'https://new.example/hook';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const [, , callbacks] = host.querySelectorAll<HTMLInputElement>('input[type=checkbox]');
  await act(() => callbacks!.click());
  await act(async () => void host.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true })));
  expect(api.createWebhook).toHaveBeenCalledWith('altan', {
    url: 'https://new.example/hook',
    events: ['entry.added', 'conversation.changed'],
  });
  expect(host.querySelector('textarea')!.value).toBe('whsec_shown-once');
  expect(host.querySelector('form')).toBe(null);
});

it('D4 tells how a test went', async () => {
  await press('Test');
  expect(api.testWebhook).toHaveBeenCalledWith('altan', 'crm');
  expect(lastToast()).toContain('404');
});

it('D1 removes only what was disabled before', async () => {
  const row = () => host.querySelector('.replies li')!;
  expect([...row().querySelectorAll('button')].map(each => each.textContent)).not.toContain('Remove');
  await press('Disable');
  expect(api.updateWebhook).toHaveBeenCalledWith('altan', 'crm', { isDisabled: true });
  await press('Remove');
  expect(api.deleteWebhook).toHaveBeenCalledWith('altan', 'crm');
  expect(host.textContent).not.toContain('https://crm.example/hook');
});
