/** What each way of telling an agent has to give. */
import type { Notice, NoticeWay } from '../../../protocol/notices.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { AgentRecord } from '../agents/store.ts';

/** What a site's webhooks hear of who is told of what. */
export const NOTICE_EVENT = 'notice.told';

/** A way by which agents are told outside of the inbox. */
export interface Way {
  name: Exclude<NoticeWay, 'page'>;
  /**
   * What is to leave so that the agent hears of a notice. Ids follow from the notice's, so that a step which is tried
   * anew writes nothing twice.
   * @returns none: the agent can not be reached so
   */
  deliveries(notice: Notice, agent: AgentRecord): Promise<DeliveryRecord[]>;
  /** Whether an agent can set it up for themself; left out: it is there for everybody, or for nobody. */
  isOffered?(): Promise<boolean>;
}

/** A notice in the words of its agent, as it is when it leaves. Plain text. */
export interface NoticeText {
  /** Who: `Bolormaa · Flower shop`. */
  title: string;
  /** What: `is waiting for an answer`; with the words themselves only where the agent wants them shown. */
  body: string;
  /** Opens the conversation in the inbox, for who is signed in. */
  url: string;
}
