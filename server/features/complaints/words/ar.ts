import type { Messages } from './en.ts';

export const ar: Messages = {
  ask: 'لم تكن راضيًا عن: {about}.\n\nهذا ما فعلناه: {done}\n\nهل صُحّح الأمر؟ أجب هنا بضغطة واحدة: {link}',
};
