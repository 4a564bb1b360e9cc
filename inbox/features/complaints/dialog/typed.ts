/** What is typed of a complaint, and what it begins with. Pure. */

import type { AboutKind, Complaint, ComplaintInput, Severity } from '../../../../protocol/complaints.ts';
import type { Entry } from '../../../../protocol/entries.ts';

/** A low rating of which it is made. */
export interface RatedBad {
  /** Number of its entry. */
  seq: number;
  agentId: string;
  agentName: string;
  word: string;
  score: number;
}

/** The last rating of a conversation, where it was a low one; null: it was none. */
export function ratedBad(entries: readonly Entry[]): RatedBad | null {
  const last = entries.findLast(({ body }) => body.kind === 'event' && body.event === 'rated');
  return last?.body.kind === 'event' && last.body.event === 'rated' && last.body.isLow
    ? { ...last.body, seq: last.seq }
    : null;
}

export interface Begun {
  /** The one that is changed; left out: a new one. */
  complaint?: Complaint | undefined;
  /** Where it was said. */
  conversationId?: string | undefined;
  rated?: RatedBad | null | undefined;
}

export interface Typed {
  kind: AboutKind;
  /** Of an agent or a purchase; empty: by its name. */
  id: string;
  name: string;
  severity: Severity;
  asked: string;
  /** Empty: nobody. */
  assigneeId: string;
  /** `2026-05-03`; empty: no day in particular. */
  until: string;
}

/** A new one that is being typed. */
export interface ComplaintDraft {
  typed: Typed;
  /** Of what is sent: the same again is the same complaint, also after a reload. */
  clientId: string;
}

export function begunWith({ complaint, rated }: Begun): Typed {
  if (complaint) {
    const { about, severity, asked, assignee, until } = complaint;
    return {
      ...{ kind: about.kind, id: about.id ?? '', name: about.name, severity, asked },
      assigneeId: assignee?.id ?? '',
      until: until?.date ?? '',
    };
  }
  const first = { kind: 'service', id: '', name: '', severity: 2, asked: '', assigneeId: '', until: '' } as const;
  if (!rated) return first;
  const { agentId, agentName, word, score } = rated;
  return {
    ...first,
    ...{ kind: 'employee', id: agentId, name: agentName },
    asked: word || `${score} / 5`,
    severity: score === 1 ? 3 : 2,
  };
}

/** As the server takes it. */
export function toldOf({ kind, id, name, severity, asked, assigneeId, until }: Typed) {
  const isListed = id !== '' && (kind === 'employee' || kind === 'purchase');
  return {
    ...{ severity, asked },
    about: isListed ? { kind, id } : { kind, name },
    assigneeId: assigneeId || null,
    until: until ? { date: until } : null,
  } satisfies Omit<ComplaintInput, 'person'>;
}
