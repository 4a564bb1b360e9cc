import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  pushLead: 'Your phone or computer can tell you that somebody waits, also while the inbox is closed.',
  pushSwitch: 'Tell me on this device',
  pushHint: 'It ends when you sign out here.',
  pushTest: 'Send a test',
  pushTested: 'Sent. It should show in a moment.',
  pushTestFailed: 'The push service of this browser did not take it: {problem}',
  pushOn: 'This device tells you now',
  pushOff: 'This device tells you nothing any more',
  pushFailed: 'The browser could not be signed up with its push service. Try again in a moment.',
  isDenied:
    'Notifications are blocked for this page. Allow them in the browser’s settings for this page, beside its address, and come back here.',
  isInstall:
    'On an iPhone or iPad the inbox must be an app first. Tap Share, then “Add to Home Screen”, and open it from there.',
  isInsecure: 'Browsers allow this on https only. Ask whoever runs the server to give it a certificate.',
  isUnsupported:
    'This browser can not show notifications while the inbox is closed. Try another one, such as Firefox or Chrome.',
  devices: 'Devices that tell you',
  thisDevice: 'this one',
  deviceUsed: 'Last told {time}',
  deviceNew: 'Nothing told yet',
  deviceSince: 'On since {time}',
  deviceFailing: 'Takes nothing since {time}',
  removeDevice: 'Remove {device}',
  deviceRemoved: 'Removed',
  pushNotAllowed: 'The browser was not given leave to notify you. Switch it on again and choose “Allow” when it asks.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
