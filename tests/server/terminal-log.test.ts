import { expect, test } from 'vitest';
import { createTerminalLog } from '../../server/terminal-log.ts';

const FORGED = 'harmless\n12:00:00 INFO  all is well \u001b[2J\u009b31m';

test('LG2 nobody begins a line of the log at a terminal, or steers it', () => {
  const shown: string[] = [];
  const log = createTerminalLog(text => shown.push(text));
  log.release();
  const err = { stack: `Error: ${FORGED}\n    at here` };
  log.write(JSON.stringify({ level: 40, time: 0, msg: FORGED, err }));
  const [lines = []] = shown.map(text => text.split('\n'));
  expect(lines.filter(line => /^\S/.test(line))).toEqual([
    expect.stringMatching(/^\d\d:\d\d:\d\d warn {2}harmless 12:00:00 INFO {2}all is well {2}\[2J 31m$/),
  ]);
  expect(lines.slice(1)).toEqual(['  Error: harmless', '  12:00:00 INFO  all is well  [2J 31m', '    at here']);
  expect(shown.join('\n')).not.toMatch(/(?!\n)\p{Cc}/u);
});
