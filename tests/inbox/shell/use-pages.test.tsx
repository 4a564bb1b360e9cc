// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { speak } from '../../../inbox/shell/locale.ts';
import { More } from '../../../inbox/shell/More.tsx';
import { type Page, usePages } from '../../../inbox/shell/use-pages.ts';

beforeEach(() => speak('en'));
afterEach(() => render(null, document.body));

/** A list whose answers come when the test says so. */
function List({ who, asked }: { who: string; asked: Map<string, (page: Page<string>) => void> }) {
  const { items, more } = usePages<string>(cursor => new Promise(resolve => asked.set(`${who} ${cursor}`, resolve)), {
    inputs: [who],
    onFail: () => {},
  });
  return (
    <>
      <p>{items?.join(' ') ?? 'nothing yet'}</p>
      <More onMore={more} />
    </>
  );
}

test('a list grows page by page, and a late answer to an earlier question is dropped', async () => {
  const asked = new Map<string, (page: Page<string>) => void>();
  const answer = async (question: string, page: Page<string>) => {
    await vi.waitFor(() => expect([...asked.keys()]).toContain(question));
    asked.get(question)!(page);
  };
  const text = () => document.body.querySelector('p')!.textContent;
  render(<List who="Bold" asked={asked} />, document.body);
  expect(text()).toBe('nothing yet');
  await answer('Bold null', { items: ['one'], cursor: 'c' });
  await vi.waitFor(() => document.querySelector('button')!.click());
  await answer('Bold c', { items: ['two'], cursor: null });
  await expect.poll(text).toBe('one two');
  expect(document.querySelector('button')).toBe(null);

  render(<List who="Oyuna" asked={asked} />, document.body);
  await vi.waitFor(() => expect([...asked.keys()]).toContain('Oyuna null'));
  render(<List who="Tuya" asked={asked} />, document.body);
  await answer('Tuya null', { items: ['hers'], cursor: null });
  await expect.poll(text).toBe('hers');
  await answer('Oyuna null', { items: ['late'], cursor: null });
  await Promise.resolve();
  expect(text()).toBe('hers');
});
