import type { Week } from '../../../../protocol/hours.ts';
import type { RoutingRule } from '../../../../protocol/routing.ts';
import type { Team } from '../../../../protocol/teams.ts';
import { whomOf } from '../../../../protocol/whom.ts';
import { languageName } from '../../../shell/languages.ts';
import { currentLocale } from '../../../shell/locale.ts';
import { weekdayName } from '../../../shell/times.ts';
import { t } from './words/index.ts';

const list = (parts: string[]) => new Intl.ListFormat(currentLocale(), { type: 'unit' }).format(parts);
const either = (parts: string[]) => parts.reduce((before, next) => t('or', { before, next }));

/** Teams and agents, to whom a rule may lead. */
export type Whom = readonly Pick<Team, 'id' | 'name'>[];

/** A rule as a sentence: who is for whom. */
export function ruleText({ pages, languages, topics, hours, ...rule }: RoutingRule, whom: Whom): string {
  const team = whom.find(({ id }) => id === whomOf(rule))?.name ?? t('teamGone');
  const asked = [
    pages.length > 0 && t('onPages', { pages: either(pages) }),
    languages.length > 0 && t('speaks', { languages: either(languages.map(languageName)) }),
    topics.length > 0 && t('writes', { topics: either(topics.map(topic => t('quoted', { topic }))) }),
    hours && hasSpans(hours) && t('comes', { hours: weekText(hours) }),
  ].filter(each => each !== false && each !== null);
  return asked.length > 0 ? t('whoever', { asked: list(asked), team }) : t('everybody', { team });
}

/** A week without any is always. */
export const hasSpans = (week: Week): boolean => week.some(spans => spans.length > 0);

/** A week in short: days that follow each other with the same hours are told once. */
export function weekText(week: Week): string {
  const hoursOf = (day: number) => week[day]!.map(({ from, to }) => `${from}–${to}`).join(', ');
  const day = (index: number) => weekdayName((index + 1) % 7, false);
  const parts: string[] = [];
  for (let from = 0; from < 7; ) {
    let to = from;
    while (to < 6 && hoursOf(to + 1) === hoursOf(from)) to += 1;
    const days = from === to ? day(from) : `${day(from)}–${day(to)}`;
    if (week[from]!.length > 0) parts.push(`${days} ${hoursOf(from)}`);
    from = to + 1;
  }
  return list(parts);
}
