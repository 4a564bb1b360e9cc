// @vitest-environment happy-dom
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createCaller } from '../../../../inbox/features/notices/call/caller.ts';
import { askPermission } from '../../../../inbox/features/notices/permission.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Agent } from '../../../../protocol/agents.ts';
import type { Entry } from '../../../../protocol/entries.ts';
import {
  NOTICE_DEFAULTS,
  type NoticeSettings,
  SITE_NOTICE_DEFAULTS,
  type SiteNotices,
} from '../../../../protocol/notices.ts';
import { agent, contactSummary, conversation, entry, me, START, site } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

/** An open inbox that is not looked at, and what the system shows of it. */
async function away(
  order: { who?: Partial<Agent>; told?: Partial<SiteNotices>; settings?: Partial<NoticeSettings> } = {},
) {
  const shown: { title: string; body?: string }[] = [];
  class FakeNotification {
    static readonly permission = 'granted';
    static requestPermission = async () => 'granted';
    constructor(title: string, { body }: NotificationOptions) {
      shown.push({ title, ...(body && { body }) });
    }
    close() {}
  }
  vi.stubGlobal('Notification', FakeNotification);
  vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  await askPermission();
  const state = { settings: { ...NOTICE_DEFAULTS, ...order.settings } };
  const desk = openInbox([], {
    answers: {
      'GET sites': () => [site({ notices: { ...SITE_NOTICE_DEFAULTS, ...order.told } })],
      'GET me/notices': () => ({ settings: state.settings, ways: [] }),
    },
  });
  desk.inbox.me.value = { ...me(), agent: agent({ role: 'agent', ...order.who }) };
  await vi.waitUntil(() => desk.inbox.sites.all.value.length > 0);
  const caller = await createCaller(desk.app, desk.inbox, () => undefined);
  onTestFinished(() => {
    caller.stop();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  let seq = 0;
  function hears(change: Partial<Entry> & { body?: Entry['body'] }, assigneeId: string | null): boolean {
    const before = shown.length;
    seq += 1;
    const about = conversation('a', { assigneeId, contact: contactSummary('a', 'Bolormaa') });
    caller.call(about, entry(seq, { conversationId: 'a', ...change } as Parameters<typeof entry>[1]));
    return shown.length > before;
  }
  return { ...desk, caller, shown, state, hears };
}

const TEMUULEN = { kind: 'agent', id: 'temuulen', name: 'Temuulen' } as const;
const form = { kind: 'form' } as Entry['body'];
const handover = { kind: 'event', event: 'assigned', agentId: 'sarnai', agentName: 'Sarnai' } as const;
const low = { kind: 'event', event: 'rated', isLow: true, to: [] } as unknown as Entry['body'];

test.each([
  ['what is nobody’s', {}, {}, {}, null, true],
  ['what is theirs', {}, {}, {}, 'sarnai', true],
  ['what somebody else has', {}, {}, {}, 'temuulen', false],
  ['that too, where the site tells all', {}, { message: 'all' }, {}, 'temuulen', true],
  ['nothing of owners', {}, { message: 'owners' }, {}, null, false],
  ['that as an owner', { role: 'owner' }, { message: 'owners' }, {}, 'temuulen', true],
  ['nothing where nobody is told', { role: 'owner' }, { form: 'nobody' }, { body: form }, 'sarnai', false],
  ['nothing as a reader', { role: 'reader' }, {}, {}, null, false],
  ['what is handed over', {}, {}, { body: handover, author: TEMUULEN }, 'sarnai', true],
  [
    'nothing of that where nobody is told',
    {},
    { handover: 'nobody' },
    { body: handover, author: TEMUULEN },
    'sarnai',
    false,
  ],
  ['nothing of a low rating', {}, {}, { body: low, author: { kind: 'system' } }, 'sarnai', false],
  [
    'of a low rating, where the site says so',
    {},
    { rating: 'assignee' },
    { body: low, author: { kind: 'system' } },
    'sarnai',
    true,
  ],
] as const)('NO9 an open inbox calls its agent of %s', async (_what, who, told, change, assigneeId, isCalled) => {
  const { hears } = await away({ who, told });
  expect(hears(change, assigneeId)).toBe(isCalled);
});

test('NO9 of one thing it calls once, however often it is told', async () => {
  const { caller, shown } = await away();
  for (let times = 0; times < 2; times++) caller.call(conversation('a'), entry(3, { conversationId: 'a' }));
  expect(shown).toHaveLength(1);
});

test('NO7 NO9 its notifications repeat what people wrote only where the agent wants that', async () => {
  const { shown, hears, inbox } = await away();
  hears({}, null);
  inbox.notices.settings.value = { ...NOTICE_DEFAULTS, showsWords: true };
  hears({}, null);
  expect(shown).toEqual([
    { title: 'New message from Bolormaa' },
    { title: 'New message from Bolormaa', body: expect.stringContaining('words 2') },
  ]);
});

// It is six o'clock in UTC.
const QUIET = { from: '05:00', to: '07:00', timeZone: 'UTC' };
const LATE: Entry['body'] = {
  kind: 'event',
  event: 'wait_late',
  of: 'message',
  since: START,
  fromId: null,
  step: 'reminded',
  to: [{ id: 'sarnai', name: 'Sarnai' }],
};

test('NO6 NO9 in quiet hours it is silent and counts nothing, but for what is urgent where the agent lets the page through', async () => {
  const { hears, inbox, state } = await away({ settings: { quiet: QUIET } });
  const late: Partial<Entry> = { body: LATE, author: { kind: 'system' } };
  expect([inbox.notices.isQuiet.value, hears({}, null), hears(late, 'sarnai')]).toEqual([true, false, false]);
  inbox.notices.settings.value = { ...state.settings, urgentWays: ['page'] };
  expect([hears(late, 'sarnai'), hears({}, null)]).toEqual([true, false]);
  inbox.notices.settings.value = { ...state.settings, quiet: { ...QUIET, timeZone: 'Asia/Ulaanbaatar' } };
  expect([inbox.notices.isQuiet.value, hears({}, null)]).toEqual([false, true]);
  const ways = NOTICE_DEFAULTS.ways.map(each => ({ ...each, isOn: each.way !== 'page' }));
  inbox.notices.settings.value = { ...NOTICE_DEFAULTS, ways };
  expect([inbox.notices.isQuiet.value, hears({}, null)]).toEqual([true, false]);
});

test('NO9 of a complaint it calls those who are told', async () => {
  const { link, shown } = await away();
  link.become('ready');
  const told = (to: string[]) =>
    ({ type: 'complaint.changed', complaintId: 'c', told: { reason: 'opened', to } }) as const;
  link.tell(told(['temuulen']));
  expect(shown).toEqual([]);
  link.tell(told(['sarnai']));
  expect(shown).toEqual([{ title: 'A complaint needs you' }]);
});
