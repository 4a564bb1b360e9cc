/** What a call is called, and how long it was. */
import type { Call, ShownCall } from '../../../protocol/calls.ts';
import { shownName } from '../../shell/bidi.ts';
import { currentTag } from '../../shell/locale.ts';
import { phoneText } from '../../shell/phones.ts';
import { t } from './words/index.ts';

/** The other's number, or that it is hidden. */
export function numberText({ number, shownNumber }: Pick<Call, 'number' | 'shownNumber'>): string {
  return phoneText(number) || shownNumber || t('hiddenNumber');
}

/** Whom a call is with: a name, several where they share the number, or the number. */
export function whoText({ call, people }: ShownCall): string {
  const names = people.flatMap(each => shownName(each.name) || []);
  const [one, other] = names;
  if (one === undefined) return numberText(call);
  return other === undefined ? one : t('orOther', { one, other });
}

/** 3:12, or 1:03:12. */
export function lengthText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(currentTag(), { minimumIntegerDigits: digits, useGrouping: false }).format(value);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const parts = hours > 0 ? [number(hours, 1), number(minutes, 2)] : [number(minutes, 1)];
  return [...parts, number(seconds % 60, 2)].join(':');
}

/** What became of a call, in one line. */
export function callText({ state, direction, isMissed, startedAt, answeredAt, endedAt }: Call): string {
  if (state === 'ringing') return t('ringsNow');
  if (state === 'answered') return t('talksNow');
  if (isMissed) return t('missedCall');
  if (answeredAt === null && direction === 'out') return t('notReached');
  const duration = lengthText((endedAt ?? startedAt) - (answeredAt ?? startedAt));
  return t(direction === 'out' ? 'calledOf' : 'callOf', { duration });
}
