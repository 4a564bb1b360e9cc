import { AppError } from './app-error.ts';
import type { Context } from './context.ts';
import type { EventStream } from './event-stream.ts';
import type { AgentPeer, VisitorPeer } from './peer.ts';
import { seal, unseal } from './secrets.ts';
import { newToken } from './tokens.ts';

export interface HttpLink {
  stream: EventStream;
  peer: VisitorPeer | AgentPeer;
  /** What a request has to show besides the id: origin or session. */
  owner: string;
}

/** Links over HTTP by their ids. A request may reach another server than the link's own, and is handed on (SPEC HT5). */
export interface HttpLinks {
  /** @returns the new link's id */
  add(link: HttpLink): string;
  delete(id: string): void;
  /**
   * Takes a request's frames, one a line. Resolves when more may come (SPEC W11).
   * @throws AppError NOT_FOUND when no such link is anywhere, or it is somebody else's; STORE_UNAVAILABLE
   */
  take(request: FramesUp): Promise<void>;
  /** Takes what another server handed on. */
  takeSealed(sealed: string): void;
}

interface FramesUp {
  id: string;
  owner: string;
  frames: string;
}

const NAME_CHARS = 8;

/** @param receive what is done with each frame */
export function createHttpLinks(
  { feed, config }: Pick<Context, 'feed' | 'config'>,
  receive: (peer: HttpLink['peer'], frame: Buffer) => void,
): HttpLinks {
  const here = new Map<string, HttpLink>();
  /** Ids begin with their server's name, so that another one can tell whose they are. */
  const server = feed?.serverId ?? newToken().slice(0, NAME_CHARS);

  /** @returns false when the link is not here, or somebody else's */
  async function takeHere({ id, owner, frames }: FramesUp): Promise<boolean> {
    const link = here.get(id);
    if (link?.owner !== owner) return false;
    const { stream, peer } = link;
    for (const frame of frames.split('\n')) {
      if (frame && stream.readyState === stream.OPEN) receive(peer, Buffer.from(frame));
    }
    await stream.flows();
    return true;
  }

  return {
    add(link) {
      const id = `${server}.${newToken()}`;
      here.set(id, link);
      return id;
    },
    delete: id => void here.delete(id),
    async take(request) {
      if (await takeHere(request)) return;
      const [to = ''] = request.id.split('.', 1);
      if (!feed || to === server || !(await feed.isLiving(to))) {
        throw new AppError('NOT_FOUND', 'This link is not here, or has ended; open a new one.');
      }
      // Sealed: a hello holds the visitor's token, which the database must not know. Whether the link still is, its client
      // knows better; what is lost with it is sent again on the next one.
      await feed.tell({ kind: 'frames', to, sealed: seal(config.secretKey, JSON.stringify(request)) });
    },
    takeSealed(sealed) {
      const opened = unseal(config.secretKey, sealed);
      if (opened) void takeHere(JSON.parse(opened) as FramesUp);
    },
  };
}
