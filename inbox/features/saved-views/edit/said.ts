import type { ViewFilter } from '../../../../protocol/filters.ts';
import type { Site } from '../../../../protocol/sites.ts';
import type { Team } from '../../../../protocol/teams.ts';
import { isolated } from '../../../shell/bidi.ts';
import { languageName } from '../../../shell/languages.ts';
import { duration, MINUTE_MS } from '../../../shell/times.ts';
import { t as conversationText } from '../../conversations/words/index.ts';
import { t as viewText } from '../../views/words/index.ts';
import { t } from './words/index.ts';

/** The words of each value that a filter can have, in the language spoken. */
export const SAID = {
  status: {
    open: () => t('open'),
    closed: () => viewText('closed'),
    snoozed: () => viewText('snoozed'),
    held: () => viewText('quarantine'),
  },
  assignee: { me: () => t('me'), nobody: () => t('nobody'), somebody: () => t('somebody') },
  channel: {
    chat: () => conversationText('chat'),
    callback: () => conversationText('callback'),
    form: () => conversationText('form'),
    email: () => conversationText('mail'),
    booking: () => t('booking'),
  },
  waitsFor: {
    message: () => t('waitsForMessage'),
    form: () => t('waitsForForm'),
    callback: () => t('waitsForCallback'),
  },
} as const satisfies { [Field in keyof ViewFilter]?: Record<NonNullable<ViewFilter[Field]>, () => string> };

/** What a filter asks, each in a few words. @param teams null: they are being read */
export function summaryOf(filter: ViewFilter, sites: readonly Site[], teams: readonly Team[] | null): string[] {
  const { status, siteId, assignee, teamId, locale, tag, channel, waitsFor, waitingMinutes } = filter;
  return [
    SAID.status[status](),
    siteId !== undefined && isolated(sites.find(site => site.id === siteId)?.name ?? ''),
    assignee && SAID.assignee[assignee](),
    teamId !== undefined &&
      teams !== null &&
      `${t('team')}: ${isolated(teams.find(team => team.id === teamId)?.name ?? t('gone'))}`,
    locale && languageName(locale),
    tag !== undefined && isolated(`#${tag}`),
    channel && `${t('cameBy')}: ${SAID.channel[channel]()}`,
    waitsFor && `${t('waitsFor')}: ${SAID.waitsFor[waitsFor]()}`,
    waitingMinutes !== undefined && t('waitingLonger', { time: duration(waitingMinutes * MINUTE_MS) }),
  ].filter(words => typeof words === 'string' && words !== '') as string[];
}
