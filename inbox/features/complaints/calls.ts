import type {
  Complaint,
  ComplaintInput,
  ComplaintSettings,
  ComplaintShow,
  ComplaintsAnswer,
  ComplaintUpdate,
  ShownComplaint,
} from '../../../protocol/complaints.ts';
import { asQuery, type Http } from '../../shell/http.ts';

const path = (id: string, act = '') => `complaints/${encodeURIComponent(id)}${act}`;

/** What is asked of complaints. Each throws ApiError. */
export const complaintCalls = (http: Http) => ({
  list: (show: ComplaintShow, cursor: string | null) =>
    http.get<ComplaintsAnswer>(`complaints${asQuery({ show, cursor })}`),
  read: (id: string) => http.get<ShownComplaint>(path(id)),
  open: (complaint: ComplaintInput) => http.post<Complaint>('complaints', complaint),
  change: (id: string, change: ComplaintUpdate) => http.patch<Complaint>(path(id), change),
  take: (id: string) => http.post<Complaint>(path(id, '/take')),
  close: (id: string, done: string, asks: boolean) => http.post<Complaint>(path(id, '/close'), { done, asks }),
  reopen: (id: string) => http.post<Complaint>(path(id, '/reopen'), {}),
  settings: () => http.get<ComplaintSettings>('complaint-settings'),
  setSettings: (settings: ComplaintSettings) => http.put<ComplaintSettings>('complaint-settings', settings),
});
