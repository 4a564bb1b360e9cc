/** What became of the forms that were sent. What stands in them is in `panel/saved.ts`, as it outlives the page. */
import type { VisitorFrameInput } from '../../protocol/visitor.ts';
import { newClientId } from '../../protocol/wire/client-id.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { files } from '../features/files/load-files.ts';
import { deliver, link } from '../panel/link.ts';
import { write } from '../panel/saved.ts';
import { createValue } from '../panel/value.ts';

export type FormKind = 'callback' | 'contact';
/** Codes by field; one that concerns no field stands under `''`. */
export type FieldErrors = Record<string, string>;
type Without<Frame, Key extends string> = Frame extends unknown ? Omit<Frame, Key> : never;
/** What a form sends, before it gets its id. */
export type FormCommand = Without<
  Extract<VisitorFrameInput, { type: 'callback.request' | 'form.send' | 'callback.change' }>,
  'clientId'
>;

/** Of `LIMITS`, which a later chunk may not import: the panel would have to keep all of them for it by name. */
export const LETTER_CHARS = LIMITS.letterChars;

/** Which form each command is of. */
export const FORM_COMMANDS: Partial<Record<string, FormKind>> = {
  'callback.request': 'callback',
  'callback.change': 'callback',
  'form.send': 'contact',
  // What a page of 0.1 left in the outbox.
  'contact.send': 'contact',
};

const NOTHING = {
  errors: {} as Partial<Record<FormKind, FieldErrors>>,
  /** Forms that the server has kept since they were last shown. */
  sent: {} as Partial<Record<FormKind, boolean>>,
};
export const forms = createValue(NOTHING);

export function clearForms(): void {
  forms.change(NOTHING);
}

/** The thanks were read. */
export function clearThanks(): void {
  forms.change({ sent: {} });
}

/** Says whether something of a form is on its way. */
export function isPending(kind: FormKind): boolean {
  return link.now.waiting.some(({ type }) => FORM_COMMANDS[type] === kind);
}

/** Sends a form, or a change of a callback. What was typed stays until the server has it. */
export function submit(kind: FormKind, command: FormCommand): void {
  fail(kind, undefined);
  const clientId = newClientId();
  deliver({ ...command, clientId, ...files.loaded.now.chunk?.take(kind, clientId) });
}

/** Shows what is wrong in a form, or that nothing is any more. */
export function fail(kind: FormKind, errors: FieldErrors | undefined): void {
  forms.change({ errors: { ...forms.now.errors, [kind]: errors } });
}

/** The server has kept a form: what it said goes, and who said it stays. */
export function succeed(kind: FormKind): void {
  forms.change({ sent: { ...forms.now.sent, [kind]: true } });
  write(kind === 'contact' ? { subject: '', message: '' } : { topic: '', startAt: null });
}
