// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { beforeEach, expect, test, vi } from 'vitest';
import { lazy } from '../../../inbox/shell/lazy.tsx';
import { byLocale, speak } from '../../../inbox/shell/locale.ts';
import { draw } from '../draw.tsx';
import { openInbox } from '../open-inbox.ts';

beforeEach(() => speak('en'));

/** A room whose code and words come when the test lets them. */
function createRoom() {
  const code = Promise.withResolvers<void>();
  const words = Promise.withResolvers<void>();
  const asked: string[] = [];
  const load = vi.fn(async () => {
    await code.promise;
    const later = (locale: string) => async () => {
      asked.push(locale);
      await words.promise;
      return `words in ${locale}`;
    };
    const say = byLocale({
      en: later('en'),
      ru: later('ru'),
      mn: later('mn'),
      ar: later('ar'),
      am: later('am'),
      hi: later('hi'),
    });
    return ({ name }: { name: string }) => (
      <p>
        {name}: {say()}
      </p>
    );
  });
  return { code, words, asked, load };
}

test('a room shows only when its words are there, those of one language alone', async () => {
  const room = createRoom();
  const Room = lazy(room.load);
  const { host } = await draw(openInbox(), <Room name="room" />);
  expect(host.textContent).toBe('');
  await act(() => room.code.resolve());
  await vi.waitUntil(() => room.asked.length > 0);
  expect(host.textContent).toBe('');
  await act(() => room.words.resolve());
  await vi.waitUntil(() => host.textContent === 'room: words in en');
  expect(room.asked).toEqual(['en']);
});

test('a language that is chosen while a room comes reaches it too, and rooms that are there', async () => {
  const room = createRoom();
  const Room = lazy(room.load);
  const { host } = await draw(openInbox(), <Room name="room" />);
  room.code.resolve();
  await vi.waitUntil(() => room.asked.length > 0);
  const spoken = speak('ru');
  room.words.resolve();
  await act(() => spoken);
  await vi.waitUntil(() => host.textContent === 'room: words in ru');
  await act(() => speak('en'));
  expect(host.textContent).toBe('room: words in en');
});

const say = byLocale({
  en: async () => 'en',
  ru: async () => 'ru',
  mn: async () => 'mn',
  ar: async () => 'ar',
  am: async () => 'am',
  hi: async () => 'hi',
});
const Spoken = () => <p>{say()}</p>;

test('of two languages that are chosen in a row the last one is spoken', async () => {
  const { host } = await draw(openInbox(), <Spoken />);
  await act(async () => {
    await Promise.all([speak('ar'), speak('hi')]);
  });
  expect(host.textContent).toBe('hi');
});
test('what is prepared is not asked for again when it is shown', async () => {
  const room = createRoom();
  const Room = lazy(room.load);
  Room.prepare();
  room.code.resolve();
  room.words.resolve();
  await vi.waitUntil(() => room.asked.length > 0);
  const { host } = await draw(openInbox(), <Room name="room" />);
  await vi.waitUntil(() => host.textContent === 'room: words in en');
  expect(room.load).toHaveBeenCalledTimes(1);
});

test('a room that does not come says so in its frame, and is asked for again when it is opened anew', async () => {
  const isShown = signal(true);
  const load = vi.fn(async () => () => <p>There it is</p>);
  load.mockRejectedValueOnce(new Error('the line is dead'));
  const Room = lazy(load, { frame: children => <main>{children}</main> });
  const Door = () => (isShown.value ? <Room /> : null);
  const { host } = await draw(openInbox(), <Door />);
  await vi.waitUntil(() => host.querySelector('main [role=alert]'));
  expect(host.textContent).toContain('Try again');
  await act(() => {
    isShown.value = false;
  });
  await act(() => {
    isShown.value = true;
  });
  await vi.waitUntil(() => host.textContent === 'There it is');
});
