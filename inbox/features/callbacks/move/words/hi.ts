import type { Messages } from './en.ts';

export default {
  callMoveTo: 'नया समय, आपकी घड़ी से',
  callMoveSave: 'कॉल का समय बदलें',
  callInMinutes: '{time} में',
  callPast: 'ऐसा समय चुनें जो बीता न हो।',
} satisfies Messages;
