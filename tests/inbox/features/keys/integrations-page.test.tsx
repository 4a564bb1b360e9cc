// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { IntegrationsPage } from '../../../../inbox/features/keys/settings/IntegrationsPage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { IntegrationKey } from '../../../../protocol/keys.ts';
import { draw } from '../../draw.tsx';
import { START } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const till: IntegrationKey = {
  id: 'till',
  name: 'Till in Darkhan',
  scopes: ['purchases'],
  ending: 'x9_-',
  createdAt: START,
  usedAt: null,
};

async function openPage(answers: Answers = {}) {
  const made = { key: { ...till, id: 'shop', name: 'Shop', scopes: ['contacts'] }, secret: 'deskbell_key_once' };
  const desk = openInbox([], {
    answers: {
      'GET keys': () => [till],
      'POST keys': () => made,
      'DELETE keys/till': () => undefined,
      'GET webhooks': () => [],
      'GET deliveries': () => ({ deliveries: [], cursor: null }),
      ...answers,
    },
  });
  const page = await draw(desk, <IntegrationsPage />);
  await vi.waitUntil(() => page.text.includes('Till in Darkhan') && page.text.includes('Add a webhook'));
  return { ...desk, page };
}

test('KY1 a key that was made is shown once, with its way into the clipboard', async () => {
  const { page, http } = await openPage();
  expect(page.text).toContain('never used');
  await page.press('Make a key');
  await page.type(page.field('Whose key'), 'Shop');
  await page.check(page.field('People: read and change'));
  await page.submit();
  await vi.waitUntil(() => page.text.includes('Give this key to the program now'));
  expect(http.asked('POST keys')[0]!.body).toEqual({ name: 'Shop', scopes: ['contacts'] });
  expect(page.host.querySelector('textarea')!.value).toBe('deskbell_key_once');
});

test('KY1 where there is no room for one more, the form says what to do', async () => {
  const { page } = await openPage({
    'POST keys': () => {
      throw new ApiError('KEYS_FULL');
    },
  });
  await page.press('Make a key');
  await page.type(page.field('Whose key'), 'Shop');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('Revoke one that is not needed'));
});

test('KY3 a key is revoked by a second press', async () => {
  const { page, http, inbox } = await openPage();
  await page.press('Revoke');
  expect(page.text).toContain('locked out at once');
  expect(http.asked('DELETE keys/till')).toEqual([]);
  await page.press('Revoke');
  await vi.waitUntil(() => !page.text.includes('Till in Darkhan'));
  expect(toastsOf(inbox)[0]!.text).toBe('The key opens nothing any more.');
});
