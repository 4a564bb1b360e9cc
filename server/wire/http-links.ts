import { timingSafeEqual } from 'node:crypto';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { derivedName, seal, unseal } from '../secrets.ts';
import type { Word } from '../store/feed.ts';
import { newToken } from '../tokens.ts';
import type { EventStream } from './event-stream.ts';
import type { AgentPeer, VisitorPeer } from './peer.ts';

export interface HttpLink {
  stream: EventStream;
  peer: VisitorPeer | AgentPeer;
  /** What a request has to show besides the id: by which door it comes, and origin or session. */
  owner: string;
}

/** Links over HTTP by their ids. A request may reach another server than the link's own, and is handed on (SPEC HT5). */
export interface HttpLinks {
  /** @returns the new link's id */
  add(link: HttpLink): string;
  delete(id: string): void;
  /**
   * Whether a request may be taken, by what is known before its body is read: the link is here and its sender's, or at
   * another server that lives and knows whose it is (SPEC HT6).
   * @throws AppError NOT_FOUND, RATE_LIMITED, STORE_UNAVAILABLE
   */
  admit(request: Pick<FramesUp, 'id' | 'owner'>): Promise<void>;
  /**
   * Takes the frames of a request that was admitted, one a line. Resolves when more may come (SPEC W11).
   * @throws AppError NOT_FOUND when the link has ended meanwhile, or is somebody else's at its server; STORE_UNAVAILABLE
   */
  take(request: FramesUp): Promise<void>;
  /** Another server handed frames on, or took those that this one did. */
  hear(word: Extract<Word, { kind: 'frames' | 'taken' }>): void;
}

interface FramesUp {
  id: string;
  owner: string;
  frames: string;
}

const NAME_CHARS = 8;

/** @param receive what is done with each frame */
export function createHttpLinks(
  { feed, config, rates, newId }: Pick<Context, 'feed' | 'config' | 'rates' | 'newId'>,
  receive: (peer: HttpLink['peer'], frame: Buffer) => void,
): HttpLinks {
  const here = new Map<string, HttpLink>();
  /** Requests that another server has in hand. */
  const handedOn = new Map<string, (isTaken: boolean) => void>();
  /** Ids begin with their server's name, so that another one can tell whose they are. */
  const server = feed?.serverId ?? newToken().slice(0, NAME_CHARS);

  /** Ends an id, so that nobody can make the servers talk about links that none of them gave out. */
  const signature = (name: string) => derivedName(config.secretKey, `link ${name}`);

  function isOurs(id: string): boolean {
    const at = id.lastIndexOf('.');
    const [given, right] = [Buffer.from(id.slice(at + 1)), Buffer.from(signature(id.slice(0, at)))];
    return given.length === right.length && timingSafeEqual(given, right);
  }

  /** Null: it is not here, or somebody else's. */
  function linkOf({ id, owner }: Pick<FramesUp, 'id' | 'owner'>): HttpLink | null {
    const link = here.get(id);
    return link?.owner === owner ? link : null;
  }

  /** The other server that an id is of; null: it is of this one, or none has given it out. */
  function otherServerOf(id: string): string | null {
    const [name = ''] = id.split('.', 1);
    return feed && name !== server && isOurs(id) ? name : null;
  }

  /** @returns false when the link is not here, or somebody else's */
  async function takeHere(request: FramesUp): Promise<boolean> {
    const link = linkOf(request);
    if (!link) return false;
    const { stream, peer } = link;
    for (const frame of request.frames.split('\n')) {
      if (frame && stream.readyState === stream.OPEN) receive(peer, Buffer.from(frame));
    }
    await stream.flows();
    return true;
  }

  /** Resolves when the other server has taken it, so that what comes next can not overtake it by a shorter way. */
  async function handOn(request: FramesUp): Promise<boolean> {
    const to = otherServerOf(request.id);
    if (!feed || to === null) return false;
    const ticket = newId();
    const taken = new Promise<boolean>(resolve => {
      const late = setTimeout(resolve, LIMITS.ackTimeoutMs, false);
      handedOn.set(ticket, isTaken => {
        clearTimeout(late);
        resolve(isTaken);
      });
    });
    try {
      // Sealed: a hello holds the visitor's token, which the database must not know.
      const sealed = seal(config.secretKey, JSON.stringify(request));
      await feed.tell({ kind: 'frames', to, from: server, ticket, sealed });
      return await taken;
    } finally {
      handedOn.delete(ticket);
    }
  }

  return {
    add(link) {
      const name = `${server}.${newToken()}`;
      const id = `${name}.${signature(name)}`;
      here.set(id, link);
      return id;
    },
    delete: id => void here.delete(id),
    async admit(request) {
      if (linkOf(request)) return;
      const to = otherServerOf(request.id);
      if (!feed || to === null) throw noSuchLink();
      rates.spend('requestsHandedOn', request.id);
      if (!(await feed.isLiving(to))) throw noSuchLink();
    },
    async take(request) {
      if (!(await takeHere(request)) && !(await handOn(request))) throw noSuchLink();
    },
    hear(word) {
      if (word.kind === 'taken') return handedOn.get(word.ticket)?.(word.isTaken);
      const opened = unseal(config.secretKey, word.sealed);
      const taking = opened === null ? Promise.resolve(false) : takeHere(JSON.parse(opened) as FramesUp);
      const { from: to, ticket } = word;
      taking.then(isTaken => feed!.say({ kind: 'taken', to, ticket, isTaken }));
    },
  };
}

function noSuchLink(): AppError {
  return new AppError('NOT_FOUND', 'This link is not here, or has ended; open a new one.');
}
