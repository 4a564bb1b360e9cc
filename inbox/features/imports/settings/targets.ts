import type { ContactField } from '../../../../protocol/contact-fields.ts';
import type { ImportTarget } from '../../../../protocol/imports.ts';
import { t } from './words/index.ts';

type Named = Exclude<ImportTarget, `field:${string}`>;

const NAMES: Record<Named, () => string> = {
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

/** What a column may be, the desk's own fields behind. */
export function targetOptions(fields: readonly ContactField[]): (readonly [ImportTarget, string])[] {
  const named = (Object.keys(NAMES) as Named[]).map(each => [each, NAMES[each]()] as const);
  return [...named, ...fields.map(each => [`field:${each.id}` as const, each.name] as const)];
}

export function targetName(target: ImportTarget, fields: readonly ContactField[]): string {
  return new Map(targetOptions(fields)).get(target) ?? target;
}
