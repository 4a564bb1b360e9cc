import { DEVICE } from '../../../features/push/sqlite.ts';
import { AGENT_CHAT, agentChatFromRow, CHAT_MESSAGE, chatMessageFromRow } from '../../../features/telegram/sqlite.ts';
import { JOB, jobFromRow } from '../job-rows.ts';
import { MAIL, MAIL_ACCOUNT, mailAccountFromRow, mailFromRow, wordsOf } from '../mail-rows.ts';
import { NOTICE, noticeFromRow } from '../notice-rows.ts';
import { AGENT_NUMBER, agentNumberFromRow, SMS, smsFromRow } from '../sms-rows.ts';
import { decoded, type Tables } from './table.ts';

/** What leaves by the outbox, what it waits for, and what comes back. */
export const LEAVING_TABLES: Pick<
  Tables,
  | 'jobs'
  | 'webhooks'
  | 'targets'
  | 'deliveries'
  | 'sentLetters'
  | 'suppressions'
  | 'receipts'
  | 'answerLinks'
  | 'mailAccounts'
  | 'mails'
  | 'notices'
  | 'noticeSettings'
  | 'pushDevices'
  | 'agentChats'
  | 'chatMessages'
  | 'sms'
  | 'smsStops'
  | 'smsCounters'
  | 'agentNumbers'
