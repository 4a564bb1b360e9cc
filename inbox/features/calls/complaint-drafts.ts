/** Complaints of calls that are being typed: like notes they outlive the answer, the end and a reload. */
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import type { ComplaintDraft } from '../complaints/dialog/typed.ts';
import { createKeptDrafts, type KeptDrafts } from './kept-drafts.ts';

export interface CallComplaint {
  /** Whose it is. */
  contactId: string;
  /** Null: nothing is typed yet. */
  draft: ComplaintDraft | null;
}

export type ComplaintDrafts = KeptDrafts<CallComplaint>;

const drafts = new WeakMap<object, ComplaintDrafts>();

/** The agent's. */
export function useComplaintDrafts(): ComplaintDrafts {
  const { calls, me } = useInbox();
  const { storage } = useApp();
  const known = drafts.get(calls) ?? createComplaintDrafts(storage, me.peek().agent.id);
  drafts.set(calls, known);
  return known;
}

function createComplaintDrafts(storage: Storage | null, agentId: string): ComplaintDrafts {
  // Named after the agent: colleagues at one computer do not find each other's words.
  return createKeptDrafts(storage, `deskbell-inbox:${agentId}:call-complaint:`, ({ draft }) => draft !== null);
}
