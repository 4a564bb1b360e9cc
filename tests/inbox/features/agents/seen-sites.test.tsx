// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { AgentRow } from '../../../../inbox/features/agents/settings/AgentRow.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Agent } from '../../../../protocol/agents.ts';
import { draw } from '../../draw.tsx';
import { site } from '../../fixtures.ts';
import { openInbox, temuulen } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const SITES = [site({ id: 'one', name: 'Altan Flowers' }), site({ id: 'two', name: 'Tulga Stoves' })];

async function openRow(change: Partial<Agent> = {}, sites = SITES) {
  const known = { ...temuulen, role: 'agent' as const, ...change };
  const desk = openInbox([], {
    answers: {
      'GET sites': () => sites,
      'PATCH agents/temuulen': ({ body }) => ({ ...known, ...(body as Partial<Agent>) }),
    },
  });
  await vi.waitUntil(() => desk.inbox.sites.all.value.length === sites.length);
  const page = await draw(desk, <AgentRow agent={known} />);
  return { page, bodies: () => desk.http.asked('PATCH').map(call => call.body) };
}

test('RI4 an owner chooses which of several sites an agent sees', async () => {
  const { page, bodies } = await openRow();
  expect(page.text).not.toContain('Tulga Stoves');
  await page.check(page.field('All sites'));
  expect(bodies()).toEqual([{ siteIds: ['one', 'two'] }]);

  const limited = await openRow({ siteIds: ['one'] });
  const boxes = ['All sites', 'Altan Flowers', 'Tulga Stoves'].map(
    name => limited.page.field(name) as HTMLInputElement,
  );
  expect(boxes.map(box => box.checked)).toEqual([false, true, false]);
  await limited.page.check(boxes[2]!);
  await limited.page.check(boxes[0]!);
  expect(limited.bodies()).toEqual([{ siteIds: ['one', 'two'] }, { siteIds: null }]);
});

test('RI4 there is nothing to choose for an owner, nor with one site', async () => {
  expect((await openRow({ role: 'owner' })).page.text).not.toContain('All sites');
  const { page } = await openRow({}, SITES.slice(0, 1));
  expect(page.text).not.toContain('All sites');
});
