// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { speak } from '../../../inbox/shell/locale.ts';
import { useAnswer } from '../../../inbox/shell/use-answer.ts';

beforeEach(() => speak('en'));
afterEach(() => render(null, document.body));

/** A page whose answers come when the test says so. */
function Page({ who, asked }: { who: string; asked: Map<string, PromiseWithResolvers<string>> }) {
  const { answer, failure } = useAnswer(() => {
    asked.set(who, Promise.withResolvers());
    return asked.get(who)!.promise;
  }, [who]);
  return <p>{failure ?? answer ?? 'nothing yet'}</p>;
}

test('a late answer to an earlier question is dropped, and so is its failure', async () => {
  const asked = new Map<string, PromiseWithResolvers<string>>();
  const text = () => document.body.querySelector('p')!.textContent;
  for (const who of ['Bold', 'Oyuna', 'Tuya']) {
    render(<Page who={who} asked={asked} />, document.body);
    await vi.waitUntil(() => asked.has(who));
  }
  asked.get('Tuya')!.resolve('hers');
  await expect.poll(text).toBe('hers');
  asked.get('Bold')!.resolve('late');
  asked.get('Oyuna')!.reject(new Error('late, too'));
  await new Promise(resolve => setTimeout(resolve));
  expect(text()).toBe('hers');
});
