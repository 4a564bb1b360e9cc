import type { VisitorNews } from '../../protocol/visitor.ts';
import { VISITOR_VERSION } from '../../protocol/wire/limits.ts';
import { openRawSocket, type RawSocket } from './raw-socket.ts';

/** When nothing says when a refused message may be sent again, ms. */
const LATER_MS = 100;

/** With one server. Ready: it has been welcomed. */
interface Link {
  siteKey: string;
  socket: RawSocket | null;
  isReady: boolean;
}

export interface Server {
  port: number;
  siteKey: string;
}

/**
 * A visitor's page that has the next thing to say as soon as the last one is acked, and keeps it until then, whatever
 * becomes of the server.
 */
export class TalkingPage {
  /** Where the ack said that a message is, by `clientId`. */
  readonly acked = new Map<string, { conversationId: string; seq: number }>();
  /** What it said last, until that is acked. */
  unacked: { clientId: string; frame: string } | null = null;
  /** Acks of a repeat that name another place than the first one. */
  ackedAgainElsewhere = 0;
  /** Whether it says anything new. */
  isTalking = true;
  private readonly name: string;
  private link: Link = { siteKey: '', socket: null, isReady: false };
  private token: string | undefined;
  private conversationId: string | undefined;
  private heldSeq = 0;
  private made = 0;

  /** @param name begins its `clientId`s */
  constructor(name: string) {
    this.name = name;
  }

  /** Goes to a server, says hello, and then what was not acked before. Another call follows when that one is gone. */
  async open({ port, siteKey }: Server): Promise<void> {
    const link: Link = { siteKey, socket: null, isReady: false };
    this.link = link;
    try {
      link.socket = await openRawSocket({ port, path: '/v1/visitor' }, payload =>
        this.hear(link, JSON.parse(payload.toString())),
      );
    } catch {
      // Killed before it answered. The next one is told.
      return;
    }
    this.hello(link);
  }

  private hello({ socket, siteKey: site }: Link): void {
    const { token, conversationId, heldSeq: afterSeq } = this;
    const hello = { type: 'hello', clientId: this.newId(), version: VISITOR_VERSION, site, token };
    socket!.send(JSON.stringify(conversationId ? { ...hello, conversationId, afterSeq } : hello));
  }

  /** What the last server said may still come when there is a new one: an ack is an ack, and counts. */
  private hear(link: Link, news: VisitorNews): void {
    if (news.type === 'welcome') {
      this.token = news.token ?? this.token;
      link.isReady = true;
      this.talk();
    } else if (news.type === 'ack' && news.entry) {
      const { clientId, conversationId, seq } = news.entry;
      const first = this.acked.get(clientId!);
      if (first && (first.conversationId !== conversationId || first.seq !== seq)) this.ackedAgainElsewhere += 1;
      if (!first) this.acked.set(clientId!, { conversationId, seq });
      if (this.unacked?.clientId === clientId) this.unacked = null;
      this.conversationId = conversationId;
      this.heldSeq = Math.max(this.heldSeq, seq);
      this.talk();
    } else if (news.type === 'error') {
      if (news.code !== 'RATE_LIMITED' && news.code !== 'STORE_UNAVAILABLE') throw new Error(`refused: ${news.code}`);
      setTimeout(() => (link.isReady ? this.talk() : this.hello(link)), news.retryAfterMs ?? LATER_MS);
    }
  }

  private talk(): void {
    const { socket, isReady } = this.link;
    if (!isReady) return;
    if (!this.unacked && this.isTalking) {
      const clientId = this.newId();
      const text = `Do you deliver to Darkhan? ${clientId}`;
      this.unacked = { clientId, frame: JSON.stringify({ type: 'message.send', clientId, text }) };
    }
    if (this.unacked) socket!.send(this.unacked.frame);
  }

  private newId(): string {
    this.made += 1;
    return `${this.name}-${this.made}`;
  }
}
