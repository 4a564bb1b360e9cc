import { z } from 'zod';
import {
  card,
  consentAsk,
  contact,
  contactNoteAsk,
  contactUpdate,
  identityAsk,
  identityName,
  mergeAsk,
  refusalAsk,
  suggestionsAnswer,
} from '../../../protocol/contacts.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { askerOf, signedInOf } from '../../rights.ts';
import {
  addConsent,
  addIdentity,
  addNote,
  changeIdentity,
  correctContact,
  mergeContacts,
  readCard,
  refuseContacts,
  removeNote,
  suggestionsFor,
  unmergeContacts,
} from './commands.ts';

const tags = ['People'];
const params = z.object({ id });
const refusals = { 401: errorAnswer, 403: errorAnswer, 404: errorAnswer };
const changed = { 200: card, ...refusals, 409: errorAnswer, 422: errorAnswer };

/** What is known of people, and who is one with whom. */
export function contactRoutes(app: App, context: Context): void {
  app.get(
    '/v1/contacts/:id',
    {
      config: { rights: 'reader', scope: 'contacts' },
      schema: {
        tags,
        summary: 'The card of a person, by the id of any of its contacts',
        params,
        response: { 200: card, ...refusals },
      },
    },
    async request => readCard(context, askerOf(request).by, request.params.id),
  );

  app.patch(
    '/v1/contacts/:id',
    {
      config: { rights: 'agent', scope: 'contacts' },
      schema: {
        tags,
        summary: 'Correct what a form said, or write down what is known besides',
        description:
          'What is left out stays; null or an empty string clears. With `version` nothing is done where somebody changed the contact since. Open inboxes hear of it at once.',
        params,
        body: contactUpdate,
        response: { 200: contact, ...refusals, 409: errorAnswer, 422: errorAnswer },
      },
    },
    async request => correctContact(context, askerOf(request).by, request.params.id, request.body),
  );

  app.post(
    '/v1/contacts/:id/identities',
    {
      config: { rights: 'agent', scope: 'contacts' },
      schema: {
        tags,
        summary: 'Add a number, an address, an account or an id',
        params,
        body: identityAsk,
        response: changed,
      },
    },
    async request =>
      addIdentity(context, askerOf(request).by, request.params.id, {
        ...request.body,
        source: request.key ? 'api' : 'agent',
      }),
  );

  // In bodies, since addresses stand in logs.
  for (const [path, kind, summary] of [
    ['primary', 'primary', 'Make a number or an address the one that is used'],
    ['removal', 'forget', 'Take a number, an address, an account or an id away from all contacts of the card'],
  ] as const) {
    app.post(
      `/v1/contacts/:id/identities/${path}`,
      {
        config: { rights: 'agent', scope: 'contacts' },
        schema: { tags, summary, params, body: identityName, response: changed },
      },
      async request => changeIdentity(context, askerOf(request).by, request.params.id, { kind, name: request.body }),
    );
  }

  app.post(
    '/v1/contacts/:id/notes',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Write a note about a person, which agents alone see',
        params,
        body: contactNoteAsk,
        response: changed,
      },
    },
    async request => addNote(context, signedInOf(request).agent, request.params.id, request.body.text),
  );

  app.delete(
    '/v1/contacts/:id/notes/:noteId',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Take a note about a person away',
        params: params.extend({ noteId: id }),
        response: changed,
      },
    },
    async request => removeNote(context, signedInOf(request).agent, request.params.id, request.params.noteId),
  );

  app.post(
    '/v1/contacts/:id/consents',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Keep that somebody may be written to, or may not any more',
        params,
        body: consentAsk,
        response: changed,
      },
    },
    async request => addConsent(context, signedInOf(request).agent, request.params.id, request.body),
  );

  app.get(
    '/v1/contacts/:id/suggestions',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Other cards that may be the same person',
        params,
        response: { 200: suggestionsAnswer, ...refusals },
      },
    },
    async request => ({ suggestions: await suggestionsFor(context, signedInOf(request).agent, request.params.id) }),
  );

  app.post(
    '/v1/contacts/:id/merges',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Join another card to this one',
        description:
          'Both are named by the ids of their roots. Nothing is moved by it, and it can be taken back at any time.',
        params,
        body: mergeAsk,
        response: changed,
      },
    },
    async request => mergeContacts(context, signedInOf(request).agent, request.params.id, request.body),
  );

  app.delete(
    '/v1/contacts/:id/merges/:mergeId',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Take a merge back: they are not one person',
        params: params.extend({ mergeId: z.string().min(1).max(80) }),
        response: changed,
      },
    },
    async request => unmergeContacts(context, signedInOf(request).agent, request.params.id, request.params.mergeId),
  );

  app.post(
    '/v1/contacts/:id/refusals',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Another card is not this person, and is not suggested again',
        params,
        body: refusalAsk,
        response: { 204: z.null(), ...refusals, 409: errorAnswer },
      },
    },
    async (request, reply) => {
      await refuseContacts(context, signedInOf(request).agent, request.params.id, request.body.with);
      return reply.code(204).send(null);
    },
  );
}
