import { contactFields } from '../../../protocol/contact-fields.ts';
import { peopleAnswer, peopleCount, peopleQuery, personAdd, personAdded } from '../../../protocol/people.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { askerOf, signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { CONTACT_FIELDS } from '../contacts/fields.ts';
import { addPerson, defineFields, peopleCounted, peoplePage } from './commands.ts';

/** Everybody who is known, in a list, and what is to be known of them. */
export function peopleRoutes(app: App, context: Context): void {
  const tags = ['People'];

  app.get(
    '/v1/people',
    {
      config: { rights: 'reader', scope: 'contacts' },
      schema: {
        tags,
        summary: 'Everybody who is known, searched, filtered and sorted, in pages',
        description: '`filter` is the JSON of a filter, as `/v1/people/views` keeps it.',
        querystring: peopleQuery,
        response: { 200: peopleAnswer, 400: errorAnswer, 401: errorAnswer },
      },
    },
    async request => peoplePage(context, askerOf(request).by, request.query),
  );

  app.post(
    '/v1/people',
    {
      config: { rights: 'agent', scope: 'contacts' },
      schema: {
        tags,
        summary: 'Write somebody down',
        description: 'A number or an e-mail that is known leads to the card that has it; nobody is made twice.',
        body: personAdd,
        response: { 201: personAdded, 401: errorAnswer, 403: errorAnswer, 422: errorAnswer },
      },
    },
    async (request, reply) => {
      return reply
        .code(201)
        .send(
          await addPerson(context, askerOf(request).by, { ...request.body, source: request.key ? 'api' : 'agent' }),
        );
    },
  );

  app.get(
    '/v1/people/count',
    {
      config: { rights: 'reader', scope: 'contacts' },
      schema: {
        tags,
        summary: 'How many people are known, of those whom you see',
        response: { 200: peopleCount, 401: errorAnswer },
      },
    },
    async request => ({ count: await peopleCounted(context, askerOf(request).by) }),
  );

  app.get(
    '/v1/contact-fields',
    {
      config: { rights: 'reader', scope: 'contacts' },
      schema: {
        tags,
        summary: 'What this desk wants to know of people besides',
        response: { 200: contactFields, 401: errorAnswer },
      },
    },
    async () => context.settings.read(CONTACT_FIELDS),
  );

  app.put(
    '/v1/contact-fields',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Set it (owner)',
        description:
          'All fields in their order. What stands in a field that is taken away stays kept, and out of sight.',
        body: contactFields,
        response: { 200: contactFields, 403: errorAnswer, 422: errorAnswer },
      },
    },
    async request => defineFields(context, actorOf(request, signedInOf(request)), request.body),
  );
}
