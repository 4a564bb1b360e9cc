/** What agents are told of complaints while they look at something else. A chunk of its own, with the words. */
import type { ComplaintChanged, ShownComplaint } from '../../../../protocol/complaints.ts';
import type { Http } from '../../../shell/http.ts';
import { loadWords } from '../../../shell/locale.ts';
import { readRoute } from '../../../shell/routes.ts';
import type { Toasts } from '../../../shell/toasts.ts';
import { t } from './words/index.ts';

/** Says whose it is and why they are told. @throws when it can not be read, or the words do not come */
export async function sayTold(
  { complaintId, told }: ComplaintChanged,
  { http, toasts }: { http: Http; toasts: Toasts },
): Promise<void> {
  const at = readRoute(location.pathname);
  // Who is on its page sees it there.
  if (!told || (at.kind === 'room' && at.room === 'complaints')) return;
  const [{ complaint, contact }] = await Promise.all([
    http.get<ShownComplaint>(`complaints/${encodeURIComponent(complaintId)}`),
    loadWords(),
  ]);
  const who = contact.name || contact.email || contact.phone || t('somebody');
  toasts.add(t(told.reason, { who, about: complaint.about.name }), told.reason === 'late' ? { tone: 'failed' } : {});
}
