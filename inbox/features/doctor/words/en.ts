import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  lead: 'Checks once a day what messages need to get through. Owners are told when something breaks.',
  checkAgain: 'Check again',
  checking: 'Checking…',
  since: 'since {time}',
  fine: 'Fine',
  broken: 'To mend',
  off: 'Not checked',
  openSettings: 'Open the settings',
  broke: '{what}: something is broken. Settings → Doctor says what to do.',
  mended: '{what}: works again',
  late: 'What leaves late',
  lateLead: 'It was not taken so far, and is tried again by itself.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