> = {
  jobs: {
    name: 'jobs',
    select: `${JOB} ORDER BY id`,
    record: jobFromRow,
    columns: {
      id: ':id',
      kind: ':kind',
      site: ':siteId',
      conversation: ':conversationId',
      subject: ':subject',
      subject_version: ':subjectVersion',
      step: ':step',
      due_at: ':dueAt',
      ready_at: ':readyAt',
      attempts: ':attempts',
    },
    row: job => job,
  },
  webhooks: {
    name: 'webhooks',
    select: `id, site AS siteId, url, events, is_disabled AS isDisabled, secrets, created_at AS createdAt FROM webhooks
      ORDER BY row`,
    record: row => decoded(row, { flags: ['isDisabled'], json: ['events', 'secrets'] }),
    columns: {
      id: ':id',
      site: ':siteId',
      url: ':url',
      events: ':events',
      is_disabled: ':isDisabled',
      secrets: ':secrets',
      created_at: ':createdAt',
    },
    row: webhook => webhook,
  },
  targets: {
    name: 'targets',
    select: `kind, id, failures, failing_since AS failingSince, paused_until AS pausedUntil FROM targets
      ORDER BY kind, id`,
    record: row => decoded(row),
    columns: {
      kind: ':kind',
      id: ':id',
      failures: ':failures',
      failing_since: ':failingSince',
      paused_until: ':pausedUntil',
    },
    row: target => target,
  },
  deliveries: {
    name: 'deliveries',
    select: `id, kind, target, site AS siteId, conversation AS conversationId, contact AS contactId, event, payload, attempts,
      due_at AS dueAt, since, created_at AS createdAt, is_dead AS isDead, problem FROM deliveries ORDER BY row`,
    record: ({ contactId, ...row }) => ({
      ...decoded(row, { flags: ['isDead'] }),
      ...(contactId !== null && { contactId: contactId as string }),
    }),
    columns: {
      id: ':id',
      kind: ':kind',
      target: ':target',
      site: ':siteId',
      conversation: ':conversationId',
      contact: ':contactId',
      event: ':event',
      payload: ':payload',
      attempts: ':attempts',
      due_at: ':dueAt',
      since: ':since',
      created_at: ':createdAt',
      is_dead: ':isDead',
      problem: ':problem',
    },
    row: delivery => ({ ...delivery, contactId: delivery.contactId ?? null }),
  },
  sentLetters: {
    name: 'sent_letters',
    select: 'id, scope, address, at, is_failed AS isFailed FROM sent_letters ORDER BY at, id',
    record: row => decoded(row, { flags: ['isFailed'] }),
    columns: { id: ':id', scope: ':scope', address: ':address', at: ':at', is_failed: ':isFailed' },
    row: letter => letter,
  },
  suppressions: {
    name: 'suppressions',
    select: 'id, reason, problem, at FROM suppressions ORDER BY at, id',
    record: row => decoded(row),
    columns: { id: ':id', reason: ':reason', problem: ':problem', at: ':at' },
    row: suppression => suppression,
  },
  receipts: {
    name: 'receipts',
    select: 'id, at FROM receipts ORDER BY id',
    record: row => decoded(row),
    columns: { id: ':id', at: ':at' },
    row: receipt => receipt,
  },
  answerLinks: {
    name: 'answer_links',
    select: `id, site AS siteId, conversation AS conversationId, expires_at AS expiresAt, used_by AS usedBy
      FROM answer_links ORDER BY id`,
    record: row => decoded(row),
    columns: {
      id: ':id',
      site: ':siteId',
      conversation: ':conversationId',
      expires_at: ':expiresAt',
      used_by: ':usedBy',
    },
    row: link => link,
  },
  mailAccounts: {
    name: 'mail_accounts',
    select: `${MAIL_ACCOUNT} ORDER BY id`,
    record: mailAccountFromRow,
    columns: {
      id: ':id',
      version: ':version',
      settings: ':settings',
      progress: ':progress',
      holder: "''",
      held_until: '0',
    },
    row: account => account,
  },
  mails: {
    name: 'mails',
    select: `${MAIL} ORDER BY row`,
    record: mailFromRow,
    columns: {
      id: ':id',
      site: ':siteId',
      conversation: ':conversationId',
      message_key: ':messageKey',
      mail: ':mail',
      at: ':at',
    },
    row: mail => ({ ...mail, mail: wordsOf(mail) }),
  },
  notices: {
    name: 'notices',
    select: `${NOTICE} ORDER BY due_at, id`,
    record: noticeFromRow,
    columns: {
      id: ':id',
      agent: ':agentId',
      way: ':way',
      number: ':number',
      parts: ':parts',
      more: ':more',
      due_at: ':dueAt',
      is_open: ':isOpen',
    },
    row: notice => notice,
  },
  noticeSettings: {
    name: 'notice_settings',
    select: 'id, settings FROM notice_settings ORDER BY id',
    record: row => decoded(row, { json: ['settings'] }),
    columns: { id: ':id', settings: ':settings' },
    row: record => record,
  },
  pushDevices: {
    name: 'push_devices',
    select: `${DEVICE} FROM push_devices d ORDER BY d.created_at, d.id`,
    record: row => decoded(row),
    columns: {
      id: ':id',
      agent: ':agentId',
      session: ':sessionId',
      endpoint_hash: ':endpointHash',
      sealed: ':sealed',
      origin: ':origin',
      created_at: ':createdAt',
      last_used_at: ':lastUsedAt',
    },
    row: device => device,
  },
  agentChats: {
    name: 'agent_chats',
    select: `${AGENT_CHAT} ORDER BY agent`,
    record: agentChatFromRow,
    columns: {
      agent: ':id',
      code_hash: ':codeHash',
      code_until: ':codeUntil',
      bot: ':botId',
      chat: ':chatId',
      name: ':name',
      since: ':since',
      is_blocked: ':isBlocked',
    },
    row: chat => chat,
  },
  chatMessages: {
    name: 'chat_messages',
    select: `${CHAT_MESSAGE} ORDER BY at, id`,
    record: chatMessageFromRow,
    columns: { id: ':id', agent: ':agentId', conversation: ':conversationId', is_notice: ':isNotice', at: ':at' },
    row: message => message,
  },
  sms: {
    name: 'sms',
    select: `${SMS} ORDER BY row`,
    record: smsFromRow,
    columns: {
      id: ':id',
      ref: ':ref',
      site: ':siteId',
      conversation: ':conversationId',
      agent: ':agentId',
      event: ':event',
      number: ':number',
      segments: ':segments',
      price: ':price',
      state: ':state',
      problem: ':problem',
      provider_id: ':providerId',
      unsure: ':unsure',
      created_at: ':createdAt',
      changed_at: ':changedAt',
    },
    row: sms => sms,
  },
  smsStops: {
    name: 'sms_stops',
    select: 'id, at FROM sms_stops ORDER BY id',
    record: row => decoded(row),
    columns: { id: ':id', at: ':at' },
    row: stop => stop,
  },
  smsCounters: {
    name: 'sms_counters',
    select: 'id, count, at FROM sms_counters ORDER BY id',
    record: row => decoded(row),
    columns: { id: ':id', count: ':count', at: ':at' },
    row: counter => counter,
  },
  agentNumbers: {
    name: 'agent_numbers',
    select: `${AGENT_NUMBER} ORDER BY id`,
    record: agentNumberFromRow,
    columns: { id: ':id', number: ':number', pending: ':pending' },
    row: number => number,
  },
};
