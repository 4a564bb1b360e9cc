import type { SQLOutputValue } from 'node:sqlite';
import { rank } from '../../../protocol/rank.ts';
import type { AgentRecord } from '../../features/agents/store.ts';
import { whoKey } from '../../features/audit/store.ts';
import type { Invite } from '../../features/invitations/store.ts';
import { KEY, keyFromRow } from '../../features/keys/sqlite.ts';
import { DEVICE } from '../../features/push/sqlite.ts';
import { SAVED_VIEW, savedViewFromRow } from '../../features/saved-views/sqlite.ts';
import { AGENT_CHAT, agentChatFromRow, CHAT_MESSAGE, chatMessageFromRow } from '../../features/telegram/sqlite.ts';
import { type ConversationRecord, type EntryRecord, isSubmission, type Kind, type Records } from '../transfer.ts';
import { emailKey, factorFrom, siteIdsFrom } from './agent-rows.ts';
import { auditFromRow } from './audit-rows.ts';
import { CALL, callFromRow, callRow } from './call-rows.ts';
import { complaintFromRow, complaintRow } from './complaint-rows.ts';
import { CONTACT, heldContact } from './contact-rows.ts';
import { type ConversationRow, conversationFromRow, statusNumber } from './conversation-rows.ts';
import { columnsOf, entryFromRow } from './entry-rows.ts';
import { FILE, fileFromRow } from './file-rows.ts';
import {
  IMPORT,
  IMPORT_PERSON,
  IMPORT_ROW,
  importFromRow,
  importPersonFromRow,
  importRowFromRow,
} from './import-rows.ts';
import { JOB, jobFromRow } from './job-rows.ts';
import { entryColumns, LIST_CALL, LIST_ENTRY, listCallFromRow, listEntryFromRow } from './list-rows.ts';
import { MAIL, MAIL_ACCOUNT, mailAccountFromRow, mailFromRow, wordsOf } from './mail-rows.ts';
import { MENTION, mentionFromRow } from './mention-rows.ts';
import { MERGE, mergeFromRow, REFUSAL, refusalFromRow } from './merge-rows.ts';
import { NOTICE, noticeFromRow } from './notice-rows.ts';
import { PURCHASE, purchaseFromRow } from './purchase-rows.ts';
import { RATING, ratingFromRow, teamsText } from './rating-rows.ts';
import { AGENT_NUMBER, agentNumberFromRow, SMS, smsFromRow } from './sms-rows.ts';
import { moveColumns, PERSON_STAGE, personStageFromRow, STAGE_MOVE, stageMoveFromRow } from './stage-rows.ts';

export type Row = Record<string, SQLOutputValue>;

/** How the records of one kind lie in their table. */
export interface Table<T> {
  name: string;
  /** Rows of what `record` takes, oldest first. */
  select: string;
  record(row: Row): T;
  /** Column by column, SQL over the parameters that `row` names. */
  columns: Record<string, string>;
  /** Values for the columns; flags become 0 and 1, lists and objects JSON. */
  row(record: T): object;
}

const siteRow = '(SELECT row FROM sites WHERE id = :siteId)';
const contactRow = '(SELECT row FROM contacts WHERE id = :contactId)';
const conversationRow = '(SELECT row FROM conversations WHERE id = :conversationId)';

