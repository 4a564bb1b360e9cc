import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { PICTURE_BYTES } from '../../../protocol/file-kinds.ts';
import {
  offeredQuery,
  offeredServices as offeredServicesAnswer,
  removal,
  service,
  serviceCreate,
  serviceOrder,
  servicesAnswer,
  serviceUpdate,
} from '../../../protocol/services.ts';
import { employeeServices } from '../../../protocol/staff.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { nearestLocale } from '../../locale.ts';
import { askerOf, signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import {
  addService,
  assignServices,
  changeService,
  keepPicture,
  offeredPicture,
  offeredServices,
  orderServices,
  removeService,
  seenPicture,
  servicesOf,
  setPicture,
} from './commands.ts';

const tags = ['Services'];
const params = z.object({ id });
const refusals = { 401: errorAnswer, 403: errorAnswer, 404: errorAnswer };

/** What the shop offers, for agents and for programs of the owner. */
export function serviceRoutes(app: App, context: Context): void {
  app.get(
    '/v1/services',
    {
      config: { rights: 'reader', scope: 'bookings' },
      schema: { tags, summary: 'What the shop offers, in its order', response: { 200: servicesAnswer, ...refusals } },
    },
    async request => servicesOf(context, askerOf(request).by),
  );

  app.post(
    '/v1/services',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Add a service (owner)',
        body: serviceCreate,
        response: { 201: service, 422: errorAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const made = await addService(context, actorOf(request, signedInOf(request)), request.body);
      return reply.code(201).send(made);
    },
  );

  app.put(
    '/v1/services/order',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Put the services in order (owner)',
        description: 'Those that are left out stand behind the others, as they stood.',
        body: serviceOrder,
        response: { 204: z.void(), 422: errorAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      await orderServices(context, actorOf(request, signedInOf(request)), request.body.ids);
      return reply.code(204).send();
    },
  );

  app.patch(
    '/v1/services/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Change a service (owner)',
        params,
        body: serviceUpdate,
        response: { 200: service, 409: errorAnswer, 422: errorAnswer, ...refusals },
      },
    },
    async request => changeService(context, actorOf(request, signedInOf(request)), request.params.id, request.body),
  );

  app.delete(
    '/v1/services/:id',
    {
      config: { rights: 'owner' },
      schema: { tags, summary: 'Remove a service (owner)', params, response: { 200: removal, ...refusals } },
    },
    async request => removeService(context, actorOf(request, signedInOf(request)), request.params.id),
  );

  app.get(
    '/v1/services/pictures/:id',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'The picture of a service', params },
    },
    async (request, reply) => {
      const picture = await seenPicture(context, signedInOf(request).agent, request.params.id);
      return sendPicture(reply, picture);
    },
  );

  app.delete(
    '/v1/services/:id/picture',
    {
      config: { rights: 'owner' },
      schema: { tags, summary: 'Take its picture away (owner)', params, response: { 200: service, ...refusals } },
    },
    async request => keepPicture(context, actorOf(request, signedInOf(request)), request.params.id, null),
  );

  app.put(
    '/v1/staff/:id/services',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Say which services an employee does (owner)',
        description: 'Of those services that name who does them; what everybody does stays as it is.',
        params,
        body: employeeServices,
        response: { 204: z.void(), 422: errorAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request, signedInOf(request));
      await assignServices(context, actor, request.params.id, request.body.serviceIds);
      return reply.code(204).send();
    },
  );
}

/** Takes pictures, as bytes alone. In a scope of its own, since it reads another kind of body. */
export async function servicePictureRoutes(app: App, context: Context): Promise<void> {
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: PICTURE_BYTES },
    (_request, body, done) => done(null, body),
  );

  app.put(
    '/v1/services/:id/picture',
    {
      config: { rights: 'owner' },
      bodyLimit: PICTURE_BYTES,
      schema: {
        tags,
        summary: 'Give a service a picture (owner)',
        description: 'Its bytes (application/octet-stream). What is kept is drawn anew, 640 pixels at most.',
        consumes: ['application/octet-stream'],
        params,
        response: { 200: service, 400: errorAnswer, 413: errorAnswer, 422: errorAnswer, ...refusals },
      },
    },
    async request => {
      const { body } = request as { body: unknown };
      if (!Buffer.isBuffer(body)) throw new AppError('BAD_REQUEST', 'A picture is sent as application/octet-stream.');
      return setPicture(context, actorOf(request, signedInOf(request)), request.params.id, body);
    },
  );
}

/** Seconds for which a page may show what it has: an owner who changes a price sees it there within a minute. */
const FRESH_SECONDS = 60;
/** A picture never changes under its address; it may be taken away. */
const PICTURE_SECONDS = 24 * 3600;

/** What visitors of a site are offered. */
export function offeredRoutes(app: App, context: Context): void {
  app.get(
    '/v1/sites/:key/services',
    {
      config: { rateLimit: READ_LIMIT },
      schema: {
        tags: ['Visitors'],
        summary: 'What visitors can book',
        params: siteParams,
        querystring: offeredQuery,
        response: { 200: offeredServicesAnswer, 403: errorAnswer, 404: errorAnswer, 429: errorAnswer },
      },
    },
    async (request, reply) => {
      const site = await publicSiteOf(context, request, request.params.key);
      const offered = await offeredServices(context, site, nearestLocale(request.query.locale, site.locale));
      reply.header('cache-control', `public, max-age=${FRESH_SECONDS}`);
      return offered;
    },
  );

  app.get(
    '/v1/sites/:key/services/pictures/:id',
    {
      config: { rateLimit: READ_LIMIT },
      schema: {
        tags: ['Visitors'],
        summary: 'The picture of what visitors can book',
        params: siteParams.extend({ id }),
      },
    },
    async (request, reply) => {
      const site = await publicSiteOf(context, request, request.params.key);
      const picture = await offeredPicture(context, site.id, request.params.id);
      reply
        // Of pages that show it.
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('cache-control', `public, max-age=${PICTURE_SECONDS}`);
      return sendPicture(reply, picture);
    },
  );
}

function sendPicture(reply: FastifyReply, picture: Buffer): FastifyReply {
  return reply
    .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
    .header('x-content-type-options', 'nosniff')
    .type('image/webp')
    .send(picture);
}
