import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  spamLead:
    'What looks like a robot’s is kept in quarantine: nobody is called for it, the sender is thanked as always, and “Not spam” puts it on the desk.',
  figures: 'The last 30 days',
  figuresLine: 'Held {held}, let out {released}.',
  underPressure: 'Many new people are writing just now: their pages are asked for a little work.',
  perDay: 'Held each day',
  dayLabel: '{day}: held {held}, let out {released}',
  rule: 'Reason',
  held: 'Held',
  released: 'Let out',
  figuresNone: 'Nothing was held yet.',
  work: 'Work for new pages',
  workHint:
    'A browser does it in a second and nobody notices; whoever sends thousands of forms pays for each. What comes without it is held, not refused.',
  workAuto: 'When far more come than usual',
  workAlways: 'From everybody new',
  workNever: 'Never',
  countries: 'Countries whose numbers are welcome',
  countriesHint: 'Two letters each, such as MN, RU. Numbers of other countries are held. Empty: all are welcome.',
  blocks: 'Block list',
  blocksHint: 'What stands here is held, one on each line.',
  unusable: 'This can not be used: {value}',
  blockAddresses: 'Addresses',
  blockAddressesHint: 'IP addresses or networks, such as 203.0.113.0/24',
  blockNumbers: 'Numbers',
  blockNumbersHint: 'What a number begins with, such as +44 871',
  blockWords: 'Words',
  blockWordsHint: 'Three letters or more, anywhere in what is said',
  blockCountries: 'Countries',
  blockCountriesHint: 'Two letters each: numbers of these countries are held',
};
export default en;
export type Messages = MessagesOf<typeof en>;
