// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { AgentRow } from '../../../../inbox/features/agents/settings/AgentRow.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Agent } from '../../../../protocol/agents.ts';
import { draw } from '../../draw.tsx';
import { openInbox, temuulen, toastsOf } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

test.each(['', '1000000000', '1.5', '-1'])(
  'a capacity of "%s" is not taken for another: it stays as it was',
  async text => {
    const known = { ...temuulen, role: 'agent' as const };
    const desk = openInbox([], {
      answers: { 'PATCH agents/temuulen': ({ body }) => ({ ...known, ...(body as Partial<Agent>) }) },
    });
    const page = await draw(desk, <AgentRow agent={known} />);
    const field = page.host.querySelector<HTMLInputElement>('input[type=number]')!;
    await page.type(field, text);
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await expect.poll(() => field.value).toBe(String(known.capacity));
    expect(toastsOf(desk.inbox).at(-1)!.text).toMatch(/^A whole number from 0 to/);
    expect(desk.http.asked('PATCH')).toEqual([]);
    await page.type(field, '7');
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await expect.poll(() => desk.http.asked('PATCH').map(call => call.body)).toEqual([{ capacity: 7 }]);
  },
);
