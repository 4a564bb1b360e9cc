import type { IncomingMessage } from 'node:http';

/** Ends requests whose body comes too slowly to be meant, so that unfinished ones do not pile up (SPEC R5). */
export interface SlowBodies {
  /** Looks at a request from now until its body has come. */
  watch(request: IncomingMessage): void;
  /** How many have not come whole. */
  readonly count: number;
  /** Ends those that are too slow; called by the beat. */
  tick(): void;
}

/** Until then a body may rest: a phone between two cells. */
const GRACE_MS = 15_000;
/** Bytes a second on average, from the first one on: a modem of 1995 is faster. */
const LEAST_RATE = 500;

interface Body {
  since: number;
  /** What the connection had brought by then, headers of this request among it. */
  bytesBefore: number;
}

export function createSlowBodies({ now }: { now: () => number }): SlowBodies {
  const bodies = new Map<IncomingMessage, Body>();

  return {
    watch(request) {
      const { headers } = request;
      if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
      bodies.set(request, { since: now(), bytesBefore: request.socket.bytesRead ?? 0 });
      const forget = () => void bodies.delete(request);
      request.once('end', forget).once('close', forget);
    },
    get count() {
      return bodies.size;
    },
    tick() {
      const at = now();
      for (const [request, { since, bytesBefore }] of bodies) {
        const bytes = (request.socket.bytesRead ?? 0) - bytesBefore;
        if (at - since < GRACE_MS || bytes >= ((at - since) / 1000) * LEAST_RATE) continue;
        bodies.delete(request);
        // Its sender is not there, or no friend: an answer would wait for the rest of the body.
        if (!request.complete) request.destroy();
      }
    },
  };
}
