/**
 * How somebody can be reached: the one place that judges whether a mail address or a phone number is good, whoever typed
 * it and wherever (SPEC F1): sockets, JSON, HTML forms, identify, agents' corrections. Pure.
 */
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { readEmail } from './emails.ts';
import type { PhoneHints } from './home.ts';
import { withoutMarks } from './marks.ts';
import { readPhone } from './phones.ts';

export interface Reach<Typed> {
  /** The address; empty when what was typed is no good. */
  email: Typed | string;
  /** The number in E.164; empty when what was typed can not be rung. */
  phone: Typed | string;
  /**
   * The field as typed, where it says more than what is kept of it: a second number, an extension, a name. It must be
   * kept too, since nothing that anybody types is lost.
   */
  typed: { email?: string; phone?: string };
  mistakes: { email?: ErrorCode; phone?: ErrorCode };
}

/** What was typed, in the form in which it is kept. What is empty or absent stays so. */
export function judgeReach<Typed extends string | null | undefined>(
  { email, phone }: { email: Typed; phone: Typed },
  hints: PhoneHints,
): Reach<Typed> {
  const mistakes: Reach<Typed>['mistakes'] = {};
  const typed: Reach<Typed>['typed'] = {};
  const readAddress = email ? readEmail(email) : null;
  if (email && !readAddress) mistakes.email = 'EMAIL_INVALID';
  if (email && readAddress?.saysMore) typed.email = withoutMarks(email);
  const readNumber = phone ? readPhone(phone, hints) : null;
  if (phone && !readNumber) mistakes.phone = 'PHONE_INVALID';
  if (phone && readNumber?.saysMore) typed.phone = withoutMarks(phone);
  return {
    email: email ? (readAddress?.address ?? '') : email,
    phone: phone ? (readNumber?.number ?? '') : phone,
    typed,
    mistakes,
  };
}

/** Whether a number as typed can be read without knowing where its owner is at home. */
export function saysItsCountry({ phone, country }: { phone: string; country?: string | undefined }): boolean {
  return country !== undefined || /^\+[\d\s().-]*$/.test(phone);
}

/**
 * What a contact remembers beside its one address and number, under names that agents read. What the page says of its
 * own stays as it says it.
 * @returns undefined when there is nothing to remember
 */
export function withTyped(
  said: Record<string, string> | undefined,
  { email, phone }: Reach<unknown>['typed'],
): Record<string, string> | undefined {
  const typed = { ...(email !== undefined && { emails: email }), ...(phone !== undefined && { phones: phone }) };
  return said || Object.keys(typed).length > 0 ? { ...typed, ...said } : undefined;
}