/** What is moved of an SQLite store, and how it is written there. */
export const TABLES: { [K in Kind]: Table<Records[K]> } = {
  sites: {
    name: 'sites',
    select: 'id, key, settings, identity_secret AS identitySecret, created_at AS createdAt FROM sites ORDER BY row',
    record: ({ settings, ...row }) => ({ ...row, ...JSON.parse(settings as string) }),
    columns: {
      id: ':id',
      key: ':key',
      settings: ':settings',
      identity_secret: ':identitySecret',
      created_at: ':createdAt',
    },
    row: ({ id, key, identitySecret, createdAt, ...settings }) => ({ id, key, identitySecret, createdAt, settings }),
  },
  agents: {
    name: 'agents',
    select: `id, email, name, role, locale, capacity, letter_capacity AS letterCapacity, languages, is_disabled AS isDisabled,
      site_ids AS siteIds, password_hash AS passwordHash, factor, created_at AS createdAt FROM agents ORDER BY row`,
    record: row => ({
      ...decoded<AgentRecord>(row, { flags: ['isDisabled'], json: ['languages'] }),
      siteIds: siteIdsFrom(row.siteIds as string | null),
      factor: factorFrom(row.factor as string | null),
    }),
    columns: {
      id: ':id',
      email: ':email',
      email_key: ':emailKey',
      name: ':name',
      role: ':role',
      locale: ':locale',
      capacity: ':capacity',
      letter_capacity: ':letterCapacity',
      languages: ':languages',
      is_disabled: ':isDisabled',
      site_ids: ':siteIds',
      password_hash: ':passwordHash',
      factor: ':factor',
      created_at: ':createdAt',
    },
    row: agent => ({ ...agent, emailKey: emailKey(agent.email) }),
  },
  invites: {
    name: 'invites',
    select: `id, token_hash AS tokenHash, role, site_ids AS siteIds, email, invited_by AS invitedBy, created_at AS createdAt,
      expires_at AS expiresAt FROM invites
      ORDER BY created_at`,
    record: row => ({ ...decoded<Invite>(row), siteIds: siteIdsFrom(row.siteIds as string | null) }),
    columns: {
      id: ':id',
      token_hash: ':tokenHash',
      role: ':role',
      site_ids: ':siteIds',
      email: ':email',
      invited_by: ':invitedBy',
      created_at: ':createdAt',
      expires_at: ':expiresAt',
    },
    row: invite => invite,
  },
  sessions: {
    name: 'sessions',
    select: `s.id, s.token_hash AS tokenHash, a.id AS agentId, s.user_agent AS userAgent, s.address, s.created_at AS createdAt,
      s.seen_at AS seenAt, s.expires_at AS expiresAt FROM sessions s JOIN agents a ON a.row = s.agent
      ORDER BY s.created_at`,
    record: row => decoded(row),
    columns: {
      id: ':id',
      token_hash: ':tokenHash',
      agent: '(SELECT row FROM agents WHERE id = :agentId)',
      user_agent: ':userAgent',
      address: ':address',
      created_at: ':createdAt',
      seen_at: ':seenAt',
      expires_at: ':expiresAt',
    },
    row: session => session,
  },
  passwordLinks: {
    name: 'password_links',
    select: `id, token_hash AS tokenHash, agent AS agentId, password_mark AS passwordMark, created_at AS createdAt,
      expires_at AS expiresAt FROM password_links ORDER BY created_at, id`,
    record: row => decoded(row),
    columns: {
      id: ':id',
      token_hash: ':tokenHash',
      agent: ':agentId',
      password_mark: ':passwordMark',
      created_at: ':createdAt',
      expires_at: ':expiresAt',
    },
    row: link => link,
  },
  teams: {
    name: 'teams',
    select: 'id, name, agent_ids AS agentIds FROM teams ORDER BY id',
    record: row => decoded(row, { json: ['agentIds'] }),
    columns: { id: ':id', name: ':name', agent_ids: ':agentIds' },
    row: team => team,
  },
  cannedReplies: {
    name: 'canned_replies',
    select: 'id, shortcut, text FROM canned_replies ORDER BY id',
    record: row => decoded(row),
    columns: { id: ':id', shortcut: ':shortcut', text: ':text' },
    row: reply => reply,
  },
  contacts: {
    name: 'contacts',
    select: `${CONTACT} ORDER BY k.row`,
    record: row => heldContact(row).contact,
    columns: {
      id: ':id',
      site: siteRow,
      name: ':name',
      call_me: ':callMe',
      email: ':email',
      phone: ':phone',
      identities: ':identities',
      addresses: ':addresses',
      birthday: ':birthday',
      tags: ':tags',
      fields: ':fields',
      notes: ':notes',
      consents: ':consents',
      changed_at: ':changedAt',
      external_id: ':externalId',
      is_verified: ':isVerified',
      sources: ':sources',
      typed: ':typed',
      attributes: ':attributes',
      locale: ':locale',
      time_zone: ':timeZone',
      merged_into: ':mergedInto',
      card: ':cardId',
      card_name: ':cardName',
      version: ':version',
      created_at: ':createdAt',
      updated_at: ':updatedAt',
    },
    row: ({ card, ...contact }) => ({ ...contact, cardId: card?.id ?? null, cardName: card?.name ?? '' }),
  },
  visitors: {
    name: 'visitors',
    select: `v.id, v.token_hash AS tokenHash, v.token_at AS tokenAt, v.old_token_hash AS oldTokenHash,
      v.old_token_until AS oldTokenUntil, s.id AS siteId, k.id AS contactId, c.id AS conversationId,
      v.user_agent AS userAgent, v.referrer, v.trail, v.created_at AS createdAt, v.seen_at AS seenAt
      FROM visitors v CROSS JOIN sites s ON s.row = v.site CROSS JOIN contacts k ON k.row = v.contact
      LEFT JOIN conversations c ON c.row = v.conversation ORDER BY v.row`,
    record: row => decoded(row, { json: ['trail'] }),
    // Their conversation is not there yet: `linkVisitors` brings it.
    columns: {
      id: ':id',
      token_hash: ':tokenHash',
      token_at: ':tokenAt',
      old_token_hash: ':oldTokenHash',
      old_token_until: ':oldTokenUntil',
      site: siteRow,
      contact: contactRow,
      user_agent: ':userAgent',
      referrer: ':referrer',
      trail: ':trail',
      created_at: ':createdAt',
      seen_at: ':seenAt',
    },
    row: visitor => visitor,
  },
  conversations: {
    name: 'conversations',
    // The summary's columns are there for `conversationFromRow`, and empty.
    select: `c.id, s.id AS siteId, k.id AS contactId, v.id AS visitorId, c.is_closed AS isClosed, c.assignee,
      c.last_seq AS lastSeq, c.last_visitor_seq AS lastVisitorSeq, c.last_visible_seq AS lastVisibleSeq, c.agent_read_seq AS agentReadSeq,
      c.visitor_read_seq AS visitorReadSeq, c.waiting_since AS waitingSince, c.wait, c.held, c.snoozed, c.asked, c.script, c.tags, c.callback_at AS callbackAt, c.channels,
      c.preview_text AS previewText, c.preview_author AS previewAuthor, c.preview_kind AS previewKind,
      c.created_at AS createdAt, c.updated_at AS updatedAt
      FROM conversations c CROSS JOIN contacts k ON k.row = c.contact CROSS JOIN sites s ON s.row = c.site
      LEFT JOIN visitors v ON v.row = c.visitor ORDER BY c.row`,
    record: row => conversationRecord(row as unknown as ConversationRow),
    columns: {
      id: ':id',
      site: siteRow,
      contact: contactRow,
      visitor: '(SELECT row FROM visitors WHERE id = :visitorId)',
      is_closed: ':statusNumber',
      held: ':held',
      tags: ':tagsText',
      wait: ':wait',
      snoozed: ':snoozed',
      asked: ':asked',
      script: ':scriptText',
      assignee: "coalesce(:assigneeId, '')",
      is_unread: ':lastVisitorSeq > :agentReadSeq',
      rank: ':rank',
      waiting_since: ':waitingSince',
      callback_at: ':callbackAt',
      channels: ':channelNames',
      last_seq: ':lastSeq',
      last_visitor_seq: ':lastVisitorSeq',
      last_visible_seq: ':lastVisibleSeq',
      agent_read_seq: ':agentReadSeq',
      visitor_read_seq: ':visitorReadSeq',
      preview_text: ':previewText',
      preview_author: ':previewAuthor',
      preview_kind: ':previewKind',
      created_at: ':createdAt',
      updated_at: ':updatedAt',
    },
    row: ({ preview, channels, tags, ...conversation }) => ({
      ...conversation,
      rank: rank(conversation),
      statusNumber: statusNumber(conversation),
      held: conversation.held ?? null,
      wait: conversation.wait ?? null,
      snoozed: conversation.snoozed ?? null,
      asked: conversation.asked ?? null,
      scriptText: conversation.script ? JSON.stringify(conversation.script) : null,
      channelNames: channels.join(' '),
      tagsText: JSON.stringify(tags),
      previewText: preview.text,
      previewAuthor: preview.author,
      previewKind: preview.kind,
    }),
  },
  entries: {
    name: 'entries',
    // A submission's fingerprint begins with its visitor's row, of which CAST reads the digits.
    select: `c.id AS conversationId, s.id AS siteId, e.seq, e.client_id AS clientId, e.fingerprint, e.author, e.kind,
      e.body, e.created_at AS createdAt, v.id AS senderId
      FROM entries e CROSS JOIN conversations c ON c.row = e.conversation CROSS JOIN sites s ON s.row = e.site
      LEFT JOIN visitors v ON e.author IS NULL AND e.kind <> 'event' AND v.row = CAST(e.fingerprint AS INTEGER)
      ORDER BY e.row`,
    record: entryRecord,
    columns: {
      conversation: conversationRow,
      seq: ':seq',
      site: siteRow,
      client_id: ':clientId',
      // Row 0 is nobody's: of a visitor who is forgotten, no repeat can come.
      fingerprint: `iif(:isSubmission, coalesce((SELECT row FROM visitors WHERE id = :senderId), 0) || ' ', '')
        || :fingerprint`,
      author: ':who',
      kind: ':kind',
      body: ':what',
      created_at: ':createdAt',
    },
    row: ({ author, body, ...entry }) => ({
      ...entry,
      ...columnsOf({ author, body }),
      isSubmission: isSubmission({ author, body }),
      kind: body.kind,
    }),
  },
  callbacks: {
    name: 'callbacks',
    select: `b.id, s.id AS siteId, c.id AS conversationId, b.seq, b.phone, b.name, b.topic, b.is_asap AS isAsap,
      b.start_at AS startAt, b.end_at AS endAt, b.time_zone AS timeZone, b.status, b.ringing, b.attempts,
      b.created_at AS createdAt
      FROM callbacks b CROSS JOIN conversations c ON c.row = b.conversation CROSS JOIN sites s ON s.row = b.site
      ORDER BY b.row`,
    record: row => decoded(row, { flags: ['isAsap'], json: ['ringing', 'attempts'] }),
    columns: {
      id: ':id',
      site: siteRow,
      conversation: conversationRow,
      seq: ':seq',
      phone: ':phone',
      name: ':name',
      topic: ':topic',
      is_asap: ':isAsap',
      start_at: ':startAt',
      end_at: ':endAt',
      time_zone: ':timeZone',
      status: ':status',
      ringing: ':ringing',
      attempts: ':attempts',
      created_at: ':createdAt',
    },
    row: callback => callback,
  },
  ratings: {
    name: 'ratings',
    select: `${RATING} ORDER BY r.row`,
    record: ratingFromRow,
    columns: {
      id: ':id',
      site: siteRow,
      conversation: conversationRow,
      ask_seq: ':askSeq',
      seq: ':seq',
      kind: ':of',
      agent: ':agentId',
      agent_name: ':agentName',
      score: ':score',
      word: ':word',
      teams: ':teamsText',
      created_at: ':createdAt',
    },
    row: ({ teams, ...rating }) => ({ ...rating, teamsText: teamsText({ teams }) }),
  },
  files: {
    name: 'files',
    select: `${FILE} ORDER BY f.row`,
    record: fileFromRow,
    columns: {
      id: ':id',
      site: siteRow,
      uploader: ':uploader',
      client_id: ':clientId',
      name: ':name',
      given_name: ':givenName',
      size: ':size',
      received: ':received',
      hash: ':hash',
      type: ':type',
      kind: ':kind',
      preview_size: ':previewSize',
      width: ':width',
      height: ':height',
      conversation: ':conversationId',
      seq: ':seq',
      is_private: ':isPrivate',
      created_at: ':createdAt',
      touched_at: ':touchedAt',
    },
    row: file => ({ ...file }),
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
  spamTallies: {
    name: 'spam_tallies',
    select: 'id, site AS siteId, kind, name, held, released, at FROM spam_tallies ORDER BY at, id',
    record: row => decoded(row),
    columns: {
      id: ':id',
      site: ':siteId',
      kind: ':kind',
      name: ':name',
      held: ':held',
      released: ':released',
      at: ':at',
    },
    row: tally => tally,
  },
  usedIdentities: {
    name: 'used_identities',
    select: 'id, visitor AS visitorId, expires_at AS expiresAt FROM used_identities ORDER BY id',
    record: row => decoded(row),
    columns: { id: ':id', visitor: ':visitorId', expires_at: ':expiresAt' },
    row: used => used,
  },
  erasures: {
    name: 'erasures',
    select: `id, nullif(site, '') AS siteId, contact AS contactId, at, done_by AS "by", counts FROM erasures ORDER BY row`,
    record: row => decoded(row, { json: ['by', 'counts'] }),
    columns: {
      id: ':id',
      site: "coalesce(:siteId, '')",
      contact: ':contactId',
      at: ':at',
      done_by: ':by',
      counts: ':counts',
    },
    row: erasure => erasure,
  },
  erasedKeys: {
    name: 'erased_keys',
    select: 'id, erasure AS erasureId, expires_at AS expiresAt FROM erased_keys ORDER BY id',
    record: row => decoded(row),
    columns: { id: ':id', erasure: ':erasureId', expires_at: ':expiresAt' },
    row: key => key,
  },
  lateSteps: {
    name: 'late_steps',
    select: 'id, site AS siteId, day, kind AS "of", step, at FROM late_steps ORDER BY id',
    record: row => decoded(row),
    columns: { id: ':id', site: ':siteId', day: ':day', kind: ':of', step: ':step', at: ':at' },
    row: step => step,
  },
  scriptActs: {
    name: 'script_acts',
    select: 'id, site AS siteId, day, node, act, offered, at FROM script_acts ORDER BY id',
    record: ({ offered, ...row }) => ({
      ...decoded(row),
      ...(offered !== null && { offered: JSON.parse(offered as string) }),
    }),
    columns: {
      id: ':id',
      site: ':siteId',
      day: ':day',
      node: ':node',
      act: ':act',
      offered: ':offered',
      at: ':at',
    },
    row: acted => ({ ...acted, offered: acted.offered ?? null }),
  },
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
  integrationKeys: {
    name: 'integration_keys',
    select: `${KEY} ORDER BY created_at, id`,
    record: keyFromRow,
    columns: {
      id: ':id',
      name: ':name',
      scopes: ':scopes',
      ending: ':ending',
      token_hash: ':tokenHash',
      created_at: ':createdAt',
      used_at: ':usedAt',
    },
    row: key => key,
  },
  imports: {
    name: 'imports',
    select: `${IMPORT} ORDER BY created_at, id`,
    record: importFromRow,
    columns: {
      id: ':id',
      state: ':state',
      done: ':done',
      ready_at: ':readyAt',
      created_at: ':createdAt',
      record: ':record',
    },
    row: ({ id, state, done, readyAt, createdAt, ...rest }) => {
      const record = JSON.stringify({ id, state, done, readyAt, createdAt, ...rest });
      return { id, state, done, readyAt, createdAt, record };
    },
  },
  importRows: {
    name: 'import_rows',
    select: `${IMPORT_ROW} ORDER BY import, line`,
    record: importRowFromRow,
    columns: {
      import: ':importId',
      line: ':line',
      outcome: ':outcome',
      reason: ':reason',
      of_column: ':column',
      contact: ':contactId',
      cells: ':cells',
    },
    row: row => row,
  },
  importPeople: {
    name: 'import_people',
    select: `${IMPORT_PERSON} ORDER BY import, contact`,
    record: importPersonFromRow,
    columns: {
      import: ':importId',
      contact: ':contactId',
      line: ':line',
      before: ':before',
      version: ':version',
      state: ':state',
    },
    row: person => person,
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
  mentions: {
    name: 'mentions',
    select: `${MENTION} ORDER BY row`,
    record: mentionFromRow,
    columns: {
      id: ':id',
      agent: ':agentId',
      site: ':siteId',
      conversation: ':conversationId',
      seq: ':seq',
      at: ':at',
      is_read: ':isRead',
    },
    row: mention => mention,
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
  savedViews: {
    name: 'saved_views',
    select: `${SAVED_VIEW} ORDER BY created_at, id`,
    record: savedViewFromRow,
    columns: {
      id: ':id',
      kind: ':kind',
      name: ':name',
      filter: ':filter',
      agent: ':agentId',
      created_at: ':createdAt',
    },
    row: view => view,
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
  serverSettings: {
    name: 'server_settings',
    select: 'id, is_factor_required AS isFactorRequired FROM server_settings',
    record: row => decoded(row, { flags: ['isFactorRequired'] }),
    columns: { id: ':id', is_factor_required: ':isFactorRequired' },
    row: settings => settings,
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
  deskSettings: {
    name: 'desk_settings',
    select: 'id, value FROM desk_settings ORDER BY id',
    record: row => decoded(row),
    columns: { id: ':id', value: ':value' },
    row: setting => setting,
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
  audit: {
    name: 'audit',
    select: 'row, id, at, who, what, target, place, site AS siteId FROM audit ORDER BY at, id',
    record: auditFromRow,
    columns: {
      id: ':id',
      at: ':at',
      who: ':who',
      who_key: ':whoKey',
      what: ':what',
      target: ':on',
      place: ':from',
      site: ':siteId',
    },
    row: row => ({ ...row, whoKey: whoKey(row) }),
  },
  purchases: {
    name: 'purchases',
    select: `${PURCHASE} ORDER BY created_at, id`,
    record: purchaseFromRow,
    columns: {
      id: ':id',
      contact: ':contactId',
      site: ':siteId',
      at: ':at',
      day: ':date',
      zone: ':timeZone',
      lines: ':lines',
      currency: ':currency',
      total: ':total',
      employee: ':employee',
      source: ':source',
      source_key: ':sourceKey',
      external_id: ':externalId',
      fingerprint: ':fingerprint',
      created_at: ':createdAt',
      updated_at: ':updatedAt',
    },
    row: purchase => purchase,
  },
  complaints: {
    name: 'complaints',
    select: 'whole FROM complaints ORDER BY created_at, id',
    record: complaintFromRow,
    columns: {
      id: ':id',
      contact: ':contactId',
      site: ':siteId',
      is_closed: ':isClosed',
      rank: ':rank',
      assignee: ':assigneeId',
      until_at: ':untilAt',
      created_at: ':createdAt',
      source_key: ':sourceKey',
      external_id: ':externalId',
      whole: ':whole',
    },
    row: complaintRow,
  },
  personStages: {
    name: 'person_stages',
    select: `${PERSON_STAGE} ORDER BY row`,
    record: personStageFromRow,
    columns: {
      contact: ':contactId',
      site: ':siteId',
      stage: ':stageId',
      since: ':since',
      version: ':version',
      agent: ':agentId',
      reason: ':reason',
    },
    row: person => person,
  },
  stageMoves: {
    name: 'stage_moves',
    select: `${STAGE_MOVE} ORDER BY row`,
    record: stageMoveFromRow,
    columns: {
      id: ':id',
      at: ':at',
      contact: ':contactId',
      site: ':siteId',
      agent: ':agentId',
      by: ':by',
      from_stage: ':from',
      to_stage: ':to',
      reason: ':reason',
      to_kind: ':toKind',
    },
    row: moveColumns,
  },
  listEntries: {
    name: 'list_entries',
    select: `${LIST_ENTRY} ORDER BY row`,
    record: listEntryFromRow,
    columns: {
      id: ':id',
      list: ':list',
      contact: ':contactId',
      site: ':siteId',
      why: ':why',
      since: ':since',
      created_at: ':createdAt',
      due_at: ':dueAt',
      attempts: ':attempts',
      last_call_at: ':lastCallAt',
      ended_at: ':endedAt',
      outcome: ':outcome',
      coupon: ':coupon',
      coupon_code: ':couponCode',
    },
    row: entryColumns,
  },
  listCalls: {
    name: 'list_calls',
    select: `${LIST_CALL} ORDER BY at, id`,
    record: listCallFromRow,
    columns: {
      id: ':id',
      at: ':at',
      list: ':list',
      entry: ':entryId',
      contact: ':contactId',
      site: ':siteId',
      agent: ':agent',
      outcome: ':outcome',
      note: ':note',
      next_at: ':nextAt',
      coupon_code: ':couponCode',
    },
    row: call => call,
  },
  calls: {
    name: 'calls',
    select: `${CALL} ORDER BY row`,
    record: callFromRow,
    columns: {
      id: ':id',
      key: ':key',
      site: ':siteId',
      contact: ':contactId',
      agent: ':agentId',
      state: ':state',
      is_missed: ':isMissed',
      started_at: ':startedAt',
      ended_at: ':endedAt',
      due_at: ':dueAt',
      number: ':number',
      facts: ':facts',
    },
    row: callRow,
  },
  contactMerges: {
    name: 'contact_merges',
    select: `${MERGE} ORDER BY row`,
    record: mergeFromRow,
    columns: {
      id: ':id',
      winner: ':winnerId',
      loser: ':loserId',
      reason: ':reason',
      is_verified: ':isVerified',
      choices: ':choices',
      done_by: ':by',
      at: ':at',
      undone_at: ':undoneAt',
      undone_by: ':undoneBy',
    },
    row: merge => merge,
  },
  contactRefusals: {
    name: 'contact_refusals',
    select: `${REFUSAL} ORDER BY at, id`,
    record: refusalFromRow,
    columns: { id: ':id', one: ':one', other: ':other', done_by: ':by', at: ':at' },
    row: refusal => refusal,
  },
};

/** A record of a row whose columns already have the record's names. */
function decoded<T>(row: Row, { flags = [], json = [] }: { flags?: string[]; json?: string[] } = {}): T {
  const fields: Record<string, unknown> = { ...row };
  for (const name of flags) fields[name] = row[name] === 1;
  for (const name of json) fields[name] = JSON.parse(row[name] as string);
  return fields as T;
}

function conversationRecord(row: ConversationRow): ConversationRecord {
  const { contact, ...conversation } = conversationFromRow(row);
  return { ...conversation, contactId: contact.id };
}

function entryRecord(row: Row): EntryRecord {
  const entry = entryFromRow(row);
  const fingerprint = row.fingerprint as string | null;
  return {
    ...entry,
    siteId: row.siteId as string,
    fingerprint: isSubmission(entry) && fingerprint !== null ? afterSpace(fingerprint) : fingerprint,
    senderId: row.senderId as string | null,
  };
}

function afterSpace(text: string): string {
  return text.slice(text.indexOf(' ') + 1);
}
