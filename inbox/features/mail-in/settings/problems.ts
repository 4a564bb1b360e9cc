import type { MailProblem } from '../../../../protocol/mail-in.ts';
import { t } from './words/index.ts';

/** What is wrong with an account, in a sentence. */
export function problemText(problem: MailProblem): string {
  return t(problem === 'folder' ? 'folder_missing' : problem);
}
