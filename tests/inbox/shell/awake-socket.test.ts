import { beforeEach, expect, test, vi } from 'vitest';

/** As a browser's, of which a test hears what it sends. */
class FakeSocket extends EventTarget {
  static sent: string[] = [];
  send(text: string): void {
    FakeSocket.sent.push(text);
  }
}
vi.stubGlobal('WebSocket', FakeSocket);
const { AwakeSocket } = await import('../../../inbox/shell/awake-socket.ts');

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  FakeSocket.sent = [];
});

test('W6 a page whose timers do not run answers what it hears, when a ping is due', () => {
  const socket = new AwakeSocket('ws://desk.example');
  const hears = () => socket.dispatchEvent(new Event('message'));
  socket.send('hello');
  vi.setSystemTime(24_999);
  hears();
  expect(FakeSocket.sent).toEqual(['hello']);
  vi.setSystemTime(30_000);
  hears();
  hears();
  expect(FakeSocket.sent).toEqual(['hello', '{"type":"ping"}']);
});
