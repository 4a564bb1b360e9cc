/** Calls the agent of an open inbox: by the rules by which they are told everywhere else (SPEC NO9). Fetched beside the desk. */
import { effect, type ReadonlySignal } from '@preact/signals';
import type { Me } from '../../../../protocol/agents.ts';
import type { ComplaintChanged } from '../../../../protocol/complaints.ts';
import type { Conversation } from '../../../../protocol/conversations.ts';
import type { Entry } from '../../../../protocol/entries.ts';
import type { NoticeSettings, NoticeSettingsAnswer } from '../../../../protocol/notices.ts';
import { callOf, isQuietAt, recipientsOf, type TalkCause, URGENT_CAUSES } from '../../../../protocol/telling.ts';
import type { App } from '../../../shell/app.ts';
import type { Http } from '../../../shell/http.ts';
import { loadWords } from '../../../shell/locale.ts';
import type { Sites } from '../../sites/state.ts';
import type { Views } from '../../views/state.ts';
import { ringBell } from '../bell.ts';
import type { Notices } from '../state.ts';
import { callAgent, callAttention, forgetAttention } from './attention.ts';
import { t } from './words/index.ts';

/** What it takes of the inbox. */
interface OpenInbox {
  http: Http;
  me: ReadonlySignal<Me>;
  sites: Pick<Sites, 'all' | 'read'>;
  views: Pick<Views, 'calls'>;
  notices: Pick<Notices, 'settings' | 'isQuiet'>;
  complaintsTold: ReadonlySignal<ComplaintChanged | null>;
}

export interface Caller {
  /** Something was told to the page, which may be for its agent. */
  call(conversation: Conversation, entry: Entry): void;
  /** Until then it follows the hours; what the system shows goes with it. */
  stop(): void;
}

/** How long it may take until the page follows what was set on another device, ms. */
const FRESH_MS = 5 * 60_000;

/** @param open shows a conversation */
export async function createCaller(
  { clock, prefs }: Pick<App, 'clock' | 'prefs'>,
  { http, me, sites, views, notices, complaintsTold }: OpenInbox,
  open: (conversationId: string) => void,
): Promise<Caller> {
  const { settings, isQuiet } = notices;
  /** The newest that it called for in each conversation: some are told twice. */
  const called = new Map<string, number>();
  let readAt = 0;

  async function read(): Promise<void> {
    readAt = clock.peek();
    try {
      settings.value = (await http.get<NoticeSettingsAnswer>('me/notices')).settings;
    } catch {
      // As it was, or as nobody has set anything: a page that calls too often is better than one that is silent.
    }
  }

  function isFor(cause: TalkCause, conversation: Conversation, entry: Entry): boolean {
    const { agent } = me.peek();
    if (entry.author.kind === 'agent' && entry.author.id === agent.id) return false;
    const site = sites.all.peek().find(each => each.id === conversation.siteId);
    // What could not be read yet does not silence it.
    if (!site) return conversation.assigneeId === null || conversation.assigneeId === agent.id;
    const people = agent.role === 'reader' ? [] : [agent];
    return recipientsOf(cause, site.notices, { conversation, entry, people }).includes(agent.id);
  }

  /** Whether the agent wants to hear nothing now. @param isUrgent it does not wait for the morning, if the agent lets it through */
  function isSilent(isUrgent = false): boolean {
    const wanted = settings.peek();
    if (!wanted) return false;
    return isOff(wanted) || (isNight(wanted) && !(isUrgent && wanted.urgentWays.includes('page')));
  }
  const isNight = ({ quiet }: NoticeSettings) => quiet !== null && isQuietAt(quiet, clock.peek());
  const isOff = ({ ways }: NoticeSettings) => ways.some(({ way, isOn }) => way === 'page' && !isOn);

  await Promise.all([loadWords(), read()]);

  const endFollowing = effect(() => {
    const now = clock.value;
    void settings.value;
    const wasQuiet = isQuiet.peek();
    isQuiet.value = isSilent();
    // What nobody has seen to when the hours end is told then.
    if (wasQuiet && !isQuiet.peek() && views.calls.peek() > 0 && prefs.peek().hasSound) ringBell();
    if (now - readAt < FRESH_MS) return;
    void read();
    sites.read();
  });
  const endComplaints = effect(() => {
    const to = complaintsTold.value?.told?.to ?? [];
    if (to.includes(me.peek().agent.id) && !isSilent()) callAgent(t('complaint'), prefs);
  });

  return {
    call(conversation, entry) {
      const cause = callOf(entry);
      if (cause === null || entry.seq <= (called.get(conversation.id) ?? 0)) return;
      called.set(conversation.id, entry.seq);
      if (!isFor(cause, conversation, entry) || isSilent(URGENT_CAUSES.includes(cause))) return;
      callAttention(conversation, entry, { prefs, open, showsWords: settings.peek()?.showsWords ?? false });
    },
    stop() {
      endFollowing();
      endComplaints();
      forgetAttention();
      settings.value = null;
      isQuiet.value = false;
    },
  };
}
