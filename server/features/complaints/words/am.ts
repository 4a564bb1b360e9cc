import type { Messages } from './en.ts';

export const am: Messages = {
  ask: 'ያላረካዎት ነገር፦ {about}።\n\nያደረግነው ይህ ነው፦ {done}\n\nተስተካክሏል? እዚህ አንድ ጊዜ በመጫን ይመልሱ፦ {link}',
};
