/** What files say of somebody who is erased, where no row of theirs was taken. Pure (SPEC IM8). */
import type { Contact } from '../../../protocol/contacts.ts';
import type { ImportRun } from '../../../protocol/imports.ts';
import { asciiDigits, withoutMarks } from '../contacts/marks.ts';

/** Of a number as many digits as any way of writing it has. */
const TELLING_DIGITS = 7;

/** Whether cells tell of somebody: by a number, an address, an id, or the whole name. */
export function traceOf(contacts: readonly Pick<Contact, 'name' | 'email' | 'phone' | 'identities'>[]) {
  const known = contacts.flatMap(({ email, phone, identities }) => [
    email.toLowerCase(),
    ...[phone, ...identities.flatMap(each => (each.kind === 'phone' ? each.value : []))].map(endOf),
    ...identities.flatMap(each => (each.kind === 'phone' ? [] : each.value.toLowerCase())),
  ]);
  const names = contacts.map(each => plain(each.name)).filter(each => each.includes(' '));
  const telling = new Set([...known, ...names].filter(Boolean));
  const isTheirs = (cell: string) =>
    telling.has(plain(cell)) ||
    plain(cell)
      .split(/[\s,;|]+/)
      .some(part => telling.has(part)) ||
    telling.has(endOf(cell));
  const isIn = (cells: readonly string[]): boolean => telling.size > 0 && cells.some(isTheirs);
  return {
    isIn,
    /** The same import where nothing of them is in it. */
    cleared<T extends Pick<ImportRun, 'sample' | 'header'>>(run: T): T {
      const isClean = !isIn(run.header) && !run.sample.some(isIn);
      if (isClean) return run;
      const header = isIn(run.header) ? run.header.map(() => '') : run.header;
      return { ...run, header, sample: run.sample.filter(cells => !isIn(cells)) };
    },
  };
}

function plain(text: string): string {
  return withoutMarks(text).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The last digits of a number; empty: it is none. */
function endOf(text: string): string {
  const digits = asciiDigits(text).replace(/\D/g, '');
  return digits.length < TELLING_DIGITS ? '' : digits.slice(-TELLING_DIGITS);
}
