import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../app-error.ts';
import type { App, Context } from '../context.ts';
import { addressKey } from './addresses.ts';
import { mindRequests } from './manners.ts';
import type { Metrics } from './metrics.ts';

/** For those who watch the server: orchestrators, load balancers, Prometheus. */
export function healthRoutes(app: App, context: Context, metrics: Metrics): void {
  const { store, hub, feed } = context;
  const schema = { hide: true };
  mindRequests(app, context, metrics);

  // The process lives and its event loop turns. Nothing else: restarting it would not bring a database back.
  app.get('/healthz', { schema }, async () => ({ status: 'ok' }));

  /**
   * Who may know more than whether it is up. On this machine that is whoever asks it directly: a proxy beside it, which
   * says for whom it asks, asks for the world.
   */
  function isWatcher(request: FastifyRequest): boolean {
    const { authorization = '' } = request.headers;
    const { metricsToken } = context.config;
    if (metricsToken !== null) return isSame(authorization, `Bearer ${metricsToken}`);
    const isProxied = FORWARDED.some(name => request.headers[name] !== undefined);
    return !isProxied && isLoopback(request.raw.socket.remoteAddress ?? '');
  }

  /** The last look that anybody asked for, and when. */
  let looked: { at: number; answer: Promise<void> } | null = null;

  /** A look writes to the disk, or to most members of the database: strangers together get one a second. */
  function pingForAnybody(): Promise<void> {
    const at = context.now();
    if (!looked || at - looked.at >= LOOK_MS || at < looked.at) looked = { at, answer: store.ping() };
    return looked.answer;
  }

  app.get('/readyz', { schema }, async (request, reply) => {
    const isKnown = isWatcher(request);
    const state = isKnown ? { store: store.description } : {};
    if (hub.isDraining) return reply.code(503).send({ status: 'stopping', ...state });
    try {
      await (isKnown ? store.ping() : pingForAnybody());
    } catch (error) {
      // Only our own sentences go out: a driver's may hold addresses and names of the inside.
      const problem =
        error instanceof AppError ? error.message : 'The store can not be reached; the log has the details.';
      context.log.warn({ err: error }, 'not ready: the store did not answer');
      return reply.code(503).send({ status: 'store unavailable', ...(isKnown && { problem }), ...state });
    }
    // Still ready: what is said here is kept, and reaches everybody at this server.
    const servers = feed && (feed.isUp ? 'heard' : 'not heard now; the log has the reason');
    return { status: 'ready', ...state, ...(isKnown && servers && { servers }) };
  });

  app.get('/metrics', { schema }, async (request, reply) => {
    if (!isWatcher(request)) {
      throw new AppError('SIGN_IN_REQUIRED', 'Metrics are for this machine, or for who brings the METRICS_TOKEN.');
    }
    const { registry } = metrics;
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** How old an answer to strangers may be. */
const LOOK_MS = 1_000;

/** What proxies say of those for whom they ask. */
const FORWARDED = ['x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];

function isLoopback(address: string): boolean {
  return address === '::1' || addressKey(address).startsWith('127.');
}

/** In a time that tells nothing of where both differ. */
function isSame(came: string, wanted: string): boolean {
  const [a, b] = [came, wanted].map(each => createHash('sha256').update(each).digest()) as [Buffer, Buffer];
  return timingSafeEqual(a, b);
}
