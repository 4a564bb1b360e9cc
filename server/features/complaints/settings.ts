import { type ComplaintSettings, complaintSettings } from '../../../protocol/complaints.ts';
import type { SettingsPart } from '../settings/settings.ts';

/** At first a low rating opens nothing by itself: an owner is told of it in any case. */
export const COMPLAINTS: SettingsPart<ComplaintSettings> = {
  name: 'complaints',
  schema: complaintSettings,
  initial: { fromLowRatings: false },
};
