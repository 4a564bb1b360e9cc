import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  everything: 'Everything',
  talks: 'Talks',
  calls: 'Calls',
  bookings: 'Bookings',
  purchases: 'Purchases',
  complaints: 'Complaints',
  stages: 'Stages',
  notes: 'Notes',
  visits: 'Pages seen',
  show: 'Show',
  timeline: 'What happened',
  empty: 'Nothing has happened yet. What they write, ask or buy appears here by itself.',
  emptyOfKind: 'Nothing of this kind.',
  failed: 'The timeline could not be loaded.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
