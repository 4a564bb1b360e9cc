import { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { AppError } from '../app-error.ts';
import type { Config } from '../config.ts';
import type { App, Context } from '../context.ts';
import { jsonBytes } from './json-bytes.ts';
import type { Metrics } from './metrics.ts';
import { asAppError, errorAnswer, retryAfter } from './refusals.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { answerUnreadable } from './unread.ts';

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;

/** What both apps are made with: the one that listens, and the one with the rooms behind it. */
export function mannersOf({ trustProxy }: Config) {
  return {
    trustProxy,
    bodyLimit: LIMITS.frameBytes,
    routerOptions: { ignoreTrailingSlash: true },
    // A line for each request says little and names visitors; refusals and breakages are logged where they are answered.
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: answerUnreadable,
    schemaController: {
      compilersFactory: {
        buildValidator: (() => validatorCompiler) as unknown as NonNullable<Compilers['buildValidator']>,
        // Answers are typed by their schemas and come from the store; checking them once more would cost a page of entries dearly.
        // Fastify sends bytes as they are, for a fifth less than text, though its types know only that.
        buildSerializer: () => () => (answer: unknown) => jsonBytes(answer) as unknown as string,
      },
    },
  } satisfies FastifyServerOptions;
}

/** What is done with each request of the routes that are added to a scope after it. */
export function mindRequests(scope: FastifyInstance, context: Context, metrics: Metrics): void {
  scope.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    context.proxies.see(request);
    context.slowBodies.watch(request.raw);
    done();
  });
  scope.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    // A link of hours is no slow answer.
    if (reply.getHeader('content-type') === 'text/event-stream') return;
    metrics.countRequest(method, routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000);
  });
}

/** One answer for every refusal; what broke is logged whole, and named to nobody. */
export function answerRefusals(app: App): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = asAppError(error);
    app.context.refusals.count(refusal.code);
    if (refusal.status >= 500) request.log.error({ err: error, url: request.routeOptions.url }, 'a request broke');
    else request.log.debug({ code: refusal.code, url: request.routeOptions.url }, refusal.message);
    if (refusal.code === 'STORE_UNAVAILABLE') app.context.storeWatch.doubt();
    const after = retryAfter(refusal);
    if (after) reply.header('retry-after', after);
    // The route may have said how long to keep what it could not give.
    reply.header('cache-control', 'no-store');
    return reply.code(refusal.status).send(errorAnswer(refusal));
  });
  app.setNotFoundHandler((_request, reply) =>
    // The route of a missing file may have said how long to keep it.
    reply
      .code(404)
      .header('cache-control', 'no-store')
      .send(errorAnswer(new AppError('NOT_FOUND'))),
  );
}
