/** What the doctor can say of each thing that it looks at. No zod, so browsers may have it. */

/** What is looked at, in the order in which it is shown. */
export const CHECKS = [
  'address',
  'link',
  'proxy',
  'clock',
  'store',
  'outbox',
  'tag',
  'mail',
  'mailDomain',
  'mailIn',
  'push',
  'telegram',
  'sms',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** `off`: not set up, or it can not be known from here, which is nobody's fault. */
export type CheckState = 'fine' | 'broken' | 'off';

/** Each thing that can be said, and what it says of the check. The sentences are in `words/`, under the same names. */
export const SAYS = {
  addressFine: 'fine',
  certificateDays: 'fine',
  addressUnset: 'off',
  addressLocal: 'off',
  dnsSilent: 'off',
  addressUnknown: 'broken',
  addressPlain: 'broken',
  addressSilent: 'broken',
  addressForeign: 'broken',
  certificateBad: 'broken',
  certificateEnds: 'broken',

  linkSocket: 'fine',
  linkHttp: 'fine',
  linkUntried: 'off',
  linkNoSocket: 'broken',
  linkNoHttp: 'broken',
  linkNothing: 'broken',

  proxyNone: 'fine',
  proxyTrusted: 'fine',
  proxyUnbelieved: 'broken',
  proxyAnyone: 'broken',

  clockDatabase: 'fine',
  clockBrowser: 'fine',
  clockAlone: 'off',
  clockDatabaseOff: 'broken',
  clockBrowserOff: 'broken',

  storeKept: 'fine',
  backupAge: 'fine',
  backupElsewhere: 'fine',
  diskFree: 'fine',
  storeSilent: 'broken',
  storeLoose: 'broken',
  diskLow: 'broken',
  backupNone: 'broken',
  backupOld: 'broken',

  outboxClear: 'fine',
  outboxWaiting: 'fine',
  outboxDead: 'broken',
  webhookFailing: 'broken',
  mailFailing: 'broken',
  pushFailing: 'broken',
  telegramFailing: 'broken',
  smsFailing: 'broken',

  tagSeen: 'fine',
  tagFound: 'fine',
  tagAnywhere: 'off',
  tagUnread: 'off',
  tagMissing: 'broken',
  tagMoved: 'broken',
  tagBlocked: 'broken',

  mailReady: 'fine',
  mailOff: 'off',
  mailSilent: 'broken',
  mailLocked: 'broken',

  spfFine: 'fine',
  dkimFine: 'fine',
  dmarcFine: 'fine',
  spfNone: 'broken',
  spfSeveral: 'broken',
  spfOpen: 'broken',
  dkimNone: 'broken',
  dkimOther: 'broken',
  dmarcNone: 'broken',

  mailInConnected: 'fine',
  mailInBrought: 'fine',
  mailInOff: 'off',
  mailInOpening: 'off',
  mailInTrouble: 'broken',
  mailInSkipped: 'broken',
  mailInBack: 'fine',
  mailInAway: 'off',
  mailInLost: 'broken',
  mailInUnsent: 'broken',

  pushDevices: 'fine',
  pushHere: 'fine',
  pushNobody: 'off',
  pushPlain: 'off',
  pushHereLost: 'broken',

  telegramFine: 'fine',
  telegramOff: 'off',
  telegramSealed: 'broken',
  telegramSilent: 'broken',
  telegramForeign: 'broken',
  telegramUnset: 'broken',
  telegramStuck: 'broken',

  smsReady: 'fine',
  smsOff: 'off',
  smsSealed: 'broken',
  smsDayFull: 'broken',

  checkLate: 'broken',
  checkFailed: 'broken',
} as const satisfies Record<string, CheckState>;
export type SaidCode = keyof typeof SAYS;

/** What stands in a sentence: `n` chooses its form, `age` is a time in ms, `size` are bytes; all others stand as they are. */
export type SaidValues = Readonly<Record<string, string | number>>;

export interface Said {
  code: SaidCode;
  values: SaidValues;
}

/** What one check found: at least one thing. */
export type Finding = readonly Said[];

/** One thing that a check found. */
export function said(code: SaidCode, values: SaidValues = {}): Said {
  return { code, values };
}

const SEVERITY: readonly CheckState[] = ['broken', 'fine', 'off'];

/** The worst of what was said: broken before fine before off. */
export function stateOf(finding: readonly { code: SaidCode }[]): CheckState {
  const states = finding.map(({ code }): CheckState => SAYS[code]);
  return SEVERITY.find(each => states.includes(each)) ?? 'off';
}

/** What is broken first, then what is fine, each in its order. */
export function bySeverity<R extends { state: CheckState }>(results: readonly R[]): R[] {
  return results.toSorted((a, b) => SEVERITY.indexOf(a.state) - SEVERITY.indexOf(b.state));
}

/** What is to be read of a finding: of something broken only what to do, of something fine nothing that is off. */
export function worthSaying<S extends { code: SaidCode }>(finding: readonly S[]): S[] {
  const state = stateOf(finding);
  return finding.filter(({ code }) => SAYS[code] === state);
}

/** How many things are broken. */
export function toMendOf(results: readonly { state: CheckState }[]): number {
  return results.filter(({ state }) => state === 'broken').length;
}
