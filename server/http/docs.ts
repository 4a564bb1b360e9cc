import type { FastifyInstance, FastifyReply, FastifySchema, RouteOptions } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { KEY_PREFIX } from '../../protocol/keys.ts';
import type { Scope } from '../../protocol/scopes.ts';
import { AppError } from '../app-error.ts';
import type { App, Context } from '../context.ts';
import { SESSION_COOKIE } from '../features/sessions/commands.ts';
import type { RouteRight } from '../rights.ts';
import { publicPath } from './paths.ts';
import { asAppError, errorAnswer } from './refusals.ts';
import { answerUnreadable } from './unread.ts';

/** What is needed of a route to describe it. */
type Described = Pick<RouteOptions, 'method' | 'url'> & {
  schema: FastifySchema;
  rights: RouteRight | undefined;
  scope: Scope | undefined;
};

const TAGS = ['Visitors', 'Sessions', 'Agents', 'Sites', 'Webhooks', 'Conversations', 'People', 'Canned replies'];

/** Swagger UI builds its page with a script of ours, styles of its own, and pictures in the code. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * `/docs`, and `/docs/json` with the OpenAPI document. Call it before the routes that it shall describe.
 * Everything behind it is loaded at the first look, because most starts of a server are not followed by one.
 */
export function docsRoutes(app: App, context: Context): void {
  const routes: Described[] = [];
  app.addHook('onRoute', ({ method, url, schema, config }) => {
    if (!schema || schema.hide || method === 'HEAD' || method === 'OPTIONS') return;
    routes.push({ method, url, schema, rights: config?.rights, scope: config?.scope });
  });

  let docs: Promise<FastifyInstance> | null = null;
  app.addHook('onClose', async () => (await docs)?.close());
  for (const url of ['/docs', '/docs/*']) {
    app.get(url, { schema: { hide: true } }, async (request, reply) => {
      docs ??= buildDocs(routes, context);
      const page = await docs.catch(error => {
        docs = null;
        throw error;
      });
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value!);
      page.routing(request.raw, reply.raw);
    });
  }
}

/** An app of its own, so that its static files, hooks and policy touch nothing else. Its API routes are for show. */
async function buildDocs(routes: Described[], { config }: Context): Promise<FastifyInstance> {
  const [{ default: fastify }, { default: swagger }, { default: swaggerUi }] = await Promise.all([
    import('fastify'),
    import('@fastify/swagger'),
    import('@fastify/swagger-ui'),
  ]);
  const docs = fastify({ frameworkErrors: answerUnreadable });
  docs.setErrorHandler((error, _request, reply) => refuse(reply, asAppError(error)));
  docs.setNotFoundHandler((_request, reply) => refuse(reply, new AppError('NOT_FOUND')));
  docs.setValidatorCompiler(() => () => true);
  docs.setSerializerCompiler(() => JSON.stringify);
  docs.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', DOCS_POLICY).header('x-content-type-options', 'nosniff');
  });
  await docs.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Deskbell',
        version: '1',
        description:
          'The HTTP side of Deskbell. Visitors need a site key; agents sign in and carry a session cookie, and their changes are taken from pages of this server only; programs of the business bring a key, where an address names a scope. Live news comes over the WebSockets that protocol/SPEC.md describes.',
      },
      servers: config.publicUrl ? [{ url: config.publicUrl }] : [],
      tags: TAGS.map(name => ({ name })),
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
          visitor: { type: 'http', scheme: 'bearer' },
          key: {
            type: 'http',
            scheme: 'bearer',
            description: `A key that an owner makes (POST /v1/keys), beginning with ${KEY_PREFIX}; it needs the scope that x-scope names.`,
          },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  await docs.register(swaggerUi, { routePrefix: '/docs', indexPrefix: publicPath(config) });
  for (const { method, url, schema, rights, scope } of routes) {
    const described = {
      ...schema,
      security: [...securityOf(url, rights), ...(scope ? [{ key: [] }] : [])],
      ...(rights && { 'x-right': rights }),
      ...(scope && { 'x-scope': scope }),
    };
    docs.route({ method, url, schema: described, handler: async () => null });
  }
  await docs.ready();
  return docs;
}

function refuse(reply: FastifyReply, refusal: AppError): FastifyReply {
  return reply.code(refusal.status).header('cache-control', 'no-store').send(errorAnswer(refusal));
}

/** @param rights of a route of agents; undefined: it is for visitors */
function securityOf(url: string, rights: RouteRight | undefined): Record<string, string[]>[] {
  if (rights) return rights === 'anybody' ? [] : [{ session: [] }];
  return url.endsWith('/submissions') ? [{}, { visitor: [] }] : url.includes('/files') ? [{ visitor: [] }] : [];
}
