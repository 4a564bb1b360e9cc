import { describe, expect, test, vi } from 'vitest';
import type { AgentFrame } from '../../../protocol/agent.ts';
import { CLOSE_CODES } from '../../../protocol/wire/errors.ts';
import { mayBeginBeside } from '../../../server/wire/agent-commands.ts';
import { createHub, type Hub } from '../../../server/wire/hub.ts';
import { payloadOf } from '../../../server/wire/news-frame.ts';
import { AgentPeer, type Carrier, type Handling, VisitorPeer } from '../../../server/wire/peer.ts';

class FakeSocket implements Carrier {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  isPaused = false;
  code = 0;
  onClose = () => {};

  close(code: number) {
    if (this.readyState !== 1) return;
    this.readyState = 3;
    this.code = code;
    this.onClose();
  }
  terminate() {
    this.close(1006);
  }
  pause() {
    this.isPaused = true;
  }
  resume() {
    this.isPaused = false;
  }
}

/** Counts how often what waited was let go. */
class FakeLine {
  isCorked = false;
  uncorked = 0;
  readonly sent: Buffer[] = [];

  write(frame: Buffer) {
    this.sent.push(frame);
  }
  cork() {
    this.isCorked = true;
  }
  uncork() {
    this.isCorked = false;
    this.uncorked += 1;
  }
}

function connect<P extends VisitorPeer | AgentPeer>(hub: Hub, make: (socket: Carrier, line: FakeLine) => P) {
  const socket = new FakeSocket();
  const line = new FakeLine();
  const peer = make(socket, line);
  hub.add(peer);
  socket.onClose = () => hub.leave(peer);
  return { peer, socket, line, heard: () => line.sent.map(frame => JSON.parse(String(payloadOf(frame))).type) };
}

function visitorPage(hub: Hub, visitorId: string, conversationId: string | null = null, siteId = 'altan') {
  const arrival = { origin: undefined, ownOrigin: '', userAgent: '' };
  const page = connect(hub, (socket, line) => new VisitorPeer(socket, line, '', 0, arrival));
  Object.assign(page.peer, { siteId, visitorId, conversationId });
  return { ...page, isFirst: hub.join(page.peer) };
}

function agentPage(hub: Hub, agentId: string, sessionId = `session of ${agentId}`) {
  const who = { agentId, sessionId, endsAt: Infinity };
  const page = connect(hub, (socket, line) => new AgentPeer(socket, line, '', 0, who));
  page.peer.sees = null;
  return { ...page, isFirst: hub.join(page.peer) };
}

const oneByOne = (handle: (frame: AgentFrame) => Promise<void>): Handling<AgentPeer, AgentFrame> => ({
  handle: (_, frame) => handle(frame),
  mayBegin: () => false,
});

const typing = { type: 'typing', name: 'Sarnai', isTyping: true } as const;

