import type { Service } from '../../../protocol/services.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { createShopRows } from '../../store/sqlite/shop-rows.ts';
import { assigned, withPicture } from './rules.ts';
import type { ServicePicture, ServiceStore } from './store.ts';

/** See `ServiceStore`. */
export function createServiceStore(engine: Engine): ServiceStore {
  const { writer, reader, write, read, rows } = engine;
  const services = createShopRows<Service>(engine, 'services');
  const picture = reader.prepare('SELECT id, service AS serviceId, bytes FROM service_pictures WHERE id = ?');
  const addPicture = writer.prepare(
    'INSERT INTO service_pictures (id, service, bytes) VALUES (:id, :serviceId, :bytes)',
  );
  const dropPicture = writer.prepare('DELETE FROM service_pictures WHERE service = ?');

  return {
    all: () => read(() => services.all()),

    create: (service, most, row) =>
      write(() => {
        const made = services.add(service, most);
        if (made) rows.audit.add(row);
        return made;
      }),

    replace: (service, row) =>
      write(() => {
        const pictureId = services.find(service.id)?.pictureId ?? null;
        const changed = services.replace({ ...service, pictureId });
        if (changed) rows.audit.add(row);
        return changed;
      }),

    order: (ids, row) =>
      write(() => {
        services.order(ids);
        rows.audit.add(row);
      }),

    remove: (id, row) =>
      write(() => {
        if (!services.drop(id)) return false;
        dropPicture.run(id);
        rows.audit.add(row);
        return true;
      }),

    setPicture: (id, given, at, row) =>
      write(() => {
        const service = services.find(id);
        if (!service) return null;
        dropPicture.run(id);
        if (given) addPicture.run({ ...given });
        rows.audit.add(row);
        return services.put(withPicture(service, given, at));
      }),

    picture: id => read(() => (picture.get(id) as unknown as ServicePicture | undefined) ?? null),

    assign: (employeeId, serviceIds, at, row) =>
      write(() => {
        const changed = assigned(services.held(), employeeId, serviceIds, at);
        for (const each of changed) services.put(each);
        if (changed.length > 0) rows.audit.add(row);
        return changed;
      }),
  };
}
