// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { Thread } from '../../../../inbox/features/conversations/Thread.tsx';
import {
  addNode,
  firstScript,
  keywordsFrom,
  moveNode,
  outlineOf,
  removeNode,
} from '../../../../inbox/features/scripts/settings/edit.ts';
import { ScriptPage } from '../../../../inbox/features/scripts/settings/ScriptPage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Script, ScriptCount } from '../../../../protocol/scripts.ts';
import { SCRIPT } from '../../../helpers/script.ts';
import { draw } from '../../draw.tsx';
import { conversation, entry, site } from '../../fixtures.ts';
import { openInbox, openThread, toastsOf } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const FORM = { kind: 'form', name: 'Ann', email: 'ann@example.com', phone: '', subject: '', message: 'Hi' } as const;

async function openPage(script: Script | null, counts: ScriptCount[] = [], refuse?: ApiError) {
  const desk = openInbox([], {
    answers: {
      'GET sites/altan/script': () => ({ script, counts }),
      'GET sites/altan/bot': () => ({ bot: null }),
      'PUT sites/altan/script': ({ body }) => {
        if (refuse) throw refuse;
        return { script: body, counts };
      },
    },
  });
  const page = await draw(desk, <ScriptPage site={site()} />);
  const saved = () => desk.http.asked('PUT').at(-1)?.body as Script | undefined;
  await vi.waitUntil(() => page.text.includes('A small tree'));
  await vi.waitUntil(() => page.hasButton(script ? 'Save changes' : 'Write the first answer'));
  const trial = () => page.host.querySelector('.script-log')!;
  const said = () => [...trial().querySelectorAll('p')].map(each => each.textContent);
  return { ...desk, page, saved, trial, said };
}

test('SA5 a site begins with a first answer; faults are listed, lead to their place, and keep it off', async () => {
  const { page, saved, inbox } = await openPage(null);
  await page.press('Write the first answer');
  await page.check(page.field('Answer visitors by itself'));
  expect(page.text).toContain('Mend first what is wrong');
  expect(page.button('Save changes').getAttribute('aria-disabled')).toBe('true');
  await page.press('No words yet: has no words on its button (Mongolian)');
  await page.type(page.field('On the button'), 'Delivery');
  await page.type(page.field('Answer'), 'The same day.');
  await page.type(page.field('Keywords'), 'deliver, send,');
  await page.press('First answer: has no answer (Mongolian)');
  await page.type(page.field('Answer'), 'How can we help?');
  expect(page.text).toContain('Nothing is wrong with it.');
  await page.submit();
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text === 'Saved');
  expect(saved()).toMatchObject({ isOn: true, locales: ['mn'] });
  expect(saved()!.nodes.map(each => each.words.mn)).toEqual([
    { button: '', text: 'How can we help?', keywords: [] },
    { button: 'Delivery', text: 'The same day.', keywords: ['deliver', 'send'] },
  ]);
});

test('SA4 it can be tried beside the editor, with what is being typed, by buttons and by words', async () => {
  const { page, said, trial } = await openPage(SCRIPT);
  expect(said()).toEqual(['What is it about?']);
  await page.press('In the city');
  await page.type(page.field('Answer'), 'In an hour.');
  await page.type(page.field('Say something'), 'in the city');
  await page.submit(page.host.querySelector<HTMLFormElement>('.script-say'));
  expect(said().slice(1)).toEqual(['in the city', 'In an hour.\n\nDid this help?']);
  const person = [...trial().querySelectorAll('button')].at(-1)!;
  expect(person.textContent).toBe('Talk to a person');
  await page.check(person);
  expect(said().at(-1)).toBe('Here a person is called.');
  await page.press('From the beginning');
  expect(said()).toEqual(['What is it about?']);
});

test('SA5 another language brings what it lacks, and can be taken away again', async () => {
  const { page, said } = await openPage(SCRIPT);
  await page.press('Russian');
  expect(said()).toEqual(['Чем помочь?']);
  expect(page.button('Russian').getAttribute('aria-pressed')).toBe('true');
  const add = page.host.querySelector<HTMLSelectElement>('select')!;
  add.value = 'hi';
  await page.check(add);
  add.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitUntil(() => page.text.includes('First answer: has no answer (Hindi)'));
  await page.press('Remove Hindi');
  expect(page.text).toContain('Nothing is wrong with it.');
});

