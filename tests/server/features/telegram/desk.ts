/** A desk whose agents are told in Telegram: what its tests begin with. */
import { expect } from 'vitest';
import type { Agent } from '../../../../protocol/agents.ts';
import type { Notice } from '../../../../protocol/notices.ts';
import { createTelegramSender } from '../../../../server/features/telegram/sender.ts';
import type { Bot } from '../../../../server/features/telegram/settings.ts';
import { handleUpdate } from '../../../../server/features/telegram/updates.ts';
import { createTelegramWay } from '../../../../server/features/telegram/way.ts';
import { createOutboxWorker } from '../../../../server/outbox/worker.ts';
import type { Store } from '../../../../server/store/store.ts';
import { buildTestApp, type Desk } from '../../../helpers/app.ts';
import { deliver } from '../../../helpers/desk-with-webhook.ts';
import { type Ask, ask, staffed } from '../../../helpers/http.ts';
import { type BotMessage, type FakeTelegram, openTelegram } from '../../../helpers/telegram.ts';

export type Staffed = Awaited<ReturnType<typeof staffed>>;

export const CONFIG = { webhooksToPrivate: true, publicUrl: 'https://desk.example' } as const;

/** @param mode with `webhook` a test brings each update by itself, so that it says when one comes, and where */
export async function deskWithBot(mode: 'webhook' | 'polling' = 'webhook', options: { store?: Store } = {}) {
  const telegram = await openTelegram();
  const desk = await buildTestApp({ config: CONFIG, ...options });
  const owner = await staffed(desk, { role: 'owner', name: 'Olga', locale: 'en' });
  const body = { mode, token: telegram.token, apiRoot: telegram.url };
  const set = await owner.ask('PUT /v1/telegram', { body });
  expect(set.json()).toMatchObject({ mode, username: telegram.username });
  return { desk, telegram, owner };
}

/** Brings what waits as Telegram would: each update, until it is taken. @returns the statuses */
export async function bring(desk: Desk, telegram: FakeTelegram): Promise<number[]> {
  const statuses: number[] = [];
  for (const update of telegram.updates.splice(0)) {
    const answer = await post(desk, telegram, update);
    statuses.push(answer.statusCode);
    if (answer.statusCode >= 300) telegram.updates.push(update);
  }
  await deliver(desk);
  return statuses;
}

/** One call of the webhook. */
export function post(desk: Desk, telegram: FakeTelegram, body: unknown, options: Ask = {}) {
  const headers = { 'x-telegram-bot-api-secret-token': telegram.webhook?.secret ?? 'none' };
  return ask(desk, 'POST /v1/telegram/updates', { body, origin: null, headers, ...options });
}

/** An agent with a chat of their own. */
export async function linkedAgent(
  desk: Desk,
  telegram: FakeTelegram,
  chatId: number,
  change: Partial<Agent> = {},
): Promise<{ agent: Staffed; person: ReturnType<FakeTelegram['person']> }> {
  const agent = await staffed(desk, { locale: 'en', ...change });
  await desk.context.staff.reload();
  const person = telegram.person(chatId, { username: `user${chatId}` });
  const { code } = (await agent.ask('POST /v1/me/telegram/code')).json();
  person.writes(code);
  await bring(desk, telegram);
  expect(person.hears().at(-1)?.text).toContain(agent.agent.name);
  return { agent, person };
}

/** Notices are another room's: here one is whatever the test says. */
export function notices(desk: Desk, { inbox = 'https://desk.example/inbox', isOfMany = false } = {}) {
  const { context, store, site } = desk;
  const { config, now, settings, log } = context;
  const acknowledged = new Set<string>();
  /** Conversations by notices. */
  const about = new Map<string, string>();
  const way = createTelegramWay({ store, config, now }, { settings });
  const sender = createTelegramSender(
    { store, config, now },
    {
      settings,
      noticeNow: async id =>
        acknowledged.has(id)
          ? null
          : {
              title: 'Bolormaa · Altan',
              body: 'waits for an answer',
              url: isOfMany ? `${inbox}/all` : `${inbox}/all/${about.get(id)}`,
            },
    },
  );
  const worker = createOutboxWorker({ store, senders: { telegram: sender }, now, log });
  let made = 0;
  return {
    way,
    worker,
    acknowledge: (id: string) => void acknowledged.add(id),
    /** Tells somebody of a conversation. @returns the notice's id */
    async tell({ agent }: { agent: Pick<Agent, 'id'> }, conversationId: string): Promise<string> {
      const notice: Notice = {
        ...{ id: `notice-${++made}`, agentId: agent.id, siteId: site.id, conversationId },
        ...{ cause: 'message', at: now(), count: 1 },
      };
      about.set(notice.id, conversationId);
      const record = (await store.agents.all()).find(each => each.id === agent.id)!;
      await store.outbox.put(await way.deliveries(notice, record));
      await worker.tick();
      await worker.settled();
      return notice.id;
    },
  };
}

/** Labels of the buttons under a message. */
export const buttons = (message: BotMessage | undefined) =>
  (message?.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);

/** Handles an update without Telegram's call, as another server might. */
export function handleAgain({ context }: Desk, bot: Pick<Bot, 'id'> & Partial<Bot>, update: { update_id: number }) {
  return handleUpdate(context, bot as Bot, update);
}
