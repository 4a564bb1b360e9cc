import type { ContactField } from '../../../../protocol/contact-fields.ts';
import type { IMPORT_TARGETS, ImportKind, ImportTarget, PurchaseColumn } from '../../../../protocol/imports.ts';
import { t } from './words/index.ts';

const PEOPLE: Record<(typeof IMPORT_TARGETS)[number], () => string> = {
  name: () => t('targetName'),
  firstName: () => t('targetFirstName'),
  middleName: () => t('targetMiddleName'),
  lastName: () => t('targetLastName'),
  callMe: () => t('targetCallMe'),
  phone: () => t('targetPhone'),
  email: () => t('targetEmail'),
  birthday: () => t('targetBirthday'),
  address: () => t('targetAddress'),
  tags: () => t('targetTags'),
  note: () => t('targetNote'),
  externalId: () => t('targetExternalId'),
};

const PURCHASES: Record<PurchaseColumn, () => string> = {
  phone: () => t('targetPhone'),
  email: () => t('targetEmail'),
  person: () => t('targetPerson'),
  name: () => t('targetName'),
  date: () => t('targetDate'),
  what: () => t('targetWhat'),
  quantity: () => t('targetQuantity'),
  price: () => t('targetPrice'),
  total: () => t('targetTotal'),
  currency: () => t('targetCurrency'),
  employee: () => t('targetEmployee'),
  externalId: () => t('targetPurchaseId'),
};

/** What a column may be, of people with the desk's own fields behind. */
export function targetOptions(kind: ImportKind, fields: readonly ContactField[]): (readonly [ImportTarget, string])[] {
  const names = Object.entries(kind === 'people' ? PEOPLE : PURCHASES) as [ImportTarget, () => string][];
  const named = names.map(([target, name]) => [target, name()] as const);
  return kind === 'people'
    ? [...named, ...fields.map(each => [`field:${each.id}` as const, each.name] as const)]
    : named;
}

export function targetName(target: ImportTarget, kind: ImportKind, fields: readonly ContactField[]): string {
  // A tag is of the person, whatever the rows are.
  return new Map([...targetOptions('people', fields), ...targetOptions(kind, fields)]).get(target) ?? target;
}
