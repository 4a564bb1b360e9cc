import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  callAbout,
  callAnswer,
  callDial,
  callDialAnswer,
  callSaid,
  callsAnswer,
  callsQuery,
  callUpdate,
} from '../../../protocol/calls.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { askerOf, signedInOf } from '../../rights.ts';
import { aboutCall, type By, callSeen, callsPage, noteCall, sayCall } from './commands.ts';
import { dialNumber } from './dial.ts';
import { shownCalls } from './news.ts';
import { openRecording } from './recordings.ts';

const tags = ['Calls'];
const oneCall = z.object({ id });

/** The log of calls, what agents do with them, and a program's own door. */
export function callRoutes(app: App, context: Context): void {
  const refusals = { 403: errorAnswer, 404: errorAnswer, 422: errorAnswer };

  app.post(
    '/v1/calls',
    {
      // Who is said to ring is proven to have the number.
      config: { rights: 'owner', scope: 'calls' },
      schema: {
        tags,
        summary: 'Tell of a call: it rings, was answered, or has ended',
        description:
          'For a telephone system of your own. All that is told under one `callId` is one call, in whatever order it comes; the same again changes nothing.',
        body: callSaid,
        response: { 200: callAnswer, ...refusals },
      },
    },
    async request => sayCall(context, askerOf(request).by, request.body),
  );

  app.get(
    '/v1/calls',
    {
      config: { rights: 'reader', scope: 'calls' },
      schema: { tags, summary: 'Calls, newest first', querystring: callsQuery, response: { 200: callsAnswer } },
    },
    async request => callsPage(context, whoAsks(request), request.query),
  );

  app.get(
    '/v1/calls/:id',
    {
      config: { rights: 'reader', scope: 'calls' },
      schema: { tags, summary: 'One call', params: oneCall, response: { 200: callAnswer, 404: errorAnswer } },
    },
    async request => {
      const { by } = askerOf(request);
      const call = await callSeen(context, by, request.params.id);
      return (await shownCalls(context, by, [call]))[0]!;
    },
  );

  app.patch(
    '/v1/calls/:id',
    {
      config: { rights: 'agent', scope: 'calls' },
      schema: {
        tags,
        summary: 'Note what was said and what came of it, who it was, or that it is yours',
        description: 'Who has a call is decided once: later ones change nothing.',
        params: oneCall,
        body: callUpdate,
        response: { 200: callAnswer, ...refusals },
      },
    },
    async request => noteCall(context, whoAsks(request), request.params.id, request.body),
  );

  app.get(
    '/v1/calls/:id/about',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'What whoever answers wants to know of the person',
        params: oneCall,
        response: { 200: callAbout, 404: errorAnswer },
      },
    },
    async request => aboutCall(context, signedInOf(request).agent, request.params.id),
  );

  app.get(
    '/v1/calls/:id/recording',
    {
      config: { rights: 'reader', scope: 'calls' },
      schema: {
        tags,
        summary: 'Hear a call, or a part of it (Range)',
        description: 'Brought from the telephone system while it is heard, and kept nowhere.',
        params: oneCall,
        response: { 200: z.any(), 404: errorAnswer },
      },
    },
    async (request, reply) => {
      const call = await callSeen(context, askerOf(request).by, request.params.id);
      const gone = new AbortController();
      reply.raw.on('close', () => gone.abort());
      const { status, headers, body } = await openRecording(context, call, {
        range: request.headers.range,
        signal: gone.signal,
      });
      // The types of a stream know only the answers that are described.
      return reply
        .code(status as 404)
        .headers(headers)
        .send(body as never);
    },
  );

  app.post(
    '/v1/calls/dial',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Ring your own telephone, and then a number',
        body: callDial,
        response: { 200: callDialAnswer, ...refusals },
      },
    },
    async request => dialNumber(context, signedInOf(request).agent, request.body),
  );
}

/** An agent; a program has no calls of its own. */
function whoAsks(request: FastifyRequest): By {
  return request.signedIn?.agent ?? { ...askerOf(request).by, id: '', name: '' };
}
