// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { LiveCalls } from '../../../../inbox/features/calls/live/LiveCalls.tsx';
import { withNews } from '../../../../inbox/features/calls/live/live.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { ShownCall } from '../../../../protocol/calls.ts';
import { draw } from '../../draw.tsx';
import { openInbox } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';
import { glance, shown } from './fixtures.ts';

beforeEach(() => speak('en'));

const SARNAI = { agentId: 'sarnai', agentName: 'Sarnai' };
const BOLD = { agentId: 'bold', agentName: 'Bold' };

async function ring(answers: Answers = {}) {
  const desk = openInbox([], {
    answers: { 'GET calls/one/about': () => ({ people: [glance()] }), ...answers },
  });
  const page = await draw(desk, <LiveCalls />);
  const tell = (news: ShownCall) => act(async () => desk.link.tell({ type: 'call.changed', ...news }));
  await tell(shown());
  await vi.waitUntil(() => page.text.includes('Hello'));
  return { ...desk, page, tell, said: () => page.host.querySelector('[role=status]')!.textContent };
}

describe('a call that rings', () => {
  test('CL6 shows who it is and what to say first, tells screen readers, and takes no focus', async () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    const { page, said } = await ring();
    expect(page.text).toMatch(/Bolormaa.? calls/);
    expect(page.text).toMatch(/on .?Line 2/);
    expect(page.text).toMatch(/“Hello .?Bolormaa.?\.” Waits to be called back\./);
    expect(page.text).toContain('Zaisan, tower 3');
    expect(said()).toMatch(/Bolormaa.? calls, on .?Line 2/);
    expect(document.activeElement).toBe(field);
    field.remove();
  });

  test('CL6 is one card however often it is told, gone when a colleague answers, whatever overtakes what', async () => {
    const { page, tell, said } = await ring();
    await tell(shown());
    expect(page.host.querySelectorAll('section')).toHaveLength(1);
    await tell(shown({ state: 'answered', ...BOLD }));
    expect(page.host.querySelectorAll('section')).toHaveLength(0);
    expect(said()).toMatch(/Bold.? has answered\./);
  });

  test('CL6 becomes a bar for who answered, and stays for a note when it is over', async () => {
    const { page, tell, http } = await ring({
      'PATCH calls/one': ({ body }) => shown({ state: 'ended', ...SARNAI, ...(body as object) }),
    });
    await tell(shown({ state: 'answered', answeredAt: Date.now() - 65_000, ...SARNAI }));
    expect(page.text).toContain('In a call with');
    expect(page.host.querySelector('[role=timer]')!.textContent).toMatch(/^1:0\d$/);
    await tell(shown({ state: 'ringing' }));
    expect(page.text).toContain('In a call with');
    await tell(shown({ state: 'ended', answeredAt: 1_000, endedAt: 193_000, ...SARNAI }));
    expect(page.text).toContain('has ended');
    expect(page.host.querySelector('[role=timer]')!.textContent).toBe('3:12');
    await page.press('Note');
    await page.type(page.field('Note'), 'Wants peonies');
    await page.choose('What came of it', 'follow_up');
    await page.submit();
    expect(http.asked('PATCH calls/one')[0]!.body).toEqual({ note: 'Wants peonies', outcome: 'follow_up' });
    await vi.waitUntil(() => page.text.includes('Wants peonies'));
    await page.press('Put aside');
    expect(page.host.querySelectorAll('section')).toHaveLength(0);
  });

  test('CL6 is put aside by Escape, but not from a field, and is back for who answers it', async () => {
    const { page, tell } = await ring();
    await page.press('Note');
    await page.key(page.field('Note'), 'Escape');
    expect(page.hasButton('Note')).toBe(true);
    await page.key(document.body, 'Escape');
    expect(page.host.querySelectorAll('section')).toHaveLength(0);
    await tell(shown());
    expect(page.host.querySelectorAll('section')).toHaveLength(0);
    await tell(shown({ state: 'answered', answeredAt: 1, ...SARNAI }));
    expect(page.host.querySelectorAll('section')).toHaveLength(1);
  });

  test('CL4 is taken by a button where the telephone system can not say who answered', async () => {
    const { page, http } = await ring({
      'PATCH calls/one': () => shown({ state: 'answered', answeredAt: 1, ...SARNAI }),
    });
    await page.press('I have it');
    expect(http.asked('PATCH calls/one')[0]!.body).toEqual({ isMine: true });
    await vi.waitUntil(() => page.text.includes('In a call with'));
  });

  test('CL5 of a number that several share shows all of them', async () => {
    const both = [glance({ id: 'ann', name: 'Ann' }), glance({ id: 'bat', name: 'Bat', waitsFor: null })];
    const desk = openInbox([], { answers: { 'GET calls/one/about': () => ({ people: both }) } });
    const page = await draw(desk, <LiveCalls />);
    const news = shown({ contactId: null, sharedBy: ['ann', 'bat'] }, [
      { id: 'ann', name: 'Ann' },
      { id: 'bat', name: 'Bat' },
    ]);
    await act(async () => desk.link.tell({ type: 'call.changed', ...news }));
    await vi.waitUntil(() => page.text.includes('Several people'));
    expect(page.text).toMatch(/Ann.? or .?Bat/);
  });
});

test('CL6 a call of before this page, answered by a colleague or over, shows nothing', () => {
  for (const change of [{ state: 'answered', ...BOLD }, { state: 'ended' }, { state: 'ended', ...SARNAI }] as const)
    expect(withNews([], shown(change), 'sarnai')).toEqual([]);
});
