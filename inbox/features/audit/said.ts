import type { Agent } from '../../../protocol/agents.ts';
import { LETTER_TEMPLATES } from '../../../protocol/letter-templates.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { roleOptions } from '../agents/settings/roles.ts';
import { t as agentText } from '../agents/settings/words/index.ts';
import { SCOPE_NAMES, scopeName } from '../keys/settings/scopes.ts';
import { t as ladderText } from '../ladder/settings/words/index.ts';
import { t as letterName } from '../mail/words/index.ts';
import { t as privacyText } from '../privacy/settings/words/index.ts';
import { t as ratingText } from '../ratings/settings/words/index.ts';
import { t as routingText } from '../routing/settings/words/index.ts';
import { t as siteText } from '../sites/settings/words/index.ts';
import { t as telegramText } from '../telegram/words/index.ts';
import { t as webhookText } from '../webhooks/words/index.ts';
import { t } from './words/index.ts';

/** Fields and kinds by the names that the server writes down. */
const NAMES: Readonly<Record<string, () => string>> = {
  role: () => agentText('role'),
  capacity: () => agentText('capacity'),
  letterCapacity: () => agentText('letters'),
  languages: () => agentText('languages'),
  siteIds: () => agentText('sees'),
  isDisabled: () => shellText('disabled'),
  name: () => siteText('siteName'),
  origins: () => siteText('origins'),
  channels: () => siteText('channels'),
  accent: () => siteText('accent'),
  locale: () => siteText('siteLocale'),
  timeZone: () => siteText('timeZone'),
  hours: () => siteText('openingHours'),
  callHours: () => siteText('callHours'),
  days: () => siteText('days'),
  texts: () => siteText('texts'),
  slotMinutes: () => siteText('slotMinutes'),
  callbacksPerSlot: () => siteText('callbacksPerSlot'),
  leadMinutes: () => siteText('leadMinutes'),
  horizonDays: () => siteText('horizonDays'),
  callMinutes: () => siteText('callMinutes'),
  callRetries: () => siteText('callRetries'),
  asapMinutes: () => siteText('asapMinutes'),
  files: () => siteText('files'),
  holidays: () => siteText('holidays'),
  ladder: () => ladderText('isOn'),
  routing: () => routingText('rules'),
  rating: () => ratingText('isOn'),
  answersByMail: () => t('answersByMail'),
  notices: () => t('notices'),
  script: () => t('script'),
  bot: () => t('bot'),
  spam: () => t('blocklist.changed'),
  retention: () => t('retention'),
  keepsQueries: () => privacyText('keepsQueries'),
  conversations: () => privacyText('keepConversations'),
  held: () => privacyText('keepHeld'),
  callbacks: () => privacyText('keepCallbacks'),
  trails: () => privacyText('keepTrails'),
  contacts: () => privacyText('keepContacts'),
  deliveries: () => privacyText('keepDeliveries'),
  url: () => webhookText('webhookUrl'),
  events: () => webhookText('webhookEvents'),
  'telegram off': () => telegramText('modeOff'),
  'telegram polling': () => telegramText('modePolling'),
  'telegram webhook': () => telegramText('modeWebhook'),
  customers: () => t('customers'),
  telephone: () => t('telephone'),
  lines: () => t('lines'),
  phoneSystem: () => t('phoneSystem'),
  addresses: () => t('addresses'),
  on: () => t('isOn'),
  off: () => t('isOff'),
  'by an owner': () => t('byOwner'),
  'by the command line': () => t('byCommand'),
  'by a link': () => t('byLink'),
  limits: () => t('limits'),
  ...Object.fromEntries(SCOPE_NAMES.map(each => [`scope ${each}`, () => scopeName(each)])),
  ...Object.fromEntries(LETTER_TEMPLATES.map(each => [`letter ${each}`, () => letterName(each)])),
};

/**
 * What a row says beyond its act, in the words of the inbox. What this page does not know stays as the server wrote it.
 * @param text names of fields, some with a value: `capacity, isDisabled: true`
 * @param siteName of a site's id
 */
export function said(text: string, siteName: (id: string) => string | undefined): string[] {
  return text.split(', ').map(part => {
    const [name = '', value] = part.split(': ');
    if (name === 'isDisabled' && value === 'false') return t('enabled');
    if (value === undefined || name === 'isDisabled') return NAMES[name]?.() ?? part;
    const label = NAMES[name]?.();
    return label ? `${label}: ${saidValue(name, value, siteName)}` : part;
  });
}

function saidValue(name: string, value: string, siteName: (id: string) => string | undefined): string {
  if (name === 'role') return new Map(roleOptions()).get(value as Agent['role']) ?? value;
  if (name !== 'siteIds') return NAMES[value]?.() ?? value;
  if (value === 'null') return agentText('seesAll');
  return value
    .split(',')
    .map(id => siteName(id) ?? id)
    .join(', ');
}
