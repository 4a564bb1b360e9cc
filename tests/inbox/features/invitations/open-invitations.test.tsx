// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, test, vi } from 'vitest';
import { Settings } from '../../../../inbox/desk/settings/Settings.tsx';
import { Invite } from '../../../../inbox/features/invitations/Invite.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Invitation } from '../../../../protocol/invitations.ts';
import { draw } from '../../draw.tsx';
import { agent, START, site } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const DAY = 24 * 3_600_000;
const invitation = (id: string, email: string): Invitation => ({
  id,
  email,
  role: 'agent',
  siteIds: null,
  invitedBy: agent().id,
  createdAt: START,
  expiresAt: START + 7 * DAY,
});

async function openPage(all: Invitation[], answers: Answers = {}) {
  const desk = openInbox([], { answers: { 'GET invitations': () => all, ...answers } });
  const page = await draw(desk, <Invite />);
  return { ...desk, page };
}

test('what nobody has taken yet is listed, and withdrawn with one press', async () => {
  const { page, http, inbox } = await openPage(
    [invitation('i1', 'eve@altan.example'), invitation('i2', 'bold@altan.example')],
    {
      'DELETE invitations/i1': () => null,
    },
  );
  await vi.waitUntil(() => page.text.includes('eve@altan.example'));
  expect(page.text).toContain('Not taken yet');
  await page.check(page.host.querySelector('[aria-label="Withdraw the invitation of eve@altan.example"]')!);
  await vi.waitUntil(() => !page.text.includes('eve@altan.example'));
  expect(page.text).toContain('bold@altan.example');
  expect(http.asked('DELETE')).toHaveLength(1);
  expect(toastsOf(inbox).at(-1)!.text).toBe('The link of eve@altan.example works no more');
});

test('one that somebody took meanwhile is said to be gone, and the list is read anew', async () => {
  const all = [invitation('i1', 'eve@altan.example')];
  const { page } = await openPage(all, {
    'DELETE invitations/i1': () => {
      all.length = 0;
      throw new ApiError('NOT_FOUND');
    },
  });
  await vi.waitUntil(() => page.text.includes('eve@altan.example'));
  await page.check(page.host.querySelector('[aria-label^="Withdraw"]')!);
  await vi.waitUntil(() => !page.text.includes('eve@altan.example'));
});

test('a new one is in the list at once', async () => {
  const all: Invitation[] = [];
  const { page } = await openPage(all, {
    'POST invitations': () => {
      all.push(invitation('i3', 'new@altan.example'));
      return {
        url: 'https://desk.example/inbox#invite=x',
        email: 'new@altan.example',
        role: 'agent',
        expiresAt: START + DAY,
      };
    },
  });
  await page.type(page.field('E-mail of the new agent'), 'new@altan.example');
  await page.submit();
  await vi.waitUntil(() => page.host.querySelector('[aria-label="Withdraw the invitation of new@altan.example"]'));
});

test('RI7 an owner chooses at the invitation which of several sites the new agent sees, and reads it in the list', async () => {
  const sites = [site({ id: 'one', name: 'Altan Flowers' }), site({ id: 'two', name: 'Tulga Stoves' })];
  const all: Invitation[] = [];
  const { page, http, inbox } = await openPage(all, {
    'GET sites': () => sites,
    'POST invitations': ({ body }) => {
      const made = { ...invitation('i4', 'new@altan.example'), ...(body as Pick<Invitation, 'siteIds'>) };
      all.unshift(made);
      return { ...made, url: 'https://desk.example/inbox#invite=x' };
    },
  });
  await vi.waitUntil(() => inbox.sites.all.value.length === 2);
  const box = (name: string) => page.field(name) as HTMLInputElement;
  await page.type(page.field('E-mail of the new agent'), 'new@altan.example');
  await page.check(box('All sites'));
  await page.check(box('Altan Flowers'));
  await page.submit();
  await vi.waitUntil(() => page.text.includes('Agent · Tulga Stoves · by'));
  expect(http.asked('POST').at(-1)!.body).toEqual({ email: 'new@altan.example', role: 'agent', siteIds: ['two'] });
  // The next one begins with all again.
  expect(box('All sites').checked).toBe(true);
});

test('RI7 an owner who is invited sees all sites: there is nothing to choose', async () => {
  const sites = [site({ id: 'one' }), site({ id: 'two' })];
  const made = { ...invitation('i5', 'new@altan.example'), url: 'https://desk.example/inbox#invite=x' };
  const { page, http, inbox } = await openPage([], { 'GET sites': () => sites, 'POST invitations': () => made });
  await vi.waitUntil(() => inbox.sites.all.value.length === 2);
  await page.type(page.field('E-mail of the new agent'), 'new@altan.example');
  await page.check(page.field('All sites'));
  const role = page.host.querySelector('select')!;
  await act(() => {
    role.value = 'owner';
    role.dispatchEvent(new Event('change', { bubbles: true }));
  });
  expect(page.text).not.toContain('All sites');
  await page.submit();
  await vi.waitUntil(() => http.asked('POST').length === 1);
  expect(http.asked('POST')[0]!.body).toMatchObject({ role: 'owner', siteIds: null });
});

test('AC2 the settings name a proxy that the server does not know', async () => {
  const desk = openInbox([]);
  const page = await draw(desk, <Settings page="profile" isBehind={false} onMenu={() => {}} />);
  expect(page.text).not.toContain('TRUST_PROXY');
  desk.inbox.me.value = { ...desk.inbox.me.value, untrustedProxy: '172.18.0.1' };
  await vi.waitUntil(() => page.text.includes('TRUST_PROXY=172.18.0.1'));
});
