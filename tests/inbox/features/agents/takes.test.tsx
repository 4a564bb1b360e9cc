// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { pagesOf } from '../../../../inbox/desk/settings/pages.ts';
import { AgentRow } from '../../../../inbox/features/agents/settings/AgentRow.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { AgentPresence } from '../../../../protocol/agents.ts';
import { draw } from '../../draw.tsx';
import { me } from '../../fixtures.ts';
import { openInbox, sarnai, temuulen } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

async function openRow(agents: AgentPresence[]) {
  let known: AgentPresence = temuulen;
  const desk = openInbox([], {
    answers: {
      'PATCH agents/temuulen': ({ body }) => {
        known = { ...known, ...(body as Partial<AgentPresence>) };
        return known;
      },
    },
  });
  desk.welcome();
  desk.inbox.agents.all.value = agents;
  const page = await draw(desk, <AgentRow agent={known} />);
  return { desk, page, asked: () => desk.http.asked('PATCH').map(call => call.body) };
}

test('RT13 RT15 languages and a room for letters are set for each of several', async () => {
  const { page, asked } = await openRow([sarnai, temuulen]);
  expect(page.text).toContain('any language');
  await page.check(page.field('Amharic'));
  await expect.poll(asked).toEqual([{ languages: ['am'] }]);
  const letters = [...page.host.querySelectorAll<HTMLInputElement>('input[type=number]')][1]!;
  await page.type(letters, '3');
  letters.dispatchEvent(new Event('change', { bubbles: true }));
  await expect.poll(asked).toEqual([{ languages: ['am'] }, { letterCapacity: 3 }]);
  await page.type(letters, '');
  letters.dispatchEvent(new Event('change', { bubbles: true }));
  await expect.poll(() => asked().at(-1)).toEqual({ letterCapacity: null });
});

test('who is alone sees nothing of sharing the work', async () => {
  const { page, desk } = await openRow([temuulen, { ...sarnai, role: 'reader' }]);
  expect(page.host.querySelector('details')).toBeNull();
  expect(desk.inbox.agents.areSeveral()).toBe(false);
  expect(pagesOf('ofSite', { role: 'owner', areSeveral: false, switches: me().switches })).not.toContain('routing');
  expect(pagesOf('ofSite', { role: 'owner', areSeveral: true, switches: me().switches })).toContain('routing');
});
