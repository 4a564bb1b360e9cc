/** What an owner does with what the shop offers, and what others are shown of it. */
import type { z } from 'zod';
import type { Agent } from '../../../protocol/agents.ts';
import type { AuditAction, AuditRow } from '../../../protocol/audit.ts';
import {
  MAX_SERVICES,
  type OfferedServices,
  type Removal,
  type Service,
  type ServiceSettings,
  type ServicesAnswer,
  type ServiceUpdate,
  type serviceCreate,
} from '../../../protocol/services.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { seenSites } from '../../sight.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { deskHome } from '../money/settings.ts';
import type { SiteRecord } from '../sites/store.ts';
import { tellShop } from '../staff/news.ts';
import { changedFields, stale } from '../staff/rules.ts';
import { isOffered, isSeen, offeredAt } from './rules.ts';
import type { ServicePicture } from './store.ts';

type Sees = Pick<Agent, 'role' | 'siteIds'>;

/** Services of the sites that somebody sees, and the currency of their prices. */
export async function servicesOf(context: Context, by: Sees): Promise<ServicesAnswer> {
  const [services, { currency }] = await Promise.all([context.store.services.all(), deskHome(context)]);
  const seen = seenSites(by);
  return { currency, services: services.filter(each => isSeen(each, seen)) };
}

/** @throws AppError FIELD_INVALID for who or what is not there, and where there are as many as can be */
export async function addService(
  context: Context,
  actor: Actor,
  settings: z.infer<typeof serviceCreate>,
): Promise<Service> {
  const { store, now, newId } = context;
  await refuseUnknown(context, settings, null);
  const [id, at] = [newId(), now()];
  const row = rowOf(context, actor, 'service.changed', settings.names, 'isActive');
  const service = { ...settings, id, pictureId: null, version: 1, createdAt: at, updatedAt: at };
  const made = await store.services.create(service, MAX_SERVICES, row);
  if (!made) throw new AppError('FIELD_INVALID', `There are ${MAX_SERVICES} services already; remove one first.`);
  tellShop(context, { type: 'services.changed' });
  return made;
}

/** @throws AppError NOT_FOUND, FIELD_INVALID, ALREADY_CLAIMED when somebody else changed it since that version */
export async function changeService(
  context: Context,
  actor: Actor,
  id: string,
  { version, ...change }: ServiceUpdate,
): Promise<Service> {
  const { store, now } = context;
  const before = await found(context, id);
  if (before.version !== version) throw stale(before.version, version);
  await refuseUnknown(context, change, before);
  const fields = changedFields(before, change);
  if (fields.length === 0) return before;
  const row = rowOf(context, actor, 'service.changed', change.names ?? before.names, fields.join(', '));
  const after = await store.services.replace(
    { ...before, ...change, version: before.version + 1, updatedAt: now() },
    row,
  );
  if (!after) throw stale();
  tellShop(context, { type: 'services.changed' });
  return after;
}

/** @param ids in their new order */
export async function orderServices(context: Context, actor: Actor, ids: readonly string[]): Promise<void> {
  await context.store.services.order(ids, rowOf(context, actor, 'services.ordered', null, ''));
  tellShop(context, { type: 'services.changed' });
}

/** @throws AppError NOT_FOUND */
export async function removeService(context: Context, actor: Actor, id: string): Promise<Removal> {
  const before = await found(context, id);
  const isGone = await context.store.services.remove(id, rowOf(context, actor, 'service.removed', before.names, ''));
  if (!isGone) throw new AppError('NOT_FOUND');
  tellShop(context, { type: 'services.changed' });
  return { outcome: 'removed' };
}

/**
 * Gives a service a picture. What is kept of it is drawn anew: of the file that came, where and by whom it was taken, or
 * anything else hidden in it, nothing is left (SPEC OF6).
 * @throws AppError NOT_FOUND, FILE_KIND for what is no picture, or can not be drawn
 */
