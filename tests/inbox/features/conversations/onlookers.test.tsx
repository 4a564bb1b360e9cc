// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, test } from 'vitest';
import { Thread } from '../../../../inbox/features/conversations/Thread.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import { draw } from '../../draw.tsx';
import { conversation } from '../../fixtures.ts';
import { openThread } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

async function openTwo() {
  const desk = await openThread([conversation('a'), conversation('b')], 'a');
  const { host } = await draw(desk, <Thread id="a" view="mine" onPerson={() => undefined} />);
  const tell = (agentIds: string[], conversationId = 'a') =>
    act(() => desk.link.tell({ type: 'onlookers', conversationId, agentIds }));
  return { desk, host, tell, pills: () => host.querySelector('.thread-title .pills')!.textContent };
}

test('ON1 the head names colleagues who have it open too, not oneself, until the link is down', async () => {
  const { desk, tell, pills } = await openTwo();
  await tell(['sarnai']);
  expect(pills()).toBe('');
  await tell(['sarnai', 'temuulen']);
  expect(pills()).toContain('Temuulen has this open too');
  await tell(['sarnai', 'temuulen'], 'b');
  expect(pills()).toBe('');
  await tell(['temuulen']);
  await act(() => desk.link.become('waiting'));
  expect(pills()).toBe('');
});

test('ON1 the composer says that a colleague answers, and the log that the person types', async () => {
  const { desk, host } = await openTwo();
  const types = (agentId: string | null, isTyping: boolean) =>
    act(() => desk.link.tell({ type: 'typing', conversationId: 'a', agentId, isTyping }));
  const said = () => host.querySelector('.composer [role=status]')!.textContent;
  await types('temuulen', true);
  expect(said()).toBe('Temuulen is answering…');
  expect(host.querySelector('.log .typing')).toBe(null);
  await types(null, true);
  expect(host.querySelector('.log .typing')!.textContent).toBe('typing…');
  await types('temuulen', false);
  expect(said()).toBe('');
});
