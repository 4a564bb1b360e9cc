// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IdentityPage } from '../../../../inbox/features/sites/settings/IdentityPage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import { draw } from '../../draw.tsx';
import { site } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));
afterEach(() => void vi.restoreAllMocks());

async function openPage(answers: Answers) {
  const desk = openInbox([], { answers });
  const page = await draw(desk, <IdentityPage site={site()} />);
  return { ...desk, page, shown: () => page.host.querySelector('textarea')?.value };
}

test('P4 a new secret is made by one press, shown once, and said to be the only time', async () => {
  let made = 0;
  const { page, http, shown } = await openPage({
    'POST sites/altan/identity-secret': () => ({ secret: `secret-${++made}` }),
  });
  expect(shown()).toBeUndefined();
  expect(page.text).toContain('The old secret stops working at once.');
  await page.submit();
  await vi.waitUntil(() => shown() === 'secret-1');
  expect(page.text).toContain('It is shown only now.');
  expect(page.host.querySelector('[role=status] textarea')!.getAttribute('aria-label')).toBe('Secret of Altan Flowers');
  await page.submit();
  await vi.waitUntil(() => shown() === 'secret-2');
  expect(http.asked('POST')).toHaveLength(2);
});

test('P7 who the old secret signed in is signed out by one press, and it is said how many they were', async () => {
  const { page, http, inbox } = await openPage({
    'POST sites/altan/sign-out-visitors': () => ({ visitors: 1_234 }),
  });
  await page.press('Sign out identified visitors');
  await vi.waitUntil(() => toastsOf(inbox).length > 0);
  expect(toastsOf(inbox).at(-1)!.text).toBe('Browsers signed out: 1,234');
  expect(http.asked('POST')).toHaveLength(1);
});

test('it is copied by a button, or selected where there is no clipboard', async () => {
  const { page, inbox, shown } = await openPage({
    'POST sites/altan/identity-secret': () => ({ secret: 'secret-1' }),
  });
  await page.submit();
  await vi.waitUntil(shown);
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValueOnce();
  await page.press('Copy');
  expect(write).toHaveBeenCalledExactlyOnceWith('secret-1');
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text === 'Copied');

  write.mockRejectedValueOnce(new Error('not on plain http'));
  const field = page.host.querySelector('textarea')!;
  await act(() => field.setSelectionRange(0, 0));
  await page.press('Copy');
  await vi.waitUntil(() => field.selectionEnd === 'secret-1'.length);
});

test('two presses in a row ask once', async () => {
  let answer: (value: unknown) => void = () => undefined;
  const { page, http, shown } = await openPage({
    'POST sites/altan/identity-secret': () => new Promise(resolve => (answer = resolve)),
  });
  await page.submit();
  expect(page.button('Make a new secret').getAttribute('aria-disabled')).toBe('true');
  await page.submit();
  expect(http.asked('POST')).toHaveLength(1);
  answer({ secret: 'secret-1' });
  await vi.waitUntil(shown);
  expect(page.button('Make a new secret').getAttribute('aria-disabled')).toBe('false');
});

test('who may not is told so', async () => {
  const { page, shown } = await openPage({
    'POST sites/altan/identity-secret': () => {
      throw new ApiError('FORBIDDEN');
    },
  });
  await page.submit();
  await vi.waitUntil(() => page.text.includes('Only an owner may do this.'));
  expect(page.host.querySelector('[role=alert]')!.textContent).toBe('Only an owner may do this.');
  expect(shown()).toBeUndefined();
});
