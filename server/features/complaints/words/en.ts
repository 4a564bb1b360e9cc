/** What a person is asked in their conversation. The source of the other languages. */
export const en = {
  ask: 'You were not content: {about}.\n\nThis is what we did about it: {done}\n\nWas it put right? Say it here with one press: {link}',
} as const;

export type Messages = Record<keyof typeof en, string>;
