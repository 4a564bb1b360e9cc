// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, test, vi } from 'vitest';
import { RoutingPage } from '../../../../inbox/features/routing/settings/RoutingPage.tsx';
import { ruleText, weekText } from '../../../../inbox/features/routing/settings/rule-text.ts';
import { useInbox } from '../../../../inbox/inbox.ts';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { RoutingRule } from '../../../../protocol/routing.ts';
import type { SiteSettings } from '../../../../protocol/sites.ts';
import type { Team } from '../../../../protocol/teams.ts';
import { draw } from '../../draw.tsx';
import { site } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const REPAIRS: Team = { id: 't1', name: 'Repairs', agentIds: ['temuulen'] };
const SALES: Team = { id: 't2', name: 'Sales', agentIds: [] };
const rule = (teamId: string, asks: Partial<RoutingRule> = {}): RoutingRule => ({
  pages: [],
  languages: [],
  topics: [],
  hours: null,
  teamId,
  ...asks,
});

/** The page of the first site that the inbox knows. */
function First() {
  const [first] = useInbox().sites.all.value;
  return first ? <RoutingPage site={first} /> : null;
}

async function openPage(teams: Team[], rules: RoutingRule[] = [], answers: Answers = {}) {
  let known = site({ key: 'altan', routing: { rules, widenMinutes: 3 } });
  const desk = openInbox([], {
    answers: {
      'GET sites': () => [known],
      'GET teams': () => teams,
      'POST teams': ({ body }) => ({ ...(body as object), id: 't9' }),
      'PATCH sites/altan': ({ body }) => {
        known = { ...known, ...(body as Partial<SiteSettings>) };
        return known;
      },
      ...answers,
    },
  });
  desk.welcome();
  const page = await draw(desk, <First />);
  await vi.waitUntil(() => page.text.includes('Teams'));
  const saved = () => (desk.http.asked('PATCH').at(-1)?.body as SiteSettings | undefined)?.routing;
  const sentences = () =>
    [...page.host.querySelectorAll('.routing-rules .settings-name')].map(each => each.textContent);
  return { ...desk, page, saved, sentences };
}

/** Without the marks that keep a value's direction to itself. */
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');

test('a rule is a sentence, of what it asks for and for whom', () => {
  const teams = [REPAIRS];
  const all = rule('t1', { pages: ['/shop', '/cart'], languages: ['am'], topics: ['refund'] });
  expect(plain(ruleText(all, teams))).toBe('Whoever is on /shop or /cart, speaks Amharic, writes of “refund”: Repairs');
  expect(plain(ruleText(rule('t1'), teams))).toBe('Everybody: Repairs');
  expect(plain(ruleText(rule('t0'), teams))).toBe('Everybody: somebody who is gone');
  const work = [{ from: '09:00', to: '18:00' }];
  expect(weekText([work, work, work, work, work, [{ from: '10:00', to: '14:00' }], []])).toBe(
    'Mon–Fri 09:00–18:00, Sat 10:00–14:00',
  );
});

test('a rule may lead to one agent, also where there is no team', async () => {
  const { page, saved, sentences } = await openPage([]);
  await page.press('New rule');
  await page.choose('For', 'temuulen');
  await page.submit(page.host.querySelector<HTMLFormElement>('.settings-card'));
  await vi.waitUntil(() => sentences().length === 1);
  const { teamId: _, ...asks } = rule('');
  expect(saved()!.rules).toEqual([{ ...asks, agentId: 'temuulen' }]);
  expect(plain(sentences()[0]!)).toBe('Everybody: Temuulen');
});

test('a team is made, and rules may lead to it', async () => {
  const { page, http } = await openPage([]);
  await page.press('New team');
  expect(document.activeElement).toBe(page.field('Name'));
  await page.type(page.field('Name'), 'Repairs');
  await page.check(page.field('Temuulen'));
  await page.submit(page.host.querySelector<HTMLFormElement>('.settings-card'));
  await vi.waitUntil(() => page.hasButton('New team'));
  expect(http.asked('POST')[0]!.body).toEqual({ name: 'Repairs', agentIds: ['temuulen'] });
  expect(document.activeElement).toBe(page.button('New team'));
});

