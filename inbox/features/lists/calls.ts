import type { ListName } from '../../../protocol/list-names.ts';
import type { ListCall, ListCallAsk, ListSettings, ListsAnswer, ListTurn } from '../../../protocol/lists.ts';
import type { Http } from '../../shell/http.ts';

/** What is asked of the server about lists. Every call throws `ApiError`. @param since calls count as done from then on */
export function listCalls(http: Http) {
  return {
    all: (since: number) => http.get<ListsAnswer>(`lists?since=${since}`),
    turn: (list: ListName, since: number) => http.post<ListTurn>(`lists/${list}/turn`, { since }),
    hold: async (entryId: string): Promise<boolean> =>
      (await http.post<{ isHeld: boolean }>(`lists/entries/${entryId}/hold`)).isHeld,
    release: (entryId: string, isSkipped: boolean) =>
      http.post<void>(`lists/entries/${entryId}/release`, { isSkipped }),
    tell: (entryId: string, said: ListCallAsk) => http.post<ListCall>(`lists/entries/${entryId}/calls`, said),
    settings: () => http.get<ListSettings>('lists/settings'),
    save: (settings: ListSettings) => http.put<ListSettings>('lists/settings', settings),
  };
}
