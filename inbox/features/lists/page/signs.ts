import type { LIST_SIGNS } from '../../../../protocol/list-names.ts';
import type { ListSign } from '../../../../protocol/lists.ts';
import { contained } from '../../../shell/bidi.ts';
import { number, type TextKey } from '../../../shell/locale.ts';
import { date } from '../../../shell/times.ts';
import type { Messages } from './words/en.ts';
import { t } from './words/index.ts';

const KEYS = {
  lost: 'lostFor',
  rated: 'rated',
  complained: 'complained',
  asked_price: 'askedPrice',
  price_page: 'pricePage',
  form_stopped: 'formStopped',
  came_back: 'cameBack',
} as const satisfies Record<(typeof LIST_SIGNS)[number], TextKey<Messages>>;

/** Why somebody is on a list, in one line. */
export function signText({ code, at, text, n }: ListSign, now: number): string {
  const words = t(KEYS[code], { date: date(at, now, { hasWeekday: false }), n: number(n ?? 0) });
  return text ? t('quoted', { words, text: contained(text) }) : words;
}
