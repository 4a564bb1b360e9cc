import { AppError } from '../app-error.ts';
import type { App, Context } from '../context.ts';
import type { Metrics } from './metrics.ts';

/** For those who watch the server: orchestrators, load balancers, Prometheus. */
export function healthRoutes(app: App, context: Context, metrics: Metrics): void {
  const { store, hub, feed } = context;
  const schema = { hide: true };

  // The process lives and its event loop turns. Nothing else: restarting it would not bring a database back.
  app.get('/healthz', { schema }, async () => ({ status: 'ok' }));

  app.get('/readyz', { schema }, async (_request, reply) => {
    const state = { store: store.description };
    if (hub.isDraining) return reply.code(503).send({ status: 'stopping', ...state });
    try {
      await store.ping();
    } catch (error) {
      // Only our own sentences go out: a driver's may hold addresses and names of the inside.
      const problem =
        error instanceof AppError ? error.message : 'The store can not be reached; the log has the details.';
      context.log.warn({ err: error }, 'not ready: the store did not answer');
      return reply.code(503).send({ status: 'store unavailable', problem, ...state });
    }
    // Still ready: what is said here is kept, and reaches everybody at this server.
    const servers = feed && (feed.isUp ? 'heard' : 'not heard now; the log has the reason');
    return { status: 'ready', ...state, ...(servers && { servers }) };
  });

  app.get('/metrics', { schema }, async (_request, reply) => {
    const { registry } = metrics;
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