test('SA5 a script from a file is kept switched off, and what is none is refused in words', async () => {
  const choose = async (opened: Awaited<ReturnType<typeof openPage>>, text: string) => {
    const field = opened.page.host.querySelector<HTMLInputElement>('input[type=file]')!;
    Object.defineProperty(field, 'files', { value: [new File([text], 'script.json')], configurable: true });
    field.dispatchEvent(new Event('change'));
  };
  const opened = await openPage(firstScript('en'));
  await choose(opened, JSON.stringify(SCRIPT));
  await vi.waitUntil(() => toastsOf(opened.inbox).at(-1)?.text.startsWith('Imported'));
  expect(opened.saved()).toEqual({ ...SCRIPT, isOn: false });
  expect(opened.page.hasButton('Opening hours')).toBe(true);
  const refused = await openPage(SCRIPT, [], new ApiError('FIELD_INVALID'));
  await choose(refused, 'no JSON');
  await vi.waitUntil(() => toastsOf(refused.inbox).at(-1)?.text.includes('not a script'));
  expect(refused.page.hasButton('Opening hours')).toBe(true);
});

test('SA6 the figures say which answers were given and helped, those given most first', async () => {
  const of = (node: string, act: ScriptCount['act'], count: number) => ({ day: '2026-03-04', node, act, count });
  const { page } = await openPage(SCRIPT, [
    of('hours', 'answer', 2),
    of('hours', 'offered', 9),
    of('city', 'answer', 5),
    of('city', 'thanks', 4),
  ]);
  const rows = [...page.host.querySelectorAll('tbody tr')].map(row => [...row.children].map(each => each.textContent));
  expect(rows).toEqual([
    ['In the city', '0', '5', '4', '0', '0'],
    ['Opening hours', '9', '2', '0', '0', '0'],
  ]);
});

test('SA2 nobody is called to what the script answers, and the list says so; who asks for a person rings', async () => {
  const ann = conversation('ann', { status: 'closed', waitingSince: null });
  const desk = await openThread([ann], 'ann');
  const script = { is: 'answering', trail: [], isAsked: false } as const;
  const hello = entry(2, { conversationId: 'ann' });
  desk.added(hello, { ...ann, lastSeq: 2, script: { ...script, trail: [] } });
  expect(desk.rang).toEqual([]);
  const form = entry(3, { conversationId: 'ann', body: { ...FORM } });
  desk.added(form, { ...ann, lastSeq: 3, status: 'open', script: { ...script, trail: [] } });
  expect(desk.rang).toEqual([form]);
  const call = entry(4, { conversationId: 'ann' });
  desk.added(call, { ...ann, lastSeq: 4, status: 'open', script: { is: 'handed_over', trail: [], isAsked: false } });
  expect(desk.rang).toEqual([form, call]);
});

test('SA3 what a person has can be given back from the menu, where the script has spoken at all', async () => {
  const ann = conversation('ann', { script: { is: 'silent', trail: ['hours'], isAsked: false } });
  const bob = conversation('bob');
  const desk = await openThread([ann, bob], 'ann');
  const page = await draw(desk, <Thread id="ann" view="mine" onPerson={() => undefined} />);
  desk.inbox.conversations.changes.resumeScript('bob');
  expect(desk.link.ofType('script.resume')).toEqual([]);
  const more = [...page.host.querySelectorAll<HTMLElement>('.thread-acts button')].find(each =>
    each.textContent.includes('More'),
  )!;
  await page.check(more);
  const item = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find(each =>
    each.textContent.includes('Give back to the scripted answers'),
  )!;
  await page.check(item);
  expect(desk.link.ofType('script.resume')).toMatchObject([{ conversationId: 'ann' }]);
  expect(desk.inbox.conversations.find('ann')).toMatchObject({ status: 'closed', script: { is: 'answering' } });
});

test('SA5 an answer is added, moved and taken away with what only it led to', () => {
  const names = (script: Script) => outlineOf(script).map(({ node, depth }) => `${'-'.repeat(depth)}${node.id}`);
  expect(names(SCRIPT)).toEqual(['start', '-delivery', '--city', '--country', '-hours']);
  expect(names(moveNode(SCRIPT, 'hours', -1))).toEqual(['start', '-hours', '-delivery', '--city', '--country']);
  expect(moveNode(SCRIPT, 'hours', 1)).toBe(SCRIPT);
  expect(names(removeNode(SCRIPT, 'delivery'))).toEqual(['start', '-hours']);
  expect(removeNode(SCRIPT, 'start')).toBe(SCRIPT);
  const { script, id } = addNode(SCRIPT, 'hours');
  expect(names(script)).toEqual([...names(SCRIPT), `--${id}`]);
  expect(new Set(script.nodes.map(each => each.id)).size).toBe(script.nodes.length);
  expect(keywordsFrom('open, Open ,، часы،  ')).toEqual(['open', 'часы']);
});
