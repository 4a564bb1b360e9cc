import type { Service } from '../../../protocol/services.ts';
import type { Employee, Resource } from '../../../protocol/staff.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { createShopRows } from '../../store/sqlite/shop-rows.ts';
import { byName } from './rules.ts';
import type { EmployeeStore, ResourceStore } from './store.ts';

/** See `EmployeeStore`. */
export function createEmployeeStore(engine: Engine): EmployeeStore {
  const { write, read, rows } = engine;
  const employees = createShopRows<Employee>(engine, 'employees');
  const services = createShopRows<Service>(engine, 'services');

  return {
    all: () => read(() => employees.all()),

    create: (employee, most, row) =>
      write(() => {
        const made = employees.add(employee, most);
        if (made) rows.audit.add(row);
        return made;
      }),

    replace: (employee, row) =>
      write(() => {
        const changed = employees.replace(employee);
        if (changed) rows.audit.add(row);
        return changed;
      }),

    order: (ids, row) =>
      write(() => {
        employees.order(ids);
        rows.audit.add(row);
      }),

    remove: (id, at, row) =>
      write(() => {
        const employee = employees.find(id);
        if (!employee) return null;
        rows.audit.add(row);
        const isNamed = services.held().some(({ staffIds }) => staffIds?.includes(id));
        if (isNamed) employees.put({ ...employee, isActive: false, version: employee.version + 1, updatedAt: at });
        else employees.drop(id);
        return isNamed ? 'archived' : 'removed';
      }),
  };
}

/** See `ResourceStore`. */
export function createResourceStore(engine: Engine): ResourceStore {
  const { writer, reader, write, read, rows } = engine;
  const services = createShopRows<Service>(engine, 'services');
  const all = reader.prepare('SELECT whole FROM resources');
  const count = writer.prepare('SELECT count(*) AS count FROM resources');
  const byId = writer.prepare('SELECT whole FROM resources WHERE id = ?');
  const insert = writer.prepare('INSERT INTO resources (whole, id) VALUES (?, ?)');
  const change = writer.prepare('UPDATE resources SET whole = ? WHERE id = ?');
  const drop = writer.prepare('DELETE FROM resources WHERE id = ?');
  const find = (id: string): Resource | null => {
    const row = byId.get(id);
    return row ? JSON.parse(row.whole as string) : null;
  };

  return {
    all: () =>
      read(() =>
        all
          .all()
          .map(each => JSON.parse(each.whole as string) as Resource)
          .sort(byName),
      ),

    create: (resource, most, row) =>
      write(() => {
        if ((count.get()!.count as number) >= most) return false;
        insert.run(JSON.stringify(resource), resource.id);
        rows.audit.add(row);
        return true;
      }),

    replace: (resource, row) =>
      write(() => {
        if (find(resource.id)?.version !== resource.version - 1) return null;
        change.run(JSON.stringify(resource), resource.id);
        rows.audit.add(row);
        return resource;
      }),

    remove: (id, at, row) =>
      write(() => {
        const resource = find(id);
        if (!resource) return null;
        rows.audit.add(row);
        const isNamed = services.held().some(({ resourceIds }) => resourceIds.includes(id));
        const archived = { ...resource, isActive: false, version: resource.version + 1, updatedAt: at };
        if (isNamed) change.run(JSON.stringify(archived), id);
        else drop.run(id);
        return isNamed ? 'archived' : 'removed';
      }),
  };
}
