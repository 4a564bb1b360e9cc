/** Addresses of what employees did. */
import type {
  FiguresAnswer,
  PlanSet,
  VisitFigure,
  VisitRatingsAnswer,
  VisitsAnswer,
} from '../../../protocol/visits.ts';
import { asQuery, type Http } from '../../shell/http.ts';
import { ROOT } from '../../shell/root.ts';

/** Which month it is about, and within how many days somebody came again. */
export interface Asked {
  /** Null: this one, by the shop's clock. */
  month: string | null;
  within: number;
}

export const visitCalls = (http: Http) => ({
  figures: (asked: Asked) => http.get<FiguresAnswer>(`visits/figures${asQuery({ ...asked })}`),
  behind: (asked: Asked, staffId: string, of: VisitFigure, skip: number) =>
    http.get<VisitsAnswer>(`visits${asQuery({ ...asked, staffId, of, skip })}`),
  ratings: (month: string | null, staffId: string) =>
    http.get<VisitRatingsAnswer>(`visits/ratings${asQuery({ month, staffId })}`),
  plan: (plan: PlanSet) => http.put<void>('visits/plans', plan),
});

export const fileOf = (asked: Asked) => `${ROOT}v1/visits/figures.csv${asQuery({ ...asked })}`;
