/** What somebody was not content with, until it is put right. */
import { z } from 'zod';
import { contactSummary } from './contacts.ts';
import { personRef } from './person-ref.ts';
import { timelineItem } from './timeline.ts';
import { id, knownTimeZone, line, text, textOrNone, timestamp } from './wire/fields.ts';

/** How it came. */
export const complaintSource = z.enum(['conversation', 'call', 'rating', 'hand', 'api']);
export type ComplaintSource = z.infer<typeof complaintSource>;

export const aboutKind = z.enum(['employee', 'purchase', 'service', 'other']);
export type AboutKind = z.infer<typeof aboutKind>;

/** What it is about, by the name of then. `id`: of an agent or a purchase; null: of neither, or it is known by name alone. */
export const complaintAbout = z.object({ kind: aboutKind, id: id.nullable(), name: z.string() });
export type ComplaintAbout = z.infer<typeof complaintAbout>;

/** How bad it is: 1 a trifle, 2 bad, 3 very bad. */
export const severity = z.literal([1, 2, 3]);
export type Severity = z.infer<typeof severity>;

const person = z.object({ id, name: z.string() });

/** By the end of which day, by the clock there. */
const untilDay = z.object({ date: z.iso.date(), timeZone: knownTimeZone });

export const complaint = z.object({
  id,
  /** Whose card it was on when it came. */
  contactId: id,
  /** Null: of none, and everybody at the desk sees it. */
  siteId: id.nullable(),
  /** Where it was said; null: elsewhere. */
  conversationId: id.nullable(),
  source: complaintSource,
  about: complaintAbout,
  severity,
  /** What went wrong, and what they want. */
  asked: z.string(),
  /** Who deals with it, by the name of then; null: nobody yet. */
  assignee: person.nullable(),
  until: untilDay.nullable(),
  /** When that day ends. */
  untilAt: timestamp.nullable(),
  status: z.enum(['open', 'closed']),
  /** What was done about it, when it was closed last; empty before. */
  done: z.string(),
  closedAt: timestamp.nullable(),
  closedBy: person.nullable(),
  /** By which way the person was asked whether it was put right; null: they were not. */
  askedBy: z.enum(['chat', 'mail']).nullable(),
  /** What they answered; null: nothing yet. */
  isRight: z.boolean().nullable(),
  /** How often it was opened again. */
  reopened: z.number().int().nonnegative(),
  externalId: z.string().nullable(),
  /** Counts what was done to it. */
  version: z.number().int().positive(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Complaint = z.infer<typeof complaint>;

/** What is told of it. */
const fields = z.object({
  about: z.object({ kind: aboutKind, id: id.optional(), name: line.optional() }),
  severity,
  asked: text,
  /** Null: nobody. */
  assigneeId: id.nullable(),
  /** Null: until no day in particular. Without a zone by the desk's clock. */
  until: z.object({ date: z.iso.date(), timeZone: knownTimeZone.optional() }).nullable(),
});

const { about, asked } = fields.shape;

export const complaintOpen = fields
  .partial()
  .extend({
    /** Whose it is; left out where the conversation says it. */
    person: personRef.optional(),
    conversationId: id.optional(),
    /** By hand alone; by a key it is `api`. */
    source: complaintSource.exclude(['api']).optional(),
    /** Of that source: the same again is the same complaint. */
    externalId: line.pipe(z.string().min(1)).optional(),
    about,
    asked,
    severity: severity.default(2),
  })
  .refine(({ person, conversationId }) => Boolean(person ?? conversationId), {
    path: ['person'],
    message: 'wanted a person or a conversationId',
  });
export type ComplaintOpen = z.infer<typeof complaintOpen>;
export type ComplaintInput = z.input<typeof complaintOpen>;

/** What is left out stays. */
export const complaintUpdate = fields.partial();
export type ComplaintUpdate = z.infer<typeof complaintUpdate>;

/** `asks`: whether the person is asked if it was put right. */
export const complaintClose = z.object({ done: text, asks: z.boolean().default(true) });

/** Why it is open again. */
export const complaintReopen = z.object({ asked: textOrNone.default('') });

export const complaintShow = z.enum(['open', 'mine', 'closed', 'all']);
export type ComplaintShow = z.infer<typeof complaintShow>;

export const complaintsQuery = z.object({
  show: complaintShow.default('open'),
  cursor: z.string().max(160).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** One with whose it is. */
export const shownComplaint = z.object({ complaint, contact: contactSummary });
export type ShownComplaint = z.infer<typeof shownComplaint>;

/** `late`: of those that are open. */
export const complaintCounts = z.object({ open: z.number().int(), mine: z.number().int(), late: z.number().int() });
export type ComplaintCounts = z.infer<typeof complaintCounts>;

export const complaintsAnswer = z.object({
  complaints: z.array(shownComplaint),
  cursor: z.string().nullable(),
  counts: complaintCounts,
});
export type ComplaintsAnswer = z.infer<typeof complaintsAnswer>;

/** An owner's choice. */
export const complaintSettings = z.object({
  /** A low rating opens one by itself. */
  fromLowRatings: z.boolean().default(false),
});
export type ComplaintSettings = z.infer<typeof complaintSettings>;

/** Those of somebody that are open, oldest first, some of them; `open` counts them all. */
export const complaintGlance = z.object({ open: z.number().int(), complaints: z.array(complaint) });
export type ComplaintGlance = z.infer<typeof complaintGlance>;

export const complaintItem = timelineItem.extend({ kind: z.literal('complaint'), complaint });
export type ComplaintItem = z.infer<typeof complaintItem>;

/** Why somebody is told of one: it came, is open again, was given to them, nobody took it, or its day is over. */
export const complaintReason = z.enum(['opened', 'again', 'given', 'untaken', 'late']);
export type ComplaintReason = z.infer<typeof complaintReason>;

/** One is there, another than before, or gone: whoever shows it reads it anew. `told`: who is to be told, and why. */
export const complaintChanged = z.object({
  type: z.literal('complaint.changed'),
  complaintId: id,
  told: z.object({ reason: complaintReason, to: z.array(id) }).nullable(),
});
export type ComplaintChanged = z.infer<typeof complaintChanged>;
