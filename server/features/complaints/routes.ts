import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  complaint,
  complaintClose,
  complaintOpen,
  complaintReopen,
  complaintSettings,
  complaintsAnswer,
  complaintsQuery,
  complaintUpdate,
  shownComplaint,
} from '../../../protocol/complaints.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { askerOf, signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import {
  changeComplaint,
  closeComplaint,
  complaintSettingsOf,
  listComplaints,
  type Opening,
  openComplaint,
  readComplaint,
  reopenComplaint,
  setComplaintSettings,
  takeComplaint,
} from './commands.ts';

const params = z.object({ id });

/** What people were not content with, until it is put right. */
export function complaintRoutes(app: App, context: Context): void {
  const tags = ['Complaints'];
  const refusals = { 404: errorAnswer, 409: errorAnswer, 422: errorAnswer };

  app.get(
    '/v1/complaints',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Complaints, those that are open first, what is due first',
        querystring: complaintsQuery,
        response: { 200: complaintsAnswer, 400: errorAnswer },
      },
    },
    async request => listComplaints(context, signedInOf(request).agent, request.query),
  );

  app.post(
    '/v1/complaints',
    {
      config: { rights: 'agent', scope: 'complaints' },
      schema: {
        tags,
        summary: 'Open a complaint',
        description:
          'Owners are told at once. Of a person, or of a conversation. One with an `externalId` is opened once: a repeat gives the first ' +
          'one with 200, and other content under the same id is refused.',
        body: complaintOpen,
        response: { 200: complaint, 201: complaint, ...refusals },
      },
    },
    async (request, reply) => {
      const opened = await openComplaint(context, openingOf(request, request.body.source), request.body);
      return reply.code(opened.isNew ? 201 : 200).send(opened.complaint);
    },
  );

  app.get(
    '/v1/complaints/:id',
    {
      config: { rights: 'reader', scope: 'complaints' },
      schema: {
        tags,
        summary: 'One complaint, with whose it is',
        params,
        response: { 200: shownComplaint, 404: errorAnswer },
      },
    },
    async request => readComplaint(context, askerOf(request).by, request.params.id),
  );

  app.patch(
    '/v1/complaints/:id',
    {
      config: { rights: 'agent', scope: 'complaints' },
      schema: {
        tags,
        summary: 'Change a complaint, or give it to somebody',
        params,
        body: complaintUpdate,
        response: { 200: complaint, ...refusals },
      },
    },
    async request => {
      const byId = request.signedIn?.agent.id ?? null;
      return changeComplaint(context, { ...askerOf(request), byId }, request.params.id, request.body);
    },
  );

  app.post(
    '/v1/complaints/:id/take',
    {
      config: { rights: 'agent' },
      schema: { tags, summary: 'Deal with it yourself', params, response: { 200: complaint, ...refusals } },
    },
    async request => takeComplaint(context, signedInOf(request).agent, request.params.id),
  );

  app.post(
    '/v1/complaints/:id/close',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Say what was done, and ask the person whether it was put right',
        description:
          'In the conversation where it was said, if that is open in the chat, else by mail. `askedBy` of the answer says how.',
        params,
        body: complaintClose,
        response: { 200: complaint, ...refusals },
      },
    },
    async request => closeComplaint(context, signedInOf(request).agent, request.params.id, request.body),
  );

  app.post(
    '/v1/complaints/:id/reopen',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Open it again',
        params,
        body: complaintReopen,
        response: { 200: complaint, ...refusals },
      },
    },
    async request => reopenComplaint(context, signedInOf(request).agent, request.params.id, request.body.asked),
  );

  app.get(
    '/v1/complaint-settings',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'What opens complaints by itself',
        response: { 200: complaintSettings, 401: errorAnswer },
      },
    },
    async () => complaintSettingsOf(context),
  );

  app.put(
    '/v1/complaint-settings',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Choose what opens complaints by itself (owner)',
        body: complaintSettings,
        response: { 200: complaintSettings, 403: errorAnswer },
      },
    },
    async request => setComplaintSettings(context, actorOf(request, signedInOf(request)), request.body),
  );
}

function openingOf(request: FastifyRequest, source: Exclude<Opening['source'], 'api'> = 'hand'): Opening {
  const { key } = request;
  const { by } = askerOf(request);
  if (key) return { by, byId: null, source: 'api', sourceKey: `key ${key.id}` };
  return { by, byId: signedInOf(request).agent.id, source, sourceKey: source === 'rating' ? 'rating' : 'hand' };
}
