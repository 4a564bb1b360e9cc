// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { LinkFor } from '../../../../inbox/features/password-links/LinkFor.tsx';
import { NewPassword } from '../../../../inbox/features/password-links/NewPassword.tsx';
import { SignIn } from '../../../../inbox/features/sessions/SignIn.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import { draw } from '../../draw.tsx';
import { START } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

test.each([
  [true, 'If bold@altan.example is known here, a mail with a link is on its way.'],
  [false, 'This server mails no such links.'],
])('PL1 who forgot their password is told the same whoever they are (mail: %s)', async (isMailed, text) => {
  const desk = openInbox([], { answers: { 'POST password-links': () => ({ isMailed }) } });
  const page = await draw(desk, <SignIn hasEnded={false} />);
  await page.type(page.field('E-mail'), 'bold@altan.example');
  await page.press('Forgot your password?');
  expect(page.field('E-mail').value).toBe('bold@altan.example');
  await page.submit(page.host.querySelector('form')!);
  await vi.waitUntil(() => page.text.includes(text));
  await page.press('Back');
  expect(page.hasButton('Sign in')).toBe(true);
});

test('PL2 a link changes nothing before the press, and leads to the sign-in after it', async () => {
  const answers = {
    'POST password-links/peek': () => ({ email: 'bold@altan.example' }),
    'POST password-links/use': () => null,
  };
  const desk = openInbox([], { answers });
  const page = await draw(desk, <NewPassword token="abc" />);
  await vi.waitUntil(() => page.text.includes('For bold@altan.example.'));
  const used = () => desk.http.asked('POST').filter(each => JSON.stringify(each).includes('password-links/use'));
  expect(used()).toHaveLength(0);
  await page.type(page.field('Password'), 'tulips at noon');
  await page.submit(page.host.querySelector('form')!);
  await vi.waitUntil(() => page.text.includes('Your password is changed.'));
  expect(document.activeElement).toBe(page.button('Go to sign-in'));
});

test('PL2 a link that was used says so', async () => {
  const refuse = () => {
    throw new ApiError('INVITE_INVALID');
  };
  const desk = openInbox([], { answers: { 'POST password-links/peek': refuse } });
  const page = await draw(desk, <NewPassword token="abc" />);
  await vi.waitUntil(() => page.hasButton('Go to sign-in'));
  expect(page.host.querySelector('input')).toBe(null);
});

test('PL3 an owner is shown a link for a colleague, once', async () => {
  const made = { url: 'https://desk.example/inbox#password=abc', expiresAt: START + 3_600_000 };
  const desk = openInbox([], { answers: { 'POST agents/bold/password-link': () => made } });
  const page = await draw(desk, <LinkFor agent={{ id: 'bold', name: 'Bold' }} />);
  await page.press('New password…');
  await vi.waitUntil(() => page.text.includes('The link for Bold.'));
  expect(page.host.querySelector('textarea')!.value).toBe(made.url);
});
