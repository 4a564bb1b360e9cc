import type { View } from '../../../protocol/views.ts';
import { PASSING, type Refusal } from '../../../protocol/wire/connection.ts';
import type { Link } from '../../shell/link.ts';

/** A view, of one site or of all (null), and the conversation that is open in it. */
export interface Watched {
  view: View;
  siteId: string | null;
  conversationId: string | null;
}

/** What the server knows of what this page shows: it tells of that, and of the rest only the counts (SPEC W19). */
export interface Watch {
  /** From its answer on the page hears of the place. */
  show(place: Watched): void;
  /** Says it again on a new link. @returns false when nothing was shown yet */
  tellAgain(): boolean;
  /** Resolves when the server knows, or can not be told: a list that is read then misses nothing. */
  told(): Promise<void>;
}

/** What the server refused for now, without saying for how long. */
const TELL_AGAIN_MS = 1_000;

export function createWatch({ link, newId }: { link: Pick<Link, 'request' | 'isReady'>; newId: () => string }): Watch {
  let place: Watched | null = null;
  let telling = Promise.resolve();

  async function tell(shown: Watched) {
    const { view, siteId, conversationId } = shown;
    // Without a link, or with another place shown meanwhile, somebody else tells.
    while (place === shown && link.isReady()) {
      try {
        await link.request({ type: 'views.watch', clientId: newId(), view, site: siteId, conversationId });
        return;
      } catch (error) {
        const { code, retryAfterMs } = error as Refusal;
        if (!PASSING.includes(code)) return;
        await new Promise(resolve => setTimeout(resolve, retryAfterMs ?? TELL_AGAIN_MS));
      }
    }
  }

  return {
    show(next) {
      place = next;
      telling = tell(next);
    },
    tellAgain() {
      if (place) telling = tell(place);
      return place !== null;
    },
    told: () => telling,
  };
}
