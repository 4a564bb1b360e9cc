import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Agent } from '../../../protocol/agents.ts';
import { PIECE_BYTES } from '../../../protocol/file-kinds.ts';
import {
  agentFileCreate,
  fileCreate,
  fileLinks as fileLinksAnswer,
  fileLinksAsk,
  upload,
  uploadBegun,
} from '../../../protocol/files.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { asAttachment, rangeOf } from '../../http/downloads.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { signedInOf } from '../../rights.ts';
import { derivedName } from '../../secrets.ts';
import { maySee } from '../../sight.ts';
import { hashToken } from '../../tokens.ts';
import type { SiteRecord } from '../sites/store.ts';
import { visitorOf } from '../visitors/commands.ts';
import { isGood } from './addresses.ts';
import { beginUpload, fileLinks, type Sender, stopUpload, takePiece } from './commands.ts';

const tags = ['Files'];
const siteFile = siteParams.extend({ id });
const pieceHeaders = z.object({ 'upload-offset': z.coerce.number().int().min(0) });
const refusals = {
  400: errorAnswer,
  401: errorAnswer,
  403: errorAnswer,
  404: errorAnswer,
  409: errorAnswer,
  413: errorAnswer,
  422: errorAnswer,
  429: errorAnswer,
  503: errorAnswer,
};
const piece = {
  tags,
  summary: 'Add the next piece of an upload',
  description: `Bytes (application/octet-stream): ${PIECE_BYTES} of them, the last piece the rest. \`upload-offset\` says where it begins.`,
  consumes: ['application/octet-stream'],
  headers: pieceHeaders,
  response: { 200: upload, ...refusals },
};

/** What comes as a piece, and nothing else, is taken as bytes. */
function takeBytes(app: App): void {
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: PIECE_BYTES },
    (_request, body, done) => done(null, body),
  );
}

/** What visitors do with files, without a socket. */
export async function visitorFileRoutes(app: App, context: Context): Promise<void> {
  const { rates, store, config, now } = context;
  takeBytes(app);

  /** @throws AppError SITE_UNKNOWN, ORIGIN_REFUSED, TOKEN_INVALID */
  async function visitorBehind(request: FastifyRequest) {
    const site = await publicSiteOf(context, request, (request.params as { key: string }).key);
    const token = tokenIn(request);
    const visitor = token ? await store.visitors.byToken(site.id, hashToken(token), now()) : null;
    if (!visitor) throw new AppError('TOKEN_INVALID');
    return { site, visitor, sender: senderOf(site, visitor.id, request.ip) };
  }

  /** Before anything of a body is read: whose it is, and whether there is not too much of it. */
  async function beforeBytes(request: FastifyRequest): Promise<void> {
    rates.spendOfAddress('piecesOfAddress', request.ip);
    await visitorBehind(request);
  }

  app.post(
    '/v1/sites/:key/files',
    {
      onRequest: async request => {
        await publicSiteOf(context, request, (request.params as { key: string }).key);
        rates.spendOfAddress('submissionsOfAddress', request.ip);
      },
      schema: {
        tags,
        summary: 'Begin an upload, or ask how far it came',
        description:
          'With `Authorization: Bearer TOKEN` it is that visitor’s; without, a visitor is made and its token returned.',
        params: siteParams,
        body: fileCreate,
        response: { 200: uploadBegun, 201: uploadBegun, ...refusals },
      },
    },
    async (request, reply) => {
      const site = await publicSiteOf(context, request, request.params.key);
      if (!site.files) throw new AppError('FILES_OFF');
      const { 'user-agent': userAgent = '', 'accept-language': languages = '' } = request.headers;
      const { visitor, token } = await visitorOf(context, site, {
        token: tokenIn(request),
        tokenIfNew: derivedName(
          config.secretKey,
          JSON.stringify(['sender', site.id, request.body.clientId, request.ip, userAgent]),
        ),
        locale: languages,
        timeZone: site.timeZone,
        userAgent,
        address: request.ip,
      });
      const begun = await beginUpload(context, senderOf(site, visitor.id, request.ip), request.body);
      return reply.code(begun.isRepeat ? 200 : 201).send({ ...begun.upload, token });
    },
  );

  app.patch(
    '/v1/sites/:key/files/:id',
    { bodyLimit: PIECE_BYTES, onRequest: beforeBytes, schema: { ...piece, params: siteFile } },
    async request => {
      const { sender } = await visitorBehind(request);
      return takePiece(context, sender, pieceOf(request, request.params.id));
    },
  );

  app.delete(
    '/v1/sites/:key/files/:id',
    {
      // Each asks the store whose it is.
      onRequest: async request => rates.spendOfAddress('piecesOfAddress', request.ip),
      schema: { tags, summary: 'Stop an upload', params: siteFile, response: { 204: z.void(), ...refusals } },
    },
    async (request, reply) => {
      const { sender } = await visitorBehind(request);
      await stopUpload(context, sender, request.params.id);
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/sites/:key/files/links',
    {
      schema: {
        tags,
        summary: 'Addresses of files, for a few minutes',
        params: siteParams,
        body: fileLinksAsk,
        response: { 200: fileLinksAnswer, ...refusals },
      },
      onRequest: async request => rates.spendOfAddress('submissionsOfAddress', request.ip),
    },
    async (request, reply) => {
      const { site, visitor, sender } = await visitorBehind(request);
      const { uploader } = sender;
      const reader = { kind: 'visitor', uploader, siteId: site.id, conversationId: visitor.conversationId } as const;
      reply.header('cache-control', 'no-store');
      return { links: await fileLinks(context, reader, request.body.ids) };
    },
  );
}

/** The same for agents. */
export async function agentFileRoutes(app: App, context: Context): Promise<void> {
  const { store, sites } = context;
  takeBytes(app);

  /** @throws AppError CONVERSATION_UNKNOWN */
  async function senderIn(agent: Pick<Agent, 'id' | 'role' | 'siteIds'>, siteId: string | undefined): Promise<Sender> {
    const site = siteId === undefined || !maySee(agent, siteId) ? null : await sites.byId(siteId);
    if (!site) throw new AppError('CONVERSATION_UNKNOWN');
    return { uploader: `agent:${agent.id}`, site, address: null };
  }

  app.post(
    '/v1/files',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Begin an upload, or ask how far it came',
        body: agentFileCreate,
        response: { 200: upload, 201: upload, ...refusals },
      },
    },
    async (request, reply) => {
      const { agent } = signedInOf(request);
      const { conversationId, ...ask } = request.body;
      const conversation = await store.conversations.find(conversationId);
      const sender = await senderIn(agent, conversation?.siteId);
      const begun = await beginUpload(context, sender, ask);
      return reply.code(begun.isRepeat ? 200 : 201).send(begun.upload);
    },
  );

  app.patch(
    '/v1/files/:id',
    {
      config: { rights: 'agent' },
      bodyLimit: PIECE_BYTES,
      schema: { ...piece, params: z.object({ id }) },
    },
    async request => {
      const { agent } = signedInOf(request);
      const file = await store.files.find(request.params.id);
      if (!file || !maySee(agent, file.siteId)) throw new AppError('FILE_UNKNOWN');
      return takePiece(context, await senderIn(agent, file.siteId), pieceOf(request, file.id));
    },
  );

  app.delete(
    '/v1/files/:id',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Stop an upload',
        params: z.object({ id }),
        response: { 204: z.void(), 401: errorAnswer },
      },
    },
    async (request, reply) => {
      const { agent } = signedInOf(request);
      await stopUpload(context, { uploader: `agent:${agent.id}` }, request.params.id);
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/files/links',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Addresses of files, for a few minutes',
        body: fileLinksAsk,
        response: { 200: fileLinksAnswer, 401: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      const { agent } = signedInOf(request);
      const reader = {
        kind: 'agent',
        uploader: `agent:${agent.id}`,
        maySee: (siteId: string) => maySee(agent, siteId),
      } as const;
      return { links: await fileLinks(context, reader, request.body.ids) };
    },
  );
}

