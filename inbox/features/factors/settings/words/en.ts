import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  factorTitle: 'Second factor',
  factorOffLead:
    'A code of an app on your phone, besides the password. Whoever learns your password then still can not get in.',
  factorOnLead: 'On: signing in asks for a code of your app.',
  setUp: 'Set up',
  scan: 'Scan this picture with an authenticator app, or type the key into it.',
  picture: 'Picture for the app, with the same key',
  key: 'Key',
  turnOn: 'Switch on',
  turnOff: 'Switch off',
  turnOffLead: 'Show once more that it is you.',
  wrongPassword: 'This is not your password.',
  codesLead:
    'Keep these codes in a safe place, on paper for example. Each lets you in once when the app is lost. They are shown this once.',
  codesLabel: 'Recovery codes',
  codesKept: 'I have kept them',
  codesLeft: 'Recovery codes left: {n}',
  newCodes: 'Make new recovery codes',
  didTurnOff: 'The second factor is off',
  everybody: 'Everybody',
  requireAll: 'Everybody needs a second factor',
  requireHint: 'Who has none sets it up before anything else.',
  hasOne: 'Has a second factor',
  hasNone: 'Has none',
  turnOffFor: 'Switch off for {name}',
  gateTitle: 'Set up a second factor',
  gateLead: 'This server asks everybody for a code of an app, besides the password.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
