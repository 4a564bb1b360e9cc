import type { Service } from '../../../protocol/services.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { createShopList, inShop } from '../../store/mongo/shop.ts';
import { writeDown } from '../audit/mongo.ts';
import { assigned, withPicture } from './rules.ts';
import type { ServiceStore } from './store.ts';

/** See `ServiceStore`. */
export function createServiceStore({ database }: Engine): ServiceStore {
  const services = createShopList<Service>(database.services);
  const { servicePictures } = database;

  return {
    all: () => services.all(),

    create: (service, most, row) =>
      inShop(database, async session => {
        const made = await services.add(service, most, session);
        if (made) await writeDown(database, row, session);
        return made;
      }),

    replace: (service, row) =>
      inShop(database, async session => {
        const pictureId = (await services.find(service.id, session))?.pictureId ?? null;
        const changed = await services.replace({ ...service, pictureId }, session);
        if (changed) await writeDown(database, row, session);
        return changed;
      }),

    order: (ids, row) =>
      inShop(database, async session => {
        await services.order(ids, session);
        await writeDown(database, row, session);
      }),

    remove: (id, row) =>
      inShop(database, async session => {
        if (!(await services.drop(id, session))) return false;
        await servicePictures.deleteMany({ serviceId: id }, { session });
        await writeDown(database, row, session);
        return true;
      }),

    setPicture: (id, given, at, row) =>
      inShop(database, async session => {
        const service = await services.find(id, session);
        if (!service) return null;
        await servicePictures.deleteMany({ serviceId: id }, { session });
        if (given) await servicePictures.insertOne(stored(given), { session });
        await writeDown(database, row, session);
        return services.put(withPicture(service, given, at), session);
      }),

    async picture(id) {
      const found = await servicePictures.findOne({ _id: id });
      return found && entity(found);
    },

    assign: (employeeId, serviceIds, at, row) =>
      inShop(database, async session => {
        const changed = assigned(await services.all(session), employeeId, serviceIds, at);
        for (const each of changed) await services.put(each, session);
        if (changed.length > 0) await writeDown(database, row, session);
        return changed;
      }),
  };
}
