import { expect, test } from 'vitest';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { startDesk } from './desk.ts';
import { entriesIn } from './evidence.ts';
import { Browser } from './page.ts';
import { until } from './until.ts';

/** The largest message that there is, in letters of three bytes, so that slivers cut through them. */
const LONG = 'नमस्ते '.repeat(1000).slice(0, LIMITS.messageChars).trim();

test.each([
  ['of one byte', { sliceBytes: 1 }],
  ['of seven bytes, each a little late', { sliceBytes: 7, delayMs: 1 }],
])('W5 C2 a link that hands on slivers %s carries everything whole', async (_name, shape) => {
  const desk = await startDesk();
  desk.proxy.shape(shape);
  const browser = new Browser(desk);
  const page = browser.open();
  const { entry } = await page.say(LONG.slice(0, 400));
  await Promise.all(['Two', 'Three'].map(text => page.say(text)));
  desk.proxy.shape({ ...shape, sliceBytes: 97 });
  await page.say(LONG);
  const texts = [LONG.slice(0, 400), 'Two', 'Three', LONG];
  expect((await entriesIn(desk.database)).map(each => each.body)).toEqual(texts);
  const later = browser.open();
  await until('the whole talk', () => later.entries.size === texts.length);
  expect(later.texts).toEqual(texts);
  expect(later.shown[0]).toEqual(entry);
  expect([...page.closes, ...later.closes]).toEqual([]);
});
