/** Complaints of calls that are being typed: like notes they outlive the answer, the end and a reload. */
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

/** Those of an inbox. @param inbox whichever part of it lives as long as it does */
export function complaintDraftsOf(inbox: object, storage: Storage | null, agentId: string): ComplaintDrafts {
  const known = drafts.get(inbox) ?? createComplaintDrafts(storage, agentId);
  drafts.set(inbox, known);
  return known;
}

function createComplaintDrafts(storage: Storage | null, agentId: string): ComplaintDrafts {
  // Named after the agent: colleagues at one computer do not find each other's words.
  return createKeptDrafts(storage, `deskbell-inbox:${agentId}:call-complaint:`, ({ draft }) => draft !== null);
}
