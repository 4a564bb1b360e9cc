// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { SecurityPage } from '../../../../inbox/features/factors/settings/SecurityPage.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import { draw } from '../../draw.tsx';
import { openInbox } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const OFFER = { ticket: 'ticket', secret: 'GEZDGNBVGY3TQOJQ', url: 'otpauth://totp/Deskbell?secret=GEZDGNBVGY3TQOJQ' };
const CODES = ['abcd-efgh-jkmn-pqrs', '0123-4567-89ab-cdef'];

async function openPage(isOn: boolean) {
  const state = { isOn, codesLeft: isOn ? 2 : 0, isRequired: false };
  const turn = (on: boolean) => {
    Object.assign(state, { isOn: on, codesLeft: on ? 2 : 0 });
    return { recoveryCodes: CODES };
  };
  const desk = openInbox([], {
    answers: {
      'GET me/factor': () => ({ ...state }),
      'POST me/factor': () => OFFER,
      'PUT me/factor': () => turn(true),
      'POST me/factor/off': () => turn(false),
    },
  });
  const page = await draw(desk, <SecurityPage />);
  await vi.waitUntil(() => page.hasButton(isOn ? 'Switch off' : 'Set up'));
  return { ...desk, page };
}

test('FA1 by Escape and by Cancel the focus comes back to what was pressed', async () => {
  const { page } = await openPage(false);
  for (const leave of ['Escape', 'Cancel']) {
    await page.press('Set up');
    await vi.waitUntil(() => page.hasButton('Switch on'));
    expect(document.activeElement).toBe(page.field('Code'));
    if (leave === 'Escape') await page.key(page.field('Code'), 'Escape');
    else await page.press('Cancel');
    expect(document.activeElement).toBe(page.button('Set up'));
  }
});

test('FA1 switched on and off again, the focus is at the heading where the button is gone', async () => {
  const { page } = await openPage(false);
  const heading = [...page.host.querySelectorAll('h2')].find(each => each.textContent === 'Second factor');
  await page.press('Set up');
  await vi.waitUntil(() => page.hasButton('Switch on'));
  await page.submit();
  await vi.waitUntil(() => page.hasButton('I have kept them'));
  await page.press('I have kept them');
  await vi.waitUntil(() => page.hasButton('Switch off'));
  await vi.waitUntil(() => document.activeElement === heading);
  await page.press('Switch off');
  await page.submit();
  await vi.waitUntil(() => page.hasButton('Set up'));
  await vi.waitUntil(() => document.activeElement === heading);
});

test('FA4 of codes that were copied it is said', async () => {
  const { page } = await openPage(false);
  const copied: string[] = [];
  const clipboard = { writeText: async (text: string) => void copied.push(text) };
  vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(clipboard as Clipboard);
  await page.press('Set up');
  await vi.waitUntil(() => page.hasButton('Switch on'));
  await page.submit();
  await vi.waitUntil(() => page.hasButton('Copy'));
  await page.press('Copy');
  expect(copied).toEqual([CODES.join('\n')]);
  await vi.waitUntil(() => page.host.querySelector('[role=status]')?.textContent === 'Copied');
});
