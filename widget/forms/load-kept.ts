import { laterWords } from '../panel/language.ts';
import { createLazy } from '../panel/lazy.ts';

/**
 * What stands in place of a form once the server has kept it. It is asked for when a form is sent, so that it is there
 * with the answer, and where an earlier page has left a promise.
 */
export const kept = createLazy('kept', () => {
  laterWords();
  return import('./kept.tsx');
});
