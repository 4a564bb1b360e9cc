// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { LinkState } from '../../../inbox/desk/LinkState.tsx';
import { speak } from '../../../inbox/shell/locale.ts';
import { draw } from '../draw.tsx';
import { openInbox } from '../open-inbox.ts';

beforeEach(() => speak('en'));

/** The bar after a link that was refused, or is down, for longer than a reload of the server takes. */
async function drawDown(code?: 'VERSION_UNSUPPORTED') {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const desk = openInbox();
  desk.welcome();
  const bar = await draw(desk, <LinkState />);
  expect(bar.text).toBe('');
  await act(() => {
    if (code) desk.link.tell({ type: 'error', code, ref: 'hello-2' });
    desk.link.become(code ? 'refused' : 'waiting');
  });
  await act(async () => void (await vi.advanceTimersByTimeAsync(2_000)));
  return { ...desk, bar };
}

test('a link that is down says so, and can be tried at once', async () => {
  const { bar, link } = await drawDown();
  expect(bar.text).toContain('comes back by itself');
  bar.host.querySelector('button')!.click();
  expect(link.retries).toBe(1);
});

test('W1 a page of another version than the server says that it is to be reloaded, and does so', async () => {
  const reload = vi.spyOn(location, 'reload').mockReturnValue();
  const { bar, link } = await drawDown('VERSION_UNSUPPORTED');
  expect(bar.text).toContain('Deskbell has been updated.');
  const button = bar.host.querySelector('button')!;
  expect(button.textContent).toBe('Reload');
  button.click();
  expect([reload.mock.calls.length, link.retries]).toEqual([1, 0]);
});
