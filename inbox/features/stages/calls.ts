import type { PersonStage, PersonStageAnswer, StageMoveAsk, StageSettings } from '../../../protocol/stages.ts';
import type { Http } from '../../shell/http.ts';

/** What is asked of the server about where somebody stands. Every call throws `ApiError`. */
export function stageCalls(http: Http) {
  return {
    settings: () => http.get<StageSettings>('stages'),
    save: (settings: StageSettings) => http.put<StageSettings>('stages', settings),
    of: async (contactId: string): Promise<PersonStage | null> =>
      (await http.get<PersonStageAnswer>(`contacts/${contactId}/stage`)).stage,
    move: async (contactId: string, ask: StageMoveAsk): Promise<PersonStage> =>
      (await http.post<PersonStageAnswer>(`contacts/${contactId}/stage`, ask)).stage!,
  };
}
