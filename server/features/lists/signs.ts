/** What is known of a person that may bring them to a list, and what other rooms know of it. */
import type { ListSign } from '../../../protocol/lists.ts';
import type { StageKind } from '../../../protocol/stage-names.ts';
import type { LostReason } from '../../../protocol/stages.ts';
import type { Visitor } from '../../../protocol/visitors.ts';

/** What rooms besides this one know: purchases and complaints. */
export interface Trade {
  /** How often they bought, and when last; null: never. */
  bought: { count: number; lastAt: number } | null;
  complaints: { at: number; text: string; siteId: string | null }[];
}

/** Asked of all contacts of one card. @param siteIds of which sites, and of none; null: of all */
export type TradeReader = (contactIds: readonly string[], siteIds: readonly string[] | null) => Promise<Trade>;

/** A rating, as far as lists ask. */
export interface Rated {
  at: number;
  score: number;
  word: string;
  siteId: string;
}

/** A page or an event that a browser told, with the site that it is of. */
export type Stepped = Visitor['trail'][number] & { siteId: string };

/** What the store has of a person's last weeks, newest first each. */
export interface Facts {
  /** Pages and events that their browsers told, with consent. */
  trail: Stepped[];
  ratings: Rated[];
}

/** All that is judged. */
export interface Known extends Facts, Trade {
  /** What they wrote or asked for, newest first. */
  said: { at: number; kind: 'message' | 'form' | 'callback'; text: string; siteId: string }[];
  stage: { kind: StageKind; since: number; reason: LostReason | null; siteId: string | null } | null;
}

/** Why somebody is on a list. */
export interface Found {
  why: ListSign[];
  since: number;
}

/** Puts people on lists, and takes them off. */
export interface ListLooker {
  /** What other rooms know of a person. */
  trade: TradeReader;
  /** Something happened that may bring somebody to a list, or take them off one. Costs nothing. */
  see(who: { contactId: string } | { visitorId: string }): void;
  /** Called by the beat, and not waited for. */
  tick(): void;
  /** When what it is at is done. */
  settled(): Promise<void>;
}
