import type { AgentNumber, SmsRecord } from '../../features/sms/store.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${SMS} …` gives rows for `smsFromRow`; add WHERE and ORDER BY. */
export const SMS = `row, id, ref, site AS siteId, conversation AS conversationId, agent AS agentId, event, number, segments, price,
  state, problem, provider_id AS providerId, unsure, created_at AS createdAt, changed_at AS changedAt FROM sms`;

export interface SmsRow extends Omit<SmsRecord, 'price'> {
  row: number;
  price: string | null;
}

export function smsFromRow(from: unknown): SmsRecord {
  const { row: _, price, ...sms } = from as SmsRow;
  return { ...sms, price: price === null ? null : JSON.parse(price) };
}

/** `SELECT ${AGENT_NUMBER} …` gives rows for `agentNumberFromRow`. */
export const AGENT_NUMBER = 'id, number, pending FROM agent_numbers';

export function agentNumberFromRow(from: unknown): AgentNumber {
  const { pending, ...number } = from as Omit<AgentNumber, 'pending'> & { pending: string | null };
  return { ...number, pending: pending === null ? null : JSON.parse(pending) };
}

export type SmsRows = ReturnType<typeof createSmsRows>;

/** Rows of messages that others than their own room touch. Inside a step. */
export function createSmsRows({ writer }: Turns) {
  const dropOf = writer.prepare('DELETE FROM sms WHERE conversation = ?');
  return {
    /** Takes away all of a conversation. */
    dropOf: (conversationId: string): void => void dropOf.run(conversationId),
  };
}