/** The bytes themselves, for whoever has an address that is good. */
export function fileContentRoutes(app: App, context: Context): void {
  const querystring = z.object({ until: z.coerce.number().int(), key: z.string().max(100) });

  for (const view of ['content', 'preview'] as const) {
    app.get(
      `/v1/files/:id/${view}`,
      {
        schema: {
          tags,
          summary: view === 'content' ? 'A file, as a download' : 'The small picture of a file',
          params: z.object({ id }),
          querystring,
        },
      },
      async (request, reply) => {
        const { until, key } = request.query;
        const at = context.now();
        const address = { id: request.params.id, view, until, key };
        const file = isGood(context.config.secretKey, address, at) ? await context.store.files.find(address.id) : null;
        if (!file?.type) throw new AppError('NOT_FOUND');
        reply
          // Of pages that show it, and of no cache that others share.
          .header('cross-origin-resource-policy', 'cross-origin')
          .header('cache-control', `private, max-age=${Math.floor((until - at) / 1000)}`)
          .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
          .header('referrer-policy', 'no-referrer')
          .header('x-content-type-options', 'nosniff');
        if (view === 'content') {
          reply.header('content-disposition', asAttachment(file.name)).type(file.type);
          const range = rangeOf(request.headers.range, file.size);
          return sendBytes(reply, range, file.size, (from, to) => context.store.files.read(file.id, from, to));
        }
        if (file.previewSize === 0) throw new AppError('NOT_FOUND');
        reply.type('image/webp');
        return sendBytes(reply, 'all', file.previewSize, () => context.store.files.readPreview(file.id));
      },
    );
  }
}

async function sendBytes(
  reply: FastifyReply,
  range: ReturnType<typeof rangeOf>,
  size: number,
  read: (from: number, to: number) => Promise<AsyncIterable<Buffer>>,
): Promise<FastifyReply> {
  reply.header('accept-ranges', 'bytes');
  if (range === null) return reply.code(416).header('content-range', `bytes */${size}`).send();
  const { from, to } = range === 'all' ? { from: 0, to: size } : range;
  if (range !== 'all') reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${size}`);
  return reply.header('content-length', to - from).send(Readable.from(await read(from, to), { objectMode: false }));
}

function senderOf(site: SiteRecord, visitorId: string, address: string): Sender {
  return { uploader: `visitor:${visitorId}`, site, address };
}

function tokenIn({ headers: { authorization } }: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** @throws AppError BAD_REQUEST for another content type */
function pieceOf({ headers, body }: FastifyRequest, fileId: string) {
  if (!Buffer.isBuffer(body)) throw new AppError('BAD_REQUEST', 'A piece is sent as application/octet-stream.');
  return { id: fileId, offset: Number(headers['upload-offset']), bytes: body };
}
