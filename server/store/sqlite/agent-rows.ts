import { AppError } from '../../app-error.ts';
import type { AgentRecord } from '../../features/agents/store.ts';
import type { Factor } from '../../features/factors/store.ts';
import type { Turns } from './turns.ts';

interface AgentRow extends Omit<AgentRecord, 'isDisabled' | 'siteIds' | 'languages' | 'factor' | 'peopleColumns'> {
  row: number;
  isDisabled: number;
  /** JSON. */
  siteIds: string | null;
  /** JSON. */
  languages: string;
  /** JSON. */
  factor: string | null;
  /** JSON. */
  peopleColumns: string | null;
}

/** An agent inside a step, with the key of its row. */
export interface HeldAgent {
  row: number;
  agent: AgentRecord;
}

/** Add WHERE and ORDER BY. */
export const AGENT = `SELECT row, id, email, name, role, locale, capacity,
  letter_capacity AS letterCapacity, languages, is_disabled AS isDisabled,
  site_ids AS siteIds, password_hash AS passwordHash, factor, people_columns AS peopleColumns,
  created_at AS createdAt FROM agents`;

export type AgentRows = ReturnType<typeof createAgentRows>;

/** The rows of agents. All inside a step. */
export function createAgentRows({ writer }: Turns) {
  const byId = writer.prepare(`${AGENT} WHERE id = ?`);
  const emailTaken = writer.prepare('SELECT 1 FROM agents WHERE email_key = ?');
  const insert = writer.prepare(`
    INSERT INTO agents (id, email, email_key, name, role, locale, capacity, letter_capacity, languages, is_disabled, site_ids,
      password_hash, factor, people_columns, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const change = writer.prepare(`
    UPDATE agents SET name = ?, role = ?, locale = ?, capacity = ?, letter_capacity = ?, languages = ?, is_disabled = ?,
      site_ids = ?, password_hash = ?, factor = ?, people_columns = ?
    WHERE row = ?`);
  let changed = () => {};

  return {
    /** Told when one was saved; for who is signed in. */
    onChanged(told: () => void): void {
      changed = told;
    },

    find(id: string): HeldAgent | null {
      const row = byId.get(id);
      return row ? { row: row.row as number, agent: agentFromRow(row) } : null;
    },

    /** @throws AppError EMAIL_TAKEN */
    add(agent: AgentRecord): void {
      const { id, email, name, role, locale, createdAt } = agent;
      const key = emailKey(email);
      if (emailTaken.get(key)) throw new AppError('EMAIL_TAKEN', `Another agent has the e-mail ${email}.`);
      insert.run(id, email, key, name, role, locale, ...columnsOf(agent), createdAt);
    },

    save({ row }: HeldAgent, agent: AgentRecord): void {
      change.run(agent.name, agent.role, agent.locale, ...columnsOf(agent), row);
      changed();
    },
  };
}

/** How e-mails are compared: by what the mailbox's owner would call the same. */
export function emailKey(email: string): string {
  return email.toLowerCase();
}

export function agentFromRow(from: unknown): AgentRecord {
  const { row: _, isDisabled, siteIds, languages, factor, peopleColumns, ...agent } = from as AgentRow;
  return {
    ...agent,
    languages: JSON.parse(languages),
    isDisabled: isDisabled === 1,
    siteIds: siteIdsFrom(siteIds),
    factor: factorFrom(factor),
    peopleColumns: columnsFrom(peopleColumns),
  };
}

/** Sites seen as their column has them. */
export function siteIdsFrom(column: string | null): string[] | null {
  return column === null ? null : (JSON.parse(column) as string[]);
}

/** A factor as its column has it. */
export function factorFrom(column: string | null): Factor | null {
  return column === null ? null : (JSON.parse(column) as Factor);
}

/** Columns of people as their column has them. */
export function columnsFrom(column: string | null): string[] | null {
  return column === null ? null : (JSON.parse(column) as string[]);
}

/** What an agent may, takes and wants to see, as both statements have it. */
function columnsOf(agent: AgentRecord) {
  const { capacity, letterCapacity, languages, isDisabled, siteIds, passwordHash, factor, peopleColumns } = agent;
  const work = [capacity, letterCapacity, JSON.stringify(languages), Number(isDisabled)] as const;
  return [...work, asJson(siteIds), passwordHash, asJson(factor), asJson(peopleColumns)] as const;
}

function asJson(value: Factor | string[] | null): string | null {
  return value && JSON.stringify(value);
}
