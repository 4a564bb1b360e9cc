/** What owners are told while they look at something else. A chunk of its own, with the words: it hardly ever comes. */
import { titleOf } from '../../../protocol/doctor/sentences.ts';
import type { DoctorTold } from '../../../protocol/doctor.ts';
import { loadWords } from '../../shell/locale.ts';
import { readRoute } from '../../shell/routes.ts';
import type { Toasts } from '../../shell/toasts.ts';
import { tongue } from './spoken.ts';
import { t } from './words/index.ts';

/** Says what broke, and what works again. @throws when the words do not come */
export async function sayTold({ changes }: DoctorTold, toasts: Toasts): Promise<void> {
  const at = readRoute(location.pathname);
  // Who is on its page sees it there.
  if (at.kind === 'settings' && at.page === 'doctor') return;
  await loadWords();
  for (const { check, isBroken } of changes) {
    const what = titleOf(check, tongue());
    if (isBroken) toasts.add(t('broke', { what }), { tone: 'failed' });
    else toasts.add(t('mended', { what }));
  }
}
