import type { Messages } from './en.ts';

export const mn: Messages = {
  ask: 'Таны сэтгэл дундуур байсан зүйл: {about}.\n\nБид ингэж шийдлээ: {done}\n\nОдоо болсон уу? Энд нэг дараад хариулна уу: {link}',
};
