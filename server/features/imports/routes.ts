import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PIECE_BYTES } from '../../../protocol/file-kinds.ts';
import {
  exportFormat,
  exportKind,
  importCreate,
  importPlan,
  importPreview,
  importRowsAnswer,
  importRowsQuery,
  importRun,
} from '../../../protocol/imports.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { asAttachment } from '../../http/downloads.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import {
  beginImport,
  importOf,
  importRowsOf,
  importRunOf,
  importsOf,
  removeImport,
  resumeImport,
  startImport,
  stopImport,
  takeImportPiece,
  undoImport,
} from './commands.ts';
import { exportPeople } from './export.ts';
import { mistakesFile } from './mistakes.ts';
import { previewImport } from './preview.ts';

const tags = ['Import and export'];
const params = z.object({ id });
const refusals = { 403: errorAnswer, 404: errorAnswer, 409: errorAnswer, 422: errorAnswer };
const config = { rights: 'owner' } as const;

/** People and purchases that come by a file, for owners. */
export async function importRoutes(app: App, context: Context): Promise<void> {
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: PIECE_BYTES },
    (_request, body, done) => done(null, body),
  );
  const actor = (request: FastifyRequest) => actorOf(request, signedInOf(request));

  app.get(
    '/v1/imports',
    {
      config,
      schema: {
        tags,
        summary: 'Imports, newest first (owner)',
        response: { 200: z.array(importRun), 403: errorAnswer },
      },
    },
    async () => importsOf(context),
  );

  app.post(
    '/v1/imports',
    {
      config,
      schema: {
        tags,
        summary: 'Begin an import, whose file is sent next (owner)',
        description: 'CSV, XLSX, or our own JSON Lines; encoding, separator and columns are found out.',
        body: importCreate,
        response: { 201: importRun, ...refusals },
      },
    },
    async (request, reply) => {
      const { agent } = signedInOf(request);
      const by = { id: agent.id, name: agent.name };
      return reply.code(201).send(await beginImport(context, by, request.body));
    },
  );

  app.get(
    '/v1/imports/:id',
    { config, schema: { tags, summary: 'How far one is (owner)', params, response: { 200: importRun, ...refusals } } },
    async request => importRunOf(await importOf(context, request.params.id)),
  );

  app.patch(
    '/v1/imports/:id/file',
    {
      config,
      bodyLimit: PIECE_BYTES,
      schema: {
        tags,
        summary: 'Add the next piece of its file (owner)',
        description: `Bytes (application/octet-stream): ${PIECE_BYTES} of them, the last piece the rest. \`upload-offset\` says where it begins. The last one is answered when the file is read.`,
        consumes: ['application/octet-stream'],
        params,
        headers: z.object({ 'upload-offset': z.coerce.number().int().min(0) }),
        response: { 200: importRun, 400: errorAnswer, 413: errorAnswer, ...refusals },
      },
    },
    async request => {
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      return takeImportPiece(context, request.params.id, { offset: request.headers['upload-offset'], bytes });
    },
  );

  app.post(
    '/v1/imports/:id/preview',
    {
      config,
      schema: {
        tags,
        summary: 'What it would do, with nothing written (owner)',
        params,
        body: importPlan,
        response: { 200: importPreview, ...refusals },
      },
    },
    async request => previewImport(context, request.params.id, request.body),
  );

  app.post(
    '/v1/imports/:id/start',
    {
      config,
      schema: {
        tags,
        summary: 'Let it run (owner)',
        params,
        body: importPlan,
        response: { 200: importRun, ...refusals },
      },
    },
    async request => startImport(context, actor(request), request.params.id, request.body),
  );

  app.post(
    '/v1/imports/:id/stop',
    {
      config,
      schema: {
        tags,
        summary: 'Stop it; what is written stays (owner)',
        params,
        response: { 200: importRun, ...refusals },
      },
    },
    async request => stopImport(context, request.params.id),
  );

  app.post(
    '/v1/imports/:id/resume',
    {
      config,
      schema: { tags, summary: 'Let a stopped one go on (owner)', params, response: { 200: importRun, ...refusals } },
    },
    async request => resumeImport(context, request.params.id),
  );

  app.post(
    '/v1/imports/:id/undo',
    {
      config,
      schema: {
        tags,
        summary: 'Take all of it back (owner)',
        description: 'Who came by it goes, who was changed is as before. Who was touched since stays, and is named.',
        params,
        response: { 200: importRun, ...refusals },
      },
    },
    async request => undoImport(context, actor(request), request.params.id),
  );

  app.get(
    '/v1/imports/:id/rows',
    {
      config,
      schema: {
        tags,
        summary: 'What became of its rows (owner)',
        params,
        querystring: importRowsQuery,
        response: { 200: importRowsAnswer, 400: errorAnswer, ...refusals },
      },
    },
    async request => importRowsOf(context, request.params.id, request.query),
  );

  app.get(
    '/v1/imports/:id/mistakes',
    {
      config,
      schema: {
        tags,
        summary: 'Rows that were not taken, as a CSV file to mend and import (owner)',
        params,
        response: { 200: z.any(), ...refusals },
      },
    },
    async (request, reply) => {
      const run = await importOf(context, request.params.id);
      const name = `not-taken-${run.name.replace(/\.\w+$/, '')}.csv`;
      return download(reply, name, 'text/csv; charset=utf-8').send(await mistakesFile(context, run));
    },
  );

  app.delete(
    '/v1/imports/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Forget one; who came by it stays (owner)',
        params,
        response: { 204: z.undefined(), ...refusals },
      },
    },
    async (request, reply) => {
      await removeImport(context, request.params.id);
      return reply.code(204).send();
    },
  );

  app.get(
    '/v1/people/export',
    {
      config,
      schema: {
        tags,
        summary: 'The customer base of the desk, as a file (owner)',
        description:
          'JSON Lines hold cards, purchases, complaints, stages, lists and calls, and can be imported again; conversations, recordings, bookings and bonus are not in them. CSV has a row for each person, purchase or complaint, as `of` says.',
        querystring: z.object({ format: exportFormat.default('jsonl'), of: exportKind.default('people') }),
        response: { 200: z.any(), 400: errorAnswer, 403: errorAnswer },
      },
    },
    async (request, reply) => {
      const { format, of } = request.query;
      const { type, body } = await exportPeople(context, actor(request), request.query);
      return download(reply, `${format === 'csv' ? of : 'customers'}.${format}`, type).send(body);
    },
  );
}

function download(reply: FastifyReply, name: string, type: string): FastifyReply {
  return reply
    .header('content-type', type)
    .header('content-disposition', asAttachment(name))
    .header('x-content-type-options', 'nosniff');
}