export async function setPicture(context: Context, actor: Actor, id: string, bytes: Buffer): Promise<Service> {
  const { files, newId } = context;
  await found(context, id);
  const { found: kind, preview } = await files.inspect(async () => chunksOf(bytes), 'picture');
  if (kind?.kind !== 'image' || !preview) {
    throw new AppError('FILE_KIND', 'Wanted a picture: JPEG, PNG, WebP, GIF or AVIF; send it in one of these.');
  }
  return keepPicture(context, actor, id, { id: newId(), serviceId: id, bytes: preview.toString('base64') });
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** @param picture null: none. @throws AppError NOT_FOUND */
export async function keepPicture(
  context: Context,
  actor: Actor,
  id: string,
  picture: ServicePicture | null,
): Promise<Service> {
  const before = await found(context, id);
  const row = rowOf(context, actor, 'service.changed', before.names, 'pictureId');
  const after = await context.store.services.setPicture(id, picture, context.now(), row);
  if (!after) throw new AppError('NOT_FOUND');
  tellShop(context, { type: 'services.changed' });
  return after;
}

/** The picture of a service that somebody of the desk sees. @throws AppError NOT_FOUND */
export function seenPicture(context: Context, by: Sees, pictureId: string): Promise<Buffer> {
  const seen = seenSites(by);
  return pictureWhere(context, pictureId, service => isSeen(service, seen));
}

/** The same of one that visitors of a site are offered; of any other there is none. @throws AppError NOT_FOUND */
export async function offeredPicture(context: Context, siteId: string, pictureId: string): Promise<Buffer> {
  await refuseSwitchedOff(context);
  return pictureWhere(context, pictureId, service => isOffered(service, siteId));
}

async function pictureWhere(
  { store }: Context,
  pictureId: string,
  isShown: (service: Service) => boolean,
): Promise<Buffer> {
  const service = (await store.services.all()).find(each => each.pictureId === pictureId);
  const picture = service && isShown(service) ? await store.services.picture(pictureId) : null;
  if (!picture) throw new AppError('NOT_FOUND');
  return Buffer.from(picture.bytes, 'base64');
}

/** What visitors of a site are offered. @throws AppError NOT_FOUND while booking is switched off */
export async function offeredServices(context: Context, site: SiteRecord, wanted: string): Promise<OfferedServices> {
  await refuseSwitchedOff(context);
  const { store } = context;
  const [services, employees, { currency }] = await Promise.all([
    store.services.all(),
    store.employees.all(),
    deskHome(context),
  ]);
  return offeredAt(site, { services, employees, currency }, { wanted, desk: site.locale });
}

async function refuseSwitchedOff({ switches }: Context): Promise<void> {
  if (!(await switches.read()).booking) throw new AppError('NOT_FOUND', 'Booking is switched off.');
}

/** Says which of those services that name who does them an employee does. @throws AppError NOT_FOUND */
export async function assignServices(
  context: Context,
  actor: Actor,
  employeeId: string,
  serviceIds: readonly string[],
): Promise<void> {
  const { store, now } = context;
  if (!(await store.employees.all()).some(each => each.id === employeeId)) throw new AppError('NOT_FOUND');
  const row = rowOf(context, actor, 'service.changed', null, 'staffIds');
  const changed = await store.services.assign(employeeId, serviceIds, now(), row);
  if (changed.length > 0) tellShop(context, { type: 'services.changed' });
}

async function found({ store }: Context, id: string): Promise<Service> {
  const service = (await store.services.all()).find(each => each.id === id);
  if (!service) throw new AppError('NOT_FOUND');
  return service;
}

/** Who and what it names must be there, unless it named them before: those may have gone since. */
async function refuseUnknown(
  { store, sites }: Context,
  { staffIds, resourceIds, siteIds }: Partial<Pick<ServiceSettings, 'staffIds' | 'resourceIds' | 'siteIds'>>,
  before: Service | null,
): Promise<void> {
  const asked = {
    staffIds: [staffIds, before?.staffIds, () => store.employees.all()],
    resourceIds: [resourceIds, before?.resourceIds, () => store.resources.all()],
    siteIds: [siteIds, before?.siteIds, () => sites.all()],
  } as const;
  for (const [field, [ids, known, all]] of Object.entries(asked)) {
    const fresh = (ids ?? []).filter(id => !known?.includes(id));
    if (fresh.length === 0) continue;
    const there = new Set((await all()).map(each => each.id));
    const unknown = fresh.filter(id => !there.has(id));
    if (unknown.length === 0) continue;
    throw new AppError('FIELD_INVALID', `Nobody and nothing of ${field} is called ${unknown.join(', ')}.`, {
      fields: { [field]: 'FIELD_INVALID' },
    });
  }
}

/** @param names of the service that it is about; null: of several */
function rowOf(
  context: Context,
  actor: Actor,
  what: AuditAction,
  names: Service['names'] | null,
  fields: string,
): AuditRow {
  const [name = ''] = names ? Object.values(names) : [];
  const text = [name, fields].filter(Boolean).join(': ');
  return auditRow(context, actor, { what, on: { kind: 'server', id: null, text } });
}
