import type { Employee } from '../../../protocol/staff.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { createShopList, inShop } from '../../store/mongo/shop.ts';
import { writeDown } from '../audit/mongo.ts';
import { byName } from './rules.ts';
import type { EmployeeStore, ResourceStore } from './store.ts';

/** See `EmployeeStore`. */
export function createEmployeeStore({ database }: Engine): EmployeeStore {
  const employees = createShopList<Employee>(database.employees);

  return {
    all: () => employees.all(),

    create: (employee, most, row) =>
      inShop(database, async session => {
        const made = await employees.add(employee, most, session);
        if (made) await writeDown(database, row, session);
        return made;
      }),

    replace: (employee, row) =>
      inShop(database, async session => {
        const changed = await employees.replace(employee, session);
        if (changed) await writeDown(database, row, session);
        return changed;
      }),

    order: (ids, row) =>
      inShop(database, async session => {
        await employees.order(ids, session);
        await writeDown(database, row, session);
      }),

    remove: (id, at, row) =>
      inShop(database, async session => {
        const employee = await employees.find(id, session);
        if (!employee) return null;
        await writeDown(database, row, session);
        const isNamed = (await database.services.countDocuments({ staffIds: id }, { session })) > 0;
        const archived = { ...employee, isActive: false, version: employee.version + 1, updatedAt: at };
        if (isNamed) await employees.put(archived, session);
        else await employees.drop(id, session);
        return isNamed ? 'archived' : 'removed';
      }),
  };
}

/** See `ResourceStore`. */
export function createResourceStore({ database }: Engine): ResourceStore {
  const { resources } = database;

  return {
    async all() {
      return (await resources.find().toArray()).map(entity).sort(byName);
    },

    create: (resource, most, row) =>
      inShop(database, async session => {
        if ((await resources.countDocuments({}, { session })) >= most) return false;
        await resources.insertOne(stored(resource), { session });
        await writeDown(database, row, session);
        return true;
      }),

    replace: (resource, row) =>
      inShop(database, async session => {
        const before = { _id: resource.id, version: resource.version - 1 };
        const { matchedCount } = await resources.replaceOne(before, stored(resource), { session });
        if (matchedCount === 0) return null;
        await writeDown(database, row, session);
        return resource;
      }),

    remove: (id, at, row) =>
      inShop(database, async session => {
        const resource = await resources.findOne({ _id: id }, { session });
        if (!resource) return null;
        await writeDown(database, row, session);
        const isNamed = (await database.services.countDocuments({ resourceIds: id }, { session })) > 0;
        const archived = { ...resource, isActive: false, version: resource.version + 1, updatedAt: at };
        if (isNamed) await resources.replaceOne({ _id: id }, archived, { session });
        else await resources.deleteOne({ _id: id }, { session });
        return isNamed ? 'archived' : 'removed';
      }),
  };
}
