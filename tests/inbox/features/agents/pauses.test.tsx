// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, test } from 'vitest';
import { Me } from '../../../../inbox/features/agents/Me.tsx';
import { AskBack } from '../../../../inbox/features/agents/pause/AskBack.tsx';
import { PauseDialog } from '../../../../inbox/features/agents/pause/PauseDialog.tsx';
import { ownText, presenceText } from '../../../../inbox/features/agents/presence-text.ts';
import { loadWords, speak } from '../../../../inbox/shell/locale.ts';
import type { AgentPresence, Pause } from '../../../../protocol/agents.ts';
import { draw } from '../../draw.tsx';
import { START } from '../../fixtures.ts';
import { openInbox, sarnai, temuulen } from '../../open-inbox.ts';

const MINUTE = 60_000;
const AWAY: Pause = { isFinishing: false, reason: null, note: '', until: null };

beforeEach(async () => {
  await speak('en');
  await loadWords();
});

test.each<[Pick<AgentPresence, 'isHere' | 'pause'>, RegExp]>([
  [{ isHere: true, pause: null }, /^here$/],
  [{ isHere: false, pause: null }, /^not here$/],
  [{ isHere: false, pause: AWAY }, /^not here$/],
  [{ isHere: false, pause: { ...AWAY, reason: 'meal', until: START + MINUTE } }, /^Meal · back .*\d/],
  [{ isHere: false, pause: { ...AWAY, reason: 'meal', until: START } }, /^Meal · meant to be back .*\d/],
  [{ isHere: true, pause: { ...AWAY, isFinishing: true, note: 'Ask Bold' } }, /^finishing up · \u2068Ask Bold\u2069$/],
])('PA1 PA2 colleagues read %o', (presence, text) => {
  expect(presenceText({ ...temuulen, ...presence }, START)).toMatch(text);
});

test.each<[Pause, RegExp]>([
  [AWAY, /^Away$/],
  [{ ...AWAY, until: START + MINUTE }, /^Away until .*\d/],
  [{ ...AWAY, until: START }, /^Away$/],
  [{ ...AWAY, isFinishing: true }, /^Finishing up$/],
])('PA1 PA3 oneself reads of %o', (pause, text) => {
  expect(ownText(pause, START)).toMatch(text);
});

/** An inbox whose agent is connected, and what it told of them. */
function open() {
  const desk = openInbox();
  desk.welcome();
  return { ...desk, told: () => desk.link.ofType('presence.set') };
}

test('PA1 the dialog is ready for Enter, and says why, for whom and until when', async () => {
  const desk = open();
  const page = await draw(desk, <PauseDialog />);
  expect(document.activeElement).toBe(page.host.querySelector('.times button'));
  await page.choose('Why', 'meeting');
  await page.type(page.field('For colleagues'), ' With the florists ');
  await page.key(document.activeElement!, 'ArrowDown');
  await act(async () => (document.activeElement as HTMLElement).click());
  const said = {
    isFinishing: false,
    reason: 'meeting',
    note: 'With the florists',
    until: START + 30 * MINUTE,
  } as const;
  expect(desk.told()).toEqual([{ type: 'presence.set', isAway: true, ...said }]);
  expect(desk.inbox.agents.pause.value).toEqual(said);
  expect(desk.inbox.agents.isAsked.value).toBe(false);
});

test('PA3 who finishes up says so in the menu, is here still, and reads it; news of the server counts', async () => {
  const desk = open();
  const page = await draw(desk, <Me />);
  const menu = () => page.host.querySelector<HTMLElement>('.me-button')!;
  const item = (name: string) =>
    [...page.host.querySelectorAll<HTMLElement>('[role=menuitem]')].find(each => each.textContent!.startsWith(name))!;
  await act(() => menu().click());
  await act(() => item('Finish up').click());
  expect(desk.told()).toEqual([{ type: 'presence.set', isAway: false, ...AWAY, isFinishing: true }]);
  expect(page.text).toContain('Finishing up');
  await act(() =>
    desk.link.tell({ type: 'agents', agents: [{ ...sarnai, isHere: false, pause: { ...AWAY, reason: 'done' } }] }),
  );
  expect(page.host.querySelector('.me-name small')!.textContent).toBe('Away');
  await act(() => menu().click());
  await act(() => item('I am back').click());
  expect(desk.told().at(-1)).toEqual({ type: 'presence.set', isAway: false });
  expect(page.host.querySelector('.me-name small')!.textContent).toBe('Here');
});

test('PA2 who meant to be back is asked: back, or a quarter of an hour more', async () => {
  const desk = open();
  const pause: Pause = { ...AWAY, reason: 'meal', until: START - MINUTE };
  desk.inbox.agents.all.value = [{ ...sarnai, isHere: false, pause }];
  const page = await draw(desk, <AskBack until={pause.until!} />);
  expect(page.host.querySelector('[role=alert]')!.textContent).toMatch(/You meant to be back .*\d/);
  await page.press('15 minutes more');
  const later = { ...pause, until: START + 15 * MINUTE };
  expect(desk.told()).toEqual([{ type: 'presence.set', isAway: true, ...later }]);
  await page.press('I am back');
  expect(desk.told().at(-1)).toEqual({ type: 'presence.set', isAway: false });
});

test('A1 a time that has passed while the link was down is told without it', () => {
  const desk = open();
  desk.link.become('waiting');
  desk.inbox.agents.setPause({ ...AWAY, reason: 'meal', until: START - MINUTE });
  desk.welcome();
  expect(desk.told()).toEqual([{ type: 'presence.set', isAway: true, ...AWAY, reason: 'meal' }]);
});