describe('hub', () => {
  test('W12 news of a conversation reaches all of its pages, but for the sender and nobody else', () => {
    const hub = createHub();
    const [first, second] = [visitorPage(hub, 'v1', 'c1'), visitorPage(hub, 'v1', 'c1')];
    const stranger = visitorPage(hub, 'v2', 'c2');
    hub.toConversation('c1', typing, first.peer);
    expect([first.heard(), second.heard(), stranger.heard()]).toEqual([[], ['typing'], []]);
  });

  test('W12 everybody gets the same buffer, built once', () => {
    const hub = createHub();
    const agents = ['a1', 'a2', 'a2'].map(id => agentPage(hub, id));
    hub.toAgents({ type: 'visitor.presence', conversationId: 'c1', isHere: true });
    expect(new Set(agents.map(each => each.line.sent[0])).size).toBe(1);
  });

  test('W14 the first page of a conversation or an agent is told apart, and so is the last one', () => {
    const hub = createHub();
    const pages = [visitorPage(hub, 'v1', 'c1'), visitorPage(hub, 'v1', 'c1')];
    expect(pages.map(each => each.isFirst)).toEqual([true, false]);
    expect(pages.map(each => hub.leave(each.peer))).toEqual([false, true]);
    expect(hub.isVisitorHere('c1')).toBe(false);
    const agents = [agentPage(hub, 'a1'), agentPage(hub, 'a1')];
    expect(agents.map(each => each.isFirst)).toEqual([true, false]);
    expect(agents.map(each => hub.leave(each.peer))).toEqual([false, true]);
    expect(hub.counts()).toEqual({ visitors: 0, agents: 0 });
  });

  test('W12 the first words of a visitor bring all of their pages into the conversation', () => {
    const hub = createHub();
    const pages = [visitorPage(hub, 'v1'), visitorPage(hub, 'v1')];
    expect(hub.bind('v1', 'c1')).toBe(true);
    expect(hub.bind('v1', 'c1')).toBe(false);
    hub.toConversation('c1', typing);
    expect(pages.map(each => each.heard())).toEqual([['typing'], ['typing']]);
  });

  test('P4 after a change of user no page hears the old conversation', () => {
    const hub = createHub();
    const page = visitorPage(hub, 'v1', 'c1');
    hub.bind('v1', 'c2');
    hub.toConversation('c1', typing);
    expect(page.heard()).toEqual([]);
    hub.bind('v1', null);
    hub.toConversation('c2', typing);
    expect(page.heard()).toEqual([]);
    expect(hub.conversationsHere()).toEqual([]);
  });

  const change = { type: 'visitor.presence', conversationId: 'c1', isHere: true } as const;

  test('W19 pages hear by their topics, each once and from one buffer; who names none hears everything', () => {
    const hub = createHub();
    const [both, one, other, all] = ['a1', 'a2', 'a3', 'a4'].map(id => agentPage(hub, id));
    hub.watch(both!.peer, ['site s1', 'agent a1']);
    hub.watch(one!.peer, ['agent a2', 'site s1']);
    hub.watch(other!.peer, ['site s2']);
    hub.toTopics('s1', ['site s1', 'agent a1'], change);
    const heard = [both, one, other, all].map(each => each!.heard().length);
    expect(heard).toEqual([1, 1, 0, 1]);
    expect(new Set([both, one, all].map(each => each!.line.sent[0])).size).toBe(1);
  });

  test('W19 what a page watches replaces what it watched, and ends with it', () => {
    const hub = createHub();
    const page = agentPage(hub, 'a1');
    hub.watch(page.peer, ['site s1']);
    hub.watch(page.peer, ['site s2']);
    hub.toTopics('s1', ['site s1'], change);
    expect(page.heard()).toEqual([]);
    hub.toTopics('s1', ['site s2'], change);
    expect(page.heard()).toHaveLength(1);
    page.socket.close(1001);
    expect(hub.hasAgents).toBe(false);
    hub.watch(page.peer, ['site s2']);
    hub.toTopics('s1', ['site s2'], change);
    expect(page.heard()).toHaveLength(1);
  });

  test('RI5 who sees some sites hears of those alone', () => {
    const hub = createHub();
    const [all, some, inside] = ['a1', 'a2', 'a3'].map(id => agentPage(hub, id));
    some!.peer.sees = new Set(['s2']);
    inside!.peer.sees = new Set(['s2']);
    hub.watch(inside!.peer, ['site s1', 'conversation c2']);
    const heard = () => [all, some, inside].map(each => each!.heard().length);
    hub.toTopics('s1', ['site s1'], change);
    hub.toAgentsOf(['s1'], change);
    expect(heard()).toEqual([2, 0, 0]);
    hub.toTopics(null, ['conversation c2'], change);
    expect(heard()).toEqual([3, 0, 1]);
    hub.toAgentsOf(['s2'], change);
    expect(heard()).toEqual([4, 1, 2]);
  });

  test('RI5 of visitors at other servers, who sees some sites is shown those of them', () => {
    const hub = createHub();
    const [seen, hidden] = [
      { conversationId: 'c1', siteId: 's1' },
      { conversationId: 'c2', siteId: 's2' },
    ];
    for (const page of [seen, hidden]) hub.setElsewhere('there', page, true);
    hub.setElsewhere('yonder', seen, true);
    const sees = new Set(['s1']);
    expect(hub.conversationsHereOf(sees)).toEqual(['c1']);
    hub.setElsewhere('there', seen, false);
    expect(hub.conversationsHereOf(sees)).toEqual(['c1']);
    hub.setElsewhere('yonder', seen, false);
    expect(hub.conversationsHereOf(sees)).toEqual([]);
    hub.setElsewhere('there', seen, true);
    hub.clearElsewhere();
    expect(hub.conversationsHereOf(sees)).toEqual([]);
  });

  test('W19 who caused the news does not hear it', () => {
    const hub = createHub();
    const [page, second] = [agentPage(hub, 'a1'), agentPage(hub, 'a1')];
    hub.watch(second.peer, ['conversation c1']);
    hub.toTopics('s1', ['conversation c1'], change, second.peer);
    expect([page.heard().length, second.heard().length]).toEqual([1, 0]);
  });

  test('W14 a socket that closed before it could join leaves nothing behind', () => {
    const hub = createHub();
    const page = connect(
      hub,
      socket => new AgentPeer(socket, new FakeLine(), '', 0, { agentId: 'a1', sessionId: 's1', endsAt: Infinity }),
    );
    page.socket.close(1001);
    expect(hub.join(page.peer)).toBe(false);
    expect(hub.isAgentConnected('a1')).toBe(false);
    expect([...hub.peers()]).toEqual([]);
  });

  test('ST9 signing out ends the sockets of that session, disabling those of the agent', () => {
    const hub = createHub();
    const pages = [agentPage(hub, 'a1', 's1'), agentPage(hub, 'a1', 's2'), agentPage(hub, 'a2', 's3')];
    hub.closeSessions(['s1']);
    expect(pages.map(each => each.socket.code)).toEqual([CLOSE_CODES.SIGNED_OUT.code, 0, 0]);
    hub.closeAgent('a1', 'SIGNED_OUT');
    expect(pages.map(each => each.socket.code)).toEqual([4001, 4001, 0]);
  });

  test('W9 a reader with too much waiting is closed, and nothing more is put on its pile', () => {
    const hub = createHub();
    const page = visitorPage(hub, 'v1', 'c1');
    page.socket.bufferedAmount = 2 * 1024 * 1024;
    hub.toConversation('c1', typing);
    expect([page.socket.code, page.heard()]).toEqual([CLOSE_CODES.SLOW_READER.code, []]);
  });

  test('W12 the first news of a burst leaves at once, the rest together when it ends', async () => {
    const hub = createHub();
    const { line, socket, heard } = agentPage(hub, 'a1');
    const tell = () => hub.toAgents({ type: 'visitor.presence', conversationId: 'c1', isHere: true });
    tell();
    expect(line.isCorked).toBe(false);
    tell();
    tell();
    expect([heard().length, line.isCorked, line.uncorked]).toEqual([3, true, 0]);
    // What one burst brings is no fault of the reader.
    socket.bufferedAmount = 2 * 1024 * 1024;
    line.uncork = () => {
      socket.bufferedAmount = 0;
      FakeLine.prototype.uncork.call(line);
    };
    tell();
    expect([heard().length, socket.code]).toEqual([4, 0]);
    await new Promise(setImmediate);
    expect(line.isCorked).toBe(false);
    tell();
    expect(line.isCorked).toBe(false);
  });

  test('W8 news between the join and the welcome follows the welcome', () => {
    const hub = createHub();
    const page = agentPage(hub, 'a1');
    page.peer.hold();
    hub.toAgents({ type: 'visitor.presence', conversationId: 'c1', isHere: true });
    expect(page.heard()).toEqual([]);
    page.peer.release({ type: 'pong' });
    expect(page.heard()).toEqual(['pong', 'visitor.presence']);
  });

  test('W11 frames of a socket are handled in order, one after another', async () => {
    const { peer } = agentPage(createHub(), 'a1');
    const done: string[] = [];
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const handling = oneByOne(async ({ clientId }) => {
      await gates[Number(clientId)]!.promise;
      done.push(clientId!);
    });
    for (const clientId of ['0', '1', '2']) peer.work({ type: 'ping', clientId }, handling);
    gates[2]!.resolve();
    gates[1]!.resolve();
    gates[0]!.resolve();
    await vi.waitFor(() => expect(peer.isWorking).toBe(false));
    expect(done).toEqual(['0', '1', '2']);
  });

  test('W11 a sender who runs far ahead of the store is held back, and let go when it is done', async () => {
    const { peer, socket } = agentPage(createHub(), 'a1');
    const gate = Promise.withResolvers<void>();
    const handling = oneByOne(() => gate.promise);
    for (let count = 0; count < 100; count++) peer.work({ type: 'ping' }, handling);
    expect(socket.isPaused).toBe(true);
    gate.resolve();
    await vi.waitFor(() => expect([peer.isWorking, socket.isPaused]).toEqual([false, false]));
  });

  test('W11 frames that may share a wait are begun in order, and whatever else came waits for them', async () => {
    const { peer } = agentPage(createHub(), 'a1');
    const begun: string[] = [];
    const gates = new Map(['a', 'b', 'c', 'ping', 'd'].map(name => [name, Promise.withResolvers<void>()]));
    const handling: Handling<AgentPeer, AgentFrame> = {
      async handle(_, frame) {
        const name = 'text' in frame ? frame.text! : frame.type;
        begun.push(name);
        await gates.get(name)!.promise;
      },
      mayBegin: mayBeginBeside,
    };
    const say = (conversationId: string, text: string) =>
      peer.work({ type: 'message.send', clientId: `client-${text}`, conversationId, text }, handling);
    say('c1', 'a');
    say('c2', 'b');
    say('c1', 'c');
    peer.work({ type: 'ping' }, handling);
    say('c3', 'd');
    // What follows in the same conversation waits, and so does all that is behind it.
    expect(begun).toEqual(['a', 'b']);
    gates.get('a')!.resolve();
    await vi.waitFor(() => expect(begun).toEqual(['a', 'b', 'c']));
    gates.get('c')!.resolve();
    await new Promise(setImmediate);
    expect(begun).toHaveLength(3);
    gates.get('b')!.resolve();
    await vi.waitFor(() => expect(begun).toEqual(['a', 'b', 'c', 'ping']));
    gates.get('ping')!.resolve();
    await vi.waitFor(() => expect(begun).toEqual(['a', 'b', 'c', 'ping', 'd']));
    gates.get('d')!.resolve();
    await vi.waitFor(() => expect(peer.isWorking).toBe(false));
  });

  test('W11 words of who sees some sites alone are begun one after another', () => {
    const { peer } = agentPage(createHub(), 'a1');
    const words = (conversationId: string) =>
      ({ type: 'message.send', clientId: `client-${conversationId}`, conversationId, text: 'Yes' }) as const;
    expect(mayBeginBeside(peer, words('c2'), [words('c1')])).toBe(true);
    peer.sees = new Set(['altan']);
    expect(mayBeginBeside(peer, words('c2'), [words('c1')])).toBe(false);
  });

  test('W10 draining sends everybody away with 1012, but answers the command in hand first', async () => {
    const hub = createHub();
    const [idle, busy] = [visitorPage(hub, 'v1'), agentPage(hub, 'a1')];
    const gate = Promise.withResolvers<void>();
    const answer = async () => {
      await gate.promise;
      busy.peer.tell({ type: 'ack', ref: 'client-1' });
    };
    busy.peer.work({ type: 'ping' }, oneByOne(answer));
    const drained = hub.drain(0);
    expect(hub.isDraining).toBe(true);
    await vi.waitFor(() => expect(idle.socket.code).toBe(1012));
    expect(busy.socket.code).toBe(0);
    gate.resolve();
    await drained;
    expect([busy.heard(), busy.socket.code]).toEqual([['ack'], 1012]);
  });

  test('W10 draining spreads the goodbyes over the time given', async () => {
    vi.useFakeTimers();
    try {
      const hub = createHub();
      const pages = Array.from({ length: 100 }, (_, place) => visitorPage(hub, `v${place}`));
      const gone = () => pages.filter(each => each.socket.code === 1012).length;
      const drained = hub.drain(1_000);
      await vi.advanceTimersByTimeAsync(249);
      expect(gone()).toBe(25);
      await vi.advanceTimersByTimeAsync(750);
      expect(gone()).toBe(100);
      await drained;
    } finally {
      vi.useRealTimers();
    }
  });
});