test('a rule is made: what is left empty asks for nothing', async () => {
  const { page, saved, sentences } = await openPage([REPAIRS, SALES]);
  await page.press('New rule');
  await page.type(page.field('Words'), 'refund\n\n broken ');
  await page.choose('For', 't2');
  await page.submit(page.host.querySelector<HTMLFormElement>('.settings-card'));
  await vi.waitUntil(() => sentences().length === 1);
  expect(saved()).toEqual({ rules: [rule('t2', { topics: ['refund', 'broken'] })], widenMinutes: 3 });
  expect(plain(sentences()[0]!)).toBe('Whoever writes of “refund” or “broken”: Sales');
  expect(document.activeElement).toBe(page.button('New rule'));
});

test('what the server does not take is said under its field, and stays', async () => {
  const { page } = await openPage([REPAIRS], [rule('t1')], {
    'PATCH sites/altan': () => {
      throw new ApiError('BAD_REQUEST', { 'routing.rules.1.topics.0': 'FIELD_INVALID' });
    },
  });
  await page.press('New rule');
  await page.type(page.field('Words'), 'a');
  await page.submit(page.host.querySelector<HTMLFormElement>('.settings-card'));
  await vi.waitUntil(() => page.text.includes('Up to twenty lines'));
  expect(page.field('Words').value).toBe('a');
});

test('rules are moved by keys: the focus goes along, and the ends go no further', async () => {
  const { page, saved, sentences, http } = await openPage([REPAIRS, SALES], [rule('t1'), rule('t2'), rule('t1')]);
  await page.press('Move rule 3 up');
  await vi.waitUntil(() => plain(sentences()[1]!) === 'Everybody: Repairs');
  expect(saved()!.rules.map(({ teamId }) => teamId)).toEqual(['t1', 't1', 't2']);
  expect(document.activeElement).toBe(page.button('Move rule 2 up'));
  expect(page.button('Move rule 1 up').getAttribute('aria-disabled')).toBe('true');
  const asked = http.asked('PATCH').length;
  await page.press('Move rule 1 up');
  await page.press('Move rule 3 down');
  expect(http.asked('PATCH')).toHaveLength(asked);
});

test('a removed rule can be brought back', async () => {
  const { page, inbox, sentences } = await openPage([REPAIRS, SALES], [rule('t2')]);
  await page.check([...page.host.querySelectorAll('.routing-rules button')].at(-1)!);
  await vi.waitUntil(() => sentences().length === 0);
  await act(async () => toastsOf(inbox).at(-1)!.undo!());
  await vi.waitUntil(() => sentences().length === 1);
});

test('a team that a rule names is not removed, and another one is', async () => {
  const { page, inbox, http } = await openPage([REPAIRS, SALES], [rule('t1')], { 'DELETE teams/t2': () => null });
  const removers = () => [...page.host.querySelectorAll('.teams button')].filter(each => each.textContent === 'Remove');
  await page.check(removers()[0]!);
  expect(plain(toastsOf(inbox).at(-1)!.text)).toContain('gives people to Repairs');
  expect(http.asked('DELETE')).toEqual([]);
  await page.check(removers()[1]!);
  await vi.waitUntil(() => removers().length === 1);
  expect(http.asked('DELETE').map(({ what }) => what)).toEqual(['DELETE teams/t2']);
});

test('how long somebody waits for those who are meant is set for a site', async () => {
  const { page, saved } = await openPage([REPAIRS], [rule('t1')]);
  await page.type(page.field('Minutes to wait for those who are meant'), '10');
  await page.submit([...page.host.querySelectorAll('form')].at(-1)!);
  await vi.waitUntil(() => saved() !== undefined);
  expect(saved()).toEqual({ rules: [rule('t1')], widenMinutes: 10 });
});
