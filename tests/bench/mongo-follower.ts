/** Another server on the same database, as far as it follows what the others write. */
import type { FeedListener } from '../../server/store/feed.ts';
import { openMongo } from '../../server/store/mongo/open.ts';
import { gauges, serveOrders, settings } from './child.ts';

const { url } = settings<{ url: string }>();
const store = await openMongo(url);
let isWanted = false;
let heard = 0;

const ignore = () => {};
const listener: FeedListener = {
  isWanted() {
    heard += 1;
    return isWanted;
  },
  ...{
    written: ignore,
    callChanged: ignore,
    conversationChanged: ignore,
    conversationErased: ignore,
    visitorErased: ignore,
    visitorMoved: ignore,
    agentsChanged: ignore,
    sitesChanged: ignore,
    teamsChanged: ignore,
  },
  ...{
    sessionsEnded: ignore,
    said: ignore,
    present: ignore,
    came: ignore,
    went: ignore,
    paused: ignore,
    leads: ignore,
    troubled: ignore,
  },
  lost() {
    throw new Error('the feed lost its place');
  },
};
await store.feed!.follow(listener);

serveOrders(
  {},
  {
    ...gauges,
    /** @param wanted whether somebody here is to be told, so that each entry's conversation is read */
    want({ wanted }: { wanted: boolean }) {
      isWanted = wanted;
      heard = 0;
    },
    heard: () => ({ heard }),
  },
  () => store.close(),
);
