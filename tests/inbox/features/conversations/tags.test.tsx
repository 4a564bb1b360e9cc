// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, test, vi } from 'vitest';
import { matchTags } from '../../../../inbox/features/tags/match.ts';
import { TagPicker } from '../../../../inbox/features/tags/TagPicker.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import { draw } from '../../draw.tsx';
import { conversation } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

test('TG1 what was typed finds tags however it is typed, and makes a new one last', () => {
  const known = ['vip', 'delivery', 'no delivery', 'хүргэлт'];
  const found = (typed: string) => matchTags(known, typed).map(({ tag, isNew }) => (isNew ? `new ${tag}` : tag));
  expect(found('')).toEqual(known);
  expect(found('#DEL')).toEqual(['delivery', 'no delivery', 'new del']);
  expect(found('  Хүр')).toEqual(['хүргэлт', 'new хүр']);
  expect(found('delivery')).toEqual(['delivery', 'no delivery']);
});

test('TG1 letters filter, arrows choose, Enter puts a tag on and takes it off', async () => {
  const tagged = conversation('a', { tags: ['vip'] });
  const desk = openInbox([tagged], { answers: { 'GET conversations/a/tags': () => ['delivery', 'vip'] } });
  desk.inbox.show({ view: 'mine', siteId: null, conversationId: 'a' });
  desk.welcome();
  await vi.waitUntil(() => desk.inbox.views.rows.value.status === 'ready');
  const { host, key } = await draw(desk, <TagPicker conversation={tagged} onClose={() => undefined} />);
  const options = () => [...host.querySelectorAll('[role=option]')].map(each => each.textContent);
  await vi.waitUntil(() => options().length === 2);
  expect(options()).toEqual(['#vip', '#delivery']);
  const field = host.querySelector('input')!;
  const type = (text: string) =>
    act(() => {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  const sent = () =>
    desk.link.sent.flatMap(each => (each.type === 'conversation.tag' ? [`${each.tag} ${each.isOn}`] : []));
  await type('d');
  await key(field, 'ArrowDown');
  await key(field, 'Enter');
  expect(field.value).toBe('');
  await type('deliv');
  await key(field, 'Enter');
  await key(field, 'Enter');
  expect(sent()).toEqual(['d true', 'delivery true', 'vip false']);
});
