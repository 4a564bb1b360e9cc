import type { AgentRecord } from '../../../features/agents/store.ts';
import { whoKey } from '../../../features/audit/store.ts';
import type { Invite } from '../../../features/invitations/store.ts';
import { KEY, keyFromRow } from '../../../features/keys/sqlite.ts';
import { SAVED_VIEW, savedViewFromRow } from '../../../features/saved-views/sqlite.ts';
import { columnsFrom, emailKey, factorFrom, siteIdsFrom } from '../agent-rows.ts';
import { auditFromRow } from '../audit-rows.ts';
import { decoded, type Tables } from './table.ts';

/** Whoever answers, and what they have set. */
export const DESK_TABLES: Pick<
  Tables,
  | 'sites'
  | 'agents'
  | 'invites'
  | 'sessions'
  | 'passwordLinks'
  | 'teams'
  | 'cannedReplies'
  | 'savedViews'
  | 'deskSettings'
  | 'serverSettings'
  | 'integrationKeys'
  | 'audit'
> = {
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
      site_ids AS siteIds, password_hash AS passwordHash, factor, people_columns AS peopleColumns,
      created_at AS createdAt FROM agents ORDER BY row`,
    record: row => ({
      ...decoded<AgentRecord>(row, { flags: ['isDisabled'], json: ['languages'] }),
      siteIds: siteIdsFrom(row.siteIds as string | null),
      factor: factorFrom(row.factor as string | null),
      peopleColumns: columnsFrom(row.peopleColumns as string | null),
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
      people_columns: ':peopleColumns',
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
  deskSettings: {
    name: 'desk_settings',
    select: 'id, value FROM desk_settings ORDER BY id',
    record: row => decoded(row),
    columns: { id: ':id', value: ':value' },
    row: setting => setting,
  },
  serverSettings: {
    name: 'server_settings',
    select: 'id, is_factor_required AS isFactorRequired FROM server_settings',
    record: row => decoded(row, { flags: ['isFactorRequired'] }),
    columns: { id: ':id', is_factor_required: ':isFactorRequired' },
    row: settings => settings,
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
};
