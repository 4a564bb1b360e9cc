import { z } from 'zod';
import { removal } from '../../../protocol/services.ts';
import {
  employee,
  employeeCreate,
  employeeOrder,
  employeesAnswer,
  employeeUpdate,
  resource,
  resourceCreate,
  resourcesAnswer,
  resourceUpdate,
} from '../../../protocol/staff.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import {
  addEmployee,
  addResource,
  changeEmployee,
  changeResource,
  employeesOf,
  orderEmployees,
  removeEmployee,
  removeResource,
  resourcesOf,
} from './commands.ts';

const tags = ['Staff'];
const params = z.object({ id });
const refusals = { 401: errorAnswer, 403: errorAnswer, 404: errorAnswer };

/** Who does the work, and when. */
export function employeeRoutes(app: App, context: Context): void {
  app.get(
    '/v1/staff',
    {
      config: { rights: 'reader', scope: 'bookings' },
      schema: { tags, summary: 'The employees, in their order', response: { 200: employeesAnswer, ...refusals } },
    },
    async () => employeesOf(context),
  );

  app.post(
    '/v1/staff',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Add an employee (owner)',
        body: employeeCreate,
        response: { 201: employee, 422: errorAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const made = await addEmployee(context, actorOf(request, signedInOf(request)), request.body);
      return reply.code(201).send(made);
    },
  );

  app.put(
    '/v1/staff/order',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Put the employees in order (owner)',
        description: 'Those that are left out stand behind the others, as they stood.',
        body: employeeOrder,
        response: { 204: z.void(), 422: errorAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      await orderEmployees(context, actorOf(request, signedInOf(request)), request.body.ids);
      return reply.code(204).send();
    },
  );

  app.patch(
    '/v1/staff/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Change an employee (owner)',
        params,
        body: employeeUpdate,
        response: { 200: employee, 409: errorAnswer, 422: errorAnswer, ...refusals },
      },
    },
    async request => changeEmployee(context, actorOf(request, signedInOf(request)), request.params.id, request.body),
  );

  app.delete(
    '/v1/staff/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Remove an employee (owner)',
        description: 'Whom a service names is out of use instead: `archived`.',
        params,
        response: { 200: removal, ...refusals },
      },
    },
    async request => removeEmployee(context, actorOf(request, signedInOf(request)), request.params.id),
  );
}

/** The rooms and chairs that there are few of. */
export function resourceRoutes(app: App, context: Context): void {
  app.get(
    '/v1/resources',
    {
      config: { rights: 'reader', scope: 'bookings' },
      schema: { tags, summary: 'Rooms and chairs, by name', response: { 200: resourcesAnswer, ...refusals } },
    },
    async () => resourcesOf(context),
  );

  app.post(
    '/v1/resources',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Add a room, or chairs (owner)',
        body: resourceCreate,
        response: { 201: resource, 422: errorAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const made = await addResource(context, actorOf(request, signedInOf(request)), request.body);
      return reply.code(201).send(made);
    },
  );

  app.patch(
    '/v1/resources/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Change a room, or chairs (owner)',
        params,
        body: resourceUpdate,
        response: { 200: resource, 409: errorAnswer, 422: errorAnswer, ...refusals },
      },
    },
    async request => changeResource(context, actorOf(request, signedInOf(request)), request.params.id, request.body),
  );

  app.delete(
    '/v1/resources/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Remove a room, or chairs (owner)',
        description: 'What a service needs is out of use instead: `archived`.',
        params,
        response: { 200: removal, ...refusals },
      },
    },
    async request => removeResource(context, actorOf(request, signedInOf(request)), request.params.id),
  );
}
