// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { Rail } from '../../../inbox/desk/Rail.tsx';
import { AgentRow } from '../../../inbox/features/agents/settings/AgentRow.tsx';
import { Help } from '../../../inbox/features/shortcuts/help/Help.tsx';
import { RowView } from '../../../inbox/features/views/RowView.tsx';
import { callbackRow } from '../../../inbox/features/views/rows.ts';
import { loadWords, speak } from '../../../inbox/shell/locale.ts';
import type { Agent } from '../../../protocol/agents.ts';
import { draw } from '../draw.tsx';
import { callback, conversation } from '../fixtures.ts';
import { openInbox, temuulen } from '../open-inbox.ts';

beforeEach(async () => {
  await speak('en');
  await loadWords();
  HTMLDialogElement.prototype.showModal ??= vi.fn();
});

function openAs(role: Agent['role']) {
  const desk = openInbox();
  const { me } = desk.inbox;
  me.value = { ...me.value, agent: { ...me.value.agent, role } };
  desk.welcome();
  return desk;
}
const rail = async (role: Agent['role']) =>
  draw(openAs(role), <Rail isBehind={false} onHelp={() => undefined} onClose={() => undefined} />);
const current = (page: Awaited<ReturnType<typeof rail>>) => page.host.querySelector('[aria-current]')!.textContent;

test('RI2 a reader begins with all, has no list of their own and is neither here nor away', async () => {
  const agents = await rail('agent');
  expect([current(agents), agents.host.querySelector('.me .dot')]).toEqual(['MineMine', expect.anything()]);
  const readers = await rail('reader');
  expect([current(readers), readers.host.querySelector('.me .dot')]).toEqual(['AllAll', null]);
  expect(readers.text).not.toContain('Mine');
  expect(readers.host.querySelector('.me')!.textContent).toContain('Reads along');
});

test('RI2 a reader is shown no key of an act, and no button that rings somebody', async () => {
  const helpOf = async (role: Agent['role']) => {
    const page = await draw(openAs(role), <Help onClose={() => undefined} />);
    return [...page.host.querySelectorAll('dt')].map(each => each.textContent);
  };
  const acts = ['Reply', 'Private note', 'Attach files', 'Claim', 'Assign', 'Close or reopen', 'Spam or not spam'];
  expect(await helpOf('agent')).toEqual(expect.arrayContaining(acts));
  const read = await helpOf('reader');
  expect(read.filter(each => acts.includes(each))).toEqual([]);
  expect(read).toEqual(expect.arrayContaining(['Next conversation', 'Search', 'All']));

  const row = callbackRow(callback('c1'), conversation('a'));
  const rowOf = (role: Agent['role']) =>
    draw(openAs(role), <RowView row={row} view="callbacks" isOpen={false} position={1} total={1} />);
  expect((await rowOf('agent')).host.querySelector('.row-call')).not.toBeNull();
  expect((await rowOf('reader')).host.querySelector('.row-call, .has-call')).toBeNull();
});

test('RI2 an owner sets no number of conversations for a reader, and reads of no presence', async () => {
  const rowOf = (role: Agent['role']) => draw(openAs('owner'), <AgentRow agent={{ ...temuulen, role }} />);
  expect((await rowOf('agent')).text).toMatch(/ · here.*At once/);
  expect((await rowOf('reader')).text).not.toMatch(/here|At once/);
});
