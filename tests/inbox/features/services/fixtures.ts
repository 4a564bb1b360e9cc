import type { Service } from '../../../../protocol/services.ts';
import type { Employee, Resource } from '../../../../protocol/staff.ts';
import { START } from '../../fixtures.ts';

export function service(id: string, change: Partial<Service> = {}): Service {
  return {
    id,
    names: { en: id },
    category: '',
    durationMinutes: 45,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    returnDays: null,
    price: null,
    staffIds: null,
    resourceIds: [],
    isOnline: true,
    siteIds: null,
    isActive: true,
    pictureId: null,
    position: 0,
    version: 1,
    createdAt: START,
    updatedAt: START,
    ...change,
  };
}

export function employee(id: string, change: Partial<Employee> = {}): Employee {
  return {
    id,
    name: id,
    agentId: null,
    languages: [],
    week: [[{ from: '10:00', to: '19:00' }], [], [], [], [], [], []],
    shifts: [],
    breaks: [[], [], [], [], [], [], []],
    daysOff: [],
    isActive: true,
    position: 0,
    version: 1,
    createdAt: START,
    updatedAt: START,
    ...change,
  };
}

export function resource(id: string, change: Partial<Resource> = {}): Resource {
  return { id, name: id, places: 1, isActive: true, version: 1, createdAt: START, updatedAt: START, ...change };
}
